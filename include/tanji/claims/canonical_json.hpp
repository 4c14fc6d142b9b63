// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "tanji/base/result.hpp"

/// \file
/// JSON in the one form that is digested: RFC 8785 (JSON Canonicalization Scheme) over I-JSON (RFC 7493). Equal data gives
/// equal bytes in every language that has an implementation, so an auditor needs none of our code to check a digest.
///     canonical_json(parse_json(R"({"b": 1.0, "a": "x"})"));  // {"a":"x","b":1}
/// The parser is small, strict and made for records: the core must open them without the JSON library of a component.
namespace tanji {

/// Bounds kept while parsing, before anything is allocated for what is beyond them.
struct JsonBounds {
    std::uint32_t depth = 64;          ///< nesting of arrays and objects
    std::uint64_t bytes = 64'000'000;  ///< length of the text
    bool repeated_names = false;       ///< take them: settings of records of the first schema may name a method twice
};

/// A JSON value as data. Members keep the order of the text; canonical_json() sorts. A plain value type, no handles.
class JsonData {
public:
    using Array = std::vector<JsonData>;
    using Member = std::pair<std::string, JsonData>;
    using Object = std::vector<Member>;

    JsonData() = default;  ///< null
    template <std::same_as<bool> B>  // or a pointer would silently become a bool
    JsonData(B truth) : value_(truth) {}
    JsonData(double number) : value_(number) {}
    JsonData(std::string text) : value_(std::move(text)) {}
    JsonData(std::string_view text) : value_(std::string(text)) {}
    JsonData(char const* text) : value_(std::string(text)) {}
    JsonData(Array items) : value_(std::move(items)) {}
    JsonData(Object members) : value_(std::move(members)) {}

    [[nodiscard]] bool is_null() const noexcept { return value_.index() == 0; }
    /// Null pointers where the value is of another type: reading a record never guesses a type.
    [[nodiscard]] bool const* truth() const noexcept { return std::get_if<bool>(&value_); }
    [[nodiscard]] double const* number() const noexcept { return std::get_if<double>(&value_); }
    [[nodiscard]] std::string const* text() const noexcept { return std::get_if<std::string>(&value_); }
    [[nodiscard]] Array const* array() const noexcept { return std::get_if<Array>(&value_); }
    [[nodiscard]] Object const* object() const noexcept { return std::get_if<Object>(&value_); }
    [[nodiscard]] Array* array() noexcept { return std::get_if<Array>(&value_); }
    [[nodiscard]] Object* object() noexcept { return std::get_if<Object>(&value_); }
    /// The member of an object, null if this is no object or has none of that name. Linear in the members.
    [[nodiscard]] JsonData const* find(std::string_view name) const noexcept;

private:
    std::variant<std::monostate, bool, double, std::string, Array, Object> value_{};
};

/// One JSON text and nothing after it. Problems, each with the offset as `where.column`: "json.syntax" (not RFC 8259, or not
/// UTF-8), "json.duplicate" (a name twice in one object, whose meaning would be a guess), "json.surrogate" (half of a pair),
/// "json.number" (beyond the doubles), "limit.json-depth", "limit.json-bytes".
[[nodiscard]] Result<JsonData> try_parse_json(std::string_view text, JsonBounds bounds = {});
[[nodiscard]] inline JsonData parse_json(std::string_view text, JsonBounds bounds = {}) { return try_parse_json(text, bounds).value(); }

/// RFC 8785: no blanks, members sorted by their UTF-16 code units, numbers as ECMAScript prints them, the fewest escapes.
/// Throws Error "json.not-finite" for NaN and infinity, "json.syntax" for text that is not UTF-8.
[[nodiscard]] std::string canonical_json(JsonData const& data);

/// ECMAScript's Number::toString (ECMA-262, 6.1.6.1.20): "1e+21", "0.000001", "1e-7", and "0" for -0.
void append_canonical(std::string& out, double number);
/// A string with its quotes: only ", \ and controls below U+0020 are escaped.
void append_canonical(std::string& out, std::string_view utf8);

/// True if `a` comes before `b` by UTF-16 code units, which for names beyond U+FFFF is not the order of their UTF-8 bytes.
[[nodiscard]] bool utf16_less(std::string_view a, std::string_view b) noexcept;

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/claims/impl/canonical_json.ipp"
#endif
