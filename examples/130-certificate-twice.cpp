// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// One certificate, used twice: for another meter it is refused, with both places named; in the inventory, a product and the
// statistics of the city it is one claim seen three ways, and allowed. In the product it is worth its technology's footprint, not zero.
#include <iostream>

#include "tanji/accounting/product_electricity.hpp"

using namespace tanji;

int main() {
    Registry registry;
    for (auto const* id : {"plant", "office"}) {
        registry.add(Consumption{.id = id, .holder = "Acme", .meter = std::string("M-") + id, .period = year_period(2023), .amount = mwh(1000), .market = "CN", .city = "Hefei"});
    }
    registry.add(Certificate{.id = "GEC-7", .kind = CertificateKind::gec, .issuer = "NEA", .device = "wind-7", .technology = "wind", .vintage = year_period(2023), .market = "CN", .amount = mwh(600),
                             .state = CertificateState::cancelled, .owner = "Acme", .beneficiary = "Acme", .kg_co2_per_kwh = 0, .evidence = "statement 12"});
    registry.allot("GEC-7", "plant");
    registry.draw({"GEC-7", ClaimView::inventory, "Acme", mwh(600)});
    registry.draw({"GEC-7", ClaimView::city, "Hefei", mwh(600)});
    registry.draw({"GEC-7", ClaimView::product, "ingot", mwh(400)});
    std::cout << "allowed: " << watt_hours_text(registry.claimed()) << " claimed once\n\n";

    std::cout << "refused: " << to_text(registry.try_allot("GEC-7", "office").problem()) << "\n";
    std::cout << "refused: " << to_text(registry.try_draw({"GEC-7", ClaimView::product, "foil", mwh(300)}).problem()) << "\n";
    std::cout << "refused: " << to_text(registry.try_claim_outside({"wind-7", year_period(2023), "ccer", "Credit Ltd", "project 9"}).problem()) << "\n";

    auto const rules = ElectricityRules::from(RuleSet::get("ghg-protocol", year_period(2023)));
    auto const ingot = try_product_electricity(registry, "ingot", "plant", mwh(500), rules, try_footprint_factors(FactorDatabase::shipped(), "CN", 2023).value()).value();
    for (auto const& part : ingot.parts) {
        std::cout << "ingot, " << watt_hours_text(part.amount) << ", " << part.source << ": " << part.generation->key << (part.lines ? " + " + part.lines->key : "") << '\n';
    }
}
