// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <set>
#include <string>

#include "tanji/places/place.hpp"

using namespace tanji;

// ISO 3166-2:CN: AH is Anhui, NM Inner Mongolia.
TEST_CASE("places are found by code and by name in two languages") {
    CHECK(get_place("CN-AH").name_en == "Anhui");
    CHECK(get_place("cn-ah").code == "CN-AH");
    CHECK(get_place("Anhui").code == "CN-AH");
    CHECK(get_place("\xE5\xAE\x89\xE5\xBE\xBD").code == "CN-AH");
    CHECK(get_place("Inner Mongolia").code == "CN-NM");
    auto const miss = find_place("Anhiu");
    REQUIRE_FALSE(miss);
    CHECK(miss.problem().id == "place.unknown");
    CHECK(miss.problem().related.front() == "Anhui");
}

TEST_CASE("every place leads to the world, and codes are unique") {
    std::set<std::string> codes;
    int provinces = 0;
    for (auto const& place : all_places()) {
        CHECK(codes.insert(place.code).second);
        auto const chain = place_and_parents(place.code).value();
        CHECK(chain.back().code == "GLO");
        CHECK(chain.size() <= 4);
        if (place.code.size() == 5 && chain[chain.size() - 2].code == "CN") ++provinces;
    }
    CHECK(provinces == 31);  // 22 provinces, 5 autonomous regions, 4 municipalities of the mainland
    // Anhui is fed by the east China grid. Inner Mongolia lies in two grids, north and north-east, so it has neither for its parent.
    auto const anhui = place_and_parents("CN-AH").value();
    CHECK(anhui.size() == 4);
    CHECK(anhui[1].code == "CN-EAST");
    CHECK(place_and_parents("CN-NM").value()[1].code == "CN");
    CHECK(place_and_parents("nowhere").problem().id == "place.unknown");
}
