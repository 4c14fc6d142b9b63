// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include <algorithm>

#include "impact/small_system.hpp"
#include "tanji/impact/gwp_method.hpp"

using namespace tanji;
using tanji::test::SmallExchange;
using tanji::test::SmallSystem;

namespace {

/// total, fossil, biogenic, land use, removals of 1 kg.
std::vector<double> parts(std::vector<SmallExchange> const& exchanges, BuiltinMethod const& method) {
    SmallSystem const small(exchanges);
    auto const system = small.linked();
    auto const f = SmallSystem::solve(system, characterise(system, method));
    std::vector<double> values;
    for (auto const& score : f.scores()) values.push_back(score.amount);
    return values;
}

bool has(std::vector<Finding> const& findings, std::string_view id) {
    return std::any_of(findings.begin(), findings.end(), [id](auto const& finding) { return finding.problem.id == id; });
}

BuiltinMethod with(BuiltinMethod method, GwpOptions options) {
    method.options = options;
    return method;
}

using Parts = std::vector<double>;

}  // namespace

TEST_CASE("methane by origin; unstated takes the fossil value and says so") {
    // AR6 WG1 table 7.15: fossil 29.8, non-fossil 27.0. AR5 WG1 table 8.A.1: 30 and 28. AR4 table 2.14: 25.
    CHECK(parts({{"Methane, fossil", "air"}}, method::ipcc_ar6_gwp100()) == Parts{29.8, 29.8, 0, 0, 0});
    CHECK(parts({{"Methane, biogenic", "air"}}, method::ipcc_ar6_gwp100()) == Parts{27, 0, 27, 0, 0});
    CHECK(parts({{"Methane", "air"}}, method::ipcc_ar6_gwp100()) == Parts{29.8, 29.8, 0, 0, 0});
    CHECK(parts({{"Methane, fossil", "air"}}, method::ipcc_ar5_gwp100()) == Parts{30, 30, 0, 0, 0});
    CHECK(parts({{"Methane", "air"}}, method::ipcc_ar4_gwp100()) == Parts{25, 25, 0, 0, 0});
    CHECK(parts({{"Methane, fossil", "air"}}, method::ipcc_ar6_gwp20()) == Parts{82.5, 82.5, 0, 0, 0});
    SmallSystem const small({SmallExchange{"Methane", "air"}});
    auto const c = characterise(small.linked(), method::ipcc_ar6_gwp100());
    REQUIRE(c.assumptions.size() == 1);
    CHECK(c.assumptions[0].starts_with("methane of unstated origin takes the fossil value"));
    REQUIRE(c.matches.size() == 1);
    CHECK(c.matches[0].method_flow == "CH4");
}

TEST_CASE("carbon dioxide of unstated origin counts as fossil and says so") {
    SmallSystem const small({SmallExchange{"Carbon dioxide", "air"}});
    auto const c = characterise(small.linked(), method::ipcc_ar6_gwp100());
    REQUIRE(c.assumptions.size() == 1);
    CHECK(c.assumptions[0].starts_with("carbon dioxide of unstated origin counts as fossil"));
    CHECK(parts({{"Carbon dioxide", "air"}}, method::ipcc_ar6_gwp100()) == Parts{1, 1, 0, 0, 0});
}

TEST_CASE("methane from land-use change takes the non-fossil value; carbon of biogenic CO follows the option for biogenic CO2") {
    CHECK(parts({{"Methane, land transformation", "air"}}, method::ipcc_ar6_gwp100()) == Parts{27, 0, 0, 27, 0});
    std::vector<SmallExchange> const smoke{{"Carbon monoxide, biogenic", "air"}};
    CHECK(parts(smoke, with(method::ipcc_ar6_gwp100(), {.indirect_carbon = true})) == Parts{0, 0, 0, 0, 0});
    auto const counted = parts(smoke, with(method::ipcc_ar6_gwp100(), {.biogenic_carbon = true, .indirect_carbon = true}));
    CHECK(counted[0] == doctest::Approx(44.01 / 28.01));
    CHECK(counted[2] == counted[0]);
}

TEST_CASE("biogenic carbon and uptake are 0, or +1 and -1 under the ISO 14067 option") {
    std::vector<SmallExchange> const wood{{"Carbon dioxide, in air", "resource/in air", 2, true}, {"Carbon dioxide, biogenic", "air", 1.5}};
    CHECK(parts(wood, method::ipcc_ar6_gwp100()) == Parts{0, 0, 0, 0, 0});
    CHECK(parts(wood, with(method::ipcc_ar6_gwp100(), {.biogenic_carbon = true})) == Parts{-0.5, 0, 1.5, 0, -2});
}

TEST_CASE("land-use change counts and is shown apart") {
    CHECK(parts({{"Carbon dioxide, land transformation", "air/rural", 3}, {"Carbon dioxide, fossil", "air", 1}}, method::ipcc_ar6_gwp100()) == Parts{4, 1, 0, 3, 0});
    CHECK(parts({{"Carbon dioxide, to soil or biomass stock", "soil/agricultural", 3}}, method::ipcc_ar6_gwp100()) == Parts{-3, 0, 0, -3, 0});
}

