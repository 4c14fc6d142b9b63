// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

/// \file
/// From inventories to scores: factors of methods find the flows of a system (rules A2, A8, A9).
///
/// characterisation.hpp  C of a method from a file, with matches, findings and settings
/// gwp_method.hpp        built-in greenhouse-gas methods, split into fossil, biogenic, land use, removals
/// flow_matching.hpp     by UUID, by flow map, by name or CAS
/// flow_map.hpp          reader of flow maps (CSV)
/// factor_table.hpp      factors of a category by flow and place, duplicates judged
/// greenhouse_gas.hpp    recognises gases by name and CAS
/// compartment.hpp       air, water, soil, resource from category paths

#include "tanji/impact/characterisation.hpp"
#include "tanji/impact/compartment.hpp"
#include "tanji/impact/factor_table.hpp"
#include "tanji/impact/flow_map.hpp"
#include "tanji/impact/flow_matching.hpp"
#include "tanji/impact/greenhouse_gas.hpp"
#include "tanji/impact/gwp_method.hpp"
