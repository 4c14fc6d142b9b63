// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>

#include "tanji/base/text.hpp"
#include "tanji/lifecycle/kind_units.hpp"
#include "tanji/units/parse.hpp"

/// \file
/// From unit texts to groups and properties of a content. Shared by the CSV reader and the C++ builder, so that one model
/// written both ways becomes the same database.
namespace tanji {

// What people expect to read decides: kWh for electricity, but MJ for heat, as in published inventories. docs/model-files.md
// promises these units to whoever reads an inventory of such a model.
TANJI_INLINE std::string_view reference_unit_text(Kind kind) noexcept {
    switch (kind) {
        case Kind::mass: case Kind::carbon_mass: case Kind::nitrogen_mass: case Kind::co2_mass: case Kind::co2e: return "kg";
        case Kind::energy: return "kWh";
        case Kind::heat: case Kind::net_heat: case Kind::gross_heat: return "MJ";
        case Kind::power: return "kW";
        case Kind::volume: case Kind::gas_0: case Kind::gas_15: case Kind::gas_20: return "m3";
        case Kind::area: return "m2";
        case Kind::distance: return "km";
        case Kind::duration: return "h";
        case Kind::freight: return "t*km";
        case Kind::person_distance: return "person*km";
        case Kind::area_time: return "m2*a";
        case Kind::volume_time: return "m3*a";
        case Kind::count: return "item";
        case Kind::radioactivity: return "kBq";
        default: return {};
    }
}

namespace detail {

/// Unit of a plain kind with the scale of its reference text: "kg" read for kg CO2e would be a mass. Nothing for compound
/// units such as kg/m3, which have no customary reference: the first one met serves.
[[nodiscard]] inline std::optional<Unit> reference_of_kind(Unit const& unit) {
    if (unit.terms().size() != 1 || unit.terms().front().power != 1) return {};
    auto const text = reference_unit_text(unit.terms().front().kind);
    if (text.empty()) return {};
    auto const plain = try_unit(text);
    if (!plain) return {};
    return Unit(plain->scale(), unit.terms(), std::string(text));
}

}  // namespace detail

// Remembered by text: a table of 1e5 exchanges has a dozen different units, and parsing one costs more than a look-up.
TANJI_INLINE Result<UnitPlace> KindUnits::try_place(std::string_view text) {
    if (auto const at = known_.find(std::string(text)); at != known_.end()) return at->second;
    auto const unit = try_unit(text);
    if (!unit) return unit.problem();
    auto place = try_place(*unit, text);
    if (place) known_.emplace(std::string(text), *place);
    return place;
}

/// The first unit of a kind founds its group and property; the group's unit 0 is the reference. Later ones join by kind and
/// not by dimension: kg CO2e and kg are both masses in physics, and adding them up is the mistake that kinds prevent.
/// Only grows: places that were handed out stay valid.
TANJI_INLINE Result<UnitPlace> KindUnits::try_place(Unit const& unit, std::string_view text) {
    if (unit.offset() != 0) return Problem{"unit.offset", "A temperature point is no amount of a flow", {}, "a unit that starts at zero", std::string(text), {}, {}};
    auto at = std::find_if(references_.begin(), references_.end(), [&](auto const& entry) { return same_kind(entry.first, unit); });
    if (at == references_.end()) {
        Unit const reference = detail::reference_of_kind(unit).value_or(unit);
        std::string const name = reference.symbol() == unit.symbol() ? std::string(text) : reference.symbol();
        std::string id = kind_text(unit);
        bool const taken = std::any_of(references_.begin(), references_.end(), [&](auto const& entry) { return content_.properties[entry.second].id == id; });
        if (taken) id += " in " + name;  // labelled equivalents share a kind text
        content_.unit_groups.push_back({id, id, {{name, name, 1, {}}}, 0, static_cast<Index>(content_.properties.size())});
        content_.properties.push_back({id, id, static_cast<Index>(content_.unit_groups.size() - 1), false});
        references_.emplace_back(reference, static_cast<Index>(content_.properties.size() - 1));
        at = references_.end() - 1;
    }
    UnitPlace place;
    place.property = at->second;
    place.group = content_.properties[place.property].unit_group;
    auto& units = content_.unit_groups[place.group].units;
    place.factor = unit.scale() / at->first.scale();
    auto known = std::find_if(units.begin(), units.end(), [&](FileUnit const& entry) { return entry.name == text; });
    if (known == units.end()) known = units.insert(units.end(), FileUnit{std::string(text), std::string(text), place.factor, {}});
    place.unit = static_cast<Index>(known - units.begin());
    return place;
}

}  // namespace tanji
