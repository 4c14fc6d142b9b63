// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/solve/least_squares.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "solve/random_system.hpp"

using namespace tanji;
using test::system_of;

namespace {
LeastSquares solve(std::vector<std::vector<double>> const& a, std::vector<DemandEntry> const& demand) { return try_least_squares(system_of(a), demand).value(); }
}  // namespace

TEST_CASE("more products than processes: the residual comes first and says what is missed") {
    // Shared case olca-nonsquare with a demand for c, which nobody makes. By hand with rows scaled by 1, 1/2 (2 -> .5), 1 times powers of 2:
    // minimise over x1, x2: P is run backwards a little, as c is its input.
    auto const r = solve({{1, 0}, {-1, 2}, {-1, 0}}, {{2, 1.0}});
    // x2 = x1 / 2 keeps b exact; a and c: minimise x1^2 + (1 + x1)^2, so x1 = -1/2 and the residual is sqrt(1/2).
    CHECK(r.residual == doctest::Approx(std::sqrt(.5)));
    CHECK(r.supply[0] == doctest::Approx(-.5));
    CHECK(r.supply[1] == doctest::Approx(-.25));
    CHECK(r.rank == 2);
    CHECK(r.unique);
    REQUIRE(r.missed.size() == 2);
    NameLookup const names{.product = [](std::int32_t i) { return std::string(1, static_cast<char>('a' + i)); }};
    std::string const text = to_text(r, names);
    CHECK(text.find("least squares, residual 0.707 of the demand: it is NOT met") == 0);
    CHECK(text.find("c: 0.5 delivered, 1 demanded") != std::string::npos);
    CHECK(text.find("b:") == std::string::npos);
}

TEST_CASE("a demand that can be met is met, whatever the shape") {
    auto const r = solve({{1, 0}, {-1, 2}, {0, 0}}, {{1, 3.0}}); // product 3 exists in name only
    CHECK(r.residual < 1e-14);
    CHECK(r.missed.empty());
    CHECK(r.supply[1] == doctest::Approx(1.5));
}

TEST_CASE("more processes than products: the minimum norm, and it says so") {
    // Two equal makers share by symmetry (by hand: x1 + x2 = 1 with least x1^2 + x2^2).
    auto const r = solve({{1, 1}}, {{0, 1.0}});
    CHECK(r.residual < 1e-15);
    CHECK(r.supply[0] == doctest::Approx(.5));
    CHECK(r.supply[1] == doctest::Approx(.5));
    CHECK_FALSE(r.unique);
    CHECK(to_text(r).find("minimum norm") != std::string::npos);
}

TEST_CASE("units by powers of 2 change neither the residual nor who is run") {
    auto const plain = solve({{1, 0}, {-1, 2}, {-1, 0}}, {{2, 1.0}});
    auto const other = solve({{1024, 0}, {-1, 2 * 64}, {-.125, 0}}, {{2, .125}}); // rows by 1024, 1, 1/8; column 2 by 64
    CHECK(other.residual == doctest::Approx(plain.residual).epsilon(1e-14));
    CHECK(other.supply[0] == doctest::Approx(plain.supply[0]));
    CHECK(other.supply[1] == doctest::Approx(plain.supply[1] / 64));
}

TEST_CASE("normal equations hold on random systems") {
    // The residual of a least-squares solution is orthogonal to every column of the scaled matrix; checked here by small changes of x,
    // none of which may make the residual smaller.
    test::Random random(5);
    for (int trial = 0; trial < 50; ++trial) {
        std::vector<std::vector<double>> a(7, std::vector<double>(5));
        for (auto& row : a)
            for (double& value : row) value = .5 + .49 * random.uniform(); // exponents 0: nothing is scaled
        auto const r = solve(a, {{2, .75}});
        auto const miss = [&](std::vector<double> const& x) {
            double sum = 0;
            for (std::size_t i = 0; i < 7; ++i) {
                double rest = i == 2 ? .75 : 0;
                for (std::size_t j = 0; j < 5; ++j) rest -= a[i][j] * x[j];
                sum += rest * rest;
            }
            return std::sqrt(sum) / .75;
        };
        CHECK(miss(r.supply) == doctest::Approx(r.residual));
        for (std::size_t j = 0; j < 5; ++j)
            for (double const step : {-1e-3, 1e-3}) {
                auto x = r.supply;
                x[j] += step;
                CHECK(miss(x) > r.residual);
            }
    }
}

TEST_CASE("it is refused where it would hide a fault") {
    DemandEntry const one[] = {{0, 1.0}};
    CHECK(try_least_squares(system_of({{1, 0}, {0, 1}}), one).problem().id == "solve.least-squares-square");
    CHECK(try_least_squares(system_of({{1, 1}}), {}).problem().id == "demand.empty");
    DemandEntry const outside[] = {{1, 1.0}};
    CHECK(try_least_squares(system_of({{1, 1}}), outside).problem().id == "demand.row");
    DemandEntry const bad[] = {{0, std::nan("")}};
    CHECK(try_least_squares(system_of({{1, 1}}), bad).problem().id == "number.not-finite");
    SparseColumns<double> large{.rows = 1, .columns = 2001};
    large.start.assign(2002, 0);
    CHECK(try_least_squares(system_of(large), one).problem().id == "limit.least-squares");
}
