// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "tanji/lifecycle/database.hpp"
#include "tanji/units/unit.hpp"

/// \file
/// Units of models that Tanji itself makes (CSV files, the C++ builder): one flow property and one unit group for each
/// kind of quantity, so that the same model gives the same bits however it was written down.
namespace tanji {

/// The unit in which amounts of a kind are kept and shown: kg, kWh, MJ (heat), t*km, ... "" for kinds without one here.
[[nodiscard]] std::string_view reference_unit_text(Kind kind) noexcept;

/// A unit of a content: its group and place there.
struct UnitPlace {
    Index property = no_index;
    Index group = no_index;
    Index unit = no_index;
    double factor = 1;    ///< reference units in one of it
};

/// Adds properties, groups and units to a content as they come up. Kinds without a usual reference unit take the first unit met.
class KindUnits {
public:
    explicit KindUnits(DatabaseContent& content) : content_(content) {}

    /// Property, group and unit of a unit text. Problems: those of try_unit; "unit.offset" for temperatures.
    [[nodiscard]] Result<UnitPlace> try_place(std::string_view text);
    /// The same for a unit that is known already.
    [[nodiscard]] Result<UnitPlace> try_place(Unit const& unit, std::string_view text);

private:
    DatabaseContent& content_;
    std::unordered_map<std::string, UnitPlace> known_{};
    std::vector<std::pair<Unit, Index>> references_{};  // reference unit of a kind, its property
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/lifecycle/impl/kind_units.ipp"
#endif
