// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tanji/base/period.hpp"

using namespace tanji;

// ISO 8601-1:2019 (5.2.2, 5.5) for dates and intervals; quarters as people write them. The last day of an interval counts.
TEST_CASE("periods are read from the forms people use") {
    CHECK(parse_period("2023") == Period(Date(2023, 1, 1), Date(2023, 12, 31)));
    CHECK(parse_period("2024-02") == Period(Date(2024, 2, 1), Date(2024, 2, 29)));
    CHECK(parse_period("2023-Q4") == Period(Date(2023, 10, 1), Date(2023, 12, 31)));
    CHECK(parse_period(" 2023-05-14 ") == Period(Date(2023, 5, 14), Date(2023, 5, 14)));
    CHECK(parse_period("2023-01-15/2023-02-14") == Period(Date(2023, 1, 15), Date(2023, 2, 14)));
}

TEST_CASE("what has two readings, or none, is refused") {
    for (auto const* text : {"", "23", "2023-1", "2023/05", "05/06/2023", "2023-13", "2023-00", "2023-Q0", "2023-Q5", "2023-W05", "2023/2024", "2023-01/2023-02", "+023", "2023-0x", "20230514"}) {
        CAPTURE(std::string(text));
        auto const period = try_parse_period(text);
        REQUIRE_FALSE(period);
        CHECK(period.problem().id == "period.invalid");
    }
    CHECK(try_parse_period("2023-02-29").problem().id == "date.invalid");
    CHECK(try_parse_period("2023-02-02/2023-02-01").problem().id == "period.order");
    CHECK_THROWS_AS(Period(Date(2023, 2, 2), Date(2023, 2, 1)), Error);
    CHECK_THROWS_AS((void)quarter_period(2023, 5), Error);
}

TEST_CASE("periods are written in the shortest form that reads back") {
    for (auto const* text : {"2023", "2023-05", "2023-Q2", "2023-05-14", "2023-01-15/2023-02-14", "2022-01-01/2023-12-31", "2023-02-01/2023-04-30"}) {
        CHECK(to_text(parse_period(text)) == text);
    }
    CHECK(to_text(Period(Date(2024, 1, 1), Date(2024, 12, 31))) == "2024");
}

TEST_CASE("days are counted inclusively") {
    CHECK(year_period(2023).days() == 365);
    CHECK(year_period(2024).days() == 366);
    CHECK(parse_period("2023-05-14").days() == 1);
    CHECK(month_period(2023, 5).shared_days(parse_period("2023-05-31/2023-06-02")) == 1);
    CHECK(month_period(2023, 5).shared_days(month_period(2023, 6)) == 0);
    CHECK(month_period(2023, 5).overlaps(parse_period("2023-05-31/2023-06-30")));
    CHECK_FALSE(month_period(2023, 5).overlaps(month_period(2023, 6)));
    CHECK(year_period(2023).contains(month_period(2023, 12)));
    CHECK_FALSE(year_period(2023).contains(parse_period("2023-12-15/2024-01-14")));
    CHECK(is_whole_months(quarter_period(2023, 1)));
    CHECK_FALSE(is_whole_months(parse_period("2023-01-02/2023-01-31")));
    CHECK(month_text(month_number(Date(2023, 12, 31))) == "2023-12");
    CHECK(month_text(month_number(Date(2024, 1, 1))) == "2024-01");
}

TEST_CASE("gaps are the days that nothing covers") {
    auto const year = year_period(2023);
    CHECK(gaps(year, {}) == std::vector<Period>{year});
    std::vector<Period> months;
    for (int month = 12; month >= 1; --month) {
        if (month != 3 && month != 12) months.push_back(month_period(2023, month));
    }
    CHECK(gaps(year, months) == std::vector<Period>{month_period(2023, 3), month_period(2023, 12)});
    CHECK(gaps(year, std::vector<Period>{parse_period("2022-12-01/2024-01-31")}).empty());
    CHECK(gaps(year, std::vector<Period>{parse_period("2023-01-01/2023-06-30"), parse_period("2023-06-15/2023-12-30")}) == std::vector<Period>{parse_period("2023-12-31")});
}
