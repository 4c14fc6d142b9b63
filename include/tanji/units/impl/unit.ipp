// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "tanji/units/unit.hpp"

/// \file
/// The algebra of run-time units. Invariant: the terms of a Unit are a normal form (sorted, no zero powers, products formed),
/// so that two units measure the same if and only if their terms are equal. A test compares all pairs of typed quantities
/// with what happens here (decision 0002).
namespace tanji {
namespace detail {

/// first times second is result; the two may be the same kind.
struct KindProduct {
    Kind first, second, result;
};

// The table of products.hpp, as data. Order matters when a product is put together: the first that fits is formed.
inline constexpr std::array<KindProduct, 8> kind_products{{
    {Kind::power, Kind::duration, Kind::energy},
    {Kind::distance, Kind::distance, Kind::area},
    {Kind::area, Kind::distance, Kind::volume},
    {Kind::volume, Kind::duration, Kind::volume_time},
    {Kind::area, Kind::duration, Kind::area_time},
    {Kind::mass, Kind::distance, Kind::freight},
    {Kind::persons, Kind::distance, Kind::person_distance},
    {Kind::count, Kind::distance, Kind::item_distance},
}};

/// A kind in the words of a message: what an auditor calls it, not its enumerator.
struct KindName {
    Kind kind;
    char const* name;
};

inline constexpr std::array<KindName, 46> kind_names{{
    {Kind::mass, "mass"}, {Kind::co2e, "CO2e"}, {Kind::co2_mass, "mass of CO2"}, {Kind::carbon_mass, "mass of carbon"},
    {Kind::nitrogen_mass, "mass of nitrogen in N2O"}, {Kind::separative_work, "separative work"}, {Kind::energy, "energy"},
    {Kind::heat, "heat"}, {Kind::net_heat, "net heat"}, {Kind::gross_heat, "gross heat"}, {Kind::power, "power"},
    {Kind::volume, "volume"}, {Kind::gas_0, "gas volume at 0 degC"}, {Kind::gas_15, "gas volume at 15 degC"},
    {Kind::gas_20, "gas volume at 20 degC"}, {Kind::area, "area"}, {Kind::distance, "distance"}, {Kind::duration, "duration"},
    {Kind::freight, "freight"}, {Kind::person_distance, "person-distance"}, {Kind::item_distance, "item-distance"},
    {Kind::area_time, "area-time"}, {Kind::volume_time, "volume-time"}, {Kind::count, "count"}, {Kind::persons, "persons"},
    {Kind::radioactivity, "radioactivity"}, {Kind::information, "information"}, {Kind::share, "share"},
    {Kind::temperature, "temperature"}, {Kind::temperature_difference, "temperature difference"},
    {Kind::amount_of_substance, "amount of substance"}, {Kind::pressure, "pressure"}, {Kind::voltage, "voltage"},
    {Kind::current, "current"}, {Kind::charge, "charge"}, {Kind::luminous, "luminous flux"}, {Kind::angle, "angle"},
    {Kind::frequency, "frequency"}, {Kind::absorbed_dose, "absorbed dose"}, {Kind::equivalent_dose, "equivalent dose"},
    {Kind::peak_power, "peak power"}, {Kind::container, "containers"}, {Kind::points, "points"}, {Kind::daly, "DALY"},
    {Kind::species, "species"}, {Kind::use, "uses"},
}};

/// May leave a power of 0 behind; normal_terms removes it. Linear searches: units have one to four terms.
inline void add_power(std::vector<UnitTerm>& terms, Kind kind, int power) {
    auto const at = std::find_if(terms.begin(), terms.end(), [kind](UnitTerm const& term) { return term.kind == kind; });
    if (at == terms.end()) terms.push_back({kind, power});
    else at->power += power;
}

[[nodiscard]] inline int power_of(std::vector<UnitTerm> const& terms, Kind kind) {
    for (auto const& term : terms)
        if (term.kind == kind) return term.power;
    return 0;
}

/// Takes named products apart and puts them together again in the order of the table, so that the result does not
/// depend on the order of the factors: m * (m * kg) and (m * m) * kg are the same. All powers here are positive.
/// Taking apart runs through the table backwards, because later results are made of earlier ones (volume of area). Every
/// step of the second half lowers the sum of the powers by one, so it ends.
[[nodiscard]] inline std::vector<UnitTerm> recombine(std::vector<UnitTerm> terms) {
    for (auto rule = kind_products.rbegin(); rule != kind_products.rend(); ++rule)
        for (int times = power_of(terms, rule->result); times > 0; --times) {
            add_power(terms, rule->result, -1);
            add_power(terms, rule->first, 1);
            add_power(terms, rule->second, 1);
        }
    // Volumes from three lengths before areas from two.
    for (; power_of(terms, Kind::distance) >= 3; add_power(terms, Kind::volume, 1)) add_power(terms, Kind::distance, -3);
    for (auto const& rule : kind_products) {
        int const needed = rule.first == rule.second ? 2 : 1;
        while (power_of(terms, rule.first) >= needed && power_of(terms, rule.second) >= 1) {
            add_power(terms, rule.first, -1);
            add_power(terms, rule.second, -1);
            add_power(terms, rule.result, 1);
        }
    }
    return terms;
}

/// Numerator and denominator are recombined apart: only the same kind cancels between them. Joined first, l/km would become
/// an area, and kWh per hour a power that nobody measured.
[[nodiscard]] inline std::vector<UnitTerm> normal_terms(std::vector<UnitTerm> const& terms) {
    std::vector<UnitTerm> above, below, result;
    for (auto const& [kind, power] : terms) {
        if (power > 0) add_power(above, kind, power);
        if (power < 0) add_power(below, kind, -power);
    }
    result = recombine(std::move(above));
    for (auto const& [kind, power] : recombine(std::move(below))) add_power(result, kind, -power);
    std::erase_if(result, [](UnitTerm const& term) { return term.power == 0; });
    std::sort(result.begin(), result.end(), [](UnitTerm const& a, UnitTerm const& b) { return a.kind < b.kind; });
    return result;
}

/// In brackets if a power or a product would otherwise bind it differently.
[[nodiscard]] inline std::string bracketed(std::string const& symbol) {
    return symbol.find_first_of("*/. ") == std::string::npos ? symbol : "(" + symbol + ")";
}

/// 20 degC is a point: twice as much is neither 40 degC nor 586 K, and so products, powers and sums of points are refused.
[[nodiscard]] inline Problem offset_problem(Unit const& unit) {
    return {.id = "unit.offset", .what = "a temperature on a scale with its own zero has no products",
            .expected = "K, or a temperature difference", .got = unit.symbol(), .hint = "convert the temperature to K first"};
}

/// Product (sign 1) or quotient (sign -1). The symbol gets brackets wherever "a/b*c" would arise, which the parser refuses
/// because it is read in two ways.
[[nodiscard]] inline Result<Unit> combine(Unit const& a, Unit const& b, int sign) {
    if (a.offset() != 0) return offset_problem(a);
    if (b.offset() != 0) return offset_problem(b);
    auto terms = a.terms();
    for (auto const& [kind, power] : b.terms()) add_power(terms, kind, sign * power);
    double const scale = sign > 0 ? a.scale() * b.scale() : a.scale() / b.scale();
    if (!std::isfinite(scale) || scale == 0)
        return Problem{.id = "unit.power", .what = "the unit is too large or too small for a number",
                       .got = a.symbol() + (sign > 0 ? " * " : " / ") + b.symbol()};
    std::string symbol = sign > 0 ? a.symbol() + "*" + bracketed(b.symbol()) : a.symbol() + "/" + bracketed(b.symbol());
    if (sign > 0 && a.symbol().find('/') != std::string::npos) symbol = "(" + a.symbol() + ")*" + bracketed(b.symbol());
    if (b.symbol() == "1") symbol = a.symbol();
    return Unit(scale, normal_terms(terms), std::move(symbol));
}

}  // namespace detail

// A share is a plain number with a scale: percent has no terms, or 5 % of 3 t could not be a mass.
TANJI_INLINE Unit::Unit(double scale, Kind kind, std::string symbol)
    : scale_(scale), terms_(kind == Kind::share ? std::vector<UnitTerm>{} : std::vector<UnitTerm>{{kind, 1}}), symbol_(std::move(symbol)) {}

// Normalises whatever it is given, so that no caller can make a unit outside the normal form.
TANJI_INLINE Unit::Unit(double scale, std::vector<UnitTerm> terms, std::string symbol, double offset)
    : scale_(scale), offset_(offset), terms_(detail::normal_terms(terms)), symbol_(std::move(symbol)) {}

TANJI_INLINE Result<Unit> try_multiply(Unit const& a, Unit const& b) { return detail::combine(a, b, 1); }
TANJI_INLINE Result<Unit> try_divide(Unit const& a, Unit const& b) { return detail::combine(a, b, -1); }

// Powers beyond 9 are no unit of any table and soon overflow the scale. Multiplied out, not std::pow, whose last bit
// differs between libraries: cm3 must have the same scale everywhere.
TANJI_INLINE Result<Unit> try_power(Unit const& unit, int power) {
    if (unit.offset() != 0) return detail::offset_problem(unit);
    if (power < -9 || power > 9)
        return Problem{.id = "unit.power", .what = "a unit's power goes from -9 to 9", .got = std::to_string(power)};
    auto terms = unit.terms();
    for (auto& term : terms) term.power *= power;
    // Whole numbers multiply without rounding, so 0.01^3 is taken as 1 / 100^3.
    double const inverse = 1 / unit.scale();
    bool const invert = unit.scale() < 1 && inverse == std::floor(inverse);
    double scale = 1;
    for (int i = 0; i < std::abs(power); ++i) scale *= invert ? inverse : unit.scale();
    if (invert) scale = 1 / scale;
    return Unit(power < 0 ? 1 / scale : scale, std::move(terms), detail::bracketed(unit.symbol()) + "^" + std::to_string(power));
}

// Undoes currency_kind: 15 bits of code in base 26, 12 bits of year above them. A labelled equivalent keeps only the hash of
// its label, so its name cannot be given back.
TANJI_INLINE std::string kind_text(Kind kind) {
    if (is_currency(kind)) {
        auto const bits = static_cast<std::uint32_t>(kind);
        auto code = bits & 0x7fffu;
        std::string text(3, 'A');
        for (std::size_t i = 3; i-- > 0; code /= 26) text[i] = static_cast<char>('A' + code % 26);
        auto const year = (bits >> 16u) & 0xfffu;
        if (year != 0) text.append(" ").append(std::to_string(year));
        return (bits & detail::purchaser_bit) != 0 ? text + ", purchaser price" : text;
    }
    for (auto const& entry : detail::kind_names)
        if (entry.kind == kind) return entry.name;
    return "equivalents";
}

// "number" for what has no kinds, "1/duration" where nothing stands above the stroke.
TANJI_INLINE std::string kind_text(Unit const& unit) {
    std::string above, below;
    for (auto const& [kind, power] : unit.terms()) {
        std::string& side = power > 0 ? above : below;
        if (!side.empty()) side += "*";
        side += kind_text(kind);
        if (std::abs(power) > 1) side.append("^").append(std::to_string(std::abs(power)));
    }
    if (above.empty()) above = below.empty() ? "number" : "1";
    return below.empty() ? above : above + "/" + below;
}

}  // namespace tanji
