// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "tanji/base/limits.hpp"
#include "tanji/base/result.hpp"

/// \file
/// A file as bytes in memory that are read from disk only where they are looked at.
namespace tanji {

/// How a file comes into memory.
enum class FileAccess : std::uint8_t {
    mapped,  ///< by the pages that are looked at; another process that shortens the file meanwhile ends this one (SIGBUS)
    copied,  ///< all of it at once: for network disks and for files that others may write into
};

/// A read-only file in memory. A handle: copies share the bytes, which live as long as one of them (or an `owner()`) does.
/// The bytes begin at a multiple of 64. Const calls are safe from several threads.
///
///     auto const file = MappedFile::try_open("ecoinvent.tanjidb").value();
///     std::span<std::byte const> const head = file.bytes().first(128);
class MappedFile {
public:
    MappedFile() = default;

    /// Maps the file, or reads it where the system has no mmap or `access` says so.
    /// Problems: "file.missing", "file.unreadable", "file.empty", "limit.file-bytes".
    [[nodiscard]] static Result<MappedFile> try_open(std::string const& path, FileAccess access = FileAccess::mapped, ReadLimits const& limits = {});
    /// A copy of bytes that came by another way than a file; `name` stands for the path in messages.
    [[nodiscard]] static MappedFile from_bytes(std::string_view bytes, std::string name = "bytes");

    /// All bytes; empty for the empty handle. Valid as long as a copy of this handle or its owner() lives.
    [[nodiscard]] std::span<std::byte const> bytes() const noexcept;
    /// As given to try_open(), for messages.
    [[nodiscard]] std::string const& path() const noexcept { return path_; }
    /// Keeps the bytes alive; null for the empty handle.
    [[nodiscard]] std::shared_ptr<void const> owner() const noexcept { return content_; }
    /// True if the bytes are mapped and the file was written into or cut since it was opened. A file that was replaced by
    /// another of the same name (as our writer does) has not changed for those who have it open. One system call.
    [[nodiscard]] bool changed() const noexcept;

    struct Content;

private:
    std::string path_{};
    std::shared_ptr<Content const> content_{};
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/io/impl/mapped_file.ipp"
#endif
