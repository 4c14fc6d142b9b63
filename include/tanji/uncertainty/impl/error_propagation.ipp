// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>

#include "tanji/base/exact_sum.hpp"
#include "tanji/base/text.hpp"
#include "tanji/uncertainty/error_propagation.hpp"

/// \file
/// Sums of squares, exact before they are rounded once: the order of the terms changes no bit of the result.
TANJI_NO_FUSING_BEGIN
namespace tanji {
namespace detail {

/// Nothing, or why this is no uncertainty. NaN fails the comparison.
[[nodiscard]] inline std::optional<Problem> percent_problem(double percent) {
    if (percent >= 0 && std::isfinite(percent)) return {};
    return Problem{.id = "uncertainty.percent", .what = "an uncertainty is no percentage", .expected = "a finite number of at least 0: half of the 95 % interval, in percent", .got = number_text(percent)};
}

}  // namespace detail

TANJI_INLINE Result<double> try_product_uncertainty(std::span<double const> percents) {
    ExactSum squares;
    for (double const percent : percents) {
        if (auto problem = detail::percent_problem(percent)) return std::move(*problem);
        squares.add(percent * percent);
    }
    return std::sqrt(squares.value());
}

TANJI_INLINE Result<double> try_absolute_uncertainty(std::span<UncertainValue const> terms) {
    ExactSum squares;
    for (auto const& term : terms) {
        if (auto problem = detail::percent_problem(term.percent)) return std::move(*problem);
        double const half = term.value * term.percent / 100;
        if (!std::isfinite(half)) return Problem{.id = "number.not-finite", .what = "a term of a sum is not finite", .expected = "finite numbers", .got = number_text(term.value)};
        squares.add(half * half);
    }
    return std::sqrt(squares.value());
}

TANJI_INLINE Result<double> try_sum_uncertainty(std::span<UncertainValue const> terms) {
    auto const half = try_absolute_uncertainty(terms);
    if (!half) return half.problem();
    ExactSum sum;
    for (auto const& term : terms) sum.add(term.value);
    double const total = std::abs(sum.value());
    if (total > 0) return *half / total * 100;
    return Problem{.id = "uncertainty.zero-sum", .what = "the terms add up to 0, so that their uncertainty is no percentage of them", .expected = "a sum other than 0", .got = "0",
                   .hint = "try_absolute_uncertainty() gives it in the unit of the terms"};
}

}  // namespace tanji
TANJI_NO_FUSING_END
