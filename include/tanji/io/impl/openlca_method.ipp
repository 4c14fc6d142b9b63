// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tanji/io/impl/openlca_process.ipp"

/// \file
/// LCIA methods, their categories, and normalisation and weighting sets. Schema 1 keeps the sets in a folder of their
/// own or inside the method, schema 2 always inside.
namespace tanji::detail {

/// Remembers what a factor's reference says of its flow, for flows that turn out to be in none of the files (see
/// olca_add_factor_flows). Whether they do is known at the end only. The first reference that says enough holds; one without
/// type or name does not, as the flow could then be neither matched nor named.
inline void olca_keep_factor_flow(OlcaStage& stage, Index flow, Index property, JsonValue reference) {
    if (flow == no_index || property == no_index || stage.flows.defined[flow] != no_index || stage.factor_flows.contains(flow)) return;
    if (reference.find("flowType").text() != "ELEMENTARY_FLOW" || stage.flows.name[flow].empty()) return;
    stage.factor_flows.emplace(flow, OlcaFactorFlow{std::string(reference.find("category").text().value_or("")), property, stage.now});
}

/// One characterisation factor. Its unit and property stand beside it (`measures`, by position) until flows and units are
/// known; a factor without value refuses the file, because 0 would be a statement about the flow.
inline void olca_read_factor(OlcaStage& stage, JsonValue json, OlcaImpact& impact) {
    ImpactFactor factor;
    OlcaMeasure measure;
    JsonValue flow_reference;
    bool has_value = false;
    for (auto const [key, value] : json.members()) {
        if (key == "value" && !olca_absent(value)) { factor.value = olca_number(stage, key, value); has_value = true; }
        else if (key == "flow") factor.flow = olca_ref_with_unit(stage.flows, flow_reference = value);
        else if (key == "unit") measure.unit = olca_ref(stage.units, value);
        else if (key == "flowProperty") measure.property = olca_ref_with_unit(stage.properties, value);
        else if (key == "location") factor.location = olca_ref(stage.locations, value);
        else if (key == "formula") factor.formula = olca_text(stage, key, value);
        else if (key == "uncertainty") factor.uncertainty = olca_uncertainty(stage, value, [&] { return ", factor of flow " + stage.flows.text(factor.flow); });
    }
    if (!has_value) {
        std::string const where = "factor " + std::to_string(impact.data.factors.size() + 1) + " of flow " + stage.flows.text(factor.flow);
        stage.fail("openlca.amount", "a characterisation factor has no value", where, "a number in 'value'", "nothing", "give the value; a missing one is not taken as zero");
    }
    olca_keep_factor_flow(stage, factor.flow, measure.property, flow_reference);
    impact.data.factors.push_back(std::move(factor));
    impact.measures.push_back(measure);
}

/// An impact category. Without a direction the side on which a flow is shown decides the sign (rule A2), so a direction that
/// is stated but unknown cannot be passed over.
inline void olca_read_impact(OlcaStage& stage, JsonValue json) {
    OlcaImpact impact;
    Index const number = olca_identity(stage, stage.impacts, json, "impact category", impact.data.id, impact.data.name);
    for (auto const [key, value] : json.members()) {
        if (key == "refUnit" || key == "referenceUnitName") impact.data.unit = olca_text(stage, key, value);
        else if (key == "direction" && !olca_absent(value)) {
            auto const text = value.text().value_or("");
            if (text != "INPUT" && text != "OUTPUT") stage.fail("openlca.field", "the direction of an impact category is unknown", "field 'direction'", "INPUT or OUTPUT", std::string(text), "the direction decides a score's sign: correct it or leave it out");
            impact.data.direction = text == "INPUT" ? Direction::input : Direction::output;
        } else if (key == "impactFactors") {
            for (JsonValue const item : value.items()) olca_read_factor(stage, item, impact);
        } else if (key == "parameters") {
            for (JsonValue const item : value.items()) impact.data.parameters.push_back(olca_parameter(stage, item));
        }
    }
    olca_define(stage, stage.impacts, number, stage.impact, std::move(impact));
}

/// A normalisation and weighting set. An absent factor stays absent: it is neither 0 nor 1.
inline void olca_read_set(OlcaStage& stage, JsonValue json) {
    NormalisationSet set;
    Index const number = olca_identity(stage, stage.sets, json, "normalisation set", set.id, set.name);
    set.weighted_unit = olca_text(stage, "weightedScoreUnit", json.find("weightedScoreUnit"));
    for (JsonValue const item : json.find("factors").items()) {
        NormalisationWeight weight;
        weight.category = olca_ref(stage.impacts, item.find("impactCategory"));
        if (JsonValue const value = item.find("normalisationFactor"); !olca_absent(value)) weight.normalisation = olca_number(stage, "normalisationFactor", value);
        if (JsonValue const value = item.find("weightingFactor"); !olca_absent(value)) weight.weighting = olca_number(stage, "weightingFactor", value);
        if (weight.category != no_index) set.values.push_back(weight);
    }
    olca_define(stage, stage.sets, number, stage.set, std::move(set));
}

/// A method: which categories and sets it has. Sets written inside are read at once, which changes what messages call the
/// object; hence the copy of its name.
inline void olca_read_method(OlcaStage& stage, JsonValue json) {
    OlcaMethod method;
    Index category = no_index;
    Index const number = olca_identity(stage, stage.methods, json, "method", method.data.id, method.data.name);
    std::string const object = stage.object;
    for (auto const [key, value] : json.members()) {
        if (key == "category") category = olca_category(stage, value, method.data.category);
        else if (key == "source") method.data.source = value.find("name").text().value_or("");
        else if (key == "impactCategories") {
            for (JsonValue const item : value.items())
                if (Index const impact = olca_ref_with_unit(stage.impacts, item); impact != no_index) method.categories.push_back(impact);
        } else if (key == "parameters") {
            for (JsonValue const item : value.items()) method.parameters.push_back(olca_parameter(stage, item));
        } else if (key == "nwSets") {
            for (JsonValue const item : value.items()) {
                if (Index const set = olca_ref(stage.sets, item); set != no_index) method.sets.push_back(set);
                if (item.find("factors")) olca_read_set(stage, item);
            }
        }
    }
    stage.object = object;
    if (olca_define(stage, stage.methods, number, stage.method, std::move(method))) stage.method_category.push_back(category);
}

}  // namespace tanji::detail
