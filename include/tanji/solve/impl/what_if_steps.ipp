// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "tanji/solve/gradient.hpp"
#include "tanji/solve/impl/what_if.ipp"

/// \file
/// Solves of a changed system: corrected base solves, residuals against the changed matrix, refinement.
namespace tanji {

// ---- corrected solves -----------------------------------------------------------------------------------------

inline std::optional<Problem> WhatIf::base_supply(std::vector<double> const& right, WhatIfWorkspace& w, std::vector<double>& result) const {
    Content const& c = *content_;
    std::size_t const n = c.base_size();
    w.demand_.clear();
    for (std::size_t i = 0; i < n; ++i)
        if (right[i] != 0) w.demand_.push_back({static_cast<std::int32_t>(i), right[i]});
    result.assign(c.size(), 0.0);
    if (!w.demand_.empty()) {
        std::span<double> supply;
        auto const proof = c.base.try_supply(w.demand_, w.base_, supply);
        if (!proof) return proof.problem();
        std::copy(supply.begin(), supply.end(), result.begin());
    }
    for (std::size_t j = n; j < c.size(); ++j) result[j] = right[j] / c.output[j - n];
    return std::nullopt;
}

inline std::optional<Problem> WhatIf::base_adjoint(std::vector<double> const& right, WhatIfWorkspace& w, std::vector<double>& result) const {
    Content const& c = *content_;
    std::size_t const n = c.base_size();
    std::span<double> unit_scores;
    auto const proof = c.base.try_adjoint(std::span(right).first(n), w.base_, unit_scores);
    if (!proof) return proof.problem();
    result.assign(unit_scores.begin(), unit_scores.end());
    for (std::size_t j = n; j < c.size(); ++j) result.push_back(right[j] / c.output[j - n]);
    return std::nullopt;
}

inline std::optional<Problem> WhatIf::correct_supply(std::vector<double> const& right, WhatIfWorkspace& w, std::vector<double>& result) const {
    if (auto problem = base_supply(right, w, result)) return problem;
    return correct_solution(right, w, result);
}

/// `result` holds the base's answer to `right` and becomes that of the changed system.
inline std::optional<Problem> WhatIf::correct_solution(std::vector<double> const& right, WhatIfWorkspace& w, std::vector<double>& result) const {
    Content const& c = *content_;
    detail::project(c.terms, false, result, w.small_);
    // Changes in processes that this demand does not use leave it as it was.
    if (std::all_of(w.small_.begin(), w.small_.end(), [](double value) { return value == 0; })) return std::nullopt;
    c.correction.solve(w.small_);
    w.start_ = right;
    detail::take_off(c.terms, false, w.small_, w.start_);
    return base_supply(w.start_, w, result);
}

inline std::optional<Problem> WhatIf::correct_adjoint(std::vector<double> const& right, WhatIfWorkspace& w, std::vector<double>& result) const {
    Content const& c = *content_;
    if (auto problem = base_adjoint(right, w, result)) return problem;
    if (c.terms.empty()) return std::nullopt;
    detail::project(c.terms, true, result, w.small_);
    c.correction.solve_transposed(w.small_);
    w.start_ = right;
    detail::take_off(c.terms, true, w.small_, w.start_);
    return base_adjoint(w.start_, w, result);
}

// ---- residuals ------------------------------------------------------------------------------------------------

/// Columns of A' that the demand sets in motion: x is exactly 0 elsewhere, which rounding in the correction does not know.
inline std::optional<Problem> WhatIf::Content::reach(std::span<DemandEntry const> demand, std::vector<char>& reached, std::vector<std::int32_t>& open) const {
    reached.assign(size(), 0);
    open.clear();
    auto const visit = [&](std::size_t row) {
        std::size_t const j = producer_of(row);
        if (reached[j]) return;
        reached[j] = 1;
        open.push_back(static_cast<std::int32_t>(j));
    };
    for (auto const& entry : demand) visit(detail::at(entry.row));
    while (!open.empty()) {
        std::size_t const j = detail::at(open.back());
        open.pop_back();
        if (!covers(j))
            return Problem{.id = "solve.not-covered", .what = "the solver was made for other products", .where = {.object = "process " + std::to_string(j + 1)},
                           .expected = "processes that the base solver covers", .hint = "name the product in SolverOptions::products of the base, or leave them out to cover the whole system"};
        each_entry(j, [&](std::size_t row, double value) {
            if (value != 0) visit(row);
        });
    }
    return std::nullopt;
}

/// On entry `high` holds f; on return f - A'x, and the backward error over the reached rows is given back.
inline double WhatIf::Content::residual(std::vector<char> const& reached, std::vector<double> const& x, std::vector<double>& high, std::vector<double>& low, std::vector<double>& magnitude) const {
    std::fill(low.begin(), low.end(), 0.0);
    for (std::size_t i = 0; i < high.size(); ++i) magnitude[i] = std::fabs(high[i]);
    for (std::size_t j = 0; j < x.size(); ++j) {
        if (x[j] == 0) continue;
        each_entry(j, [&](std::size_t i, double value) {
            detail::subtract_product(high[i], low[i], value, x[j]);
            magnitude[i] += std::fabs(value * x[j]);
        });
    }
    double worst = 0;
    for (std::size_t j = 0; j < x.size(); ++j) {
        if (!reached[j]) continue;
        std::size_t const i = product_of(j);
        high[i] += low[i];
        double const ratio = detail::backward_ratio(std::fabs(high[i]), magnitude[i]);
        if (!(ratio <= worst)) worst = ratio;
    }
    return worst;
}

/// `high` (by column) becomes c - A'^T y over the covered columns.
inline double WhatIf::Content::residual_back(std::span<double const> costs, std::vector<double> const& y, std::vector<double>& high) const {
    double worst = 0;
    for (std::size_t j = 0; j < y.size(); ++j) {
        high[j] = 0;
        if (!covers(j)) continue;
        double sum = costs[j], rest = 0, magnitude = std::fabs(sum);
        each_entry(j, [&](std::size_t i, double value) {
            detail::subtract_product(sum, rest, value, y[i]);
            magnitude += std::fabs(value * y[i]);
        });
        high[j] = sum + rest;
        double const ratio = detail::backward_ratio(std::fabs(high[j]), magnitude);
        if (!(ratio <= worst)) worst = ratio;
    }
    return worst;
}

/// As in the solver: negative supplies are ordinary where something is avoided or returned.
inline bool WhatIf::Content::runs_backwards(std::span<DemandEntry const> demand, std::vector<char> const& reached, std::vector<double> const& x) const {
    if (!detail::any_negative(x)) return false;
    for (auto const& entry : demand)
        if (entry.amount * pivot_of(producer_of(detail::at(entry.row))) < 0) return false;
    bool avoids = false;
    for (std::size_t j = 0; j < x.size() && !avoids; ++j) {
        if (!reached[j]) continue;
        each_entry(j, [&](std::size_t row, double value) {
            if (row != product_of(j) && value * pivot_of(producer_of(row)) > 0) avoids = true;
        });
    }
    return !avoids;
}

namespace detail {

/// Refines x against the changed matrix. `residual()` gives the error and leaves the residual where `correct(step)` finds it.
template <class Residual, class Correct>
[[nodiscard]] std::optional<Problem> refine_changed(Proof& proof, std::vector<double>& x, std::vector<double>& step, Residual const& residual, Correct const& correct) {
    constexpr int most = 5;
    proof.target = 1e-14;
    proof.refinements = 0;
    proof.backward_error = residual();
    while (proof.refinements < most && !(proof.backward_error <= proof.target)) {
        if (auto problem = correct(step)) return problem;
        for (std::size_t k = 0; k < x.size(); ++k) {
            double const improved = x[k] + step[k];
            step[k] = std::exchange(x[k], improved);
        }
        double const error = residual();
        if (!(error < proof.backward_error)) {
            std::swap(x, step);
            break;
        }
        proof.backward_error = error;
        ++proof.refinements;
    }
    auto const not_refined = static_cast<std::uint32_t>(ProofWarning::not_refined);
    proof.warnings = proof.backward_error <= proof.target ? proof.warnings & ~not_refined : proof.warnings | not_refined;
    return std::nullopt;
}

/// Warnings about loops come from the base; what concerns one solution is found out for this one.
[[nodiscard]] inline Proof base_summary(Solver const& base) {
    Proof proof;
    proof.level = ProofLevel::backward_only;
    auto const& structure = base.structure();
    for (std::int32_t k = 0; k < structure.component_count(); ++k) {
        auto const members = structure.component(k);
        if (!base.covers(members.front())) continue;
        ++proof.components;
        proof.largest_component = (std::max)(proof.largest_component, static_cast<std::int32_t>(members.size()));
    }
    for (auto const& finding : base.findings()) {
        if (finding.problem.id == "solve.unproductive") proof.warnings |= static_cast<std::uint32_t>(ProofWarning::unproductive);
        if (finding.problem.id == "solve.nearly-singular") proof.warnings |= static_cast<std::uint32_t>(ProofWarning::nearly_singular);
    }
    return proof;
}

}  // namespace detail

// ---- public solves --------------------------------------------------------------------------------------------

TANJI_INLINE Result<Proof> WhatIf::try_supply(std::span<DemandEntry const> demand, WhatIfWorkspace& w, std::span<double>& supply) const {
    Content const& c = *content_;
    if (c.own) return c.own->try_supply(demand, w.base_, supply);
    if (auto problem = detail::check_demand(demand, size())) return *std::move(problem);
    if (auto problem = c.reach(demand, w.reached_, w.open_)) return *std::move(problem);
    w.right_.resize(c.size());
    w.low_.resize(c.size());
    w.magnitude_.resize(c.size());
    auto const set_demand = [&] {
        std::fill(w.right_.begin(), w.right_.end(), 0.0);
        for (auto const& entry : demand) w.right_[detail::at(entry.row)] += entry.amount;
    };
    auto const solve = [&](std::vector<double>& into) {
        auto problem = correct_supply(w.right_, w, into);
        for (std::size_t j = 0; j < into.size(); ++j)
            if (!w.reached_[j]) into[j] = 0;
        return problem;
    };
    auto const residual = [&] {
        set_demand();
        return c.residual(w.reached_, w.supply_, w.right_, w.low_, w.magnitude_);
    };
    set_demand();
    if (auto problem = solve(w.supply_)) return *std::move(problem);
    if (auto problem = detail::check_solution<double>(w.supply_, "supply")) return *std::move(problem);
    Proof proof = c.summary;
    proof.processes = static_cast<std::int32_t>(std::count(w.reached_.begin(), w.reached_.end(), 1));
    if (auto problem = detail::refine_changed(proof, w.supply_, w.step_, residual, solve)) return *std::move(problem);
    if (c.runs_backwards(demand, w.reached_, w.supply_)) proof.warnings |= static_cast<std::uint32_t>(ProofWarning::negative_supply);
    supply = w.supply_;
    return proof;
}

TANJI_INLINE Result<Proof> WhatIf::try_adjoint(std::span<double const> per_process, WhatIfWorkspace& w, std::span<double>& unit_scores) const {
    Content const& c = *content_;
    if (c.own) return c.own->try_adjoint(per_process, w.base_, unit_scores);
    if (auto problem = detail::check_costs(per_process, c.size())) return *std::move(problem);
    w.right_.assign(per_process.begin(), per_process.end());
    auto const solve = [&](std::vector<double>& into) { return correct_adjoint(w.right_, w, into); };
    if (auto problem = solve(w.unit_scores_)) return *std::move(problem);
    if (auto problem = detail::check_solution<double>(w.unit_scores_, "unit scores")) return *std::move(problem);
    Proof proof = c.summary;
    for (std::size_t j = 0; j < c.size(); ++j) proof.processes += c.covers(j) ? 1 : 0;
    auto const residual = [&] { return c.residual_back(per_process, w.unit_scores_, w.right_); };
    if (auto problem = detail::refine_changed(proof, w.unit_scores_, w.step_, residual, solve)) return *std::move(problem);
    unit_scores = w.unit_scores_;
    return proof;
}

TANJI_INLINE Result<std::vector<double>> WhatIf::try_per_process(std::span<double const> factors) const {
    Content const& c = *content_;
    auto const b = c.base.matrices().biosphere();
    if (factors.size() != detail::at(b.rows)) return detail::wrong_factors(detail::at(b.rows), factors.size());
    std::vector<double> costs(c.size(), 0.0);
    for (std::size_t j = 0; j < detail::at(b.columns); ++j)
        for (std::size_t e = detail::at(b.start[j]); e < detail::at(b.start[j + 1]); ++e) costs[j] += factors[detail::at(b.row[e])] * b.value[e];
    // Changed columns are added up anew: a difference would leave roundings of what is no longer there.
    std::int32_t last = -1;
    for (auto const& [cell, value] : c.changes.emissions()) {
        if (cell.first == last) continue;
        last = cell.first;
        double cost = 0;
        detail::visit_changed_column(b, c.changes.emissions(), last, [&](std::int32_t flow, double amount) { cost += factors[detail::at(flow)] * amount; });
        costs[detail::at(last)] = cost;
    }
    return costs;
}

TANJI_INLINE Result<WhatIfScore> WhatIf::try_score(std::span<double const> factors, std::span<DemandEntry const> demand, WhatIfWorkspace& workspace) const {
    auto const costs = try_per_process(factors);
    if (!costs) return costs.problem();
    std::span<double> supply;
    auto const proof = try_supply(demand, workspace, supply);
    if (!proof) return proof.problem();
    WhatIfScore score{0, *proof};
    for (std::size_t j = 0; j < supply.size(); ++j) score.amount += (*costs)[j] * supply[j];
    return score;
}

}  // namespace tanji
