// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>

#include "tanji/accounting/activity_csv.hpp"
#include "tanji/factors/factor_database.hpp"
#include "tanji/io/factor_tables.hpp"

/// \file
/// Tables that a user has as files: activities as CSV or spreadsheet, factors in our own form or a publisher's.
namespace tool {

/// Factors in our own form: JSON if the name ends so, else CSV. "shipped" is the database that ships. Throws tanji::Error.
[[nodiscard]] tanji::FactorDatabase read_factors(std::string const& path, tanji::FactorOptions const& options);

/// Rows of a CSV file or of a sheet. Throws tanji::Error.
[[nodiscard]] tanji::SheetTable read_sheet(std::string const& path, std::string const& sheet);

/// Activities of a CSV file or of a sheet, with everything that was noticed.
[[nodiscard]] tanji::ActivityImport import_activities(std::string const& path, std::string const& sheet);

/// The same where only the lines are wanted. Throws tanji::Error with every place.
[[nodiscard]] tanji::ActivityLines read_activities(std::string const& path, std::string const& sheet);

}  // namespace tool
