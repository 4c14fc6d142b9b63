// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include "tanji/lifecycle/matrix_model.hpp"

#include <doctest/doctest.h>

#include <cmath>

TEST_CASE("signs of a matrix become roles by rule A1") {
    // openLCA's WasteCalculationTest and AvoidedFlowsTest in one: p makes 2 kg of waste w, w is treated by W, p avoids a.
    tanji::MatrixModel const model{.products = {"p", "w", "a"}, .processes = {"P", "W", "A"}, .technosphere = {{1, 0, -3}, {2, -1, 0}, {0.5, 0, 1}}, .flows = {"co2", "ore"}, .biosphere = {{1, 0, 0}, {-4, 0, 0}}};
    auto const import = tanji::matrix_import(model);
    auto const& content = import.database.content();
    CHECK(content.flows[0].type == tanji::FlowType::product);
    CHECK(content.flows[1].type == tanji::FlowType::waste);
    CHECK(content.flows[4].category == "resource");
    auto const& p = content.processes[0].exchanges;
    REQUIRE(p.size() == 5);
    CHECK((p[0].reference && !p[0].input));
    CHECK((!p[1].input && !p[1].avoided && p[1].amount == 2));   // waste output
    CHECK((p[2].input && p[2].avoided && p[2].amount == 0.5));   // avoided product, stored as an input
    CHECK((!p[3].input && p[3].amount == 1));
    CHECK((p[4].input && p[4].amount == 4));
    auto const& w = content.processes[1].exchanges;
    REQUIRE(w.size() == 1);
    CHECK((w[0].reference && w[0].input && w[0].amount == 1));   // treatment takes its waste
    auto const& a = content.processes[2].exchanges;
    CHECK((a[0].input && !a[0].avoided && a[0].amount == 3));    // product input
    CHECK(import.methods.empty());
}

TEST_CASE("what is wrong with matrices is named") {
    tanji::MatrixModel model{.products = {"a", "b", "c"}, .processes = {"P", "Q"}, .technosphere = {{1, 0}, {-1, 2}, {-1, 0}}};
    auto problem = tanji::try_matrix_import(model).problem();
    CHECK(problem.id == "matrix.not-square");
    CHECK(problem.related == std::vector<std::string>{"product c has no producer"});

    model = {.products = {"a", "b"}, .processes = {"P", "Q"}, .technosphere = {{1, 0}, {std::nan(""), 1}}};
    problem = tanji::try_matrix_import(model).problem();
    CHECK(problem.id == "number.not-finite");
    CHECK(problem.where.object == "product 2 (b) / process 1 (P)");

    model.technosphere = {{1, 0}, {0}};
    CHECK(tanji::try_matrix_import(model).problem().id == "matrix.shape");
    model.technosphere = {{1, 0}};
    CHECK(tanji::try_matrix_import(model).problem().id == "matrix.shape");
    model.technosphere = {{1, 0}, {0, 0}};
    CHECK(tanji::try_matrix_import(model).problem().id == "matrix.no-product");
}
