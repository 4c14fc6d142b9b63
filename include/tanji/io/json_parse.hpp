// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tanji/base/limits.hpp"
#include "tanji/base/result.hpp"

/// \file
/// JSON as every reader of the library sees it: strict (RFC 8259, UTF-8, bounded depth, finite numbers), one document at
/// a time. Behind it: simdjson's document model, which validates every byte, also of parts that nobody looks at.
namespace tanji {

/// The six kinds of RFC 8259, true and false taken together.
enum class JsonKind : std::uint8_t { null, boolean, number, text, array, object };

[[nodiscard]] std::string_view to_text(JsonKind kind) noexcept;  ///< "a number", "an object", ...

class JsonMembers;
class JsonItems;

/// A value inside the document its reader holds: two words, cheap to copy, valid until the reader parses again.
/// A default-made one is "absent": no kind, everything else empty. So look-ups chain without a check at each step:
///
///     auto const name = root.find("flow").find("name").text().value_or("");
///
/// A getter of the wrong kind gives nothing and never converts: the text "1" is no number. Reading is safe from several
/// threads as long as none of them parses.
class JsonValue {
public:
    JsonValue() = default;

    [[nodiscard]] bool present() const noexcept { return place_[0] != 0; }
    explicit operator bool() const noexcept { return present(); }
    [[nodiscard]] JsonKind kind() const noexcept;                            ///< null if absent
    [[nodiscard]] bool is(JsonKind kind) const noexcept { return present() && this->kind() == kind; }

    [[nodiscard]] std::optional<double> number() const noexcept;             ///< integers as well; always finite
    [[nodiscard]] std::optional<std::int64_t> integer() const noexcept;      ///< nothing for 1.0 and what 64 bits do not hold
    [[nodiscard]] std::optional<bool> boolean() const noexcept;
    [[nodiscard]] std::optional<std::string_view> text() const noexcept;     ///< escapes resolved; lives as long as the document

    /// The first member of that name, else an absent value; also if this is no object. Linear in the number of members:
    /// where most members are wanted, step through members() once instead.
    [[nodiscard]] JsonValue find(std::string_view key) const noexcept;
    [[nodiscard]] JsonMembers members() const noexcept;                      ///< empty unless an object
    [[nodiscard]] JsonItems items() const noexcept;                          ///< empty unless an array

private:
    friend struct JsonAccess;
    // The parser's own handle, kept as two words so that its type stays out of this header.
    std::array<std::uintptr_t, 2> place_{};
};

/// A name and its value. RFC 8259 leaves open what a name that occurs twice means: all of them are shown.
struct JsonMember {
    std::string_view key;
    JsonValue value;
};

/// Steps through an object or array, in the order of the file.
template <class Item>
class JsonIterator {
public:
    [[nodiscard]] Item operator*() const noexcept;
    JsonIterator& operator++() noexcept;
    [[nodiscard]] bool operator!=(JsonIterator const& other) const noexcept { return place_[1] != other.place_[1]; }

private:
    friend struct JsonAccess;
    std::array<std::uintptr_t, 2> place_{};
};

/// The members of an object for a range-based for: `for (auto const [key, value] : object.members())`.
class JsonMembers {
public:
    [[nodiscard]] JsonIterator<JsonMember> begin() const noexcept { return begin_; }
    [[nodiscard]] JsonIterator<JsonMember> end() const noexcept { return end_; }

private:
    friend struct JsonAccess;
    JsonIterator<JsonMember> begin_{}, end_{};
};

/// The items of an array, likewise: `for (JsonValue const item : array.items())`.
class JsonItems {
public:
    [[nodiscard]] JsonIterator<JsonValue> begin() const noexcept { return begin_; }
    [[nodiscard]] JsonIterator<JsonValue> end() const noexcept { return end_; }

private:
    friend struct JsonAccess;
    JsonIterator<JsonValue> begin_{}, end_{};
};

// Declared here and defined with the parser's types in json_parse.ipp: in compiled mode clients never see those.
template <> JsonMember JsonIterator<JsonMember>::operator*() const noexcept;
template <> JsonIterator<JsonMember>& JsonIterator<JsonMember>::operator++() noexcept;
template <> JsonValue JsonIterator<JsonValue>::operator*() const noexcept;
template <> JsonIterator<JsonValue>& JsonIterator<JsonValue>::operator++() noexcept;

/// Parses documents one after another in the same memory. One thread at a time; threads take a reader each. Memory is several
/// times the largest text, since buffers are sized for the worst case, and is kept until the reader goes.
class JsonReader {
public:
    explicit JsonReader(ReadLimits const& limits = {});
    JsonReader(JsonReader&&) noexcept;
    JsonReader& operator=(JsonReader&&) noexcept;
    ~JsonReader();

    /// The root of `text`; `file` goes into messages. The text is copied unless `padded` says that
    /// `archive_padding` readable bytes follow it. A byte-order mark is skipped.
    /// Problems with line and column: "json.syntax", "json.truncated", "json.not-finite", "json.encoding", "limit.depth".
    /// Without: "limit.memory" for a text of 4 GB or more, or if there is no memory for the buffers. After a problem values
    /// of earlier documents are void as well. Linear in the text.
    [[nodiscard]] Result<JsonValue> try_parse(std::string_view text, std::string const& file, bool padded = false);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/io/impl/json_parse.ipp"
#endif
