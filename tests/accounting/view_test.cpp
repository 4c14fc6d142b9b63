// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <string>

#include "tanji/accounting/account.hpp"
#include "tanji/accounting/activity_csv.hpp"
#include "tanji/accounting/view.hpp"

using namespace tanji;

namespace {

/// One line in every category, each 1 t of CO2 (and 2 t of biogenic CO2 for the boiler), so that sections can be counted by hand.
OrganisationInventory one_of_each(std::string const& rule = "ghg-protocol") {
    auto const factors = FactorDatabase::from_csv("key,what,kind,region,year,unit,co2-fossil,co2-biogenic,document,confidence\nunit,unit,direct,CN,2023,t/t,1,,own,transcribed-2\nwood,wood,direct,CN,2023,t/t,1,2,own,transcribed-2\n");
    std::string rows = "id,category,what,place,amount,unit,period\n";
    for (auto const& category : all_categories()) rows += category.key + "," + category.key + "," + (category.key == "stationary-combustion" ? "wood" : "unit") + ",CN,1,t,2023-01\n";
    return account(read_activity_csv(rows), {}, RuleSet::get(rule, year_period(2023)), factors);
}

double total_of(Statement const& statement, std::string const& key) {
    for (auto const& total : statement.totals) {
        if (total.key == key) return total.co2e.stored() / 1000;
    }
    return -1;
}

double row_of(Statement const& statement, std::string const& section) {
    for (auto const& row : statement.rows) {
        if (row.section == section) return row.counted.stored() / 1000;
    }
    return -1;
}

}  // namespace

// GHG Protocol: 5 direct categories, 4 of energy, 15 of scope 3 and one for what is none of them (facts/ghg/ghgp_scope3_categories.csv).
TEST_CASE("the same lines as scopes") {
    auto const shown = statement(one_of_each(), "ghg-protocol");
    CHECK(total_of(shown, "scope-1") == 5);
    CHECK(total_of(shown, "scope-2") == 4);
    CHECK(total_of(shown, "scope-1-2") == 9);
    CHECK(total_of(shown, "scope-3") == 16);
    CHECK(total_of(shown, "all") == 25);
    CHECK(row_of(shown, "scope-3-6") == 1);
}

// ISO 14064-1:2018 5.2.4 and the mapping of facts/ghg/iso14064_1_categories.csv: category 3 holds scope 3 categories 4, 6, 7 and 9.
TEST_CASE("the same lines as ISO 14064-1 categories") {
    auto const shown = statement(one_of_each(), "iso-14064-1");
    CHECK(row_of(shown, "category-1") == 5);
    CHECK(row_of(shown, "category-2") == 4);
    CHECK(row_of(shown, "category-3") == 4);
    CHECK(row_of(shown, "category-4") == 5);  // 1, 2, 3, 5, 8
    CHECK(row_of(shown, "category-5") == 6);  // 10 to 15
    CHECK(row_of(shown, "category-6") == 1);
    CHECK(total_of(shown, "all") == 25);
}

// GB/T 32150: E = fuel + process - recovered + electricity and heat bought - sold; both totals (facts/china.md part 4).
TEST_CASE("the same lines as the Chinese enterprise statement, with and without energy") {
    auto const shown = statement(one_of_each("gbt-32150"));
    CHECK(shown.view == "cn-enterprise");
    CHECK(row_of(shown, "fossil-fuel") == 2);
    CHECK(row_of(shown, "process") == 2);
    CHECK(row_of(shown, "recovered") == -1);
    CHECK(row_of(shown, "electricity-in") == 1);
    CHECK(row_of(shown, "heat-in") == 3);
    CHECK(row_of(shown, "electricity-out") == -1);
    CHECK(row_of(shown, "heat-out") == -1);
    CHECK(total_of(shown, "without-energy") == 3);
    CHECK(total_of(shown, "with-energy") == 5);
    CHECK(row_of(shown, "outside") == 0);  // shown, not counted
}

// Missing is not zero: a total says of how many lines it is, those of deducted energy included.
TEST_CASE("a total without lines can be told from one of zero") {
    auto const lines = read_activity_csv("id,category,what,place,amount,unit,period\n1,electricity,grid,CN,0,kWh,2023-01\n2,electricity,grid,CN,0,kWh,2023-02\n");
    auto const factors = FactorDatabase::from_csv("key,what,kind,region,year,unit,co2-fossil,document,confidence\ngrid,grid,direct,CN,2023,kg/kWh,0.5,own,transcribed-2\n");
    for (auto const& total : statement(account(lines, {}, RuleSet::get("ghg-protocol", year_period(2023)), factors), "ghg-protocol").totals) {
        CAPTURE(total.key);
        CHECK(total.co2e.stored() == 0);
        CHECK(total.lines == (total.key == "scope-1" || total.key == "scope-3" ? 0u : 2u));
    }
    for (auto const& total : statement(one_of_each("gbt-32150")).totals) {
        std::uint64_t counted = 0;
        for (auto const& row : statement(one_of_each("gbt-32150")).rows) {
            bool const energy = row.section.ends_with("-in") || row.section.ends_with("-out");
            if (row.sign != 0 && (total.key == "with-energy" || !energy)) counted += row.total.lines;
        }
        CHECK(total.lines == counted);
    }
}

