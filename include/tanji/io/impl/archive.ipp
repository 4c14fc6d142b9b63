// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <unordered_set>
#include <utility>
#include <vector>

#include <libdeflate.h>

#include "tanji/base/text.hpp"
#include "tanji/io/archive.hpp"
#include "tanji/io/impl/archive_zip.ipp"

/// \file
/// Opening, listing and reading of containers; the table of contents of a zip is read in archive_zip.ipp. Sizes come from
/// the file and are hostile until check_limits() has seen them: nothing is allocated by them before.
namespace tanji {

namespace detail {

struct FreeDecompressor {
    void operator()(libdeflate_decompressor* decompressor) const noexcept { libdeflate_free_decompressor(decompressor); }
};

/// Reads of small entries that follow each other are served from one large read of the file.
inline constexpr std::uint64_t archive_window = 1u << 20;

// Paths are UTF-8 on every system here; a plain std::string would be read in the code page of the machine.
inline std::filesystem::path utf8_path(std::string_view text) {
    return std::filesystem::path(std::u8string(text.begin(), text.end()));
}

inline std::string utf8_text(std::filesystem::path const& path) {
    auto const text = path.generic_u8string();
    return std::string(text.begin(), text.end());
}

/// All limits in one form. `file` names the entry where it is one entry's fault, else the container.
inline Problem limit_problem(std::string id, std::string file, std::string what, double limit, double met) {
    Problem problem{.id = std::move(id), .what = std::move(what), .where = {.file = std::move(file)}};
    problem.expected = "at most " + number_text(limit, 6);
    problem.got = number_text(met, 6);
    problem.hint = "if the file is trusted, raise the bound in ReadLimits";
    return problem;
}

}  // namespace detail

// Behind a pointer, so that the header needs neither streams nor libdeflate, and an Archive moves without its views moving.
// `window` and `text` are each overwritten by the next call that uses them: views into them are short-lived.
struct Archive::State {
    enum class Kind : std::uint8_t { file, folder, zip };

    std::string path;
    Kind kind = Kind::file;
    ReadLimits limits;
    std::vector<ArchiveEntry> entries;
    std::ifstream stream;              // of a zip
    std::uint64_t file_size = 0;
    std::string window;                // bytes of the zip from window_offset
    std::uint64_t window_offset = 0;
    std::string text;                  // of the entry read last, with padding
    std::unique_ptr<libdeflate_decompressor, detail::FreeDecompressor> decompressor;

