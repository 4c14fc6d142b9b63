// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

// Several right-hand sides at once, and the first result from arrays.

#include <span>
#include <vector>

#include "tanji/base/executor.hpp"
#include "tanji/solve.hpp"

namespace bench {

/// values[i * methods + k]; a view of the workspace, or of `own` where they are solved one by one.
struct UnitScores {
    std::span<double> values{};
    std::vector<double> own{};
};

template <class Solver>
tanji::Proof unit_scores(Solver const& solver, std::vector<double> const& costs, std::size_t methods, tanji::Workspace& workspace, UnitScores& unit, int threads) {
    if constexpr (requires { solver.try_adjoint_many(costs, std::int32_t{}, workspace, unit.values, tanji::WorkControl{}).value(); }) {
        tanji::ThreadExecutor executor(threads);
        return solver.try_adjoint_many(costs, static_cast<std::int32_t>(methods), workspace, unit.values, {.executor = &executor}).value();
    } else {
        auto const size = costs.size() / methods;
        unit.own.resize(costs.size());
        unit.values = unit.own;
        std::vector<double> cost(size);
        tanji::Proof worst{};
        for (std::size_t k = 0; k < methods; ++k) {
            for (std::size_t j = 0; j < size; ++j) cost[j] = costs[j * methods + k];
            std::span<double> y;
            auto const proof = solver.try_adjoint(cost, workspace, y).value();
            if (proof.backward_error >= worst.backward_error) worst = proof;
            for (std::size_t i = 0; i < size; ++i) unit.own[i * methods + k] = y[i];
        }
        return worst;
    }
}

/// x of one demand from matrices alone: only what the demand reaches is built.
inline tanji::Proof first_supply(tanji::SystemMatrices const& matrices, std::span<tanji::DemandEntry const> demand, std::vector<double>& supply) {
    std::vector<std::int32_t> products;
    for (auto const& entry : demand) products.push_back(entry.row);
    auto const solver = tanji::Solver::try_make(matrices, {.products = products}).value();
    tanji::Workspace workspace;
    std::span<double> x;
    auto const proof = solver.try_supply(demand, workspace, x).value();
    supply.assign(x.begin(), x.end());
    return proof;
}

}  // namespace bench
