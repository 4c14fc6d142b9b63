// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "tanji/accounting/account.hpp"
#include "tanji/accounting/base_year.hpp"
#include "tanji/units/literals.hpp"

using namespace tanji;

// Rules from the GHG Protocol Corporate Standard, chapter 5: recalculate for structural changes, changes of method and errors whose cumulative effect is
// significant; not for organic growth, units that did not exist in the base year, or outsourcing that is still reported. Numbers by hand.

namespace {

[[nodiscard]] Co2e tonnes(double t) { return Co2e::stored(1000 * t); }
[[nodiscard]] BaseYearVersion version(double t) { return {.period = year_period(2019), .total = tonnes(t), .gwp_set = "AR5-100", .rules = "ghg-protocol 2015"}; }
[[nodiscard]] BaseYearEvent event(std::string id, double t, BaseYearTrigger trigger = BaseYearTrigger::structure) {
    return {.id = std::move(id), .trigger = trigger, .day = Date(2023, 7, 1), .effect = tonnes(t)};
}

}  // namespace

TEST_CASE("the threshold is required") {
    CHECK(BaseYear::try_make(version(100), {}).problem().id == "base-year.threshold");
    CHECK(BaseYear::try_make(version(100), {.threshold = 5}).problem().id == "base-year.threshold");
    CHECK(BaseYear::try_make(version(0), {.threshold = 0.05}).problem().id == "base-year.total");
    CHECK(BaseYear(version(100), {.threshold = 0.05}).policy().threshold == 0.05);
}

TEST_CASE("the threshold is tested on the cumulative effect") {
    // Three sales of 2 % each: none reaches 5 % alone, together they are 6 %.
    BaseYear base(version(1000), {.threshold = 0.05});
    base = base.with(event("a", -20));
    CHECK_FALSE(base.assess().recalculate);
    base = base.with(event("b", -20));
    CHECK_FALSE(base.assess().recalculate);
    base = base.with(event("c", -20, BaseYearTrigger::error));
    CHECK(base.assess().share == doctest::Approx(0.06));
    CHECK(base.assess().recalculate);
    CHECK(base.assess().counted.size() == 3);
    // Exactly at the threshold counts.
    CHECK(BaseYear(version(1000), {.threshold = 0.05}).with(event("x", 50)).assess().recalculate);
}

TEST_CASE("net or gross") {
    auto const both = [](Cumulation how) { return BaseYear(version(1000), {.threshold = 0.05, .cumulation = how}).with(event("bought", 60)).with(event("sold", -60)).assess(); };
    CHECK_FALSE(both(Cumulation::net).recalculate);
    CHECK(both(Cumulation::net).cumulative == tonnes(0));
    CHECK(both(Cumulation::gross).recalculate);
    CHECK(both(Cumulation::gross).share == doctest::Approx(0.12));
}

TEST_CASE("organic growth is never a trigger") {
    BaseYear const base(version(1000), {.threshold = 0.05});
    CHECK(base.try_with(event("new line", 400, BaseYearTrigger::organic_growth)).problem().id == "base-year.organic-growth");
    // Nor may it come in by recalculating without a reason.
    CHECK(base.recalculated(version(1400), Date(2024, 1, 1)).problem().id == "base-year.no-event");
}

TEST_CASE("what does not count") {
    BaseYear base(version(1000), {.threshold = 0.05});
    auto greenfield = event("plant built in 2021, bought", 300);
    greenfield.existed_in_base_year = false;
    auto outsourced = event("transport given away", -200, BaseYearTrigger::outsourcing);
    outsourced.reported_elsewhere = true;
    base = base.with(greenfield).with(outsourced);
    CHECK_FALSE(base.assess().recalculate);
    CHECK(base.assess().not_counted.size() == 2);
    CHECK(base.recalculated(version(900), Date(2024, 1, 1)).problem().id == "base-year.no-event");
    outsourced.id = "transport given away and dropped";
    outsourced.reported_elsewhere = false;
    CHECK(base.with(outsourced).assess().recalculate);
}

