// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Several right-hand sides at once, other values in the same cells, and the kernels below: each is compared with the single
// solve, whose own truth is in solver_test.cpp.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "solve/random_system.hpp"
#include "tanji/solve/impl/dense_lu.ipp"
#include "tanji/solve/solver.hpp"

using namespace tanji;
using tanji::test::Random;
using tanji::test::system_of;

namespace {

/// One large loop in a system of other processes, with units spread over 12 powers of ten.
SystemMatrices looped_system(int n) {
    Random random(20261123);
    auto a = tanji::test::random_productive(random, n);
    for (std::size_t j = 0; j + 1 < a.size() / 2; ++j) a[j + 1][j] = -0.3 * a[j + 1][j + 1]; // a chain ...
    a[0][a.size() / 2 - 1] = -0.3 * a[0][0];                                                 // ... that closes
    return system_of(a);
}

std::vector<double> costs_of(std::size_t processes, std::size_t categories) {
    Random random(7);
    std::vector<double> costs(processes * categories);
    for (double& cost : costs) cost = random.uniform() - 0.3;
    return costs;
}

constexpr InstructionSet sets[] = {InstructionSet::baseline, InstructionSet::avx2, InstructionSet::avx512};

}  // namespace

TEST_CASE("many adjoints are the single ones, bit by bit, for any kernel and number of threads") {
    auto const matrices = looped_system(150);
    for (InstructionSet const set : sets) {
        if (set > best_instruction_set()) continue;
        auto const solver = Solver::try_make(matrices, {.instructions = set}).value();
        CHECK(solver.instructions() == set);
        auto const plain = Solver::try_make(matrices, {.instructions = InstructionSet::baseline}).value();
        for (std::size_t const categories : {std::size_t{1}, std::size_t{7}, std::size_t{8}, std::size_t{20}}) {
            auto const costs = costs_of(150, categories);
            for (int threads = 1; threads <= 3; ++threads) {
                ThreadExecutor executor(threads);
                Workspace many, one;
                std::span<double> all, single;
                auto const proof = solver.try_adjoint_many(costs, static_cast<std::int32_t>(categories), many, all, {.executor = &executor}).value();
                CHECK(proof.backward_error <= proof.target);
                std::size_t differing = 0;
                for (std::size_t k = 0; k < categories; ++k) {
                    std::vector<double> cost;
                    for (std::size_t j = 0; j < 150; ++j) cost.push_back(costs[j * categories + k]);
                    (void)plain.try_adjoint(cost, one, single).value();
                    for (std::size_t i = 0; i < 150; ++i) differing += all[i * categories + k] != single[i];
                }
                CHECK(differing == 0);
            }
        }
    }
}

TEST_CASE("many supplies solve their equations") {
    auto const matrices = looped_system(150);
    std::vector<std::vector<DemandEntry>> demands;
    for (int k = 0; k < 19; ++k) demands.push_back({{7 * k, 1.0 + k}, {3, 0.5}});
    std::vector<double> reference;
    for (InstructionSet const set : sets) {
        if (set > best_instruction_set()) continue;
        auto const solver = Solver::try_make(matrices, {.instructions = set}).value();
        Workspace many, one;
        std::span<double> all, single;
        auto const proof = solver.try_supply_many(demands, many, all).value();
        CHECK(proof.backward_error <= 1e-14);
        double worst = 0;
        for (std::size_t k = 0; k < demands.size(); ++k) {
            (void)solver.try_supply(demands[k], one, single).value();
            for (std::size_t j = 0; j < 150; ++j) {
                double const ours = all[j * demands.size() + k];
                if (single[j] == 0) CHECK(ours == 0); // not reached by this demand
                else worst = std::fmax(worst, std::fabs(ours - single[j]) / std::fabs(single[j]));
            }
        }
        CHECK(worst < 1e-12);
        if (reference.empty()) reference.assign(all.begin(), all.end());
        CHECK(std::equal(reference.begin(), reference.end(), all.begin()));
    }
}

TEST_CASE("loops that need refinement are refined in every lane") {
    // The ring of rule B1 with supplies by hand as in solver_test.cpp: x[k] = 2^k / (1 + 2^59).
    std::vector<std::vector<double>> a(60, std::vector<double>(60, 0.0));
    for (std::size_t j = 0; j < 60; ++j) {
        a[j][j] = 1;
        if (j + 1 < 60) a[j + 1][j] = -2;
    }
    a[0][59] = 1;
    auto const solver = Solver::try_make(system_of(a)).value();
    Workspace workspace;
    std::span<double> all;
    std::vector<std::vector<DemandEntry>> const demands(9, {{0, 1.0}});
    auto const proof = solver.try_supply_many(demands, workspace, all).value();
    CHECK(proof.backward_error <= proof.target);
    double worst = 0;
    for (std::size_t j = 0; j < 60; ++j)
        for (std::size_t k = 0; k < 9; ++k) worst = std::fmax(worst, std::fabs(all[j * 9 + k] / std::ldexp(1 / (1 + std::ldexp(1.0, 59)), static_cast<int>(j)) - 1));
    CHECK(worst < 1e-13);

    Random random(5);
    auto const rough = Solver::try_make(system_of(tanji::test::random_ring(random, 40))).value();
    std::span<double> single, scores;
    Workspace own;
    Proof const one = rough.try_supply(demands.front(), own, single).value();
    Proof const many = rough.try_supply_many(demands, workspace, all).value();
    CHECK(one.refinements >= 1);
    CHECK(many.refinements >= 1);
    CHECK(many.backward_error <= many.target);
    for (std::size_t j = 0; j < 40; ++j) CHECK(all[j * 9 + 4] == doctest::Approx(single[j]).epsilon(1e-13));
    auto const costs = costs_of(40, 8);
    CHECK(rough.try_adjoint_many(costs, 8, workspace, scores).value().backward_error <= 1e-14);
}

