// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "tanji/solve/impl/component.ipp"
#include "tanji/solve/impl/exponents.ipp"
#include "tanji/solve/impl/loop.ipp"
#include "tanji/solve/solver.hpp"

/// \file
/// A strongly connected component cut out of its system, to be examined and mended on paper. Everything goes through the
/// public solver, so that what is called singular here is what is called singular there.
namespace tanji::detail {

/// Local index k stands for column `columns[k]` and for its product, row `rows[k]`. Values are scaled by powers of 2.
struct BrokenLoop {
    std::vector<std::int32_t> columns{}, rows{};
    LocalEntries<double> entries{};
    LoopExponents exponents{};

    [[nodiscard]] std::size_t size() const noexcept { return columns.size(); }
    [[nodiscard]] LoopMatrix by_rows() const;
    /// As a system of its own, with every diagonal larger by the share `nudge`.
    [[nodiscard]] Result<Solver> try_solver(double nudge = 0) const;
    /// Multiplies one cell, or (p == q) an output.
    void mend(std::size_t p, std::size_t q, double factor);
};

[[nodiscard]] inline BrokenLoop cut_out(SystemMatrices const& matrices, Structure const& structure, std::int32_t number) {
    auto const a = matrices.technosphere();
    auto const& s = structure.content();
    BrokenLoop loop;
    std::vector<std::int32_t> local(at(s.size));
    auto plan = untorn_plan(a, s, number, local);
    std::vector<std::int32_t> same(plan.column.size());
    std::iota(same.begin(), same.end(), 0);
    reorder(plan, same); // keeps the columns and sorts the rows inside each, which follow the products of the file
    loop.columns = plan.column;
    for (std::int32_t const j : loop.columns) loop.rows.push_back(s.row_of_column[at(j)]);
    loop.entries = local_entries(a, s, plan);
    // In moderate numbers a share of 1e-9 is rounding; in the units of a file it may be a power plant.
    loop.exponents = canonical_loop_exponents(loop.entries);
    loop.entries = scaled_entries(std::move(loop.entries), loop.exponents, 0);
    return loop;
}

// The entries are scaled already.
inline LoopMatrix BrokenLoop::by_rows() const {
    std::vector<std::int64_t> const none(size(), 0);
    return loop_matrix(entries, {none, none});
}

inline Result<Solver> BrokenLoop::try_solver(double nudge) const {
    SparseColumns<double> a{.rows = static_cast<std::int32_t>(size()), .columns = static_cast<std::int32_t>(size())};
    a.start = entries.start;
    a.row = entries.row;
    a.value = entries.value;
    for (std::size_t q = 0; q < size() && nudge != 0; ++q)
        for (std::int32_t e = a.start[q]; e < a.start[q + 1]; ++e)
            if (at(a.row[at(e)]) == q) a.value[at(e)] *= 1 + nudge;
    auto matrices = SystemMatrices::try_make(std::move(a));
    if (!matrices) return std::move(matrices).problem();
    SolverOptions options;
    options.producers = Producers::diagonal;
    return Solver::try_make(*std::move(matrices), options);
}

inline void BrokenLoop::mend(std::size_t p, std::size_t q, double factor) {
    for (std::int32_t e = entries.start[q]; e < entries.start[q + 1]; ++e)
        if (at(entries.row[at(e)]) == p) entries.value[at(e)] *= factor;
    if (p == q) entries.diagonal[q] *= factor;
}

// ---- null vectors ---------------------------------------------------------------------------------------------

/// Null vectors of a singular loop, in its own scaling: A x = 0 and A^T y = 0. Empty where none could be found.
struct NullVectors {
    std::vector<double> right{}, left{};
};

/// Largest entry 1; false where there is nothing to scale.
[[nodiscard]] inline bool normalise(std::vector<double>& v) {
    double most = 0;
    for (double const value : v) most = (std::max)(most, std::fabs(value));
    if (!(most > 0) || !std::isfinite(most)) return false;
    for (double& value : v) value /= most;
    return true;
}

/// Inverse iteration with a neighbour of the matrix whose diagonal is larger by 1e-9. (A + s D) x' = D x has the null vectors of A
/// itself as fixed directions, so that the neighbour's distance does not matter.
[[nodiscard]] inline NullVectors null_vectors(BrokenLoop const& loop) {
    std::size_t const n = loop.size();
    for (double const nudge : {1e-9, 1e-7, 1e-5}) {
        auto const solver = loop.try_solver(nudge);
        if (!solver) continue;
        Workspace workspace;
        NullVectors null;
        for (std::size_t p = 0; p < n; ++p) null.right.push_back(1 + static_cast<double>(p % 3) / 2);
        null.left = null.right;
        // Four steps leave 1e-36 of the other directions unless their eigenvalues are as near to 0.
        bool sound = true;
        std::vector<DemandEntry> demand(n);
        std::vector<double> cost(n);
        constexpr int steps = 4;
        for (int step = 0; step < steps && sound; ++step) {
            for (std::size_t p = 0; p < n; ++p) {
                demand[p] = {static_cast<std::int32_t>(p), loop.entries.diagonal[p] * null.right[p]};
                cost[p] = loop.entries.diagonal[p] * null.left[p];
            }
            std::span<double> x, y;
            sound = static_cast<bool>(solver->try_supply(demand, workspace, x)) && static_cast<bool>(solver->try_adjoint(cost, workspace, y));
            if (!sound) break;
            null.right.assign(x.begin(), x.end());
            null.left.assign(y.begin(), y.end());
            sound = normalise(null.right) && normalise(null.left);
        }
        if (sound) return null;
    }
    return {};
}

}  // namespace tanji::detail
