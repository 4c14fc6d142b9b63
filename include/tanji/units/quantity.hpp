// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <compare>
#include <concepts>
#include <string_view>
#include <type_traits>

#include "tanji/base/result.hpp"
#include "tanji/units/dimensions.hpp"
#include "tanji/units/refused.hpp"

/// \file
/// What all named quantity types share. A quantity is a finite number in its type's storage unit (coherent SI); the
/// number is only reachable through a unit: `distance.in(units::km)`.
namespace tanji {

/// A unit of one family of types, such as `units::kWh` of Energy, Heat, NetHeat and GrossHeat.
template <class Family>
struct UnitOf {
    double scale;             ///< storage units in one of it
    std::string_view symbol;
};

namespace detail {

/// Not a number, or infinite: never becomes a quantity (design section 4).
[[noreturn]] void refuse_not_finite();

/// `v - v` is 0 for finite v and NaN otherwise; std::isfinite is no constant expression in C++20.
constexpr double finite(double value) {
    if (!(value - value == 0.0)) refuse_not_finite();
    return value;
}

}  // namespace detail

namespace detail {

/// `in` and `of` with a unit of another family: see Refused. Apart from QuantityBase, whose Boost.Units argument g++ would print.
TANJI_EXTENSION template <class Family>
class RefusesUnits {
public:
    template <class Given, class Wanted = Family>
        requires(!std::same_as<Given, Wanted>)
    Refused<Given, Wanted> in(UnitOf<Given>) const TANJI_REFUSAL((diagnose_if(true, "the unit is of another kind", "error"))) TANJI_DELETED;
    template <class Given, class Wanted = Family>
        requires(!std::same_as<Given, Wanted>)
    static Refused<Given, Wanted> of(double, UnitOf<Given>) TANJI_REFUSAL((diagnose_if(true, "the unit is of another kind", "error"))) TANJI_DELETED;
};

}  // namespace detail

/// Base of the named types: a Boost.Units quantity that only friends and named units reach.
/// `FamilyType` is the type whose unit constants are used (NetHeat is written in units of Energy).
template <class Self, class BoostUnitType, class FamilyType = Self>
class QuantityBase : public detail::QuantityTag, public detail::RefusesUnits<FamilyType> {
public:
    using Family = FamilyType;
    using BoostUnit = BoostUnitType;

    /// `number` of `unit`. Throws Error "number.not-finite" on NaN and infinity.
    [[nodiscard]] static constexpr Self of(double number, UnitOf<Family> unit) { return Self::stored(number * unit.scale); }
    [[nodiscard]] static constexpr Self zero() { return Self::stored(0.0); }

    /// The number of `unit` that this is: the only way to a plain number.
    [[nodiscard]] constexpr double in(UnitOf<Family> unit) const noexcept { return quantity_.value() / unit.scale; }

    using detail::RefusesUnits<Family>::in;
    using detail::RefusesUnits<Family>::of;

    // For the library's own operators and the bridge to run-time units: a number of the storage unit.
    [[nodiscard]] static constexpr Self stored(double number) {
        Self self;
        self.quantity_ = Boost::from_value(detail::finite(number));
        return self;
    }
    [[nodiscard]] constexpr double stored() const noexcept { return quantity_.value(); }

    constexpr Self& operator+=(Self other) { return static_cast<Self&>(*this) = stored(stored() + other.stored()); }
    constexpr Self& operator-=(Self other) { return static_cast<Self&>(*this) = stored(stored() - other.stored()); }
    constexpr Self& operator*=(double factor) { return static_cast<Self&>(*this) = stored(stored() * factor); }
    constexpr Self& operator/=(double divisor) { return static_cast<Self&>(*this) = stored(stored() / divisor); }

    template <class Other>
        requires(!std::same_as<Other, Self>)
    Refused<Other, Self> operator+=(Other other);
    template <class Other>
        requires(!std::same_as<Other, Self>)
    Refused<Other, Self> operator-=(Other other);

    template <class Other>
        requires(!std::same_as<Other, Self>)
    Refused<Other, Self> operator=(Other other);

protected:
    constexpr QuantityBase() = default;

private:
    using Boost = boost::units::quantity<BoostUnitType, double>;
    Boost quantity_ = Boost::from_value(0.0);
};

template <Quantity A>
[[nodiscard]] constexpr A operator+(A a, A b) { return A::stored(a.stored() + b.stored()); }
template <Quantity A>
[[nodiscard]] constexpr A operator-(A a, A b) { return A::stored(a.stored() - b.stored()); }
template <Quantity A>
[[nodiscard]] constexpr A operator-(A a) { return A::stored(-a.stored()); }
template <Quantity A, Number N>
[[nodiscard]] constexpr A operator*(A a, N factor) { return A::stored(a.stored() * static_cast<double>(factor)); }
template <Quantity A, Number N>
[[nodiscard]] constexpr A operator*(N factor, A a) { return A::stored(static_cast<double>(factor) * a.stored()); }
/// Throws Error "number.not-finite" on division by zero, as every operation that leaves the finite numbers.
template <Quantity A, Number N>
[[nodiscard]] constexpr A operator/(A a, N divisor) { return A::stored(a.stored() / static_cast<double>(divisor)); }
template <Quantity A>
[[nodiscard]] constexpr double operator/(A a, A b) { return detail::finite(a.stored() / b.stored()); }
template <Quantity A>
[[nodiscard]] constexpr bool operator==(A a, A b) noexcept { return a.stored() == b.stored(); }
template <Quantity A>
[[nodiscard]] constexpr std::strong_ordering operator<=>(A a, A b) noexcept {
    // Quantities are finite, so their order is total.
    return a.stored() < b.stored() ? std::strong_ordering::less
           : a.stored() > b.stored() ? std::strong_ordering::greater : std::strong_ordering::equal;
}

/// 3.2 * units::kWh
template <Number N, class Family>
[[nodiscard]] constexpr Family operator*(N number, UnitOf<Family> unit) { return Family::of(static_cast<double>(number), unit); }

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/units/impl/quantity.ipp"
#endif
