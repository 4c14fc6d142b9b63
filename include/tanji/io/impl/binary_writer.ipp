// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <array>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include "tanji/io/binary_writer.hpp"
#include "tanji/io/impl/binary_sections.ipp"

/// \file
/// Sections are laid out first, then written from front to back in one pass: nothing is patched afterwards, so that the sink may
/// be a file or a string.
namespace tanji {
namespace detail {

/// A new file that only gets its name when it is whole. "x" of fopen refuses a file that is there: two writers of one
/// path must not mix their bytes.
class PartFile {
public:
    explicit PartFile(std::string path) : path_(std::move(path)), part_(path_ + ".part"), file_(std::fopen(part_.c_str(), "wbx")) {}
    PartFile(PartFile const&) = delete;
    PartFile& operator=(PartFile const&) = delete;
    ~PartFile() {
        if (file_ == nullptr) return;
        (void)std::fclose(file_);
        (void)std::remove(part_.c_str());
    }

    [[nodiscard]] bool is_open() const noexcept { return file_ != nullptr; }
    void add(void const* bytes, std::size_t size) { ok_ = ok_ && std::fwrite(bytes, 1, size, file_) == size; }

    [[nodiscard]] bool finish() {
        ok_ = ok_ && std::fflush(file_) == 0;
        bool const closed = std::fclose(file_) == 0;
        file_ = nullptr;
        std::error_code failed;
        if (ok_ && closed) std::filesystem::rename(part_, path_, failed);
        ok_ = ok_ && closed && !failed;
        if (!ok_) (void)std::remove(part_.c_str());
        return ok_;
    }

private:
    std::string path_, part_;
    std::FILE* file_;
    bool ok_ = true;
};

/// Header, table, list of checksums, sections: each at its place, the gaps filled with zeros.
template <class Sink>
void put_binary_file(BinaryPlan const& plan, Sink&& sink) {
    static constexpr std::array<char, binary_alignment> zeros{};
    std::size_t at = 0;
    auto const put = [&](void const* bytes, std::size_t size) {
        if (size > 0) sink(bytes, size);
        at += size;
    };
    put(&plan.header, sizeof plan.header);
    put(plan.table.data(), plan.table.size() * sizeof(BinarySection));
    for (std::size_t i = 0; i < plan.table.size(); ++i) {
        put(zeros.data(), plan.table[i].offset - at);
        put(plan.bytes[i].data(), plan.bytes[i].size());
    }
}

[[nodiscard]] inline Problem binary_write_problem(std::string const& path, std::string got) {
    return Problem{.id = "io.write", .what = "a binary database cannot be written", .where = {.file = path}, .expected = "a place that can be written, and no " + path + ".part from another write",
                   .got = std::move(got), .hint = "check folder, rights and free space; remove a .part file that an interrupted write left"};
}

}  // namespace detail

// Written beside the target and renamed when whole: a crash leaves the old file, never half of the new one.
TANJI_INLINE std::optional<Problem> try_write_binary_database(std::string const& path, BinaryContent const& content) {
    detail::BinaryPlanner planner(content);
    if (auto problem = planner.run()) {
        problem->where.file = path;
        return problem;
    }
    detail::PartFile file(path);
    if (!file.is_open()) return detail::binary_write_problem(path, "it cannot be opened");
    detail::put_binary_file(planner.plan(), [&file](void const* bytes, std::size_t size) { file.add(bytes, size); });
    if (!file.finish()) return detail::binary_write_problem(path, "writing failed");
    return std::nullopt;
}

TANJI_INLINE void write_binary_database(std::string const& path, BinaryContent const& content) {
    if (auto problem = try_write_binary_database(path, content)) throw Error(*std::move(problem));
}

// The same bytes in memory, for archives and networks; equal content gives equal bytes, so that digests can be compared.
TANJI_INLINE Result<std::string> try_binary_bytes(BinaryContent const& content) {
    detail::BinaryPlanner planner(content);
    if (auto problem = planner.run()) return *std::move(problem);
    std::string text;
    text.reserve(planner.plan().header.file_bytes);
    detail::put_binary_file(planner.plan(), [&text](void const* bytes, std::size_t size) { text.append(static_cast<char const*>(bytes), size); });
    return text;
}

}  // namespace tanji
