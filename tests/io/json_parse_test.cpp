// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tanji/io/json_parse.hpp"

namespace {

using tanji::JsonKind;

std::string problem_of(std::string const& text, tanji::ReadLimits const& limits = {}) {
    tanji::JsonReader reader(limits);
    auto const root = reader.try_parse(text, "f.json");
    return root ? "none" : root.problem().id + "@" + std::to_string(root.problem().where.line) + ":" + std::to_string(root.problem().where.column);
}

std::string nested(std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); }

}  // namespace

TEST_CASE("values come back with their kind") {
    tanji::JsonReader reader;
    auto const root = reader.try_parse(R"({"n": 1.5, "i": -3, "t": "a\u00e9\n", "b": true, "z": null, "l": [1, "x", {}], "o": {"k": 2}})", "f.json").value();
    CHECK(root.find("n").number() == 1.5);
    CHECK(root.find("i").number() == -3.0);
    CHECK(root.find("i").integer() == -3);
    CHECK_FALSE(root.find("n").integer());
    CHECK(root.find("t").text() == "a\xc3\xa9\n");
    CHECK(root.find("b").boolean() == true);
    CHECK(root.find("z").is(JsonKind::null));
    CHECK(root.find("o").find("k").number() == 2.0);
    std::vector<JsonKind> kinds;
    for (tanji::JsonValue const item : root.find("l").items()) kinds.push_back(item.kind());
    CHECK(kinds == std::vector{JsonKind::number, JsonKind::text, JsonKind::object});
    std::string keys;
    for (auto const [key, value] : root.members()) keys += key;
    CHECK(keys == "nitbzlo");
}

TEST_CASE("a text is not a number and the other way round") {
    tanji::JsonReader reader;
    auto const root = reader.try_parse(R"({"t": "1.5", "n": 1})", "f.json").value();
    CHECK_FALSE(root.find("t").number());
    CHECK_FALSE(root.find("n").text());
    CHECK_FALSE(root.find("n").boolean());
    CHECK_FALSE(root.find("n").members().begin() != root.find("n").members().end());
}

TEST_CASE("what is absent is not null, and looking into it is harmless") {
    tanji::JsonValue const nothing;
    CHECK_FALSE(nothing.present());
    CHECK_FALSE(nothing.is(JsonKind::null));
    CHECK_FALSE(nothing.find("a").find("b").number());
    CHECK_FALSE(nothing.members().begin() != nothing.members().end());
}

TEST_CASE("numbers that are no finite doubles are refused") {
    CHECK(problem_of("{\"a\": NaN}") == "json.not-finite@1:7");
    CHECK(problem_of("[1,\n -Infinity]") == "json.not-finite@2:2");
    CHECK(problem_of("[1e999]") == "json.not-finite@1:2");
    CHECK(problem_of("[1e308]") == "none");
}

TEST_CASE("faults are found with line and column") {
    CHECK(problem_of("{\"a\": 1,\n  \"b\" 2}") == "json.syntax@2:7");
    CHECK(problem_of("[1, 2,]") == "json.syntax@1:7");
    CHECK(problem_of("[01]") == "json.syntax@1:2");
    CHECK(problem_of("{} {}") == "json.syntax@1:4");
    CHECK(problem_of("['a']") == "json.syntax@1:2");
    CHECK(problem_of("{\"a\": [1, 2").starts_with("json.truncated"));
    CHECK(problem_of("{\"a\": \"x").starts_with("json.truncated"));
    CHECK(problem_of("").starts_with("json.truncated"));
    CHECK(problem_of("[\"a\xff\"]") == "json.encoding@1:4");
}

TEST_CASE("depth is bounded where the limit says") {
    tanji::ReadLimits limits;
    limits.depth = 16;
    CHECK(problem_of(nested(16), limits) == "none");
    CHECK(problem_of(nested(17), limits) == "limit.depth@1:17");
    // RFC 8259 section 9 lets a parser bound the depth; ten thousand levels must neither crash nor take long.
    CHECK(problem_of(nested(10'000)) == "limit.depth@1:257");
    CHECK(problem_of(std::string(10'000'000, '[')) == "limit.depth@1:257");
}

TEST_CASE("one reader reads one text after another, larger or smaller, with a byte-order mark or without") {
    tanji::JsonReader reader;
    CHECK(reader.try_parse("[1]", "f").value().is(JsonKind::array));
    std::string large = "[0";
    for (int i = 1; i < 20'000; ++i) large += std::string(",").append(std::to_string(i));
    auto const list = reader.try_parse(large + "]", "f").value();
    double sum = 0;
    for (tanji::JsonValue const item : list.items()) sum += item.number().value();
    CHECK(sum == 19'999.0 * 20'000.0 / 2);
    CHECK(reader.try_parse("\xef\xbb\xbf{\"a\": 2}", "f").value().find("a").number() == 2.0);
    CHECK(problem_of(nested(300)) == "limit.depth@1:257");
}
