// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "tanji/solve/tearing.hpp"

namespace tanji {
namespace detail {

/// Lists of neighbours of all nodes in one array. A list that outgrows its room moves to the end; what it leaves behind is
/// not used again. A vector per node would spend more time in malloc than the search itself takes.
class NeighbourLists {
public:
    explicit NeighbourLists(std::vector<std::int32_t> const& degree) : list_(degree.size()) {
        std::int32_t total = 0;
        for (std::size_t v = 0; v < degree.size(); ++v) {
            list_[v] = {total, 0, degree[v]};
            total += degree[v];
        }
        pool_.resize(at(total));
    }
    [[nodiscard]] std::span<std::int32_t const> of(std::int32_t v) const {
        return {pool_.data() + list_[at(v)].first, at(list_[at(v)].size)};
    }
    void add(std::int32_t v, std::int32_t neighbour) {
        Extent& list = list_[at(v)];
        if (list.size == list.room) {
            auto const moved = static_cast<std::int32_t>(pool_.size());
            list.room = 2 * list.room + 2;
            pool_.resize(pool_.size() + at(list.room));
            std::copy_n(pool_.begin() + list.first, list.size, pool_.begin() + moved);
            list.first = moved;
        }
        pool_[at(list.first + list.size++)] = neighbour;
    }
    template <class Gone>
    void erase_if(std::int32_t v, Gone const& gone) {
        Extent& list = list_[at(v)];
        auto const first = pool_.begin() + list.first;
        list.size = static_cast<std::int32_t>(std::remove_if(first, first + list.size, gone) - first);
    }

private:
    struct Extent {
        std::int32_t first = 0, size = 0, room = 0;
    };
    std::vector<std::int32_t> pool_{};
    std::vector<Extent> list_;
};

/// The shrinking graph. Lists keep entries of nodes that are gone until somebody reads them; degrees count the rest.
class FeedbackSearch {
public:
    FeedbackSearch(ArcView const& graph, std::size_t most_torn)
        : most_torn_(most_torn), node_(at(graph.nodes())), gone_(at(graph.nodes()), 0), side_{Side(degrees(graph, true)), Side(degrees(graph, false))} {
        for (std::int32_t v = 0; v < graph.nodes(); ++v)
            for (std::int32_t e = graph.start[at(v)]; e < graph.start[at(v) + 1]; ++e) {
                std::int32_t const w = graph.target[at(e)];
                if (w == v) continue;
                side_[out].lists.add(v, w);
                side_[in].lists.add(w, v);
            }
        for (std::int32_t v = 0; v < graph.nodes(); ++v) review(v);
    }

    /// False if more nodes than allowed had to be torn.
    [[nodiscard]] bool run() {
        reduce();
        for (std::int32_t v = 0; v < static_cast<std::int32_t>(node_.size()); ++v)
            if (!gone_[at(v)]) candidates_.emplace_back(node_[at(v)].price = degree_product(v), -v);
        std::make_heap(candidates_.begin(), candidates_.end());
        offering_ = true;
        while (!candidates_.empty() && torn_.size() <= most_torn_) {
            std::pop_heap(candidates_.begin(), candidates_.end());
            auto const [price, negated] = candidates_.back();
            candidates_.pop_back();
            std::int32_t const v = -negated;
            if (gone_[at(v)] || price != node_[at(v)].price) continue; // an offer made since replaced this one
            // Degrees fell since the offer: the node waits for its turn at the new price.
            if (price != degree_product(v)) offer(v);
            else cut(v);
            reduce();
        }
        return torn_.size() <= most_torn_;
    }
    [[nodiscard]] std::vector<std::int32_t> const& torn() const noexcept { return torn_; }

private:
    enum : std::size_t { in, out };
    struct Node {
        std::int64_t price = -1; ///< of its offer that counts
        bool feeds_itself = false, waiting = false;
    };
    struct Side {
        explicit Side(std::vector<std::int32_t> counts) : degree(std::move(counts)), lists(degree) {}
        std::vector<std::int32_t> degree; ///< of neighbours that are not gone
        NeighbourLists lists;
    };

    /// Neighbours of each node in one direction; loops of a node with itself are no arcs here, its diagonal takes them.
    [[nodiscard]] static std::vector<std::int32_t> degrees(ArcView const& graph, bool incoming) {
        std::vector<std::int32_t> count(at(graph.nodes()), 0);
        for (std::int32_t v = 0; v < graph.nodes(); ++v)
            for (std::int32_t e = graph.start[at(v)]; e < graph.start[at(v) + 1]; ++e)
                if (graph.target[at(e)] != v) ++count[at(incoming ? graph.target[at(e)] : v)];
        return count;
    }

    /// How many paths of length two lead through v: what cutting it takes out of the graph.
    [[nodiscard]] std::int64_t degree_product(std::int32_t v) const {
        return static_cast<std::int64_t>(side_[in].degree[at(v)]) * side_[out].degree[at(v)];
    }
    /// Puts a node up at its present price. Old offers stay in the heap and are recognised by their price: cheaper than finding them.
    void offer(std::int32_t v) {
        std::int64_t const price = degree_product(v);
        if (!offering_ || price == node_[at(v)].price) return;
        node_[at(v)].price = price;
        candidates_.emplace_back(price, -v);
        std::push_heap(candidates_.begin(), candidates_.end());
    }

    /// Queues a node for reduction if one may apply.
    void review(std::int32_t v) {
        Node& node = node_[at(v)];
        if (gone_[at(v)] || node.waiting || !(side_[in].degree[at(v)] <= 1 || side_[out].degree[at(v)] <= 1 || node.feeds_itself)) return;
        node.waiting = true;
        work_.push_back(v);
    }

