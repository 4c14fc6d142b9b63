// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

#include "tanji/base/text.hpp"
#include "tanji/lifecycle/matrix_model.hpp"

/// \file
/// Matrices become an ordinary database, so that one code links, solves and checks them. What matrices lack (units, ids,
/// the difference between product and waste) is made up here by rules that the header states.
namespace tanji {
namespace detail {

/// Turns matrices into processes and exchanges.
/// Every exchange gets its provider by name, because in a matrix the row says who makes it: the default policy links what
/// the matrix has.
class MatrixModelMaker {
public:
    explicit MatrixModelMaker(MatrixModel const& model) : model_(model) {}

    [[nodiscard]] Result<Import> run() {
        if (auto problem = check()) return std::move(*problem);
        content_.name = model_.name;
        content_.unit_groups = {{"unit", "unit", {{"unit", "unit", 1, {}}}, 0, 0}};
        content_.properties = {{"amount", "amount", 0, false}};
        flows();
        exchanges();
        auto database = Database::try_make(std::move(content_));
        if (!database) return database.problem();
        Import result;
        result.database = *database;
        result.format = "matrices";
        if (!model_.categories.empty()) result.methods.push_back(method());
        return result;
    }

private:
    [[nodiscard]] static Problem problem(std::string id, std::string what, std::string object, std::string expected, std::string got) {
        Problem p{std::move(id), std::move(what), {}, std::move(expected), std::move(got), {}, {}};
        p.where.object = std::move(object);
        return p;
    }

    // Counted from 1 in messages, as rows of a table are; names alone may repeat.
    [[nodiscard]] static std::string named(char const* kind, std::vector<std::string> const& names, Index i) { return std::string(kind) + " " + std::to_string(i + 1) + " '" + names[i] + "'"; }

    /// Indices and values before shape: the pairing below reads entries without looking.
    // Cells before shape: NaN and indices beyond would make the pairing of products and processes meaningless.
    [[nodiscard]] std::optional<Problem> check() {
        auto problem = entries(model_.technosphere, "product", model_.products, "process", model_.processes);
        if (!problem) problem = entries(model_.biosphere, "flow", model_.flows, "process", model_.processes);
        if (!problem) problem = entries(model_.characterisation, "category", model_.categories, "flow", model_.flows);
        return problem ? problem : shape();
    }

    [[nodiscard]] static std::optional<Problem> entries(std::vector<MatrixEntry> const& list, char const* row_kind, std::vector<std::string> const& rows, char const* column_kind, std::vector<std::string> const& columns) {
        for (auto const& entry : list) {
            if (entry.row >= rows.size() || entry.column >= columns.size())
                return problem("matrix.index", "An entry lies outside the matrix", std::string(row_kind) + " " + std::to_string(entry.row + 1) + ", " + column_kind + " " + std::to_string(entry.column + 1),
                               std::to_string(rows.size()) + " x " + std::to_string(columns.size()), "an index beyond");
            if (!std::isfinite(entry.value))
                return problem("number.not-finite", "An entry is not a finite number", named(row_kind, rows, entry.row) + ", " + named(column_kind, columns, entry.column), "a finite number; leave the cell empty if there is none",
                               number_text(entry.value));
        }
        return {};
    }

    /// Which process makes which product: the diagonal if it is free of zeros, else the only pairing of positive entries.
    /// Negative diagonals pass (treatment of waste); cells that add up to exactly zero do not. A pairing is never chosen among
    /// several: each would give another model.
    [[nodiscard]] std::optional<Problem> shape() {
        auto const rows = model_.products.size(), columns = model_.processes.size();
        if (rows != columns) return not_square(rows, columns);
        pair_.resize(columns);
        for (Index j = 0; j < columns; ++j) pair_[j] = j;
        measure();
        auto const zero = std::find(made_.begin(), made_.end(), 0.0);
        if (zero == made_.end() || paired_by_force()) {
            measure();
            return {};
        }
        auto const j = static_cast<Index>(zero - made_.begin());
        return problem("matrix.diagonal", "A process makes none of its product, and the positive entries fit products to processes in no or in several ways", named("process", model_.processes, j),
                       "an entry other than zero for " + named("product", model_.products, j), "0");
    }

