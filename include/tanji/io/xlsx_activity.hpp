// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <string_view>

#include "tanji/accounting/activity_csv.hpp"
#include "tanji/io/xlsx_table.hpp"

/// \file
/// Activity data from a spreadsheet: the table of docs/accounting.md as a sheet, with English or Chinese headers. Read by the same rules as CSV, so the
/// findings are the same, with sheet and row.
///     ActivityLines const lines = try_read_activity_xlsx("2023.xlsx").value();
namespace tanji {

/// One sheet, by name; empty: the only one that looks like activity data (a row among its first 50 has the names of three columns). Titles above
/// the header are passed over, and so are empty rows; rows keep the numbers that the sheet shows. Findings "xlsx.*", "archive.*", "limit.*" for files that cannot
/// be read, "xlsx.sheet" where no sheet or several fit, and those of import_activity_csv().
[[nodiscard]] ActivityImport import_activity_xlsx(std::string const& path, std::string const& sheet = {}, ActivityCsvOptions options = {}, ReadLimits const& limits = {});

/// The lines, or one Problem "activity.refused" whose `related` lists the errors with sheet and row.
[[nodiscard]] Result<ActivityLines> try_read_activity_xlsx(std::string const& path, std::string const& sheet = {}, ActivityCsvOptions options = {}, ReadLimits const& limits = {});

/// By the name of the file: ".xlsx" and ".xlsm".
[[nodiscard]] bool is_xlsx_name(std::string_view path) noexcept;

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/io/impl/xlsx_activity.ipp"
#endif
