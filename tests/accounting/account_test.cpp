// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "tanji/accounting/account.hpp"
#include "tanji/accounting/activity_csv.hpp"
#include "tanji/accounting/emission.hpp"
#include "tanji/accounting/view.hpp"
#include "tanji/units/literals.hpp"

using namespace tanji;

namespace {

std::string const head = "id,site,meter,category,what,place,amount,unit,period,conversion\n";

/// Numbers of the tests below are made up, so that every expected value can be worked out by hand.
FactorDatabase factors() {
    return FactorDatabase::from_csv(
        "key,what,kind,region,year,unit,co2-fossil,co2-biogenic,ch4-biogenic,n2o,not_estimated,document,confidence\n"
        "grid,\"electricity, grid\",direct,CN,2023,kg/kWh,0.5,,,,ch4 n2o,table A,transcribed-2\n"
        "gas,natural gas,direct,CN,2023,kg/GJ net,56,,,0.0001,,table A,transcribed-2\n"
        "wood,wood,direct,CN,2023,kg/t,,1800,0.5,0.06,,table A,transcribed-2\n"
        "steam,steam,direct,CN,2023,t/GJ heat,0.11,,,,,table A,transcribed-2\n"
        "spend,services,footprint,CN,2020,kg/CNY,0.04,,,,,table B,transcribed-2\n",
        "own.csv");
}

RuleSet rules() { return RuleSet::get("ghg-protocol", year_period(2023)); }  // AR6-100

Accounting run(std::string const& rows, Organisation const& organisation = {}, AccountOptions const& options = {}, std::string const& columns = head) {
    return account_all(read_activity_csv(columns + rows, "in.csv"), organisation, rules(), factors(), options);
}

std::string first_error(Accounting const& accounting) {
    for (auto const& finding : accounting.findings) {
        if (finding.severity == Severity::error) return finding.problem.id;
    }
    return "none";
}

double co2e_kg(OrganisationInventory const& inventory, LineFilter const& filter = {}) { return inventory.total(filter).co2e.stored(); }

}  // namespace

TEST_CASE("an amount meets its factor in whatever unit of the kind it was entered") {
    auto const inventory = *run("1,A,M,electricity,\"electricity, grid\",CN,2,MWh,2023-01,\n2,A,N,electricity,\"electricity, grid\",CN,3.6,GJ,2023-01,\n").inventory;
    CHECK(co2e_kg(inventory) == 2000 * 0.5 + 1000 * 0.5);  // 3.6 GJ = 1000 kWh
    CHECK(inventory.lookups() == 1);
}

// Fuel by mass, volume or heat, net or gross: 0.8 kg/m3 x 48 GJ/t = 0.0384 GJ/m3, as in any handbook.
TEST_CASE("fuel counts the same by heat, mass and volume, with the conversions that the line brings") {
    double const heat = co2e_kg(*run("1,A,,stationary-combustion,natural gas,CN,38.4,GJ net,2023-01,\n").inventory);
    CHECK(heat == doctest::Approx(38.4 * (56 + 0.0001 * 273)).epsilon(1e-14));  // AR6: N2O 273 (facts/ghg/gwp_wide.csv)
    for (auto const* row : {"0.8,t,2023-01,48 GJ net/t", "1000,m3,2023-01,0.8 kg/m3; 48 GJ net/t", "42.6666666666666666,GJ gross,2023-01,0.9 GJ net/GJ gross"}) {
        CAPTURE(std::string(row));
        CHECK(co2e_kg(*run(std::string("1,A,,stationary-combustion,natural gas,CN,") + row + "\n").inventory) == doctest::Approx(heat).epsilon(1e-14));
    }
    // The wrong way round is divided: a factor per tonne, an amount in heat.
    CHECK(co2e_kg(*run("1,A,,stationary-combustion,wood,CN,150,GJ net,2023-01,15 GJ net/t\n").inventory) == doctest::Approx(10 * (0.5 * 27.0 + 0.06 * 273)).epsilon(1e-14));
    auto const path = run("1,A,,stationary-combustion,natural gas,CN,1000,m3,2023-01,0.8 kg/m3; 48 GJ net/t\n").inventory->applied()[0].unit_path;
    REQUIRE(path.size() >= 2);
    CHECK(path[0] == "x 0.8 kg/m3");
    CHECK(path[1] == "x 48 GJ net/t");
}

