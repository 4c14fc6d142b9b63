// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <array>
#include <bit>
#include <cstring>

#include "tanji/io/xxh64.hpp"

/// \file
/// XXH64 by the specification "XXH64 algorithm description" (xxHash, format document 0.1.1). Four lanes run side by side, which
/// is where the speed comes from; the constants are its five primes.
namespace tanji {
namespace detail {

inline constexpr std::uint64_t xxh_prime1 = 0x9E3779B185EBCA87u;
inline constexpr std::uint64_t xxh_prime2 = 0xC2B2AE3D27D4EB4Fu;
inline constexpr std::uint64_t xxh_prime3 = 0x165667B19E3779F9u;
inline constexpr std::uint64_t xxh_prime4 = 0x85EBCA77C2B2AE63u;
inline constexpr std::uint64_t xxh_prime5 = 0x27D4EB2F165667C5u;

[[nodiscard]] inline std::uint64_t xxh_round(std::uint64_t lane, std::uint64_t input) noexcept {
    return std::rotl(lane + input * xxh_prime2, 31) * xxh_prime1;
}

/// A number as it lies in memory: files are little-endian, and so are the machines that open them (others are refused).
template <class Number>
[[nodiscard]] Number xxh_load(std::byte const* bytes) noexcept {
    Number number;
    std::memcpy(&number, bytes, sizeof number);
    return number;
}

/// The bytes that do not fill a stripe of 32, and the last mixing.
[[nodiscard]] inline std::uint64_t xxh_finish(std::uint64_t hash, std::byte const* at, std::byte const* end) noexcept {
    for (; end - at >= 8; at += 8) hash = std::rotl(hash ^ xxh_round(0, xxh_load<std::uint64_t>(at)), 27) * xxh_prime1 + xxh_prime4;
    if (end - at >= 4) {
        hash = std::rotl(hash ^ (xxh_load<std::uint32_t>(at) * xxh_prime1), 23) * xxh_prime2 + xxh_prime3;
        at += 4;
    }
    for (; at < end; ++at) hash = std::rotl(hash ^ (std::to_integer<std::uint64_t>(*at) * xxh_prime5), 11) * xxh_prime1;
    hash = (hash ^ (hash >> 33)) * xxh_prime2;
    hash = (hash ^ (hash >> 29)) * xxh_prime3;
    return hash ^ (hash >> 32);
}

}  // namespace detail

TANJI_INLINE std::uint64_t xxh64(std::span<std::byte const> bytes) noexcept {
    std::byte const* at = bytes.data();
    std::byte const* const end = at + bytes.size();
    std::uint64_t hash = detail::xxh_prime5;
    if (bytes.size() >= 32) {
        std::array<std::uint64_t, 4> lane{detail::xxh_prime1 + detail::xxh_prime2, detail::xxh_prime2, 0, 0 - detail::xxh_prime1};
        for (; end - at >= 32; at += 32)
            for (std::size_t k = 0; k < 4; ++k) lane[k] = detail::xxh_round(lane[k], detail::xxh_load<std::uint64_t>(at + 8 * k));
        hash = std::rotl(lane[0], 1) + std::rotl(lane[1], 7) + std::rotl(lane[2], 12) + std::rotl(lane[3], 18);
        for (std::uint64_t const one : lane) hash = (hash ^ detail::xxh_round(0, one)) * detail::xxh_prime1 + detail::xxh_prime4;
    }
    return detail::xxh_finish(hash + bytes.size(), at, end);
}

}  // namespace tanji