    /// Names what is without a partner. Where nothing is plainly so, the rows or columns beyond the square are listed: the
    /// reader needs a place to begin.
    /// Names the rows (or columns) without any positive entry, since one of those is what is missing; where each has one, the
    /// surplus at the end is named instead, the most that can be said.
    [[nodiscard]] std::optional<Problem> not_square(std::size_t rows, std::size_t columns) const {
        bool const tall = rows > columns;
        auto p = problem("matrix.shape", tall ? "A product has no producer" : "A process has no product", {}, "as many products as processes", std::to_string(rows) + " products, " + std::to_string(columns) + " processes");
        std::vector<bool> active(tall ? rows : columns, false);
        for (auto const& entry : model_.technosphere)
            if (entry.value > 0) active[tall ? entry.row : entry.column] = true;
        auto const told = [&](std::size_t i) { return tall ? named("product", model_.products, static_cast<Index>(i)) + " has no producer" : named("process", model_.processes, static_cast<Index>(i)) + " has no product"; };
        for (std::size_t i = 0; i < active.size(); ++i)
            if (!active[i]) p.related.push_back(told(i));
        if (p.related.empty())
            for (auto i = (std::min)(rows, columns); i < active.size(); ++i) p.related.push_back(told(i));
        p.where.object = p.related.front();
        return p;
    }

    /// Amount each process makes of its product, cells summed in an order of their own.
    void measure() {
        std::vector<std::vector<double>> cells(pair_.size());
        for (auto const& entry : model_.technosphere)
            if (pair_[entry.column] == entry.row) cells[entry.column].push_back(entry.value);
        made_.assign(pair_.size(), 0);
        for (std::size_t j = 0; j < cells.size(); ++j) {
            std::sort(cells[j].begin(), cells[j].end());
            for (double const value : cells[j]) made_[j] += value;
        }
    }

    /// Pairs whoever has one candidate left, again and again. True if that settles all: then the pairing is the only one.
    /// It also finds every pairing that is the only one: if all who are left had two candidates, one could walk along
    /// paired and unpaired cells by turns until the walk closes, and swapping them along it would give a second pairing.
    /// Each cell is removed once: O(n log n) for n positive entries.
    [[nodiscard]] bool paired_by_force() {
        auto const size = pair_.size();
        std::vector<std::set<Index>> of_product(size), of_process(size);
        for (auto const& entry : model_.technosphere) {
            if (!(entry.value > 0)) continue;
            of_product[entry.row].insert(entry.column);
            of_process[entry.column].insert(entry.row);
        }
        std::vector<Index> result(size, no_index);
        std::vector<std::pair<Index, bool>> work;  // index, is a product
        for (Index i = 0; i < size; ++i) work.insert(work.end(), {{i, true}, {i, false}});
        std::size_t settled = 0;
        while (!work.empty()) {
            auto const [at, is_product] = work.back();
            work.pop_back();
            auto const& candidates = is_product ? of_product[at] : of_process[at];
            if (candidates.size() != 1) continue;
            Index const product = is_product ? at : *candidates.begin();
            Index const process = is_product ? *candidates.begin() : at;
            result[process] = product;
            ++settled;
            for (Index const other : std::exchange(of_product[product], {}))
                if (of_process[other].erase(product) != 0) work.emplace_back(other, false);
            for (Index const other : std::exchange(of_process[process], {}))
                if (of_product[other].erase(process) != 0) work.emplace_back(other, true);
        }
        // Who is left has several candidates or none; any choice among them would decide what the model means.
        if (settled == size) pair_ = std::move(result);
        return settled == size;
    }

    // Padded with zeros, so that the order of ids, which everything goes by, is that of the matrix.
    // Padded with zeros: columns are ordered by id as text, and "process 10" must not come before "process 2".
    [[nodiscard]] static std::string id(char const* kind, std::size_t i, std::size_t count) {
        auto number = std::to_string(i + 1);
        return std::string(kind) + " " + std::string(std::to_string(count).size() - number.size(), '0') + number;
    }

    // All in the one property "amount": matrices carry no units, and unlike ones must not be converted into each other.
    void flow(std::string flow_id, std::string const& name, FlowType type, char const* category) {
        Flow flow;
        flow.id = std::move(flow_id);
        flow.name = name;
        flow.type = type;
        flow.category = category;
        flow.properties = {{0, 1}};
        content_.flows.push_back(std::move(flow));
    }

