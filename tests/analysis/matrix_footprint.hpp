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

struct MatrixCase {
    MatrixModel model;
    Import import;
    ProductSystem system;

    explicit MatrixCase(MatrixModel m) : model(std::move(m)), import(matrix_import(model)), system(link(import.database)) {}

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
