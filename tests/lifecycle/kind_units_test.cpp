// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/lifecycle/kind_units.hpp"

#include <doctest/doctest.h>

using namespace tanji;

TEST_CASE("one property per kind, kept in its usual unit") {
    DatabaseContent content;
    KindUnits units(content);
    CHECK(units.try_place("t").value().factor == 1000);
    CHECK(units.try_place("kg").value().factor == 1);
    CHECK(units.try_place("MWh").value().factor == 1000);
    CHECK(units.try_place("tkm").value().factor == 1);
    CHECK(units.try_place("a").value().factor == 8760);  // docs/units.md: 365 d
    CHECK(units.try_place("kg").value().property == units.try_place("t").value().property);
    CHECK(units.try_place("MJ").value().property != units.try_place("MJ net").value().property);
    CHECK(units.try_place("kg CO2e").value().property != units.try_place("kg").value().property);
    CHECK(units.try_place("CNY").value().property != units.try_place("EUR").value().property);
    CHECK(units.try_place("kg SO2 eq").value().property != units.try_place("kg N eq").value().property);
    CHECK(units.try_place("degC").problem().id.starts_with("unit."));
    CHECK(units.try_place("no such unit").problem().id == "unit.unknown");
    CHECK(Database::try_make(content).has_value());
}
