// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// \file
/// Writes small zip files for tests, well-formed or wrong on purpose (PKWARE APPNOTE 6.3.9, 4.3.7, 4.3.12, 4.3.16).
namespace tanji::test {

/// One entry, stored as it is. The optional fields replace what would be right.
struct ZipItem {
    std::string name;
    std::string bytes;                           ///< as packed
    std::uint16_t method = 0;
    std::optional<std::uint32_t> size{};         ///< declared unpacked size
    std::optional<std::uint32_t> crc{};
    std::uint16_t flags = 0x800;                 ///< UTF-8 names
};

/// CRC-32 of zip files (polynomial 0xEDB88320), bit by bit: independent of the library that is tested.
inline std::uint32_t zip_crc(std::string_view bytes) {
    std::uint32_t crc = 0xffff'ffffu;
    for (char const c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1u) != 0 ? 0xedb8'8320u : 0u);
    }
    return ~crc;
}

inline void zip_put(std::string& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i, value >>= 8) out += static_cast<char>(value & 0xffu);
}

/// The bytes of a zip file with these entries.
inline std::string zip_bytes(std::vector<ZipItem> const& items) {
    std::string out, directory;
    for (ZipItem const& item : items) {
        std::size_t const offset = out.size();
        std::string common;   // what local header and directory entry share, from "version needed" on
        zip_put(common, 20, 2);
        zip_put(common, item.flags, 2);
        zip_put(common, item.method, 2);
        zip_put(common, 0, 4);
        zip_put(common, item.crc.value_or(zip_crc(item.bytes)), 4);
        zip_put(common, item.bytes.size(), 4);
        zip_put(common, item.size.value_or(static_cast<std::uint32_t>(item.bytes.size())), 4);
        zip_put(common, item.name.size(), 2);
        zip_put(common, 0, 2);
        out += "PK\x03\x04" + common + item.name + item.bytes;
        directory += "PK\x01\x02";
        zip_put(directory, 20, 2);
        directory += common;
        zip_put(directory, 0, 10);
        zip_put(directory, offset, 4);
        directory += item.name;
    }
    std::size_t const start = out.size();
    out += directory;
    out += "PK\x05\x06";
    zip_put(out, 0, 4);
    zip_put(out, items.size(), 2);
    zip_put(out, items.size(), 2);
    zip_put(out, directory.size(), 4);
    zip_put(out, start, 4);
    zip_put(out, 0, 2);
    return out;
}

}  // namespace tanji::test
