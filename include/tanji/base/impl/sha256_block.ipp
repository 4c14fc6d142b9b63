// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "tanji/config.hpp"

/// \file
/// One block of SHA-256 in plain C++, and with the instructions that x86 processors have for it (Intel SHA extensions): seven times as
/// fast, which decides whether the hash of a file costs more than reading it. Integers only: the same digest either way, and tested so.
namespace tanji::detail {

/// FIPS 180-4 section 4.2.2: first 32 bits of the fractions of the cube roots of the first 64 primes.
alignas(16) inline constexpr std::array<std::uint32_t, 64> sha256_constants = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
    0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
    0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
    0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
    0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
    0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

/// One block of 64 bytes: FIPS 180-4 section 6.2.2, with its names. Words are put together byte by byte, big end first, so
/// that the digest does not depend on the machine's byte order or on alignment.
inline void sha256_block_plain(std::uint32_t* state, unsigned char const* bytes) noexcept {
    std::array<std::uint32_t, 64> w{};
    for (std::size_t i = 0; i < 16; ++i) {
        w[i] = std::uint32_t{bytes[4 * i]} << 24 | std::uint32_t{bytes[4 * i + 1]} << 16 | std::uint32_t{bytes[4 * i + 2]} << 8 | std::uint32_t{bytes[4 * i + 3]};
    }
    for (std::size_t i = 16; i < 64; ++i) {
        std::uint32_t const s0 = std::rotr(w[i - 15], 7) ^ std::rotr(w[i - 15], 18) ^ (w[i - 15] >> 3);
        std::uint32_t const s1 = std::rotr(w[i - 2], 17) ^ std::rotr(w[i - 2], 19) ^ (w[i - 2] >> 10);
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    std::uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
    for (std::size_t i = 0; i < 64; ++i) {
        std::uint32_t const s1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
        std::uint32_t const t1 = h + s1 + ((e & f) ^ (~e & g)) + sha256_constants[i] + w[i];
        std::uint32_t const s0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
        std::uint32_t const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
        h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
    }
    std::array<std::uint32_t, 8> const sum{a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < 8; ++i) state[i] += sum[i];
}

#ifdef TANJI_TARGET_SHA

/// Four words of the schedule or of the state. The instructions want them as signed, sums that wrap as unsigned.
using ShaWords = int TANJI_ALIGNED_VECTOR(16);
using ShaSums = unsigned TANJI_ALIGNED_VECTOR(16);
using ShaBytes = char TANJI_ALIGNED_VECTOR(16);

/// Four words of the message, which has them big end first.
TANJI_TARGET_SHA inline ShaWords sha256_load(unsigned char const* bytes) noexcept {
    ShaBytes text;
    std::memcpy(&text, bytes, 16);
    return std::bit_cast<ShaWords>(TANJI_SHUFFLE(text, text, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12));
}

TANJI_TARGET_SHA inline ShaWords sha256_add(ShaWords a, ShaWords b) noexcept {
    return std::bit_cast<ShaWords>(std::bit_cast<ShaSums>(a) + std::bit_cast<ShaSums>(b));
}

/// Four rounds. The instruction does two with the lower half of its third operand, hence the halves are swapped between them.
TANJI_TARGET_SHA inline void sha256_four_rounds(ShaWords& abef, ShaWords& cdgh, ShaWords words, std::size_t round) noexcept {
    ShaWords constants;
    std::memcpy(&constants, sha256_constants.data() + round, 16);
    ShaWords const sum = sha256_add(words, constants);
    cdgh = TANJI_SHA_ROUNDS(cdgh, abef, sum);
    abef = TANJI_SHA_ROUNDS(abef, cdgh, TANJI_SHUFFLE(sum, sum, 2, 3, 2, 3));
}

/// The next four words of the schedule in place of the oldest: w[t] = s1(w[t-2]) + w[t-7] + s0(w[t-15]) + w[t-16].
TANJI_TARGET_SHA inline void sha256_next_words(ShaWords& a, ShaWords b, ShaWords c, ShaWords d) noexcept {
    ShaWords const sevens = TANJI_SHUFFLE(c, d, 1, 2, 3, 4);
    a = TANJI_SHA_WORDS_2(sha256_add(TANJI_SHA_WORDS_1(a, b), sevens), d);
}

/// FIPS 180-4 section 6.2.2. The instructions hold the state as (f, e, b, a) and (h, g, d, c), lowest first.
TANJI_TARGET_SHA inline void sha256_block_x86(std::uint32_t* state, unsigned char const* bytes) noexcept {
    auto const word = [state](std::size_t i) { return static_cast<int>(state[i]); };
    ShaWords abef{word(5), word(4), word(1), word(0)};
    ShaWords cdgh{word(7), word(6), word(3), word(2)};
    ShaWords a = sha256_load(bytes), b = sha256_load(bytes + 16), c = sha256_load(bytes + 32), d = sha256_load(bytes + 48);
    for (std::size_t round = 0;;) {
        sha256_four_rounds(abef, cdgh, a, round);
        sha256_four_rounds(abef, cdgh, b, round + 4);
        sha256_four_rounds(abef, cdgh, c, round + 8);
        sha256_four_rounds(abef, cdgh, d, round + 12);
        round += 16;
        if (round == 64) break;
        sha256_next_words(a, b, c, d);
        sha256_next_words(b, c, d, a);
        sha256_next_words(c, d, a, b);
        sha256_next_words(d, a, b, c);
    }
    int const end[8] = {abef[3], abef[2], cdgh[3], cdgh[2], abef[1], abef[0], cdgh[1], cdgh[0]};
    for (std::size_t i = 0; i < 8; ++i) state[i] += static_cast<std::uint32_t>(end[i]);
}

#endif

}  // namespace tanji::detail
