// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/utf8.hpp"
#include "tanji/io/archive.hpp"

/// \file
/// The table of contents of a zip file (PKWARE APPNOTE 6.3.9, sections 4.3.7, 4.3.12, 4.3.14 to 4.3.16). Only the central
/// directory is believed: local headers may lack sizes, and streaming readers can be shown other entries than the
/// directory lists.
namespace tanji::detail {

/// Little-endian number of `count` bytes from `at`; the caller has checked that they exist. Byte by byte, since fields of
/// a zip are not aligned and the machine may be big-endian.
inline std::uint64_t zip_number(std::string_view bytes, std::size_t at, std::size_t count) noexcept {
    std::uint64_t value = 0;
    for (std::size_t i = count; i-- > 0;) value = (value << 8) | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

inline constexpr std::string_view zip_entry_mark = "PK\x01\x02";
inline constexpr std::string_view zip_local_mark = "PK\x03\x04";
inline constexpr std::string_view zip_end_mark = "PK\x05\x06";
inline constexpr std::string_view zip64_end_mark = "PK\x06\x06";
inline constexpr std::string_view zip64_locator_mark = "PK\x06\x07";
inline constexpr std::size_t zip_end_size = 22;       ///< end record without comment
inline constexpr std::size_t zip_tail_size = 65'557;  ///< end record with the longest comment
inline constexpr std::size_t zip_entry_size = 46;     ///< fixed part of a directory entry
inline constexpr std::uint64_t zip_32 = 0xffff'ffffu; ///< "look in the zip64 record"

/// Where the central directory lies.
struct ZipDirectory {
    std::uint64_t offset = 0, size = 0, entries = 0;
};

inline Problem zip_problem(std::string id, std::string const& file, std::string what, std::string hint) {
    Problem problem{.id = std::move(id), .what = std::move(what), .where = {.file = file}};
    problem.expected = "a complete zip file";
    problem.hint = std::move(hint);
    return problem;
}

inline Problem zip_damaged(std::string const& file, std::string what) {
    return zip_problem("archive.damaged", file, std::move(what), "export or download the file again");
}

/// A name that would leave the folder it is unpacked to: absolute, with a drive letter, with ".." as a part, or cut short by a
/// zero byte. We unpack nothing, but such a file was made to harm. Both separators count, whatever the system.
inline bool is_unsafe_name(std::string_view name) noexcept {
    if (name.empty() || name.front() == '/' || (name.size() > 1 && name[1] == ':')) return true;
    if (name.find('\0') != std::string_view::npos) return true;
    for (std::size_t start = 0; start <= name.size();) {
        std::size_t const end = (std::min)(name.find_first_of("/\\", start), name.size());
        if (name.substr(start, end - start) == "..") return true;
        start = end + 1;
    }
    return false;
}

/// Finds the end record in the last bytes of the file. `tail` ends where the file ends and starts at `tail_offset`. Searched
/// from the end, because packed bytes may contain the mark by chance. A file without it was cut off, the most frequent
/// damage of downloads, and gets words of its own.
inline Result<ZipDirectory> find_zip_directory(std::string_view tail, std::uint64_t tail_offset, std::string const& file) {
    std::size_t at = tail.size() < zip_end_size ? std::string_view::npos : tail.rfind(zip_end_mark, tail.size() - zip_end_size);
    if (at == std::string_view::npos)
        return zip_problem("archive.truncated", file, "the zip file has no table of contents at its end",
                           "it was cut off while copying or downloading: fetch it again");
    ZipDirectory found{.offset = zip_number(tail, at + 16, 4), .size = zip_number(tail, at + 12, 4), .entries = zip_number(tail, at + 10, 2)};
    bool const wants64 = found.offset == zip_32 || found.size == zip_32 || found.entries == 0xffff;
    if (wants64 && at >= 20 && tail.substr(at - 20, 4) == zip64_locator_mark) {
        std::uint64_t const record = zip_number(tail, at - 20 + 8, 8);
        // The zip64 record normally stands right before its locator, so it is in the tail as well.
        if (record < tail_offset || record - tail_offset + 56 > at) return zip_damaged(file, "the zip64 record is not where the file says");
        auto const place = static_cast<std::size_t>(record - tail_offset);
        if (tail.substr(place, 4) != zip64_end_mark) return zip_damaged(file, "the zip64 record is not where the file says");
        found = {.offset = zip_number(tail, place + 48, 8), .size = zip_number(tail, place + 40, 8), .entries = zip_number(tail, place + 32, 8)};
    }
    std::uint64_t const end = tail_offset + at;
    if (found.offset > end || found.size > end - found.offset)
        return zip_problem("archive.truncated", file, "the zip file is shorter than its table of contents says",
                           "it was cut off while copying or downloading: fetch it again");
    // Entries cost at least their fixed part, so a lying count is caught before anything is allocated for it.
    if (found.entries > found.size / zip_entry_size) return zip_damaged(file, "the zip file announces more entries than its table of contents holds");
    return found;
}

/// Sizes and offset above 4 GB stand in the extra field 1, in this order, only those that overflow.
inline bool read_zip64_extra(std::string_view extra, ArchiveEntry& entry) noexcept {
    for (std::size_t at = 0; at + 4 <= extra.size();) {
        std::size_t const size = static_cast<std::size_t>(zip_number(extra, at + 2, 2));
        if (at + 4 + size > extra.size()) return false;
        if (zip_number(extra, at, 2) == 1) {
            std::size_t field = at + 4;
            for (std::uint64_t* value : {&entry.size, &entry.packed, &entry.offset}) {
                if (*value != zip_32) continue;
                if (field + 8 > at + 4 + size) return false;
                *value = zip_number(extra, field, 8);
                field += 8;
            }
        }
        at += 4 + size;
    }
    return true;
}

/// What is wrong with one entry whatever its content, if anything. Also asked for entries that nobody will read: an archive
/// with an unsafe or encrypted part is refused as a whole, so that no result silently lacks a part of it.
inline std::optional<Problem> check_zip_entry(ArchiveEntry const& entry, std::uint64_t flags, std::string const& file) {
    Problem problem{.id = {}, .what = {}, .where = {.file = file + "!" + (first_bad_utf8(entry.name) == std::string_view::npos ? entry.name : "?")}};
    if (is_unsafe_name(entry.name)) {
        problem.id = "archive.unsafe-name";
        problem.what = "an entry's name leaves the archive";
        problem.expected = "names below the archive's root";
        problem.hint = "do not use this file: it is broken or made to overwrite other files";
    } else if (first_bad_utf8(entry.name) != std::string_view::npos) {
        problem.id = "archive.name-encoding";
        problem.what = "an entry's name is not UTF-8";
        problem.expected = "UTF-8 names";
        problem.hint = "pack the files again with a tool that writes UTF-8 names";
    } else if ((flags & 1u) != 0) {
        problem.id = "archive.encrypted";
        problem.what = "an entry is encrypted";
        problem.expected = "a zip without password";
        problem.hint = "unpack it with its password and give the folder";
    } else if (entry.method != 0 && entry.method != 8) {
        problem.id = "archive.method";
        problem.what = "an entry is packed in a way that is not read";
        problem.expected = "method 0 (stored) or 8 (deflate)";
        problem.got = "method " + std::to_string(entry.method);
        problem.hint = "unpack it and give the folder, or pack it again with deflate";
    } else if (entry.method == 0 && entry.size != entry.packed) {
        problem = zip_damaged(problem.where.file, "a stored entry has two different sizes");
    } else {
        return std::nullopt;
    }
    return problem;
}

/// All entries of the directory `bytes`; folders are left out. `count` was compared with the size of the directory, so
/// reserving for it is safe; every field is read only after its bytes were seen to exist.
inline Result<std::vector<ArchiveEntry>> list_zip(std::string_view bytes, std::uint64_t count, std::string const& file) {
    std::vector<ArchiveEntry> entries;
    entries.reserve(static_cast<std::size_t>(count));
    std::size_t at = 0;
    for (std::uint64_t k = 0; k < count; ++k) {
        if (bytes.size() - at < zip_entry_size || bytes.substr(at, 4) != zip_entry_mark) return zip_damaged(file, "the zip file's table of contents is damaged");
        auto const number = [&](std::size_t field, std::size_t width) { return zip_number(bytes, at + field, width); };
        auto const name_size = static_cast<std::size_t>(number(28, 2));
        auto const extra_size = static_cast<std::size_t>(number(30, 2));
        auto const comment_size = static_cast<std::size_t>(number(32, 2));
        if (name_size + extra_size + comment_size > bytes.size() - at - zip_entry_size) return zip_damaged(file, "the zip file's table of contents is damaged");
        ArchiveEntry entry{.name = std::string(bytes.substr(at + zip_entry_size, name_size)), .size = number(24, 4), .packed = number(20, 4),
                           .offset = number(42, 4), .crc = static_cast<std::uint32_t>(number(16, 4)), .method = static_cast<std::uint16_t>(number(10, 2))};
        if (!read_zip64_extra(bytes.substr(at + zip_entry_size + name_size, extra_size), entry)) return zip_damaged(file, "a zip64 field is damaged");
        if (auto problem = check_zip_entry(entry, number(8, 2), file)) return std::move(*problem);
        // Windows tools of old write '\\'; the readers look for folders by '/'.
        std::replace(entry.name.begin(), entry.name.end(), '\\', '/');
        if (entry.name.back() != '/') entries.push_back(std::move(entry));
        at += zip_entry_size + name_size + extra_size + comment_size;
    }
    return entries;
}

}  // namespace tanji::detail
