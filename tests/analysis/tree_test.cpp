// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include "analysis/matrix_footprint.hpp"
#include "tanji/analysis/tree.hpp"

using tanji::test::MatrixCase;

namespace {

void check_sums(tanji::TreeNode const& node, bool expanded) {
    double sum = node.own + node.rest;
    for (auto const& child : node.children) {
        sum += child.score;
        check_sums(child, true);
    }
    if (expanded) CHECK(sum == doctest::Approx(node.score).epsilon(1e-12));
}

}  // namespace

TEST_CASE("a chain without loops") {
    // cases/lca/olca-upstream-tree (ContributionTreeTest): root 1.0, children 0.5 and 0.5.
    MatrixCase const system({.products = {"p1", "p2", "p3"}, .processes = {"P1", "P2", "P3"}, .technosphere = {{1, 0, 0}, {-1, 1, 0}, {-1, 0, 1}}, .flows = {"e"},
                             .biosphere = {{0, 0.5, 0.5}}, .categories = {"c"}, .characterisation = {{1}}});
    auto const root = tanji::tree(system.solve({1, 0, 0}));
    CHECK(root.score == 1);
    CHECK(root.own == 0);
    REQUIRE(root.children.size() == 2);
    CHECK(root.children[0].score == 0.5);
    CHECK(root.children[1].score == 0.5);
}

TEST_CASE("every level of a tree through a loop sums to its parent") {
    // cases/lca/olca-sankey-cycle: total 11; process 1 has 1 of its own and 10 through process 2.
    MatrixCase const system({.products = {"1", "2", "3"}, .processes = {"1", "2", "3"}, .technosphere = {{1, 0, 0}, {-1, 1, -0.1}, {0, -2, 1}}, .flows = {"e"},
                             .biosphere = {{1, 2, 3}}, .categories = {"c"}, .characterisation = {{1}}});
    auto const f = system.solve({1, 0, 0});
    auto const root = tanji::tree(f, {.depth = 5, .share = 0});
    CHECK(root.score == doctest::Approx(11).epsilon(1e-12));
    CHECK(root.own == doctest::Approx(1).epsilon(1e-12));
    REQUIRE(root.children.size() == 1);
    CHECK(root.children[0].score == doctest::Approx(10).epsilon(1e-12));
    check_sums(root, true);
    // The loop is followed down to the depth, and what is behind it is the rest of the last level.
    auto const* node = &root;
    std::size_t depth = 0;
    for (; !node->children.empty(); node = &node->children[0]) ++depth;
    CHECK(depth == 5);
    CHECK(node->rest != 0);
    CHECK(node->left_out == 1);
}

TEST_CASE("a node's amount is per net output of its process") {
    // cases/lca/bwgt-traversal-loop: product 2 comes in twos, demand 8; own part 8.16 (see contributions_test.cpp), total 24.96.
    MatrixCase const system({.products = {"1", "2", "3", "4"}, .processes = {"1", "2", "3", "4"},
                             .technosphere = {{2, -2, 0, 0}, {-1, 2, 0, 0}, {0, -4, 1, 0}, {0, 0, 0, 1}}, .flows = {"a", "b"},
                             .biosphere = {{0.5, 1, 0, 0}, {0, 0.02, 0.01, 0.02}}, .categories = {"test"}, .characterisation = {{2, 2}}});
    auto const root = tanji::tree(system.solve({0, 8, 0, 0}), {.depth = 6, .share = 0});
    CHECK(root.score == doctest::Approx(24.96).epsilon(1e-12));
    CHECK(root.own == doctest::Approx(8.16).epsilon(1e-12));
    check_sums(root, true);
}

TEST_CASE("a share leaves small suppliers in the rest") {
    MatrixCase const system({.products = {"a", "b", "c"}, .processes = {"a", "b", "c"}, .technosphere = {{1, 0, 0}, {-1, 1, 0}, {-1, 0, 1}}, .flows = {"e"},
                             .biosphere = {{0, 99, 1}}, .categories = {"c"}, .characterisation = {{1}}});
    auto const root = tanji::tree(system.solve({1, 0, 0}), {.depth = 2, .share = 0.05});
    REQUIRE(root.children.size() == 1);
    CHECK(root.children[0].score == 99);
    CHECK(root.rest == 1);
    CHECK(root.left_out == 1);
}

TEST_CASE("a demand for several products has a root without a process") {
    MatrixCase const system({.products = {"a", "b"}, .processes = {"a", "b"}, .technosphere = {{1, 0}, {0, 1}}, .flows = {"e"}, .biosphere = {{2, 3}},
                             .categories = {"c"}, .characterisation = {{1}}});
    auto const root = tanji::tree(system.solve({1, 2}));
    CHECK(root.column == tanji::no_index);
    CHECK(root.score == 8);
    CHECK(root.children.size() == 2);
}
