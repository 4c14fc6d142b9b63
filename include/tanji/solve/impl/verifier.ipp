// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "tanji/solve/impl/comparison_loop.ipp"
#include "tanji/solve/impl/error_estimate.ipp"
#include "tanji/solve/impl/solver.ipp"
#include "tanji/solve/impl/torn_bound.ipp"
#include "tanji/solve/verifier.hpp"

namespace tanji {

/// Shared by all copies and threads, and never changed once made.
struct Verifier::Content {
    struct Loop {
        std::unique_ptr<detail::ComparisonLoop const> comparison{};
        std::unique_ptr<detail::TornBound const> torn{};
    };
    Solver solver{};
    bool estimates = false;                    ///< whether `solver` is of this system
    Structure structure{};
    SystemMatrices matrices{};
    std::vector<char> covered{};               ///< per component
    std::vector<std::int32_t> loop_of{};       ///< per component: into `loops`, -1 for a single process
    std::vector<Loop> loops{};
    std::vector<std::size_t> row_terms{};      ///< entries per row
    std::vector<double> pivot{};               ///< per column: |matched entry|

    [[nodiscard]] std::size_t size() const noexcept { return pivot.size(); }
    [[nodiscard]] std::size_t column_terms(std::int32_t j) const {
        auto const a = matrices.technosphere();
        return detail::at(a.start[detail::at(j) + 1] - a.start[detail::at(j)]);
    }
    /// Whether errors inside this component can be bounded at all; how far depends on the demand.
    [[nodiscard]] bool proves(std::size_t component) const {
        if (!covered[component]) return false;
        auto const columns = structure.component(static_cast<std::int32_t>(component));
        if (loop_of[component] < 0) return pivot[detail::at(columns.front())] > 0;
        auto const& loop = loops[detail::at(loop_of[component])];
        return loop.comparison || loop.torn;
    }
};

TANJI_INLINE Verifier::Verifier() : content_(std::make_shared<Content const>()) {}
TANJI_INLINE std::int32_t Verifier::size() const noexcept { return static_cast<std::int32_t>(content_->size()); }
TANJI_INLINE bool Verifier::can_verify(std::int32_t column) const noexcept {
    auto const& c = *content_;
    if (column < 0 || column >= size()) return false;
    // A component is proved by itself, but a supply runs through all that it needs.
    std::vector<char> reached(c.covered.size(), 0);
    auto const& s = c.structure.content();
    reached[detail::at(s.component_of_column[detail::at(column)])] = 1;
    for (std::size_t k = 0; k < reached.size(); ++k) {
        if (!reached[k]) continue;
        if (!c.proves(k)) return false;
        for (std::int32_t e = s.supplier_start[k]; e < s.supplier_start[k + 1]; ++e) reached[detail::at(s.supplier[detail::at(e)])] = 1;
    }
    return true;
}

// ---- making ---------------------------------------------------------------------------------------------------

// The solver is kept for its steps and estimates; nothing that it computes is believed without a check.
TANJI_INLINE Verifier Verifier::make(Solver const& solver, VerifierOptions const& options) {
    auto content = std::make_shared<Content>();
    content->solver = solver;
    content->estimates = options.estimate;
    content->structure = solver.structure();
    content->matrices = solver.matrices();
    for (std::int32_t k = 0; k < content->structure.component_count(); ++k)
        content->covered.push_back(solver.covers(content->structure.component(k).front()) ? 1 : 0);
    return make(std::move(content), options);
}

TANJI_INLINE Result<Verifier> Verifier::try_make(Structure structure, SystemMatrices matrices, VerifierOptions const& options) {
    auto const a = matrices.technosphere();
    auto const signs = detail::signs_of(a.value);
    bool const empty = a.columns == 0 && structure.size() == 0;
    if (!empty && (a.columns != structure.size() || detail::pattern_digest({a.rows, a.columns, a.start, a.row, signs}) != structure.content().pattern_digest))
        return Problem{.id = "solve.pattern", .what = "the structure was made from another matrix", .expected = "the same cells filled",
                       .hint = "make a new Structure when exchanges appear or vanish (an amount of exactly 0 counts as absent)"};
    auto content = std::make_shared<Content>();
    content->structure = std::move(structure);
    content->matrices = std::move(matrices);
    content->covered.assign(detail::at(content->structure.component_count()), 1);
    return make(std::move(content), options);
}

/// Counts entries (for roundings), then finds for each loop what proves it, the cheaper way first. A loop that nothing
/// proves is no error: only demands that reach it are told.
TANJI_INLINE Verifier Verifier::make(std::shared_ptr<Content> content, VerifierOptions const& options) {
    using detail::at;
    auto const a = content->matrices.technosphere();
    auto const& s = content->structure.content();
    content->row_terms.assign(at(s.size), 0);
    for (std::int32_t const row : a.row) ++content->row_terms[at(row)];
    content->pivot.assign(at(s.size), 0.0);
    for (std::size_t j = 0; j < at(s.size); ++j)
        if (s.pivot_of_column[j] >= 0) content->pivot[j] = std::fabs(a.value[at(s.pivot_of_column[j])]);
    for (std::int32_t const j : s.gaps) content->pivot[at(j)] = 0;
    content->loop_of.assign(content->covered.size(), -1);
    std::vector<std::int32_t> local(at(s.size), -1);
    for (std::size_t k = 0; k < content->covered.size(); ++k) {
        auto const columns = content->structure.component(static_cast<std::int32_t>(k));
        if (!content->covered[k] || columns.size() < 2) continue;
        content->loop_of[k] = static_cast<std::int32_t>(content->loops.size());
        auto& loop = content->loops.emplace_back();
        if (std::any_of(columns.begin(), columns.end(), [&](std::int32_t j) { return content->pivot[at(j)] == 0; })) continue;
        auto const entries = detail::local_entries(a, s, static_cast<std::int32_t>(k), local);
        loop.comparison = detail::ComparisonLoop::make(entries);
        if (!loop.comparison && options.most_torn > 0) loop.torn = detail::TornBound::make(entries, at(options.most_torn), at((std::max)(options.most_whole, 0)));
    }
    Verifier made;
    made.content_ = std::move(content);
    return made;
}

// ---- what is left over: residuals with all that rounding did to them -----------------------------------------------

namespace detail {

/// Bound of |exact residual| from its two parts, after `terms` products: second order in the rounding unit, because the
/// parts carry every rounding error but those of the small part itself. Source: Ogita, Rump and Oishi, Accurate sum and
/// dot product, SIAM J. Sci. Comput. 26 (2005), proposition 5.5.
[[nodiscard]] inline double rest_doubt(double gross, std::size_t terms) noexcept {
    double const count = static_cast<double>(terms) + 2;
    return gross * (4 * count * count * rounding_unit * rounding_unit + contraction_unit) + underflow_unit;
}

}  // namespace detail

/// Cleared each time; grown once per system.
TANJI_INLINE void Verifier::prepare(VerifierWorkspace& w) const {
    std::size_t const n = content_->size();
    for (auto* values : {&w.rest_, &w.low_, &w.gross_, &w.doubt_, &w.right_}) values->assign(n, 0.0);
    std::size_t most = 1;
    // Of all components: those that are not covered have no loop here, but their rows are looked at too.
    for (std::size_t k = 0; k < content_->loop_of.size(); ++k) most = (std::max)(most, content_->structure.component(static_cast<std::int32_t>(k)).size());
    w.in_.resize((std::max)(w.in_.size(), most));
    w.out_.resize((std::max)(w.out_.size(), most));
}

/// rest = f - A (x + step) by row, gross = |f| + |A|(|x| + |step|), doubt = error of rest, right >= |rest| + doubt.
/// Rows that nothing touches stay exactly 0, so that nothing outside the reach gets a bound.
TANJI_INLINE void Verifier::demand_rest(std::span<DemandEntry const> demand, std::span<double const> x, std::span<double const> step, VerifierWorkspace& w) const {
    using detail::at;
    auto const a = content_->matrices.technosphere();
    prepare(w);
    for (auto const& entry : demand) {
        if (entry.amount == 0) continue;
        detail::subtract_product(w.rest_[at(entry.row)], w.low_[at(entry.row)], -1.0, entry.amount);
        w.gross_[at(entry.row)] += std::fabs(entry.amount);
    }
    for (auto const values : {x, step})
        for (std::size_t j = 0; j < values.size(); ++j) {
            if (values[j] == 0) continue;
            for (std::int32_t e = a.start[j]; e < a.start[j + 1]; ++e) {
                std::size_t const i = at(a.row[at(e)]);
                detail::subtract_product(w.rest_[i], w.low_[i], a.value[at(e)], values[j]);
                w.gross_[i] += std::fabs(a.value[at(e)] * values[j]) + detail::underflow_unit; // above 0 even if the product is not
            }
        }
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (w.gross_[i] == 0) continue;
        w.rest_[i] += w.low_[i];
        w.doubt_[i] = detail::rest_doubt(w.gross_[i], 2 * content_->row_terms[i] + demand.size());
        w.right_[i] = detail::upper(std::fabs(w.rest_[i]) + w.doubt_[i], 2);
    }
}

