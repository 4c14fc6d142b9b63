// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "tanji/io/impl/openlca_stage.ipp"

/// \file
/// One @id in several files (rule A5): the first stays, and what differs is reported with both values. Only what a
/// result can depend on is compared; descriptions and versions may differ.
namespace tanji::detail {

/// "field: kept / dropped" lines of two entries. Numbers are compared exactly: copies of one database agree to the last bit,
/// and what does not was computed anew.
class OlcaDifferences {
public:
    void text(std::string const& field, std::string_view kept, std::string_view other) {
        if (kept != other) lines.push_back(field + ": '" + std::string(kept) + "' / '" + std::string(other) + "'");
    }
    void number(std::string const& field, double kept, double other) {
        if (kept != other) lines.push_back(field + ": " + number_text(kept) + " / " + number_text(other));
    }
    /// Things known by number in `ids`.
    void ref(std::string const& field, Index kept, Index other, OlcaIds const& ids) {
        if (kept != other) lines.push_back(field + ": " + (kept == no_index ? "none" : ids.text(kept)) + " / " + (other == no_index ? "none" : ids.text(other)));
    }
    void count(std::string const& field, std::size_t kept, std::size_t other) { number("number of " + field, static_cast<double>(kept), static_cast<double>(other)); }

    std::vector<std::string> lines{};
};

inline std::string_view olca_flow_type(FlowType type) noexcept {
    return type == FlowType::elementary ? "ELEMENTARY_FLOW" : type == FlowType::product ? "PRODUCT_FLOW" : "WASTE_FLOW";
}

// One overload for each kind of entry, called by olca_define. In all of them `a` is what is kept and `b` what is dropped, and
// references are compared by number, that is by id: what an id means is compared where it is defined.
inline void olca_compare(OlcaStage const&, UnitGroup const& a, UnitGroup const& b, OlcaDifferences& out) {
    for (FileUnit const& unit : b.units) {
        auto const same = std::find_if(a.units.begin(), a.units.end(), [&](FileUnit const& other) { return other.id == unit.id; });
        if (same == a.units.end()) continue;   // a unit more contradicts nothing
        out.number("factor of unit '" + unit.name + "'", same->factor, unit.factor);
    }
    out.text("reference unit", a.units[a.reference].id, b.units[b.reference].id);
}

inline void olca_compare(OlcaStage const& stage, FlowProperty const& a, FlowProperty const& b, OlcaDifferences& out) {
    out.ref("unit group", a.unit_group, b.unit_group, stage.groups);
    if (a.economic != b.economic) out.lines.push_back(std::string("economic: ") + (a.economic ? "yes / no" : "no / yes"));
}

inline void olca_compare(OlcaStage const&, Location const& a, Location const& b, OlcaDifferences& out) { out.text("code", a.code, b.code); }

// Categories are not compared: packages file one flow under headings that differ in spelling, which is no conflict.
inline void olca_compare(OlcaStage const& stage, Flow const& a, Flow const& b, OlcaDifferences& out) {
    out.text("name", a.name, b.name);
    out.text("type", olca_flow_type(a.type), olca_flow_type(b.type));
    out.text("CAS", a.cas, b.cas);
    out.ref("reference property", a.properties[a.reference_property].property, b.properties[b.reference_property].property, stage.properties);
    for (PropertyFactor const& factor : b.properties)
        for (PropertyFactor const& kept : a.properties)
            if (kept.property == factor.property) out.number("factor of property " + stage.properties.text(factor.property), kept.factor, factor.factor);
    out.count("properties", a.properties.size(), b.properties.size());
}

// Exchanges are compared by position: an exchange has no id of its own in all versions. One that was inserted makes all behind
// it differ, which the cap on lines in olca_define keeps readable.
inline void olca_compare(OlcaStage const& stage, Process const& a, Process const& b, OlcaDifferences& out) {
    out.text("name", a.name, b.name);
    out.ref("location", a.location, b.location, stage.locations);
    out.count("exchanges", a.exchanges.size(), b.exchanges.size());
    out.count("allocation factors", a.allocation.size(), b.allocation.size());
    out.count("parameters", a.parameters.size(), b.parameters.size());
    for (std::size_t i = 0; i < a.exchanges.size() && i < b.exchanges.size(); ++i) {
        Exchange const& x = a.exchanges[i];
        Exchange const& y = b.exchanges[i];
        std::string const which = "exchange " + std::to_string(i + 1);
        out.ref(which + ", flow", x.flow, y.flow, stage.flows);
        out.number(which + ", amount", x.amount, y.amount);
        out.ref(which + ", unit", x.unit, y.unit, stage.units);
        out.ref(which + ", property", x.property, y.property, stage.properties);
        out.ref(which + ", provider", x.provider, y.provider, stage.processes);
        if (x.input != y.input || x.avoided != y.avoided || x.reference != y.reference) out.lines.push_back(which + ": input, avoided or reference differ");
        out.text(which + ", formula", x.formula == no_index ? "" : a.formulas[x.formula], y.formula == no_index ? "" : b.formulas[y.formula]);
    }
    for (std::size_t i = 0; i < a.allocation.size() && i < b.allocation.size(); ++i) out.number("allocation factor " + std::to_string(i + 1), a.allocation[i].value, b.allocation[i].value);
    for (std::size_t i = 0; i < a.parameters.size() && i < b.parameters.size(); ++i) out.number("parameter '" + b.parameters[i].name + "'", a.parameters[i].value, b.parameters[i].value);
}

inline void olca_compare(OlcaStage const&, Parameter const& a, Parameter const& b, OlcaDifferences& out) {
    out.text("name", a.name, b.name);
    out.text("formula", a.formula, b.formula);
    out.number("value", a.value, b.value);
}

inline void olca_compare(OlcaStage const& stage, OlcaImpact const& a, OlcaImpact const& b, OlcaDifferences& out) {
    out.text("unit", a.data.unit, b.data.unit);
    out.number("direction", static_cast<double>(a.data.direction), static_cast<double>(b.data.direction));
    out.count("factors", a.data.factors.size(), b.data.factors.size());
    for (std::size_t i = 0; i < a.data.factors.size() && i < b.data.factors.size(); ++i) {
        std::string const which = "factor " + std::to_string(i + 1);
        out.ref(which + ", flow", a.data.factors[i].flow, b.data.factors[i].flow, stage.flows);
        out.number(which, a.data.factors[i].value, b.data.factors[i].value);
    }
}

inline void olca_compare(OlcaStage const& stage, OlcaMethod const& a, OlcaMethod const& b, OlcaDifferences& out) {
    out.count("categories", a.categories.size(), b.categories.size());
    for (std::size_t i = 0; i < a.categories.size() && i < b.categories.size(); ++i) out.ref("category " + std::to_string(i + 1), a.categories[i], b.categories[i], stage.impacts);
}

// An absent value is compared as 0, for the message only; what is kept stays absent.
inline void olca_compare(OlcaStage const& stage, NormalisationSet const& a, NormalisationSet const& b, OlcaDifferences& out) {
    out.count("factors", a.values.size(), b.values.size());
    for (std::size_t i = 0; i < a.values.size() && i < b.values.size(); ++i) {
        out.ref("category", a.values[i].category, b.values[i].category, stage.impacts);
        out.number("normalisation", a.values[i].normalisation.value_or(0), b.values[i].normalisation.value_or(0));
        out.number("weighting", a.values[i].weighting.value_or(0), b.values[i].weighting.value_or(0));
    }
}

// Systems and stored results can be as large as the database, so counts and the amount have to do: a copy that was changed
// nearly always differs in one of them.
inline void olca_compare(OlcaStage const& stage, OlcaSystem const& a, OlcaSystem const& b, OlcaDifferences& out) {
    out.ref("reference process", a.data.process, b.data.process, stage.processes);
    out.number("target amount", a.data.amount, b.data.amount);
    out.count("links", a.data.links.size(), b.data.links.size());
}

inline void olca_compare(OlcaStage const&, OlcaResult const& a, OlcaResult const& b, OlcaDifferences& out) {
    out.count("flows", a.data.flows.size(), b.data.flows.size());
    out.count("impacts", a.data.impacts.size(), b.data.impacts.size());
}

/// Units that only the later file has: they change nothing that was there, and its own factors may need them. Their
/// factors are brought to the kept reference unit. `scale` stays 0 where the kept group lacks the later file's reference
/// unit: then nothing says how the two relate, and nothing is adopted.
inline void olca_adopt_units(OlcaStage& stage, Index group, UnitGroup const& other) {
    UnitGroup& kept = stage.content.unit_groups[group];
    double scale = 0;
    for (FileUnit const& unit : kept.units)
        if (unit.id == other.units[other.reference].id) scale = unit.factor;
    for (FileUnit const& unit : other.units) {
        Index const number = stage.units.number(unit.id);
        if (stage.units.defined[number] != no_index || scale == 0) continue;
        stage.units.defined[number] = number;
        stage.unit_place.resize(stage.units.id.size(), {no_index, no_index});
        stage.unit_place[number] = {group, static_cast<Index>(kept.units.size())};
        kept.units.push_back(unit);
        kept.units.back().factor = unit.factor * scale;
    }
}

/// Keeps `entry` as the definition of `number` if it is the first, and returns true; else compares it with the first.
/// Two contents for one id inside one file are an error: there the order of entries would decide, which nobody chose, while
/// the order of files is the user's (rule A5). Equal copies are silent; merging overlapping packages is normal.
template <class Entry>
bool olca_define(OlcaStage& stage, OlcaIds& ids, Index number, std::vector<Entry>& list, Entry&& entry) {
    if (ids.defined[number] == no_index) {
        ids.defined[number] = static_cast<Index>(list.size());
        ids.place[number] = stage.now;
        list.push_back(std::move(entry));
        return true;
    }
    OlcaDifferences differences;
    olca_compare(stage, list[ids.defined[number]], entry, differences);
    if (differences.lines.empty()) return false;
    OlcaPlace const first = ids.place[number];
    if (first.file == stage.now.file)
        stage.fail("openlca.duplicate-id", "two entries of one file have the same @id and different content", "", "one content per @id", differences.lines.front(), "remove one of them: " + stage.file_text(first));
    Problem problem{.id = "openlca.conflict", .what = "two files define the same @id differently; the first is taken", .where = {.file = stage.file_text(stage.now)}};
    problem.where.object = stage.object;
    problem.expected = "as in " + stage.file_text(first);
    problem.got = std::to_string(differences.lines.size()) + (differences.lines.size() == 1 ? " difference (kept / dropped)" : " differences (kept / dropped)");
    problem.hint = "give the file that should count first; a file with processes always comes before packages of units or methods";
    if (differences.lines.size() > 10) {
        std::size_t const rest = differences.lines.size() - 10;
        differences.lines.resize(10);
        differences.lines.push_back("... and " + std::to_string(rest) + " more");
    }
    problem.related = std::move(differences.lines);
    stage.findings.push_back({.severity = Severity::warning, .problem = std::move(problem)});
    return false;
}

}  // namespace tanji::detail
