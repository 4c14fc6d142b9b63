// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include "tanji/io/npy.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace std::string_literals;

TEST_CASE("a .npy file is magic, header and little-endian data") {
    double const values[] = {1.0, -2.5};
    auto const bytes = tanji::npy_bytes(std::span<double const>(values));
    // numpy.lib.format 1.0: six magic bytes, version 1.0, header length so that the data starts at a multiple of 64.
    CHECK(bytes.substr(0, 8) == "\x93NUMPY\x01\x00"s);
    auto const header = static_cast<std::size_t>(static_cast<unsigned char>(bytes[8])) + 256u * static_cast<unsigned char>(bytes[9]);
    CHECK((10 + header) % 64 == 0);
    CHECK(bytes.find("'descr': '<f8', 'fortran_order': False, 'shape': (2,)") != std::string::npos);
    // IEEE 754: 1.0 is 3ff0..., -2.5 is c004...
    CHECK(bytes.substr(10 + header) == "\0\0\0\0\0\0\xf0\x3f\0\0\0\0\0\0\x04\xc0"s);
}

TEST_CASE("records and flags have the types that Brightway reads") {
    std::int32_t const rows[] = {1, -1}, columns[] = {2, 258};
    auto const pairs = tanji::npy_index_pairs(rows, columns);
    CHECK(pairs.find("[('row', '<i4'), ('col', '<i4')]") != std::string::npos);
    CHECK(pairs.ends_with("\x01\0\0\0\x02\0\0\0\xff\xff\xff\xff\x02\x01\0\0"s));
    unsigned char const flags[] = {0, 1};
    CHECK(tanji::npy_flags(flags).ends_with("\0\x01"s));
}

TEST_CASE("a stored zip carries checksums and a directory") {
    tanji::ZipEntry const entries[] = {{"a.txt", "123456789"}, {"b", ""}};
    auto const zip = tanji::try_zip_stored(entries).value();
    CHECK(zip.starts_with("PK\x03\x04"));
    // The check value of CRC-32 for the digits 1 to 9 is cbf43926 (ITU-T V.42 and every table of CRCs).
    CHECK(zip.find("\x26\x39\xf4\xcb"s) != std::string::npos);
    auto const end = zip.substr(zip.size() - 22);
    CHECK(end.starts_with("PK\x05\x06"));
    CHECK(static_cast<int>(end[10]) == 2);  // entries in the directory
}

TEST_CASE("a zip of more entries than the plain format counts is refused") {
    std::vector<tanji::ZipEntry> const many(65535);
    CHECK(tanji::try_zip_stored(many).problem().id == "io.zip-too-large");
}
