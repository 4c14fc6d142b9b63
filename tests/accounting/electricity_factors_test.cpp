// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "tanji/accounting/electricity_factors.hpp"
#include "tanji/units/constants.hpp"

using namespace tanji;

namespace {

double kg_per_kwh(std::shared_ptr<Factor const> const& factor) { return factor->gases.find(gas::co2_fossil).value().in(units::kg); }

}  // namespace

TEST_CASE("C3: the latest factor is the latest released on the day given") {
    auto const factors = FactorDatabase::shipped();
    // facts/china.md 1.1: 2021 released 2024-04-12, 2022 on 2024-12-20, 2023 on 2025-12-31.
    auto const on = [&](Date day) { return try_latest_factor(factors, "electricity, grid", "CN", day); };
    CHECK(kg_per_kwh(on(Date(2024, 6, 1)).value()) == 0.5568);
    CHECK(kg_per_kwh(on(Date(2024, 12, 20)).value()) == 0.5366);
    CHECK(kg_per_kwh(on(Date(2025, 12, 30)).value()) == 0.5366);
    CHECK(kg_per_kwh(on(Date(2025, 12, 31)).value()) == 0.5306);
    auto const too_early = on(Date(2024, 4, 11));
    REQUIRE_FALSE(too_early);
    CHECK(too_early.problem().id == "electricity.factor");
    CHECK(too_early.problem().related.size() >= 3);
    CHECK(try_latest_factor(factors, "electricity, grid", "XX", Date(2026, 1, 1)).problem().got == "none at all");
}

TEST_CASE("C3: a factor without a day of release is never the latest") {
    auto const factors = FactorDatabase::from_csv("key,what,kind,region,year,unit,co2-fossil,document,released,confidence\n"
                                                  "old,\"electricity, grid\",direct,CN,2021,kg/kWh,0.5,table A,2022-05-01,transcribed-2\n"
                                                  "undated,\"electricity, grid\",direct,CN,2023,kg/kWh,0.4,table B,,transcribed-2\n"
                                                  "undated too,\"electricity, fossil power\",direct,CN,2023,kg/kWh,0.8,table B,,transcribed-2\n",
                                                  "own.csv");
    CHECK(try_latest_factor(factors, "electricity, grid", "CN", Date(2026, 1, 1)).value()->key == "old");
    auto const none = try_latest_factor(factors, "electricity, fossil power", "CN", Date(2026, 1, 1));
    REQUIRE_FALSE(none);
    CHECK(none.problem().related == std::vector<std::string>{"undated too, released on an unknown day"});
}

TEST_CASE("C3: two latest factors are none, in whatever order they come; equal ones are one") {
    std::string const head = "key,what,kind,region,year,unit,co2-fossil,document,released,confidence\n", tail = ",table A,2024-05-01,transcribed-2\n";
    std::string const grid = ",\"electricity, grid\",direct,CN,2023,kg/kWh,", residual = ",\"electricity, grid, residual mix\",direct,CN,2023,kg/kWh,";
    std::string const half = "b" + grid + "0.5" + tail, same = "a" + grid + "0.5" + tail, more = "c" + grid + "0.6" + tail;
    auto const latest = [&](std::string const& rows) { return try_latest_factor(FactorDatabase::from_csv(head + rows, "own.csv"), "electricity, grid", "CN", Date(2026, 1, 1)); };
    CHECK(latest(half + same).value()->key == "a");
    CHECK(latest(same + half).value()->key == "a");
    for (auto const& rows : {half + more, more + half, half + more + same}) CHECK(latest(rows).problem().id == "factor.ambiguous");
    CHECK(latest(half + more + "d,\"electricity, grid\",direct,CN,2024,kg/kWh,0.4" + tail).value()->key == "d");  // a later one ends the quarrel
    auto const two_mixes = FactorDatabase::from_csv(head + half + "r" + residual + "0.7" + tail + "s" + residual + "0.8" + tail, "own.csv");
    CHECK(try_electricity_factors(two_mixes, "CN", "CN", 0, Date(2026, 1, 1)).problem().id == "factor.ambiguous");
    CHECK(try_electricity_factors(FactorDatabase::from_csv(head + half, "own.csv"), "CN", "CN", 0, Date(2026, 1, 1)).value().residual == nullptr);
}

TEST_CASE("both methods' factors of a place and a year") {
    auto const factors = FactorDatabase::shipped();
    auto const anhui = try_electricity_factors(factors, "CN-AH", "CN", 2023, Date(2026, 1, 1)).value();
    CHECK(kg_per_kwh(anhui.grid) == 0.6553);
    CHECK(kg_per_kwh(anhui.national) == 0.5306);
    CHECK(kg_per_kwh(anhui.residual) == 0.6096);
    CHECK(kg_per_kwh(anhui.fossil) == 0.8273);
    CHECK(kg_per_kwh(try_electricity_factors(factors, "CN", "CN", 0, Date(2025, 6, 1)).value().residual) == 0.5856);
    CHECK_FALSE(try_electricity_factors(factors, "CN-TW", "CN", 2023, Date(2026, 1, 1)));
    // The footprint factor is of another kind and never stands in.
    CHECK(anhui.grid->kind == FactorKind::direct);
}

TEST_CASE("technologies: non-fossil is renewable or nuclear (facts/china.md 1.4)") {
    CHECK(find_technology("nuclear").value().non_fossil);
    CHECK_FALSE(find_technology("nuclear").value().renewable);
    CHECK(find_technology("Solar PV").value().technology == "photovoltaic");
    CHECK(find_technology("\xE9\xA3\x8E\xE7\x94\xB5").value().technology == "wind");
    CHECK_FALSE(find_technology("coal").value().non_fossil);
    CHECK(find_technology("wnd").problem().id == "electricity.technology");
    CHECK_FALSE(find_technology(""));
}

TEST_CASE("a factor of one rate: methane and laughing gas are not estimated, not zero") {
    auto const factor = electricity_factor("contract 7", 0.25, "settlement");
    CHECK(kg_per_kwh(factor) == 0.25);
    CHECK(factor->not_estimated == std::vector{gas::ch4, gas::n2o});
    CHECK(factor->per.symbol() == "kWh");
}
