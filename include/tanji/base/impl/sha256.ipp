// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>

#include "tanji/base/impl/sha256_block.ipp"
#include "tanji/base/sha256.hpp"

/// \file
/// SHA-256 in plain C++, checked against the vectors of FIPS 180-4 in the tests. Own code because records and factors need
/// this one function and a cryptography library would be a dependency of every client. It names content; it guards no
/// secret, so nothing here tries to run in constant time.
namespace tanji {
// Asked for each block: the answer is a flag that the compiler's library keeps, and there is no global of ours to keep it in.
TANJI_INLINE void Sha256::block(unsigned char const* bytes) noexcept {
#ifdef TANJI_TARGET_SHA
    if (TANJI_CPU_SUPPORTS("sha")) return detail::sha256_block_x86(state_.data(), bytes);
#endif
    detail::sha256_block_plain(state_.data(), bytes);
}

// Bytes are gathered in `rest_` until a block is full; the length counts all of them. Whole blocks are not gathered first: a file of
// a million lines would be copied for nothing.
TANJI_INLINE void Sha256::add(std::string_view bytes) noexcept {
    while (!bytes.empty()) {
        if (bytes_ % 64 == 0 && bytes.size() >= 64) {
            block(reinterpret_cast<unsigned char const*>(bytes.data()));
            bytes_ += 64;
            bytes.remove_prefix(64);
            continue;
        }
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
