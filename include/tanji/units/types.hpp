// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string_view>

#include "tanji/units/kind.hpp"
#include "tanji/units/quantity.hpp"

/// \file
/// The named quantity types. They are structs, not aliases: a compiler then says "from Mass to Energy" where it would
/// print twelve thousand characters of Boost.Units. Two types never mix, also where SI sees one dimension: net and
/// gross heat, kg C and kg CO2, gas at 0 and at 20 degC meet only in the named conversions of conversions.hpp.
/// The copy constructors are written out so that no move constructor exists: one candidate less in every message.
namespace tanji {

/// Mass of anything: product, fuel, a named gas. Stored in kg.
struct Mass : QuantityBase<Mass, detail::BoostMass> {
    static constexpr std::string_view name = "Mass";
    static constexpr Kind kind = Kind::mass;
    constexpr Mass(Mass const&) = default;
    constexpr Mass& operator=(Mass const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr Mass() = default;
};

/// Electricity, and energy whose form does not matter. Stored in J.
struct Energy : QuantityBase<Energy, detail::BoostEnergy> {
    static constexpr std::string_view name = "Energy";
    static constexpr Kind kind = Kind::energy;
    constexpr Energy(Energy const&) = default;
    constexpr Energy& operator=(Energy const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr Energy() = default;
};

/// Heat as delivered: steam, hot water, district heating. Stored in J.
struct Heat : QuantityBase<Heat, detail::BoostEnergy, Energy> {
    static constexpr std::string_view name = "Heat";
    static constexpr Kind kind = Kind::heat;
    constexpr Heat(Heat const&) = default;
    constexpr Heat& operator=(Heat const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr Heat() = default;
};

/// Heat of a fuel by its net calorific value (LHV). Stored in J.
struct NetHeat : QuantityBase<NetHeat, detail::BoostEnergy, Energy> {
    static constexpr std::string_view name = "NetHeat";
    static constexpr Kind kind = Kind::net_heat;
    constexpr NetHeat(NetHeat const&) = default;
    constexpr NetHeat& operator=(NetHeat const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr NetHeat() = default;
};

/// Heat of a fuel by its gross calorific value (HHV). Stored in J.
struct GrossHeat : QuantityBase<GrossHeat, detail::BoostEnergy, Energy> {
    static constexpr std::string_view name = "GrossHeat";
    static constexpr Kind kind = Kind::gross_heat;
    constexpr GrossHeat(GrossHeat const&) = default;
    constexpr GrossHeat& operator=(GrossHeat const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr GrossHeat() = default;
};

/// Stored in W.
struct Power : QuantityBase<Power, detail::BoostPower> {
    static constexpr std::string_view name = "Power";
    static constexpr Kind kind = Kind::power;
    constexpr Power(Power const&) = default;
    constexpr Power& operator=(Power const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr Power() = default;
};

/// Volume of liquids, goods, rooms, and of gas whose state nobody stated. Stored in m3.
struct Volume : QuantityBase<Volume, detail::BoostVolume> {
    static constexpr std::string_view name = "Volume";
    static constexpr Kind kind = Kind::volume;
    constexpr Volume(Volume const&) = default;
    constexpr Volume& operator=(Volume const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr Volume() = default;
};

/// Gas at 0 degC and 101.325 kPa (Nm3). Stored in m3.
struct GasVolume0 : QuantityBase<GasVolume0, detail::BoostVolume, Volume> {
    static constexpr std::string_view name = "GasVolume0";
    static constexpr Kind kind = Kind::gas_0;
    constexpr GasVolume0(GasVolume0 const&) = default;
    constexpr GasVolume0& operator=(GasVolume0 const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr GasVolume0() = default;
};

/// Gas at 15 degC and 101.325 kPa (Sm3, ISO 13443). Stored in m3.
struct GasVolume15 : QuantityBase<GasVolume15, detail::BoostVolume, Volume> {
    static constexpr std::string_view name = "GasVolume15";
    static constexpr Kind kind = Kind::gas_15;
    constexpr GasVolume15(GasVolume15 const&) = default;
    constexpr GasVolume15& operator=(GasVolume15 const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr GasVolume15() = default;
};

/// Gas at 20 degC and 101.325 kPa (the Chinese trade reference). Stored in m3.
struct GasVolume20 : QuantityBase<GasVolume20, detail::BoostVolume, Volume> {
    static constexpr std::string_view name = "GasVolume20";
    static constexpr Kind kind = Kind::gas_20;
    constexpr GasVolume20(GasVolume20 const&) = default;
    constexpr GasVolume20& operator=(GasVolume20 const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr GasVolume20() = default;
};

/// Stored in m2.
struct Area : QuantityBase<Area, detail::BoostArea> {
    static constexpr std::string_view name = "Area";
    static constexpr Kind kind = Kind::area;
    constexpr Area(Area const&) = default;
    constexpr Area& operator=(Area const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr Area() = default;
};

/// Stored in m.
struct Distance : QuantityBase<Distance, detail::BoostLength> {
    static constexpr std::string_view name = "Distance";
    static constexpr Kind kind = Kind::distance;
    constexpr Distance(Distance const&) = default;
    constexpr Distance& operator=(Distance const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr Distance() = default;
};

/// Stored in s. A year is 365 d = 8760 h, see docs/units.md.
struct Duration : QuantityBase<Duration, detail::BoostTime> {
    static constexpr std::string_view name = "Duration";
    static constexpr Kind kind = Kind::duration;
    constexpr Duration(Duration const&) = default;
    constexpr Duration& operator=(Duration const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr Duration() = default;
};

/// Mass moved over a distance. Stored in kg*m.
struct Freight : QuantityBase<Freight, detail::BoostFreight> {
    static constexpr std::string_view name = "Freight";
    static constexpr Kind kind = Kind::freight;
    constexpr Freight(Freight const&) = default;
    constexpr Freight& operator=(Freight const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr Freight() = default;
};

/// Persons moved over a distance. Stored in person*m.
struct PersonDistance : QuantityBase<PersonDistance, detail::BoostPersonDistance> {
    static constexpr std::string_view name = "PersonDistance";
    static constexpr Kind kind = Kind::person_distance;
    constexpr PersonDistance(PersonDistance const&) = default;
    constexpr PersonDistance& operator=(PersonDistance const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr PersonDistance() = default;
};

/// Vehicles or items moved over a distance (vehicle-km). Stored in item*m.
struct ItemDistance : QuantityBase<ItemDistance, detail::BoostItemDistance> {
    static constexpr std::string_view name = "ItemDistance";
    static constexpr Kind kind = Kind::item_distance;
    constexpr ItemDistance(ItemDistance const&) = default;
    constexpr ItemDistance& operator=(ItemDistance const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr ItemDistance() = default;
};

/// Land occupied for a time. Stored in m2*s.
struct AreaTime : QuantityBase<AreaTime, detail::BoostAreaTime> {
    static constexpr std::string_view name = "AreaTime";
    static constexpr Kind kind = Kind::area_time;
    constexpr AreaTime(AreaTime const&) = default;
    constexpr AreaTime& operator=(AreaTime const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr AreaTime() = default;
};

/// Volume occupied for a time. Stored in m3*s.
struct VolumeTime : QuantityBase<VolumeTime, detail::BoostVolumeTime> {
    static constexpr std::string_view name = "VolumeTime";
    static constexpr Kind kind = Kind::volume_time;
    constexpr VolumeTime(VolumeTime const&) = default;
    constexpr VolumeTime& operator=(VolumeTime const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr VolumeTime() = default;
};

/// Number of items, pieces, vehicles. Stored in items.
struct Count : QuantityBase<Count, detail::BoostItems> {
    static constexpr std::string_view name = "Count";
    static constexpr Kind kind = Kind::count;
    constexpr Count(Count const&) = default;
    constexpr Count& operator=(Count const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr Count() = default;
};

/// Number of people. Stored in persons.
struct Persons : QuantityBase<Persons, detail::BoostPersons> {
    static constexpr std::string_view name = "Persons";
    static constexpr Kind kind = Kind::persons;
    constexpr Persons(Persons const&) = default;
    constexpr Persons& operator=(Persons const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr Persons() = default;
};

/// Stored in Bq, a dimension of its own: a decay rate is no frequency.
struct Radioactivity : QuantityBase<Radioactivity, detail::BoostRadioactivity> {
    static constexpr std::string_view name = "Radioactivity";
    static constexpr Kind kind = Kind::radioactivity;
    constexpr Radioactivity(Radioactivity const&) = default;
    constexpr Radioactivity& operator=(Radioactivity const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr Radioactivity() = default;
};

/// Stored in bit.
struct Information : QuantityBase<Information, detail::BoostInformation> {
    static constexpr std::string_view name = "Information";
    static constexpr Kind kind = Kind::information;
    constexpr Information(Information const&) = default;
    constexpr Information& operator=(Information const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr Information() = default;
};

/// Greenhouse gases as mass of CO2 equivalent; which GWP set is said by whoever holds it. Stored in kg.
struct Co2e : QuantityBase<Co2e, detail::BoostCo2e, Mass> {
    static constexpr std::string_view name = "Co2e";
    static constexpr Kind kind = Kind::co2e;
    constexpr Co2e(Co2e const&) = default;
    constexpr Co2e& operator=(Co2e const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr Co2e() = default;
};

/// Mass of CO2 itself. Stored in kg.
struct Co2Mass : QuantityBase<Co2Mass, detail::BoostMass, Mass> {
    static constexpr std::string_view name = "Co2Mass";
    static constexpr Kind kind = Kind::co2_mass;
    constexpr Co2Mass(Co2Mass const&) = default;
    constexpr Co2Mass& operator=(Co2Mass const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr Co2Mass() = default;
};

/// Mass of carbon (kg C). Stored in kg.
struct CarbonMass : QuantityBase<CarbonMass, detail::BoostMass, Mass> {
    static constexpr std::string_view name = "CarbonMass";
    static constexpr Kind kind = Kind::carbon_mass;
    constexpr CarbonMass(CarbonMass const&) = default;
    constexpr CarbonMass& operator=(CarbonMass const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr CarbonMass() = default;
};

/// Mass of nitrogen in N2O (kg N2O-N). Stored in kg.
struct NitrogenMass : QuantityBase<NitrogenMass, detail::BoostMass, Mass> {
    static constexpr std::string_view name = "NitrogenMass";
    static constexpr Kind kind = Kind::nitrogen_mass;
    constexpr NitrogenMass(NitrogenMass const&) = default;
    constexpr NitrogenMass& operator=(NitrogenMass const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr NitrogenMass() = default;
};

/// A share or percentage. Stored as 1 = the whole.
struct Share : QuantityBase<Share, detail::BoostNumber> {
    static constexpr std::string_view name = "Share";
    static constexpr Kind kind = Kind::share;
    constexpr Share(Share const&) = default;
    constexpr Share& operator=(Share const&) = default;
    using QuantityBase::operator=;

private:
    friend QuantityBase;
    constexpr Share() = default;
};

/// A currency as a type: `struct SEK { static constexpr std::string_view code = "SEK"; };` adds one.
struct CNY { static constexpr std::string_view code = "CNY"; };
struct EUR { static constexpr std::string_view code = "EUR"; };
struct USD { static constexpr std::string_view code = "USD"; };
struct GBP { static constexpr std::string_view code = "GBP"; };
struct JPY { static constexpr std::string_view code = "JPY"; };
struct CHF { static constexpr std::string_view code = "CHF"; };

/// Money of one currency at the prices of the day it was paid; there are no exchange rates here, they are data.
template <class Currency>
struct Money : QuantityBase<Money<Currency>, detail::OwnBoostUnit<detail::currency_number(Currency::code)>> {
    static constexpr std::string_view name = Currency::code;
    static constexpr Kind kind = currency_kind(Currency::code);
    constexpr Money(Money const&) = default;
    constexpr Money& operator=(Money const&) = default;
    using QuantityBase<Money, detail::OwnBoostUnit<detail::currency_number(Currency::code)>>::operator=;

private:
    friend QuantityBase<Money, detail::OwnBoostUnit<detail::currency_number(Currency::code)>>;
    constexpr Money() = default;
};

}  // namespace tanji
