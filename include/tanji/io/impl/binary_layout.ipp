// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// \file
/// The bytes of format "tanji-db/1", shared by writer and reader; docs/binary-database.md states the same for others.
namespace tanji::detail {

/// Like that of PNG: a byte above 127, line ends of both kinds and an end-of-text, so that a transfer as text breaks it.
inline constexpr std::string_view binary_magic("\x89tanji-db\r\n\x1a\n\0\0\0", 16);
/// Raised when the meaning of a known section changes; new kinds of sections do not raise it.
inline constexpr std::uint32_t binary_version = 1;
/// Written as a number, so that a machine of the other byte order reads it swapped and can say why it refuses.
inline constexpr std::uint32_t binary_byte_order = 0x01020304u;
inline constexpr std::uint32_t binary_byte_order_swapped = 0x04030201u;
/// A cache line, and what the widest loads want.
inline constexpr std::size_t binary_alignment = 64;
/// One checksum each: small enough that a column costs little to check, large enough that the list is 1/2000 of the file.
inline constexpr std::size_t binary_block = 16384;
inline constexpr std::uint64_t binary_flag_diagonal = 1;
/// Stands for an absent text, which is not the same as an empty one.
inline constexpr std::uint32_t no_text = 0xffff'ffffu;

/// The first 128 bytes. Every field at a multiple of its size, so the struct has no gaps and its bytes are the file's.
struct BinaryHeader {
    std::array<char, 16> magic{};
    std::uint32_t version = binary_version;
    std::uint32_t byte_order = binary_byte_order;
    std::uint64_t file_bytes = 0;
    std::uint32_t sections = 0;
    std::uint32_t block_bytes = binary_block;
    std::uint64_t table_checksum = 0;  ///< of the section table, which follows the header
    std::uint64_t list_checksum = 0;   ///< of the section `checksums`
    std::uint64_t flags = 0;
    std::uint64_t products = 0, processes = 0, flows = 0, categories = 0;
    std::uint64_t reserved[3] = {0, 0, 0};
    std::uint64_t checksum = 0;        ///< of the 120 bytes before it
};
static_assert(sizeof(BinaryHeader) == 128 && offsetof(BinaryHeader, checksum) == 120);

/// One line of the section table.
struct BinarySection {
    std::uint32_t kind = 0;
    std::uint32_t element = 1;      ///< bytes of one element: 1, 4 or 8
    std::uint64_t offset = 0;       ///< a multiple of 64
    std::uint64_t length = 0;       ///< bytes
    std::uint64_t first_block = 0;  ///< its first place in the list of checksums
};
static_assert(sizeof(BinarySection) == 32);

/// Kinds of sections. A reader passes over kinds that it does not know; what changes the meaning of a known one is a new version.
enum class BinaryKind : std::uint32_t {
    checksums = 1, text_start = 2, text_bytes = 3,
    a_start = 10, a_row = 11, a_value = 12, producer = 13,
    b_start = 20, b_row = 21, b_value = 22,
    c_start = 30, c_flow = 31, c_factor = 32,
    process_id = 50, process_name = 51, process_place = 52, process_refusal = 53, process_order = 54,
    product_id = 60, product_name = 61, product_unit = 62,
    flow_id = 70, flow_name = 71, flow_compartment = 72, flow_unit = 73, flow_cas = 74, flow_place = 75, flow_input = 76,
    category_method_id = 80, category_method = 81, category_id = 82, category_name = 83, category_part = 84, category_unit = 85,
    category_normalisation = 86, category_weighting = 87, category_has = 88,
    refused_category = 90, refused_flow = 91, refused_reason = 92,
    cut_process = 95, cut_text = 96,
    spread_matrix = 100, spread_cell = 101, spread_kind = 102, spread_value = 103, spread_scale = 104, spread_a = 105, spread_b = 106, spread_c = 107, spread_item = 108,
    setting_name = 110, setting_value = 111, file_name = 112, file_sha256 = 113,
};

/// What a section has one element of; `free` ones come in groups whose lengths must agree.
enum class BinaryCount : std::uint8_t { products, processes, flows, categories, process_starts, category_starts, free };

/// What the reader demands of a section before anything of it is used.
struct BinaryRule {
    BinaryKind kind;
    std::uint32_t element;
    BinaryCount count;
    bool required;
    BinaryKind like;  ///< for `free`: the section whose count it shares
};

// Each count of the header has one section at least that must be there: no count can be larger than the file, whatever it says.
inline constexpr BinaryRule binary_rules[] = {
    {BinaryKind::checksums, 8, BinaryCount::free, true, BinaryKind::checksums},
    {BinaryKind::text_start, 8, BinaryCount::free, true, BinaryKind::text_start},
    {BinaryKind::text_bytes, 1, BinaryCount::free, false, BinaryKind::text_bytes},
    {BinaryKind::a_start, 4, BinaryCount::process_starts, true, {}},
    {BinaryKind::a_row, 4, BinaryCount::free, false, BinaryKind::a_row},
    {BinaryKind::a_value, 8, BinaryCount::free, false, BinaryKind::a_row},
    {BinaryKind::producer, 4, BinaryCount::products, true, {}},
    {BinaryKind::b_start, 4, BinaryCount::process_starts, true, {}},
    {BinaryKind::b_row, 4, BinaryCount::free, false, BinaryKind::b_row},
    {BinaryKind::b_value, 8, BinaryCount::free, false, BinaryKind::b_row},
    {BinaryKind::c_start, 4, BinaryCount::category_starts, true, {}},
    {BinaryKind::c_flow, 4, BinaryCount::free, false, BinaryKind::c_flow},
    {BinaryKind::c_factor, 8, BinaryCount::free, false, BinaryKind::c_flow},
    {BinaryKind::process_id, 4, BinaryCount::processes, false, {}},
    {BinaryKind::process_name, 4, BinaryCount::processes, false, {}},
    {BinaryKind::process_place, 4, BinaryCount::processes, false, {}},
    {BinaryKind::process_refusal, 4, BinaryCount::processes, false, {}},
    {BinaryKind::process_order, 4, BinaryCount::processes, false, {}},
    {BinaryKind::product_id, 4, BinaryCount::products, false, {}},
    {BinaryKind::product_name, 4, BinaryCount::products, false, {}},
    {BinaryKind::product_unit, 4, BinaryCount::products, false, {}},
    {BinaryKind::flow_id, 4, BinaryCount::flows, false, {}},
    {BinaryKind::flow_name, 4, BinaryCount::flows, false, {}},
    {BinaryKind::flow_compartment, 4, BinaryCount::flows, false, {}},
    {BinaryKind::flow_unit, 4, BinaryCount::flows, false, {}},
    {BinaryKind::flow_cas, 4, BinaryCount::flows, false, {}},
    {BinaryKind::flow_place, 4, BinaryCount::flows, false, {}},
    {BinaryKind::flow_input, 1, BinaryCount::flows, true, {}},
    {BinaryKind::category_method_id, 4, BinaryCount::categories, false, {}},
    {BinaryKind::category_method, 4, BinaryCount::categories, false, {}},
    {BinaryKind::category_id, 4, BinaryCount::categories, false, {}},
    {BinaryKind::category_name, 4, BinaryCount::categories, false, {}},
    {BinaryKind::category_part, 4, BinaryCount::categories, false, {}},
    {BinaryKind::category_unit, 4, BinaryCount::categories, false, {}},
    {BinaryKind::category_normalisation, 8, BinaryCount::categories, false, {}},
    {BinaryKind::category_weighting, 8, BinaryCount::categories, false, {}},
    {BinaryKind::category_has, 1, BinaryCount::categories, false, {}},
    {BinaryKind::refused_category, 4, BinaryCount::free, false, BinaryKind::refused_category},
    {BinaryKind::refused_flow, 4, BinaryCount::free, false, BinaryKind::refused_category},
    {BinaryKind::refused_reason, 4, BinaryCount::free, false, BinaryKind::refused_category},
    {BinaryKind::cut_process, 4, BinaryCount::free, false, BinaryKind::cut_process},
    {BinaryKind::cut_text, 4, BinaryCount::free, false, BinaryKind::cut_process},
    {BinaryKind::spread_matrix, 1, BinaryCount::free, false, BinaryKind::spread_cell},
    {BinaryKind::spread_cell, 4, BinaryCount::free, false, BinaryKind::spread_cell},
    {BinaryKind::spread_kind, 1, BinaryCount::free, false, BinaryKind::spread_cell},
    {BinaryKind::spread_value, 8, BinaryCount::free, false, BinaryKind::spread_cell},
    {BinaryKind::spread_scale, 8, BinaryCount::free, false, BinaryKind::spread_cell},
    {BinaryKind::spread_a, 8, BinaryCount::free, false, BinaryKind::spread_cell},
    {BinaryKind::spread_b, 8, BinaryCount::free, false, BinaryKind::spread_cell},
    {BinaryKind::spread_c, 8, BinaryCount::free, false, BinaryKind::spread_cell},
    {BinaryKind::spread_item, 4, BinaryCount::free, false, BinaryKind::spread_cell},
    {BinaryKind::setting_name, 4, BinaryCount::free, false, BinaryKind::setting_name},
    {BinaryKind::setting_value, 4, BinaryCount::free, false, BinaryKind::setting_name},
    {BinaryKind::file_name, 4, BinaryCount::free, false, BinaryKind::file_name},
    {BinaryKind::file_sha256, 4, BinaryCount::free, false, BinaryKind::file_name},
};

[[nodiscard]] constexpr std::size_t binary_padded(std::size_t bytes) noexcept { return (bytes + binary_alignment - 1) / binary_alignment * binary_alignment; }

}  // namespace tanji::detail
