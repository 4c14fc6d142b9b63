// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"
#include "tanji/lifecycle/allocation.hpp"
#include "tanji/lifecycle/csv_model.hpp"
#include "tanji/lifecycle/impl/entry_text.ipp"

/// \file
/// Writing of the CSV model format, the other half of csv_read.ipp: whatever is written here must read back to the same
/// numbers bit for bit, and what cannot is refused instead of written nearly right. Columns and words are those the reader
/// knows; numbers are in the shortest form that reads back the same.
namespace tanji {
namespace detail {

/// Writes file after file; tables without rows are left out, the needed ones excepted.
/// The units go along with every model: the factors of the database hold (A5), and the parser of the reader may know others.
class CsvModelWriter {
public:
    explicit CsvModelWriter(Import const& model) : model_(model), content_(model.database.content()) {}

    [[nodiscard]] CsvTexts run() {
        units();
        places();
        flows();
        processes();
        parameters();
        allocation();
        methods();
        return std::move(texts_);
    }

private:
    /// A table under work: header first, then rows of the same width.
    struct Table {
        CsvWriter out{};
        std::size_t rows = 0;
        void row(std::vector<std::string> const& cells) {
            for (auto const& cell : cells) out.field(std::string_view(cell));
            out.end_row();
            ++rows;
        }
    };
    // The header counts as a row. `needed` are those whose absence would change how the rest is read.
    void keep(char const* file, Table& table, bool needed = false) {
        if (needed || table.rows > 1) texts_.emplace(file, CsvText{std::move(table.out).text(), file});
    }

    [[nodiscard]] static std::string yes(bool value) { return value ? "yes" : ""; }
    [[nodiscard]] std::string place(Index location) const { return location == no_index ? std::string() : content_.locations[location].code; }
    [[nodiscard]] std::string flow_id(Index flow) const { return flow == no_index ? std::string() : content_.flows[flow].id; }
    [[nodiscard]] std::string process_id(Index process) const { return process == no_index ? std::string() : content_.processes[process].id; }

    // An Error rather than a Result: writing has no other way to fail, and none of these comes from a file Tanji made itself.
    [[noreturn]] static void refuse(std::string what, std::string object) {
        Problem problem{"csv.unwritable", std::move(what), {}, {}, {}, "the CSV format cannot hold this; see docs/model-files.md", {}};
        problem.where.object = std::move(object);
        throw Error(std::move(problem));
    }

    void units() {
        Table about, units, properties;
        about.row({"key", "value"});
        if (!content_.name.empty()) about.row({"name", content_.name});
        keep("database.csv", about);
        units.row({"group", "group_name", "id", "unit", "factor", "reference", "synonyms"});
        for (auto const& group : content_.unit_groups)
            for (Index i = 0; i < group.units.size(); ++i) {
                auto const& unit = group.units[i];
                units.row({group.id, group.name, unit.id, unit.name, number_text(unit.factor), yes(i == group.reference), join(unit.synonyms, ";")});
            }
        keep("units.csv", units, true);
        properties.row({"id", "name", "group", "economic"});
        for (auto const& property : content_.properties) properties.row({property.id, property.name, content_.unit_groups[property.unit_group].id, yes(property.economic)});
        keep("flow_properties.csv", properties, true);
    }

    void places() {
        Table table;
        table.row({"code", "id", "name", "parent"});
        for (auto const& location : content_.locations) table.row({location.code, location.id, location.name, place(location.parent)});
        keep("locations.csv", table);
    }

    [[nodiscard]] FileUnit const& reference_unit(Index property) const {
        auto const& group = content_.unit_groups[content_.properties[property].unit_group];
        return group.units[group.reference];
    }

