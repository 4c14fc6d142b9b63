// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <array>

#include "tanji/base/utf8.hpp"
#include "tanji/report/text_width.hpp"

/// \file
/// Widths of text in columns. Own tables instead of wcwidth(): that one follows the locale and the C library, and the same
/// result must give the same table everywhere.
namespace tanji {
namespace detail {

/// Code points from `first` to `last`, both included.
struct CodeRange {
    char32_t first, last;
};

/// The character at the front and its length in bytes; a byte that is no UTF-8 stands for itself.
struct Character {
    char32_t code = 0;
    std::size_t bytes = 1;
};

// `text` is not empty. The first byte of n carries 7 - n bits, each further one 6 (RFC 3629); utf8_length has checked them.
[[nodiscard]] inline Character front_character(std::string_view text) noexcept {
    auto const bytes = utf8_length(text);
    auto const byte = [text](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
    if (bytes < 2) return {byte(0), 1};
    char32_t code = byte(0) & (0x7Fu >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) code = (code << 6) | (byte(i) & 0x3Fu);
    return {code, bytes};
}

// Blocks rather than single characters of UAX #11: a dozen ranges instead of a hundred, at the price of some signs (not
// letters of any name) that are one column off. Linear search, since names are short.
[[nodiscard]] inline std::size_t columns_of_character(char32_t code) noexcept {
    static constexpr std::array<CodeRange, 4> marks{{{0x300, 0x36F}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}}};
    static constexpr std::array<CodeRange, 11> wide{{{0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0x33FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xA000, 0xA4CF},
                                                     {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0x1F300, 0x3FFFD}}};
    auto const within = [code](CodeRange const& range) { return code >= range.first && code <= range.last; };
    if (std::any_of(marks.begin(), marks.end(), within)) return 0;
    return std::any_of(wide.begin(), wide.end(), within) || (code >= 0xFFE0 && code <= 0xFFE6) ? 2 : 1;
}

/// Where a line of at most `width` columns ends: behind the last place at which it may break, else where it is full. At least
/// one character is always taken, so whoever cuts line after line gets to the end.
[[nodiscard]] inline std::size_t line_end(std::string_view text, std::size_t width) noexcept {
    std::size_t at = 0, used = 0, last_break = 0;
    while (at < text.size()) {
        auto const [code, bytes] = front_character(text.substr(at));
        auto const columns = columns_of_character(code);
        if (used + columns > width && at > 0) return last_break > 0 ? last_break : at;
        if (columns == 2 && at > 0) last_break = at;
        used += columns;
        at += bytes;
        // A comma or hyphen between digits belongs to a chemical name: 1,1,1,2-tetrafluoroethane.
        bool const blank_next = at < text.size() && text[at] == ' ';
        if (code == ' ' || columns == 2 || ((code == ',' || code == ';' || code == '-' || code == '/') && blank_next)) last_break = at;
    }
    return text.size();
}

}  // namespace detail

TANJI_INLINE std::size_t display_width(std::string_view text) noexcept {
    std::size_t width = 0;
    while (!text.empty()) {
        auto const [code, bytes] = detail::front_character(text);
        width += detail::columns_of_character(code);
        text.remove_prefix(bytes);
    }
    return width;
}

// Three ASCII dots and not an ellipsis: some terminals show that sign two columns wide. Below three columns there is no room
// for dots, and the front alone must do.
TANJI_INLINE std::string shortened(std::string_view text, std::size_t width) {
    if (display_width(text) <= width) return std::string(text);
    std::string_view const dots = width >= 3 ? "..." : "";
    std::size_t at = 0, used = dots.size();
    while (at < text.size()) {
        auto const [code, bytes] = detail::front_character(text.substr(at));
        used += detail::columns_of_character(code);
        if (used > width) break;
        at += bytes;
    }
    while (at > 0 && text[at - 1] == ' ') --at;
    return std::string(text.substr(0, at)) + std::string(dots);
}

// A width of two at least, so that a wide character fits. The last line takes all that is left and is shortened; an empty
// text gives one empty line, since callers count lines to place them.
TANJI_INLINE std::vector<std::string> wrapped(std::string_view text, std::size_t width, std::size_t lines) {
    std::vector<std::string> result;
    while (!text.empty() && result.size() + 1 < lines) {
        auto const end = detail::line_end(text, (std::max)(width, std::size_t{2}));
        auto line = text.substr(0, end);
        while (line.ends_with(' ')) line.remove_suffix(1);
        result.emplace_back(line);
        text.remove_prefix(end);
        while (text.starts_with(' ')) text.remove_prefix(1);
    }
    if (!text.empty() || result.empty()) result.push_back(shortened(text, width));
    return result;
}

TANJI_INLINE std::string padded(std::string_view text, std::size_t width, bool right) {
    auto const used = display_width(text);
    std::string const blanks(used < width ? width - used : 0, ' ');
    return right ? blanks + std::string(text) : std::string(text) + blanks;
}

}  // namespace tanji
