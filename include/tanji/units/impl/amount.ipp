// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <charconv>
#include <cmath>

#include "tanji/base/text.hpp"
#include "tanji/units/amount.hpp"
#include "tanji/units/impl/unit.ipp"

/// \file
/// Arithmetic of amounts. Every result is checked to be finite before it leaves (rule A6), and every refusal names the kinds
/// in words: "MWh (energy)" against "MJ net (net heat)" is understood where two symbols are not.
namespace tanji {
namespace detail {

/// A symbol alone does not say why it was refused: MJ and MJ net look alike to most readers.
[[nodiscard]] inline std::string unit_and_kind(Unit const& unit) { return unit.symbol() + " (" + kind_text(unit) + ")"; }

/// What turns one kind into the other, for the hint: the named conversions of conversions.hpp, or the datum that is needed.
/// Pairs are tried in both directions, because the way back fails as often as the way there.
[[nodiscard]] inline std::string conversion_hint(std::vector<UnitTerm> const& from, std::vector<UnitTerm> const& to) {
    if (from.size() != 1 || to.size() != 1) return "check the unit, or convert with a factor that has the missing unit";
    auto const is = [&](Kind a, Kind b) {
        return (from[0].kind == a && to[0].kind == b) || (from[0].kind == b && to[0].kind == a);
    };
    if (is(Kind::net_heat, Kind::gross_heat)) return "to_gross / to_net with the fuel's ratio of calorific values";
    if (is(Kind::energy, Kind::net_heat)) return "say which basis it is: 'MJ net', or as_net_heat";
    if (is(Kind::energy, Kind::gross_heat)) return "say which basis it is: 'MJ gross', or as_gross_heat";
    if (is(Kind::carbon_mass, Kind::co2_mass)) return "carbon_to_co2 (44/12) or co2_to_carbon";
    if (is(Kind::volume, Kind::gas_0) || is(Kind::volume, Kind::gas_15) || is(Kind::volume, Kind::gas_20))
        return "say at which temperature the gas was measured: gas_measured_at";
    if (is(Kind::gas_0, Kind::gas_15) || is(Kind::gas_0, Kind::gas_20) || is(Kind::gas_15, Kind::gas_20)) return "gas_at";
    if (is(Kind::mass, Kind::co2e)) return "multiply the gas with its GWP";
    if (is(Kind::mass, Kind::volume)) return "multiply with the density";
    if (is_currency(from[0].kind) && is_currency(to[0].kind)) return "exchange rates and price indices are data: multiply with one";
    return "check the unit, or convert with a factor that has the missing unit";
}

/// The one form of "unit.mismatch"; `expected` comes from the caller, who knows whether a unit or a type was asked for.
[[nodiscard]] inline Problem unit_mismatch(Unit const& got, std::vector<UnitTerm> const& wanted, std::string expected) {
    return {.id = "unit.mismatch", .what = "the unit is of another kind", .expected = std::move(expected),
            .got = unit_and_kind(got), .hint = conversion_hint(got.terms(), wanted)};
}

/// Divisions by zero and overflows end here, so that no infinity travels on as if it were a result.
[[nodiscard]] inline Result<double> finite_result(double value) {
    if (std::isfinite(value)) return value;
    return Problem{.id = "number.not-finite", .what = "the result is not a finite number", .expected = "a finite number",
                   .got = number_text(value), .hint = "look for a division by zero or a number out of range"};
}

/// Computed amounts have no text: only what was entered is ever shown as entered.
[[nodiscard]] inline Result<Amount> made_amount(double value, Result<Unit> const& unit) {
    if (!unit) return unit.problem();
    auto const number = finite_result(value);
    if (!number) return number.problem();
    return Amount{*number, *unit, {}};
}

// Compares terms, not scales: both sides are normal forms of Unit, so equal kinds have equal terms whatever was typed.
TANJI_INLINE Result<double> stored_as(Amount const& amount, std::vector<UnitTerm> const& terms, std::string const& name) {
    if (amount.unit.terms() != terms) return unit_mismatch(amount.unit, terms, name + " (" + kind_text(Unit(1, terms, "")) + ")");
    return finite_result(amount.value * amount.unit.scale() + amount.unit.offset());
}

}  // namespace detail

// The number ends where from_chars stops, so "5e3 kg" and "5eV" both read as people mean them. Checks run in the order of
// what a reader would fix first: no finite number, no number, a comma in it, no unit, an unknown unit.
TANJI_INLINE Result<Amount> try_amount(std::string_view text) {
    auto const entered = trim(text);
    auto digits = entered;
    if (digits.starts_with('+')) digits.remove_prefix(1);
    double value = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    auto const rest = trim(digits.substr(static_cast<std::size_t>(end - digits.data())));
    if (error == std::errc::result_out_of_range || (error == std::errc() && !std::isfinite(value)))
        return Problem{.id = "number.not-finite", .what = "the amount is no finite number", .expected = "a finite number and a unit", .got = std::string(entered)};
    if (error != std::errc())
        return Problem{.id = "number.unreadable", .what = "an amount starts with a number", .expected = "a number and a unit, such as '13.4 MWh'", .got = std::string(entered)};
    if (rest.starts_with(','))
        return Problem{.id = "number.unreadable", .what = "a comma in a number is a decimal sign to some and a divider of thousands to others",
                       .expected = "a decimal point, no divider: 1234.5", .got = std::string(entered)};
    if (rest.empty())
        return Problem{.id = "unit.missing", .what = "the amount has no unit", .expected = "a number and a unit, such as '13.4 MWh'",
                       .got = std::string(entered), .hint = "write '" + std::string(entered) + " 1' for a plain number"};
    auto const unit = try_unit(rest);
    if (!unit) return unit.problem();
    return Amount{value, *unit, std::string(entered)};
}

TANJI_INLINE Amount amount(std::string_view text) { return try_amount(text).value(); }

// Equal scales pass the number through unchanged: v * s / s may differ from v in the last bit, and a conversion that
// changes nothing must not. Offsets take part here, because a temperature converts even though it cannot be added.
TANJI_INLINE Result<Amount> try_convert(Amount const& amount, Unit const& to) {
    if (!same_kind(amount.unit, to)) return detail::unit_mismatch(amount.unit, to.terms(), detail::unit_and_kind(to));
    if (amount.unit.scale() == to.scale() && amount.unit.offset() == to.offset()) return Amount{amount.value, to, {}};
    return detail::made_amount((amount.value * amount.unit.scale() + amount.unit.offset() - to.offset()) / to.scale(), to);
}

TANJI_INLINE Amount convert(Amount const& amount, Unit const& to) { return try_convert(amount, to).value(); }
TANJI_INLINE Amount convert(Amount const& amount, std::string_view to) { return convert(amount, unit(to)); }

// The unit of `a` wins, as in a ledger where the first line sets the column. Twenty degrees plus ten degrees is refused:
// the sum depends on where the scale has its zero.
TANJI_INLINE Result<Amount> try_add(Amount const& a, Amount const& b) {
    if (a.unit.offset() != 0) return detail::offset_problem(a.unit);
    auto const other = try_convert(b, a.unit);
    if (!other) return other;
    return detail::made_amount(a.value + other->value, a.unit);
}

TANJI_INLINE Result<Amount> try_subtract(Amount const& a, Amount const& b) {
    return try_add(a, Amount{-b.value, b.unit, {}});
}

// Any two units multiply and divide at run time; whether the product has a meaning is seen when it is converted or
// compared, because kinds that no rule joins stay side by side in the terms.
TANJI_INLINE Result<Amount> try_multiply(Amount const& a, Amount const& b) {
    return detail::made_amount(a.value * b.value, try_multiply(a.unit, b.unit));
}

TANJI_INLINE Result<Amount> try_divide(Amount const& a, Amount const& b) {
    return detail::made_amount(a.value / b.value, try_divide(a.unit, b.unit));
}

// What a person typed is what that person recognises: "13.4 MWh" comes back as it was, not as 13.4 times something.
TANJI_INLINE std::string to_text(Amount const& amount) {
    return amount.text.empty() ? number_text(amount.value) + " " + amount.unit.symbol() : amount.text;
}

TANJI_INLINE std::string to_text(Amount const& amount, Unit const& in) {
    return number_text(convert(amount, in).value) + " " + in.symbol();
}

}  // namespace tanji
