// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>

#include "tanji/uncertainty/error_propagation.hpp"

using namespace tanji;

// IPCC 2006, volume 1, chapter 3, equations 3.1 and 3.2; numbers of case error-propagation: sqrt(25 + 9), sqrt(10^2 + 10^2) / 300.
TEST_CASE("products and sums of independent numbers") {
    CHECK(product_uncertainty(std::array{5.0, 3.0}) == doctest::Approx(5.830951894845301).epsilon(1e-15));
    CHECK(sum_uncertainty(std::array{UncertainValue{100, 10}, UncertainValue{200, 5}}) == doctest::Approx(4.714045207910317).epsilon(1e-15));
    CHECK(try_absolute_uncertainty(std::array{UncertainValue{100, 10}, UncertainValue{200, 5}}).value() == doctest::Approx(std::sqrt(200.0)));
    CHECK(product_uncertainty({}) == 0);
}

TEST_CASE("removals count by their size") {
    // 100 +- 10 and -40 +- 8: sqrt(100 + 64) of 60.
    CHECK(sum_uncertainty(std::array{UncertainValue{100, 10}, UncertainValue{-40, 20}}) == doctest::Approx(std::sqrt(164.0) / 60 * 100));
    CHECK(sum_uncertainty(std::array{UncertainValue{-100, 10}}) == doctest::Approx(10));
}

TEST_CASE("what is no uncertainty is refused") {
    CHECK(try_product_uncertainty(std::array{-1.0}).problem().id == "uncertainty.percent");
    CHECK(try_product_uncertainty(std::array{std::numeric_limits<double>::quiet_NaN()}).problem().id == "uncertainty.percent");
    CHECK(try_sum_uncertainty(std::array{UncertainValue{1, -2}}).problem().id == "uncertainty.percent");
    CHECK(try_sum_uncertainty(std::array{UncertainValue{5, 10}, UncertainValue{-5, 10}}).problem().id == "uncertainty.zero-sum");
    CHECK(try_sum_uncertainty(std::array{UncertainValue{std::numeric_limits<double>::infinity(), 1}}).problem().id == "number.not-finite");
}
