// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <type_traits>

#include "tanji/units/dimensions.hpp"

using namespace tanji::detail;

TEST_CASE("own dimensions differ from each other and from SI") {
    static_assert(!std::is_same_v<BoostItems, BoostPersons> && !std::is_same_v<BoostCo2e, BoostMass>);
    static_assert(!std::is_same_v<BoostRadioactivity, BoostInformation>);
    CHECK(!std::is_same_v<BoostFreight, BoostPersonDistance>);
}

TEST_CASE("products are those of Boost.Units") {
    static_assert(std::is_same_v<BoostProduct<BoostPower, BoostTime>, BoostEnergy>);
    static_assert(std::is_same_v<BoostProduct<BoostLength, BoostArea>, BoostVolume>);
    CHECK(std::is_same_v<BoostProduct<BoostLength, BoostMass>, BoostFreight>);
}
