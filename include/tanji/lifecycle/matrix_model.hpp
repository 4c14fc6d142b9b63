// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <vector>

#include "tanji/lifecycle/database.hpp"

/// \file
/// Models that are given as matrices: textbook examples, exports of other tools, input-output tables.
namespace tanji {

/// One number of a matrix, indices from 0. Several of one cell are added.
struct MatrixEntry {
    Index row = 0;
    Index column = 0;
    double value = 0;
};

/// A model as textbooks and other tools give it: A (products x processes, outputs +, inputs -), B (flows x processes,
/// emissions +; resources as the source has them), C (categories x flows). Process j makes product j; where the diagonal
/// has zeros, the one way in which the positive entries pair products with processes, if there is just one.
struct MatrixModel {
    std::string name;
    std::vector<std::string> products{};
    std::vector<std::string> processes{};
    std::vector<MatrixEntry> technosphere{};
    std::vector<std::string> flows{};
    std::vector<MatrixEntry> biosphere{};
    std::vector<std::string> categories{};
    std::vector<std::string> category_units{};  ///< as many as categories, or none
    std::vector<MatrixEntry> characterisation{};

    /// Appends the entries of a dense matrix given by rows; zeros are left out, NaN is kept for the check.
    static void append_dense(std::vector<MatrixEntry>& entries, std::vector<std::vector<double>> const& rows);
};

/// The model as a database, and as one method if there are categories. Products get the ids "product 1", ..., flows "flow 1",
/// processes "process 1" (zero-padded, so that ids sort as the matrices count); all are measured in one unit "unit".
/// A positive diagonal is a product, a negative one a waste with its treatment; elsewhere, inputs (-) and avoided
/// products (+) of products, waste outputs (+) and avoided wastes (-) of wastes. B holds outputs; C is outputs' factors.
/// Problems: "number.not-finite" naming product and process, counted from 1; "matrix.shape" naming the product without a
/// producer or the process without a product; "matrix.index"; "matrix.diagonal" for a process that makes none of its product.
[[nodiscard]] Result<Import> try_matrix_model(MatrixModel const& model);
[[nodiscard]] Import matrix_model(MatrixModel const& model);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/lifecycle/impl/matrix_model.ipp"
#endif
