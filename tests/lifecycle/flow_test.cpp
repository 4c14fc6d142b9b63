// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/lifecycle/flow.hpp"

#include <doctest/doctest.h>

// The schema's defaults are not guesses (rule A6): what a file does not say refers to nothing.
TEST_CASE("what is not stated points nowhere") {
    CHECK(tanji::Flow{}.location == tanji::no_index);
    CHECK(tanji::Location{}.parent == tanji::no_index);
    CHECK(tanji::FlowProperty{}.unit_group == tanji::no_index);
    CHECK(tanji::UnitGroup{}.default_property == tanji::no_index);
    CHECK(tanji::FileUnit{}.factor == 1);
}
