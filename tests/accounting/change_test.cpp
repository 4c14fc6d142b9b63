// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "tanji/accounting/account.hpp"
#include "tanji/accounting/activity_csv.hpp"
#include "tanji/accounting/change.hpp"
#include "tanji/units/literals.hpp"
#include "tanji/units/parse.hpp"

using namespace tanji;

namespace {

[[nodiscard]] ChangeSide side(double activity, double kg_co2, double share = 1, std::string method = {}) {
    return {.activity = activity, .unit = unit("MWh"), .share = share, .factor = {{gas::co2_fossil, Mass::stored(kg_co2)}}, .method = std::move(method)};
}
[[nodiscard]] Change explain(std::vector<ChangeRow> const& rows, ChangeSettings const& settings = {}) { return try_change(rows, gwp::ar5(100), gwp::ar5(100), settings).value(); }

// Sun's complete decomposition for three multiplied quantities, written from the paper's formula: first-order term, half of the
// second-order ones, a third of the third-order one. An independent way to the Shapley mean.
[[nodiscard]] double sun(double dx, double y0, double dy, double z0, double dz) {
    return dx * y0 * z0 + dx * (dy * z0 + dz * y0) / 2 + dx * dy * dz / 3;
}
[[nodiscard]] double kilos(Co2e amount) { return amount.stored(); }

}  // namespace

TEST_CASE("two changes at once, by hand") {
    // 100 MWh at 0.5 become 120 at 0.4: 20 x 0.45 = 9, -0.1 x 110 = -11, together 48 - 50.
    auto const change = explain({{"grid", side(100, 0.5), side(120, 0.4)}});
    CHECK(kilos(change.effects.activity) == doctest::Approx(9).epsilon(1e-14));
    CHECK(kilos(change.effects.factor) == doctest::Approx(-11).epsilon(1e-14));
    CHECK(kilos(change.effects.gwp) == 0.0);
    CHECK(kilos(change.effects.method) == 0.0);
    CHECK(kilos(change.effects.boundary) == 0.0);
    CHECK(change.effects.sum() == change.change);
    CHECK(change.order == "Shapley mean");
}

TEST_CASE("three changes at once, by the formula of Sun (1998)") {
    auto const change = explain({{"mine", side(100, 0.5, 0.6), side(70, 0.8, 1)}});
    CHECK(kilos(change.effects.activity) == doctest::Approx(sun(-30, 0.5, 0.3, 0.6, 0.4)).epsilon(1e-13));
    CHECK(kilos(change.effects.factor) == doctest::Approx(sun(0.3, 100, -30, 0.6, 0.4)).epsilon(1e-13));
    CHECK(kilos(change.effects.boundary) == doctest::Approx(sun(0.4, 0.5, 0.3, 100, -30)).epsilon(1e-13));
    CHECK(change.effects.sum() == change.change);
}

TEST_CASE("zero and negative lines have effects") {
    // From nothing: the factor fell from 0.5 to 0.4 while 0 became 120, so activity 120 x 0.45 and factor -0.1 x 60.
    auto const zero = explain({{"grid", side(0, 0.5), side(120, 0.4)}});
    CHECK(kilos(zero.effects.activity) == doctest::Approx(54).epsilon(1e-14));
    CHECK(kilos(zero.effects.factor) == doctest::Approx(-6).epsilon(1e-14));
    // A line that gives: -10 at 0.5 becomes -30 at 0.5.
    auto const negative = explain({{"sold", side(-10, 0.5), side(-30, 0.5)}});
    CHECK(kilos(negative.effects.activity) == doctest::Approx(-10));
    CHECK(kilos(negative.effects.factor) == 0.0);
    // From plus to minus, where logarithms end.
    auto const turned = explain({{"net", side(10, 0.5), side(-10, 0.4)}});
    CHECK(kilos(turned.effects.activity) == doctest::Approx(-9));
    CHECK(std::fabs(kilos(turned.effects.factor)) < 1e-14);
    CHECK(turned.effects.sum() == turned.change);
}