    /// `size` bytes of the zip from `offset`, or nothing if the file ends before. Valid until the next call.
    std::optional<std::string_view> bytes(std::uint64_t offset, std::uint64_t size);
    std::optional<Problem> open_zip();
    std::optional<Problem> open_folder();
    std::optional<Problem> check_limits() const;
    std::optional<Problem> unpack(ArchiveEntry const& entry);
    std::optional<Problem> read_whole(std::string const& file, std::uint64_t size);
};

// Checked by subtraction: offset + size may overflow when both come from a damaged file.
TANJI_INLINE std::optional<std::string_view> Archive::State::bytes(std::uint64_t offset, std::uint64_t size) {
    if (offset > file_size || size > file_size - offset) return std::nullopt;
    if (offset < window_offset || offset + size > window_offset + window.size()) {
        std::uint64_t const wanted = (std::min)((std::max)(size, detail::archive_window), file_size - offset);
        window.resize(static_cast<std::size_t>(wanted));
        stream.clear();
        stream.seekg(static_cast<std::streamoff>(offset));
        stream.read(window.data(), static_cast<std::streamsize>(wanted));
        window_offset = offset;
        if (static_cast<std::uint64_t>(stream.gcount()) != wanted) { window.clear(); return std::nullopt; }
    }
    return std::string_view(window).substr(static_cast<std::size_t>(offset - window_offset), static_cast<std::size_t>(size));
}

// The table of contents at the end is the only list that counts: local headers may be left over from deleted entries.
TANJI_INLINE std::optional<Problem> Archive::State::open_zip() {
    kind = Kind::zip;
    // 76 bytes more than the end record: the zip64 record (56) and its locator (20) stand in front of it.
    std::uint64_t const tail_size = (std::min)(file_size, static_cast<std::uint64_t>(detail::zip_tail_size) + 76);
    auto const tail = bytes(file_size - tail_size, tail_size);
    if (!tail) return detail::zip_damaged(path, "the file cannot be read to its end");
    auto const directory = detail::find_zip_directory(*tail, file_size - tail_size, path);
    if (!directory) return directory.problem();
    if (directory->entries > limits.entries)
        return detail::limit_problem("limit.entries", path, "the archive has too many entries", static_cast<double>(limits.entries), static_cast<double>(directory->entries));
    auto const listing = bytes(directory->offset, directory->size);
    if (!listing) return detail::zip_damaged(path, "the zip file's table of contents cannot be read");
    auto listed = detail::list_zip(*listing, directory->entries, path);
    if (!listed) return listed.problem();
    entries = std::move(*listed);
    // Two entries of one name: tools differ in which they show, which has been used to slip in other content than was checked.
    std::unordered_set<std::string_view> names;
    for (ArchiveEntry const& entry : entries) {
        if (names.insert(entry.name).second) continue;
        Problem problem = detail::zip_damaged(path + "!" + entry.name, "the archive holds two entries of the same name");
        problem.id = "archive.duplicate";
        problem.expected = "one entry per name";
        problem.hint = "which of the two counts cannot be known: pack the files again";
        return problem;
    }
    // Names are unique, so the order is the same everywhere.
    std::sort(entries.begin(), entries.end(), [](ArchiveEntry const& a, ArchiveEntry const& b) { return a.offset != b.offset ? a.offset < b.offset : a.name < b.name; });
    decompressor.reset(libdeflate_alloc_decompressor());
    return decompressor ? std::nullopt : std::optional(detail::zip_damaged(path, "no memory for unpacking"));
}

// Links to folders are not followed (the iterator's default), so a ring of links cannot keep it going. The count is checked
// while listing, not after: a wrong path such as "/" must fail soon.
TANJI_INLINE std::optional<Problem> Archive::State::open_folder() {
    kind = Kind::folder;
    std::error_code failed;
    auto const root = detail::utf8_path(path);
    for (auto at = std::filesystem::recursive_directory_iterator(root, failed); !failed && at != std::filesystem::recursive_directory_iterator(); at.increment(failed)) {
        std::error_code ignored;
        if (!at->is_regular_file(ignored)) continue;
        ArchiveEntry entry{.name = detail::utf8_text(at->path().lexically_relative(root)), .size = at->file_size(ignored)};
        entry.packed = entry.size;
        entries.push_back(std::move(entry));
        if (entries.size() > limits.entries)
            return detail::limit_problem("limit.entries", path, "the folder has too many files", static_cast<double>(limits.entries), static_cast<double>(entries.size()));
    }
    if (failed) return Problem{.id = "file.unreadable", .what = "the folder cannot be listed: " + failed.message(), .where = {.file = path}, .hint = "check its permissions"};
    // File systems list in any order; sorting makes the import the same everywhere.
    std::sort(entries.begin(), entries.end(), [](ArchiveEntry const& a, ArchiveEntry const& b) { return a.name < b.name; });
    return std::nullopt;
}

// Entries below 10 MB may expand as they like: short JSON with many equal fields does, and cannot hurt. The sum is a
// double, which no limits a caller may set can make overflow; its rounding does not matter against a limit.
TANJI_INLINE std::optional<Problem> Archive::State::check_limits() const {
    // A zip bomb declares its sizes, as deflate cannot give more than declared here; overlapping entries add up as well.
    double total = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        ArchiveEntry const& entry = entries[i];
        std::string const file = kind == Kind::zip ? path + "!" + entry.name : path;
        if (entry.size > limits.entry_bytes)
            return detail::limit_problem("limit.entry-bytes", file, "an entry is too large", static_cast<double>(limits.entry_bytes), static_cast<double>(entry.size));
        total += static_cast<double>(entry.size);
        double const ratio = static_cast<double>(entry.size) / static_cast<double>((std::max)(entry.packed, std::uint64_t{1}));
        if (entry.size > 10'000'000 && ratio > limits.expansion)
            return detail::limit_problem("limit.expansion", file, "an entry expands like a zip bomb (unpacked over packed bytes)", limits.expansion, ratio);
    }
    if (total > static_cast<double>(limits.total_bytes))
        return detail::limit_problem("limit.total-bytes", path, "the unpacked text is too large", static_cast<double>(limits.total_bytes), total);
    if (kind == Kind::zip && total > 1e7 && total > limits.expansion * static_cast<double>(file_size))
        return detail::limit_problem("limit.expansion", path, "the file expands like a zip bomb (unpacked over packed bytes)", limits.expansion, total / static_cast<double>(file_size));
    return std::nullopt;
}

