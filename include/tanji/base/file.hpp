// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>

#include "tanji/base/limits.hpp"
#include "tanji/base/result.hpp"

/// \file
/// Whole files as text, bytes unchanged. Whether they are UTF-8 is for the reader of the format to check.
namespace tanji {

/// The whole content of a file. Throws Error "file.missing" (cannot be opened), "file.unreadable" (a folder, or the disk
/// fails), "limit.file-bytes" before more than `limits.file_bytes` are held.
[[nodiscard]] std::string read_text_file(std::string const& path, ReadLimits const& limits = {});
[[nodiscard]] Result<std::string> try_read_text_file(std::string const& path, ReadLimits const& limits = {});

/// The same for tables: a line longer than `limits.field_bytes` is "limit.line-bytes" as soon as it is met, so that a line of gigabytes is
/// never held. Problems name its line.
[[nodiscard]] std::string read_table_file(std::string const& path, ReadLimits const& limits = {});
[[nodiscard]] Result<std::string> try_read_table_file(std::string const& path, ReadLimits const& limits = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/base/impl/file.ipp"
#endif
