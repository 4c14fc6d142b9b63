// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "tanji/lifecycle/csv_model.hpp"
#include "tanji/lifecycle/impl/csv_sheet.ipp"
#include "tanji/lifecycle/impl/csv_units.ipp"

/// \file
/// Reading of the CSV model format (docs/model-files.md), table by table, into a DatabaseContent. Where a word of a cell is
/// turned into an enumerator by its place in a list, the list stands in the order of the enum: both change together.
namespace tanji {
namespace detail {

using CsvIds = std::unordered_map<std::string, Index>;

/// Reads file after file; throws Error at the first cell that cannot be used.
/// Errors inside, a Result at the border: a dozen tables with a check in every cell would otherwise hand a Result through
/// each line, and the first bad cell ends the reading anyhow. Keeps views into `texts`, which must outlive it.
class CsvModelReader {
public:
    CsvModelReader(CsvTexts const& texts, ReadLimits const& limits) : texts_(texts), limits_(limits), units_(content_) {}

    /// The order is that of reference: a table is read after those whose ids it names. Processes are complete before the
    /// first exchange, so that a provider may stand below its consumer; parameters come late because they may belong to a
    /// process or to an impact category. Indices, finiteness and double ids of the whole are left to Database::make.
    /// Every step refers only to what an earlier one read, so that a missing id is told at the cell that names it. Units
    /// come first: all amounts are converted as they are read.
    [[nodiscard]] Import run(std::string name) {
        content_.name = std::move(name);
        check_files();
        about();
        if (texts_.contains("units.csv") || texts_.contains("flow_properties.csv"))
            units_.read_own(sheet("units.csv", {"group", "unit", "factor"}, {"reference", "id", "group_name", "synonyms"}), sheet("flow_properties.csv", {"id", "name", "group"}, {"economic"}));
        locations();
        flows();
        properties();
        processes();
        exchanges();
        methods();
        factors();
        normalisation();
        parameters();
        allocation();
        Import result;
        result.database = Database::make(std::move(content_));
        result.format = "tanji-csv";
        for (auto const& [file, table] : texts_) result.files.push_back(table.file.empty() ? file : table.file);
        result.methods = std::move(methods_);
        return result;
    }

private:
    // "exchange.csv" for "exchanges.csv" must not read as a model without that table: an unknown name is an error.
    // A file that nothing reads ("exchange.csv") would otherwise be data lost without a word.
    void check_files() const {
        auto const known = csv_model_files();
        for (auto const& [file, table] : texts_)
            if (std::find(known.begin(), known.end(), file) == known.end())
                throw Error(Problem{"csv.unknown-file", "The model has a file that the format does not know", {table.file, 0, 0, 0, {}}, join(known, ", "), file, {}, nearest(file, known)});
    }

    // Optional tables are asked for by their readers first; whatever gets here without its file is missing.
    [[nodiscard]] CsvSheet sheet(std::string_view file, std::vector<std::string_view> const& needed, std::vector<std::string_view> const& optional) const {
        auto const at = texts_.find(file);
        if (at == texts_.end()) throw Error(Problem{"csv.missing-file", "A file of the model is missing", {}, std::string(file), "no such file", "docs/model-files.md says what the files hold", {}});
        return CsvSheet(at->second, needed, optional, limits_);
    }

    // Only the name has a place in DatabaseContent; the other keys are checked for spelling and stay in the file.
    // Licence and attribution stay with the file; only the name becomes part of the database.
    void about() {
        if (!texts_.contains("database.csv")) return;
        auto table = sheet("database.csv", {"key", "value"}, {});
        while (table.next()) {
            auto const key = table.word("key", {"name", "description", "version", "licence", "source", "attribution"});
            if (key == 0) content_.name = table.needed("value");
        }
    }

    /// Read twice, because a parent may stand below its child: first all codes, then the parents. Rings among them are found
    /// by Database::make. Without the file every code that another table uses becomes a place of its own (see place()).
    void locations() {
        implicit_places_ = !texts_.contains("locations.csv");
        if (implicit_places_) return;
        std::vector<std::pair<Index, std::string>> parents;
        auto table = sheet("locations.csv", {"code"}, {"name", "name_zh", "parent", "id"});
        while (table.next()) {
            auto const code = table.needed("code");
            add_id(table, "code", code, places_, content_.locations.size());
            content_.locations.push_back({table.text("id").empty() ? code : table.string("id"), code, table.text("name").empty() ? code : table.string("name"), no_index});
        }
        // A place may name a larger one that stands further down, hence the second pass.
        auto again = sheet("locations.csv", {"code"}, {"name", "name_zh", "parent", "id"});
        for (Index i = 0; again.next(); ++i) content_.locations[i].parent = again.reference("parent", places_, "place");
    }

