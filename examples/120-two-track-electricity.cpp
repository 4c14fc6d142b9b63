// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// One purchase of electricity, two results, three rule sets: certificates never move the location-based one, and what the
// uncertified rest is worth belongs to the rule set.
#include <iostream>

#include "tanji/accounting/electricity.hpp"

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
    // A draft is never a default: it has to be named and allowed, and its results say so.
    auto const draft = RuleSet::find("scope2-hourly", year_period(2025), {.edition = "draft-2025"});
    std::cout << "scope2-hourly: " << draft.problem().what << '\n';
}
