// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/solve/impl/residuals.ipp"
#include "tanji/solve/impl/solver.ipp"

namespace tanji {
namespace detail {

// A factorisation that is any good gains several digits per step; what five do not reach, more will not.
inline constexpr int most_refinements = 5;

// The sizes are those of valid data: infinity here means amounts that differ by more than the number type spans.
template <class Scalar>
[[nodiscard]] std::optional<Problem> check_solution(std::span<Scalar const> values, std::string const& what) {
    for (Scalar const& value : values)
        if (!is_finite(value))
            return Problem{.id = "solve.overflow", .what = "the " + what + " left the range of the number type", .expected = "finite numbers",
                           .got = "infinity or NaN", .hint = "the amounts of the system or of the demand are too large or too small; check their units"};
    return std::nullopt;
}

/// Negative supplies are ordinary where something is avoided or returned; without that they show bad data. Signs are
/// taken relative to the matched output, so that waste treatment counts like production.
template <class Scalar, class Reached>
[[nodiscard]] bool runs_backwards(SparseView<Scalar> const& a, Structure::Content const& s, std::span<Scalar const> x,
                                  std::span<BasicDemandEntry<Scalar> const> demand, Reached const& reached) {
    auto const pivot = [&](std::int32_t row) { return sign_of(a.value[at(s.pivot_of_column[at(s.producer_of_row[at(row)])])]); };
    bool negative = false;
    for (Scalar const& value : x) negative = negative || sign_of(value) < 0;
    if (!negative) return false;
    for (auto const& entry : demand)
        if (sign_of(entry.amount) * pivot(entry.row) < 0) return false;
    for (std::int32_t j = 0; j < s.size; ++j) {
        if (!reached(j)) continue;
        for (std::int32_t e = a.start[at(j)]; e < a.start[at(j) + 1]; ++e)
            if (a.row[at(e)] != s.row_of_column[at(j)] && sign_of(a.value[at(e)]) * pivot(a.row[at(e)]) > 0) return false;
    }
    return true;
}

template <class Scalar>
[[nodiscard]] std::optional<Problem> check_demand(std::span<BasicDemandEntry<Scalar> const> demand, std::int32_t size) {
    for (std::size_t k = 0; k < demand.size(); ++k) {
        if (demand[k].row < 0 || demand[k].row >= size)
            return Problem{.id = "demand.row", .what = "the demand names a product that the system does not have",
                           .where = {.object = "demand entry " + std::to_string(k + 1)}, .expected = "a row from 0 to " + std::to_string(size - 1),
                           .got = std::to_string(demand[k].row), .hint = "rows of the demand are rows of A"};
        if (!is_finite(demand[k].amount))
            return Problem{.id = "number.not-finite", .what = "a demanded amount is not a finite number",
                           .where = {.object = "demand entry " + std::to_string(k + 1)}, .expected = "a finite number", .got = "NaN or infinity",
                           .hint = "give the amount that is asked for"};
    }
    return std::nullopt;
}

/// Improves `x` in at least `least` steps until its backward error meets the target, no longer falls, or five steps are
/// done. `residual()` gives
/// the error of x and leaves f - A x where `correct()` finds it; that solves into `step`, which is scratch here.
template <class Scalar, class Residual, class Correct>
void refine(Proof& proof, std::vector<Scalar>& x, std::vector<Scalar>& step, int least, Residual const& residual, Correct const& correct) {
    proof.backward_error = residual();
    auto const enough = [&] { return proof.backward_error == 0 || (proof.refinements >= least && proof.backward_error <= proof.target); };
    while (proof.refinements < most_refinements && !enough()) {
        correct();
        // The old solution stays in `step` until the new one has shown to be better.
        for (std::size_t k = 0; k < x.size(); ++k) {
            Scalar const improved = x[k] + step[k];
            step[k] = x[k];
            x[k] = improved;
        }
        double const error = residual();
        if (!(error < proof.backward_error)) {
            std::swap(x, step);
            break;
        }
        proof.backward_error = error;
        ++proof.refinements;
    }
    if (!(proof.backward_error <= proof.target)) proof.warnings |= static_cast<std::uint32_t>(ProofWarning::not_refined);
}

template <class Scalar>
[[nodiscard]] std::optional<Problem> check_costs(std::span<Scalar const> costs, std::size_t size) {
    if (costs.size() != size)
        return Problem{.id = "solve.size", .what = "the costs do not fit the system", .expected = std::to_string(size) + " values, one per process",
                       .got = std::to_string(costs.size()), .hint = "give one value per column of A, 0 where a process costs nothing"};
    for (std::size_t j = 0; j < size; ++j)
        if (!is_finite(costs[j]))
            return Problem{.id = "number.not-finite", .what = "a cost is not a finite number", .where = {.object = "process " + std::to_string(j + 1)},
                           .expected = "a finite number", .got = "NaN or infinity", .hint = "check inventory and factors of the process"};
    return std::nullopt;
}

}  // namespace detail

/// Sized once per system; later solves of the same system allocate nothing here.
template <class Scalar>
void BasicSolver<Scalar>::prepare(BasicWorkspace<Scalar>& w) const {
    std::size_t const n = detail::at(content_->structure.size());
    std::size_t const block = (std::max)(content_->largest_loop, std::size_t{1});
    w.right_.resize(n);
    w.low_.resize(n);
    w.magnitude_.resize(n);
    w.block_in_.resize(block);
    w.block_out_.resize(block);
    w.step_.assign(n, Scalar(0)); // outside the reach it is added to exact zeros
}

/// Which components the demand needs. A solver made for other products has no factors for them, and says so instead of
/// making them now: a solver is immutable and shared between threads.
template <class Scalar>
std::optional<Problem> BasicSolver<Scalar>::mark_demand(std::span<BasicDemandEntry<Scalar> const> demand, BasicWorkspace<Scalar>& w) const {
    using detail::at;
    Content const& c = *content_;
    auto const& s = c.structure.content();
    if (auto problem = detail::check_demand(demand, s.size)) return problem;
    w.reached_.assign(c.covered.size(), 0);
    for (auto const& entry : demand) {
        auto const component = at(s.component_of_column[at(s.producer_of_row[at(entry.row)])]);
        if (!c.covered[component])
            return Problem{.id = "solve.not-covered", .what = "the solver was made for other products",
                           .where = {.object = "product " + std::to_string(entry.row + 1)}, .expected = "a product that was named when the solver was made, or what it needs",
                           .hint = "name the product in SolverOptions::products, or leave them out to cover the whole system"};
        w.reached_[component] = 1;
    }
    c.mark_suppliers(w.reached_);
    return std::nullopt;
}

template <class Scalar>
Result<Proof> BasicSolver<Scalar>::try_supply(std::span<BasicDemandEntry<Scalar> const> demand, BasicWorkspace<Scalar>& w, std::span<Scalar>& supply) const {
    Content const& c = *content_;
    auto const& s = c.structure.content();
    if (auto problem = mark_demand(demand, w)) return *std::move(problem);
    prepare(w);
    w.supply_.assign(detail::at(s.size), Scalar(0));
    // Several entries of one product add up, as several exchanges of one cell do.
    auto const set_demand = [&] {
        std::fill(w.right_.begin(), w.right_.end(), Scalar(0));
        for (auto const& entry : demand) w.right_[detail::at(entry.row)] += entry.amount;
    };
    set_demand();
    c.substitute(w.reached_, w.right_, w.supply_, w.block_in_, w.block_out_);
    if (auto problem = detail::check_solution<Scalar>(w.supply_, "supply")) return *std::move(problem);
    Proof proof = c.summary(w.reached_);
    auto const residual = [&] {
        set_demand();
        return c.residual(w.reached_, w.supply_, w.right_, w.low_, w.magnitude_);
    };
    detail::refine(proof, w.supply_, w.step_, c.least_refinements(w.reached_), residual,
                   [&] { c.substitute(w.reached_, w.right_, w.step_, w.block_in_, w.block_out_); });
    auto const reached = [&](std::int32_t j) { return c.reaches(w.reached_, s.component_of_column[detail::at(j)]); };
    if (detail::runs_backwards<Scalar>(c.matrices.technosphere(), s, w.supply_, demand, reached))
        proof.warnings |= static_cast<std::uint32_t>(ProofWarning::negative_supply);
    supply = w.supply_;
    return proof;
}

/// y from A^T y = c: what one more unit of each product costs. Over all covered components, since costs lie anywhere.
template <class Scalar>
Result<Proof> BasicSolver<Scalar>::try_adjoint(std::span<Scalar const> per_process, BasicWorkspace<Scalar>& w, std::span<Scalar>& unit_scores) const {
    Content const& c = *content_;
    std::size_t const n = detail::at(c.structure.size());
    if (auto problem = detail::check_costs(per_process, n)) return *std::move(problem);
    prepare(w);
    w.unit_scores_.assign(n, Scalar(0));
    c.substitute_back(c.covered, per_process, w.unit_scores_, w.block_in_, w.block_out_);
    if (auto problem = detail::check_solution<Scalar>(w.unit_scores_, "unit scores")) return *std::move(problem);
    Proof proof = c.summary(c.covered);
    detail::refine(
        proof, w.unit_scores_, w.step_, c.least_refinements(c.covered), [&] { return c.error_back(c.covered, per_process, w.unit_scores_); },
        [&] {
            c.residual_back(c.covered, per_process, w.unit_scores_, w.right_);
            c.substitute_back(c.covered, w.right_, w.step_, w.block_in_, w.block_out_);
        });
    unit_scores = w.unit_scores_;
    return proof;
}

}  // namespace tanji