    // Database::make would find the double id too, but could not name file, line and column.
    static void add_id(CsvSheet const& table, std::string_view column, std::string const& id, CsvIds& ids, std::size_t index) {
        if (!ids.emplace(id, static_cast<Index>(index)).second) table.fail(column, "database.duplicate-id", "Two rows have the same id", "ids that differ");
    }

    // With locations.csv a code that is not in it is a typing error: a new place made of it would never be linked to.
    /// Without locations.csv a code is a place of its own with no parent; with it an unknown code is an error of typing.
    [[nodiscard]] Index place(CsvSheet const& table) {
        auto const code = table.text("location");
        if (implicit_places_ && !code.empty() && places_.emplace(std::string(code), static_cast<Index>(content_.locations.size())).second)
            content_.locations.push_back({std::string(code), std::string(code), std::string(code), no_index});
        return table.reference("location", places_, "place");
    }

    /// The table is gone through twice: all its units are announced in the order of the alphabet before the first flow takes
    /// one, so that the order of rows decides no reference unit. The Chinese name is a synonym, found like any other name.
    void flows() {
        auto const open = [this] { return sheet("flows.csv", {"id", "name", "type", "unit"}, {"name_zh", "category", "cas", "formula", "location", "synonyms", "property"}); };
        std::set<std::string> units;
        for (auto table = open(); table.next();) units.insert(table.string("unit"));
        // Units are gathered before any flow is made: which groups there are must not depend on the order of the rows.
        units_.announce(units);
        for (auto table = open(); table.next();) {
            Flow flow;
            flow.id = table.needed("id");
            add_id(table, "id", flow.id, flow_ids_, content_.flows.size());
            flow.name = table.needed("name");
            flow.type = static_cast<FlowType>(table.word("type", {"elementary", "product", "waste"}));
            flow.category = table.string("category");
            flow.cas = table.string("cas");
            flow.formula = table.string("formula");
            flow.location = place(table);
            if (auto const chinese = table.text("name_zh"); !chinese.empty()) flow.synonyms.emplace_back(chinese);
            CsvUnits::add_synonyms(table.text("synonyms"), flow.synonyms);
            (void)table.source();
            auto const unit = units_.reference(table);
            flow.properties = {{unit.property, 1}};
            flow_units_.push_back(unit.factor);
            content_.flows.push_back(std::move(flow));
        }
    }

    /// Further ways to measure a flow: densities, heating values, prices. Physical and economic shares of rule A4 and demands
    /// in another unit (A5) live on them.
    void properties() {
        if (!texts_.contains("properties.csv")) return;
        auto table = sheet("properties.csv", {"flow", "property", "unit", "factor"}, {"economic"});
        while (table.next()) {
            Index const index = table.needed_reference("flow", flow_ids_, "flow");
            auto& flow = content_.flows[index];
            auto const unit = units_.measured(table);
            // 1 unit of flows.csv is `factor` units here: between reference units both conversions come in.
            double const factor = table.number("factor") * unit.factor / flow_units_[index];
            for (auto const& known : flow.properties)
                if (known.property == unit.property) table.fail("property", "database.duplicate-id", "The flow has this property already", "one row per flow and property");
            flow.properties.push_back({unit.property, factor});
        }
    }

    // An empty cell under `allocation` and the word "none" differ: the first says nothing, the second is a stated method.
    void processes() {
        auto table = sheet("processes.csv", {"id", "name"}, {"name_zh", "category", "description", "location", "allocation", "aggregated"});
        while (table.next()) {
            Process process;
            process.id = table.needed("id");
            add_id(table, "id", process.id, process_ids_, content_.processes.size());
            process.name = table.needed("name");
            process.category = table.string("category");
            process.description = table.string("description");
            process.location = place(table);
            if (auto const chinese = table.text("name_zh"); !chinese.empty()) process.synonyms.emplace_back(chinese);
            auto const method = table.word("allocation", {"", "none", "physical", "economic", "causal"});
            process.has_default_allocation = method != 0;
            if (method > 0) process.default_allocation = static_cast<AllocationMethod>(method - 1);
            process.aggregated = table.yes("aggregated");
            process.source = table.source();
            content_.processes.push_back(std::move(process));
        }
    }

