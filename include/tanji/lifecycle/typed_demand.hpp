// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>

#include "tanji/lifecycle/link.hpp"

/// \file
/// The bridge between the typed handles of model_builder.hpp and demands on a linked system (analysis/demand.hpp).
namespace tanji {

/// What `1_t * ingot` is: an amount of a product or waste of a built model, before anybody has linked it.
struct TypedDemand {
    std::string flow;      ///< id
    double amount = 0;     ///< in the flow's reference unit; positive for waste to be treated, too
};

/// The column that meets a demand: the one process that has the flow as its reference, else the one that makes it at all.
/// Problems: "lookup.unknown" (another model's flow, or nobody makes it), "lookup.ambiguous" with the processes.
[[nodiscard]] Result<Index> try_column(ProductSystem const& system, TypedDemand const& demand);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/lifecycle/impl/typed_demand.ipp"
#endif
