// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/solve/dual.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "solve/random_system.hpp"
#include "tanji/solve/gradient.hpp"

using namespace tanji;

// The source of truth: two solvers that have nothing in common but the elimination, the adjoint formula and the dual
// numbers, must give the same derivative; and a system small enough to differentiate by hand.
namespace {

template <class Scalar>
BasicSystemMatrices<Scalar> converted(SystemMatrices const& m) {
    auto const copy = [](SparseView<double> const& from) {
        SparseColumns<Scalar> to{from.rows, from.columns, {from.start.begin(), from.start.end()}, {from.row.begin(), from.row.end()}, {}};
        for (double const value : from.value) to.value.push_back(Scalar(value));
        return to;
    };
    return BasicSystemMatrices<Scalar>::try_make(copy(m.technosphere()), copy(m.biosphere())).value();
}

}  // namespace

TEST_CASE("a loop of two, by hand") {
    // x1 = 1 / (1 - ab), x2 = a / (1 - ab): dx1/da = b / (1 - ab)^2, dx2/da = 1 / (1 - ab)^2; a = 0.5, b = 0.4.
    SparseColumns<Dual> a{2, 2, {0, 2, 4}, {0, 1, 0, 1}, {1, Dual(-0.5, -1), -0.4, 1}};
    auto const x = tanji::test::supply_of(BasicSolver<Dual>::try_make(tanji::test::system_of(std::move(a))).value(), std::vector<Dual>{1, 0});
    CHECK(x[0].value == doctest::Approx(1.25).epsilon(1e-15));
    CHECK(x[1].value == doctest::Approx(0.625).epsilon(1e-15));
    CHECK(x[0].derivative == doctest::Approx(0.4 / 0.64).epsilon(1e-14));
    CHECK(x[1].derivative == doctest::Approx(1 / 0.64).epsilon(1e-14));
}

TEST_CASE("an entry that is 0 and about to change is an entry") {
    SparseColumns<Dual> a{2, 2, {0, 2, 3}, {0, 1, 1}, {1, Dual(0, -1), 1}};
    auto const x = tanji::test::supply_of(BasicSolver<Dual>::try_make(tanji::test::system_of(std::move(a))).value(), std::vector<Dual>{1, 0});
    CHECK(x[1] == Dual(0, 1));
}

TEST_CASE("dual derivatives of a score are those of the adjoint") {
    for (std::uint64_t seed = 1; seed <= 15; ++seed) {
        CAPTURE(seed);
        tanji::test::Random random(seed);
        auto const rows = tanji::test::random_productive(random, 4 + random.below(20));
        SparseColumns<double> b{1, static_cast<std::int32_t>(rows.size()), {0}, {}, {}};
        for (std::size_t j = 0; j < rows.size(); ++j) {
            b.row.push_back(0);
            b.value.push_back(random.uniform() / std::fabs(rows[j][j]));
            b.start.push_back(static_cast<std::int32_t>(b.row.size()));
        }
        auto const matrices = SystemMatrices::try_make(tanji::test::sparse(rows), b).value();
        auto const solver = Solver::try_make(matrices).value();
        Workspace workspace;
        Gradient gradient;
        std::vector<double> const factors = {1.0};
        std::vector<DemandEntry> const demand = {{0, rows[0][0]}};
        (void)try_gradient(solver, factors, demand, workspace, gradient).value();
        for (int k = 0; k < 5; ++k) {
            auto const e = static_cast<std::size_t>(random.below(static_cast<int>(gradient.technosphere.size())));
            auto const m = converted<Dual>(matrices);
            SparseColumns<Dual> a{m.technosphere().rows, m.technosphere().columns, {m.technosphere().start.begin(), m.technosphere().start.end()},
                                  {m.technosphere().row.begin(), m.technosphere().row.end()}, {m.technosphere().value.begin(), m.technosphere().value.end()}};
            a.value[e].derivative = 1;
            std::vector<Dual> f(rows.size(), Dual(0));
            f[0] = rows[0][0];
            auto const x = tanji::test::supply_of(BasicSolver<Dual>::try_make(tanji::test::system_of(std::move(a))).value(), f);
            Dual score = 0;
            for (std::size_t j = 0; j < x.size(); ++j) score += b.value[j] * x[j];
            CHECK(score.value == doctest::Approx(gradient.score).epsilon(1e-12));
            double const weight = std::fabs(matrices.technosphere().value[e]);
            CHECK(std::fabs(score.derivative - gradient.technosphere[e]) * weight <= 1e-12 * (std::fabs(gradient.score) + std::fabs(gradient.technosphere[e]) * weight));
        }
    }
}
