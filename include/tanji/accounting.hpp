// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

/// \file
/// From activities to emissions.
/// - Emission: what activity * factor gives; keeps gases, provenance and record
/// - try_emission: the same for amounts that come from data
/// - try_replay: computes a record again and compares the bits
/// - try_electricity, try_heat: both scope 2 methods under ElectricityRules; try_hourly_match: by hour; check_criteria
/// - try_product_electricity: electricity of products; try_non_fossil: Chinese statistics

#include "tanji/accounting/bought_heat.hpp"
#include "tanji/accounting/electricity.hpp"
#include "tanji/accounting/electricity_factors.hpp"
#include "tanji/accounting/electricity_rules.hpp"
#include "tanji/accounting/emission.hpp"
#include "tanji/accounting/hourly.hpp"
#include "tanji/accounting/non_fossil.hpp"
#include "tanji/accounting/product_electricity.hpp"
#include "tanji/accounting/quality_criteria.hpp"
