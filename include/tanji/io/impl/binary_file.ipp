// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tanji/io/binary_database.hpp"
#include "tanji/io/impl/binary_layout.ipp"
#include "tanji/io/xxh64.hpp"

/// \file
/// An open file below its meaning: sections by kind, spans of them whose blocks have been checked. Nothing here trusts a
/// number of the file: with checksums off, or forged, every index is still held against its bounds.
namespace tanji {

/// Where sections lie, and which of their blocks are known to be whole.
struct BinaryDatabase::Content {
    MappedFile file{};
    bool checksums = true;
    detail::BinaryHeader header{};
    std::vector<detail::BinarySection> sections{};
    std::array<std::int32_t, 128> section_of_kind{};  ///< place in `sections`, -1 if the file has none
    std::span<std::uint64_t const> list{};            ///< checksums by block
    // One flag per block, set once its checksum was found right. No cache of results: threads that check the same
    // block at the same time come to the same end.
    std::unique_ptr<std::atomic<bool>[]> whole{};

    [[nodiscard]] Problem problem(std::string id, std::string what, std::string expected, std::string got, std::string hint = {}) const {
        return Problem{.id = std::move(id), .what = std::move(what), .where = {.file = file.path()}, .expected = std::move(expected), .got = std::move(got), .hint = std::move(hint)};
    }
    [[nodiscard]] Problem bad_index(std::string what, std::string expected, std::string got) const {
        return problem("binary.index", std::move(what), std::move(expected), std::move(got), "the file is damaged or was made by a faulty writer: write it again");
    }
    [[nodiscard]] Problem corrupt(std::string const& part) const {
        return problem("binary.corrupt", part + " of the binary database is damaged", "the checksum written with it", "another", "copy the file again, or write it again from its sources");
    }

    [[nodiscard]] detail::BinarySection const* find(detail::BinaryKind kind) const noexcept {
        auto const place = section_of_kind[static_cast<std::size_t>(kind)];
        return place < 0 ? nullptr : &sections[static_cast<std::size_t>(place)];
    }
    [[nodiscard]] std::uint64_t count(detail::BinaryKind kind) const noexcept {
        auto const* const section = find(kind);
        return section == nullptr ? 0 : section->length / section->element;
    }

    [[nodiscard]] std::optional<Problem> check_block(detail::BinarySection const& section, std::uint64_t block) const {
        auto& known = whole[section.first_block + block];
        if (known.load(std::memory_order_relaxed)) return std::nullopt;
        auto const offset = block * detail::binary_block;
        auto const size = (std::min)(std::uint64_t{detail::binary_block}, section.length - offset);
        auto const bytes = file.bytes().subspan(section.offset + offset, size);
        if (xxh64(bytes) != list[section.first_block + block]) return corrupt("block " + std::to_string(block) + " of section " + std::to_string(section.kind));
        known.store(true, std::memory_order_relaxed);
        return std::nullopt;
    }

    /// Checks the blocks under [offset, offset + size) of a section. The fast way out is for blocks known already.
    [[nodiscard]] std::optional<Problem> check_bytes(detail::BinarySection const& section, std::uint64_t offset, std::uint64_t size) const {
        if (!checksums || size == 0) return std::nullopt;
        for (auto block = offset / detail::binary_block; block <= (offset + size - 1) / detail::binary_block; ++block)
            if (auto bad = check_block(section, block)) return bad;
        return std::nullopt;
    }

