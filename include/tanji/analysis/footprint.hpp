// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "tanji/analysis/demand.hpp"
#include "tanji/impact/characterisation.hpp"
#include "tanji/impact/gwp_method.hpp"
#include "tanji/lifecycle/link.hpp"
#include "tanji/solve/proof.hpp"

/// \file
/// The whole calculation, A x = f, g = B x, h = C g, for one demand, with everything a reader needs to trust the numbers:
/// what was cut off, set aside, not matched, and how exact the solution is. Contributions, trees, comparisons and records
/// are made from a Footprint without solving again.
///
///     auto const result = footprint(system, demand_of(system, column, "1 t"), method::ipcc_ar6_gwp100());
///     for (auto const& finding : result.findings()) show(finding);   // before the number
///     double const kg_co2e = result.find_score(0).value();
namespace tanji {

/// One result of the solved system: h = C B x for one row of C.
struct Score {
    Index row = 0;        ///< into Characterisation::rows
    double amount = 0;    ///< in that row's unit
};

/// How many flows of an inventory the method knows (rule A8).
struct Coverage {
    std::size_t matched = 0;  ///< those of `flows` with a factor in some row of C, be it 0
    std::size_t flows = 0;    ///< elementary rows that a running process exchanges
    /// Below one half: the first line of a result has to say so, unless the method is a built-in one.
    [[nodiscard]] bool low() const noexcept { return 2 * matched < flows; }
};

/// The footprint of a demand: supply, inventory, scores, with proof and record. A handle; keeps alive what it names.
/// Const calls are safe from several threads.
class Footprint {
public:
    /// The linked system that was solved; its options are part of what the result means.
    [[nodiscard]] ProductSystem const& system() const noexcept;
    /// C and how its flows were matched to those of the system.
    [[nodiscard]] Characterisation const& characterisation() const noexcept;
    /// As it was asked for, in units of the columns' flows.
    [[nodiscard]] std::span<Demand const> demand() const noexcept;
    [[nodiscard]] std::span<double const> supply() const noexcept;      ///< runs per column, exactly 0 where not reached
    [[nodiscard]] std::span<double const> inventory() const noexcept;   ///< signed net per elementary row
    /// One per row of C, in its order; a row whose flows are refused (differing factors, CO2e flows) is left out and is
    /// an error in `findings()`: missing is never zero.
    [[nodiscard]] std::span<Score const> scores() const noexcept;
    /// The score of a row of C. Problem "footprint.refused-score" with the reason, "footprint.row".
    [[nodiscard]] Result<double> find_score(Index row) const;

    /// Cost of one run of every column in a row of C: c_j = sum of factor * B entry, places respected (rule A9).
    [[nodiscard]] std::span<double const> direct_scores(Index row) const;
    /// Adjoint: score of one unit of every column's flow. Only columns that the demand reaches have a part in this
    /// footprint; the others are 0 here.
    [[nodiscard]] std::span<double const> unit_scores(Index row) const;
    /// Whether the demand needs this column at all, directly or through others.
    [[nodiscard]] bool reaches(Index column) const noexcept;

    /// Exchanges of reached processes that nobody provides: indices into ProductSystem::unlinked().
    [[nodiscard]] std::span<Index const> unlinked() const noexcept;
    /// Elementary rows of this inventory without a factor in any row of C.
    [[nodiscard]] std::span<Index const> unmatched() const noexcept;
    /// Counts flows, not amounts: one unknown flow of a thousand may still carry most of a score.
    [[nodiscard]] Coverage coverage() const noexcept;
    /// How exact the numbers are proved to be, with warnings about loops and cancelling processes.
    [[nodiscard]] Proof const& proof() const noexcept;
    /// What concerns this demand, the loudest first: low coverage, refused scores, cut-offs, data set aside upstream,
    /// loops; then the findings of matching.
    [[nodiscard]] std::span<Finding const> findings() const noexcept;

    struct Content;
    explicit Footprint(std::shared_ptr<Content const> content) : content_(std::move(content)) {}
    [[nodiscard]] Content const& content() const noexcept { return *content_; }

private:
    std::shared_ptr<Content const> content_;
};

/// What a footprint holds, per column, elementary row or row of C of its system. Users read it by the functions of Footprint.
/// `direct` and `unit_scores` have all rows of C, also those whose score is refused; `scores` has only the others.
struct Footprint::Content {
    ProductSystem system;
    Characterisation characterisation;
    std::vector<Demand> demand{};
    std::vector<double> supply{};
    std::vector<double> inventory{};
    std::vector<Score> scores{};
    std::vector<std::vector<double>> direct{};      ///< per row of C: per column
    std::vector<std::vector<double>> unit_scores{}; ///< likewise
    /// Per column.
    std::vector<bool> reached{};
    std::vector<Index> unlinked{};
    std::vector<Index> unmatched{};
    Coverage coverage{};
    Proof proof{};
    std::vector<Finding> findings{};
};

struct FootprintOptions {
    /// Prove bounds of the errors of supplies and scores (rule B2), about as dear as solving once more. Without it the proof is the
    /// backward error.
    bool verify = true;
};

/// Solves and assesses in one call. Only what the demand reaches is factorised, so that a broken process elsewhere in the
/// database does not matter. Errors: "link.refused" when a column that cannot be allocated is reached, "demand.column",
/// "demand.empty", "solve.*" with the processes concerned. Processes that run backwards are findings, "solve.avoided" (legitimate)
/// or "solve.negative-supply". Cost: one factorisation, one solve, one per eight rows of C, and the proof.
[[nodiscard]] Result<Footprint> try_footprint(ProductSystem const& system, std::vector<Demand> demand, Characterisation characterisation, FootprintOptions const& options = {});
[[nodiscard]] Footprint footprint(ProductSystem const& system, std::vector<Demand> demand, Characterisation characterisation, FootprintOptions const& options = {});

/// Those of `findings` (of an import, say) that name a process which the demand reaches: what was set aside there
/// affects this result (rule A6).
[[nodiscard]] std::vector<Finding> concerning(Footprint const& footprint, std::span<Finding const> findings);

/// With a built-in method, or a method of the file the system came from.
[[nodiscard]] Footprint footprint(ProductSystem const& system, Demand demand, BuiltinMethod const& method, MatchOptions const& options = {});
[[nodiscard]] Footprint footprint(ProductSystem const& system, TypedDemand const& demand, BuiltinMethod const& method, MatchOptions const& options = {});
[[nodiscard]] Footprint footprint(ProductSystem const& system, TypedDemand const& demand, ImpactMethod const& method, MatchOptions const& options = {});
[[nodiscard]] Footprint footprint(ProductSystem const& system, Demand demand, ImpactMethod const& method, MatchOptions const& options = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/analysis/impl/footprint.ipp"
#endif
