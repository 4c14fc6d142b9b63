// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "tanji/accounting/account.hpp"
#include "tanji/accounting/activity_csv.hpp"
#include "tanji/base/text.hpp"

using namespace tanji;

namespace {

struct Row {
    std::string site, category, what, unit, place;
    double amount;
    int month;
};

std::vector<Row> rows_of_a_year() {
    std::mt19937_64 random(11);
    std::vector<Row> rows;
    for (int i = 0; i < 600; ++i) {
        double const amount = static_cast<double>(random() % 1'000'000'007) / 1024;  // dyadic, so that halves add up exactly
        if (i % 3 == 0) rows.push_back({"S" + std::to_string(i % 7), "electricity", "electricity, grid", i % 2 != 0 ? "kWh" : "MWh", "CN", amount, i % 12 + 1});
        else rows.push_back({"S" + std::to_string(i % 7), "stationary-combustion", "petrol", i % 2 != 0 ? "l" : "t", "GB", amount, i % 12 + 1});
    }
    return rows;
}

OrganisationInventory counted(std::vector<Row> const& rows) {
    ActivityLinesBuilder builder;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto const& row = rows[i];
        builder.add({.site = row.site, .category = row.category, .what = row.what, .place = row.place, .unit = row.unit},
                    {.id = row.site + row.unit + std::to_string(row.month) + "-" + std::to_string(row.amount) + row.what, .amount = number_text(row.amount), .period = month_text(2023 * 12 + row.month - 1)});
    }
    return account(builder.finish(), {}, RuleSet::get("ghg-protocol", year_period(2023)), FactorDatabase::shipped());
}

bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

bool same(Total const& a, Total const& b) {
    bool equal = same_bits(a.co2e.stored(), b.co2e.stored()) && a.gases.size() == b.gases.size();
    for (auto const& [gas, mass] : a.gases) equal = equal && b.gases.contains(gas) && same_bits(mass.stored(), b.gases.find(gas)->stored());
    return equal;
}

}  // namespace

TEST_CASE("the order of lines changes no bit and not the digest") {
    auto rows = rows_of_a_year();
    auto const first = counted(rows);
    std::mt19937 random(3);
    for (int run = 0; run < 3; ++run) {
        std::shuffle(rows.begin(), rows.end(), random);
        auto const again = counted(rows);
        CHECK(same(first.total(), again.total()));
        auto const a = first.by(PartBy::month);
        auto const b = again.by(PartBy::month);
        REQUIRE(a.size() == b.size());
        for (std::size_t i = 0; i < a.size(); ++i) CHECK((a[i].key == b[i].key && same(a[i].total, b[i].total)));
        CHECK(first.digest() == again.digest());
    }
    rows[0].amount = std::nextafter(rows[0].amount, 1e300);
    CHECK(counted(rows).digest() != first.digest());
}

TEST_CASE("splitting a line changes no bit of any total") {
    auto const rows = rows_of_a_year();
    std::vector<Row> parts;
    for (auto row : rows) {
        Row quarter = row;
        quarter.amount = row.amount / 4;
        row.amount -= quarter.amount;  // exact: amounts are multiples of 1/1024 below 2^20
        parts.push_back(row);
        parts.push_back(quarter);
    }
    auto const whole = counted(rows);
    auto const split = counted(parts);
    CHECK(same(whole.total(), split.total()));
    CHECK(split.total().lines == 2 * whole.total().lines);
    auto const a = whole.by(PartBy::site);
    auto const b = split.by(PartBy::site);
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) CHECK(same(a[i].total, b[i].total));
}

// Many small inventories, because in a long sum the roundings of single products would hide behind the last one.
TEST_CASE("splitting the only line changes no bit either") {
    std::mt19937_64 random(5);
    for (int run = 0; run < 40; ++run) {
        double const amount = static_cast<double>(random() % 1'000'000'007) / 1024;
        double const first = std::floor(amount * 0.3 * 1024) / 1024, second = std::floor(amount * 0.1 * 1024) / 1024;
        auto const line = [](double part, int month) { return Row{"S", "electricity", "electricity, grid", "kWh", "CN", part, month}; };
        CHECK(same(counted({line(amount, 1)}).total(), counted({line(first, 1), line(second, 2), line(amount - first - second, 3)}).total()));
    }
}

TEST_CASE("parts add up to the total, by whatever it is divided") {
    auto const inventory = counted(rows_of_a_year());
    double const total = inventory.total().co2e.stored();
    for (int i = 0; i <= static_cast<int>(PartBy::factor); ++i) {
        auto const by = static_cast<PartBy>(i);
        CAPTURE(std::string(to_text(by)));
        auto const parts = inventory.by(by);
        double const sum = std::accumulate(parts.begin(), parts.end(), 0.0, [](double at, Part const& part) { return at + part.total.co2e.stored(); });
        CHECK(sum == doctest::Approx(total).epsilon(1e-13));
        CHECK(std::accumulate(parts.begin(), parts.end(), std::uint64_t{0}, [](std::uint64_t at, Part const& part) { return at + part.total.lines; }) == 600);
        CHECK(try_parse_by(to_text(by)).value() == by);
    }
    CHECK(inventory.by(PartBy::month).size() == 12);
    CHECK(inventory.by(PartBy::site).size() == 7);
    CHECK(inventory.by(PartBy::scope)[0].name == "scope 1");
    CHECK(try_parse_by("colour").problem().id == "inventory.by");
    double lines = 0;
    for (std::size_t i = 0; i < inventory.lines().size(); ++i) lines += inventory.line_total(i).co2e.stored();
    CHECK(lines == doctest::Approx(total).epsilon(1e-13));
}

TEST_CASE("filters pick the lines they say") {
    auto const rows = rows_of_a_year();
    auto const inventory = counted(rows);
    auto const count = [&](auto const& wanted) { return static_cast<std::uint64_t>(std::count_if(rows.begin(), rows.end(), wanted)); };
    CHECK(inventory.total({.scope = 2}).lines == count([](Row const& row) { return row.category == "electricity"; }));
    CHECK(inventory.total({.site = "S3"}).lines == count([](Row const& row) { return row.site == "S3"; }));
    CHECK(inventory.total({.period = quarter_period(2023, 1)}).lines == count([](Row const& row) { return row.month <= 3; }));
    CHECK(inventory.total({.categories = {"electricity", "stationary-combustion"}}).lines == 600);
    CHECK(inventory.total({.scope3 = 6}).lines == 0);
    CHECK(inventory.total({.deducted = true}).lines == 0);
    CHECK(inventory.total({.internal = true}).lines == 0);
    CHECK(inventory.activities().size() == 600);
    CHECK(inventory.period() == year_period(2023));
    CHECK(to_text(EnergyMethod::market) == "market-based");
}

// UK factors come under the Open Government Licence, which asks for its words wherever they go; Chinese announcements do not.
TEST_CASE("an inventory carries what the licences of its factors ask for") {
    auto const with = [](std::string const& row) {
        return account(read_activity_csv("id,category,what,place,amount,unit,period\n" + row, "in.csv"), {}, RuleSet::get("ghg-protocol", year_period(2023)), FactorDatabase::shipped()).attributions();
    };
    auto const british = with("1,mobile-combustion,petrol,GB,100,l,2023-01\n2,mobile-combustion,diesel,GB,100,l,2023-01\n");
    REQUIRE(british.size() == 1);
    CHECK(british[0].find("Open Government Licence v3.0") != std::string::npos);
    CHECK(with("1,electricity,\"electricity, grid\",CN,100,kWh,2023-01\n").empty());
}