// Rule C8.
TEST_CASE("biogenic CO2 has a row of its own in every view and is in no total") {
    auto const inventory = one_of_each();
    for (auto const& view : view_names()) {
        CAPTURE(view);
        bool found = false;
        for (auto const& row : statement(inventory, view).rows) {
            if (row.part != SectionPart::biogenic_co2) continue;
            found = true;
            CHECK(row.shown_kg == 2000);
            CHECK(row.counted.stored() == 0);
        }
        CHECK(found);
    }
}

// Rule C8. By hand, AR6-100: biogenic methane 27, N2O 273. Wood: 1 kg CH4 and 0.1 kg N2O; the blend has fossil CO2 too, so nobody knows whose its N2O is.
TEST_CASE("biogenic methane and N2O have rows of their own and are in the totals") {
    auto const factors = FactorDatabase::from_csv("key,what,kind,region,year,unit,co2-fossil,co2-biogenic,ch4-biogenic,ch4-fossil,n2o,document,confidence\n"
                                                  "wood,wood,direct,CN,2023,kg/GJ net,,112,1,,0.1,own,transcribed-2\nblend,blend,direct,CN,2023,kg/GJ net,70,7,,0.5,0.2,own,transcribed-2\n");
    auto const inventory = account(read_activity_csv("id,category,what,place,amount,unit,period\n1,stationary-combustion,wood,CN,2,GJ net,2023-01\n2,mobile-combustion,blend,CN,3,GJ net,2023-01\n"), {},
                                   RuleSet::get("ghg-protocol", year_period(2023)), factors);
    CHECK(inventory.total().biogenic_n2o.stored() == doctest::Approx(2 * 0.1 * 273).epsilon(1e-14));
    for (auto const& view : view_names()) {
        CAPTURE(view);
        double methane = -1, n2o = -1, carbon = -1;
        auto const shown = statement(inventory, view);
        for (auto const& row : shown.rows) {
            if (row.part == SectionPart::biogenic_methane) methane = row.shown_kg;
            if (row.part == SectionPart::biogenic_n2o) n2o = row.shown_kg;
            if (row.part == SectionPart::biogenic_co2) carbon = row.shown_kg;
            if (row.part != SectionPart::co2e) CHECK(row.counted.stored() == 0);
        }
        CHECK(methane == doctest::Approx(2 * 27).epsilon(1e-14));
        CHECK(n2o == doctest::Approx(2 * 0.1 * 273).epsilon(1e-14));
        CHECK(carbon == 2 * 112 + 3 * 7);
        CHECK(shown.totals.back().co2e.stored() == doctest::Approx(2 * (27 + 27.3) + 3 * (70 + 0.5 * 29.8 + 0.2 * 273)).epsilon(1e-14));
    }
}

