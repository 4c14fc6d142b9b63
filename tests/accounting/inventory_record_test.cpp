// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "tanji/accounting/account.hpp"
#include "tanji/accounting/activity_csv.hpp"
#include "tanji/accounting/inventory_record.hpp"
#include "tanji/base/text.hpp"

using namespace tanji;

namespace {

/// `rows` lines of ten sites and twelve months under one made-up factor.
OrganisationInventory inventory(int rows) {
    std::string csv = "site,category,what,place,amount,unit,period,source_type,evidence\n";
    for (int i = 0; i < rows; ++i) {
        int const month = 1 + i % 12;
        csv += "S" + std::to_string(i % 10) + ",electricity,\"electricity, grid\",CN," + std::to_string(1000 + i) + ".25,MWh," + (month < 10 ? "2023-0" : "2023-") + std::to_string(month) + ",measured,INV-" + std::to_string(100000 + i) + "\n";
    }
    auto const factors = FactorDatabase::from_csv("key,what,region,year,kind,gas,value,unit,edition,document,confidence\n"
                                                  "grid,\"electricity, grid\",CN,2023,direct,co2-fossil,0.5,kg/kWh,2023,Notice A,official-seen\n", "f.csv");
    return account(read_activity_csv(csv, "year.csv"), {}, RuleSet::get("ghg-protocol", year_period(2023)), factors);
}

}  // namespace

// Rule C10: at most 150 bytes a line on average, shared steps stored once.
TEST_CASE("a record of many lines is short, and its shared entries are few") {
    std::string text;
    auto const root = write_record(inventory(3000), {.writer = {.sink = [&text](std::string_view bytes) { text += bytes; }}});
    CHECK(root.lines == 3000);
    CHECK(text.size() / 3000 <= 150);
    CHECK(root.entries - root.lines < 40);  // header, file, factor, 12 months, 10 sites, results
}

TEST_CASE("the numbers of a record are those of the inventory") {
    auto const of = inventory(24);
    auto const numbers = record_numbers(of);
    auto const find = [&numbers](std::string const& name) { return std::find_if(numbers.begin(), numbers.end(), [&name](auto const& number) { return number.of == name; })->amount; };
    // By hand: sum over i = 0..23 of (1000.25 + i) MWh x 500 kg/MWh.
    double const kg = (24 * 1000.25 + 276) * 500;
    CHECK(find("co2e scope 2 location-based") == doctest::Approx(kg).epsilon(1e-12));
    CHECK(find("co2-fossil location-based") == doctest::Approx(kg).epsilon(1e-12));
    CHECK(find("co2e scope 1 location-based") == 0);
    CHECK(find("co2e location-based") == of.total().co2e.stored());
    CHECK(std::none_of(numbers.begin(), numbers.end(), [](auto const& number) { return contains_ignoring_case(number.of, "market"); }));
}