    /// Rows of one process need not stand together. The amount is needed even where a formula gives it: evaluation compares
    /// the two (A7). Amount and sign are kept as written; linking turns them by rule A1.
    void exchanges() {
        auto table = sheet("exchanges.csv", {"process", "flow", "direction", "amount", "unit"}, {"reference", "avoided", "provider", "location", "formula", "uncertainty", "a", "b", "c", "id", "property"});
        while (table.next()) {
            auto& process = content_.processes[table.needed_reference("process", process_ids_, "process")];
            Exchange exchange;
            exchange.flow = table.needed_reference("flow", flow_ids_, "flow");
            exchange.input = table.word("direction", {"output", "input"}) == 1;
            exchange.amount = table.number("amount");
            auto const [unit, factor] = units_.of_flow(table, content_.flows[exchange.flow]);
            exchange.property = unit.property;
            exchange.unit = unit.unit;
            exchange.to_reference = factor;
            exchange.reference = table.yes("reference");
            exchange.avoided = table.yes("avoided");
            exchange.provider = table.reference("provider", process_ids_, "process");
            exchange.location = place(table);
            exchange.internal_id = table.whole("id");
            if (auto const formula = table.text("formula"); !formula.empty()) {
                exchange.formula = static_cast<Index>(process.formulas.size());
                process.formulas.emplace_back(formula);
            }
            if (auto const spread = uncertainty(table); spread.kind != DistributionKind::none) {
                exchange.uncertainty = static_cast<Index>(process.uncertainties.size());
                process.uncertainties.push_back(spread);
            }
            exchange.source = source(table, process);
            process.exchanges.push_back(exchange);
        }
    }

    /// Rows of one source share an entry: a process of a hundred exchanges has a handful of sources, each five texts long,
    /// and a linear search among so few is quicker than any map.
    [[nodiscard]] static Index source(CsvSheet const& table, Process& process) {
        auto source = table.source();
        if (source == ProcessSource{}) return no_index;
        auto const at = std::find(process.sources.begin(), process.sources.end(), source);
        if (at != process.sources.end()) return static_cast<Index>(at - process.sources.begin());
        process.sources.push_back(std::move(source));
        return static_cast<Index>(process.sources.size() - 1);
    }

    // Numbers under a, b, c without a kind are refused: somebody meant an uncertainty and forgot its name.
    [[nodiscard]] static Uncertainty uncertainty(CsvSheet const& table) {
        Uncertainty result;
        result.kind = static_cast<DistributionKind>(table.word("uncertainty", {"", "lognormal", "normal", "triangular", "uniform"}));
        if (result.kind == DistributionKind::none) {
            // Numbers without a kind are more likely a kind that was forgotten than numbers that were meant to be ignored.
            for (char const* column : {"a", "b", "c"})
                if (!table.text(column).empty()) table.fail(column, "csv.word", "A parameter of an uncertainty stands here, but no kind of it", "an empty cell, or a kind under 'uncertainty'");
            return result;
        }
        result.a = table.number("a");
        result.b = table.number("b");
        if (result.kind == DistributionKind::triangular) result.c = table.number("c");
        return result;
    }

    /// Three scopes in one table (A7): global, of a process, of an impact category. A row with a formula is a calculated
    /// parameter; its value is what the formula is compared with.
    void parameters() {
        if (!texts_.contains("parameters.csv")) return;
        auto table = sheet("parameters.csv", {"name", "value"}, {"formula", "process", "category", "uncertainty", "a", "b", "c", "description"});
        while (table.next()) {
            Parameter parameter{table.needed("name"), table.number("value"), table.string("formula"), table.text("formula").empty(), uncertainty(table), table.string("description")};
            Index const process = table.reference("process", process_ids_, "process");
            Index const category = table.reference("category", category_ids_, "impact category");
            if (process != no_index && category != no_index) table.fail("category", "csv.word", "A parameter belongs to a process or to a category, not to both", "one of the two, or none");
            auto& list = process != no_index ? content_.processes[process].parameters : category != no_index ? this->category(category).parameters : content_.parameters;
            list.push_back(std::move(parameter));
        }
    }

    // Whether the factors are complete and sum to 1 is not asked here but when their method is used (A4): a file may hold a
    // half-finished economic table beside the physical one that everybody uses.
    void allocation() {
        if (!texts_.contains("allocation.csv")) return;
        auto table = sheet("allocation.csv", {"process", "product", "method", "value"}, {"formula", "exchange", "exchange_flow"});
        while (table.next()) {
            AllocationFactor factor;
            auto& process = content_.processes[table.needed_reference("process", process_ids_, "process")];
            factor.product = table.needed_reference("product", flow_ids_, "flow");
            factor.method = static_cast<AllocationMethod>(table.word("method", {"none", "physical", "economic", "causal"}));
            factor.value = table.number("value");
            factor.formula = table.string("formula");
            factor.exchange_id = table.whole("exchange");
            factor.exchange_flow = table.reference("exchange_flow", flow_ids_, "flow");
            bool const named = factor.exchange_id != 0 || factor.exchange_flow != no_index;
            if (named != (factor.method == AllocationMethod::causal)) table.fail("method", "csv.word", "Causal factors name an exchange, others do not", "'exchange' or 'exchange_flow' with causal, neither otherwise");
            process.allocation.push_back(std::move(factor));
        }
    }

