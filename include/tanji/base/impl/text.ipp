// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <charconv>
#include <cmath>
#include <system_error>

#include "tanji/base/text.hpp"

/// \file
/// Bodies of the text functions. Nothing here asks a locale: std::tolower and the streams would make a comma of a decimal
/// point on half of the machines, and letters outside ASCII mean different bytes in each.
namespace tanji {
namespace detail {

/// ASCII only, on purpose: bytes of UTF-8 beyond it pass unchanged, so Chinese names compare exactly.
[[nodiscard]] constexpr char lower_char(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Levenshtein distance without case, in one row of memory; stops early above `bound`.
/// O(|a| |b|) at worst, but lists of candidates are long and most of them are far off: the length alone rules many out, and
/// a row whose smallest entry is above the bound can only lead further up. Counts bytes, which is near enough for a hint.
[[nodiscard]] inline std::size_t spelling_distance(std::string_view a, std::string_view b, std::size_t bound) {
    if (a.size() > b.size() + bound || b.size() > a.size() + bound) return bound + 1;
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        std::size_t best = row[0];
        for (std::size_t j = 1; j <= b.size(); ++j) {
            std::size_t const change = diagonal + (lower_char(a[i - 1]) == lower_char(b[j - 1]) ? 0 : 1);
            diagonal = row[j];
            row[j] = (std::min)({row[j] + 1, row[j - 1] + 1, change});
            best = (std::min)(best, row[j]);
        }
        if (best > bound) return bound + 1;
    }
    return row[b.size()];
}

}  // namespace detail

// U+00A0 counts as a blank because spreadsheets and web pages put it where people see a space.
TANJI_INLINE std::string_view trim(std::string_view text) noexcept {
    auto const blank = [](std::string_view t, std::size_t at) { return t[at] == ' ' || t[at] == '\t' || t[at] == '\n' || t[at] == '\r'; };
    for (;;) {
        if (!text.empty() && blank(text, 0)) text.remove_prefix(1);
        else if (text.starts_with("\xC2\xA0")) text.remove_prefix(2);
        else break;
    }
    for (;;) {
        if (!text.empty() && blank(text, text.size() - 1)) text.remove_suffix(1);
        else if (text.ends_with("\xC2\xA0")) text.remove_suffix(2);
        else break;
    }
    return text;
}

TANJI_INLINE std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = detail::lower_char(c);
    return result;
}

TANJI_INLINE bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept {
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return detail::lower_char(x) == detail::lower_char(y); });
}

// For look-ups by part of a name. std::search at its plainest: the texts are names, not books.
TANJI_INLINE bool contains_ignoring_case(std::string_view text, std::string_view part) noexcept {
    auto const same = [](char x, char y) { return detail::lower_char(x) == detail::lower_char(y); };
    return part.empty() || std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

// std::from_chars is correctly rounded and knows no locale, but takes no leading '+', and reads "inf" and "nan", which are
// no data (rule A6). "1,5" fails because the whole text has to be used up: a comma is a decimal mark to some and a
// divider of thousands to others.
TANJI_INLINE std::optional<double> parse_number(std::string_view text) noexcept {
    if (text.starts_with('+')) {
        text.remove_prefix(1);
        if (text.starts_with('-') || text.starts_with('+')) return {};
    }
    double value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return {};
    return value;
}

// No '+' here: counts, years and powers are not written with one. Out of range is nothing, not the nearest number.
TANJI_INLINE std::optional<long long> parse_integer(std::string_view text) noexcept {
    long long value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.empty()) return {};
    return value;
}

