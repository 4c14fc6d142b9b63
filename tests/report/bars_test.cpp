// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include "analysis/matrix_footprint.hpp"
#include "tanji/report/bars.hpp"
#include "tanji/report/footprint_csv.hpp"
#include "tanji/report/footprint_text.hpp"

using namespace tanji;

namespace {

// By hand: a 10, b -4, c 1 of a total of 7.
Footprint credit() {
    return test::MatrixCase({.products = {"a", "b", "c"}, .processes = {"a", "b", "c"}, .technosphere = {{1, 0, 0}, {-1, 1, 0}, {-1, 0, 1}}, .flows = {"e"},
                             .biosphere = {{10, -4, 1}}, .categories = {"k"}, .characterisation = {{1}}})
        .solve({1, 0, 0});
}

}  // namespace

TEST_CASE("bars: one per line, the rest and the total, the same bytes each time") {
    auto const all = contributions(credit());
    auto const svg = contribution_bars(all, {.most = 2});
    CHECK(svg == contribution_bars(all, {.most = 2}));
    CHECK(svg.find("rest (1 more)") != std::string::npos);
    CHECK(svg.find("total") != std::string::npos);
    CHECK(svg.find("fill=\"url(#credit)\"") != std::string::npos);  // the negative line
    CHECK(svg.size() < 5000);
}