    /// One row per category; the first row of a method names and sources it. Category ids are unique over all methods,
    /// because factors.csv and parameters.csv name a category without its method.
    void methods() {
        if (!texts_.contains("methods.csv")) return;
        auto table = sheet("methods.csv", {"method", "id", "name", "unit"}, {"direction", "method_name", "method_source"});
        while (table.next()) {
            auto const id = table.needed("method");
            // A method has no row of its own: the first of its categories makes it.
            auto const [at, fresh] = method_ids_.emplace(id, static_cast<Index>(methods_.size()));
            if (fresh) methods_.push_back({id, table.text("method_name").empty() ? id : table.string("method_name"), {}, table.string("method_source"), {}, {}});
            auto& method = methods_[at->second];
            ImpactCategory category{table.needed("id"), table.needed("name"), table.needed("unit"), static_cast<Direction>(table.word("direction", {"", "input", "output"})), {}, {}};
            add_id(table, "id", category.id, category_ids_, categories_.size());
            categories_.emplace_back(at->second, static_cast<Index>(method.categories.size()));
            method.categories.push_back(std::move(category));
        }
    }

    // By two indices and not by pointer: both vectors still grow while the ids are collected.
    [[nodiscard]] ImpactCategory& category(Index index) { return methods_[categories_[index].first].categories[categories_[index].second]; }

    // A factor is per unit, so it is divided where an amount would be multiplied: 1 per g is 1000 per kg.
    void factors() {
        if (!texts_.contains("factors.csv")) return;
        auto table = sheet("factors.csv", {"category", "flow", "value", "unit"}, {"location", "formula", "uncertainty", "a", "b", "c", "property"});
        while (table.next()) {
            auto& list = category(table.needed_reference("category", category_ids_, "impact category")).factors;
            ImpactFactor factor;
            factor.flow = table.needed_reference("flow", flow_ids_, "flow");
            factor.location = place(table);
            factor.to_reference = units_.of_flow(table, content_.flows[factor.flow]).second;
            // Factors are per unit of the row, kept per reference unit of the flow: impact per kg is a thousandth of that per tonne.
            factor.value = table.number("value") / factor.to_reference;
            factor.formula = table.string("formula");
            factor.uncertainty = uncertainty(table);
            list.push_back(std::move(factor));
        }
    }

    // Both values may be absent, and absent stays absent: a score without a weight is not a score with the weight 1.
    void normalisation() {
        if (!texts_.contains("normalisation.csv")) return;
        auto table = sheet("normalisation.csv", {"method", "set", "category"}, {"normalisation", "weighting", "unit"});
        while (table.next()) {
            auto& method = methods_[table.needed_reference("method", method_ids_, "method")];
            auto const name = table.needed("set");
            auto at = std::find_if(method.normalisation.begin(), method.normalisation.end(), [&](auto const& set) { return set.id == name; });
            if (at == method.normalisation.end()) at = method.normalisation.insert(at, {name, name, table.string("unit"), {}});
            auto const [owner, index] = categories_[table.needed_reference("category", category_ids_, "impact category")];
            // Category ids are unique over all methods, so that a wrong method can be noticed here.
            if (&methods_[owner] != &method) table.fail("category", "csv.unknown-id", "The category belongs to another method", "a category of the method");
            at->values.push_back({index, table.number_or_nothing("normalisation"), table.number_or_nothing("weighting")});
        }
    }

    CsvTexts const& texts_;
    ReadLimits const& limits_;
    DatabaseContent content_{};
    CsvUnits units_;
    bool implicit_places_ = true;
    CsvIds places_{}, flow_ids_{}, process_ids_{}, method_ids_{}, category_ids_{};
    std::vector<double> flow_units_{};                   // reference units in the unit of flows.csv
    std::vector<ImpactMethod> methods_{};
    std::vector<std::pair<Index, Index>> categories_{};  // method, category in it
};

}  // namespace detail

// The three that are needed stand first, as the header promises.
TANJI_INLINE std::vector<std::string> csv_model_files() {
    return {"flows.csv", "processes.csv", "exchanges.csv", "database.csv", "locations.csv", "properties.csv", "parameters.csv", "allocation.csv",
            "methods.csv", "factors.csv", "normalisation.csv", "units.csv", "flow_properties.csv"};
}

TANJI_INLINE Result<Import> try_read_csv_model(CsvTexts const& texts, std::string name, ReadLimits const& limits) {
    try {
        return detail::CsvModelReader(texts, limits).run(std::move(name));
    } catch (Error const& error) {
        return error.problem();
    }
}

TANJI_INLINE Import read_csv_model(CsvTexts const& texts, std::string name, ReadLimits const& limits) { return try_read_csv_model(texts, std::move(name), limits).value(); }

}  // namespace tanji
