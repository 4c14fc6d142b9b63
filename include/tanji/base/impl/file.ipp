// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <fstream>

#include "tanji/base/file.hpp"

/// \file
/// Whole text files; readers of text formats work on what it gives and never open a file themselves. Archives are streamed
/// by io/impl/archive.ipp instead.
namespace tanji {

namespace detail {

/// The length of the line a text ends in, and how many came before: a file that is one endless line must be seen before it is held.
struct LineGauge {
    std::uint64_t limit = 0;
    std::uint64_t line = 1;
    std::uint64_t bytes = 0;

    /// The longest the present line has been in these bytes.
    [[nodiscard]] std::uint64_t add(std::string_view more) noexcept {
        std::uint64_t longest = 0;
        for (auto end = more.find('\n'); end != std::string_view::npos; end = more.find('\n')) {
            if (bytes + end > longest) longest = bytes + end;
            if (longest > limit) return longest;
            bytes = 0;
            ++line;
            more.remove_prefix(end + 1);
        }
        bytes += more.size();
        return bytes > longest ? bytes : longest;
    }
};

// Binary, so that offsets and digests are those of the bytes on disk on every system. A folder opens on some systems and
// fails on the first read: that is why reading, not opening, decides "file.unreadable". `line_bytes` 0: lines of any length.
[[nodiscard]] inline Result<std::string> read_file(std::string const& path, ReadLimits const& limits, std::uint64_t line_bytes) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        return Problem{.id = "file.missing", .what = "the file cannot be opened", .where = {.file = path}, .expected = "a file that can be read",
                       .got = "none of this name, or no right to read it", .hint = "check the path and the permissions"};
    }
    // In blocks, because the size of a pipe or a folder is not to be trusted.
    constexpr std::size_t block = 1 << 20;
    std::string text;
    LineGauge gauge{.limit = line_bytes};
    while (file) {
        std::size_t const held = text.size();
        text.resize(held + block);
        file.read(text.data() + held, static_cast<std::streamsize>(block));
        text.resize(held + static_cast<std::size_t>(file.gcount()));
        if (text.size() > limits.file_bytes) {
            return Problem{.id = "limit.file-bytes", .what = "the file is larger than allowed", .where = {.file = path},
                           .expected = "at most " + std::to_string(limits.file_bytes) + " bytes", .got = "more",
                           .hint = "raise ReadLimits::file_bytes if this is meant"};
        }
        if (line_bytes != 0 && gauge.add(std::string_view(text).substr(held)) > line_bytes) {
            return Problem{.id = "limit.line-bytes", .what = "a line is longer than allowed", .where = {.file = path, .line = gauge.line}, .expected = "at most " + std::to_string(line_bytes) + " bytes",
                           .got = "more than that", .hint = "is this a table? raise ReadLimits::field_bytes if it is meant"};
        }
    }
    if (file.bad() || !file.eof()) {
        return Problem{.id = "file.unreadable", .what = "the file cannot be read", .where = {.file = path}, .expected = "a file", .got = "a folder, or an error of the disk",
                       .hint = "name a file, not the folder it is in"};
    }
    return text;
}

}  // namespace detail

TANJI_INLINE Result<std::string> try_read_text_file(std::string const& path, ReadLimits const& limits) { return detail::read_file(path, limits, 0); }

TANJI_INLINE std::string read_text_file(std::string const& path, ReadLimits const& limits) { return try_read_text_file(path, limits).value(); }

TANJI_INLINE Result<std::string> try_read_table_file(std::string const& path, ReadLimits const& limits) { return detail::read_file(path, limits, limits.field_bytes); }
TANJI_INLINE std::string read_table_file(std::string const& path, ReadLimits const& limits) { return try_read_table_file(path, limits).value(); }

}  // namespace tanji
