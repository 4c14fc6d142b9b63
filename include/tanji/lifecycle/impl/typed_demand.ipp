// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <vector>

#include "tanji/lifecycle/impl/entry_text.ipp"
#include "tanji/lifecycle/typed_demand.hpp"

namespace tanji {

// By id and not by index: the system may come from a file that was written from the model, where the places differ.
// References beat others because a by-product of a second process must not make "1 t of steel" ambiguous; two references
// are, and the caller decides. Goes through all columns: a demand is looked up once.
TANJI_INLINE Result<Index> try_column(ProductSystem const& system, TypedDemand const& demand) {
    auto const& database = system.database();
    Index const flow = database.flow_index(demand.flow);
    if (flow == no_index)
        return Problem{"lookup.unknown", "The system has no such product", {}, "a product of the model that was linked", demand.flow, "was it made by another ModelBuilder?", {}};
    std::vector<Index> references, all;
    for (Index i = 0; i < system.columns().size(); ++i) {
        auto const& column = system.columns()[i];
        if (column.flow != flow) continue;
        all.push_back(i);
        for (auto const& exchange : database.processes()[column.process].exchanges)
            if (exchange.reference && exchange.flow == flow) references.push_back(i);
    }
    auto const& found = references.empty() ? all : references;
    if (found.size() == 1) return found.front();
    Problem problem{found.empty() ? "lookup.unknown" : "lookup.ambiguous", found.empty() ? "No process makes this product" : "Several processes make this product", {}, "one process", {}, {}, {}};
    problem.where.object = detail::entry_text("flow", database.flows()[flow].name, demand.flow);
    if (!found.empty()) problem.hint = "ask for a process with demand_of(system, system.find_column(process), amount)";
    for (Index const i : found) {
        auto const& process = database.processes()[system.columns()[i].process];
        problem.related.push_back(detail::entry_text("process", process.name, process.id));
    }
    return problem;
}

}  // namespace tanji
