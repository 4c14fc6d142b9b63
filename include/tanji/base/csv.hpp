// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/limits.hpp"
#include "tanji/base/result.hpp"

/// \file
/// Tables as text: RFC 4180 with the strictness that data which decides a number deserves.
namespace tanji {

/// True for text that a spreadsheet would run when it opens the table: it starts with = + - or @ (OWASP, CSV injection) and is no number.
[[nodiscard]] bool is_formula(std::string_view text) noexcept;

struct CsvOptions {
    char separator = ',';  ///< ',', ';' or tab; never guessed, because 1,5 and 1;5 would both read
    ReadLimits limits{};
};

/// Streams over a text in memory, one row at a time; the first row names the columns.
///
/// Quoted fields (also over several lines), CRLF, LF or CR, a UTF-8 mark at the start. Wholly blank lines are skipped.
/// Refused, with file:line:column: a quote that is not closed or stands inside an unquoted field, a row with another number
/// of fields than the header, a column name that is empty or twice there, a NUL byte, text that is not UTF-8 (a table saved as
/// GBK would otherwise give wrong names without a word).
/// Fields are views of the caller's text (which must outlive the reader) or, where "" had to be undone, of a buffer
/// that lives until the next row. One reader per thread.
class CsvReader {
public:
    /// Reads the header. `file` is only for messages. Throws Error ("csv.*", "limit.field-bytes").
    explicit CsvReader(std::string_view text, std::string file = {}, CsvOptions options = {});

    /// The names as written in the first row, in the order of columns.
    [[nodiscard]] std::vector<std::string> const& header() const noexcept { return header_; }
    /// For columns that a table may leave out; exact, with regard to case.
    [[nodiscard]] bool has_column(std::string_view name) const noexcept;

    /// Index of a column. `column` throws Error "csv.column"; `find_column` says in its Problem which names are near.
    [[nodiscard]] std::size_t column(std::string_view name) const { return find_column(name).value(); }
    [[nodiscard]] Result<std::size_t> find_column(std::string_view name) const;

    /// Goes to the next data row; false at the end. Throws Error.
    bool next();
    [[nodiscard]] Result<bool> try_next();

    /// Field of the present row, as written: not trimmed. Throws Error "csv.column" for a name or index that is not there.
    [[nodiscard]] std::string_view operator[](std::size_t column) const;
    [[nodiscard]] std::string_view operator[](std::string_view name) const { return (*this)[column(name)]; }

    /// A finite number. An empty or other field is Error "csv.number": missing is never zero.
    [[nodiscard]] double number(std::size_t column) const;
    [[nodiscard]] double number(std::string_view name) const { return number(column(name)); }
    /// Nothing for an empty field.
    [[nodiscard]] std::optional<double> number_or_nothing(std::size_t column) const;

    /// Trimmed text. One that a spreadsheet would run as a formula is Error "csv.formula", so that no report can carry it on.
    [[nodiscard]] std::string_view text(std::size_t column) const;
    [[nodiscard]] std::string_view text(std::string_view name) const { return text(column(name)); }

    /// Error "csv.unknown-column" for a column of another name than `known`: a misspelt one would be lost without a word. Names that start
    /// with "x_" are the user's own.
    void only_columns(std::vector<std::string> const& known) const;

    [[nodiscard]] std::uint64_t row() const noexcept { return row_; }    ///< data row, from 1
    [[nodiscard]] std::uint64_t line() const noexcept { return line_; }  ///< line on which the row starts, from 1

    /// Place of the present row, or of one of its fields (line and column of its first character, object = column name).
    [[nodiscard]] Where where() const;
    [[nodiscard]] Where where(std::size_t column) const;

private:
    struct Field {
        std::size_t raw = 0;    // start in text_, for messages
        std::size_t begin = 0;  // start of the content, in text_ or unescaped_
        std::size_t size = 0;
        bool unescaped = false;
    };

    /// False at the end of the text; blank lines are passed over.
    bool read_row();
    Field read_field();
    /// Copies only where "" stands inside: most quoted fields are views too.
    Field read_quoted();
    bool end_field();
    /// Once, before the first row: NUL and bytes that are no UTF-8.
    void check_text() const;
    /// Line and column of a byte of the text, for messages.
    [[nodiscard]] Where place(std::size_t offset) const;
    [[noreturn]] void fail(std::string id, std::string what, std::size_t offset, std::string expected, std::string got, std::string hint) const;

    std::string_view text_;
    std::string file_;
    CsvOptions options_;
    std::vector<std::string> header_;
    std::vector<Field> fields_;
    std::string unescaped_;
    std::size_t at_ = 0;
    std::size_t row_begin_ = 0;
    std::uint64_t line_ = 1;       // of row_begin_
    std::uint64_t next_line_ = 1;  // of at_
    std::uint64_t row_ = 0;
    std::vector<std::uint64_t> field_lines_;
};

/// How tables are written; the defaults give what CsvReader reads.
struct CsvWriteOptions {
    char separator = ',';
    /// RFC 4180 asks for CRLF; most programs of today write and read LF alone.
    std::string_view line_end = "\n";
    /// Text that a spreadsheet would run (= + - @ tab CR at its start) gets an apostrophe before it. Off by default because
    /// it changes the text; on for tables that people open. Numbers are never touched.
    bool guard_formulas = false;
};

/// Builds a CSV text; quotes where needed, numbers in the shortest form that reads back the same.
class CsvWriter {
public:
    explicit CsvWriter(CsvWriteOptions options = {}) : options_(options) {}

    /// One field of the present row, quoted if it holds the separator, a quote or a line end.
    CsvWriter& field(std::string_view text);
    CsvWriter& field(char const* text) { return field(std::string_view(text)); }
    /// Throws Error "csv.not-finite" for NaN and infinity.
    CsvWriter& field(double value);
    CsvWriter& field(std::optional<double> value) { return value ? field(*value) : field(std::string_view()); }
    /// Ends the row. Rows are not checked for equal length: the writer does not know what the header means.
    CsvWriter& end_row();

    [[nodiscard]] std::string const& text() const& noexcept { return text_; }
    [[nodiscard]] std::string text() && noexcept { return std::move(text_); }

private:
    /// One field as it stands, after a separator where it is not the first.
    void raw(std::string_view text, bool quote);

    CsvWriteOptions options_;
    std::string text_;
    std::size_t in_row_ = 0;
    std::size_t row_begin_ = 0;
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/base/impl/csv.ipp"
#endif