// Nothing of the entry is believed before it is compared: place, size and checksum all have to agree with the table.
TANJI_INLINE std::optional<Problem> Archive::State::unpack(ArchiveEntry const& entry) {
    std::string const& place = entry.name;
    auto const damaged = [&](std::string what) { return detail::zip_damaged(path + "!" + place, std::move(what)); };
    auto const header = bytes(entry.offset, 30);
    if (!header || header->substr(0, 4) != detail::zip_local_mark) return damaged("the entry is not where the table of contents says");
    // Behind the fixed 30 bytes the local header has a name and an extra field of lengths of its own (APPNOTE 4.3.7): where the
    // packed bytes start is told by it alone.
    std::uint64_t const start = entry.offset + 30 + detail::zip_number(*header, 26, 2) + detail::zip_number(*header, 28, 2);
    auto const packed = bytes(start, entry.packed);
    if (!packed) return damaged("the entry reaches beyond the end of the file");
    // Deflate cannot expand more than 1032-fold: a larger claim is a lie, and must not cost memory.
    if (entry.method == 8 && entry.size / 1100 > entry.packed) return damaged("the entry's declared size is impossible");
    text.clear();
    text.resize(static_cast<std::size_t>(entry.size) + archive_padding, '\0');
    if (entry.method == 0) {
        packed->copy(text.data(), packed->size());
    } else {
        std::size_t got = 0;
        auto const status = libdeflate_deflate_decompress(decompressor.get(), packed->data(), packed->size(), text.data(), static_cast<std::size_t>(entry.size), &got);
        if (status != LIBDEFLATE_SUCCESS || got != entry.size) return damaged("the entry cannot be unpacked to its declared size");
    }
    if (libdeflate_crc32(0, text.data(), static_cast<std::size_t>(entry.size)) != entry.crc) return damaged("the entry's checksum does not match its bytes");
    return std::nullopt;
}

// The padding lets the JSON parser read beyond the end in whole vector registers.
TANJI_INLINE std::optional<Problem> Archive::State::read_whole(std::string const& file, std::uint64_t size) {
    std::ifstream source(detail::utf8_path(file), std::ios::binary);
    text.clear();
    text.resize(static_cast<std::size_t>(size) + archive_padding, '\0');
    source.read(text.data(), static_cast<std::streamsize>(size));
    if (static_cast<std::uint64_t>(source.gcount()) == size) return std::nullopt;
    return Problem{.id = "file.unreadable", .what = "the file cannot be read to its end", .where = {.file = file}, .hint = "check its permissions, and that nothing else writes to it"};
}

// Defined where State is complete, which the destructor of the pointer needs.
TANJI_INLINE Archive::Archive(std::unique_ptr<State> state) : state_(std::move(state)) {}
TANJI_INLINE Archive::Archive(Archive&&) noexcept = default;
TANJI_INLINE Archive& Archive::operator=(Archive&&) noexcept = default;
TANJI_INLINE Archive::~Archive() = default;

