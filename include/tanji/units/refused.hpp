// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <concepts>
#include <type_traits>

#include "tanji/config.hpp"

/// \file
/// How a wrong kind is refused while compiling, in a few lines on every compiler. `tanji.hpp` includes this file first
/// and directly: g++ prints the chain of includes with each note, and a longer chain would drown the message.
namespace tanji {

namespace detail {
/// Base of all quantity types, so that one concept finds them without listing them.
struct QuantityTag {};
}  // namespace detail

/// A named quantity type: Mass, Energy, Money<EUR>, ... (`Rate` is not one of them).
template <class T>
concept Quantity = std::derived_from<T, detail::QuantityTag>;

/// A plain number.
template <class T>
concept Number = std::is_arithmetic_v<T>;


/// What a function returns that exists only to be refused: `Given` came where `Wanted` belongs. Such a function ends with
/// `TANJI_REFUSAL((diagnose_if(true, "why", "error"))) TANJI_DELETED;`. Overload resolution finds it, so that no compiler
/// lists the operators of <string>, and the error names the types of the call; `requires` sees that the call is none.
/// Its destructor is private as well, which refuses the call on compilers that know neither way. Measured
/// (docs/decisions/0002-units.md): a missing overload costs 15 to 100 lines, a static_assert cannot be asked about.
template <class Given, class Wanted>
class Refused {
    ~Refused();
};

template <Quantity N, Quantity D>
    requires(!std::same_as<N, D>)
class Rate;

/// Specialised with a member `Type` for each product of the table, in one order of the factors. Declared here and filled in
/// products.hpp, because what is refused is what the table lacks. Clients do not specialise it: the run-time table
/// (impl/unit.ipp) would not know the product.
template <class A, class B>
struct ProductOf {};

namespace detail {
/// True for Rate<N, D> alone.
template <class T>
inline constexpr bool is_rate = false;
template <class N, class D>
inline constexpr bool is_rate<Rate<N, D>> = true;

/// Whether the table has this product, in this order of factors.
template <class A, class B>
concept InTable = requires { typename ProductOf<A, B>::Type; };

}  // namespace detail

/// Rate<N, D> of any N and D; and what amounts can be turned into (amount.hpp).
template <class T>
concept AnyRate = detail::is_rate<T>;
template <class T>
concept QuantityOrRate = Quantity<T> || AnyRate<T>;

// What does not add up: see Refused. Sums and comparisons of two kinds, then of a kind and a plain number (a number has no
// unit, and 0 is no exception: `zero()` exists), then products that the table lacks. != of a kind and a number is not
// listed, because C++20 rewrites it to ==. Written out one by one: a macro would add its expansion to every message.
TANJI_EXTENSION template <Quantity A, Quantity B> requires(!std::same_as<A, B>)
Refused<B, A> operator+(A, B) TANJI_REFUSAL((diagnose_if(true, "these kinds do not combine", "error"))) TANJI_DELETED;
TANJI_EXTENSION template <Quantity A, Quantity B> requires(!std::same_as<A, B>)
Refused<B, A> operator-(A, B) TANJI_REFUSAL((diagnose_if(true, "these kinds do not combine", "error"))) TANJI_DELETED;
TANJI_EXTENSION template <Quantity A, Quantity B> requires(!std::same_as<A, B>)
Refused<B, A> operator==(A, B) TANJI_REFUSAL((diagnose_if(true, "these kinds do not combine", "error"))) TANJI_DELETED;
TANJI_EXTENSION template <Quantity A, Quantity B> requires(!std::same_as<A, B>)
Refused<B, A> operator!=(A, B) TANJI_REFUSAL((diagnose_if(true, "these kinds do not combine", "error"))) TANJI_DELETED;
TANJI_EXTENSION template <Quantity A, Quantity B> requires(!std::same_as<A, B>)
Refused<B, A> operator<(A, B) TANJI_REFUSAL((diagnose_if(true, "these kinds do not combine", "error"))) TANJI_DELETED;
TANJI_EXTENSION template <Quantity A, Quantity B> requires(!std::same_as<A, B>)
Refused<B, A> operator>(A, B) TANJI_REFUSAL((diagnose_if(true, "these kinds do not combine", "error"))) TANJI_DELETED;
TANJI_EXTENSION template <Quantity A, Quantity B> requires(!std::same_as<A, B>)
Refused<B, A> operator<=(A, B) TANJI_REFUSAL((diagnose_if(true, "these kinds do not combine", "error"))) TANJI_DELETED;
TANJI_EXTENSION template <Quantity A, Quantity B> requires(!std::same_as<A, B>)
Refused<B, A> operator>=(A, B) TANJI_REFUSAL((diagnose_if(true, "these kinds do not combine", "error"))) TANJI_DELETED;
TANJI_EXTENSION template <Quantity A, Number N>
Refused<N, A> operator+(A, N) TANJI_REFUSAL((diagnose_if(true, "these kinds do not combine", "error"))) TANJI_DELETED;
TANJI_EXTENSION template <Quantity A, Number N>
Refused<N, A> operator+(N, A) TANJI_REFUSAL((diagnose_if(true, "these kinds do not combine", "error"))) TANJI_DELETED;
TANJI_EXTENSION template <Quantity A, Number N>
Refused<N, A> operator-(A, N) TANJI_REFUSAL((diagnose_if(true, "these kinds do not combine", "error"))) TANJI_DELETED;
TANJI_EXTENSION template <Quantity A, Number N>
Refused<N, A> operator-(N, A) TANJI_REFUSAL((diagnose_if(true, "these kinds do not combine", "error"))) TANJI_DELETED;
TANJI_EXTENSION template <Quantity A, Number N>
Refused<N, A> operator==(A, N) TANJI_REFUSAL((diagnose_if(true, "these kinds do not combine", "error"))) TANJI_DELETED;
TANJI_EXTENSION template <Quantity A, Number N>
Refused<N, A> operator<(A, N) TANJI_REFUSAL((diagnose_if(true, "these kinds do not combine", "error"))) TANJI_DELETED;
TANJI_EXTENSION template <Quantity A, Number N>
Refused<N, A> operator>(A, N) TANJI_REFUSAL((diagnose_if(true, "these kinds do not combine", "error"))) TANJI_DELETED;
TANJI_EXTENSION template <Quantity A, Number N>
Refused<N, A> operator<=(A, N) TANJI_REFUSAL((diagnose_if(true, "these kinds do not combine", "error"))) TANJI_DELETED;
TANJI_EXTENSION template <Quantity A, Number N>
Refused<N, A> operator>=(A, N) TANJI_REFUSAL((diagnose_if(true, "these kinds do not combine", "error"))) TANJI_DELETED;

TANJI_EXTENSION template <Quantity A, Quantity B>
    requires(!detail::InTable<A, B> && !detail::InTable<B, A>)
Refused<A, B> operator*(A, B) TANJI_REFUSAL((diagnose_if(true, "these kinds do not combine", "error"))) TANJI_DELETED;

namespace detail {

// What rate.hpp does define, so that the refusals below cover exactly the rest and no call is ambiguous.
template <class A, class B>
inline constexpr bool rates_multiply = false;
template <class N, class D>
inline constexpr bool rates_multiply<Rate<N, D>, D> = true;
template <class N, class D>
inline constexpr bool rates_multiply<D, Rate<N, D>> = true;
template <class A, class B, class C, class D>
inline constexpr bool rates_multiply<Rate<A, B>, Rate<C, D>> = std::same_as<B, C> || std::same_as<A, D>;

/// At least one rate, and nothing but quantities and rates: plain numbers scale rates and are not refused.
template <class A, class B>
concept OneIsRate = QuantityOrRate<A> && QuantityOrRate<B> && (AnyRate<A> || AnyRate<B>);

template <class A, class B>
inline constexpr bool rates_divide = std::same_as<A, B>;
template <class N, class D>
inline constexpr bool rates_divide<N, Rate<N, D>> = true;

}  // namespace detail

TANJI_EXTENSION template <class A, class B>
    requires(detail::OneIsRate<A, B> && !detail::rates_multiply<A, B>)
Refused<A, B> operator*(A, B) TANJI_REFUSAL((diagnose_if(true, "these kinds do not combine", "error"))) TANJI_DELETED;
TANJI_EXTENSION template <class A, class B>
    requires(detail::OneIsRate<A, B> && !detail::rates_divide<A, B>)
Refused<A, B> operator/(A, B) TANJI_REFUSAL((diagnose_if(true, "these kinds do not combine", "error"))) TANJI_DELETED;
TANJI_EXTENSION template <class A, class B>
    requires(detail::OneIsRate<A, B> && !std::same_as<A, B>)
Refused<B, A> operator+(A, B) TANJI_REFUSAL((diagnose_if(true, "these kinds do not combine", "error"))) TANJI_DELETED;
TANJI_EXTENSION template <class A, class B>
    requires(detail::OneIsRate<A, B> && !std::same_as<A, B>)
Refused<B, A> operator-(A, B) TANJI_REFUSAL((diagnose_if(true, "these kinds do not combine", "error"))) TANJI_DELETED;
TANJI_EXTENSION template <class A, class B>
    requires(detail::OneIsRate<A, B> && !std::same_as<A, B>)
Refused<B, A> operator==(A, B) TANJI_REFUSAL((diagnose_if(true, "these kinds do not combine", "error"))) TANJI_DELETED;
TANJI_EXTENSION template <class A, class B>
    requires(detail::OneIsRate<A, B> && !std::same_as<A, B>)
Refused<B, A> operator<(A, B) TANJI_REFUSAL((diagnose_if(true, "these kinds do not combine", "error"))) TANJI_DELETED;

}  // namespace tanji
