// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/solve/tearing.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <utility>

#include "solve/random_system.hpp"

using namespace tanji;
using tanji::test::Random;

namespace {
struct Graph {
    std::vector<std::int32_t> start{0}, target{};
    [[nodiscard]] ArcView view() const { return {start, target}; }
};

Graph graph_of(std::vector<std::vector<std::int32_t>> const& targets) {
    Graph graph;
    for (auto const& list : targets) {
        graph.target.insert(graph.target.end(), list.begin(), list.end());
        graph.start.push_back(static_cast<std::int32_t>(graph.target.size()));
    }
    return graph;
}

Graph random_graph(Random& random, int nodes, double share) {
    std::vector<std::vector<std::int32_t>> targets(static_cast<std::size_t>(nodes));
    for (auto& list : targets)
        for (std::int32_t w = 0; w < nodes; ++w)
            if (random.uniform() < share) list.push_back(w);
    return graph_of(targets);
}

/// Every node is torn or in the order, once, and arcs in the order point forward: what a caller relies on.
void check_valid(Graph const& graph, Tearing const& tearing) {
    std::vector<std::int32_t> place(graph.start.size() - 1, -2);
    for (auto const v : tearing.torn) {
        CHECK(place[static_cast<std::size_t>(v)] == -2);
        place[static_cast<std::size_t>(v)] = -1;
    }
    for (std::size_t k = 0; k < tearing.order.size(); ++k) {
        auto& own = place[static_cast<std::size_t>(tearing.order[k])];
        CHECK(own == -2);
        own = static_cast<std::int32_t>(k);
    }
    CHECK(std::find(place.begin(), place.end(), -2) == place.end());
    CHECK(std::is_sorted(tearing.torn.begin(), tearing.torn.end()));
    for (std::size_t v = 0; v < place.size(); ++v)
        for (auto e = graph.start[v]; e < graph.start[v + 1]; ++e) {
            auto const w = static_cast<std::size_t>(graph.target[static_cast<std::size_t>(e)]);
            if (w != v && place[v] >= 0 && place[w] >= 0) CHECK(place[v] < place[w]);
        }
}

/// By trying every set: bit v of `kept` says that node v stays. Acyclic if nodes without a kept target can be taken away
/// until none is left.
bool acyclic(Graph const& graph, std::uint32_t kept) {
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t v = 0; v + 1 < graph.start.size(); ++v) {
            if ((kept >> v & 1u) == 0) continue;
            bool blocked = false;
            for (auto e = graph.start[v]; e < graph.start[v + 1]; ++e) {
                auto const w = static_cast<std::size_t>(graph.target[static_cast<std::size_t>(e)]);
                blocked = blocked || (w != v && (kept >> w & 1u) != 0);
            }
            if (blocked) continue;
            kept &= ~(1u << v);
            changed = true;
        }
    }
    return kept == 0;
}

std::size_t fewest(Graph const& graph) {
    auto const nodes = graph.start.size() - 1;
    int most_kept = 0;
    for (std::uint32_t kept = 0; kept < 1u << nodes; ++kept)
        if (std::popcount(kept) > most_kept && acyclic(graph, kept)) most_kept = std::popcount(kept);
    return nodes - static_cast<std::size_t>(most_kept);
}
}  // namespace

TEST_CASE("graphs whose smallest cut is known") {
    CHECK(tear({}, 0).value().order.empty());
    // 0 -> 1 -> 2 and 0 -> 2: no cycle; an arc to itself is no cycle to cut, it belongs to the diagonal.
    CHECK(tear(graph_of({{0, 1, 2}, {2}, {}}).view(), 0).value().order == std::vector<std::int32_t>{0, 1, 2});
    CHECK(tear(graph_of({{1}, {2}, {3}, {0}}).view(), 4).value().torn.size() == 1);
    // Two rings through node 1, and two rings apart.
    CHECK(tear(graph_of({{1}, {0, 2}, {1}}).view(), 3).value().torn == std::vector<std::int32_t>{1});
    CHECK(tear(graph_of({{1}, {0}, {3}, {2}}).view(), 4).value().torn.size() == 2);
    // Everything feeds everything: one of n may stay.
    CHECK(tear(graph_of({{1, 2, 3}, {0, 2, 3}, {0, 1, 3}, {0, 1, 2}}).view(), 4).value().torn.size() == 3);
    // A market that 50 processes buy from and sell to.
    std::vector<std::vector<std::int32_t>> hub(51);
    for (std::int32_t v = 1; v <= 50; ++v) {
        hub[0].push_back(v);
        hub[static_cast<std::size_t>(v)] = {0};
    }
    CHECK(tear(graph_of(hub).view(), 1).value().torn == std::vector<std::int32_t>{0});
}

TEST_CASE("more than allowed is refused") {
    auto const rings = graph_of({{1}, {0}, {3}, {2}});
    CHECK_FALSE(tear(rings.view(), 1).has_value());
    CHECK(tear(rings.view(), 2).has_value());
}

TEST_CASE("against every set of nodes: valid always, smallest nearly always") {
    std::size_t graphs = 0, missed = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        auto const graph = random_graph(random, 2 + random.below(9), 0.05 + 0.4 * random.uniform());
        auto const tearing = tear(graph.view(), 100).value();
        check_valid(graph, tearing);
        auto const best = fewest(graph);
        CHECK(tearing.torn.size() >= best);
        CHECK(tearing.torn.size() <= best + 1);
        ++graphs;
        missed += tearing.torn.size() > best;
    }
    CHECK(missed * 20 <= graphs);
}

TEST_CASE("large random graphs are cut completely") {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        auto const graph = random_graph(random, 300, 0.002 * static_cast<double>(seed));
        check_valid(graph, tear(graph.view(), 300).value());
    }
}
