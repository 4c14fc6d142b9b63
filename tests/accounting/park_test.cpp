// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <random>

#include "tanji/accounting/account.hpp"
#include "tanji/accounting/park.hpp"
#include "tanji/units/parse.hpp"

using namespace tanji;

// A park by hand: a power station burns fuel for 900 t and sends 1,000 MWh of it to a neighbour, who reads 960 MWh and counts
// them with the grid's 0.55 t; 30 MWh are known line losses. 500 MWh come from the grid, metered 500 at the boundary and 490 by the
// buyer, no known losses, boundary factor 0.53, buyer's 0.55. 100 MWh go out, deducted by the seller at 0.9, by the boundary at 0.53.

namespace {

[[nodiscard]] std::vector<EnergyFlow> example() {
    Unit const mwh = unit("MWh");
    return {{.id = "inside", .carrier = "electricity", .from = "station", .to = "mill", .unit = mwh, .sent = 1000, .received = 960, .losses = 30, .factor_sent = 900, .factor_received = 550},
            {.id = "grid", .carrier = "electricity", .to = "mill", .unit = mwh, .sent = 500, .received = 490, .factor_sent = 530, .factor_received = 550},
            {.id = "out", .carrier = "electricity", .from = "station", .unit = mwh, .sent = 100, .received = 98, .losses = 2, .factor_sent = 900, .factor_received = 530}};
}
[[nodiscard]] double tonnes(Co2e amount) { return amount.stored() / 1000; }

}  // namespace

TEST_CASE("a park is not the sum of its sites, and the difference is explained") {
    auto const park = reconcile_park(Co2e::stored(990e3), example());
    CHECK(tonnes(park.boundary) == doctest::Approx(990 + 500 * 0.53 - 98 * 0.53));
    CHECK(tonnes(park.sites) == doctest::Approx(990 + 960 * 0.55 + 490 * 0.55 - 100 * 0.9));
    CHECK(tonnes(park.internal) == doctest::Approx(1000 * 0.9));
    CHECK(tonnes(park.mismatch) == doctest::Approx(960 * (0.55 - 0.9) + 490 * 0.02 + 98 * (0.53 - 0.9)));
    CHECK(tonnes(park.losses) == doctest::Approx(-30 * 0.9 - 2 * 0.9));
    CHECK(tonnes(park.metering_gap) == doctest::Approx(-10 * 0.9 - 10 * 0.53));
    CHECK(park.internal + park.mismatch + park.losses + park.metering_gap == park.sites - park.boundary);
}

TEST_CASE("energy between members is no part of the boundary") {
    auto flows = example();
    flows.resize(1);
    CHECK(tonnes(reconcile_park(Co2e::stored(990e3), flows).boundary) == 990.0);
}

TEST_CASE("same meters and factors leave only the double count") {
    EnergyFlow const steam{.id = "steam", .carrier = "steam", .from = "station", .to = "mill", .unit = unit("GJ"), .sent = 5000, .received = 5000, .factor_sent = 110, .factor_received = 110};
    auto const park = reconcile_park(Co2e::stored(1e6), {steam});
    CHECK(park.sites - park.boundary == Co2e::stored(550e3));
    CHECK(park.internal == Co2e::stored(550e3));
    CHECK(park.mismatch == Co2e::stored(0));
    CHECK(park.losses == Co2e::stored(0));
    CHECK(park.metering_gap == Co2e::stored(0));
}

TEST_CASE("random parks sum exactly, by flow too") {
    std::mt19937_64 random(3);
    auto const even = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
    for (int round = 0; round < 50; ++round) {
        std::vector<EnergyFlow> flows;
        for (int i = 0; i < 60; ++i) {
            EnergyFlow flow{.id = std::to_string(i), .from = i % 3 == 0 ? "" : "a", .to = i % 3 == 1 ? "" : "b", .sent = 1e4 * even(), .losses = 10 * even(), .factor_sent = even(), .factor_received = even()};
            flow.received = flow.sent * (0.9 + 0.1 * even());
            flows.push_back(flow);
        }
        auto const park = reconcile_park(Co2e::stored(1e5 * even()), flows);
        CHECK(park.internal + park.mismatch + park.losses + park.metering_gap == park.sites - park.boundary);
        Co2e sum = Co2e::stored(0);
        for (auto const& row : park.rows) sum += row.internal + row.mismatch + row.losses + row.metering_gap;
        CHECK(sum == park.sites - park.boundary);
    }
}

TEST_CASE("flows that are none") {
    auto const problem = [](EnergyFlow flow) { return try_reconcile_park(Co2e::stored(1), std::vector{std::move(flow)}).problem().id; };
    CHECK(problem({.id = "a"}) == "park.flow");
    CHECK(problem({.id = "a", .from = "x", .to = "x"}) == "park.flow");
    CHECK(problem({.from = "x"}) == "park.flow");
}

TEST_CASE("a group sets aside what its members sell each other") {
    Organisation group;
    group.members = {{"S", "power station", ""}, {"M", "mill", ""}};
    group.sites = {{"station", "station", "S", "CN"}, {"mill", "mill", "M", "CN"}};
    group.shares = {{"S", year_period(2023)}, {"M", year_period(2023)}};
    ActivityLinesBuilder lines;
    lines.add({.site = "mill", .category = "electricity", .what = "electricity, grid", .place = "CN", .unit = "MWh"}, {.amount = "1000", .period = "2023"});
    lines.add({.site = "mill", .meter = "from the station", .category = "electricity", .what = "electricity, grid", .place = "CN", .unit = "MWh", .counterparty = "station"}, {.amount = "200", .period = "2023"});
    auto const inventory = account(lines.finish(), group, RuleSet::get("ghg-protocol", year_period(2023)), FactorDatabase::shipped());
    auto const result = try_reconcile_group(inventory).value();
    CHECK(tonnes(result.group) == doctest::Approx(530.6));
    CHECK(tonnes(result.members) == doctest::Approx(1.2 * 530.6));
    CHECK(result.members - result.group == result.internal);
    CHECK(result.internal_lines == 1);
}
