// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/solve/generic.hpp"

#include <doctest/doctest.h>

#include <boost/multiprecision/cpp_dec_float.hpp>
#include <boost/multiprecision/eigen.hpp>

#include <cmath>
#include <complex>

#include "solve/random_system.hpp"

using namespace tanji;
using Decimal50 = boost::multiprecision::cpp_dec_float_50;

namespace {
template <class Scalar>
BasicSolver<Scalar> solver_of(std::vector<std::vector<double>> const& a) {
    auto const source = tanji::test::sparse(a);
    SparseColumns<Scalar> m{source.rows, source.columns, source.start, source.row, {}};
    for (double const value : source.value) m.value.push_back(static_cast<Scalar>(value));
    return BasicSolver<Scalar>::try_make(tanji::test::system_of(std::move(m))).value();
}

/// Largest componentwise distance of a solution in Scalar from the 50-digit one.
template <class Scalar>
double gap(std::vector<Scalar> const& x, std::vector<Decimal50> const& exact) {
    double worst = 0;
    for (std::size_t j = 0; j < x.size(); ++j) {
        if (exact[j] == 0) {
            CHECK(x[j] == Scalar(0));
            continue;
        }
        Decimal50 const relative = abs((Decimal50(x[j]) - exact[j]) / exact[j]);
        worst = std::fmax(worst, relative.convert_to<double>());
    }
    return worst;
}
}  // namespace

TEST_CASE("the same code runs on float, long double and 50 digits") {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        CAPTURE(seed);
        tanji::test::Random random(seed);
        int const n = 2 + random.below(25);
        auto const size = static_cast<std::size_t>(n);
        auto const a = tanji::test::random_productive(random, n);
        std::vector<double> f(size, 0.0);
        f[0] = a[0][0];
        auto const exact_solver = solver_of<Decimal50>(a);
        Proof proof;
        auto const exact = tanji::test::supply_of(exact_solver, std::vector<Decimal50>(f.begin(), f.end()), &proof);
        CHECK(proof.backward_error < 1e-45);
        CHECK(proof.target < 1e-40);
        // The residual in 50 digits, computed here and not by the solver.
        for (std::size_t i = 0; i < size; ++i) {
            Decimal50 sum = Decimal50(f[i]), gross = abs(sum);
            for (std::size_t j = 0; j < size; ++j) {
                sum -= Decimal50(a[i][j]) * exact[j];
                gross += abs(Decimal50(a[i][j]) * exact[j]);
            }
            CHECK(abs(sum) <= gross * Decimal50("1e-45"));
        }
        CHECK(gap(tanji::test::supply_of(solver_of<double>(a), f), exact) < 1e-12);
        CHECK(gap(tanji::test::supply_of(solver_of<long double>(a), std::vector<long double>(f.begin(), f.end())), exact) < 1e-15);
        std::vector<float> f32;
        for (double const value : f) f32.push_back(static_cast<float>(value));
        CHECK(gap(tanji::test::supply_of(solver_of<float>(a), f32), exact) < 1e-4);
    }
}

TEST_CASE("50 digits see what double calls singular") {
    Decimal50 const nudge("1e-20");
    SparseColumns<Decimal50> m{2, 2, {0, 2, 4}, {0, 1, 0, 1}, {1, -1, -1, 1 + nudge}};
    auto const solver = BasicSolver<Decimal50>::try_make(tanji::test::system_of(std::move(m))).value();
    auto const x = tanji::test::supply_of(solver, std::vector<Decimal50>{0, 1});
    CHECK(x[0].convert_to<double>() == doctest::Approx(1e20).epsilon(1e-12));
}

namespace {
using Complex = std::complex<double>;

BasicSolver<Complex> complex_solver(std::vector<std::vector<double>> const& a, std::size_t entry, Complex change) {
    auto const source = tanji::test::sparse(a);
    SparseColumns<Complex> m{source.rows, source.columns, source.start, source.row, {source.value.begin(), source.value.end()}};
    m.value[entry] += change;
    return BasicSolver<Complex>::try_make(tanji::test::system_of(std::move(m))).value();
}
}  // namespace

