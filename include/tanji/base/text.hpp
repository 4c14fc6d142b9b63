// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/config.hpp"

/// \file
/// Text as every layer needs it: locale-free numbers (only through <charconv>), trimming, near spellings.
namespace tanji {

/// Without blanks, tabs, line ends and U+00A0 at both ends.
[[nodiscard]] std::string_view trim(std::string_view text) noexcept;

/// ASCII letters in lower case; other bytes (UTF-8) stay as they are.
[[nodiscard]] std::string lower(std::string_view text);

[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept;

/// True if `part` occurs in `text`, ASCII letters compared without case.
[[nodiscard]] bool contains_ignoring_case(std::string_view text, std::string_view part) noexcept;

/// A finite decimal number that fills the whole text ("1e-3", "+2.5"), else nothing. NaN and infinity are nothing.
[[nodiscard]] std::optional<double> parse_number(std::string_view text) noexcept;
[[nodiscard]] std::optional<long long> parse_integer(std::string_view text) noexcept;

/// The shortest text that reads back as the same double ("0.1", "1e+300", "nan").
[[nodiscard]] std::string number_text(double value);

/// At most `digits` significant digits, plain notation between 1e-4 and 1e9, no trailing zeros: for tables and messages.
[[nodiscard]] std::string number_text(double value, int digits);

/// How to mend a text that should have been a number, for the hint of a message.
[[nodiscard]] std::string number_hint(std::string_view text);

[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
[[nodiscard]] std::string join(std::vector<std::string> const& parts, std::string_view separator);

/// "text" with the quotes around it, for messages.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// Up to `most` entries of `candidates` that are nearest to `text` in spelling, nearest first: what a miss suggests.
[[nodiscard]] std::vector<std::string> nearest(std::string_view text, std::vector<std::string> const& candidates, std::size_t most = 5);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/base/impl/text.ipp"
#endif
