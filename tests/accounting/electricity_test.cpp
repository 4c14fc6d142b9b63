// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Rule C3 and the contractual hierarchy of ../shared/facts/ghg/scope2_hierarchy.csv.
#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "tanji/accounting/electricity.hpp"
#include "tanji/base/text.hpp"
#include "tanji/units/constants.hpp"

using namespace tanji;

namespace {

Certificate certificate(std::string id, WattHours amount, std::string owner = "Acme") {
    return {.id = std::move(id), .kind = CertificateKind::rec, .issuer = "registry", .device = "wind-7", .technology = "wind", .vintage = year_period(2024), .market = "US",
            .amount = amount, .state = CertificateState::cancelled, .generator = "Wind AG", .owner = owner, .beneficiary = owner, .cancelled_on = Date(2025, 1, 5), .kg_co2_per_kwh = 0,
            .evidence = "statement"};
}

Consumption load(std::string id, WattHours amount, std::string holder = "Acme") {
    return {.id = id, .holder = std::move(holder), .site = "plant", .meter = "meter of " + id, .period = year_period(2024), .amount = amount, .market = "US"};
}

ElectricityRules rules_of(std::string_view id, RuleSetOptions const& options = {}, int year = 2024) { return ElectricityRules::from(RuleSet::get(id, year_period(year), options)); }

/// scope2-dual of ../shared/cases/ghg.json: grid 0.3, residual 0.4 t/MWh.
ElectricityFactors us_factors() {
    return {electricity_factor("grid", 0.3, "case"), electricity_factor("national", 0.35, "case"), electricity_factor("residual", 0.4, "case"), electricity_factor("fossil", 0.8, "case")};
}

double tonnes(Emission const& emission) { return emission.gases().find(gas::co2_fossil).value().in(units::t); }

bool found(ElectricityResult const& result, std::string_view id) {
    for (auto const& finding : result.findings) {
        if (finding.problem.id == id) return true;
    }
    return false;
}

struct Load {
    Registry registry;
    explicit Load(Certificate certificate) {
        registry.add(load("plant", mwh(1000)));
        registry.add(certificate);
        registry.allot(certificate.id, "plant");
    }
    Result<ElectricityResult> run(std::string_view rules = "ghg-protocol", ElectricityFactors const& factors = us_factors(), int year = 2024) const {
        return try_electricity(registry, "Acme", rules_of(rules, {}, year), factors);
    }
};

}  // namespace

TEST_CASE("1,000 MWh with 600 MWh of certificates: 300 t located, 160 t market, residual mix for the rest (scope2-dual)") {
    auto const result = Load(certificate("REC-1", mwh(600))).run().value();
    CHECK(tonnes(result.location_emission()) == doctest::Approx(300).epsilon(1e-12));
    CHECK(tonnes(result.market_emission()) == doctest::Approx(160).epsilon(1e-12));
    REQUIRE(result.market.size() == 2);
    CHECK(result.market[0].basis == ClaimBasis::certificate);
    CHECK(result.market[0].source == "REC-1");
    CHECK(result.market[0].criteria.size() == 5);
    CHECK(result.market[1].basis == ClaimBasis::residual_mix);
    CHECK(result.findings.empty());
    CHECK_FALSE(result.draft);
}

TEST_CASE("C3: what unproven kWh take belongs to the rule set") {
    // CN-E02 of ../shared/cases/china.json: 100,000 MWh, 30,000 of them proven; average 0.5306, residual 0.6096 kg/kWh (announcement 2025 No. 47).
    Registry registry;
    auto gec = certificate("GEC-1", mwh(30000));
    gec.kind = CertificateKind::gec;
    gec.market = "CN";
    registry.add(gec);
    auto plant = load("plant", mwh(100000));
    plant.market = "CN-AH";  // the national certificate is of the province's market as well
    registry.add(plant);
    registry.allot("GEC-1", "plant");
    auto const factors = try_electricity_factors(FactorDatabase::shipped(), "CN", "CN", 2023, Date(2026, 1, 1)).value();
    CHECK(factors.residual->key == "grid.co2.national.excl_market_nonfossil.2023");
    auto const annual = try_electricity(registry, "Acme", rules_of("ghg-protocol"), factors).value();
    CHECK(tonnes(annual.location_emission()) == doctest::Approx(53060).epsilon(1e-12));
    CHECK(tonnes(annual.market_emission()) == doctest::Approx(42672).epsilon(1e-12));
    auto const national = try_electricity(registry, "Acme", rules_of("gbt-32151.34", {}, 2025), factors).value();
    CHECK(tonnes(national.market_emission()) == doctest::Approx(37142).epsilon(1e-12));
    CHECK(national.market.back().basis == ClaimBasis::national_average);
    CHECK(found(national, "electricity.contains-certified"));
    CHECK_FALSE(found(annual, "electricity.contains-certified"));
}

