// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "tanji/base/text.hpp"

using namespace tanji;

TEST_CASE("a hint for what is no number tells slips apart") {
    CHECK(number_hint("1,5").find("point") != std::string::npos);
    CHECK(number_hint("10 MWh").find("unit") != std::string::npos);
    CHECK(number_hint("12 500").find("blanks") != std::string::npos);
    CHECK(number_hint("60%").find("0.6") != std::string::npos);
    CHECK(number_hint("=A1").find("formulas") != std::string::npos);
    CHECK(number_hint(" ").find("missing") != std::string::npos);
    CHECK(number_hint("1e999").find("finite") != std::string::npos);
}

TEST_CASE("trim takes blanks, line ends and the no-break space, and nothing inside") {
    CHECK(trim(" \t a b \r\n") == "a b");
    CHECK(trim("\xC2\xA0x\xC2\xA0 ") == "x");
    CHECK(trim("   ").empty());
    CHECK(trim("").empty());
    CHECK(trim("\xE9\x92\xA2") == "\xE9\x92\xA2");
    CHECK(trim("\xC3\xA0") == "\xC3\xA0");  // ends in the byte A0 without being a no-break space
}

TEST_CASE("case is ASCII only") {
    CHECK(lower("AbC-\xC3\x84") == "abc-\xC3\x84");
    CHECK(equal_ignoring_case("kWh", "KWH"));
    CHECK_FALSE(equal_ignoring_case("kWh", "kW"));
    CHECK(contains_ignoring_case("Electricity, GRID", "grid"));
    CHECK(contains_ignoring_case("x", ""));
    CHECK_FALSE(contains_ignoring_case("grid", "grids"));
}

TEST_CASE("numbers are whole, finite and free of locale") {
    CHECK(parse_number("1e-3") == 1e-3);
    CHECK(parse_number("+2.5") == 2.5);
    CHECK(parse_number("-0.5") == -0.5);
    for (char const* text : {"", " 1", "1 ", "1,5", "nan", "inf", "1e999", "0x10", "+-1", "--1", "1..2", "."}) CHECK_FALSE(parse_number(text));
    CHECK(parse_integer("-42") == -42);
    for (char const* text : {"", "4.0", "99999999999999999999", "4 "}) CHECK_FALSE(parse_integer(text));
}

TEST_CASE("number_text reads back the same") {
    CHECK(number_text(0.1) == "0.1");
    CHECK(number_text(1e300) == "1e+300");
    CHECK(number_text(-0.0) == "-0");
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> exponents(-300, 300);
    for (int i = 0; i < 1000; ++i) {
        double const x = std::pow(10.0, exponents(random));
        CHECK(parse_number(number_text(x)) == x);
    }
}

TEST_CASE("number_text with digits is what a table shows") {
    CHECK(number_text(1234567.0, 6) == "1234567");
    CHECK(number_text(0.53061, 4) == "0.5306");
    CHECK(number_text(100.0, 4) == "100");
    CHECK(number_text(0.00012345, 3) == "0.000123");
    CHECK(number_text(1.5e-7, 3) == "1.5e-07");
    CHECK(number_text(0.0, 3) == "0");
    CHECK(number_text(-2.50, 3) == "-2.5");
}

TEST_CASE("split and join") {
    CHECK(split("a,b,,c", ',') == std::vector<std::string_view>{"a", "b", "", "c"});
    CHECK(split("", ',').size() == 1);
    CHECK(join({"a", "b"}, ", ") == "a, b");
    CHECK(join({}, ", ").empty());
}

TEST_CASE("nearest suggests what was probably meant") {
    std::vector<std::string> const names = {"electricity, grid", "diesel", "natural gas", "electricity, grid, residual mix"};
    CHECK(nearest("electricty, grid", names).front() == "electricity, grid");
    CHECK(nearest("Diesel", names).front() == "diesel");
    CHECK(nearest("gas", names) == std::vector<std::string>{"natural gas"});
    CHECK(nearest("uranium", names).empty());
    CHECK(nearest("electricity, grid", names, 1).size() == 1);
}

TEST_CASE("quotes for messages") {
    CHECK(in_quotes("kWh") == "\"kWh\"");
    CHECK(in_quotes("") == "\"\"");
}
