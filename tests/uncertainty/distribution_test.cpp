// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/uncertainty/distribution.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "tanji/uncertainty/summary.hpp"

using tanji::Distribution;
using tanji::DistributionKind;
using tanji::LognormalAmount;
using tanji::RandomStream;

namespace {

constexpr RandomStream stream{.seed = 11, .role = tanji::RandomRole::technosphere};

std::vector<double> samples(Distribution const& distribution, bool narrow, LognormalAmount amount = LognormalAmount::median) {
    std::vector<double> list;
    for (std::uint64_t k = 0; k < 100000; ++k) list.push_back(narrow ? distribution.draw32(stream, 5, k, amount) : distribution.draw(stream, 5, k, amount));
    return list;
}

/// Five standard errors of the mean, and of the variance by the fourth moment of a lognormal at worst.
void check_moments(Distribution const& distribution, double mean, double variance, double kurtosis, LognormalAmount amount = LognormalAmount::median) {
    for (bool const narrow : {false, true}) {
        auto const summary = tanji::summarise(samples(distribution, narrow, amount));
        double const n = static_cast<double>(summary.count);
        CHECK(std::abs(summary.mean - mean) < 5 * std::sqrt(variance / n));
        CHECK(std::abs(summary.sd * summary.sd - variance) < 5 * variance * std::sqrt((kurtosis - 1) / n));
    }
    CHECK(distribution.mean(amount) == doctest::Approx(mean).epsilon(1e-12));
    CHECK(distribution.variance(amount) == doctest::Approx(variance).epsilon(1e-12));
}

}  // namespace

// Moments of the distributions: Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions (1994/95).
TEST_CASE("samples have the moments of their distribution") {
    double const s2 = std::log(1.3) * std::log(1.3);
    double const w = std::exp(s2);
    double const kurtosis = w * w * w * w + 2 * w * w * w + 3 * w * w - 3;
    check_moments(Distribution::try_lognormal(2, 1.3).value(), 2 * std::exp(s2 / 2), 4 * w * (w - 1), kurtosis);
    check_moments(Distribution::try_lognormal(2, 1.3).value(), 2, 4 * (w - 1), kurtosis, LognormalAmount::mean);
    check_moments(Distribution::try_normal(-1, 0.25).value(), -1, 0.0625, 3);
    check_moments(Distribution::try_uniform(3, 5).value(), 4, 4 / 12.0, 1.8);
    check_moments(Distribution::try_triangular(1, 2, 5).value(), 8 / 3.0, (1 + 4 + 25 - 2 - 5 - 10) / 18.0, 2.4);
}

TEST_CASE("the amount of a lognormal is its median by default and its mean by choice") {
    auto const distribution = Distribution::try_lognormal(10, 2).value();
    auto const summary = tanji::summarise(samples(distribution, false));
    CHECK(summary.median == doctest::Approx(10).epsilon(0.01));
    auto const by_mean = tanji::summarise(samples(distribution, false, LognormalAmount::mean));
    CHECK(by_mean.mean == doctest::Approx(10).epsilon(0.02));
    // The same deviates, scaled: the ratio is e^(sigma^2 / 2) for every sample.
    CHECK(summary.median / by_mean.median == doctest::Approx(std::exp(std::log(2.0) * std::log(2.0) / 2)).epsilon(1e-12));
    CHECK(summary.mean > 12);
}

TEST_CASE("a negative amount mirrors the lognormal") {
    auto const up = Distribution::try_lognormal(3, 1.5).value();
    auto const down = Distribution::try_lognormal(-3, 1.5).value();
    for (std::uint64_t k = 0; k < 100; ++k) CHECK(up.draw(stream, 1, k) == -down.draw(stream, 1, k));
    CHECK(down.mean() == -up.mean());
    CHECK(down.variance() == up.variance());
}

// Rule A6: geomSd is the GSD, not its square and not its logarithm; 0 and 1 mean no uncertainty.
TEST_CASE("a geometric standard deviation is read as what it is") {
    CHECK(Distribution::try_lognormal(1, 2).value().b == doctest::Approx(0.6931471805599453).epsilon(1e-15));
    CHECK(Distribution::try_lognormal(4, 1).value() == Distribution::certain(4));
    CHECK(Distribution::try_lognormal(4, 0).value() == Distribution::certain(4));
    // 15.87 % of a normal distribution lie above one standard deviation: a geometric one here.
    std::size_t above = 0;
    for (double const x : samples(Distribution::try_lognormal(1, 2).value(), false)) above += x > 2;
    CHECK(static_cast<double>(above) / 1e5 == doctest::Approx(0.1587).epsilon(0.03));
}

TEST_CASE("triangular and uniform numbers stay in range and follow the inverse of their distribution function") {
    auto const triangle = Distribution::try_triangular(1, 2, 5).value();
    CHECK(triangle.at(0) == 1);
    CHECK(triangle.at(0.25) == doctest::Approx(2));          // (mode - min) / (max - min) = 1/4 of the mass is left of the mode
    CHECK(triangle.at(0.0625) == doctest::Approx(1.5));      // 1 + sqrt(u * 4 * 1)
    CHECK(triangle.at(1 - 1 / 12.0) == doctest::Approx(4));  // 5 - sqrt((1 - u) * 4 * 3)
    CHECK(Distribution::try_triangular(1, 1, 2).value().at(0.5) == doctest::Approx(2 - std::sqrt(0.5)));
    CHECK(Distribution::try_triangular(1, 2, 2).value().at(0.25) == doctest::Approx(1.5));
    CHECK(Distribution::try_uniform(-1, 3).value().at(0.25) == 0);
    for (bool const narrow : {false, true}) {
        auto const summary = tanji::summarise(samples(triangle, narrow));
        CHECK(summary.minimum >= 1);
        CHECK(summary.maximum <= 5);
    }
}

TEST_CASE("numbers that make no distribution are refused with both numbers") {
    double const nan = std::numeric_limits<double>::quiet_NaN();
    double const infinity = std::numeric_limits<double>::infinity();
    for (auto const& result : {Distribution::try_lognormal(0, 1.5), Distribution::try_lognormal(1, 0.9), Distribution::try_lognormal(1, -2),
                               Distribution::try_lognormal(nan, 2), Distribution::try_lognormal(1, infinity), Distribution::try_normal(1, -1),
                               Distribution::try_normal(nan, 1), Distribution::try_uniform(2, 1), Distribution::try_uniform(0, infinity),
                               Distribution::try_triangular(1, 3, 2), Distribution::try_triangular(2, 1, 3), Distribution::try_triangular(nan, 1, 3),
                               Distribution::try_make(DistributionKind::none, nan, 0)}) {
        REQUIRE_FALSE(result);
        CHECK(result.problem().id == "uncertainty.unusable");
    }
    CHECK(Distribution::try_lognormal(1, 0.9).problem().got == "1 and 0.9");
    CHECK(Distribution::try_make(DistributionKind::normal, 1, 2).value() == Distribution::try_normal(1, 2).value());
    CHECK(Distribution::try_make(DistributionKind::triangular, 1, 2, 3).value() == Distribution::try_triangular(1, 2, 3).value());
    CHECK(Distribution::try_make(DistributionKind::uniform, 1, 2).value() == Distribution::try_uniform(1, 2).value());
    CHECK(Distribution::try_make(DistributionKind::lognormal, 1, 2).value() == Distribution::try_lognormal(1, 2).value());
    CHECK(to_text(DistributionKind::triangular) == "triangular");
}
