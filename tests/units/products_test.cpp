// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <string>
#include <tuple>
#include <type_traits>

#include "tanji/units.hpp"
#include "tanji/units/literals.hpp"

using namespace tanji;

namespace {

using All = std::tuple<Mass, Energy, Heat, NetHeat, GrossHeat, Power, Volume, GasVolume0, GasVolume15, GasVolume20, Area, Distance, Duration,
                       Freight, PersonDistance, ItemDistance, AreaTime, VolumeTime, Count, Persons, Radioactivity, Information, Co2e, Co2Mass,
                       CarbonMass, NitrogenMass, Share, Money<CNY>, Money<EUR>, Money<USD>>;

template <class A, class B>
concept Multiplies = requires(A a, B b) { a * b; };
template <class A, class B>
concept Adds = requires(A a, B b) { a + b; };

template <class F>
void for_each_type(F f) {
    [&]<class... T>(std::tuple<T...>*) { (f.template operator()<T>(), ...); }(static_cast<All*>(nullptr));
}

/// The named type, if any, that this run-time unit belongs to.
std::string named(Unit const& unit) {
    std::string name;
    for_each_type([&]<class T>() {
        if (unit.terms() == detail::KindsOf<T>::terms()) name = T::name;
    });
    return name;
}

}  // namespace

TEST_CASE("the table, entry by entry") {
    static_assert(std::is_same_v<decltype(1_t * 1_km), Freight> && std::is_same_v<decltype(1_km * 1_t), Freight>);
    static_assert(std::is_same_v<decltype(1_kW * 1_h), Energy> && std::is_same_v<decltype(1_m * 1_m), Area>);
    static_assert(std::is_same_v<decltype(1_m2 * 1_m), Volume> && std::is_same_v<decltype(1_ha * 1_a), AreaTime>);
    static_assert(std::is_same_v<decltype(1_m3 * 1_a), VolumeTime> && std::is_same_v<decltype(1_m * 1_m2a), VolumeTime>);
    static_assert(std::is_same_v<decltype(1_persons * 1_km), PersonDistance> && std::is_same_v<decltype(1_items * 1_km), ItemDistance>);
    static_assert(std::is_same_v<decltype(50_percent * 1_EUR), Money<EUR>> && std::is_same_v<decltype(50_percent * 50_percent), Share>);
    CHECK(2_kW * 3_h == 6_kWh);
    CHECK(2_t * 3_km == 6_tkm);
    CHECK(1_ha * 1_a == 10000_m2a);
    CHECK(50_percent * 3_kg == 1.5_kg);
}

TEST_CASE("the table is closed") {
    // Counted by hand: 8 pairs of different types in two orders, Distance * Distance, Share with 29 others in two orders, Share * Share.
    int count = 0;
    for_each_type([&]<class A>() { for_each_type([&]<class B>() { count += Multiplies<A, B> ? 1 : 0; }); });
    CHECK(count == 8 * 2 + 1 + 29 * 2 + 1);
    static_assert(!Multiplies<Mass, Energy> && !Multiplies<Heat, Duration> && !Multiplies<NetHeat, Mass> && !Multiplies<Co2Mass, Distance>);
    static_assert(!Multiplies<Money<EUR>, Money<EUR>> && !Multiplies<GasVolume0, Duration> && !Multiplies<Mass, Mass>);
}

TEST_CASE("run-time units follow the same rules, pair by pair") {
    for_each_type([&]<class A>() {
        for_each_type([&]<class B>() {
            CAPTURE(std::string(A::name));
            CAPTURE(std::string(B::name));
            auto const a = to_amount(A::stored(6.0)), b = to_amount(B::stored(3.0));
            CHECK(try_add(a, b).has_value() == Adds<A, B>);
            CHECK(try_convert(a, b.unit).has_value() == std::is_same_v<A, B>);
            CHECK(try_as<A>(b).has_value() == std::is_same_v<A, B>);
            auto const product = try_multiply(a, b).value();
            auto const quotient = try_divide(a, b).value();
            if constexpr (Multiplies<A, B>) {
                using Product = decltype(A::stored(1) * B::stored(1));
                CHECK(named(product.unit) == Product::name);
                CHECK(as<Product>(product).stored() == doctest::Approx(18).epsilon(1e-12));
            } else {
                CHECK(named(product.unit) == "");
            }
            if constexpr (std::is_same_v<A, B>) {
                CHECK(as<Share>(quotient).stored() == doctest::Approx(2).epsilon(1e-12));
            } else if constexpr (!std::is_same_v<A, Share> && !std::is_same_v<B, Share>) {
                CHECK(named(quotient.unit) == "");
                CHECK(as<Rate<A, B>>(quotient).stored() == doctest::Approx(2).epsilon(1e-12));
                auto const back = try_multiply(quotient, b).value();
                CHECK(as<A>(back).stored() == doctest::Approx(6).epsilon(1e-12));
            }
        });
    });
}
