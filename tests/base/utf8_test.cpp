// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <string>

#include "tanji/base/utf8.hpp"

using namespace tanji;

// RFC 3629 section 4 (the ABNF of well-formed UTF-8) and section 10 (overlong forms).
TEST_CASE("utf8 is what RFC 3629 allows") {
    CHECK(utf8_length("a") == 1);
    CHECK(utf8_length("\xC3\xA4") == 2);
    CHECK(utf8_length("\xE9\x92\xA2x") == 3);
    CHECK(utf8_length("\xF0\x9F\x8C\x8D") == 4);
    CHECK(utf8_length("\xF4\x8F\xBF\xBF") == 4);  // U+10FFFF
    for (char const* bad : {"", "\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF0\x80\x80\xAF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xC3", "\xE9\x92"}) {
        CHECK(utf8_length(bad) == 0);
    }
}

TEST_CASE("the first bad byte is found at any offset") {
    CHECK(first_bad_utf8("plain text, longer than a word") == std::string_view::npos);
    CHECK(first_bad_utf8("\xE9\x92\xA2\xE9\x93\x81") == std::string_view::npos);
    for (std::size_t at = 0; at < 30; ++at) {
        std::string text(30, 'x');
        text[at] = '\xB8';
        CHECK(first_bad_utf8(text) == at);
    }
}