TEST_CASE("C3: without residual mix the Scope 2 Guidance takes the grid average and discloses it; GB/T never asks") {
    auto factors = us_factors();
    factors.residual = nullptr;
    auto const result = Load(certificate("REC-1", mwh(600))).run("ghg-protocol", factors).value();
    CHECK(tonnes(result.market_emission()) == doctest::Approx(120).epsilon(1e-12));
    CHECK(found(result, "electricity.no-residual"));
    factors.national = nullptr;
    auto const refused = Load(certificate("REC-1", mwh(600))).run("gbt-32151.34", factors, 2025);
    REQUIRE_FALSE(refused);
    CHECK(refused.problem().id == "electricity.factor");
}

TEST_CASE("quality criteria: each failure makes a claim unproven under the Guidance and an error under GB/T 32151") {
    struct Spoilt {
        int criterion;
        Certificate certificate;
    };
    auto const spoil = [](auto change) {
        auto spoilt = certificate("REC-1", mwh(600));
        change(spoilt);
        return spoilt;
    };
    std::vector<Spoilt> const cases{
        {3, spoil([](Certificate& c) { c.state = CertificateState::issued; })},
        {3, spoil([](Certificate& c) { c.evidence = " "; })},
        {4, spoil([](Certificate& c) { c.vintage = year_period(2021); })},
        {4, spoil([](Certificate& c) { c.vintage = parse_period("2025-05"); })},
        {5, spoil([](Certificate& c) { c.market = "CN"; })},
    };
    for (auto const& spoilt : cases) {
        CAPTURE(spoilt.criterion);
        Load const one(spoilt.certificate);
        auto const result = one.run().value();
        CHECK(tonnes(result.market_emission()) == doctest::Approx(400).epsilon(1e-12));
        CHECK(tonnes(result.location_emission()) == doctest::Approx(300).epsilon(1e-12));
        REQUIRE(found(result, "electricity.criteria"));
        CHECK(result.findings.front().problem.got.find("criterion " + std::to_string(spoilt.criterion)) == 0);
        auto const error = one.run("gbt-32151.34", us_factors(), 2025);
        REQUIRE_FALSE(error);
        CHECK(error.problem().id == "electricity.proof");
        CHECK(error.problem().got.find("criterion " + std::to_string(spoilt.criterion)) != std::string::npos);
    }
    // The Guidance wants a rate, GB/T a non-fossil technology.
    Load const rateless(spoil([](Certificate& c) { c.kg_co2_per_kwh = {}; }));
    CHECK(found(rateless.run().value(), "electricity.criteria"));
    CHECK(rateless.run("gbt-32151.34", us_factors(), 2025).has_value());
    Load const fossil(spoil([](Certificate& c) { c.technology = "coal"; c.kg_co2_per_kwh = 0.8; }));
    CHECK(tonnes(fossil.run().value().market_emission()) == doctest::Approx(400 * 0.4 + 600 * 0.8).epsilon(1e-12));
    CHECK(fossil.run("gbt-32151.34", us_factors(), 2025).problem().id == "electricity.proof");
}

TEST_CASE("hierarchy: certificates, contracts, supplier rates, residual mix") {
    Load const one(certificate("REC-1", mwh(600)));
    std::vector<EnergyContract> contracts{{.id = "green tariff", .consumption = "plant", .amount = mwh(100), .supplier_rate = true, .kg_co2_per_kwh = 0.1, .attributes_included = true, .evidence = "label"},
                                          {.id = "PPA", .consumption = "plant", .amount = mwh(200), .kg_co2_per_kwh = 0.02, .technology = "hydro", .attributes_included = true, .evidence = "settlement"}};
    auto const result = try_electricity(one.registry, "Acme", rules_of("ghg-protocol"), us_factors(), contracts).value();
    REQUIRE(result.market.size() == 4);
    CHECK(result.market[1].basis == ClaimBasis::contract);
    CHECK(result.market[2].basis == ClaimBasis::supplier_rate);
    CHECK(result.market[3].amount == mwh(100));
    CHECK(tonnes(result.market_emission()) == doctest::Approx(200 * 0.02 + 100 * 0.1 + 100 * 0.4).epsilon(1e-12));
    // Without the attributes a contract is only a price (criterion 7).
    contracts[1].attributes_included = false;
    auto const without = try_electricity(one.registry, "Acme", rules_of("ghg-protocol"), us_factors(), contracts).value();
    CHECK(tonnes(without.market_emission()) == doctest::Approx(100 * 0.1 + 300 * 0.4).epsilon(1e-12));
    CHECK(try_electricity(one.registry, "Acme", rules_of("gbt-32151.34", {}, 2025), us_factors(), contracts).problem().id == "electricity.proof");
    contracts[0].amount = mwh(900);
    CHECK(try_electricity(one.registry, "Acme", rules_of("ghg-protocol"), us_factors(), contracts).problem().id == "electricity.contract");
    contracts[0] = {.id = "astray", .consumption = "plnt"};
    auto const astray = try_electricity(one.registry, "Acme", rules_of("ghg-protocol"), us_factors(), contracts);
    CHECK(astray.problem().id == "electricity.contract");
    CHECK(astray.problem().related == std::vector<std::string>{"plant"});
}