    /// Neighbours that are left; forgets the others, so that each is skipped once only.
    [[nodiscard]] std::span<std::int32_t const> alive(std::size_t side, std::int32_t v) {
        side_[side].lists.erase_if(v, [&](std::int32_t w) { return gone_[at(w)] != 0; });
        return side_[side].lists.of(v);
    }

    /// Takes v out of the graph with all its arcs.
    void drop(std::int32_t v) {
        gone_[at(v)] = 1;
        for (std::size_t const side : {out, in})
            for (std::int32_t const w : side_[side].lists.of(v)) {
                if (gone_[at(w)]) continue;
                --side_[1 - side].degree[at(w)];
                review(w);
            }
    }

    /// v is torn: the dense part of the factorisation grows by one row and column.
    void cut(std::int32_t v) {
        torn_.push_back(v);
        drop(v);
    }

    /// Until no rule applies. A stack rather than a queue: the neighbours just changed are still in the cache.
    void reduce() {
        while (!work_.empty()) {
            std::int32_t const v = work_.back();
            work_.pop_back();
            Node& node = node_[at(v)];
            node.waiting = false;
            if (gone_[at(v)]) continue;
            std::int32_t const ways_in = side_[in].degree[at(v)], ways_out = side_[out].degree[at(v)];
            if (node.feeds_itself) cut(v);
            else if (ways_in == 0 || ways_out == 0) drop(v);
            else if (ways_in == 1) merge(v, in);
            else if (ways_out == 1) merge(v, out);
        }
    }

    /// v has one neighbour u on its `near` side: every cycle through v passes u, so u takes over the arcs of v's far side.
    void merge(std::int32_t v, std::size_t near) {
        std::size_t const far = 1 - near;
        std::int32_t const u = alive(near, v).front();
        gone_[at(v)] = 1;
        --side_[far].degree[at(u)];
        auto const taken = alive(far, v);
        taken_.assign(taken.begin(), taken.end()); // u's list may move when it grows
        for (std::int32_t const w : taken_) {
            if (w == u) {
                node_[at(u)].feeds_itself = true;
                --side_[near].degree[at(u)];
            } else if (neighbours(u, w, near)) {
                --side_[near].degree[at(w)];
                review(w);
            } else {
                side_[far].lists.add(u, w);
                ++side_[far].degree[at(u)];
                side_[near].lists.add(w, u);
            }
        }
        review(u);
        offer(u);
    }

    /// Whether u already has w on its far side; the shorter of the two lists that would say so is read.
    [[nodiscard]] bool neighbours(std::int32_t u, std::int32_t w, std::size_t near) const {
        auto const from_u = side_[1 - near].lists.of(u), from_w = side_[near].lists.of(w);
        return from_u.size() < from_w.size() ? std::find(from_u.begin(), from_u.end(), w) != from_u.end()
                                             : std::find(from_w.begin(), from_w.end(), u) != from_w.end();
    }

    std::size_t most_torn_;
    std::vector<Node> node_;
    std::vector<char> gone_; // apart, to stay in the cache: it is asked for at every entry of a list
    std::array<Side, 2> side_;
    std::vector<std::int32_t> work_{}, torn_{}, taken_{};
    bool offering_ = false;
    // Largest product first, then the smallest index.
    std::vector<std::pair<std::int64_t, std::int32_t>> candidates_{};
};

/// The nodes that are not torn, every arc among them pointing forward (Kahn). They must hold no cycle.
[[nodiscard]] inline std::vector<std::int32_t> topological_order(ArcView const& graph, std::vector<std::int32_t> const& torn) {
    std::vector<std::int32_t> waiting(at(graph.nodes()), 0); // arcs from nodes that are not placed yet; -1: torn
    for (std::int32_t const v : torn) waiting[at(v)] = -1;
    auto const each_target = [&](std::int32_t v, auto const& visit) {
        for (std::int32_t e = graph.start[at(v)]; e < graph.start[at(v) + 1]; ++e)
            if (graph.target[at(e)] != v && waiting[at(graph.target[at(e)])] >= 0) visit(waiting[at(graph.target[at(e)])], graph.target[at(e)]);
    };
    for (std::int32_t v = 0; v < graph.nodes(); ++v)
        if (waiting[at(v)] >= 0) each_target(v, [](std::int32_t& count, std::int32_t) { ++count; });
    std::vector<std::int32_t> order;
    order.reserve(waiting.size());
    for (std::int32_t v = 0; v < graph.nodes(); ++v)
        if (waiting[at(v)] == 0) order.push_back(v);
    for (std::size_t k = 0; k < order.size(); ++k)
        each_target(order[k], [&](std::int32_t& count, std::int32_t w) {
            if (--count == 0) order.push_back(w);
        });
    return order;
}

}  // namespace detail

// A small set of nodes without which the graph has no cycle. The smallest is NP-hard to find; reductions that lose nothing (no way in, no
// way out, one way in, one way out) go first, then the node with the largest product of degrees is cut: the greedy rule of Levy and Low
// (1988) and others. Ties go to the smallest index, so that the result is the same everywhere.
TANJI_INLINE std::optional<Tearing> tear(ArcView const& graph, std::size_t most_torn) {
    detail::FeedbackSearch search(graph, most_torn);
    if (!search.run()) return std::nullopt;
    Tearing tearing;
    tearing.torn = search.torn();
    std::sort(tearing.torn.begin(), tearing.torn.end());
    tearing.order = detail::topological_order(graph, tearing.torn);
    return tearing;
}

}  // namespace tanji
