// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include "tanji/base/text.hpp"
#include "tanji/solve/impl/matrices.ipp"
#include "tanji/solve/what_if.hpp"

/// \file
/// The list of changes, and the matrices they lead to. Nothing is solved here.
namespace tanji {
namespace detail {

/// Rows ascend inside a column, so one search finds the cell or that there is none.
[[nodiscard]] inline double stored_value(SparseView<double> const& m, std::int32_t row, std::int32_t column) {
    if (column >= m.columns) return 0;
    auto const first = m.row.begin() + m.start[at(column)], last = m.row.begin() + m.start[at(column) + 1];
    auto const found = std::lower_bound(first, last, row);
    return found != last && *found == row ? m.value[static_cast<std::size_t>(found - m.row.begin())] : 0;
}

/// One column with its changes laid over it, in ascending rows; changed cells are there even if they are 0 now.
template <class Visit>
void visit_changed_column(SparseView<double> const& m, Changes::Cells const& cells, std::int32_t column, Visit const& visit) {
    auto cell = cells.lower_bound({column, 0});
    auto const here = [&] { return cell != cells.end() && cell->first.first == column; };
    if (column < m.columns)
        for (std::int32_t e = m.start[at(column)]; e < m.start[at(column) + 1]; ++e) {
            std::int32_t const row = m.row[at(e)];
            for (; here() && cell->first.second < row; ++cell) visit(cell->first.second, cell->second);
            if (here() && cell->first.second == row) {
                visit(row, cell->second);
                ++cell;
            } else {
                visit(row, m.value[at(e)]);
            }
        }
    for (; here(); ++cell) visit(cell->first.second, cell->second);
}

[[nodiscard]] inline SparseColumns<double> changed_matrix(SparseView<double> const& m, Changes::Cells const& cells, std::int32_t rows, std::int32_t columns) {
    SparseColumns<double> changed{.rows = rows, .columns = columns};
    changed.start.reserve(at(columns) + 1);
    changed.row.reserve(m.row.size() + cells.size());
    changed.value.reserve(m.row.size() + cells.size());
    for (std::int32_t j = 0; j < columns; ++j) {
        visit_changed_column(m, cells, j, [&](std::int32_t row, double value) {
            if (value == 0) return; // removed: as absent as if it had never been there
            changed.row.push_back(row);
            changed.value.push_back(value);
        });
        changed.start.push_back(static_cast<std::int32_t>(changed.row.size()));
    }
    return changed;
}

}  // namespace detail

TANJI_INLINE Changes::Changes(SystemMatrices base) : base_(std::move(base)) {}

TANJI_INLINE std::int32_t Changes::size() const noexcept { return base_.technosphere().columns + added_; }

TANJI_INLINE double Changes::exchange(std::int32_t row, std::int32_t column) const {
    auto const cell = exchanges_.find({column, row});
    return cell != exchanges_.end() ? cell->second : detail::stored_value(base_.technosphere(), row, column);
}

TANJI_INLINE double Changes::emission(std::int32_t flow, std::int32_t column) const {
    auto const cell = emissions_.find({column, flow});
    return cell != emissions_.end() ? cell->second : detail::stored_value(base_.biosphere(), flow, column);
}

// The first mistake wins: those behind it may follow from it.
TANJI_INLINE bool Changes::holds(std::int32_t row, std::int32_t rows, std::int32_t column, double value) {
    if (problem_) return false;
    if (row < 0 || row >= rows || column < 0 || column >= size()) {
        problem_ = Problem{.id = "what-if.entry", .what = "a change names an entry outside the system", .expected = "a row below " + std::to_string(rows) + " and a column below " + std::to_string(size()),
                           .got = "row " + std::to_string(row) + ", column " + std::to_string(column), .hint = "rows and columns count from 0; new processes come after those of the base"};
        return false;
    }
    if (detail::is_finite(value)) return true;
    problem_ = Problem{.id = "number.not-finite", .what = "a change sets an entry to something that is not a finite number",
                       .where = {.object = "row " + std::to_string(row) + ", column " + std::to_string(column)}, .expected = "a finite number", .got = "NaN or infinity", .hint = "0 removes an entry"};
    return false;
}

TANJI_INLINE Changes& Changes::set_exchange(std::int32_t row, std::int32_t column, double value) {
    if (holds(row, size(), column, value)) exchanges_[{column, row}] = value;
    return *this;
}

TANJI_INLINE Changes& Changes::set_emission(std::int32_t flow, std::int32_t column, double value) {
    if (holds(flow, base_.biosphere().rows, column, value)) emissions_[{column, flow}] = value;
    return *this;
}

namespace detail {
[[nodiscard]] inline Problem no_entry(std::int32_t row, std::int32_t column, std::string const& what) {
    return Problem{.id = "what-if.no-entry", .what = "there is no such " + what + " to change", .where = {.object = "row " + std::to_string(row) + ", column " + std::to_string(column)},
                   .expected = "an entry that the process has", .got = "none", .hint = "give the value it shall have with set_" + what};
}
}  // namespace detail

// Scaling what is not there would be a change without effect, and mostly a mistyped index: it is refused, not ignored. Errors are kept
// and told by try_matrices(), so that calls can be chained.
TANJI_INLINE Changes& Changes::scale_exchange(std::int32_t row, std::int32_t column, double factor) {
    if (!holds(row, size(), column, factor)) return *this;
    double const value = exchange(row, column);
    if (value == 0) problem_ = detail::no_entry(row, column, "exchange");
    return set_exchange(row, column, value * factor);
}

TANJI_INLINE Changes& Changes::scale_emission(std::int32_t flow, std::int32_t column, double factor) {
    if (!holds(flow, base_.biosphere().rows, column, factor)) return *this;
    double const value = emission(flow, column);
    if (value == 0) problem_ = detail::no_entry(flow, column, "emission");
    return set_emission(flow, column, value * factor);
}

// The amount moves, times `factor` (1 kWh of one supplier for 1.05 of another), and is added to what was bought from `to` already.
TANJI_INLINE Changes& Changes::swap_supplier(std::int32_t column, std::int32_t from, std::int32_t to, double factor) {
    if (!holds(from, size(), column, factor) || !holds(to, size(), column, factor)) return *this;
    double const taken = exchange(from, column);
    if (taken == 0) problem_ = detail::no_entry(from, column, "exchange");
    if (from == to) return set_exchange(from, column, taken * factor);
    set_exchange(from, column, 0);
    return set_exchange(to, column, exchange(to, column) + taken * factor);
}

// The producer's own cell is spared: it is what the process makes, not what it buys.
TANJI_INLINE Changes& Changes::swap_supplier_everywhere(std::int32_t from, std::int32_t to, double factor, std::int32_t producer) {
    if (!holds(from, size(), 0, factor) || !holds(to, size(), 0, factor)) return *this;
    if (producer < 0) producer = from;
    for (std::int32_t j = 0; j < size(); ++j)
        if (j != producer && exchange(from, j) != 0) swap_supplier(j, from, to, factor);
    return *this;
}

// A new process brings one new product of the same number, so that the system stays square; returns that number.
TANJI_INLINE std::int32_t Changes::add_process(NewProcess const& process) {
    std::int32_t const number = size();
    ++added_;
    if (process.output == 0 && !problem_)
        problem_ = Problem{.id = "what-if.no-output", .what = "a new process makes nothing", .where = {.object = "process " + std::to_string(number + 1)},
                           .expected = "an output other than 0", .got = "0", .hint = "give what one run makes of its product"};
    set_exchange(number, number, process.output);
    // Several entries of one cell add up, as several exchanges of a process do.
    for (auto const& entry : process.products) {
        if (entry.row > number && !problem_)
            problem_ = Problem{.id = "what-if.entry", .what = "a new process uses a product that does not exist yet", .where = {.object = "process " + std::to_string(number + 1)},
                               .expected = "a row up to " + std::to_string(number), .got = std::to_string(entry.row), .hint = "add its producer first, or use set_exchange when both are there"};
        set_exchange(entry.row, number, exchange(entry.row, number) + entry.value);
    }
    for (auto const& entry : process.flows) set_emission(entry.row, number, emission(entry.row, number) + entry.value);
    return number;
}

// A copy of the matrices with the changes in: O(entries). try_what_if() answers most questions without it.
TANJI_INLINE Result<SystemMatrices> Changes::try_matrices(NameLookup const& names) const {
    if (problem_) return *problem_;
    auto const b = base_.biosphere();
    auto a = detail::changed_matrix(base_.technosphere(), exchanges_, size(), size());
    // Without a biosphere in the base there are no flows that a change could name.
    if (b.columns == 0) return SystemMatrices::try_make(std::move(a), {}, names);
    return SystemMatrices::try_make(std::move(a), detail::changed_matrix(b, emissions_, b.rows, size()), names);
}

}  // namespace tanji
