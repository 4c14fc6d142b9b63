// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "tanji/base/text.hpp"
#include "tanji/base/utf8.hpp"
#include "tanji/io/json_parse.hpp"

/// \file
/// Finds where a text stops being JSON. The fast parser only says that it does; this scanner runs once it said so, and
/// keeps its own stack, so that nesting cannot exhaust ours.
namespace tanji::detail {

/// One search in one text. `open_` holds the brackets that are open, `fresh_` says that the innermost one has no value yet
/// (so that a comma must not come, and a closing bracket may). Every step moves `at_` on, so the search is linear.
class JsonFaultFinder {
public:
    JsonFaultFinder(std::string_view text, std::uint32_t depth) : text_(text), limit_(depth) {}

    /// The first fault as a Problem without file; "json.syntax" at the start if none is found. Encoding first: a text in
    /// another encoding has faults everywhere, and the first bad byte explains them all.
    Problem find() {
        if (std::size_t const bad = first_bad_utf8(text_); bad < text_.size())
            return fault("json.encoding", bad, "the text is not UTF-8", "UTF-8", "other bytes", "save or export it as UTF-8");
        skip_blanks();
        bool more = !at_end() && value();
        while (more && !open_.empty()) more = step();
        // No fault on the way: text behind the value, no text at all, or something that only the parser minds.
        if (!problem_.id.empty()) return problem_;
        skip_blanks();
        if (!at_end()) return fault("json.syntax", at_, "there is text behind the end of the JSON value", "the end of the file", seen(), "the file may hold several documents");
        if (!open_.empty() || text_.find_first_not_of(" \t\r\n") == std::string_view::npos) return truncated();
        return fault("json.syntax", 0, "the text is not valid JSON", "RFC 8259", "something else", "check it with another JSON tool");
    }

private:
    [[nodiscard]] bool at_end() const noexcept { return at_ >= text_.size(); }

    void skip_blanks() noexcept {
        while (!at_end() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
    }

    /// The next few characters, for the message.
    [[nodiscard]] std::string seen() const {
        std::size_t const end = text_.find_first_of(",}] \t\r\n", at_ + 1);
        std::string_view const part = text_.substr((std::min)(at_, text_.size()), (std::min)(end, at_ + 24) - at_);
        return part.empty() ? "the end of the text" : std::string(part);
    }

    /// Lines and columns count from 1, columns in bytes. Counted here, for the one place that needs it, and not while scanning.
    Problem& fault(std::string id, std::size_t at, std::string what, std::string expected, std::string got, std::string hint) {
        problem_ = Problem{.id = std::move(id), .what = std::move(what), .expected = std::move(expected), .got = std::move(got), .hint = std::move(hint)};
        std::string_view const before = text_.substr(0, (std::min)(at, text_.size()));
        std::size_t const line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
        problem_.where.line = 1 + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
        problem_.where.column = 1 + before.size() - line_start;
        return problem_;
    }

    /// A text that just stops is another fault than a wrong character: the file is to be fetched again, not to be edited.
    Problem& truncated() {
        return fault("json.truncated", text_.size(), "the JSON text ends in the middle", "closing brackets", "the end of the text", "the file was cut off: fetch or export it again");
    }

    bool syntax(std::string expected) {
        if (at_end()) truncated();
        else fault("json.syntax", at_, "the text is not valid JSON", std::move(expected), seen(), "correct the file or export it again");
        return false;
    }

    /// One value, or the start of a container. False at a fault. Depth is checked before a level is opened, so the stack of
    /// brackets never holds more than the limit.
    bool value() {
        if (at_end()) { truncated(); return false; }
        char const c = text_[at_];
        if (c == '{' || c == '[') {
            if (open_.size() >= limit_) {
                fault("limit.depth", at_, "the JSON is nested too deeply", "at most " + std::to_string(limit_) + " levels", "more", "if the file is trusted, raise depth in ReadLimits");
                return false;
            }
            open_.push_back(c);
            fresh_ = true;
            ++at_;
            return true;
        }
        fresh_ = false;
        if (c == '"') return string();
        if (c == '-' || (c >= '0' && c <= '9')) return number();
        for (std::string_view const word : {"true", "false", "null"})
            if (text_.substr(at_, word.size()) == word) { at_ += word.size(); return true; }
        for (std::string_view const word : {"NaN", "Infinity", "nan", "inf", "Inf"})
            if (text_.substr(at_, word.size()) == word) return not_finite();
        return syntax("a value");
    }

    /// NaN and infinity are no JSON, but several languages write them: said as what they are, with what to do about them.
    bool not_finite() {
        fault("json.not-finite", at_, "a number is not finite", "a finite number", seen(), "correct the number at its source; missing values must be left out");
        return false;
    }

    /// From the opening quote to behind the closing one. What an escape means is not looked at, only that it hides a quote.
    bool string() {
        for (++at_; !at_end(); ++at_) {
            auto const c = static_cast<unsigned char>(text_[at_]);
            if (c == '"') { ++at_; return true; }
            if (c < 0x20) return syntax("an escaped control character");
            if (c == '\\') ++at_;
        }
        truncated();
        return false;
    }

    /// Takes what looks like a number and judges it as a whole, since parse_number accepts a little more than RFC 8259 does
    /// (leading zeros, a point at the end).
    bool number() {
        std::size_t const start = at_;
        if (text_.substr(at_, 4) == "-Inf" || text_.substr(at_, 4) == "-inf") return not_finite();
        while (!at_end() && std::string_view("+-.eE0123456789").find(text_[at_]) != std::string_view::npos) ++at_;
        std::string_view const token = text_.substr(start, at_ - start);
        // A well-formed number that is no double overflows: it would become infinite.
        if (!parse_number(token) && token.find_first_of("eE") != std::string_view::npos) { at_ = start; return not_finite(); }
        std::size_t const digits = token.front() == '-' ? 1 : 0;
        bool const leading_zero = token.size() > digits + 1 && token[digits] == '0' && token[digits + 1] >= '0' && token[digits + 1] <= '9';
        if (!parse_number(token) || leading_zero || token.back() == '.') { at_ = start; return syntax("a number"); }
        return true;
    }

    /// What stands between two values of an open container, and the next value.
    bool step() {
        skip_blanks();
        if (at_end()) { truncated(); return false; }
        bool const object = open_.back() == '{';
        if (text_[at_] == (object ? '}' : ']')) {
            open_.pop_back();
            fresh_ = false;
            ++at_;
            return true;
        }
        if (!fresh_) {
            if (text_[at_] != ',') return syntax(object ? "',' or '}'" : "',' or ']'");
            ++at_;
            skip_blanks();
        }
        if (object) {
            if (at_end() || text_[at_] != '"') return syntax("a name in quotes");
            if (!string()) return false;
            skip_blanks();
            if (at_end() || text_[at_] != ':') return syntax("':'");
            ++at_;
            skip_blanks();
        }
        return value();
    }

    std::string_view text_;
    std::uint32_t limit_;
    std::size_t at_ = 0;
    std::string open_;
    bool fresh_ = false;
    Problem problem_{};
};

}  // namespace tanji::detail
