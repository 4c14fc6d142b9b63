// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <optional>

#include "tanji/base/text.hpp"
#include "tanji/report/table.hpp"
#include "tanji/report/text_width.hpp"

/// \file
/// Plain text tables. Widths are known only when all rows are there, so rows are kept as they come and set in text().
namespace tanji {

// A line end inside a cell would tear the table apart, and a name from a file may contain one. The resize makes all rows
// as wide as the header, which is_numeric() and text() rely on.
TANJI_INLINE TextTable& TextTable::add_row(std::vector<std::string> cells) {
    cells.resize(header_.size());
    for (auto& cell : cells) std::replace(cell.begin(), cell.end(), '\n', ' ');
    rows_.push_back(std::move(cells));
    return *this;
}

TANJI_INLINE TextTable& TextTable::add_line() {
    lines_.push_back(rows_.size());
    return *this;
}

/// A column is numeric if something stands in it and all of that is a number, with or without "%". Decided from the cells,
/// so that callers hand over texts and nothing else; empty cells (refused scores) do not count against it.
TANJI_INLINE bool TextTable::is_numeric(std::size_t column) const {
    bool any = false;
    for (auto const& row : rows_) {
        std::string_view cell = row[column];
        if (cell.empty()) continue;
        if (cell.ends_with('%')) cell = trim(cell.substr(0, cell.size() - 1));
        if (!parse_number(cell)) return false;
        any = true;
    }
    return any;
}

// Only columns of text are shortened: a number that loses its end would still look like a number. Blanks at the ends of lines
// go, since editors and version control complain of them.
TANJI_INLINE std::string TextTable::text() const {
    std::vector<std::size_t> widths;
    std::vector<bool> numeric;
    for (std::size_t column = 0; column < header_.size(); ++column) {
        numeric.push_back(is_numeric(column));
        std::size_t width = display_width(header_[column]);
        for (auto const& row : rows_) width = (std::max)(width, display_width(row[column]));
        if (longest_ != 0 && !numeric.back()) width = (std::min)(width, longest_);
        widths.push_back(width);
    }
    std::string text;
    auto const write = [&](std::vector<std::string> const& cells) {
        for (std::size_t column = 0; column < cells.size(); ++column) {
            if (column > 0) text += "  ";
            text += padded(shortened(cells[column], widths[column]), widths[column], numeric[column]);
        }
        text.erase(text.find_last_not_of(' ') + 1);
        text += '\n';
    };
    auto const line = [&] {
        for (std::size_t column = 0; column < widths.size(); ++column) text += (column > 0 ? "  " : "") + std::string(widths[column], '-');
        text += '\n';
    };
    write(header_);
    line();
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        if (std::find(lines_.begin(), lines_.end(), row) != lines_.end()) line();
        write(rows_[row]);
    }
    return text;
}

}  // namespace tanji
