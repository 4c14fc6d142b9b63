// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <string>

#include "tanji/base/date.hpp"

using namespace tanji;

TEST_CASE("dates are read in one form only") {
    CHECK(parse_date("2023-06-30") == Date(2023, 6, 30));
    CHECK(to_text(Date(987, 1, 2)) == "0987-01-02");
    for (char const* text : {"", "2023", "2023-6-30", "06/07/2023", "2023-02-29", "2023-13-01", "2023-00-10", "2023-04-31", "1900-02-29", "0000-01-01",
                             "2023-01-01T00:00", "+023-01-01", "2023-01- 1"}) {
        auto const result = try_parse_date(text);
        REQUIRE_FALSE(result);
        CHECK(result.problem().id == "date.invalid");
    }
    CHECK(try_parse_date("2000-02-29").has_value());
    CHECK_THROWS_AS(Date(2023, 2, 29), Error);
    CHECK_THROWS_AS(Date(10000, 1, 1), Error);
}

// Days since the epoch: `date -u -d 2023-06-30 +%s` / 86400 = 19538, and so on.
TEST_CASE("dates count days and compare") {
    CHECK(Date().days() == 0);
    CHECK(Date(2023, 6, 30).days() == 19538);
    CHECK(Date(2000, 2, 29).days() == 11016);
    CHECK(Date(1969, 12, 31).days() == -1);
    CHECK(Date(1, 1, 1).days() == -719162);
    CHECK(Date(2023, 1, 31) < Date(2023, 2, 1));
    std::int32_t previous = Date(1999, 12, 31).days();
    for (int year = 2000; year < 2005; ++year) {
        for (int month = 1; month <= 12; ++month) {
            for (int day = 1; day <= days_in_month(year, month); ++day) {
                Date const date(year, month, day);
                CHECK(date.days() == ++previous);
                CHECK(parse_date(to_text(date)) == date);
            }
        }
    }
}
