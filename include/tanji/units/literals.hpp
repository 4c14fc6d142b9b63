// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/units/constants.hpp"

/// \file
/// Literals, whole and with a point: 1200_MWh, 0.6_kg, 8400_tkm. `using namespace tanji;` brings them in; so does
/// `using namespace tanji::literals;` alone. Kinds carry their word: 0.58_kgCO2e, 3_GJ_net, 12_Nm3.
///     auto const moved = 28_t * 300_km;          // Freight
///     auto const intensity = 0.58_kgCO2e / 1_kWh; // Rate<Co2e, Energy>
/// constexpr and free. A literal has no sign of its own: -3_kg is minus (3 kg), the same number. Whole numbers above 2^53 are
/// rounded to the nearest double, as everywhere. Currencies other than the four here are written Money<SEK>::of(5, ...).
namespace tanji {
inline namespace literals {

// A macro, undefined below: two overloads per unit written out would hide the list. Arguments: the type of the result, the
// suffix, and the name in tanji::units. No space stands before the suffix in `operator""_kg`, because C++23 deprecates it.
// NOLINTNEXTLINE(cppcoreguidelines-macro-usage)
#define TANJI_UNIT_LITERAL(type, suffix, unit)                                                                       \
    [[nodiscard]] constexpr type operator""_##suffix(unsigned long long number) {                                    \
        return type::of(static_cast<double>(number), units::unit);                                                   \
    }                                                                                                                \
    [[nodiscard]] constexpr type operator""_##suffix(long double number) {                                           \
        return type::of(static_cast<double>(number), units::unit);                                                   \
    }

TANJI_UNIT_LITERAL(Mass, ug, ug)
TANJI_UNIT_LITERAL(Mass, mg, mg)
TANJI_UNIT_LITERAL(Mass, g, g)
TANJI_UNIT_LITERAL(Mass, kg, kg)
TANJI_UNIT_LITERAL(Mass, t, t)
TANJI_UNIT_LITERAL(Mass, kt, kt)
TANJI_UNIT_LITERAL(Mass, Mt, Mt)
TANJI_UNIT_LITERAL(Energy, J, J)
TANJI_UNIT_LITERAL(Energy, kJ, kJ)
TANJI_UNIT_LITERAL(Energy, MJ, MJ)
TANJI_UNIT_LITERAL(Energy, GJ, GJ)
TANJI_UNIT_LITERAL(Energy, TJ, TJ)
TANJI_UNIT_LITERAL(Energy, Wh, Wh)
TANJI_UNIT_LITERAL(Energy, kWh, kWh)
TANJI_UNIT_LITERAL(Energy, MWh, MWh)
TANJI_UNIT_LITERAL(Energy, GWh, GWh)
TANJI_UNIT_LITERAL(Energy, TWh, TWh)
TANJI_UNIT_LITERAL(Energy, tce, tce)
TANJI_UNIT_LITERAL(Power, W, W)
TANJI_UNIT_LITERAL(Power, kW, kW)
TANJI_UNIT_LITERAL(Power, MW, MW)
TANJI_UNIT_LITERAL(Power, GW, GW)
TANJI_UNIT_LITERAL(Volume, l, l)
TANJI_UNIT_LITERAL(Volume, m3, m3)
TANJI_UNIT_LITERAL(Area, m2, m2)
TANJI_UNIT_LITERAL(Area, ha, ha)
TANJI_UNIT_LITERAL(Area, km2, km2)
TANJI_UNIT_LITERAL(Distance, mm, mm)
TANJI_UNIT_LITERAL(Distance, cm, cm)
TANJI_UNIT_LITERAL(Distance, m, m)
TANJI_UNIT_LITERAL(Distance, km, km)
TANJI_UNIT_LITERAL(Duration, s, s)
TANJI_UNIT_LITERAL(Duration, min, min)
TANJI_UNIT_LITERAL(Duration, h, h)
TANJI_UNIT_LITERAL(Duration, d, d)
TANJI_UNIT_LITERAL(Duration, a, a)
TANJI_UNIT_LITERAL(Freight, kgkm, kgkm)
TANJI_UNIT_LITERAL(Freight, tkm, tkm)
TANJI_UNIT_LITERAL(PersonDistance, pkm, pkm)
TANJI_UNIT_LITERAL(ItemDistance, vkm, vkm)
TANJI_UNIT_LITERAL(AreaTime, m2a, m2a)
TANJI_UNIT_LITERAL(VolumeTime, m3a, m3a)
TANJI_UNIT_LITERAL(Count, items, item)
TANJI_UNIT_LITERAL(Persons, persons, person)
TANJI_UNIT_LITERAL(Radioactivity, Bq, Bq)
TANJI_UNIT_LITERAL(Radioactivity, kBq, kBq)
TANJI_UNIT_LITERAL(Information, bit, bit)
TANJI_UNIT_LITERAL(Information, Mbit, Mbit)
TANJI_UNIT_LITERAL(Information, GB, GB)
TANJI_UNIT_LITERAL(Share, percent, percent)
// From here to the gas volumes the suffix names the kind: the unit alone (kg, MJ, m3) would be that of another type of the family.
TANJI_UNIT_LITERAL(Co2e, gCO2e, g)
TANJI_UNIT_LITERAL(Co2e, kgCO2e, kg)
TANJI_UNIT_LITERAL(Co2e, tCO2e, t)
TANJI_UNIT_LITERAL(CarbonMass, kgC, kg)
TANJI_UNIT_LITERAL(CarbonMass, tC, t)
TANJI_UNIT_LITERAL(NitrogenMass, kgN2ON, kg)
TANJI_UNIT_LITERAL(Co2Mass, kgCO2, kg)
TANJI_UNIT_LITERAL(Co2Mass, tCO2, t)
TANJI_UNIT_LITERAL(Heat, MJ_heat, MJ)
TANJI_UNIT_LITERAL(Heat, GJ_heat, GJ)
TANJI_UNIT_LITERAL(Heat, kWh_heat, kWh)
TANJI_UNIT_LITERAL(NetHeat, MJ_net, MJ)
TANJI_UNIT_LITERAL(NetHeat, GJ_net, GJ)
TANJI_UNIT_LITERAL(NetHeat, kWh_net, kWh)
TANJI_UNIT_LITERAL(GrossHeat, MJ_gross, MJ)
TANJI_UNIT_LITERAL(GrossHeat, GJ_gross, GJ)
TANJI_UNIT_LITERAL(GrossHeat, kWh_gross, kWh)
TANJI_UNIT_LITERAL(GasVolume0, Nm3, m3)
TANJI_UNIT_LITERAL(GasVolume15, Sm3, m3)
TANJI_UNIT_LITERAL(GasVolume20, m3_20C, m3)
TANJI_UNIT_LITERAL(Money<CNY>, CNY, CNY)
TANJI_UNIT_LITERAL(Money<EUR>, EUR, EUR)
TANJI_UNIT_LITERAL(Money<USD>, USD, USD)
TANJI_UNIT_LITERAL(Money<GBP>, GBP, GBP)

#undef TANJI_UNIT_LITERAL

}  // namespace literals
}  // namespace tanji
