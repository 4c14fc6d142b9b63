// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

#include "tanji/base/error.hpp"

using namespace tanji;

TEST_CASE("an error carries its problem, and says it where only std::exception is known") {
    Problem const problem{.id = "unit.unknown", .what = "this unit is not known", .hint = "see the list"};
    try {
        throw Error(problem);
    } catch (std::runtime_error const& error) {
        CHECK(std::string(error.what()) == to_text(problem));
    }
    CHECK(Error(problem).problem() == problem);
}
