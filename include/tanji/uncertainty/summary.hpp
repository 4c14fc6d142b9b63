// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "tanji/config.hpp"

/// \file
/// What is said of many samples of one number.
namespace tanji {

/// Location and spread of samples. With fewer samples than a field needs (1 for most, 2 for `sd`), it is 0.
struct Summary {
    std::size_t count = 0;
    double mean = 0;
    double sd = 0;             ///< of the population the samples come from: divisor count - 1
    double standard_error = 0; ///< of the mean: sd / sqrt(count), how far the mean itself may be off
    double minimum = 0;
    double quantile_025 = 0;   ///< 2.5 %: with the next two the usual interval of 95 %
    double median = 0;
    double quantile_975 = 0;
    double maximum = 0;
};

/// All of the above, in O(n log n). The samples must be finite; their order does not matter except for the last places.
[[nodiscard]] Summary summarise(std::span<double const> samples);

/// The value below which a share `p` (0 to 1) of the samples lies, between neighbours by straight line; 0 if there are none. `ascending` must be sorted.
/// Source: Hyndman and Fan, Sample quantiles in statistical packages, Am. Stat. 50 (1996), definition 7.
[[nodiscard]] double quantile(std::span<double const> ascending, double p) noexcept;

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/uncertainty/impl/summary.ipp"
#endif
