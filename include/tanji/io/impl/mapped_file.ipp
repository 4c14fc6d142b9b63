// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstring>
#include <fstream>
#include <limits>
#include <vector>

#include "tanji/io/mapped_file.hpp"

#if defined(__unix__) || defined(__APPLE__)
#define TANJI_HAS_MMAP
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

/// \file
/// The one place that knows how the system maps files. Elsewhere the same bytes are read into aligned memory.
namespace tanji {

/// Mapped (`descriptor` >= 0) or held in `blocks`. The descriptor stays open so that `changed` asks about the file that is
/// mapped and not about whatever bears its name by then.
struct MappedFile::Content {
    struct alignas(64) Block {
        std::byte bytes[64];
    };
    std::byte const* data = nullptr;
    std::size_t size = 0;
    std::vector<Block> blocks{};
    int descriptor = -1;
    std::int64_t seconds = 0, fraction = 0;  ///< when it was last written, as the system counts

    Content() = default;
    /// The mapping is undone once: there is one owner, and handles share it.
    Content(Content const&) = delete;
    Content& operator=(Content const&) = delete;
    ~Content() {
#ifdef TANJI_HAS_MMAP
        if (data != nullptr && blocks.empty()) ::munmap(const_cast<std::byte*>(data), size);
        if (descriptor >= 0) ::close(descriptor);
#endif
    }

    /// Room for `bytes` bytes, aligned as sections are in a file.
    std::byte* reserve(std::size_t bytes) {
        blocks.resize(bytes / sizeof(Block) + 1);
        size = bytes;
        data = blocks.front().bytes;
        return blocks.front().bytes;
    }
};

namespace detail {

[[nodiscard]] inline Problem file_problem(std::string id, std::string what, std::string const& path, std::string expected, std::string got, std::string hint) {
    return Problem{.id = std::move(id), .what = std::move(what), .where = {.file = path}, .expected = std::move(expected), .got = std::move(got), .hint = std::move(hint)};
}

[[nodiscard]] inline Problem file_missing(std::string const& path) {
    return file_problem("file.missing", "the file cannot be opened", path, "a file that can be read", "", "check the path and the permissions");
}

[[nodiscard]] inline Problem file_not_readable(std::string const& path) {
    return file_problem("file.unreadable", "the file cannot be read", path, "a file", "a folder, or an error of the disk", "name the file itself");
}

/// Refuses sizes before memory is taken or mapped.
[[nodiscard]] inline Problem const* size_problem(std::uint64_t size, std::string const& path, ReadLimits const& limits, Problem& problem) {
    if (size == 0) problem = file_problem("file.empty", "the file has no content", path, "a binary database", "0 bytes", "write it again");
    else if (size > limits.file_bytes)
        problem = file_problem("limit.file-bytes", "the file is larger than allowed", path, "at most " + std::to_string(limits.file_bytes) + " bytes", std::to_string(size),
                               "raise ReadLimits::file_bytes if this is meant");
    return problem.id.empty() ? nullptr : &problem;
}

/// The whole file through the stream of the language: what every system has.
[[nodiscard]] inline Result<std::shared_ptr<MappedFile::Content const>> copy_file(std::string const& path, ReadLimits const& limits) {
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file) return file_missing(path);
    auto const end = static_cast<std::streamoff>(file.tellg());
    if (end < 0 || end == (std::numeric_limits<std::streamoff>::max)()) return file_not_readable(path);  // folders
    Problem problem;
    if (size_problem(static_cast<std::uint64_t>(end), path, limits, problem) != nullptr) return problem;
    auto content = std::make_shared<MappedFile::Content>();
    file.seekg(0);
    file.read(reinterpret_cast<char*>(content->reserve(static_cast<std::size_t>(end))), end);
    if (!file) return file_not_readable(path);
    return std::shared_ptr<MappedFile::Content const>(std::move(content));
}

#ifdef TANJI_HAS_MMAP

/// When the file was last written: with its size, what tells whether it is still the one that was opened.
inline void take_time(struct stat const& about, std::int64_t& seconds, std::int64_t& fraction) noexcept {
#ifdef __APPLE__
    seconds = about.st_mtimespec.tv_sec;
    fraction = about.st_mtimespec.tv_nsec;
#else
    seconds = about.st_mtim.tv_sec;
    fraction = about.st_mtim.tv_nsec;
#endif
}

// Asked by descriptor and not by path, so that what was looked at is what is mapped.
[[nodiscard]] inline Result<std::shared_ptr<MappedFile::Content const>> map_file(std::string const& path, ReadLimits const& limits) {
    auto content = std::make_shared<MappedFile::Content>();
    content->descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (content->descriptor < 0) return file_missing(path);
    struct stat about = {};
    if (::fstat(content->descriptor, &about) != 0 || !S_ISREG(about.st_mode)) return file_not_readable(path);
    Problem problem;
    if (size_problem(static_cast<std::uint64_t>(about.st_size), path, limits, problem) != nullptr) return problem;
    auto const size = static_cast<std::size_t>(about.st_size);
    void* const address = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, content->descriptor, 0);
    if (address == MAP_FAILED) return file_not_readable(path);
    content->data = static_cast<std::byte const*>(address);
    content->size = size;
    take_time(about, content->seconds, content->fraction);
    return std::shared_ptr<MappedFile::Content const>(std::move(content));
}

#endif

}  // namespace detail

// Where there is no mmap (Windows, WebAssembly) the file is read whole: the same bytes, only slower to open.
TANJI_INLINE Result<MappedFile> MappedFile::try_open(std::string const& path, FileAccess access, ReadLimits const& limits) {
#ifdef TANJI_HAS_MMAP
    auto content = access == FileAccess::mapped ? detail::map_file(path, limits) : detail::copy_file(path, limits);
#else
    (void)access;
    auto content = detail::copy_file(path, limits);
#endif
    if (!content) return content.problem();
    MappedFile file;
    file.path_ = path;
    file.content_ = *std::move(content);
    return file;
}

// Copied into aligned memory: sections are read as doubles in place, and a text of the caller's may begin anywhere.
TANJI_INLINE MappedFile MappedFile::from_bytes(std::string_view bytes, std::string name) {
    auto content = std::make_shared<Content>();
    std::byte* const room = content->reserve(bytes.size());
    if (!bytes.empty()) std::memcpy(room, bytes.data(), bytes.size());
    MappedFile file;
    file.path_ = std::move(name);
    file.content_ = std::move(content);
    return file;
}

TANJI_INLINE std::span<std::byte const> MappedFile::bytes() const noexcept {
    if (content_ == nullptr) return {};
    return {content_->data, content_->size};
}

// Size and time of writing; a writer that sets both back is not noticed here, but by the checksums of blocks not yet touched.
TANJI_INLINE bool MappedFile::changed() const noexcept {
#ifdef TANJI_HAS_MMAP
    if (content_ == nullptr || content_->descriptor < 0) return false;
    struct stat about = {};
    if (::fstat(content_->descriptor, &about) != 0) return true;
    std::int64_t seconds = 0, fraction = 0;
    detail::take_time(about, seconds, fraction);
    return static_cast<std::uint64_t>(about.st_size) != content_->size || seconds != content_->seconds || fraction != content_->fraction;
#else
    return false;
#endif
}

}  // namespace tanji
