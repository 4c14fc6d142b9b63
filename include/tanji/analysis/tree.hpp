// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <vector>

#include "tanji/analysis/footprint.hpp"

/// \file
/// The supply chain as a tree. Unit scores make it cheap: a branch that is not opened is known as a whole already.
namespace tanji {

/// How far a tree is opened; what is not shown is in the `rest` of its parent.
struct TreeOptions {
    Index row = 0;             ///< of C
    std::size_t depth = 3;     ///< levels below the root
    double share = 0.01;       ///< leave out suppliers below this share of the total, by absolute amount
    std::size_t nodes = 1000;  ///< at most so many in all: with loops a tree has no end
};

/// A product as it is used at one place of the supply chain. A process stands in the tree as often as it is used.
/// score = own + the scores of the children + rest, up to rounding.
struct TreeNode {
    Index column = no_index;   ///< no_index: the root of a demand for several products
    double amount = 0;         ///< of the column's flow, signed as in a demand
    double score = 0;          ///< amount times unit score: with everything upstream
    double own = 0;            ///< by the process' own exchanges
    double rest = 0;           ///< suppliers that are not shown
    std::size_t left_out = 0;  ///< how many those are
    std::vector<TreeNode> children{};  ///< by |score|, largest first
};

/// The supply chain of a score (rule A10), to a depth or share. Loops are followed as far as depth allows.
/// Problems: "footprint.row", "footprint.refused-score".
[[nodiscard]] Result<TreeNode> try_tree(Footprint const& footprint, TreeOptions const& options = {});
[[nodiscard]] TreeNode tree(Footprint const& footprint, TreeOptions const& options = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/analysis/impl/tree.ipp"
#endif
