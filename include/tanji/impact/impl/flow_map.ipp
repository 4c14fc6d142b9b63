// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <optional>
#include <utility>

#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"
#include "tanji/impact/flow_map.hpp"

namespace tanji {
namespace detail {

/// Field of an optional column, trimmed; "" if the file has no such column.
[[nodiscard]] inline std::string flow_map_field(CsvReader const& table, std::string_view column) {
    return table.has_column(column) ? std::string(trim(table[column])) : std::string();
}

/// Rows without ids are passed over, not refused: published maps list flows that have no counterpart as well. Whether an
/// id is in the database shows only when the map is applied, as one map serves many databases.
[[nodiscard]] inline std::vector<FlowMapEntry> flow_map_entries(CsvReader& table) {
    auto const source = table.column("SourceFlowUUID");
    auto const target = table.column("TargetFlowUUID");
    auto const conversion = table.column("ConversionFactor");
    std::vector<FlowMapEntry> entries;
    while (table.next()) {
        FlowMapEntry entry;
        entry.source_id = trim(table[source]);
        entry.target_id = trim(table[target]);
        if (entry.source_id.empty() || entry.target_id.empty()) continue;
        entry.conversion = table.number_or_nothing(conversion).value_or(1.0);
        entry.source_name = flow_map_field(table, "SourceFlowName");
        entry.source_category = flow_map_field(table, "SourceFlowContext");
        entry.source_unit = flow_map_field(table, "SourceUnit");
        entry.target_name = flow_map_field(table, "TargetFlowName");
        entry.target_unit = flow_map_field(table, "TargetUnit");
        auto condition = flow_map_field(table, "MatchCondition");
        if (!condition.empty()) entry.condition = std::move(condition);
        entries.push_back(std::move(entry));
    }
    return entries;
}

}  // namespace detail

// The reader of CSV files throws, with line and column; only that is caught here. A map of which nothing is left is an
// error, since going on without it would look like a method that covers nothing.
TANJI_INLINE Result<std::vector<FlowMapEntry>> try_read_flow_map(std::string_view csv, std::string file) {
    try {
        CsvReader table(csv, file);
        auto entries = detail::flow_map_entries(table);
        if (!entries.empty()) return entries;
    } catch (Error const& error) {
        return error.problem();
    }
    Problem problem{"impact.flow-map", "No row of the flow map can be used"};
    problem.where.file = std::move(file);
    problem.expected = "rows with SourceFlowUUID and TargetFlowUUID";
    problem.got = "only rows that lack one of them";
    problem.hint = "Use a map made for this database; lists that name flows without ids need matching by name instead";
    return problem;
}

TANJI_INLINE std::vector<FlowMapEntry> read_flow_map(std::string_view csv, std::string file) {
    return try_read_flow_map(csv, std::move(file)).value();
}

}  // namespace tanji
