// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/config.hpp"

/// \file
/// Failures as values: the vocabulary of Error, Result and Finding. Needs nothing of the library but config.hpp.
///     Problem{.id = "csv.number", .what = "a field is not a number", .where = {.file = "grid.csv", .line = 7},
///             .expected = "a finite decimal number", .got = "\"n/a\""};
namespace tanji {

/// Where in the user's data something was found. Empty or zero fields are unknown and not shown.
/// Lines, columns and rows count from 1.
struct Where {
    std::string file{};       ///< path as the user gave it; "archive.zip!entry" inside an archive
    std::uint64_t line = 0;   ///< line of a text file
    std::uint64_t column = 0; ///< character column of that line
    std::uint64_t row = 0;    ///< data row of a table, the header not counted
    std::string object{};     ///< process, flow, field or exchange, in words the user knows

    bool operator==(Where const&) const = default;
};

/// What went wrong, as a value: the same fields for every failure of the library, so that a host can
/// show, translate or log them. `id` is stable ("unit.ambiguous") and has a page in docs/errors.md.
struct Problem {
    std::string id{};
    std::string what{};               ///< one plain sentence, no trailing stop
    Where where{};
    std::string expected{};           ///< what would have been right
    std::string got{};                ///< what was found instead
    std::string hint{};               ///< how to mend it
    std::vector<std::string> related{}; ///< candidates, members of a loop, the other place

    bool operator==(Problem const&) const = default;
};

/// "file:line, object" in the form that editors can jump to; empty if nothing is known.
std::string to_text(Where const& where);

/// The whole problem on a few lines: id and sentence, then where, expected, got, hint, related.
std::string to_text(Problem const& problem);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/base/impl/problem.ipp"
#endif
