// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <optional>
#include <string>

#include "tanji/io/binary_content.hpp"

/// \file
/// Writes the binary database file "tanji-db/1" (docs/binary-database.md). Equal content gives equal bytes.
namespace tanji {

/// Writes `path` by way of `path`.part, which takes its name at the end: readers see the old file or the new one, never half of
/// one, and whoever has the old one open keeps it. Cost: O(entries), memory for texts only.
/// Returns nothing if all went well. Problems: "binary.content" for lists that do not fit the matrices and texts that are not UTF-8, "matrix.*" and
/// "number.not-finite" for a C that cannot be used, "io.write" with the path (also while another write of it is under way).
///
///     if (auto const problem = try_write_binary_database("mix.tanjidb", try_binary_content(system, methods).value())) show(*problem);
[[nodiscard]] std::optional<Problem> try_write_binary_database(std::string const& path, BinaryContent const& content);
void write_binary_database(std::string const& path, BinaryContent const& content);

/// The same bytes in memory.
[[nodiscard]] Result<std::string> try_binary_bytes(BinaryContent const& content);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/io/impl/binary_writer.ipp"
#endif
