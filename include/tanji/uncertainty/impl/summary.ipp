// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>

#include "tanji/uncertainty/summary.hpp"

TANJI_NO_FUSING_BEGIN
namespace tanji {

TANJI_INLINE double quantile(std::span<double const> ascending, double p) noexcept {
    if (ascending.empty()) return 0;
    double const place = (std::clamp)(p, 0.0, 1.0) * static_cast<double>(ascending.size() - 1);
    std::size_t const below = static_cast<std::size_t>(place);
    if (below + 1 >= ascending.size()) return ascending.back();
    double const share = place - static_cast<double>(below);
    // Weights instead of a difference: the ends of the range may lie further apart than the largest double.
    return ascending[below] * (1 - share) + ascending[below + 1] * share;
}

TANJI_INLINE Summary summarise(std::span<double const> samples) {
    Summary summary{.count = samples.size()};
    if (samples.empty()) return summary;
    std::vector<double> ascending(samples.begin(), samples.end());
    std::sort(ascending.begin(), ascending.end());
    double const n = static_cast<double>(samples.size());
    // Around a value from their midst, so that samples that differ in late digits keep them.
    summary.median = quantile(ascending, 0.5);
    double sum = 0;
    for (double const value : ascending) sum += value - summary.median;
    double const shift = sum / n;
    summary.mean = summary.median + shift;
    double squares = 0;
    for (double const value : ascending) {
        double const distance = (value - summary.median) - shift;
        squares += distance * distance;
    }
    if (samples.size() > 1) summary.sd = std::sqrt(squares / (n - 1));
    summary.standard_error = summary.sd / std::sqrt(n);
    summary.minimum = ascending.front();
    summary.quantile_025 = quantile(ascending, 0.025);
    summary.quantile_975 = quantile(ascending, 0.975);
    summary.maximum = ascending.back();
    return summary;
}

}  // namespace tanji
TANJI_NO_FUSING_END
