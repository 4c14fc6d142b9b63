// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <complex>
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

/// The number a complex scalar is made of, else the scalar itself.
template <class Scalar>
struct RealOf { using Type = Scalar; };
template <class Real>
struct RealOf<std::complex<Real>> { using Type = Real; };

// Complex numbers have no order and no exponent: magnitudes stand for them, and for signs the real part, so that a complex step
// of 1e-100 takes the path of the real system.
template <class Real>
[[nodiscard]] double magnitude_of(std::complex<Real> const& value) {
    return static_cast<double>(std::abs(value));
}
template <class Real>
[[nodiscard]] std::int64_t exponent_of(std::complex<Real> const& value) {
    return exponent_of((std::max)(std::fabs(value.real()), std::fabs(value.imag())));
}
template <class Real>
[[nodiscard]] std::complex<Real> scaled(std::complex<Real> const& value, std::int64_t exponent) {
    return {scaled(value.real(), exponent), scaled(value.imag(), exponent)};
}

/// A double that stands for the scalar in scaling and diagnosis: its magnitude with its sign.
template <class Scalar>
[[nodiscard]] double stand_in(Scalar const& value) {
    return static_cast<double>(value);
}
template <class Real>
[[nodiscard]] double stand_in(std::complex<Real> const& value) {
    return std::copysign(magnitude_of(value), static_cast<double>(value.real()));
}

template <class Scalar>
[[nodiscard]] double epsilon_of() {
    return static_cast<double>(std::numeric_limits<typename RealOf<Scalar>::Type>::epsilon());
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
template <class Real>
inline void subtract_product(std::complex<Real>& high, std::complex<Real>& low, std::complex<Real> const& a, std::complex<Real> const& b) {
    Real real = high.real(), imaginary = high.imag(), low_real = low.real(), low_imaginary = low.imag();
    subtract_product<Real>(real, low_real, a.real(), b.real());
    subtract_product<Real>(real, low_real, -a.imag(), b.imag());
    subtract_product<Real>(imaginary, low_imaginary, a.real(), b.imag());
    subtract_product<Real>(imaginary, low_imaginary, a.imag(), b.real());
    high = {real, imaginary};
    low = {low_real, low_imaginary};
}

}  // namespace tanji::detail
