// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <map>
#include <string>

#include "support/shared.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/text.hpp"
#include "tanji/factors/gwp.hpp"

using namespace tanji;

// shared/cases/ghg.json, gwp-ch4-split: 1 t CH4 is 29,800, 27,000 and 27,900 kg CO2e; AR6 WGI Table 7.15 and 7.SM.7.
TEST_CASE("methane differs by origin") {
    CHECK(gwp::ar6(100).get(gas::ch4_fossil) == 29.8);
    CHECK(gwp::ar6(100).get(gas::ch4_biogenic) == 27.0);
    CHECK(gwp::ar6(100).get(gas::ch4) == 27.9);
    CHECK(gwp::ar6(20).get(gas::ch4_fossil) == 82.5);
    CHECK(gwp::ar5(100).get(gas::ch4_fossil) == 30.0);
    CHECK(gwp::ar5(100).get(gas::ch4_biogenic) == 28.0);
    CHECK(gwp::ar5_feedback(100).get(gas::ch4) == 34.0);
}

// AR4 Table 2.14, AR5 Table 8.A.1, AR6 Table 7.SM.7.
TEST_CASE("the sets hold what the reports print") {
    CHECK(gwp::ar4(100).get(gas::n2o) == 298);
    CHECK(gwp::ar5(100).get(gas::n2o) == 265);
    CHECK(gwp::ar6(100).get(gas::n2o) == 273);
    CHECK(gwp::ar4(100).get(gas::sf6) == 22800);
    CHECK(gwp::ar5(100).get(gas::sf6) == 23500);
    CHECK(gwp::ar6(100).get(gas::sf6) == 25200);
    CHECK(gwp::ar4(20).get(gas::hfc134a) == 3830);
    CHECK(gwp::ar6(500).get(gas::cf4) == 10600);
    CHECK(gwp::ar6(100).get(gas::hfc152a) == 164);   // a public tool has 64
    CHECK(gwp::ar6(100).get(gas::cfc11) == 6230);    // the table first printed had another value
    for (auto const& set : all_gwp_sets()) CHECK(set.get(gas::co2_fossil) == 1);
}

// The misprints that facts/ghg.md warns of, each with the number that is right: AR6 Table 7.SM.7 as first put on ipcc.ch has wrong CFC-11 and CFC-12 (corrected: 6230, 12500),
// a public tool has HFC-152a = 64 by AR6 (164), another "HFCs = 1430 (AR5)", which is AR4's HFC-134a (AR5: 1300), an issue N2O = 38 by AR6 (273); some tables SF6 = 24300
// (25200, facts/china.md section 5).
TEST_CASE("known misprints are right here") {
    CHECK(gwp::ar6(100).get(gas::cfc11) == 6230);
    CHECK(gwp::ar6(100).get(gas::cfc12) == 12500);
    CHECK(gwp::ar6(100).get(gas::hfc152a) == 164);
    CHECK(gwp::ar4(100).get(gas::hfc134a) == 1430);
    CHECK(gwp::ar5(100).get(gas::hfc134a) == 1300);
    CHECK(gwp::ar6(100).get(gas::hfc134a) == 1530);
    CHECK(gwp::ar6(100).get(gas::n2o) == 273);
    CHECK(gwp::ar6(100).get(gas::sf6) == 25200);
}

TEST_CASE("missing is not zero") {
    auto const miss = gwp::ar4(100).find(get_gas("hfo-1234yf"));
    REQUIRE_FALSE(miss);
    CHECK(miss.problem().id == "gwp.missing");
    CHECK(contains_ignoring_case(miss.problem().what, "hfo-1234yf"));
    CHECK(contains_ignoring_case(miss.problem().what, "AR4-100"));
    CHECK(miss.problem().related.size() == 3);
    CHECK(miss.problem().related.front() == "AR6-20: 1.81 (transcribed-2)");
    CHECK(gwp::unstated().find(gas::n2o).problem().id == "gwp.unstated");
}

TEST_CASE("a value below the confidence asked for needs an opt-in") {
    auto const set = gwp::ar6(500);
    auto const refused = set.find(gas::ch4_fossil);
    REQUIRE_FALSE(refused);
    CHECK(refused.problem().id == "gwp.unconfirmed");
    CHECK(set.accepting(Confidence::unverified).get(gas::ch4_fossil) == 10.0);
    CHECK(set.accepting(Confidence::unverified) == set);
    CHECK(gwp::ar4(20).find(gas::nf3).problem().id == "gwp.unconfirmed");  // two copies disagree
    CHECK(gwp::ar5_feedback(100).find(gas::sf6).problem().id == "gwp.unconfirmed");
    CHECK(gwp::ar5_feedback(100).accepting(Confidence::transcribed_1).get(gas::sf6) == 26087);
}

TEST_CASE("only published columns exist; their names read back") {
    CHECK_THROWS_AS((void)gwp::ar5(500), Error);
    CHECK_THROWS_AS((void)gwp::ar6(50), Error);
    CHECK_THROWS_AS((void)gwp::ar5_feedback(20), Error);
    CHECK(all_gwp_sets().size() == 9);
    for (auto const& set : all_gwp_sets()) CHECK(try_parse_gwp_set(to_text(set)).value() == set);
    CHECK(try_parse_gwp_set("unstated").value() == gwp::unstated());
    CHECK(try_parse_gwp_set("ar6-100").value() == gwp::ar6(100));
    CHECK(try_parse_gwp_set("AR7-100").problem().id == "gwp.unknown");
    CHECK_FALSE(gwp::ar5(100) == gwp::ar5_feedback(100));
}

TEST_CASE("every column of the shared table agrees") {
    auto const path = test::shared_path("facts/ghg/gwp_wide.csv");
    if (!path) {
        MESSAGE("skipped: no shared facts");
        return;
    }
    std::map<std::string, GwpSet> const columns = {{"AR4GWP100", gwp::ar4(100)}, {"AR5GWP100", gwp::ar5(100)}, {"AR5CCFGWP100", gwp::ar5_feedback(100)},
                                                   {"AR6GWP100", gwp::ar6(100)}, {"AR6GWP20", gwp::ar6(20)}, {"AR6GWP500", gwp::ar6(500)}};
    std::string const text = read_text_file(*path);
    CsvReader in(text, *path);
    int compared = 0;
    while (in.next()) {
        for (auto const& [column, set] : columns) {
            auto const expected = in.number_or_nothing(in.column(column));
            if (!expected) continue;
            std::string const species(in["Species"]);
            Gas const gas = get_gas(species == "cC4F8" ? "c-c4f8" : species == "cC3F6" ? "c-c3f6" : species);
            INFO(species, " ", column);
            auto const ours = set.accepting(Confidence::conflict).find(gas).value();
            if (ours.confidence == Confidence::conflict) continue;  // rows flagged as conflict: two copies disagree
            CHECK(ours.value == *expected);
            ++compared;
        }
    }
    CHECK(compared == 490);  // every number of these six columns: none of them is a conflict
}
