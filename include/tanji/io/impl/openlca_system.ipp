// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tanji/io/impl/openlca_method.ipp"

/// \file
/// Product systems with their links and parameter sets, and stored results.
namespace tanji::detail {

/// One parameter that a system sets to another value (rule A7), globally or for one process, category or method.
inline OlcaRedefinition olca_read_redefinition(OlcaStage& stage, JsonValue json) {
    OlcaRedefinition read;
    read.data.name = olca_text(stage, "name", json.find("name"));
    std::string const where = "redefinition of parameter '" + read.data.name + "'";
    JsonValue const value = json.find("value");
    if (olca_absent(value)) stage.fail("openlca.amount", "a redefined parameter has no value", where, "a number in 'value'", "nothing", "give the value, or remove the redefinition");
    read.data.value = olca_number(stage, "value", value);
    JsonValue const context = json.find("context");
    if (olca_absent(context)) return read;
    auto const type = context.find("@type").text().value_or("");
    if (type == "Process") read.process = olca_ref(stage.processes, context);
    else if (type == "ImpactCategory") read.impact = olca_ref(stage.impacts, context);
    else if (type == "ImpactMethod") read.method = olca_ref(stage.methods, context);
    // Taking an unknown scope for "global" would change another parameter of the same name.
    if (read.process == no_index && read.impact == no_index && read.method == no_index)
        stage.fail("openlca.field", "the scope of a redefined parameter is unknown", where, "a Process, ImpactCategory or ImpactMethod with @id", type.empty() ? "none of them" : std::string(type), "correct the field 'context', or remove it for a global parameter");
    return read;
}

/// A named set of redefinitions; the baseline is the one that openLCA uses if no other is asked for.
inline OlcaParameterSet olca_read_parameter_set(OlcaStage& stage, JsonValue json) {
    OlcaParameterSet set;
    set.data.name = olca_text(stage, "name", json.find("name"));
    set.data.baseline = olca_flag(stage, "isBaseline", json.find("isBaseline"));
    for (JsonValue const item : json.find("parameters").items()) set.values.push_back(olca_read_redefinition(stage, item));
    return set;
}

/// One stored link, for the policy `system` (rule A3): which process provides a flow to which exchange of which consumer. The
/// exchange's internal id tells two inputs of one flow apart; where an old export lacks it, the flow has to do.
inline void olca_read_link(OlcaStage& stage, JsonValue json, StoredSystem& system) {
    StoredLink link;
    JsonValue const provider = json.find("provider");
    auto const type = provider.find("@type").text().value_or("Process");
    if (type != "Process") {
        stage.note(Severity::set_aside, "openlca.link-kind", "product systems have links to other product systems or results, which are not followed",
                   "these inputs stay unlinked under the policy 'system'", stage.object + ": provider is a " + std::string(type));
        return;
    }
    link.provider = olca_ref(stage.processes, provider);
    link.consumer = olca_ref(stage.processes, json.find("process"));
    link.flow = olca_ref(stage.flows, json.find("flow"));
    link.exchange_id = olca_internal_id(stage, "internalId", json.find("exchange").find("internalId"));
    system.links.push_back(link);
}

/// A product system: reference process, exchange and amount, its links, its parameter sets. What is missing is judged when all
/// files are read (olca_resolve_system), since a system that cannot be used is no reason to refuse the database.
inline void olca_read_system(OlcaStage& stage, JsonValue json) {
    OlcaSystem system;
    Index const number = olca_identity(stage, stage.systems, json, "product system", system.data.id, system.data.name);
    for (auto const [key, value] : json.members()) {
        if (key == "refProcess" || key == "referenceProcess") system.data.process = olca_ref(stage.processes, value);
        else if (key == "refExchange" || key == "referenceExchange") {
            system.exchange = olca_internal_id(stage, "internalId", value.find("internalId"));
            system.data.flow = olca_ref(stage.flows, value.find("flow"));
        } else if (key == "targetAmount" && !olca_absent(value)) { system.data.amount = olca_number(stage, key, value); system.has_amount = true; }
        else if (key == "targetUnit") system.data.unit = olca_ref(stage.units, value);
        else if (key == "targetFlowProperty") system.data.property = olca_ref_with_unit(stage.properties, value);
        else if (key == "processes") {
            for (JsonValue const item : value.items())
                if (item.find("@type").text().value_or("Process") == "Process")
                    if (Index const process = olca_ref(stage.processes, item); process != no_index) system.data.processes.push_back(process);
        } else if (key == "processLinks") {
            for (JsonValue const item : value.items()) olca_read_link(stage, item, system.data);
        } else if (key == "parameterSets") {
            for (JsonValue const item : value.items()) system.sets.push_back(olca_read_parameter_set(stage, item));
        } else if (key == "parameterRedefs") {
            // Before openLCA 1.10 a system had one unnamed list: its baseline.
            OlcaParameterSet set{.data = {.name = "baseline", .baseline = true}};
            for (JsonValue const item : value.items()) set.values.push_back(olca_read_redefinition(stage, item));
            if (!set.values.empty()) system.sets.push_back(std::move(set));
        }
    }
    olca_define(stage, stage.systems, number, stage.system, std::move(system));
}

/// The first of two field names that is there: early exports of results named some fields differently.
inline JsonValue olca_either(JsonValue json, std::string_view first, std::string_view second) {
    JsonValue const value = json.find(first);
    return olca_absent(value) ? json.find(second) : value;
}

/// A stored amount is there to be compared with ours; one that is missing must not be compared as 0.
inline double olca_result_amount(OlcaStage const& stage, JsonValue json, std::string const& where) {
    JsonValue const value = olca_either(json, "amount", "value");
    if (olca_absent(value)) stage.fail("openlca.amount", "a stored result has no amount", where, "a number in 'amount'", "nothing", "export the result again");
    return olca_number(stage, "amount", value);
}

/// A result that openLCA computed and stored, kept for comparison: nothing of ours is computed from it. Total flows and
/// impacts only; contributions that some exports add are not read.
inline void olca_read_result(OlcaStage& stage, JsonValue json) {
    OlcaResult result;
    Index const number = olca_identity(stage, stage.results, json, "result", result.data.id, result.data.name);
    result.system = olca_ref(stage.systems, json.find("productSystem"));
    result.method = olca_ref(stage.methods, json.find("impactMethod"));
    for (JsonValue const item : json.find("flowResults").items()) {
        StoredFlowResult flow;
        flow.flow = olca_ref_with_unit(stage.flows, item.find("flow"));
        flow.location = olca_ref(stage.locations, item.find("location"));
        flow.input = olca_flag(stage, "isInput", olca_either(item, "isInput", "input"));
        flow.amount = olca_result_amount(stage, item, "flow " + stage.flows.text(flow.flow));
        result.data.flows.push_back(flow);
        result.measures.push_back({.property = olca_ref_with_unit(stage.properties, item.find("flowProperty")), .unit = olca_ref(stage.units, item.find("unit"))});
    }
    for (JsonValue const item : json.find("impactResults").items()) {
        Index const category = olca_ref_with_unit(stage.impacts, olca_either(item, "indicator", "impactCategory"));
        if (category == no_index) continue;
        result.impacts.push_back(category);
        result.data.impacts.push_back({.category_id = {}, .category_name = {}, .amount = olca_result_amount(stage, item, "impact " + stage.impacts.text(category))});
    }
    olca_define(stage, stage.results, number, stage.result, std::move(result));
}

}  // namespace tanji::detail
