// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>
#include <ostream>

#include "tanji/base/text.hpp"
#include "tanji/units/text.hpp"

namespace tanji::detail {

/// The units in which a kind is written, small to large; the usual one of tables and rates marked with '!'.
struct KindLadder {
    Kind kind;
    std::string_view units;
};

inline constexpr KindLadder kind_ladders[] = {
    {Kind::mass, "ug|mg|g|!kg|t|kt|Mt"},
    {Kind::co2e, "mg CO2e|g CO2e|!kg CO2e|t CO2e|kt CO2e|Mt CO2e"},
    {Kind::co2_mass, "g CO2|!kg CO2|t CO2|kt CO2|Mt CO2"},
    {Kind::carbon_mass, "g C|!kg C|t C|kt C|Mt C"},
    {Kind::nitrogen_mass, "g N2O-N|!kg N2O-N|t N2O-N"},
    {Kind::energy, "Wh|!kWh|MWh|GWh|TWh"},
    {Kind::heat, "kJ heat|!MJ heat|GJ heat|TJ heat"},
    {Kind::net_heat, "kJ net|!MJ net|GJ net|TJ net"},
    {Kind::gross_heat, "kJ gross|!MJ gross|GJ gross|TJ gross"},
    {Kind::power, "W|!kW|MW|GW"},
    {Kind::volume, "ml|l|!m3"},
    {Kind::gas_0, "!Nm3"},
    {Kind::gas_15, "!Sm3"},
    {Kind::gas_20, "!m3 (20C)"},
    {Kind::area, "cm2|!m2|ha|km2"},
    {Kind::distance, "mm|m|!km"},
    {Kind::duration, "s|min|!h|d|a"},
    {Kind::freight, "kg*km|!t*km"},
    {Kind::person_distance, "!p*km"},
    {Kind::item_distance, "!v*km"},
    {Kind::area_time, "!m2*a|ha*a"},
    {Kind::volume_time, "!m3*a"},
    {Kind::count, "!item"},
    {Kind::persons, "!person"},
    {Kind::radioactivity, "Bq|!kBq|MBq|GBq"},
    {Kind::information, "bit|!kbit|Mbit|Gbit"},
    {Kind::share, "!%"},
};

[[nodiscard]] inline std::string_view ladder_of(Kind kind) {
    for (auto const& ladder : kind_ladders)
        if (ladder.kind == kind) return ladder.units;
    return {};
}

TANJI_INLINE Unit usual_unit(Kind kind) {
    if (is_currency(kind)) return Unit(1, kind, kind_text(kind));
    for (auto const name : split(ladder_of(kind), '|'))
        if (name.starts_with('!')) return unit(name.substr(1));
    return Unit(1, kind, kind_text(kind));
}

TANJI_INLINE std::string quantity_text(double stored, Kind kind) {
    Unit best = usual_unit(kind);
    bool reached = false;
    for (auto const name : split(ladder_of(kind), '|')) {
        if (name.empty() || stored == 0) break;
        Unit const next = unit(name.starts_with('!') ? name.substr(1) : name);
        if (std::abs(stored) >= next.scale() || !reached) best = next;
        reached = true;
    }
    return number_text(stored / best.scale(), 6) + " " + best.symbol();
}

TANJI_INLINE std::string quantity_text(double number, std::string_view symbol, Kind kind) {
    static constexpr struct {
        Kind kind;
        std::string_view word;
    } words[] = {{Kind::co2e, " CO2e"}, {Kind::co2_mass, " CO2"}, {Kind::carbon_mass, " C"}, {Kind::nitrogen_mass, " N2O-N"},
                 {Kind::heat, " heat"}, {Kind::net_heat, " net"}, {Kind::gross_heat, " gross"}, {Kind::gas_0, " (0C)"},
                 {Kind::gas_15, " (15C)"}, {Kind::gas_20, " (20C)"}};
    std::string text = number_text(number, 6) + " " + std::string(symbol);
    for (auto const& word : words)
        if (word.kind == kind) text += word.word;
    return text;
}

TANJI_INLINE void write_text(std::ostream& out, std::string const& text) {
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
}

}  // namespace tanji::detail
