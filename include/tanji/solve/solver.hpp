// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "tanji/base/cpu.hpp"
#include "tanji/base/executor.hpp"
#include "tanji/base/finding.hpp"
#include "tanji/solve/backend.hpp"
#include "tanji/solve/matrices.hpp"
#include "tanji/solve/proof.hpp"
#include "tanji/solve/structure.hpp"

/// \file
/// A x = f and A^T y = c, factorised once, solved as often as wanted (docs/solving.md, docs/decisions/0004-solver.md).
///
///     auto const solver = Solver::try_make(matrices).value();
///     Workspace workspace;
///     std::span<double> supply;
///     DemandEntry const demand[] = {{.row = 0, .amount = 1}};
///     Proof const proof = solver.try_supply(demand, workspace, supply).value();
namespace tanji {

/// `amount` of the product in `row`, signed as in f (rule A1): a demand for waste treatment is negative.
template <class Scalar>
struct BasicDemandEntry { std::int32_t row = 0; Scalar amount{}; };
using DemandEntry = BasicDemandEntry<double>;

struct SolverOptions {
    /// If set, only what demands on these products can reach is factorised, looked at and diagnosed: a broken loop
    /// elsewhere in the database does not matter. Demands outside are then refused ("solve.not-covered").
    std::optional<std::vector<std::int32_t>> products{};
    Producers producers = Producers::matched; ///< used where the structure is built from the matrices
    NameLookup names{};                ///< for messages; used by try_make only
    WorkControl control{};             ///< who factorises, and how to stop it ("work.stopped"); used by try_make only
    Backend const* backend = nullptr;  ///< factorises the loops instead of tearing; used by try_make and try_refactorise only
    /// Which version of the kernels runs; the widest of this machine by default. Results do not depend on it.
    std::optional<InstructionSet> instructions{};
};

template <class Scalar>
class BasicSolver;

/// Scratch of one thread; owned by the caller, reusable for any solver, not to be shared between threads.
template <class Scalar>
class BasicWorkspace {
    friend class BasicSolver<Scalar>;
    std::vector<Scalar> supply_{}, unit_scores_{};     ///< results: the spans handed out point here
    std::vector<Scalar> right_{}, step_{}, low_{};     ///< right-hand side, correction, low parts of residuals
    std::vector<Scalar> block_in_{}, block_out_{};
    std::vector<double> magnitude_{};
    std::vector<char> reached_{};

    /// Eight right-hand sides at once: one set per worker.
    struct Lanes {
        std::vector<Scalar> right{}, result{}, in{}, out{}, rest{}, low{}, gross{}, kept{};
    };
    std::vector<Lanes> lanes_{};
    std::vector<Proof> proofs_{};
    std::vector<BasicDemandEntry<Scalar>> every_{};
    std::vector<Scalar> many_{};       ///< results of try_adjoint_many and try_supply_many
};
using Workspace = BasicWorkspace<double>;

/// Memory of a solver that will be made again and again for other values (try_refactorise). Owned by the caller, one per
/// thread. What a living solver still uses is left alone.
template <class Scalar>
class BasicSolverSlot {
    friend class BasicSolver<Scalar>;
    std::shared_ptr<std::vector<Scalar>> values_{};
    std::vector<std::shared_ptr<void>> loops_{};
};
using SolverSlot = BasicSolverSlot<double>;

/// The factorised system. Immutable and shareable between threads; every solve works in the caller's Workspace and
/// returns a span into it that holds until its next use of the same kind (a supply survives an adjoint).
///
/// Components of one process are substituted; larger ones are scaled by powers of 2 along their pattern, so that other
/// units of products or processes (by powers of 2) give the same bits, and torn and factorised once for supply and
/// adjoint. With a workspace that served this solver before, a solve allocates nothing; the exception are components of
/// which more than 3,000 processes would have to be torn (a sparse LU solves them).
template <class Scalar>
class BasicSolver {
public:
    BasicSolver();   ///< empty, of size 0

    /// Factorises every covered component at once. Problems: "solve.singular" with the processes concerned,
    /// "solve.structure" for a covered process without output, "solve.pattern" if the structure is not that of the matrices.
    [[nodiscard]] static Result<BasicSolver> try_make(Structure structure, BasicSystemMatrices<Scalar> matrices, SolverOptions const& options = {});
    /// The same, building the structure.
    [[nodiscard]] static Result<BasicSolver> try_make(BasicSystemMatrices<Scalar> matrices, SolverOptions const& options = {});

