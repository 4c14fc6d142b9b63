// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/solve/diagnosis.hpp"

#include <doctest/doctest.h>

#include "solve/random_system.hpp"

using namespace tanji;
using tanji::test::system_of;

namespace {
std::vector<Finding> findings_of(std::vector<std::vector<double>> const& a, NameLookup const& names = {}) {
    auto const solver = Solver::try_make(system_of(a), {.names = names}).value();
    return {solver.findings().begin(), solver.findings().end()};
}
}  // namespace

TEST_CASE("a loop of gain exactly 1 is named with its null vector, and nothing else is") {
    // The loop of the shared case olca-singular (null vector (2,1)), behind two innocent processes.
    auto const made = Solver::try_make(system_of({{1, 0, 0, 0}, {-3, 1, -2, 0}, {0, -1, 2, -1}, {0, 0, 0, 5}}));
    REQUIRE_FALSE(made);
    CHECK(made.problem().id == "solve.singular");
    CHECK(made.problem().related == std::vector<std::string>{"process 2: 2", "process 3: 1"});
    CHECK(made.problem().what.find("2 processes form a closed loop with gain exactly 1") == 0);
    NameLookup const names{.process = [](std::int32_t j) { return std::string(1, static_cast<char>('P' + j)); }};
    CHECK(Solver::try_make(system_of({{1, -2}, {-1, 2}}), {.names = names}).problem().where.object == "P: 2");
}

TEST_CASE("singular although no rounded pivot is 0") {
    // Gains 0.1 * 0.3 * (1 / 0.03): 1 up to rounding, in any units.
    for (double const unit : {1.0, 1e7, 3e-9}) {
        auto const made = Solver::try_make(system_of({{1, 0, -0.1 / unit}, {-0.3, 1, 0}, {0, -unit / 0.03, 1}}));
        REQUIRE_FALSE(made);
        CHECK(made.problem().id == "solve.singular");
        CHECK(made.problem().related.size() == 3);
    }
}

TEST_CASE("only the guilty members of a larger loop run in the null vector") {
    // 1 and 2 cancel; 3 closes a loop through them but delivers to nobody within the null vector's reach.
    auto const made = Solver::try_make(system_of({{1, -1, -0.2}, {-1, 1, 0.2}, {0, -0.5, 1}}));
    REQUIRE_FALSE(made);
    CHECK(made.problem().id == "solve.singular");
    // By hand: rows 1 and 2 are opposite; x = (1.1, 1, 0.5) delivers nothing.
    CHECK(made.problem().related == std::vector<std::string>{"process 1: 2.2", "process 2: 2", "process 3: 1"});
}

TEST_CASE("nearly singular: a result with a finding") {
    auto const found = findings_of({{1, -1}, {-1, 1 + 1e-12}});
    REQUIRE(found.size() == 1);
    CHECK(found.front().severity == Severity::warning);
    CHECK(found.front().problem.id == "solve.nearly-singular");
    CHECK(findings_of({{1, -1}, {-1, 1 + 1e-8}}).empty());
    // Units do not make a system nearly singular.
    CHECK(findings_of({{1e-9, -1e9}, {-0.5e-12, 1e6}}).empty());
}

TEST_CASE("unproductive: gain and members of the loop") {
    // The shared case unproductive-loop: 1 * 2 >= 1. Processes 3 and 4 form a sound loop.
    auto const found = findings_of({{1, -2, 0, 0}, {-1, 1, 0, 0}, {-1, 0, 1, -.5}, {0, 0, -.5, 1}});
    REQUIRE(found.size() == 1);
    CHECK(found.front().problem.id == "solve.unproductive");
    CHECK(found.front().problem.got == "loop gain 2 >= 1");
    CHECK(found.front().problem.related == std::vector<std::string>{"process 1", "process 2"});
}

TEST_CASE("unproductive without any single loop above 1") {
    // Rule B4: two loops of 0.6 through one node; the radius is sqrt(1.2) = 1.0954.
    auto const found = findings_of({{1, -0.6, -0.6}, {-1, 1, 0}, {-1, 0, 1}});
    REQUIRE(found.size() == 1);
    CHECK(found.front().problem.got == "loop gain 1.09545 >= 1");
    CHECK_FALSE(found.front().problem.related.empty());
    CHECK(findings_of({{1, -0.4, -0.4}, {-1, 1, 0}, {-1, 0, 1}}).empty());
}

TEST_CASE("waste loops count like any other, whatever their signs") {
    // Treatment (-1) needs 3 of power, power leaves 0.5 of waste (+): gain 1.5.
    auto const found = findings_of({{-1, 0.5}, {-3, 1}});
    REQUIRE(found.size() == 1);
    CHECK(found.front().problem.got == "loop gain 1.5 >= 1");
    CHECK(findings_of({{-1, 0.5}, {-1, 1}}).empty());
}

TEST_CASE("avoided products do not make a loop unproductive") {
    // The same sizes, but process 2 avoids product 1 (positive cell) instead of consuming it.
    CHECK(findings_of({{1, 2}, {-1, 1}}).empty());
    CHECK(findings_of({{1, 5, -0.1}, {-1, 1, 0}, {-1, 3, 1}}).empty());
}

TEST_CASE("credits may carry a loop, and may fail to") {
    // Processes 1 and 2 form a loop of gain 2; process 1 avoids c of product 3, which is made from product 1. By hand the
    // signed gains have radius sqrt(2 - c): productive for c = 1.5, not for c = 0.1.
    CHECK(findings_of({{1, -2, -1}, {-1, 1, 0}, {1.5, 0, 1}}).empty());
    auto const found = findings_of({{1, -2, -1}, {-1, 1, 0}, {0.1, 0, 1}});
    REQUIRE(found.size() == 1);
    CHECK(found.front().problem.got == "loop gain 2 >= 1");
    CHECK(found.front().problem.related == std::vector<std::string>{"process 1", "process 2"});
}

TEST_CASE("a broken loop is found in a large sound component") {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        CAPTURE(seed);
        tanji::test::Random random(seed);
        int const n = 20 + random.below(40);
        auto const size = static_cast<std::size_t>(n);
        std::vector<std::vector<double>> a(size, std::vector<double>(size, 0.0));
        for (std::size_t j = 0; j < size; ++j) {
            a[j][j] = 1;
            a[(j + 1) % size][j] = -0.2 - 0.3 * random.uniform();
            auto const i = static_cast<std::size_t>(random.below(n));
            if (i != j && i != (j + 1) % size) a[i][j] = -0.2 * random.uniform();
        }
        CHECK(findings_of(a).empty());
        // A unit slip of 1,000 in one link of the ring: 5 and 6 feed each other.
        a[5][6] = -2000;
        auto const found = findings_of(a);
        REQUIRE(found.size() == 1);
        auto const& related = found.front().problem.related;
        CHECK(std::find(related.begin(), related.end(), "process 6") != related.end());
        CHECK(std::find(related.begin(), related.end(), "process 7") != related.end());
    }
}
