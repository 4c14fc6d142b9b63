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

// Rule C8.
TEST_CASE("biogenic CO2 has a row of its own in every view and is in no total") {
    auto const inventory = one_of_each();
    for (auto const& view : view_names()) {
        CAPTURE(view);
        bool found = false;
        for (auto const& row : statement(inventory, view).rows) {
            if (!row.biogenic) continue;
            found = true;
            CHECK(row.total.biogenic_co2.stored() == 2000);
            CHECK(row.counted.stored() == 0);
        }
        CHECK(found);
    }
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
