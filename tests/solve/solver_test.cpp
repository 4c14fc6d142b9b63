// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/solve/solver.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "solve/random_system.hpp"

using namespace tanji;
using tanji::test::Random;
using tanji::test::supply_of;
using tanji::test::system_of;
using tanji::test::unit_scores_of;

namespace {
Solver solver_of(std::vector<std::vector<double>> const& a) { return Solver::try_make(system_of(a)).value(); }

double worst_gap(std::vector<double> const& a, std::vector<double> const& b) {
    double worst = 0;
    for (std::size_t k = 0; k < a.size(); ++k)
        if (a[k] != b[k]) worst = std::fmax(worst, std::fabs(a[k] - b[k]) / std::fmax(std::fabs(a[k]), std::fabs(b[k])));
    return worst;
}
}  // namespace

TEST_CASE("the textbook system of electricity and fuel") {
    // Heijungs and Suh (2002), section 2.1: 1000 kWh take 100 runs of power and 2 runs of fuel production; the
    // emissions of one run each are 1 and 10 kg CO2, 120 in all.
    auto const solver = solver_of({{-2, 100}, {10, 0}});
    Proof proof;
    CHECK(supply_of(solver, {0.0, 1000.0}, &proof) == std::vector<double>{100, 2});
    CHECK(proof.level == ProofLevel::backward_only);
    CHECK(proof.backward_error == 0);
    CHECK(proof.processes == 2);
    CHECK(proof.components == 2);
    CHECK(proof.warnings == 0);
    CHECK(unit_scores_of(solver, {1.0, 10.0})[1] * 1000 == doctest::Approx(120).epsilon(1e-15));
}

TEST_CASE("the ring of 60 nodes keeps its digits") {
    // Rule B1: diagonal 1, links -2, closing link +1; elimination along the path would grow by 2^60. By hand: with
    // x[k+1] = 2 x[k] from x[0], and row 0: x[0] + x[59] = 1, so x[0] = 1 / (1 + 2^59) and x[k] = 2^k x[0].
    std::vector<std::vector<double>> a(60, std::vector<double>(60, 0.0));
    for (std::size_t j = 0; j < 60; ++j) {
        a[j][j] = 1;
        if (j + 1 < 60) a[j + 1][j] = -2;
    }
    a[0][59] = 1;
    std::vector<double> f(60, 0.0);
    f[0] = 1;
    Proof proof;
    auto const x = supply_of(solver_of(a), f, &proof);
    std::vector<double> by_hand;
    for (int k = 0; k < 60; ++k) by_hand.push_back(std::ldexp(1.0, k) / (1 + std::ldexp(1.0, 59)));
    CHECK(worst_gap(x, by_hand) < 1e-9);
    CHECK(proof.backward_error <= 1e-14);
    // Every right-hand side, forward and adjoint, against elimination in long double. Relative to the largest entry: with
    // f = e_2 the second entry is 1 - 1 + 2^-59, which no double computation of A x = f can hold.
    auto const largest_gap = [](std::vector<double> const& one, std::vector<double> const& two) {
        double gap = 0, largest = 0;
        for (std::size_t k = 0; k < one.size(); ++k) {
            gap = std::fmax(gap, std::fabs(one[k] - two[k]));
            largest = std::fmax(largest, std::fabs(two[k]));
        }
        return gap / largest;
    };
    auto const solver = solver_of(a);
    auto transposed = a;
    for (std::size_t i = 0; i < 60; ++i)
        for (std::size_t j = 0; j < 60; ++j) transposed[j][i] = a[i][j];
    for (std::size_t i = 0; i < 60; ++i) {
        std::vector<double> demand(60, 0.0);
        demand[i] = 1;
        CHECK(largest_gap(supply_of(solver, demand), tanji::test::dense_solution(a, demand)) < 1e-14);
        CHECK(largest_gap(unit_scores_of(solver, demand), tanji::test::dense_solution(transposed, demand)) < 1e-14);
    }
}

