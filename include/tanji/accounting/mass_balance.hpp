// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "tanji/base/result.hpp"
#include "tanji/units/types.hpp"

/// \file
/// CO2 of processes from what goes in and comes out: carbon balances of calcining and baking carbon products (GB/T 32151.34-2024), carbonates by
/// stoichiometry, flue-gas desulphurisation.
namespace tanji {

/// A material that enters or leaves, and which share of its mass the balance is about.
struct MaterialFlow {
    std::string name{};
    Mass amount = Mass::zero();
    double share = 0;  ///< 0 to 1: fixed carbon, volatiles; 1 where the amount is carbon already (collected tar)
};

/// CO2 of the carbon that goes in and does not come out: (in - out) x 44/12. Problems: "balance.share" (outside 0 to 1, with the material),
/// "balance.negative" (more comes out than goes in: an input, a stock change or a unit is wrong; never a removal).
[[nodiscard]] Result<Co2Mass> try_carbon_balance(std::span<MaterialFlow const> in, std::span<MaterialFlow const> out);

/// CO2 of the volatile matter that is burned off: k x (in - out) x 44/16, volatiles counted as methane of which `k` burns. Problems as above.
[[nodiscard]] Result<Co2Mass> try_volatile_balance(std::span<MaterialFlow const> in, std::span<MaterialFlow const> out, double k);

/// CO2 that a carbonate gives off: mass x purity x kg CO2 per kg x share converted. Problem "balance.share".
[[nodiscard]] Result<Co2Mass> try_carbonate_co2(Mass material, double purity, double co2_per_carbonate, double converted = 1);

/// kg per kmol from a formula: "CaCO3", "CaMg(CO3)2", "NaHCO3". Standard atomic weights of 2021 (IUPAC, abridged). Problem "formula.unknown" (an element
/// that is not in the table, or no formula).
[[nodiscard]] Result<double> try_molar_mass(std::string_view formula);

/// How many carbon atoms a formula has.
[[nodiscard]] Result<int> try_carbon_atoms(std::string_view formula);

/// kg CO2 per kg of a carbonate that gives off all its carbon: n x 44.0095 / molar mass. For methods that print their own, rounded
/// factors (GB/T 32151.34 table C.2), those go first. `molar_mass` 0: from the formula.
[[nodiscard]] Result<double> try_carbonate_factor(std::string_view formula, double molar_mass = 0);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/mass_balance.ipp"
#endif
