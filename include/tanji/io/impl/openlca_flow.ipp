// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tanji/io/impl/openlca_merge.ipp"

/// \file
/// Units, flow properties, places, categories and flows of openLCA JSON-LD. Where schema 1 and 2 name a field
/// differently, both names are read.
namespace tanji::detail {

/// The id and name every entry has; names the object for messages. The name may differ from what references said of it
/// before: those are words for messages only, so the first stays.
inline Index olca_identity(OlcaStage& stage, OlcaIds& ids, JsonValue json, std::string_view kind, std::string& id, std::string& name) {
    name = olca_text(stage, "name", json.find("name"));
    stage.object = std::string(kind) + " '" + std::string(trim(name)) + "'";
    id = olca_text(stage, "@id", json.find("@id"));
    if (id.empty()) stage.fail("openlca.field", "an entry has no @id", "field '@id'", "a text", "nothing", "export it again; references need the @id");
    Index const number = ids.number(id);
    if (ids.name[number].empty()) ids.name[number] = name;
    return number;
}

/// One unit of a group. Only the reference unit may leave its factor out, as it can be nothing but 1. A unit that is wrong
/// refuses the file, because every amount in it would be (rule A5: the file's own factors hold).
inline FileUnit olca_unit(OlcaStage& stage, JsonValue json, bool& reference) {
    FileUnit unit;
    bool stated = false;
    reference = false;
    for (auto const [key, value] : json.members()) {
        if (key == "@id") unit.id = olca_text(stage, key, value);
        else if (key == "name") unit.name = olca_text(stage, key, value);
        else if (key == "conversionFactor" && !olca_absent(value)) { unit.factor = olca_number(stage, key, value); stated = true; }
        else if (key == "referenceUnit") reference = olca_flag(stage, key, value);
        else if (key == "isRefUnit") { reference = olca_flag(stage, key, value); stage.new_style = true; }
        else if (key == "synonyms")
            for (JsonValue const synonym : value.items()) unit.synonyms.push_back(olca_text(stage, key, synonym));
    }
    std::string const where = "unit '" + unit.name + "'";
    // Ids are how exchanges name units; a unit without one can still be named by its text.
    if (!stated && !reference) stage.fail("openlca.unit", "a unit has no conversion factor", where, "a number in 'conversionFactor'", "nothing", "give the factor to the group's reference unit");
    if (unit.factor == 0) stage.fail("openlca.unit", "a unit's conversion factor is zero", where, "a number other than 0", "0", "give the factor to the group's reference unit");
    return unit;
}

/// Exactly one reference unit with factor 1, since everything is measured in it. Units are entered by id beside their group:
/// exchanges name a unit without its group. A later definition of the same group can add units, see olca_adopt_units.
inline void olca_read_unit_group(OlcaStage& stage, JsonValue json) {
    UnitGroup group;
    Index const number = olca_identity(stage, stage.groups, json, "unit group", group.id, group.name);
    std::size_t references = 0;
    for (JsonValue const item : json.find("units").items()) {
        bool reference = false;
        group.units.push_back(olca_unit(stage, item, reference));
        if (!reference) continue;
        ++references;
        group.reference = static_cast<Index>(group.units.size() - 1);
    }
    if (references != 1)
        stage.fail("openlca.unit", "a unit group needs one reference unit", "", "exactly one unit marked as reference",
                   std::to_string(references) + " of " + std::to_string(group.units.size()) + " units", "mark the unit whose factor is 1");
    if (group.units[group.reference].factor != 1)
        stage.fail("openlca.unit", "a reference unit's factor is not 1", "unit '" + group.units[group.reference].name + "'", "1", number_text(group.units[group.reference].factor), "mark the unit whose factor is 1");
    group.default_property = olca_ref_with_unit(stage.properties, json.find("defaultFlowProperty"));
    // olca_define takes the group or drops it; its units are needed in either case.
    UnitGroup copy = group;
    if (!olca_define(stage, stage.groups, number, stage.content.unit_groups, std::move(group))) {
        olca_adopt_units(stage, stage.groups.defined[number], copy);
        return;
    }
    Index const at = stage.groups.defined[number];
    for (Index i = 0; i < copy.units.size(); ++i) {
        if (copy.units[i].id.empty()) continue;
        Index const unit = stage.units.number(copy.units[i].id);
        if (stage.units.name[unit].empty()) stage.units.name[unit] = copy.units[i].name;
        stage.unit_place.resize(stage.units.id.size(), {no_index, no_index});
        if (stage.units.defined[unit] != no_index) continue;   // a unit id in two groups: the first holds
        stage.units.defined[unit] = unit;
        stage.unit_place[unit] = {at, i};
    }
}

/// `unit_group` holds a number until all files are read: the group may come later or from another file.
inline void olca_read_property(OlcaStage& stage, JsonValue json) {
    FlowProperty property;
    Index const number = olca_identity(stage, stage.properties, json, "flow property", property.id, property.name);
    property.unit_group = olca_ref(stage.groups, json.find("unitGroup"));
    property.economic = json.find("flowPropertyType").text() == "ECONOMIC_QUANTITY";
    olca_define(stage, stage.properties, number, stage.content.properties, std::move(property));
}

/// Places are told apart by id; the code tells the world (GLO, RoW) from the others in linking by place (rule A3). Which place
/// contains which is not stated in these files.
inline void olca_read_location(OlcaStage& stage, JsonValue json) {
    Location location;
    Index const number = olca_identity(stage, stage.locations, json, "location", location.id, location.name);
    location.code = olca_text(stage, "code", json.find("code"));
    olca_define(stage, stage.locations, number, stage.content.locations, std::move(location));
}

/// Only schema 1 has these; a path is made of them at the end.
inline void olca_read_category(OlcaStage& stage, JsonValue json) {
    OlcaCategory category;
    std::string id;
    Index const number = olca_identity(stage, stage.categories, json, "category", id, category.name);
    category.parent = olca_ref(stage.categories, json.find("category"));
    if (stage.categories.defined[number] != no_index) return;
    stage.categories.defined[number] = static_cast<Index>(stage.tree.size());
    stage.tree.push_back(std::move(category));
}

/// No default: the type decides whether a flow is linked and with which sign (rule A1), so it cannot be guessed.
inline FlowType olca_read_flow_type(OlcaStage const& stage, JsonValue json) {
    auto const text = json.find("flowType").text();
    if (text == "ELEMENTARY_FLOW") return FlowType::elementary;
    if (text == "PRODUCT_FLOW") return FlowType::product;
    if (text == "WASTE_FLOW") return FlowType::waste;
    stage.fail("openlca.field", "a flow's type is unknown", "field 'flowType'", "ELEMENTARY_FLOW, PRODUCT_FLOW or WASTE_FLOW", text ? std::string(*text) : "nothing", "the type decides a flow's sign: give it");
}

/// The properties in which a flow can be measured. A wrong reference property refuses the file, since all amounts of the flow
/// pass through it; any other one with factor 0 is set aside (rule A6), since only who asks in it would meet it.
inline void olca_read_flow_properties(OlcaStage& stage, JsonValue list, Flow& flow) {
    std::size_t references = 0;
    for (JsonValue const item : list.items()) {
        PropertyFactor factor;
        bool reference = false, stated = false;
        for (auto const [key, value] : item.members()) {
            if (key == "flowProperty") factor.property = olca_ref_with_unit(stage.properties, value);
            else if (key == "conversionFactor" && !olca_absent(value)) { factor.factor = olca_number(stage, key, value); stated = true; }
            else if (key == "referenceFlowProperty") reference = olca_flag(stage, key, value);
            else if (key == "isRefFlowProperty") { reference = olca_flag(stage, key, value); stage.new_style = true; }
        }
        if (factor.property == no_index) stage.fail("openlca.field", "a flow property has no @id", "field 'flowProperties'", "a reference to a flow property", "none", "export the flow again");
        std::string const where = "property " + stage.properties.text(factor.property);
        if (!stated && !reference) stage.fail("openlca.unit", "a flow property has no conversion factor", where, "a number in 'conversionFactor'", "nothing", "give how much of it one reference unit is");
        if (reference && factor.factor != 1) stage.fail("openlca.unit", "the factor of a flow's reference property is not 1", where, "1", number_text(factor.factor), "mark the property whose factor is 1 as the reference");
        if (factor.factor == 0) {
            stage.note(Severity::set_aside, "openlca.property-factor-zero", "a flow property's conversion factor is zero; the flow cannot be given in it", "give the factor, or remove the property", stage.object + ", " + where);
            continue;
        }
        if (reference) { ++references; flow.reference_property = static_cast<Index>(flow.properties.size()); }
        flow.properties.push_back(factor);
    }
    // A single property is the reference even if the flag was left out: there is nothing else it could be.
    if (references == 0 && flow.properties.size() == 1) references = 1;
    if (references != 1)
        stage.fail("openlca.unit", "a flow needs one reference property", "", "exactly one property marked as reference",
                   std::to_string(references) + " of " + std::to_string(flow.properties.size()), "mark the property in which amounts are kept");
}

/// The category stands beside the flow (flow_category) as a number where schema 1 refers to it, and in the flow as a path
/// where schema 2 writes it out. Fields that are not named here change no result and are passed over.
inline void olca_read_flow(OlcaStage& stage, JsonValue json) {
    Flow flow;
    Index category = no_index;
    Index const number = olca_identity(stage, stage.flows, json, "flow", flow.id, flow.name);
    flow.type = olca_read_flow_type(stage, json);
    for (auto const [key, value] : json.members()) {
        if (key == "category") category = olca_category(stage, value, flow.category);
        else if (key == "cas") flow.cas = olca_text(stage, key, value);
        else if (key == "formula") flow.formula = olca_text(stage, key, value);
        else if (key == "location") flow.location = olca_ref(stage.locations, value);
        else if (key == "flowProperties") olca_read_flow_properties(stage, value, flow);
        else if (key == "synonyms") {
            // A text with ';' in openLCA, a list elsewhere.
            if (auto const text = value.text()) {
                for (std::string_view const part : split(*text, ';'))
                    if (!trim(part).empty()) flow.synonyms.emplace_back(trim(part));
            }
            for (JsonValue const item : value.items()) flow.synonyms.push_back(olca_text(stage, key, item));
        }
    }
    if (flow.properties.empty()) stage.fail("openlca.unit", "a flow has no flow property", "", "at least one in 'flowProperties'", "none", "its amounts would have no unit: add the property");
    if (olca_define(stage, stage.flows, number, stage.content.flows, std::move(flow))) stage.flow_category.push_back(category);
}

}  // namespace tanji::detail
