// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/result.hpp"

/// \file
/// Tables as text that are too large to be held: rows out of a source of blocks. What is refused is what CsvReader refuses.
namespace tanji {

/// Gives the next bytes of a text, some kilobytes to megabytes, and nothing at its end. The view lives until the next call.
using TextSource = std::function<std::string_view()>;

/// A source over a text in memory.
[[nodiscard]] TextSource text_source(std::string_view text, std::size_t block = 1'000'000);
/// A source over a file. Problems "file.missing", "file.unreadable" (a folder); reading errors are thrown by the source.
[[nodiscard]] Result<TextSource> try_file_source(std::string const& path, std::size_t block = 1'000'000);

struct CsvStreamOptions {
    char separator = ',';
    std::size_t line_bytes = 1'000'000;  ///< one row with its quotes; a longer one is refused before it is held
    std::uint64_t rows = 100'000'000;
    std::size_t columns = 1'000;
};

/// Rows of a table, one at a time; the first row names the columns. Memory: one block and one row.
///
/// Forms and refusals as CsvReader: quoted fields, also over several lines; LF, CRLF or CR; a UTF-8 mark; blank lines skipped. "csv.empty", "csv.header",
/// "csv.fields", "csv.quote", "csv.nul", "csv.encoding", and "limit.line-bytes", "limit.rows", "limit.columns", each with file and line.
/// After an Error in a row the reader goes on with the next one if `recoverable()`; a quote that is not closed ends it.
class CsvStream {
public:
    /// Reads the header. Throws Error.
    explicit CsvStream(TextSource source, std::string file = {}, CsvStreamOptions options = {});

    [[nodiscard]] std::vector<std::string> const& header() const noexcept { return header_; }

    /// Goes to the next row; false at the end. Throws Error; see recoverable().
    bool next();
    /// After an Error of next(): the row was read to its end, so next() may be called again.
    [[nodiscard]] bool recoverable() const noexcept { return recoverable_; }

    /// Field of the present row, as written. Valid until the next row. No check: `column` is below header().size().
    [[nodiscard]] std::string_view operator[](std::size_t column) const noexcept { return fields_[column]; }

    [[nodiscard]] std::uint64_t row() const noexcept { return row_; }    ///< data row, from 1
    [[nodiscard]] std::uint64_t line() const noexcept { return line_; }  ///< line on which the row starts
    [[nodiscard]] Where where() const { return {.file = file_, .line = line_, .row = header_.empty() ? 0 : row_}; }
    /// Column number (in characters) and name of a field: linear in the row, only for messages.
    [[nodiscard]] Where where(std::size_t column) const;

private:
    bool fill();
    bool read_row();
    std::size_t find_end(std::size_t from);
    void split(std::string_view row);
    void split_plain(std::string_view row);
    void split_quoted(std::string_view row);
    void check_bytes(std::string_view row) const;
    [[noreturn]] void fail(std::string id, std::string what, std::string expected, std::string got, std::string hint = {}) const;

    TextSource source_;
    std::string file_;
    CsvStreamOptions options_;
    std::vector<std::string> header_;
    std::vector<std::string_view> fields_;
    std::string buffer_;           // what was read and not yet given out
    std::string_view row_text_;    // the present row in buffer_
    std::string unescaped_;        // fields in which "" became "
    std::size_t at_ = 0;           // in buffer_
    std::uint64_t line_ = 1;
    std::uint64_t next_line_ = 1;
    std::uint64_t row_ = 0;
    std::uint64_t quotes_ = 0;     // of the present row
    std::uint64_t breaks_ = 0;     // line ends within quotes
    bool ended_ = false;
    bool recoverable_ = false;
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/base/impl/csv_stream.ipp"
#endif
