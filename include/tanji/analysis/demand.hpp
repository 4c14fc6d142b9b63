// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/result.hpp"
#include "tanji/lifecycle/link.hpp"
#include "tanji/lifecycle/typed_demand.hpp"

/// \file
/// From what people ask for ("1.5 t of steel") to the amount in a flow's reference unit that a system is solved for.
namespace tanji {

/// What is asked for: an amount of the flow of one column, in the flow's reference unit. Demand on waste treatment
/// of 1 t is -1 t (rule A1); `demand_of` sees to the sign and the unit.
struct Demand {
    Index column = no_index;
    double amount = 1;
};

/// `amount` reference units of the flow of a column; of a waste flow, that much treated (so the demand is negative).
/// Problems: "demand.column", "number.not-finite".
[[nodiscard]] Result<Demand> try_demand_of(ProductSystem const& system, Index column, double amount);
[[nodiscard]] Demand demand_of(ProductSystem const& system, Index column, double amount);

/// The same in a unit of any flow property the product has, by the factors of its file (rule A5): "t" or "m3" of a
/// flow in kg that has a density. A unit that the file does not name is converted by our own table to one that it does.
/// Problems: "demand.unit" with the usable units, "demand.ambiguous-unit" where two properties give different answers.
[[nodiscard]] Result<Demand> try_demand_of(ProductSystem const& system, Index column, double amount, std::string_view unit);
[[nodiscard]] Demand demand_of(ProductSystem const& system, Index column, double amount, std::string_view unit);

/// The same from text: "1.5 t". A number alone is refused, because its unit would be a guess. Problem "demand.text", and
/// those of the unit.
///
///     auto const demand = demand_of(system, system.find_column(process).value(), "1.5 t");
[[nodiscard]] Result<Demand> try_demand_of(ProductSystem const& system, Index column, std::string_view text);
[[nodiscard]] Demand demand_of(ProductSystem const& system, Index column, std::string_view text);

/// `1_t * ingot` of a model built in C++: the one process that makes the product. Problems of try_column ("lookup.*").
[[nodiscard]] Result<Demand> try_demand_of(ProductSystem const& system, TypedDemand const& demand);
[[nodiscard]] Demand demand_of(ProductSystem const& system, TypedDemand const& demand);

/// Names of the units in which a flow can be asked for, reference unit first: "kg", "t", ..., "m3 (Volume)".
[[nodiscard]] std::vector<std::string> usable_units(Database const& database, Index flow);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/analysis/impl/demand.ipp"
#endif
