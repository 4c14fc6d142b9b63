// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/io/impl/binary_file.ipp"

/// \file
/// From products to the columns that make them, and on through their inputs. Every column is read once to follow it and once to
/// copy it; the second time it is in the cache and known to be whole.
namespace tanji::detail {

class BinaryReacher {
public:
    explicit BinaryReacher(BinaryDatabase::Content const& content) : c_(content) {}

    [[nodiscard]] Result<std::int32_t> producer(std::int32_t row) const {
        std::int32_t column = 0;
        if (auto bad = find_producer(row, column)) return *std::move(bad);
        return column;
    }

    [[nodiscard]] Result<BinaryPart> run(std::span<std::int32_t const> rows) {
        row_in_part_.assign(c_.header.products, -1);
        for (auto const row : rows)
            if (auto bad = visit(row)) return *std::move(bad);
        while (!open_.empty()) {
            auto const column = open_.back();
            open_.pop_back();
            if (auto bad = follow(column)) return *std::move(bad);
        }
        return copy(rows);
    }

private:
    using MaybeProblem = std::optional<Problem>;

    /// Where process j makes product j nothing needs to be read.
    [[nodiscard]] MaybeProblem find_producer(std::int32_t row, std::int32_t& column) const {
        if ((c_.header.flags & binary_flag_diagonal) != 0 && at(row) < c_.header.processes) {
            column = row;
            return std::nullopt;
        }
        std::span<std::int32_t const> one;
        if (auto bad = c_.take(BinaryKind::producer, at(row), 1, one)) return bad;
        if (one[0] == -1)
            return c_.problem("binary.producer", "the binary database does not say which process makes which product", "a system with one producer for each product", "one without a complete matching",
                              "take all matrices and let Structure explain what is missing");
        column = one[0];
        if (column < 0 || at(column) >= c_.header.processes) return c_.bad_index("the producer of a product is no process", "below " + std::to_string(c_.header.processes), std::to_string(column));
        return std::nullopt;
    }

    /// The producer of each product is another one (a matching), so a product that is seen for the first time brings a column
    /// that is not yet in the part. A forged file may break that; copy() then refuses.
    [[nodiscard]] MaybeProblem visit(std::int32_t row) {
        if (row_in_part_[at(row)] >= 0) return std::nullopt;
        row_in_part_[at(row)] = 0;
        std::int32_t column = 0;
        if (auto bad = find_producer(row, column)) return bad;
        columns_.push_back(column);
        open_.push_back(column);
        return std::nullopt;
    }

    /// Outputs are followed like inputs: an avoided product is made by somebody else, who then runs less.
    [[nodiscard]] MaybeProblem follow(std::int32_t column) {
        if (auto bad = check_usable(column)) return bad;
        std::span<std::int32_t const> row;
        std::span<double const> value;
        if (auto bad = c_.column(BinaryKind::a_start, BinaryKind::a_row, BinaryKind::a_value, at(column), c_.header.products, row, value)) return bad;
        for (std::size_t e = 0; e < row.size(); ++e)
            if (value[e] != 0)
                if (auto bad = visit(row[e])) return bad;
        return std::nullopt;
    }

    /// A process that could not be allocated stands in A as a plain 1, which is no number to calculate with.
    [[nodiscard]] MaybeProblem check_usable(std::int32_t column) const {
        std::string reason;
        if (auto bad = c_.text_of(BinaryKind::process_refusal, at(column), reason)) return bad;
        if (reason.empty()) return std::nullopt;
        std::string name;
        if (auto bad = c_.text_of(BinaryKind::process_name, at(column), name)) return bad;
        auto problem = c_.problem("link.refused", "The demand needs a process that cannot be used", "processes that could be linked and allocated", reason, "choose another allocation when the file is written");
        problem.where.object = name.empty() ? "process " + std::to_string(column + 1) : name;
        return problem;
    }

    /// Columns and rows keep their order, so that the same file gives the same bits however the demand is put.
    [[nodiscard]] Result<BinaryPart> copy(std::span<std::int32_t const> demanded) {
        BinaryPart part;
        std::sort(columns_.begin(), columns_.end());
        part.columns = std::move(columns_);
        for (std::size_t row = 0; row < row_in_part_.size(); ++row) {
            if (row_in_part_[row] < 0) continue;
            row_in_part_[row] = static_cast<std::int32_t>(part.rows.size());
            part.rows.push_back(static_cast<std::int32_t>(row));
        }
        if (std::adjacent_find(part.columns.begin(), part.columns.end()) != part.columns.end()) return c_.bad_index("two products have the same producer", "one process for each product", "a process twice");
        for (auto const row : demanded) part.demanded.push_back(row_in_part_[at(row)]);
        SparseColumns<double> a{.rows = static_cast<std::int32_t>(part.rows.size()), .columns = static_cast<std::int32_t>(part.columns.size())};
        SparseColumns<double> b{.rows = static_cast<std::int32_t>(c_.header.flows), .columns = a.columns};
        for (auto const column : part.columns) {
            if (auto bad = append(BinaryKind::a_start, BinaryKind::a_row, BinaryKind::a_value, column, c_.header.products, true, a)) return *std::move(bad);
            if (auto bad = append(BinaryKind::b_start, BinaryKind::b_row, BinaryKind::b_value, column, c_.header.flows, false, b)) return *std::move(bad);
        }
        auto matrices = SystemMatrices::try_make(std::move(a), std::move(b));
        if (!matrices) return matrices.problem();
        part.matrices = *std::move(matrices);
        return part;
    }

    /// Rows of A are renumbered in their order, so that they still ascend; entries of exactly 0 lead nowhere and stay behind.
    [[nodiscard]] MaybeProblem append(BinaryKind start, BinaryKind row_kind, BinaryKind value_kind, std::int32_t column, std::uint64_t rows, bool renumber, SparseColumns<double>& to) const {
        std::span<std::int32_t const> row;
        std::span<double const> value;
        if (auto bad = c_.column(start, row_kind, value_kind, at(column), rows, row, value)) return bad;
        for (std::size_t e = 0; e < row.size(); ++e) {
            if (value[e] == 0) continue;
            to.row.push_back(renumber ? row_in_part_[at(row[e])] : row[e]);
            to.value.push_back(value[e]);
        }
        to.start.push_back(static_cast<std::int32_t>(to.row.size()));
        return std::nullopt;
    }

    BinaryDatabase::Content const& c_;
    std::vector<std::int32_t> row_in_part_{};  ///< -1: not reached
    std::vector<std::int32_t> columns_{};
    std::vector<std::int32_t> open_{};
};

}  // namespace tanji::detail
