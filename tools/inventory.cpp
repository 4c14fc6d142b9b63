// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <algorithm>
#include <cmath>
#include <iostream>

#include "command.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/sort.hpp"
#include "tanji/base/text.hpp"
#include "tanji/report/footprint_json.hpp"
#include "tanji/report/table.hpp"

namespace tool {
namespace {

struct ShownFlow {
    std::string id, name, category, location, unit;
    bool input = false;
    double amount = 0;
};

/// By rule A2: inputs are shown as -net. Exact zeros are not shown; nothing is cut by size.
std::vector<ShownFlow> shown_flows(tanji::Footprint const& footprint) {
    std::vector<ShownFlow> flows;
    auto const& system = footprint.system();
    for (std::size_t i = 0; i < system.elementary().size(); ++i) {
        double const net = footprint.inventory()[i];
        if (net == 0) continue;
        auto const& row = system.elementary()[i];
        auto const& flow = system.database().flows()[row.flow];
        flows.push_back({flow.id, flow.name, flow.category, std::string(system.database().location_code(row.location)), std::string(system.database().reference_unit(row.flow)),
                         row.shown_as_input, row.shown_as_input ? -net : net});
    }
    return flows;
}

struct ShownSupply {
    std::string id, name, location, product, unit;
    double runs = 0, output = 0;
};

std::vector<ShownSupply> shown_supply(tanji::Footprint const& footprint) {
    std::vector<ShownSupply> supply;
    auto const& system = footprint.system();
    for (std::size_t i = 0; i < system.columns().size(); ++i) {
        double const runs = footprint.supply()[i];
        if (runs == 0) continue;
        auto const& column = system.columns()[i];
        auto const name = system.database().process_name(column.process);
        supply.push_back({name.id, name.name, name.location, system.database().flows()[column.flow].name, std::string(system.database().reference_unit(column.flow)), runs, runs * column.output});
    }
    tanji::sort_keeping_order(supply, [](auto const& a, auto const& b) { return std::abs(a.runs) > std::abs(b.runs); });
    return supply;
}

/// What inventory and supply share: solve without a method, print the head, then the rows in the asked form.
template <class Rows, class ToJson, class ToRow>
int print_rows(Options options, char const* key, std::vector<std::string> const& header, Rows rows_of, ToJson to_json, ToRow to_row) {
    options.assess = false;
    auto const loaded = load(options.files);
    auto const results = solve(options, loaded);
    auto const used = settings(options, loaded, results);
    if (options.format() == Format::json) {
        if (results.size() != 1) throw tanji::Error({.id = "request.subject", .what = "JSON holds one subject", .expected = "one --process", .got = std::to_string(results.size())});
        auto const& result = results.front();
        tanji::JsonWriter json({.pretty = true});
        json.begin_object();
        write_settings(json, used);
        write_subject(json, result.subject);
        tanji::write_demand(json, result.footprint);
        json.key(key).begin_array();
        for (auto const& row : rows_of(result.footprint)) {
            json.begin_object();
            to_json(json, row);
            json.end_object();
        }
        json.end_array();
        tanji::write_proof(json, result.footprint.proof());
        tanji::write_unlinked(json, result.footprint);
        tanji::write_findings(json, result.footprint.findings());
        json.end_object();
        std::cout << json.text() << '\n';
        return exit_code(results);
    }
    std::cout << settings_text(used);
    for (auto const& result : results) {
        std::cout << "# subject: " << tanji::trim(result.subject.name) << "\n# proof: " << result.footprint.proof().brief() << '\n';
        auto const rows = rows_of(result.footprint);
        if (options.format() == Format::csv) {
            tanji::CsvWriter csv;
            for (auto const& name : header) csv.field(name);
            csv.end_row();
            for (auto const& row : rows) {
                for (auto const& field : to_row(row, false)) csv.field(field);
                csv.end_row();
            }
            std::cout << csv.text();
        } else {
            tanji::TextTable table(header);
            for (auto const& row : rows) table.add_row(to_row(row, true));
            std::cout << table.text() << findings_text(result.footprint.findings(), 10);
        }
    }
    return exit_code(results);
}

std::string number(double value, bool for_people) { return for_people ? tanji::number_text(value, 6) : tanji::number_text(value); }

}  // namespace

int inventory(Options const& options) {
    return print_rows(
        options, "flows", {"id", "name", "category", "location", "direction", "amount", "unit"}, shown_flows,
        [](tanji::JsonWriter& json, ShownFlow const& flow) {
            json.member("id", flow.id).member("name", flow.name).member("category", flow.category).member("location", flow.location);
            json.member("direction", flow.input ? "input" : "output").member("amount", flow.amount).member("unit", flow.unit);
        },
        [](ShownFlow const& flow, bool for_people) {
            return std::vector<std::string>{flow.id, flow.name, flow.category, flow.location, flow.input ? "input" : "output", number(flow.amount, for_people), flow.unit};
        });
}

int supply(Options const& options) {
    return print_rows(
        options, "supply", {"id", "process", "location", "product", "runs", "output", "unit"}, shown_supply,
        [](tanji::JsonWriter& json, ShownSupply const& row) {
            json.member("id", row.id).member("process", row.name).member("location", row.location).member("product", row.product);
            json.member("runs", row.runs).member("output", row.output).member("unit", row.unit);
        },
        [](ShownSupply const& row, bool for_people) {
            return std::vector<std::string>{row.id, row.name, row.location, row.product, number(row.runs, for_people), number(row.output, for_people), row.unit};
        });
}

}  // namespace tool
