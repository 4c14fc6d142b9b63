// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/base/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

using tanji::RandomRole;
using tanji::RandomStream;

// The three lines "philox4x32 10" of kat_vectors in Random123 1.09: counter, key, answer.
TEST_CASE("Philox gives the known answers of Random123") {
    using Words = std::array<std::uint32_t, 4>;
    CHECK(tanji::philox4x32({0, 0, 0, 0}, {0, 0}) == Words{0x6627e8d5U, 0xe169c58dU, 0xbc57ac4cU, 0x9b00dbd8U});
    std::uint32_t const ones = 0xffffffffU;
    CHECK(tanji::philox4x32({ones, ones, ones, ones}, {ones, ones}) == Words{0x408f276dU, 0x41c83b0eU, 0xa20bc7c6U, 0x6d5451fdU});
    CHECK(tanji::philox4x32({0x243f6a88U, 0x85a308d3U, 0x13198a2eU, 0x03707344U}, {0xa4093822U, 0x299f31d0U}) ==
          Words{0xd16cfe09U, 0x94fdccebU, 0x5001e420U, 0x24126ea1U});
    static_assert(tanji::philox4x32({0, 0, 0, 0}, {0, 0})[0] == 0x6627e8d5U);
}

TEST_CASE("seed, role, item, sample and width each make another number") {
    std::set<std::uint64_t> seen;
    std::size_t count = 0;
    for (std::uint64_t const seed : {0ULL, 1ULL, 1ULL << 32, ~0ULL}) {
        for (RandomRole const role : {RandomRole::technosphere, RandomRole::biosphere, RandomRole::characterisation, RandomRole::parameter,
                                      RandomRole::activity, RandomRole::factor, RandomRole::host}) {
            RandomStream const stream{.seed = seed, .role = role};
            for (std::uint64_t const item : {0ULL, 1ULL, 2ULL, 1ULL << 32, (1ULL << 32) + 1}) {
                for (std::uint64_t const sample : {0ULL, 1ULL, 2ULL, 3ULL, 4ULL, 5ULL, 6ULL, 7ULL, 8ULL, 9ULL, 1ULL << 31, 1ULL << 32, 1ULL << 40}) {
                    seen.insert(stream.bits(item, sample));
                    // The upper half tells the 32-bit stream apart from a part of the 64-bit one.
                    seen.insert(std::uint64_t{stream.bits32(item, sample)} << 32 | (stream.bits(item, sample) & 0xffffffffU));
                    count += 2;
                }
            }
        }
    }
    CHECK(seen.size() == count);
}

TEST_CASE("numbers are a function of their address alone") {
    RandomStream const stream{.seed = 7, .role = RandomRole::biosphere};
    double const late = stream.uniform(123456, 999);
    double const again = stream.uniform(123456, 999);
    CHECK(late == again);
    // The layout that the header promises, spelled out for one number of each width.
    auto const block = tanji::philox4x32({123456, 0, 999 / 8 * 4 + 3, 2U << 24}, {7, 0});   // 999 = 8 * 124 + 7: lane 7
    CHECK(stream.bits(123456, 999) == (std::uint64_t{block[2]} << 32 | block[3]));
    auto const narrow = tanji::philox4x32({123456, 0, 999 / 8 * 2 + 1, 2U << 24 | 0x800000U}, {7, 0});
    CHECK(stream.bits32(123456, 999) == narrow[3]);
}

// Mean 1/2 and variance 1/12 of the uniform distribution, five standard errors wide; neighbours are uncorrelated.
TEST_CASE("uniform numbers fill [0, 1) evenly") {
    RandomStream const stream{.seed = 2026, .role = RandomRole::technosphere};
    double const n = 200000;
    double sum = 0, squares = 0, products = 0, sum32 = 0, previous = 0.5, highest = 0, lowest = 1;
    for (std::uint64_t k = 0; k < 200000; ++k) {
        double const u = stream.uniform(k % 100, k / 100);
        sum += u - 0.5;
        squares += (u - 0.5) * (u - 0.5);
        products += (u - 0.5) * (previous - 0.5);
        previous = u;
        highest = (std::max)(highest, u);
        lowest = (std::min)(lowest, u);
        sum32 += double(stream.uniform32(k % 100, k / 100)) - 0.5;
    }
    CHECK(std::abs(sum / n) < 5 * std::sqrt(1 / 12.0 / n));
    CHECK(std::abs(sum32 / n) < 5 * std::sqrt(1 / 12.0 / n));
    CHECK(std::abs(squares / n - 1 / 12.0) < 5 * std::sqrt(1 / 180.0 / n));
    CHECK(std::abs(products / n) < 5 / 12.0 / std::sqrt(n));
    CHECK(lowest >= 0);
    CHECK(highest < 1);
    CHECK(lowest < 1e-4);
    CHECK(highest > 1 - 1e-4);
}
