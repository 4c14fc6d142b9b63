// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/solve/pattern.hpp"

#include <doctest/doctest.h>

#include <utility>

#include "solve/random_system.hpp"

using namespace tanji;

namespace {
struct Pattern {
    SparseColumns<double> a;
    std::vector<signed char> sign;
    explicit Pattern(std::vector<std::vector<double>> const& rows) : a(test::sparse(rows)) {
        for (double const value : a.value) sign.push_back(value > 0 ? 1 : -1);
    }
    [[nodiscard]] SignedPattern view() const { return {a.rows, a.columns, a.start, a.row, sign}; }
};
using Indices = std::vector<std::int32_t>;

/// Independent of matchings: the largest number of disjoint product-process pairs, by trying all subsets of processes.
int deficiency(std::vector<std::vector<double>> const& rows, unsigned chosen) {
    std::size_t const n = rows.front().size();
    unsigned reached = 0;
    int members = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!(chosen >> i & 1u)) continue;
        ++members;
        for (std::size_t j = 0; j < n; ++j)
            if (rows[i][j] != 0) reached |= 1u << j;
    }
    return members - __builtin_popcount(reached);
}
}  // namespace

TEST_CASE("a square pattern with a complete pairing has no faults") {
    Pattern const p({{1, -1, 0}, {0, 1, 0}, {-1, 0, 2}});
    auto const blocks = dulmage_mendelsohn(p.view());
    CHECK(blocks.complete());
    CHECK(blocks.determined.products == Indices{0, 1, 2});
    CHECK(pattern_faults(p.view(), blocks, {}).empty());
}

TEST_CASE("the three parts of a pattern worked out by hand") {
    // Products 1 and 2 come from process 1 alone; processes 2 and 3 both make product 3; product 4 and process 4 are a pair.
    Pattern const p({{1, 0, 0, 0}, {1, 0, 0, 0}, {0, 1, 1, -1}, {0, 0, 0, 1}});
    auto const blocks = dulmage_mendelsohn(p.view());
    REQUIRE(blocks.lacking_processes.size() == 1);
    CHECK(blocks.lacking_processes[0].products == Indices{0, 1});
    CHECK(blocks.lacking_processes[0].processes == Indices{0});
    REQUIRE(blocks.lacking_products.size() == 1);
    CHECK(blocks.lacking_products[0].products == Indices{2});
    CHECK(blocks.lacking_products[0].processes == Indices{1, 2});
    CHECK(blocks.determined.products == Indices{3});
    CHECK(blocks.determined.processes == Indices{3});
    CHECK(pattern_faults(p.view(), blocks, {}) ==
          std::vector<std::string>{"product 1 and product 2 have only one process among them, process 1", "process 2 and process 3 both make product 3"});
}

TEST_CASE("an input may stand in for an output in a pairing, and is not named all the same") {
    Pattern const p({{1, 0, -1}, {-1, 2, 3}}); // process 1 belongs to the block, for process 3 could 'make' product 1
    CHECK(dulmage_mendelsohn(p.view()).lacking_products.front().processes == Indices{0, 1, 2});
    CHECK(pattern_faults(p.view(), dulmage_mendelsohn(p.view()), {}) == std::vector<std::string>{"process 2 and process 3 both make product 2"});
}

TEST_CASE("guilty sets are minimal, in all small patterns tried") {
    // Hall's theorem by enumeration: a block that lacks one process contains no smaller set of products that lacks one, and
    // the determined part contains none at all.
    test::Random random(7);
    int single = 0;
    for (int trial = 0; trial < 2000; ++trial) {
        std::vector<std::vector<double>> rows(5, std::vector<double>(4 + static_cast<std::size_t>(random.below(3)), 0.0));
        for (auto& row : rows)
            for (double& value : row) value = random.uniform() < 0.3 ? 1 : 0;
        Pattern const p(rows);
        auto const blocks = dulmage_mendelsohn(p.view());
        int worst = 0;
        for (unsigned set = 1; set < 32; ++set) worst = (std::max)(worst, deficiency(rows, set));
        int lacking = 0;
        for (auto const& block : blocks.lacking_processes) {
            int const lacks = static_cast<int>(block.products.size()) - static_cast<int>(block.processes.size());
            lacking += lacks;
            unsigned whole = 0;
            for (auto const i : block.products) whole |= 1u << i;
            CHECK(deficiency(rows, whole) == lacks);
            if (lacks != 1) continue;
            ++single;
            for (unsigned set = 1; set < whole; ++set)
                if ((set & whole) == set) CHECK(deficiency(rows, set) <= 0);
        }
        CHECK(lacking == worst); // Koenig and Ore: what a maximum pairing leaves over is the largest deficiency
        CHECK(blocks.determined.products.size() == blocks.determined.processes.size());
    }
    CHECK(single > 500);
}
