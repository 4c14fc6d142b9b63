// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/solve/gradient.hpp"

#include <doctest/doctest.h>

#include <boost/multiprecision/cpp_dec_float.hpp>

#include <cmath>
#include <string>
#include <vector>

#include "solve/random_system.hpp"
#include "tanji/solve/generic.hpp"

using namespace tanji;
using Decimal50 = boost::multiprecision::cpp_dec_float_50;

// The source of truth is elimination in 50 digits, written here, with central differences, extrapolated once (Richardson).
namespace {

template <class T>
using Rows = std::vector<std::vector<T>>;

/// h = C B x with A x = f, the plain way.
Decimal50 score_of(Rows<Decimal50> a, Rows<Decimal50> const& b, std::vector<Decimal50> const& factors, std::vector<Decimal50> x) {
    std::size_t const n = a.size();
    for (std::size_t k = 0; k < n; ++k) {
        std::size_t best = k;
        for (std::size_t i = k; i < n; ++i)
            if (abs(a[i][k]) > abs(a[best][k])) best = i;
        std::swap(a[k], a[best]);
        std::swap(x[k], x[best]);
        for (std::size_t i = 0; i < n; ++i) {
            if (i == k || a[i][k] == 0) continue;
            Decimal50 const share = a[i][k] / a[k][k];
            for (std::size_t j = k; j < n; ++j) a[i][j] -= share * a[k][j];
            x[i] -= share * x[k];
        }
    }
    Decimal50 score = 0;
    for (std::size_t i = 0; i < b.size(); ++i)
        for (std::size_t j = 0; j < n; ++j) score += factors[i] * b[i][j] * x[j] / a[j][j];
    return score;
}

struct Case {
    Rows<double> a, b;
    std::vector<double> factors, demand;
    [[nodiscard]] Decimal50 score() const {
        auto const rows = [](Rows<double> const& m) {
            Rows<Decimal50> exact;
            for (auto const& row : m) exact.emplace_back(row.begin(), row.end());
            return exact;
        };
        return score_of(rows(a), rows(b), {factors.begin(), factors.end()}, {demand.begin(), demand.end()});
    }
    /// Central difference by `number`, which must be one of this case. The step is a power of 2 that double holds exactly.
    [[nodiscard]] double derivative(double& number) const {
        double const kept = number, step = std::ldexp(std::fabs(kept) == 0 ? 1.0 : std::fabs(kept), -20);
        number = kept + step;
        Decimal50 const above = score();
        double const up = number;
        number = kept - step;
        Decimal50 const below = score();
        double const down = number;
        // And half the step, for the extrapolation of Richardson: the error falls from step^2 to step^4.
        number = kept + step / 2;
        Decimal50 const above2 = score();
        double const up2 = number;
        number = kept - step / 2;
        Decimal50 const below2 = score();
        Decimal50 const coarse = (above - below) / (Decimal50(up) - Decimal50(down));
        Decimal50 const fine = (above2 - below2) / (Decimal50(up2) - Decimal50(number));
        number = kept;
        return Decimal50((4 * fine - coarse) / 3).convert_to<double>();
    }
};

Case random_case(std::uint64_t seed) {
    tanji::test::Random random(seed);
    int const n = 3 + random.below(7);
    Case c{tanji::test::random_productive(random, n), {}, {}, std::vector<double>(static_cast<std::size_t>(n), 0.0)};
    for (std::size_t i = 0; i < 3; ++i) {
        c.b.emplace_back();
        for (std::size_t j = 0; j < c.a.size(); ++j) c.b.back().push_back(random.uniform() < 0.5 ? 0 : random.uniform() / std::fabs(c.a[j][j]));
        c.factors.push_back(random.uniform());
    }
    c.demand[0] = c.a[0][0];
    c.demand[1] = 0.5 * c.a[1][1];
    return c;
}

Solver solver_of(Case const& c) { return Solver::try_make(SystemMatrices::try_make(tanji::test::sparse(c.a), tanji::test::sparse(c.b)).value()).value(); }

std::vector<DemandEntry> demand_of(Case const& c) { return {{0, c.demand[0]}, {1, c.demand[1]}}; }

}  // namespace

