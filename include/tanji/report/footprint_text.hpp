// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>

#include "tanji/analysis/comparison.hpp"
#include "tanji/analysis/contributions.hpp"
#include "tanji/analysis/tree.hpp"

/// \file
/// Results as text for a terminal: what was found loudest stands in the first line, tables follow. Numbers have five
/// significant digits; the CSV and JSON forms have all.
namespace tanji {

/// What is asked for: "1 t of aluminium, primary (smelter, CN)"; several products joined by "; ".
[[nodiscard]] std::string demand_text(Footprint const& footprint);

/// Low coverage and refused scores (if any) first, then the demand and one line a score.
[[nodiscard]] std::string to_text(Footprint const& footprint);

[[nodiscard]] std::string to_text(Contributions const& contributions);
[[nodiscard]] std::string to_text(Comparison const& comparison);

/// The tree with one product a line, indented; shares are of the root.
[[nodiscard]] std::string to_text(TreeNode const& root, Footprint const& footprint, Index row = 0);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/report/impl/footprint_text.ipp"
#endif
