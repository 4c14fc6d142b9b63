// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "tanji/impact/characterisation.hpp"
#include "tanji/lifecycle/link.hpp"
#include "tanji/solve/proof.hpp"

namespace tanji {

/// What is asked for: an amount of the flow of one column, in the flow's reference unit. Demand on waste treatment
/// of 1 t is -1 t (rule A1); `demand_of` sees to the sign and the unit.
struct Demand {
    Index column = no_index;
    double amount = 1;
};

/// One result of the solved system: h = C B x for one row of C.
struct Score {
    Index row = 0;        ///< into Characterisation::rows
    double amount = 0;    ///< in that row's unit
};

/// The footprint of a demand: supply, inventory, scores, with proof and record. A handle; keeps alive what it names.
class Footprint {
public:
    [[nodiscard]] ProductSystem const& system() const noexcept;
    [[nodiscard]] Characterisation const& characterisation() const noexcept;
    [[nodiscard]] std::span<Demand const> demand() const noexcept;
    [[nodiscard]] std::span<double const> supply() const noexcept;      ///< per column
    [[nodiscard]] std::span<double const> inventory() const noexcept;   ///< signed net per elementary row
    [[nodiscard]] std::span<Score const> scores() const noexcept;       ///< one per row of C
    [[nodiscard]] std::span<double const> unit_scores(Index row) const; ///< adjoint: score of one unit of every column's flow
    [[nodiscard]] Proof const& proof() const noexcept;
    [[nodiscard]] std::span<Finding const> findings() const noexcept;   ///< of link and characterise that concern this demand

    struct Content;
    explicit Footprint(std::shared_ptr<Content const> content) : content_(std::move(content)) {}

private:
    std::shared_ptr<Content const> content_;
};

/// Solves and assesses in one call. Errors: "link.refused" when a column that cannot be allocated is reached,
/// "solve.*" with the processes concerned.
[[nodiscard]] Result<Footprint> try_footprint(ProductSystem const& system, std::vector<Demand> demand, Characterisation characterisation);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/analysis/impl/footprint.ipp"
#endif
