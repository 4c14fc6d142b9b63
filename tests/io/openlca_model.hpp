// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/temporary.hpp"
#include "support/zip_writer.hpp"
#include "tanji/io/openlca.hpp"

/// \file
/// A small model as openLCA JSON-LD, written by hand in the field names of schema 2/3 (GreenDelta/olca-schema), and turned
/// into schema 1 by renaming. 1 t steel from 2 kWh power of the grid, with a formula, a co-product and a method.
namespace tanji::test {

inline std::string replace_all(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
    return text;
}

using Entries = std::vector<std::pair<std::string, std::string>>;

inline Entries unit_entries() {
    return {
        {"unit_groups/ug-mass.json", R"({"@type": "UnitGroup", "@id": "ug-mass", "name": "Units of mass", "units": [
            {"@type": "Unit", "@id": "u-kg", "name": "kg", "conversionFactor": 1.0, "isRefUnit": true},
            {"@type": "Unit", "@id": "u-t", "name": "t", "conversionFactor": 1000.0, "synonyms": ["Mg"]}]})"},
        {"unit_groups/ug-energy.json", R"({"@type": "UnitGroup", "@id": "ug-energy", "name": "Units of energy", "units": [
            {"@type": "Unit", "@id": "u-MJ", "name": "MJ", "conversionFactor": 1.0, "isRefUnit": true},
            {"@type": "Unit", "@id": "u-kWh", "name": "kWh", "conversionFactor": 3.6}]})"},
        {"flow_properties/p-mass.json", R"({"@type": "FlowProperty", "@id": "p-mass", "name": "Mass", "flowPropertyType": "PHYSICAL_QUANTITY", "unitGroup": {"@id": "ug-mass"}})"},
        {"flow_properties/p-energy.json", R"({"@type": "FlowProperty", "@id": "p-energy", "name": "Energy", "unitGroup": {"@id": "ug-energy"}})"},
    };
}

inline std::string flow_json(std::string const& id, std::string const& name, std::string const& type, std::string const& properties) {
    return R"({"@type": "Flow", "@id": ")" + id + R"(", "name": ")" + name + R"(", "category": "made/metals", "flowType": ")" + type + R"(", "flowProperties": [)" + properties + "]}";
}

inline Entries flow_entries() {
    std::string const mass = R"({"isRefFlowProperty": true, "conversionFactor": 1.0, "flowProperty": {"@id": "p-mass", "name": "Mass"}})";
    std::string const energy = R"({"isRefFlowProperty": true, "conversionFactor": 1.0, "flowProperty": {"@id": "p-energy", "name": "Energy"}})";
    std::string const heating = R"(, {"conversionFactor": 40.0, "flowProperty": {"@id": "p-energy", "name": "Energy"}})";
    return {
        {"flows/f-steel.json", flow_json("f-steel", "steel", "PRODUCT_FLOW", mass)},
        {"flows/f-slag.json", flow_json("f-slag", "slag", "PRODUCT_FLOW", mass)},
        {"flows/f-power.json", flow_json("f-power", "power", "PRODUCT_FLOW", energy)},
        {"flows/f-oil.json", flow_json("f-oil", "oil", "PRODUCT_FLOW", mass + heating)},
        {"flows/f-co2.json", flow_json("f-co2", "Carbon dioxide, fossil ", "ELEMENTARY_FLOW", mass)},
    };
}

