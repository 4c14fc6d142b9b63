// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/uncertainty/elementary.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

using Fifty = boost::multiprecision::cpp_bin_float_50;

namespace {

/// Distance in units of the last place of the right result.
template <class Real>
double ulps(Real got, Fifty const& right) {
    int exponent = 0;
    boost::multiprecision::frexp(right, &exponent);
    Fifty const unit = boost::multiprecision::ldexp(Fifty(1), exponent - std::numeric_limits<Real>::digits);
    return static_cast<double>(abs(Fifty(got) - right) / unit);
}

template <class Real, class Mine, class Right>
double worst(Mine mine, Right right, std::vector<Real> const& arguments) {
    double most = 0;
    for (Real const x : arguments) most = (std::max)(most, ulps<Real>(mine(x), right(Fifty(x))));
    return most;
}

/// Random arguments in [low, high], evenly spread or over all powers of 2, and the ends.
template <class Real>
std::vector<Real> arguments(Real low, Real high, bool powers) {
    std::mt19937_64 bits(17);
    std::vector<Real> list{low, high};
    for (int k = 0; k < 4000; ++k) {
        double const u = static_cast<double>(bits() >> 11) * 0x1p-53;
        double const l = static_cast<double>(low), h = static_cast<double>(high);
        list.push_back(static_cast<Real>(powers ? std::exp2(std::log2(l) + u * (std::log2(h) - std::log2(l))) : l + u * (h - l)));
    }
    return list;
}

}  // namespace

// Against Boost's 50 digits. The bounds are those that the header states.
TEST_CASE("elementary functions are right to the last places") {
    namespace own = tanji::elementary;
    auto const log_double = [](double x) { return own::log(x); };
    auto const log_right = [](Fifty const& x) { return Fifty(log(x)); };
    CHECK(worst<double>(log_double, log_right, arguments<double>(1e-300, 1e300, true)) < 2);
    CHECK(worst<double>(log_double, log_right, arguments<double>(0.5, 2, false)) < 2);
    CHECK(worst<double>(log_double, log_right, arguments<double>(1 - 1e-6, 1 + 1e-6, false)) < 2);
    CHECK(worst<float>([](float x) { return own::log(x); }, log_right, arguments<float>(1e-37F, 1e37F, true)) < 2.5);
    CHECK(worst<float>([](float x) { return own::log(x); }, log_right, arguments<float>(0.5F, 2, false)) < 2.5);
    auto const exp_right = [](Fifty const& x) { return Fifty(exp(x)); };
    CHECK(worst<double>([](double x) { return own::exp(x); }, exp_right, arguments<double>(-708, 708, false)) < 2);
    CHECK(worst<double>([](double x) { return own::exp(x); }, exp_right, arguments<double>(-2, 2, false)) < 2);
    CHECK(worst<float>([](float x) { return own::exp(x); }, exp_right, arguments<float>(-87, 87, false)) < 2.5);
    auto const root_right = [](Fifty const& x) { return Fifty(sqrt(x)); };
    CHECK(worst<double>([](double x) { return own::square_root(x); }, root_right, arguments<double>(1e-290, 1e290, true)) < 1);
    CHECK(worst<float>([](float x) { return own::square_root(x); }, root_right, arguments<float>(1e-30F, 1e30F, true)) < 1);
    auto const turn = [](Fifty const& t) { return Fifty(2 * boost::math::constants::pi<Fifty>() * t); };
    auto const sine_right = [&](Fifty const& t) { return Fifty(sin(turn(t))); };
    auto const cosine_right = [&](Fifty const& t) { return Fifty(cos(turn(t))); };
    CHECK(worst<double>([](double t) { return own::sine_of_turn(t); }, sine_right, arguments<double>(1e-20, 0.125, true)) < 2);
    CHECK(worst<float>([](float t) { return own::sine_of_turn(t); }, sine_right, arguments<float>(1e-10F, 0.125F, true)) < 2.5);
    CHECK(worst<double>([](double t) { return own::cosine_of_turn(t); }, cosine_right, arguments<double>(-0.125, 0.125, false)) < 4);
    CHECK(worst<float>([](float t) { return own::cosine_of_turn(t); }, cosine_right, arguments<float>(-0.125F, 0.125F, false)) < 2.5);
}

TEST_CASE("exact values stay exact and ends stay finite") {
    namespace own = tanji::elementary;
    CHECK(own::log(1.0) == 0);
    CHECK(own::log(1.0F) == 0);
    CHECK(own::exp(0.0) == 1);
    CHECK(own::exp(0.0F) == 1);
    CHECK(own::square_root(0.0) == 0);
    CHECK(own::square_root(0.0F) == 0);
    CHECK(own::square_root(4.0) == 2);
    CHECK(own::sine_of_turn(0.0) == 0);
    CHECK(own::cosine_of_turn(0.0) == 1);
    CHECK(own::exp(1e6) == own::exp(708.0));
    CHECK(own::exp(-1e6) == own::exp(-708.0));
    CHECK(std::isfinite(own::exp(1e30F)));
    CHECK(own::exp(-1e30F) > 0);
}