// The commonest slips of spreadsheets and of fingers, told apart by their letters. An exponent is no unit.
TANJI_INLINE std::string number_hint(std::string_view text) {
    std::string_view const shown = trim(text);
    bool const digits = !shown.empty() && shown.front() >= '0' && shown.front() <= '9';
    auto const has = [shown](std::string_view any) { return shown.find_first_of(any) != std::string_view::npos; };
    if (shown.empty()) return "missing is not zero: write 0 if that is meant";
    if (shown.front() == '=') return "paste values, not formulas";
    if (has(",")) return "write the decimal mark as a point and no thousands marks";
    if (has("%")) return "write 0.6 for 60 %";
    if (digits && has("abcdfghijklmnopqrstuvwxyzABCDFGHIJKLMNOPQRSTUVWXYZ")) return "the unit has a column of its own";
    if (digits && has(" ")) return "write no blanks within a number";
    return "write a finite number in digits with a point, like 1250.5";
}

// The shortest form has at most 24 characters, so the buffer always suffices; "?" is for a standard library gone wrong.
TANJI_INLINE std::string number_text(double value) {
    char buffer[32];
    auto const [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
    return error == std::errc() ? std::string(buffer, end) : std::string("?");
}

// For people: whoever writes data that must read back the same uses the shortest form above. Zeros at the end go, because
// they would claim digits that a double computed from rounded factors does not have; scientific notation counts one digit
// before the point, hence `digits - 1`.
TANJI_INLINE std::string number_text(double value, int digits) {
    char buffer[64];
    double const size = std::abs(value);
    bool const plain = value == 0 || (size >= 1e-4 && size < 1e9);
    auto const format = plain ? std::chars_format::general : std::chars_format::scientific;
    int const precision = plain ? digits : digits - 1;
    auto const [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value, format, precision);
    if (error != std::errc()) return number_text(value);
    std::string text(buffer, end);
    auto const exponent = text.find('e');
    if (plain && exponent != std::string::npos) {  // general switches to exponents at 10^digits: whole numbers stay plain
        auto const fixed = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, 0);
        return std::string(buffer, fixed.ptr);
    }
    if (text.find('.') != std::string::npos) {
        auto const mantissa_end = exponent == std::string::npos ? text.size() : exponent;
        auto keep = text.find_last_not_of('0', mantissa_end - 1) + 1;
        if (keep > 0 && text[keep - 1] == '.') --keep;
        text.erase(keep, mantissa_end - keep);
    }
    return text;
}

// Always at least one part, and empty parts stay: "a||b" has three, "" has one. Views, so the text must outlive them.
TANJI_INLINE std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        auto const at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

TANJI_INLINE std::string join(std::vector<std::string> const& parts, std::string_view separator) {
    std::string text;
    for (auto const& part : parts) {
        if (!text.empty()) text += separator;
        text += part;
    }
    return text;
}

TANJI_INLINE std::string in_quotes(std::string_view text) {
    // By appending: g++ 12 takes what `"\"" + std::string(...)` inlines to for an overlapping copy (-Wrestrict).
    std::string quoted;
    quoted.reserve(text.size() + 2);
    quoted += '"';
    quoted += text;
    quoted += '"';
    return quoted;
}

// A third of the letters may be wrong, or two: more than that is no slip of the hand and would suggest nonsense. A name
// that contains the text whole is near as well, however long it is ("diesel" for "diesel, low-sulphur").
// Linear in the candidates; only ever called when a look-up has failed already.
TANJI_INLINE std::vector<std::string> nearest(std::string_view text, std::vector<std::string> const& candidates, std::size_t most) {
    std::size_t const bound = (std::max)(std::size_t{2}, text.size() / 3);
    std::vector<std::pair<std::size_t, std::string const*>> near;
    for (auto const& candidate : candidates) {
        auto distance = detail::spelling_distance(text, candidate, bound);
        if (distance > bound && text.size() >= 3 && contains_ignoring_case(candidate, text)) distance = bound;
        if (distance <= bound) near.emplace_back(distance, &candidate);
    }
    std::sort(near.begin(), near.end());  // equal distances stay in order: the pointers are into one array
    std::vector<std::string> result;
    for (auto const& [distance, candidate] : near) {
        if (result.size() == most) break;
        if (std::find(result.begin(), result.end(), *candidate) == result.end()) result.push_back(*candidate);
    }
    return result;
}

}  // namespace tanji
