// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <array>
#include <bit>
#include <cstddef>

#include "tanji/base/text.hpp"
#include "tanji/io/npy.hpp"

/// \file
/// Written byte by byte from the published formats: NumPy enhancement proposal 1 (format version 1.0) and PKWARE's APPNOTE
/// 6.3.9 for the zip. Nothing depends on the machine, so equal matrices give equal files everywhere.
namespace tanji {
namespace detail {

/// `bytes` low bytes of `value`, least significant first.
inline void append_little_endian(std::string& to, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) to.push_back(static_cast<char>(static_cast<unsigned char>(value >> (8 * i))));
}

/// CRC-32 of ISO 3309 (polynomial 0xEDB88320 reflected), as zip asks for. Our own, so that this header needs no third
/// party; the table is made anew at each call, which is nothing beside the bytes of a matrix.
[[nodiscard]] inline std::uint32_t zip_crc(std::string_view bytes) {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t remainder = i;
        for (int bit = 0; bit < 8; ++bit) remainder = (remainder >> 1) ^ ((remainder & 1u) != 0 ? 0xEDB88320u : 0u);
        table[i] = remainder;
    }
    std::uint32_t crc = 0xFFFFFFFFu;
    for (char c : bytes) crc = table[(crc ^ static_cast<unsigned char>(c)) & 0xFFu] ^ (crc >> 8);
    return crc ^ 0xFFFFFFFFu;
}

/// The fields that a local header and a central directory entry share, from "version needed" on (APPNOTE 4.3.7). Version 2.0
/// of the format, names in UTF-8 (flag bit 11), not packed, and midnight of 1980-01-01, the earliest time a zip can state:
/// the real time would make equal exports differ.
inline void append_zip_common(std::string& to, ZipEntry const& entry, std::uint32_t crc) {
    constexpr std::uint64_t version = 20, utf8_names = 1u << 11, stored = 0, midnight = 0, first_of_1980 = (1u << 5) | 1u;
    for (auto const field : {version, utf8_names, stored, midnight, first_of_1980}) append_little_endian(to, field, 2);
    append_little_endian(to, crc, 4);
    append_little_endian(to, entry.bytes.size(), 4);
    append_little_endian(to, entry.bytes.size(), 4);
    append_little_endian(to, entry.name.size(), 2);
    append_little_endian(to, 0, 2);  // no extra field
}

/// A one-dimensional array of T, written through `Bits`, the unsigned type of its size: little-endian on any machine.
template <class T, class Bits>
[[nodiscard]] std::string npy_vector(std::string_view descr, std::span<T const> values) {
    std::string payload;
    payload.reserve(values.size() * sizeof(T));
    for (T const value : values) append_little_endian(payload, std::bit_cast<Bits>(value), static_cast<int>(sizeof(T)));
    std::uint64_t const shape[] = {values.size()};
    return npy_bytes(descr, shape, payload);
}

}  // namespace detail

// The header is a Python literal. Each extent has its comma, because a tuple of one needs it ("(3,)") and more do no harm;
// record types are a list and stand without quotes. Blanks fill up to a multiple of 64, the last byte is a line end.
TANJI_INLINE std::string npy_bytes(std::string_view descr, std::span<std::uint64_t const> shape, std::string_view payload) {
    std::string header = "{'descr': ";
    char const* const quote = descr.starts_with('[') ? "" : "'";
    header.append(quote).append(descr).append(quote);
    header += ", 'fortran_order': False, 'shape': (";
    for (auto const extent : shape) header += std::to_string(extent) + ",";
    header += "), }";
    constexpr std::size_t preamble = 10;  // magic, version, length: the data must start at a multiple of 64
    header.append(63 - (preamble + header.size()) % 64, ' ');
    header += '\n';
    std::string bytes("\x93NUMPY\x01\x00", 8);
    detail::append_little_endian(bytes, header.size(), 2);
    return bytes.append(header).append(payload);
}

TANJI_INLINE std::string npy_bytes(std::span<double const> values) { return detail::npy_vector<double, std::uint64_t>("<f8", values); }

TANJI_INLINE std::string npy_bytes(std::span<std::int32_t const> values) { return detail::npy_vector<std::int32_t, std::uint32_t>("<i4", values); }

TANJI_INLINE std::string npy_bytes(std::span<std::int64_t const> values) { return detail::npy_vector<std::int64_t, std::uint64_t>("<i8", values); }

TANJI_INLINE std::string npy_flags(std::span<unsigned char const> values) { return detail::npy_vector<unsigned char, unsigned char>("|b1", values); }

TANJI_INLINE std::string npy_index_pairs(std::span<std::int32_t const> rows, std::span<std::int32_t const> columns) {
    std::string payload;
    payload.reserve(rows.size() * 8);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        detail::append_little_endian(payload, std::bit_cast<std::uint32_t>(rows[i]), 4);
        detail::append_little_endian(payload, std::bit_cast<std::uint32_t>(columns[i]), 4);
    }
    std::uint64_t const shape[] = {rows.size()};
    return npy_bytes("[('row', '<i4'), ('col', '<i4')]", shape, payload);
}

// The size is estimated before anything is written: 100 bytes cover both headers of an entry (30 and 46). 4 GB and 65,535
// entries are where zip64 would begin; matrices of that size are better handed over in other ways.
TANJI_INLINE Result<std::string> try_zip_stored(std::span<ZipEntry const> entries) {
    std::uint64_t total = 0;
    for (auto const& entry : entries) total += entry.bytes.size() + 2 * entry.name.size() + 100;
    if (total > 0xFFFF'0000u || entries.size() > 0xFFFE) {
        return Problem{.id = "io.zip-too-large", .what = "The archive is larger than a plain zip file can hold", .where = {},
                       .expected = "less than 4 GB and 65,535 entries", .got = std::to_string(total) + " bytes in " + std::to_string(entries.size()) + " entries",
                       .hint = "export MatrixMarket files instead"};
    }
    // Entries with their local headers first; the directory, which repeats them with their offsets, follows as a whole.
    std::string archive, directory;
    archive.reserve(total);
    for (auto const& entry : entries) {
        auto const offset = archive.size();
        auto const crc = detail::zip_crc(entry.bytes);
        archive += "PK\x03\x04";
        detail::append_zip_common(archive, entry, crc);
        archive.append(entry.name).append(entry.bytes);

        directory += "PK\x01\x02";
        detail::append_little_endian(directory, 20, 2);  // made by: version 2.0, no host
        detail::append_zip_common(directory, entry, crc);
        for (int field = 0; field < 5; ++field) detail::append_little_endian(directory, 0, 2);  // comment, disk, attributes: none
        detail::append_little_endian(directory, offset, 4);
        directory += entry.name;
    }
    auto const start = archive.size();
    archive += directory;
    archive += "PK\x05\x06";
    detail::append_little_endian(archive, 0, 4);
    detail::append_little_endian(archive, entries.size(), 2);
    detail::append_little_endian(archive, entries.size(), 2);
    detail::append_little_endian(archive, directory.size(), 4);
    detail::append_little_endian(archive, start, 4);
    detail::append_little_endian(archive, 0, 2);
    return archive;
}

}  // namespace tanji
