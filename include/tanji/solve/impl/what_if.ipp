// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "tanji/base/text.hpp"
#include "tanji/solve/impl/changes.ipp"
#include "tanji/solve/impl/cover.ipp"
#include "tanji/solve/impl/small_lu.ipp"
#include "tanji/solve/impl/solver.ipp"
#include "tanji/solve/what_if.hpp"

/// \file
/// With A' = A + U V^T: x' = A^-1 (f - U s), S s = V^T A^-1 f, S = I + V^T A^-1 U, and the same transposed for unit scores
/// (Hager, Updating the inverse of a matrix, SIAM Review 31, 1989). New processes extend A by a diagonal of their outputs first.
/// The correction is never trusted by itself: residuals are those of A', and what cannot be refined is factorised anew.
namespace tanji {

/// All that is known after try_make(); shared by copies and not changed any more.
struct WhatIf::Content {
    Solver base{};
    Changes changes{SystemMatrices{}};
    WhatIfPath path = WhatIfPath::low_rank;
    std::string reason{};
    std::optional<Solver> own{};                 ///< of the changed system, where it was factorised anew
    std::vector<detail::ChangeTerm> terms{};
    detail::SmallLu correction{};                ///< S
    Proof summary{};                             ///< what is known of any solve before it is made
    std::vector<double> output{};                ///< of the new processes
    std::vector<std::int32_t> changed_of{};      ///< per column: into `changed`, or -1 where it is as in the base
    SparseColumns<double> changed{};             ///< whole columns of A' where something changed

    [[nodiscard]] std::size_t base_size() const { return detail::at(base.size()); }
    [[nodiscard]] std::size_t size() const { return detail::at(changes.size()); }

    /// Entries of a column of A' without a copy of A: from the base where nothing changed, else from `changed`.
    template <class Visit>
    void each_entry(std::size_t column, Visit const& visit) const {
        using detail::at;
        std::int32_t const own_column = changed_of[column];
        auto const m = own_column < 0 ? base.matrices().technosphere() : changed.view();
        std::size_t const j = own_column < 0 ? column : at(own_column);
        for (std::size_t e = at(m.start[j]); e < at(m.start[j + 1]); ++e) visit(at(m.row[e]), m.value[e]);
    }
    [[nodiscard]] std::size_t producer_of(std::size_t row) const {
        return row < base_size() ? detail::at(base.structure().content().producer_of_row[row]) : row;
    }
    [[nodiscard]] std::size_t product_of(std::size_t column) const {
        return column < base_size() ? detail::at(base.structure().content().row_of_column[column]) : column;
    }
    [[nodiscard]] bool covers(std::size_t column) const { return column >= base_size() || base.covers(static_cast<std::int32_t>(column)); }
    [[nodiscard]] double pivot_of(std::size_t column) const {
        return changes.exchange(static_cast<std::int32_t>(product_of(column)), static_cast<std::int32_t>(column));
    }

