// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/lifecycle/impact_method.hpp"

#include <doctest/doctest.h>

TEST_CASE("absent normalisation is absent, not 1 and not 0; an unstated direction is not output") {
    CHECK_FALSE(tanji::NormalisationWeight{}.normalisation.has_value());
    CHECK_FALSE(tanji::NormalisationWeight{}.weighting.has_value());
    CHECK(tanji::ImpactCategory{}.direction == tanji::Direction::unspecified);
    CHECK(tanji::ImpactFactor{}.location == tanji::no_index);
}