    /// Each flow is written in the reference unit of its reference property, whose two factors the format takes to be 1:
    /// flows.csv has no column for either, so another value is refused rather than divided out, which could cost a bit.
    void flows() {
        static constexpr char const* types[] = {"elementary", "product", "waste"};
        Table flows, measures;
        flows.row({"id", "name", "type", "unit", "property", "category", "cas", "formula", "location", "synonyms"});
        measures.row({"flow", "property", "unit", "factor"});
        for (auto const& flow : content_.flows) {
            auto const& reference = flow.properties[flow.reference_property];
            if (reference.factor != 1 || reference_unit(reference.property).factor != 1) refuse("The factor of a reference property or unit is not 1", entry_text("flow", flow.name, flow.id));
            flows.row({flow.id, flow.name, types[static_cast<std::size_t>(flow.type)], reference_unit(reference.property).name, content_.properties[reference.property].id, flow.category, flow.cas, flow.formula,
                       place(flow.location), join(flow.synonyms, ";")});
            for (Index i = 0; i < flow.properties.size(); ++i)
                if (i != flow.reference_property)
                    measures.row({flow.id, content_.properties[flow.properties[i].property].id, reference_unit(flow.properties[i].property).name, number_text(flow.properties[i].factor)});
        }
        keep("flows.csv", flows, true);
        keep("properties.csv", measures);
    }

    /// Property id and unit name under which `to_reference` comes back bit for bit. The quotient is the one the reader will
    /// compute, so doubles are compared exactly and on purpose; a unit close to it would be another number. no_index for
    /// `property` or `unit`: any will do. Cost: the units of the flow's groups, a few dozen at most.
    [[nodiscard]] std::pair<std::string, std::string> unit_of(Index flow_index, Index property, Index unit, double to_reference, std::string const& object) const {
        auto const& flow = content_.flows[flow_index];
        for (auto const& measure : flow.properties) {
            if (property != no_index && measure.property != property) continue;
            auto const& group = content_.unit_groups[content_.properties[measure.property].unit_group];
            for (Index i = 0; i < group.units.size(); ++i)
                if ((unit == no_index || i == unit) && group.units[i].factor / measure.factor == to_reference) return {content_.properties[measure.property].id, group.units[i].name};
        }
        refuse("The conversion of an amount, " + number_text(to_reference) + ", is that of no unit of the flow", object);
    }

    // `c` only where the kind has a third number: the reader leaves it alone elsewhere, but a 0 would look like a statement.
    void spread(Uncertainty const* u, std::vector<std::string>& row) const {
        static constexpr char const* kinds[] = {"", "lognormal", "normal", "triangular", "uniform"};
        bool const any = u != nullptr && u->kind != DistributionKind::none;
        row.emplace_back(any ? kinds[static_cast<std::size_t>(u->kind)] : "");
        row.push_back(any ? number_text(u->a) : "");
        row.push_back(any ? number_text(u->b) : "");
        row.push_back(any && u->kind == DistributionKind::triangular ? number_text(u->c) : "");
    }
    static void sources(ProcessSource const& source, std::vector<std::string>& row) { row.insert(row.end(), {source.document, source.year, source.licence, source.confidence, source.note}); }

    void processes() {
        Table processes, exchanges;
        processes.row({"id", "name", "name_zh", "category", "location", "description", "allocation", "aggregated", "source", "year", "licence", "confidence", "note"});
        exchanges.row({"process", "flow", "direction", "amount", "unit", "property", "reference", "avoided", "provider", "location", "formula", "id", "uncertainty", "a", "b", "c", "source", "year", "licence", "confidence", "note"});
        for (auto const& process : content_.processes) {
            std::vector<std::string> row{process.id, process.name, process.synonyms.empty() ? "" : process.synonyms.front(), process.category, place(process.location), process.description,
                                         process.has_default_allocation ? std::string(to_text(process.default_allocation)) : "", yes(process.aggregated)};
            sources(process.source, row);
            processes.row(row);
            for (auto const& exchange : process.exchanges) exchanges.row(exchange_row(process, exchange));
        }
        keep("processes.csv", processes, true);
        keep("exchanges.csv", exchanges, true);
    }

