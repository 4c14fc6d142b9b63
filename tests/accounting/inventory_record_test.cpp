// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

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

// SHA-256 of nothing (FIPS 180-4), in base64url by Python's base64.urlsafe_b64encode; in either case of the digits.
TEST_CASE("hashes of evidence are short, and read alike in either case") {
    std::string const hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    std::string upper = hex;
    std::transform(upper.begin(), upper.end(), upper.begin(), [](char c) { return c >= 'a' ? static_cast<char>(c - 32) : c; });
    auto const factors = FactorDatabase::from_csv("key,what,region,year,kind,gas,value,unit,edition,document,confidence\n"
                                                  "grid,\"electricity, grid\",CN,2023,direct,co2-fossil,0.5,kg/kWh,2023,Notice A,official-seen\n", "f.csv");
    std::string csv = "category,what,place,amount,unit,period,evidence,evidence_hash\n";
    for (auto const& hash : {hex, upper, std::string()}) csv += "electricity,\"electricity, grid\",CN,1,MWh,2023-01,INV-1," + hash + "\n";
    std::string text;
    write_record(account(read_activity_csv(csv, "year.csv"), {}, RuleSet::get("ghg-protocol", year_period(2023)), factors), {.writer = {.sink = [&text](std::string_view bytes) { text += bytes; }}});
    RecordReader reader(text);
    std::vector<std::string> seen;
    while (auto const* entry = reader.next())
        if (entry->kind == RecordEntryKind::line) seen.emplace_back(entry->line.evidence_sha256);
    CHECK(seen == std::vector<std::string>{"47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU", "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU", ""});
}
