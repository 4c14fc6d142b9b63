// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Formulas of ../shared/facts/china.md 1.3 and 1.4 (NDRC energy document 2026 No. 622; 2024 No. 113).
#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "tanji/accounting/non_fossil.hpp"

using namespace tanji;

TEST_CASE("a user's non-fossil electricity (CN-E05 of ../shared/cases/china.json)") {
    auto const result = try_non_fossil({.physical = 5000, .green_trade = 20000, .certificates = 10000, .offtake = 100000, .coefficient = 0.25}).value();
    CHECK(result.allotted == 17500);
    CHECK(result.total == 52500);
    CHECK(result.other == 52500);
    CHECK(result.traded == 30000);
}

TEST_CASE("trade and certificates are capped at the offtake") {
    CHECK(try_non_fossil({.green_trade = 60, .nuclear_trade = 10, .certificates = 30, .offtake = 100, .coefficient = 0.5}).value().total == 100);
    auto const over = try_non_fossil({.green_trade = 60, .nuclear_trade = 10, .certificates = 30.5, .offtake = 100, .coefficient = 0.5});
    REQUIRE_FALSE(over);
    CHECK(over.problem().id == "non-fossil.cap");
    CHECK(try_non_fossil({.offtake = 100, .coefficient = 1.5}).problem().id == "non-fossil.input");
    CHECK(try_non_fossil({.physical = -1}).problem().id == "non-fossil.input");
    CHECK(try_non_fossil({.physical = std::nan("")}).problem().where.object == "physical");
}

TEST_CASE("the coefficient of a province (CN-E06 of ../shared/cases/china.json)") {
    ProvinceInput const province{.consumption = 400, .physical = 30, .trade = 60, .certificates = 50, .generation = 380, .fossil_on_grid = 560, .net_import = 100};
    CHECK(try_province_coefficient(province).value() == doctest::Approx(260.0 / 900.0).epsilon(1e-15));
    auto contradictory = province;
    contradictory.consumption = 100;
    CHECK(try_province_coefficient(contradictory).problem().id == "non-fossil.coefficient");
    contradictory = province;
    contradictory.net_import = -800;
    CHECK(try_province_coefficient(contradictory).problem().id == "non-fossil.coefficient");
}

TEST_CASE("users' parts and the province's coefficient fit together: what is shared is what was left") {
    // Two users, one province, k as above: by hand 140 physical + traded, and 900 x k = 260 allotted over all offtake left.
    double const k = try_province_coefficient({.consumption = 400, .physical = 30, .trade = 60, .certificates = 50, .generation = 380, .fossil_on_grid = 560, .net_import = 100}).value();
    auto const a = try_non_fossil({.physical = 10, .green_trade = 60, .offtake = 500, .coefficient = k}).value();
    auto const b = try_non_fossil({.physical = 20, .certificates = 50, .offtake = 510, .coefficient = k}).value();
    CHECK(a.total + b.total == doctest::Approx(400).epsilon(1e-14));
}

TEST_CASE("a province: generation and what comes from others, capped at net import without bundled fossil power") {
    ProvinceTotalInput const province{.generation = 380, .trade_in = 30, .certificates_in = 10, .shared_in = 20, .net_import = 100, .bundled_fossil = 40};
    CHECK(try_province_total(province).value() == 440);
    auto over = province;
    over.bundled_fossil = 41;
    CHECK(try_province_total(over).problem().id == "non-fossil.cap");
    CHECK(try_province_total({.generation = 380, .trade_in = -50, .shared_in = -10, .net_import = -100}).value() == 320);
}

TEST_CASE("between provinces: sellers give r s, buyers get by what they took") {
    // By hand: 100 x 0.4 + 50 x 0.8 = 80, taken 3 : 1.
    std::vector<ProvinceResidual> const sellers{{"A", 100, 0.4}, {"B", 50, 0.8}}, buyers{{"C", 90, 0}, {"D", 30, 0}};
    auto const shares = try_inter_province_shares(sellers, buyers).value();
    CHECK(shares[0] == doctest::Approx(60).epsilon(1e-15));
    CHECK(shares[1] == doctest::Approx(20).epsilon(1e-15));
    CHECK(try_inter_province_shares(sellers, {}).problem().id == "non-fossil.coefficient");
    CHECK(try_inter_province_shares(std::vector<ProvinceResidual>{{"A", 1, 1.1}}, buyers).problem().id == "non-fossil.input");
    CHECK(try_inter_province_shares({}, buyers).value() == std::vector<double>{0, 0});
}

TEST_CASE("contracts without counterparty: month by month the smaller of contract and settlement") {
    CHECK(try_settled(std::vector<double>{10, 10, 10}, std::vector<double>{8, 12, 10}).value() == 28);  // not min of the sums, 30
    CHECK(try_settled(std::vector<double>{10}, std::vector<double>{}).problem().id == "non-fossil.input");
}

