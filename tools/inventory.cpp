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
#include "tanji/report/footprint_text.hpp"
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

/// How one kind of row prints itself.
template <class Row>
struct RowView {
    char const* key;
    std::vector<std::string> header;
    std::vector<Row> (*rows)(tanji::Footprint const&);
    void (*to_json)(tanji::JsonWriter&, Row const&);
    std::vector<std::string> (*to_row)(Row const&, bool for_people);
};

template <class Row>
void write_json(tanji::JsonWriter& json, Solved const& result, RowView<Row> const& view) {
    write_subject(json, result.subject);
    tanji::write_demand(json, result.footprint);
    json.key(view.key).begin_array();
    for (auto const& row : view.rows(result.footprint)) {
        json.begin_object();
        view.to_json(json, row);
        json.end_object();
    }
    json.end_array();
    tanji::write_proof(json, result.footprint.proof());
    tanji::write_unlinked(json, result.footprint);
    tanji::write_findings(json, result.footprint.findings());
}

template <class Row>
void print_json(std::vector<Setting> const& used, std::vector<Solved> const& results, RowView<Row> const& view) {
    tanji::JsonWriter json({.pretty = true});
    json.begin_object();
    write_settings(json, used);
    if (results.size() == 1) write_json(json, results.front(), view);
    else {
        json.key("results").begin_array();
        for (auto const& result : results) {
            json.begin_object();
            write_json(json, result, view);
            json.end_object();
        }
        json.end_array();
    }
    json.end_object();
    std::cout << json.text() << '\n';
}

template <class Row>
void print_table(Solved const& result, bool csv_wanted, RowView<Row> const& view) {
    std::cout << "# subject: " << tanji::demand_text(result.footprint) << "\n# proof: " << result.footprint.proof().brief() << '\n';
    auto const rows = view.rows(result.footprint);
    if (csv_wanted) {
        tanji::CsvWriter csv;
        for (auto const& name : view.header) csv.field(name);
        csv.end_row();
        for (auto const& row : rows) {
            for (auto const& field : view.to_row(row, false)) csv.field(field);
            csv.end_row();
        }
        std::cout << csv.text();
        return;
    }
    tanji::TextTable table(view.header);
    for (auto const& row : rows) table.add_row(view.to_row(row, true));
    std::cout << '\n' << table.text();
    auto const findings = result.footprint.findings();
    if (!findings.empty()) std::cout << '\n' << counted(findings.size(), "finding") << '\n' << findings_text(findings, 10);
}

/// What inventory and supply share: solve without a method, print the head, then the rows in the asked form.
template <class Row>
int print_rows(Options options, RowView<Row> const& view) {
    options.assess = false;
    auto const loaded = load(options.files);
    auto const results = solve(options, loaded);
    auto const used = settings(options, loaded, results);
    if (options.format() == Format::json) print_json(used, results, view);
    else {
        std::cout << settings_text(used);
        for (auto const& result : results) print_table(result, options.format() == Format::csv, view);
    }
    return exit_code(results);
}

std::string number(double value, bool for_people) { return for_people ? tanji::number_text(value, 6) : tanji::number_text(value); }

}  // namespace

int inventory(Options const& options) {
    return print_rows<ShownFlow>(
        options, {"flows", {"id", "name", "category", "location", "direction", "amount", "unit"}, shown_flows,
                  [](tanji::JsonWriter& json, ShownFlow const& flow) {
                      json.member("id", flow.id).member("name", flow.name).member("category", flow.category).member("location", flow.location);
                      json.member("direction", flow.input ? "input" : "output").member("amount", flow.amount).member("unit", flow.unit);
                  },
                  [](ShownFlow const& flow, bool for_people) {
                      return std::vector<std::string>{flow.id, flow.name, flow.category, flow.location, flow.input ? "input" : "output", number(flow.amount, for_people), flow.unit};
                  }});
}

int supply(Options const& options) {
    return print_rows<ShownSupply>(
        options, {"supply", {"id", "process", "location", "product", "runs", "output", "unit"}, shown_supply,
                  [](tanji::JsonWriter& json, ShownSupply const& row) {
                      json.member("id", row.id).member("process", row.name).member("location", row.location).member("product", row.product);
                      json.member("runs", row.runs).member("output", row.output).member("unit", row.unit);
                  },
                  [](ShownSupply const& row, bool for_people) {
                      return std::vector<std::string>{row.id, row.name, row.location, row.product, number(row.runs, for_people), number(row.output, for_people), row.unit};
                  }});
}

}  // namespace tool
