// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <utility>

#include "tanji/solve/impl/matching.ipp"
#include "tanji/solve/impl/structure_problem.ipp"
#include "tanji/solve/structure.hpp"

namespace tanji {
namespace detail {

/// Tarjan's strongly connected components over columns, an edge from each consumer to its supplier. No recursion:
/// chains of 100,000 processes are ordinary and would overflow the stack. Numbers components in the order of
/// completion, that is suppliers first.
class TarjanSearch {
public:
    TarjanSearch(SignedPattern const& pattern, std::vector<std::int32_t> const& producer)
        : pattern_(pattern), producer_(producer), number_(at(pattern.columns), -1), low_(at(pattern.columns), 0), component_(at(pattern.columns), -1) {
        for (std::int32_t j = 0; j < pattern.columns; ++j)
            if (number_[at(j)] < 0) visit(j);
    }
    [[nodiscard]] std::int32_t count() const noexcept { return count_; }
    [[nodiscard]] std::vector<std::int32_t> const& component() const noexcept { return component_; }

private:
    struct Frame {
        std::int32_t column, next;
    };

    /// First visit: the column goes on the path of candidates and on the stack that replaces recursion.
    void open(std::int32_t column) {
        number_[at(column)] = low_[at(column)] = counter_++;
        path_.push_back(column);
        frames_.push_back({column, pattern_.start[at(column)]});
    }

    /// All suppliers seen. A column that reaches nothing older than itself is the head of a component: the path above it is that component.
    void close(std::int32_t column) {
        frames_.pop_back();
        if (!frames_.empty()) low_[at(frames_.back().column)] = (std::min)(low_[at(frames_.back().column)], low_[at(column)]);
        if (low_[at(column)] != number_[at(column)]) return;
        std::int32_t member = -1;
        do {
            member = path_.back();
            path_.pop_back();
            component_[at(member)] = count_;
        } while (member != column);
        ++count_;
    }

    /// Entries with sign 0 are stored zeros: they make no link, else a loop would depend on how a file writes "none".
    void visit(std::int32_t root) {
        open(root);
        while (!frames_.empty()) {
            Frame& top = frames_.back();
            if (top.next == pattern_.start[at(top.column) + 1]) {
                close(top.column);
                continue;
            }
            std::int32_t const e = top.next++;
            if (pattern_.sign[at(e)] == 0) continue;
            std::int32_t const supplier = producer_[at(pattern_.row[at(e)])];
            if (number_[at(supplier)] < 0) open(supplier);
            else if (component_[at(supplier)] < 0) low_[at(top.column)] = (std::min)(low_[at(top.column)], number_[at(supplier)]);
        }
    }

