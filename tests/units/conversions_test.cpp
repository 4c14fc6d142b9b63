// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "tanji/units.hpp"
#include "tanji/units/constants.hpp"
#include "tanji/units/literals.hpp"

using namespace tanji;

TEST_CASE("carbon and nitrogen convert by the ratios of the IPCC guidelines") {
    CHECK(carbon_to_co2(12_kgC).in(kg) == doctest::Approx(44).epsilon(1e-15));
    CHECK(co2_to_carbon(44_kgCO2).in(kg) == doctest::Approx(12).epsilon(1e-15));
    CHECK(nitrogen_to_n2o(28_kgN2ON).in(kg) == doctest::Approx(44).epsilon(1e-15));
    CHECK(nitrogen_to_n2o(1_kgN2ON).in(kg) == doctest::Approx(1.571429).epsilon(1e-6));  // units.csv, IPCC 2006 vol 4 ch 11
    CHECK(co2_to_co2e(3_tCO2) == 3_tCO2e);
    CHECK(mass_of(3_tCO2) == 3_t);
}

TEST_CASE("gas volumes convert by temperature") {
    // units.csv: 1 m3 at 20 degC = 0.9317755 Nm3; ISO 13443: 1 Sm3 = 0.947934 Nm3 (ideal gas 0.947944)
    CHECK(gas_at<GasVolume0>(1_m3_20C).in(units::m3) == doctest::Approx(0.9317755415).epsilon(1e-9));
    CHECK(gas_at<GasVolume0>(1_Sm3).in(units::m3) == doctest::Approx(0.947934).epsilon(2e-5));
    CHECK(gas_at<GasVolume20>(gas_at<GasVolume0>(7_m3_20C)).in(units::m3) == doctest::Approx(7).epsilon(1e-15));
    CHECK(gas_measured_at<GasVolume20>(5_m3) == 5_m3_20C);
}

TEST_CASE("net and gross heat need the fuel's ratio") {
    CHECK(to_gross(10_GJ_net, 1.11).in(GJ) == doctest::Approx(11.1).epsilon(1e-15));
    CHECK(to_net(to_gross(10_GJ_net, 1.11), 1.11).in(GJ) == doctest::Approx(10).epsilon(1e-15));
    CHECK(as_energy(3.6_GJ_heat) == 1_MWh);
    CHECK(as_net_heat(1_MWh).in(GJ) == doctest::Approx(3.6).epsilon(1e-15));
}