TEST_CASE("own use, direct line and neighbour: a claim without certificate as long as nobody else has it") {
    Registry registry;
    auto roof = load("roof", mwh(100));
    roof.supply = SupplyRoute::own_use;
    roof.device = "pv-1";
    roof.technology = "photovoltaic";
    roof.evidence = "monthly records";
    registry.add(roof);
    auto next_door = roof;
    next_door.id = "next door";
    next_door.meter = "M9";
    next_door.supply = SupplyRoute::neighbour;
    next_door.holder = "Beta";
    registry.add(next_door);
    auto const run = [&](std::string_view rules, int year) { return try_electricity(registry, "", rules_of(rules, {}, year), us_factors()); };
    auto const free = run("gbt-32151.34", 2025).value();
    CHECK(tonnes(free.market_emission()) == 0);
    // The neighbour's kWh came through the public grid: located there. The roof's never saw it.
    CHECK(tonnes(free.location_emission()) == doctest::Approx(30).epsilon(1e-12));
    auto sold = certificate("PV-1", mwh(50), "Gamma");
    sold.device = "pv-1";
    registry.add(sold);
    auto const after = run("gbt-32151.34", 2025).value();
    CHECK(tonnes(after.location_emission()) == tonnes(free.location_emission()));
    // 50 of 200 MWh are Gamma's now: 25 each take the average.
    CHECK(tonnes(after.market_emission()) == doctest::Approx(50 * 0.35).epsilon(1e-12));
    auto unproven = roof;
    unproven.id = "shed";
    unproven.meter = "M10";
    unproven.device = "pv-2";
    unproven.evidence.clear();
    registry.add(unproven);
    CHECK(run("gbt-32151.34", 2025).problem().id == "electricity.proof");
    CHECK(found(run("ghg-protocol", 2024).value(), "electricity.criteria"));
}

TEST_CASE("C3: where only zero exists it is zero for proven non-fossil power, whatever rate is conveyed, and nothing else") {
    // GB/T 32151.34-2024, Appendix D: 0 for non-fossil power with contract and settlement or GEC; the rest takes the national average.
    auto biomass = certificate("GEC-1", mwh(600));
    biomass.technology = "biomass";
    biomass.kg_co2_per_kwh = 0.02;
    Load const one(biomass);
    CHECK(tonnes(one.run("gbt-32151.34", us_factors(), 2025).value().market_emission()) == doctest::Approx(400 * 0.35).epsilon(1e-12));
    CHECK(tonnes(one.run().value().market_emission()) == doctest::Approx(600 * 0.02 + 400 * 0.4).epsilon(1e-12));
    std::vector<EnergyContract> contracts{{.id = "PPA", .consumption = "plant", .amount = mwh(200), .kg_co2_per_kwh = 0.02, .technology = "hydro", .attributes_included = true, .evidence = "settlement"}};
    auto const run = [&] { return try_electricity(one.registry, "Acme", rules_of("gbt-32151.34", {}, 2025), us_factors(), contracts); };
    CHECK(tonnes(run().value().market_emission()) == doctest::Approx(200 * 0.35).epsilon(1e-12));
    for (auto const* other : {"coal", ""}) {
        contracts[0].technology = other;
        REQUIRE_FALSE(run());
        CHECK(run().problem().id == "electricity.proof");
    }
}

TEST_CASE("C3: results of a draft say draft") {
    auto rules = rules_of("ghg-protocol");
    rules.draft = true;
    auto const result = try_electricity(Load(certificate("REC-1", mwh(600))).registry, "Acme", rules, us_factors()).value();
    CHECK(result.draft);
    CHECK(found(result, "electricity.draft"));
}

