// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tanji/config.hpp"

/// \file
/// The kinds that run-time units count: one per named type, some more that only data needs, one per currency and
/// price year. Kinds are what never mixes; SI dimensions alone would let kg C pass for kg CO2.
namespace tanji {

enum class Kind : std::uint32_t {
    // In the order in which to_text writes them.
    mass = 1, co2e, co2_mass, carbon_mass, nitrogen_mass, separative_work,
    energy, heat, net_heat, gross_heat, power,
    volume, gas_0, gas_15, gas_20, area, distance, duration,
    freight, person_distance, item_distance, area_time, volume_time,
    count, persons, radioactivity, information, share,
    temperature, temperature_difference, amount_of_substance, pressure, voltage, current, charge, luminous, angle, frequency,
    absorbed_dose, equivalent_dose, peak_power, container, points, daly, species, use, custom,
    currency = 0x8000'0000u, ///< first of the currencies: code and price year in the lower bits
};

namespace detail {

/// Three capital letters as a number from 0 to 17575; 17576 if they are none.
constexpr std::uint32_t currency_number(std::string_view code) {
    if (code.size() != 3) return 17576;
    std::uint32_t number = 0;
    for (char const letter : code) {
        if (letter < 'A' || letter > 'Z') return 17576;
        number = number * 26 + static_cast<std::uint32_t>(letter - 'A');
    }
    return number;
}

inline constexpr std::uint32_t purchaser_bit = 0x4000'0000u;  ///< with `currency`: at purchaser's, not basic, prices
inline constexpr std::uint32_t label_bit = 0x2000'0000u;      ///< without `currency`: a named equivalent, by hash

/// "kg SO2 eq": mass of one substance standing for many. Each label is a kind of its own, told apart by 28 bits of
/// FNV-1a over kind and label (some hundred labels exist; a clash would need thousands).
constexpr Kind labelled_kind(Kind base, std::string_view label) {
    std::uint32_t hash = 2166136261u ^ static_cast<std::uint32_t>(base);
    for (char const letter : label) hash = (hash ^ static_cast<unsigned char>(letter)) * 16777619u;
    return static_cast<Kind>(label_bit | (hash & 0x0fff'ffffu));
}

}  // namespace detail

/// Each currency is a kind of its own, and so is one at the prices of a year ("EUR2005" of input-output data):
/// neither exchange rates nor price indices are known to a unit. `year` 0 = as paid.
[[nodiscard]] constexpr Kind currency_kind(std::string_view code, std::uint32_t year = 0) {
    return static_cast<Kind>(static_cast<std::uint32_t>(Kind::currency) | (year << 16u) | detail::currency_number(code));
}

[[nodiscard]] constexpr bool is_currency(Kind kind) noexcept { return kind >= Kind::currency; }

}  // namespace tanji