// Rule C8: biogenic CO2 stands beside, biogenic CH4 and N2O count. AR6: non-fossil CH4 27.0, N2O 273.
TEST_CASE("biogenic carbon is kept apart") {
    auto const total = run("1,A,,stationary-combustion,wood,CN,2,t,2023-01,\n").inventory->total();
    CHECK(total.biogenic_co2.stored() == 3600);
    CHECK(total.co2e.stored() == doctest::Approx(2 * (0.5 * 27.0 + 0.06 * 273)).epsilon(1e-15));
    CHECK(total.biogenic_methane.stored() == doctest::Approx(27).epsilon(1e-15));
}

// Rule C4: a CO2-only factor leaves CH4 and N2O not estimated.
TEST_CASE("gases that a source leaves out are named, not zero") {
    auto const total = run("1,A,M,electricity,\"electricity, grid\",CN,2,MWh,2023-01,\n").inventory->total();
    CHECK_FALSE(total.gases.contains(gas::n2o));
    REQUIRE(total.not_estimated.size() == 2);
    CHECK(total.not_estimated[0] == "ch4 (grid)");
    CHECK(run("1,A,,stationary-combustion,wood,CN,2,t,2023-01,\n").inventory->total().not_estimated.empty());
}

// 1040 CNY of 2023 at a price ratio of 1.04 are 1000 CNY of 2020; at 7 CNY for a dollar, 100 USD are 700 CNY (rate 1/7).
TEST_CASE("spend counts in the prices and currency of its factor, all steps given") {
    std::string const columns = "id,category,what,place,amount,unit,period,kind,factor_year,price_year,price_ratio,exchange_rate\n";
    auto const spent = [&](std::string const& row) { return run(row, {}, {}, columns); };
    CHECK(co2e_kg(*spent("1,purchased-goods,services,CN,1040,CNY,2023,footprint,2020,2023,1.04,\n").inventory) == doctest::Approx(40).epsilon(1e-14));
    CHECK(co2e_kg(*spent("1,purchased-goods,services,CN,100,USD,2023,footprint,2020,2020,,0.14285714285714285\n").inventory) == doctest::Approx(28).epsilon(1e-14));
    CHECK(first_error(spent("1,purchased-goods,services,CN,1040,CNY,2023,footprint,2020,2023,,\n")) == "activity.spend");
    CHECK(first_error(spent("1,purchased-goods,services,CN,1040,CNY,2023,footprint,2020,,,\n")) == "activity.spend");
    CHECK(first_error(spent("1,purchased-goods,services,CN,100,USD,2023,footprint,2020,2020,,\n")) == "activity.spend");
}

// Rules C3: both the rule set and the caller must allow a fall-back, and it is listed.
TEST_CASE("fall-backs are allowed by rule and caller, and listed") {
    std::string const row = "1,A,M,electricity,\"electricity, grid\",CN-AH,2,MWh,2023-01,\n";
    CHECK(first_error(run(row)) == "factor.missing");
    auto const allowed = run(row, {}, {.allow_fall_backs = true});
    REQUIRE(allowed.ok());
    REQUIRE(allowed.inventory->applied()[0].fall_backs.size() == 1);
    CHECK(allowed.inventory->applied()[0].fall_backs[0].starts_with("parent-region"));
    CHECK(allowed.inventory->applied()[0].penalty > 0);
    CHECK(std::any_of(allowed.findings.begin(), allowed.findings.end(), [](auto const& finding) { return finding.problem.id == "account.fall-back"; }));
    auto const chinese = account_all(read_activity_csv(head + row), {}, RuleSet::get("gbt-32150", year_period(2023)), factors(), {.allow_fall_backs = true});
    CHECK(first_error(chinese) == "factor.missing");  // GB/T 32150 names no fall-back
}

