// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>

#include "tanji/lifecycle/matrix_model.hpp"

namespace tanji {
namespace detail {

struct NamedMatrix {
    char const* name;
    std::vector<std::vector<double>> const& values;
    std::vector<std::string> const& rows;
    std::vector<std::string> const& columns;
    char const* row_word;
    char const* column_word;
};

[[nodiscard]] inline std::optional<Problem> check_matrix(NamedMatrix const& matrix) {
    auto const expected = std::to_string(matrix.rows.size()) + " rows (" + matrix.row_word + "s) of " + std::to_string(matrix.columns.size()) + " columns (" + matrix.column_word + "s)";
    if (matrix.values.size() != matrix.rows.size()) {
        return Problem{.id = "matrix.shape", .what = std::string("The ") + matrix.name + " matrix has another number of rows than there are names", .expected = expected,
                       .got = std::to_string(matrix.values.size()) + " rows", .hint = "give one row for each name"};
    }
    for (std::size_t i = 0; i < matrix.values.size(); ++i) {
        if (matrix.values[i].size() != matrix.columns.size()) {
            return Problem{.id = "matrix.shape", .what = std::string("A row of the ") + matrix.name + " matrix has the wrong length", .where = {.row = i + 1, .object = matrix.rows[i]},
                           .expected = expected, .got = std::to_string(matrix.values[i].size()) + " columns", .hint = "write 0 where there is nothing"};
        }
        for (std::size_t j = 0; j < matrix.values[i].size(); ++j) {
            if (std::isfinite(matrix.values[i][j])) continue;
            auto const place = std::string(matrix.row_word) + " " + std::to_string(i + 1) + " (" + matrix.rows[i] + ") / " + matrix.column_word + " " + std::to_string(j + 1) + " (" + matrix.columns[j] + ")";
            return Problem{.id = "number.not-finite", .what = std::string("The ") + matrix.name + " matrix holds something that is not a number", .where = {.object = place},
                           .expected = "a finite number", .got = std::isnan(matrix.values[i][j]) ? "NaN" : "infinity", .hint = "write 0 where there is nothing; an unknown amount has to be found out"};
        }
    }
    return {};
}

/// Not square: the rows nobody makes, or the columns that make nothing, judged by where the positive entries are.
[[nodiscard]] inline Problem not_square_problem(MatrixModel const& model) {
    Problem problem{.id = "matrix.not-square", .what = "The technosphere matrix is not square", .expected = "one process for each product",
                    .got = std::to_string(model.products.size()) + " products, " + std::to_string(model.processes.size()) + " processes",
                    .hint = "add the missing process, or remove the input that nobody makes"};
    for (std::size_t i = 0; i < model.products.size(); ++i) {
        auto const& row = model.technosphere[i];
        if (std::none_of(row.begin(), row.end(), [](double value) { return value > 0; })) problem.related.push_back("product " + model.products[i] + " has no producer");
    }
    for (std::size_t j = 0; j < model.processes.size(); ++j) {
        if (std::none_of(model.technosphere.begin(), model.technosphere.end(), [j](auto const& row) { return row[j] > 0; })) {
            problem.related.push_back("process " + model.processes[j] + " makes nothing");
        }
    }
    return problem;
}

[[nodiscard]] inline std::optional<Problem> check_matrix_model(MatrixModel const& model) {
    if (auto problem = check_matrix({"technosphere", model.technosphere, model.products, model.processes, "product", "process"})) return problem;
    if (auto problem = check_matrix({"biosphere", model.biosphere, model.flows, model.processes, "flow", "process"})) return problem;
    if (auto problem = check_matrix({"characterisation", model.characterisation, model.categories, model.flows, "category", "flow"})) return problem;
    if (model.products.size() != model.processes.size()) return not_square_problem(model);
    for (std::size_t j = 0; j < model.processes.size(); ++j) {
        if (model.technosphere[j][j] != 0) continue;
        return Problem{.id = "matrix.no-product", .what = "A process does not make the product of its own row", .where = {.object = "process " + model.processes[j]},
                       .expected = "a number other than 0 on the diagonal: product " + model.products[j], .got = "0", .hint = "order the rows so that process j makes product j"};
    }
    return {};
}

/// Names need not be unique; ids are. Leading zeros keep the order of the ids that of the model.
[[nodiscard]] inline std::string matrix_id(char const* kind, std::size_t number) {
    auto digits = std::to_string(number);
    return std::string(kind) + std::string(8 - (std::min)(digits.size(), std::size_t{8}), '0') + digits;
}

[[nodiscard]] inline Flow matrix_flow(std::string id, std::string name, FlowType type) {
    Flow flow{.id = std::move(id), .name = std::move(name), .type = type};
    flow.properties = {{.property = 0, .factor = 1}};
    return flow;
}

inline void add_matrix_flows(DatabaseContent& content, MatrixModel const& model) {
    for (std::size_t i = 0; i < model.products.size(); ++i) {
        content.flows.push_back(matrix_flow(matrix_id("product-", i), model.products[i], model.technosphere[i][i] < 0 ? FlowType::waste : FlowType::product));
    }
    for (std::size_t i = 0; i < model.flows.size(); ++i) {
        auto flow = matrix_flow(matrix_id("flow-", i), model.flows[i], FlowType::elementary);
        auto const [least, most] = std::minmax_element(model.biosphere[i].begin(), model.biosphere[i].end());
        bool const resource = !model.biosphere[i].empty() && *least < 0 && *most <= 0;
        flow.category = resource ? "resource" : "emission";
        content.flows.push_back(std::move(flow));
    }
}

[[nodiscard]] inline Process matrix_process(MatrixModel const& model, std::size_t j) {
    Process process{.id = matrix_id("process-", j), .name = model.processes[j]};
    auto const add = [&process](std::size_t flow, double amount, bool input, bool avoided, bool reference) {
        process.exchanges.push_back({.flow = static_cast<Index>(flow), .amount = amount, .property = 0, .unit = 0, .input = input, .avoided = avoided, .reference = reference});
    };
    for (std::size_t i = 0; i < model.products.size(); ++i) {
        double const value = model.technosphere[i][j];
        if (value == 0) continue;
        bool const waste = model.technosphere[i][i] < 0;
        if (i == j) add(i, std::abs(value), waste, false, true);
        else if (waste) add(i, std::abs(value), false, value < 0, false);  // waste output +, avoided waste -
        else add(i, std::abs(value), true, value > 0, false);              // product input -, avoided product +
    }
    for (std::size_t i = 0; i < model.flows.size(); ++i) {
        double const value = model.biosphere[i][j];
        if (value != 0) add(model.products.size() + i, std::abs(value), value < 0, false, false);
    }
    return process;
}

/// Factors of C act on the signed net. A category without a direction would flip flows that are shown as inputs (rule A2),
/// so every category counts outputs, which leaves the sign as it is.
[[nodiscard]] inline ImpactMethod matrix_method(MatrixModel const& model) {
    ImpactMethod method{.id = "matrix-model", .name = "matrix model"};
    for (std::size_t k = 0; k < model.categories.size(); ++k) {
        ImpactCategory category{.id = matrix_id("category-", k), .name = model.categories[k], .unit = "unit", .direction = Direction::output};
        for (std::size_t i = 0; i < model.flows.size(); ++i) {
            if (model.characterisation[k][i] == 0) continue;
            category.factors.push_back({.flow = static_cast<Index>(model.products.size() + i), .value = model.characterisation[k][i]});
        }
        method.categories.push_back(std::move(category));
    }
    return method;
}

}  // namespace detail

TANJI_INLINE Result<Import> try_matrix_import(MatrixModel const& model) {
    if (auto problem = detail::check_matrix_model(model)) return *std::move(problem);
    DatabaseContent content{.name = "matrix model"};
    content.unit_groups = {{.id = "units", .name = "units", .units = {{.id = "unit", .name = "unit"}}, .default_property = 0}};
    content.properties = {{.id = "amount", .name = "amount", .unit_group = 0}};
    detail::add_matrix_flows(content, model);
    for (std::size_t j = 0; j < model.processes.size(); ++j) content.processes.push_back(detail::matrix_process(model, j));
    auto database = Database::try_make(std::move(content));
    if (!database) return std::move(database).problem();
    Import result{.database = *std::move(database), .format = "matrix model"};
    if (!model.categories.empty()) result.methods.push_back(detail::matrix_method(model));
    return result;
}

TANJI_INLINE Import matrix_import(MatrixModel const& model) { return try_matrix_import(model).value(); }

}  // namespace tanji
