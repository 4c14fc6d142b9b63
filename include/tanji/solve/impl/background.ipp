// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "tanji/solve/background.hpp"
#include "tanji/solve/gradient.hpp"
#include "tanji/solve/impl/matrices.ipp"

namespace tanji {

/// Shared by copies of a Background and never changed after it was made: reading from many threads needs no lock.
struct Background::Content {
    Solver solver{};
    std::size_t categories = 0;
    std::vector<double> factors{};      ///< flow * categories + k
    std::vector<double> unit_scores{};  ///< row * categories + k: one purchase reads one stretch of memory
    Proof proof{};
};

// One adjoint solution per category, A^T y = B^T c, eight in one pass. Afterwards a foreground of any size costs one look-up per purchase, as unit scores
// do not depend on what is bought. The worst proof of all categories is kept, for a result may use any of them.
TANJI_INLINE Result<Background> Background::try_make(Solver solver, std::span<double const> factors, std::int32_t categories) {
    using detail::at;
    auto const b = solver.matrices().biosphere();
    std::size_t const width = at((std::max)(categories, 0)), n = at(solver.size());
    if (factors.size() != at(b.rows) * width) return detail::wrong_factors(at(b.rows) * width, factors.size());
    auto content = std::make_shared<Content>();
    content->categories = width;
    content->factors.assign(factors.begin(), factors.end());
    std::vector<double> costs(n * width, 0.0);
    for (std::size_t j = 0; j < at(b.columns); ++j)
        for (std::size_t e = at(b.start[j]); e < at(b.start[j + 1]); ++e)
            for (std::size_t k = 0; k < width; ++k) costs[j * width + k] += factors[at(b.row[e]) * width + k] * b.value[e];
    Workspace workspace;
    std::span<double> unit_scores;
    auto const proof = solver.try_adjoint_many(costs, static_cast<std::int32_t>(width), workspace, unit_scores);
    if (!proof) return proof.problem();
    content->unit_scores.assign(unit_scores.begin(), unit_scores.end());
    content->proof = *proof;
    content->solver = std::move(solver);
    return Background(std::move(content));
}

namespace detail {

/// P and the foreground's B: checked like the matrices of a system, as they come from outside just the same.
[[nodiscard]] inline std::optional<Problem> check_foreground_part(SparseColumns<double> const& part, std::int32_t rows, std::int32_t columns, std::string const& name) {
    if (part.columns == 0) return std::nullopt;
    auto const view = part.view();
    if (part.rows != rows || part.columns != columns)
        return Problem{.id = "foreground.shape", .what = "the " + name + " of the foreground do not fit", .expected = std::to_string(rows) + " x " + std::to_string(columns),
                       .got = std::to_string(part.rows) + " x " + std::to_string(part.columns), .hint = "rows are those of the background, columns the foreground's processes"};
    if (auto problem = check_shape(view, name)) return problem;
    return check_entries(view, name, [&](std::int32_t i, std::int32_t j) { return "process " + std::to_string(j + 1) + ", row " + std::to_string(i + 1); });
}

}  // namespace detail

// Foreground and background are solved apart, which is exact where the background buys nothing from the foreground: the block triangle
// [F 0; P A]. Each part keeps its own proof. Not covered rows are an error and not a zero: their unit score was never computed.
TANJI_INLINE Result<ForegroundResult> Background::try_assess(Foreground const& foreground, std::span<DemandEntry const> demand, ForegroundWorkspace& w, NameLookup const& names) const {
    using detail::at;
    Content const& c = *content_;
    auto const own = foreground.technosphere.columns;
    auto const b = c.solver.matrices().biosphere();
    if (auto problem = detail::check_foreground_part(foreground.purchases, c.solver.size(), own, "purchases")) return *std::move(problem);
    if (auto problem = detail::check_foreground_part(foreground.biosphere, b.rows, own, "elementary flows")) return *std::move(problem);
    auto matrices = SystemMatrices::try_borrow(foreground.technosphere.view(), {}, nullptr, names);
    if (!matrices) return matrices.problem();
    auto const solver = Solver::try_make(*std::move(matrices), {.names = names});
    if (!solver) return solver.problem();
    std::span<double> supply;
    auto const proof = solver->try_supply(demand, w.small_, supply);
    if (!proof) return proof.problem();

    ForegroundResult result;
    result.supply.assign(supply.begin(), supply.end());
    result.foreground_proof = *proof;
    result.background_proof = c.proof;
    result.findings.assign(solver->findings().begin(), solver->findings().end());
    result.scores.assign(c.categories, 0.0);
    result.background_scores.assign(c.categories, 0.0);
    // Purchases of one product are added up over the foreground first: what one process sells back another need not buy.
    w.bought_.resize(at(c.solver.size()), 0.0);
    w.touched_.clear();
    for (std::size_t j = 0; j < at(foreground.purchases.columns); ++j) {
        if (supply[j] == 0) continue;
        for (std::size_t e = at(foreground.purchases.start[j]); e < at(foreground.purchases.start[j + 1]); ++e) {
            w.touched_.push_back(foreground.purchases.row[e]);
            w.bought_[at(foreground.purchases.row[e])] -= foreground.purchases.value[e] * supply[j];
        }
    }
    std::sort(w.touched_.begin(), w.touched_.end());
    for (std::int32_t const row : w.touched_)
        if (double const amount = std::exchange(w.bought_[at(row)], 0.0); amount != 0) result.purchases.push_back({row, amount});
    for (auto const& [row, amount] : result.purchases) {
        if (!c.solver.covers(c.solver.structure().producer_of(row)))
            return Problem{.id = "solve.not-covered", .what = "the background was solved for other products", .where = {.object = names.product_text(row)},
                           .expected = "products that the background solver covers", .hint = "name the product in SolverOptions::products of the background"};
        for (std::size_t k = 0; k < c.categories; ++k) result.background_scores[k] += c.unit_scores[at(row) * c.categories + k] * amount;
    }
    for (std::size_t j = 0; j < at(foreground.biosphere.columns); ++j)
        for (std::size_t e = at(foreground.biosphere.start[j]); e < at(foreground.biosphere.start[j + 1]); ++e)
            for (std::size_t k = 0; k < c.categories; ++k)
                result.scores[k] += c.factors[at(foreground.biosphere.row[e]) * c.categories + k] * foreground.biosphere.value[e] * supply[j];
    for (std::size_t k = 0; k < c.categories; ++k) result.scores[k] += result.background_scores[k];
    return result;
}

// The supplies behind the scores, for those who want contributions: a solution of the large system, at its full cost.
TANJI_INLINE Result<Proof> Background::try_supply(ForegroundResult const& result, ForegroundWorkspace& w, std::span<double>& supply) const {
    return content_->solver.try_supply(result.purchases, w.large_, supply);
}

TANJI_INLINE double ForegroundResult::backward_error() const noexcept { return (std::max)(foreground_proof.backward_error, background_proof.backward_error); }
TANJI_INLINE std::int32_t Background::categories() const noexcept { return static_cast<std::int32_t>(content_->categories); }
TANJI_INLINE double Background::unit_score(std::int32_t row, std::int32_t category) const {
    return content_->unit_scores[detail::at(row) * content_->categories + detail::at(category)];
}
TANJI_INLINE Solver const& Background::solver() const noexcept { return content_->solver; }

}  // namespace tanji