// Rule C8: neither own sinks nor carbon in products lower a total by themselves; every view says where they stand.
TEST_CASE("removals and stored carbon are beside the totals") {
    auto const inventory = one_of_each();
    for (auto const& view : view_names()) {
        CAPTURE(view);
        int found = 0;
        for (auto const& row : statement(inventory, view).rows) {
            if (row.section != "removals" && row.section != "carbon-stored") continue;
            ++found;
            CHECK(row.shown_kg == 1000);
            CHECK(row.counted.stored() == 0);
            CHECK(row.sign == 0);
        }
        CHECK(found == 2);
    }
    CHECK(inventory.total().co2e.stored() == 25'000);  // as in the scopes above
}

// Views are data: two editions of one form, of which the later one counts heat that was sold and forgets steam.
TEST_CASE("a form of one's own, by date") {
    std::string const sections = "view,edition,valid_from,section,title_en,title_zh,part,sign,categories,totals,confidence\n"
                                 "form,1,2020-01-01,in,in,,co2e,1,heat steam,sum,\nform,2,2023-01-01,in,in,,co2e,1,heat,sum,\nform,2,2023-01-01,out,out,,co2e,-1,heat-sold,sum,\n";
    std::string const totals = "view,total,title_en,title_zh\nform,,Form,\nform,sum,sum,\n";
    auto const views = try_read_views(sections, totals, "own.csv").value();
    CHECK(view_names(views) == std::vector<std::string>{"form"});
    auto const factors = FactorDatabase::from_csv("key,what,kind,region,year,unit,co2-fossil,document,confidence\nu2,unit,direct,CN,2022,t/t,1,own,transcribed-2\nu3,unit,direct,CN,2023,t/t,1,own,transcribed-2\n");
    auto const year = [&](std::string const& rows, int which) {
        return account(read_activity_csv("id,category,what,place,amount,unit,period\n" + rows), {}, RuleSet::get("ghg-protocol", year_period(which)), factors);
    };
    auto const early = try_statement(year("1,heat,unit,CN,5,t,2022\n2,steam,unit,CN,2,t,2022\n", 2022), "form", EnergyMethod::location, views).value();
    CHECK(early.edition == "1");
    CHECK(early.totals[0].co2e.stored() == 7000);
    auto const late = try_statement(year("1,heat,unit,CN,5,t,2023\n3,heat-sold,unit,CN,1.5,t,2023\n", 2023), "form", EnergyMethod::location, views).value();
    CHECK(late.edition == "2");
    CHECK(late.totals[0].co2e.stored() == 3500);
    CHECK(late.rows[1].shown_kg == -1500);
    auto const gap = try_statement(year("1,heat,unit,CN,5,t,2023\n2,steam,unit,CN,2,t,2023\n", 2023), "form", EnergyMethod::location, views);
    REQUIRE_FALSE(gap);
    CHECK(gap.problem().id == "view.gap");
    CHECK(gap.problem().got == "steam");
    for (auto const* row : {"form,3,2024-01-01,x,x,,carbon,1,heat,sum,", "form,3,2024-01-01,x,x,,co2e,2,heat,sum,", "form,3,2024-01-01,x,x,,co2e,1,warmth,sum,", "form,3,2024-01-01,x,x,,co2e,1,heat,rest,",
                            "form,3,2024-01-01,x,x,,co2e,0,heat,sum,", "form,3,2024-01-01,x,x,,biogenic-co2,1,heat,sum,", "form,3,soon,x,x,,co2e,1,heat,sum,"}) {
        CAPTURE(row);
        auto const refused = try_read_views(sections + row + "\n", totals, "own.csv");
        REQUIRE_FALSE(refused);
        CHECK(refused.problem().id == "view.table");
        CHECK(refused.problem().where.row == 4);
    }
}

// Rule C9: 0.4 t and 0.4 t and 0.4 t are 1.2 t, reported as 1; rounding first would give 0. With one decimal place it is 1.2.
TEST_CASE("nothing is rounded twice, and decimals are those of the rule set") {
    auto const factors = FactorDatabase::from_csv("key,what,kind,region,year,unit,co2-fossil,document,confidence\nunit,unit,direct,CN,2023,t/t,1,own,transcribed-2\n");
    auto const lines = read_activity_csv("id,category,what,place,amount,unit,period\n1,process,unit,CN,0.4,t,2023-01\n2,electricity,unit,CN,0.4,t,2023-01\n3,waste,unit,CN,0.4,t,2023-01\n");
    auto rules = RuleSet::get("ghg-protocol", year_period(2023));
    auto const all = [&] { return statement(account(lines, {}, rules, factors)).totals.back(); };
    CHECK(all().key == "all");
    CHECK(all().reported == 1);
    rules.rounding.decimals = 1;
    CHECK(all().reported == 1.2);
    rules.rounding.unit = "kg";
    CHECK(all().reported == 1200);
    CHECK(all().co2e.stored() == 1200);
}

// Rule C9: 2.5 t is reported as 2 by half-even and as 3 by half-up; the raw number stays.
TEST_CASE("reported numbers are rounded as the rule set says, raw ones are kept") {
    auto const factors = FactorDatabase::from_csv("key,what,kind,region,year,unit,co2-fossil,document,confidence\nunit,unit,direct,CN,2023,t/t,1,own,transcribed-2\n");
    auto const lines = read_activity_csv("id,category,what,place,amount,unit,period\n1,process,unit,CN,2.5,t,2023-01\n");
    auto const even = statement(account(lines, {}, RuleSet::get("ghg-protocol", year_period(2023)), factors));
    auto const up = statement(account(lines, {}, RuleSet::get("gbt-32150", year_period(2023)), factors));
    CHECK(even.totals.front().reported == 2);
    CHECK(up.totals.front().reported == 3);
    CHECK(even.totals.front().co2e.stored() == 2500);
}

TEST_CASE("notes go with the numbers, and unknown views are refused") {
    auto const inventory = one_of_each();
    CHECK(try_statement(inventory, "ghg").problem().id == "view.unknown");
    CHECK(try_statement(inventory, "ghg-protocol", EnergyMethod::market).problem().id == "inventory.no-market");
    CHECK(statement(inventory).notes.front().find("location-based") != std::string::npos);
    auto const overridden = account(inventory.activities(), {}, RuleSet::get("ghg-protocol", year_period(2023)).with_gwp(gwp::ar5()),
                                    FactorDatabase::from_csv("key,what,kind,region,year,unit,co2-fossil,document,confidence\nunit,unit,direct,CN,2023,t/t,1,own,transcribed-2\nwood,wood,direct,CN,2023,t/t,1,own,transcribed-2\n"));
    CHECK(statement(overridden).notes.front().find("outside the rule") != std::string::npos);
    auto const old = account(read_activity_csv("id,category,factor_key,place,amount,unit,period\n1,process,unit,CN,1,t,2010-01\n"), {}, RuleSet::get("ghg-protocol", year_period(2023)),
                             FactorDatabase::from_csv("key,what,kind,region,year,unit,co2-fossil,document,confidence\nunit,unit,direct,CN,2023,t/t,1,own,transcribed-2\n"));
    CHECK(try_statement(old, "ghg-protocol").problem().id == "view.not-in-force");
}
