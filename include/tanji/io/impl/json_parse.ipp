// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <bit>
#include <cmath>
#include <type_traits>
#include <utility>

#include <simdjson.h>

#include "tanji/base/text.hpp"
#include "tanji/io/archive.hpp"
#include "tanji/io/json_parse.hpp"
#include "tanji/io/impl/json_parse_fault.ipp"

/// \file
/// The only file that sees simdjson. Its document model is used, not its faster on-demand one: that validates only what
/// is visited, and a database with a damaged part that nobody looks at must be refused all the same.
namespace tanji {

// What the header takes for granted about the parser; another version of it fails here and not at run time.
static_assert(archive_padding >= simdjson::SIMDJSON_PADDING);
static_assert(sizeof(simdjson::dom::element) == sizeof(JsonValue), "JsonValue keeps the parser's handle bit by bit");
static_assert(std::is_trivially_copyable_v<simdjson::dom::element> && std::is_trivially_copyable_v<simdjson::dom::object::iterator>);

/// The bridge to the parser's own types. Handles are copied bit by bit: both sides are two words without invariants.
struct JsonAccess {
    using Words = std::array<std::uintptr_t, 2>;

    static JsonValue wrap(simdjson::dom::element element) noexcept {
        JsonValue value;
        value.place_ = std::bit_cast<Words>(element);
        return value;
    }
    static simdjson::dom::element element(JsonValue const& value) noexcept { return std::bit_cast<simdjson::dom::element>(value.place_); }
    static JsonMembers members(simdjson::dom::object object) noexcept {
        JsonMembers range;
        range.begin_.place_ = std::bit_cast<Words>(object.begin());
        range.end_.place_ = std::bit_cast<Words>(object.end());
        return range;
    }
    static JsonItems items(simdjson::dom::array array) noexcept {
        JsonItems range;
        range.begin_.place_ = std::bit_cast<Words>(array.begin());
        range.end_.place_ = std::bit_cast<Words>(array.end());
        return range;
    }
};

// With their articles: the words stand behind "expected" and "got" in messages.
TANJI_INLINE std::string_view to_text(JsonKind kind) noexcept {
    switch (kind) {
        case JsonKind::null: return "null";
        case JsonKind::boolean: return "true or false";
        case JsonKind::number: return "a number";
        case JsonKind::text: return "a text";
        case JsonKind::array: return "a list";
        case JsonKind::object: return "an object";
    }
    return "?";
}

// The parser's three kinds of number are one to us: whether a writer puts 1 or 1.0 is chance.
TANJI_INLINE JsonKind JsonValue::kind() const noexcept {
    if (!present()) return JsonKind::null;
    using Type = simdjson::dom::element_type;
    switch (JsonAccess::element(*this).type()) {
        case Type::ARRAY: return JsonKind::array;
        case Type::OBJECT: return JsonKind::object;
        case Type::INT64:
        case Type::UINT64:
        case Type::DOUBLE: return JsonKind::number;
        case Type::STRING: return JsonKind::text;
        case Type::BOOL: return JsonKind::boolean;
        case Type::NULL_VALUE: break;
    }
    return JsonKind::null;
}

// The getters ask for presence first: the parser's calls on an empty handle are undefined. Numbers are finite already, as
// the parser refuses what overflows; the test costs nothing and keeps the promise if it ever stops to.
TANJI_INLINE std::optional<double> JsonValue::number() const noexcept {
    double value = 0;
    if (!present() || JsonAccess::element(*this).get_double().get(value) != simdjson::SUCCESS || !std::isfinite(value)) return std::nullopt;
    return value;
}

TANJI_INLINE std::optional<std::int64_t> JsonValue::integer() const noexcept {
    std::int64_t value = 0;
    if (!present() || JsonAccess::element(*this).get_int64().get(value) != simdjson::SUCCESS) return std::nullopt;
    return value;
}

TANJI_INLINE std::optional<bool> JsonValue::boolean() const noexcept {
    bool value = false;
    if (!present() || JsonAccess::element(*this).get_bool().get(value) != simdjson::SUCCESS) return std::nullopt;
    return value;
}

TANJI_INLINE std::optional<std::string_view> JsonValue::text() const noexcept {
    std::string_view value;
    if (!present() || JsonAccess::element(*this).get_string().get(value) != simdjson::SUCCESS) return std::nullopt;
    return value;
}

// Where this is no object (or no array, below) both ends are the same empty handle, so that a loop runs no time. Iterators are
// compared by their second word, the position in the document: both ends of a range are of one document.
TANJI_INLINE JsonMembers JsonValue::members() const noexcept {
    simdjson::dom::object object;
    if (!present() || JsonAccess::element(*this).get_object().get(object) != simdjson::SUCCESS) return {};
    return JsonAccess::members(object);
}

TANJI_INLINE JsonItems JsonValue::items() const noexcept {
    simdjson::dom::array array;
    if (!present() || JsonAccess::element(*this).get_array().get(array) != simdjson::SUCCESS) return {};
    return JsonAccess::items(array);
}

// Names are compared with their escapes resolved, as RFC 8259 section 8.3 asks for.
TANJI_INLINE JsonValue JsonValue::find(std::string_view key) const noexcept {
    for (auto [name, value] : members())
        if (name == key) return value;
    return {};
}

// Each step makes the parser's iterator from the two words, uses it and copies it back: no more than moves in registers.
template <>
TANJI_INLINE JsonMember JsonIterator<JsonMember>::operator*() const noexcept {
    auto const at = std::bit_cast<simdjson::dom::object::iterator>(place_);
    return {.key = at.key(), .value = JsonAccess::wrap(at.value())};
}

template <>
TANJI_INLINE JsonIterator<JsonMember>& JsonIterator<JsonMember>::operator++() noexcept {
    auto at = std::bit_cast<simdjson::dom::object::iterator>(place_);
    place_ = std::bit_cast<JsonAccess::Words>(++at);
    return *this;
}

template <>
TANJI_INLINE JsonValue JsonIterator<JsonValue>::operator*() const noexcept {
    return JsonAccess::wrap(*std::bit_cast<simdjson::dom::array::iterator>(place_));
}

template <>
TANJI_INLINE JsonIterator<JsonValue>& JsonIterator<JsonValue>::operator++() noexcept {
    auto at = std::bit_cast<simdjson::dom::array::iterator>(place_);
    place_ = std::bit_cast<JsonAccess::Words>(++at);
    return *this;
}

// One parser for all documents: its buffers grow to the largest one and are then reused, which is what makes a database of
// many small entries fast.
struct JsonReader::State {
    simdjson::dom::parser parser;
    ReadLimits limits;
    std::size_t capacity = 0;
};

TANJI_INLINE JsonReader::JsonReader(ReadLimits const& limits) : state_(std::make_unique<State>()) { state_->limits = limits; }
TANJI_INLINE JsonReader::JsonReader(JsonReader&&) noexcept = default;
TANJI_INLINE JsonReader& JsonReader::operator=(JsonReader&&) noexcept = default;
TANJI_INLINE JsonReader::~JsonReader() = default;

// The parser says that a text is wrong, not where. The slow scanner that finds the place runs only then, so good files pay
// nothing for good messages.
TANJI_INLINE Result<JsonValue> JsonReader::try_parse(std::string_view text, std::string const& file, bool padded) {
    // RFC 8259 section 8.1 lets readers pass over the byte-order mark that some editors write.
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    // The depth bound is only taken over when buffers are made, so they are made here, growing by doubling.
    auto error = simdjson::SUCCESS;
    if (text.size() > state_->capacity || state_->capacity == 0) {
        state_->capacity = (std::max)(text.size(), 2 * state_->capacity + 4096);
        error = state_->parser.allocate(state_->capacity, state_->limits.depth);
    }
    simdjson::dom::element root;
    if (error == simdjson::SUCCESS) error = state_->parser.parse(text.data(), text.size(), !padded).get(root);
    if (error == simdjson::SUCCESS) return JsonAccess::wrap(root);
    // A byte-order mark was cut off above: columns of the first line count from behind it, as editors show them.
    Problem problem = detail::JsonFaultFinder(text, state_->limits.depth).find();
    problem.where.file = file;
    if (error == simdjson::MEMALLOC || error == simdjson::CAPACITY) {
        problem = Problem{.id = "limit.memory", .what = "the text is too large for the JSON parser", .where = {.file = file}};
        problem.expected = "less than 4 GB, and enough memory";
        problem.got = std::to_string(text.size()) + " bytes";
        problem.hint = "split the file";
    }
    return problem;
}

}  // namespace tanji
