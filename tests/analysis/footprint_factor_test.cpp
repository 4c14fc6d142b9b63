// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "analysis/matrix_footprint.hpp"
#include "tanji/accounting/emission.hpp"
#include "tanji/analysis/footprint_factor.hpp"
#include "tanji/lifecycle/model_builder.hpp"
#include "tanji/units/literals.hpp"
#include "tanji/units/parse.hpp"

using namespace tanji;

namespace {

// The smelter of example 030: by hand, 1 t takes 13.4 MWh at 0.6 kg CO2 and emits 1.5 t CO2 and 30 g CF4.
[[nodiscard]] Footprint smelter(BuiltinMethod const& method, double tonnes = 1) {
    ModelBuilder m;
    auto power = m.product<Energy>("electricity", "CN");
    auto ingot = m.product<Mass>("aluminium, primary", "CN");
    m.process("grid", "CN").makes(1_kWh, power).emits(0.6_kg, gas::co2_fossil);
    m.process("smelter", "CN").makes(1_t, ingot).uses(13.4_MWh, power).emits(1.5_t, gas::co2_fossil).emits(30_g, gas::cf4).emits(2_kg, gas::co2_biogenic);
    return footprint(link(m.finish(), {.policy = Linking::unique_producer}), tonnes * 1_t * ingot, method);
}

}  // namespace

TEST_CASE("a footprint becomes a factor with gases") {
    auto const result = smelter(method::ipcc_ar6_gwp100());
    auto const factor = factor_of(result, {.key = "ingot.2023", .year = 2023});
    CHECK(factor.kind == FactorKind::footprint);
    CHECK(factor.what == "aluminium, primary");
    CHECK(factor.region == "CN");
    CHECK(factor.per == unit("kg"));
    CHECK_FALSE(factor.co2e);
    CHECK(factor.gases.find(gas::co2_fossil)->stored() == doctest::Approx((13.4e3 * 0.6 + 1500) / 1000).epsilon(1e-13));
    CHECK(factor.gases.find(gas::cf4)->stored() == doctest::Approx(30e-6));
    CHECK(factor.gases.find(gas::co2_biogenic)->stored() == doctest::Approx(0.002));
    // 20 t bought, by the set of the footprint and by another one: CF4 is 7380 in AR6, 6630 in AR5 (data/gwp/gwp.csv).
    auto const bought = emission(amount("20 t"), std::make_shared<Factor const>(factor));
    CHECK(bought.co2e(gwp::ar6(100)).stored() == doctest::Approx(20 * result.find_score(0).value()).epsilon(1e-12));
    CHECK(bought.co2e(gwp::ar5(100)).stored() == doctest::Approx(20 * (9540 + 0.03 * 6630)).epsilon(1e-12));
}

TEST_CASE("its record is inside, and decides the edition") {
    auto const factor = factor_of(smelter(method::ipcc_ar6_gwp100()), {.key = "ingot.2023"});
    CHECK(factor.record == record_of(smelter(method::ipcc_ar6_gwp100())).json());
    CHECK(factor.record.find("\"footprint\"") != std::string::npos);
    auto const other = factor_of(smelter(method::ipcc_ar5_gwp100()), {.key = "ingot.2023"});
    CHECK(factor.provenance.edition != other.provenance.edition);
    CHECK(digest(factor) != digest(other));
    CHECK(factor.provenance.confidence == Confidence::derived);
}

TEST_CASE("per unit of the product, whatever the demand") {
    auto const one = factor_of(smelter(method::ipcc_ar6_gwp100()), {.key = "a"}), ten = factor_of(smelter(method::ipcc_ar6_gwp100(), 10), {.key = "a"});
    CHECK(one.gases.find(gas::cf4)->stored() == doctest::Approx(ten.gases.find(gas::cf4)->stored()).epsilon(1e-13));
}

TEST_CASE("CO2e where gases are not the score") {
    // Biogenic CO2 counted as in ISO 14067 is in the score but not in CO2e of gases.
    auto counted = method::ipcc_ar6_gwp100();
    counted.options.biogenic_carbon = true;
    auto const result = smelter(counted);
    auto const factor = factor_of(result, {.key = "ingot"});
    CHECK(factor.gases.empty());
    REQUIRE(factor.co2e);
    CHECK(factor.co2e->stored() == doctest::Approx(result.find_score(0).value() / 1000));
    CHECK(factor.co2e_set == gwp::ar6(100));
    // With another set it is refused, not re-based (rule C4).
    CHECK(emission(amount("1 t"), std::make_shared<Factor const>(factor)).try_co2e(gwp::ar5(100)).problem().id == "gwp.rebase");
}

TEST_CASE("a method from a file keeps no gases") {
    test::MatrixCase const model({{"p"}, {"process"}, {{1}}, {"CO2"}, {{2}}, {"GWP"}, {{3}}});
    auto const factor = factor_of(model.solve({1}), {.key = "p", .co2e_set = gwp::ar5(100)});
    CHECK(factor.gases.empty());
    CHECK(factor.co2e->stored() == 6.0);  // 2 x 3
    CHECK(factor.co2e_set == gwp::ar5(100));
    CHECK(factor_of(model.solve({1}), {.key = "p"}).co2e_set == gwp::unstated());
}

TEST_CASE("refused") {
    auto const result = smelter(method::ipcc_ar6_gwp100());
    CHECK(try_factor_of(result, {}).problem().id == "factor.key");
    CHECK(try_factor_of(result, {.key = "a", .row = 99}).problem().id == "footprint.row");
}
