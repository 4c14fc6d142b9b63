// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/solve/cold.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "solve/random_system.hpp"

using namespace tanji;
using tanji::test::Random;
using tanji::test::system_of;

namespace {

/// Chains of `n` processes that are closed at several places, all links ordinary inputs: loops with a few cuts.
SystemMatrices knotted(Random& random, int n, double most_gain) {
    auto const size = static_cast<std::size_t>(n);
    std::vector<std::vector<double>> a(size, std::vector<double>(size, 0.0));
    for (std::size_t j = 0; j < size; ++j) a[j][j] = std::pow(10.0, 12 * random.uniform() - 6) * (random.uniform() < 0.1 ? -1 : 1);
    for (std::size_t j = 0; j < size; ++j)
        for (int k = 0; k < 4; ++k) {
            auto const i = k == 0 ? (j + 1) % size : static_cast<std::size_t>(random.below(n));
            if (i != j) a[i][j] = -most_gain / 4 * random.uniform() * a[i][i];
        }
    return system_of(a);
}

}  // namespace

TEST_CASE("a cold supply is that of the solver") {
    Random random(11);
    for (int n : {2, 3, 10, 60, 300})
        for (int round = 0; round < 20; ++round) {
            auto const matrices = knotted(random, n, 0.95);
            DemandEntry const demand[] = {{random.below(n), 1.0}, {random.below(n), 2.0}};
            auto const cold = try_cold_supply(matrices, demand).value();
            CHECK(cold.proof.backward_error <= 1e-14);
            auto const solver = Solver::try_make(matrices).value();
            Workspace workspace;
            std::span<double> x;
            (void)solver.try_supply(demand, workspace, x).value();
            double worst = 0;
            for (std::size_t j = 0; j < x.size(); ++j) {
                if (x[j] == 0) CHECK(cold.supply[j] == 0);
                else worst = std::fmax(worst, std::fabs(cold.supply[j] / x[j] - 1));
            }
            CHECK(worst < 1e-12);
        }
}

TEST_CASE("ordinary loops are iterated, chains are substituted exactly") {
    // A chain of 100,000 processes must not need recursion: x[k] = 0.5^k by hand, exact in binary.
    SparseColumns<double> a{.rows = 100000, .columns = 100000};
    for (std::int32_t j = 0; j < 100000; ++j) {
        a.row.push_back(j);
        a.value.push_back(1);
        if (j + 1 < 100000) {
            a.row.push_back(j + 1);
            a.value.push_back(j < 60 ? -0.5 : -1);
        }
        a.start.push_back(static_cast<std::int32_t>(a.row.size()));
    }
    auto const chain = SystemMatrices::try_make(a).value();
    DemandEntry const demand[] = {{0, 1.0}};
    auto const cold = try_cold_supply(chain, demand).value();
    CHECK_FALSE(cold.factorised);
    CHECK(cold.proof.backward_error == 0);
    CHECK(cold.proof.processes == 100000);
    CHECK(cold.supply[60] == 0x1p-60);
    CHECK(cold.supply[99999] == 0x1p-60);

    Random random(2);
    auto const looped = knotted(random, 300, 0.9);
    std::int32_t product = 0; // one that is no waste: its own output is positive
    auto const view = looped.technosphere();
    auto const diagonal = [&](std::int32_t j) {
        for (auto e = static_cast<std::size_t>(view.start[static_cast<std::size_t>(j)]); e < static_cast<std::size_t>(view.start[static_cast<std::size_t>(j) + 1]); ++e)
            if (view.row[e] == j) return view.value[e];
        return 0.0;
    };
    while (diagonal(product) < 0) ++product;
    DemandEntry const one[] = {{product, 1.0}};
    auto const iterated = try_cold_supply(looped, one).value();
    CHECK_FALSE(iterated.factorised);
    CHECK(iterated.proof.largest_component == 300);
    CHECK(try_cold_supply(looped, one, {.iterate = false}).value().factorised);
}

TEST_CASE("what the iteration cannot answer, the solver does") {
    DemandEntry const demand[] = {{0, 1.0}};
    // Unproductive (gain 1.2): found by the solver, with its finding.
    auto const unproductive = try_cold_supply(system_of({{1, -1.2}, {-1, 1}}), demand).value();
    CHECK(unproductive.factorised);
    CHECK(unproductive.findings.size() == 1);
    CHECK(unproductive.findings.front().problem.id == "solve.unproductive");
    // Singular (gain 1).
    CHECK(try_cold_supply(system_of({{1, -1}, {-1, 1}}), demand).problem().id == "solve.singular");
    // Products off the diagonal: by hand x = {2, 1} from row 1: x1 = 1, row 0: x0 - 2 x1 = 0 with rows exchanged.
    auto const exchanged = try_cold_supply(system_of({{0, 1}, {1, -2}}), demand).value();
    CHECK(exchanged.factorised);
    CHECK(exchanged.supply == std::vector<double>{2, 1});
    // A credit that makes a process run backwards: x = {1, -0.5}.
    auto const credit = try_cold_supply(system_of({{1, 0}, {0.5, 1}}), demand).value();
    CHECK(credit.supply == std::vector<double>{1, -0.5});
    CHECK(try_cold_supply(system_of({{1, 0}, {0.5, 1}}), std::vector<DemandEntry>{{7, 1.0}}).problem().id == "demand.row");
    CHECK(try_cold_supply(system_of({{1, 0}, {0.5, 1}}), std::vector<DemandEntry>{{0, std::numeric_limits<double>::quiet_NaN()}}).problem().id == "number.not-finite");
}