// Rule C6, worked by hand. The plant (a1) burns gas and sells 10 GJ of steam to the works (b1), which also buys 5 GJ outside.
TEST_CASE("consolidation counts shares and removes energy sold between members") {
    std::string const columns = "id,site,category,what,place,amount,unit,period,counterparty\n";
    std::string const rows =
        "1,a1,stationary-combustion,natural gas,CN,100,GJ net,2023-01,\n"
        "2,b1,steam,steam,CN,10,GJ heat,2023-01,a1\n"
        "3,b1,steam,steam,CN,5,GJ heat,2023-01,City Heat Ltd\n"
        "4,a1,heat-sold,steam,CN,10,GJ heat,2023-01,b1\n";
    Organisation group{.id = "G", .members = {{"A", "", ""}, {"B", "", ""}}, .sites = {{"a1", "", "A", "CN"}, {"b1", "", "B", "CN"}},
                       .shares = {{"A", year_period(2023), 0.6, true, FinancialControl::whole}, {"B", year_period(2023), 1, true, FinancialControl::none}}};
    double const gas = 100 * (56 + 0.0001 * 273);
    auto const control = *run(rows, group, {.consolidation = Consolidation::operational_control}, columns).inventory;
    CHECK(co2e_kg(control, {.scope = 1}) == doctest::Approx(gas).epsilon(1e-14));
    CHECK(co2e_kg(control, {.scope = 2}) == doctest::Approx(5 * 110).epsilon(1e-14));
    CHECK(co2e_kg(control, {.scope = 2, .internal = true}) == doctest::Approx(10 * 110).epsilon(1e-14));
    CHECK(co2e_kg(control, {.deducted = true}) == 0);  // sold within the group: not sold
    auto const equity = *run(rows, group, {.consolidation = Consolidation::equity_share}, columns).inventory;
    CHECK(co2e_kg(equity, {.scope = 1}) == doctest::Approx(0.6 * gas).epsilon(1e-14));
    CHECK(co2e_kg(equity, {.scope = 2}) == doctest::Approx(5 * 110 + 0.4 * 10 * 110).epsilon(1e-14));
    auto const financial = *run(rows, group, {.consolidation = Consolidation::financial_control}, columns).inventory;
    CHECK(co2e_kg(financial, {.scope = 1}) == doctest::Approx(gas).epsilon(1e-14));
    CHECK(co2e_kg(financial, {.scope = 2}) == 0);  // B is not in
    auto const alone = *run(rows, {}, {}, columns).inventory;  // no group: nothing is internal
    CHECK(co2e_kg(alone, {.scope = 2}) == doctest::Approx(15 * 110).epsilon(1e-14));
    CHECK(co2e_kg(alone, {.deducted = true}) == doctest::Approx(10 * 110).epsilon(1e-14));
}

TEST_CASE("an organisation is matched by its lines") {
    Organisation const group{.id = "G", .members = {{"A", "", ""}}, .sites = {{"a1", "", "A", "CN"}}, .shares = {{"A", parse_period("2023-01-01/2023-06-30"), 0.6}, {"A", parse_period("2023-07-01/2023-12-31"), 0.8}}};
    std::string const columns = "id,organisation,site,category,what,place,amount,unit,period\n";
    AccountOptions const equity{.consolidation = Consolidation::equity_share};
    auto const first = [&](std::string const& row) { return first_error(run(row, group, equity, columns)); };
    CHECK(first("1,,a1,electricity,\"electricity, grid\",CN,1,kWh,2023-06\n") == "none");
    CHECK(first("1,,a1,electricity,\"electricity, grid\",,1,kWh,2023-06\n") == "none");  // the place of the site
    CHECK(first("1,,a2,electricity,\"electricity, grid\",CN,1,kWh,2023-06\n") == "organisation.site");
    CHECK(first("1,B,a1,electricity,\"electricity, grid\",CN,1,kWh,2023-06\n") == "organisation.site");
    CHECK(first("1,,a1,electricity,\"electricity, grid\",CN,1,kWh,2023\n") == "organisation.share-changes");
    CHECK(first("1,,a1,electricity,\"electricity, grid\",CN,1,kWh,2023-06-15/2023-07-14\n") == "organisation.share-changes");
    auto const both = *run("1,,a1,electricity,\"electricity, grid\",CN,1000,kWh,2023-06\n2,,a1,electricity,\"electricity, grid\",CN,1000,kWh,2023-07\n", group, equity, columns).inventory;
    CHECK(co2e_kg(both) == doctest::Approx(500 * 0.6 + 500 * 0.8).epsilon(1e-15));
}

