// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <type_traits>

#include "tanji/base/text.hpp"
#include "tanji/base/utf8.hpp"
#include "tanji/claims/canonical_json.hpp"

/// \file
/// A parser by recursive descent, bounded in depth and size, and the canonical writer. Both are stricter than usual on purpose:
/// whatever two readers could take for different data is refused here, because a digest must mean one thing only.
namespace tanji {
namespace detail {

/// One text being read. The offset of a failure is enough to find it: entries of a record are single lines.
class JsonDataParser {
public:
    JsonDataParser(std::string_view text, JsonBounds bounds) : text_(text), bounds_(bounds) {}

    [[nodiscard]] JsonData whole() {
        skip_blanks();
        JsonData data = value(0);
        skip_blanks();
        if (at_ != text_.size()) refuse("json.syntax", "the end of the text");
        return data;
    }

private:
    [[noreturn]] void refuse(std::string id, std::string expected, std::string what = "this is not JSON") const {
        std::string got = at_ < text_.size() ? in_quotes(text_.substr(at_, utf8_length(text_.substr(at_)) > 0 ? (std::min)(std::size_t{12}, text_.size() - at_) : 0)) : "the end of the text";
        if (first_bad_utf8(got) != std::string::npos) got = "bytes that are not shown";
        throw Error({.id = std::move(id), .what = std::move(what), .where = {.column = at_ + 1}, .expected = std::move(expected), .got = std::move(got)});
    }

    void skip_blanks() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r')) ++at_;
    }
    [[nodiscard]] bool take(char c) {
        if (at_ >= text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }
    [[nodiscard]] bool take(std::string_view word) {
        if (text_.substr(at_, word.size()) != word) return false;
        at_ += word.size();
        return true;
    }

    JsonData value(std::uint32_t depth) {
        if (depth == bounds_.depth && at_ < text_.size() && (text_[at_] == '{' || text_[at_] == '[')) refuse("limit.json-depth", "at most " + std::to_string(bounds_.depth) + " levels", "JSON is nested too deeply");
        if (at_ >= text_.size()) refuse("json.syntax", "a value");
        char const c = text_[at_];
        if (c == '{') return object(depth);
        if (c == '[') return array(depth);
        if (c == '"') return JsonData(string());
        if (take("true")) return JsonData(true);
        if (take("false")) return JsonData(false);
        if (take("null")) return {};
        return JsonData(number());
    }

    JsonData array(std::uint32_t depth) {
        JsonData::Array items;
        ++at_;
        skip_blanks();
        if (take(']')) return items;
        do {
            skip_blanks();
            items.push_back(value(depth + 1));
            skip_blanks();
        } while (take(','));
        if (!take(']')) refuse("json.syntax", "',' or ']'");
        return items;
    }

    JsonData object(std::uint32_t depth) {
        JsonData::Object members;
        ++at_;
        skip_blanks();
        if (take('}')) return members;
        do {
            skip_blanks();
            if (at_ >= text_.size() || text_[at_] != '"') refuse("json.syntax", "the name of a member");
            std::string name = string();
            skip_blanks();
            if (!take(':')) refuse("json.syntax", "':'");
            skip_blanks();
            members.emplace_back(std::move(name), value(depth + 1));
            skip_blanks();
        } while (take(','));
        if (!take('}')) refuse("json.syntax", "',' or '}'");
        if (!bounds_.repeated_names) require_unique(members);
        return members;
    }

    /// RFC 8259 leaves a repeated name open, and readers differ: one takes the first, another the last.
    void require_unique(JsonData::Object const& members) const {
        std::vector<std::string_view> names;
        names.reserve(members.size());
        for (auto const& [name, data] : members) names.push_back(name);
        std::sort(names.begin(), names.end());
        auto const twice = std::adjacent_find(names.begin(), names.end());
        if (twice == names.end()) return;
        throw Error({.id = "json.duplicate", .what = "a member stands twice in one object", .where = {.column = at_}, .expected = "each name once", .got = in_quotes(*twice)});
    }

    /// The grammar of RFC 8259 section 6 by hand, because from_chars takes more than it ("1.", "01", "inf").
    double number() {
        std::size_t end = at_;
        auto const digits = [&] {
            std::size_t const first = end;
            while (end < text_.size() && text_[end] >= '0' && text_[end] <= '9') ++end;
            return end - first;
        };
        if (end < text_.size() && text_[end] == '-') ++end;
        bool const zero = end < text_.size() && text_[end] == '0';
        std::size_t const whole = digits();
        if (whole == 0 || (zero && whole > 1)) refuse("json.syntax", "a value");
        if (end < text_.size() && text_[end] == '.') {
            ++end;
            if (digits() == 0) refuse("json.syntax", "digits after the point");
        }
        if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
            ++end;
            if (end < text_.size() && (text_[end] == '+' || text_[end] == '-')) ++end;
            if (digits() == 0) refuse("json.syntax", "digits of an exponent");
        }
        double result = 0;
        auto const parsed = std::from_chars(text_.data() + at_, text_.data() + end, result);
        if (parsed.ec != std::errc{} || !std::isfinite(result)) refuse("json.number", "a number that a double holds", "a number is beyond the doubles");
        at_ = end;
        return result;
    }

