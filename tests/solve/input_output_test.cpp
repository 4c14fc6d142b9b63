// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Input-output systems: full matrices, too large to factorise.
#include <doctest/doctest.h>

#include <cmath>

#include "solve/random_system.hpp"
#include "tanji/solve/impl/krylov_loop.ipp"
#include "tanji/solve/solver.hpp"
#include "tanji/units/parse.hpp"

using namespace tanji;
using tanji::test::Random;

namespace {

/// n sectors that all buy from all: column j spends `share` of its output on inputs, spread at random. In units that differ by
/// `spread` powers of ten where asked, sectors of `waste` with a negative diagonal.
SparseColumns<double> sectors(int n, double least, double most, double spread = 0) {
    Random random(1973);
    auto const size = static_cast<std::size_t>(n);
    std::vector<double> unit(size);
    for (double& u : unit) u = std::pow(10.0, spread * (random.uniform() - 0.5)) * (spread > 0 && random.uniform() < 0.1 ? -1 : 1);
    SparseColumns<double> a{.rows = n, .columns = n};
    for (std::size_t j = 0; j < size; ++j) {
        std::vector<double> inputs(size);
        double sum = 0;
        for (double& input : inputs) sum += input = std::pow(random.uniform(), 3);
        double const share = least + (most - least) * random.uniform();
        for (std::size_t i = 0; i < size; ++i) {
            a.row.push_back(static_cast<std::int32_t>(i));
            a.value.push_back(((i == j ? 1 : 0) - share * inputs[i] / sum) * unit[i]);
        }
        a.start.push_back(static_cast<std::int32_t>(a.row.size()));
    }
    return a;
}

}  // namespace

TEST_CASE("the iteration solves what the factors solve") {
    for (double const spread : {0.0, 6.0}) {
        auto const matrices = SystemMatrices::try_make(sectors(200, 0.4, 0.9, spread)).value();
        auto const solver = Solver::try_make(matrices).value();
        double margin = 0;
        auto const loop = detail::KrylovLoop::make(matrices.technosphere(), solver.structure().content(), solver.structure().component(0), margin);
        REQUIRE(loop);
        CHECK(margin > 1e-10);
        Workspace workspace;
        std::span<double> expected;
        DemandEntry const demand[] = {{7, 1.0}};
        (void)solver.try_supply(demand, workspace, expected).value();
        std::vector<double> x(200, 0.0);
        x[7] = 1;
        loop->solve(x, false);
        double worst = 0;
        for (std::size_t j = 0; j < 200; ++j) worst = std::fmax(worst, std::fabs(x[j] / expected[j] - 1));
        CHECK(worst < 1e-12);
        std::vector<double> cost(200);
        for (std::size_t j = 0; j < 200; ++j) cost[j] = 1 + static_cast<double>(j % 5);
        (void)solver.try_adjoint(cost, workspace, expected).value();
        loop->solve(cost, true);
        worst = 0;
        for (std::size_t i = 0; i < 200; ++i) worst = std::fmax(worst, std::fabs(cost[i] / expected[i] - 1));
        CHECK(worst < 1e-12);
    }
}

TEST_CASE("a loop whose inputs cost more than its outputs is not iterated") {
    auto const matrices = SystemMatrices::try_make(sectors(50, 1.1, 1.2)).value();
    auto const solver = Solver::try_make(matrices).value();
    double margin = 0;
    CHECK_FALSE(detail::KrylovLoop::make(matrices.technosphere(), solver.structure().content(), solver.structure().component(0), margin));
    REQUIRE(solver.findings().size() == 1);
    CHECK(solver.findings().front().problem.id == "solve.unproductive");
}

TEST_CASE("3,100 sectors are solved without factors") {
    auto const matrices = SystemMatrices::try_make(sectors(3100, 0.4, 0.9)).value();
    auto const solver = Solver::try_make(matrices).value();
    Workspace workspace;
    std::span<double> x, y;
    DemandEntry const demand[] = {{5, 1.0}};
    auto const forward = solver.try_supply(demand, workspace, x).value();
    std::vector<double> cost(3100);
    for (std::size_t j = 0; j < cost.size(); ++j) cost[j] = 0.1 + static_cast<double>(j % 7);
    auto const back = solver.try_adjoint(cost, workspace, y).value();
    CHECK(forward.backward_error <= 1e-14);
    CHECK(back.backward_error <= 1e-14);
    double score = 0;
    for (std::size_t j = 0; j < cost.size(); ++j) score += cost[j] * x[j];
    CHECK(score == doctest::Approx(y[5]).epsilon(1e-12)); // c.x = y.f
}