TEST_CASE("only emissions to air count") {
    // A gas dissolved in water, methane as a resource and fossil CO2 taken from the air.
    SmallSystem const small({{"Methane, fossil", "water/river"}, {"Methane", "resource/in ground", 1, true}, {"Carbon dioxide, fossil", "air", 1}});
    auto const system = small.linked();
    auto const c = characterise(system, method::ipcc_ar6_gwp100());
    CHECK(c.unmatched.size() == 2);
    CHECK(SmallSystem::solve(system, c).scores()[0].amount == 1);
    // Without a stated medium an output counts: USLCI files "Methane, biogenic" directly under "Elementary Flows".
    CHECK(parts({{"Methane, biogenic", "Elementary Flows"}}, method::ipcc_ar6_gwp100())[0] == 27);
}

TEST_CASE("CO and NMVOC count only when asked") {
    std::vector<SmallExchange> const both{{"Carbon monoxide, fossil", "air"}, {"NMVOC, non-methane volatile organic compounds", "air"}};
    CHECK(parts(both, method::ipcc_ar6_gwp100())[0] == 0);
    // Molar masses 44.01 / 28.01, and 60 % carbon times 44 / 12 (IPCC 2006, vol. 1, 7.2.1.5).
    CHECK(parts(both, with(method::ipcc_ar6_gwp100(), {.indirect_carbon = true}))[0] == doctest::Approx(44.01 / 28.01 + 2.2));
}

TEST_CASE("flows that are CO2e already refuse the score") {
    SmallSystem const small({{"Carbon dioxide equivalents", "air"}, {"Carbon dioxide, fossil", "air"}});
    auto const system = small.linked();
    auto const f = SmallSystem::solve(system, characterise(system, method::ipcc_ar6_gwp100()));
    CHECK(f.scores().empty());
    CHECK(f.findings().front().problem.id == "impact.co2-equivalent");
}

TEST_CASE("a gas in m3 without a mass refuses the score, mixtures are findings") {
    SmallSystem const gas({{"Methane, fossil", "air", 1, false, "", no_index, 1}});
    auto const system = gas.linked();
    auto const c = characterise(system, method::ipcc_ar6_gwp100());
    CHECK(has(c.findings, "impact.gas-unit"));
    CHECK(SmallSystem::solve(system, c).scores().empty());
    SmallSystem const mixture({SmallExchange{"HFCs and HCFCs, unspecified", "air"}});
    CHECK(has(characterise(mixture.linked(), method::ipcc_ar6_gwp100()).findings, "impact.gas-mixture"));
}

TEST_CASE("halogenated gases by name and CAS") {
    // AR6 WG1 table 7.SM.7: HFC-134a 1530, SF6 25200, CF4 7380, NF3 17400, N2O 273 (table 7.15).
    CHECK(parts({{"Ethane, 1,1,1,2-tetrafluoro-, HFC-134a", "air"}}, method::ipcc_ar6_gwp100())[0] == 1530);
    CHECK(parts({{"Sulfur hexafluoride", "air"}}, method::ipcc_ar6_gwp100())[0] == 25200);
    CHECK(parts({{"Methane, tetrafluoro-, CFC-14", "air"}}, method::ipcc_ar6_gwp100())[0] == 7380);
    CHECK(parts({{"insulating gas", "air", 1, false, "002551-62-4"}}, method::ipcc_ar6_gwp100())[0] == 25200);
    CHECK(parts({{"Dinitrogen monoxide", "air"}}, method::ipcc_ar6_gwp100())[0] == 273);
}

TEST_CASE("values of low confidence are said, or refused when asked") {
    // Fossil methane over 20 years in AR5 is 85 in one copy only.
    SmallSystem const small({SmallExchange{"Methane, fossil", "air"}});
    auto const system = small.linked();
    auto const c = characterise(system, method::ipcc_ar5_gwp20());
    CHECK(SmallSystem::solve(system, c).scores()[0].amount == 85);
    REQUIRE(c.assumptions.size() == 1);
    CHECK(c.assumptions[0].find("transcribed-1") != std::string::npos);
    auto const strict = characterise(system, with(method::ipcc_ar5_gwp20(), {.confirmed_only = true}));
    CHECK(SmallSystem::solve(system, strict).scores().empty());
}

TEST_CASE("the names of the methods") {
    auto const ids = method::builtin_ids();
    for (auto const* id : {"ipcc-ar4-gwp100", "ipcc-ar5-gwp100", "ipcc-ar5-feedback-gwp100", "ipcc-ar6-gwp20", "ipcc-ar6-gwp100", "ipcc-ar6-gwp500", "ipcc-ar5-gwp20", "ipcc-ar4-gwp20"})
        CHECK(std::find(ids.begin(), ids.end(), id) != ids.end());
    CHECK(method::is_builtin("IPCC-AR6-GWP100"));
    SmallSystem const small({SmallExchange{"e", "air"}});
    auto const unknown = try_characterise(small.linked(), BuiltinMethod{"ipcc-ar7", {}});
    REQUIRE_FALSE(unknown);
    CHECK(unknown.problem().id == "impact.unknown-method");
    CHECK(unknown.problem().related == ids);
}
