// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <bit>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <string_view>

#include "tanji/base/text.hpp"
#include "tanji/claims/canonical_json.hpp"

using namespace tanji;

namespace {

std::string canonical(std::string_view text) { return canonical_json(parse_json(text)); }

std::string problem_of(std::string_view text, JsonBounds bounds = {}) {
    auto const parsed = try_parse_json(text, bounds);
    return parsed ? "accepted as " + canonical_json(*parsed) : parsed.problem().id;
}

std::string es(double number) {
    std::string out;
    append_canonical(out, number);
    return out;
}

}  // namespace

// RFC 8785, appendix B: IEEE 754 bits and the text that ECMAScript prints.
TEST_CASE("numbers are printed as ECMAScript does") {
    struct Row { std::uint64_t bits; std::string_view text; };
    constexpr Row rows[] = {
        {0x0000000000000000, "0"}, {0x8000000000000000, "0"}, {0x0000000000000001, "5e-324"}, {0x8000000000000001, "-5e-324"},
        {0x7fefffffffffffff, "1.7976931348623157e+308"}, {0xffefffffffffffff, "-1.7976931348623157e+308"},
        {0x4340000000000000, "9007199254740992"}, {0xc340000000000000, "-9007199254740992"}, {0x4430000000000000, "295147905179352830000"},
        {0x44b52d02c7e14af5, "9.999999999999997e+22"}, {0x44b52d02c7e14af6, "1e+23"}, {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
        {0x444b1ae4d6e2ef4e, "999999999999999700000"}, {0x444b1ae4d6e2ef4f, "999999999999999900000"}, {0x444b1ae4d6e2ef50, "1e+21"},
        {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"}, {0x3eb0c6f7a0b5ed8d, "0.000001"},
        {0x41b3de4355555553, "333333333.3333332"}, {0x41b3de4355555554, "333333333.33333325"}, {0x41b3de4355555555, "333333333.3333333"},
        {0x41b3de4355555556, "333333333.3333334"}, {0x41b3de4355555557, "333333333.33333343"},
        {0xbecbf647612f3696, "-0.0000033333333333333333"}, {0x43143ff3c1cb0959, "1424953923781206.2"},
    };
    for (auto const& row : rows) CHECK(es(std::bit_cast<double>(row.bits)) == row.text);
    CHECK_THROWS_AS((void)es(std::bit_cast<double>(std::uint64_t{0x7fffffffffffffff})), Error);
    CHECK_THROWS_AS((void)es(std::numeric_limits<double>::infinity()), Error);
}

TEST_CASE("every double comes back from its text") {
    std::mt19937_64 random(20240101);
    for (int i = 0; i < 20000; ++i) {
        double const number = std::bit_cast<double>(random());
        if (!(number - number == 0)) continue;
        CHECK(parse_json(es(number)).number() != nullptr);
        auto const again = parse_json(es(number));
        CHECK(*again.number() == number);
    }
}

// RFC 8785, section 3.2.2 (in) and 3.2.3 (out).
TEST_CASE("the sample of RFC 8785") {
    CHECK(canonical("{\n \"numbers\": [333333333.33333329, 1E30, 4.50,\n 2e-3, 0.000000000000000000000000001],\n"
                    " \"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\n \"literals\": [null, true, false]\n}") ==
          "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
}

// RFC 8785, section 3.2.3: the emoji (D83D DE00) comes before U+FB33, although its UTF-8 bytes are greater.
TEST_CASE("members are sorted by UTF-16 code units") {
    auto const sorted = parse_json(canonical(R"({"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",)"
                                             R"("\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"})"));
    std::vector<std::string> order;
    for (auto const& [name, data] : *sorted.object()) order.push_back(*data.text());
    CHECK(join(order, "|") == "Carriage Return|One|Control|Latin Small Letter O With Diaeresis|Euro Sign|Emoji: Grinning Face|Hebrew Letter Dalet With Dagesh");
    CHECK(utf16_less("\U0001F600", "\uFB33"));
    CHECK_FALSE(utf16_less("\uFB33", "\U0001F600"));
    CHECK(utf16_less("a", "aa"));
    CHECK_FALSE(utf16_less("a", "a"));
}

TEST_CASE("canonical text is its own canonical form, and blanks or order change nothing") {
    CHECK(canonical(" { \"b\" : [ 1 , 2.50 ] , \"a\" : { } } ") == "{\"a\":{},\"b\":[1,2.5]}");
    CHECK(canonical(canonical(R"({"z":{"y":1,"x":[true,null]},"a":"\u007f"})")) == canonical(R"({"a":"\u007F","z":{"x":[true,null],"y":1.0}})"));
    CHECK(canonical("\"\\u0001\\b\\f\\t\\u001F\x7f\"") == "\"\\u0001\\b\\f\\t\\u001f\x7f\"");  // RFC 8785, 3.2.2.2
    CHECK(canonical("\"\\uD83D\\uDE00\"") == "\"\U0001F600\"");
}

TEST_CASE("what two readers could take for different data is refused") {
    for (auto const* text : {"", " ", "{", "[1,]", "{\"a\":1,}", "{a:1}", "[1 2]", "01", "+1", "1.", ".5", "1e", "--1", "nul", "truex", "\"a", "\"\\x\"", "\"\\u12g4\"", "\"\n\"", "[1]]", "NaN", "Infinity", "'a'", "// c\n1", "\xEF\xBB\xBF" "1", "\"\xff\"", "\"\xC0\xAF\""})
        CHECK_MESSAGE(problem_of(text) == "json.syntax", text);
    CHECK(problem_of(R"({"a":1,"b":2,"a":1})") == "json.duplicate");
    CHECK(problem_of(R"({"a":1,"\u0061":1})") == "json.duplicate");
    CHECK(problem_of(R"("\ud83d")") == "json.surrogate");
    CHECK(problem_of(R"("\ude00\ud83d")") == "json.surrogate");
    CHECK(problem_of(R"("\ud83dx")") == "json.surrogate");
    CHECK(problem_of("1e400") == "json.number");
    CHECK(problem_of(std::string(65, '[') + std::string(65, ']')) == "limit.json-depth");
    CHECK(problem_of(std::string(64, '[') + "1" + std::string(64, ']')).substr(0, 8) == "accepted");
    CHECK(problem_of(std::string(1'000'000, '['), {.depth = 100}) == "limit.json-depth");
    CHECK(problem_of("[1,2,3]", {.bytes = 6}) == "limit.json-bytes");
    CHECK(try_parse_json("[1,\n x]").problem().where.column == 6);
}

TEST_CASE("values are asked for by type, never guessed") {
    auto const data = parse_json(R"({"n":1,"t":"1","l":[],"b":true,"nothing":null})");
    CHECK(*data.find("n")->number() == 1);
    CHECK(data.find("t")->number() == nullptr);
    CHECK(data.find("n")->text() == nullptr);
    CHECK(data.find("l")->array()->empty());
    CHECK(*data.find("b")->truth());
    CHECK(data.find("nothing")->is_null());
    CHECK(data.find("missing") == nullptr);
    CHECK(data.find("n")->find("n") == nullptr);
}
