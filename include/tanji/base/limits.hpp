// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>

namespace tanji {

/// Bounds that every reader keeps before it allocates. The defaults hold the largest databases in use
/// (ecoinvent as JSON-LD is about 3 GB) with room to spare; a service that reads strangers' files lowers them.
/// Going over a bound is an Error with id "limit.*" that names the bound, its value and what was met.
struct ReadLimits {
    std::uint64_t file_bytes = 8'000'000'000;     ///< size of one file on disk
    std::uint64_t total_bytes = 16'000'000'000;   ///< text after unpacking, all entries together
    std::uint64_t entry_bytes = 1'000'000'000;    ///< text of one entry of an archive
    double expansion = 200;                       ///< unpacked over packed bytes, above 10 MB unpacked
    std::uint64_t entries = 5'000'000;            ///< entries of an archive, files of a folder
    std::uint32_t depth = 256;                    ///< nesting of JSON or XML
    std::uint64_t field_bytes = 16'000'000;       ///< one CSV field
};

}  // namespace tanji
