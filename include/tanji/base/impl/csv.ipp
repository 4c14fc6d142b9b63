// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <cstring>

#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"
#include "tanji/base/utf8.hpp"

/// \file
/// Bodies of the CSV reader and writer. The reader makes one pass and never looks back: `at_` only grows, `next_line_`
/// counts the line ends it has passed, and a row's fields are offsets into `text_` or `unescaped_`. Whatever is wrong is
/// reported by throwing from the spot that saw it, because only there line and column are still at hand.
namespace tanji {
namespace detail {

/// What a message shows of a field: in quotes, cut, so that a runaway field does not fill the screen.
[[nodiscard]] inline std::string shown_field(std::string_view text) {
    return in_quotes(text.size() > 60 ? std::string(text.substr(0, 60)).append("...") : std::string(text));
}

}  // namespace detail

// The header is read like any row; only afterwards is its width the rule for the others.
TANJI_INLINE CsvReader::CsvReader(std::string_view text, std::string file, CsvOptions options)
    : text_(text), file_(std::move(file)), options_(options) {
    check_text();
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    if (!read_row()) {
        throw Error({.id = "csv.empty", .what = "the table has no header row", .where = {.file = file_},
                     .expected = "a first row with the names of the columns", .got = "an empty text"});
    }
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        std::string name(trim((*this)[i]));
        if (name.empty()) fail("csv.header", "a column has no name", fields_[i].raw, "a name in every field of the header", "an empty field", "");
        if (std::find(header_.begin(), header_.end(), name) != header_.end()) {
            fail("csv.header", "a column is there twice", fields_[i].raw, "every name once", detail::shown_field(name), "rename or remove one of them");
        }
        header_.push_back(std::move(name));
    }
    fields_.clear();
}

/// One pass over the whole text before the first field: what is no text at all must not be half read.
/// The NUL byte is looked for first, because UTF-16 would also fail as UTF-8 but with a worse hint.
TANJI_INLINE void CsvReader::check_text() const {
    auto const count_line = [&](std::size_t offset) {
        return 1 + static_cast<std::uint64_t>(std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
    };
    if (void const* nul = text_.empty() ? nullptr : std::memchr(text_.data(), 0, text_.size())) {
        auto const offset = static_cast<std::size_t>(static_cast<char const*>(nul) - text_.data());
        throw Error({.id = "csv.nul", .what = "the table holds a NUL byte", .where = {.file = file_, .line = count_line(offset)},
                     .expected = "UTF-8 text", .got = "a binary file, or text in UTF-16", .hint = "save the table as CSV in UTF-8"});
    }
    if (auto const offset = first_bad_utf8(text_); offset != std::string_view::npos) {
        throw Error({.id = "csv.encoding", .what = "the table is not UTF-8", .where = {.file = file_, .line = count_line(offset)},
                     .expected = "UTF-8 text", .got = "a byte that is no UTF-8, as in GBK or Latin-1", .hint = "save the table as CSV in UTF-8"});
    }
}

// A linear search, as everywhere below: tables have tens of columns, and readers of long ones look an index up once.
TANJI_INLINE bool CsvReader::has_column(std::string_view name) const noexcept {
    return std::find(header_.begin(), header_.end(), name) != header_.end();
}

// Names are compared byte for byte: a header that differs in case is another column until somebody says otherwise.
// A header of one column is the usual sign of a wrong separator, so the hint asks.
TANJI_INLINE Result<std::size_t> CsvReader::find_column(std::string_view name) const {
    auto const found = std::find(header_.begin(), header_.end(), name);
    if (found != header_.end()) return static_cast<std::size_t>(found - header_.begin());
    return Problem{.id = "csv.column", .what = "the table has no column \"" + std::string(name) + "\"", .where = {.file = file_, .line = 1},
                   .expected = std::string(name), .got = join(header_, ", "),
                   .hint = options_.separator == ',' && header_.size() == 1 ? "is the separator ';' or tab? save the table with commas" : "add the column, or give it this name",
                   .related = nearest(name, header_)};
}

// The width is checked here and not while reading: a short row padded with empty fields would turn a shifted column into
// numbers of another one, which is the mistake that nobody sees.
TANJI_INLINE bool CsvReader::next() {
    if (!read_row()) return false;
    ++row_;
    if (fields_.size() != header_.size()) {
        fail("csv.fields", "the row has not as many fields as the header", row_begin_, std::to_string(header_.size()) + " fields",
             std::to_string(fields_.size()) + " fields", "a field that holds the separator or a quote needs quotes around it");
    }
    return true;
}

// Only Error is turned into a Result: running out of memory is no property of the table.
TANJI_INLINE Result<bool> CsvReader::try_next() {
    try {
        return next();
    } catch (Error const& error) {
        return error.problem();
    }
}

/// Fields of the next row that is not blank; false at the end of the text. Does not look at the width: the header has none yet.
/// The limit is checked after a field was found: the text is in memory already, and no field can be larger than it.
TANJI_INLINE bool CsvReader::read_row() {
    while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) {  // blank lines
        if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
        ++at_;
        ++next_line_;
    }
    if (at_ >= text_.size()) return false;
    fields_.clear();
    field_lines_.clear();
    unescaped_.clear();
    row_begin_ = at_;
    line_ = next_line_;
    do {
        field_lines_.push_back(next_line_);
        fields_.push_back(read_field());
        if (fields_.back().size > options_.limits.field_bytes) {
            fail("limit.field-bytes", "a field is longer than allowed", fields_.back().raw, "at most " + std::to_string(options_.limits.field_bytes) + " bytes",
                 std::to_string(fields_.back().size) + " bytes", "raise ReadLimits::field_bytes if this is meant");
        }
    } while (end_field());
    return true;
}

