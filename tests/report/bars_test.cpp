// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include "report/credit.hpp"
#include "tanji/report/bars.hpp"
#include "tanji/report/footprint_csv.hpp"
#include "tanji/report/footprint_text.hpp"

using namespace tanji;
using tanji::test::credit;

TEST_CASE("bars: one per line, the rest and the total, the same bytes each time") {
    auto const all = contributions(credit());
    auto const svg = contribution_bars(all, {.most = 2});
    CHECK(svg == contribution_bars(all, {.most = 2}));
    CHECK(svg.find("rest (1 more)") != std::string::npos);
    CHECK(svg.find("total") != std::string::npos);
    CHECK(svg.find("fill=\"url(#credit)\"") != std::string::npos);  // the negative line
    CHECK(svg.size() < 5000);
}
