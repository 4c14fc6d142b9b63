// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <sstream>

#include "tanji/units.hpp"
#include "tanji/units/constants.hpp"
#include "tanji/units/literals.hpp"

using namespace tanji;

TEST_CASE("a quantity chooses a unit that reads well, or takes the caller's") {
    CHECK(to_text(1200_MWh) == "1.2 GWh");
    CHECK(to_text(1200_MWh, kWh) == "1200000 kWh");
    CHECK(to_text(0.3_g) == "300 mg");
    CHECK(to_text(-5_t) == "-5 t");
    CHECK(to_text(0_kg) == "0 kg");
    CHECK(to_text(0.5_t + 700_kg) == "1.2 t");
}

TEST_CASE("the kind is written with the unit") {
    CHECK(to_text(5_tCO2e) == "5 t CO2e");
    CHECK(to_text(5_GJ_net, MJ) == "5000 MJ net");
    CHECK(to_text(2_kgC, units::t) == "0.002 t C");
    CHECK(to_text(12_Nm3) == "12 Nm3");
    CHECK(to_text(7_CNY) == "7 CNY");
    CHECK(to_text(12.5_percent) == "12.5 %");
}

TEST_CASE("rates and streams") {
    CHECK(to_text(Rate<Co2e, Energy>::of(0.5856, kg / kWh)) == "0.5856 kg CO2e/kWh");
    CHECK(to_text(0.05 * (units::l / km)) == "5e-05 m3/km");
    std::ostringstream out;
    out << 3_t << ", " << 2 * (kg / tkm);
    CHECK(out.str() == "3 t, 2 kg/(t*km)");
}

TEST_CASE("what is written is read again") {
    auto const again = []<class Q>(Q quantity) {
        CHECK(as<Q>(amount(to_text(quantity))).stored() == doctest::Approx(quantity.stored()).epsilon(1e-12));
        CHECK(as<Q>(to_amount(quantity)).stored() == doctest::Approx(quantity.stored()).epsilon(1e-15));
    };
    again(3_t), again(0.25_kWh), again(3_GJ_heat), again(3_GJ_net), again(3_GJ_gross), again(4_kW), again(5_l), again(6_Nm3), again(6_Sm3);
    again(6_m3_20C), again(3_ha), again(3_mm), again(5_min), again(7_tkm), again(8_pkm), again(9_vkm), again(2_m2a), again(3_m3a), again(4_items);
    again(5_persons), again(6_kBq), again(7_Mbit), again(8_kgCO2e), again(8_tCO2), again(8_kgC), again(9_kgN2ON), again(15_percent), again(5_EUR);
    again(2_kgCO2e / 1_kWh), again(7_l / 100_km), again(3_EUR / 1_t);
}
