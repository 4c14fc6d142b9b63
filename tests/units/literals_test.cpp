// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "tanji/units.hpp"
#include "tanji/units/literals.hpp"

TEST_CASE("literals, whole and with a point, make the type their suffix says") {
    using namespace tanji::literals;
    static_assert(std::is_same_v<decltype(1200_MWh), tanji::Energy> && std::is_same_v<decltype(0.6_kg), tanji::Mass>);
    static_assert(std::is_same_v<decltype(3_GJ_net), tanji::NetHeat> && std::is_same_v<decltype(3_GJ_gross), tanji::GrossHeat>);
    static_assert(std::is_same_v<decltype(3_GJ_heat), tanji::Heat> && std::is_same_v<decltype(0.58_kgCO2e), tanji::Co2e>);
    static_assert(std::is_same_v<decltype(12_Nm3), tanji::GasVolume0> && std::is_same_v<decltype(12_Sm3), tanji::GasVolume15>);
    static_assert(std::is_same_v<decltype(12_m3_20C), tanji::GasVolume20> && std::is_same_v<decltype(5_EUR), tanji::Money<tanji::EUR>>);
    static_assert(std::is_same_v<decltype(1_kgC), tanji::CarbonMass> && std::is_same_v<decltype(1_kgN2ON), tanji::NitrogenMass>);
    CHECK(8400_tkm == 8400 * 1000_kgkm);
    CHECK(0.5_t == 500_kg);
    CHECK(2_d == 48_h);
    CHECK(1_ha == 10000_m2);
}

TEST_CASE("using namespace tanji brings them in") {
    using namespace tanji;
    CHECK(1_MWh == 1000_kWh);
}
