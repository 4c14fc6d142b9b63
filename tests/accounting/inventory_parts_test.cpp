// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/accounting/inventory_parts.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "accounting/sample_inventory.hpp"

using namespace tanji;

TEST_CASE("an inventory put together from its parts is the same") {
    auto const inventory = sample::inventory();
    REQUIRE(inventory.has_market());
    auto const again = try_inventory(inventory_parts(inventory)).value();
    CHECK(again.digest() == inventory.digest());
    CHECK(again.organisation() == inventory.organisation());
    CHECK(again.rules() == inventory.rules());
    CHECK(again.period() == inventory.period());
    CHECK(again.consolidation() == Consolidation::equity_share);
    CHECK(again.lookups() == inventory.lookups());
    CHECK(again.findings().size() == inventory.findings().size());
    for (auto const energy : {EnergyMethod::location, EnergyMethod::market}) {
        auto const a = inventory.total({.energy = energy}), b = again.total({.energy = energy});
        CHECK(a.co2e.stored() == b.co2e.stored());
        CHECK(a.co2e.stored() > 0);
        CHECK(a.biogenic_co2.stored() == b.biogenic_co2.stored());
        CHECK(a.lines == b.lines);
    }
}

TEST_CASE("parts that do not fit together are refused") {
    auto const whole = inventory_parts(sample::inventory());
    auto const refused = [](InventoryParts parts) {
        auto const made = try_inventory(std::move(parts));
        return made ? std::string() : made.problem().id;
    };
    CHECK(refused(whole).empty());
    auto parts = whole;
    parts.lines[0].activity = 99;
    CHECK(refused(parts) == "inventory.parts");
    parts = whole;
    parts.lines[0].applied = 99;
    CHECK(refused(parts) == "inventory.parts");
    parts = whole;
    parts.lines[0].category = 9999;
    CHECK(refused(parts) == "inventory.parts");
    parts = whole;
    parts.lines[0].amount = std::numeric_limits<double>::quiet_NaN();
    CHECK(refused(parts) == "inventory.parts");
    parts = whole;
    parts.applied[0].factor = nullptr;
    CHECK(refused(parts) == "inventory.parts");
    parts = whole;
    parts.applied[0].share = std::numeric_limits<double>::infinity();
    CHECK(refused(parts) == "inventory.parts");
    parts = whole;
    parts.gwp.clear();
    CHECK(refused(parts) == "inventory.parts");
    parts = whole;
    parts.gwp.emplace_back(Gas(65000), 1.0);
    CHECK(refused(parts) == "inventory.parts");
}
