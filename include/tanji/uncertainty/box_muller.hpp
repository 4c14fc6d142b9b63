// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <bit>
#include <cstdint>

#include "tanji/uncertainty/elementary.hpp"

/// \file
/// Two standard normal deviates from random bits: one formula for scalar code and for lanes. Box and Muller, A note on the
/// generation of random normal deviates, Ann. Math. Stat. 29 (1958): sqrt(-2 ln u) in a random direction.
TANJI_NO_FUSING_BEGIN
namespace tanji::detail {

/// The direction is one of the four half axes (two bits) turned by up to an eighth of a turn (the others): no reduction.
template <class Real, class Word>
TANJI_KERNEL_BODY void point(Real radius, Real turn, Word swap, Word flip, Real& x, Real& y) noexcept {
    Real const along = radius * elementary::cosine_of_turn(turn);
    Real const across = radius * elementary::sine_of_turn(turn);
    Word const mask = Word{0} - swap;
    Word const a = std::bit_cast<Word>(along) ^ (flip << (sizeof(Word) * 8 - 1));
    Word const b = std::bit_cast<Word>(across);
    Word const exchange = (a ^ b) & mask;
    x = std::bit_cast<Real>(a ^ exchange);
    y = std::bit_cast<Real>(b ^ exchange);
}

/// From two 64-bit numbers in halves: 53 bits make u in (0, 1], 2 + 52 bits the direction.
TANJI_KERNEL_BODY void box_muller(std::uint32_t u_high, std::uint32_t u_low, std::uint32_t v_high, std::uint32_t v_low, double& x, double& y) noexcept {
    TANJI_NO_CONTRACTION
    // Whole numbers of up to 32 bits become doubles by their place in the mantissa of 2^52, in any SIMD width.
    double const high = std::bit_cast<double>(0x4330000000000000U | u_high) - 0x1p52;
    double const low = std::bit_cast<double>(0x4330000000000000U | (u_low >> 11)) - 0x1p52;
    double const u = 1 - (high * 0x1p-32 + low * 0x1p-53);
    std::uint64_t const v = std::uint64_t{v_high} << 32 | v_low;
    double const turn = (std::bit_cast<double>(0x3FF0000000000000U | (v & 0xFFFFFFFFFFFFFU)) - 1.5) * 0.25;
    double const radius = elementary::square_root(-2 * elementary::log(u));
    point<double, std::uint64_t>(radius, turn, (v >> 62) & 1, v >> 63, x, y);
}

/// From two 32-bit numbers: 31 bits make u in (0, 1], 2 + 23 bits the direction.
TANJI_KERNEL_BODY void box_muller(std::uint32_t u, std::uint32_t v, float& x, float& y) noexcept {
    TANJI_NO_CONTRACTION
    float const even = (static_cast<float>(static_cast<std::int32_t>(u >> 1)) + 0.5F) * 0x1p-31F;
    float const turn = (std::bit_cast<float>(0x3F800000U | (v & 0x7FFFFFU)) - 1.5F) * 0.25F;
    float const radius = elementary::square_root(-2 * elementary::log(even));
    point<float, std::uint32_t>(radius, turn, (v >> 30) & 1, v >> 31, x, y);
}

}  // namespace tanji::detail
TANJI_NO_FUSING_END
