// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstddef>
#include <string_view>

#include "tanji/config.hpp"

/// \file
/// Is it UTF-8, and if not, where? For readers of text from outside, for JSON and for the width of tables.
namespace tanji {

/// Bytes of the well-formed UTF-8 character (RFC 3629) at the front of a text, 0 if it does not start with one.
[[nodiscard]] std::size_t utf8_length(std::string_view text) noexcept;

/// Offset of the first byte that is not part of well-formed UTF-8, or npos.
[[nodiscard]] std::size_t first_bad_utf8(std::string_view text) noexcept;

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/base/impl/utf8.ipp"
#endif
