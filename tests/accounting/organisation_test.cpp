// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <string>

#include "tanji/accounting/organisation.hpp"

using namespace tanji;

namespace {

std::string const group =
    "record,id,name,of,place,category,monthly,period,equity,operational_control,financial_control\n"
    "organisation,G,Group,,,,,,,,\n"
    "member,A,Alpha,,,,,,,,\n"
    "member,B,Beta,A,,,,,,,\n"
    "site,a1,Plant,A,CN-AH,,,,,,\n"
    "site,b1,Works,B,CN-JS,,,,,,\n"
    "source,boiler,,a1,,stationary-combustion,yes,,,,\n"
    "share,,,A,,,,2020-01-01/2023-06-30,0.6,yes,no\n"
    "share,,,A,,,,2023-07-01/2024-12-31,0.8,yes,yes\n"
    "share,,,B,,,,2020-01-01/2024-12-31,0.5,no,yes\n";

}  // namespace

// GHG Protocol Corporate Standard, chapter 3: equity share by economic interest, control all or nothing; rule C6: shares are dated.
TEST_CASE("shares multiply along the chain of owners and change by date") {
    auto const organisation = try_read_organisation(group, "group.csv").value();
    CHECK(organisation.site("b1")->place == "CN-JS");
    CHECK(organisation.sources.front().monthly);
    auto const share = [&](char const* member, Period const& period, Consolidation by) { return organisation.share(member, period, by).value(); };
    CHECK(share("", year_period(2022), Consolidation::equity_share) == 1);
    CHECK(share("G", year_period(2022), Consolidation::equity_share) == 1);
    CHECK(share("A", year_period(2022), Consolidation::equity_share) == 0.6);
    CHECK(share("A", month_period(2023, 7), Consolidation::equity_share) == 0.8);
    CHECK(share("B", year_period(2022), Consolidation::equity_share) == 0.6 * 0.5);
    CHECK(share("A", year_period(2022), Consolidation::financial_control) == 0);
    CHECK(share("A", year_period(2022), Consolidation::operational_control) == 1);
    CHECK(share("B", year_period(2022), Consolidation::operational_control) == 0);
    CHECK(share("B", year_period(2024), Consolidation::financial_control) == 1);
}

// Deloitte, Greenhouse Gas Protocol Reporting Considerations, example 2-4: a group of wholly and partly owned subsidiaries (B; C, 90 % of B's; D, 80 % of C's)
// and joint ventures (JV1 under joint financial control, run by A; JV2 run by others; JV3 run by C; JV4 run by others), with what A consolidates by each approach.
TEST_CASE("a published group under the three approaches") {
    auto const organisation = try_read_organisation("record,id,name,of,place,category,monthly,period,equity,operational_control,financial_control\n"
                                                    "member,B,,,,,,,,,\nmember,C,,B,,,,,,,\nmember,D,,C,,,,,,,\nmember,JV1,,,,,,,,,\nmember,JV2,,B,,,,,,,\nmember,JV3,,C,,,,,,,\nmember,JV4,,,,,,,,,\n"
                                                    "share,,,B,,,,2023,1,yes,yes\nshare,,,C,,,,2023,0.9,yes,yes\nshare,,,D,,,,2023,0.8,yes,yes\nshare,,,JV1,,,,2023,0.5,yes,joint\n"
                                                    "share,,,JV2,,,,2023,0.75,no,yes\nshare,,,JV3,,,,2023,0.5,yes,no\nshare,,,JV4,,,,2023,0.5,no,yes\n").value();
    struct Row {
        char const* member;
        double equity, financial, operational;
    };
    for (auto const& row : {Row{"B", 1, 1, 1}, Row{"C", 0.9, 1, 1}, Row{"D", 0.72, 1, 1}, Row{"JV1", 0.5, 0.5, 1}, Row{"JV2", 0.75, 1, 0}, Row{"JV3", 0.45, 0, 1}, Row{"JV4", 0.5, 1, 0}}) {
        CAPTURE(row.member);
        CHECK(organisation.share(row.member, year_period(2023), Consolidation::equity_share).value() == doctest::Approx(row.equity).epsilon(1e-15));
        CHECK(organisation.share(row.member, year_period(2023), Consolidation::financial_control).value() == row.financial);
        CHECK(organisation.share(row.member, year_period(2023), Consolidation::operational_control).value() == row.operational);
    }
}

