// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <boost/units/base_dimension.hpp>
#include <boost/units/base_unit.hpp>
#include <boost/units/make_system.hpp>
#include <boost/units/quantity.hpp>
#include <boost/units/systems/si/area.hpp>
#include <boost/units/systems/si/base.hpp>
#include <boost/units/systems/si/energy.hpp>
#include <boost/units/systems/si/length.hpp>
#include <boost/units/systems/si/mass.hpp>
#include <boost/units/systems/si/power.hpp>
#include <boost/units/systems/si/time.hpp>
#include <boost/units/systems/si/volume.hpp>

/// \file
/// The one place that includes Boost.Units. SI dimensions come from it; what SI does not know (items, money, CO2e,
/// information, decays) gets a base dimension of its own, so that Boost checks our product table too.
/// Nothing here is meant for users: the named types of types.hpp are.
namespace tanji::detail {

// Boost keys its dimensions by numbers, negative ones being its own. Ours start high to stay clear of a host's. Boost
// does not compile two dimension types of one number, so a clash would show at once. Currencies use the number of their code.
template <long Number>
struct OwnDimension : boost::units::base_dimension<OwnDimension<Number>, 7'310'000 + Number> {};

template <long Number>
struct OwnUnit : boost::units::base_unit<OwnUnit<Number>, typename OwnDimension<Number>::dimension_type, 7'310'000 + Number> {};

/// A unit whose dimension is one of our own.
template <long Number>
using OwnBoostUnit =
    boost::units::unit<typename OwnDimension<Number>::dimension_type, typename boost::units::make_system<OwnUnit<Number>>::type>;

template <class A, class B>
using BoostProduct = typename boost::units::multiply_typeof_helper<A, B>::type;

using BoostEnergy = boost::units::si::energy;
using BoostPower = boost::units::si::power;
using BoostMass = boost::units::si::mass;
using BoostLength = boost::units::si::length;
using BoostArea = boost::units::si::area;
using BoostVolume = boost::units::si::volume;
using BoostTime = boost::units::si::time;
using BoostItems = OwnBoostUnit<1>;
using BoostPersons = OwnBoostUnit<2>;
using BoostInformation = OwnBoostUnit<3>;
using BoostRadioactivity = OwnBoostUnit<4>;
using BoostCo2e = OwnBoostUnit<5>;
using BoostFreight = BoostProduct<BoostMass, BoostLength>;
using BoostPersonDistance = BoostProduct<BoostPersons, BoostLength>;
using BoostItemDistance = BoostProduct<BoostItems, BoostLength>;
using BoostAreaTime = BoostProduct<BoostArea, BoostTime>;
using BoostVolumeTime = BoostProduct<BoostVolume, BoostTime>;
using BoostNumber = boost::units::si::dimensionless;

}  // namespace tanji::detail
