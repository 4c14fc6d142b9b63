// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <iosfwd>
#include <string>

#include "tanji/units/amount.hpp"
#include "tanji/units/constants.hpp"

/// \file
/// Typed quantities as text and as amounts. What is written here can be read by try_amount.
namespace tanji {

namespace detail {
/// In the unit of the kind's ladder that leaves a number between 1 and 1000 if there is one; six digits.
[[nodiscard]] std::string quantity_text(double stored, Kind kind);
/// In `symbol`, with the kind's own word: "3 t CO2e", "5 MJ net".
[[nodiscard]] std::string quantity_text(double number, std::string_view symbol, Kind kind);
/// The unit in which rates and amounts of this kind are written.
[[nodiscard]] Unit usual_unit(Kind kind);
void write_text(std::ostream& out, std::string const& text);
}  // namespace detail

/// "1.2 GWh"
template <Quantity Q>
[[nodiscard]] std::string to_text(Q quantity) { return detail::quantity_text(quantity.stored(), Q::kind); }
/// "1200000 kWh" for to_text(1200_MWh, kWh)
template <Quantity Q>
[[nodiscard]] std::string to_text(Q quantity, UnitOf<typename Q::Family> unit) {
    return detail::quantity_text(quantity.in(unit), unit.symbol, Q::kind);
}

/// The way from typed to run-time quantities; `as` leads back.
template <Quantity Q>
[[nodiscard]] Amount to_amount(Q quantity) {
    auto const unit = detail::usual_unit(Q::kind);
    return {quantity.stored() / unit.scale(), unit, {}};
}
template <class N, class D>
[[nodiscard]] Amount to_amount(Rate<N, D> rate) {
    auto const unit = try_divide(detail::usual_unit(N::kind), detail::usual_unit(D::kind)).value();
    return {rate.stored() / unit.scale(), unit, {}};
}

/// "0.5856 kg CO2e/kWh"
template <class N, class D>
[[nodiscard]] std::string to_text(Rate<N, D> rate) {
    auto const amount = to_amount(rate);
    return detail::quantity_text(amount.value, amount.unit.symbol(), Kind::share);
}

template <QuantityOrRate Q>
std::ostream& operator<<(std::ostream& out, Q quantity) {
    detail::write_text(out, to_text(quantity));
    return out;
}

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/units/impl/text.ipp"
#endif
