// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/units/constants.hpp"

/// \file
/// The named conversions: the only ways from one kind to another. Each asks for what it needs to know.
namespace tanji {

/// C to CO2 by 44/12, the rounding of the IPCC guidelines and of all Chinese methods (exact masses: 3.6641).
[[nodiscard]] constexpr Co2Mass carbon_to_co2(CarbonMass carbon) { return Co2Mass::stored(carbon.stored() * 44.0 / 12.0); }
[[nodiscard]] constexpr CarbonMass co2_to_carbon(Co2Mass co2) { return CarbonMass::stored(co2.stored() * 12.0 / 44.0); }

/// N2O-N to N2O by 44/28 (IPCC 2006, volume 4, chapter 11).
[[nodiscard]] constexpr Mass nitrogen_to_n2o(NitrogenMass nitrogen) { return Mass::stored(nitrogen.stored() * 44.0 / 28.0); }

/// CO2 as a plain mass, and a plain mass that is known to be CO2 or carbon.
[[nodiscard]] constexpr Mass mass_of(Co2Mass co2) { return Mass::stored(co2.stored()); }
[[nodiscard]] constexpr Mass mass_of(CarbonMass carbon) { return Mass::stored(carbon.stored()); }
[[nodiscard]] constexpr Co2Mass as_co2(Mass mass) { return Co2Mass::stored(mass.stored()); }
[[nodiscard]] constexpr CarbonMass as_carbon(Mass mass) { return CarbonMass::stored(mass.stored()); }

/// One kg of CO2 is one kg of CO2e in every GWP set.
[[nodiscard]] constexpr Co2e co2_to_co2e(Co2Mass co2) { return Co2e::stored(co2.stored()); }

/// `gross_per_net` is the fuel's own ratio of calorific values: about 1.11 for natural gas, 1.05 for coal and oil.
[[nodiscard]] constexpr GrossHeat to_gross(NetHeat heat, double gross_per_net) { return GrossHeat::stored(heat.stored() * gross_per_net); }
[[nodiscard]] constexpr NetHeat to_net(GrossHeat heat, double gross_per_net) { return NetHeat::stored(heat.stored() / gross_per_net); }

/// Heat as bare energy, for totals in which form and basis no longer matter; the way back has to be stated.
template <Quantity H>
    requires(std::same_as<typename H::Family, Energy> && !std::same_as<H, Energy>)
[[nodiscard]] constexpr Energy as_energy(H heat) { return Energy::stored(heat.stored()); }
[[nodiscard]] constexpr Heat as_heat(Energy energy) { return Heat::stored(energy.stored()); }
[[nodiscard]] constexpr NetHeat as_net_heat(Energy energy) { return NetHeat::stored(energy.stored()); }
[[nodiscard]] constexpr GrossHeat as_gross_heat(Energy energy) { return GrossHeat::stored(energy.stored()); }

namespace detail {
template <class Gas>
inline constexpr double gas_kelvin = 0;
template <>
inline constexpr double gas_kelvin<GasVolume0> = 273.15;
template <>
inline constexpr double gas_kelvin<GasVolume15> = 288.15;
template <>
inline constexpr double gas_kelvin<GasVolume20> = 293.15;

template <class T>
concept GasVolume = gas_kelvin<T> > 0;
}  // namespace detail

/// The same gas at another reference temperature and the same pressure, as an ideal gas: V2 = V1 * T2 / T1.
/// `gas_at<GasVolume0>(12_Sm3)`. Real natural gas differs by less than 0.1 % (ISO 13443).
template <detail::GasVolume To, detail::GasVolume From>
[[nodiscard]] constexpr To gas_at(From gas) { return To::stored(gas.stored() * detail::gas_kelvin<To> / detail::gas_kelvin<From>); }

/// A volume whose state the source does state elsewhere: `gas_measured_at<GasVolume20>(volume)`.
template <detail::GasVolume To>
[[nodiscard]] constexpr To gas_measured_at(Volume volume) { return To::stored(volume.stored()); }

}  // namespace tanji