TEST_CASE("a share that is missing or changes is not made up") {
    auto const organisation = try_read_organisation(group).value();
    CHECK(organisation.share("A", year_period(2023), Consolidation::equity_share).problem().id == "organisation.share-changes");
    CHECK(organisation.share("A", year_period(2023), Consolidation::operational_control).value() == 1);  // the same on all days
    CHECK(organisation.share("A", year_period(2025), Consolidation::equity_share).problem().id == "organisation.share-missing");
    CHECK(organisation.share("A", parse_period("2024-12-15/2025-01-14"), Consolidation::equity_share).problem().id == "organisation.share-missing");
    CHECK(organisation.share("C", year_period(2022), Consolidation::equity_share).problem().id == "organisation.member");
}

TEST_CASE("a broken organisation says what is wrong") {
    auto const id_of = [](std::string const& more) {
        auto const read = try_read_organisation(group + more, "group.csv");
        return read ? std::string("read") : read.problem().id;
    };
    CHECK(id_of("") == "read");
    CHECK(id_of("member,A,,,,,,,,,\n") == "organisation.id");
    CHECK(id_of("site,,,A,,,,,,,\n") == "organisation.id");
    CHECK(id_of("site,c1,,C,,,,,,,\n") == "organisation.member");
    CHECK(id_of("member,C,,D,,,,,,,\n") == "organisation.member");
    CHECK(id_of("source,s,,c9,,,,,,,\n") == "organisation.site");
    CHECK(id_of("share,,,C,,,,2020,0.5,,\n") == "organisation.member");
    CHECK(id_of("share,,,A,,,,2020,0.5,,\n") == "organisation.share");
    CHECK(id_of("share,,,B,,,,2026,1.5,,\n") == "organisation.share");
    CHECK(id_of("share,,,B,,,,2026-13,0.5,,\n") == "period.invalid");
    CHECK(id_of("share,,,B,,,,2026,half,,\n") == "csv.number");
    CHECK(id_of("share,,,B,,,,2026,0.5,maybe,\n") == "organisation.record");
    CHECK(id_of("share,,,B,,,,2026,0.5,,perhaps\n") == "organisation.record");
    CHECK(id_of("company,C,,,,,,,,,\n") == "organisation.record");
    Organisation loop{.id = "G", .members = {{"A", "", "B"}, {"B", "", "A"}}};
    CHECK(check(loop).front().id == "organisation.loop");
    loop.shares = {{"A", year_period(2023), 1}, {"B", year_period(2023), 1}};
    CHECK(loop.share("A", year_period(2023), Consolidation::equity_share).problem().id == "organisation.loop");
}

TEST_CASE("a mistake that only shows in the whole table still names its row") {
    std::string const head = "record,id,name,of,place,category,monthly,period,equity,operational_control,financial_control\norganisation,G,Group,,,,,,,,\nmember,X,X,G,,,,,,,\n";
    struct Kind {
        char const* rows;
        char const* id;
        std::uint64_t row;
    };
    for (auto const& kind : {Kind{"member,Y,Y,Z,,,,,,,\nmember,Z,Z,Y,,,,,,,\n", "organisation.loop", 3}, Kind{"share,,,X,,,,2023,0.5,,\nshare,,,X,,,,2023-06,0.6,,\n", "organisation.share", 4},
                             Kind{"member,X,again,G,,,,,,,\n", "organisation.id", 3}, Kind{"share,,,W,,,,2023,0.5,,\n", "organisation.member", 3}, Kind{"site,S,S,W,CN,,,,,,\n", "organisation.member", 3}}) {
        auto const read = try_read_organisation(head + kind.rows, "g.csv");
        REQUIRE_FALSE(read);
        CAPTURE(to_text(read.problem()));
        CHECK(read.problem().id == kind.id);
        CHECK(read.problem().where.row == kind.row);
        CHECK_FALSE(read.problem().hint.empty());
    }
    CHECK(try_read_organisation("record,id,name,of,place,category,monthly,period,equty\n", "g.csv").problem().id == "csv.unknown-column");
}

TEST_CASE("ways to consolidate are read and written") {
    for (auto const each : {Consolidation::operational_control, Consolidation::financial_control, Consolidation::equity_share}) CHECK(try_parse_consolidation(to_text(each)).value() == each);
    CHECK(try_parse_consolidation("control").problem().id == "organisation.consolidation");
}
