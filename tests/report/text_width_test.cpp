// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include "tanji/report/text_width.hpp"

using namespace tanji;

TEST_CASE("Chinese characters take two columns, combining marks none (UAX #11)") {
    CHECK(display_width("abc") == 3);
    CHECK(display_width("\xE7\xA2\xB3\xE8\xBF\xB9") == 4);
    CHECK(display_width("e\xCC\x81") == 1);
    CHECK(display_width("\xC3\xA9") == 1);
    CHECK(padded("\xE7\xA2\xB3", 4) == "\xE7\xA2\xB3  ");
    CHECK(padded("7", 3, true) == "  7");
}

TEST_CASE("shortening never cuts a character and keeps within the width") {
    CHECK(shortened("abcdef", 6) == "abcdef");
    CHECK(shortened("abcdefg", 6) == "abc...");
    CHECK(shortened("\xE7\xA2\xB3\xE8\xBF\xB9\xE7\xA2\xB3", 5) == "\xE7\xA2\xB3...");
}

TEST_CASE("lines break at blanks and not inside chemical names") {
    CHECK(wrapped("coal power plant", 11, 2) == std::vector<std::string>{"coal power", "plant"});
    CHECK(wrapped("a 1,1,1,2-tetrafluoroethane", 26, 2) == std::vector<std::string>{"a", "1,1,1,2-tetrafluoroethane"});
    CHECK(wrapped("one two three four", 8, 2) == std::vector<std::string>{"one two", "three..."});
}
