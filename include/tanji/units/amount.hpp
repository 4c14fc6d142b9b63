// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <string_view>

#include "tanji/units/parse.hpp"
#include "tanji/units/rate.hpp"

/// \file
/// A number with its run-time unit, and the only bridge to the typed quantities.
namespace tanji {

struct Amount {
    double value = 0;
    Unit unit{};
    std::string text{}; ///< as entered, if it was; shown again, never computed with
};

/// Reads "13.4 MWh", "1e3 kg", "3\u4e07\u5428": a finite number with a decimal point, then a unit of try_unit.
/// Problems: "number.unreadable", "number.not-finite", "unit.missing" ("5" is no amount; "5 1" is a plain number), and those of try_unit.
[[nodiscard]] Result<Amount> try_amount(std::string_view text);
[[nodiscard]] Amount amount(std::string_view text);

/// The same amount in another unit of the same kind. Problem "unit.mismatch", naming both sides.
[[nodiscard]] Result<Amount> try_convert(Amount const& amount, Unit const& to);
[[nodiscard]] Amount convert(Amount const& amount, Unit const& to);
[[nodiscard]] Amount convert(Amount const& amount, std::string_view to);

/// Sums keep the unit of `a`. The rules are those of the typed quantities, checked pair by pair in the tests.
/// Problems: "unit.mismatch", "unit.offset", "number.not-finite".
[[nodiscard]] Result<Amount> try_add(Amount const& a, Amount const& b);
[[nodiscard]] Result<Amount> try_subtract(Amount const& a, Amount const& b);
[[nodiscard]] Result<Amount> try_multiply(Amount const& a, Amount const& b);
[[nodiscard]] Result<Amount> try_divide(Amount const& a, Amount const& b);

/// As entered, else the shortest number that reads back, and the unit.
[[nodiscard]] std::string to_text(Amount const& amount);
[[nodiscard]] std::string to_text(Amount const& amount, Unit const& in);

namespace detail {

template <class T>
struct KindsOf;
template <Quantity Q>
struct KindsOf<Q> {
    static std::vector<UnitTerm> terms() {
        if (Q::kind == Kind::share) return {};
        return {{Q::kind, 1}};
    }
    static std::string name() { return std::string(Q::name); }
};
template <class N, class D>
struct KindsOf<Rate<N, D>> {
    static std::vector<UnitTerm> terms() { return Unit(1, {{N::kind, 1}, {D::kind, -1}}, "").terms(); }
    static std::string name() { return "Rate<" + KindsOf<N>::name() + ", " + KindsOf<D>::name() + ">"; }
};

/// The amount in coherent SI, if it is of these kinds.
[[nodiscard]] Result<double> stored_as(Amount const& amount, std::vector<UnitTerm> const& terms, std::string const& name);

}  // namespace detail

/// `as<Energy>(amount("13.4 MWh"))`, `as<Rate<Co2e, Energy>>(...)`. Problem "unit.mismatch" names both sides.
template <QuantityOrRate Q>
[[nodiscard]] Result<Q> try_as(Amount const& amount) {
    auto const stored = detail::stored_as(amount, detail::KindsOf<Q>::terms(), detail::KindsOf<Q>::name());
    if (!stored) return stored.problem();
    return Q::stored(*stored);
}
template <QuantityOrRate Q>
[[nodiscard]] Q as(Amount const& amount) { return try_as<Q>(amount).value(); }

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/units/impl/amount.ipp"
#endif
