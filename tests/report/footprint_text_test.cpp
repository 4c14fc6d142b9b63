// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include "report/credit.hpp"
#include "tanji/report/bars.hpp"
#include "tanji/report/footprint_csv.hpp"
#include "tanji/report/footprint_text.hpp"

using namespace tanji;
using tanji::test::credit;

TEST_CASE("tables show rest, total and shares of the gross where credits meet burdens") {
    auto const text = to_text(contributions(credit(), {.top = 1}));
    CHECK(text.find("rest (2 more)") != std::string::npos);
    CHECK(text.find("of gross") != std::string::npos);
    CHECK(text.find("66.7 %") != std::string::npos);  // 10 of 15
    CHECK(demand_text(credit()) == "1 unit of a");  // a process named like its product is not named twice
}