TEST_CASE("complex numbers: a loop by hand") {
    // x = 1 / (1 - ab) with a = 0.5i, b = 0.4i: ab = -0.2.
    SparseColumns<Complex> m{2, 2, {0, 2, 4}, {0, 1, 0, 1}, {1, Complex(0, -0.5), Complex(0, -0.4), 1}};
    auto const x = tanji::test::supply_of(BasicSolver<Complex>::try_make(tanji::test::system_of(std::move(m))).value(), std::vector<Complex>{1, 0});
    CHECK(std::abs(x[0] - 1 / 1.2) < 1e-15);
    CHECK(std::abs(x[1] - Complex(0, 0.5 / 1.2)) < 1e-15);
}

TEST_CASE("complex numbers: the solution satisfies the equations, computed here in 50 digits") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        tanji::test::Random random(seed);
        auto const a = tanji::test::random_productive(random, 3 + random.below(20));
        std::size_t const n = a.size();
        auto const source = tanji::test::sparse(a);
        SparseColumns<Complex> m{source.rows, source.columns, source.start, source.row, {}};
        for (double const value : source.value) m.value.emplace_back(value, 0.3 * value * (2 * random.uniform() - 1));
        auto const values = m.value;
        std::vector<Complex> f(n, 0.0);
        f[0] = a[0][0];
        auto const x = tanji::test::supply_of(BasicSolver<Complex>::try_make(tanji::test::system_of(std::move(m))).value(), f);
        std::vector<Decimal50> real(n, 0), imaginary(n, 0), gross(n, 0);
        real[0] = -a[0][0];
        for (std::size_t j = 0; j < n; ++j)
            for (auto e = static_cast<std::size_t>(source.start[j]); e < static_cast<std::size_t>(source.start[j + 1]); ++e) {
                auto const i = static_cast<std::size_t>(source.row[e]);
                real[i] += Decimal50(values[e].real()) * x[j].real() - Decimal50(values[e].imag()) * x[j].imag();
                imaginary[i] += Decimal50(values[e].real()) * x[j].imag() + Decimal50(values[e].imag()) * x[j].real();
                gross[i] += std::abs(values[e]) * std::abs(x[j]);
            }
        for (std::size_t i = 0; i < n; ++i) CHECK(sqrt(real[i] * real[i] + imaginary[i] * imaginary[i]) <= gross[i] * Decimal50("2e-14"));
    }
}

TEST_CASE("the complex step gives derivatives to all digits") {
    // Squire and Trapp, Using complex variables to estimate derivatives of real functions, SIAM Review 40 (1998): Im f(x + ih) / h.
    // The truth is dx = -A^-1 (dA) x, by elimination in long double.
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        tanji::test::Random random(seed);
        auto const a = tanji::test::random_productive(random, 3 + random.below(15));
        auto const source = tanji::test::sparse(a);
        auto const entry = static_cast<std::size_t>(random.below(static_cast<int>(source.value.size())));
        std::vector<double> f(a.size(), 0.0);
        f[0] = a[0][0];
        double const h = 1e-100 * std::fabs(source.value[entry]);
        auto const x = tanji::test::supply_of(complex_solver(a, entry, Complex(0, h)), std::vector<Complex>(f.begin(), f.end()));
        auto const still = tanji::test::dense_solution(a, f);
        std::size_t column = 0;
        while (static_cast<std::size_t>(source.start[column + 1]) <= entry) ++column;
        std::vector<double> right(a.size(), 0.0);
        right[static_cast<std::size_t>(source.row[entry])] = -still[column];
        auto const slope = tanji::test::dense_solution(a, right);
        double most = 0;
        for (std::size_t j = 0; j < x.size(); ++j) most = std::fmax(most, std::fabs(slope[j] * a[j][j]));
        for (std::size_t j = 0; j < x.size(); ++j) CHECK(std::fabs((x[j].imag() / h - slope[j]) * a[j][j]) <= 1e-12 * most);
    }
}
