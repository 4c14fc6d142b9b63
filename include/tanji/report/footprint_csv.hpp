// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>

#include "tanji/analysis/comparison.hpp"
#include "tanji/analysis/contributions.hpp"

/// \file
/// Results as CSV (RFC 4180, UTF-8, header in the first row), numbers in the shortest form that reads back the same.
namespace tanji {

/// method, category, id, part, amount, unit, normalised, weighted: one row a score; a refused one has no amount.
[[nodiscard]] std::string scores_csv(Footprint const& footprint);
/// id, name, location, amount, unit, share, gross_share; the rest as a row of its own, then the total.
[[nodiscard]] std::string to_csv(Contributions const& contributions);
/// id, name, location, the two products' names, difference, unit; rest and total likewise.
[[nodiscard]] std::string to_csv(Comparison const& comparison);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/report/impl/footprint_csv.ipp"
#endif
