// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "tanji/base/problem.hpp"

using namespace tanji;

TEST_CASE("a place reads like a compiler's, and leaves out what is unknown") {
    CHECK(to_text(Where{.file = "a.csv", .line = 3, .column = 7, .row = 2, .object = "amount"}) == "a.csv:3:7, row 2, amount");
    CHECK(to_text(Where{.file = "a.csv", .line = 3}) == "a.csv:3");
    CHECK(to_text(Where{.object = "smelter"}) == "smelter");
    CHECK(to_text(Where{.file = "a.csv", .column = 4}) == "a.csv");  // a column without a line means nothing
    CHECK(to_text(Where{}).empty());
}

TEST_CASE("a problem tells id, place, expected, got and hint, each only if known") {
    Problem const full{.id = "unit.ambiguous", .what = "this unit has several readings", .where = {.file = "a.csv", .line = 2}, .expected = "one of these",
                       .got = "\"t\"", .hint = "write t_metric", .related = {"tonne", "short ton"}};
    CHECK(to_text(full) ==
          "this unit has several readings [unit.ambiguous]\n"
          "  where:    a.csv:2\n"
          "  expected: one of these\n"
          "  got:      \"t\"\n"
          "  hint:     write t_metric\n"
          "    - tonne\n"
          "    - short ton");
    CHECK(to_text(Problem{.id = "x", .what = "y"}) == "y [x]");
    // a problem within another stands under its own sentence
    CHECK(to_text(Problem{.id = "x", .what = "y", .related = {to_text(Problem{.id = "a", .what = "b", .got = "c"})}}) == "y [x]\n    - b [a]\n        got:      c");
}
