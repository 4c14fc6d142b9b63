// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Rule C2 of ../shared/rules.md. Factors: announcement 2025 No. 3 of the MEE (2023): average 0.6205, wind 0.0336, photovoltaic 0.0545, nuclear 0.0065,
// transmission and distribution with losses 0.0463 kg CO2e/kWh (../shared/facts/china.md 1.2).
#include <doctest/doctest.h>

#include <string>

#include "tanji/accounting/product_electricity.hpp"
#include "tanji/base/text.hpp"

using namespace tanji;

namespace {

FootprintFactors factors_2023() { return try_footprint_factors(FactorDatabase::shipped(), "CN", 2023).value(); }

ElectricityRules guidance() { return ElectricityRules::from(RuleSet::get("ghg-protocol", year_period(2023))); }

double kilograms(ProductElectricity const& electricity) {
    auto const emission = electricity.emission();
    double sum = 0;
    for (auto const& line : emission.lines()) sum += line->amount * line->factor->co2e->stored();
    return sum;
}

struct Site {
    Registry registry;
    Site() {
        registry.add(Consumption{.id = "plant", .holder = "Acme", .meter = "M1", .period = year_period(2023), .amount = mwh(10), .market = "CN"});
        registry.add(Certificate{.id = "GEC-1", .kind = CertificateKind::gec, .issuer = "NEA", .device = "wind-7", .technology = "wind", .vintage = year_period(2023), .market = "CN", .amount = mwh(4),
                                 .state = CertificateState::cancelled, .owner = "Acme", .beneficiary = "Acme", .kg_co2_per_kwh = 0, .evidence = "statement"});
        registry.allot("GEC-1", "plant");
    }
};

}  // namespace

TEST_CASE("C2: in a footprint a certificate selects the technology's footprint plus lines, never zero") {
    Site site;
    site.registry.draw({"GEC-1", ClaimView::product, "ingot", mwh(3)});
    auto const ingot = try_product_electricity(site.registry, "ingot", "plant", mwh(5), guidance(), factors_2023()).value();
    REQUIRE(ingot.parts.size() == 2);
    CHECK(ingot.parts[0].generation->key == "elec.cfp.wind.2023");
    CHECK(kilograms(ingot) == doctest::Approx(3000 * (0.0336 + 0.0463) + 2000 * 0.6205).epsilon(1e-12));
    CHECK(kilograms(ingot) > 2000 * 0.6205);
    // The whole draw at zero would give 1241 kg: what rule C2 forbids.
    CHECK(kilograms(ingot) - 2000 * 0.6205 == doctest::Approx(239.7).epsilon(1e-9));
    // Another product of the site that drew nothing takes the average for all of its electricity.
    CHECK(kilograms(try_product_electricity(site.registry, "foil", "plant", mwh(5), guidance(), factors_2023()).value()) == doctest::Approx(3102.5).epsilon(1e-12));
    CHECK(try_product_electricity(site.registry, "ingot", "plant", mwh(2), guidance(), factors_2023()).problem().id == "electricity.overdrawn");
    CHECK(try_product_electricity(site.registry, "ingot", "plnt", mwh(2), guidance(), factors_2023()).problem().id == "registry.unknown");
}

TEST_CASE("C2: a direct factor is refused in a footprint (CN-E03 of ../shared/cases/china.json: it would understate by 14.5 %)") {
    auto const shipped = FactorDatabase::shipped();
    auto const direct = try_latest_factor(shipped, "electricity, grid", "CN", Date(2026, 1, 1)).value();
    auto const refused = try_footprint_emission(kwh(1000), direct);
    REQUIRE_FALSE(refused);
    CHECK(refused.problem().id == "electricity.kind");
    CHECK(try_footprint_emission(kwh(1000), electricity_factor("certificate GEC-1", 0, "statement")).problem().id == "electricity.kind");
    CHECK(try_footprint_emission(kwh(1000), nullptr).problem().id == "electricity.kind");
    CHECK(try_footprint_emission(kwh(1000), factors_2023().average).value().lines()[0]->amount == 1000);
}

TEST_CASE("a technology without footprint factor is an error, not zero; so are lines that were not published") {
    CHECK(try_technology_footprint(factors_2023(), "nuclear").value()->key == "elec.cfp.nuclear.2023");
    CHECK(try_technology_footprint(factors_2023(), "geothermal").problem().id == "electricity.footprint-factor");
    CHECK(try_technology_footprint(factors_2023(), "magic").problem().id == "electricity.technology");
    Site site;
    site.registry.draw({"GEC-1", ClaimView::product, "ingot", mwh(3)});
    auto const of_2024 = try_footprint_factors(FactorDatabase::shipped(), "CN", 2024).value();
    CHECK(try_product_electricity(site.registry, "ingot", "plant", mwh(5), guidance(), of_2024).problem().id == "electricity.footprint-factor");
    CHECK(try_product_electricity(site.registry, "foil", "plant", mwh(5), guidance(), of_2024).has_value());
}

