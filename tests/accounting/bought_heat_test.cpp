// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tanji/accounting/bought_heat.hpp"
#include "tanji/units/parse.hpp"
#include "tanji/units/constants.hpp"

using namespace tanji;

namespace {

std::shared_ptr<Factor const> per_gj(std::string key, double tonnes) {
    Factor factor;
    factor.key = std::move(key);
    factor.per = try_unit("GJ heat").value();
    factor.gases.add(gas::co2_fossil, Mass::stored(tonnes * 1000));
    return std::make_shared<Factor const>(std::move(factor));
}

HeatPurchase purchase(std::string id, EnergyCarrier carrier, std::string const& amount) { return {.id = std::move(id), .carrier = carrier, .amount = try_amount(amount).value()}; }

ElectricityRules rules_of(std::string_view id, int year) { return ElectricityRules::from(RuleSet::get(id, year_period(year), {.allow_other_edition = true})); }

double tonnes(Emission const& emission) { return emission.gases().find(gas::co2_fossil).value().in(units::t); }

// 0.11 t CO2/GJ is the Chinese default for heat (facts/china.md 2 and 4).
std::vector<HeatFactors> factors() {
    return {{EnergyCarrier::heat, per_gj("heat", 0.11), nullptr}, {EnergyCarrier::steam, per_gj("steam", 0.11), per_gj("steam residual", 0.12)}, {EnergyCarrier::cooling, per_gj("cooling", 0.05), nullptr}};
}

}  // namespace

TEST_CASE("C3: heat, steam and cooling have both methods") {
    auto heat = purchase("heat", EnergyCarrier::heat, "1000 GJ heat");
    heat.supplier = per_gj("supplier", 0.02);
    heat.attributes_included = true;
    heat.evidence = "settlement";
    std::vector<HeatPurchase> const bought{heat, purchase("steam", EnergyCarrier::steam, "100 GJ heat"), purchase("cold", EnergyCarrier::cooling, "10 GJ heat")};
    auto const result = try_heat(bought, rules_of("ghg-protocol", 2024), factors()).value();
    CHECK(tonnes(result.location_emission()) == doctest::Approx(110 + 11 + 0.5).epsilon(1e-12));
    CHECK(tonnes(result.market_emission()) == doctest::Approx(20 + 12 + 0.5).epsilon(1e-12));
    CHECK(result.market[0].basis == ClaimBasis::supplier_rate);
    CHECK(result.market[1].basis == ClaimBasis::residual_mix);
    REQUIRE(result.findings.size() == 1);
    CHECK(result.findings[0].problem.id == "electricity.no-residual");
    CHECK(result.findings[0].problem.where.object == "cooling");
    // GB/T 32151 asks for no residual mix: the average, and nothing to disclose.
    auto const chinese = try_heat(bought, rules_of("gbt-32151.34", 2025), factors()).value();
    CHECK(tonnes(chinese.market_emission()) == doctest::Approx(20 + 11 + 0.5).epsilon(1e-12));
    CHECK(chinese.findings.empty());
}

TEST_CASE("a supplier's rate without proof is unproven, or refused") {
    auto heat = purchase("heat", EnergyCarrier::heat, "1000 GJ heat");
    heat.supplier = per_gj("supplier", 0.0);
    std::vector<HeatPurchase> const bought{heat};
    auto const result = try_heat(bought, rules_of("ghg-protocol", 2024), factors()).value();
    CHECK(tonnes(result.market_emission()) == doctest::Approx(110).epsilon(1e-12));
    CHECK(result.findings[0].problem.id == "electricity.criteria");
    CHECK(try_heat(bought, rules_of("gbt-32151.34", 2025), factors()).problem().id == "electricity.proof");
}

TEST_CASE("nothing stands in for a carrier's factor") {
    std::vector<HeatPurchase> const cold{purchase("cold", EnergyCarrier::cooling, "10 GJ heat")};
    auto missing = factors();
    missing.pop_back();
    CHECK(try_heat(cold, rules_of("ghg-protocol", 2024), missing).problem().id == "electricity.factor");
    std::vector<HeatPurchase> const power{purchase("power", EnergyCarrier::electricity, "10 GJ heat")};
    CHECK(try_heat(power, rules_of("ghg-protocol", 2024), factors()).problem().id == "electricity.carrier");
    std::vector<HeatPurchase> const wrong{purchase("heat", EnergyCarrier::heat, "10 kg")};
    CHECK(try_heat(wrong, rules_of("ghg-protocol", 2024), factors()).problem().id == "factor.per");
}
