// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>

namespace tanji::detail {

// Bounds by counting operations instead of switching the rounding mode: one operation errs by at most `rounding_unit` of
// its result in every rounding mode (half of it to nearest), plus what underflow takes. Nothing here relies on luck.

inline constexpr double rounding_unit = std::numeric_limits<double>::epsilon();

/// More than the underflow of 2^51 operations. A normal number on purpose: denormal operands cost a hundred cycles each.
inline constexpr double underflow_unit = (std::numeric_limits<double>::min)();

/// Where the compiler may contract a * b + c, two-sums lose their exact error; one rounding per product pays for that.
/// g++ does so unless told otherwise (our builds tell it), and only where the target has the instruction.
#if defined(__FMA__) || defined(__FMA4__) || defined(__ARM_FEATURE_FMA) || defined(__powerpc__) || defined(__riscv)
inline constexpr double contraction_unit = 2 * rounding_unit;
#else
inline constexpr double contraction_unit = 0;
#endif

/// (1 + eps)^operations and the roundings of the bounding itself, generously: twice the count and a few more.
[[nodiscard]] inline double rounding_share(std::size_t operations) noexcept { return 2 * static_cast<double>(operations + 4) * rounding_unit; }

/// At least the exact value of an expression of nonnegative numbers without subtraction that was `computed` in that
/// many operations.
[[nodiscard]] inline double upper(double computed, std::size_t operations) noexcept {
    return computed * (1 + rounding_share(operations)) + underflow_unit;
}

/// At most that value; may be negative by the underflow unit.
[[nodiscard]] inline double below(double computed, std::size_t operations) noexcept {
    return computed * (1 - rounding_share(operations)) - underflow_unit;
}

/// At most the exact `kept` - `taken`, both computed from nonnegative numbers in `operations` each.
[[nodiscard]] inline double lower_difference(double kept, double taken, std::size_t operations) noexcept {
    double const difference = below(kept, operations) - upper(taken, operations);
    return difference - std::fabs(difference) * rounding_share(0) - underflow_unit;
}

}  // namespace tanji::detail
