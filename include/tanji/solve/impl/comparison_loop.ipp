// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "tanji/solve/impl/entries.ipp"
#include "tanji/solve/impl/upward.ipp"
#include "tanji/solve/verifier.hpp"

namespace tanji::detail {

/// A solution = right, or A^T solution = right, for a full right-hand side; false if the solver refuses.
[[nodiscard]] inline bool solve_plainly(Solver const& solver, bool transposed, std::span<double const> right, LoopWork& work, std::span<double>& solution) {
    if (transposed) return solver.try_adjoint(right, work.solver, solution).has_value();
    work.demand.clear();
    for (std::size_t i = 0; i < right.size(); ++i)
        if (right[i] != 0) work.demand.push_back({static_cast<std::int32_t>(i), right[i]});
    return solver.try_supply(work.demand, work.solver, solution).has_value();
}

/// A loop whose comparison matrix <A> (|diagonal|, minus |others|) is an M-matrix, proved by u > 0 with <A>u > 0. For such
/// a loop <A>v >= rho proves |A^-1| rho <= v, wherever v comes from: it is solved for in plain arithmetic with <A>'s own
/// factors, and only the inequality is checked with bounds. Rows that fail by a little are lifted by a multiple of u.
/// Source of the theorem: Neumaier, Interval methods for systems of equations (1990), section 3.6.
class ComparisonLoop {
public:
    /// Null if it could not be proved; the loop may still be solvable.
    [[nodiscard]] static std::unique_ptr<ComparisonLoop const> make(LocalEntries<double> const& entries);

    /// v >= |A^-1| rho, or |A^-T| rho where `transposed`. False if no finite bound was found.
    [[nodiscard]] bool bound(std::span<double const> rho, bool transposed, std::span<double> v, LoopWork& work) const;

private:
    [[nodiscard]] bool find_certificate(bool transposed, LoopWork& work);
    void guess(std::span<double const> rho, bool transposed, std::span<double> v, LoopWork& work) const;
    void multiply(std::span<double const> v, bool transposed, LoopWork& work) const;
    void tighten(std::span<double const> rho, bool transposed, std::span<double> v, LoopWork& work) const;

