// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

/// \file
/// From activities to emissions.
/// - Emission: what activity * factor gives; keeps gases, provenance and record
/// - try_emission: the same for amounts that come from data
/// - ActivityLines, read_activity_file: activities from code or CSV; Organisation, RuleSet: whose, and by which rule
/// - account, OrganisationInventory, statement: the inventory, its totals and its statements
/// - try_replay: computes a record again and compares the bits
/// - write_record, replay_record: an inventory as a record, and the first difference of a replay with its cause
/// - change_between: what changed since another year; BaseYear, intensities; uncertainty_of: how far a total may be off
/// - reconcile_park, try_reconcile_group: why a boundary is not the sum of its sites
/// - try_electricity, try_heat: both scope 2 methods under ElectricityRules; try_hourly_match: by hour; check_criteria
/// - fuel_co2, try_carbon_balance, try_carbonate_factor, SteamTable: what methods compute before a factor
/// - try_product_electricity: electricity of products; try_non_fossil: Chinese statistics

#include "tanji/accounting/account.hpp"
#include "tanji/accounting/activity_csv.hpp"
#include "tanji/accounting/activity_line.hpp"
#include "tanji/accounting/base_year.hpp"
#include "tanji/accounting/bought_heat.hpp"
#include "tanji/accounting/change.hpp"
#include "tanji/accounting/category.hpp"
#include "tanji/accounting/contract_csv.hpp"
#include "tanji/accounting/electricity.hpp"
#include "tanji/accounting/electricity_factors.hpp"
#include "tanji/accounting/electricity_rules.hpp"
#include "tanji/accounting/emission.hpp"
#include "tanji/accounting/fuel.hpp"
#include "tanji/accounting/hourly.hpp"
#include "tanji/accounting/inventory.hpp"
#include "tanji/accounting/intensity.hpp"
#include "tanji/accounting/inventory_record.hpp"
#include "tanji/accounting/market_parts.hpp"
#include "tanji/accounting/mass_balance.hpp"
#include "tanji/accounting/non_fossil.hpp"
#include "tanji/accounting/organisation.hpp"
#include "tanji/accounting/park.hpp"
#include "tanji/accounting/product_electricity.hpp"
#include "tanji/accounting/quality_criteria.hpp"
#include "tanji/accounting/replay.hpp"
#include "tanji/accounting/steam.hpp"
#include "tanji/accounting/uncertainty.hpp"
#include "tanji/accounting/rule_set.hpp"
#include "tanji/accounting/view.hpp"
