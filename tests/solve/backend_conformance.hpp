// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <doctest/doctest.h>

#include <cmath>
#include <string_view>

#include "solve/random_system.hpp"
#include "tanji/solve/solver.hpp"

/// \file
/// What every backend has to do, compared with tearing.
namespace tanji::test {

inline void check_backend(Backend const& backend, std::string_view name) {
    CHECK(backend.name() == name);
    Random random(99);
    for (int round = 0; round < 20; ++round) {
        int const n = 5 + 7 * round;
        auto const matrices = system_of(round % 2 == 0 ? random_productive(random, n) : random_ring(random, n));
        auto const ours = Solver::try_make(matrices).value();
        auto const theirs = Solver::try_make(matrices, {.backend = &backend}).value();
        Workspace own, other;
        std::span<double> x, expected;
        DemandEntry const demand[] = {{0, 1.0}, {n / 2, 3.0}};
        (void)ours.try_supply(demand, own, expected).value();
        CHECK(theirs.try_supply(demand, other, x).value().backward_error <= 1e-14);
        double worst = 0;
        for (std::size_t j = 0; j < x.size(); ++j)
            if (expected[j] != 0) worst = std::fmax(worst, std::fabs(x[j] / expected[j] - 1));
        CHECK(worst < 1e-10);
        std::vector<double> const costs(static_cast<std::size_t>(3 * n), 0.5);
        (void)ours.try_adjoint_many(costs, 3, own, expected).value();
        CHECK(theirs.try_adjoint_many(costs, 3, other, x).value().backward_error <= 1e-14);
        worst = 0;
        for (std::size_t i = 0; i < x.size(); ++i)
            if (expected[i] != 0) worst = std::fmax(worst, std::fabs(x[i] / expected[i] - 1));
        CHECK(worst < 1e-10);
    }
    // What cannot be solved is explained, whoever factorises.
    CHECK(Solver::try_make(system_of({{1, -1}, {-1, 1}}), {.backend = &backend}).problem().id == "solve.singular");
    auto const unproductive = Solver::try_make(system_of({{1, -1.2}, {-1, 1}}), {.backend = &backend}).value();
    REQUIRE(unproductive.findings().size() == 1);
    CHECK(unproductive.findings().front().problem.id == "solve.unproductive");
}

}  // namespace tanji::test