TEST_CASE("recalculation keeps the previous base readable") {
    BaseYear const first(version(1000), {.threshold = 0.05});
    auto const pending = first.with(event("sale of B", -120)).with(event("meter error", 10, BaseYearTrigger::error));
    auto const second = pending.recalculated(version(885), Date(2024, 3, 1)).value();
    REQUIRE(second.versions().size() == 2);
    CHECK(second.versions()[0].total == tonnes(1000));
    CHECK(second.current().total == tonnes(885));
    CHECK(second.current().number == 2);
    CHECK(second.current().events == std::vector<std::string>{"sale of B", "meter error"});
    CHECK(second.current().unexplained == tonnes(-5));  // 885 - 1000 + 120 - 10
    CHECK(second.pending().empty());
    CHECK_FALSE(second.assess().recalculate);
    CHECK(second.change_since(tonnes(708)) == doctest::Approx(-0.2));
    CHECK(pending.current().total == tonnes(1000));  // a value: the old one is as it was
    CHECK(second.try_with(event("sale of B", -1)).problem().id == "base-year.event");
    auto other = version(900);
    other.period = year_period(2020);
    CHECK(pending.recalculated(other, Date(2024, 3, 1)).problem().id == "base-year.period");
    auto const text = to_text(second);
    CHECK(text.find("version 1: 1 kt CO2e") != std::string::npos);
    CHECK(text.find("sale of B, meter error") != std::string::npos);
}

TEST_CASE("a base from an inventory") {
    ActivityLinesBuilder lines;
    lines.add({.site = "A", .category = "electricity", .what = "electricity, grid", .place = "CN", .unit = "MWh"}, {.amount = "1000", .period = "2022"});
    auto const inventory = account(lines.finish(), {}, RuleSet::get("ghg-protocol", year_period(2022)), FactorDatabase::shipped());
    auto const base = base_version(inventory).value();
    CHECK(base.total == inventory.total().co2e);
    CHECK(base.period == year_period(2022));
    CHECK(base.rules == "ghg-protocol 2015");
    CHECK(base.gwp_set == "AR6-100");
    CHECK(base.digest == inventory.digest());
    REQUIRE(base.parts.size() == 1);
    CHECK(base.parts[0].first == "scope 2");
}

TEST_CASE("events are read from a table") {
    std::string const head = "id,trigger,day,effect,reason,existed_in_base_year,reported_elsewhere\n";
    auto const events = try_read_base_year_events(head + "sale,Structure,2023-07-01,-1200 t CO2e,sold to X,,\nvans,outsourcing,2024-01-01,-50000 kg CO2e,,no,yes\n", "events.csv").value();
    REQUIRE(events.size() == 2);
    CHECK(events[0].effect == tonnes(-1200));
    CHECK(events[0].day == Date(2023, 7, 1));
    CHECK(events[0].existed_in_base_year);
    CHECK_FALSE(events[0].reported_elsewhere);
    CHECK(events[1].effect == tonnes(-50));
    CHECK(events[1].trigger == BaseYearTrigger::outsourcing);
    CHECK_FALSE(events[1].existed_in_base_year);
    CHECK(events[1].reported_elsewhere);
    CHECK(try_read_base_year_events("id,trigger,day,effect\nx,error,2023-07-01,1 t CO2e\n").value()[0].existed_in_base_year);
    auto const id_of = [&](std::string const& row) {
        auto const refused = try_read_base_year_events(head + row + "\n", "events.csv");
        REQUIRE_FALSE(refused);
        CHECK(refused.problem().where.row == 1);
        return refused.problem().id;
    };
    CHECK(id_of("x,organic growth,2023-07-01,1 t CO2e,,,") == "base-year.organic-growth");
    CHECK(id_of("x,growth,2023-07-01,1 t CO2e,,,") == "base-year.event");
    CHECK(id_of("x,error,2023-07-01,1 t CO2e,,maybe,") == "base-year.event");
    CHECK(id_of("x,error,2023-07-01,1 t,,,") == "unit.mismatch");  // tonnes of what?
    CHECK(id_of("x,error,2023-07-01,1200,,,") == "unit.missing");
    CHECK(id_of("x,error,July,1 t CO2e,,,").starts_with("date."));
}
