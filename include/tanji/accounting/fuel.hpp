// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <string_view>

#include "tanji/factors/factor.hpp"
#include "tanji/units/amount.hpp"

/// \file
/// CO2 of a fuel from what was measured or looked up about it: carbon content, heating value, oxidation. The formulas of the Chinese
/// guidelines and of the IPCC (2006, volume 2): CO2 = fuel x heat x carbon per heat x oxidation x 44/12.
namespace tanji {

/// What is known of a fuel. Amounts carry their units, so that a heating value per 10^4 Nm3 meets no tonne.
///     FuelCarbon const gas{.heat = amount("0.038931 GJ net/Nm3"), .carbon = amount("15.32 kg C/GJ net"), .oxidation = 0.99};
struct FuelCarbon {
    Amount heat{};          ///< net heat per amount of fuel; left out where `carbon` is per amount of fuel (elementary analysis)
    Amount carbon{};        ///< carbon per net heat, or per amount of fuel if there is no `heat`
    double oxidation = 1;   ///< share of the carbon that becomes CO2, above 0 up to 1
};

/// Carbon per amount of fuel ("Car"): `heat` times `carbon`. Problems: "fuel.unit" (not carbon per heat or fuel), "fuel.range" (zero, negative).
[[nodiscard]] Result<Amount> try_carbon_content(FuelCarbon const& fuel);

/// CO2 of burning `burned` of a fuel. Problems: those of try_carbon_content(), "fuel.oxidation" (outside 0 to 1), "fuel.unit" (the amount is not what
/// the fuel is measured in).
[[nodiscard]] Result<Co2Mass> try_fuel_co2(Amount const& burned, FuelCarbon const& fuel);
[[nodiscard]] inline Co2Mass fuel_co2(Amount const& burned, FuelCarbon const& fuel) { return try_fuel_co2(burned, fuel).value(); }

/// The factor of a fuel, per `per` ("t", "10^4 Nm3", "GJ net"), confidence at best derived. `co2` is the origin of its carbon: gas::co2_fossil, or
/// gas::co2_biogenic for a fuel of plants, whose CO2 is a line of its own (rule C8). Problem "fuel.origin" for another gas. What is not computed here is not estimated.
[[nodiscard]] Result<Factor> try_fuel_factor(std::string key, std::string what, FuelCarbon const& fuel, Unit const& per, Gas co2);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/fuel.ipp"
#endif