/// A field up to the separator or the end of the line, which stay unread. A view: nothing is copied.
/// A quote in the middle is refused although many readers keep it: 5" as text and a forgotten opening quote look the
/// same here, and the second would swallow the rest of the table.
TANJI_INLINE CsvReader::Field CsvReader::read_field() {
    if (at_ < text_.size() && text_[at_] == '"') return read_quoted();
    std::size_t const begin = at_;
    char const separator = options_.separator;
    while (at_ < text_.size()) {
        char const c = text_[at_];
        if (c == separator || c == '\n' || c == '\r') break;
        if (c == '"') {
            fail("csv.quote", "a quote stands inside an unquoted field", at_, "quotes around the whole field, and \"\" for a quote in it",
                 detail::shown_field(text_.substr(begin, text_.find_first_of("\r\n", begin) - begin)), "");
        }
        ++at_;
    }
    return {begin, begin, at_ - begin, false};
}

/// A field in quotes, which may hold separators and line ends. Copied only where a doubled quote must become a single one;
/// offsets, not views, are kept because the buffer may move while the row grows.
TANJI_INLINE CsvReader::Field CsvReader::read_quoted() {
    std::size_t const raw = at_++;
    std::size_t part = at_;
    std::size_t const buffer_begin = unescaped_.size();
    bool unescaped = false;
    for (;;) {
        auto const quote = text_.find('"', at_);
        if (quote == std::string_view::npos) {
            fail("csv.quote", "a quote is not closed", raw, "a closing quote before the end of the text", "the end of the text", "a quote in a quoted field is written \"\"");
        }
        next_line_ += static_cast<std::uint64_t>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_), text_.begin() + static_cast<std::ptrdiff_t>(quote), '\n'));
        at_ = quote + 1;
        if (at_ >= text_.size() || text_[at_] != '"') break;
        unescaped_.append(text_.substr(part, at_ - part));
        unescaped = true;
        part = ++at_;
    }
    if (!unescaped) return {raw, part, at_ - 1 - part, false};
    unescaped_.append(text_.substr(part, at_ - 1 - part));
    return {raw, buffer_begin, unescaped_.size() - buffer_begin, true};
}

/// Steps over what ends a field; true if another field of the row follows.
TANJI_INLINE bool CsvReader::end_field() {
    if (at_ >= text_.size()) return false;
    char const c = text_[at_];
    if (c == options_.separator) {
        ++at_;
        return true;
    }
    if (c != '\r' && c != '\n') {
        fail("csv.quote", "text follows a closing quote", at_, "a separator or the end of the line", detail::shown_field(text_.substr(at_, 20)),
             "a quote in a quoted field is written \"\"");
    }
    at_ += c == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n' ? 2 : 1;
    ++next_line_;
    return false;
}

// Checked in every build: an index from another table would otherwise read a field that is not there.
// After the end, and before the first next(), there are no fields; the hint names that mistake.
TANJI_INLINE std::string_view CsvReader::operator[](std::size_t column) const {
    if (column >= fields_.size()) {
        throw Error({.id = "csv.column", .what = "the row has no field " + std::to_string(column + 1), .where = where(),
                     .expected = "an index below " + std::to_string(fields_.size()), .got = std::to_string(column),
                     .hint = fields_.empty() ? "call next() first" : ""});
    }
    Field const& field = fields_[column];
    return field.unescaped ? std::string_view(unescaped_).substr(field.begin, field.size) : text_.substr(field.begin, field.size);
}

// Blanks around a number are harmless and common; anything else in the field is not.
TANJI_INLINE double CsvReader::number(std::size_t column) const {
    std::string_view const text = trim((*this)[column]);
    if (auto const value = parse_number(text)) return *value;
    throw Error({.id = "csv.number", .what = text.empty() ? "a number is missing" : "a field is not a number", .where = where(column),
                 .expected = "a finite decimal number like 1250.5 or 3e-4", .got = text.empty() ? "an empty field" : detail::shown_field(text),
                 .hint = number_hint(text)});
}

TANJI_INLINE bool is_formula(std::string_view text) noexcept {
    std::string_view const shown = trim(text);
    return !shown.empty() && std::string_view("=+-@").find(shown.front()) != std::string_view::npos && !parse_number(shown);
}

