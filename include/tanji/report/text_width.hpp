// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/config.hpp"

/// \file
/// How much room UTF-8 text takes where every letter has one column and every CJK character two.
namespace tanji {

/// Columns of a text in a terminal or monospaced print: 2 for East Asian wide and full-width characters (UAX #11,
/// ranges of Unicode 15 in blocks), 0 for combining marks, 1 else. A byte that is no UTF-8 counts 1.
[[nodiscard]] std::size_t display_width(std::string_view text) noexcept;

/// The text itself if it fits, else its front and "..." in at most `width` columns; never cuts a character.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t width);

/// Lines of at most `width` columns, broken at blanks, after commas and hyphens, and between CJK characters; at most
/// `lines` of them, the last one shortened.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t width, std::size_t lines);

/// Padded with blanks to `width` columns, on the right or (`right`) on the left.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width, bool right = false);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/report/impl/text_width.ipp"
#endif
