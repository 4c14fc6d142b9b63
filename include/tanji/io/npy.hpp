// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/result.hpp"

/// \file
/// NumPy's array file (format version 1.0) and a stored, uncompressed zip around several of them: enough to hand
/// matrices to scipy (`.npz`) and to Brightway (datapackage) without a third party.
namespace tanji {

/// One array as the bytes of a .npy file. `descr` is NumPy's type text ("<f8", "<i4", "|b1", a list for records),
/// `payload` the elements in C order, little-endian whatever the machine.
[[nodiscard]] std::string npy_bytes(std::string_view descr, std::span<std::uint64_t const> shape, std::string_view payload);

/// One-dimensional arrays of the common types.
[[nodiscard]] std::string npy_bytes(std::span<double const> values);
[[nodiscard]] std::string npy_bytes(std::span<std::int32_t const> values);
[[nodiscard]] std::string npy_bytes(std::span<std::int64_t const> values);
/// Booleans, one byte each, 0 or 1. A name of its own: bytes and flags are one type in C++ and two in NumPy.
[[nodiscard]] std::string npy_flags(std::span<unsigned char const> values);
/// (row, col) records as Brightway's index arrays have them.
[[nodiscard]] std::string npy_index_pairs(std::span<std::int32_t const> rows, std::span<std::int32_t const> columns);

/// A file to be packed.
struct ZipEntry {
    std::string name;   ///< path inside, UTF-8, with '/'; not checked for being unique
    std::string bytes;  ///< its content, stored as it is
};

/// A zip archive with stored entries and the time stamp 1980-01-01, so equal content gives equal bytes.
/// Above 4 GB or 65,535 entries the plain format ends: Problem "io.zip-too-large". An .npz is such an archive:
///
///     ZipEntry const arrays[] = {{"x.npy", npy_bytes(std::span<double const>(x))}};
///     std::string const npz = try_zip_stored(arrays).value();   // np.load("...")["x"]
[[nodiscard]] Result<std::string> try_zip_stored(std::span<ZipEntry const> entries);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/io/impl/npy.ipp"
#endif
