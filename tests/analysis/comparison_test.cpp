// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include "analysis/matrix_footprint.hpp"
#include "tanji/analysis/comparison.hpp"

using tanji::By;
using tanji::test::MatrixCase;

namespace {

// Products a and b share the supplier c; by hand: 10 + 2 * 3 = 16 and 4 + 5 * 3 = 19.
MatrixCase two_products() {
    return MatrixCase({.products = {"a", "b", "c"}, .processes = {"a", "b", "c"}, .technosphere = {{1, 0, 0}, {0, 1, 0}, {-2, -5, 1}}, .flows = {"e"},
                       .biosphere = {{10, 4, 3}}, .categories = {"c"}, .characterisation = {{1}}});
}

}  // namespace

TEST_CASE("two products side by side, by process and by flow") {
    auto const system = two_products();
    auto const a = system.solve({1, 0, 0}), b = system.solve({0, 1, 0});
    auto const result = tanji::compare(a, b);
    CHECK(result.first == 16);
    CHECK(result.second == 19);
    CHECK(result.difference == 3);
    REQUIRE(result.lines.size() == 3);
    CHECK(result.lines[0].name == "c");
    CHECK(result.lines[0].first == 6);
    CHECK(result.lines[0].second == 15);
    double difference = result.rest.difference;
    for (auto const& line : result.lines) difference += line.difference;
    CHECK(difference == result.difference);
    auto const flows = tanji::compare(a, b, {.by = By::flow});
    REQUIRE(flows.lines.size() == 1);
    CHECK(flows.lines[0].difference == 3);
}

TEST_CASE("what is left out of a comparison is in its rest") {
    auto const system = two_products();
    auto const result = tanji::compare(system.solve({1, 0, 0}), system.solve({0, 1, 0}), {.top = 1});
    REQUIRE(result.lines.size() == 1);
    CHECK(result.left_out == 2);
    CHECK(result.rest.first == 10);
    CHECK(result.rest.second == 4);
}

TEST_CASE("unequal settings are refused and named") {
    auto const system = two_products();
    auto const other = tanji::link(system.import.database, {.policy = tanji::Linking::unique_producer});
    auto const a = system.solve({1, 0, 0});
    auto const b = tanji::footprint(other, {tanji::demand_of(other, other.find_column(1).value(), 1.0)}, tanji::characterise(other, system.import.methods.front()));
    auto const result = tanji::try_compare(a, b);
    REQUIRE_FALSE(result);
    CHECK(result.problem().id == "compare.settings");
    REQUIRE(result.problem().related.size() == 1);
    CHECK(result.problem().related[0].find("unique-producer") != std::string::npos);
}