TEST_CASE("every derivative of random systems is that of the difference quotient in 50 digits") {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        CAPTURE(seed);
        Case c = random_case(seed);
        auto const solver = solver_of(c);
        Workspace workspace;
        Gradient gradient;
        auto const demand = demand_of(c);
        auto const proof = try_gradient(solver, c.factors, demand, workspace, gradient).value();
        CHECK(proof.backward_error <= 1e-14);
        double const score = c.score().convert_to<double>();
        CHECK(gradient.score == doctest::Approx(score).epsilon(1e-12));
        // Relative to what a change of 100 % of the entry would do to first order, else an entry that hardly matters counts most.
        auto const check = [&](double& number, double found) {
            double const expected = c.derivative(number), weight = std::fabs(number) == 0 ? 1 : std::fabs(number);
            CHECK(std::fabs(found - expected) * weight <= 1e-11 * (std::fabs(score) + std::fabs(expected) * weight));
        };
        auto const a = solver.matrices().technosphere(), b = solver.matrices().biosphere();
        for (std::size_t j = 0; j < c.a.size(); ++j) {
            for (auto e = static_cast<std::size_t>(a.start[j]); e < static_cast<std::size_t>(a.start[j + 1]); ++e) check(c.a[static_cast<std::size_t>(a.row[e])][j], gradient.technosphere[e]);
            for (auto e = static_cast<std::size_t>(b.start[j]); e < static_cast<std::size_t>(b.start[j + 1]); ++e) check(c.b[static_cast<std::size_t>(b.row[e])][j], gradient.biosphere[e]);
        }
        for (std::size_t i = 0; i < c.factors.size(); ++i) check(c.factors[i], gradient.factors[i]);
        for (std::size_t i = 0; i < c.demand.size(); ++i) check(c.demand[i], gradient.demand[i]);
    }
}

TEST_CASE("a gradient in long double agrees with the one in double") {
    Case const c = random_case(3);
    auto const solver = solver_of(c);
    auto const copy = [](SparseView<double> const& m) {
        SparseColumns<long double> exact{m.rows, m.columns, {m.start.begin(), m.start.end()}, {m.row.begin(), m.row.end()}, {m.value.begin(), m.value.end()}};
        return exact;
    };
    auto const& matrices = solver.matrices();
    auto const exact = BasicSolver<long double>::try_make(BasicSystemMatrices<long double>::try_make(copy(matrices.technosphere()), copy(matrices.biosphere())).value()).value();
    Workspace workspace;
    Gradient gradient;
    (void)try_gradient(solver, c.factors, demand_of(c), workspace, gradient).value();
    BasicWorkspace<long double> long_workspace;
    BasicGradient<long double> long_gradient;
    std::vector<long double> const factors(c.factors.begin(), c.factors.end());
    std::vector<BasicDemandEntry<long double>> const demand = {{0, c.demand[0]}, {1, c.demand[1]}};
    (void)try_gradient(exact, factors, demand, long_workspace, long_gradient).value();
    CHECK(gradient.score == doctest::Approx(static_cast<double>(long_gradient.score)).epsilon(1e-14));
    REQUIRE(long_gradient.technosphere.size() == gradient.technosphere.size());
    for (std::size_t e = 0; e < gradient.technosphere.size(); ++e)
        CHECK(gradient.technosphere[e] == doctest::Approx(static_cast<double>(long_gradient.technosphere[e])).epsilon(1e-12));
}

