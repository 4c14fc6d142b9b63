// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/uncertainty/box_muller.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

// By hand: u = 1 - 0 = 1 gives radius 0; the smallest u is 2^-53, radius sqrt(2 * 53 ln 2) = 8.5717.
TEST_CASE("the ends of the uniform numbers give the ends of the normal ones") {
    double x = 1, y = 1;
    tanji::detail::box_muller(0, 0, 0, 0, x, y);
    CHECK(x == 0);
    CHECK(y == 0);
    tanji::detail::box_muller(0xffffffffU, 0xffffffffU, 0x00080000U, 0, x, y);  // turn 0: along the first axis
    CHECK(x == doctest::Approx(8.571674348652905).epsilon(1e-14));
    CHECK(y == 0);
    float u = 1, v = 1;
    tanji::detail::box_muller(0xffffffffU, 0x400000U, u, v);
    CHECK(u == 0);
    tanji::detail::box_muller(0, 0x400000U, u, v);                               // u = 2^-32, radius sqrt(2 * 32 ln 2)
    CHECK(u == doctest::Approx(6.660437).epsilon(1e-6));
    CHECK(v == 0);
}

// Two bits choose the axis, the rest turns by up to an eighth to both sides: the four quarters meet without gap or overlap.
TEST_CASE("directions cover the whole turn once") {
    double previous = std::numeric_limits<double>::quiet_NaN();
    double covered = 0;
    double const pi = 3.141592653589793;
    for (std::uint32_t quarter = 0; quarter < 4; ++quarter) {
        double low = 10, high = -10;
        for (std::uint32_t k = 0; k < 64; ++k) {
            double x = 0, y = 0;
            tanji::detail::box_muller(0x80000000U, 0, quarter << 30 | k << 14, 0, x, y);
            CHECK(std::hypot(x, y) == doctest::Approx(std::sqrt(2 * std::log(2.0))).epsilon(1e-14));
            double const centre[] = {0, pi / 2, pi, -pi / 2};  // +x, +y, -x, -y for the bits 00, 01, 10, 11
            double angle = std::atan2(y, x) - centre[quarter];
            if (angle > pi) angle -= 2 * pi;
            if (angle < -pi) angle += 2 * pi;
            low = (std::min)(low, angle);
            high = (std::max)(high, angle);
        }
        CHECK(std::abs(low) <= pi / 4 + 1e-12);
        CHECK(std::abs(high) <= pi / 4 + 1e-12);
        covered += high - low;
        previous = high;
    }
    CHECK(previous <= pi / 4);
    CHECK(covered == doctest::Approx(2 * pi * 63 / 64).epsilon(1e-9));
}
