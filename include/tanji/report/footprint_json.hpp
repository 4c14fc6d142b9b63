// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <span>

#include "tanji/analysis/comparison.hpp"
#include "tanji/analysis/contributions.hpp"
#include "tanji/analysis/tree.hpp"
#include "tanji/base/json_writer.hpp"

/// \file
/// Parts of a result as JSON. Each function writes one member into the object that the writer has open; the keys are
/// those of the command line's contract (docs/command-line.md). Nothing is cut: JSON is complete.
namespace tanji {

/// "process": {id, name, location} of the first product that is demanded.
void write_process(JsonWriter& json, Footprint const& footprint);
/// "demand": {amount, unit} for one product, else an array with `product` and `process` added. Waste: amount treated.
void write_demand(JsonWriter& json, Footprint const& footprint);
/// "scores": [{method, category, id, part, amount, unit, normalised?, weighted?, normalised_and_weighted?}]; a refused score
/// has "amount": null.
void write_scores(JsonWriter& json, Footprint const& footprint);
/// "contributions": [{process, name, location, amount, share}], all of them, by process for row `row`; a refused row
/// gives an empty array. Other splits have `id` in the place of `process`.
void write_contributions(JsonWriter& json, Footprint const& footprint, Index row = 0, By by = By::process);
/// "proof": {level, backward_error, target, processes, components, largest_component, relative_error, gross_error,
/// score_error, refinements, warnings: [...]}. The three errors are bounds at level "verified", estimates at level
/// "estimated", rounded up to powers of ten; one that is not known is left out.
void write_proof(JsonWriter& json, Proof const& proof);
/// "record": the record of footprint_record.hpp.
void write_record(JsonWriter& json, Footprint const& footprint);
/// "unlinked": [{process, name, flow, flow_name, amount, unit, reason}], exchanges of reached processes.
void write_unlinked(JsonWriter& json, Footprint const& footprint);
/// "unmatched": [{id, name, category, direction}], flows of this inventory without a factor; "matches" likewise lists
/// those that were matched otherwise than by UUID.
void write_unmatched(JsonWriter& json, Footprint const& footprint);
/// "findings": [{severity, id, what, where, expected, got, hint, related}].
void write_findings(JsonWriter& json, std::span<Finding const> findings);
/// "comparison": {by, method, category, unit, first, second, difference, lines: [...]}.
void write_comparison(JsonWriter& json, Comparison const& comparison);
/// "tree": {process, name, product, amount, unit, score, own, rest, children: [...]}.
void write_tree(JsonWriter& json, TreeNode const& root, Footprint const& footprint);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/report/impl/footprint_json.ipp"
#endif