TANJI_INLINE std::string_view CsvReader::text(std::size_t column) const {
    std::string_view const field = trim((*this)[column]);
    if (!is_formula(field)) return field;
    throw Error({.id = "csv.formula", .what = "a field starts like a spreadsheet formula", .where = where(column), .expected = "text", .got = detail::shown_field(field),
                 .hint = "paste values, not formulas; text must not start with = + - or @"});
}

// Exact, as column() is: "CO2e" beside a known "co2e" would be lost like any other name.
TANJI_INLINE void CsvReader::only_columns(std::vector<std::string> const& known) const {
    for (auto const& name : header_) {
        if (name.starts_with("x_") || std::find(known.begin(), known.end(), name) != known.end()) continue;
        throw Error({.id = "csv.unknown-column", .what = "a column is not known", .where = {.file = file_, .line = 1, .object = name}, .expected = join(known, ", "), .got = in_quotes(name),
                     .hint = "correct its name, or call it x_" + name + " if it is for yourself", .related = nearest(name, known)});
    }
}

// Only a blank field is nothing. "n/a", "-" and the like are refused: what they mean differs between tables.
TANJI_INLINE std::optional<double> CsvReader::number_or_nothing(std::size_t column) const {
    if (trim((*this)[column]).empty()) return {};
    return number(column);
}

TANJI_INLINE Where CsvReader::where() const { return {.file = file_, .line = line_, .row = row_}; }

// For messages of callers who found a field well-formed but wrong: they point at it as exactly as the reader would.
TANJI_INLINE Where CsvReader::where(std::size_t column) const {
    if (column >= fields_.size()) return where();
    Where result = place(fields_[column].raw);
    result.row = row_;
    if (column < header_.size()) result.object = header_[column];
    return result;
}

/// Line and column of an offset in the present row; columns count characters, not bytes, as editors do.
/// `field_lines_` may be one longer than `fields_` while a field is being read: its line is known before the field is.
/// Only bytes that start a character are counted (those that continue one are 10xxxxxx), and the mark at the start of
/// the text is no character. Linear in the line, but only ever called for a message.
TANJI_INLINE Where CsvReader::place(std::size_t offset) const {
    std::uint64_t line = line_;
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        if (fields_[i].raw <= offset) line = field_lines_[i];
    }
    if (!fields_.empty() && field_lines_.size() > fields_.size() && offset > fields_.back().raw) line = field_lines_.back();
    std::size_t begin = offset;
    while (begin > 0 && text_[begin - 1] != '\n' && text_[begin - 1] != '\r') --begin;
    if (begin == 0 && text_.starts_with("\xEF\xBB\xBF")) begin = (std::min)(offset, std::size_t{3});
    auto const characters = std::count_if(text_.begin() + static_cast<std::ptrdiff_t>(begin), text_.begin() + static_cast<std::ptrdiff_t>(offset),
                                          [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    return {.file = file_, .line = line, .column = 1 + static_cast<std::uint64_t>(characters)};
}

// Every refusal of the reader goes through here or carries a place of its own, so that none lacks file and line.
TANJI_INLINE void CsvReader::fail(std::string id, std::string what, std::size_t offset, std::string expected, std::string got, std::string hint) const {
    Where at = place(offset);
    at.row = row_;
    throw Error({.id = std::move(id), .what = std::move(what), .where = std::move(at), .expected = std::move(expected), .got = std::move(got), .hint = std::move(hint)});
}

/// The one place that writes separators and doubles quotes.
TANJI_INLINE void CsvWriter::raw(std::string_view text, bool quote) {
    if (in_row_++ != 0) text_ += options_.separator;
    if (!quote) {
        text_ += text;
        return;
    }
    text_ += '"';
    for (char const c : text) {
        if (c == '"') text_ += '"';
        text_ += c;
    }
    text_ += '"';
}

// Blanks at the edges are quoted too: some readers trim what is not. The guard against formulas follows the advice of
// OWASP on CSV injection; the apostrophe comes inside the quotes, where spreadsheets take it for "this is text".
TANJI_INLINE CsvWriter& CsvWriter::field(std::string_view text) {
    bool const formula = options_.guard_formulas && !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    bool const edge = !text.empty() && (text.front() == ' ' || text.back() == ' ');
    bool const quote = formula || edge || text.find_first_of("\"\r\n") != std::string_view::npos || text.find(options_.separator) != std::string_view::npos;
    std::string shown(formula ? "'" : "");
    raw(shown.append(text), quote);
    return *this;
}

// Never quoted and never guarded: a number holds no separator that is allowed here, and -5 is no formula.
TANJI_INLINE CsvWriter& CsvWriter::field(double value) {
    if (!std::isfinite(value)) {
        throw Error({.id = "csv.not-finite", .what = "a number to be written is not finite", .expected = "a finite number", .got = number_text(value)});
    }
    raw(number_text(value), false);
    return *this;
}

TANJI_INLINE CsvWriter& CsvWriter::end_row() {
    if (in_row_ == 1 && text_.size() == row_begin_) text_ += "\"\"";  // a blank line would be skipped on reading
    text_ += options_.line_end;
    in_row_ = 0;
    row_begin_ = text_.size();
    return *this;
}

}  // namespace tanji
