// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <vector>

#include "tanji/verification/missing_carbon.hpp"

using namespace tanji;

// Numbers of case CN-M01 (../shared/cases/china.json), worked there by hand: 19.5 x 0.03085 = 0.601575;
// (11 x 1000 x 0.55 + 1000 x 0.601575) x 0.99 x 44/12 = 24,145.21725 t.
TEST_CASE("a month without carbon content takes the default, and only that month") {
    std::vector<CarbonMonth> months(12, {.fuel = 1000, .carbon = 0.55});
    months[11] = {.fuel = 1000, .carbon = {}, .heating_value = 19.5};
    auto const year = carbon_year(months, {.carbon_per_heat = 0.03085, .default_heating_value = 26.7, .oxidation = 0.99});
    CHECK(year.carbon[11] == doctest::Approx(0.601575).epsilon(1e-12));
    CHECK(year.carbon[0] == 0.55);
    CHECK(year.co2 == doctest::Approx(24145.21725).epsilon(1e-9));
    REQUIRE(year.findings.size() == 1);
    CHECK(year.findings[0].problem.id == "verify.default-used");
    CHECK(year.findings[0].problem.where.object == "month 12");
}

// facts/china.md 9: "NCV missing -> 26.7".
TEST_CASE("without a heating value the default one; without any the year is refused, not zero") {
    std::vector<CarbonMonth> const months = {{.fuel = 10}};
    CHECK(carbon_year(months, {.carbon_per_heat = 0.03085, .default_heating_value = 26.7}).carbon[0] == doctest::Approx(26.7 * 0.03085));
    CHECK(try_carbon_year(months, {.carbon_per_heat = 0.03085}).problem().id == "verify.missing");
    CHECK(try_carbon_year(months, {.default_heating_value = 26.7}).problem().id == "verify.missing");
    std::vector<CarbonMonth> const negative = {{.fuel = -1, .carbon = 0.5}};
    CHECK(try_carbon_year(negative, {}).problem().id == "verify.negative");
}