TEST_CASE("another GWP set is an effect of its own") {
    // IPCC AR5 and AR6, 100 years: fossil methane 30 and 29.8, N2O 265 and 273 (data/gwp/gwp.csv).
    ChangeSide const exhaust{.activity = 1000, .unit = unit("GJ"), .factor = {{gas::co2_fossil, 56.1_kg}, {gas::ch4_fossil, 1_g}, {gas::n2o, 0.1_g}}};
    auto const change = try_change(std::vector<ChangeRow>{{"boiler", exhaust, exhaust}}, gwp::ar5(100), gwp::ar6(100)).value();
    CHECK(kilos(change.effects.gwp) == doctest::Approx(1 * (29.8 - 30) + 0.1 * (273 - 265)).epsilon(1e-9));
    CHECK(kilos(change.effects.activity) == 0.0);
    CHECK(kilos(change.effects.factor) == 0.0);
    CHECK(change.effects.gwp == change.change);
    // CO2e without gases is not touched by the set, and says so.
    ChangeSide const bought{.activity = 10, .unit = unit("t"), .published = Co2e::stored(100)};
    auto const published = try_change(std::vector<ChangeRow>{{"steel", bought, bought}}, gwp::ar5(100), gwp::ar6(100)).value();
    CHECK(kilos(published.change) == 0.0);
    REQUIRE(published.findings.size() == 1);
    CHECK(published.findings[0].problem.id == "change.published");
}

TEST_CASE("biogenic CO2 is beside the total") {
    ChangeSide const before{.activity = 10, .unit = unit("t"), .factor = {{gas::co2_biogenic, 1500_kg}, {gas::ch4_biogenic, 1_kg}}};
    ChangeSide const after{.activity = 20, .unit = unit("t"), .factor = {{gas::co2_biogenic, 1500_kg}, {gas::ch4_biogenic, 1_kg}}};
    CHECK(kilos(explain({{"wood", before, after}}).change) == doctest::Approx(10 * 28));  // AR5-100, biogenic methane
}

TEST_CASE("method and factor are told apart") {
    auto const change = explain({{"fleet", side(100, 0.5, 1, "direct"), side(100, 0.6, 1, "footprint")}});
    CHECK(kilos(change.effects.method) == doctest::Approx(10));
    CHECK(kilos(change.effects.factor) == 0.0);
    // Money became tonnes: no common activity, so nothing of it is activity.
    ChangeSide const spent{.activity = 1000, .unit = unit("CNY"), .published = Co2e::stored(0.2)};
    ChangeSide const weighed{.activity = 5, .unit = unit("t"), .published = Co2e::stored(30)};
    auto const other = explain({{"paper", spent, weighed}});
    CHECK(kilos(other.effects.method) == doctest::Approx(-50));
    CHECK(kilos(other.effects.activity) == 0.0);
    REQUIRE(other.findings.size() == 1);
    CHECK(other.findings[0].problem.id == "change.not-comparable");
}

