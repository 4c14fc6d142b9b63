// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <algorithm>

#include "tanji/factors/factor_diff.hpp"

using namespace tanji;

namespace {

constexpr char const* head = "key,what,kind,region,year,unit,co2-fossil,ch4,co2e,gwp_set,document,confidence,note\n";

FactorDatabase own(std::string const& rows) { return FactorDatabase::from_csv(head + rows, "own.csv"); }

}  // namespace

TEST_CASE("a database does not differ from itself") {
    auto const shipped = FactorDatabase::shipped();
    auto const same = diff(shipped, FactorDatabase::shipped());
    CHECK(same.empty());
    CHECK(same.same == shipped.held().size());
}

TEST_CASE("added, removed and changed factors") {
    auto const older = own("gone,coal,direct,CN,2022,kg/kg,2,,,,A,transcribed-2,\n"
                           "gas,gas,direct,CN,2022,kg/m3,2,0.1,,,A,transcribed-2,\n"
                           "unit,oil,direct,CN,2022,kg/l,2,,,,A,transcribed-2,\n"
                           "note,peat,direct,CN,2022,kg/kg,2,,,,A,transcribed-2,\n"
                           "blank,wood,direct,CN,2022,kg/kg,,,,,A,transcribed-2,\n"
                           "same,wax,direct,CN,2022,kg/kg,2,,,,A,unverified,\n");
    auto const newer = own("same,wax,direct,CN,2022,kg/kg,2,,,,A,unverified,\n"
                           "fresh,steam,direct,CN,2023,kg/kg,2,,,,A,transcribed-2,\n"
                           "gas,gas,direct,CN,2022,kg/m3,2.5,,,,A,transcribed-2,\n"
                           "unit,oil,direct,CN,2022,kg/kg,2,,,,A,transcribed-2,\n"
                           "note,peat,direct,CN,2022,kg/kg,2,,,,A,transcribed-1,seen\n"
                           "blank,wood,direct,CN,2022,kg/kg,1,,,,A,transcribed-2,\n");
    auto const d = diff(older, newer);
    REQUIRE(d.added.size() == 1);
    CHECK(d.added[0]->key == "fresh");
    REQUIRE(d.removed.size() == 1);
    CHECK(d.removed[0]->key == "gone");
    CHECK(d.same == 1);
    REQUIRE(d.changed.size() == 4);
    CHECK(d.changed[0].numbers);
    CHECK(!d.changed[0].unit);
    CHECK(!d.changed[0].provenance);
    CHECK(d.changed[0].what == std::vector<std::string>{"co2-fossil: 2 kg -> 2.5 kg", "ch4: 0.1 kg -> nothing"});
    CHECK(d.changed[1].unit);
    CHECK(!d.changed[1].provenance);
    CHECK(d.changed[2].provenance);
    CHECK(!d.changed[2].numbers);
    CHECK(d.changed[2].what == std::vector<std::string>{"confidence: transcribed-2 -> transcribed-1", "note: nothing -> seen"});
    CHECK(d.changed[3].numbers);
    CHECK(d.changed[3].what.back() == "number: not published -> published");
    CHECK(to_text(d) == "1 added, 1 removed, 4 changed (2 in numbers), 1 the same");
}

TEST_CASE("a new key for an old factor is a change, unless two could be meant") {
    auto const older = own("a,coal,direct,CN,2022,kg/kg,2,,,,A,transcribed-2,\n");
    auto const renamed = own("b,coal,direct,CN,2022,kg/kg,2,,,,A,transcribed-2,\n");
    auto const d = diff(older, renamed);
    REQUIRE(d.changed.size() == 1);
    CHECK(d.changed[0].what == std::vector<std::string>{"key: a -> b"});
    CHECK(!d.changed[0].numbers);
    auto const twice = own("b,coal,direct,CN,2022,kg/kg,2,,,,A,transcribed-2,\nc,coal,direct,CN,2022,kg/kg,2,,,,B,transcribed-2,\n");
    CHECK(diff(older, twice).added.size() == 2);
    CHECK(diff(older, twice).removed.size() == 1);
}

// Announcement 2024 No. 33 (2022) and 2025 No. 47 (2023): national average 0.5366 and 0.5306, Anhui 0.6782 and 0.6553; both have 40 rows.
TEST_CASE("two editions of one announcement differ in every number, in one call") {
    auto const shipped = FactorDatabase::shipped();
    auto const older = only_document(shipped, "2024 No. 33"), newer = only_document(shipped, "2025 No. 47");
    auto const d = diff(older, newer, {.across_years = true});
    CHECK(to_text(d) == "0 added, 0 removed, 40 changed (40 in numbers), 0 the same");
    auto const national = std::find_if(d.changed.begin(), d.changed.end(), [](auto const& change) { return change.older->key == "grid.co2.national.avg.2022"; });
    REQUIRE(national != d.changed.end());
    CHECK(national->newer->key == "grid.co2.national.avg.2023");
    CHECK(std::find(national->what.begin(), national->what.end(), "co2-fossil: 0.5366 kg -> 0.5306 kg") != national->what.end());
    CHECK(std::find(national->what.begin(), national->what.end(), "released: 2024-12-20 -> 2025-12-31") != national->what.end());
    CHECK(std::find(national->what.begin(), national->what.end(), "year: 2022 -> 2023") != national->what.end());
    CHECK(diff(older, newer).changed.empty());  // years are kept apart unless it is said
    CHECK(diff(older, newer).added.size() == 40);
    CHECK(try_only_document(shipped, "No. 99").problem().id == "factor.document");
    CHECK(try_only_document(shipped, "MEE and NBS").problem().related.size() == 3);
}

TEST_CASE("days, uncertainty and editions are differences") {
    constexpr char const* more = "key,what,kind,region,year,unit,co2-fossil,uncertainty,document,edition,released,released_by,valid_from,confidence\n";
    auto const of = [&](std::string const& row) { return FactorDatabase::from_csv(more + ("a,coal,direct,CN,2022,kg/kg,2," + row)); };
    auto const base = of("0.05,A,1,2024-01-01,,2024-01-01,transcribed-2\n");
    for (auto const& [row, word] : {std::pair("0.07,A,1,2024-01-01,,2024-01-01,transcribed-2\n", "uncertainty: 0.05 -> 0.07"), std::pair("0.05,A,2,2024-01-01,,2024-01-01,transcribed-2\n", "edition: 1 -> 2"),
                                    std::pair("0.05,A,1,2024-02-01,,2024-01-01,transcribed-2\n", "released: 2024-01-01 -> 2024-02-01"), std::pair("0.05,A,1,2024-01-01,2024-12-31,2024-01-01,transcribed-2\n", "released_by: nothing -> 2024-12-31"),
                                    std::pair("0.05,A,1,2024-01-01,,2025-01-01,transcribed-2\n", "valid_from: 2024-01-01 -> 2025-01-01")}) {
        auto const d = diff(base, of(row));
        REQUIRE(d.changed.size() == 1);
        CHECK(d.changed[0].what == std::vector<std::string>{word});
    }
}

TEST_CASE("the other GWP set of a CO2e is another number") {
    auto const d = diff(own("a,coal,upstream,CN,2022,kg/kg,,,2,AR5-100,A,transcribed-2,\n"), own("a,coal,upstream,CN,2022,kg/kg,,,2,AR6-100,A,transcribed-2,\n"));
    REQUIRE(d.changed.size() == 1);
    CHECK(d.changed[0].numbers);
}
