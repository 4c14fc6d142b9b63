// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/error.hpp"

/// \file
/// Writing JSON: records, reports, exports and the command line. Reading is the business of io/, with a library behind it;
/// writing is simple enough to have no dependency.
namespace tanji {

struct JsonOptions {
    bool pretty = false;     ///< two blanks per level, one member per line
    bool html_safe = false;  ///< '<' as an escape, so that the text can stand inside a script element
};

/// Writes JSON (RFC 8259) from the front to the back:
///     JsonWriter out;
///     out.begin_object().key("mass").value(1.5).key("unit").value("kg").end_object();
///     std::string text = std::move(out).text();
/// Numbers in the shortest form that reads back the same; NaN and infinity are Error "json.not-finite"; calls that would
/// give no JSON (a value without its key, an end too many) are Error "json.order". Bytes that are no UTF-8 become U+FFFD.
class JsonWriter {
public:
    explicit JsonWriter(JsonOptions options = {}) : options_(options) {}

    /// Brackets nest in the order of calls; what would not be JSON is refused at the call that breaks it, not at the end.
    JsonWriter& begin_object() { return open('{', true); }
    JsonWriter& end_object() { return close('}', true); }
    JsonWriter& begin_array() { return open('[', false); }
    JsonWriter& end_array() { return close(']', false); }
    /// The name of the next member, escaped. Twice the same name in one object is not noticed: that would need a set per level.
    JsonWriter& key(std::string_view name);

    JsonWriter& value(std::string_view text);
    JsonWriter& value(char const* text) { return value(std::string_view(text)); }
    /// Shortest form that reads back the same double, independent of the locale.
    JsonWriter& value(double number);
    template <std::same_as<bool> B>  // or a pointer would silently become a bool
    JsonWriter& value(B truth) { return literal(truth ? "true" : "false"); }
    template <std::signed_integral I>
    JsonWriter& value(I number) { return literal(std::to_string(number)); }
    template <std::unsigned_integral I>
        requires(!std::same_as<I, bool>)
    JsonWriter& value(I number) { return literal(std::to_string(number)); }
    /// For what is not known; 0 would be a statement.
    JsonWriter& null() { return literal("null"); }
    JsonWriter& value(std::optional<double> number) { return number ? value(*number) : null(); }
    /// A value that is JSON already: a part written elsewhere.
    JsonWriter& json(std::string_view text) { return literal(text); }

    /// `key(name)` and `value(item)` in one.
    template <class T>
    JsonWriter& member(std::string_view name, T const& item) { return key(name).value(item); }

    /// The whole text. Throws Error "json.order" while an object or array is open or nothing was written.
    [[nodiscard]] std::string const& text() const& { require_complete(); return text_; }
    [[nodiscard]] std::string text() && { require_complete(); return std::move(text_); }

private:
    /// One open bracket: what may come next depends on whether it is an object, and the comma on how many members it has.
    struct Level {
        bool object;
        std::size_t members = 0;
    };

    JsonWriter& open(char bracket, bool object);
    JsonWriter& close(char bracket, bool object);
    /// Text that is JSON already; it is not checked, so that parts need not be read again.
    JsonWriter& literal(std::string_view text);
    /// Comma, new line and indent as the place asks for; refuses a value where a key is due.
    void before_value();
    void new_line();
    /// Escapes what RFC 8259 asks for, and '<' where the text goes into HTML.
    void quoted(std::string_view text);
    /// Error "json.order" while something is open.
    void require_complete() const;
    /// Error "json.order": a mistake of the calling program, never of data.
    [[noreturn]] static void refuse(std::string expected, std::string got);

    JsonOptions options_;
    std::string text_;
    std::vector<Level> levels_;
    bool after_key_ = false;
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/base/impl/json_writer.ipp"
#endif
