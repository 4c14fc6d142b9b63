// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "tanji/config.hpp"

/// \file
/// Random numbers without state: each is a pure function of (seed, role, item, sample). So the order of work and the number of
/// threads cannot matter, a number that nobody needs costs nothing, and one factor used in 500 lines is one variable.
namespace tanji {

/// Philox4x32-10: ten rounds that turn a counter and a key into 128 bits. Source: Salmon, Moraes, Dror and Shaw, Parallel
/// random numbers: as easy as 1, 2, 3 (SC11); passes the known answers of its authors' Random123.
[[nodiscard]] constexpr std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) noexcept {
    for (int round = 0; round < 10; ++round) {
        std::uint64_t const first = std::uint64_t{0xD2511F53U} * counter[0];
        std::uint64_t const second = std::uint64_t{0xCD9E8D57U} * counter[2];
        counter = {static_cast<std::uint32_t>(second >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(second),
                   static_cast<std::uint32_t>(first >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(first)};
        key[0] += 0x9E3779B9U;  // the key moves on by the golden ratio and by sqrt(3) - 1
        key[1] += 0xBB67AE85U;
    }
    return counter;
}

/// What an item number counts. Streams of different roles never share a number, so an exchange of A and one of B that happen
/// to have the same index are independent. The values are part of every seeded result: append, never renumber.
enum class RandomRole : std::uint8_t {
    technosphere = 1,
    biosphere = 2,
    characterisation = 3,
    parameter = 4,
    activity = 5,
    factor = 6,
    host = 128, ///< and above: for the caller's own use
};

/// The numbers of one role under one seed. A value of 16 bytes; safe everywhere.
///
///     RandomStream const draws{.seed = 42, .role = RandomRole::technosphere};
///     double const u = draws.uniform(17, 3);   // item 17, sample 3
///
/// Samples 8g .. 8g + 7 of an item share blocks of 128 bits, so that eight of them can be made in SIMD lanes: lane k = sample
/// mod 8 takes, with 64 bits, half k / 4 of block 4g + k mod 4; with 32 bits, word k / 2 of block 2g + k mod 2.
struct RandomStream {
    std::uint64_t seed = 0;
    RandomRole role = RandomRole::technosphere;

    /// The counter of one block. Bit 23 of its last word parts 32-bit streams from 64-bit ones. Samples below 2^54.
    [[nodiscard]] constexpr std::array<std::uint32_t, 4> counter(std::uint64_t item, std::uint64_t block, bool narrow) const noexcept {
        return {static_cast<std::uint32_t>(item), static_cast<std::uint32_t>(item >> 32), static_cast<std::uint32_t>(block),
                static_cast<std::uint32_t>(role) << 24 | (narrow ? 0x800000U : 0U) | (static_cast<std::uint32_t>(block >> 32) & 0x7FFFFFU)};
    }
    [[nodiscard]] constexpr std::array<std::uint32_t, 2> key() const noexcept {
        return {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
    }

    [[nodiscard]] constexpr std::uint64_t bits(std::uint64_t item, std::uint64_t sample) const noexcept {
        std::uint64_t const lane = sample % 8;
        auto const words = philox4x32(counter(item, sample / 8 * 4 + lane % 4, false), key());
        std::size_t const half = lane < 4 ? 0 : 2;
        return std::uint64_t{words[half]} << 32 | words[half + 1];
    }
    /// From a stream of its own: not half of bits().
    [[nodiscard]] constexpr std::uint32_t bits32(std::uint64_t item, std::uint64_t sample) const noexcept {
        std::uint64_t const lane = sample % 8;
        return philox4x32(counter(item, sample / 8 * 2 + lane % 2, true), key())[lane / 2];
    }

    /// Evenly spread over [0, 1), 53 random bits.
    [[nodiscard]] constexpr double uniform(std::uint64_t item, std::uint64_t sample) const noexcept {
        return static_cast<double>(bits(item, sample) >> 11) * 0x1p-53;
    }
    /// Evenly spread over [0, 1), 24 random bits.
    [[nodiscard]] constexpr float uniform32(std::uint64_t item, std::uint64_t sample) const noexcept {
        return static_cast<float>(bits32(item, sample) >> 8) * 0x1p-24F;
    }

    friend constexpr bool operator==(RandomStream const&, RandomStream const&) = default;
};

}  // namespace tanji
