// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/lifecycle/role.hpp"

#include <doctest/doctest.h>

using namespace tanji;

// Rule A1, line by line.
TEST_CASE("roles and signs are those of the table") {
    auto const is = [](FlowType type, bool input, bool avoided, Role role, double sign) {
        auto const got = role_of(type, input, avoided);
        return got.role == role && got.sign == sign;
    };
    CHECK(is(FlowType::product, false, false, Role::provider, 1));
    CHECK(is(FlowType::product, true, false, Role::consumer, -1));
    CHECK(is(FlowType::waste, true, false, Role::provider, -1));
    CHECK(is(FlowType::waste, false, false, Role::consumer, 1));
    CHECK(is(FlowType::product, true, true, Role::consumer, 1));
    CHECK(is(FlowType::waste, false, true, Role::consumer, -1));
    CHECK(is(FlowType::elementary, false, false, Role::elementary, 1));
    CHECK(is(FlowType::elementary, true, false, Role::elementary, -1));
    CHECK(role_of(FlowType::product, false, true).unusual);
    CHECK_FALSE(role_of(FlowType::product, true, true).unusual);
}

// Paths as they stand in USLCI, the Federal elementary flow list, ILCD and ecoinvent exports.
TEST_CASE("resource categories are recognised by a whole word at the start of a part") {
    for (char const* path : {"resource/in ground", "Elementary flows/Resource/in air", "Elementary Flows/NETL Coal Elementary Flows/NETL Elementary Flows/[Resource] water needed during mine operations",
                             "Resources/Resources from ground", "natural resource/in water", "Elementary flows / resource"})
        CHECK(is_resource_category(path));
    for (char const* path : {"air/unspecified", "", "water/river", "resourceful/thing", "Elementary flows/Emission to air/from resource use", "natural gas"})
        CHECK_FALSE(is_resource_category(path));
}
