// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tanji/accounting/activity_line.hpp"
#include "tanji/base/csv_stream.hpp"

/// \file
/// Activity lines from CSV with English or Chinese headers (docs/accounting.md lists the columns). Streams: neither the file nor a
/// long line is ever held whole.
///     ActivityLines const lines = read_activity_file("2023.csv");
namespace tanji {

struct ActivityCsvOptions {
    char separator = ',';
    std::size_t line_bytes = 1'000'000;    ///< one row; a longer one ends the reading
    std::uint64_t rows = 100'000'000;
    std::size_t columns = 200;
    std::size_t most_findings = 1000;      ///< then reading stops ("activity.stopped")
    // Of a workbook that the rows come from (io/xlsx_activity.hpp): messages and lines then name its sheet and rows.
    std::string sheet{};
    std::string sha256{};                        ///< of the workbook; empty: of the text itself
    std::vector<std::uint64_t> row_numbers{};    ///< of each data row in the sheet; empty: 1, 2, 3, ...
};

/// What was read: lines if there was no error, and everything that was noticed, with file and row.
struct ActivityImport {
    std::optional<ActivityLines> lines{};
    std::vector<Finding> findings{};
    std::size_t errors = 0;
};

[[nodiscard]] ActivityImport import_activity_csv(TextSource const& source, std::string file, ActivityCsvOptions const& options = {});
[[nodiscard]] ActivityImport import_activity_csv(std::string_view text, std::string file = {}, ActivityCsvOptions const& options = {});
/// From a file, in blocks of a megabyte. Finding "file.missing" if it cannot be opened.
[[nodiscard]] ActivityImport import_activity_file(std::string const& path, ActivityCsvOptions const& options = {});

/// The lines, or one Problem "activity.refused" whose `related` lists the errors with their places.
[[nodiscard]] Result<ActivityLines> try_read_activity_csv(std::string_view text, std::string file = {}, ActivityCsvOptions const& options = {});
[[nodiscard]] Result<ActivityLines> try_read_activity_file(std::string const& path, ActivityCsvOptions const& options = {});
[[nodiscard]] inline ActivityLines read_activity_csv(std::string_view text, std::string file = {}, ActivityCsvOptions const& options = {}) {
    return try_read_activity_csv(text, std::move(file), options).value();
}
[[nodiscard]] inline ActivityLines read_activity_file(std::string const& path, ActivityCsvOptions const& options = {}) { return try_read_activity_file(path, options).value(); }

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/activity_csv.ipp"
#endif