TEST_CASE("a direct line keeps the rate of its device, a neighbour's electricity came through the grid") {
    Registry registry;
    auto wire = load("wire", mwh(100));
    wire.supply = SupplyRoute::direct_line;
    wire.device = "wind-9";
    wire.technology = "wind";
    wire.evidence = "settlement";
    registry.add(wire);
    auto const run = [&] { return try_electricity(registry, "Acme", rules_of("ghg-protocol"), us_factors()).value(); };
    CHECK(tonnes(run().location_emission()) == 0);
    CHECK(tonnes(run().market_emission()) == 0);
    auto next_door = wire;
    next_door.id = "next door";
    next_door.meter = "M9";
    next_door.device = "wind-10";
    next_door.supply = SupplyRoute::neighbour;
    registry.add(next_door);
    CHECK(tonnes(run().location_emission()) == doctest::Approx(30).epsilon(1e-12));
}

TEST_CASE("own fossil generation is scope 1, not scope 2") {
    Registry registry;
    auto chp = load("chp", mwh(100));
    chp.supply = SupplyRoute::own_use;
    chp.device = "engine";
    chp.technology = "gas";
    registry.add(chp);
    auto const result = try_electricity(registry, "Acme", rules_of("ghg-protocol"), us_factors()).value();
    CHECK(result.market.empty());
    CHECK(result.location.empty());
    CHECK(found(result, "electricity.scope-1"));
}

TEST_CASE("a surplus is worth nothing: no scope 2 below zero") {
    auto const result = Load(certificate("REC-1", mwh(1600))).run().value();
    CHECK(tonnes(result.market_emission()) == 0);
    CHECK(tonnes(result.location_emission()) == doctest::Approx(300).epsilon(1e-12));
    CHECK(found(result, "electricity.surplus"));
}

TEST_CASE("an hourly rule set does not work on sums of years") {
    auto const rules = rules_of("scope2-hourly", {.allow_draft = true, .edition = "draft-2025"}, 2026);
    CHECK(rules.draft);
    CHECK(try_electricity(Registry(), "", rules, us_factors()).problem().id == "electricity.hourly");
}

TEST_CASE("property: certificates never move the location-based total; moving them keeps the sum of market-based emissions") {
    int moved = 0;
    for (unsigned seed = 1; seed <= 25; ++seed) {
        std::mt19937 random(seed);
        auto const pick = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
        Registry registry;
        for (std::size_t i = 0; i < 5; ++i) registry.add(load("c" + std::to_string(i), static_cast<WattHours>(1000000 + pick(3000000)), "holder " + std::to_string(i % 3)));
        auto const rules = rules_of("ghg-protocol");
        auto const total = [&](bool market) {
            auto const result = try_electricity(registry, "", rules, us_factors()).value();
            return tonnes(market ? result.market_emission() : result.location_emission());
        };
        double const location = total(false);
        for (std::size_t i = 0; i < 8; ++i) {
            auto rec = certificate("g" + std::to_string(i), static_cast<WattHours>(1 + pick(900000)), "holder " + std::to_string(pick(3)));
            rec.state = CertificateState::issued;  // cancelled ones cannot move
            rec.kg_co2_per_kwh = static_cast<double>(pick(5)) / 100;
            registry.add(rec);
            // Only where there is enough unclaimed consumption: that is the property's condition.
            if (auto const allotted = registry.try_allot(rec.id, "c" + std::to_string(pick(5))); allotted && allotted->amount < rec.amount) (void)registry.try_release(rec.id).value();
            REQUIRE(total(false) == location);
        }
        // Moving before, cancelling after: copies of the registry are made by building the same twice, so compare cancelled states of both orders.
        auto const settle = [&] {
            Registry settled;
            for (auto const& consumption : registry.store().consumptions()) settled.add(consumption);
            for (auto rec : registry.store().certificates()) {
                rec.state = CertificateState::cancelled;
                rec.beneficiary = rec.owner;
                settled.add(rec);
                if (auto const allotment = registry.store().allotment(rec.id)) settled.allot(rec.id, allotment->consumption);
            }
            auto const result = try_electricity(settled, "", rules, us_factors()).value();
            REQUIRE(tonnes(result.location_emission()) == location);
            return tonnes(result.market_emission());
        };
        double const before = settle();
        for (int step = 0; step < 10; ++step) {
            if (!registry.try_move("g" + std::to_string(pick(8)), "c" + std::to_string(pick(5)))) continue;
            ++moved;
            REQUIRE(settle() == doctest::Approx(before).epsilon(1e-12));
        }
        REQUIRE(total(false) == location);
    }
    CHECK(moved > 50);
}
