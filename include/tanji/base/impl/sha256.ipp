// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <bit>

#include "tanji/base/sha256.hpp"

/// \file
/// SHA-256 in plain C++, checked against the vectors of FIPS 180-4 in the tests. Own code because records and factors need
/// this one function and a cryptography library would be a dependency of every client. It names content; it guards no
/// secret, so nothing here tries to run in constant time.
namespace tanji {
namespace detail {

/// FIPS 180-4 section 4.2.2: first 32 bits of the fractions of the cube roots of the first 64 primes.
inline constexpr std::array<std::uint32_t, 64> sha256_constants = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
    0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
    0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
    0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
    0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
    0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

}  // namespace detail

/// One block of 64 bytes: FIPS 180-4 section 6.2.2, with its names. Words are put together byte by byte, big end first, so
/// that the digest does not depend on the machine's byte order or on alignment.
TANJI_INLINE void Sha256::block(unsigned char const* bytes) noexcept {
    std::array<std::uint32_t, 64> w{};
    for (std::size_t i = 0; i < 16; ++i) {
        w[i] = std::uint32_t{bytes[4 * i]} << 24 | std::uint32_t{bytes[4 * i + 1]} << 16 | std::uint32_t{bytes[4 * i + 2]} << 8 | std::uint32_t{bytes[4 * i + 3]};
    }
    for (std::size_t i = 16; i < 64; ++i) {
        std::uint32_t const s0 = std::rotr(w[i - 15], 7) ^ std::rotr(w[i - 15], 18) ^ (w[i - 15] >> 3);
        std::uint32_t const s1 = std::rotr(w[i - 2], 17) ^ std::rotr(w[i - 2], 19) ^ (w[i - 2] >> 10);
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    auto [a, b, c, d, e, f, g, h] = state_;
    for (std::size_t i = 0; i < 64; ++i) {
        std::uint32_t const s1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
        std::uint32_t const t1 = h + s1 + ((e & f) ^ (~e & g)) + detail::sha256_constants[i] + w[i];
        std::uint32_t const s0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
        std::uint32_t const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
        h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
    }
    std::array<std::uint32_t, 8> const sum{a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < 8; ++i) state_[i] += sum[i];
}

// Bytes are gathered in `rest_` until a block is full; the length counts all of them.
TANJI_INLINE void Sha256::add(std::string_view bytes) noexcept {
    while (!bytes.empty()) {
        auto const used = static_cast<std::size_t>(bytes_ % 64);
        std::size_t const take = (std::min)(bytes.size(), 64 - used);
        std::copy_n(bytes.begin(), take, rest_.begin() + static_cast<std::ptrdiff_t>(used));
        bytes_ += take;
        bytes.remove_prefix(take);
        if (used + take == 64) block(rest_.data());
    }
}

// FIPS 180-4 section 5.1.1: a one bit, zeros up to 56 bytes of a block, the length in bits as eight bytes, big end first.
// Done on a copy, so that more can be added afterwards.
TANJI_INLINE std::array<std::uint8_t, 32> Sha256::digest() const noexcept {
    Sha256 end = *this;
    std::uint64_t const bits = bytes_ * 8;
    constexpr std::string_view padding("\x80\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 64);
    auto const used = static_cast<std::size_t>(bytes_ % 64);
    end.add(padding.substr(0, used < 56 ? 56 - used : 120 - used));
    std::array<char, 8> length{};
    for (unsigned i = 0; i < 8; ++i) length[i] = static_cast<char>(bits >> (56 - 8 * i) & 0xff);
    end.add({length.data(), length.size()});
    std::array<std::uint8_t, 32> result{};
    for (unsigned i = 0; i < 32; ++i) result[i] = static_cast<std::uint8_t>(end.state_[i / 4] >> (24 - 8 * (i % 4)) & 0xff);
    return result;
}

TANJI_INLINE std::string Sha256::hex() const {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (std::uint8_t const byte : digest()) text += {digits[byte >> 4], digits[byte & 15]};
    return text;
}

TANJI_INLINE std::string sha256_hex(std::string_view bytes) {
    Sha256 hash;
    hash.add(bytes);
    return hash.hex();
}

}  // namespace tanji
