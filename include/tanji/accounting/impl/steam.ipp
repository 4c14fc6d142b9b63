// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <map>
#include <tuple>

#include "tanji/accounting/steam.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"

/// \file
/// Tables of steam: sorted rows, and straight lines between neighbours as the method prescribes. Formulas of IAPWS would be more exact and give
/// other numbers than the inspector's.
namespace tanji {
namespace detail {

[[nodiscard]] inline Problem steam_range(std::string what, std::string expected, double got) {
    return {.id = "steam.range", .what = std::move(what), .expected = std::move(expected), .got = number_text(got), .hint = "pressures are absolute, in MPa; nothing is extrapolated"};
}

/// The value at `x` on the line through two points.
[[nodiscard]] inline double between(double x, double x0, double y0, double x1, double y1) noexcept {
    return x1 == x0 ? y0 : y0 + (y1 - y0) * ((x - x0) / (x1 - x0));
}

/// Between two rows of superheated steam, unless one of them is water: evaporation takes more than 1000 kJ/kg up to 17 MPa, a step of a table
/// within steam far less. A line through boiling would be a state that does not exist.
[[nodiscard]] inline Result<double> between_steam(double x, double x0, double y0, double x1, double y1) {
    if (y0 - y1 < 1000 && y1 - y0 < 1000) return between(x, x0, y0, x1, y1);
    return steam_range("the rows around this state lie on both sides of boiling", "steam on both sides; saturated() at the pressure", x);
}

/// One row of a table of parameters: false if its key is none of steam.
[[nodiscard]] inline bool steam_parameter(std::string_view key, double value, std::map<double, SaturatedSteam>& saturated, std::vector<SuperheatedSteam>& superheated) {
    bool const sat = key.starts_with("steam.sat.");
    if (!sat && !key.starts_with("steam.sh.")) return false;
    key.remove_prefix(sat ? 10 : 9);
    auto const end = key.find("MPa.");
    auto const pressure = parse_number(key.substr(0, end));
    if (end == std::string_view::npos || !pressure) return false;
    auto rest = key.substr(end + 4);
    if (sat) {
        auto& row = saturated[*pressure];
        row.pressure = *pressure;
        if (rest != "t" && rest != "h") return false;
        (rest == "t" ? row.temperature : row.enthalpy) = value;
        return true;
    }
    if (rest.empty() || rest.back() != 'C') return false;
    rest.remove_suffix(1);
    auto const temperature = parse_number(rest);
    if (temperature) superheated.push_back({*pressure, *temperature, value});
    return temperature.has_value();
}

}  // namespace detail

TANJI_INLINE SteamTable::SteamTable(std::vector<SaturatedSteam> saturated, std::vector<SuperheatedSteam> superheated)
    : saturated_(std::move(saturated)), superheated_(std::move(superheated)) {
    auto const by_pressure = [](auto const& a, auto const& b) { return a.pressure < b.pressure; };
    auto const by_both = [](auto const& a, auto const& b) { return std::tie(a.pressure, a.temperature) < std::tie(b.pressure, b.temperature); };
    std::sort(saturated_.begin(), saturated_.end(), by_pressure);
    std::sort(superheated_.begin(), superheated_.end(), by_both);
    auto const twice = std::adjacent_find(saturated_.begin(), saturated_.end(), [](auto const& a, auto const& b) { return a.pressure == b.pressure; });
    auto const twice_hot = std::adjacent_find(superheated_.begin(), superheated_.end(), [](auto const& a, auto const& b) { return std::tie(a.pressure, a.temperature) == std::tie(b.pressure, b.temperature); });
    if (twice == saturated_.end() && twice_hot == superheated_.end()) return;
    throw Error({.id = "steam.table", .what = "a state of steam is in a table twice", .expected = "each pressure (and temperature) once",
                 .got = number_text(twice != saturated_.end() ? twice->pressure : twice_hot->pressure) + " MPa"});
}

TANJI_INLINE SteamTable SteamTable::from_csv(std::string_view text, std::string file) {
    CsvReader in(text, std::move(file));
    std::map<double, SaturatedSteam> by_pressure;
    std::vector<SaturatedSteam> saturated;
    std::vector<SuperheatedSteam> superheated;
    bool const parameters = in.has_column("key");
    auto const number = [&](char const* column) { return in.number(in.column(column)); };
    auto const fail = [&](char const* column, char const* expected) {
        throw Error({.id = "steam.table", .what = "a row is no state of steam", .where = in.where(in.column(column)), .expected = expected, .got = in_quotes(in[column])});
    };
    while (in.next()) {
        if (parameters) {
            if (!detail::steam_parameter(trim(in["key"]), number("value"), by_pressure, superheated)) fail("key", "steam.sat.<p>MPa.t, steam.sat.<p>MPa.h or steam.sh.<p>MPa.<t>C");
        } else if (trim(in["state"]) == "saturated") {
            saturated.push_back({number("pressure_mpa"), number("temperature_c"), number("enthalpy_kj_per_kg")});
        } else if (trim(in["state"]) == "superheated") {
            superheated.push_back({number("pressure_mpa"), number("temperature_c"), number("enthalpy_kj_per_kg")});
        } else {
            fail("state", "saturated or superheated");
        }
    }
    for (auto const& [pressure, row] : by_pressure) saturated.push_back(row);
    return {std::move(saturated), std::move(superheated)};
}

TANJI_INLINE Result<SaturatedSteam> SteamTable::saturated(double pressure) const {
    auto const above = std::lower_bound(saturated_.begin(), saturated_.end(), pressure, [](auto const& row, double p) { return row.pressure < p; });
    if (saturated_.empty() || above == saturated_.end() || !(pressure >= saturated_.front().pressure)) {
        return detail::steam_range("this pressure is outside the table of saturated steam",
                                   saturated_.empty() ? "a table" : number_text(saturated_.front().pressure) + " to " + number_text(saturated_.back().pressure) + " MPa", pressure);
    }
    if (above->pressure == pressure) return *above;
    auto const& low = *(above - 1);
    return SaturatedSteam{pressure, detail::between(pressure, low.pressure, low.temperature, above->pressure, above->temperature),
                          detail::between(pressure, low.pressure, low.enthalpy, above->pressure, above->enthalpy)};
}

TANJI_INLINE Result<SuperheatedSteam> SteamTable::superheated(double pressure, double temperature) const {
    // The rows of the two pressures around, then along each of them.
    auto const above = std::lower_bound(superheated_.begin(), superheated_.end(), pressure, [](auto const& row, double p) { return row.pressure < p; });
    if (above == superheated_.end() || !(pressure >= superheated_.front().pressure)) {
        return detail::steam_range("this pressure is outside the table of superheated steam",
                                   superheated_.empty() ? "a table" : number_text(superheated_.front().pressure) + " to " + number_text(superheated_.back().pressure) + " MPa", pressure);
    }
    auto const along = [&](double p) -> Result<double> {
        std::vector<SuperheatedSteam> rows;
        for (auto const& row : superheated_) {
            if (row.pressure == p) rows.push_back(row);
        }
        auto const hotter = std::lower_bound(rows.begin(), rows.end(), temperature, [](auto const& row, double t) { return row.temperature < t; });
        if (hotter == rows.end() || !(temperature >= rows.front().temperature)) {
            return detail::steam_range("this temperature is outside the table at " + number_text(p) + " MPa", number_text(rows.front().temperature) + " to " + number_text(rows.back().temperature) + " degC",
                                       temperature);
        }
        if (hotter->temperature == temperature) return hotter->enthalpy;
        auto const& colder = *(hotter - 1);
        return detail::between_steam(temperature, colder.temperature, colder.enthalpy, hotter->temperature, hotter->enthalpy);
    };
    auto const high = along(above->pressure);
    if (!high) return high.problem();
    if (above->pressure == pressure) return SuperheatedSteam{pressure, temperature, *high};
    double const below = (above - 1)->pressure;
    auto const low = along(below);
    if (!low) return low.problem();
    auto const enthalpy = detail::between_steam(pressure, below, *low, above->pressure, *high);
    if (!enthalpy) return enthalpy.problem();
    return SuperheatedSteam{pressure, temperature, *enthalpy};
}

TANJI_INLINE Result<Heat> try_steam_heat(Mass mass, double enthalpy, double feed) {
    if (!(enthalpy > feed)) return detail::steam_range("steam has no more heat than its feed water", "an enthalpy above " + number_text(feed) + " kJ/kg", enthalpy);
    return Heat::stored(mass.stored() * (enthalpy - feed) * 1000);
}

}  // namespace tanji
