// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/solve/impl/verifier.ipp"

/// \file
/// The public calls of Verifier: checks, one or two passes of verifier.ipp, and what they mean for the proof.
namespace tanji {
namespace detail {

/// Infinity would pass through every comparison as "bounded by infinity"; it is refused before.
[[nodiscard]] inline std::optional<Problem> check_bounded(std::span<double const> values, std::size_t size, std::string const& what) {
    if (values.size() != size)
        return Problem{.id = "solve.size", .what = "the " + what + " do not fit the system", .expected = std::to_string(size) + " values",
                       .got = std::to_string(values.size()), .hint = "pass what the solver of the same matrices gave, with the same number of categories"};
    for (std::size_t k = 0; k < size; ++k)
        if (!std::isfinite(values[k]))
            return Problem{.id = "number.not-finite", .what = "a number to be bounded is not finite", .where = {.object = what + ", number " + std::to_string(k + 1)},
                           .expected = "finite numbers", .got = "NaN or infinity", .hint = "infinity has no error to be bounded: look at where it came from"};
    return std::nullopt;
}

/// Values outside what the verifier was made for cannot be judged; the solver leaves them 0.
template <class Covered>
[[nodiscard]] std::optional<Problem> check_cover(std::span<double const> values, Covered const& covered) {
    for (std::size_t k = 0; k < values.size(); ++k)
        if (values[k] != 0 && !covered(k))
            return Problem{.id = "solve.not-covered", .what = "the verifier was made for other products", .where = {.object = "number " + std::to_string(k + 1)},
                           .expected = "0 outside what the solver covers", .got = "another value", .hint = "make the verifier from a solver of the whole system"};
    return std::nullopt;
}

}  // namespace detail

/// Whether a step is worth its price of two solves: some value is bounded to fewer than twelve digits.
TANJI_INLINE bool Verifier::loose(bool transposed, std::span<double const> values, VerifierWorkspace const& w) const {
    auto const& v = transposed ? w.unit_score_bound_ : w.supply_bound_;
    for (std::size_t k = 0; k < v.size(); ++k)
        if (v[k] > 1e-12 * std::fabs(values[k])) return content_->solver.size() == size();
    return false;
}

/// The error as far as plain arithmetic can tell: A step = rest. Any step is allowed, a poor one only bounds poorly.
TANJI_INLINE bool Verifier::find_step(bool transposed, VerifierWorkspace& w) const {
    std::span<double> step;
    if (!detail::solve_plainly(content_->solver, transposed, w.rest_, w.loop_, step)) return false;
    w.step_.assign(step.begin(), step.end());
    return true;
}

/// |x - exact| <= |step| + |x + step - exact|. Both bounds hold, so the smaller one does.
TANJI_INLINE void Verifier::add_step(std::vector<double>& bound, VerifierWorkspace const& w) const {
    for (std::size_t k = 0; k < bound.size(); ++k)
        if (w.step_[k] != 0 || bound[k] != 0) bound[k] = (std::min)(detail::upper(bound[k] + std::fabs(w.step_[k]), 1), w.kept_[k]);
}

/// What the bounds (or, failing them, an estimate) mean for the whole solution. Entries below 1e-30 of the largest are
/// compared with that, as in rule B5.
TANJI_INLINE void Verifier::conclude(bool verified, bool transposed, std::span<double const> values, Proof& proof, VerifierWorkspace& w,
                                     std::span<double>& bound) const {
    using detail::at;
    auto const& s = content_->structure.content();
    auto& v = transposed ? w.unit_score_bound_ : w.supply_bound_;
    proof.subject = transposed ? ProofSubject::unit_scores : ProofSubject::supply;
    bound = {};
    double most = 0;
    for (double const value : values) most = (std::max)(most, std::fabs(value));
    double const least = 1e-30 * most;
    if (!verified) {
        if (!content_->estimates) return;
        // What propagate() added to `right` is not part of the residual: take the residual again.
        for (std::size_t i = 0; i < v.size(); ++i) w.right_[i] = detail::upper(std::fabs(w.rest_[i]) + w.doubt_[i], 2) * (w.gross_[i] > 0 ? 1 : 0);
        double const estimate = detail::ErrorEstimate(content_->solver, transposed, values, w.right_, w.loop_).run();
        if (!std::isfinite(estimate)) return;
        for (std::size_t k = 0; k < v.size(); ++k) v[k] = estimate * std::fabs(values[k]);
    }
    proof.level = verified ? ProofLevel::verified : ProofLevel::estimated;
    proof.relative_error = proof.gross_error = 0;
    for (std::size_t j = 0; j < v.size(); ++j) {
        std::size_t const i = at(s.row_of_column[j]);
        double const e = v[transposed ? i : j];
        if (e == 0) continue;
        double const value = std::fabs(values[transposed ? i : j]), gross = w.gross_[transposed ? j : i] / content_->pivot[j];
        proof.relative_error = (std::max)(proof.relative_error, detail::upper(e / (std::max)(value, least), 2));
        proof.gross_error = (std::max)(proof.gross_error, detail::upper(e / (std::max)(gross, least), 3));
    }
    bound = v;
}

// Numbers may come from another solver, or from nowhere: everything is checked.
TANJI_INLINE std::optional<Problem> Verifier::check_demand_and_supply(std::span<DemandEntry const> demand, std::span<double const> supply) const {
    auto const& s = content_->structure.content();
    if (auto problem = detail::check_demand(demand, size())) return problem;
    if (auto problem = detail::check_bounded(supply, content_->size(), "supplies")) return problem;
    return detail::check_cover(supply, [&](std::size_t j) { return content_->covered[detail::at(s.component_of_column[j])] != 0; });
}

TANJI_INLINE std::optional<Problem> Verifier::check_costs_and_scores(std::span<double const> costs, std::span<double const> unit_scores) const {
    auto const& s = content_->structure.content();
    if (auto problem = detail::check_costs(costs, content_->size())) return problem;
    if (auto problem = detail::check_bounded(unit_scores, content_->size(), "unit scores")) return problem;
    return detail::check_cover(unit_scores, [&](std::size_t i) { return content_->covered[detail::at(s.component_of_column[detail::at(s.producer_of_row[i])])] != 0; });
}

TANJI_INLINE Result<Proof> Verifier::try_bound_supply(std::span<DemandEntry const> demand, std::span<double const> supply, Proof proof,
                                                      VerifierWorkspace& w, std::span<double>& bound) const {
    if (auto problem = check_demand_and_supply(demand, supply)) return *std::move(problem);
    demand_rest(demand, supply, {}, w);
    bool verified = propagate(w);
    if (verified && loose(false, supply, w) && find_step(false, w)) {
        std::swap(w.kept_, w.supply_bound_);
        demand_rest(demand, supply, w.step_, w);
        verified = propagate(w);
        add_step(w.supply_bound_, w);
    }
    conclude(verified, false, supply, proof, w, bound);
    return proof;
}

TANJI_INLINE Result<Proof> Verifier::try_bound_unit_scores(std::span<double const> costs, std::span<double const> unit_scores, Proof proof,
                                                           VerifierWorkspace& w, std::span<double>& bound) const {
    if (auto problem = check_costs_and_scores(costs, unit_scores)) return *std::move(problem);
    cost_rest(costs, unit_scores, {}, w);
    bool verified = propagate_back(w);
    if (verified && loose(true, unit_scores, w) && find_step(true, w)) {
        std::swap(w.kept_, w.unit_score_bound_);
        cost_rest(costs, unit_scores, w.step_, w);
        verified = propagate_back(w);
        add_step(w.unit_score_bound_, w);
    }
    conclude(verified, true, unit_scores, proof, w, bound);
    return proof;
}

TANJI_INLINE Result<Proof> Verifier::try_bound_unit_scores_many(std::span<double const> costs, std::int32_t categories, std::span<double const> unit_scores,
                                                                Proof proof, VerifierWorkspace& w, std::span<double>& bound) const {
    std::size_t const n = content_->size(), count = categories > 0 ? detail::at(categories) : 0;
    if (auto problem = detail::check_bounded(costs, n * count, "costs")) return *std::move(problem);
    if (auto problem = detail::check_bounded(unit_scores, n * count, "unit scores")) return *std::move(problem);
    w.many_.assign(n * count, 0.0);
    w.cost_.resize(n);
    w.price_.resize(n);
    Proof worst = proof;
    bound = {};
    for (std::size_t k = 0; k < count; ++k) {
        for (std::size_t j = 0; j < n; ++j) {
            w.cost_[j] = costs[j * count + k];
            w.price_[j] = unit_scores[j * count + k];
        }
        std::span<double> one; // into the workspace, hence copied before the next
        auto const now = try_bound_unit_scores(w.cost_, w.price_, proof, w, one);
        if (!now) return now.problem();
        if (one.empty() && n > 0) return *now;
        for (std::size_t i = 0; i < n; ++i) w.many_[i * count + k] = one[i];
        if (k == 0) worst = *now;
        worst.level = (std::min)(worst.level, now->level);
        worst.relative_error = (std::max)(worst.relative_error, now->relative_error);
        worst.gross_error = (std::max)(worst.gross_error, now->gross_error);
    }
    bound = w.many_;
    return worst;
}

/// exact = c.x + y*.r, where r = f - A x and y* are the exact unit scores: the computed y takes most of y*.r, and what is
/// left is bounded by |y - y*|.|r|, a product of two small numbers.
TANJI_INLINE Result<BoundedScore> Verifier::try_score(std::span<DemandEntry const> demand, std::span<double const> costs, std::span<double const> supply,
                                                      std::span<double const> unit_scores, VerifierWorkspace& w) const {
    if (auto problem = check_costs_and_scores(costs, unit_scores)) return *std::move(problem);
    if (auto problem = check_demand_and_supply(demand, supply)) return *std::move(problem);
    cost_rest(costs, unit_scores, {}, w);
    // Prices that cannot be bounded are infinite; they do no harm if this demand leaves nothing to be priced there.
    (void)propagate_back(w);
    demand_rest(demand, supply, {}, w);
    std::size_t const n = content_->size();
    BoundedScore score{.level = ProofLevel::verified};
    double low = 0, gross = 0, correction = 0, correction_gross = 0, doubt = 0;
    for (std::size_t j = 0; j < n; ++j) {
        detail::subtract_product(score.amount, low, -costs[j], supply[j]);
        gross += std::fabs(costs[j] * supply[j]);
        correction += unit_scores[j] * w.rest_[j];
        correction_gross += std::fabs(unit_scores[j] * w.rest_[j]);
        if (w.right_[j] == 0) continue; // nothing to be priced, whatever the price
        doubt += std::fabs(unit_scores[j]) * w.doubt_[j] + w.unit_score_bound_[j] * w.right_[j];
    }
    score.amount += low + correction;
    score.bound = detail::upper(doubt + detail::rest_doubt(gross, n) + detail::rounding_share(n) * correction_gross + 2 * detail::rounding_unit * std::fabs(score.amount), n);
    if (!std::isfinite(score.bound)) score.level = ProofLevel::backward_only;
    return score;
}

// Each product is rounded once, the exact sum once more; costs of processes that do not run need not be known.
TANJI_INLINE double score_bound(std::span<double const> costs, std::span<double const> supply, std::span<double const> supply_bound) {
    std::size_t const n = (std::min)({costs.size(), supply.size(), supply_bound.size()});
    double sum = 0;
    bool any = false;
    for (std::size_t j = 0; j < n; ++j) {
        if (costs[j] == 0 || (supply_bound[j] == 0 && supply[j] == 0)) continue;
        any = true;
        sum += std::fabs(costs[j]) * (supply_bound[j] + detail::rounding_unit * std::fabs(supply[j]));
    }
    return any ? detail::upper(sum, 2 * n) : 0;
}

}  // namespace tanji