// Scope 2 Guidance, chapter 7: two results, each labelled; the location-based one does not know certificates.
TEST_CASE("market-based parts make a second result beside the location-based one") {
    std::string const rows = "1,A,M,electricity,\"electricity, grid\",CN,1000,kWh,2023-01,\n2,A,N,stationary-combustion,natural gas,CN,1,GJ net,2023-01,\n";
    auto const zero = std::make_shared<Factor>(*factors().get_key("grid"));
    zero->key = "wind";
    zero->gases = {{gas::co2_fossil, Mass::stored(0)}};
    auto const residual = std::make_shared<Factor>(*factors().get_key("grid"));
    residual->key = "residual";
    residual->gases = {{gas::co2_fossil, Mass::stored(0.6 / 3.6e6)}};  // kg per J, as stored
    residual->per = factors().get_key("grid")->per;
    residual->gases = {{gas::co2_fossil, Mass::stored(0.6)}};
    std::vector<MarketPart> const parts{{0, 400, zero, "certificate GEC-1"}, {0, 600, residual, "residual mix"}};
    double const gas = 56 + 0.0001 * 273;
    auto const both = *run(rows, {}, {.market = parts}).inventory;
    CHECK(both.has_market());
    CHECK(co2e_kg(both, {.energy = EnergyMethod::location}) == doctest::Approx(500 + gas).epsilon(1e-14));
    CHECK(co2e_kg(both, {.energy = EnergyMethod::market}) == doctest::Approx(360 + gas).epsilon(1e-14));
    CHECK(co2e_kg(both, {.energy = EnergyMethod::location}) == co2e_kg(*run(rows).inventory));
    auto const without = *run(rows).inventory;
    CHECK(without.try_total({.energy = EnergyMethod::market}).problem().id == "inventory.no-market");
    std::vector<MarketPart> const short_of{{0, 400, zero, "certificate GEC-1"}};
    CHECK(first_error(run(rows, {}, {.market = short_of})) == "account.market");
    std::vector<MarketPart> const other_line{{1, 1, residual, ""}};
    CHECK(first_error(run(rows, {}, {.market = other_line})) == "account.market");  // line 1 has no part
}

TEST_CASE("meters must not overlap and, where asked, must not miss a month") {
    std::string const year = "1,A,M,electricity,\"electricity, grid\",CN,1,kWh,2023-Q1,\n2,A,M,electricity,\"electricity, grid\",CN,1,kWh,2023-05-01/2023-12-31,\n";
    CHECK(run(year).ok());
    auto const gap = run(year, {}, {.period = year_period(2023), .every_month = true});
    CHECK(first_error(gap) == "account.gap");
    CHECK(gap.findings.front().problem.got == "nothing for 2023-04");
    CHECK(gap.findings.front().problem.where.row == 1);
    CHECK(first_error(run(year + "3,A,M,electricity,\"electricity, grid\",CN,1,kWh,2023-03-31/2023-04-30,\n")) == "account.overlap");
    CHECK(run("1,A,M,electricity,\"electricity, grid\",CN,1,kWh,2023,\n2,A,M,electricity,\"electricity, grid\",CN,1,kWh,2023-02,\n3,A,M,electricity,\"electricity, grid\",CN,1,kWh,2023-05,\n").errors == 2);  // both months
    CHECK(run(year + "3,B,M,electricity,\"electricity, grid\",CN,1,kWh,2023-03,\n").ok());  // another site's meter
    CHECK(first_error(run(year, {}, {.period = year_period(2022)})) == "account.period");
    Organisation monthly{.sites = {{"A", "", "", "CN"}}, .sources = {{"M", "A", "electricity", true}}};
    CHECK(first_error(run(year, monthly, {.period = year_period(2023)})) == "account.gap");
}

