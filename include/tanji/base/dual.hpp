// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>
#include <limits>

/// \file
/// A number that carries its derivative along: whatever code is written for a scalar then differentiates itself, exactly and in
/// one pass (forward mode: Wengert, A simple automatic derivative evaluation program, CACM 7, 1964).
///
///     Dual const load(0.8, 1);              // the variable: d(load)/d(load) = 1
///     Dual const hours = 8760 * load;       // hours.derivative == 8760
///
/// Formulas are evaluated on it (lifecycle/formula.hpp), and <tanji/solve/dual.hpp> solves whole systems with it.
namespace tanji {

/// `derivative` is by whatever the caller chose as variable, of which there is one at a time. Comparisons look at values, as a
/// formula's conditions do; only == asks for both, since a solver must not take "0 that is about to change" for nothing.
template <class Real>
struct BasicDual {
    Real value{};
    Real derivative{};

    constexpr BasicDual() = default;
    // Implicit from numbers on purpose: constants in formulas have derivative 0.
    constexpr BasicDual(Real number) : value(number) {}
    constexpr BasicDual(Real number, Real slope) : value(number), derivative(slope) {}

    constexpr explicit operator double() const { return static_cast<double>(value); }

    constexpr BasicDual& operator+=(BasicDual const& b) { return *this = *this + b; }
    constexpr BasicDual& operator-=(BasicDual const& b) { return *this = *this - b; }
    constexpr BasicDual& operator*=(BasicDual const& b) { return *this = *this * b; }
    constexpr BasicDual& operator/=(BasicDual const& b) { return *this = *this / b; }

    friend constexpr BasicDual operator-(BasicDual const& a) { return {-a.value, -a.derivative}; }
    friend constexpr BasicDual operator+(BasicDual const& a, BasicDual const& b) { return {a.value + b.value, a.derivative + b.derivative}; }
    friend constexpr BasicDual operator-(BasicDual const& a, BasicDual const& b) { return {a.value - b.value, a.derivative - b.derivative}; }
    friend constexpr BasicDual operator*(BasicDual const& a, BasicDual const& b) { return {a.value * b.value, a.derivative * b.value + a.value * b.derivative}; }
    friend constexpr BasicDual operator/(BasicDual const& a, BasicDual const& b) {
        Real const quotient = a.value / b.value;
        return {quotient, (a.derivative - quotient * b.derivative) / b.value};
    }

