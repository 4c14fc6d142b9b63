// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <cmath>

#include "tanji/verification/deviation.hpp"

using namespace tanji;

// Numbers of case CN-M02 (../shared/cases/china.json): 95,000 reported against 100,500 verified.
TEST_CASE("a deviation relates to the verified number") {
    CHECK(deviation(95000, 100500) == doctest::Approx(-5500.0 / 100500));
    CHECK(deviation(100500, 95000) == doctest::Approx(5500.0 / 95000));
    CHECK(deviation(0, 10) == -1);
    CHECK(try_deviation(1, 0).problem().id == "verify.reference");
    CHECK(try_deviation(std::nan(""), 1).problem().id == "verify.reference");
}

TEST_CASE("above 5 % must be explained, either way; at 5 % not") {
    CrossCheck check{.what = "CO2 of unit 1", .reported = 95000, .verified = 100500, .unit = "t"};
    auto const finding = check_deviation(check);
    REQUIRE(finding);
    CHECK(finding->severity == Severity::warning);
    CHECK(finding->problem.id == "verify.deviation");
    CHECK(finding->problem.where.object == "CO2 of unit 1");
    check.explanation = "the belt scale was repaired in May";
    CHECK(check_deviation(check)->severity == Severity::note);
    CHECK_FALSE(check_deviation({.reported = 95, .verified = 100}));
    CHECK_FALSE(check_deviation({.reported = 105, .verified = 100}));
    CHECK(check_deviation({.reported = 105.001, .verified = 100}));
    CHECK(check_deviation({.reported = 94.999, .verified = 100}));
    CHECK(check_deviation({.reported = 95, .verified = 100}, 0.02));
    CHECK(check_deviation({.what = "x", .reported = 1, .verified = 0})->severity == Severity::error);
}
