// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/base/dual.hpp"

#include <doctest/doctest.h>

#include <boost/multiprecision/cpp_dec_float.hpp>

#include <cmath>
#include <functional>
#include <vector>

using namespace tanji;
using Decimal50 = boost::multiprecision::cpp_dec_float_50;

// The source of truth are central differences in 50 digits with a step of 1e-15: their error is about 1e-30.
namespace {

template <class Function>
double difference(Function const& f, double x) {
    Decimal50 const step("1e-15");
    return ((f(Decimal50(x) + step) - f(Decimal50(x) - step)) / (2 * step)).template convert_to<double>();
}

template <class Function>
void check(Function const& f, double x) {
    CAPTURE(x);
    Dual const result = f(Dual(x, 1));
    CHECK(result.value == doctest::Approx(static_cast<double>(f(Decimal50(x)))).epsilon(1e-14));
    CHECK(result.derivative == doctest::Approx(difference(f, x)).epsilon(1e-13));
}

}  // namespace

TEST_CASE("arithmetic and functions have the slopes of their difference quotients") {
    for (double const x : {0.3, 0.7, -0.4}) {
        check([](auto a) { return decltype(a)(3 * a * a - a / (a + 2) + (1 - a) * a); }, x);
        check([](auto a) { return decltype(a)(exp(a) * sin(a) + cos(a) * tan(a)); }, x);
        check([](auto a) { return decltype(a)(asin(a) + acos(a / 2) * atan(a)); }, x);
        check([](auto a) { return decltype(a)(sinh(a) * cosh(a) - tanh(a)); }, x);
        check([](auto a) { return decltype(a)(abs(a) * a + fmod(7 * a, decltype(a)(2))); }, x);
        check([](auto a) { return decltype(a)(pow(a, decltype(a)(3))); }, x);
        check([](auto a) { return decltype(a)(floor(a + 4) * a + ceil(a) + trunc(3 * a)); }, x);
    }
    for (double const x : {0.3, 2.5}) {
        check([](auto a) { return decltype(a)(sqrt(a) + log(a) - log10(a)); }, x);
        check([](auto a) { return decltype(a)(pow(a, a) + pow(decltype(a)(2), a)); }, x);
        check([](auto a) { return decltype(a)(fmod(decltype(a)(7), a)); }, x);
    }
}

TEST_CASE("compound assignment") {
    Dual a(3, 1);
    a += 1;  // 4, 1
    a *= a;  // 16, 8
    a -= Dual(6, 2); // 10, 6
    a /= 2;
    CHECK(a.value == 5);
    CHECK(a.derivative == 3);
}

TEST_CASE("corners: constants stay constant where slopes are infinite or undefined") {
    CHECK(sqrt(Dual(0)) == Dual(0));
    CHECK(!isfinite(sqrt(Dual(0, 1))));
    CHECK(pow(Dual(0, 1), Dual(1)).derivative == 1);
    CHECK(pow(Dual(0, 1), Dual(0)).derivative == 0);
    CHECK(pow(Dual(0), Dual(2, 1)).derivative == 0);
    CHECK(pow(Dual(-2, 1), Dual(2)).derivative == -4);
    CHECK(isfinite(Dual(1, 2)));
    CHECK(!isfinite(Dual(1, std::nan(""))));
}

TEST_CASE("order by value, equality by both parts") {
    CHECK(Dual(1, 5) < Dual(2, 0));
    CHECK(!(Dual(1, 5) < Dual(1, 9)));
    CHECK(Dual(1, 5) <= Dual(1, 9));
    CHECK(Dual(3) > 2.0);
    CHECK(Dual(3) >= 3.0);
    CHECK(Dual(0, 1) != Dual(0));
    CHECK(Dual(2, 1) == Dual(2, 1));
}

TEST_CASE("powers of two move both parts alike") {
    int exponent = 0;
    Dual const part = frexp(Dual(12, 3), &exponent);
    CHECK(part == Dual(0.75, 0.1875));
    CHECK(ldexp(part, exponent) == Dual(12, 3));
    CHECK(std::numeric_limits<Dual>::epsilon() == std::numeric_limits<double>::epsilon());
    CHECK(static_cast<double>(Dual(4, 9)) == 4);
}
