// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>
#include <string>

#include "tanji/base/text.hpp"
#include "tanji/uncertainty/box_muller.hpp"
#include "tanji/uncertainty/distribution.hpp"

TANJI_NO_FUSING_BEGIN
namespace tanji::detail {

/// One id for all: what readers do about it (keep the amount as certain) does not depend on which number was wrong.
[[nodiscard]] inline Problem uncertainty_problem(std::string expected, std::string got) {
    return {.id = "uncertainty.unusable", .what = "these numbers do not make a distribution", .expected = std::move(expected), .got = std::move(got),
            .hint = "correct the numbers, or take the amount as certain"};
}

[[nodiscard]] inline std::string uncertainty_numbers(double a, double b) { return number_text(a) + " and " + number_text(b); }

}  // namespace tanji::detail

namespace tanji {

// The words that findings and exports use; "?" can only be seen for a number that was cast to the enumeration.
TANJI_INLINE std::string_view to_text(DistributionKind kind) noexcept {
    switch (kind) {
        case DistributionKind::none: return "none";
        case DistributionKind::lognormal: return "lognormal";
        case DistributionKind::normal: return "normal";
        case DistributionKind::triangular: return "triangular";
        case DistributionKind::uniform: return "uniform";
    }
    return "?";
}

// A median of 0 has no logarithm, and files write a deviation of 0 or 1 where they mean "certain": the first is refused, the second taken at
// its word. Below 1 the number was most likely the plain standard deviation, or its logarithm: guessing would change every sample.
// A negative amount is kept: the samples are that amount times a positive factor, so that the sign of a credit never flips.
TANJI_INLINE Result<Distribution> Distribution::try_lognormal(double amount, double geometric_sd) {
    bool const possible = std::isfinite(amount) && std::isfinite(geometric_sd) && (geometric_sd == 0 || geometric_sd >= 1);
    if (!possible || amount == 0)
        return detail::uncertainty_problem("an amount other than 0 and a geometric standard deviation of 1 or more", detail::uncertainty_numbers(amount, geometric_sd));
    if (geometric_sd == 0 || geometric_sd == 1) return certain(amount);
    return Distribution{.kind = DistributionKind::lognormal, .a = amount, .b = elementary::log(geometric_sd)};
}

// The deviation is in the unit of the mean, not a share of it. Samples may change their sign; that is what a normal distribution says.
TANJI_INLINE Result<Distribution> Distribution::try_normal(double mean, double sd) {
    if (!std::isfinite(mean) || !std::isfinite(sd) || sd < 0)
        return detail::uncertainty_problem("a mean and a standard deviation that is not negative", detail::uncertainty_numbers(mean, sd));
    if (sd == 0) return certain(mean);
    return Distribution{.kind = DistributionKind::normal, .a = mean, .b = sd};
}

// The difference of the ends is tested too: two finite ends can lie further apart than double reaches, and at() would give infinity.
TANJI_INLINE Result<Distribution> Distribution::try_triangular(double minimum, double mode, double maximum) {
    bool const finite = std::isfinite(minimum) && std::isfinite(mode) && std::isfinite(maximum) && std::isfinite(maximum - minimum);
    if (!finite || !(minimum <= mode && mode <= maximum))
        return detail::uncertainty_problem("minimum <= mode <= maximum", number_text(minimum) + ", " + number_text(mode) + " and " + number_text(maximum));
    if (minimum == maximum) return certain(mode);
    return Distribution{.kind = DistributionKind::triangular, .a = minimum, .b = mode, .c = maximum};
}

// As for the triangle: the width itself has to be a number. Equal ends are an amount that is certain, not a mistake.
TANJI_INLINE Result<Distribution> Distribution::try_uniform(double minimum, double maximum) {
    if (!std::isfinite(minimum) || !std::isfinite(maximum) || !std::isfinite(maximum - minimum) || minimum > maximum)
        return detail::uncertainty_problem("minimum <= maximum", detail::uncertainty_numbers(minimum, maximum));
    if (minimum == maximum) return certain(minimum);
    return Distribution{.kind = DistributionKind::uniform, .a = minimum, .b = maximum};
}

// For readers of files, which know the kind only at run time; the parameters mean what the named function of that kind takes.
TANJI_INLINE Result<Distribution> Distribution::try_make(DistributionKind kind, double a, double b, double c) {
    switch (kind) {
        case DistributionKind::none: break;
        case DistributionKind::lognormal: return try_lognormal(a, b);
        case DistributionKind::normal: return try_normal(a, b);
        case DistributionKind::triangular: return try_triangular(a, b, c);
        case DistributionKind::uniform: return try_uniform(a, b);
    }
    if (!std::isfinite(a)) return detail::uncertainty_problem("a finite amount", number_text(a));
    return certain(a);
}

// A pure function of (stream, item, sample): no state, safe from any thread, and any sample can be recomputed alone (rule B3). Eight samples
// share four blocks of Philox, two deviates of Box-Muller each; the order of lanes is the one that the vectorised sampler writes.
TANJI_INLINE double standard_normal(RandomStream const& stream, std::uint64_t item, std::uint64_t sample) noexcept {
    std::uint64_t const lane = sample % 8;
    auto const words = philox4x32(stream.counter(item, sample / 8 * 4 + lane % 4, false), stream.key());
    double x = 0, y = 0;
    detail::box_muller(words[0], words[1], words[2], words[3], x, y);
    return lane < 4 ? x : y;
}

// Two blocks of four words give the eight samples here: half of the random bits, which single precision can use.
TANJI_INLINE float standard_normal32(RandomStream const& stream, std::uint64_t item, std::uint64_t sample) noexcept {
    std::uint64_t const lane = sample % 8;
    auto const words = philox4x32(stream.counter(item, sample / 8 * 2 + lane % 2, true), stream.key());
    float x = 0, y = 0;
    std::size_t const pair = lane < 4 ? 0 : 2;
    detail::box_muller(words[pair], words[pair + 1], x, y);
    return lane % 4 < 2 ? x : y;
}

// The inverse of the distribution function for kinds whose inverse is cheap; `u` in (0, 1). Others give their first parameter.
TANJI_INLINE double Distribution::at(double u) const noexcept {
    TANJI_NO_CONTRACTION
    if (kind == DistributionKind::uniform) return a + (b - a) * u;
    if (kind != DistributionKind::triangular) return a;
    // The distribution function is a parabola on either side of the mode; its inverse is exact at both ends.
    double const width = c - a;
    double const left = (b - a) / width;
    if (u < left) return a + width * elementary::square_root(u * left);
    return c - width * elementary::square_root((1 - u) * (1 - left));
}

// Whether a file's amount is the median or the mean of a lognormal is the caller's decision: the two differ by exp(sigma^2 / 2), which is
// 27 % at a geometric standard deviation of 2. No contraction: fused multiply-adds would give other bits on other machines.
TANJI_INLINE double Distribution::draw(RandomStream const& stream, std::uint64_t item, std::uint64_t sample, LognormalAmount amount) const noexcept {
    TANJI_NO_CONTRACTION
    switch (kind) {
        case DistributionKind::none: return a;
        case DistributionKind::lognormal: {
            double const median = amount == LognormalAmount::median ? a : a * elementary::exp(-0.5 * b * b);
            return median * elementary::exp(b * standard_normal(stream, item, sample));
        }
        case DistributionKind::normal: return a + b * standard_normal(stream, item, sample);
        case DistributionKind::triangular:
        case DistributionKind::uniform: return at(stream.uniform(item, sample));
    }
    return a;
}

// The fast path: the deviate in single precision, the amount in double. Half a step is added to 32 bits so that 0 and 1 never occur.
TANJI_INLINE double Distribution::draw32(RandomStream const& stream, std::uint64_t item, std::uint64_t sample, LognormalAmount amount) const noexcept {
    TANJI_NO_CONTRACTION
    switch (kind) {
        case DistributionKind::none: return a;
        case DistributionKind::lognormal: {
            double const median = amount == LognormalAmount::median ? a : a * elementary::exp(-0.5 * b * b);
            return median * static_cast<double>(elementary::exp(static_cast<float>(b) * standard_normal32(stream, item, sample)));
        }
        case DistributionKind::normal: return a + b * static_cast<double>(standard_normal32(stream, item, sample));
        case DistributionKind::triangular:
        case DistributionKind::uniform: return at((static_cast<double>(stream.bits32(item, sample)) + 0.5) * 0x1p-32);
    }
    return a;
}

// Terms are divided before they are added, so that amounts near the largest double do not overflow on the way to a mean that fits.
TANJI_INLINE double Distribution::mean(LognormalAmount amount) const noexcept {
    TANJI_NO_CONTRACTION
    switch (kind) {
        case DistributionKind::none: return a;
        case DistributionKind::lognormal: return amount == LognormalAmount::mean ? a : a * elementary::exp(0.5 * b * b);
        case DistributionKind::normal: return a;
        case DistributionKind::triangular: return a / 3 + b / 3 + c / 3;
        case DistributionKind::uniform: return 0.5 * a + 0.5 * b;
    }
    return a;
}

// Lognormal: mean^2 * (exp(sigma^2) - 1). The others are the textbook moments of their densities.
TANJI_INLINE double Distribution::variance(LognormalAmount amount) const noexcept {
    TANJI_NO_CONTRACTION
    switch (kind) {
        case DistributionKind::none: return 0;
        case DistributionKind::lognormal: {
            double const m = mean(amount);
            // expm1 of small arguments by its series, so that narrow distributions keep their digits.
            double const s = b * b;
            double const grown = s < 1e-5 ? s * (1 + s * (0.5 + s / 6)) : elementary::exp(s) - 1;
            return m * m * grown;
        }
        case DistributionKind::normal: return b * b;
        case DistributionKind::triangular: return ((b - a) * (b - a) + (c - b) * (c - b) + (b - a) * (c - b)) / 18;
        case DistributionKind::uniform: return (b - a) * (b - a) / 12;
    }
    return 0;
}

}  // namespace tanji
TANJI_NO_FUSING_END