    friend constexpr bool operator==(BasicDual const& a, BasicDual const& b) { return a.value == b.value && a.derivative == b.derivative; }
    friend constexpr bool operator<(BasicDual const& a, BasicDual const& b) { return a.value < b.value; }
    friend constexpr bool operator>(BasicDual const& a, BasicDual const& b) { return b < a; }
    friend constexpr bool operator<=(BasicDual const& a, BasicDual const& b) { return a.value <= b.value; }
    friend constexpr bool operator>=(BasicDual const& a, BasicDual const& b) { return b <= a; }
};

using Dual = BasicDual<double>;

namespace detail {
/// f(a) by the chain rule. A constant stays one even where the slope is infinite (sqrt at 0), which 0 times infinity would spoil.
template <class Real>
[[nodiscard]] constexpr BasicDual<Real> chained(BasicDual<Real> const& a, Real const& value, Real const& slope) {
    return {value, a.derivative == Real(0) ? Real(0) : slope * a.derivative};
}
}  // namespace detail

// The functions of <cmath> that formulas and solvers use, found by argument-dependent look-up. At a kink the derivative is that
// of the side on which the value counts; steps (floor, trunc) have none but 0.

template <class Real>
[[nodiscard]] bool isfinite(BasicDual<Real> const& a) {
    using std::isfinite;
    return isfinite(a.value) && isfinite(a.derivative);
}
template <class Real>
[[nodiscard]] BasicDual<Real> abs(BasicDual<Real> const& a) { return a.value < Real(0) ? -a : a; }
template <class Real>
[[nodiscard]] BasicDual<Real> fabs(BasicDual<Real> const& a) { return abs(a); }
template <class Real>
[[nodiscard]] BasicDual<Real> sqrt(BasicDual<Real> const& a) {
    using std::sqrt;
    Real const root = sqrt(a.value);
    return detail::chained(a, root, Real(Real(1) / (Real(2) * root)));
}
template <class Real>
[[nodiscard]] BasicDual<Real> exp(BasicDual<Real> const& a) {
    using std::exp;
    Real const value = exp(a.value);
    return detail::chained(a, value, value);
}
template <class Real>
[[nodiscard]] BasicDual<Real> log(BasicDual<Real> const& a) {
    using std::log;
    return detail::chained(a, Real(log(a.value)), Real(Real(1) / a.value));
}
template <class Real>
[[nodiscard]] BasicDual<Real> log10(BasicDual<Real> const& a) {
    using std::log, std::log10;
    return detail::chained(a, Real(log10(a.value)), Real(Real(1) / (a.value * log(Real(10)))));
}
template <class Real>
[[nodiscard]] BasicDual<Real> sin(BasicDual<Real> const& a) {
    using std::cos, std::sin;
    return detail::chained(a, Real(sin(a.value)), Real(cos(a.value)));
}
template <class Real>
[[nodiscard]] BasicDual<Real> cos(BasicDual<Real> const& a) {
    using std::cos, std::sin;
    return detail::chained(a, Real(cos(a.value)), Real(-sin(a.value)));
}
template <class Real>
[[nodiscard]] BasicDual<Real> tan(BasicDual<Real> const& a) {
    using std::tan;
    Real const value = tan(a.value);
    return detail::chained(a, value, Real(Real(1) + value * value));
}
template <class Real>
[[nodiscard]] BasicDual<Real> asin(BasicDual<Real> const& a) {
    using std::asin, std::sqrt;
    return detail::chained(a, Real(asin(a.value)), Real(Real(1) / sqrt(Real(1) - a.value * a.value)));
}
template <class Real>
[[nodiscard]] BasicDual<Real> acos(BasicDual<Real> const& a) {
    using std::acos, std::sqrt;
    return detail::chained(a, Real(acos(a.value)), Real(Real(-1) / sqrt(Real(1) - a.value * a.value)));
}
template <class Real>
[[nodiscard]] BasicDual<Real> atan(BasicDual<Real> const& a) {
    using std::atan;
    return detail::chained(a, Real(atan(a.value)), Real(Real(1) / (Real(1) + a.value * a.value)));
}
template <class Real>
[[nodiscard]] BasicDual<Real> sinh(BasicDual<Real> const& a) {
    using std::cosh, std::sinh;
    return detail::chained(a, Real(sinh(a.value)), Real(cosh(a.value)));
}
template <class Real>
[[nodiscard]] BasicDual<Real> cosh(BasicDual<Real> const& a) {
    using std::cosh, std::sinh;
    return detail::chained(a, Real(cosh(a.value)), Real(sinh(a.value)));
}
template <class Real>
[[nodiscard]] BasicDual<Real> tanh(BasicDual<Real> const& a) {
    using std::tanh;
    Real const value = tanh(a.value);
    return detail::chained(a, value, Real(Real(1) - value * value));
}
/// d(a^b) = b a^(b-1) da + ln(a) a^b db, each part only where it varies: (-2)^2 has a slope although ln(-2) has no value.
template <class Real>
[[nodiscard]] BasicDual<Real> pow(BasicDual<Real> const& a, BasicDual<Real> const& b) {
    using std::log, std::pow;
    BasicDual<Real> result(pow(a.value, b.value));
    if (a.derivative != Real(0) && b.value != Real(0)) result.derivative += b.value * pow(a.value, Real(b.value - Real(1))) * a.derivative;
    // 0^b is 0 on both sides of any b above 0.
    if (b.derivative != Real(0) && !(a.value == Real(0) && b.value > Real(0))) result.derivative += log(a.value) * result.value * b.derivative;
    return result;
}
template <class Real>
[[nodiscard]] BasicDual<Real> trunc(BasicDual<Real> const& a) {
    using std::trunc;
    return Real(trunc(a.value));
}
template <class Real>
[[nodiscard]] BasicDual<Real> floor(BasicDual<Real> const& a) {
    using std::floor;
    return Real(floor(a.value));
}
template <class Real>
[[nodiscard]] BasicDual<Real> ceil(BasicDual<Real> const& a) {
    using std::ceil;
    return Real(ceil(a.value));
}
/// a - b trunc(a / b), the value exact as fmod has it.
template <class Real>
[[nodiscard]] BasicDual<Real> fmod(BasicDual<Real> const& a, BasicDual<Real> const& b) {
    using std::fmod, std::trunc;
    return {Real(fmod(a.value, b.value)), Real(a.derivative - trunc(a.value / b.value) * b.derivative)};
}
template <class Real>
[[nodiscard]] BasicDual<Real> ldexp(BasicDual<Real> const& a, int exponent) {
    using std::ldexp;
    return {Real(ldexp(a.value, exponent)), Real(ldexp(a.derivative, exponent))};
}
/// The exponent is that of the value, which must then not be 0 for the derivative to be in proportion.
template <class Real>
[[nodiscard]] BasicDual<Real> frexp(BasicDual<Real> const& a, int* exponent) {
    using std::frexp, std::ldexp;
    Real const value = frexp(a.value, exponent);
    return {value, Real(ldexp(a.derivative, -*exponent))};
}

}  // namespace tanji

// How exact a dual number is, is how exact its parts are.
template <class Real>
struct std::numeric_limits<tanji::BasicDual<Real>> : std::numeric_limits<Real> {};
