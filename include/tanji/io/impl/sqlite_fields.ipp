// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "tanji/base/period.hpp"
#include "tanji/io/sqlite_database.hpp"

/// \file
/// Fields that several tables have: days, periods, words of enumerations, optional numbers. Readers take the next columns of a row.
namespace tanji::detail {

/// A word that one of our parsers reads. Its problem keeps its id: it names the words that are known.
template <class T>
[[nodiscard]] T sqlite_word(Result<T> parsed) {
    return std::move(parsed).value();
}

[[nodiscard]] inline Date sqlite_date(SqliteQuery& row) { return parse_date(row.text()); }

/// Two columns, first and last day.
[[nodiscard]] inline Period sqlite_period(SqliteQuery& row) {
    Date const first = sqlite_date(row);
    return {first, sqlite_date(row)};
}

[[nodiscard]] inline std::optional<Date> sqlite_optional_date(SqliteQuery& row) {
    if (row.skip_null()) return std::nullopt;
    return sqlite_date(row);
}

[[nodiscard]] inline std::optional<double> sqlite_optional_real(SqliteQuery& row) {
    if (row.skip_null()) return std::nullopt;
    return row.real();
}

[[nodiscard]] inline std::optional<std::string> date_text(std::optional<Date> const& date) {
    if (!date) return std::nullopt;
    return to_text(*date);
}

}  // namespace tanji::detail