TEST_CASE("nothing is an inventory of nothing") {
    CHECK(first_error(account_all({}, {}, rules(), factors())) == "account.empty");
    auto const refused = try_account({}, {}, rules(), factors());
    REQUIRE_FALSE(refused);
    CHECK(refused.problem().id == "account.refused");
    CHECK(refused.problem().related.size() == 1);
}

TEST_CASE("all errors are counted, and listed as far as asked") {
    std::string rows;
    for (int i = 0; i < 50; ++i) rows += std::to_string(i) + ",A,,electricity,unicorns,CN,1,kWh,2023-01,\n";
    auto const accounting = run(rows, {}, {.most_findings = 10});
    CHECK(accounting.errors == 50);
    CHECK(accounting.findings.size() == 10);
    CHECK(accounting.findings[9].problem.where.row == 10);
}

TEST_CASE("a table of other words than the database's is not looked up to its end") {
    std::string rows;
    for (int i = 0; i < 300; ++i) rows += std::to_string(i) + ",A,,electricity,unicorn " + std::to_string(i) + ",CN,1,kWh,2023-01,\n";
    auto const accounting = run(rows);
    CHECK(accounting.errors == 101);
    CHECK(accounting.findings.back().problem.id == "account.stopped");
    CHECK(accounting.findings.back().problem.where.row == 100);
}

TEST_CASE("one line is what activity times factor is elsewhere") {
    auto const shipped = FactorDatabase::shipped();
    auto const inventory = account(read_activity_csv(head + "1,A,M,electricity,\"electricity, grid\",CN,1200,MWh,2023-01,\n"), {}, rules(), shipped);
    auto const one = emission(amount("1200 MWh"), shipped.get_key("grid.co2.national.avg.2023"));
    CHECK(inventory.total().co2e.stored() == doctest::Approx(one.co2e(gwp::ar6()).stored()).epsilon(1e-15));  // the order of roundings differs
    CHECK(inventory.total().co2e.stored() == doctest::Approx(636720).epsilon(1e-15));  // 1.2e6 kWh x 0.5306, announcement 2025 no. 47
}

// Rule C2: footprints hold upstream and lines, which are scope 3; in scope 2 they would be counted where they do not belong, and twice.
TEST_CASE("C2: a footprint factor is refused in scope 2 and taken in scope 3") {
    auto const with = [](std::string const& category) {
        return account_all(read_activity_csv("id,category,what,place,amount,unit,period,kind\n1," + category + ",\"electricity, grid\",CN,1,kWh,2023,footprint\n", "in.csv"), {}, rules(), FactorDatabase::shipped(),
                           {.keep_published = true});
    };
    CHECK(first_error(with("electricity")) == "account.stage");
    CHECK(first_error(with("fuel-and-energy")) == "none");
}

// R-410A by its composition (ASHRAE 34), 2255.5 kg CO2e per kg in AR6 (case blend-r410a of ../shared/cases/ghg.json).
TEST_CASE("a gas that is let out needs no factor and no place") {
    auto const accounting = run("1,A,,fugitive,\"gas: HFC-32 50, HFC-125 50\",,12,kg,2023,\n2,A,,fugitive,gas: SF6,,500,g,2023,\n");
    REQUIRE(accounting.ok());
    auto const total = accounting.inventory->total();
    CHECK(total.gases.find(gas::hfc32)->stored() == 6);
    CHECK(total.gases.find(gas::sf6)->stored() == 0.5);
    CHECK(accounting.inventory->line_total(0).co2e.stored() == doctest::Approx(12 * 2255.5).epsilon(1e-14));
    CHECK(first_error(run("1,A,,fugitive,gas: R-410A,,12,kg,2023,\n")) == find_gas("R-410A").problem().id);
    CHECK(first_error(run("1,A,,fugitive,gas: SF6,,12,l,2023,\n")) == "activity.kind");
}
