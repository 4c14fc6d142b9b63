// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tanji/config.hpp"

/// \file
/// Plain text tables of reports and of the command line.
namespace tanji {

/// A table for people, in plain text: columns aligned by display width (Chinese characters take two columns), numbers to
/// the right. A value type; lines end with "\n" and have no trailing blanks.
///
///     TextTable table({"process", "kg CO2e"});
///     table.add_row({"smelter", "12.5"}).add_line().add_row({"total", "12.5"});
///     std::string const text = table.text();
class TextTable {
public:
    /// `longest` bounds the width of a text column; what is longer is shortened with "...". 0: no bound.
    explicit TextTable(std::vector<std::string> header, std::size_t longest = 60) : header_(std::move(header)), longest_(longest) {}

    /// Cells beyond the header are left out, missing ones are empty.
    TextTable& add_row(std::vector<std::string> cells);
    /// A line across the table, before the total for example.
    TextTable& add_line();

    [[nodiscard]] std::size_t rows() const noexcept { return rows_.size(); }
    [[nodiscard]] std::string text() const;

private:
    [[nodiscard]] bool is_numeric(std::size_t column) const;

    std::vector<std::string> header_;
    std::size_t longest_;
    std::vector<std::vector<std::string>> rows_;
    std::vector<std::size_t> lines_;  // before which row
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/report/impl/table.ipp"
#endif