    /// Products first, then elementary flows: exchanges() and method() count on these places. Type waste follows from the
    /// sign of what its process makes, which is why measure() comes before.
    void flows() {
        auto const count = model_.products.size();
        maker_.resize(count);
        for (Index j = 0; j < count; ++j) maker_[pair_[j]] = j;
        // A negative diagonal is a service of treatment: its row is a waste (rule A1).
        for (std::size_t i = 0; i < count; ++i) flow(id("product", i, count), model_.products[i], made_[maker_[i]] < 0 ? FlowType::waste : FlowType::product, "");
        for (std::size_t i = 0; i < model_.flows.size(); ++i) flow(id("flow", i, model_.flows.size()), model_.flows[i], FlowType::elementary, "");
        for (std::size_t j = 0; j < count; ++j) {
            Process process;
            process.id = id("process", j, count);
            process.name = model_.processes[j];
            content_.processes.push_back(std::move(process));
        }
    }

    /// The inverse of rule A1: from signed cells to directions and positive amounts, so that linking gives the same matrix
    /// again. Elementary flows are outputs with the sign they have: a matrix does not say which are taken from nature.
    void exchanges() {
        auto const add = [this](Index process, Index flow, double amount, bool input) -> Exchange& {
            Exchange exchange;
            exchange.flow = flow;
            exchange.amount = amount;
            exchange.property = 0;
            exchange.unit = 0;
            exchange.input = input;
            content_.processes[process].exchanges.push_back(exchange);
            return content_.processes[process].exchanges.back();
        };
        for (Index j = 0; j < model_.processes.size(); ++j) add(j, pair_[j], std::abs(made_[j]), made_[j] < 0).reference = true;
        for (auto const& entry : model_.technosphere) {
            if (pair_[entry.column] == entry.row || entry.value == 0) continue;
            bool const waste = made_[maker_[entry.row]] < 0;
            // Rule A1: a product input is -, avoided +; a waste output is +, avoided -. Amounts are positive either way.
            auto& exchange = add(entry.column, entry.row, std::abs(entry.value), !waste);
            exchange.avoided = waste ? entry.value < 0 : entry.value > 0;
            exchange.provider = maker_[entry.row];
        }
        auto const first = static_cast<Index>(model_.products.size());
        for (auto const& entry : model_.biosphere) add(entry.column, first + entry.row, entry.value, false);
    }

    // Direction output for every category: C multiplies B as it stands (h = C g), without the turn of rule A2.
    [[nodiscard]] ImpactMethod method() const {
        ImpactMethod method{"matrix", model_.name.empty() ? "matrix" : model_.name, {}, {}, {}, {}};
        for (std::size_t i = 0; i < model_.categories.size(); ++i) {
            std::string const unit = i < model_.category_units.size() ? model_.category_units[i] : "unit";
            method.categories.push_back({id("category", i, model_.categories.size()), model_.categories[i], unit, Direction::output, {}, {}});
        }
        for (auto const& entry : model_.characterisation) {
            ImpactFactor factor;
            factor.flow = static_cast<Index>(model_.products.size()) + entry.column;
            factor.value = entry.value;
            method.categories[entry.row].factors.push_back(std::move(factor));
        }
        return method;
    }

    MatrixModel const& model_;
    DatabaseContent content_{};
    std::vector<Index> pair_{};    // product of each process
    std::vector<Index> maker_{};   // process of each product
    std::vector<double> made_{};   // by each process, signed
};

}  // namespace detail

// NaN differs from 0 and so becomes an entry, which the check refuses with the names of its row and column.
TANJI_INLINE void MatrixModel::append_dense(std::vector<MatrixEntry>& entries, std::vector<std::vector<double>> const& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t j = 0; j < rows[i].size(); ++j)
            if (rows[i][j] != 0) entries.push_back({static_cast<Index>(i), static_cast<Index>(j), rows[i][j]});
}

TANJI_INLINE Result<Import> try_matrix_model(MatrixModel const& model) { return detail::MatrixModelMaker(model).run(); }

TANJI_INLINE Import matrix_model(MatrixModel const& model) { return try_matrix_model(model).value(); }

}  // namespace tanji
