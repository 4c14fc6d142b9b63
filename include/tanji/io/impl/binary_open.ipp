// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/io/impl/binary_file.ipp"

/// \file
/// What is checked when a file is opened, in an order in which each check may rely on those before it.
namespace tanji::detail {

class BinaryOpener {
public:
    explicit BinaryOpener(BinaryDatabase::Content& content) : c_(content), bytes_(content.file.bytes()) {}

    [[nodiscard]] std::optional<Problem> run() {
        if (auto bad = check_head()) return bad;
        if (auto bad = check_table()) return bad;
        if (auto bad = check_sections()) return bad;
        return check_counts();
    }

private:
    using MaybeProblem = std::optional<Problem>;

    [[nodiscard]] Problem layout(std::string what, std::string expected, std::string got) const {
        return c_.problem("binary.layout", std::move(what), std::move(expected), std::move(got), "the file was made by a faulty writer: write it again");
    }
    [[nodiscard]] Problem truncated(std::uint64_t expected) const {
        return c_.problem("binary.truncated", "the binary database is cut short", std::to_string(expected) + " bytes", std::to_string(bytes_.size()), "copy or download it again");
    }

    /// Version and byte order before the checksum: another version may count it otherwise.
    [[nodiscard]] MaybeProblem check_head() {
        auto& h = c_.header;
        auto const known = (std::min)(bytes_.size(), binary_magic.size());
        if (std::memcmp(bytes_.data(), binary_magic.data(), known) != 0)
            return c_.problem("binary.foreign", "the file is not a binary database of Tanji", "a file that begins with \\x89tanji-db", "another beginning", "make one with: tanji export FILE... --format binary --matrices OUT.tanjidb");
        if (bytes_.size() < sizeof h) return truncated(sizeof h);
        std::memcpy(&h, bytes_.data(), sizeof h);
        if (std::endian::native != std::endian::little || h.byte_order == binary_byte_order_swapped)
            return c_.problem("binary.byte-order", "the numbers of the file have the other byte order", "a little-endian file on a little-endian machine", "a big-endian one", "write the file again on a little-endian machine");
        if (h.version != binary_version)
            return c_.problem("binary.version", "the binary database has a version that this release does not read", "version " + std::to_string(binary_version), std::to_string(h.version), "use a newer release, or write it again with this one");
        if (h.byte_order != binary_byte_order || xxh64(bytes_.first(offsetof(BinaryHeader, checksum))) != h.checksum) return c_.corrupt("the header");
        if (h.file_bytes > bytes_.size()) return truncated(h.file_bytes);
        if (h.file_bytes != bytes_.size()) return layout("something follows the end of the binary database", std::to_string(h.file_bytes) + " bytes", std::to_string(bytes_.size()));
        if (h.block_bytes != binary_block) return layout("the blocks of checksums have another size", std::to_string(binary_block), std::to_string(h.block_bytes));
        return check_sizes();
    }

    /// Indices are int32 in version 1, and counts must not wrap where they are multiplied.
    [[nodiscard]] MaybeProblem check_sizes() const {
        constexpr std::uint64_t most = (std::numeric_limits<std::int32_t>::max)() - 1;
        for (auto const number : {c_.header.products, c_.header.processes, c_.header.flows, c_.header.categories})
            if (number > most)
                return c_.problem("limit.matrix-entries", "the matrices are larger than version 1 of the format can hold", "at most " + std::to_string(most) + " rows and columns", std::to_string(number));
        return std::nullopt;
    }

    /// Its length is held against the file before it is read, its checksum before it is believed.
    [[nodiscard]] MaybeProblem check_table() {
        std::uint64_t const length = std::uint64_t{c_.header.sections} * sizeof(BinarySection);
        if (length > bytes_.size() - sizeof(BinaryHeader)) return layout("the section table goes beyond the end", "at most " + std::to_string(bytes_.size()) + " bytes", std::to_string(length));
        auto const table = bytes_.subspan(sizeof(BinaryHeader), length);
        if (xxh64(table) != c_.header.table_checksum) return c_.corrupt("the section table");
        c_.sections.resize(c_.header.sections);
        if (length > 0) std::memcpy(c_.sections.data(), table.data(), length);
        return std::nullopt;
    }

