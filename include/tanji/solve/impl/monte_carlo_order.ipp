// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <functional>
#include <queue>

#include "tanji/solve/impl/monte_carlo_terms.ipp"
#include "tanji/solve/tearing.hpp"

// In which order a plan solves: what can be substituted before and after the loops, what is eliminated inside, what is left.
namespace tanji::detail {

/// Where (row, column) has its slot: open addressing, since elimination asks a few hundred thousand times.
class SlotTable {
public:
    explicit SlotTable(std::size_t expected) {
        std::size_t size = 64;
        while (size < expected * 3) size *= 2;
        places_.resize(size);
    }

    /// The slot of (row, column); `fresh` is put there if it had none.
    std::int32_t find_or_put(std::int32_t row, std::int32_t column, std::int32_t fresh) {
        if (count_ * 2 > places_.size()) grow();
        Place const wanted{row, column, fresh};
        Place& place = places_[place_of(wanted)];
        if (place.slot < 0) {
            place = wanted;
            ++count_;
        }
        return place.slot;
    }

private:
    struct Place { std::int32_t row = 0, column = 0, slot = -1; };

    [[nodiscard]] std::size_t place_of(Place const& wanted) const noexcept {
        std::uint64_t const key = static_cast<std::uint64_t>(wanted.row) << 32 | static_cast<std::uint32_t>(wanted.column);
        std::size_t place = static_cast<std::size_t>((key * 0x9E3779B97F4A7C15U) >> 32) & (places_.size() - 1);
        while (places_[place].slot >= 0 && (places_[place].row != wanted.row || places_[place].column != wanted.column)) place = (place + 1) & (places_.size() - 1);
        return place;
    }
    void grow() {
        auto const old = std::exchange(places_, std::vector<Place>(places_.size() * 2));
        for (Place const& place : old)
            if (place.slot >= 0) places_[place_of(place)] = place;
    }

    std::vector<Place> places_;
    std::size_t count_ = 0;
};

/// Rows as lists of columns and the other way round; entries of eliminated nodes stay and are passed over.
struct EliminationGraph {
    std::vector<std::vector<std::int32_t>> row{}, column{};
    std::vector<std::int32_t> row_count{}, column_count{};  ///< entries of nodes that are left
    std::vector<char> left{};
    std::vector<double> value{}, diagonal{};                ///< nominal: a pivot that shrinks is not taken
    SlotTable table;

    EliminationGraph(std::size_t nodes, std::size_t entries)
        : row(nodes), column(nodes), row_count(nodes, 0), column_count(nodes, 0), left(nodes, 1), diagonal(nodes, 0), table(entries) {}