    /// Elements [first, first + number) of a section, checked; a section that is not there is empty.
    /// Cast and not copied: sections begin at multiples of 64 in a file that begins at one in memory.
    template <class T>
    [[nodiscard]] std::optional<Problem> take(detail::BinaryKind kind, std::uint64_t first, std::uint64_t number, std::span<T const>& out) const {
        auto const* const section = find(kind);
        auto const held = section == nullptr ? 0 : section->length / sizeof(T);
        if (first > held || number > held - first)
            return bad_index("section " + std::to_string(static_cast<std::uint32_t>(kind)) + " is shorter than what refers to it", "at most " + std::to_string(held) + " elements", "more");
        out = {};
        if (number == 0) return std::nullopt;
        if (auto bad = check_bytes(*section, first * sizeof(T), number * sizeof(T))) return bad;
        out = {reinterpret_cast<T const*>(file.bytes().data() + section->offset) + first, static_cast<std::size_t>(number)};
        return std::nullopt;
    }
    template <class T>
    [[nodiscard]] std::optional<Problem> take_all(detail::BinaryKind kind, std::span<T const>& out) const { return take(kind, 0, count(kind), out); }

    /// Text number `id`.
    [[nodiscard]] std::optional<Problem> text(std::uint32_t id, std::string_view& out) const {
        std::span<std::uint64_t const> ends;
        if (auto bad = take(detail::BinaryKind::text_start, id, 2, ends)) return bad;
        if (ends[1] < ends[0]) return bad_index("a text ends before it begins", "ascending starts of texts", "a smaller one");
        std::span<char const> bytes;
        if (auto bad = take(detail::BinaryKind::text_bytes, ends[0], ends[1] - ends[0], bytes)) return bad;
        out = std::string_view(bytes.data(), bytes.size());
        return std::nullopt;
    }
    /// The text that line `index` of a section names; "" where the section is missing or says "none".
    [[nodiscard]] std::optional<Problem> text_of(detail::BinaryKind kind, std::uint64_t index, std::string& out) const {
        if (find(kind) == nullptr) return std::nullopt;
        std::span<std::uint32_t const> id;
        if (auto bad = take(kind, index, 1, id)) return bad;
        if (id[0] == detail::no_text) return std::nullopt;
        std::string_view found;
        if (auto bad = text(id[0], found)) return bad;
        out = found;
        return std::nullopt;
    }

    /// Entries of one column: rows in range and ascending, values finite. The starts may say anything.
    [[nodiscard]] std::optional<Problem> column(detail::BinaryKind start, detail::BinaryKind row, detail::BinaryKind value, std::uint64_t index, std::uint64_t rows, std::span<std::int32_t const>& row_out,
                                                std::span<double const>& value_out) const {
        std::span<std::int32_t const> ends;
        if (auto bad = take(start, index, 2, ends)) return bad;
        if (ends[0] < 0 || ends[1] < ends[0]) return bad_index("a column ends before it begins", "ascending starts of columns", std::to_string(ends[1]) + " after " + std::to_string(ends[0]));
        auto const first = static_cast<std::uint64_t>(ends[0]);
        auto const number = static_cast<std::uint64_t>(ends[1]) - first;
        if (auto bad = take(row, first, number, row_out)) return bad;
        if (auto bad = take(value, first, number, value_out)) return bad;
        std::int64_t last = -1;
        for (std::size_t e = 0; e < row_out.size(); ++e) {
            if (row_out[e] <= last || static_cast<std::uint64_t>(row_out[e]) >= rows)
                return bad_index("a row of a matrix is out of range or out of order", "rows below " + std::to_string(rows) + ", ascending", std::to_string(row_out[e]));
            last = row_out[e];
            if (!std::isfinite(value_out[e])) return problem("number.not-finite", "a matrix holds a value that is not a finite number", "a finite number", "NaN or infinity", "write the file again from sound data");
        }
        return std::nullopt;
    }

    /// Asked before numbers leave the file. It cannot close the gap between this call and the reading of a page: who shares
    /// a file with writers that are not ours opens it with FileAccess::copied.
    [[nodiscard]] std::optional<Problem> check_unchanged() const {
        if (!file.changed()) return std::nullopt;
        return problem("file.changed", "the file was written into while it was open", "a file that stays as it was opened", "another size or time", "open it again; replace files by renaming, as Tanji's writer does");
    }
};

}  // namespace tanji
