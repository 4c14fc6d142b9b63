// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/units/rate.hpp"

/// \file
/// The closed table of products. What is not in it does not compile: kWh times kg has no meaning anyone could name.
/// Each pair stands here in one order and multiplies in both. A new product needs a row in kind_products (impl/unit.ipp) too,
/// or run-time units would disagree; a test compares all pairs of types.
namespace tanji {

template <> struct ProductOf<Mass, Distance> { using Type = Freight; };
template <> struct ProductOf<Persons, Distance> { using Type = PersonDistance; };
template <> struct ProductOf<Count, Distance> { using Type = ItemDistance; };
template <> struct ProductOf<Power, Duration> { using Type = Energy; };
template <> struct ProductOf<Distance, Distance> { using Type = Area; };
template <> struct ProductOf<Area, Distance> { using Type = Volume; };
template <> struct ProductOf<Area, Duration> { using Type = AreaTime; };
template <> struct ProductOf<Volume, Duration> { using Type = VolumeTime; };
template <> struct ProductOf<AreaTime, Distance> { using Type = VolumeTime; };
template <> struct ProductOf<Share, Share> { using Type = Share; };
template <Quantity A>
    requires(!std::same_as<A, Share>)
struct ProductOf<Share, A> { using Type = A; };

namespace detail {

/// Boost.Units has the last word: an entry of the table whose dimensions do not add up does not compile.
template <class A, class B>
struct CheckedProduct {
    using Type = typename ProductOf<A, B>::Type;
    // A share leaves its partner's dimension alone, whatever system of units that belongs to.
    static_assert(std::same_as<A, Share> || std::same_as<BoostProduct<typename A::BoostUnit, typename B::BoostUnit>, typename Type::BoostUnit>);
};

}  // namespace detail

template <Quantity A, Quantity B>
    requires detail::InTable<A, B>
[[nodiscard]] constexpr auto operator*(A a, B b) {
    return detail::CheckedProduct<A, B>::Type::stored(a.stored() * b.stored());
}
template <Quantity A, Quantity B>
    requires(detail::InTable<B, A> && !detail::InTable<A, B>)
[[nodiscard]] constexpr auto operator*(A a, B b) {
    return detail::CheckedProduct<B, A>::Type::stored(a.stored() * b.stored());
}

}  // namespace tanji
