// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>
#include <string>
#include <string_view>

#include "tanji/analysis/footprint_record.hpp"
#include "tanji/base/text.hpp"
#include "tanji/report/footprint_json.hpp"

/// \file
/// The JSON members of a result. Whoever adds one adds it to docs/command-line.md as well: the keys are a contract. What a
/// number lacks is null or left out, never 0; units stand next to every amount.
namespace tanji {
namespace detail {

/// Rule A1 seen from the reader: to treat 1 t of waste is the demand -1 t, and is written as 1.
[[nodiscard]] inline double shown_demand(ProductSystem const& system, Demand const& line) {
    bool const waste = system.database().flows()[system.columns()[line.column].flow].type == FlowType::waste;
    return waste ? -line.amount : line.amount;
}

/// The members that name a column, into the open object: a process alone is not enough, it may have several products.
inline void write_column(JsonWriter& json, ProductSystem const& system, Index column) {
    auto const& at = system.columns()[column];
    auto const name = system.database().process_name(at.process);
    json.member("process", name.id).member("name", trim(name.name)).member("location", name.location);
    json.member("product", trim(system.database().flows()[at.flow].name));
}

/// Recursion as deep as the tree, which TreeOptions::depth bounds. The root of several demands has no column and no amount.
inline void write_tree_node(JsonWriter& json, TreeNode const& node, Footprint const& footprint) {
    json.begin_object();
    if (node.column != no_index) {
        write_column(json, footprint.system(), node.column);
        json.member("amount", node.amount).member("unit", footprint.system().database().reference_unit(footprint.system().columns()[node.column].flow));
    }
    json.member("score", node.score).member("own", node.own).member("rest", node.rest).key("children").begin_array();
    for (auto const& child : node.children) write_tree_node(json, child, footprint);
    json.end_array().end_object();
}

// The direction is the shown one of rule A2, not that of any single exchange.
inline void write_flow(JsonWriter& json, ProductSystem const& system, Index elementary) {
    auto const& row = system.elementary()[elementary];
    auto const& flow = system.database().flows()[row.flow];
    json.member("id", flow.id).member("name", trim(flow.name)).member("category", flow.category);
    json.member("direction", row.shown_as_input ? "input" : "output");
}

inline void write_comparison_line(JsonWriter& json, ComparisonLine const& line) {
    json.begin_object().member("id", line.id).member("name", line.name).member("location", line.location);
    json.member("first", line.first).member("second", line.second).member("difference", line.difference).end_object();
}

}  // namespace detail

// The first product stands for the whole: readers of one product need no array, and write_demand has all of them.
TANJI_INLINE void write_process(JsonWriter& json, Footprint const& footprint) {
    auto const& system = footprint.system();
    auto const name = system.database().process_name(system.columns()[footprint.demand().front().column].process);
    json.key("process").begin_object().member("id", name.id).member("name", trim(name.name)).member("location", name.location).end_object();
}

TANJI_INLINE void write_demand(JsonWriter& json, Footprint const& footprint) {
    auto const& system = footprint.system();
    bool const one = footprint.demand().size() == 1;
    json.key("demand");
    if (!one) json.begin_array();
    for (auto const& line : footprint.demand()) {
        json.begin_object().member("amount", detail::shown_demand(system, line));
        json.member("unit", system.database().reference_unit(system.columns()[line.column].flow));
        if (!one) detail::write_column(json, system, line.column);
        json.end_object();
    }
    if (!one) json.end_array();
}

// null for a refused score, so that the row stays in its place and cannot be taken for zero; the normalised and weighted
// members only where the set has a value (absent is not 1).
TANJI_INLINE void write_scores(JsonWriter& json, Footprint const& footprint) {
    json.key("scores").begin_array();
    auto const& rows = footprint.characterisation().rows;
    for (Index i = 0; i < rows.size(); ++i) {
        auto const& row = rows[i];
        auto const score = footprint.find_score(i);
        json.begin_object().member("method", row.method).member("category", row.category).member("id", row.category_id).member("part", to_text(row.part));
        json.key("amount");
        if (score) json.value(*score);
        else json.null();
        json.member("unit", row.unit);
        if (score) {
            if (auto const value = normalised(row, *score)) json.member("normalised", *value);
            if (auto const value = weighted(row, *score)) json.member("weighted", *value);
            if (auto const value = normalised_and_weighted(row, *score)) json.member("normalised_and_weighted", *value);
        }
        json.end_object();
    }
    json.end_array();
}

// Without cut-off, and therefore without a rest: programs cut for themselves. A refused score has no contributions; why it is
// refused stands among the findings.
TANJI_INLINE void write_contributions(JsonWriter& json, Footprint const& footprint, Index row, By by) {
    json.key("contributions").begin_array();
    if (auto const result = try_contributions(footprint, {by, row, 0, 0})) {
        char const* const key = by == By::process || by == By::first_tier ? "process" : "id";
        for (auto const& line : result->lines) {
            json.begin_object().member(key, line.id).member("name", line.name).member("location", line.location);
            json.member("amount", line.amount).member("share", line.share).end_object();
        }
    }
    json.end_array();
}

// The words of the level and the warnings are those of the contract; the enums of solve/ may be renamed, these may not.
TANJI_INLINE void write_proof(JsonWriter& json, Proof const& proof) {
    json.key("proof").begin_object().member("level", to_text(proof.level)).member("backward_error", proof.backward_error).member("target", proof.target);
    json.member("processes", proof.processes).member("components", proof.components).member("largest_component", proof.largest_component);
    // Rounded up, so that the same file comes out on machines that differ in the last digit; absent where nothing is known.
    auto const error = [&](char const* key, double value) {
        if (proof.level >= ProofLevel::estimated && std::isfinite(value)) json.member(key, rounded_up(value));
    };
    error("relative_error", proof.relative_error);
    error("gross_error", proof.gross_error);
    error("score_error", proof.score_error);
    json.member("refinements", proof.refinements).key("warnings").begin_array();
    if (proof.has(ProofWarning::not_refined)) json.value("not refined");
    if (proof.has(ProofWarning::negative_supply)) json.value("negative supply");
    if (proof.has(ProofWarning::unproductive)) json.value("unproductive");
    if (proof.has(ProofWarning::nearly_singular)) json.value("nearly singular");
    json.end_array().end_object();
}

TANJI_INLINE void write_record(JsonWriter& json, Footprint const& footprint) { json.key("record").json(record_of(footprint).json()); }

// Only inputs of processes that this demand reaches: a database may have thousands elsewhere that no result depends on.
// Amounts are as stored, per run of their process and not per demand.
TANJI_INLINE void write_unlinked(JsonWriter& json, Footprint const& footprint) {
    auto const& system = footprint.system();
    auto const& database = system.database();
    json.key("unlinked").begin_array();
    for (auto const index : footprint.unlinked()) {
        auto const& unlinked = system.unlinked()[index];
        auto const& process = database.processes()[unlinked.process];
        auto const& exchange = process.exchanges[unlinked.exchange];
        auto const& flow = database.flows()[exchange.flow];
        json.begin_object().member("process", process.id).member("name", trim(process.name)).member("flow", flow.id).member("flow_name", trim(flow.name));
        json.member("amount", exchange.reference_amount()).member("unit", database.reference_unit(exchange.flow)).member("reason", unlinked.reason).end_object();
    }
    json.end_array();
}

// Two members that belong together (A8): what had no factor, and what got one otherwise than by id. Flows that do not occur
// in this inventory are left out of both.
TANJI_INLINE void write_unmatched(JsonWriter& json, Footprint const& footprint) {
    json.key("unmatched").begin_array();
    for (auto const row : footprint.unmatched()) {
        json.begin_object();
        detail::write_flow(json, footprint.system(), row);
        json.end_object();
    }
    json.end_array();
    json.key("matches").begin_array();
    for (auto const& match : footprint.characterisation().matches) {
        if (footprint.inventory()[match.elementary] == 0) continue;
        json.begin_object();
        detail::write_flow(json, footprint.system(), match.elementary);
        json.member("how", match.how).member("to", match.method_flow).member("conversion", match.conversion).end_object();
    }
    json.end_array();
}

// All fields of a Problem, empty ones too: a program that shows findings should not have to ask which are there.
TANJI_INLINE void write_findings(JsonWriter& json, std::span<Finding const> findings) {
    json.key("findings").begin_array();
    for (auto const& [severity, problem] : findings) {
        json.begin_object().member("severity", to_text(severity)).member("id", problem.id).member("what", problem.what);
        json.member("where", to_text(problem.where)).member("expected", problem.expected).member("got", problem.got).member("hint", problem.hint);
        json.key("related").begin_array();
        for (auto const& item : problem.related) json.value(item);
        json.end_array().end_object();
    }
    json.end_array();
}

TANJI_INLINE void write_comparison(JsonWriter& json, Comparison const& comparison) {
    json.key("comparison").begin_object().member("by", to_text(comparison.by)).member("method", comparison.method).member("category", comparison.category);
    json.member("unit", comparison.unit).member("first_name", comparison.first_name).member("second_name", comparison.second_name);
    json.member("first", comparison.first).member("second", comparison.second).member("difference", comparison.difference).key("lines").begin_array();
    for (auto const& line : comparison.lines) detail::write_comparison_line(json, line);
    if (comparison.left_out != 0) detail::write_comparison_line(json, comparison.rest);
    json.end_array().end_object();
}

TANJI_INLINE void write_tree(JsonWriter& json, TreeNode const& root, Footprint const& footprint) {
    json.key("tree");
    detail::write_tree_node(json, root, footprint);
}

}  // namespace tanji
