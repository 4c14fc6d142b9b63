// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <limits>
#include <optional>
#include <string>

#include "tanji/base/json_writer.hpp"

using namespace tanji;

TEST_CASE("json: nesting, types and separators") {
    JsonWriter out;
    out.begin_object().member("a", 1).member("b", true).key("c").begin_array().value("x").null().value(2.5).end_array();
    out.key("d").begin_object().end_object().key("e").begin_array().end_array().key("f").json("[1]").member("g", std::string("s")).end_object();
    CHECK(out.text() == R"({"a":1,"b":true,"c":["x",null,2.5],"d":{},"e":[],"f":[1],"g":"s"})");
}

TEST_CASE("json: pretty") {
    JsonWriter out({.pretty = true});
    out.begin_object().member("a", 1).key("b").begin_array().value(1).value(2).end_array().key("c").begin_array().end_array().end_object();
    CHECK(out.text() == "{\n  \"a\": 1,\n  \"b\": [\n    1,\n    2\n  ],\n  \"c\": []\n}");
}

// RFC 8259 section 7: quote, reverse solidus and U+0000 to U+001F must be escaped.
TEST_CASE("json: every byte is escaped as RFC 8259 asks") {
    for (int c = 0; c < 0x20; ++c) {
        JsonWriter out;
        out.value(std::string_view(std::string(1, static_cast<char>(c))));
        CHECK(out.text().size() >= 4);
        CHECK(out.text()[1] == '\\');
    }
    JsonWriter out;
    out.value(std::string_view("\"\\\n\x01\xE9\x92\xA2\xFF<", 9));
    CHECK(out.text() == "\"\\\"\\\\\\n\\u0001\xE9\x92\xA2\\ufffd<\"");
    JsonWriter safe({.html_safe = true});
    safe.value("</script>");
    CHECK(safe.text() == "\"\\u003c/script>\"");
}

TEST_CASE("json: numbers read back the same, others are refused") {
    JsonWriter out;
    out.begin_array().value(0.1).value(1.0 / 3).value(5e-324).value(-0.0).value(std::uint64_t{18446744073709551615u}).value(-7L).end_array();
    CHECK(out.text() == "[0.1,0.3333333333333333,5e-324,-0,18446744073709551615,-7]");
    CHECK_THROWS_AS(JsonWriter().value(std::numeric_limits<double>::quiet_NaN()), Error);
    CHECK_THROWS_AS(JsonWriter().value(std::numeric_limits<double>::infinity()), Error);
}

TEST_CASE("json: a number that is not there is null") {
    JsonWriter out;
    out.begin_object().member("known", std::optional(2.5)).member("missing", std::optional<double>()).end_object();
    CHECK(out.text() == R"({"known":2.5,"missing":null})");
}

TEST_CASE("json: calls that give no JSON are refused") {
    CHECK_THROWS_AS(JsonWriter().begin_object().value(1), Error);
    CHECK_THROWS_AS(JsonWriter().begin_object().key("a").end_object(), Error);
    CHECK_THROWS_AS(JsonWriter().begin_object().key("a").key("b"), Error);
    CHECK_THROWS_AS(JsonWriter().begin_array().end_object(), Error);
    CHECK_THROWS_AS(JsonWriter().end_array(), Error);
    CHECK_THROWS_AS(JsonWriter().key("a"), Error);
    CHECK_THROWS_AS(JsonWriter().value(1).value(2), Error);
    CHECK_THROWS_AS((void)JsonWriter().text(), Error);
    CHECK_THROWS_AS((void)JsonWriter().begin_array().text(), Error);
}
