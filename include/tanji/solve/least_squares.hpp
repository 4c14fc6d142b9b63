// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "tanji/base/result.hpp"
#include "tanji/solve/matrices.hpp"
#include "tanji/solve/names.hpp"
#include "tanji/solve/solver.hpp"

/// \file
/// The best one can do for a system that has more products than processes, or fewer: on request only, never as a fall-back. What comes out is
/// not a life-cycle inventory but the nearest thing to one, and the first thing it says is by how much it misses.
namespace tanji {

/// A product of which more or less is delivered than demanded.
struct MissedProduct {
    std::int32_t product = 0;
    double demanded = 0;
    double delivered = 0;
};

/// The fields stand in the order in which they should be read.
struct LeastSquares {
    /// ||f - A x|| / ||f||, each product measured in the largest amount that any process makes or uses of it. 0.1 means
    /// that a tenth of the demand is missed; 1e-15 that the demand is met exactly.
    double residual = 0;
    std::vector<MissedProduct> missed{};  ///< by more than 1e-9 of the demand, the worst first
    std::int32_t rank = 0;                ///< of A
    bool unique = false;                  ///< rank = processes; else the supply of minimum norm among many that miss equally little
    std::vector<double> supply{};         ///< x, one per process
};

/// Minimises ||f - A x|| and, where that leaves a choice, ||x||, with rows and columns scaled by their largest entries, so that units do not
/// decide (to the factor 2 of a power of 2). By a complete orthogonal decomposition: O(n^3), thus for models of up to 2,000
/// products and processes. Thread-safe.
/// Problems: "solve.least-squares-square" for a square system (Solver and diagnose() are for those), "limit.least-squares" above that size,
/// "demand.row", "number.not-finite", "demand.empty".
[[nodiscard]] Result<LeastSquares> try_least_squares(SystemMatrices const& matrices, std::span<DemandEntry const> demand);

/// The residual first, then what is missed, then the choice made; supplies are not listed.
[[nodiscard]] std::string to_text(LeastSquares const& result, NameLookup const& names = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/solve/impl/least_squares.ipp"
#endif
