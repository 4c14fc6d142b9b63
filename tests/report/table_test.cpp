// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include "tanji/report/table.hpp"

TEST_CASE("columns line up by display width, numbers to the right") {
    tanji::TextTable table({"name", "amount"});
    table.add_row({"\xE9\x93\x9D", "1.5"}).add_row({"steel", "12"}).add_line().add_row({"total", "13.5"});
    CHECK(table.text() == "name   amount\n-----  ------\n\xE9\x93\x9D        1.5\nsteel      12\n-----  ------\ntotal    13.5\n");
}

TEST_CASE("long text is shortened, line ends inside a cell are blanks") {
    tanji::TextTable table({"name"}, 6);
    table.add_row({"abcdefgh"}).add_row({"a\nb"});
    CHECK(table.text() == "name\n------\nabc...\na b\n");
}
