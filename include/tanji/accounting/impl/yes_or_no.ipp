// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"

/// \file
/// Truth in tables of this folder: "yes" or "no", case aside. "1", "x" or "true" are refused, because a table in which "0" or "-" were read as
/// yes would change a total without a word.
namespace tanji::detail {

/// The field of the present row, or `otherwise` where it is empty. Throws Error `id`.
[[nodiscard]] inline bool yes_or_no(CsvReader const& in, std::string_view column, bool otherwise, char const* id) {
    std::string_view const text = trim(in[column]);
    if (text.empty()) return otherwise;
    if (equal_ignoring_case(text, "yes")) return true;
    if (equal_ignoring_case(text, "no")) return false;
    throw Error({.id = id, .what = "a field is neither yes nor no", .where = in.where(in.column(column)), .expected = "yes or no", .got = in_quotes(text), .hint = "an empty field takes the default of the column"});
}

}  // namespace tanji::detail
