// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "tanji/base/exact_split.hpp"

using namespace tanji;

namespace {

// Plain additions in this order, as a reader with a calculator makes them.
[[nodiscard]] double plain_sum(std::vector<double> const& numbers) {
    double sum = 0;
    for (double const number : numbers) sum += number;
    return sum;
}

}  // namespace

TEST_CASE("parts add up to the difference in plain arithmetic") {
    // 0.1, 0.2 and -0.3 are no doubles: their plain sum is 2.8e-17 and not 0.
    std::vector<double> const parts{0.1, 0.2, -0.3};
    CHECK(plain_sum(parts) != 0.0);
    auto const split = exact_split(parts, 1.5, 1.5);
    CHECK(plain_sum(split.parts) == 0.0);
    CHECK(split.change == 0.0);
    CHECK(split.before == 1.5);
    CHECK(split.after == 1.5);
    for (std::size_t i = 0; i < 3; ++i) CHECK(split.parts[i] == doctest::Approx(parts[i]).epsilon(1e-14));
}

TEST_CASE("any order of many parts, before and after keep their bits") {
    std::mt19937_64 random(7);
    for (int round = 0; round < 200; ++round) {
        std::vector<double> parts;
        double sum = 0, size = 0;
        for (int i = 0; i < 300; ++i) {
            parts.push_back((static_cast<double>(random() >> 11) * 0x1p-53 - 0.5) * std::pow(10.0, static_cast<double>(random() % 7)));
            sum += parts.back();
            size += std::fabs(parts.back());
        }
        double const before = 3 * size, after = before + sum;
        auto split = exact_split(parts, before, after);
        CHECK((std::max)(split.before, split.after) == (std::max)(before, after));
        CHECK(std::fabs(split.before - before) <= split.quantum / 2);
        CHECK(std::fabs(split.after - after) <= split.quantum / 2);
        CHECK(split.after - split.before == split.change);
        for (int order = 0; order < 5; ++order) {
            std::shuffle(split.parts.begin(), split.parts.end(), random);
            CHECK(plain_sum(split.parts) == split.change);
        }
    }
}

TEST_CASE("what is nothing stays nothing") {
    std::vector<double> const parts{1.0 / 3, 0.0, 2.0 / 3};
    auto const split = exact_split(parts, 0.1, 1.1);
    CHECK(split.parts[1] == 0.0);
    CHECK(plain_sum(split.parts) == split.after - split.before);
    auto const nothing = exact_split({}, 0, 0);
    CHECK(nothing.change == 0.0);
    CHECK(nothing.quantum == 0.0);
}

TEST_CASE("a gap is refused, not spread") {
    std::vector<double> const parts{1.0, 2.0};
    CHECK(try_exact_split(parts, 0, 3.001).problem().id == "split.differs");
    CHECK(try_exact_split({}, 1, 2).problem().id == "split.differs");
    std::vector<double> const broken{std::nan("")};
    CHECK(try_exact_split(broken, 0, 1).problem().id == "number.not-finite");
}

TEST_CASE("tiny and huge numbers") {
    std::vector<double> const small{5e-324, 5e-324};
    CHECK(plain_sum(exact_split(small, 0, 1e-323).parts) == 1e-323);
    std::vector<double> const large{1e300, -1e300, 1.0};
    auto const split = exact_split(large, 0, 1);
    CHECK(plain_sum(split.parts) == split.change);
}
