// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <limits>

#include "tanji/units.hpp"
#include "tanji/units/constants.hpp"
#include "tanji/units/literals.hpp"

using namespace tanji;

namespace {

template <class A, class B>
concept Sums = requires(A a, B b) { a + b; a - b; a == b; a < b; };
template <class A, class B>
concept Meets = requires(A a, B b) { a += b; } || requires(A a, B b) { a -= b; } || requires(A a, B b) { a = b; } ||
                requires(A a, B b) { a != b; } || requires(A a, B b) { a <= b; } || requires(A a, B b) { a > b; };
template <class Q>
concept HasValue = requires(Q q) { q.value(); } || requires(Q q) { static_cast<double>(q); } || requires { Q{}; } || requires { Q(1.0); };

}  // namespace

TEST_CASE("a number goes in and comes out with a unit only") {
    static_assert((1200_MWh).in(kWh) == 1'200'000);  // 1 MWh = 1000 kWh
    static_assert(Energy::of(3.6, MJ) == 1_kWh);
    CHECK((3.2 * kWh).in(kWh) == 3.2);
    CHECK((1_tce).in(GJ) == doctest::Approx(29.3076).epsilon(1e-15));  // GB/T 2589: 7000 kcal_IT per kg
    static_assert(!HasValue<Energy> && !HasValue<Mass> && !HasValue<Money<EUR>>);
}

TEST_CASE("arithmetic stays in the type") {
    static_assert(1_t + 500_kg == 1500_kg);
    static_assert(1_t - 500_kg == 500_kg);
    static_assert(-(1_kg) == -1 * 1_kg);
    static_assert(2 * 3_kg == 6_kg && 3_kg * 2 == 6_kg && 6_kg / 2 == 3_kg);
    static_assert(6_t / 3_kg == 2000.0);
    static_assert(1_t < 1001_kg && 1_t >= 1000_kg && 1_t != 2_t);
    auto mass = 1_kg;
    mass += 2_kg;
    mass -= 1_kg;
    mass *= 10;
    mass /= 4;
    CHECK(mass == 5_kg);
}

TEST_CASE("no other type and no bare number mixes in") {
    static_assert(Sums<Mass, Mass> && Sums<Money<EUR>, Money<EUR>>);
    static_assert(!Sums<Mass, Co2e> && !Meets<Mass, Co2e> && !Meets<NetHeat, GrossHeat> && !Meets<Money<EUR>, Money<CNY>>);
    static_assert(!Meets<GasVolume0, GasVolume20> && !Meets<Energy, Heat> && !Meets<Mass, int> && !Meets<CarbonMass, Co2Mass>);
    static_assert(!std::is_convertible_v<Mass, Energy> && !std::is_constructible_v<Energy, Mass>);
    CHECK(!Sums<Volume, GasVolume0>);
}

TEST_CASE("a unit of another family is refused") {
    constexpr auto reads = []<class Q, class U>(Q q, U u) { return requires { q.in(u); }; };
    CHECK(reads(1_kg, units::t));
    CHECK_FALSE(reads(1_kg, kWh));
    CHECK(reads(1_kgCO2e, units::t));   // kinds of one family share its units
    CHECK(reads(1_GJ_net, kWh));
}

TEST_CASE("NaN and infinity never become a quantity") {
    auto const refused = [](auto make) {
        try {
            (void)make();
        } catch (Error const& error) {
            return error.problem().id;
        }
        return std::string("accepted");
    };
    double const nan = std::numeric_limits<double>::quiet_NaN(), infinite = std::numeric_limits<double>::infinity();
    CHECK(refused([&] { return Mass::of(nan, kg); }) == "number.not-finite");
    CHECK(refused([&] { return Mass::of(infinite, kg); }) == "number.not-finite");
    CHECK(refused([] { return 1_kg / 0; }) == "number.not-finite");
    CHECK(refused([] { return 1_kg / (1_kg - 1_kg); }) == "number.not-finite");
    CHECK(refused([] { return 1e300 * 1e6_t * 1e10; }) == "number.not-finite");
}
