// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/result.hpp"

/// \file
/// Published tables that say which flow of one list is which flow of another. They come before matching by name (rule
/// A8), because somebody has looked at every line of them.
namespace tanji {

/// One line of a flow map: `source` flows (of inventories) are `target` flows (of methods); 1 source unit is
/// `conversion` target units. A source with several targets is split over them: its factor is the sum of theirs.
struct FlowMapEntry {
    std::string source_id{}, source_name{}, source_category{}, source_unit{};
    std::string target_id{}, target_name{}, target_unit{};
    double conversion = 1;
    std::string condition = "=";  ///< '=' same, '~' proxy, '<' and '>' narrower and wider; repeated in every match
};

/// Reads the CSV format of the Federal LCA Commons' mapping files. Columns by name, in any order: SourceFlowUUID,
/// TargetFlowUUID, ConversionFactor are required; SourceFlowName, SourceFlowContext, SourceUnit, TargetFlowName,
/// TargetUnit and MatchCondition are used if there.
/// Rows without a source UUID (lists that only name their flows) are left out; an empty conversion is 1 by that
/// format's own definition. Problems: "csv.*", "impact.flow-map" if no row can be used.
[[nodiscard]] Result<std::vector<FlowMapEntry>> try_read_flow_map(std::string_view csv, std::string file = {});
[[nodiscard]] std::vector<FlowMapEntry> read_flow_map(std::string_view csv, std::string file = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/impact/impl/flow_map.ipp"
#endif
