// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "tanji/units.hpp"
#include "tanji/units/parse.hpp"

using namespace tanji;

TEST_CASE("amounts are read strictly") {
    CHECK(amount("13.4 MWh").value == 13.4);
    CHECK(amount("1t").unit == unit("t"));
    CHECK(amount(" +1e3 kg ").value == 1000);
    CHECK(amount("3\u4e07\u5428").unit.scale() == 1e7);  // wan dun: ten thousand tonnes
    auto const id = [](std::string_view text) { return try_amount(text).problem().id; };
    CHECK(id("5") == "unit.missing");
    CHECK(id("kg") == "number.unreadable");
    CHECK(id("") == "number.unreadable");
    CHECK(id("1,000 t") == "number.unreadable");
    CHECK(id("nan kg") == "number.not-finite");
    CHECK(id("inf kg") == "number.not-finite");
    CHECK(id("1e400 kg") == "number.not-finite");
    CHECK(id("1 000 kg") == "unit.unknown");
    CHECK(id("--1 kg") == "number.unreadable");
    CHECK(id("1 ton") == "unit.ambiguous");
}

TEST_CASE("text is shown as entered, or in the caller's unit") {
    CHECK(to_text(amount("13.40 MWh")) == "13.40 MWh");
    CHECK(to_text(amount("13.40 MWh"), unit("kWh")) == "13400 kWh");
    CHECK(to_text(convert(amount("2 t"), "kg")) == "2000 kg");
}

TEST_CASE("the bridge names both sides") {
    CHECK(as<Energy>(amount("13.4 MWh")).in(kWh) == doctest::Approx(13400).epsilon(1e-15));
    auto const problem = try_as<Energy>(amount("3 t")).problem();
    CHECK(problem.id == "unit.mismatch");
    CHECK(problem.expected == "Energy (energy)");
    CHECK(problem.got == "t (mass)");
    CHECK(try_as<NetHeat>(amount("3 MJ")).problem().hint.find("basis") != std::string::npos);
    CHECK(try_as<Area>(amount("5 l/km")).problem().id == "unit.mismatch");
    CHECK(as<Rate<Co2e, Energy>>(amount("581 g CO2e/kWh")).in(kg / kWh) == doctest::Approx(0.581).epsilon(1e-15));
    CHECK_THROWS_AS((void)as<Energy>(amount("3 t")), Error);
}

TEST_CASE("classes of mistakes of unit_mistakes.csv are refused") {
    auto const mixes = [](std::string_view a, std::string_view b) { return try_add(amount(a), amount(b)).has_value(); };
    CHECK_FALSE(mixes("1 MJ net", "1 MJ gross"));        // HHV against LHV
    CHECK_FALSE(mixes("1 kg C", "1 kg CO2e"));           // carbon typed as CO2e
    CHECK_FALSE(mixes("1 kg CO2", "1 kg CO2e"));
    CHECK_FALSE(mixes("1 kWh heat", "1 kWh"));           // thermal or electric
    CHECK_FALSE(mixes("1 EUR", "1 USD"));
    CHECK_FALSE(mixes("1 EUR 2000", "1 EUR 2005"));
    CHECK_FALSE(mixes("1 kg SWU", "1 kg"));
    CHECK_FALSE(mixes("1 kWp", "1 kW"));
    CHECK_FALSE(mixes("1 kWh/t", "1 t/kWh"));            // inverted factor
    CHECK(to_text(try_add(amount("1 GJ"), amount("1 MWh")).value(), unit("GJ")) == "4.6 GJ");
    CHECK(convert(amount("1 kg/l"), "kg/m3").value == doctest::Approx(1000).epsilon(1e-15));
    CHECK(convert(amount("1 Bq"), "kBq").value == doctest::Approx(0.001).epsilon(1e-15));
    CHECK(convert(amount("1 kg"), "lb").value == doctest::Approx(2.2046226218).epsilon(1e-10));
}

TEST_CASE("temperatures are points") {
    CHECK(convert(amount("20 degC"), unit("degF")).value == doctest::Approx(68).epsilon(1e-12));
    CHECK(try_add(amount("20 degC"), amount("1 degC")).problem().id == "unit.offset");
}

// The unit-* cases of ../shared/cases/ghg.json; the golden runner checks their numbers, here the steps in between.
TEST_CASE("coal equivalent, ten thousand kWh, mu, short tons") {
    CHECK(convert(amount("1 tce"), "GJ").value == doctest::Approx(29.3076).epsilon(1e-12));
    CHECK(convert(amount("1 tce"), "kWh").value == doctest::Approx(29307.6 / 3.6).epsilon(1e-12));
    auto const wan = amount("1 \u4e07\u5343\u74e6\u65f6");
    CHECK(convert(wan, "kWh").value == 10000);
    CHECK(convert(wan, "tce").value == doctest::Approx(36.0 / 29.3076).epsilon(1e-12));
    CHECK(convert(amount("1 \u4ea9"), "m2").value == doctest::Approx(2000.0 / 3).epsilon(1e-15));
    // 100 short tons * 24.93 mmBtu/short ton * 93.28 kg/mmBtu (40 CFR 98 table C-1)
    auto const energy = try_multiply(amount("100 short ton"), amount("24.93 mmBtu/short ton")).value();
    auto const co2 = try_multiply(energy, amount("93.28 kg CO2/mmBtu")).value();
    CHECK(convert(co2, "kg CO2").value == doctest::Approx(100 * 24.93 * 93.28).epsilon(1e-12));
}