// Limits of the file come before its content is looked at, limits of entries after listing and before any is read. A file
// that is no zip is a container of one entry, so readers need not know the difference.
TANJI_INLINE Result<Archive> Archive::try_open(std::string const& path, ReadLimits const& limits) {
    auto state = std::make_unique<State>();
    state->path = path;
    state->limits = limits;
    std::error_code failed;
    auto const status = std::filesystem::status(detail::utf8_path(path), failed);
    if (!std::filesystem::exists(status))
        return Problem{.id = "file.missing", .what = "there is no such file or folder", .where = {.file = path}, .expected = "an existing path", .got = path, .hint = "check the spelling and the current folder"};
    std::optional<Problem> problem;
    if (std::filesystem::is_directory(status)) {
        problem = state->open_folder();
        if (!problem && state->entries.empty())
            problem = Problem{.id = "file.empty", .what = "the folder holds no files", .where = {.file = path}, .expected = "a database", .got = "an empty folder", .hint = "check the path"};
    } else {
        state->stream.open(detail::utf8_path(path), std::ios::binary);
        state->file_size = std::filesystem::file_size(detail::utf8_path(path), failed);
        if (!state->stream || failed) return Problem{.id = "file.unreadable", .what = "the file cannot be opened", .where = {.file = path}, .hint = "check its permissions, and that it is an ordinary file"};
        if (state->file_size == 0) return Problem{.id = "file.empty", .what = "the file is empty", .where = {.file = path}, .expected = "a database", .got = "0 bytes", .hint = "fetch or export it again"};
        if (state->file_size > limits.file_bytes)
            return detail::limit_problem("limit.file-bytes", path, "the file is too large", static_cast<double>(limits.file_bytes), static_cast<double>(state->file_size));
        // The first bytes decide, not the name: exports go by several endings, and downloads by none.
        auto const start = state->bytes(0, (std::min)(state->file_size, std::uint64_t{4}));
        if (start && (*start == detail::zip_local_mark || *start == detail::zip_end_mark)) {
            problem = state->open_zip();
        } else if (lower(path).ends_with(".zip")) {
            problem = Problem{.id = "archive.not-zip", .what = "the file is named .zip but is none", .where = {.file = path}, .expected = "a file that starts with PK", .got = "other content", .hint = "it may be a web page saved under this name: fetch it again"};
        } else {
            auto const name = detail::utf8_text(detail::utf8_path(path).filename());
            state->entries.push_back({.name = name, .size = state->file_size, .packed = state->file_size});
        }
    }
    if (!problem) problem = state->check_limits();
    if (problem) return std::move(*problem);
    return Archive(std::move(state));
}

TANJI_INLINE std::string const& Archive::path() const noexcept { return state_->path; }
TANJI_INLINE bool Archive::is_zip() const noexcept { return state_->kind == State::Kind::zip; }
TANJI_INLINE bool Archive::is_folder() const noexcept { return state_->kind == State::Kind::folder; }
TANJI_INLINE std::span<ArchiveEntry const> Archive::entries() const noexcept { return state_->entries; }

// '!' and not '/' in a zip: the reader of a message has to see where the path on disk ends.
TANJI_INLINE std::string Archive::place(std::size_t entry) const {
    if (state_->kind == State::Kind::file) return state_->path;
    return state_->path + (is_zip() ? "!" : "/") + state_->entries[entry].name;
}

// A loose file may have shrunk since it was listed: then reading it fails, and what is missing is not taken for zeros.
TANJI_INLINE Result<std::string_view> Archive::try_read(std::size_t entry) {
    ArchiveEntry const& which = state_->entries[entry];
    auto problem = is_zip() ? state_->unpack(which) : state_->read_whole(is_folder() ? place(entry) : state_->path, which.size);
    if (problem) return std::move(*problem);
    return std::string_view(state_->text).substr(0, static_cast<std::size_t>(which.size));
}

}  // namespace tanji
