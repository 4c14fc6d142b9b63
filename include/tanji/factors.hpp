// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

/// \file
/// Gases, global warming potentials and emission factors with their provenance.
/// - Gas, find_gas, GasMasses: gases with the origin of their carbon, and masses of them
/// - GwpSet, gwp::ar6(100): a column of an IPCC report; missing is not zero
/// - Confidence, Provenance: how far a number was checked, and where it comes from; attributions: what licences ask to be said
/// - Factor, EmissionFactor<Energy>: emissions per amount, at run time and checked by the compiler
/// - FactorDatabase: exact look-up by what, where and when, in the shipped tables or in yours
/// - find_factor, FallBacks, FactorMatch: look-up with fall-backs that the caller allows, by edition and day of release
/// - diff: what changed between two editions of a database
/// - parse_blend, try_mix: refrigerant blends and fuels with a biogenic part

#include "tanji/factors/attribution.hpp"
#include "tanji/factors/blend.hpp"
#include "tanji/factors/emission_factor.hpp"
#include "tanji/factors/factor.hpp"
#include "tanji/factors/factor_database.hpp"
#include "tanji/factors/factor_diff.hpp"
#include "tanji/factors/gas.hpp"
#include "tanji/factors/gas_masses.hpp"
#include "tanji/factors/gwp.hpp"
#include "tanji/factors/lookup.hpp"
#include "tanji/factors/provenance.hpp"