inline Entries process_entries() {
    return {
        {"locations/l-de.json", R"({"@type": "Location", "@id": "l-de", "name": "Germany", "code": "DE", "latitude": 51.0})"},
        {"processes/q-grid.json", R"({"@type": "Process", "@id": "q-grid", "name": "grid", "category": "made/metals", "processType": "LCI_RESULT", "exchanges": [
            {"internalId": 1, "amount": 1.0, "isInput": false, "isQuantitativeReference": true, "flow": {"@id": "f-power"}, "unit": {"@id": "u-kWh", "name": "kWh"}, "flowProperty": {"@id": "p-energy"}},
            {"internalId": 2, "amount": 0.6, "flow": {"@id": "f-co2"}}]})"},
        {"processes/q-mill.json", R"({"@type": "Process", "@id": "q-mill", "name": "mill", "category": "made/metals", "processType": "UNIT_PROCESS", "location": {"@id": "l-de"},
            "defaultAllocationMethod": "PHYSICAL_ALLOCATION",
            "parameters": [{"@type": "Parameter", "name": "co2", "isInputParameter": true, "value": 1500.0, "uncertainty": {"distributionType": "UNIFORM_DISTRIBUTION", "minimum": 1400, "maximum": 1600}},
                           {"@type": "Parameter", "name": "twice", "isInputParameter": false, "value": 3000.0, "formula": "2*co2"}],
            "exchanges": [
              {"internalId": 1, "amount": 1.0, "isInput": false, "isQuantitativeReference": true, "flow": {"@id": "f-steel"}, "unit": {"@id": "u-t"}, "flowProperty": {"@id": "p-mass"}},
              {"internalId": 2, "amount": 200.0, "isInput": false, "flow": {"@id": "f-slag"}, "unit": {"@id": "u-kg"}, "flowProperty": {"@id": "p-mass"}},
              {"internalId": 3, "amount": 2.0, "isInput": true, "flow": {"@id": "f-power"}, "unit": {"@id": "u-kWh"}, "flowProperty": {"@id": "p-energy"}, "defaultProvider": {"@type": "Process", "@id": "q-grid"}},
              {"internalId": 4, "amount": 1500.0, "amountFormula": "co2", "isInput": false, "flow": {"@id": "f-co2"}, "unit": {"@id": "u-kg"}, "flowProperty": {"@id": "p-mass"}, "location": {"@id": "l-de"},
               "uncertainty": {"distributionType": "LOG_NORMAL_DISTRIBUTION", "geomMean": 1500.0, "geomSd": 1.2}},
              {"internalId": 5, "amount": 80.0, "isInput": true, "flow": {"@id": "f-oil"}, "unit": {"@id": "u-MJ"}, "flowProperty": {"@id": "p-energy"}},
              {"internalId": 6, "amount": 3.0, "isInput": true, "isAvoidedProduct": true, "flow": {"@id": "f-oil"}}],
            "allocationFactors": [
              {"allocationType": "PHYSICAL_ALLOCATION", "product": {"@id": "f-steel"}, "value": 0.9},
              {"allocationType": "PHYSICAL_ALLOCATION", "product": {"@id": "f-slag"}, "value": 0.1},
              {"allocationType": "CAUSAL_ALLOCATION", "product": {"@id": "f-steel"}, "value": 1.0, "exchange": {"internalId": 4}}]})"},
        {"parameters/g-price.json", R"({"@type": "Parameter", "@id": "g-price", "name": "price", "parameterScope": "GLOBAL_SCOPE", "isInputParameter": true, "value": 7.5})"},
    };
}

inline Entries method_entries() {
    return {
        {"lcia_categories/c-gwp.json", R"({"@type": "ImpactCategory", "@id": "c-gwp", "name": "GWP", "refUnit": "kg CO2 eq", "direction": "OUTPUT", "impactFactors": [
            {"value": 1.0, "flow": {"@id": "f-co2"}, "unit": {"@id": "u-kg"}, "flowProperty": {"@id": "p-mass"}},
            {"value": 5000.0, "flow": {"@id": "f-co2"}, "location": {"@id": "l-de"}, "unit": {"@id": "u-t"}, "flowProperty": {"@id": "p-mass"}}]})"},
        {"lcia_methods/m-one.json", R"({"@type": "ImpactMethod", "@id": "m-one", "name": "One", "impactCategories": [{"@id": "c-gwp", "name": "GWP"}], "nwSets": [
            {"@type": "NwSet", "@id": "n-set", "name": "World", "weightedScoreUnit": "points", "factors": [{"impactCategory": {"@id": "c-gwp"}, "normalisationFactor": 8000.0}]}]})"},
    };
}

inline Entries system_entries() {
    return {
        {"product_systems/s-mill.json", R"({"@type": "ProductSystem", "@id": "s-mill", "name": "mill system", "refProcess": {"@id": "q-mill"}, "refExchange": {"internalId": 1},
            "targetAmount": 2.0, "targetUnit": {"@id": "u-t"}, "targetFlowProperty": {"@id": "p-mass"}, "processes": [{"@type": "Process", "@id": "q-mill"}, {"@type": "Process", "@id": "q-grid"}],
            "processLinks": [{"provider": {"@type": "Process", "@id": "q-grid"}, "process": {"@id": "q-mill"}, "flow": {"@id": "f-power"}, "exchange": {"internalId": 3}}],
            "parameterSets": [{"name": "baseline", "isBaseline": true, "parameters": [{"name": "co2", "value": 1400.0, "context": {"@type": "Process", "@id": "q-mill"}}]}]})"},
        {"results/r-mill.json", R"({"@type": "Result", "@id": "r-mill", "name": "mill result", "productSystem": {"@id": "s-mill"}, "impactMethod": {"@id": "m-one"},
            "flowResults": [{"flow": {"@id": "f-co2"}, "isInput": false, "amount": 3.0, "unit": {"@id": "u-t"}, "flowProperty": {"@id": "p-mass"}}],
            "impactResults": [{"indicator": {"@id": "c-gwp", "name": "GWP"}, "amount": 3000.0}]})"},
    };
}

