// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <span>

#include "tanji/base/result.hpp"

/// \file
/// Approach 1 of the IPCC guidelines: uncertainties of independent numbers put together by hand calculation (2006 guidelines, volume 1,
/// chapter 3, equations 3.1 and 3.2). A check that anybody can redo; where one factor stands in many lines, or a percentage is above some 30,
/// Monte Carlo with shared variables is right and this is not.
namespace tanji {

/// A number with its uncertainty.
struct UncertainValue {
    double value = 0;
    double percent = 0;  ///< half of the 95 % interval, in percent of `value`
};

/// Of a product or quotient of independent numbers, in percent: the root of the sum of squares (equation 3.1), whatever the values are.
/// Problem "uncertainty.percent" (a percentage is negative or not finite).
[[nodiscard]] Result<double> try_product_uncertainty(std::span<double const> percents);
[[nodiscard]] inline double product_uncertainty(std::span<double const> percents) { return try_product_uncertainty(percents).value(); }

/// Of a sum of independent numbers, in percent of the sum (equation 3.2). Values may be negative (removals). Problems: "uncertainty.percent",
/// "uncertainty.zero-sum" (a percentage of a sum that is 0 says nothing; ask absolute_uncertainty()).
[[nodiscard]] Result<double> try_sum_uncertainty(std::span<UncertainValue const> terms);
[[nodiscard]] inline double sum_uncertainty(std::span<UncertainValue const> terms) { return try_sum_uncertainty(terms).value(); }

/// Half of the 95 % interval of a sum, in the unit of its terms.
[[nodiscard]] Result<double> try_absolute_uncertainty(std::span<UncertainValue const> terms);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/uncertainty/impl/error_propagation.ipp"
#endif
