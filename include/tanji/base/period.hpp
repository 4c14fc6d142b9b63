// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/date.hpp"

/// \file
/// Spans of whole days: the time that a meter reading, a factor, a share or a report stands for.
namespace tanji {

/// From the first to the last day, both inclusive: what people write on invoices. (Half-open spans would make the
/// last day of a year look like the next year's.) A value of eight bytes.
class Period {
public:
    constexpr Period() = default;  ///< the single day 1970-01-01
    /// Throws Error "period.order" if the last day comes before the first.
    Period(Date first, Date last);

    [[nodiscard]] constexpr Date first() const noexcept { return first_; }
    [[nodiscard]] constexpr Date last() const noexcept { return last_; }
    /// How many days, at least 1.
    [[nodiscard]] std::int32_t days() const noexcept { return last_.days() - first_.days() + 1; }

    [[nodiscard]] bool contains(Date day) const noexcept { return first_ <= day && day <= last_; }
    [[nodiscard]] bool contains(Period const& other) const noexcept { return first_ <= other.first_ && other.last_ <= last_; }
    [[nodiscard]] bool overlaps(Period const& other) const noexcept { return first_ <= other.last_ && other.first_ <= last_; }
    /// Days in both; 0 if there are none.
    [[nodiscard]] std::int32_t shared_days(Period const& other) const noexcept;

    auto operator<=>(Period const&) const = default;

private:
    Date first_{};
    Date last_{};
};

[[nodiscard]] Period year_period(int year);
[[nodiscard]] Period month_period(int year, int month);
/// `quarter` from 1 to 4. Throws Error "period.invalid".
[[nodiscard]] Period quarter_period(int year, int quarter);

/// "2023", "2023-05", "2023-Q2", "2023-05-14" or "2023-01-01/2023-03-31" (ISO 8601; the last day of an interval counts).
/// Problems: "period.invalid" (with the forms that are read), "period.order", "date.invalid".
[[nodiscard]] Result<Period> try_parse_period(std::string_view text);
[[nodiscard]] Period parse_period(std::string_view text);

/// The shortest form that reads back the same.
[[nodiscard]] std::string to_text(Period const& period);

/// The calendar months that a period touches, as months since year 0: year * 12 + month - 1.
[[nodiscard]] constexpr int month_number(Date day) noexcept { return day.year() * 12 + day.month() - 1; }
/// True if the period starts with the first and ends with the last day of a month.
[[nodiscard]] bool is_whole_months(Period const& period) noexcept;
/// "2023-05" of a month number.
[[nodiscard]] std::string month_text(int number);

/// The days of `whole` that no period covers, as periods in order. The periods may overlap and come in any order.
[[nodiscard]] std::vector<Period> gaps(Period const& whole, std::span<Period const> periods);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/base/impl/period.ipp"
#endif
