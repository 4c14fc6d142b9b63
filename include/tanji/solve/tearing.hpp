// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "tanji/solve/matrices.hpp"

namespace tanji {

/// A directed graph that somebody else owns: arcs run from node v to target[start[v]] .. target[start[v + 1] - 1].
/// No arc is listed twice; arcs from a node to itself are passed over.
struct ArcView {
    std::span<std::int32_t const> start{};
    std::span<std::int32_t const> target{};

    [[nodiscard]] std::int32_t nodes() const noexcept { return start.empty() ? 0 : static_cast<std::int32_t>(start.size()) - 1; }
};

/// Nodes that cut every cycle, and the others in an order in which every arc among them points forward.
struct Tearing {
    std::vector<std::int32_t> torn{};  ///< ascending
    std::vector<std::int32_t> order{};
};

/// A small set of nodes whose removal leaves no cycle (a feedback vertex set), found greedily: nodes on no cycle are
/// dropped, nodes with one way in or one way out are merged into their neighbour, nodes that come to feed themselves
/// are torn, and where nothing of that applies, the node with the largest product of in- and out-degree is.
/// Depends on the graph alone and on the numbering of its nodes only to break ties. Nothing if more than `most_torn`
/// nodes would be torn. Time about O(arcs log nodes) on life-cycle graphs. Pure, hence safe on any thread.
/// Source of the reductions: Levy and Low, A contraction algorithm for finding small cycle cutsets, J. Algorithms 9 (1988).
[[nodiscard]] std::optional<Tearing> tear(ArcView const& graph, std::size_t most_torn);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/solve/impl/tearing.ipp"
#endif
