// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <bit>
#include <cstdint>

#include "tanji/config.hpp"

/// \file
/// exp, log, square root and sine for sampling, of our own: the C library's differ in the last place from machine to machine,
/// and a seeded result must not (rule B3). Only +, -, *, / of IEEE numbers and integer arithmetic, without branches, so that
/// a loop over them turns into SIMD of any width with the same bits. Polynomials: Chebyshev interpolants of our own, computed with
/// 50 digits; argument reductions as usual in the field. Largest errors, tested: double 2 ulp, float 2.5 ulp, sine 1e-16 absolute.
TANJI_NO_FUSING_BEGIN
namespace tanji::elementary {

/// ln x for a positive, normal, finite x; anything else gives a number without meaning.
[[nodiscard]] TANJI_KERNEL_BODY double log(double x) noexcept {
    TANJI_NO_CONTRACTION
    // x = 2^e m with m in [sqrt(1/2), sqrt 2): the smallest mantissa taken from the bits borrows 1 from the exponent where needed.
    std::uint64_t const bits = std::bit_cast<std::uint64_t>(x);
    std::uint64_t const shifted = bits - 0x3FE6A09E667F3BCDU + 0x8000000000000000U;
    double const m = std::bit_cast<double>(bits - (shifted & 0xFFF0000000000000U) + 0x8000000000000000U);
    double const e = std::bit_cast<double>(0x4330000000000000U | (shifted >> 52)) - (0x1p52 + 2048);
    double const s = (m - 1) / (m + 1);
    double const z = s * s;
    double const tail = 0.6666666666666666 + z * (0.4000000000000088 + z * (0.28571428570803614 + z * (0.22222222391713917 +
        z * (0.18181795640132906 + z * (0.15386239702814658 + z * (0.13268773138656886 + z * 0.13086626147840102))))));
    // m - 1 is exact, 2s is not: f - s (f - ...) keeps the last place.
    double const f = m - 1;
    return e * 0.6931471803691238 + (f - (s * (f - z * tail) - e * 1.9082149292705877e-10));
}

/// The same for float, within 2.5 ulp. Constants differ: fewer terms are needed, and ln 2 is split so that e times its first part is exact.
[[nodiscard]] TANJI_KERNEL_BODY float log(float x) noexcept {
    TANJI_NO_CONTRACTION
    std::uint32_t const bits = std::bit_cast<std::uint32_t>(x);
    std::uint32_t const shifted = bits - 0x3F3504F3U + 0x80000000U;
    float const m = std::bit_cast<float>(bits - (shifted & 0xFF800000U) + 0x80000000U);
    float const e = std::bit_cast<float>(0x4B000000U | (shifted >> 23)) - (0x1p23F + 256);
    float const f = m - 1;
    float const s = f / (m + 1);
    float const z = s * s;
    float const tail = 0.66666667F + z * (0.40000122F + z * (0.28550821F + z * 0.23330467F));
    return e * 0.693145752F + (f - (s * (f - z * tail) - e * 1.42860677e-6F));
}

/// e^x for |x| <= 708; beyond, x is cut to that range (3e307, 3e-308).
[[nodiscard]] TANJI_KERNEL_BODY double exp(double x) noexcept {
    TANJI_NO_CONTRACTION
    double const cut = x < -708 ? -708 : x > 708 ? 708 : x;
    // Adding 1.5 * 2^52 rounds to a whole number and leaves it in the low bits.
    double const magic = cut * 1.4426950408889634 + 0x1.8p52;
    double const n = magic - 0x1.8p52;
    double const r = (cut - n * 0.6931471803691238) - n * 1.9082149292705877e-10;
    double const p = 0.5 + r * (0.1666666666666667 + r * (0.04166666666666667 + r * (0.008333333333326136 + r * (0.0013888888888883748 +
        r * (0.00019841269874820627 + r * (2.4801587325547743e-05 + r * (2.7557255400206422e-06 + r * (2.75572736431103e-07 +
        r * (2.5105217004720745e-08 + r * 2.0914686968086876e-09)))))))));
    double const result = 1 + (r + r * r * p);
    return std::bit_cast<double>(std::bit_cast<std::uint64_t>(result) + (std::bit_cast<std::uint64_t>(magic) << 52));
}

/// e^x for |x| <= 87; beyond, x is cut to that range (6e37, 2e-38).
[[nodiscard]] TANJI_KERNEL_BODY float exp(float x) noexcept {
    TANJI_NO_CONTRACTION
    float const cut = x < -87 ? -87 : x > 87 ? 87 : x;
    float const magic = cut * 1.44269504F + 0x1.8p23F;
    float const n = magic - 0x1.8p23F;
    float const r = (cut - n * 0.693145752F) - n * 1.42860677e-6F;
    float const p = 0.5F + r * (0.16666577F + r * (0.041666555F + r * (0.0083631791F + r * 0.0013926184F)));
    float const result = 1 + (r + r * r * p);
    return std::bit_cast<float>(std::bit_cast<std::uint32_t>(result) + (std::bit_cast<std::uint32_t>(magic) << 23));
}

/// Square root of a finite x >= 0, by Newton's iteration for 1 / sqrt: the instruction would do, but compilers keep a call for
/// errno beside it, which ends every SIMD loop.
[[nodiscard]] TANJI_KERNEL_BODY double square_root(double x) noexcept {
    TANJI_NO_CONTRACTION
    double const half = 0.5 * x;
    double r = std::bit_cast<double>(0x5FE6EB50C7B537A9U - (std::bit_cast<std::uint64_t>(x) >> 1));  // within 3.5 %
    r = r * (1.5 - half * r * r);
    r = r * (1.5 - half * r * r);
    r = r * (1.5 - half * r * r);
    double const root = x * r;
    return root + 0.5 * r * (x - root * root);
}

/// One step of Newton less than for double: each doubles the digits.
[[nodiscard]] TANJI_KERNEL_BODY float square_root(float x) noexcept {
    TANJI_NO_CONTRACTION
    float const half = 0.5F * x;
    float r = std::bit_cast<float>(0x5F3759DFU - (std::bit_cast<std::uint32_t>(x) >> 1));
    r = r * (1.5F - half * r * r);
    r = r * (1.5F - half * r * r);
    float const root = x * r;
    return root + 0.5F * r * (x - root * root);
}

/// sin(2 pi t) for |t| <= 1/8: an eighth of a turn to either side. Angles in turns need no reduction by a rounded pi.
[[nodiscard]] TANJI_KERNEL_BODY double sine_of_turn(double t) noexcept {
    TANJI_NO_CONTRACTION
    double const z = t * t;
    double const p = -41.341702240399634 + z * (81.60524927594804 + z * (-76.70585970427454 + z * (42.058685020160894 +
        z * (-15.093804209987114 + z * 3.7808689593022957))));
    return t * (6.283185307179586 + z * p);
}
/// For float three terms less reach its last place.
[[nodiscard]] TANJI_KERNEL_BODY float sine_of_turn(float t) noexcept {
    TANJI_NO_CONTRACTION
    float const z = t * t;
    return t * (6.28318529F + z * (-41.3416626F + z * (81.5925429F + z * -75.4016127F)));
}

/// cos(2 pi t) for |t| <= 1/8.
[[nodiscard]] TANJI_KERNEL_BODY double cosine_of_turn(double t) noexcept {
    TANJI_NO_CONTRACTION
    double const z = t * t;
    double const p = -19.739208802178705 + z * (64.93939402261259 + z * (-85.45681716509442 + z * (60.244630008143865 +
        z * (-26.424853147906646 + z * 7.823560405842185))));
    return 1 + z * p;
}
/// See sine_of_turn(float).
[[nodiscard]] TANJI_KERNEL_BODY float cosine_of_turn(float t) noexcept {
    TANJI_NO_CONTRACTION
    float const z = t * t;
    return 1 + z * (-19.7392088F + z * (64.9393691F + z * (-85.4488201F + z * 59.424106F)));
}

}  // namespace tanji::elementary
TANJI_NO_FUSING_END
