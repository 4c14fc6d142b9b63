// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/impact/factor_table.hpp"
#include "tanji/impact/flow_map.hpp"
#include "tanji/lifecycle/link.hpp"

/// \file
/// Which flow of a method an elementary flow of an inventory is (rule A8), and where exchanges happen (rule A9). Nothing
/// is matched by likeness: only by id, by a table somebody made, or by equal names in equal compartments.
namespace tanji {

/// How factors of a method find the flows of an inventory.
struct MatchOptions {
    std::vector<FlowMapEntry> flow_map{};
    bool by_name = false;         ///< also by name, CAS, direction and compartment
    bool regional = true;         ///< false: located factors are ignored, never summed (rule A9)
    bool parent_regions = false;  ///< let a factor of a parent place stand in
    std::string normalisation_set{}; ///< id or name of a set of the method
    std::vector<Redefinition> parameters{}; ///< of factor formulas, by global or category scope (rule A7)
};

/// How an inventory flow got its factor when it was not by UUID: listed one by one (rule A8).
struct FlowMatch {
    Index elementary = no_index;
    std::string how{};           ///< "flow map (=)", "name", "CAS", "greenhouse gas by name", ...
    std::string method_flow{};   ///< what it was matched to
    double conversion = 1;
};

/// A method's flow that stands for an inventory flow: 1 reference unit of the inventory flow is `conversion` of its.
struct MethodTarget {
    Index flow = no_index;
    double conversion = 1;
};

/// Which flows of a method each elementary row of a system is (rule A8).
struct FlowMatching {
    std::vector<std::vector<MethodTarget>> targets{};    ///< per elementary row; empty: none
    std::vector<std::optional<Problem>> refused{};       ///< per elementary row: matched in ways that disagree
    std::vector<FlowMatch> matches{};                    ///< all that were not by UUID
    std::vector<Finding> findings{};                     ///< ambiguous names, unusable lines of the map
};

/// By UUID; then by the flow map; then, if asked, by name or CAS in the same compartment and direction, where a method
/// that knows the substance only in the unspecified part of the compartment serves too. `tables` are the factors of
/// the method's categories: several flows that match by name do no harm where all have the same factors.
[[nodiscard]] FlowMatching match_flows(ProductSystem const& system, std::vector<FactorTable> const& tables, MatchOptions const& options);

/// How much of `unit` 1 reference unit of the flow is, by any property the flow has and its file's own factors (rule A5).
[[nodiscard]] std::optional<double> unit_per_reference(Database const& database, Index flow, std::string_view unit);

/// Where an exchange with nature happens (rule A9): the place it names itself, else that of its process.
[[nodiscard]] Index place_of(ProductSystem const& system, Entry const& entry) noexcept;

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/impact/impl/flow_matching.ipp"
#endif
