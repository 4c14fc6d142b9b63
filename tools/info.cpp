// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <algorithm>
#include <functional>
#include <iostream>

#include "command.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"
#include "tanji/report/footprint_json.hpp"
#include "tanji/report/table.hpp"

namespace tool {
namespace {

struct Count {
    char const* name;
    std::size_t number;
};

std::vector<Count> counts(tanji::Import const& import) {
    auto const& content = import.database.content();
    std::size_t exchanges = 0, multi_output = 0, formulas = 0, uncertain = 0, factors = 0, parameters = content.parameters.size(), categories = 0;
    for (auto const& process : content.processes) {
        exchanges += process.exchanges.size();
        parameters += process.parameters.size();
        std::size_t products = 0;
        for (auto const& exchange : process.exchanges) {
            auto const type = content.flows[exchange.flow].type;
            bool const makes = type == tanji::FlowType::product && !exchange.input, treats = type == tanji::FlowType::waste && exchange.input;
            products += !exchange.avoided && (makes || treats) ? 1 : 0;
            formulas += exchange.formula != tanji::no_index ? 1 : 0;
            uncertain += exchange.uncertainty != tanji::no_index ? 1 : 0;
        }
        multi_output += products > 1 ? 1 : 0;
    }
    for (auto const& method : import.methods) {
        categories += method.categories.size();
        for (auto const& category : method.categories) factors += category.factors.size();
    }
    return {{"processes", content.processes.size()}, {"flows", content.flows.size()}, {"exchanges", exchanges}, {"multi_output_processes", multi_output},
            {"parameters", parameters}, {"amount_formulas", formulas}, {"uncertainties", (std::max)(import.stored_uncertainties, uncertain)}, {"uncertainties_used", uncertain}, {"unit_groups", content.unit_groups.size()},
            {"flow_properties", content.properties.size()}, {"locations", content.locations.size()}, {"methods", import.methods.size()}, {"impact_categories", categories},
            {"characterisation_factors", factors}, {"product_systems", import.systems.size()}, {"stored_results", import.results.size()}};
}

/// A list that prints itself as text, CSV or JSON: a header and rows of text.
struct Listing {
    std::string name;
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;
};

std::string flow_type(tanji::FlowType type) {
    return type == tanji::FlowType::elementary ? "elementary" : type == tanji::FlowType::product ? "product" : "waste";
}

Listing processes(tanji::Import const& import) {
    Listing list{"processes", {"id", "name", "location", "category", "kind"}, {}};
    auto const& database = import.database;
    for (tanji::Index i = 0; i < database.processes().size(); ++i) {
        auto const name = database.process_name(i);
        list.rows.push_back({name.id, name.name, name.location, database.processes()[i].category, database.processes()[i].aggregated ? "system process" : "unit process"});
    }
    for (auto const& system : import.systems) list.rows.push_back({system.id, system.name, "", "", "product system"});
    for (auto const& result : import.results) list.rows.push_back({result.id, result.name, "", "", "stored result"});
    return list;
}

Listing flows(tanji::Import const& import) {
    Listing list{"flows", {"id", "name", "type", "category", "unit"}, {}};
    auto const& database = import.database;
    for (tanji::Index i = 0; i < database.flows().size(); ++i) {
        auto const& flow = database.flows()[i];
        list.rows.push_back({flow.id, flow.name, flow_type(flow.type), flow.category, std::string(database.reference_unit(i))});
    }
    return list;
}

Listing methods(tanji::Import const& import) {
    Listing list{"methods", {"id", "method", "category_id", "category", "unit", "factors"}, {}};
    for (auto const& method : import.methods) {
        for (auto const& category : method.categories) list.rows.push_back({method.id, method.name, category.id, category.name, category.unit, std::to_string(category.factors.size())});
    }
    for (auto const& id : tanji::method::builtin_ids()) list.rows.push_back({id, "built in", "", "", "kg CO2e", ""});
    return list;
}

Listing units(tanji::Import const& import) {
    Listing list{"units", {"group", "unit", "factor", "reference_unit"}, {}};
    for (auto const& group : import.database.content().unit_groups) {
        for (auto const& unit : group.units) list.rows.push_back({group.name, unit.name, tanji::number_text(unit.factor), group.units[group.reference].name});
    }
    return list;
}

void print(Listing const& list, Options const& options, std::vector<Setting> const& used) {
    if (options.format() == Format::json) {
        tanji::JsonWriter json({.pretty = true});
        json.begin_object();
        write_settings(json, used);
        json.key(list.name).begin_array();
        for (auto const& row : list.rows) {
            json.begin_object();
            for (std::size_t i = 0; i < row.size(); ++i) json.member(list.header[i], row[i]);
            json.end_object();
        }
        json.end_array().end_object();
        std::cout << json.text() << '\n';
        return;
    }
    std::cout << settings_text(used);
    if (options.format() == Format::csv) {
        tanji::CsvWriter csv;
        for (auto const& name : list.header) csv.field(name);
        csv.end_row();
        for (auto const& row : list.rows) {
            for (auto const& field : row) csv.field(field);
            csv.end_row();
        }
        std::cout << csv.text();
        return;
    }
    tanji::TextTable table(list.header);
    for (auto const& row : list.rows) table.add_row(row);
    std::cout << table.text() << list.rows.size() << " " << list.name << '\n';
}

}  // namespace

int info(Options const& options) {
    if (has_binary(options)) return info_binary(options);
    auto const loaded = load(options.files);
    auto const used = settings(options, loaded, {});
    if (options.format() == Format::json) {
        tanji::JsonWriter json({.pretty = true});
        json.begin_object();
        write_settings(json, used);
        json.member("format", loaded.import.format);
        json.key("counts").begin_object();
        for (auto const& [name, number] : counts(loaded.import)) json.member(name, number);
        json.end_object();
        tanji::write_findings(json, loaded.import.findings);
        json.end_object();
        std::cout << json.text() << '\n';
        return ok;
    }
    std::cout << settings_text(used);
    tanji::TextTable table({"what", "count"});
    for (auto const& [name, number] : counts(loaded.import)) table.add_row({name, std::to_string(number)});
    std::cout << table.text() << "\nimport report: " << counted(loaded.import.findings.size(), "finding") << '\n'  << findings_text(loaded.import.findings, 20);
    return ok;
}

int list(Options const& options) {
    std::vector<Listing (*)(tanji::Import const&)> chosen;
    if (options.list_processes) chosen.push_back(processes);
    if (options.list_flows) chosen.push_back(flows);
    if (options.list_methods) chosen.push_back(methods);
    if (options.list_units) chosen.push_back(units);
    if (chosen.size() != 1) {
        tanji::Problem problem;  // member by member: g++ 12 warns of the short form
        problem.id = "request.list";
        problem.what = "It is not clear what to list";
        problem.expected = "one of --processes, --flows, --methods, --units";
        problem.got = std::to_string(chosen.size()).append(" of them");
        throw tanji::Error(std::move(problem));
    }
    auto const loaded = load(options.files);
    auto listing = chosen.front()(loaded.import);
    std::erase_if(listing.rows, [&](auto const& row) {
        return std::none_of(row.begin(), row.end(), [&](std::string const& field) { return tanji::contains_ignoring_case(field, options.text_filter); });
    });
    print(listing, options, settings(options, loaded, {}));
    return ok;
}

}  // namespace tool