TEST_CASE("units of one kind convert") {
    ChangeSide before = side(100, 0.5), after = side(0, 0);
    after = {.activity = 120'000, .unit = unit("kWh"), .factor = {{gas::co2_fossil, Mass::stored(0.0004)}}};
    auto const change = explain({{"grid", before, after}});
    CHECK(kilos(change.effects.activity) == doctest::Approx(9).epsilon(1e-13));
    CHECK(kilos(change.effects.factor) == doctest::Approx(-11).epsilon(1e-13));
}

TEST_CASE("new, closed and moved lines are boundary effects") {
    auto const change = explain({{"new", {}, side(10, 0.5)}, {"closed", side(20, 0.5), {}}, {"moved", side(10, 0.5), side(30, 0.4), LineLink::moved}});
    CHECK(kilos(change.effects.boundary) == doctest::Approx(5 - 10 + 7));
    CHECK(kilos(change.effects.activity) == 0.0);
    CHECK(kilos(change.effects.factor) == 0.0);
    CHECK(change.rows[0].status == RowStatus::closed);
    CHECK(change.rows[1].status == RowStatus::moved);
    CHECK(change.rows[2].status == RowStatus::opened);
}

TEST_CASE("a fixed order by choice") {
    using enum ChangeEffect;
    // Activity first: 20 x 0.5, then the factor on the new activity: -0.1 x 120. The other way round: 20 x 0.4 and -0.1 x 100.
    auto const first = explain({{"grid", side(100, 0.5), side(120, 0.4)}}, {.order = {activity, factor, gwp, method, boundary}});
    CHECK(kilos(first.effects.activity) == doctest::Approx(10));
    CHECK(kilos(first.effects.factor) == doctest::Approx(-12));
    auto const last = explain({{"grid", side(100, 0.5), side(120, 0.4)}}, {.order = {boundary, method, gwp, factor, activity}});
    CHECK(kilos(last.effects.activity) == doctest::Approx(8));
    CHECK(kilos(last.effects.factor) == doctest::Approx(-10));
    CHECK(last.order == "boundary, method, gwp, factor, activity");
    std::vector<ChangeRow> const rows{{"grid", side(1, 1), side(2, 1)}};
    CHECK(try_change(rows, gwp::ar5(), gwp::ar5(), {.order = {activity, activity, gwp, method, boundary}}).problem().id == "change.order");
    CHECK(try_change(rows, gwp::ar5(), gwp::ar5(), {.order = {activity}}).problem().id == "change.order");
}

TEST_CASE("effects add up exactly, over effects, rows and any order") {
    std::mt19937_64 random(11);
    auto const even = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
    for (int round = 0; round < 50; ++round) {
        std::vector<ChangeRow> rows;
        for (int i = 0; i < 100; ++i) {
            ChangeRow row{"line " + std::to_string(i), side(even() * std::pow(10, i % 6), even()), side(even() * std::pow(10, i % 6), even(), even())};
            if (i % 10 == 0) row.before.reset();
            rows.push_back(row);
        }
        auto const change = explain(rows);
        CHECK(change.effects.sum() == change.change);
        CHECK(change.after - change.before == change.change);
        Co2e sum = Co2e::stored(0);
        for (auto const& row : change.rows) sum += row.effects.sum();
        CHECK(sum == change.change);
        std::shuffle(rows.begin(), rows.end(), random);
        auto const again = explain(rows);
        for (std::size_t i = 0; i < 5; ++i) CHECK(again.effects.of(static_cast<ChangeEffect>(i)) == change.effects.of(static_cast<ChangeEffect>(i)));
    }
}

TEST_CASE("what cannot be explained is refused") {
    CHECK(try_change(std::vector<ChangeRow>{{"a", side(1, 1), {}}, {"a", {}, side(1, 1)}}, gwp::ar5(), gwp::ar5()).problem().id == "change.rows");
    CHECK(try_change(std::vector<ChangeRow>{{"a", {}, {}}}, gwp::ar5(), gwp::ar5()).problem().id == "change.rows");
    ChangeSide const rare{.activity = 1, .unit = unit("kg"), .factor = {{gas::sf6, 1_kg}}};
    auto const missing = try_change(std::vector<ChangeRow>{{"switchgear", rare, rare}}, gwp::ar5(), gwp::unstated());
    REQUIRE_FALSE(missing);
    CHECK(missing.problem().id == "gwp.unstated");
    CHECK(missing.problem().where.object.find("switchgear") != std::string::npos);
}

TEST_CASE("text names the effects and the largest lines") {
    auto const text = to_text(explain({{"grid", side(100, 0.5), side(120, 0.4)}, {"truck", side(1, 1), side(1, 1)}}), 1);
    CHECK(text.find("activity: 9 kg CO2e") != std::string::npos);
    CHECK(text.find("grid (continued)") != std::string::npos);
    CHECK(text.find("and 1 more lines") != std::string::npos);
}

// --- between two inventories ---------------------------------------------------------------------------------------------------

namespace {

struct Reading {
    std::string site, source, amount, unit, period;
    std::string category = "electricity", what = "electricity, grid";
};

[[nodiscard]] OrganisationInventory year_of(std::vector<Reading> const& readings, Organisation const& organisation = {}, AccountOptions const& options = {}) {
    ActivityLinesBuilder lines;
    for (auto const& reading : readings)
        lines.add({.site = reading.site, .source = reading.source, .category = reading.category, .what = reading.what, .place = "CN", .unit = reading.unit}, {.amount = reading.amount, .period = reading.period});
    auto const activities = lines.finish();
    auto const year = activities[0].period.first().year();
    return account(activities, organisation, RuleSet::get("ghg-protocol", year_period(year)), FactorDatabase::shipped(), options);
}

}  // namespace

TEST_CASE("two years of grid power") {
    // National averages as published: 2022 0.5366, 2023 0.5306 kg CO2/kWh (data/factors/cn-grid-co2.csv). 1,000 MWh in two halves, then 1,200 MWh.
    auto const before = year_of({{"A", "", "400", "MWh", "2022-01"}, {"A", "", "600000", "kWh", "2022-02"}});
    auto const after = year_of({{"A", "", "1200", "MWh", "2023"}});
    auto const change = change_between(before, after);
    CHECK(kilos(change.effects.activity) == doctest::Approx(200e3 * (0.5366 + 0.5306) / 2).epsilon(1e-12));
    CHECK(kilos(change.effects.factor) == doctest::Approx((0.5306 - 0.5366) * 1100e3).epsilon(1e-12));
    CHECK(change.effects.sum() == change.change);
    CHECK(change.rows.size() == 1);
    CHECK(change.after == after.total().co2e);
    CHECK(std::fabs((change.before - before.total().co2e).stored()) <= change.quantum);
}

TEST_CASE("a line that is only missing is no boundary effect") {
    auto const before = year_of({{"A", "", "400", "MWh", "2022"}, {"B", "", "100", "MWh", "2022"}});
    auto const after = year_of({{"A", "", "400", "MWh", "2023"}, {"C", "", "100", "MWh", "2023"}});
    auto const refused = try_change_between(before, after);
    REQUIRE_FALSE(refused);
    CHECK(refused.problem().id == "change.unmatched");
    CHECK(refused.problem().related.size() == 2);
    std::string const b = "|B|||electricity|electricity, grid", c = "|C|||electricity|electricity, grid";
    // Closed and opened: both whole lines. Known to be the same: only the factor changed.
    auto const boundary = change_between(before, after, {.map = {{b, ""}, {"", c}}});
    CHECK(kilos(boundary.effects.boundary) == doctest::Approx(100e3 * (0.5306 - 0.5366)).epsilon(1e-9));
    auto const same = change_between(before, after, {.map = {{b, c, LineLink::same}}});
    CHECK(kilos(same.effects.boundary) == 0.0);
    CHECK(kilos(same.effects.factor) == doctest::Approx(500e3 * (0.5306 - 0.5366)).epsilon(1e-9));
    auto const moved = change_between(before, after, {.map = {{b, c}}});
    CHECK(kilos(moved.effects.factor) == doctest::Approx(400e3 * (0.5306 - 0.5366)).epsilon(1e-9));
    CHECK(kilos(moved.effects.boundary) == doctest::Approx(100e3 * (0.5306 - 0.5366)).epsilon(1e-9));
    auto const permitted = change_between(before, after, {.unmatched_are_boundary = true});
    CHECK(permitted.effects.boundary == boundary.effects.boundary);
    CHECK(permitted.findings.size() == 1);
    CHECK(try_change_between(before, after, {.map = {{"|D|||electricity|electricity, grid", ""}}}).problem().id == "change.map");
    CHECK(try_change_between(before, after, {.map = {{b, c}, {b, ""}}}).problem().id == "change.map");
}

TEST_CASE("several keys become one") {
    auto const before = year_of({{"A", "hall 1", "400", "MWh", "2022"}, {"A", "hall 2", "100", "MWh", "2022"}});
    auto const after = year_of({{"A", "hall 3", "500", "MWh", "2023"}});
    std::string const tail = "||electricity|electricity, grid";
    auto const change = change_between(before, after, {.map = {{"|A|hall 1" + tail, "|A|hall 3" + tail, LineLink::same}, {"|A|hall 2" + tail, "|A|hall 3" + tail, LineLink::same}}});
    CHECK(std::fabs(kilos(change.effects.activity)) < 1e-6);
    CHECK(kilos(change.effects.factor) == doctest::Approx(500e3 * (0.5306 - 0.5366)).epsilon(1e-9));
}

TEST_CASE("a larger share of a member is a boundary effect") {
    Organisation group;
    group.members = {{"M", "mine", ""}};
    group.sites = {{"A", "pit", "M", "CN"}};
    group.shares = {{"M", year_period(2022), 0.4}, {"M", year_period(2023), 0.6}};
    AccountOptions const options{.consolidation = Consolidation::equity_share};
    auto const before = year_of({{"A", "", "1000", "MWh", "2022"}}, group, options);
    auto const after = year_of({{"A", "", "1000", "MWh", "2023"}}, group, options);
    auto const change = change_between(before, after);
    CHECK(kilos(change.effects.boundary) == doctest::Approx(0.2 * 1000e3 * (0.5366 + 0.5306) / 2).epsilon(1e-9));
    CHECK(kilos(change.effects.factor) == doctest::Approx(0.5 * 1000e3 * (0.5306 - 0.5366)).epsilon(1e-9));
    CHECK(kilos(change.effects.activity) == 0.0);
}

TEST_CASE("a meter that stood still has a factor all the same") {
    auto const before = year_of({{"A", "", "0", "MWh", "2022"}});
    auto const after = year_of({{"A", "", "1000", "MWh", "2023"}});
    auto const change = change_between(before, after);
    CHECK(kilos(change.effects.activity) == doctest::Approx(1000e3 * (0.5366 + 0.5306) / 2).epsilon(1e-9));
    CHECK(kilos(change.effects.factor) == doctest::Approx(500e3 * (0.5306 - 0.5366)).epsilon(1e-9));
    CHECK(kilos(change.effects.boundary) == 0.0);
}

namespace {

/// Two factors for one activity, of which a line takes the one whose unit fits: per heat or per mass; and one of another kind.
[[nodiscard]] OrganisationInventory burned(std::vector<std::pair<std::string, std::string>> const& amounts, int year, std::string const& conversion = {}, std::string const& key = {}) {
    auto const factors = FactorDatabase::from_csv("key,what,kind,region,year,unit,co2-fossil,document,confidence\nheat,coal,direct,CN,2022,kg/GJ net,90,A,transcribed-2\nheat2,coal,direct,CN,2023,kg/GJ net,90,A,transcribed-2\n"
                                                  "mass,lignite,direct,CN,2023,kg/t,1800,A,transcribed-2\nlife,coal,footprint,CN,2023,kg/GJ net,100,A,transcribed-2\n");
    std::string rows = "id,category,what,factor_key,kind,place,amount,unit,period,conversion\n";
    for (std::size_t i = 0; i < amounts.size(); ++i)
        rows += std::to_string(i) + ",purchased-goods,coal," + key + "," + (key == "life" ? "footprint" : "") + ",CN," + amounts[i].first + "," + amounts[i].second + "," + std::to_string(year) + "," + conversion + "\n";
    return account(read_activity_csv(rows), {}, RuleSet::get("ghg-protocol", year_period(year)), factors);
}

}  // namespace

// Rule C7: by hand, 100 t of coal. Another heating value is another number of the same method; another kind of factor, or a way that needs no heating value, is another method.
TEST_CASE("between inventories, method and factor are told apart by how a line is counted, not by its numbers") {
    auto const before = burned({{"100", "t"}}, 2022, "20 GJ net/t");
    auto const heating_value = change_between(before, burned({{"100", "t"}}, 2023, "22 GJ net/t"));
    CHECK(kilos(heating_value.effects.factor) == doctest::Approx(100 * 2 * 90));
    CHECK(kilos(heating_value.effects.method) == 0.0);
    auto const by_mass = change_between(before, burned({{"100", "t"}}, 2023, {}, "mass"));
    CHECK(kilos(by_mass.effects.method) == doctest::Approx(100 * (1800 - 20 * 90)));
    CHECK(kilos(by_mass.effects.factor) == 0.0);
    auto const footprint = change_between(before, burned({{"100", "t"}}, 2023, "20 GJ net/t", "life"));
    CHECK(kilos(footprint.effects.method) == doctest::Approx(100 * 20 * 10));
    CHECK(kilos(footprint.effects.factor) == 0.0);
    // The same litres and the same factor, but by density and mass instead of by volume.
    auto const by_volume = change_between(burned({{"1000", "l"}}, 2022, "0.84 kg/l; 42 GJ net/t"), burned({{"1000", "l"}}, 2023, "0.036 GJ net/l"));
    CHECK(kilos(by_volume.effects.method) == doctest::Approx(1000 * (0.036 - 0.00084 * 42) * 90));
    CHECK(kilos(by_volume.effects.factor) == 0.0);
    auto const by_weight = change_between(burned({{"2000", "GJ net"}}, 2022), burned({{"100", "t"}}, 2023, "22 GJ net/t"));
    CHECK(kilos(by_weight.effects.method) == doctest::Approx(100 * 22 * 90 - 2000 * 90));  // heat became mass: no common activity
    CHECK(by_weight.findings.front().problem.id == "change.not-comparable");
}

TEST_CASE("amounts of different kinds under one key are refused") {
    auto const mixed = burned({{"100", "GJ net"}, {"3", "MWh net"}}, 2022);  // one kind: fine
    CHECK(change_between(mixed, mixed).change == Co2e::stored(0));
    ActivityLinesBuilder lines;
    for (auto const* unit : {"t", "GJ net"})
        lines.add({.category = "purchased-goods", .what = "coal", .place = "CN", .unit = unit, .conversions = unit[0] == 't' ? std::vector<ActivityConversion>{{20, tanji::unit("GJ net/t"), "20 GJ net/t"}} : std::vector<ActivityConversion>{}},
                  {.amount = "1", .period = "2022"});
    auto const factors = FactorDatabase::from_csv("key,what,kind,region,year,unit,co2-fossil,document,confidence\nheat,coal,direct,CN,2022,kg/GJ net,90,A,transcribed-2\n");
    auto const both = account(lines.finish(), {}, RuleSet::get("ghg-protocol", year_period(2022)), factors);
    CHECK(try_change_between(both, both).problem().id == "change.mixed-units");
    // A key of one's own tells them apart.
    CHECK(try_change_between(both, both, {.key = [](ActivityHead const& head) { return head.unit; }}).value().rows.size() == 2);
}

TEST_CASE("a line that closed and another that opened under its name are not one line") {
    auto const before = year_of({{"A", "", "400", "MWh", "2022"}}), after = year_of({{"A", "", "500", "MWh", "2023"}});
    std::string const key = "|A|||electricity|electricity, grid";
    auto const change = change_between(before, after, {.map = {{key, ""}, {"", key}}});
    CHECK(change.effects.boundary == change.change);
    CHECK(kilos(change.effects.activity) == 0.0);
}

TEST_CASE("sources of one site are lines of their own") {
    auto const before = year_of({{"A", "hall 1", "400", "MWh", "2022"}, {"A", "hall 2", "100", "MWh", "2022"}, {"B", "hall 1", "1", "MWh", "2022"}});
    auto const after = year_of({{"A", "hall 1", "100", "MWh", "2023"}, {"A", "hall 2", "400", "MWh", "2023"}, {"B", "hall 1", "2", "MWh", "2023"}});
    auto const change = change_between(before, after);
    REQUIRE(change.rows.size() == 3);
    CHECK(change.rows[0].key == "|A|hall 1||electricity|electricity, grid");
    CHECK(kilos(change.rows[0].effects.activity) == doctest::Approx(-300e3 * (0.5366 + 0.5306) / 2).epsilon(1e-12));
}

TEST_CASE("a map is read from a table, and never guessed") {
    auto const links = try_read_key_links("before,after,link\na,b,same\nc,d,moved\ne,,\n,f,opened\n", "map.csv").value();
    REQUIRE(links.size() == 4);
    CHECK(links[0].link == LineLink::same);
    CHECK(links[1].link == LineLink::moved);
    CHECK((links[2].before == "e" && links[2].after.empty()));
    CHECK((links[3].before.empty() && links[3].after == "f"));
    for (auto const* row : {"a,b,", "a,b,opened", "a,,same", ",b,closed", ",,", "a,b,like"}) {
        CAPTURE(row);
        auto const refused = try_read_key_links(std::string("before,after,link\n") + row + "\n", "map.csv");
        REQUIRE_FALSE(refused);
        CHECK(refused.problem().id == "change.map");
        CHECK(refused.problem().where.row == 1);
    }
    CHECK(try_read_key_links("before,after\na,b\n").problem().id == "csv.column");
}

TEST_CASE("an order is read from words") {
    using enum ChangeEffect;
    CHECK(try_parse_change_order("Boundary, method gwp,factor activity").value() == std::vector{boundary, method, gwp, factor, activity});
    CHECK(try_parse_change_order("").value().empty());
    CHECK(try_parse_change_order("activity, price").problem().id == "change.order");
}

TEST_CASE("lines in any order, split or whole, change no bit of the effects") {
    auto const after = year_of({{"A", "", "1200", "MWh", "2023"}, {"B", "", "10", "MWh", "2023"}});
    auto const whole = change_between(year_of({{"A", "", "1000", "MWh", "2022"}, {"B", "", "7", "MWh", "2022"}}), after);
    auto const split = change_between(year_of({{"B", "", "7", "MWh", "2022"}, {"A", "", "375", "MWh", "2022-01"}, {"A", "", "625", "MWh", "2022-02"}}), after);
    for (std::size_t i = 0; i < 5; ++i) CHECK(whole.effects.of(static_cast<ChangeEffect>(i)) == split.effects.of(static_cast<ChangeEffect>(i)));
}