TEST_CASE("what many solves refuse") {
    auto const solver = Solver::try_make(looped_system(20)).value();
    Workspace workspace;
    std::span<double> all;
    auto costs = costs_of(20, 3);
    CHECK(solver.try_adjoint_many(costs, 2, workspace, all).problem().id == "solve.size");
    costs[4] = std::numeric_limits<double>::infinity();
    CHECK(solver.try_adjoint_many(costs, 3, workspace, all).problem().id == "number.not-finite");
    std::vector<std::vector<DemandEntry>> demands{{{0, 1.0}}, {{20, 1.0}}};
    CHECK(solver.try_supply_many(demands, workspace, all).problem().id == "demand.row");
    CHECK(solver.try_adjoint_many({}, 0, workspace, all).value().backward_error == 0);
    std::stop_source stop;
    stop.request_stop();
    costs[4] = 0;
    CHECK(solver.try_adjoint_many(costs, 3, workspace, all, {.stop = stop.get_token()}).problem().id == "work.stopped");
    CHECK(Solver::try_make(looped_system(20), {.control = {.stop = stop.get_token()}}).problem().id == "work.stopped");
}

TEST_CASE("other values in the same cells need no new structure and give the bits of a new solver") {
    auto const matrices = looped_system(150);
    auto const solver = Solver::try_make(matrices).value();
    SolverSlot slot;
    Random random(3);
    for (int round = 0; round < 4; ++round) {
        std::vector<double> values(matrices.technosphere().value.begin(), matrices.technosphere().value.end());
        for (double& value : values) value *= 0.9 + 0.2 * random.uniform();
        auto const again = solver.try_refactorise(values, slot).value();
        auto const fresh = Solver::try_make(matrices.try_with_values(values).value()).value();
        Workspace ours, theirs;
        std::span<double> x, expected;
        DemandEntry const demand[] = {{0, 1.0}};
        (void)again.try_supply(demand, ours, x).value();
        (void)fresh.try_supply(demand, theirs, expected).value();
        CHECK(std::equal(x.begin(), x.end(), expected.begin()));
        // A solver that lives on keeps its numbers when the slot is used again.
        auto const other = solver.try_refactorise(std::vector<double>(matrices.technosphere().value.begin(), matrices.technosphere().value.end()), slot).value();
        std::vector<double> const kept(x.begin(), x.end());
        (void)again.try_supply(demand, ours, x).value();
        CHECK(std::equal(x.begin(), x.end(), kept.begin()));
    }
    std::vector<double> values(matrices.technosphere().value.begin(), matrices.technosphere().value.end());
    values[5] = 0;
    CHECK(solver.try_refactorise(values, slot).problem().id == "solve.pattern");
    values.pop_back();
    values[5] = 1;
    CHECK(solver.try_refactorise(values, slot).problem().id == "matrix.shape");
}

TEST_CASE("the dense LU gives the same bits with every kernel, and the determinant of a known matrix") {
    // The matrix of min(i, j): its determinant is 1, and so is the product of the pivots up to sign.
    constexpr std::size_t n = 97; // tiles, remainders in both directions, three panels
    std::vector<double> a(n * n);
    for (std::size_t j = 0; j < n; ++j)
        for (std::size_t i = 0; i < n; ++i) a[j * n + i] = static_cast<double>((std::min)(i, j) + 1);
    std::vector<double> reference;
    for (InstructionSet const set : sets) {
        if (set > best_instruction_set()) continue;
        auto lu = a;
        std::vector<std::int32_t> swaps;
        REQUIRE(detail::dense_lu(std::span(lu), swaps, set));
        double product = 1;
        for (std::size_t k = 0; k < n; ++k) product *= lu[k * n + k] * (swaps[k] == static_cast<std::int32_t>(k) ? 1 : -1);
        CHECK(product == doctest::Approx(1).epsilon(1e-9));
        if (reference.empty()) reference = lu;
        CHECK(lu == reference);
    }
    std::vector<double> twice(9, 1.0);
    std::vector<std::int32_t> swaps;
    CHECK_FALSE(detail::dense_lu(std::span(twice), swaps, InstructionSet::baseline));
}
