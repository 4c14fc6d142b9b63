// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/solve/structure.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "solve/random_system.hpp"

using namespace tanji;
using tanji::test::system_of;

namespace {
bool mentions(std::vector<std::string> const& texts, std::string const& part) {
    return std::any_of(texts.begin(), texts.end(), [&](std::string const& text) { return text.find(part) != std::string::npos; });
}
}  // namespace

TEST_CASE("products find their producers where the diagonal is not given") {
    // Heijungs and Suh, The Computational Structure of LCA (2002), section 2.1: fuel and electricity, the other way round.
    auto const s = Structure::try_make(system_of({{-2, 100}, {10, 0}})).value();
    CHECK(s.producer_of(0) == 1);
    CHECK(s.producer_of(1) == 0);
    CHECK(s.product_of(0) == 1);
    CHECK(s.component_count() == 2);
    CHECK(s.component(0).front() == 0); // the consumer comes first
}

TEST_CASE("a full diagonal is kept even if every entry of it is waste") {
    auto const s = Structure::try_make(system_of({{-1, 2}, {3, -1}})).value();
    CHECK(s.producer_of(0) == 0);
    CHECK(s.component_count() == 1);
}

TEST_CASE("matching follows augmenting paths") {
    // Process 1 could make any product, 2 the first two, 3 the first only: one way fits.
    auto const s = Structure::try_make(system_of({{1, 1, 1}, {1, 1, 0}, {1, 0, 0}})).value();
    CHECK(s.producer_of(0) == 2);
    CHECK(s.producer_of(1) == 1);
    CHECK(s.producer_of(2) == 0);
}

TEST_CASE("an entry of exactly 0 makes no link") {
    auto a = tanji::test::sparse<double>({{1, -1}, {-1, 1}});
    a.value[1] = 0;
    auto const s = Structure::try_make(system_of(a)).value();
    CHECK(s.component_count() == 2);
    a.value[0] = 0; // now process 1 makes nothing
    auto const broken = Structure::try_make(system_of(a));
    REQUIRE_FALSE(broken);
    CHECK(broken.problem().id == "solve.structure");
    CHECK(mentions(broken.problem().related, "process 1 has no product"));
}

TEST_CASE("more products than processes: the product without producer is named, and only it") {
    // Pattern of the shared case olca-nonsquare: nobody makes the third product.
    auto const s = Structure::try_make(system_of({{1, 0}, {-1, 2}, {-1, 0}}));
    REQUIRE_FALSE(s);
    CHECK(s.problem().id == "solve.not-square");
    CHECK(s.problem().got == "3 products, 2 processes");
    CHECK(s.problem().related == std::vector<std::string>{"product 3 has no producer"});
    NameLookup const names{.product = [](std::int32_t i) { return std::string(1, static_cast<char>('a' + i)); }};
    CHECK(Structure::try_make(system_of({{1, 0}, {-1, 2}, {-1, 0}}), names).problem().where.object == "c has no producer");
}

TEST_CASE("two makers of one product are named") {
    auto const s = Structure::try_make(system_of({{1, 0, -1}, {-1, 2, 3}}));
    REQUIRE_FALSE(s);
    CHECK(s.problem().id == "solve.not-square");
    CHECK(mentions(s.problem().related, "process 2 and process 3 both make product 2"));
}

TEST_CASE("a square system can lack a producer all the same") {
    auto const s = Structure::try_make(system_of({{1, 1, 0}, {0, 0, 2}, {-1, 0, 0}}));
    REQUIRE(s); // matched: product 3 by its only consumer
    auto const t = Structure::try_make(system_of({{1, 1, 1}, {-1, 0, 0}, {-2, 0, 0}}));
    REQUIRE_FALSE(t);
    CHECK(t.problem().id == "solve.structure");
    CHECK(mentions(t.problem().related, "product 3 has no producer"));
}

TEST_CASE("components come consumers first, members ascending, and reach follows supplies") {
    // 0 consumes 2, 2 and 3 feed each other, 3 consumes 1; 4 stands alone.
    auto const s = Structure::try_make(system_of({{1, 0, 0, 0, 0}, {0, 1, 0, -1, 0}, {-1, 0, 1, -1, 0}, {0, 0, -.5, 1, 0}, {0, 0, 0, 0, 1}})).value();
    CHECK(s.component_count() == 4);
    CHECK(s.component_of(2) == s.component_of(3));
    CHECK(s.component_of(0) < s.component_of(2));
    CHECK(s.component_of(2) < s.component_of(1));
    auto const loop = s.component(s.component_of(2));
    CHECK(std::vector(loop.begin(), loop.end()) == std::vector<std::int32_t>{2, 3});
    CHECK(s.reach(std::vector<std::int32_t>{2}) == std::vector<std::int32_t>{1, 2, 3});
    CHECK(s.reach(std::vector<std::int32_t>{0}) == std::vector<std::int32_t>{0, 1, 2, 3});
    CHECK(s.reach(std::vector<std::int32_t>{4, 1}) == std::vector<std::int32_t>{1, 4});
    CHECK(s.reach(std::vector<std::int32_t>{-1, 99}).empty());
}

TEST_CASE("a chain and a ring of 200,000 processes need no deep stack") {
    for (bool const closed : {false, true}) {
        std::int32_t const n = 200'000;
        SparseColumns<double> a;
        a.rows = a.columns = n;
        for (std::int32_t j = 0; j < n; ++j) {
            std::int32_t const next = (j + 1) % n;
            bool const link = next != 0 || closed;
            if (link && next < j) { a.row.push_back(next); a.value.push_back(-0.5); }
            a.row.push_back(j);
            a.value.push_back(1);
            if (link && next > j) { a.row.push_back(next); a.value.push_back(-0.5); }
            a.start.push_back(static_cast<std::int32_t>(a.row.size()));
        }
        auto const s = Structure::try_make(system_of(std::move(a))).value();
        CHECK(s.component_count() == (closed ? 1 : n));
    }
}

TEST_CASE("an empty structure is a value") {
    CHECK(Structure{}.size() == 0);
    CHECK(Structure{}.component_count() == 0);
    CHECK(Structure::try_make(SystemMatrices{}).has_value());
}
