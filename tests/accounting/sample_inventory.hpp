// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <string_view>

#include "tanji/accounting/account.hpp"
#include "tanji/accounting/inventory.hpp"

/// \file
/// A small inventory in which every part is filled: two files, conversions, shares, sites, bought energy by both methods, a deducted
/// line, findings. Its numbers are made up; only that they come back matters.
namespace sample {

using namespace tanji;

inline FactorDatabase factors() {
    constexpr std::string_view table =
        "key,what,region,year,kind,gas,value,unit,edition,document,confidence\n"
        "grid.cn.2023,\"electricity, grid\",CN,2023,direct,co2-fossil,0.5366,kg/kWh,2023,Notice A,official-seen\n"
        "gas.cn,natural gas,CN,2023,direct,co2-fossil,56.1,kg/GJ net,2023,Guideline B,official-seen\n"
        "gas.cn,natural gas,CN,2023,direct,ch4-fossil,0.001,kg/GJ net,2023,Guideline B,official-seen\n"
        "wood.cn,wood,CN,2023,direct,co2-biogenic,112,kg/GJ net,2023,Guideline B,official-seen\n";
    return FactorDatabase::from_csv(table, "factors.csv");
}

inline ActivityLines lines() {
    ActivityLinesBuilder builder;
    builder.file({.name = "meters.csv", .sha256 = std::string(64, 'a'), .sheet = "2023"});
    builder.add({.site = "plant A", .source = "meter", .meter = "M1", .category = "electricity", .what = "electricity, grid", .place = "CN", .unit = "MWh", .quality = "good", .uncertainty = 0.05},
                {.id = "E-1", .amount = "1200.5", .period = "2023-01"},
                {.source_type = SourceType::measured, .evidence = "INV-1", .evidence_hash = std::string(64, 'b'), .operator_name = "L. Wang", .reviewer = "J. Li", .entered_at = "2024-01-10",
                 .reviewed_at = "2024-01-12", .note = "read twice, \xE6\x8A\x84\xE8\xA1\xA8"});
    builder.add({.site = "plant A", .source = "meter", .meter = "M1", .category = "electricity", .what = "electricity, grid", .place = "CN", .unit = "MWh", .quality = "good", .uncertainty = 0.05},
                {.id = "E-2", .amount = "0.1", .period = "2023-02-01/2023-02-14"});
    builder.file({.name = "fuels.csv", .sha256 = std::string(64, 'c')});
    builder.add({.site = "plant A", .source = "boiler 2", .category = "stationary-combustion", .what = "natural gas", .place = "CN", .unit = "GJ net"}, {.id = "G-1", .amount = "3e2", .period = "2023"});
    builder.add({.site = "plant B", .source = "boiler 3", .category = "stationary-combustion", .what = "wood", .place = "CN", .unit = "MWh net"}, {.id = "W-1", .amount = "7", .period = "2023-Q2"});
    return builder.finish();
}

inline Organisation organisation() {
    Organisation o{.id = "acme", .name = "Acme Group"};
    o.members = {{"sub", "Subsidiary", ""}};
    o.sites = {{"plant A", "Plant A", "", "CN-AH"}, {"plant B", "Plant B", "sub", "CN-BJ"}};
    o.sources = {{"boiler 2", "plant A", "stationary-combustion", false}};
    o.shares = {{"sub", year_period(2023), 0.6, true, FinancialControl::none}};
    return o;
}

inline OrganisationInventory inventory() {
    auto const activities = lines();
    auto const database = factors();
    auto green = *database.get_key("grid.cn.2023");
    green.key = "green";
    green.gases = {{gas::co2_fossil, Mass::stored(0)}};
    auto const certificate = std::make_shared<Factor const>(green);
    auto const rest = database.get_key("grid.cn.2023");
    MarketPart const market[] = {{0, 1000.25, std::const_pointer_cast<Factor>(certificate), "certificate GEC-7"}, {0, 200.25, std::const_pointer_cast<Factor>(rest), "residual mix"},
                                 {1, 0.1, std::const_pointer_cast<Factor>(rest), "residual mix"}};
    return account(activities, organisation(), RuleSet::get("ghg-protocol", year_period(2023)), database,
                   {.consolidation = Consolidation::equity_share, .period = year_period(2023), .market = market});
}

}  // namespace sample
