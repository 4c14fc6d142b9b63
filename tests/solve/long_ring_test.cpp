// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Loops of thousands of links in a row: the exponents of the first scaling must not drift out of range.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "solve/random_system.hpp"

using namespace tanji;

namespace {
/// Every process takes `forth` of the next product and `back` of the one before; units differ by 2^(unit * j).
SparseColumns<double> ring(std::int32_t n, double forth, double back, int unit = 0) {
    SparseColumns<double> a{.rows = n, .columns = n};
    for (std::int32_t j = 0; j < n; ++j) {
        std::vector<std::pair<std::int32_t, double>> column{{j, 1.0}, {(j + 1) % n, -forth}};
        if (back != 0) column.emplace_back((j + n - 1) % n, -back);
        std::sort(column.begin(), column.end());
        for (auto const& [row, value] : column) {
            a.row.push_back(row);
            a.value.push_back(std::ldexp(value, (row % 7) * unit));
        }
        a.start.push_back(static_cast<std::int32_t>(a.row.size()));
    }
    return a;
}
double total_supply(SparseColumns<double> a) {
    auto const n = static_cast<std::size_t>(a.columns);
    auto const solver = Solver::try_make(test::system_of(std::move(a)));
    REQUIRE_MESSAGE(solver, to_text(solver.problem()));
    for (auto const& finding : solver->findings()) FAIL_CHECK(to_text(finding));
    std::vector<double> f(n, 0.0);
    f[0] = 1;
    double sum = 0;
    for (double const x : test::supply_of(*solver, f)) sum += x;
    return sum;
}
}  // namespace

TEST_CASE("a ring of thousands of coupled pairs is solved, and is not singular") {
    // Columns add up to 1 - .75, so that a demand of 1 needs 1 / .25 runs in all whatever the length (by hand).
    for (std::int32_t const n : {500, 3100, 8000}) {
        CAPTURE(n);
        CHECK(total_supply(ring(n, .25, .5)) == doctest::Approx(4).epsilon(1e-12));
        CHECK(total_supply(ring(n, .125, .5)) == doctest::Approx(1 / .375).epsilon(1e-12));
    }
    // One way round: gain .25^3100 is 0 for a double, and the supply 1 / (1 - .25).
    CHECK(total_supply(ring(3100, .25, 0)) == doctest::Approx(4. / 3).epsilon(1e-12));
}

TEST_CASE("a long ring has the same bits in other units") {
    auto const n = std::int32_t{3100};
    std::vector<double> f(static_cast<std::size_t>(n), 0.0);
    f[7] = 1; // a product of unit 2^0 in both; supplies stay above 2^-400
    auto const plain = test::supply_of(Solver::try_make(test::system_of(ring(n, .49, .5))).value(), f);
    auto const other = test::supply_of(Solver::try_make(test::system_of(ring(n, .49, .5, 5))).value(), f);
    CHECK(plain == other);
}

TEST_CASE("a long ring that feeds on itself is solved and named") {
    // Row sums 1 - 1.25: x = -4 in total for a demand of 1 (by hand); the pairs have gain .75 * .5, so no pair is to blame.
    auto const solver = Solver::try_make(test::system_of(ring(3100, .5, .75)));
    REQUIRE_MESSAGE(solver, to_text(solver.problem()));
    REQUIRE(solver->findings().size() == 1);
    CHECK(solver->findings()[0].problem.id == "solve.unproductive");
}
