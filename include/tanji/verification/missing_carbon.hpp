// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "tanji/base/finding.hpp"
#include "tanji/base/result.hpp"

/// \file
/// A year of fuel measured month by month in which a measurement is missing: the default stands in for that month only, on the
/// high side, and is said (Chinese guidelines for power generation; rule as in docs/verification.md).
namespace tanji {

struct CarbonMonth {
    double fuel = 0;                       ///< t
    std::optional<double> carbon{};        ///< element carbon, t C/t; nothing: not measured in this month
    std::optional<double> heating_value{}; ///< net, GJ/t; nothing: not measured either
};

struct MissingCarbonRule {
    double carbon_per_heat = 0;                      ///< default, t C/GJ: 0.03085 for coal
    std::optional<double> default_heating_value{};   ///< GJ/t, where that is missing too: 26.7; nothing: refused
    double oxidation = 1;                            ///< share of the carbon that becomes CO2
};

struct CarbonYear {
    std::vector<double> carbon{};    ///< t C/t of each month, as used
    double co2 = 0;                  ///< t
    std::vector<Finding> findings{}; ///< "verify.default-used", one for each month that took the default
};

/// Sum over months of fuel x carbon, times oxidation, times 44/12. The sum is exact and rounded once.
/// Problems: "verify.negative" (a negative number), "verify.missing" (no default for what is missing).
[[nodiscard]] Result<CarbonYear> try_carbon_year(std::span<CarbonMonth const> months, MissingCarbonRule const& rule);
[[nodiscard]] inline CarbonYear carbon_year(std::span<CarbonMonth const> months, MissingCarbonRule const& rule) { return try_carbon_year(months, rule).value(); }

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/verification/impl/missing_carbon.ipp"
#endif
