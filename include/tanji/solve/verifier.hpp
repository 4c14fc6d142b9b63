// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "tanji/solve/solver.hpp"

/// \file
/// Proved bounds of the error of supplies, unit scores and scores (rule B2, docs/solving.md).
///
///     auto const verifier = Verifier::make(solver);
///     VerifierWorkspace work;
///     std::span<double> bound;
///     Proof const better = verifier.try_bound_supply(demand, supply, proof, work, bound).value();
///     // better.level == ProofLevel::verified: |supply[j] - exact[j]| <= bound[j] for every j
namespace tanji {

struct VerifierOptions {
    /// Loops whose gain may pass 1 are proved by a dense inverse of what had to be torn, at a cost of most_torn^3; beyond
    /// this many their error is estimated only.
    std::int32_t most_torn = 800;
    /// Of these, loops up to this size are inverted whole, which loses nothing along paths.
    std::int32_t most_whole = 120;
    /// Where nothing can be proved, ask the solver for an estimate (about ten solves).
    bool estimate = true;
};

namespace detail {
/// Scratch of bounding one loop; grows to the largest loop and stays.
struct LoopWork {
    Workspace solver{};
    std::vector<DemandEntry> demand{};
    std::vector<double> values{}, kept{}, taken{};
};
}  // namespace detail

/// Scratch of one thread for a Verifier: owned by the caller, reusable for any verifier.
class VerifierWorkspace {
    friend class Verifier;
    std::vector<double> supply_bound_{}, unit_score_bound_{};  ///< results: the spans handed out point here
    std::vector<double> many_{}, cost_{}, price_{};            ///< one of many, taken out of their rows
    std::vector<double> rest_{}, low_{}, gross_{}, doubt_{}, right_{};
    std::vector<double> in_{}, out_{}, step_{}, kept_{};
    detail::LoopWork loop_{};
};

/// A score, corrected by what the residual of the supply is worth: c.x + y.(f - A x).
struct BoundedScore {
    double amount = 0;
    double bound = 0;                      ///< |amount - exact| is at most this, where the level is verified
    ProofLevel level = ProofLevel::none;
};

/// What is needed to bound errors for one system, made once: per loop a vector u > 0 with <A>u > 0, or where there is none
/// an approximate inverse of the torn part. Immutable and shareable between threads. Bounds hold for any x and y, wherever
/// they were computed, for the double values of A as they stand, in every range of scales that does not overflow.
///
/// Where the first bound is loose and there is a solver, a step of refinement is computed and what is left after it is
/// bounded instead: the bound is then hardly more than the error itself.
///
/// Making costs about a second factorisation; a bound about one more solve. Small allocations happen where a loop is
/// proved by an inverse; elsewhere a workspace that served before allocates nothing.
class Verifier {
public:
    Verifier();   ///< of size 0

    /// For what the solver covers.
    [[nodiscard]] static Verifier make(Solver const& solver, VerifierOptions const& options = {});
    /// Without a solver, for supplies from elsewhere; such a verifier never estimates.
    /// Problem "solve.pattern" if the structure is not that of the matrices.
    [[nodiscard]] static Result<Verifier> try_make(Structure structure, SystemMatrices matrices, VerifierOptions const& options = {});

    /// A componentwise bound of the error of `supply` for `demand`, by column, exactly 0 where the demand does not reach,
    /// and `proof` with what is known now. The span holds until the next supply of the workspace; at level estimated it
    /// holds estimates, and it is empty if nothing more is known than before.
    /// Problems: "demand.row", "number.not-finite", "solve.size", "solve.not-covered".
    [[nodiscard]] Result<Proof> try_bound_supply(std::span<DemandEntry const> demand, std::span<double const> supply, Proof proof,
                                                 VerifierWorkspace& workspace, std::span<double>& bound) const;

    /// The same for unit scores y of the costs c, A^T y = c: `per_process` by column, `unit_scores` and bounds by row.
    [[nodiscard]] Result<Proof> try_bound_unit_scores(std::span<double const> per_process, std::span<double const> unit_scores, Proof proof,
                                                      VerifierWorkspace& workspace, std::span<double>& bound) const;

    /// The same for several categories side by side: costs[j * categories + k], unit_scores[i * categories + k]. The proof
    /// is that of the weakest category.
    [[nodiscard]] Result<Proof> try_bound_unit_scores_many(std::span<double const> costs, std::int32_t categories, std::span<double const> unit_scores,
                                                           Proof proof, VerifierWorkspace& workspace, std::span<double>& bound) const;

    /// The score c.x of a demand with the adjoint correction, usually good to the last digit even where processes cancel.
    /// Holds for the costs as they are; overwrites both spans of the workspace. Problems as above.
    [[nodiscard]] Result<BoundedScore> try_score(std::span<DemandEntry const> demand, std::span<double const> per_process, std::span<double const> supply,
                                                 std::span<double const> unit_scores, VerifierWorkspace& workspace) const;

    /// Processes, equal to products: length of every supply and bound.
    [[nodiscard]] std::int32_t size() const noexcept;
    /// Whether a supply that reaches this column can be verified.
    [[nodiscard]] bool can_verify(std::int32_t column) const noexcept;

    struct Content;

private:
    [[nodiscard]] static Verifier make(std::shared_ptr<Content> content, VerifierOptions const& options);
    [[nodiscard]] std::optional<Problem> check_demand_and_supply(std::span<DemandEntry const> demand, std::span<double const> supply) const;
    [[nodiscard]] std::optional<Problem> check_costs_and_scores(std::span<double const> costs, std::span<double const> unit_scores) const;
    void prepare(VerifierWorkspace& workspace) const;
    /// f - A (x + step) with a bound of its rounding errors, by row.
    void demand_rest(std::span<DemandEntry const> demand, std::span<double const> supply, std::span<double const> step, VerifierWorkspace& workspace) const;
    void cost_rest(std::span<double const> costs, std::span<double const> unit_scores, std::span<double const> step, VerifierWorkspace& workspace) const;
    /// The error as a solve sees it; it need not be good, since what is left after it is bounded.
    [[nodiscard]] bool find_step(bool transposed, VerifierWorkspace& workspace) const;
    /// The step itself belongs to the bound: results are those of the caller, not corrected ones.
    void add_step(std::vector<double>& bound, VerifierWorkspace const& workspace) const;
    /// Whether a step of refinement is worth its price.
    [[nodiscard]] bool loose(bool transposed, std::span<double const> values, VerifierWorkspace const& workspace) const;
    /// Bounds from component to component, consumers before suppliers; back in the other direction. False where one cannot be proved.
    [[nodiscard]] bool propagate(VerifierWorkspace& workspace) const;
    [[nodiscard]] bool propagate_back(VerifierWorkspace& workspace) const;
    /// One strongly connected component: by its vector u, or by the inverse of its torn part.
    [[nodiscard]] bool bound_loop(std::int32_t component, bool transposed, VerifierWorkspace& workspace) const;
    /// Level and errors of the proof from the bounds, or an estimate where nothing could be proved.
    void conclude(bool verified, bool transposed, std::span<double const> values, Proof& proof, VerifierWorkspace& workspace, std::span<double>& bound) const;

    std::shared_ptr<Content const> content_;
};

/// Bound of the error of c.x that the bounds of the supply give, rounding of the sum included if it was added exactly
/// (ExactSum) from rounded products: cheaper than a corrected score, and wider.
[[nodiscard]] double score_bound(std::span<double const> per_process, std::span<double const> supply, std::span<double const> supply_bound);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/solve/impl/verifier.ipp"
#endif
