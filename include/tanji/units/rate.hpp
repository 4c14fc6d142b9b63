// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/units/types.hpp"

/// \file
/// N per D, the shape of every factor. A rate never cancels: litres per 100 km stay Volume per Distance and never
/// become an area, and kg of CO2 per kg of fuel keep both names.
///     Rate<Co2e, Energy> const grid = 0.58_kgCO2e / 1_kWh;
///     Co2e const footprint = grid * 1200_MWh;
/// All operations throw Error "number.not-finite" where a result is not finite, division by zero included.
namespace tanji {

/// kg / kWh
template <class NumeratorFamily, class DenominatorFamily>
struct RateUnit {
    UnitOf<NumeratorFamily> numerator;
    UnitOf<DenominatorFamily> denominator;
};

template <class N, class D>
[[nodiscard]] constexpr RateUnit<N, D> operator/(UnitOf<N> numerator, UnitOf<D> denominator) { return {numerator, denominator}; }

/// N per D, where the two differ: of the same type the quotient is a plain number. Holds one double, in storage units of N
/// per storage unit of D; `in(units::kg / kWh)` gives it out. No default constructor, as for the quantities.
template <Quantity N, Quantity D>
    requires(!std::same_as<N, D>)
class Rate {
public:
    using Numerator = N;
    using Denominator = D;
    using Unit = RateUnit<typename N::Family, typename D::Family>;

    /// Throws Error "number.not-finite".
    [[nodiscard]] static constexpr Rate of(double number, Unit unit) {
        return stored(number * unit.numerator.scale / unit.denominator.scale);
    }
    [[nodiscard]] constexpr double in(Unit unit) const noexcept {
        return number_ * unit.denominator.scale / unit.numerator.scale;
    }

    // As in QuantityBase: storage units of N per storage unit of D, for the library itself.
    [[nodiscard]] static constexpr Rate stored(double number) { return Rate(detail::finite(number)); }
    [[nodiscard]] constexpr double stored() const noexcept { return number_; }

    constexpr Rate(Rate const&) = default;
    constexpr Rate& operator=(Rate const&) = default;

private:
    explicit constexpr Rate(double number) : number_(number) {}
    double number_;
};

namespace detail {
/// N / D, or a plain number where both are the same type.
template <class N, class D>
[[nodiscard]] constexpr auto rate_or_number(double number) {
    if constexpr (std::same_as<N, D>) return finite(number);
    else return Rate<N, D>::stored(number);
}
}  // namespace detail

template <Quantity N, Quantity D>
    requires(!std::same_as<N, D>)
[[nodiscard]] constexpr Rate<N, D> operator/(N n, D d) { return Rate<N, D>::stored(n.stored() / d.stored()); }

template <Quantity N, Quantity D>
[[nodiscard]] constexpr N operator*(Rate<N, D> rate, D d) { return N::stored(rate.stored() * d.stored()); }
template <Quantity N, Quantity D>
[[nodiscard]] constexpr N operator*(D d, Rate<N, D> rate) { return N::stored(d.stored() * rate.stored()); }
/// How much of D makes n: 3 t of CO2 at 0.6 kg/kWh are 5 MWh.
template <Quantity N, Quantity D>
[[nodiscard]] constexpr D operator/(N n, Rate<N, D> rate) { return D::stored(n.stored() / rate.stored()); }

/// Rates chain where the inner types meet: (kg/kWh) * (kWh/t) = kg/t. Ends that meet as well leave a number.
template <Quantity A, Quantity B, Quantity C>
[[nodiscard]] constexpr auto operator*(Rate<A, B> first, Rate<B, C> second) {
    return detail::rate_or_number<A, C>(first.stored() * second.stored());
}
template <Quantity A, Quantity B, Quantity C>
    requires(!std::same_as<A, C>)
[[nodiscard]] constexpr auto operator*(Rate<B, C> second, Rate<A, B> first) {
    return Rate<A, C>::stored(first.stored() * second.stored());
}

template <AnyRate R>
[[nodiscard]] constexpr R operator+(R a, R b) { return R::stored(a.stored() + b.stored()); }
template <AnyRate R>
[[nodiscard]] constexpr R operator-(R a, R b) { return R::stored(a.stored() - b.stored()); }
template <AnyRate R, Number F>
[[nodiscard]] constexpr R operator*(R rate, F factor) { return R::stored(rate.stored() * static_cast<double>(factor)); }
template <AnyRate R, Number F>
[[nodiscard]] constexpr R operator*(F factor, R rate) { return R::stored(static_cast<double>(factor) * rate.stored()); }
template <AnyRate R, Number F>
[[nodiscard]] constexpr R operator/(R rate, F divisor) { return R::stored(rate.stored() / static_cast<double>(divisor)); }
template <AnyRate R>
[[nodiscard]] constexpr double operator/(R a, R b) { return detail::finite(a.stored() / b.stored()); }
template <AnyRate R>
[[nodiscard]] constexpr bool operator==(R a, R b) noexcept { return a.stored() == b.stored(); }
template <AnyRate R>
[[nodiscard]] constexpr std::strong_ordering operator<=>(R a, R b) noexcept {
    return a.stored() < b.stored() ? std::strong_ordering::less
           : a.stored() > b.stored() ? std::strong_ordering::greater : std::strong_ordering::equal;
}

/// 0.6 * (kg / kWh) is a Rate<Mass, Energy>; other kinds of the family say so: Rate<Co2e, Energy>::of(0.6, kg / kWh).
template <Number F, class N, class D>
[[nodiscard]] constexpr Rate<N, D> operator*(F number, RateUnit<N, D> unit) { return Rate<N, D>::of(static_cast<double>(number), unit); }

}  // namespace tanji
