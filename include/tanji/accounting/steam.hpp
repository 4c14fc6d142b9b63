// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/result.hpp"
#include "tanji/units/types.hpp"

/// \file
/// Enthalpy of steam from the tables of a method, by straight lines between their rows, and the heat of a mass of steam.
///     SteamTable const table = SteamTable::from_csv(text);         // the annex of GB/T 32151.34, which does not ship
///     table.saturated(1.75).value().enthalpy;                       // 2794.45 kJ/kg
namespace tanji {

/// Saturated steam at a pressure.
struct SaturatedSteam {
    double pressure = 0;     ///< MPa, absolute
    double temperature = 0;  ///< degC
    double enthalpy = 0;     ///< kJ/kg, of the steam

    bool operator==(SaturatedSteam const&) const = default;
};

/// Superheated steam (or water below saturation) at a pressure and temperature.
struct SuperheatedSteam {
    double pressure = 0;
    double temperature = 0;
    double enthalpy = 0;

    bool operator==(SuperheatedSteam const&) const = default;
};

/// Both tables of a method. Plain immutable data after making; safe from any thread.
class SteamTable {
public:
    /// Without rows: every question is outside of it.
    SteamTable() = default;
    /// In any order. Throws Error "steam.table" for a pressure (and temperature) that is there twice.
    SteamTable(std::vector<SaturatedSteam> saturated, std::vector<SuperheatedSteam> superheated = {});

    /// From CSV with the columns pressure_mpa, temperature_c, enthalpy_kj_per_kg and state ("saturated", "superheated"), or from a table of parameters
    /// (columns key, value, unit) whose keys are steam.sat.<p>MPa.t, steam.sat.<p>MPa.h and steam.sh.<p>MPa.<t>C. Throws Error "csv.*", "steam.table".
    [[nodiscard]] static SteamTable from_csv(std::string_view text, std::string file = {});

    /// At `pressure` MPa. Problem "steam.range" outside the table: nothing is extrapolated.
    [[nodiscard]] Result<SaturatedSteam> saturated(double pressure) const;

    /// At `pressure` MPa and `temperature` degC: along the temperature at both neighbouring pressures, then between these. Problem "steam.range".
    [[nodiscard]] Result<SuperheatedSteam> superheated(double pressure, double temperature) const;

    /// The rows themselves, ascending, for printing the table beside a result.
    [[nodiscard]] std::vector<SaturatedSteam> const& saturated_rows() const noexcept { return saturated_; }
    [[nodiscard]] std::vector<SuperheatedSteam> const& superheated_rows() const noexcept { return superheated_; }

private:
    std::vector<SaturatedSteam> saturated_;      ///< ascending by pressure
    std::vector<SuperheatedSteam> superheated_;  ///< ascending by pressure, then temperature
};

/// Heat of `mass` of steam or hot water above `feed` kJ/kg, the enthalpy of the water it is made of. GB/T 32151.34 counts from 0; the guidelines of
/// the Chinese carbon market subtract 83.74 (water of 20 degC). Problem "steam.range" unless enthalpy is above `feed`.
[[nodiscard]] Result<Heat> try_steam_heat(Mass mass, double enthalpy, double feed = 0);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/steam.ipp"
#endif