TEST_CASE("own photovoltaics: their footprint without the grid's lines; a neighbour's with them") {
    Registry registry;
    Consumption roof{.id = "roof", .holder = "Acme", .meter = "M2", .period = year_period(2023), .amount = mwh(10), .market = "CN", .supply = SupplyRoute::own_use, .device = "pv-1",
                     .technology = "photovoltaic", .evidence = "monthly records"};
    registry.add(roof);
    CHECK(kilograms(try_product_electricity(registry, "ingot", "roof", mwh(4), guidance(), factors_2023()).value()) == doctest::Approx(4000 * 0.0545).epsilon(1e-12));
    roof.id = "next door";
    roof.meter = "M3";
    roof.device = "pv-2";
    roof.supply = SupplyRoute::neighbour;
    registry.add(roof);
    CHECK(kilograms(try_product_electricity(registry, "ingot", "next door", mwh(4), guidance(), factors_2023()).value()) == doctest::Approx(4000 * (0.0545 + 0.0463)).epsilon(1e-12));
    // Half of the generation's certificates sold: half of the product's electricity takes the average (rule C1).
    registry.add(Certificate{.id = "PV", .issuer = "NEA", .device = "pv-1", .technology = "photovoltaic", .vintage = year_period(2023), .market = "CN", .amount = mwh(5), .owner = "Beta"});
    CHECK(kilograms(try_product_electricity(registry, "ingot", "roof", mwh(4), guidance(), factors_2023()).value()) == doctest::Approx(2000 * 0.0545 + 2000 * 0.6205).epsilon(1e-12));
}

TEST_CASE("an unproven claim selects nothing in a footprint") {
    Registry registry;
    registry.add(Consumption{.id = "plant", .holder = "Acme", .meter = "M1", .period = year_period(2023), .amount = mwh(10), .market = "CN"});
    registry.add(Certificate{.id = "GEC-1", .issuer = "NEA", .device = "wind-7", .technology = "wind", .vintage = year_period(2023), .market = "CN", .amount = mwh(4), .owner = "Acme", .kg_co2_per_kwh = 0});
    registry.allot("GEC-1", "plant");
    registry.draw({"GEC-1", ClaimView::product, "ingot", mwh(3)});
    auto const result = try_product_electricity(registry, "ingot", "plant", mwh(5), guidance(), factors_2023()).value();
    CHECK(kilograms(result) == doctest::Approx(5000 * 0.6205).epsilon(1e-12));
    CHECK(result.findings.front().problem.id == "electricity.criteria");
}

TEST_CASE("C2: upstream and line losses stay in scope 3 category 3, with and without certificate") {
    Site site;
    auto const shipped = FactorDatabase::shipped();
    auto const direct = try_electricity_factors(shipped, "CN", "CN", 2023, Date(2026, 1, 1)).value();
    auto const result = try_electricity(site.registry, "Acme", guidance(), direct).value();
    auto const related = try_energy_related(site.registry, result, direct, factors_2023()).value();
    // 4 MWh of wind keep 0.0336 + 0.0463 - 0; 6 MWh of the grid 0.6205 - 0.5306, although scope 2 took the residual mix for them.
    CHECK(related.kg_co2e == doctest::Approx(4000 * 0.0799 + 6000 * 0.0899).epsilon(1e-12));
    CHECK(related.kg_co2e > 0);
    // Factors of two places do not fit together: 0.6796 of Tianjin is above the national footprint.
    auto const tianjin = try_electricity_factors(shipped, "CN-TJ", "CN", 2023, Date(2026, 1, 1)).value();
    CHECK(try_energy_related(site.registry, result, tianjin, factors_2023()).problem().id == "electricity.negative-upstream");
}

TEST_CASE("C2: scope 3 category 3 is footprint less the rate that scope 2 took; what never saw the grid lost nothing on its lines") {
    Registry registry;
    registry.add(Consumption{.id = "roof", .holder = "Acme", .meter = "M2", .period = year_period(2023), .amount = mwh(10), .market = "CN", .supply = SupplyRoute::own_use, .device = "pv-1",
                             .technology = "photovoltaic", .evidence = "monthly records"});
    registry.add(Consumption{.id = "plant", .holder = "Acme", .meter = "M1", .period = year_period(2023), .amount = mwh(4), .market = "CN"});
    registry.add(Certificate{.id = "GEC-1", .issuer = "NEA", .device = "wind-7", .technology = "wind", .vintage = year_period(2023), .market = "CN", .amount = mwh(4),
                             .state = CertificateState::cancelled, .owner = "Acme", .beneficiary = "Acme", .kg_co2_per_kwh = 0.01, .evidence = "statement"});
    registry.allot("GEC-1", "plant");
    auto const direct = try_electricity_factors(FactorDatabase::shipped(), "CN", "CN", 2023, Date(2026, 1, 1)).value();
    auto const result = try_electricity(registry, "Acme", guidance(), direct).value();
    CHECK(try_energy_related(registry, result, direct, factors_2023()).value().kg_co2e == doctest::Approx(10000 * 0.0545 + 4000 * (0.0336 + 0.0463 - 0.01)).epsilon(1e-12));
}