TEST_CASE("waste treatment: a demand of -1 t runs the treatment once") {
    // Rule A1: treatment takes 1 t of waste (-1) and 2 kWh (-2); power makes 1 kWh and leaves 0.1 t of waste (+0.1).
    auto const solver = solver_of({{-1, 0.1}, {-2, 1}});
    Proof proof;
    auto const x = supply_of(solver, {-1.0, 0.0}, &proof);
    // By hand: x1 = 1 + 0.1 x2 and x2 = 2 x1, so x1 = 1 / 0.8.
    CHECK(x[0] == doctest::Approx(1.25).epsilon(1e-15));
    CHECK(x[1] == doctest::Approx(2.5).epsilon(1e-15));
    CHECK(proof.warnings == 0);
}

TEST_CASE("outside the reach supplies are exactly 0") {
    // 0 and 1 form a loop that feeds on 2; 3 and 4 form another that nobody asked for.
    auto const solver = solver_of({{1, -.5, 0, 0, 0}, {-.3, 1, 0, 0, 0}, {-1, 0, 3, 0, -2}, {0, 0, 0, 1, -.1}, {0, 0, 0, -.2, 1}});
    Proof proof;
    auto const x = supply_of(solver, {0.0, 1.0, 0.0, 0.0, 0.0}, &proof);
    CHECK(x[3] == 0);
    CHECK(x[4] == 0);
    CHECK(x[2] == doctest::Approx(x[0] / 3).epsilon(1e-15));
    CHECK(proof.processes == 3);
    CHECK(proof.components == 2);
    CHECK(proof.largest_component == 2);
    CHECK(supply_of(solver, {0.0, 0.0, 3.0, 0.0, 0.0}) == std::vector<double>{0, 0, 1, 0, 0});
}

TEST_CASE("entries of one product are summed, an empty demand supplies nothing") {
    auto const solver = solver_of({{2, 0}, {0, 1}});
    Workspace workspace;
    std::span<double> supply;
    DemandEntry const demand[] = {{0, 3}, {0, 1}};
    REQUIRE(solver.try_supply(demand, workspace, supply));
    CHECK(supply[0] == 2);
    auto const proof = solver.try_supply({}, workspace, supply).value();
    CHECK(supply[0] == 0);
    CHECK(proof.processes == 0);
    CHECK(Solver{}.try_supply({}, workspace, supply).has_value());
    CHECK(Solver{}.size() == 0);
}

TEST_CASE("a solver made for some products looks at nothing else") {
    // The loop of processes 3 and 4 is singular; the first two do not need it.
    auto const matrices = system_of({{1, -.5, 0, 0}, {-.3, 1, 0, 0}, {0, 0, 1, -2}, {0, 0, -1, 2}});
    CHECK(Solver::try_make(matrices).problem().id == "solve.singular");
    auto const solver = Solver::try_make(matrices, {.products = std::vector<std::int32_t>{0}}).value();
    CHECK(solver.covers(1));
    CHECK_FALSE(solver.covers(2));
    CHECK_FALSE(solver.covers(-1));
    CHECK_FALSE(solver.covers(4));
    CHECK(supply_of(solver, {0.85, 0.0, 0.0, 0.0})[0] == doctest::Approx(1).epsilon(1e-15));
    CHECK(unit_scores_of(solver, {1.0, 1.0, 1.0, 1.0})[3] == 0);
    Workspace workspace;
    std::span<double> supply;
    DemandEntry const outside[] = {{2, 1}};
    CHECK(solver.try_supply(outside, workspace, supply).problem().id == "solve.not-covered");
}

TEST_CASE("a process that uses up its own product spoils only what needs it") {
    // Product 3 is made by nobody (1 - 1 = 0 in its own process); products 1 and 2 do without it, 4 does not.
    auto const matrices = system_of({{1, -.5, -1, 0}, {-.3, 1, 0, 0}, {0, 0, 0, -1}, {0, 0, 0, 1}});
    CHECK(Solver::try_make(matrices).problem().id == "solve.structure");
    auto const solver = Solver::try_make(matrices, {.products = std::vector<std::int32_t>{1}, .producers = Producers::diagonal}).value();
    CHECK(supply_of(solver, {0.0, 0.85, 0.0, 0.0})[1] == doctest::Approx(1).epsilon(1e-15));
    auto const broken = Solver::try_make(matrices, {.products = std::vector<std::int32_t>{3}, .producers = Producers::diagonal});
    REQUIRE_FALSE(broken);
    CHECK(broken.problem().id == "solve.structure");
    CHECK(broken.problem().where.object == "process 3");
    CHECK(Solver::try_make(matrices, {.producers = Producers::diagonal}).problem().where.object == "process 3");
}