    struct Side {
        std::vector<double> u{}, margin{};     ///< margin: at most <A>u, above 0
        std::vector<std::size_t> terms{};      ///< entries of the row (or column)
    };
    Solver solver_{};                          ///< of <A>
    std::vector<double> diagonal_{};
    std::array<Side, 2> sides_{};              ///< of <A> and of its transpose
};

/// Bounds of the spectral radius of |D^-1 N| by Collatz and Wielandt (|N| is irreducible here) and the vector they
/// belong to. Plain arithmetic: it saves work and scales, and is not part of any proof.
struct ComparisonGain {
    double least = 0, most = std::numeric_limits<double>::infinity();
    std::vector<double> vector{};
};

/// `decide`: stop as soon as it is known whether the radius is below 1, that is, whether <A> is an M-matrix.
[[nodiscard]] inline ComparisonGain comparison_gain(LocalEntries<double> const& m, bool decide) {
    std::size_t const n = m.diagonal.size();
    ComparisonGain gain;
    auto& v = gain.vector;
    v.assign(n, 1.0);
    std::vector<double> next(n);
    for (int step = 0; step < 60; ++step) {
        if (decide && (gain.least >= 1 || gain.most < 1)) break;
        std::fill(next.begin(), next.end(), 0.0);
        for (std::size_t q = 0; q < n; ++q)
            for (std::int32_t e = m.start[q]; e < m.start[q + 1]; ++e)
                if (at(m.row[at(e)]) != q) next[at(m.row[at(e)])] += std::fabs(m.value[at(e)]) * v[q];
        double low = std::numeric_limits<double>::infinity(), high = 0, most = 0;
        for (std::size_t p = 0; p < n; ++p) {
            next[p] /= std::fabs(m.diagonal[p]);
            low = (std::min)(low, next[p] / v[p]);
            high = (std::max)(high, next[p] / v[p]);
            most = (std::max)(most, v[p] + next[p]);
        }
        if (!(most < 1e200 && low > 0)) break;
        for (std::size_t p = 0; p < n; ++p) v[p] = (v[p] + next[p]) / most; // of I + G, which does not cycle
        gain.least = (std::max)(gain.least, low);
        gain.most = (std::min)(gain.most, high);
    }
    return gain;
}

/// <A> by columns with ascending rows, as SystemMatrices wants it.
[[nodiscard]] inline SparseColumns<double> comparison_matrix(LocalEntries<double> const& m) {
    auto const n = static_cast<std::int32_t>(m.diagonal.size());
    SparseColumns<double> c;
    c.rows = c.columns = n;
    c.row.reserve(m.row.size());
    c.value.reserve(m.row.size());
    std::vector<std::pair<std::int32_t, double>> column;
    for (std::int32_t q = 0; q < n; ++q) {
        column.clear();
        for (std::int32_t e = m.start[at(q)]; e < m.start[at(q) + 1]; ++e)
            column.emplace_back(m.row[at(e)], m.row[at(e)] == q ? std::fabs(m.value[at(e)]) : -std::fabs(m.value[at(e)]));
        std::sort(column.begin(), column.end());
        for (auto const& [row, value] : column) {
            c.row.push_back(row);
            c.value.push_back(value);
        }
        c.start.push_back(static_cast<std::int32_t>(c.row.size()));
    }
    return c;
}

/// A second factorisation, of <A> itself: where credits or losses give A other signs, A's own factors do not solve it.
TANJI_INLINE std::unique_ptr<ComparisonLoop const> ComparisonLoop::make(LocalEntries<double> const& entries) {
    if (comparison_gain(entries, true).least >= 1) return nullptr; // factorising it would be in vain
    std::size_t const n = entries.diagonal.size();
    auto loop = std::make_unique<ComparisonLoop>();
    for (double const d : entries.diagonal) loop->diagonal_.push_back(std::fabs(d));
    for (auto& side : loop->sides_) side.terms.assign(n, 0);
    for (std::size_t q = 0; q < n; ++q)
        for (std::int32_t e = entries.start[q]; e < entries.start[q + 1]; ++e) {
            ++loop->sides_[0].terms[at(entries.row[at(e)])];
            ++loop->sides_[1].terms[q];
        }
    auto matrices = SystemMatrices::try_make(comparison_matrix(entries));
    if (!matrices) return nullptr;
    auto solver = Solver::try_make(*std::move(matrices), {.producers = Producers::diagonal});
    if (!solver) return nullptr;
    loop->solver_ = *std::move(solver);
    LoopWork work;
    if (!loop->find_certificate(false, work) || !loop->find_certificate(true, work)) return nullptr;
    return loop;
}

/// The supply for one of everything depends on the units; a second one, for as much of each product as the first made,
/// has margins that are those of the loops.
TANJI_INLINE bool ComparisonLoop::find_certificate(bool transposed, LoopWork& work) {
    Side& side = sides_[transposed ? 1 : 0];
    side.u = diagonal_;
    side.margin.resize(diagonal_.size());
    std::vector<double> right(diagonal_.size());
    for (int round = 0; round < 2; ++round) {
        for (std::size_t p = 0; p < right.size(); ++p) right[p] = round == 0 ? diagonal_[p] : diagonal_[p] * side.u[p];
        guess(right, transposed, side.u, work);
    }
    multiply(side.u, transposed, work);
    for (std::size_t p = 0; p < right.size(); ++p) {
        side.margin[p] = lower_difference(work.kept[p], work.taken[p], side.terms[p]);
        if (!(side.u[p] > 0 && side.margin[p] > 0 && std::isfinite(side.margin[p]))) return false;
    }
    return true;
}

/// An approximation of <A>^-1 rho, never negative; zeros where the solver gives none.
TANJI_INLINE void ComparisonLoop::guess(std::span<double const> rho, bool transposed, std::span<double> v, LoopWork& work) const {
    std::span<double> solution;
    bool const solved = solve_plainly(solver_, transposed, rho, work, solution);
    for (std::size_t p = 0; p < v.size(); ++p) v[p] = solved ? (std::max)(solution[p], 0.0) : 0.0;
}

/// work.kept = |D| v and work.taken = |N| v, in plain arithmetic.
TANJI_INLINE void ComparisonLoop::multiply(std::span<double const> v, bool transposed, LoopWork& work) const {
    auto const m = solver_.matrices().technosphere();
    std::size_t const n = v.size();
    work.kept.resize((std::max)(work.kept.size(), n));
    work.taken.resize((std::max)(work.taken.size(), n));
    std::fill_n(work.taken.begin(), n, 0.0);
    for (std::size_t q = 0; q < n; ++q) {
        double sum = 0;
        work.kept[q] = diagonal_[q] * v[q];
        for (std::int32_t e = m.start[q]; e < m.start[q + 1]; ++e) {
            std::size_t const p = at(m.row[at(e)]);
            if (p == q) continue;
            if (transposed) sum -= m.value[at(e)] * v[p];
            else work.taken[p] -= m.value[at(e)] * v[q];
        }
        if (transposed) work.taken[q] = sum;
    }
}

/// Solve, check, lift where the check failed. The solution may be as poor as it likes: only the check is trusted.
TANJI_INLINE bool ComparisonLoop::bound(std::span<double const> rho, bool transposed, std::span<double> v, LoopWork& work) const {
    Side const& side = sides_[transposed ? 1 : 0];
    std::size_t const n = rho.size();
    // A fifth more than asked for: then the roundings of the solution do not break the inequality.
    constexpr double reserve = 1.25;
    work.values.resize((std::max)(work.values.size(), n));
    for (std::size_t p = 0; p < n; ++p) work.values[p] = reserve * rho[p];
    guess(std::span(work.values).first(n), transposed, v, work);
    multiply(v, transposed, work);
    double lift = 0;
    for (std::size_t p = 0; p < n; ++p) {
        double const reached = lower_difference(work.kept[p], work.taken[p], side.terms[p]);
        if (reached >= rho[p]) continue;
        double const missing = upper((rho[p] - reached) / side.margin[p], 3);
        if (!(missing <= lift)) lift = missing; // takes NaN along, which no bound survives
    }
    if (lift != 0) {
        for (std::size_t p = 0; p < n; ++p) v[p] = upper(v[p] + lift * side.u[p], 2);
        tighten(rho, transposed, v, work);
    }
    return std::all_of(v.begin(), v.end(), [](double value) { return std::isfinite(value); });
}

/// From one bound to a better one: |e_p| <= (rho_p + sum |a_pq| v_q) / |d_p|. Needed where a lift for one row has raised
/// all of a badly scaled loop.
TANJI_INLINE void ComparisonLoop::tighten(std::span<double const> rho, bool transposed, std::span<double> v, LoopWork& work) const {
    Side const& side = sides_[transposed ? 1 : 0];
    for (int sweep = 0; sweep < 6; ++sweep) {
        multiply(v, transposed, work);
        for (std::size_t p = 0; p < rho.size(); ++p) {
            double const better = upper((rho[p] + upper(work.taken[p], side.terms[p])) / diagonal_[p], 2);
            if (better < v[p]) v[p] = better;
        }
    }
}

}  // namespace tanji::detail
