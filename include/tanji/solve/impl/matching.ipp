// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <numeric>
#include <vector>

#include "tanji/solve/matrices.hpp"
#include "tanji/solve/pattern.hpp"

/// \file
/// Which process makes which product, from the pattern of A alone. A maximum matching that is not complete proves that A is
/// singular whatever its numbers are.
namespace tanji::detail {

/// Which column makes which row; -1 where nothing is matched.
struct Matching {
    std::vector<std::int32_t> column_of_row;
    std::vector<std::int32_t> row_of_column;
};

/// The pattern by rows: messages about products need it, solving does not.
struct RowPattern {
    std::vector<std::int32_t> start, column;
};

[[nodiscard]] inline RowPattern rows_of(SignedPattern const& p) {
    RowPattern t;
    t.start.assign(at(p.rows) + 1, 0);
    for (std::size_t e = 0; e < p.row.size(); ++e)
        if (p.sign[e] != 0) ++t.start[at(p.row[e]) + 1];
    for (std::size_t i = 0; i < at(p.rows); ++i) t.start[i + 1] += t.start[i];
    t.column.resize(at(t.start.back()));
    std::vector<std::int32_t> next(t.start.begin(), t.start.end() - 1);
    for (std::int32_t j = 0; j < p.columns; ++j)
        for (std::int32_t e = p.start[at(j)]; e < p.start[at(j) + 1]; ++e)
            if (p.sign[at(e)] != 0) t.column[at(next[at(p.row[at(e)])]++)] = j;
    return t;
}

/// One augmenting path from an unmatched column (Duff's MC21 without recursion): true if it found a row. `stamp` marks rows by
/// the root that visited them, so nothing has to be cleared between searches. O(entries) each; the greedy pass before
/// leaves few of them to do.
inline bool augment(SignedPattern const& p, std::int32_t root, std::vector<std::int32_t>& stamp, Matching& m) {
    struct Frame {
        std::int32_t column, next, row;
    };
    std::vector<Frame> stack{{root, p.start[at(root)], -1}};
    while (!stack.empty()) {
        Frame& top = stack.back();
        if (top.next == p.start[at(top.column) + 1]) {
            stack.pop_back();
            continue;
        }
        std::int32_t const e = top.next++;
        std::int32_t const i = p.row[at(e)];
        if (p.sign[at(e)] == 0 || stamp[at(i)] == root) continue;
        stamp[at(i)] = root;
        top.row = i;
        std::int32_t const holder = m.column_of_row[at(i)];
        if (holder >= 0) {
            stack.push_back({holder, p.start[at(holder)], -1});
            continue;
        }
        for (Frame const& frame : stack) {
            m.column_of_row[at(frame.row)] = frame.column;
            m.row_of_column[at(frame.column)] = frame.row;
        }
        return true;
    }
    return false;
}

/// Producers::diagonal: taken as given, also where the diagonal has a gap. Structure lists the gaps, and the solver refuses
/// only what needs one of them.
[[nodiscard]] inline Matching match_diagonal(std::int32_t size) {
    std::vector<std::int32_t> self(at(size));
    std::iota(self.begin(), self.end(), 0);
    return {self, self};
}

/// A maximum transversal that keeps the diagonal where all of it is filled (with a gap in it the order of rows and
/// columns means nothing), prefers outputs to inputs, and depends on the
/// pattern and signs only, so that changing units never changes it.
[[nodiscard]] inline Matching match(SignedPattern const& p) {
    Matching m{std::vector<std::int32_t>(at(p.rows), -1), std::vector<std::int32_t>(at(p.columns), -1)};
    auto const take = [&](std::int32_t i, std::int32_t j) {
        m.column_of_row[at(i)] = j;
        m.row_of_column[at(j)] = i;
    };
    std::int32_t on_diagonal = 0;
    for (std::int32_t j = 0; j < p.columns; ++j)
        for (std::int32_t e = p.start[at(j)]; e < p.start[at(j) + 1]; ++e) on_diagonal += p.row[at(e)] == j && p.sign[at(e)] != 0 ? 1 : 0;
    if (p.rows == p.columns && on_diagonal == p.columns)
        for (std::int32_t j = 0; j < p.columns; ++j) take(j, j);
    for (std::int32_t j = 0; j < p.columns; ++j)
        for (std::int32_t e = p.start[at(j)]; e < p.start[at(j) + 1] && m.row_of_column[at(j)] < 0; ++e)
            if (p.sign[at(e)] > 0 && m.column_of_row[at(p.row[at(e)])] < 0) take(p.row[at(e)], j);
    std::vector<std::int32_t> stamp(at(p.rows), -1);
    for (std::int32_t j = 0; j < p.columns; ++j)
        if (m.row_of_column[at(j)] < 0) augment(p, j, stamp, m);
    return m;
}

}  // namespace tanji::detail
