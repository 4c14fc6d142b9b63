// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <vector>

#include "tanji/lifecycle/database.hpp"

namespace tanji {

/// A model given as matrices, as in a textbook: for teaching, tests and tables that come from elsewhere.
/// `technosphere[i][j]`: product i of process j, outputs +, inputs -; process j makes product j. `biosphere[i][j]`: flow i
/// of process j, emissions +, resources -. `characterisation[k][i]`: category k per unit of net flow i, as in h = C g.
/// Rows are products, flows, categories; all names are free text. Units are unstated: "unit" throughout.
struct MatrixModel {
    std::vector<std::string> products{};
    std::vector<std::string> processes{};
    std::vector<std::vector<double>> technosphere{};
    std::vector<std::string> flows{};
    std::vector<std::vector<double>> biosphere{};
    std::vector<std::string> categories{};
    std::vector<std::vector<double>> characterisation{};
};

/// The same model as a database and, if it has categories, one method, with the roles that rule A1 gives to the signs:
/// a negative diagonal is a waste treatment and its row a waste flow; elsewhere in A, inputs of products are negative and
/// avoided products positive, waste outputs positive and avoided wastes negative. Flows of the database are the products
/// and then the elementary flows, in the model's order. A flow that is negative in some process and positive in none is a
/// resource; the method's factors keep the meaning of C for either side.
/// Problems: "matrix.shape"; "matrix.not-square" naming products without a producer or processes without a product;
/// "matrix.no-product" for a zero diagonal; "number.not-finite" naming row and column, from 1.
[[nodiscard]] Result<Import> try_matrix_import(MatrixModel const& model);
[[nodiscard]] Import matrix_import(MatrixModel const& model);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/lifecycle/impl/matrix_model.ipp"
#endif
