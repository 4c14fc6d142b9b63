// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "support/shared.hpp"
#include "tanji/accounting/steam.hpp"
#include "tanji/base/file.hpp"
#include "tanji/units/constants.hpp"
#include "tanji/units/literals.hpp"

using namespace tanji;
using namespace tanji::literals;

// The two rows of case CN-G04 (GB/T 32151.34, table C.4).
TEST_CASE("saturated steam between two rows") {
    SteamTable const table({{1.8, 207.1, 2795.1}, {1.7, 204.3, 2793.8}});
    auto const steam = table.saturated(1.75).value();
    CHECK(steam.temperature == doctest::Approx(205.7));
    CHECK(steam.enthalpy == doctest::Approx(2794.45));
    CHECK(table.saturated(1.7).value() == SaturatedSteam{1.7, 204.3, 2793.8});
    CHECK(table.saturated(1.8).value().enthalpy == 2795.1);
    CHECK(table.saturated(1.69).problem().id == "steam.range");
    CHECK(table.saturated(1.81).problem().id == "steam.range");
    CHECK(SteamTable().saturated(1).problem().id == "steam.range");
}

TEST_CASE("superheated steam between four rows") {
    // By hand: at 1 MPa 2850, at 2 MPa 2800 at 225 degC; half way 2825.
    SteamTable const table({}, {{1, 200, 2800}, {1, 250, 2900}, {2, 200, 2700}, {2, 250, 2900}});
    CHECK(table.superheated(1.5, 225).value().enthalpy == doctest::Approx(2825));
    CHECK(table.superheated(1, 225).value().enthalpy == doctest::Approx(2850));
    CHECK(table.superheated(2, 250).value().enthalpy == 2900);
    CHECK(table.superheated(3, 225).problem().id == "steam.range");
    CHECK(table.superheated(1.5, 260).problem().id == "steam.range");
    // 1 MPa, 200 degC is steam, 3 MPa is water (853 kJ/kg in table C.5): no state lies between them.
    CHECK(SteamTable({}, {{1, 200, 2827.5}, {3, 200, 853}}).superheated(2, 200).problem().id == "steam.range");
    CHECK_THROWS_AS(SteamTable({}, {{1, 200, 2800}, {1, 200, 2801}}), Error);
    CHECK_THROWS_AS(SteamTable({{1, 200, 2800}, {1, 200, 2800}}), Error);
}

TEST_CASE("tables from CSV, in both layouts") {
    auto const own = SteamTable::from_csv("state,pressure_mpa,temperature_c,enthalpy_kj_per_kg\nsaturated,1.7,204.3,2793.8\nsuperheated,1,200,2827.3\n");
    CHECK(own.saturated_rows().size() == 1);
    CHECK(own.superheated_rows().size() == 1);
    CHECK_THROWS_AS((void)SteamTable::from_csv("state,pressure_mpa,temperature_c,enthalpy_kj_per_kg\nwet,1.7,204.3,2793.8\n"), Error);
    CHECK_THROWS_AS((void)SteamTable::from_csv("key,value,unit\nsteam.sat.MPa.t,204.3,degC\n"), Error);
    auto const saturated = test::shared_path("facts/china/steam_saturated.csv"), superheated = test::shared_path("facts/china/steam_superheated.csv");
    if (!saturated || !superheated) {
        MESSAGE("skipped: no shared facts");
        return;
    }
    auto const table = SteamTable::from_csv(read_text_file(*saturated), *saturated);
    CHECK(table.saturated(1.75).value().enthalpy == doctest::Approx(2794.45));
    for (auto const& row : table.saturated_rows()) CHECK(row.enthalpy > 2000);  // no row has only half of its numbers
    CHECK(SteamTable::from_csv(read_text_file(*superheated), *superheated).superheated_rows().size() == 372);
}

// Case CN-G02: 1000 kg x 2800 kJ/kg = 2.8 GJ; 83.74 kJ/kg is water of 20 degC.
TEST_CASE("heat of a mass of steam") {
    CHECK(try_steam_heat(1000_kg, 2800).value().in(units::GJ) == doctest::Approx(2.8));
    CHECK(try_steam_heat(1000_kg, 2800, 83.74).value().in(units::GJ) == doctest::Approx(2.71626));
    CHECK(try_steam_heat(1000_kg, 80, 83.74).problem().id == "steam.range");
}
