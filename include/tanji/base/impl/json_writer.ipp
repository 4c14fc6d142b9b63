// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>

#include "tanji/base/json_writer.hpp"
#include "tanji/base/text.hpp"
#include "tanji/base/utf8.hpp"

/// \file
/// Bodies of the JSON writer. It appends only, and keeps one Level per open bracket: that is all it needs to know to refuse
/// whatever would not be JSON. Records are digested over its compact text, so bytes it writes are part of the interface.
namespace tanji {
/// A wrong order of calls is a mistake of the program, not of its data: always thrown, never repaired.
TANJI_INLINE void JsonWriter::refuse(std::string expected, std::string got) {
    throw Error({.id = "json.order", .what = "these calls do not give JSON", .expected = std::move(expected), .got = std::move(got)});
}

/// Called after the level was entered or left, so that the depth of `levels_` is the indentation.
TANJI_INLINE void JsonWriter::new_line() {
    if (!options_.pretty) return;
    text_ += '\n';
    text_.append(2 * levels_.size(), ' ');
}

/// Comma, line end and checks before any value. Members of objects had theirs when the key was written.
TANJI_INLINE void JsonWriter::before_value() {
    if (levels_.empty()) {
        if (!text_.empty()) refuse("one value at the top", "a second one");
        return;
    }
    if (levels_.back().object) {
        if (!after_key_) refuse("a key before each member of an object", "a value without a key");
        after_key_ = false;
        return;
    }
    if (levels_.back().members++ != 0) text_ += ',';
    new_line();
}

// An object or array is a value itself: the checks come before its bracket, and its own level starts without members.
TANJI_INLINE JsonWriter& JsonWriter::open(char bracket, bool object) {
    before_value();
    text_ += bracket;
    levels_.push_back({object, 0});
    return *this;
}

// The kind of bracket is compared, or `[1}` could be written. Empty ones stay on one line also in pretty text.
TANJI_INLINE JsonWriter& JsonWriter::close(char bracket, bool object) {
    if (levels_.empty() || levels_.back().object != object) refuse("the end of what was opened last", std::string(1, bracket));
    if (after_key_) refuse("a value after a key", std::string(1, bracket));
    bool const filled = levels_.back().members != 0;
    levels_.pop_back();
    if (filled) new_line();
    text_ += bracket;
    return *this;
}

// A key that is there twice is not looked for: it would cost memory per member, and RFC 8259 section 4 leaves it open.
TANJI_INLINE JsonWriter& JsonWriter::key(std::string_view name) {
    if (levels_.empty() || !levels_.back().object || after_key_) refuse("a key inside an object, followed by its value", "the key \"" + std::string(name) + "\"");
    if (levels_.back().members++ != 0) text_ += ',';
    new_line();
    quoted(name);
    text_ += options_.pretty ? ": " : ":";
    after_key_ = true;
    return *this;
}

TANJI_INLINE JsonWriter& JsonWriter::value(std::string_view text) {
    before_value();
    quoted(text);
    return *this;
}

// JSON has no NaN; writing null instead would make a missing number of a wrong one (rule A6).
TANJI_INLINE JsonWriter& JsonWriter::value(double number) {
    if (!std::isfinite(number)) {
        throw Error({.id = "json.not-finite", .what = "a number to be written is not finite", .expected = "a finite number", .got = number_text(number)});
    }
    return literal(number_text(number));
}

// Text that is JSON as it stands: numbers, true, null, and parts the caller vouches for. Not parsed again.
TANJI_INLINE JsonWriter& JsonWriter::literal(std::string_view text) {
    before_value();
    text_ += text;
    return *this;
}

/// RFC 8259 section 7; U+007F is escaped as well, because terminals act on it. Bytes that are no UTF-8 (a name in GBK) become
/// U+FFFD one by one: the text must stay JSON, and a reader should see that something was there.
TANJI_INLINE void JsonWriter::quoted(std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    text_ += '"';
    while (!text.empty()) {
        auto const c = static_cast<unsigned char>(text.front());
        std::size_t const length = utf8_length(text);
        if (length == 0) text_ += "\\ufffd";
        else if (c == '"') text_ += "\\\"";
        else if (c == '\\') text_ += "\\\\";
        else if (c == '\n') text_ += "\\n";
        else if (c == '\r') text_ += "\\r";
        else if (c == '\t') text_ += "\\t";
        else if (c < 0x20 || c == 0x7F || (options_.html_safe && c == '<')) (text_ += "\\u00") += {hex[c >> 4], hex[c & 15]};
        else text_ += text.substr(0, length);
        text.remove_prefix(length == 0 ? 1 : length);
    }
    text_ += '"';
}

// Half a text is never handed out: the caller who forgot an end learns it here and not from the reader of the file.
TANJI_INLINE void JsonWriter::require_complete() const {
    if (!levels_.empty() || text_.empty()) refuse("a complete value", levels_.empty() ? "nothing written" : "an object or array that is still open");
}

}  // namespace tanji
