// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <span>
#include <string>
#include <vector>

#include "tanji/accounting/inventory.hpp"
#include "tanji/units/amount.hpp"

/// \file
/// Emissions per something: tonne of product, full-time employee, million yuan of value added (GHG Protocol Corporate Standard, chapter 9).
///     auto const per = intensities(inventory.total().co2e, inventory.period(), {{"aluminium", amount("120000 t"), year_period(2023)}});
///     to_text(per[0].value);   // "1.62 t CO2e/t"
namespace tanji {

/// What emissions are divided by. The unit stays with it: per tonne and per thousand tonnes are the same intensity, per tonne of
/// product and per tonne of steel equivalent are not, which the name says.
struct Denominator {
    std::string name{};
    Amount amount{};
    Period period{};

    bool operator==(Denominator const& other) const { return name == other.name && amount.value == other.amount.value && amount.unit == other.amount.unit && period == other.period; }
};

/// Emissions per something, with both numbers: an intensity alone cannot be added or checked.
struct Intensity {
    std::string name{};
    Co2e numerator = Co2e::stored(0);
    Amount denominator{};
    Amount value{};      ///< in t CO2e per unit of the denominator; plain numbers give t CO2e
};

/// One intensity per denominator, in their order. Problems: "intensity.period" (the denominator is of another time: a year's emissions over a half-year's
/// output would pass for twice the intensity), "intensity.zero" (0, negative or not finite), "intensity.name" (empty or twice), "unit.*".
[[nodiscard]] Result<std::vector<Intensity>> try_intensities(Co2e numerator, Period const& period, std::span<Denominator const> denominators);
[[nodiscard]] inline std::vector<Intensity> intensities(Co2e numerator, Period const& period, std::vector<Denominator> const& denominators) {
    return try_intensities(numerator, period, denominators).value();
}

/// later / earlier - 1 of two intensities of one name, in whatever units they stand. Problems: "intensity.name" (different ones), "intensity.zero", "unit.mismatch".
[[nodiscard]] Result<double> try_intensity_change(Intensity const& earlier, Intensity const& later);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/intensity.ipp"
#endif
