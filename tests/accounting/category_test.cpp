// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <set>
#include <string>

#include "tanji/accounting/category.hpp"

using namespace tanji;

TEST_CASE("categories are found by key, name and alias in both languages") {
    auto const key = [](char const* name) { return all_categories()[find_category(name).value()].key; };
    CHECK(key("electricity") == "electricity");
    CHECK(key("Purchased Electricity") == "electricity");
    CHECK(key("\u5916\u8d2d\u7535\u529b") == "electricity");
    CHECK(key("\u5546\u52a1\u65c5\u884c") == "business-travel");
    CHECK(key("fuel combustion") == "stationary-combustion");
    auto const miss = find_category("electrcity");
    REQUIRE_FALSE(miss);
    CHECK(miss.problem().id == "category.unknown");
    REQUIRE_FALSE(miss.problem().related.empty());
    CHECK(miss.problem().related.front() == "electricity");
}

// The Scope 3 Standard, table 5.3: fifteen categories, numbered (facts/ghg/ghgp_scope3_categories.csv).
TEST_CASE("the fifteen categories of scope 3 are there once each, and no word means two") {
    std::set<int> scope3;
    std::set<std::string> words;
    for (auto const& category : all_categories()) {
        CAPTURE(category.key);
        CHECK((category.scope3 == 0 || (category.scope == 3 && scope3.insert(category.scope3).second)));
        CHECK((category.deducts ? category.scope == 0 : category.scope >= 1));
        CHECK(((category.carrier != EnergyCarrier::none) == (category.scope == 2 || category.key.ends_with("-sold"))));
        CHECK(words.insert(category.key).second);
        if (category.name_en != category.key) CHECK(words.insert(category.name_en).second);
        CHECK(words.insert(category.name_zh).second);
        for (auto const& alias : category.aliases) CHECK(words.insert(alias).second);
    }
    CHECK(scope3.size() == 15);
    CHECK(*scope3.begin() == 1);
    CHECK(*scope3.rbegin() == 15);
    CHECK(to_text(EnergyCarrier::steam) == "steam");
}
