// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "tanji/base/text.hpp"
#include "tanji/solve/structure.hpp"

/// \file
/// Which process makes which product, from the pattern of A alone, and the words for where that is impossible. A matching
/// that is not complete proves that A is singular whatever its numbers are.
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

/// Products that compete with the unmatched product `root` for the same processes: the guilty set by alternating
/// reach (one more product than processes that could make them).
[[nodiscard]] inline std::vector<std::int32_t> competing_rows(RowPattern const& rows, Matching const& m, std::int32_t root) {
    std::vector<char> seen(m.column_of_row.size(), 0);
    std::vector<std::int32_t> found{root};
    seen[at(root)] = 1;
    for (std::size_t k = 0; k < found.size(); ++k)
        for (std::int32_t e = rows.start[at(found[k])]; e < rows.start[at(found[k]) + 1]; ++e) {
            std::int32_t const i = m.row_of_column[at(rows.column[at(e)])];
            if (i >= 0 && !seen[at(i)]) {
                seen[at(i)] = 1;
                found.push_back(i);
            }
        }
    std::sort(found.begin(), found.end());
    return found;
}

/// True for products that some process has as an output (waste: that no process makes, but one takes, is the caller's to word).
[[nodiscard]] inline std::vector<char> rows_with_output(SignedPattern const& p) {
    std::vector<char> made(at(p.rows), 0);
    for (std::size_t e = 0; e < p.row.size(); ++e)
        if (p.sign[e] > 0) made[at(p.row[e])] = 1;
    return made;
}

inline constexpr std::size_t most_related = 20;

inline void add_related(std::vector<std::string>& related, std::string text) {
    if (related.size() == most_related) related.emplace_back("and more");
    if (related.size() > most_related) return;
    if (std::find(related.begin(), related.end(), text) == related.end()) related.push_back(std::move(text));
}

/// Sentences about unmatched products and processes, the plainest cause first.
[[nodiscard]] inline std::vector<std::string> matching_faults(SignedPattern const& p, Matching const& m, NameLookup const& names) {
    std::vector<std::string> related;
    auto const rows = rows_of(p);
    auto const made = rows_with_output(p);
    for (std::int32_t i = 0; i < p.rows; ++i) {
        if (m.column_of_row[at(i)] >= 0) continue;
        auto const rivals = competing_rows(rows, m, i);
        bool plain = false;
        for (std::int32_t const rival : rivals)
            if (!made[at(rival)]) {
                add_related(related, names.product_text(rival) + " has no producer");
                plain = true;
            }
        if (plain) continue;
        std::vector<std::string> texts;
        for (std::size_t k = 0; k < (std::min)(rivals.size(), most_related); ++k) texts.push_back(names.product_text(rivals[k]));
        add_related(related, join(texts, ", ") + " have fewer processes than products among them");
    }
    for (std::int32_t j = 0; j < p.columns; ++j) {
        if (m.row_of_column[at(j)] >= 0) continue;
        std::string text = names.process_text(j) + " has no product of its own";
        for (std::int32_t e = p.start[at(j)]; e < p.start[at(j) + 1]; ++e)
            if (p.sign[at(e)] > 0) {
                std::int32_t const rival = m.column_of_row[at(p.row[at(e)])];
                if (rival >= 0) text = names.process_text(j) + " and " + names.process_text(rival) + " both make " + names.product_text(p.row[at(e)]);
                break;
            }
        add_related(related, std::move(text));
    }
    return related;
}

/// A process that uses up all it makes of its own product; met only under Producers::diagonal.
[[nodiscard]] inline Problem gap_problem(std::int32_t column, NameLookup const& names) {
    return {.id = "solve.structure", .what = "a process that is needed makes nothing of its own product", .where = {.object = names.process_text(column)},
            .expected = "an output that is not 0 after what the process uses of it itself", .got = "0 of " + names.product_text(column),
            .hint = "check the amounts of this product in the process"};
}

/// The problem of a system that cannot be square and fully matched.
[[nodiscard]] inline Problem structure_problem(SignedPattern const& p, Matching const& m, NameLookup const& names) {
    Problem problem;
    bool const square = p.rows == p.columns;
    problem.id = square ? "solve.structure" : "solve.not-square";
    problem.what = square ? "some products have no producer of their own, whatever the amounts are" : "the system has different numbers of products and processes";
    problem.expected = "for every product one process that makes it, and for every process one product";
    problem.got = std::to_string(p.rows) + " products, " + std::to_string(p.columns) + " processes";
    problem.hint = "link or cut off the inputs named below, allocate processes with several products, merge processes that make the same one";
    problem.related = matching_faults(p, m, names);
    if (!problem.related.empty()) problem.where.object = problem.related.front();
    return problem;
}

}  // namespace tanji::detail