    /// Sections stand in the order of the table, one behind the other: overlaps cannot hide.
    [[nodiscard]] MaybeProblem check_sections() {
        c_.section_of_kind.fill(-1);
        std::uint64_t end = sizeof(BinaryHeader) + c_.sections.size() * sizeof(BinarySection);
        std::uint64_t blocks = 0;
        for (std::size_t i = 0; i < c_.sections.size(); ++i) {
            auto const& s = c_.sections[i];
            auto const name = "section " + std::to_string(s.kind);
            if (s.offset % binary_alignment != 0 || s.offset < end) return layout(name + " begins inside another or out of line", "a multiple of 64 from " + std::to_string(end), std::to_string(s.offset));
            if (s.offset > bytes_.size() || s.length > bytes_.size() - s.offset) return layout(name + " goes beyond the end", "an end of at most " + std::to_string(bytes_.size()), std::to_string(s.offset) + " + " + std::to_string(s.length));
            if ((s.element != 1 && s.element != 4 && s.element != 8) || s.length % s.element != 0) return layout(name + " is not a whole number of elements", "a multiple of its element", std::to_string(s.length) + " bytes of " + std::to_string(s.element));
            end = s.offset + s.length;
            bool const is_list = s.kind == static_cast<std::uint32_t>(BinaryKind::checksums);
            if (!is_list && s.first_block != blocks) return layout(name + " has its checksums elsewhere", "from " + std::to_string(blocks), std::to_string(s.first_block));
            if (!is_list) blocks += s.length / binary_block + (s.length % binary_block != 0 ? 1 : 0);
            if (s.kind >= c_.section_of_kind.size()) continue;
            if (c_.section_of_kind[s.kind] >= 0) return layout(name + " is there twice", "one", "two");
            c_.section_of_kind[s.kind] = static_cast<std::int32_t>(i);
        }
        if (end != bytes_.size()) return layout("something follows the last section", std::to_string(end) + " bytes", std::to_string(bytes_.size()));
        return take_list(blocks);
    }

    /// Every block must have a checksum and every checksum a block; then no index into the list needs a check later.
    [[nodiscard]] MaybeProblem take_list(std::uint64_t blocks) {
        auto const* const list = c_.find(BinaryKind::checksums);
        if (list == nullptr || list->element != 8 || list->length / 8 != blocks) return layout("the list of checksums has another length", std::to_string(blocks), list == nullptr ? "none" : std::to_string(list->length / 8));
        auto const bytes = bytes_.subspan(list->offset, list->length);
        if (xxh64(bytes) != c_.header.list_checksum) return c_.corrupt("the list of checksums");
        c_.list = {reinterpret_cast<std::uint64_t const*>(bytes.data()), static_cast<std::size_t>(blocks)};
        c_.whole = std::make_unique<std::atomic<bool>[]>(static_cast<std::size_t>(blocks));
        return std::nullopt;
    }

    [[nodiscard]] std::uint64_t wanted(BinaryRule const& rule) const noexcept {
        switch (rule.count) {
            case BinaryCount::products: return c_.header.products;
            case BinaryCount::processes: return c_.header.processes;
            case BinaryCount::flows: return c_.header.flows;
            case BinaryCount::categories: return c_.header.categories;
            case BinaryCount::process_starts: return c_.header.processes + 1;
            case BinaryCount::category_starts: return c_.header.categories + 1;
            case BinaryCount::free: break;
        }
        return c_.count(rule.like);
    }

    /// Lengths against the counts of the header: afterwards an index below a count is inside every section that has it.
    [[nodiscard]] MaybeProblem check_counts() const {
        for (auto const& rule : binary_rules) {
            auto const* const section = c_.find(rule.kind);
            auto const name = "section " + std::to_string(static_cast<std::uint32_t>(rule.kind));
            // spread_item came after the first files were written: without it every spread is a variable of its own.
            bool const partner = rule.count == BinaryCount::free && rule.like != rule.kind && rule.kind != BinaryKind::spread_item && c_.count(rule.like) != 0;
            if (section == nullptr && ((!rule.required && !partner) || wanted(rule) == 0)) continue;
            if (section == nullptr) return layout(name + " is missing", "a section", "none");
            if (section->element != rule.element) return layout(name + " has elements of another size", std::to_string(rule.element) + " bytes", std::to_string(section->element));
            auto const number = section->length / section->element;
            if (number != wanted(rule)) return layout(name + " has another length than the header says", std::to_string(wanted(rule)), std::to_string(number));
        }
        for (auto const kind : {BinaryKind::a_row, BinaryKind::b_row, BinaryKind::c_flow})
            if (c_.count(kind) > static_cast<std::uint64_t>((std::numeric_limits<std::int32_t>::max)()))
                return c_.problem("limit.matrix-entries", "a matrix is larger than version 1 of the format can hold", "at most 2147483647 entries", std::to_string(c_.count(kind)));
        return std::nullopt;
    }

    BinaryDatabase::Content& c_;
    std::span<std::byte const> bytes_;
};

}  // namespace tanji::detail