/// The same by column for c - A^T (y + step), over the covered columns.
TANJI_INLINE void Verifier::cost_rest(std::span<double const> costs, std::span<double const> y, std::span<double const> step, VerifierWorkspace& w) const {
    using detail::at;
    auto const a = content_->matrices.technosphere();
    auto const& s = content_->structure.content();
    prepare(w);
    for (std::size_t j = 0; j < costs.size(); ++j) {
        if (!content_->covered[at(s.component_of_column[j])]) continue;
        double sum = costs[j], low = 0, gross = std::fabs(costs[j]);
        for (auto const prices : {y, step}) {
            if (prices.empty()) continue;
            for (std::int32_t e = a.start[j]; e < a.start[j + 1]; ++e) {
                double const price = prices[at(a.row[at(e)])];
                if (price == 0) continue;
                detail::subtract_product(sum, low, a.value[at(e)], price);
                gross += std::fabs(a.value[at(e)] * price) + detail::underflow_unit;
            }
        }
        if (gross == 0) continue;
        w.gross_[j] = gross;
        w.rest_[j] = sum + low;
        w.doubt_[j] = detail::rest_doubt(gross, 2 * at(a.start[j + 1] - a.start[j]));
        w.right_[j] = detail::upper(std::fabs(w.rest_[j]) + w.doubt_[j], 2);
    }
}

