// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/units/products.hpp"

/// \file
/// Unit constants. All live in `tanji::units`; the common ones of two letters and more are also in `tanji`, the single
/// letters are not: they would shadow every other variable name.
///     Mass const load = Mass::of(28, units::t);
///     double const megajoules = energy.in(units::MJ);
/// Scales are to coherent SI and exact where the unit is defined so; the sources are those of impl/unit_table.ipp, and a test
/// compares each constant with the run-time unit of its symbol. Units of a family serve all its types: units::GJ measures
/// Heat and NetHeat as well, units::kg also Co2e.
namespace tanji::units {

// Mass. Pound: exactly 0.45359237 kg (1959); a short ton is 2000, a long ton 2240 of them. There is no plain `ton`.
inline constexpr UnitOf<Mass> ug{1e-9, "ug"};
inline constexpr UnitOf<Mass> mg{1e-6, "mg"};
inline constexpr UnitOf<Mass> g{1e-3, "g"};
inline constexpr UnitOf<Mass> kg{1, "kg"};
inline constexpr UnitOf<Mass> t{1e3, "t"};
inline constexpr UnitOf<Mass> kt{1e6, "kt"};
inline constexpr UnitOf<Mass> Mt{1e9, "Mt"};
inline constexpr UnitOf<Mass> lb{0.45359237, "lb"};
inline constexpr UnitOf<Mass> short_ton{907.18474, "short ton"};
inline constexpr UnitOf<Mass> long_ton{1016.0469088, "long ton"};

// Energy. Coal equivalent: 7000 kcal_IT per kg = 29.3076 MJ (GB/T 2589-2020); oil equivalent: 10000 kcal_IT = 41.868 MJ;
// MMBtu: a million Btu_IT.
inline constexpr UnitOf<Energy> J{1, "J"};
inline constexpr UnitOf<Energy> kJ{1e3, "kJ"};
inline constexpr UnitOf<Energy> MJ{1e6, "MJ"};
inline constexpr UnitOf<Energy> GJ{1e9, "GJ"};
inline constexpr UnitOf<Energy> TJ{1e12, "TJ"};
inline constexpr UnitOf<Energy> PJ{1e15, "PJ"};
inline constexpr UnitOf<Energy> Wh{3.6e3, "Wh"};
inline constexpr UnitOf<Energy> kWh{3.6e6, "kWh"};
inline constexpr UnitOf<Energy> MWh{3.6e9, "MWh"};
inline constexpr UnitOf<Energy> GWh{3.6e12, "GWh"};
inline constexpr UnitOf<Energy> TWh{3.6e15, "TWh"};
inline constexpr UnitOf<Energy> kgce{29.3076e6, "kgce"};
inline constexpr UnitOf<Energy> tce{29.3076e9, "tce"};
inline constexpr UnitOf<Energy> toe{41.868e9, "toe"};
inline constexpr UnitOf<Energy> MMBtu{1.05505585262e9, "MMBtu"};

inline constexpr UnitOf<Power> W{1, "W"};
inline constexpr UnitOf<Power> kW{1e3, "kW"};
inline constexpr UnitOf<Power> MW{1e6, "MW"};
inline constexpr UnitOf<Power> GW{1e9, "GW"};

// Volume. An oil barrel is 42 US gallons. Gas in a stated state is written in m3 as well; the type says which.
inline constexpr UnitOf<Volume> ml{1e-6, "ml"};
inline constexpr UnitOf<Volume> l{1e-3, "l"};
inline constexpr UnitOf<Volume> m3{1, "m3"};
inline constexpr UnitOf<Volume> bbl{0.158987294928, "bbl"};

// Area. Fifteen mu are a hectare (GB 3100).
inline constexpr UnitOf<Area> cm2{1e-4, "cm2"};
inline constexpr UnitOf<Area> m2{1, "m2"};
inline constexpr UnitOf<Area> mu{10000.0 / 15.0, "mu"};
inline constexpr UnitOf<Area> ha{1e4, "ha"};
inline constexpr UnitOf<Area> km2{1e6, "km2"};

inline constexpr UnitOf<Distance> mm{1e-3, "mm"};
inline constexpr UnitOf<Distance> cm{1e-2, "cm"};
inline constexpr UnitOf<Distance> m{1, "m"};
inline constexpr UnitOf<Distance> km{1e3, "km"};
inline constexpr UnitOf<Distance> mi{1609.344, "mi"};
inline constexpr UnitOf<Distance> nmi{1852, "nmi"};

// Time. A year is 365 d = 8760 h, as in openLCA and ILCD data (decision 0002); the Julian year exists at run time only.
inline constexpr UnitOf<Duration> s{1, "s"};
inline constexpr UnitOf<Duration> min{60, "min"};
inline constexpr UnitOf<Duration> h{3600, "h"};
inline constexpr UnitOf<Duration> d{86400, "d"};
inline constexpr UnitOf<Duration> a{8760.0 * 3600.0, "a"};

// Transport and occupation. Symbols are the products that the parser reads, so "t*km" and not "tkm".
inline constexpr UnitOf<Freight> kgkm{1e3, "kg*km"};
inline constexpr UnitOf<Freight> tkm{1e6, "t*km"};

inline constexpr UnitOf<PersonDistance> pkm{1e3, "p*km"};

inline constexpr UnitOf<ItemDistance> vkm{1e3, "v*km"};

inline constexpr UnitOf<AreaTime> m2a{8760.0 * 3600.0, "m2*a"};
inline constexpr UnitOf<AreaTime> ha_a{8760.0 * 3600.0 * 1e4, "ha*a"};

inline constexpr UnitOf<VolumeTime> m3a{8760.0 * 3600.0, "m3*a"};

inline constexpr UnitOf<Count> item{1, "item"};

inline constexpr UnitOf<Persons> person{1, "person"};

inline constexpr UnitOf<Radioactivity> Bq{1, "Bq"};
inline constexpr UnitOf<Radioactivity> kBq{1e3, "kBq"};

inline constexpr UnitOf<Information> bit{1, "bit"};
inline constexpr UnitOf<Information> Mbit{1e6, "Mbit"};
inline constexpr UnitOf<Information> byte{8, "byte"};
inline constexpr UnitOf<Information> GB{8e9, "GB"};

inline constexpr UnitOf<Share> one{1, "1"};
inline constexpr UnitOf<Share> percent{0.01, "%"};

/// The unit of any currency, also of one a host has added: `money<SEK>`. The names below hide the types of the same name
/// inside tanji::units only.
template <class Currency>
inline constexpr UnitOf<Money<Currency>> money{1, Currency::code};
inline constexpr auto CNY = money<tanji::CNY>;
inline constexpr auto EUR = money<tanji::EUR>;
inline constexpr auto USD = money<tanji::USD>;
inline constexpr auto GBP = money<tanji::GBP>;
inline constexpr auto JPY = money<tanji::JPY>;
inline constexpr auto CHF = money<tanji::CHF>;

}  // namespace tanji::units

namespace tanji {

// What nearly every calculation writes. Not `min`, `bit` or `item`: words that clients use for other things.
using units::kWh, units::MWh, units::GWh, units::MJ, units::GJ, units::TJ, units::tce;
using units::kg, units::km, units::tkm, units::pkm, units::vkm, units::m2a;

}  // namespace tanji
