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
///
/// Every type has a `name` for messages, a `kind` for the bridge to run-time units (amount.hpp), `of(number, unit)`,
/// `in(unit)`, `zero()`, sums, comparisons and multiples with plain numbers (quantity.hpp), and the products of
/// products.hpp. None has a public default constructor: an amount that was forgotten would be 0.
///     Energy const used = 1200_MWh;
///     double const gigajoules = used.in(units::GJ);  // 4320
///     used + 3_t;                                    // does not compile: Mass is no Energy
/// Values cost one double; any thread may read them. All operations throw Error "number.not-finite" where a result is not
/// finite, and nothing else.
namespace tanji {

/// Mass of anything: product, fuel, a named gas. Stored in kg. Times Distance it is Freight. A mass of gas becomes Co2e by its
/// GWP only (factors/gwp.hpp), and Co2Mass or CarbonMass by as_co2 and as_carbon.
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

/// Electricity, and energy whose form does not matter. Stored in J. tce and toe are units of it: they count energy, whatever
/// the fuel.
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

/// Heat as delivered: steam, hot water, district heating. Stored in J. Apart from Energy because heat
/// and electricity have factors of their own, and meters of both may read GJ.
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

/// Heat of a fuel by its net calorific value (LHV): the basis of IPCC and Chinese factors. Stored in J. to_gross() leads to
/// GrossHeat and asks for the fuel's own ratio, which no table can know for all fuels.
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

/// Heat of a fuel by its gross calorific value (HHV): the basis of gas bills in the UK and the US. Stored in J. Taking it for
/// net heat overstates natural gas by about 11 %.
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

/// Power that was drawn or delivered; rated power of panels (Wp) is a kind of run-time units only. Stored in W. Times
/// Duration it is Energy; Energy per Duration stays a Rate and does not become Power.
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

/// Volume of liquids, goods, rooms, and of gas whose state nobody stated. Stored in m3. The next three are gas in a stated
/// state: between 0 and 20 degC the same gas differs by 7 %, so a bare m3 of gas meets no factor until somebody says
/// (gas_measured_at), and gas_at converts between the states.
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

/// Area as such; land that is used for a time is AreaTime. Stored in m2. Times Distance it is Volume.
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

/// Length of a way or a thing. Stored in m. It makes Freight, PersonDistance and ItemDistance of what is moved.
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

/// Mass moved over a distance. Stored in kg*m. The load counts, not the vehicle's own weight, and an empty way back is in the
/// factor or nowhere: 28_t * 300_km is 8400_tkm.
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

/// Land occupied for a time. Stored in m2*s. m2*a is this product and m2/a a rate; PACT and USEEIO write the second and mean
/// the first, so the words they use for it are refused as ambiguous.
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

/// Data sent or stored. Stored in bit. Prefixes are decimal: a GB is 8e9 bit, not 2^33.
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
/// A dimension of its own also for Boost.Units, since it is no mass of anything: 1 kg CH4 and 28 kg CO2e never add up.
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

/// Mass of CO2 itself. Stored in kg. co2_to_co2e() makes Co2e of it, which needs no GWP set: CO2 is 1 in all of them.
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

/// Mass of carbon (kg C): carbon contents of fuels, carbon stored in products. Stored in kg. Taken for CO2 it would
/// understate by a factor of 44/12; carbon_to_co2() is the way.
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

/// Mass of nitrogen in N2O (kg N2O-N), as soil emission factors are given. Stored in kg. nitrogen_to_n2o() multiplies by 44/28.
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

/// A share or percentage. Stored as 1 = the whole. The only type that multiplies with every other one, and leaves it what it
/// is: 30_percent * 1200_MWh. Not bounded to 0..1, because growth and shares of net totals go beyond.
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
/// Its dimension is numbered by the code; our own five (dimensions.hpp) have the numbers of AAB to AAF, which ISO 4217 does
/// not assign.
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