TEST_CASE("energy saving: physical first, certificates for at most half of what is still needed") {
    // By hand: 1000 - 100 = 900, target 700: 200 needed, certificates count up to 100.
    auto const result = try_energy_saving({.energy = 1000, .target = 700, .physical = 100, .certificates = 150}).value();
    CHECK(result.physical == 100);
    CHECK(result.certificates == 100);
    CHECK(result.lost == 50);
    CHECK(result.adjusted == 800);
    CHECK_FALSE(result.met);
    CHECK(try_energy_saving({.energy = 1000, .target = 700, .physical = 100, .certificates = 60}).value().certificates == 60);
    auto const enough = try_energy_saving({.energy = 1000, .target = 700, .physical = 300, .certificates = 60}).value();
    CHECK(enough.certificates == 0);
    CHECK(enough.met);
    CHECK(try_energy_saving({.energy = -1}).problem().id == "non-fossil.input");
}

TEST_CASE("a user's input from the registry: own use, cancelled certificates of the year, offtake") {
    Registry registry;
    auto const meter = [](std::string id, WattHours amount, SupplyRoute route) {
        return Consumption{.id = id, .holder = "Acme", .meter = "meter " + id, .period = year_period(2026), .amount = amount, .market = "CN", .supply = route, .device = "pv-1", .technology = "photovoltaic"};
    };
    registry.add(meter("plant", mwh(100000), SupplyRoute::grid));
    registry.add(meter("roof", mwh(5000), SupplyRoute::own_use));
    Certificate gec{.id = "G1", .issuer = "NEA", .device = "wind-7", .technology = "wind", .vintage = parse_period("2026-02"), .market = "CN", .amount = mwh(10000), .owner = "Acme"};
    auto const add = [&](std::string id, auto change) {
        auto certificate = gec;
        certificate.id = std::move(id);
        change(certificate);
        registry.add(certificate);
        registry.allot(certificate.id, "plant");
    };
    add("counts", [](Certificate& c) { c.state = CertificateState::cancelled; c.beneficiary = "Acme"; });
    add("not cancelled", [](Certificate&) {});
    add("another year", [](Certificate& c) { c.state = CertificateState::cancelled; c.beneficiary = "Acme"; c.vintage = parse_period("2025-12"); });
    add("fossil", [](Certificate& c) { c.state = CertificateState::cancelled; c.beneficiary = "Acme"; c.technology = "coal"; });
    auto const input = try_user_input(registry, "Acme", 2026, 20000, 0, 0.25).value();
    CHECK(input.physical == 5000);
    CHECK(input.certificates == 10000);
    CHECK(input.offtake == 100000);
    CHECK(try_non_fossil(input).value().total == 52500);  // CN-E05 once more, from the registry
    // 2026 No. 622: certificates count in the year of generation, also where they were used in another.
    CHECK(try_user_input(registry, "Acme", 2025, 0, 0, 0).value().certificates == 10000);
}

TEST_CASE("a bill over the end of the year is refused, not left out of both years") {
    Registry registry;
    registry.add(Consumption{.id = "bill", .holder = "Acme", .meter = "M1", .period = parse_period("2025-12-16/2026-01-15"), .amount = mwh(50), .market = "CN"});
    for (int const year : {2025, 2026}) CHECK(try_user_input(registry, "Acme", year, 0, 0, 0).problem().id == "non-fossil.period");
    CHECK(try_user_input(registry, "Acme", 2024, 0, 0, 0).value().offtake == 0);
    CHECK(try_user_input(registry, "Somebody", 2026, 0, 0, 0).value().offtake == 0);
    Registry vintages;
    vintages.add(Consumption{.id = "year", .holder = "Acme", .meter = "M1", .period = year_period(2026), .amount = mwh(50), .market = "CN"});
    vintages.add(Certificate{.id = "G1", .issuer = "NEA", .device = "wind-1", .technology = "wind", .vintage = parse_period("2025-12-16/2026-01-15"), .market = "CN", .amount = mwh(20),
                             .state = CertificateState::cancelled, .owner = "Acme", .beneficiary = "Acme"});
    vintages.allot("G1", "year");
    CHECK(try_user_input(vintages, "Acme", 2026, 0, 0, 0).problem().id == "non-fossil.period");
}

TEST_CASE("a certificate of the user's own device is physical use, not trade: it takes no offtake") {
    Registry registry;
    registry.add(Consumption{.id = "roof", .holder = "Acme", .meter = "M1", .period = year_period(2026), .amount = mwh(50), .market = "CN", .supply = SupplyRoute::own_use, .device = "pv-1", .technology = "photovoltaic"});
    registry.add(Certificate{.id = "G1", .issuer = "NEA", .device = "pv-1", .technology = "photovoltaic", .vintage = year_period(2026), .market = "CN", .amount = mwh(20), .owner = "Acme"});
    registry.allot("G1", "roof");
    auto const input = try_user_input(registry, "Acme", 2026, 0, 0, 0.25).value();
    CHECK(input.physical == 50);
    CHECK(input.certificates == 0);
    CHECK(try_non_fossil(input).value().total == 50);
}
