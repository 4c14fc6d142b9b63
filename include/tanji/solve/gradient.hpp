// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "tanji/solve/solver.hpp"

/// \file
/// How a score answers to every number it is made of. With h = C B x, A x = f and A^T y = B^T C (docs/sensitivity.md):
///
///     dh/da_ij = -y_i x_j     dh/db_ij = C_i x_j     dh/dC_i = (B x)_i     dh/df_i = y_i
///
/// so that one supply and one adjoint give all of them, over the entries that exist and no others:
///
///     Gradient gradient;                            // reused from call to call: nothing is allocated then
///     Proof const proof = try_gradient(solver, factors, demand, workspace, gradient).value();
///     auto const spread = try_variance(solver.matrices(), factors, demand, gradient, {.biosphere = sigma}).value();
///
/// Derivatives by exchanges, allocation factors and parameters of a file are in tanji/analysis/gradient.hpp.
namespace tanji {

/// A score and its derivatives by the entries of the matrices, in the order in which those store them.
template <class Scalar>
struct BasicGradient {
    Scalar score{};
    std::vector<Scalar> technosphere{};  ///< per stored entry of A: score per unit of that entry
    std::vector<Scalar> biosphere{};     ///< per stored entry of B
    std::vector<Scalar> factors{};       ///< per row of B: the inventory, since the score is linear in the factors
    std::vector<Scalar> demand{};        ///< per row of A: the unit scores; 0 where the solver does not cover the product
    std::vector<Scalar> supply{};        ///< per column of A
    Proof supply_proof{};
    Proof adjoint_proof{};
};
using Gradient = BasicGradient<double>;

/// The score of `demand` under one category, `factors` holding one value per row of B, with its derivatives. Gives the proof
/// of the supply or of the adjoint, whichever is worse. O(entries) beside the two solves.
/// An entry that is stored as exactly 0 counts as absent, but has a derivative as long as the solver covers its product.
/// Problems: "solve.size", and those of try_supply and try_adjoint.
template <class Scalar>
[[nodiscard]] Result<Proof> try_gradient(BasicSolver<Scalar> const& solver, std::type_identity_t<std::span<Scalar const>> factors,
                                         std::type_identity_t<std::span<BasicDemandEntry<Scalar> const>> demand, BasicWorkspace<Scalar>& workspace,
                                         BasicGradient<Scalar>& gradient);

/// What a number in Spreads means.
enum class SpreadKind : std::uint8_t {
    relative,  ///< share of the value: sigma of a lognormal (of its logarithm), or a coefficient of variation
    absolute,  ///< standard deviation in the unit of the value
};

/// Standard deviations, in the order of the entries; an empty span stands for "certain". Where some values are lognormal and
/// others not, add the variances of two calls that are 0 where the other is not: all values vary independently.
struct Spreads {
    std::span<double const> technosphere{};  ///< one per stored entry of A
    std::span<double const> biosphere{};     ///< one per stored entry of B
    std::span<double const> factors{};       ///< one per row of B
    std::span<double const> demand{};        ///< one per entry of the demand
    SpreadKind kind = SpreadKind::relative;
};

/// Where a number stands that has a share in the variance.
enum class EntryKind : std::uint8_t { technosphere, biosphere, factor, demand };

/// What one number adds to the variance of the score.
struct VarianceShare {
    EntryKind kind = EntryKind::technosphere;
    std::int32_t entry = 0;   ///< into the values of A or B, the rows of B, the entries of the demand
    std::int32_t row = 0;     ///< product or elementary flow
    std::int32_t column = -1; ///< process; -1 for factors and demand
    double variance = 0;
    double share = 0;         ///< of the total
};

/// Variance of the score to first order: exact for a score linear in independent values, good for small spreads; large ones
/// (a sigma above 0.5, say) need a simulation.
struct Variance {
    /// In the square of the score's unit.
    double total = 0;
    double technosphere = 0, biosphere = 0, factors = 0, demand = 0;  ///< parts of the total
    std::vector<VarianceShare> largest{};                             ///< largest first; equal ones by kind and entry
    [[nodiscard]] double standard_deviation() const noexcept { return std::sqrt(total); }
};

/// sum of (derivative x standard deviation)^2. `factors` and `demand` are those of the gradient. `top`: length of `largest`.
/// Problems: "solve.size", "gradient.spread" for a spread below 0 or not finite.
[[nodiscard]] Result<Variance> try_variance(SystemMatrices const& matrices, std::span<double const> factors, std::span<DemandEntry const> demand,
                                            Gradient const& gradient, Spreads const& spreads, std::size_t top = 10);

namespace detail {
[[nodiscard]] Problem wrong_factors(std::size_t expected, std::size_t got);
/// The proof that promises less: the caller gets one number to look at.
[[nodiscard]] Proof worse_of(Proof const& a, Proof const& b) noexcept;
}  // namespace detail

template <class Scalar>
Result<Proof> try_gradient(BasicSolver<Scalar> const& solver, std::type_identity_t<std::span<Scalar const>> factors,
                           std::type_identity_t<std::span<BasicDemandEntry<Scalar> const>> demand, BasicWorkspace<Scalar>& workspace,
                           BasicGradient<Scalar>& g) {
    using detail::at;
    auto const a = solver.matrices().technosphere();
    auto const b = solver.matrices().biosphere();
    if (factors.size() != at(b.rows)) return detail::wrong_factors(at(b.rows), factors.size());
    std::span<Scalar> x, y;
    auto const supply_proof = solver.try_supply(demand, workspace, x);
    if (!supply_proof) return supply_proof.problem();
    std::size_t const n = at(solver.size());
    g.supply.assign(x.begin(), x.end());
    g.factors.assign(at(b.rows), Scalar(0));
    g.biosphere.resize(b.value.size());
    g.technosphere.resize(a.value.size());
    // One pass over B gives the derivatives, the inventory and the costs of the adjoint, which wait where its result will be.
    g.demand.assign(n, Scalar(0));
    g.score = Scalar(0);
    for (std::size_t j = 0; b.columns != 0 && j < n; ++j) {
        Scalar cost = Scalar(0);
        Scalar const runs = g.supply[j];
        for (std::size_t e = at(b.start[j]); e < at(b.start[j + 1]); ++e) {
            Scalar const& factor = factors[at(b.row[e])];
            cost += factor * b.value[e];
            g.biosphere[e] = factor * runs;
            g.factors[at(b.row[e])] += b.value[e] * runs;
        }
        g.demand[j] = cost;
        g.score += cost * runs;
    }
    auto const adjoint_proof = solver.try_adjoint(g.demand, workspace, y);
    if (!adjoint_proof) return adjoint_proof.problem();
    g.demand.assign(y.begin(), y.end());
    for (std::size_t j = 0; j < n; ++j) {
        Scalar const runs = -g.supply[j];
        for (std::size_t e = at(a.start[j]); e < at(a.start[j + 1]); ++e) g.technosphere[e] = g.demand[at(a.row[e])] * runs;
    }
    g.supply_proof = *supply_proof;
    g.adjoint_proof = *adjoint_proof;
    return detail::worse_of(*supply_proof, *adjoint_proof);
}

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/solve/impl/gradient.ipp"
#endif
