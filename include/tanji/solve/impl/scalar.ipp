// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace tanji::detail {

// The few functions that differ between double and a 50-digit type. Exponents are binary for all of them: frexp is,
// while ilogb of decimal types counts powers of ten.

template <class Scalar>
[[nodiscard]] std::int64_t exponent_of(Scalar const& value) {
    if constexpr (std::is_same_v<Scalar, double>) {
        // The exponent's own bits of an ordinary double (IEEE 754); frexp is a call, and every entry is asked.
        auto const biased = static_cast<std::int64_t>((std::bit_cast<std::uint64_t>(value) >> 52) & 0x7ff);
        if (biased != 0 && biased != 0x7ff) return biased - 1022;
    }
    using std::frexp;
    int exponent = 0;
    (void)frexp(value, &exponent);
    return exponent;
}

/// value * 2^exponent; exponents beyond what any type holds saturate (to 0 or infinity, which the callers check).
template <class Scalar>
[[nodiscard]] Scalar scaled(Scalar const& value, std::int64_t exponent) {
    using std::ldexp;
    constexpr std::int64_t most = 1 << 28;
    return ldexp(value, static_cast<int>(std::clamp(exponent, -most, most)));
}

template <class Scalar>
[[nodiscard]] double magnitude_of(Scalar const& value) {
    return std::fabs(static_cast<double>(value));
}

template <class Scalar>
[[nodiscard]] double epsilon_of() {
    return static_cast<double>(std::numeric_limits<Scalar>::epsilon());
}

/// 1e-14 for double (the target of rule B1, 45 roundings), the same number of roundings for others.
template <class Scalar>
[[nodiscard]] double backward_target() {
    if constexpr (std::is_same_v<Scalar, double>) return 1e-14;
    else return 45 * epsilon_of<Scalar>();
}

/// high + low += -(a * b), with the rounding errors kept in `low` where the type has an exact fma: residuals must be
/// more exact than the solution they improve.
template <class Scalar>
inline void subtract_product(Scalar& high, Scalar& low, Scalar const& a, Scalar const& b) {
    if constexpr (std::is_floating_point_v<Scalar>) {
        Scalar const product = -a * b;
        Scalar const error = std::fma(-a, b, -product);
        Scalar const sum = high + product;
        Scalar const part = sum - high;
        low += ((high - (sum - part)) + (product - part)) + error;
        high = sum;
    } else {
        high -= a * b;
    }
}

}  // namespace tanji::detail
