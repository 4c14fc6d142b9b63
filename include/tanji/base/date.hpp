// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "tanji/base/result.hpp"

/// \file
/// Calendar days, for provenance and periods. Values of four bytes; everything but text is free of allocation.
namespace tanji {

/// A day of the Gregorian calendar, without time zone: editions, validity, reporting periods. Always given by the caller;
/// the library never asks a clock. (Not std::chrono: its header alone is a third of the size budget of a public one.)
class Date {
public:
    constexpr Date() = default;  ///< 1970-01-01
    /// Throws Error "date.invalid" for a day that does not exist; years 1 to 9999.
    Date(int year, int month, int day);

    [[nodiscard]] constexpr int year() const noexcept { return year_; }
    [[nodiscard]] constexpr int month() const noexcept { return month_; }
    [[nodiscard]] constexpr int day() const noexcept { return day_; }

    /// Days after 1970-01-01, negative before.
    [[nodiscard]] std::int32_t days() const noexcept;

    auto operator<=>(Date const&) const = default;

private:
    std::int16_t year_ = 1970;
    std::int8_t month_ = 1;
    std::int8_t day_ = 1;
};

[[nodiscard]] constexpr bool is_leap_year(int year) noexcept { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }
[[nodiscard]] int days_in_month(int year, int month) noexcept;

/// "2023-06-30" and nothing else (ISO 8601 extended, calendar date): 06/07/2023 has two readings and is refused.
/// Problem "date.invalid".
[[nodiscard]] Date parse_date(std::string_view text);
[[nodiscard]] Result<Date> try_parse_date(std::string_view text);

[[nodiscard]] std::string to_text(Date date);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/base/impl/date.ipp"
#endif
