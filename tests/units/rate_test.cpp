// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "tanji/units.hpp"
#include "tanji/units/constants.hpp"
#include "tanji/units/literals.hpp"

using namespace tanji;

namespace {

template <class A, class B>
concept Multiplies = requires(A a, B b) { a * b; };
template <class A, class B>
concept Divides = requires(A a, B b) { a / b; };
template <class A, class B>
concept Adds = requires(A a, B b) { a + b; };

using KgPerKwh = Rate<Mass, Energy>;

}  // namespace

TEST_CASE("a quotient of two types is a rate, of one type a number") {
    static_assert(std::is_same_v<decltype(1_kg / 1_kWh), KgPerKwh>);
    static_assert(std::is_same_v<decltype(1_kg / 1_t), double>);
    static_assert(std::is_same_v<decltype(7_l / 100_km), Rate<Volume, Distance>>);  // never an area
    static_assert(std::is_same_v<decltype(1_kWh / 1_h), Rate<Energy, Duration>>);   // never a power
    CHECK((3_kg / 2_kWh).in(kg / kWh) == 1.5);
    CHECK(KgPerKwh::of(600, units::g / kWh).in(kg / kWh) == doctest::Approx(0.6).epsilon(1e-15));
}

TEST_CASE("a rate times its denominator is its numerator") {
    auto const rate = 0.6 * (kg / kWh);
    CHECK((rate * 10_kWh).in(kg) == doctest::Approx(6).epsilon(1e-15));
    CHECK(10_kWh * rate == rate * 10_kWh);
    CHECK((6_kg / rate).in(kWh) == doctest::Approx(10).epsilon(1e-15));
    static_assert(std::is_same_v<decltype(rate * 1_kWh), Mass> && std::is_same_v<decltype(1_kg / rate), Energy>);
}

TEST_CASE("rates chain, and a closed chain is a number") {
    auto const chained = (2_kg / 1_kWh) * (3_kWh / 1_tkm);
    static_assert(std::is_same_v<decltype(chained), Rate<Mass, Freight> const>);
    CHECK(chained.in(kg / tkm) == doctest::Approx(6).epsilon(1e-15));
    static_assert(std::is_same_v<decltype((3_kWh / 1_tkm) * (2_kg / 1_kWh)), Rate<Mass, Freight>>);
    static_assert(std::is_same_v<decltype((2_kg / 1_kWh) * (3_kWh / 1_kg)), double>);
    CHECK((2_kg / 1_kWh) * (3_kWh / 1_kg) == doctest::Approx(6).epsilon(1e-15));
}

TEST_CASE("nothing else combines") {
    static_assert(!Multiplies<KgPerKwh, Mass> && !Multiplies<Mass, KgPerKwh> && !Multiplies<KgPerKwh, NetHeat>);
    static_assert(!Multiplies<KgPerKwh, Rate<Mass, Freight>> && !Multiplies<KgPerKwh, KgPerKwh>);
    static_assert(!Divides<Energy, KgPerKwh> && !Divides<KgPerKwh, Mass> && !Adds<KgPerKwh, Rate<Co2e, Energy>>);
    static_assert(!Adds<KgPerKwh, Mass> && Adds<KgPerKwh, KgPerKwh> && Divides<KgPerKwh, KgPerKwh>);
    CHECK(!Multiplies<Rate<Co2e, Energy>, Heat>);
}
