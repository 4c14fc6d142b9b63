// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>
#include <cstdint>
#include <numeric>
#include <random>
#include <utility>
#include <vector>

#include "tanji/solve.hpp"

/// \file
/// Small systems for the tests of tanji/solve. Random ones depend on the seed and on nothing else: distributions of the
/// standard library differ between vendors, the raw 64-bit numbers of mt19937_64 do not.
namespace tanji::test {

/// A dense matrix, row by row, zeros left out.
template <class Scalar = double>
[[nodiscard]] SparseColumns<Scalar> sparse(std::vector<std::vector<Scalar>> const& rows) {
    SparseColumns<Scalar> m;
    m.rows = static_cast<std::int32_t>(rows.size());
    m.columns = rows.empty() ? 0 : static_cast<std::int32_t>(rows.front().size());
    for (std::size_t j = 0; j < static_cast<std::size_t>(m.columns); ++j) {
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (rows[i][j] != Scalar(0)) {
                m.row.push_back(static_cast<std::int32_t>(i));
                m.value.push_back(rows[i][j]);
            }
        m.start.push_back(static_cast<std::int32_t>(m.row.size()));
    }
    return m;
}

template <class Scalar>
[[nodiscard]] BasicSystemMatrices<Scalar> system_of(SparseColumns<Scalar> a) {
    return BasicSystemMatrices<Scalar>::try_make(std::move(a)).value();
}
[[nodiscard]] inline SystemMatrices system_of(std::vector<std::vector<double>> const& rows) { return system_of(sparse(rows)); }

class Random {
public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}
    [[nodiscard]] double uniform() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }
    [[nodiscard]] int below(int bound) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(bound)); }

private:
    std::mt19937_64 engine_;
};

/// A productive system: every process draws less than 0.9 of its worth in all, so no loop reaches gain 1. A tenth are
/// waste treatments, a tenth of the links are credits; units spread over 12 powers of ten.
[[nodiscard]] inline std::vector<std::vector<double>> random_productive(Random& random, int n) {
    auto const size = static_cast<std::size_t>(n);
    std::vector<std::vector<double>> a(size, std::vector<double>(size, 0.0));
    std::vector<double> unit(size), sign(size);
    for (std::size_t i = 0; i < size; ++i) {
        unit[i] = std::pow(10.0, 12 * random.uniform() - 6);
        sign[i] = random.uniform() < 0.1 ? -1 : 1;
    }
    for (std::size_t j = 0; j < size; ++j) {
        a[j][j] = sign[j] * unit[j];
        int const inputs = random.below(5);
        for (int k = 0; k < inputs; ++k) {
            auto const i = static_cast<std::size_t>(random.below(n));
            double const gain = 0.9 / 5 * random.uniform() * (random.uniform() < 0.1 ? -1 : 1);
            if (i != j) a[i][j] = -gain * sign[i] * unit[i];
        }
    }
    return a;
}

/// One ring through all processes with link gains up to 4 and some chords of either sign: loops above and below gain 1,
/// so that no supply scaling is certified and pivoting has to do its work.
[[nodiscard]] inline std::vector<std::vector<double>> random_ring(Random& random, int n) {
    auto const size = static_cast<std::size_t>(n);
    std::vector<std::vector<double>> a(size, std::vector<double>(size, 0.0));
    for (std::size_t j = 0; j < size; ++j) {
        a[j][j] = 1;
        a[(j + 1) % size][j] = -4 * random.uniform();
        auto const i = static_cast<std::size_t>(random.below(n));
        if (i != j) a[i][j] = random.uniform() - 0.5;
    }
    return a;
}

/// x with A x = f in long double by elimination with full row pivoting: slow, plain and nothing of ours in it.
[[nodiscard]] inline std::vector<double> dense_solution(std::vector<std::vector<double>> const& rows, std::vector<double> const& f) {
    std::size_t const n = rows.size();
    std::vector<std::vector<long double>> m(n, std::vector<long double>(n + 1));
    for (std::size_t i = 0; i < n; ++i) {
        long double most = 0;
        for (std::size_t j = 0; j < n; ++j) most = std::fmax(most, std::fabs(static_cast<long double>(rows[i][j])));
        for (std::size_t j = 0; j < n; ++j) m[i][j] = rows[i][j] / most;
        m[i][n] = f[i] / most;
    }
    for (std::size_t k = 0; k < n; ++k) {
        std::size_t best = k;
        for (std::size_t i = k; i < n; ++i)
            if (std::fabs(m[i][k]) > std::fabs(m[best][k])) best = i;
        std::swap(m[k], m[best]);
        for (std::size_t i = k + 1; i < n; ++i) {
            long double const factor = m[i][k] / m[k][k];
            if (factor != 0)
                for (std::size_t j = k; j <= n; ++j) m[i][j] -= factor * m[k][j];
        }
    }
    std::vector<double> x(n);
    for (std::size_t k = n; k-- > 0;) {
        long double sum = m[k][n];
        for (std::size_t j = k + 1; j < n; ++j) sum -= m[k][j] * x[j];
        x[k] = static_cast<double>(sum / m[k][k]);
    }
    return x;
}

/// Solves for one demand vector and copies the supply out.
template <class Scalar>
[[nodiscard]] std::vector<Scalar> supply_of(BasicSolver<Scalar> const& solver, std::vector<Scalar> const& f, Proof* proof = nullptr) {
    std::vector<BasicDemandEntry<Scalar>> demand;
    for (std::size_t i = 0; i < f.size(); ++i)
        if (f[i] != Scalar(0)) demand.push_back({static_cast<std::int32_t>(i), f[i]});
    BasicWorkspace<Scalar> workspace;
    std::span<Scalar> supply;
    Proof const found = solver.try_supply(demand, workspace, supply).value();
    if (proof != nullptr) *proof = found;
    return {supply.begin(), supply.end()};
}

template <class Scalar>
[[nodiscard]] std::vector<Scalar> unit_scores_of(BasicSolver<Scalar> const& solver, std::vector<Scalar> const& cost, Proof* proof = nullptr) {
    BasicWorkspace<Scalar> workspace;
    std::span<Scalar> scores;
    Proof const found = solver.try_adjoint(cost, workspace, scores).value();
    if (proof != nullptr) *proof = found;
    return {scores.begin(), scores.end()};
}

[[nodiscard]] inline double dot(std::vector<double> const& a, std::vector<double> const& b) { return std::inner_product(a.begin(), a.end(), b.begin(), 0.0); }

}  // namespace tanji::test
