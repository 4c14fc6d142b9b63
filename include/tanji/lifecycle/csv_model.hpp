// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/limits.hpp"
#include "tanji/lifecycle/database.hpp"

/// \file
/// The CSV format of docs/model-files.md, from texts in memory. `<tanji/io/csv_database.hpp>` reads folders with it.
namespace tanji {

/// One file: its text and how messages call it.
struct CsvText {
    std::string text;
    std::string file;

    bool operator==(CsvText const&) const = default;
};

/// The files of a model by name: "flows.csv", "processes.csv", ...
using CsvTexts = std::map<std::string, CsvText, std::less<>>;

/// Names of all files the format knows; the first three are needed.
[[nodiscard]] std::vector<std::string> csv_model_files();

/// Reads a model. `name` is used where database.csv gives none. Strict: every cell that cannot be used is a Problem with
/// file, line and column: "csv.*" (form, unknown column, empty cell, number), "csv.unknown-id", "csv.word", "unit.*",
/// "csv.missing-file", "csv.unknown-file", and those of Database::try_make. Nothing is skipped, so there are no findings.
[[nodiscard]] Result<Import> try_read_csv_model(CsvTexts const& texts, std::string name = {}, ReadLimits const& limits = {});
[[nodiscard]] Import read_csv_model(CsvTexts const& texts, std::string name = {}, ReadLimits const& limits = {});

/// Writes database and methods so that reading gives the same numbers bit for bit; units go along (units.csv).
/// Product systems and stored results have no place in the format. Throws Error "csv.unwritable" for an amount whose
/// conversion is that of no unit of the database.
[[nodiscard]] CsvTexts write_csv_model(Import const& model);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/lifecycle/impl/csv_read.ipp"
#include "tanji/lifecycle/impl/csv_write.ipp"
#endif
