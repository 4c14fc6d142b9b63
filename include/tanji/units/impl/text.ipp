// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>
#include <ostream>

#include "tanji/base/text.hpp"
#include "tanji/units/text.hpp"

/// \file
/// In which unit a typed quantity is written. Numbers for people have six digits: more than any emission factor carries, and
/// few enough to compare by eye; `in(unit)` gives all of them.
namespace tanji::detail {

/// The units in which a kind is written, small to large; the usual one of tables and rates marked with '!'.
struct KindLadder {
    Kind kind;
    std::string_view units;
};

// Every step is a text that unit() reads, which keeps what is written here readable by try_amount. Energy climbs in Wh and
// heat in J because that is how electricity and fuels are billed and tabled.
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

/// Linear in a table of 27 rows, which nobody notices beside the parsing of the unit that follows.
/// Empty for currencies and for kinds that only data have: those are written in their storage unit.
[[nodiscard]] inline std::string_view ladder_of(Kind kind) {
    for (auto const& ladder : kind_ladders)
        if (ladder.kind == kind) return ladder.units;
    return {};
}

// One fixed unit per kind, so that a column of rates can be compared: 0.58 kg/kWh never turns up as 580 g/kWh.
TANJI_INLINE Unit usual_unit(Kind kind) {
    if (is_currency(kind)) return Unit(1, kind, kind_text(kind));
    for (auto const name : split(ladder_of(kind), '|'))
        if (name.starts_with('!')) return unit(name.substr(1));
    return Unit(1, kind, kind_text(kind));
}

// Climbs from the smallest unit and keeps the last one that the quantity reaches. The first step is taken in any case, for
// what is smaller than all of them; zero keeps the usual unit, "0 kg" and not "0 ug".
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

// Families share their unit constants (units::kg is also the unit of Co2e), so the symbol alone would lose the kind.
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

// Keeps <ostream> out of the header; unformatted, so that no width or locale of the stream changes the text.
TANJI_INLINE void write_text(std::ostream& out, std::string const& text) {
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
}

}  // namespace tanji::detail
