// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tanji/io/impl/openlca_system.ipp"

/// \file
/// From numbers to indices, first part: units, properties, places and flows, and the conversion of an amount to its
/// flow's reference unit.
namespace tanji::detail {

/// Where the numbers of a stage ended up in the content: by number, no_index for what is not there. Locations always are.
struct OlcaFinal {
    std::vector<Index> property{}, location{}, flow{}, process{};
    std::vector<bool> flow_without_unit{};
};

/// A measure resolved: unit index inside the property's group, and the conversion.
struct OlcaConversion {
    Index property = no_index, unit = no_index;
    double to_reference = 1;
};

inline constexpr std::string_view olca_units_hint = "add the file with the unit groups and flow properties that this one was exported without";

/// A group of one unit, for a property whose units are in none of the files. References say the name of its reference
/// unit, so amounts in just that unit need no conversion; any other unit stays unknown.
inline Index olca_stand_in_group(OlcaStage& stage, Index property, std::string const& unit) {
    UnitGroup group{.id = stage.properties.id[property] + "/unit", .name = "unit of " + stage.properties.name[property], .units = {}};
    group.units.push_back({.id = {}, .name = unit});
    stage.content.unit_groups.push_back(std::move(group));
    stage.note(Severity::warning, "openlca.units-missing", "the unit groups of flow properties are in none of the files; only their reference unit is known",
               olca_units_hint, stage.properties.text(property) + " in " + unit);
    return static_cast<Index>(stage.content.unit_groups.size() - 1);
}

/// Names of reference units that references to flows give for the flows' reference properties.
inline void olca_collect_reference_units(OlcaStage& stage) {
    for (Flow const& flow : stage.content.flows) {
        std::string const& unit = stage.flows.unit[stage.flows.numbers.find(flow.id)->second];
        std::string& known = stage.properties.unit[flow.properties[flow.reference_property].property];
        if (known.empty()) known = unit;
    }
}

/// Keeps the properties whose unit is known; the others stay no_index and are refused where they are needed. A property that
/// is in none of the files is made of what references say of it, if a flow has it: packages are exported without the
/// units that their author's database shares with others.
inline void olca_resolve_properties(OlcaStage& stage, OlcaFinal& final) {
    olca_collect_reference_units(stage);
    std::vector<FlowProperty> read = std::move(stage.content.properties);
    std::vector<FlowProperty> kept;
    std::vector<bool> needed(stage.properties.id.size(), false);
    for (Flow const& flow : stage.content.flows)
        for (PropertyFactor const& factor : flow.properties) needed[factor.property] = true;
    final.property.assign(stage.properties.id.size(), no_index);
    for (Index number = 0; number < stage.properties.id.size(); ++number) {
        Index const defined = stage.properties.defined[number];
        if (defined == no_index && !needed[number]) continue;
        FlowProperty property = defined == no_index ? FlowProperty{.id = stage.properties.id[number], .name = stage.properties.name[number]} : std::move(read[defined]);
        property.unit_group = property.unit_group == no_index ? no_index : stage.groups.defined[property.unit_group];
        if (property.unit_group == no_index) {
            if (stage.properties.unit[number].empty()) continue;
            property.unit_group = olca_stand_in_group(stage, number, stage.properties.unit[number]);
        }
        final.property[number] = static_cast<Index>(kept.size());
        kept.push_back(std::move(property));
    }
    stage.content.properties = std::move(kept);
    for (UnitGroup& group : stage.content.unit_groups)
        if (group.default_property != no_index) group.default_property = final.property[group.default_property];
}

/// Every location that is named gets an index, defined or not: no exchange may lose its place for want of a file.
inline void olca_resolve_locations(OlcaStage& stage, OlcaFinal& final) {
    final.location = stage.locations.defined;
    for (Index number = 0; number < final.location.size(); ++number) {
        if (final.location[number] != no_index) continue;
        // Its place still tells two exchanges or factors apart; without a code it has no parents and matches nothing else.
        final.location[number] = static_cast<Index>(stage.content.locations.size());
        stage.content.locations.push_back({.id = stage.locations.id[number], .code = {}, .name = stage.locations.name[number]});
        stage.note(Severity::note, "openlca.location-missing", "locations are in none of the files; their code is not known", "add the file that holds them", stage.locations.text(number));
    }
}

/// "parent/child" for a category of schema 1. `budget` ends rings of parents.
inline std::string const& olca_path(OlcaStage& stage, Index number, int budget = 64) {
    Index const at = stage.categories.defined[number];
    if (at == no_index) {
        // Not in the files: what its references say of it.
        std::string& path = stage.categories.unit[number];
        if (!path.empty() && path.back() == '/') path += stage.categories.name[number];
        return path.empty() ? stage.categories.name[number] : path;
    }
    OlcaCategory& category = stage.tree[at];
    if (!category.path.empty()) return category.path;
    std::string path = category.parent == no_index || budget == 0 ? std::string() : olca_path(stage, category.parent, budget - 1) + "/";
    category.path = std::move(path) + category.name;
    return category.path;
}

/// Keeps the flows whose reference property has a known unit. The others cannot hold an amount; they are left out here, and
/// olca_convert refuses what needs one of them, so that flows nobody uses do no harm. Flows come in the order of numbers.
inline void olca_resolve_flows(OlcaStage& stage, OlcaFinal& final) {
    std::vector<Flow> read = std::move(stage.content.flows);
    stage.content.flows.clear();
    final.flow.assign(stage.flows.id.size(), no_index);
    final.flow_without_unit.assign(stage.flows.id.size(), false);
    for (Index number = 0; number < stage.flows.id.size(); ++number) {
        Index const defined = stage.flows.defined[number];
        if (defined == no_index) continue;
        Flow& flow = read[defined];
        std::vector<PropertyFactor> properties;
        Index reference = no_index;
        for (Index i = 0; i < flow.properties.size(); ++i) {
            Index const property = final.property[flow.properties[i].property];
            if (property == no_index) continue;
            if (i == flow.reference_property) reference = static_cast<Index>(properties.size());
            properties.push_back({.property = property, .factor = flow.properties[i].factor});
        }
        if (properties.size() != flow.properties.size())
            stage.note(Severity::set_aside, "openlca.property-missing", "flow properties have neither a definition nor a known unit; flows cannot be given in them", olca_units_hint, "flow " + stage.flows.text(number));
        final.flow_without_unit[number] = reference == no_index;
        if (reference == no_index) continue;
        flow.properties = std::move(properties);
        flow.reference_property = reference;
        if (flow.location != no_index) flow.location = final.location[flow.location];
        if (Index const category = stage.flow_category[defined]; category != no_index) flow.category = olca_path(stage, category);
        final.flow[number] = static_cast<Index>(stage.content.flows.size());
        stage.content.flows.push_back(std::move(flow));
    }
}

/// Unit of an amount inside `group`; no_index if the group does not have it.
inline Index olca_unit_in_group(OlcaStage& stage, Index group, Index unit) {
    UnitGroup const& units = stage.content.unit_groups[group];
    if (unit == no_index) return units.reference;   // the schema's default
    if (unit < stage.unit_place.size() && stage.unit_place[unit].first == group) return stage.unit_place[unit].second;
    // Defined elsewhere means another kind of unit. Defined nowhere: the name in the reference still says which one it is.
    if (stage.units.defined[unit] != no_index) return no_index;
    for (Index i = 0; i < units.units.size(); ++i) {
        if (units.units[i].name != stage.units.name[unit]) continue;
        if (!units.units[i].id.empty())
            stage.note(Severity::warning, "openlca.unit-by-name", "units are in none of the files by their @id; the unit of the same name was taken", olca_units_hint, "unit " + stage.units.text(unit));
        return i;
    }
    return no_index;
}

/// The conversion of an amount in `measure` to the flow's reference unit. `where` names its owner for the refusal. Only the
/// file's factors take part (rule A5): unit to the group's reference unit, then property to the flow's reference property.
/// Where the measure leaves property or unit out, the schema means the reference ones. Without a unit an amount is
/// refused, not set aside: taking it as it stands may be wrong by any factor.
template <class Where>
OlcaConversion olca_convert(OlcaStage& stage, OlcaFinal const& final, Index flow_number, OlcaMeasure measure, Where const& where) {
    auto const refuse = [&](std::string what, std::string expected, std::string got) {
        stage.fail("openlca.unit", std::move(what), where(), std::move(expected), std::move(got), std::string(olca_units_hint));
    };
    if (final.flow[flow_number] == no_index)
        refuse("the unit of a flow's amounts is in none of the files", "a unit group for the reference property of " + stage.flows.text(flow_number), "none");
    Flow const& flow = stage.content.flows[final.flow[flow_number]];
    PropertyFactor factor = flow.properties[flow.reference_property];
    if (measure.property != no_index) {
        Index const wanted = final.property[measure.property];
        auto const found = std::find_if(flow.properties.begin(), flow.properties.end(), [&](PropertyFactor const& f) { return f.property == wanted; });
        if (found == flow.properties.end()) refuse("an amount is given in a flow property that its flow does not have", "one of the flow's properties", stage.properties.text(measure.property));
        factor = *found;
    }
    Index const group = stage.content.properties[factor.property].unit_group;
    Index const unit = olca_unit_in_group(stage, group, measure.unit);
    if (unit == no_index) refuse("the unit of an amount is not known", "a unit of '" + stage.content.unit_groups[group].name + "'", stage.units.text(measure.unit));
    return {.property = factor.property, .unit = unit, .to_reference = stage.content.unit_groups[group].units[unit].factor / factor.factor};
}

}  // namespace tanji::detail
