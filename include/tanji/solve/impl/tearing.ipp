// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <queue>
#include <utility>

#include "tanji/solve/tearing.hpp"

namespace tanji {
namespace detail {

/// The shrinking graph. Lists keep entries of nodes that are gone until somebody reads them; degrees count the rest.
class FeedbackSearch {
public:
    FeedbackSearch(ArcView const& graph, std::size_t most_torn) : most_torn_(most_torn), node_(at(graph.nodes())) {
        auto const each_arc = [&](auto const& visit) {
            for (std::int32_t v = 0; v < graph.nodes(); ++v)
                for (std::int32_t e = graph.start[at(v)]; e < graph.start[at(v) + 1]; ++e)
                    if (graph.target[at(e)] != v) visit(node_[at(v)], node_[at(graph.target[at(e)])], v, graph.target[at(e)]);
        };
        each_arc([](Node& from, Node& to, std::int32_t, std::int32_t) {
            ++from.out_degree;
            ++to.in_degree;
        });
        for (Node& node : node_) {
            node.in.reserve(at(node.in_degree));
            node.out.reserve(at(node.out_degree));
        }
        each_arc([](Node& from, Node& to, std::int32_t v, std::int32_t w) {
            from.out.push_back(w);
            to.in.push_back(v);
        });
        for (std::int32_t v = 0; v < graph.nodes(); ++v) {
            review(v);
            offer(v);
        }
    }

    /// False if more nodes than allowed had to be torn.
    [[nodiscard]] bool run() {
        reduce();
        while (!candidates_.empty() && torn_.size() <= most_torn_) {
            auto const [product, negated] = candidates_.top();
            candidates_.pop();
            std::int32_t const v = -negated;
            if (node_[at(v)].gone) continue;
            // Degrees fell since the offer: the node waits for its turn at the new price.
            if (product != degree_product(v)) offer(v);
            else cut(v);
            reduce();
        }
        return torn_.size() <= most_torn_;
    }
    [[nodiscard]] std::vector<std::int32_t> const& torn() const noexcept { return torn_; }

private:
    struct Node {
        std::vector<std::int32_t> in{}, out{};
        std::int32_t in_degree = 0, out_degree = 0;
        bool gone = false, feeds_itself = false, waiting = false;
    };

    [[nodiscard]] std::int64_t degree_product(std::int32_t v) const {
        return static_cast<std::int64_t>(node_[at(v)].in_degree) * node_[at(v)].out_degree;
    }
    void offer(std::int32_t v) { candidates_.emplace(degree_product(v), -v); }

    /// Queues a node for reduction if one may apply.
    void review(std::int32_t v) {
        Node& node = node_[at(v)];
        if (node.gone || node.waiting || !(node.in_degree <= 1 || node.out_degree <= 1 || node.feeds_itself)) return;
        node.waiting = true;
        work_.push_back(v);
    }

    std::vector<std::int32_t> const& alive(std::vector<std::int32_t>& list) {
        std::erase_if(list, [&](std::int32_t v) { return node_[at(v)].gone; });
        return list;
    }

    /// Takes v out of the graph with all its arcs.
    void drop(std::int32_t v) {
        Node& node = node_[at(v)];
        node.gone = true;
        for (std::int32_t const w : alive(node.out)) {
            --node_[at(w)].in_degree;
            review(w);
        }
        for (std::int32_t const u : alive(node.in)) {
            --node_[at(u)].out_degree;
            review(u);
        }
    }

    void cut(std::int32_t v) {
        torn_.push_back(v);
        drop(v);
    }

    void reduce() {
        while (!work_.empty()) {
            std::int32_t const v = work_.back();
            work_.pop_back();
            Node& node = node_[at(v)];
            node.waiting = false;
            if (node.gone) continue;
            if (node.feeds_itself) cut(v);
            else if (node.in_degree == 0 || node.out_degree == 0) drop(v);
            else if (node.in_degree == 1) merge(v, alive(node.in).front(), &Node::in, &Node::out);
            else if (node.out_degree == 1) merge(v, alive(node.out).front(), &Node::out, &Node::in);
        }
    }

    using List = std::vector<std::int32_t> Node::*;

    /// v has one neighbour u on its `near` side: every cycle through v passes u, so u takes over the arcs of v's far side.
    void merge(std::int32_t v, std::int32_t u, List near, List far) {
        bool const forward = near == &Node::in;
        auto const near_degree = forward ? &Node::in_degree : &Node::out_degree;
        auto const far_degree = forward ? &Node::out_degree : &Node::in_degree;
        std::vector<std::int32_t> const taken = alive(node_[at(v)].*far);
        node_[at(v)].gone = true;
        --(node_[at(u)].*far_degree);
        for (std::int32_t const w : taken) {
            if (w == u) {
                node_[at(u)].feeds_itself = true;
                --(node_[at(u)].*near_degree);
            } else if (neighbours(u, w, near, far)) {
                --(node_[at(w)].*near_degree);
                review(w);
            } else {
                (node_[at(u)].*far).push_back(w);
                ++(node_[at(u)].*far_degree);
                (node_[at(w)].*near).push_back(u);
            }
        }
        review(u);
        offer(u);
    }

    /// Whether u already has w on its far side; the shorter of the two lists that would say so is read.
    [[nodiscard]] bool neighbours(std::int32_t u, std::int32_t w, List near, List far) const {
        auto const& from_u = node_[at(u)].*far;
        auto const& from_w = node_[at(w)].*near;
        return from_u.size() < from_w.size() ? std::find(from_u.begin(), from_u.end(), w) != from_u.end()
                                             : std::find(from_w.begin(), from_w.end(), u) != from_w.end();
    }

    std::size_t most_torn_;
    std::vector<Node> node_;
    std::vector<std::int32_t> work_{}, torn_{};
    // Largest product first, then the smallest index.
    std::priority_queue<std::pair<std::int64_t, std::int32_t>> candidates_{};
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
