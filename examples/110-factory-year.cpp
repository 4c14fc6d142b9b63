// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// A factory's year: activities from a table, one inventory, two standards' statements of the same lines (docs/accounting.md).
#include <iostream>

#include <tanji/accounting/account.hpp>
#include <tanji/accounting/activity_csv.hpp>
#include <tanji/accounting/view.hpp>
#include <tanji/base/text.hpp>

int main() {
    using namespace tanji;

    // Chinese headers and category names mean the same; a file is read with read_activity_file().
    ActivityLines const lines = read_activity_csv(
        "id,site,meter,category,what,place,amount,unit,period,evidence\n"
        "1,Hefei,E-1,electricity,\"electricity, grid\",CN-AH,5200,MWh,2023-01-01/2023-06-30,bill 2023-1\n"
        "2,Hefei,E-1,electricity,\"electricity, grid\",CN-AH,5600,MWh,2023-07-01/2023-12-31,bill 2023-2\n"
        "3,Leeds,G-1,stationary-combustion,natural gas,GB,12000,GJ gross,2023,bill 77\n"
        "4,Leeds,,mobile-combustion,petrol,GB,8400,l,2023,fuel cards\n",
        "2023.csv");

    RuleSet const rules = RuleSet::get("ghg-protocol", year_period(2023));
    OrganisationInventory const inventory = account(lines, {}, rules, FactorDatabase::shipped());

    auto const tonnes = [](Co2e co2e) { return number_text(co2e.stored() / 1000, 6) + " t CO2e"; };
    for (auto const* view : {"ghg-protocol", "cn-enterprise"}) {
        Statement const shown = statement(inventory, view);
        std::cout << shown.title_en << '\n';
        for (auto const& row : shown.rows) {
            if (row.total.lines != 0 && row.sign != 0) std::cout << "  " << row.title_en << ": " << tonnes(row.counted) << '\n';
        }
        for (auto const& total : shown.totals) {
            if (total.co2e.stored() != 0) std::cout << "  = " << total.title_en << ": " << tonnes(total.co2e) << '\n';
        }
    }
    for (auto const& part : inventory.by(PartBy::site)) std::cout << part.key << ": " << tonnes(part.total.co2e) << '\n';
    for (auto const& text : inventory.total().not_estimated) std::cout << "not estimated, not zero: " << text << '\n';

    // What cannot be counted is refused, with every place at once.
    auto const bad = try_read_activity_csv("id,category,what,place,amount,unit,period\n1,electricity,\"electricity, grid\",CN,1.200,kwh,2023-01\n2,electricity,\"electricity, grid\",CN,\"1,300\",kWh,2023-13\n", "bad.csv");
    for (auto const& text : bad.problem().related) std::cout << text.substr(0, text.find('\n')) << '\n';
}
