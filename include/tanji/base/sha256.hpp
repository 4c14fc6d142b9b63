// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "tanji/config.hpp"

/// \file
/// The digest by which factors, records and source files are told apart.
namespace tanji {

/// SHA-256 (FIPS 180-4), fed in parts: names a record or a file by its content.
///     Sha256 hash;
///     hash.add("abc");
///     hash.hex();  // "ba7816bf..."
class Sha256 {
public:
    void add(std::string_view bytes) noexcept;
    /// The digest of what was added so far; more may be added afterwards.
    [[nodiscard]] std::array<std::uint8_t, 32> digest() const noexcept;
    [[nodiscard]] std::string hex() const;

private:
    void block(unsigned char const* bytes) noexcept;

    std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<unsigned char, 64> rest_{};
    std::uint64_t bytes_ = 0;
};

/// 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/base/impl/sha256.ipp"
#endif
