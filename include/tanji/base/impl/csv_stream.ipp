// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <memory>

#include "tanji/base/csv_stream.hpp"
#include "tanji/base/text.hpp"
#include "tanji/base/utf8.hpp"

/// \file
/// Rows out of blocks. First the end of a row is found (the only step that must see every byte twice is a row that straddles two
/// blocks), then the row is split; rows without a quote, nearly all, take the short way.
namespace tanji {

TANJI_INLINE TextSource text_source(std::string_view text, std::size_t block) {
    return [text, block]() mutable {
        std::string_view const next = text.substr(0, block);
        text.remove_prefix(next.size());
        return next;
    };
}

// C streams: <fstream> costs more and reads no better. Shared, because a std::function must be copyable. The folder is met when the
// first byte is read, not when it is opened; so one block is read ahead, and its failure is a Problem instead of an exception.
TANJI_INLINE Result<TextSource> try_file_source(std::string const& path, std::size_t block) {
    struct State {
        std::FILE* file = nullptr;
        std::string path;
        std::string bytes;
        bool ahead = true;

        State() = default;
        State(State const&) = delete;
        State& operator=(State const&) = delete;
        ~State() {
            if (file != nullptr) std::fclose(file);
        }
        [[nodiscard]] Problem unreadable() const {
            return {.id = "file.unreadable", .what = "the file cannot be read", .where = {.file = path}, .expected = "a readable file", .got = "a folder, or a disk that fails", .hint = "name a file, not the folder it is in"};
        }
        [[nodiscard]] bool read(std::size_t size) {
            bytes.resize(size);
            bytes.resize(std::fread(bytes.data(), 1, size, file));
            return std::ferror(file) == 0;
        }
    };
    auto state = std::make_shared<State>();
    state->path = path;
    state->file = std::fopen(path.c_str(), "rb");
    if (state->file == nullptr) {
        return Problem{.id = "file.missing", .what = "the file cannot be opened", .where = {.file = path}, .expected = "a file that can be read", .got = "none of this name, or no right to read it", .hint = "check the path and the permissions"};
    }
    if (!state->read(block)) return state->unreadable();
    return TextSource([state, block]() -> std::string_view {
        if (!state->ahead && !state->read(block)) throw Error(state->unreadable());
        state->ahead = false;
        return state->bytes;
    });
}

// The mark is dropped before the first row is looked for: it is no part of the first name.
TANJI_INLINE CsvStream::CsvStream(TextSource source, std::string file, CsvStreamOptions options)
    : source_(std::move(source)), file_(std::move(file)), options_(options) {
    while (!ended_ && buffer_.size() < 3) fill();
    if (std::string_view(buffer_).starts_with("\xEF\xBB\xBF")) at_ = 3;
    if (!read_row()) {
        fail("csv.empty", "the table has no header row", "a first row with the names of the columns", "an empty text", "is it the right file, and was it saved?");
    }
    row_ = 0;  // the header is no data row, in messages neither
    for (auto const field : fields_) {
        std::string name(trim(field));
        if (name.empty()) fail("csv.header", "a column has no name", "a name in every field of the header", "an empty field", "name the column or remove it");
        if (std::find(header_.begin(), header_.end(), name) != header_.end()) {
            fail("csv.header", "a column is there twice", "every name once", in_quotes(name), "rename or remove one of them");
        }
        header_.push_back(std::move(name));
    }
}

/// Reads one block behind what is left of the last; false at the end of the text.
TANJI_INLINE bool CsvStream::fill() {
    if (ended_) return false;
    buffer_.erase(0, at_);
    at_ = 0;
    std::string_view const more = source_();
    ended_ = more.empty();
    buffer_.append(more);
    return !ended_;
}

// Only a row that ends can be skipped; a quote that is never closed has swallowed the rest, and nothing after it can be trusted.
TANJI_INLINE bool CsvStream::next() {
    recoverable_ = true;
    if (!read_row()) return false;
    if (row_ > options_.rows) {
        recoverable_ = false;
        fail("limit.rows", "the table has more rows than allowed", "at most " + std::to_string(options_.rows) + " rows", "more", "raise the limit if this is meant");
    }
    if (fields_.size() != header_.size()) {
        fail("csv.fields", "the row has not as many fields as the header", std::to_string(header_.size()) + " fields",
             std::to_string(fields_.size()) + " fields", "a field that holds the separator or a quote needs quotes around it");
    }
    return true;
}

/// Offset of the line end that closes the row starting at `at_`, buffer_.size() at the end of the text; npos if more is needed.
/// A CR at the very end of a block may be half of a CRLF: then more is needed, too.
TANJI_INLINE std::size_t CsvStream::find_end(std::size_t from) {
    char const* const data = buffer_.data();
    std::size_t const size = buffer_.size();
    for (std::size_t i = from; i < size; ++i) {
        char const c = data[i];
        if (c > '"') continue;  // one comparison for nearly every byte; negative ones (UTF-8) fall through harmlessly
        if (c == '"') ++quotes_;
        else if (c == '\n' || c == '\r') {
            if (quotes_ % 2 != 0) {
                if (c == '\n') ++breaks_;
                continue;
            }
            if (c == '\r' && i + 1 == size && !ended_) return std::string_view::npos;
            return i;
        }
    }
    return ended_ ? size : std::string_view::npos;
}

/// The next row that is not blank, split; false at the end. The limit is kept while a row is looked for, so a line of gigabytes
/// is refused after a megabyte of it.
TANJI_INLINE bool CsvStream::read_row() {
    for (;;) {
        while (at_ >= buffer_.size()) {
            if (!fill() && at_ >= buffer_.size()) return false;
        }
        line_ = next_line_;
        quotes_ = 0;
        breaks_ = 0;
        std::size_t end = find_end(at_);
        while (end == std::string_view::npos) {
            std::size_t const seen = buffer_.size() - at_;
            if (seen > options_.line_bytes) break;
            bool const half = seen > 0 && buffer_.back() == '\r' && quotes_ % 2 == 0;
            fill();  // moves the row to the front
            end = find_end(half ? seen - 1 : seen);
        }
        ++row_;
        if (end == std::string_view::npos || end - at_ > options_.line_bytes) {
            recoverable_ = false;
            fail("limit.line-bytes", "a row is longer than allowed", "at most " + std::to_string(options_.line_bytes) + " bytes",
                 "more than that", "is a quote not closed, or is this no table? raise the limit if it is meant");
        }
        row_text_ = std::string_view(buffer_).substr(at_, end - at_);
        std::size_t const step = end < buffer_.size() && buffer_[end] == '\r' && end + 1 < buffer_.size() && buffer_[end + 1] == '\n' ? 2 : 1;
        at_ = (std::min)(end + step, buffer_.size());
        next_line_ = line_ + breaks_ + 1;
        if (row_text_.empty()) {
            --row_;
            continue;
        }
        split(row_text_);
        return true;
    }
}

TANJI_INLINE void CsvStream::split(std::string_view row) {
    fields_.clear();
    check_bytes(row);
    if (quotes_ == 0) split_plain(row);
    else split_quoted(row);
    if (fields_.size() > options_.columns) {
        fail("limit.columns", "a row has more fields than allowed", "at most " + std::to_string(options_.columns), std::to_string(fields_.size()));
    }
}

TANJI_INLINE void CsvStream::split_plain(std::string_view row) {
    char const* const end = row.data() + row.size();
    char const* from = row.data();
    for (char const* c = from; c != end; ++c) {
        if (*c != options_.separator) continue;
        fields_.emplace_back(from, static_cast<std::size_t>(c - from));
        from = c + 1;
    }
    fields_.emplace_back(from, static_cast<std::size_t>(end - from));
}

// The buffer for undone quotes is sized before views into it are taken: it never grows while the row is split.
TANJI_INLINE void CsvStream::split_quoted(std::string_view row) {
    unescaped_.clear();
    unescaped_.reserve(row.size());
    if (quotes_ % 2 != 0) {
        recoverable_ = false;
        fail("csv.quote", "a quote is not closed", "a closing quote before the end of the text", "the end of the text", "a quote in a quoted field is written \"\"");
    }
    std::size_t at = 0;
    for (;;) {
        if (at < row.size() && row[at] == '"') {
            std::size_t const begin = unescaped_.size();
            for (++at;; ++at) {
                auto const quote = row.find('"', at);
                unescaped_.append(row.substr(at, quote - at));
                at = quote + 1;
                if (at >= row.size() || row[at] != '"') break;
                unescaped_ += '"';
            }
            if (at < row.size() && row[at] != options_.separator) {
                fail("csv.quote", "text follows a closing quote", "a separator or the end of the line", in_quotes(row.substr(at, 20)), "a quote in a quoted field is written \"\"");
            }
            fields_.push_back(std::string_view(unescaped_).substr(begin));
        } else {
            auto const end = (std::min)(row.find(options_.separator, at), row.size());
            std::string_view const field = row.substr(at, end - at);
            if (field.find('"') != std::string_view::npos) {
                fail("csv.quote", "a quote stands inside an unquoted field", "quotes around the whole field, and \"\" for a quote in it", in_quotes(field.substr(0, 60)));
            }
            fields_.push_back(field);
            at = end;
        }
        if (at >= row.size()) return;
        ++at;
    }
}

/// NUL and what is no UTF-8. Eight bytes at a time are looked at for a high bit, because most rows are ASCII.
TANJI_INLINE void CsvStream::check_bytes(std::string_view row) const {
    if (std::memchr(row.data(), 0, row.size()) != nullptr) {
        fail("csv.nul", "the table holds a NUL byte", "UTF-8 text", "a binary file, or text in UTF-16", "save the table as CSV in UTF-8");
    }
    std::uint64_t high = 0;
    std::size_t at = 0;
    for (; at + 8 <= row.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, row.data() + at, 8);
        high |= word;
    }
    for (; at < row.size(); ++at) high |= static_cast<std::uint64_t>(static_cast<unsigned char>(row[at]));
    if ((high & 0x8080'8080'8080'8080u) != 0 && first_bad_utf8(row) != std::string_view::npos) {
        fail("csv.encoding", "the table is not UTF-8", "UTF-8 text", "a byte that is no UTF-8, as in GBK or Latin-1", "save the table as CSV in UTF-8");
    }
}

// The row is read once more, because fields may be views of undone quotes. A separator counts outside of quotes only, and "" closes and opens.
TANJI_INLINE Where CsvStream::where(std::size_t column) const {
    Where place = where();
    if (column < header_.size()) place.object = header_[column];
    if (column >= fields_.size()) return place;
    place.column = 1;
    bool quoted = false;
    std::size_t field = 0;
    for (char const c : row_text_) {
        if (field == column) break;
        quoted = quoted != (c == '"');
        if (c == options_.separator && !quoted) ++field;
        if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++place.column;
        if (c != '\n') continue;
        ++place.line;
        place.column = 1;
    }
    return place;
}

TANJI_INLINE void CsvStream::fail(std::string id, std::string what, std::string expected, std::string got, std::string hint) const {
    throw Error({.id = std::move(id), .what = std::move(what), .where = where(), .expected = std::move(expected), .got = std::move(got), .hint = std::move(hint)});
}

}  // namespace tanji