TEST_CASE("bad input is a problem, never a NaN") {
    auto const solver = solver_of({{1e-300, 0}, {-1, 1}});
    Workspace workspace;
    std::span<double> out;
    for (std::int32_t const row : {-1, 2}) {
        DemandEntry const demand[] = {{row, 1}};
        CHECK(solver.try_supply(demand, workspace, out).problem().id == "demand.row");
    }
    DemandEntry const nan[] = {{0, std::numeric_limits<double>::quiet_NaN()}};
    CHECK(solver.try_supply(nan, workspace, out).problem().id == "number.not-finite");
    DemandEntry const huge[] = {{0, 1e300}};
    CHECK(solver.try_supply(huge, workspace, out).problem().id == "solve.overflow");
    double const short_cost[] = {1};
    CHECK(solver.try_adjoint(short_cost, workspace, out).problem().id == "solve.size");
    double const bad_cost[] = {1, std::numeric_limits<double>::infinity()};
    CHECK(solver.try_adjoint(bad_cost, workspace, out).problem().id == "number.not-finite");
    auto const other = Structure::try_make(system_of({{1, 0}, {0, 1}})).value();
    CHECK(Solver::try_make(other, solver.matrices()).problem().id == "solve.pattern");
}

TEST_CASE("negative supplies: told without a cause, legitimate with one") {
    Proof proof;
    // Demand of a return (negative) and an avoided product (positive cell off the diagonal) explain themselves.
    CHECK(supply_of(solver_of({{1, 0}, {-1, 1}}), {-1.0, 0.0}, &proof)[1] == -1);
    CHECK_FALSE(proof.has(ProofWarning::negative_supply));
    CHECK(supply_of(solver_of({{1, 0}, {1, 1}}), {1.0, 0.0}, &proof)[1] == -1);
    CHECK(proof.warnings == 0);
    // A loop of gain 2 does not.
    CHECK(supply_of(solver_of({{1, -2}, {-1, 1}}), {1.0, 0.0}, &proof) == std::vector<double>{-1, -1});
    CHECK(proof.has(ProofWarning::negative_supply));
    CHECK(proof.has(ProofWarning::unproductive));
}

TEST_CASE("random systems: A x = f, elimination, adjoint, linearity, permutation") {
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        int const n = 2 + random.below(40);
        auto const size = static_cast<std::size_t>(n);
        auto const a = tanji::test::random_productive(random, n);
        auto const solver = solver_of(a);
        std::vector<double> f(size, 0.0), cost(size), other(size, 0.0);
        for (std::size_t i = 0; i < size; ++i) {
            if (random.uniform() < 0.3) f[i] = a[i][i] * random.uniform();
            if (random.uniform() < 0.3) other[i] = a[i][i] * random.uniform();
            cost[i] = random.uniform();
        }
        Proof proof;
        auto const x = supply_of(solver, f, &proof);
        CHECK(proof.backward_error <= 1e-14);
        CHECK_FALSE(proof.has(ProofWarning::unproductive));
        CHECK_FALSE(proof.has(ProofWarning::nearly_singular));
        CHECK(worst_gap(x, tanji::test::dense_solution(a, f)) < 1e-11);

        auto const y = unit_scores_of(solver, cost, &proof);
        CHECK(proof.backward_error <= 1e-14);
        double gross = 0; // costs may cancel; the gap is measured against what was added
        for (std::size_t j = 0; j < size; ++j) gross += std::fabs(cost[j] * x[j]);
        CHECK(std::fabs(tanji::test::dot(y, f) - tanji::test::dot(cost, x)) <= 1e-13 * gross);

        auto sum = f;
        for (std::size_t i = 0; i < size; ++i) sum[i] = 2 * f[i] + other[i];
        auto expected = supply_of(solver, other);
        for (std::size_t j = 0; j < size; ++j) expected[j] += 2 * x[j];
        CHECK(worst_gap(supply_of(solver, sum), expected) < 1e-11);

        std::vector<std::size_t> row(size), column(size);
        std::iota(row.begin(), row.end(), std::size_t{0});
        column = row;
        for (std::size_t k = size; k-- > 1;) {
            std::swap(row[k], row[static_cast<std::size_t>(random.below(static_cast<int>(k) + 1))]);
            std::swap(column[k], column[static_cast<std::size_t>(random.below(static_cast<int>(k) + 1))]);
        }
        auto shuffled = a;
        std::vector<double> shuffled_f(size);
        for (std::size_t i = 0; i < size; ++i) {
            for (std::size_t j = 0; j < size; ++j) shuffled[row[i]][column[j]] = a[i][j];
            shuffled_f[row[i]] = f[i];
        }
        auto const shuffled_x = supply_of(solver_of(shuffled), shuffled_f);
        std::vector<double> back(size);
        for (std::size_t j = 0; j < size; ++j) back[j] = shuffled_x[column[j]];
        CHECK(worst_gap(back, x) < 1e-11);
    }
}

