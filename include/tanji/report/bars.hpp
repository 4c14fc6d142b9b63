// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>

#include "tanji/analysis/comparison.hpp"
#include "tanji/analysis/contributions.hpp"

/// \file
/// Pictures for print and screen as SVG: horizontal bars, labels on the left, values at the bars, rest and total below.
/// Deterministic: the same result gives the same bytes.
namespace tanji {

struct BarOptions {
    std::string title{};      ///< empty: from method and category
    std::string subtitle{};   ///< what was demanded, say (demand_text)
    double width = 720;       ///< pixels (at 96 per inch: 190 mm)
    std::size_t most = 12;    ///< bars at most; the others are joined to the rest
};

/// One bar a line: burdens blue, credits green and hatched to the left of zero, the rest light grey, the total dark.
[[nodiscard]] std::string contribution_bars(Contributions const& contributions, BarOptions const& options = {});

/// Two bars a line, the first product blue, the second orange and hatched, with a legend; rest and total below.
[[nodiscard]] std::string comparison_bars(Comparison const& comparison, BarOptions const& options = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/report/impl/bars.ipp"
#endif
