// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// One purchase of electricity, two results, three rule sets: certificates never move the location-based one, and what the
// uncertified rest is worth belongs to the rule set.
#include <iostream>

#include "tanji/accounting/activity_csv.hpp"
#include "tanji/accounting/electricity.hpp"
#include "tanji/accounting/market_parts.hpp"
#include "tanji/base/text.hpp"

using namespace tanji;

int main() {
    Registry registry;
    registry.add(Consumption{.id = "plant-2023", .holder = "Acme", .meter = "M1", .period = year_period(2023), .amount = mwh(100000), .market = "CN"});
    registry.add(Certificate{.id = "GEC-7", .kind = CertificateKind::gec, .issuer = "NEA", .device = "wind-7", .technology = "wind", .vintage = year_period(2023), .market = "CN", .amount = mwh(30000),
                             .state = CertificateState::cancelled, .owner = "Acme", .beneficiary = "Acme", .kg_co2_per_kwh = 0, .evidence = "statement 12"});
    registry.allot("GEC-7", "plant-2023");

    auto const factors = try_electricity_factors(FactorDatabase::shipped(), "CN", "CN", 2023, Date(2026, 1, 31)).value();
    for (auto const* id : {"ghg-protocol", "gbt-32151.34"}) {
        auto const rules = ElectricityRules::from(RuleSet::get(id, year_period(2025)));
        auto const result = try_electricity(registry, "Acme", rules, factors).value();
        std::cout << result.rule_set << "\n  location-based: " << to_text(result.location_emission()) << "\n  market-based:   " << to_text(result.market_emission()) << '\n';
        for (auto const& part : result.market) std::cout << "    " << watt_hours_text(part.amount) << " by " << to_text(part.basis) << ": " << part.factor->key << '\n';
        for (auto const& finding : result.findings) std::cout << "  " << to_text(finding.severity) << ": " << finding.problem.what << '\n';
    }
    // The same claims in an inventory: the bills of the meter, one run, both totals, and what every part rests on.
    auto const lines = read_activity_csv("id,meter,category,what,place,amount,unit,period\n"
                                         "1,M1,electricity,\"electricity, grid\",CN,60000,MWh,2023-01-01/2023-06-30\n"
                                         "2,M1,electricity,\"electricity, grid\",CN,40000,MWh,2023-07-01/2023-12-31\n", "2023.csv");
    auto const inventory = account_with_claims(lines, {}, RuleSet::get("ghg-protocol", year_period(2023)), FactorDatabase::shipped(), {.registry = &registry});
    for (auto const method : {EnergyMethod::location, EnergyMethod::market}) {
        std::cout << "scope 2, " << to_text(method) << ": " << number_text(inventory.total({.scope = 2, .energy = method}).co2e.stored() / 1000, 6) << " t CO2e\n";
    }
    for (auto const& line : inventory.lines()) {
        if (line.method != EnergyMethod::market) continue;
        std::cout << "  line " << inventory.activities()[line.activity].id << ": " << number_text(line.amount) << " MWh, " << inventory.applied()[line.applied].basis << '\n';
    }
    // A draft is never a default: it has to be named and allowed, and its results say so.
    auto const draft = RuleSet::find("scope2-hourly", year_period(2025), {.edition = "draft-2025"});
    std::cout << "scope2-hourly: " << draft.problem().what << '\n';
}