TEST_CASE("other units by powers of 2 give the same bits") {
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        int const n = 3 + random.below(40);
        auto const size = static_cast<std::size_t>(n);
        // Rings above gain 1 choose their pivots by size: there only the canonical scaling keeps the bits.
        auto const a = seed % 2 == 0 ? tanji::test::random_productive(random, n) : tanji::test::random_ring(random, n);
        std::vector<double> f(size), cost(size), scaled_f(size), scaled_cost(size);
        std::vector<int> product(size), process(size);
        auto scaled = a;
        for (std::size_t i = 0; i < size; ++i) {
            f[i] = random.uniform();
            cost[i] = random.uniform();
            product[i] = random.below(61) - 30;
            process[i] = random.below(61) - 30;
        }
        for (std::size_t i = 0; i < size; ++i) {
            for (std::size_t j = 0; j < size; ++j) scaled[i][j] = std::ldexp(a[i][j], product[i] + process[j]);
            scaled_f[i] = std::ldexp(f[i], product[i]);
            scaled_cost[i] = std::ldexp(cost[i], process[i]);
        }
        auto const solver = solver_of(a), scaled_solver = solver_of(scaled);
        Proof proof, scaled_proof;
        auto x = supply_of(solver, f, &proof), scaled_x = supply_of(scaled_solver, scaled_f, &scaled_proof);
        auto y = unit_scores_of(solver, cost), scaled_y = unit_scores_of(scaled_solver, scaled_cost);
        for (std::size_t k = 0; k < size; ++k) {
            scaled_x[k] = std::ldexp(scaled_x[k], process[k]);
            scaled_y[k] = std::ldexp(scaled_y[k], product[k]);
        }
        CHECK(x == scaled_x);
        CHECK(y == scaled_y);
        CHECK(proof.backward_error == scaled_proof.backward_error);
        CHECK(supply_of(solver_of(a), f) == x); // and the same bits in every run
    }
}

TEST_CASE("random rings, productive and not, are solved to the target") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        int const n = 3 + random.below(80);
        auto const a = tanji::test::random_ring(random, n);
        std::vector<double> f(static_cast<std::size_t>(n), 0.0);
        f[0] = 1;
        Proof proof;
        auto const x = supply_of(solver_of(a), f, &proof);
        CHECK(proof.backward_error <= 1e-14);
        CHECK(worst_gap(x, tanji::test::dense_solution(a, f)) < 1e-8);
    }
}

TEST_CASE("tiny own outputs are not taken as pivots") {
    // Diagonals of 1e-14 in a full component of random signs: elimination along the diagonal would lose every digit.
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        std::size_t const size = 12;
        std::vector<std::vector<double>> a(size, std::vector<double>(size, 0.0));
        for (std::size_t i = 0; i < size; ++i)
            for (std::size_t j = 0; j < size; ++j) a[i][j] = i == j ? 1e-14 : random.uniform() - 0.5;
        std::vector<double> f(size, 1.0);
        Proof proof;
        auto const x = supply_of(solver_of(a), f, &proof);
        CHECK(proof.backward_error <= 1e-14);
        CHECK(proof.refinements <= 1);
        CHECK(worst_gap(x, tanji::test::dense_solution(a, f)) < 1e-10);
    }
}

