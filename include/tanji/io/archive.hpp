// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "tanji/base/limits.hpp"
#include "tanji/base/result.hpp"

/// \file
/// A zip file, a folder or a single file seen as named entries: the one place that knows how data is packed.
/// Behind it: our own reading of the zip directory, and libdeflate for the bytes (docs/decisions/0006-archive.md).
namespace tanji {

/// One file inside. Folders, and names that end in '/', are not listed.
struct ArchiveEntry {
    std::string name;              ///< path inside with '/', UTF-8
    std::uint64_t size = 0;        ///< bytes of text, as the directory declares it
    std::uint64_t packed = 0;      ///< bytes in the file
    std::uint64_t offset = 0;      ///< zip: of the local header
    std::uint32_t crc = 0;         ///< zip: CRC-32 of the unpacked bytes; 0 and unused for files and folders
    std::uint16_t method = 0;      ///< 0 stored, 8 deflate
};

/// Zero bytes that follow the text of `Archive::try_read`: what vectorised parsers may read past the end.
inline constexpr std::size_t archive_padding = 64;

/// An opened container. Nothing is unpacked to disk, and nothing is allocated on the word of the file before it was
/// checked against the limits. Movable; one thread at a time.
///
///     auto archive = Archive::try_open("database.zip").value();
///     for (std::size_t i = 0; i < archive.entries().size(); ++i)
///         if (auto const text = archive.try_read(i)) use(*text);   // holds until the next try_read
class Archive {
public:
    /// Opens and lists `path`; zips by their content, not by their name. Entries are in the order of their offset
    /// (zip) or of their name (folder).
    /// Problems: "file.missing", "file.empty", "file.unreadable", "archive.truncated", "archive.damaged",
    /// "archive.not-zip" (named .zip, but is none), "archive.duplicate", "archive.unsafe-name", "archive.name-encoding", "archive.encrypted",
    /// "archive.method", "limit.*".
    [[nodiscard]] static Result<Archive> try_open(std::string const& path, ReadLimits const& limits = {});

    Archive(Archive&&) noexcept;
    Archive& operator=(Archive&&) noexcept;
    ~Archive();

    [[nodiscard]] std::string const& path() const noexcept;
    [[nodiscard]] bool is_zip() const noexcept;
    [[nodiscard]] bool is_folder() const noexcept;
    [[nodiscard]] std::span<ArchiveEntry const> entries() const noexcept;

    /// How messages name an entry: "archive.zip!entry", "folder/entry", or the file itself.
    [[nodiscard]] std::string place(std::size_t entry) const;

    /// The text of an entry, checked (size and CRC), followed by `archive_padding` zero bytes. Valid until the next call.
    /// `entry` is a position in entries(). Problems: "archive.damaged" (zip), "file.unreadable" (file, folder).
    [[nodiscard]] Result<std::string_view> try_read(std::size_t entry);

private:
    struct State;
    explicit Archive(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/io/impl/archive.ipp"
#endif
