// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tanji/analysis/footprint.hpp"
#include "tanji/lifecycle/matrix_model.hpp"

/// \file
/// Small systems given as matrices, taken through the public path.
namespace tanji::test {

/// A model with dense matrices, given by rows.
struct DenseModel {
    std::vector<std::string> products{};
    std::vector<std::string> processes{};
    std::vector<std::vector<double>> technosphere{};
    std::vector<std::string> flows{};
    std::vector<std::vector<double>> biosphere{};
    std::vector<std::string> categories{};
    std::vector<std::vector<double>> characterisation{};

    [[nodiscard]] MatrixModel sparse() const {
        MatrixModel m{"matrices", products, processes, {}, flows, {}, categories, {}, {}};
        MatrixModel::append_dense(m.technosphere, technosphere);
        MatrixModel::append_dense(m.biosphere, biosphere);
        MatrixModel::append_dense(m.characterisation, characterisation);
        return m;
    }
};

struct MatrixCase {
    DenseModel model;
    Import import;
    ProductSystem system;

    explicit MatrixCase(DenseModel m) : model(std::move(m)), import(matrix_model(model.sparse())), system(link(import.database)) {}

    [[nodiscard]] Index column(std::size_t process) const { return system.find_column(static_cast<Index>(process)).value(); }

    /// Footprint of a demand vector in the model's order.
    [[nodiscard]] Footprint solve(std::vector<double> const& demand) const {
        std::vector<Demand> lines;
        for (std::size_t j = 0; j < demand.size(); ++j)
            if (demand[j] != 0) lines.push_back({column(j), demand[j]});
        Characterisation c;
        if (!import.methods.empty()) c = characterise(system, import.methods.front());
        return footprint(system, lines, c);
    }
};

}  // namespace tanji::test