    SignedPattern const& pattern_;
    std::vector<std::int32_t> const& producer_;
    std::vector<std::int32_t> number_, low_, component_;
    std::vector<std::int32_t> path_{};
    std::vector<Frame> frames_{};
    std::int32_t counter_ = 0, count_ = 0;
};

/// Components and their members in one array each, members in column order: the order of solving is that of the data.
/// Columns sorted by component, by counting, so ascending inside each: order and numbers depend on the pattern only.
inline void order_components(Structure::Content& s, TarjanSearch const& search) {
    std::int32_t const count = search.count();
    s.component_of_column.resize(at(s.size));
    s.component_start.assign(at(count) + 1, 0);
    for (std::int32_t j = 0; j < s.size; ++j) {
        // Completion order lists suppliers first; demands travel from consumers to suppliers, so turn it round.
        s.component_of_column[at(j)] = count - 1 - search.component()[at(j)];
        ++s.component_start[at(s.component_of_column[at(j)]) + 1];
    }
    s.component_of_row.resize(at(s.size));
    for (std::size_t i = 0; i < at(s.size); ++i) s.component_of_row[i] = s.component_of_column[at(s.producer_of_row[i])];
    for (std::size_t k = 0; k < at(count); ++k) s.component_start[k + 1] += s.component_start[k];
    s.order.resize(at(s.size));
    std::vector<std::int32_t> next(s.component_start.begin(), s.component_start.end() - 1);
    for (std::int32_t j = 0; j < s.size; ++j) s.order[at(next[at(s.component_of_column[at(j)])]++)] = j;
}

/// Edges between components, and where each matched entry lies. `last` remembers for which component a supplier was listed
/// last, which leaves out repetitions without sorting. Columns without a matched entry are the gaps. O(columns + entries).
inline void link_components(Structure::Content& s, SignedPattern const& p) {
    std::int32_t const count = static_cast<std::int32_t>(s.component_start.size()) - 1;
    std::vector<std::int32_t> last(at(count), -1);
    s.pivot_of_column.assign(at(s.size), -1);
    s.supplier_start.reserve(at(count) + 1);
    for (std::int32_t k = 0; k < count; ++k) {
        for (std::int32_t q = s.component_start[at(k)]; q < s.component_start[at(k) + 1]; ++q) {
            std::int32_t const j = s.order[at(q)];
            for (std::int32_t e = p.start[at(j)]; e < p.start[at(j) + 1]; ++e) {
                if (p.sign[at(e)] == 0) continue;
                if (p.row[at(e)] == s.row_of_column[at(j)]) s.pivot_of_column[at(j)] = e;
                std::int32_t const other = s.component_of_row[at(p.row[at(e)])];
                if (other == k || last[at(other)] == k) continue;
                last[at(other)] = k;
                s.supplier.push_back(other);
            }
        }
        s.supplier_start.push_back(static_cast<std::int32_t>(s.supplier.size()));
    }
    for (std::int32_t j = 0; j < s.size; ++j)
        if (s.pivot_of_column[at(j)] < 0) s.gaps.push_back(j);
}

// FNV-1a over the indices of non-zero entries: enough to notice a mix-up, not meant against an adversary.
TANJI_INLINE std::uint64_t pattern_digest(SignedPattern const& p) noexcept {
    std::uint64_t digest = 14695981039346656037ull;
    auto const add = [&](std::int32_t value) { digest = (digest ^ static_cast<std::uint32_t>(value)) * 1099511628211ull; };
    add(p.rows);
    add(p.columns);
    for (std::int32_t j = 0; j < p.columns; ++j) {
        for (std::int32_t e = p.start[at(j)]; e < p.start[at(j) + 1]; ++e)
            if (p.sign[at(e)] != 0) add(p.row[at(e)]);
        add(-1 - j);
    }
    return digest;
}

}  // namespace detail

TANJI_INLINE std::shared_ptr<Structure::Content const> Structure::empty_content() { return std::make_shared<Content const>(); }

// Needs signs only, not values: one structure serves all samples and changed amounts of one pattern. O(columns + entries) with the
// producers on the diagonal; the search for a matching may cost more.
TANJI_INLINE Result<Structure> Structure::try_make(SignedPattern const& pattern, NameLookup const& names, Producers producers) {
    // Linked systems have their producers on the diagonal; searching for another pairing could find one that is no process's own.
    bool const by_diagonal = producers == Producers::diagonal && pattern.rows == pattern.columns;
    auto matching = by_diagonal ? detail::match_diagonal(pattern.columns) : detail::match(pattern);
    bool complete = pattern.rows == pattern.columns;
    for (std::int32_t const column : matching.column_of_row) complete = complete && column >= 0;
    if (!complete) return detail::structure_problem(pattern, names);
    auto content = std::make_shared<Content>();
    content->size = pattern.columns;
    content->pattern_digest = detail::pattern_digest(pattern);
    content->producer_of_row = std::move(matching.column_of_row);
    content->row_of_column = std::move(matching.row_of_column);
    detail::order_components(*content, detail::TarjanSearch(pattern, content->producer_of_row));
    detail::link_components(*content, pattern);
    Structure made;
    made.content_ = std::move(content);
    return made;
}

// The look-ups below throw std::out_of_range for indices outside, which are faults of the calling program and not of data.
TANJI_INLINE std::int32_t Structure::size() const noexcept { return content_->size; }
TANJI_INLINE std::int32_t Structure::component_count() const noexcept { return static_cast<std::int32_t>(content_->component_start.size()) - 1; }
TANJI_INLINE std::int32_t Structure::component_of(std::int32_t column) const { return content_->component_of_column.at(detail::at(column)); }
TANJI_INLINE std::int32_t Structure::producer_of(std::int32_t row) const { return content_->producer_of_row.at(detail::at(row)); }
TANJI_INLINE std::int32_t Structure::product_of(std::int32_t column) const { return content_->row_of_column.at(detail::at(column)); }

// Columns of a component, ascending; 0 is the one farthest from raw materials.
TANJI_INLINE std::span<std::int32_t const> Structure::component(std::int32_t number) const {
    std::int32_t const first = content_->component_start.at(detail::at(number));
    std::int32_t const last = content_->component_start.at(detail::at(number) + 1);
    return std::span(content_->order).subspan(detail::at(first), detail::at(last - first));
}

// Columns that demands on these rows can set in motion, ascending. Rows outside are passed over here: the solver refuses them by name.
TANJI_INLINE std::vector<std::int32_t> Structure::reach(std::span<std::int32_t const> rows) const {
    Content const& s = *content_;
    std::vector<char> reached(detail::at(component_count()), 0);
    for (std::int32_t const row : rows)
        if (row >= 0 && row < s.size) reached[detail::at(s.component_of_column[detail::at(s.producer_of_row[detail::at(row)])])] = 1;
    // Suppliers come later in the order, so one pass closes the set.
    for (std::size_t k = 0; k < reached.size(); ++k)
        if (reached[k])
            for (std::int32_t e = s.supplier_start[k]; e < s.supplier_start[k + 1]; ++e) reached[detail::at(s.supplier[detail::at(e)])] = 1;
    std::vector<std::int32_t> columns;
    for (std::int32_t j = 0; j < s.size; ++j)
        if (reached[detail::at(s.component_of_column[detail::at(j)])]) columns.push_back(j);
    return columns;
}

}  // namespace tanji
