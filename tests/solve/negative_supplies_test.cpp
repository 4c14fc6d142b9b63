// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Rule B4: negative supplies that avoided products cause are legitimate and named so.
#include <doctest/doctest.h>

#include "solve/random_system.hpp"
#include "tanji/solve/diagnose.hpp"

using namespace tanji;

namespace {
std::vector<Finding> explained(std::vector<std::vector<double>> const& a, std::vector<double> const& f) {
    auto const solver = Solver::try_make(test::system_of(a)).value();
    std::vector<DemandEntry> demand;
    for (std::size_t i = 0; i < f.size(); ++i)
        if (f[i] != 0) demand.push_back({static_cast<std::int32_t>(i), f[i]});
    return explain_negative_supplies(solver.matrices(), solver.structure(), demand, test::supply_of(solver, f));
}
}  // namespace

TEST_CASE("a credit is a note that names who avoids what, and the chain behind it follows") {
    // Process 1 avoids .5 of product 2, for which process 2 takes 2 of product 3: by hand x = (1, -.5, -1, 0).
    auto const found = explained({{1, 0, 0, 0}, {.5, 1, 0, 0}, {0, -2, 1, 0}, {0, 0, 0, 1}}, {1, 0, 0, 0});
    REQUIRE(found.size() == 1);
    CHECK(found[0].severity == Severity::note);
    CHECK(found[0].problem.id == "solve.avoided");
    CHECK(found[0].problem.related == std::vector<std::string>{"process 2 runs -0.5 times: process 1 avoids product 2",
                                                               "process 3 runs -1 times: process 2 runs backwards and takes less of product 3"});
}

TEST_CASE("a demand that returns a product is legitimate") {
    auto const found = explained({{1, 0}, {-1, 1}}, {-2, 0});
    REQUIRE(found.size() == 1);
    CHECK(found[0].problem.id == "solve.avoided");
    CHECK(found[0].problem.related[0] == "process 1 runs -2 times: the demand returns product 1");
    // A demand for waste treatment is negative and returns nothing (rule A1).
    CHECK(explained({{-1, 0}, {-1, 1}}, {-2, 0}).empty());
}

TEST_CASE("a loop of gain 2 has no excuse, and a sound system needs none") {
    auto const found = explained({{1, -2}, {-1, 1}}, {1, 0}); // the shared case unproductive-loop: x = (-1, -1)
    REQUIRE(found.size() == 1);
    CHECK(found[0].severity == Severity::warning);
    CHECK(found[0].problem.id == "solve.negative-supply");
    CHECK(found[0].problem.related.size() == 2);
    CHECK(explained({{1, -.5}, {-.5, 1}}, {1, 1}).empty());
}