    /// A solver for other values in the same cells of A (in the order of matrices().technosphere().value) without symbolic
    /// work: no matching, no search for loops or torn processes; scaling, factors and diagnosis are made anew, and memory of
    /// `slot` is used again where no solver holds it. A value may not become or cease to be 0 ("solve.pattern").
    /// Other problems as of try_make. Covers what this solver covers.
    [[nodiscard]] Result<BasicSolver> try_refactorise(std::span<Scalar const> technosphere, BasicSolverSlot<Scalar>& slot, SolverOptions const& options = {}) const;

    /// x with A x = f: the supply, one value per column, exactly 0 outside the reach of the demand. Entries of one row
    /// are summed. Problems: "demand.row", "number.not-finite", "solve.not-covered", "solve.overflow".
    [[nodiscard]] Result<Proof> try_supply(std::span<BasicDemandEntry<Scalar> const> demand, BasicWorkspace<Scalar>& workspace, std::span<Scalar>& supply) const;

    /// y with A^T y = c: the unit scores of all products (rows) for the cost c per run of each process (columns).
    /// 0 for products outside the cover: ask `covers`. Problems: "solve.size", "number.not-finite", "solve.overflow".
    [[nodiscard]] Result<Proof> try_adjoint(std::span<Scalar const> per_process, BasicWorkspace<Scalar>& workspace, std::span<Scalar>& unit_scores) const;

    /// The unit scores for several costs at once, eight in one pass over the system: costs[j * categories + k] for process j and
    /// category k, unit_scores[i * categories + k] for product i. The proof is that of the worst category. Eight at a time
    /// are one piece of work. Problems as of try_adjoint, "work.stopped".
    [[nodiscard]] Result<Proof> try_adjoint_many(std::span<Scalar const> costs, std::int32_t categories, BasicWorkspace<Scalar>& workspace,
                                                 std::span<Scalar>& unit_scores, WorkControl const& control = {}) const;

    /// The supplies of several demands likewise: supplies[j * demands + k] for process j. Columns that none of the demands
    /// reaches are exactly 0. Shares its result with try_adjoint_many: the span holds until the next call of either.
    [[nodiscard]] Result<Proof> try_supply_many(std::span<std::vector<BasicDemandEntry<Scalar>> const> demands, BasicWorkspace<Scalar>& workspace,
                                                std::span<Scalar>& supplies, WorkControl const& control = {}) const;

    [[nodiscard]] std::int32_t size() const noexcept;
    /// Which version of the kernels runs.
    [[nodiscard]] InstructionSet instructions() const noexcept;
    [[nodiscard]] bool covers(std::int32_t column) const noexcept;
    /// Nearly singular and unproductive loops, named ("solve.nearly-singular", "solve.unproductive").
    [[nodiscard]] std::span<Finding const> findings() const noexcept;
    [[nodiscard]] Structure const& structure() const noexcept;
    [[nodiscard]] BasicSystemMatrices<Scalar> const& matrices() const noexcept;

    struct Content;

private:
    [[nodiscard]] static Result<BasicSolver> factorised(Structure structure, BasicSystemMatrices<Scalar> matrices, SolverOptions const& options);
    [[nodiscard]] static std::shared_ptr<Content> begun(Structure structure, BasicSystemMatrices<Scalar> matrices, InstructionSet set);
    [[nodiscard]] static BasicSolver finished(std::shared_ptr<Content> content);
    [[nodiscard]] Result<Proof> adjoints_one_by_one(std::span<Scalar const> costs, std::size_t all, BasicWorkspace<Scalar>& workspace, std::span<Scalar>& unit_scores) const;
    [[nodiscard]] Result<Proof> supplies_one_by_one(std::span<std::vector<BasicDemandEntry<Scalar>> const> demands, BasicWorkspace<Scalar>& workspace,
                                                    std::span<Scalar>& supplies) const;
    void prepare(BasicWorkspace<Scalar>& workspace) const;
    [[nodiscard]] std::optional<Problem> mark_demand(std::span<BasicDemandEntry<Scalar> const> demand, BasicWorkspace<Scalar>& workspace) const;

    std::shared_ptr<Content const> content_;
};
using Solver = BasicSolver<double>;

}  // namespace tanji

#ifdef TANJI_COMPILED
namespace tanji {
extern template class BasicSolver<double>;
}
#else
#include "tanji/solve/impl/solver.ipp"
#endif