    std::string string() {
        std::string out;
        ++at_;
        while (true) {
            if (at_ >= text_.size()) refuse("json.syntax", "the end of a string");
            auto const c = static_cast<unsigned char>(text_[at_]);
            if (c == '"') break;
            if (c < 0x20) refuse("json.syntax", "an escape instead of a control character");
            if (c == '\\') {
                escape(out);
                continue;
            }
            std::size_t const length = utf8_length(text_.substr(at_));
            if (length == 0) refuse("json.syntax", "UTF-8");
            out += text_.substr(at_, length);
            at_ += length;
        }
        ++at_;
        return out;
    }

    void escape(std::string& out) {
        constexpr std::string_view letters = "\"\\/bfnrt";
        constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
        char const c = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
        if (c == 'u') {
            unicode(out);
            return;
        }
        auto const which = c == '\0' ? std::string_view::npos : letters.find(c);
        if (which == std::string_view::npos) refuse("json.syntax", "one of the escapes of JSON");
        out += meanings[which];
        at_ += 2;
    }

    /// Four hexadecimal digits after "\u" at the current place.
    [[nodiscard]] std::uint32_t unit() {
        std::uint32_t result = 0;
        if (at_ + 6 > text_.size() || text_[at_] != '\\' || text_[at_ + 1] != 'u') refuse("json.surrogate", "the second half of a surrogate pair", "half a character");
        auto const* const last = text_.data() + at_ + 6;
        if (std::from_chars(last - 4, last, result, 16).ptr != last) refuse("json.syntax", "four hexadecimal digits");
        at_ += 6;
        return result;
    }

    /// Characters beyond U+FFFF come as two escapes; one alone is no character, and I-JSON refuses it.
    void unicode(std::string& out) {
        if (at_ + 6 > text_.size()) refuse("json.syntax", "four hexadecimal digits");
        std::size_t const start = at_;
        std::uint32_t code = unit();
        if (code >= 0xDC00 && code < 0xE000) {
            at_ = start;
            refuse("json.surrogate", "the first half of a surrogate pair before this one", "half a character");
        }
        if (code >= 0xD800 && code < 0xDC00) {
            std::uint32_t const low = unit();
            if (low < 0xDC00 || low >= 0xE000) {
                at_ = start;
                refuse("json.surrogate", "the second half of a surrogate pair", "half a character");
            }
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        }
        auto const byte = [&out](std::uint32_t bits) { out += static_cast<char>(static_cast<unsigned char>(bits)); };
        if (code < 0x80) return byte(code);
        if (code < 0x800) byte(0xC0 | code >> 6);
        else if (code < 0x10000) byte(0xE0 | code >> 12), byte(0x80 | (code >> 6 & 0x3F));
        else byte(0xF0 | code >> 18), byte(0x80 | (code >> 12 & 0x3F)), byte(0x80 | (code >> 6 & 0x3F));
        byte(0x80 | (code & 0x3F));
    }

    std::string_view text_;
    JsonBounds bounds_;
    std::size_t at_ = 0;
};

inline void append_canonical_data(std::string& out, JsonData const& data) {
    if (auto const* truth = data.truth()) {
        out += *truth ? "true" : "false";
    } else if (auto const* number = data.number()) {
        append_canonical(out, *number);
    } else if (auto const* text = data.text()) {
        append_canonical(out, std::string_view(*text));
    } else if (auto const* items = data.array()) {
        out += '[';
        for (std::size_t i = 0; i < items->size(); ++i) {
            if (i > 0) out += ',';
            append_canonical_data(out, (*items)[i]);
        }
        out += ']';
    } else if (auto const* members = data.object()) {
        std::vector<JsonData::Member const*> sorted;
        for (auto const& member : *members) sorted.push_back(&member);
        std::sort(sorted.begin(), sorted.end(), [](auto const* a, auto const* b) { return utf16_less(a->first, b->first); });
        out += '{';
        for (std::size_t i = 0; i < sorted.size(); ++i) {
            if (i > 0) out += ',';
            append_canonical(out, std::string_view(sorted[i]->first));
            out += ':';
            append_canonical_data(out, sorted[i]->second);
        }
        out += '}';
    } else {
        out += "null";
    }
}

}  // namespace detail

TANJI_INLINE JsonData const* JsonData::find(std::string_view name) const noexcept {
    if (auto const* members = object()) {
        for (auto const& [key, data] : *members) {
            if (key == name) return &data;
        }
    }
    return nullptr;
}

