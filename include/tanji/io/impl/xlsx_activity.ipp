// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "tanji/accounting/impl/activity_columns.ipp"
#include "tanji/base/csv.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/sha256.hpp"
#include "tanji/base/text.hpp"
#include "tanji/io/xlsx_activity.hpp"

/// \file
/// A sheet becomes the CSV that its owner would have saved, and the numbers of its rows go along: one reader of activity data, not two.
namespace tanji {
namespace detail {

/// The row with the names of columns; nothing where no row has three of them. From 0.
[[nodiscard]] inline std::optional<std::size_t> activity_header(SheetTable const& table) {
    for (std::size_t row = 0; row < table.rows.size() && row < 50; ++row) {
        auto const known = std::count_if(table.rows[row].begin(), table.rows[row].end(), [](auto const& cell) { return activity_field(trim(cell)) != ActivityField::none; });
        if (known >= 3) return row;
    }
    return {};
}

[[nodiscard]] inline bool blank_cells(std::vector<std::string> const& row, std::size_t from = 0) {
    return std::all_of(row.begin() + static_cast<std::ptrdiff_t>((std::min)(from, row.size())), row.end(), [](auto const& cell) { return trim(cell).empty(); });
}

/// Cells beyond the header are kept, so that a row that has them is refused and not cut.
[[nodiscard]] inline std::string activity_table_csv(SheetTable const& table, std::size_t header, std::vector<std::uint64_t>& numbers) {
    auto const& names = table.rows[header];
    std::size_t width = names.size();
    while (width > 0 && trim(names[width - 1]).empty()) --width;
    CsvWriter csv;
    for (std::size_t row = header; row < table.rows.size(); ++row) {
        auto const& cells = table.rows[row];
        if (row > header && blank_cells(cells)) continue;
        for (std::size_t i = 0; i < width; ++i) csv.field(i < cells.size() ? std::string_view(cells[i]) : std::string_view());
        if (!blank_cells(cells, width)) csv.field("a cell beyond the header");
        csv.end_row();
        if (row > header) numbers.push_back(row + 1);
    }
    return std::move(csv).text();
}

/// The sheet that is meant, with its name.
[[nodiscard]] inline Result<std::pair<std::string, SheetTable>> activity_sheet(std::string const& path, std::string const& sheet, ReadLimits const& limits) {
    if (!sheet.empty()) {
        auto table = try_read_xlsx(path, sheet, limits);
        if (!table) return table.problem();
        return std::pair(sheet, *std::move(table));
    }
    auto const names = try_xlsx_sheets(path, limits);
    if (!names) return names.problem();
    std::optional<std::pair<std::string, SheetTable>> found;
    std::vector<std::string> fitting;
    for (auto const& name : *names) {
        auto table = try_read_xlsx(path, name, limits);
        if (!table) return table.problem();
        if (!activity_header(*table)) continue;
        fitting.push_back(name);
        if (!found) found.emplace(name, *std::move(table));
    }
    if (fitting.size() == 1) return *std::move(found);
    return Problem{.id = "xlsx.sheet", .what = fitting.empty() ? "no sheet looks like activity data" : "several sheets look like activity data", .where = {.file = path},
                   .expected = fitting.empty() ? "a row with names of columns, like category, amount, unit, period" : "the name of the sheet", .got = std::to_string(fitting.size()) + " sheets",
                   .hint = "docs/accounting.md lists the columns; the sheet can be named", .related = fitting.empty() ? *names : std::move(fitting)};
}

}  // namespace detail

TANJI_INLINE ActivityImport import_activity_xlsx(std::string const& path, std::string const& sheet, ActivityCsvOptions options, ReadLimits const& limits) {
    auto const refused = [](Problem problem) {
        ActivityImport import;
        import.errors = 1;
        import.findings.push_back({Severity::error, std::move(problem)});
        return import;
    };
    auto const chosen = detail::activity_sheet(path, sheet, limits);
    if (!chosen) return refused(chosen.problem());
    auto const& [name, table] = *chosen;
    // A sheet that was named is read even if its header is odd: the message then says which columns are missing.
    std::size_t header = detail::activity_header(table).value_or(0);
    while (header < table.rows.size() && detail::blank_cells(table.rows[header])) ++header;
    if (header >= table.rows.size()) {
        return refused({.id = "activity.empty", .what = "the sheet has no rows", .where = {.file = path + "!" + name}, .expected = "a header and at least one line of activity", .got = "an empty sheet"});
    }
    auto const bytes = try_read_text_file(path, limits);
    if (!bytes) return refused(bytes.problem());
    options.separator = ',';
    options.sheet = name;
    options.sha256 = sha256_hex(*bytes);
    options.row_numbers.clear();
    std::string const text = detail::activity_table_csv(table, header, options.row_numbers);
    return import_activity_csv(text, path, options);
}

TANJI_INLINE Result<ActivityLines> try_read_activity_xlsx(std::string const& path, std::string const& sheet, ActivityCsvOptions options, ReadLimits const& limits) {
    auto import = import_activity_xlsx(path, sheet, std::move(options), limits);
    if (import.lines) return *std::move(import.lines);
    Problem problem{.id = "activity.refused", .what = "the activity data cannot be used as they are", .where = import.findings.empty() ? Where{.file = path} : import.findings.front().problem.where,
                    .expected = "no errors", .got = std::to_string(import.errors) + (import.errors == 1 ? " error" : " errors")};
    for (auto const& finding : import.findings) problem.related.push_back(to_text(finding.problem));
    return problem;
}

TANJI_INLINE bool is_xlsx_name(std::string_view path) noexcept {
    auto const end = path.size() < 5 ? path : path.substr(path.size() - 5);
    return equal_ignoring_case(end, ".xlsx") || equal_ignoring_case(end, ".xlsm");
}

}  // namespace tanji
