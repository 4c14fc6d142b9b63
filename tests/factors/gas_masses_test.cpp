// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "tanji/factors/gas_masses.hpp"
#include "tanji/units/literals.hpp"
#include "tanji/units/constants.hpp"

using namespace tanji;

TEST_CASE("masses are kept by gas, in one order, and a gas that is not there is not zero") {
    GasMasses masses{{gas::n2o, 2_g}, {gas::co2_fossil, 1_kg}};
    masses.add(gas::co2_fossil, 2_kg);
    CHECK(masses.size() == 2);
    CHECK(masses.begin()->first == gas::co2_fossil);
    CHECK(masses.find(gas::co2_fossil)->in(units::kg) == 3.0);
    CHECK(masses.find(gas::n2o)->in(units::g) == doctest::Approx(2.0));
    CHECK_FALSE(masses.find(gas::ch4));
    CHECK_FALSE(masses.contains(gas::co2_biogenic));
    CHECK(GasMasses().empty());
}
