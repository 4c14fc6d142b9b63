// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/accounting/fuel.hpp"
#include "tanji/base/text.hpp"
#include "tanji/units/conversions.hpp"
#include "tanji/units/text.hpp"

/// \file
/// Products of amounts with units: the units decide whether a formula may be applied at all.
namespace tanji {
namespace detail {

[[nodiscard]] inline Problem fuel_unit_problem(std::string what, std::string expected, Amount const& got) {
    return {.id = "fuel.unit", .what = std::move(what), .expected = std::move(expected), .got = to_text(got) + ", which is " + kind_text(got.unit)};
}

}  // namespace detail

TANJI_INLINE Result<Amount> try_carbon_content(FuelCarbon const& fuel) {
    auto const positive = [](double value) { return value > 0 && value - value == 0; };
    bool const by_heat = !fuel.heat.unit.terms().empty();
    if (!positive(fuel.carbon.value) || (by_heat && !positive(fuel.heat.value))) {
        return Problem{.id = "fuel.range", .what = "a fuel without heat or carbon is none", .expected = "numbers above 0", .got = to_text(fuel.carbon) + (by_heat ? ", " + to_text(fuel.heat) : "")};
    }
    if (!by_heat) return fuel.carbon;
    return try_multiply(fuel.heat, fuel.carbon);
}

TANJI_INLINE Result<Co2Mass> try_fuel_co2(Amount const& burned, FuelCarbon const& fuel) {
    if (!(fuel.oxidation > 0 && fuel.oxidation <= 1)) {
        return Problem{.id = "fuel.oxidation", .what = "an oxidation factor is a share of the carbon", .expected = "a number above 0, up to 1", .got = number_text(fuel.oxidation),
                       .hint = "98 % is 0.98"};
    }
    auto const content = try_carbon_content(fuel);
    if (!content) return content.problem();
    auto const carbon = try_multiply(burned, *content);
    if (!carbon) return carbon.problem();
    auto const mass = try_as<CarbonMass>(*carbon);
    if (!mass) return detail::fuel_unit_problem("the amount burned times the carbon content is no mass of carbon", "an amount that the fuel is measured in, and kg C per it", *carbon);
    return carbon_to_co2(*mass * fuel.oxidation);
}

TANJI_INLINE Result<Factor> try_fuel_factor(std::string key, std::string what, FuelCarbon const& fuel, Unit const& per, Gas co2) {
    if (info(co2).formula != "CO2") return Problem{.id = "fuel.origin", .what = "carbon burns to CO2", .expected = "co2-fossil or co2-biogenic", .got = to_text(co2)};
    auto const burned = try_fuel_co2({1, per}, fuel);
    if (!burned) return burned.problem();
    Factor factor;
    factor.key = std::move(key);
    factor.what = std::move(what);
    factor.per = per;
    factor.gases.add(co2, mass_of(*burned));
    factor.not_estimated = {gas::ch4, gas::n2o};
    factor.assumptions.push_back("computed from carbon " + to_text(fuel.carbon) + (fuel.heat.unit.terms().empty() ? "" : ", heat " + to_text(fuel.heat)) + ", oxidation " + number_text(fuel.oxidation) +
                                 ", 44/12");
    factor.provenance.confidence = Confidence::derived;
    return factor;
}

}  // namespace tanji
