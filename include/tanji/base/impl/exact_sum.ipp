// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <bit>
#include <cmath>

#include "tanji/base/exact_sum.hpp"
#include "tanji/base/text.hpp"

/// \file
/// Fixed-point accumulation (U. Kulisch, "Computer Arithmetic and Validity", 2008) on 64-bit integers. Nothing here rounds
/// but the last step of value(), which is why totals of emissions have the same bits in any order of the lines.
namespace tanji {

// The 53 bits of the mantissa, shifted by less than 32, span at most three limbs. Each limb receives less than 2^32 per
// addition and holds 2^63, so 2^30 additions may pass before carries are settled, with room for a merge.
TANJI_INLINE ExactSum& ExactSum::add(double number) {
    auto const bits = std::bit_cast<std::uint64_t>(number);
    auto const exponent = static_cast<unsigned>(bits >> 52 & 0x7ff);
    if (exponent == 0x7ff) {
        throw Error({.id = "number.not-finite", .what = "a number to be added is not finite", .expected = "a finite number", .got = number_text(number)});
    }
    // The implicit leading bit is there for normal numbers only; subnormal ones share the exponent of the smallest normal.
    std::uint64_t mantissa = bits & 0xf'ffff'ffff'ffffu;
    if (exponent != 0) mantissa |= std::uint64_t{1} << 52;
    unsigned const place = exponent == 0 ? 0 : exponent - 1;  // the lowest bit of the mantissa is 2^(place - 1074)
    std::size_t const first = place / 32;
    unsigned const shift = place % 32;
    std::uint64_t const low = mantissa << shift;
    std::uint64_t const high = shift == 0 ? 0 : mantissa >> (64 - shift);
    std::int64_t const sign = (bits >> 63) != 0 ? -1 : 1;
    limb_[first] += sign * static_cast<std::int64_t>(low & 0xffff'ffffu);
    limb_[first + 1] += sign * static_cast<std::int64_t>(low >> 32);
    limb_[first + 2] += sign * static_cast<std::int64_t>(high);
    if (++pending_ >= (1u << 30)) carry();
    return *this;
}

// Both are carried first, or 2^30 additions here and 2^30 there could fill a limb.
TANJI_INLINE ExactSum& ExactSum::add(ExactSum const& other) noexcept {
    ExactSum carried = other;
    carried.carry();
    carry();
    for (std::size_t i = 0; i < limbs; ++i) limb_[i] += carried.limb_[i];
    pending_ = 2;
    return *this;
}

/// Leaves every limb but the highest in [0, 2^32); the highest keeps the sign.
TANJI_INLINE void ExactSum::carry() noexcept {
    std::int64_t over = 0;
    for (std::size_t i = 0; i + 1 < limbs; ++i) {
        std::int64_t const sum = limb_[i] + over;
        over = sum >> 32;  // arithmetic shift: rounds down, which C++20 guarantees
        limb_[i] = sum - over * (std::int64_t{1} << 32);
    }
    limb_[limbs - 1] += over;
    pending_ = 0;
}

// On a copy, so that asking for the value twice, or adding more afterwards, changes nothing.
// The sign is taken out first: rounding to nearest is symmetric, and limbs in [0, 2^32) make the top bit easy to find.
// Rounding up may carry the mantissa to 2^53, which is still exact as a double. Below the normal numbers `lowest` stays 0:
// bit 0 is the smallest subnormal, so nothing is lost there and nothing is rounded twice.
TANJI_INLINE double ExactSum::value() const {
    ExactSum sum = *this;
    sum.carry();
    bool const negative = sum.limb_[limbs - 1] < 0;
    if (negative) {
        for (auto& limb : sum.limb_) limb = -limb;
        sum.carry();
    }
    std::size_t top = limbs;
    while (top > 0 && sum.limb_[top - 1] == 0) --top;
    if (top == 0) return 0.0;
    auto const bit_at = [&](std::size_t i) { return static_cast<std::uint64_t>(sum.limb_[i / 32]) >> (i % 32) & 1u; };
    std::size_t const highest = (top - 1) * 32 + static_cast<std::size_t>(std::bit_width(static_cast<std::uint64_t>(sum.limb_[top - 1]))) - 1;
    std::size_t const lowest = highest > 52 ? highest - 52 : 0;
    std::uint64_t mantissa = 0;
    for (std::size_t i = highest + 1; i-- > lowest;) mantissa = mantissa << 1 | bit_at(i);
    if (lowest > 0 && bit_at(lowest - 1) != 0) {  // half a unit or more is lost: up unless exactly half and even
        bool more = (mantissa & 1) != 0;
        for (std::size_t i = 0; !more && i + 1 < lowest; ++i) more = bit_at(i) != 0;
        if (more) ++mantissa;
    }
    double const size = std::ldexp(static_cast<double>(mantissa), static_cast<int>(lowest) - 1074);
    if (std::isinf(size)) throw Error({.id = "number.overflow", .what = "a sum is above the largest double", .expected = "a sum below 1.8e308", .got = "more"});
    return negative ? -size : size;
}

TANJI_INLINE double exact_sum(std::span<double const> numbers) {
    ExactSum sum;
    for (double const number : numbers) sum.add(number);
    return sum.value();
}

TANJI_INLINE double exact_sum(std::initializer_list<double> numbers) { return exact_sum(std::span(numbers.begin(), numbers.size())); }

}  // namespace tanji
