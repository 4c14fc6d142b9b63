// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tanji/lifecycle/link.hpp"
#include "tanji/solve/matrices.hpp"

/// \file
/// From the triplets of a linked system to the matrices that are solved. Footprints, samples and binary files must have the same
/// cells, else a spread would meet another number than its own.
namespace tanji::detail {

/// The solver works with 32-bit signed indices; a system of 2^31 columns does not fit a machine anyway.
[[nodiscard]] inline std::int32_t solver_index(std::size_t index) noexcept { return static_cast<std::int32_t>(index); }

/// Triplets ordered by (column, row) to columns; entries of one cell are summed (rule A1). Columns that are refused
/// get a plain 1: they must not be reached, and a hole would break the structure for the others. `cell`, if given, gets the
/// place of each entry among the values, -1 in refused columns.
[[nodiscard]] inline SparseColumns<double> columns_of(ProductSystem const& system, std::span<Entry const> entries, std::size_t rows, bool technosphere, std::vector<std::int32_t>* cell = nullptr) {
    SparseColumns<double> matrix;
    auto const columns = system.columns();
    matrix.rows = solver_index(rows);
    matrix.columns = solver_index(columns.size());
    matrix.start.reserve(columns.size() + 1);
    if (cell != nullptr) cell->assign(entries.size(), -1);
    std::size_t next = 0;
    for (Index column = 0; column < columns.size(); ++column) {
        bool const refused = columns[column].refusal != no_index;
        if (refused && technosphere) {
            matrix.row.push_back(solver_index(column));
            matrix.value.push_back(1);
        }
        auto const first = matrix.row.size();
        for (; next < entries.size() && entries[next].column == column; ++next) {
            if (refused) continue;
            auto const row = solver_index(entries[next].row);
            if (matrix.row.size() > first && matrix.row.back() == row) {
                matrix.value.back() += entries[next].value;
            } else {
                matrix.row.push_back(row);
                matrix.value.push_back(entries[next].value);
            }
            if (cell != nullptr) (*cell)[next] = solver_index(matrix.value.size() - 1);
        }
        matrix.start.push_back(solver_index(matrix.row.size()));
    }
    return matrix;
}

}  // namespace tanji::detail
