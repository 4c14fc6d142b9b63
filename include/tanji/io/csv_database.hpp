// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>

#include "tanji/base/limits.hpp"
#include "tanji/lifecycle/csv_model.hpp"

/// \file
/// A life-cycle database in a folder of CSV files (docs/model-files.md): Tanji's own format, no third parties.
namespace tanji {

/// True if the folder holds flows.csv, processes.csv and exchanges.csv. Looks at names only and never fails: a path that is no
/// folder, or cannot be read, is none.
[[nodiscard]] bool is_csv_database(std::string const& folder);

/// Reads the folder's files that the format knows; other CSV files there are an error, files that are no CSV are left alone.
/// Problems: "file.missing", "limit.*", and those of try_read_csv_model with the path of the file.
[[nodiscard]] Result<Import> try_read_csv_database(std::string const& folder, ReadLimits const& limits = {});
[[nodiscard]] Import read_csv_database(std::string const& folder, ReadLimits const& limits = {});

/// Writes the files of write_csv_model into a folder that exists or is made. Errors: "file.unwritable". Files of the same
/// names are overwritten, others stay: an old table of the format would be read again with the new ones, so write into an
/// empty folder.
///
///     auto const import = read_openlca(files);
///     write_csv_database(import, "model");
///     auto const again = read_csv_database("model");
void write_csv_database(Import const& model, std::string const& folder);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/io/impl/csv_database.ipp"
#endif
