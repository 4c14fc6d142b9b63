// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <set>
#include <string>
#include <utility>

#include "tanji/factors/gas.hpp"

using namespace tanji;

TEST_CASE("the constants mean the rows of the shipped table") {
    std::pair<Gas, char const*> const constants[] = {
        {gas::co2_fossil, "co2-fossil"}, {gas::co2_biogenic, "co2-biogenic"}, {gas::co2_land_use, "co2-land-use"}, {gas::ch4_fossil, "ch4-fossil"},
        {gas::ch4_biogenic, "ch4-biogenic"}, {gas::ch4, "ch4"}, {gas::n2o, "n2o"}, {gas::sf6, "sf6"}, {gas::nf3, "nf3"}, {gas::cf4, "cf4"},
        {gas::c2f6, "c2f6"}, {gas::c3f8, "c3f8"}, {gas::c_c4f8, "c-c4f8"}, {gas::hfc23, "hfc-23"}, {gas::hfc32, "hfc-32"}, {gas::hfc125, "hfc-125"},
        {gas::hfc134a, "hfc-134a"}, {gas::hfc143a, "hfc-143a"}, {gas::hfc152a, "hfc-152a"}, {gas::hfc227ea, "hfc-227ea"}, {gas::hfc236fa, "hfc-236fa"},
        {gas::hfc245fa, "hfc-245fa"}, {gas::hfc365mfc, "hfc-365mfc"}, {gas::hfc4310mee, "hfc-43-10mee"}, {gas::hcfc22, "hcfc-22"},
        {gas::hcfc123, "hcfc-123"}, {gas::hcfc141b, "hcfc-141b"}, {gas::hcfc142b, "hcfc-142b"}, {gas::cfc11, "cfc-11"}, {gas::cfc12, "cfc-12"}};
    std::uint16_t next = 0;
    for (auto const& [gas, key] : constants) {
        CHECK(gas.id() == next++);
        CHECK(to_text(gas) == key);
        CHECK(get_gas(key) == gas);
    }
}

TEST_CASE("every gas has a key of its own and names") {
    std::set<std::string> keys;
    for (auto const& row : all_gases()) {
        CHECK(keys.insert(row.key).second);
        CHECK_FALSE(row.name_en.empty());
        CHECK_FALSE(row.name_zh.empty());
    }
    CHECK(keys.size() == all_gases().size());
    CHECK_THROWS_AS((void)info(Gas(60000)), Error);
}

// CAS numbers and R-numbers as in the CAS registry and ISO 817.
TEST_CASE("a gas is found by key, formula, name, CAS and refrigerant number") {
    for (char const* name : {"hfc-134a", "HFC134a", "R-134a", "811-97-2", "CH2FCF3", " hfc 134a "}) CHECK(get_gas(name) == gas::hfc134a);
    for (char const* name : {"N2O", "nitrous oxide", "10024-97-2", "\xE6\xB0\xA7\xE5\x8C\x96\xE4\xBA\x9A\xE6\xB0\xAE"}) CHECK(get_gas(name) == gas::n2o);
    for (char const* name : {"PFC-14", "CF4", "tetrafluoromethane"}) CHECK(get_gas(name) == gas::cf4);
    CHECK(get_gas("R22") == gas::hcfc22);
    CHECK(get_gas("CH4") == gas::ch4);
    CHECK(get_gas("methane, fossil") == gas::ch4_fossil);
}

TEST_CASE("CO2 without an origin is ambiguous, and what is unknown gets suggestions") {
    auto const co2 = find_gas("CO2");
    REQUIRE_FALSE(co2);
    CHECK(co2.problem().id == "gas.ambiguous");
    CHECK(co2.problem().related.size() == 3);
    auto const typo = find_gas("hfc-134b");
    REQUIRE_FALSE(typo);
    CHECK(typo.problem().id == "gas.unknown");
    CHECK(typo.problem().related.front().starts_with("hfc-134"));
    CHECK(find_gas("").problem().id == "gas.unknown");
    CHECK(find_gas("R-410A").problem().id == "gas.unknown");  // a blend
}
