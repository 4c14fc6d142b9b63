// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <memory>

#include "tanji/factors/emission_factor.hpp"
#include "tanji/units/parse.hpp"

using namespace tanji;

TEST_CASE("a typed view is only given where the factor is per that type") {
    auto const per_heat = std::make_shared<Factor const>(Factor{.key = "k", .per = unit("kWh net")});
    CHECK(is_per<NetHeat>(*per_heat));
    CHECK_FALSE(is_per<GrossHeat>(*per_heat));
    CHECK_FALSE(is_per<Energy>(*per_heat));
    CHECK(EmissionFactor<NetHeat>(per_heat).factor().key == "k");
    try {
        EmissionFactor<GrossHeat> const wrong(per_heat);
        FAIL("net heat is no gross heat");
    } catch (Error const& error) {
        CHECK(error.problem().id == "factor.per");
        CHECK(error.problem().expected == "a factor per GrossHeat");
        CHECK(error.problem().got == "per net heat");
    }
    CHECK_THROWS_AS(EmissionFactor<Mass>(nullptr), Error);
}