TEST_CASE("variance of a product of lognormals, to first order") {
    // One process, h = C b f / a: a monomial, so the variance to first order is h^2 times the sum of all squared sigmas
    // (ISO/IEC Guide 98-3, GUM, 5.1.6, with powers +1 and -1).
    auto const solver = Solver::try_make(SystemMatrices::try_make({1, 1, {0, 1}, {0}, {2.0}}, {1, 1, {0, 1}, {0}, {3.0}}).value()).value();
    Workspace workspace;
    Gradient gradient;
    std::vector<double> const factors = {5.0}, one = {0.1}, two = {0.2}, three = {0.3}, four = {0.4};
    std::vector<DemandEntry> const demand = {{0, 4.0}};
    (void)try_gradient(solver, factors, demand, workspace, gradient).value();
    CHECK(gradient.score == 30);
    auto const variance = try_variance(solver.matrices(), factors, demand, gradient, {one, two, three, four}).value();
    CHECK(variance.total == doctest::Approx(900 * (0.01 + 0.04 + 0.09 + 0.16)).epsilon(1e-14));
    CHECK(variance.standard_deviation() == doctest::Approx(30 * std::sqrt(0.3)).epsilon(1e-14));
    CHECK(variance.biosphere == doctest::Approx(900 * 0.04).epsilon(1e-14));
    REQUIRE(variance.largest.size() == 4);
    CHECK(variance.largest[0].kind == EntryKind::demand);
    CHECK(variance.largest[0].share == doctest::Approx(0.16 / 0.3).epsilon(1e-14));
    CHECK(variance.largest[3].kind == EntryKind::technosphere);
    // The same as absolute standard deviations: 0.1 x 2, 0.2 x 3, 0.3 x 5, 0.4 x 4.
    std::vector<double> const a = {0.2}, b = {0.6}, c = {1.5}, f = {1.6};
    auto const absolute = try_variance(solver.matrices(), factors, demand, gradient, {a, b, c, f, SpreadKind::absolute}, 2).value();
    CHECK(absolute.total == doctest::Approx(variance.total).epsilon(1e-14));
    CHECK(absolute.largest.size() == 2);
}

TEST_CASE("the largest are the largest, in a fixed order") {
    Case const c = random_case(9);
    auto const solver = solver_of(c);
    Workspace workspace;
    Gradient gradient;
    auto const demand = demand_of(c);
    (void)try_gradient(solver, c.factors, demand, workspace, gradient).value();
    std::vector<double> const a(gradient.technosphere.size(), 0.1), b(gradient.biosphere.size(), 0.2);
    auto const all = try_variance(solver.matrices(), c.factors, demand, gradient, {.technosphere = a, .biosphere = b}, 1000).value();
    auto const some = try_variance(solver.matrices(), c.factors, demand, gradient, {.technosphere = a, .biosphere = b}, 3).value();
    double sum = 0;
    for (auto const& line : all.largest) sum += line.share;
    CHECK(sum == doctest::Approx(1).epsilon(1e-14));
    CHECK(all.factors == 0);
    REQUIRE(some.largest.size() == 3);
    for (std::size_t k = 0; k < 3; ++k) {
        CHECK(some.largest[k].entry == all.largest[k].entry);
        CHECK(some.largest[k].variance >= all.largest[k + 1].variance);
        // Row and column name the cell that the entry is stored in.
        auto const m = some.largest[k].kind == EntryKind::technosphere ? solver.matrices().technosphere() : solver.matrices().biosphere();
        auto const entry = some.largest[k].entry, column = some.largest[k].column;
        CHECK(m.row[static_cast<std::size_t>(entry)] == some.largest[k].row);
        CHECK(entry >= m.start[static_cast<std::size_t>(column)]);
        CHECK(entry < m.start[static_cast<std::size_t>(column) + 1]);
    }
}

TEST_CASE("what does not fit is refused") {
    Case const c = random_case(2);
    auto const solver = solver_of(c);
    Workspace workspace;
    Gradient gradient;
    auto const demand = demand_of(c);
    CHECK(try_gradient(solver, std::vector<double>{1}, demand, workspace, gradient).problem().id == "solve.size");
    CHECK(try_gradient(solver, c.factors, std::vector<DemandEntry>{{99, 1}}, workspace, gradient).problem().id == "demand.row");
    (void)try_gradient(solver, c.factors, demand, workspace, gradient).value();
    auto const id = [&](Spreads const& spreads) { return try_variance(solver.matrices(), c.factors, demand, gradient, spreads).problem().id; };
    std::vector<double> bad(gradient.technosphere.size(), 0.1);
    bad.back() = -0.1;
    CHECK(id({.technosphere = bad}) == "gradient.spread");
    bad.back() = NAN;
    CHECK(id({.technosphere = bad}) == "gradient.spread");
    bad.pop_back();
    CHECK(id({.technosphere = bad}) == "solve.size");
    CHECK(try_variance(solver.matrices(), c.factors, demand, Gradient{}, {}).problem().id == "solve.size");
}
