// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>

#include "tanji/base/period.hpp"
#include "tanji/base/text.hpp"

/// \file
/// Periods from and to text, and the days between them.
namespace tanji {

// Both days belong to the period: a bill "1 May to 31 May" has 31 days, and the next one begins on 1 June without a shared day.
TANJI_INLINE Period::Period(Date first, Date last) : first_(first), last_(last) {
    if (last < first) {
        throw Error({.id = "period.order", .what = "a period ends before it starts", .expected = "the first day, then the last",
                     .got = to_text(first) + " to " + to_text(last), .hint = "swap the two days if they were mixed up"});
    }
}

// What a bill has in common with a reporting year, for splitting by days. 0 where they do not touch.
TANJI_INLINE std::int32_t Period::shared_days(Period const& other) const noexcept {
    if (!overlaps(other)) return 0;
    Date const from = (std::max)(first_, other.first_);
    Date const to = (std::min)(last_, other.last_);
    return to.days() - from.days() + 1;
}

// Years of the calendar, leap days included.
TANJI_INLINE Period year_period(int year) { return {Date(year, 1, 1), Date(year, 12, 31)}; }

// days_in_month() is only asked for months that exist; Date() refuses the others with its own message.
TANJI_INLINE Period month_period(int year, int month) {
    Date const first(year, month, 1);
    return {first, Date(year, month, days_in_month(year, month))};
}

// Quarters of the calendar. Business years that begin in another month are written as intervals of days.
TANJI_INLINE Period quarter_period(int year, int quarter) {
    if (quarter < 1 || quarter > 4) {
        throw Error({.id = "period.invalid", .what = "there is no such quarter", .expected = "1 to 4", .got = std::to_string(quarter)});
    }
    int const month = quarter * 3;
    return {Date(year, month - 2, 1), Date(year, month, days_in_month(year, month))};
}

namespace detail {

/// Digits only, all of them: "+5" and " 5" are numbers elsewhere, but nothing that a date is written with. -1 for others.
[[nodiscard]] inline int period_digits(std::string_view text) noexcept {
    int value = 0;
    for (char const c : text) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return text.empty() || text.size() > 4 ? -1 : value;
}

[[nodiscard]] inline Problem period_problem(std::string_view text) {
    return {.id = "period.invalid", .what = "this is no period", .expected = "2023, 2023-05, 2023-Q2, 2023-05-14 or 2023-01-01/2023-03-31",
            .got = in_quotes(text), .hint = "days are written year-month-day; 05/06/2023 has two readings and is refused"};
}

/// One side of an interval, or a period of its own, by its length alone: every form has another one.
[[nodiscard]] inline Result<Period> simple_period(std::string_view text) {
    int const year = text.size() >= 4 ? period_digits(text.substr(0, 4)) : -1;
    if (year < 1 || (text.size() > 4 && text[4] != '-')) return period_problem(text);
    if (text.size() == 4) return year_period(year);
    if (text.size() == 7 && (text[5] == 'Q' || text[5] == 'q')) {
        int const quarter = period_digits(text.substr(6));
        if (quarter < 1 || quarter > 4) return period_problem(text);
        return quarter_period(year, quarter);
    }
    if (text.size() == 7) {
        int const month = period_digits(text.substr(5));
        if (month < 1 || month > 12) return period_problem(text);
        return month_period(year, month);
    }
    if (text.size() != 10) return period_problem(text);
    auto const day = try_parse_date(text);
    if (!day) return day.problem();
    return Period(*day, *day);
}

}  // namespace detail

// Both sides of an interval must be days: "2023/2024" may be a business year, a two-year span or a typing mistake.
TANJI_INLINE Result<Period> try_parse_period(std::string_view text) {
    std::string_view const whole = trim(text);
    auto const slash = whole.find('/');
    if (slash == std::string_view::npos) return detail::simple_period(whole);
    std::string_view const from = trim(whole.substr(0, slash));
    std::string_view const to = trim(whole.substr(slash + 1));
    if (from.size() != 10 || to.size() != 10) return detail::period_problem(whole);
    auto const first = try_parse_date(from);
    auto const last = try_parse_date(to);
    if (!first) return first.problem();
    if (!last) return last.problem();
    try {
        return Period(*first, *last);
    } catch (Error const& error) {
        return error.problem();
    }
}

// For literals in programs; files are read with try_parse_period(), which can say where the text stood.
TANJI_INLINE Period parse_period(std::string_view text) { return try_parse_period(text).value(); }

// The shortest form first, so that a year reads as a year and not as 365 days.
TANJI_INLINE std::string to_text(Period const& period) {
    Date const a = period.first();
    Date const b = period.last();
    std::string const first = to_text(a);
    if (a == b) return first;
    if (is_whole_months(period) && a.year() == b.year()) {
        if (a.month() == 1 && b.month() == 12) return first.substr(0, 4);
        if (a.month() == b.month()) return first.substr(0, 7);
        if (b.month() - a.month() == 2 && b.month() % 3 == 0) return first.substr(0, 4) + "-Q" + std::to_string(b.month() / 3);
    }
    return first + "/" + to_text(b);
}

// Reports by month need it: only such a period can be cut into months without an assumption about its days.
TANJI_INLINE bool is_whole_months(Period const& period) noexcept {
    return period.first().day() == 1 && period.last().day() == days_in_month(period.last().year(), period.last().month());
}

// Months are counted from year 0 as year * 12 + month - 1, so that the next month is always one more.
TANJI_INLINE std::string month_text(int number) { return to_text(Date(number / 12, number % 12 + 1, 1)).substr(0, 7); }

namespace detail {

/// The calendar has no arithmetic of its own: one day on, by its parts. Years above 9999 do not exist; nor does their eve's morrow.
[[nodiscard]] inline Date day_after(Date day) {
    if (day.day() < days_in_month(day.year(), day.month())) return {day.year(), day.month(), day.day() + 1};
    return day.month() < 12 ? Date(day.year(), day.month() + 1, 1) : Date(day.year() + 1, 1, 1);
}
[[nodiscard]] inline Date day_before(Date day) {
    if (day.day() > 1) return {day.year(), day.month(), day.day() - 1};
    return day.month() > 1 ? Date(day.year(), day.month() - 1, days_in_month(day.year(), day.month() - 1)) : Date(day.year() - 1, 12, 31);
}

}  // namespace detail

// Sorted by first day, `next` is the earliest day that nothing seen so far covers.
TANJI_INLINE std::vector<Period> gaps(Period const& whole, std::span<Period const> periods) {
    std::vector<Period> sorted(periods.begin(), periods.end());
    std::sort(sorted.begin(), sorted.end());
    std::vector<Period> missing;
    Date next = whole.first();
    for (auto const& period : sorted) {
        if (period.last() < next) continue;
        if (period.first() > whole.last()) break;
        if (period.first() > next) missing.emplace_back(next, detail::day_before(period.first()));
        if (period.last() >= whole.last()) return missing;
        next = detail::day_after(period.last());
    }
    missing.emplace_back(next, whole.last());
    return missing;
}

}  // namespace tanji
