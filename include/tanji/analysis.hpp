// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

/// \file
/// A footprint in one call, and what it is made of (rule A10).
///
/// footprint.hpp         solve and assess a demand: scores, inventory, proof, findings
/// demand.hpp            what is asked for, in any unit the product has
/// contributions.hpp     by process, flow, location, compartment, first tier
/// tree.hpp              the supply chain to a depth or share
/// gradient.hpp          what a score answers to, in the terms of the file (rule B6)
/// score_samples.hpp     how far scores may be off: Monte Carlo over the exchanges of the files
/// comparison.hpp        two products under equal settings
/// footprint_record.hpp  how the result came about
///
/// Bridges to accounting, not brought along: footprint_factor.hpp (a footprint as an emission factor), site_process.hpp (a site
/// as a unit process, and why its products differ from its scopes).
/// footprint_replay.hpp  the same again, from the record and its files

#include "tanji/analysis/comparison.hpp"
#include "tanji/analysis/contributions.hpp"
#include "tanji/analysis/demand.hpp"
#include "tanji/analysis/footprint.hpp"
#include "tanji/analysis/footprint_record.hpp"
#include "tanji/analysis/footprint_replay.hpp"
#include "tanji/analysis/gradient.hpp"
#include "tanji/analysis/score_samples.hpp"
#include "tanji/analysis/tree.hpp"
