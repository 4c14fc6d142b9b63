// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/lifecycle/matrix_model.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "lifecycle/small_model.hpp"

using namespace tanji;

namespace {

MatrixModel model(std::vector<std::vector<double>> const& a, std::vector<std::vector<double>> const& b) {
    MatrixModel result;
    for (std::size_t i = 0; i < a.size(); ++i) result.products.push_back(std::string("p").append(std::to_string(i)));
    for (std::size_t j = 0; j < a[0].size(); ++j) result.processes.push_back(std::string("P").append(std::to_string(j)));
    for (std::size_t i = 0; i < b.size(); ++i) result.flows.push_back(std::string("e").append(std::to_string(i)));
    MatrixModel::append_dense(result.technosphere, a);
    MatrixModel::append_dense(result.biosphere, b);
    return result;
}

/// A and B of the linked system, dense.
std::pair<std::vector<std::vector<double>>, std::vector<std::vector<double>>> matrices(MatrixModel const& given) {
    auto const system = link(matrix_model(given).database);
    std::vector<std::vector<double>> a(given.products.size(), std::vector<double>(given.processes.size())), b(given.flows.size(), std::vector<double>(given.processes.size()));
    for (auto const& entry : system.technosphere()) a[entry.row][entry.column] += entry.value;
    for (auto const& entry : system.biosphere()) b[entry.row][entry.column] += entry.value;
    CHECK(system.findings().empty());
    CHECK(system.unlinked().empty());
    return {a, b};
}

}  // namespace

// Matrices of the shared cases hs-2x2-electricity, olca-waste-downstream, olca-waste-reference, olca-avoided-product: what goes in comes out.
TEST_CASE("matrices survive the way through exchanges and linking") {
    std::vector<std::vector<std::vector<double>>> const as{{{-2, 100}, {10, 0}}, {{1, 0}, {2, -1}}, {{-1, 0}, {-2, 1}}, {{1, 0}, {0.5, 1}}, {{0.9, -0.2, 0.1}, {-0.3, -1, 0}, {0.25, -0.5, 2}}};
    for (auto const& a : as) {
        if (a[1][1] == 0) continue;
        std::vector<std::vector<double>> const b{std::vector<double>(a.size(), 2.0), std::vector<double>(a.size(), -1.5)};
        auto const [got_a, got_b] = matrices(model(a, b));
        CHECK(got_a == a);
        CHECK(got_b == b);
    }
}

// Shared case olca-nonsquare: 3 products, 2 processes; "product c has no producer".
TEST_CASE("a matrix that is not square names who lacks whom") {
    auto given = model({{1, 0}, {-1, 2}, {-1, 0}}, {});
    given.products = {"a", "b", "c"};
    auto const tall = try_matrix_model(given);
    REQUIRE_FALSE(tall);
    CHECK(tall.problem().id == "matrix.shape");
    CHECK(tall.problem().where.object == "product 3 'c' has no producer");
    auto const wide = try_matrix_model(model({{1, -1}}, {}));
    CHECK(wide.problem().where.object == "process 2 'P1' has no product");
    CHECK(try_matrix_model(model({{1, 0}, {-1, 0}}, {})).problem().id == "matrix.diagonal");
}

// As in the shared cases bw2calc-multilca-*: rows and columns stand in different orders, and the diagonal is no output.
TEST_CASE("products out of order are paired with the processes that make them, if there is one way") {
    auto const given = model({{-0.2, 1}, {1, 0}}, {});
    auto const system = link(matrix_model(given).database);
    tanji::test::NamedMatrices const got(system);
    CHECK(got.a == std::map<std::pair<std::string, std::string>, double>{{{"process 1/product 2", "process 1/product 2"}, 1}, {{"process 2/product 1", "process 2/product 1"}, 1}, {{"process 2/product 1", "process 1/product 2"}, -0.2}});
    CHECK(try_matrix_model(model({{1, 1, 0}, {1, 0, 1}, {0, 1, 1}}, {})).problem().id == "matrix.diagonal");
}

// Shared case nan-exchange: "not a number at product 2 / process 1".
TEST_CASE("NaN is named by product and process, counted from 1") {
    auto const result = try_matrix_model(model({{1, 0}, {std::nan(""), 1}}, {}));
    REQUIRE_FALSE(result);
    CHECK(result.problem().id == "number.not-finite");
    CHECK(result.problem().where.object == "product 2 'p1', process 1 'P0'");
}

TEST_CASE("ids sort as the matrix counts, also beyond nine") {
    std::vector<std::vector<double>> a(12, std::vector<double>(12));
    for (std::size_t i = 0; i < 12; ++i) a[i][i] = static_cast<double>(i + 1);
    CHECK(matrices(model(a, {})).first == a);
}

TEST_CASE("categories become a method of output factors") {
    auto given = model({{1}}, {{2}, {3}});
    given.categories = {"warming"};
    given.category_units = {"kg CO2 eq"};
    given.characterisation = {{0, 1, 28}};
    auto const import = matrix_model(given);
    REQUIRE(import.methods.size() == 1);
    auto const& category = import.methods[0].categories.at(0);
    CHECK(category.unit == "kg CO2 eq");
    CHECK(category.direction == Direction::output);
    CHECK(import.database.flows()[category.factors.at(0).flow].name == "e1");
}