inline Entries operator+(Entries a, Entries const& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

inline Entries whole_model() { return unit_entries() + flow_entries() + process_entries() + method_entries() + system_entries(); }

/// The same entries in the field names of schema 1.
inline Entries as_schema_1(Entries entries) {
    std::vector<std::pair<std::string_view, std::string_view>> const renamed{
        {"\"isInput\"", "\"input\""}, {"\"isAvoidedProduct\"", "\"avoidedProduct\""}, {"\"isQuantitativeReference\"", "\"quantitativeReference\""},
        {"\"isRefUnit\"", "\"referenceUnit\""}, {"\"isRefFlowProperty\"", "\"referenceFlowProperty\""}, {"\"isInputParameter\"", "\"inputParameter\""},
        {"\"refUnit\"", "\"referenceUnitName\""}, {"\"refProcess\"", "\"referenceProcess\""}, {"\"refExchange\"", "\"referenceExchange\""},
        {"\"category\": \"made/metals\"", "\"category\": {\"@type\": \"Category\", \"@id\": \"k-metals\", \"name\": \"metals\"}"},
        {R"("parameterSets": [{"name": "baseline", "isBaseline": true, "parameters": [{"name": "co2", "value": 1400.0, "context": {"@type": "Process", "@id": "q-mill"}}]}])",
         R"("parameterRedefs": [{"name": "co2", "value": 1400.0, "context": {"@type": "Process", "@id": "q-mill"}}])"},
    };
    for (auto& [name, text] : entries) {
        for (auto const& [from, to] : renamed) text = replace_all(text, from, to);
        // Sets stand in a folder of their own.
        std::size_t const set = text.find("{\"@type\": \"NwSet\"");
        if (set == std::string::npos) continue;
        std::size_t const end = text.rfind("]}");
        std::string const json = text.substr(set, end - set);
        text.replace(set, end - set, R"({"@type": "NwSet", "@id": "n-set", "name": "World"})");
        entries.emplace_back("nw_sets/n-set.json", json);
        break;
    }
    entries.emplace_back("categories/k-metals.json", R"({"@type": "Category", "@id": "k-metals", "name": "metals", "category": {"@id": "k-made"}, "modelType": "FLOW"})");
    entries.emplace_back("categories/k-made.json", R"({"@type": "Category", "@id": "k-made", "name": "made", "modelType": "FLOW"})");
    entries.emplace_back("context.json", R"({"@vocab": "http://openlca.org/schema/v1.0/"})");
    return entries;
}

inline std::string zip_of(Entries const& entries) {
    std::vector<ZipItem> items;
    for (auto const& [name, text] : entries) items.push_back({.name = name, .bytes = text});
    return zip_bytes(items);
}

/// Replaces `from` by `to` in the entry `name`; the test fails to mean anything if it is not there, so it must be.
inline Entries changed(Entries entries, std::string_view name, std::string_view from, std::string_view to) {
    for (auto& [key, text] : entries) {
        if (key != name) continue;
        if (text.find(from) == std::string::npos) throw std::runtime_error("nothing to change in " + key);
        text = replace_all(text, from, to);
        return entries;
    }
    throw std::runtime_error("no entry " + std::string(name));
}

inline Entries without(Entries entries, std::string_view name) {
    if (std::erase_if(entries, [&](auto const& entry) { return entry.first == name; }) != 1) throw std::runtime_error("no entry " + std::string(name));
    return entries;
}

/// Reads zips with these entries, in this order.
inline Result<Import> read_zips(std::vector<Entries> const& zips) {
    TemporaryFolder const folder;
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < zips.size(); ++i) paths.push_back(folder.write(std::string(1, static_cast<char>('a' + i)) + ".zip", zip_of(zips[i])));
    return try_read_openlca(paths);
}

/// The finding with this id, or nothing.
inline Finding const* find_finding(Import const& import, std::string_view id) {
    auto const found = std::find_if(import.findings.begin(), import.findings.end(), [&](Finding const& f) { return f.problem.id == id; });
    return found == import.findings.end() ? nullptr : &*found;
}

}  // namespace tanji::test
