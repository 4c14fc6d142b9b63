// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <vector>

#include "tanji/base/limits.hpp"
#include "tanji/io/factor_tables.hpp"

/// \file
/// Sheets of a spreadsheet file (xlsx, ISO/IEC 29500) as rows of text: what factor tables and activity data come in. Formats, formulas, pictures and macros are
/// not looked at; of a formula, the value that was stored with it is taken.
///     SheetTable const sheet = try_read_xlsx("flat-file.xlsx", "Factors by Category").value();
namespace tanji {

/// The names of the sheets, in their order. Problems: those of Archive, "xlsx.form" (no spreadsheet, or one this reader does not know).
[[nodiscard]] Result<std::vector<std::string>> try_xlsx_sheets(std::string const& path, ReadLimits const& limits = {});

/// One sheet, by name; empty: the one with most bytes, which is the data and not the title page. Cells are texts as stored: numbers in the shortest form that is the same number, days that a format
/// shows as such as 2023-01-31 (or 2023-01 where it shows months), true and false as 1 and 0, errors as "#N/A". Rows keep their place: an empty row is an empty list. Problems as above, "xlsx.sheet" (related: the
/// names), "limit.*".
[[nodiscard]] Result<SheetTable> try_read_xlsx(std::string const& path, std::string const& sheet = {}, ReadLimits const& limits = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/io/impl/xlsx_table.ipp"
#endif
