// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>
#include <span>
#include <utility>

#include "tanji/analysis/tree.hpp"
#include "tanji/base/exact_sum.hpp"
#include "tanji/base/sort.hpp"

namespace tanji {
namespace detail {

/// Grows the tree level by level, so that a limit on nodes takes the deepest ones. The queue holds addresses of nodes: the
/// children of a node are complete and sorted before theirs are taken, and not moved afterwards.
class TreeBuilder {
public:
    TreeBuilder(Footprint const& footprint, TreeOptions const& options, double total)
        : footprint_(footprint), system_(footprint.system()), options_(options), least_(std::abs(total) * options.share) {}

    [[nodiscard]] TreeNode run() {
        auto root = make_root();
        std::deque<std::pair<TreeNode*, std::size_t>> open;
        if (root.column == no_index) {
            for (auto& child : root.children) open.emplace_back(&child, 1);
        } else {
            open.emplace_back(&root, 0);
        }
        while (!open.empty()) {
            auto [node, level] = open.front();
            open.pop_front();
            expand(*node, level);
            for (auto& child : node->children) open.emplace_back(&child, level + 1);
        }
        return root;
    }

private:
    // amount x unit score: a node holds everything upstream of it, so no branch has to be walked to know its size (A10).
    [[nodiscard]] TreeNode node_of(Index column, double amount) const {
        return {column, amount, amount * footprint_.unit_scores(options_.row)[column], 0, 0, 0, {}};
    }

    /// Several demanded products stand below a root of their own that is no process (column no_index) and is not expanded.
    [[nodiscard]] TreeNode make_root() {
        if (footprint_.demand().size() == 1) return node_of(footprint_.demand().front().column, footprint_.demand().front().amount);
        TreeNode root;
        ExactSum score;
        for (auto const& line : footprint_.demand()) {
            root.children.push_back(node_of(line.column, line.amount));
            score += root.children.back().score;
        }
        root.score = score.value();
        return root;
    }

    /// The column's part of A by bisection; entries are ordered by column. An index of starts would cost more than it saves for
    /// a thousand nodes.
    [[nodiscard]] std::span<Entry const> entries_of(Index column) const {
        auto const all = system_.technosphere();
        auto const before = [](Entry const& entry, Index at) { return entry.column < at; };
        auto const after = [](Index at, Entry const& entry) { return at < entry.column; };
        auto const first = std::lower_bound(all.begin(), all.end(), column, before);
        return {first, std::upper_bound(first, all.end(), column, after)};
    }

    /// Inputs that stay below the threshold, the depth or the number of nodes go into the rest: own + children + rest = score.
    void expand(TreeNode& node, std::size_t level) {
        ExactSum output;
        std::map<Index, double> inputs;  // several exchanges of one supplier are one node
        for (auto const& entry : entries_of(node.column)) {
            if (entry.row == node.column) output += entry.value;
            else inputs[entry.row] -= entry.value;
        }
        // Per net output, the process's own consumption of its product taken off: loops are in the unit scores and count once.
        double const runs = node.amount == 0 ? 0 : node.amount / output.value();
        node.own = footprint_.direct_scores(options_.row)[node.column] * runs;
        ExactSum rest;
        for (auto const& [column, amount] : inputs) {
            if (amount == 0) continue;
            auto child = node_of(column, amount * runs);
            if (level < options_.depth && count_ < options_.nodes && std::abs(child.score) >= least_) {
                node.children.push_back(std::move(child));
                ++count_;
            } else {
                rest += child.score;
                ++node.left_out;
            }
        }
        node.rest = rest.value();
        sort_keeping_order(node.children, [](auto const& a, auto const& b) { return std::abs(a.score) > std::abs(b.score); });
    }

    Footprint const& footprint_;
    ProductSystem const& system_;
    TreeOptions options_;
    double least_;
    std::size_t count_ = 0;
};

}  // namespace detail

TANJI_INLINE Result<TreeNode> try_tree(Footprint const& footprint, TreeOptions const& options) {
    auto const total = footprint.find_score(options.row);
    if (!total) return total.problem();
    return detail::TreeBuilder(footprint, options, *total).run();
}

TANJI_INLINE TreeNode tree(Footprint const& footprint, TreeOptions const& options) { return try_tree(footprint, options).value(); }

}  // namespace tanji
