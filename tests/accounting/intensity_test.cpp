// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "tanji/accounting/intensity.hpp"

using namespace tanji;

namespace {
Co2e const emitted = Co2e::stored(240e6);  // 240 kt
}

TEST_CASE("per tonne, per person, per yuan, each with its unit") {
    auto const per = intensities(emitted, year_period(2023), {{"aluminium", amount("120000 t"), year_period(2023)}, {"value added", amount("480000000 CNY"), year_period(2023)}, {"shifts", amount("600 1"), year_period(2023)}});
    CHECK(per[0].value.value == doctest::Approx(2));
    CHECK(per[0].value.unit.symbol() == "t CO2e/t");
    CHECK(per[1].value.value == doctest::Approx(5e-4));
    CHECK(per[1].value.unit.symbol() == "t CO2e/CNY");
    CHECK(per[2].value.value == doctest::Approx(400));
}

TEST_CASE("units do not change an intensity") {
    auto const tonnes = intensities(emitted, year_period(2022), {{"aluminium", amount("100000 t"), year_period(2022)}});
    auto const kilotonnes = intensities(emitted, year_period(2023), {{"aluminium", amount("120 kt"), year_period(2023)}});
    CHECK(try_intensity_change(tonnes[0], kilotonnes[0]).value() == doctest::Approx(1 / 1.2 - 1));
    auto other = kilotonnes[0];
    other.name = "copper";
    CHECK(try_intensity_change(tonnes[0], other).problem().id == "intensity.name");
}

TEST_CASE("refused") {
    auto const problem = [](Denominator denominator) { return try_intensities(emitted, year_period(2023), std::vector{std::move(denominator)}).problem().id; };
    CHECK(problem({"a", amount("0 t"), year_period(2023)}) == "intensity.zero");
    CHECK(problem({"a", amount("-1 t"), year_period(2023)}) == "intensity.zero");
    CHECK(problem({"a", amount("1 t"), Period(Date(2023, 1, 1), Date(2023, 6, 30))}) == "intensity.period");
    CHECK(problem({"", amount("1 t"), year_period(2023)}) == "intensity.name");
    std::vector<Denominator> const twice(2, {"a", amount("1 t"), year_period(2023)});
    CHECK(try_intensities(emitted, year_period(2023), twice).problem().id == "intensity.name");
}