// ---- from residuals to errors -------------------------------------------------------------------------------------

/// w.in_ holds the right-hand sides of a loop and w.out_ gets the bounds.
TANJI_INLINE bool Verifier::bound_loop(std::int32_t component, bool transposed, VerifierWorkspace& w) const {
    std::size_t const n = content_->structure.component(component).size();
    auto const& loop = content_->loops[detail::at(content_->loop_of[detail::at(component)])];
    std::span<double const> const in = std::span(w.in_).first(n);
    std::span<double> const out = std::span(w.out_).first(n);
    if (loop.comparison && loop.comparison->bound(in, transposed, out, w.loop_)) return true;
    return loop.torn && loop.torn->bound(in, transposed, out, w.loop_.values);
}

/// Errors of supplies, consumers first: what is uncertain about a process is uncertain demand for its suppliers. Each
/// component is bounded from its own rows, so scales elsewhere in the system do not matter. What cannot be bounded is
/// infinite, and the answer then false.
TANJI_INLINE bool Verifier::propagate(VerifierWorkspace& w) const {
    using detail::at;
    auto const& c = *content_;
    auto const a = c.matrices.technosphere();
    auto const& s = c.structure.content();
    w.supply_bound_.assign(c.size(), 0.0);
    bool all = true;
    for (std::size_t k = 0; k < c.covered.size(); ++k) {
        auto const columns = c.structure.component(static_cast<std::int32_t>(k));
        bool touched = false;
        for (std::size_t q = 0; q < columns.size(); ++q) {
            std::size_t const i = at(s.row_of_column[at(columns[q])]);
            w.in_[q] = w.right_[i] > 0 ? detail::upper(w.right_[i], c.row_terms[i] + 1) : 0;
            touched = touched || w.right_[i] > 0;
        }
        if (!touched) continue;
        bool bounded = c.proves(k);
        if (bounded && c.loop_of[k] < 0) w.out_[0] = detail::upper(w.in_[0] / c.pivot[at(columns.front())], 1);
        else bounded = bounded && bound_loop(static_cast<std::int32_t>(k), false, w);
        for (std::size_t q = 0; q < columns.size(); ++q) {
            std::int32_t const j = columns[q];
            double const v = bounded ? w.out_[q] : std::numeric_limits<double>::infinity();
            w.supply_bound_[at(j)] = v;
            all = all && std::isfinite(v);
            // The component's own rows have been read and are not read again.
            for (std::int32_t e = a.start[at(j)]; e < a.start[at(j) + 1]; ++e)
                if (v != 0 && a.value[at(e)] != 0) w.right_[at(a.row[at(e)])] += std::fabs(a.value[at(e)]) * v + detail::underflow_unit;
        }
    }
    return all;
}

/// Errors of unit scores, suppliers first: a price that is uncertain makes uncertain what is made with it.
TANJI_INLINE bool Verifier::propagate_back(VerifierWorkspace& w) const {
    using detail::at;
    auto const& c = *content_;
    auto const a = c.matrices.technosphere();
    auto const& s = c.structure.content();
    w.unit_score_bound_.assign(c.size(), 0.0);
    bool all = true;
    for (std::size_t k = c.covered.size(); k-- > 0;) {
        if (!c.covered[k]) continue;
        auto const columns = c.structure.component(static_cast<std::int32_t>(k));
        bool touched = false;
        for (std::size_t q = 0; q < columns.size(); ++q) {
            std::int32_t const j = columns[q];
            double sum = w.right_[at(j)];
            // Prices of the component itself are still 0 here.
            for (std::int32_t e = a.start[at(j)]; e < a.start[at(j) + 1]; ++e) {
                double const v = w.unit_score_bound_[at(a.row[at(e)])];
                if (v != 0 && a.value[at(e)] != 0) sum += std::fabs(a.value[at(e)]) * v + detail::underflow_unit;
            }
            w.in_[q] = sum > 0 ? detail::upper(sum, c.column_terms(j) + 1) : 0;
            touched = touched || sum > 0;
        }
        if (!touched) continue;
        bool bounded = c.proves(k);
        if (bounded && c.loop_of[k] < 0) w.out_[0] = detail::upper(w.in_[0] / c.pivot[at(columns.front())], 1);
        else bounded = bounded && bound_loop(static_cast<std::int32_t>(k), true, w);
        for (std::size_t q = 0; q < columns.size(); ++q) {
            double const v = bounded ? w.out_[q] : std::numeric_limits<double>::infinity();
            w.unit_score_bound_[at(s.row_of_column[at(columns[q])])] = v;
            all = all && std::isfinite(v);
        }
    }
    return all;
}

}  // namespace tanji

#include "tanji/solve/impl/verifier_calls.ipp"
