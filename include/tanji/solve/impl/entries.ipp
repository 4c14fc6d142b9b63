// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "tanji/solve/impl/scalar.ipp"
#include "tanji/solve/structure.hpp"
#include "tanji/solve/tearing.hpp"

namespace tanji::detail {

/// More torn nodes than this and the dense rest (its square in memory, its cube in time) costs more than a sparse LU.
inline constexpr std::size_t torn_limit = 3000;
inline constexpr std::size_t dense_limit = 12000; ///< columns of a full component: its factors take 1.2 GB

/// A component in the order of solving: its places. First what is left acyclic without the torn processes, consumers before
/// suppliers, then the torn ones. Follows from the pattern alone and serves every factorisation of it.
struct LoopPlan {
    bool torn = true;                  ///< false: too much would be torn, places are in column order and all count as acyclic
    std::size_t acyclic = 0;           ///< places before the first torn one
    std::vector<std::int32_t> column{}; ///< of A, at each place
    std::vector<std::int32_t> start{}, row{}; ///< the pattern by columns; rows ascend inside each
    std::vector<std::int32_t> source{}; ///< where in A's arrays each entry lies
};

/// The entries of A inside a component, by places. The diagonal is in both `value` and `diagonal`.
template <class Scalar>
struct LocalEntries {
    std::vector<std::int32_t> start{0}, row{};
    std::vector<Scalar> value{};
    std::vector<Scalar> diagonal{};
};

/// The same pattern in another order of nodes: `order` lists them. Sorted by counting, twice.
inline void reorder(LoopPlan& plan, std::vector<std::int32_t> const& order) {
    std::size_t const n = order.size();
    std::vector<std::int32_t> place(n), row_start(n + 1, 0);
    for (std::size_t k = 0; k < n; ++k) place[at(order[k])] = static_cast<std::int32_t>(k);
    for (std::int32_t const p : plan.row) ++row_start[at(place[at(p)]) + 1];
    for (std::size_t p = 0; p < n; ++p) row_start[p + 1] += row_start[p];
    struct Entry {
        std::int32_t column, source;
    };
    std::vector<Entry> by_row(plan.row.size());
    std::vector<std::int32_t> column(n), start(n + 1, 0);
    for (std::size_t k = 0; k < n; ++k) {
        std::size_t const q = at(order[k]);
        column[k] = plan.column[q];
        start[k + 1] = start[k] + plan.start[q + 1] - plan.start[q];
        for (std::int32_t e = plan.start[q]; e < plan.start[q + 1]; ++e)
            by_row[at(row_start[at(place[at(plan.row[at(e)])])]++)] = {static_cast<std::int32_t>(k), plan.source[at(e)]};
    }
    std::vector<std::int32_t> next(start.begin(), start.end() - 1);
    std::size_t entry = 0;
    for (std::size_t p = 0; p < n; ++p)
        for (; entry < at(row_start[p]); ++entry) { // row_start now holds the ends
            std::int32_t const to = next[at(by_row[entry].column)]++;
            plan.row[at(to)] = static_cast<std::int32_t>(p);
            plan.source[at(to)] = by_row[entry].source;
        }
    plan.column = std::move(column);
    plan.start = std::move(start);
}

/// Torn nodes in the order of what they feed first: the eight columns of a batch then start late together.
inline void append_torn(LoopPlan const& plan, std::vector<std::int32_t> const& torn, std::vector<std::int32_t>& order) {
    auto const n = static_cast<std::int32_t>(plan.column.size());
    std::vector<std::int32_t> place(at(n), n);
    for (std::size_t k = 0; k < order.size(); ++k) place[at(order[k])] = static_cast<std::int32_t>(k);
    std::vector<std::pair<std::int32_t, std::int32_t>> first;
    for (std::int32_t const q : torn) {
        std::int32_t least = n;
        for (std::int32_t e = plan.start[at(q)]; e < plan.start[at(q) + 1]; ++e) least = (std::min)(least, place[at(plan.row[at(e)])]);
        first.emplace_back(least, q);
    }
    std::sort(first.begin(), first.end());
    for (auto const& [least, q] : first) order.push_back(q);
}

/// The component in column order, nothing torn. `local` maps columns of A to local indices and is overwritten for the
/// members of this component.
template <class Scalar>
[[nodiscard]] LoopPlan untorn_plan(SparseView<Scalar> const& a, Structure::Content const& s, std::int32_t number, std::vector<std::int32_t>& local) {
    LoopPlan plan;
    std::int32_t const first = s.component_start[at(number)], last = s.component_start[at(number) + 1];
    plan.column.assign(s.order.begin() + first, s.order.begin() + last);
    plan.acyclic = plan.column.size();
    plan.start.push_back(0);
    for (std::int32_t q = first; q < last; ++q) local[at(s.order[at(q)])] = q - first;
    for (std::int32_t const j : plan.column) {
        for (std::int32_t e = a.start[at(j)]; e < a.start[at(j) + 1]; ++e) {
            std::int32_t const producer = s.producer_of_row[at(a.row[at(e)])];
            if (s.component_of_column[at(producer)] != number || a.value[at(e)] == Scalar(0)) continue;
            plan.row.push_back(local[at(producer)]);
            plan.source.push_back(e);
        }
        plan.start.push_back(static_cast<std::int32_t>(plan.row.size()));
    }
    return plan;
}

template <class Scalar>
[[nodiscard]] LoopPlan make_loop_plan(SparseView<Scalar> const& a, Structure::Content const& s, std::int32_t number, std::vector<std::int32_t>& local) {
    LoopPlan plan = untorn_plan(a, s, number, local);
    std::size_t const n = plan.column.size();
    // Nearly full components lose nearly all nodes: say so before the search copies them. A dense LU of all of them is then
    // faster than a sparse one, as long as there is room for it.
    bool const full = plan.row.size() > n * n / 3;
    if (full && n > 2 * torn_limit && n <= dense_limit) {
        plan.acyclic = 0;
        return plan;
    }
    auto tearing = full && n > 2 * torn_limit ? std::nullopt : tear({plan.start, plan.row}, torn_limit);
    plan.torn = tearing.has_value();
    if (!tearing) return plan;
    plan.acyclic = tearing->order.size();
    append_torn(plan, tearing->torn, tearing->order);
    reorder(plan, tearing->order);
    return plan;
}

/// Takes nodes (places) into the torn ones as well.
inline void tear_also(LoopPlan& plan, std::vector<char> const& also) {
    std::vector<std::int32_t> order, torn;
    for (std::size_t k = 0; k < plan.column.size(); ++k) (k < plan.acyclic && !also[k] ? order : torn).push_back(static_cast<std::int32_t>(k));
    plan.acyclic = order.size();
    append_torn(plan, torn, order);
    reorder(plan, order);
}

template <class Scalar>
[[nodiscard]] LocalEntries<Scalar> local_entries(SparseView<Scalar> const& a, Structure::Content const& s, LoopPlan const& plan) {
    LocalEntries<Scalar> m;
    m.start = plan.start;
    m.row = plan.row;
    m.value.reserve(plan.source.size());
    for (std::int32_t const e : plan.source) m.value.push_back(a.value[at(e)]);
    for (std::int32_t const j : plan.column) m.diagonal.push_back(a.value[at(s.pivot_of_column[at(j)])]);
    return m;
}

template <class Scalar>
[[nodiscard]] LocalEntries<Scalar> local_entries(SparseView<Scalar> const& a, Structure::Content const& s, std::int32_t number,
                                                 std::vector<std::int32_t>& local) {
    return local_entries(a, s, untorn_plan(a, s, number, local));
}

}  // namespace tanji::detail
