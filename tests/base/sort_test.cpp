// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/base/sort.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

using tanji::sort_keeping_order;

TEST_CASE("equal items keep the order they came in") {
    // Long enough that a plain std::sort leaves insertion sort (16 items in libstdc++) and does reorder equal ones.
    std::vector<std::pair<int, int>> items;
    for (int i = 0; i < 200; ++i) items.emplace_back((i * 7) % 5, i);
    sort_keeping_order(items, [](auto const& a, auto const& b) { return a.first > b.first; });
    REQUIRE(items.size() == 200);
    for (std::size_t i = 1; i < items.size(); ++i) {
        CHECK(items[i - 1].first >= items[i].first);
        if (items[i - 1].first == items[i].first) CHECK(items[i - 1].second < items[i].second);
    }
}

TEST_CASE("items that can only be moved are sorted, none and one included") {
    std::vector<std::unique_ptr<std::string>> items;
    auto const before = [](auto const& a, auto const& b) { return *a < *b; };
    sort_keeping_order(items, before);
    CHECK(items.empty());
    for (auto const* text : {"c", "a", "b"}) items.push_back(std::make_unique<std::string>(text));
    sort_keeping_order(items, before);
    CHECK(*items[0] == "a");
    CHECK(*items[1] == "b");
    CHECK(*items[2] == "c");
}
