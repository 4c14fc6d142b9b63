// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <fstream>

#include "tanji/base/file.hpp"

/// \file
/// Whole text files; readers of text formats work on what it gives and never open a file themselves. Archives are streamed
/// by io/impl/archive.ipp instead.
namespace tanji {

// Binary, so that offsets and digests are those of the bytes on disk on every system. A folder opens on some systems and
// fails on the first read: that is why reading, not opening, decides "file.unreadable".
TANJI_INLINE Result<std::string> try_read_text_file(std::string const& path, ReadLimits const& limits) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        return Problem{.id = "file.missing", .what = "the file cannot be opened", .where = {.file = path}, .expected = "a file that can be read",
                       .hint = "check the path and the permissions"};
    }
    // In blocks, because the size of a pipe or a folder is not to be trusted.
    constexpr std::size_t block = 1 << 20;
    std::string text;
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
    }
    if (file.bad() || !file.eof()) {
        return Problem{.id = "file.unreadable", .what = "the file cannot be read", .where = {.file = path}, .expected = "a file", .got = "a folder, or an error of the disk"};
    }
    return text;
}

TANJI_INLINE std::string read_text_file(std::string const& path, ReadLimits const& limits) { return try_read_text_file(path, limits).value(); }

}  // namespace tanji
