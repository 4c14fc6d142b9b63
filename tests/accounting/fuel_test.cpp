// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "tanji/accounting/fuel.hpp"
#include "tanji/units/constants.hpp"
#include "tanji/units/parse.hpp"

using namespace tanji;

// Case CN-P04 and table C.1 of the guidelines: 21 x 10^4 Nm3 of gas, 389.31 GJ per 10^4 Nm3, 15.32 kg C/GJ, 0.99: 454.653191916 t.
TEST_CASE("gas by heating value, carbon and oxidation") {
    FuelCarbon const gas{.heat = amount("0.038931 GJ net/Nm3"), .carbon = amount("0.01532 t C/GJ net"), .oxidation = 0.99};
    CHECK(fuel_co2(amount("210000 Nm3"), gas).in(units::t) == doctest::Approx(454.653191916).epsilon(1e-12));
    CHECK(try_fuel_co2(amount("1 t"), gas).problem().id == "fuel.unit");
    CHECK(try_fuel_co2(amount("1 m3"), gas).problem().id == "fuel.unit");  // at no stated state
}

// Case CN-P01: measured carbon needs no heating value; CN-P02: 26.7 x 0.03085 = 0.823695.
TEST_CASE("coal by elementary analysis and by default") {
    CHECK(fuel_co2(amount("1e6 t"), {.carbon = amount("0.55 t C/t"), .oxidation = 0.99}).in(units::t) == doctest::Approx(1996500));
    FuelCarbon const by_default{.heat = amount("26.7 GJ net/t"), .carbon = amount("0.03085 t C/GJ net"), .oxidation = 0.99};
    CHECK(try_carbon_content(by_default).value().value == doctest::Approx(0.823695));
    CHECK(fuel_co2(amount("1e6 t"), by_default).in(units::t) == doctest::Approx(2990012.85));
}

// Case CN-G01: petrol 43.07 x 0.0189 x 0.98 x 44/12 = 2.925056 t CO2 per t.
TEST_CASE("a factor from fuel parameters") {
    auto const petrol = try_fuel_factor("petrol", "petrol", {.heat = amount("43.07 GJ net/t"), .carbon = amount("0.0189 t C/GJ net"), .oxidation = 0.98}, unit("t"), gas::co2_fossil).value();
    CHECK(petrol.gases.find(gas::co2_fossil)->in(units::t) == doctest::Approx(2.925056).epsilon(1e-6));
    CHECK(petrol.provenance.confidence == Confidence::derived);
    CHECK(petrol.not_estimated == std::vector<Gas>{gas::ch4, gas::n2o});
}

TEST_CASE("numbers that are none are refused") {
    FuelCarbon fuel{.carbon = amount("0.55 t C/t"), .oxidation = 98};
    CHECK(try_fuel_co2(amount("1 t"), fuel).problem().id == "fuel.oxidation");
    fuel.oxidation = 0;
    CHECK(try_fuel_co2(amount("1 t"), fuel).problem().id == "fuel.oxidation");
    fuel = {.carbon = amount("0 t C/t")};
    CHECK(try_fuel_co2(amount("1 t"), fuel).problem().id == "fuel.range");
    fuel = {.carbon = amount("0.55 t/t")};  // not carbon
    CHECK(try_fuel_co2(amount("1 t"), fuel).problem().id == "fuel.unit");
}