    /// The slot of (i, j), made with value 0 if it is new.
    std::int32_t slot(std::int32_t i, std::int32_t j) {
        auto const fresh = static_cast<std::int32_t>(value.size());
        std::int32_t const slot = table.find_or_put(i, j, fresh);
        if (slot == fresh) {
            value.push_back(0);
            row[at(i)].push_back(j);
            column[at(j)].push_back(i);
            ++row_count[at(i)];
            ++column_count[at(j)];
        }
        return slot;
    }
    /// Entries that eliminating v adds at most, less those that it removes.
    [[nodiscard]] std::int64_t cost(std::int32_t v) const {
        std::int64_t const in = row_count[at(v)], out = column_count[at(v)];
        return in * out - in - out;
    }
    [[nodiscard]] std::vector<std::int32_t> still_left(std::vector<std::int32_t> const& list) const {
        std::vector<std::int32_t> kept;
        for (std::int32_t const node : list)
            if (left[at(node)]) kept.push_back(node);
        return kept;
    }
};

/// What is recorded of one step: slots and targets as made, diagonals as -1 - node.
struct EliminationStep {
    std::int32_t node = 0;
    std::vector<std::int32_t> row_nodes{}, row_slots{}, column_nodes{}, column_slots{}, targets{};
};

/// Eliminating a node may add this many entries more than it removes. Measured on the sets of bench/: from 0 to 40 the
/// core shrinks and iterations become fewer while its entries hardly grow; beyond, it fills up.
inline constexpr std::int64_t elimination_slack = 40;
/// A node whose nominal diagonal has shrunk below this share is left to the iteration: eliminating it would lose digits.
inline constexpr double elimination_pivot = 0.2;

inline EliminationStep eliminate(EliminationGraph& graph, std::int32_t v) {
    EliminationStep step{.node = v, .row_nodes = graph.still_left(graph.row[at(v)]), .column_nodes = graph.still_left(graph.column[at(v)])};
    graph.left[at(v)] = 0;
    for (std::int32_t const j : step.row_nodes) {
        step.row_slots.push_back(graph.slot(v, j));
        --graph.column_count[at(j)];
    }
    for (std::int32_t const i : step.column_nodes) {
        std::int32_t const lower = graph.slot(i, v);
        step.column_slots.push_back(lower);
        --graph.row_count[at(i)];
        double const factor = graph.value[at(lower)] / graph.diagonal[at(v)];
        for (std::size_t q = 0; q < step.row_nodes.size(); ++q) {
            std::int32_t const j = step.row_nodes[q];
            double const added = factor * graph.value[at(step.row_slots[q])];
            if (i == j) {
                graph.diagonal[at(i)] -= added;
                step.targets.push_back(-1 - i);
                continue;
            }
            std::int32_t const target = graph.slot(i, j);
            graph.value[at(target)] += added;
            step.targets.push_back(target);
        }
    }
    return step;
}

/// Cheapest first, as long as it pays.
inline std::vector<EliminationStep> eliminate_all(EliminationGraph& graph) {
    using Candidate = std::pair<std::int64_t, std::int32_t>;
    std::priority_queue<Candidate, std::vector<Candidate>, std::greater<>> queue;
    for (std::size_t v = 0; v < graph.left.size(); ++v) queue.emplace(graph.cost(static_cast<std::int32_t>(v)), static_cast<std::int32_t>(v));
    std::vector<EliminationStep> steps;
    while (!queue.empty() && queue.top().first <= elimination_slack) {
        auto const [cost, v] = queue.top();
        queue.pop();
        if (!graph.left[at(v)]) continue;
        std::int64_t const now = graph.cost(v);
        if (now > cost) {  // it grew since it was queued; what shrinks is queued again below
            queue.emplace(now, v);
            continue;
        }
        if (!(graph.diagonal[at(v)] >= elimination_pivot)) continue;
        steps.push_back(eliminate(graph, v));
        for (auto const& list : {steps.back().row_nodes, steps.back().column_nodes})
            for (std::int32_t const node : list) queue.emplace(graph.cost(node), node);
    }
    return steps;
}

/// The core in the order of its sweeps: acyclic part, then the torn nodes.
struct CoreOrder { std::vector<std::int32_t> sequence{}; std::size_t torn = 0; };

inline CoreOrder order_core(EliminationGraph const& graph) {
    std::vector<std::int32_t> core, place(graph.left.size(), -1);
    for (std::size_t v = 0; v < graph.left.size(); ++v) {
        if (!graph.left[v]) continue;
        place[v] = static_cast<std::int32_t>(core.size());
        core.push_back(static_cast<std::int32_t>(v));
    }
    std::vector<std::int32_t> start{0}, target;
    for (std::int32_t const v : core) {  // arcs run from what is known to what follows from it
        for (std::int32_t const i : graph.still_left(graph.column[at(v)])) target.push_back(place[at(i)]);
        start.push_back(static_cast<std::int32_t>(target.size()));
    }
    Tearing const tearing = tear({start, target}, core.size()).value();
    CoreOrder order{.torn = tearing.torn.size()};
    for (auto const& part : {tearing.order, tearing.torn})
        for (std::int32_t const node : part) order.sequence.push_back(core[at(node)]);
    return order;
}

/// Nodes that nothing cyclic leads to, in an order in which each follows what it depends on. `degree[i]` counts the
/// terms of row i; `users(j)` lists the rows in which j stands.
inline std::vector<std::int32_t> peel(std::vector<std::int32_t> degree, std::vector<std::int32_t> const& start, std::vector<std::int32_t> const& target,
                                      std::vector<char> const& taken) {
    std::vector<std::int32_t> order;
    for (std::size_t v = 0; v < degree.size(); ++v)
        if (degree[v] == 0 && !taken[v]) order.push_back(static_cast<std::int32_t>(v));
    for (std::size_t k = 0; k < order.size(); ++k) {
        for (std::int32_t e = start[at(order[k])]; e < start[at(order[k]) + 1]; ++e) {
            std::int32_t const next = target[at(e)];
            if (--degree[at(next)] == 0 && !taken[at(next)]) order.push_back(next);
        }
    }
    return order;
}

/// Arcs from the first of each pair to the second, compressed.
struct Arcs {
    std::vector<std::int32_t> start, target;
    template <class From, class To>
    Arcs(std::size_t nodes, std::vector<SampledTerm> const& terms, From from, To to) : start(nodes + 1, 0), target(terms.size()) {
        for (auto const& term : terms) ++start[at(from(term)) + 1];
        for (std::size_t v = 0; v < nodes; ++v) start[v + 1] += start[v];
        std::vector<std::int32_t> next(start.begin(), start.end() - 1);
        for (auto const& term : terms) target[at(next[at(from(term))]++)] = to(term);
    }
};

/// Every node once: before, middle (in ascending order), after.
struct NodeOrder { std::vector<std::int32_t> sequence{}; std::size_t before = 0, after = 0; };

inline NodeOrder order_nodes(std::size_t nodes, std::vector<SampledTerm> const& terms) {
    auto const row = [](SampledTerm const& t) { return t.row; };
    auto const node = [](SampledTerm const& t) { return t.node; };
    Arcs const users(nodes, terms, node, row), used(nodes, terms, row, node);
    std::vector<std::int32_t> in(nodes), out(nodes);
    for (std::size_t v = 0; v < nodes; ++v) {
        in[v] = used.start[v + 1] - used.start[v];
        out[v] = users.start[v + 1] - users.start[v];
    }
    std::vector<char> taken(nodes, 0);
    NodeOrder order{.sequence = peel(in, users.start, users.target, taken)};
    for (std::int32_t const v : order.sequence) taken[at(v)] = 1;
    order.before = order.sequence.size();
    auto const after = peel(out, used.start, used.target, taken);
    std::vector<char> last(nodes, 0);
    for (std::int32_t const v : after) last[at(v)] = 1;
    for (std::size_t v = 0; v < nodes; ++v)
        if (!taken[v] && !last[v]) order.sequence.push_back(static_cast<std::int32_t>(v));
    order.after = order.sequence.size();
    order.sequence.insert(order.sequence.end(), after.rbegin(), after.rend());
    return order;
}

}  // namespace tanji::detail
