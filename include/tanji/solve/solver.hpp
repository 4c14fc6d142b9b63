// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "tanji/solve/matrices.hpp"
#include "tanji/solve/proof.hpp"

namespace tanji {

/// Pattern and order of A: matching of products to processes, strongly connected components in topological order.
/// Shared by all solvers of one pattern. Building costs O(columns + entries).
class Structure {
public:
    Structure() = default;
    /// Problem "solve.structure": products without a producer, producers without a product, named by index
    /// (see diagnosis.hpp for names).
    template <class Scalar>
    [[nodiscard]] static Result<Structure> try_make(BasicSystemMatrices<Scalar> const& matrices);

    [[nodiscard]] std::int32_t size() const noexcept;
    [[nodiscard]] std::int32_t component_count() const noexcept;
    [[nodiscard]] std::int32_t component_of(std::int32_t column) const noexcept;

    struct Content;

private:
    std::shared_ptr<Content const> content_;
    template <class>
    friend class BasicSolver;
};

template <class Scalar>
struct BasicDemandEntry { std::int32_t row = 0; Scalar amount{}; };
using DemandEntry = BasicDemandEntry<double>;

/// Scratch of one thread; owned by the caller, reusable, not to be shared.
template <class Scalar>
class BasicWorkspace;
using Workspace = BasicWorkspace<double>;

/// The factorised system. Immutable and shareable between threads; every solve works in the caller's Workspace and
/// returns a span into it that holds until its next use.
template <class Scalar>
class BasicSolver {
public:
    /// Factorises components lazily or at once as the implementation likes, but deterministically.
    /// Singular systems fail with "solve.singular" and the processes concerned.
    [[nodiscard]] static Result<BasicSolver> try_make(Structure structure, BasicSystemMatrices<Scalar> matrices);

    /// x with A x = f: the supply, one value per column, exactly 0 outside the reach of the demand.
    [[nodiscard]] Result<Proof> try_supply(std::span<BasicDemandEntry<Scalar> const> demand, BasicWorkspace<Scalar>& workspace, std::span<Scalar>& supply) const;
    /// y with A^T y = c: the unit scores of all products for the cost c per run of each process.
    [[nodiscard]] Result<Proof> try_adjoint(std::span<Scalar const> per_process, BasicWorkspace<Scalar>& workspace, std::span<Scalar>& unit_scores) const;
};
using Solver = BasicSolver<double>;

}  // namespace tanji
