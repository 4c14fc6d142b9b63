// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/date.hpp"
#include "tanji/base/text.hpp"

/// \file
/// Days in spreadsheets are numbers that a format makes look like days (ISO/IEC 29500, part 1, 18.8.30): without the format, "2023-01" that somebody typed
/// reads as 44927.
namespace tanji::detail {

enum class SheetDate : unsigned char { none, day, month, year };

/// What a format code shows: "yyyy-mm-dd" a day, "mmm-yy" a month, "yyyy" a year (all of it, not its January), "h:mm" and "0.00" none.
/// Literal texts, escapes and [brackets] show nothing of the number.
[[nodiscard]] inline SheetDate sheet_date_of(std::string_view code) {
    bool year = false, month = false, day = false;
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        char const c = code[i];
        if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '"' || c == '[') {
            auto const end = code.find(c == '"' ? '"' : ']', i + 1);
            if (end == std::string_view::npos) break;
            i = end;
        } else if (equal_ignoring_case(code.substr(i, 7), "General")) {  // its "e" is no year; LibreOffice gives it a number of its own
            i += 6;
        } else {
            year = year || c == 'y' || c == 'Y' || c == 'e';
            month = month || c == 'm' || c == 'M';
            day = day || c == 'd' || c == 'D';
        }
    }
    return day ? SheetDate::day : !year ? SheetDate::none : month ? SheetDate::month : SheetDate::year;
}

/// The formats that have a number and no code; 27 to 36 and 50 to 58 are those of Chinese editions.
[[nodiscard]] inline SheetDate built_in_sheet_date(long long number) noexcept {
    switch (number) {
        case 14: case 15: case 16: case 22: case 28: case 29: case 30: case 31: case 51: case 53: case 54: case 58: return SheetDate::day;
        case 17: case 27: case 36: case 50: case 52: case 57: return SheetDate::month;
        default: return SheetDate::none;
    }
}

/// Day 1 is 1900-01-01, and day 60 the 29 February 1900 that never was; or, in files of old Macintoshes, day 0 is 1904-01-01. Nothing for times of a day.
[[nodiscard]] inline std::optional<std::string> sheet_day(std::string_view text, SheetDate form, bool since_1904) {
    auto const serial = parse_number(text);
    if (form == SheetDate::none || !serial || *serial != std::floor(*serial) || *serial < 61 || *serial > 2'900'000) return {};
    // Days after 1970-01-01: 25569 is 1970-01-01 in the first count, 24107 in the second.
    auto days = static_cast<std::int32_t>(*serial) - (since_1904 ? 24'107 : 25'569);
    int year = 1970 + days / 366;
    while (Date(year + 1, 1, 1).days() <= days) ++year;
    while (Date(year, 1, 1).days() > days) --year;
    int month = 1;
    while (month < 12 && Date(year, month + 1, 1).days() <= days) ++month;
    std::string const day = to_text(Date(year, month, days - Date(year, month, 1).days() + 1));
    return day.substr(0, form == SheetDate::day ? 10 : form == SheetDate::month ? 7 : 4);
}

}  // namespace tanji::detail
