// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace tanji::detail {

/// One term u v^T of a correction: a changed column (u = what changed in it, v = its unit vector) or a changed row.
struct ChangeTerm {
    bool column = true;
    std::int32_t index = 0;
    std::vector<std::pair<std::int32_t, double>> change{}; ///< (row, difference) of a column, (column, difference) of a row
};

/// The fewest columns and rows that hold all changed cells: a minimum vertex cover of the bipartite graph of the cells, by a
/// maximum matching (Koenig). A power mix swapped for 5,000 consumers is two rows, not 5,000 columns.
class ChangeCover {
public:
    /// `cells`: (column, row) -> difference.
    explicit ChangeCover(std::map<std::pair<std::int32_t, std::int32_t>, double> const& cells) : cells_(cells) {
        for (auto const& [cell, value] : cells) {
            std::size_t const c = number(columns_, column_of_, cell.first), r = number(rows_, row_of_, cell.second);
            if (c == rows_at_.size()) rows_at_.emplace_back();
            rows_at_[c].push_back(r);
        }
    }

    [[nodiscard]] std::vector<ChangeTerm> terms() {
        match();
        std::vector<ChangeTerm> result;
        std::vector<std::size_t> of_column(columns_.size(), none), of_row(rows_.size(), none);
        for (std::size_t c = 0; c < columns_.size(); ++c)
            if (!column_seen_[c]) {
                of_column[c] = result.size();
                result.push_back({true, columns_[c], {}});
            }
        for (std::size_t r = 0; r < rows_.size(); ++r)
            if (row_seen_[r]) {
                of_row[r] = result.size();
                result.push_back({false, rows_[r], {}});
            }
        for (auto const& [cell, value] : cells_) {
            std::size_t const own = of_column[column_of_.at(cell.first)];
            if (own != none) result[own].change.emplace_back(cell.second, value);
            else result[of_row[row_of_.at(cell.second)]].change.emplace_back(cell.first, value);
        }
        return result;
    }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    [[nodiscard]] static std::size_t number(std::vector<std::int32_t>& list, std::map<std::int32_t, std::size_t>& of, std::int32_t index) {
        auto const [found, added] = of.emplace(index, list.size());
        if (added) list.push_back(index);
        return found->second;
    }

    /// Alternating search from a free column, breadth first: depth of recursion must not follow the number of changes.
    /// Marks what it sees; true if it ended in a free row, which is then matched.
    bool augment(std::size_t start) {
        std::vector<std::size_t> queue{start}, reached_from(rows_.size(), none);
        column_seen_[start] = 1;
        for (std::size_t k = 0; k < queue.size(); ++k)
            for (std::size_t const r : rows_at_[queue[k]]) {
                if (row_seen_[r]) continue;
                row_seen_[r] = 1;
                reached_from[r] = queue[k];
                std::size_t const next = column_at_[r];
                if (next == none) {
                    for (std::size_t row = r; row != none;) {
                        std::size_t const c = reached_from[row];
                        column_at_[row] = c;
                        row = std::exchange(row_at_[c], row);
                    }
                    return true;
                }
                column_seen_[next] = 1;
                queue.push_back(next);
            }
        return false;
    }

    void match() {
        column_at_.assign(rows_.size(), none);
        row_at_.assign(columns_.size(), none);
        auto const forget = [&] {
            column_seen_.assign(columns_.size(), 0);
            row_seen_.assign(rows_.size(), 0);
        };
        forget();
        // Rows seen in a search that failed lead to no free row later either, until one succeeds.
        for (std::size_t c = 0; c < columns_.size(); ++c)
            if (augment(c)) forget();
        // One last walk from all free columns gives Koenig's sets: columns not seen, rows seen.
        forget();
        for (std::size_t c = 0; c < columns_.size(); ++c)
            if (row_at_[c] == none) (void)augment(c);
    }

    std::map<std::pair<std::int32_t, std::int32_t>, double> const& cells_;
    std::vector<std::int32_t> columns_{}, rows_{};
    std::map<std::int32_t, std::size_t> column_of_{}, row_of_{};
    std::vector<std::vector<std::size_t>> rows_at_{};
    std::vector<std::size_t> column_at_{}, row_at_{};
    std::vector<char> column_seen_{}, row_seen_{};
};

}  // namespace tanji::detail
