// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <cstring>

#include "tanji/base/utf8.hpp"

/// \file
/// Validation only; nothing here decodes. The CSV reader checks a text once at the door, the JSON writer what it writes.
namespace tanji {

// RFC 3629 section 4: the first byte gives the length, the others start with the bits 10.
TANJI_INLINE std::size_t utf8_length(std::string_view text) noexcept {
    auto const byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
    if (text.empty()) return 0;
    unsigned char const first = byte(0);
    if (first < 0x80) return 1;
    std::size_t const length = first >= 0xC2 && first <= 0xDF ? 2 : (first & 0xF0) == 0xE0 ? 3 : first >= 0xF0 && first <= 0xF4 ? 4 : 0;
    if (length == 0 || text.size() < length) return 0;
    for (std::size_t k = 1; k < length; ++k) {
        if ((byte(k) & 0xC0) != 0x80) return 0;
    }
    // Overlong forms, surrogates and what lies above U+10FFFF differ in the second byte only.
    unsigned char const second = byte(1);
    bool const bad = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) || (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
    return bad ? 0 : length;
}

// Linear in the text; a database of gigabytes goes through here, hence the short cut for ASCII. memcpy, because reading
// the bytes through a pointer to uint64_t would be undefined where they are not aligned.
TANJI_INLINE std::size_t first_bad_utf8(std::string_view text) noexcept {
    std::size_t at = 0;
    while (at < text.size()) {
        while (text.size() - at >= 8) {  // most text is ASCII: eight bytes at a time
            std::uint64_t word = 0;
            std::memcpy(&word, text.data() + at, 8);
            if ((word & 0x8080808080808080u) != 0) break;
            at += 8;
        }
        if (at == text.size()) break;
        std::size_t const length = utf8_length(text.substr(at, 4));
        if (length == 0) return at;
        at += length;
    }
    return std::string_view::npos;
}

}  // namespace tanji
