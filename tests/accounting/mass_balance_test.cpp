// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <array>

#include "tanji/accounting/mass_balance.hpp"
#include "tanji/units/constants.hpp"
#include "tanji/units/literals.hpp"

using namespace tanji;
using namespace tanji::literals;

// Case CN-G03 (GB/T 32151.34, calcining): fixed carbon 2.376 t, volatiles 8.2775 t CO2.
TEST_CASE("calcining by a carbon balance") {
    std::array const in{MaterialFlow{"green coke", 100_t, 0.008}};
    std::array const out{MaterialFlow{"calcined coke", 70_t, 0.002}, MaterialFlow{"under-burned", 5_t, 0.002}, MaterialFlow{"dust", 1_t, 0.002}};
    CHECK(try_carbon_balance(in, out).value().in(units::t) == doctest::Approx(2.376));
    std::array const volatile_in{MaterialFlow{"green coke", 100_t, 0.1}};
    std::array const volatile_out{MaterialFlow{"calcined coke", 70_t, 0.02}};
    CHECK(try_volatile_balance(volatile_in, volatile_out, 0.35).value().in(units::t) == doctest::Approx(8.2775));
}

TEST_CASE("a balance that gives back more than it took is a mistake") {
    std::array const in{MaterialFlow{"coke", 1_t, 0.5}}, out{MaterialFlow{"anodes", 2_t, 0.5}};
    CHECK(try_carbon_balance(in, out).problem().id == "balance.negative");
    CHECK(try_volatile_balance(in, out, 0.35).problem().id == "balance.negative");
    std::array const percent{MaterialFlow{"coke", 1_t, 98}};
    auto const problem = try_carbon_balance(percent, {}).problem();
    CHECK(problem.id == "balance.share");
    CHECK(problem.where.object == "coke");
    CHECK(try_volatile_balance(in, {}, 1.2).problem().id == "balance.share");
}

// Case CN-G02: 10 t x 0.9 x 0.44 = 3.96 t.
TEST_CASE("CO2 of a carbonate") {
    CHECK(try_carbonate_co2(10_t, 0.9, 0.44).value().in(units::t) == doctest::Approx(3.96));
    CHECK(try_carbonate_co2(10_t, 0.9, 0.44, 0.5).value().in(units::t) == doctest::Approx(1.98));
    CHECK(try_carbonate_co2(10_t, 90, 0.44).problem().id == "balance.share");
}

// Molar masses of case CN-G05; the factors that GB/T 32151.34 prints in table C.2, to their three digits.
TEST_CASE("carbonates by their formula") {
    struct Row { char const* formula; double molar, printed; };
    for (auto const& [formula, molar, printed] : {Row{"CaCO3", 100.0869, 0.440}, Row{"MgCO3", 84.3139, 0.522}, Row{"Na2CO3", 105.9888, 0.415}, Row{"NaHCO3", 84.0066, 0.524},
                                                  Row{"FeCO3", 115.854, 0.380}, Row{"MnCO3", 114.947, 0.383}, Row{"BaCO3", 197.336, 0.223}, Row{"K2CO3", 138.2055, 0.318}, Row{"SrCO3", 147.63, 0.298}}) {
        CAPTURE(formula);
        CHECK(try_molar_mass(formula).value() == doctest::Approx(molar).epsilon(1e-4));
        CHECK(try_carbon_atoms(formula).value() == 1);
        CHECK(try_carbonate_factor(formula).value() == doctest::Approx(printed).epsilon(2e-3));
    }
    CHECK(try_carbon_atoms("CaMg(CO3)2").value() == 2);
    CHECK(try_molar_mass("CaMg(CO3)2").value() == doctest::Approx(100.0869 + 84.3139).epsilon(1e-4));
    CHECK(try_carbon_atoms("CaO").value() == 0);  // calcium is no carbon
    CHECK(try_carbonate_factor("NaHCO3", 84.0066).value() == doctest::Approx(44.0095 / 84.0066));
    for (char const* text : {"", "CaXO3", "Ca(CO3", "CaCO3)", "caco3", "12"}) CHECK(try_molar_mass(text).problem().id == "formula.unknown");
}