    void collect();
    [[nodiscard]] bool keeps_outputs() const;
    [[nodiscard]] std::optional<Problem> reach(std::span<DemandEntry const> demand, std::vector<char>& reached, std::vector<std::int32_t>& open) const;
    [[nodiscard]] double residual(std::vector<char> const& reached, std::vector<double> const& x, std::vector<double>& high, std::vector<double>& low, std::vector<double>& magnitude) const;
    [[nodiscard]] double residual_back(std::span<double const> costs, std::vector<double> const& y, std::vector<double>& high) const;
    [[nodiscard]] bool runs_backwards(std::span<DemandEntry const> demand, std::vector<char> const& reached, std::vector<double> const& x) const;
    [[nodiscard]] std::optional<Problem> refactorise(std::string why, WhatIfOptions const& options);
};

// ---- making ---------------------------------------------------------------------------------------------------

namespace detail {
[[nodiscard]] inline Proof base_summary(Solver const& base);
inline constexpr double least_pivot_ratio = 1e-6;   // below it a correction loses digits that refinement may not bring back
}  // namespace detail

/// Terms of the correction and the changed columns as a whole.
inline void WhatIf::Content::collect() {
    auto const a = base.matrices().technosphere();
    Changes::Cells differences;
    changed_of.assign(size(), -1);
    output.assign(size() - base_size(), 0.0);
    changed.rows = changes.size();
    for (auto const& [cell, value] : changes.exchanges()) {
        auto const [column, row] = cell;
        bool const fresh = detail::at(column) >= base_size() && row == column;
        if (fresh) output[detail::at(column) - base_size()] = value;
        double const difference = fresh ? 0 : value - detail::stored_value(a, row, column);
        if (difference != 0) differences.emplace(cell, difference);
        if (changed_of[detail::at(column)] >= 0 || (difference == 0 && !fresh)) continue;
        changed_of[detail::at(column)] = changed.columns++;
        detail::visit_changed_column(a, changes.exchanges(), column, [&](std::int32_t i, double entry) {
            if (entry == 0) return;
            changed.row.push_back(i);
            changed.value.push_back(entry);
        });
        changed.start.push_back(static_cast<std::int32_t>(changed.row.size()));
    }
    terms = detail::ChangeCover(differences).terms();
}

/// While every process keeps the product it was matched to, the base's matching is one of the changed system.
inline bool WhatIf::Content::keeps_outputs() const {
    for (std::size_t j = 0; j < size(); ++j)
        if (changed_of[j] >= 0 && pivot_of(j) == 0) return false;
    return true;
}

namespace detail {
/// Says that it is the changes that broke the system: the base could be solved.
[[nodiscard]] inline Problem changed_problem(Problem problem, Changes const& changes, NameLookup const& names) {
    problem.what = "the changed system cannot be solved: " + problem.what;
    std::vector<std::string> lines;
    for (auto const& [cell, value] : changes.exchanges()) {
        if (lines.size() == 10) {
            lines.push_back("...");
            break;
        }
        lines.push_back(names.process_text(cell.first) + ", " + names.product_text(cell.second) + " = " + number_text(value));
    }
    problem.hint += (problem.hint.empty() ? "" : "; ") + std::string("the base system can be solved, so look at the changes: ") + join(lines, "; ");
    return problem;
}
}  // namespace detail

/// Covers what the base covers and whatever the changes name.
inline std::optional<Problem> WhatIf::Content::refactorise(std::string why, WhatIfOptions const& options) {
    path = WhatIfPath::refactorised;
    reason = "refactorised: " + std::move(why);
    auto matrices = changes.try_matrices(options.names);
    if (!matrices) return matrices.problem();
    SolverOptions settings{.names = options.names};
    bool all = true, diagonal = true;
    for (std::size_t j = 0; j < base_size(); ++j) {
        all = all && covers(j);
        diagonal = diagonal && product_of(j) == j;
    }
    if (diagonal && keeps_outputs()) settings.producers = Producers::diagonal;
    if (!all) {
        auto& products = settings.products.emplace();
        for (std::size_t j = 0; j < size(); ++j)
            if (covers(j)) products.push_back(static_cast<std::int32_t>(product_of(j)));
        for (auto const& [cell, value] : changes.exchanges()) products.push_back(cell.second);
    }
    auto solver = Solver::try_make(*std::move(matrices), settings);
    if (!solver) return detail::changed_problem(solver.problem(), changes, options.names);
    own = *std::move(solver);
    return std::nullopt;
}

namespace detail {

/// v^T x of every term (or u^T y, if `transposed`).
inline void project(std::vector<ChangeTerm> const& terms, bool transposed, std::vector<double> const& x, std::vector<double>& result) {
    result.assign(terms.size(), 0.0);
    for (std::size_t k = 0; k < terms.size(); ++k) {
        if (terms[k].column != transposed) {
            result[k] = x[at(terms[k].index)];
            continue;
        }
        for (auto const& [place, change] : terms[k].change) result[k] += change * x[at(place)];
    }
}

/// right -= U s (or V t, if `transposed`).
inline void take_off(std::vector<ChangeTerm> const& terms, bool transposed, std::vector<double> const& s, std::vector<double>& right) {
    for (std::size_t k = 0; k < terms.size(); ++k) {
        if (s[k] == 0) continue;
        if (terms[k].column == transposed) {
            right[at(terms[k].index)] -= s[k];
            continue;
        }
        for (auto const& [place, change] : terms[k].change) right[at(place)] -= change * s[k];
    }
}

/// -0 is not negative: it is what a supply that cancels exactly may be.
[[nodiscard]] inline bool any_negative(std::vector<double> const& x) {
    return std::any_of(x.begin(), x.end(), [](double value) { return value < 0; });
}

}  // namespace detail

/// S by one base solve per term. Gives the reason why it must not be used, if there is one.
inline std::string WhatIf::form_correction(Content& c, WhatIfWorkspace& w) const {
    std::size_t const rank = c.terms.size();
    std::vector<double> right(c.size()), unit(rank), solution, projected, matrix(rank * rank, 0.0), weight(rank * rank, 0.0);
    for (std::size_t k = 0; k < rank; ++k) {
        unit.assign(rank, 0.0);
        unit[k] = -1;
        std::fill(right.begin(), right.end(), 0.0);
        detail::take_off(c.terms, false, unit, right);
        if (base_supply(right, w, solution)) return "the base does not cover what was changed, or its numbers overflow";
        detail::project(c.terms, false, solution, projected);
        for (std::size_t i = 0; i < rank; ++i) {
            matrix[i * rank + k] = projected[i] + (i == k ? 1 : 0);
            weight[i * rank + k] = std::fabs(projected[i]) + (i == k ? 1 : 0);
        }
    }
    c.correction.factorise(std::move(matrix), std::move(weight), rank);
    if (!(c.correction.pivot_ratio() >= detail::least_pivot_ratio)) return "the correction is ill-conditioned (pivot ratio " + number_text(c.correction.pivot_ratio(), 3) + ")";
    return c.correction.sign() < 0 ? "the changes pass through a singular system on the way" : "";
}

/// One trial, with demand on the products of the changed processes: an irreducible M-matrix is one if some x > 0 has A'x >= 0
/// but not 0 (Berman and Plemmons, Nonnegative matrices, 1994, 6.2.3 and 6.2.7), and every loop that differs has such a process.
/// A process that runs backwards here, and did not before, shows a loop that has become unproductive.
inline std::string WhatIf::try_out(Content const& c, WhatIfWorkspace& w) const {
    std::vector<double> right(c.size(), 0.0), solution, low(c.size()), magnitude(c.size());
    std::vector<DemandEntry> demand;
    for (std::size_t j = 0; j < c.size(); ++j)
        if (c.changed_of[j] >= 0 && c.covers(j)) demand.push_back({static_cast<std::int32_t>(c.product_of(j)), right[c.product_of(j)] = c.pivot_of(j)});
    if (c.reach(demand, w.reached_, w.open_)) return "a change leads to what the base does not cover";
    if (base_supply(right, w, solution)) return "numbers overflow";
    bool const was_negative = detail::any_negative(solution);
    if (correct_solution(right, w, solution)) return "numbers overflow";
    for (std::size_t j = 0; j < c.size(); ++j)
        if (!w.reached_[j]) solution[j] = 0; // a supplier that was dropped, but for rounding
    if (!was_negative && detail::any_negative(solution)) return "some process would run backwards, so the loops are looked at anew";
    double const error = c.residual(w.reached_, solution, right, low, magnitude);
    // Two steps of refinement have to do at the worst.
    return error <= 1e-8 ? "" : "the correction loses too many digits (backward error " + number_text(error, 3) + ")";
}

// The safe way is always there: whatever the correction cannot do, a factorisation of the changed matrix can, and `reason` says why it was
// needed. Matrices are compared by address: equal contents of two objects would cost a pass, and other contents a wrong result.
TANJI_INLINE Result<WhatIf> WhatIf::try_make(Solver const& base, Changes const& changes, WhatIfOptions const& options) {
    if (changes.problem()) return *changes.problem();
    if (changes.base().technosphere().value.data() != base.matrices().technosphere().value.data())
        return Problem{.id = "solve.pattern", .what = "the changes are those of another system", .expected = "Changes made of the matrices of this solver", .got = "other matrices",
                       .hint = "make them with Changes(solver.matrices())"};
    auto content = std::make_shared<Content>();
    Content& c = *content;
    c.base = base;
    c.changes = changes;
    c.collect();
    auto const rank = static_cast<std::int32_t>(c.terms.size());
    std::string why;
    if (!c.keeps_outputs()) why = "a process no longer makes its product";
    else if (rank > options.most_rank) why = "rank " + std::to_string(rank) + " is above " + std::to_string(options.most_rank);
    WhatIf made(content); // shares the content, which is filled while it looks on
    WhatIfWorkspace workspace;
    if (why.empty()) why = made.form_correction(c, workspace);
    if (why.empty()) why = made.try_out(c, workspace);
    if (!why.empty()) {
        if (auto problem = c.refactorise(std::move(why), options)) return *std::move(problem);
        return made;
    }
    c.summary = detail::base_summary(base);
    c.reason = rank == 0 ? "no exchange differs" : "rank " + std::to_string(rank);
    return made;
}

TANJI_INLINE std::int32_t WhatIf::size() const noexcept { return content_->changes.size(); }
TANJI_INLINE std::int32_t WhatIf::rank() const noexcept { return static_cast<std::int32_t>(content_->terms.size()); }
TANJI_INLINE WhatIfPath WhatIf::path() const noexcept { return content_->path; }
TANJI_INLINE std::string const& WhatIf::reason() const noexcept { return content_->reason; }
TANJI_INLINE std::span<Finding const> WhatIf::findings() const noexcept { return content_->own ? content_->own->findings() : content_->base.findings(); }

}  // namespace tanji

#include "tanji/solve/impl/what_if_steps.ipp"