TANJI_INLINE Result<JsonData> try_parse_json(std::string_view text, JsonBounds bounds) {
    if (text.size() > bounds.bytes) {
        return Problem{.id = "limit.json-bytes", .what = "a JSON text is too long", .expected = "at most " + std::to_string(bounds.bytes) + " bytes", .got = std::to_string(text.size()) + " bytes"};
    }
    try {
        return detail::JsonDataParser(text, bounds).whole();
    } catch (Error const& error) {
        return error.problem();
    }
}

TANJI_INLINE std::string canonical_json(JsonData const& data) {
    std::string out;
    detail::append_canonical_data(out, data);
    return out;
}

// to_chars gives the same shortest digits as ECMAScript (both: the fewest that read back, the nearest of those); only the
// placing of point and exponent differs. Below 1e15 its plain notation is that of ECMAScript; above, it prints every digit that
// the double has, where ECMAScript prints the shortest ones and zeros, so those are placed by hand.
TANJI_INLINE void append_canonical(std::string& out, double number) {
    if (!std::isfinite(number)) {
        throw Error({.id = "json.not-finite", .what = "a number to be written is not finite", .expected = "a finite number", .got = number_text(number)});
    }
    std::array<char, 40> room{};
    auto const text = [&room](auto... arguments) { return std::string_view(room.data(), static_cast<std::size_t>(std::to_chars(room.data(), room.data() + room.size(), arguments...).ptr - room.data())); };
    double const size = std::abs(number);
    if (size < 1e15 && number == std::trunc(number)) {  // most numbers of a record, and -0, which has no sign here
        out += text(static_cast<long long>(number));
        return;
    }
    if (size >= 1e-6 && size < 1e15) {
        out += text(number, std::chars_format::fixed);
        return;
    }
    std::string_view const digits = text(number, std::chars_format::scientific);
    std::size_t const e = digits.find('e');
    if (size >= 1e15 && size < 1e21) {
        std::string plain(digits.substr(0, e));
        std::erase(plain, '.');
        std::size_t const whole = (number < 0 ? 1u : 0u) + 1 + static_cast<std::size_t>(digits[e + 2] - '0') * 10 + static_cast<std::size_t>(digits[e + 3] - '0');
        if (plain.size() > whole) plain.insert(whole, 1, '.');
        plain.resize((std::max)(plain.size(), whole), '0');
        out += plain;
        return;
    }
    out += digits.substr(0, e + 2);  // with the sign of the exponent, which both write
    std::string_view exponent = digits.substr(e + 2);
    while (exponent.size() > 1 && exponent.front() == '0') exponent.remove_prefix(1);  // "1e-07" is "1e-7"
    out += exponent;
}

// Most texts are ASCII without anything to escape, which one pass without branches finds out: compilers make it 16 bytes at a time.
TANJI_INLINE void append_canonical(std::string& out, std::string_view utf8) {
    unsigned other = 0;
    for (char const c : utf8) other |= static_cast<unsigned>((c < ' ') | (c == '\x7f') | (c == '"') | (c == '\\'));  // bytes from 0x80 on are either negative, or refused below
    if (std::is_signed_v<char> && other == 0) {
        ((out += '"') += utf8) += '"';
        return;
    }
    if (first_bad_utf8(utf8) != std::string_view::npos) {
        throw Error({.id = "json.syntax", .what = "a text to be written is not UTF-8", .expected = "UTF-8", .got = std::to_string(utf8.size()) + " bytes", .hint = "convert the file that it came from"});
    }
    constexpr std::string_view hex = "0123456789abcdef";
    out += '"';
    for (char const c : utf8) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') (out += '\\') += c;
        else if (byte >= 0x20) out += c;
        else if (c == '\b') out += "\\b";
        else if (c == '\t') out += "\\t";
        else if (c == '\n') out += "\\n";
        else if (c == '\f') out += "\\f";
        else if (c == '\r') out += "\\r";
        else (out += "\\u00") += {hex[byte >> 4], hex[byte & 15]};
    }
    out += '"';
}

// Surrogates are D800 to DFFF, so characters beyond U+FFFF (lead bytes F0 to F4) come before U+E000 to U+FFFF (EE and EF).
// Everything else has the same order in both encodings.
TANJI_INLINE bool utf16_less(std::string_view a, std::string_view b) noexcept {
    std::size_t i = 0;
    while (i < a.size() && i < b.size() && a[i] == b[i]) ++i;
    if (i == a.size() || i == b.size()) return a.size() < b.size();
    auto const x = static_cast<unsigned char>(a[i]);
    auto const y = static_cast<unsigned char>(b[i]);
    if (x >= 0xF0 && (y == 0xEE || y == 0xEF)) return true;
    if (y >= 0xF0 && (x == 0xEE || x == 0xEF)) return false;
    return x < y;
}

}  // namespace tanji