    // A missing provider is refused: an empty cell would read back as "no provider is named", and rule A3 would link it.
    [[nodiscard]] std::vector<std::string> exchange_row(Process const& process, Exchange const& e) const {
        if (e.provider_missing) refuse("A provider is named that is in none of the files", entry_text("process", process.name, process.id));
        auto const [property, unit] = unit_of(e.flow, e.property, e.unit, e.to_reference, entry_text("process", process.name, process.id));
        std::vector<std::string> row{process.id, flow_id(e.flow), e.input ? "input" : "output", number_text(e.amount), unit, property, yes(e.reference), yes(e.avoided), process_id(e.provider), place(e.location),
                                     e.formula == no_index ? "" : process.formulas[e.formula], e.internal_id == 0 ? "" : std::to_string(e.internal_id)};
        spread(e.uncertainty == no_index ? nullptr : &process.uncertainties[e.uncertainty], row);
        sources(e.source == no_index ? ProcessSource{} : process.sources[e.source], row);
        return row;
    }

    // An input parameter may carry a formula that its file says is not used; writing it would make the parameter calculated.
    void parameters() {
        Table table;
        table.row({"name", "value", "formula", "process", "category", "description", "uncertainty", "a", "b", "c"});
        auto const add = [&](std::vector<Parameter> const& list, std::string const& process, std::string const& category) {
            for (auto const& p : list) {
                std::vector<std::string> row{p.name, number_text(p.value), p.input ? "" : p.formula, process, category, p.description};
                spread(&p.uncertainty, row);
                table.row(row);
            }
        };
        add(content_.parameters, {}, {});
        for (auto const& process : content_.processes) add(process.parameters, process.id, {});
        for (auto const& method : model_.methods)
            for (auto const& category : method.categories) add(category.parameters, {}, category.id);
        keep("parameters.csv", table);
    }

    // Dangling factors have nothing to name in the table; they were set aside and counted when the file was read (A6).
    void allocation() {
        Table table;
        table.row({"process", "product", "method", "value", "formula", "exchange", "exchange_flow"});
        for (auto const& process : content_.processes)
            for (auto const& f : process.allocation)
                if (!f.dangling)
                    table.row({process.id, flow_id(f.product), std::string(to_text(f.method)), number_text(f.value), f.formula, f.exchange_id == 0 ? "" : std::to_string(f.exchange_id), flow_id(f.exchange_flow)});
        keep("allocation.csv", table);
    }

    void methods() {
        static constexpr char const* directions[] = {"", "input", "output"};
        Table methods, factors, normalisation;
        methods.row({"method", "method_name", "method_source", "id", "name", "unit", "direction"});
        factors.row({"category", "flow", "value", "unit", "property", "location", "formula", "uncertainty", "a", "b", "c"});
        normalisation.row({"method", "set", "category", "normalisation", "weighting", "unit"});
        auto const number = [](std::optional<double> value) { return value ? number_text(*value) : std::string(); };
        for (auto const& method : model_.methods) {
            for (auto const& c : method.categories) {
                methods.row({method.id, method.name, method.source, c.id, c.name, c.unit, directions[static_cast<std::size_t>(c.direction)]});
                for (auto const& f : c.factors) factors.row(factor_row(c, f));
            }
            for (auto const& set : method.normalisation)
                for (auto const& v : set.values) normalisation.row({method.id, set.id, method.categories[v.category].id, number(v.normalisation), number(v.weighting), set.weighted_unit});
        }
        keep("methods.csv", methods);
        keep("factors.csv", factors);
        keep("normalisation.csv", normalisation);
    }

    /// Without a formula the value is per reference unit already; with one the conversion must survive, since the reader
    /// divides the value and evaluation divides the formula's result by it.
    [[nodiscard]] std::vector<std::string> factor_row(ImpactCategory const& category, ImpactFactor const& f) const {
        double const to_reference = f.formula.empty() ? 1 : f.to_reference;
        auto const [property, unit] = unit_of(f.flow, no_index, no_index, to_reference, "impact category '" + category.name + "'");
        std::vector<std::string> row{category.id, flow_id(f.flow), number_text(f.value * to_reference), unit, property, place(f.location), f.formula};
        spread(&f.uncertainty, row);
        return row;
    }

    Import const& model_;
    DatabaseContent const& content_;
    CsvTexts texts_{};
};

}  // namespace detail

TANJI_INLINE CsvTexts write_csv_model(Import const& model) { return detail::CsvModelWriter(model).run(); }

}  // namespace tanji
