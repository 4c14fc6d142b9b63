// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <span>
#include <vector>

#include "tanji/solve/solver.hpp"

namespace tanji {

/// One supply, with what is known about its accuracy.
struct ColdSupply {
    std::vector<double> supply{};      ///< runs per column of A, exactly 0 where the demand does not reach
    Proof proof{};
    bool factorised = false;           ///< the iteration was not good enough, or had to be explained: a Solver did it
    std::vector<Finding> findings{};   ///< of that Solver
};

struct ColdOptions {
    Producers producers = Producers::matched;
    NameLookup names{};
    bool iterate = true;               ///< false: factorise at once
};

/// x with A x = f for one demand that is asked for once: only what it reaches is read, and nothing is factorised. Columns
/// are visited consumers first; a loop is cut where a depth-first walk closes it, and the supplies at the cuts are found by
/// GMRES, whose every step is one Gauss-Seidel sweep through the loop. The backward error is measured as for a Solver.
/// Where it stays above 1e-14, a product is not on the diagonal, or a loop is not shown to be productive (it holds credits,
/// or demands of both signs meet in it), a Solver for these products takes over, and its problems and findings are the answer. From about four demands on, a Solver is faster.
/// Problems as of Solver::try_make and try_supply. Memory: about three copies of the reached part of A.
/// Safe from several threads. Source of GMRES: Saad and Schultz, SIAM J. Sci. Stat. Comput. 7 (1986).
[[nodiscard]] Result<ColdSupply> try_cold_supply(SystemMatrices const& matrices, std::span<DemandEntry const> demand, ColdOptions const& options = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/solve/impl/cold.ipp"
#endif
