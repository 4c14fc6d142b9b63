// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/base/date.hpp"
#include "tanji/base/text.hpp"

/// \file
/// Calendar arithmetic by hand, in integers: the Gregorian rules carried back to year 1 (ISO 8601), no table, no locale.
namespace tanji {

// 0 for a month that does not exist, so that no day of it can pass the checks below.
TANJI_INLINE int days_in_month(int year, int month) noexcept {
    if (month < 1 || month > 12) return 0;
    if (month == 2) return is_leap_year(year) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// Four digits of year at most: parse_date and to_text then invert each other, and the small members hold every part.
TANJI_INLINE Date::Date(int year, int month, int day) {
    if (year < 1 || year > 9999 || day < 1 || day > days_in_month(year, month)) {
        throw Error({.id = "date.invalid", .what = "there is no such day", .expected = "a day of the Gregorian calendar, years 1 to 9999",
                     .got = std::to_string(year) + "-" + std::to_string(month) + "-" + std::to_string(day)});
    }
    year_ = static_cast<std::int16_t>(year);
    month_ = static_cast<std::int8_t>(month);
    day_ = static_cast<std::int8_t>(day);
}

TANJI_INLINE std::int32_t Date::days() const noexcept {
    // Years that start in March put the leap day last; 400 of them have 146097 days. From March on, five months have 153
    // days each time, which the integer division spreads as the calendar does. Day 0 of that count is 1 March of year 0,
    // 719468 days before 1970-01-01.
    int const y = month_ <= 2 ? year_ - 1 : year_;
    int const era = (y >= 0 ? y : y - 399) / 400;
    int const of_era = y - era * 400;
    int const of_year = (153 * (month_ + (month_ > 2 ? -3 : 9)) + 2) / 5 + day_ - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

// Digit by digit: parse_integer would let a sign through.
TANJI_INLINE Result<Date> try_parse_date(std::string_view text) {
    auto const digits = [&](std::size_t at, std::size_t count) {
        for (std::size_t i = at; i < at + count; ++i) {
            if (text[i] < '0' || text[i] > '9') return -1;
        }
        return static_cast<int>(parse_integer(text.substr(at, count)).value_or(-1));
    };
    if (text.size() == 10 && text[4] == '-' && text[7] == '-') {
        int const year = digits(0, 4);
        int const month = digits(5, 2);
        int const day = digits(8, 2);
        if (year >= 1 && day >= 1 && day <= days_in_month(year, month)) return Date(year, month, day);
    }
    return Problem{.id = "date.invalid", .what = "this is no date", .expected = "a day that exists, written 2023-06-30", .got = in_quotes(text.substr(0, 40)),
                   .hint = "year, month, day: 05/06/2023 has two readings"};
}

TANJI_INLINE Date parse_date(std::string_view text) { return try_parse_date(text).value(); }

// Padded to full width, so that the text sorts as the days do and try_parse_date reads it back.
TANJI_INLINE std::string to_text(Date date) {
    auto const padded = [](int number, std::size_t width) {
        std::string digits = std::to_string(number);
        return std::string(width - digits.size(), '0') + digits;
    };
    return padded(date.year(), 4) + "-" + padded(date.month(), 2) + "-" + padded(date.day(), 2);
}

}  // namespace tanji
