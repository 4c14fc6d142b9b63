// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/uncertainty/sampler.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "tanji/uncertainty/distribution.hpp"
#include "tanji/uncertainty/elementary.hpp"

using tanji::InstructionSet;

namespace {

constexpr tanji::RandomStream stream{.seed = 0x123456789abcdefULL, .role = tanji::RandomRole::biosphere};

std::vector<InstructionSet> sets_here() {
    std::vector<InstructionSet> sets{InstructionSet::baseline};
    if (tanji::best_instruction_set() >= InstructionSet::avx2) sets.push_back(InstructionSet::avx2);
    if (tanji::best_instruction_set() >= InstructionSet::avx512) sets.push_back(InstructionSet::avx512);
    return sets;
}

template <class Real>
Real scalar(std::uint64_t item, std::uint64_t sample) {
    if constexpr (sizeof(Real) == sizeof(float)) return tanji::standard_normal32(stream, item, sample);
    else return tanji::standard_normal(stream, item, sample);
}

/// Lanes against the scalar functions, for selections of items that end inside a batch, in any order, in every group.
template <class Real>
void check_lanes() {
    for (std::size_t const count : std::vector<std::size_t>{1, 15, 16, 17, 32, 33, 100}) {
        std::vector<std::uint32_t> items;
        std::vector<Real> sigma;
        for (std::size_t k = 0; k < count; ++k) {
            items.push_back(static_cast<std::uint32_t>((k * 2654435761U) % 4000000000U));
            sigma.push_back(static_cast<Real>(0.01 * static_cast<double>(k + 1)));
        }
        for (std::uint64_t const group : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1} << 33}) {
            for (InstructionSet const set : sets_here()) {
                std::vector<Real> z(8 * count), m(8 * count);
                tanji::draw_normals(set, stream, group, items, z);
                tanji::draw_lognormals(set, stream, group, items, sigma, m);
                bool normals = true, lognormals = true;
                for (std::size_t i = 0; i < count; ++i) {
                    for (std::size_t k = 0; k < 8; ++k) {
                        Real const right = scalar<Real>(items[i], 8 * group + k);
                        normals = normals && z[8 * i + k] == right;
                        lognormals = lognormals && m[8 * i + k] == tanji::elementary::exp(sigma[i] * right);
                    }
                }
                CHECK_MESSAGE(normals, to_text(set));
                CHECK_MESSAGE(lognormals, to_text(set));
            }
        }
    }
}

/// Moments of 800,000 deviates, five standard errors wide, and the share beyond three deviations, 0.0027.
template <class Real>
void check_normal() {
    std::vector<std::uint32_t> items(1000);
    for (std::uint32_t k = 0; k < 1000; ++k) items[k] = k;
    std::vector<Real> z(8000);
    double sum = 0, squares = 0, cubes = 0, fourths = 0, beyond = 0, across = 0, along = 0;
    for (std::uint64_t group = 0; group < 100; ++group) {
        tanji::draw_normals(tanji::best_instruction_set(), stream, group, items, z);
        for (std::size_t k = 0; k < z.size(); ++k) {
            double const x = z[k];
            sum += x;
            squares += x * x;
            cubes += x * x * x;
            fourths += x * x * x * x;
            beyond += std::abs(x) > 3;
            across += x * double(z[(k + 8) % z.size()]);              // the next item
            along += x * double(z[k / 8 * 8 + (k + 4) % 8]);          // the other deviate of a pair, in double
        }
    }
    double const n = 800000;
    CHECK(std::abs(sum / n) < 5 / std::sqrt(n));
    CHECK(std::abs(squares / n - 1) < 5 * std::sqrt(2 / n));
    CHECK(std::abs(cubes / n) < 5 * std::sqrt(15 / n));
    CHECK(std::abs(fourths / n - 3) < 5 * std::sqrt(96 / n));
    CHECK(std::abs(beyond / n - 0.0026998) < 5 * std::sqrt(0.0027 / n));
    CHECK(std::abs(across / n) < 5 / std::sqrt(n));
    CHECK(std::abs(along / n) < 7.1 / std::sqrt(n));  // each pair counts twice
}

}  // namespace

TEST_CASE("lanes hold the bits of the scalar functions with every instruction set, double") { check_lanes<double>(); }
TEST_CASE("lanes hold the bits of the scalar functions with every instruction set, float") { check_lanes<float>(); }
TEST_CASE("deviates are normal, double") { check_normal<double>(); }
TEST_CASE("deviates are normal, float") { check_normal<float>(); }

TEST_CASE("what does not fit into the output is not written") {
    std::vector<std::uint32_t> const items{1, 2, 3};
    std::vector<double> out(17, -1.0);
    tanji::draw_normals(InstructionSet::baseline, stream, 0, items, out);
    CHECK(out[15] == tanji::standard_normal(stream, 2, 7));
    CHECK(out[16] == -1);
}

// An item drawn by Distribution and one drawn in lanes are the same number: a result can be replayed one exchange at a time.
TEST_CASE("a distribution draws what the lanes draw") {
    auto const distribution = tanji::Distribution::try_lognormal(2.5, 1.4).value();
    std::uint32_t const item[] = {99};
    double const sigma[] = {distribution.b};
    float const narrow_sigma[] = {static_cast<float>(distribution.b)};
    double m[8];
    float narrow[8];
    tanji::draw_lognormals(tanji::best_instruction_set(), stream, 3, item, sigma, m);
    tanji::draw_lognormals(tanji::best_instruction_set(), stream, 3, item, narrow_sigma, narrow);
    for (std::uint64_t k = 0; k < 8; ++k) {
        CHECK(distribution.draw(stream, 99, 24 + k) == 2.5 * m[k]);
        CHECK(distribution.draw32(stream, 99, 24 + k) == 2.5 * static_cast<double>(narrow[k]));
    }
}
