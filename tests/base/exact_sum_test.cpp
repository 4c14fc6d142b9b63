// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "tanji/base/exact_sum.hpp"

using namespace tanji;

namespace {
constexpr double largest = std::numeric_limits<double>::max();
constexpr double tiny = std::numeric_limits<double>::denorm_min();
std::uint64_t bits(double x) { return std::bit_cast<std::uint64_t>(x); }
}  // namespace

TEST_CASE("exact sum keeps what a plain sum loses") {
    CHECK(exact_sum({1e100, 1.0, -1e100}) == 1.0);
    CHECK(exact_sum({largest, largest, -largest, -largest, 3.0}) == 3.0);
    CHECK(exact_sum({0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}) == 1.0);  // Python: math.fsum([.1]*10) == 1.0
    CHECK(exact_sum({tiny, tiny}) == 2 * tiny);
    CHECK(exact_sum({tiny, largest, -largest}) == tiny);
    CHECK(bits(exact_sum({})) == 0);
    CHECK(bits(exact_sum({-0.0})) == 0);
    CHECK(bits(exact_sum({5.5, -5.5})) == 0);
    CHECK(exact_sum({-1.5}) == -1.5);
}

TEST_CASE("exact sum rounds once, ties to even") {
    double const one = 1.0;
    double const half_ulp = std::ldexp(1.0, -53);
    CHECK(exact_sum({one, half_ulp}) == one);                                  // tie, even stays
    CHECK(exact_sum({one, half_ulp, tiny}) == std::nextafter(one, 2.0));      // a hair above the tie
    CHECK(exact_sum({std::nextafter(one, 2.0), half_ulp}) == one + 4 * half_ulp);  // tie, odd goes up
    CHECK(exact_sum({-one, -half_ulp, -tiny}) == std::nextafter(-one, -2.0));
}

TEST_CASE("a single double comes back bit for bit, over the whole range") {
    std::mt19937_64 random(7);
    for (int i = 0; i < 20000; ++i) {
        double const x = std::bit_cast<double>(random());
        if (!std::isfinite(x) || x == 0) continue;
        CHECK(bits(exact_sum({x})) == bits(x));
        CHECK(bits(exact_sum({x, 1.0, -x})) == bits(1.0));
    }
}

TEST_CASE("the order never matters; twofold sums agree with the correctly rounded sum of two") {
    std::mt19937_64 random(11);
    std::uniform_real_distribution<double> mantissa(-1.0, 1.0);
    std::uniform_int_distribution<int> exponent(-60, 60);
    for (int round = 0; round < 50; ++round) {
        std::vector<double> numbers;
        for (int i = 0; i < 200; ++i) numbers.push_back(std::ldexp(mantissa(random), exponent(random)));
        double const reference = exact_sum(numbers);
        for (int shuffle = 0; shuffle < 5; ++shuffle) {
            std::shuffle(numbers.begin(), numbers.end(), random);
            CHECK(bits(exact_sum(numbers)) == bits(reference));
        }
        ExactSum left;
        ExactSum right;
        for (std::size_t i = 0; i < numbers.size(); ++i) (i % 3 == 0 ? left : right).add(numbers[i]);
        CHECK(bits(left.add(right).value()) == bits(reference));
        CHECK(bits(exact_sum({numbers[0], numbers[1]})) == bits(numbers[0] + numbers[1]));  // IEEE 754: + rounds correctly
    }
}

TEST_CASE("exact sum refuses what is no number") {
    CHECK_THROWS_AS((void)exact_sum({std::numeric_limits<double>::quiet_NaN()}), Error);
    CHECK_THROWS_AS((void)exact_sum({-std::numeric_limits<double>::infinity()}), Error);
    CHECK_THROWS_AS((void)exact_sum({largest, largest}), Error);
}