TEST_CASE("a long ring that amplifies is torn more than once") {
    // Gain 1.2 per link over 700 nodes: 1e55 along the path, far beyond what one torn node could carry. By hand, with the
    // closing link of -1 (a credit): x[k] = 1.2^k x[0] and x[0] + x[699] = 1.
    std::size_t const n = 700;
    SparseColumns<double> m{static_cast<std::int32_t>(n), static_cast<std::int32_t>(n), {0}, {}, {}};
    for (std::size_t j = 0; j < n; ++j) {
        if (j + 1 == n) {
            m.row.push_back(0);
            m.value.push_back(1);
        }
        m.row.push_back(static_cast<std::int32_t>(j));
        m.value.push_back(1);
        if (j + 1 < n) {
            m.row.push_back(static_cast<std::int32_t>(j + 1));
            m.value.push_back(-1.2);
        }
        m.start.push_back(static_cast<std::int32_t>(m.row.size()));
    }
    auto const solver = Solver::try_make(tanji::test::system_of(std::move(m))).value();
    std::vector<double> f(n, 0.0);
    f[0] = 1;
    Proof proof;
    auto const x = supply_of(solver, f, &proof);
    CHECK(proof.backward_error <= 1e-14);
    long double by_hand = 1 / (1 + std::pow(1.2L, 699.0L));
    double worst = 0;
    for (std::size_t k = 0; k < n; ++k, by_hand *= 1.2L) worst = std::fmax(worst, static_cast<double>(std::fabs(x[k] - by_hand) / by_hand));
    CHECK(worst < 1e-12);
    // A demand half way: x[k] = -1.2^(k - 350) before it, and after it 1 - 1 + 1.2^-699 times 1.2^(k - 350), as good as 0.
    // Substitution round the ring would lose it in 1.2^350; here no refinement could bring it back.
    f[0] = 0;
    f[350] = 1;
    auto const y = supply_of(solver, f);
    double gap = 0;
    for (std::size_t k = 0; k < n; ++k) gap = std::fmax(gap, std::fabs(y[k] - (k < 350 ? -std::pow(1.2, static_cast<double>(k) - 350) : 0)));
    CHECK(gap < 1e-13);
}

TEST_CASE("more torn nodes than a dense rest can hold are left to the sparse LU") {
    // 3,100 pairs that feed each other, all around one hub: every pair needs a cut of its own, 3,000 are allowed.
    std::int32_t const pairs = 3100, hub = 2 * pairs;
    SparseColumns<double> m{hub + 1, hub + 1, {0}, {}, {}};
    auto const add_column = [&](std::vector<std::pair<std::int32_t, double>> const& cells) {
        for (auto const& [row, value] : cells) {
            m.row.push_back(row);
            m.value.push_back(value);
        }
        m.start.push_back(static_cast<std::int32_t>(m.row.size()));
    };
    std::vector<std::pair<std::int32_t, double>> of_hub;
    for (std::int32_t k = 0; k < pairs; ++k) {
        add_column({{2 * k, 1.0}, {2 * k + 1, -0.5}, {hub, -1.0 / 4096}});
        add_column({{2 * k, -0.5}, {2 * k + 1, 1.0}});
        of_hub.emplace_back(2 * k, -0.25);
    }
    of_hub.emplace_back(hub, 1.0);
    add_column(of_hub);
    auto const solver = Solver::try_make(tanji::test::system_of(std::move(m))).value();
    Proof proof;
    // By hand, one of each first product demanded: x = 1 + x/4 + h/4, where the hub runs h = 3100 x / 4096 times.
    std::vector<double> f(static_cast<std::size_t>(hub) + 1, 0.0);
    for (std::size_t k = 0; k + 1 < f.size(); k += 2) f[k] = 1;
    auto const x = supply_of(solver, f, &proof);
    double const first = 1 / (0.75 - 775.0 / 4096);
    CHECK(proof.largest_component == hub + 1);
    CHECK(proof.backward_error <= 1e-14);
    for (std::size_t k = 0; k + 1 < f.size(); k += 2) {
        CHECK(x[k] == doctest::Approx(first).epsilon(1e-13));
        CHECK(x[k + 1] == doctest::Approx(first / 2).epsilon(1e-13));
    }
    // Unit scores for a cost of 1 each: second = 1 + y/2, hub = 1 + 775 y, y = 1 + second/2 + hub/4096.
    auto const y = unit_scores_of(solver, std::vector<double>(f.size(), 1.0));
    CHECK(y[0] == doctest::Approx((1.5 + 1.0 / 4096) * first).epsilon(1e-13));
}
