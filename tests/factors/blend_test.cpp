// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <array>

#include "tanji/factors/blend.hpp"
#include "tanji/units/literals.hpp"
#include "tanji/units/parse.hpp"
#include "tanji/units/constants.hpp"

using namespace tanji;
using namespace tanji::literals;

namespace {

Factor fuel(std::string key, GasMasses gases) {
    Factor factor;
    factor.key = std::move(key);
    factor.per = unit("l");
    factor.gases = std::move(gases);
    factor.provenance.confidence = Confidence::transcribed_2;
    return factor;
}

}  // namespace

// R-410A is HFC-32 and HFC-125 in equal masses (ASHRAE 34); GWPs of facts/ghg/gwp_wide.csv, results of case blend-r410a.
TEST_CASE("the GWP of a blend is the mean of its parts") {
    auto const r410a = parse_blend("HFC-32 50, HFC-125 50");
    CHECK(r410a == std::vector<BlendPart>{{gas::hfc32, 0.5}, {gas::hfc125, 0.5}});
    CHECK(blend_gwp(r410a, gwp::ar4()) == doctest::Approx(2087.5));
    CHECK(blend_gwp(r410a, gwp::ar5()) == doctest::Approx(1923.5));
    CHECK(blend_gwp(r410a, gwp::ar6()) == doctest::Approx(2255.5));
    auto const masses = blend_masses(r410a, 12_kg);
    CHECK(masses.find(gas::hfc32) == 6_kg);
    CHECK(masses.find(gas::hfc125) == 6_kg);
    CHECK(parse_blend("HFC-125:44, HFC-143a:52, HFC-134a=4%")[2] == BlendPart{gas::hfc134a, 0.04});
}

TEST_CASE("a blend that is not whole is refused") {
    for (char const* text : {"HFC-32 50, HFC-125 49", "HFC-32 60, HFC-125 60", "HFC-32 150, HFC-125 -50", "HFC-32 50, HFC-32 50", "HFC-32", "", "HFC-32 nan"}) {
        CAPTURE(text);
        CHECK(try_parse_blend(text).problem().id == "blend.shares");
    }
    CHECK(try_parse_blend("HFC-99999 100").problem().id == "gas.unknown");
    CHECK(try_blend_masses(std::array{BlendPart{gas::hfc32, 0.5}}, 1_kg).problem().id == "blend.shares");
    CHECK(try_blend_gwp(std::array{BlendPart{gas::hfc32, 1}}, gwp::unstated()).problem().id == "gwp.unstated");
}

TEST_CASE("biogenic CO2 leaves fossil CO2, other gases stay") {
    GasMasses const burned{{gas::co2_fossil, 10_kg}, {gas::ch4, 1_g}};
    auto const split = try_split_biogenic(burned, 0.07).value();
    CHECK(split.find(gas::co2_fossil)->in(units::kg) == doctest::Approx(9.3));
    CHECK(split.find(gas::co2_biogenic)->in(units::kg) == doctest::Approx(0.7));
    CHECK(split.find(gas::ch4) == 1_g);
    CHECK(try_split_biogenic(burned, 1.5).problem().id == "blend.shares");
    CHECK(try_split_biogenic(split, 0.1).problem().id == "blend.shares");
}

TEST_CASE("a mixture of two fuels") {
    auto const diesel = fuel("diesel", {{gas::co2_fossil, 2.6_kg}, {gas::n2o, 2_g}, {gas::ch4, 1_g}});
    auto const bio = fuel("biodiesel", {{gas::co2_biogenic, 2.5_kg}, {gas::n2o, 1_g}});
    auto const b20 = try_mix(diesel, bio, 0.2, "b20").value();
    CHECK(b20.gases.find(gas::co2_fossil)->in(units::kg) == doctest::Approx(2.08));  // 2.6 * 0.8
    CHECK(b20.gases.find(gas::co2_biogenic)->in(units::kg) == doctest::Approx(0.5)); // 2.5 * 0.2
    CHECK(b20.gases.find(gas::n2o)->in(units::g) == doctest::Approx(1.8));
    CHECK(!b20.gases.contains(gas::ch4));  // of the biofuel it is not known
    CHECK(b20.not_estimated == std::vector<Gas>{gas::ch4});
    CHECK(b20.provenance.confidence == Confidence::derived);
    CHECK(try_mix(diesel, bio, 1.2, "x").problem().id == "blend.shares");
    auto other = bio;
    other.per = unit("kg");
    CHECK(try_mix(diesel, other, 0.2, "x").problem().id == "factor.per");
    other = bio;
    other.gases = {};
    other.co2e = 1_kgCO2e;
    CHECK(try_mix(diesel, other, 0.2, "x").problem().id == "factor.gases");
}

TEST_CASE("what is let out is a factor by its composition") {
    auto const r410a = try_released_factor(" HFC-32 50, HFC-125 50").value();
    CHECK(r410a.key == "gas: HFC-32 50, HFC-125 50");
    CHECK(r410a.per == unit("kg"));
    CHECK(r410a.gases.find(gas::hfc32) == 0.5_kg);
    CHECK(r410a.gases.find(gas::hfc125) == 0.5_kg);
    CHECK(try_released_factor("SF6").value().gases.find(gas::sf6) == 1_kg);
    CHECK(try_released_factor("R-410A").problem().id == find_gas("R-410A").problem().id);  // a trade name is no composition
    CHECK(try_released_factor("HFC-32 50").problem().id == "blend.shares");
    CHECK(try_released_factor("HFC-32:50,HFC-125:40").problem().id == "blend.shares");
}
