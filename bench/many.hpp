// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

// Several right-hand sides at once, and the first result from arrays.

#include <span>
#include <vector>

#include "tanji/base/executor.hpp"
#include "tanji/solve.hpp"
#include "tanji/solve/cold.hpp"

namespace bench {

/// [i * methods + k]: a view of the workspace.
struct UnitScores { std::span<double> values{}; };

inline tanji::Proof unit_scores(tanji::Solver const& solver, std::vector<double> const& costs, std::size_t methods, tanji::Workspace& workspace, UnitScores& unit, int threads) {
    tanji::ThreadExecutor executor(threads);
    return solver.try_adjoint_many(costs, static_cast<std::int32_t>(methods), workspace, unit.values, {.executor = &executor}).value();
}

struct FirstSupply {
    std::vector<double> supply{};
    tanji::Proof proof{};
    bool factorised = false;
};

/// x of one demand from matrices alone: only what the demand reaches is read.
inline FirstSupply first_supply(tanji::SystemMatrices const& matrices, std::span<tanji::DemandEntry const> demand) {
    auto cold = tanji::try_cold_supply(matrices, demand, {}).value();
    return {std::move(cold.supply), cold.proof, cold.factorised};
}

}  // namespace bench
