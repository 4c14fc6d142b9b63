// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <string_view>

#include "tanji/base/random.hpp"
#include "tanji/base/result.hpp"

/// \file
/// What is known of an uncertain amount: the five distributions of the field's data formats, and numbers drawn from them.
namespace tanji {

/// `none` is a certain number, also where a spread was set aside because it makes no sense (A6).
enum class DistributionKind : std::uint8_t { none, lognormal, normal, triangular, uniform };

/// "none", "lognormal", "normal", "triangular", "uniform".
[[nodiscard]] std::string_view to_text(DistributionKind kind) noexcept;

/// Which number of a lognormal distribution the stored amount is (rule A6). The two differ by e^(sigma^2 / 2): 3 % at a
/// geometric standard deviation of 1.3. openLCA samples with the mean; every result names the choice.
enum class LognormalAmount : std::uint8_t { median, mean };

/// A distribution in the form that draws need. Plain data; made by the factories below, which check. The unit is the amount's.
///
///     auto const coal = Distribution::try_lognormal(-3.2, 1.3).value();   // an input of 3.2, geometric sd 1.3
///     double const value = coal.draw({.seed = 1}, 17, 0);                 // item 17, sample 0: negative, as all of them
struct Distribution {
    DistributionKind kind = DistributionKind::none;
    double a = 0; ///< none: the value; lognormal: the amount, negative if mirrored; normal: mean; others: minimum
    double b = 0; ///< lognormal: sigma, the natural logarithm of the geometric sd; normal: sd; triangular: mode; uniform: maximum
    double c = 0; ///< triangular: maximum

    /// No check: a value that is not finite has to be refused by whoever reads it.
    [[nodiscard]] static Distribution certain(double value) noexcept { return {.a = value}; }
    /// `geometric_sd` is neither its square nor its logarithm. 0 (exporters write it for "not known") and 1 mean no uncertainty.
    /// A negative amount is the mirror image of the positive one (rule A6). Problem "uncertainty.unusable" here and below:
    /// callers that read files set such a spread aside and keep the amount as certain.
    [[nodiscard]] static Result<Distribution> try_lognormal(double amount, double geometric_sd);
    /// Mean and standard deviation in the unit of the amount; a deviation of 0 gives a certain number.
    [[nodiscard]] static Result<Distribution> try_normal(double mean, double sd);
    /// Refused unless minimum <= mode <= maximum; the amount that a file states beside them is not used.
    [[nodiscard]] static Result<Distribution> try_triangular(double minimum, double mode, double maximum);
    /// From minimum to maximum; equal ends give a certain number.
    [[nodiscard]] static Result<Distribution> try_uniform(double minimum, double maximum);
    /// By kind, with the parameters as files store them (lognormal: amount, geometric sd).
    [[nodiscard]] static Result<Distribution> try_make(DistributionKind kind, double a, double b, double c = 0);

    /// The number of one item and sample. Lognormal and normal ones may take any value of their range; triangular and uniform
    /// ones stay within it. Same bits on every machine, and as MonteCarlo's.
    [[nodiscard]] double draw(RandomStream const& stream, std::uint64_t item, std::uint64_t sample, LognormalAmount amount = LognormalAmount::median) const noexcept;
    /// The same from 32 random bits. Lognormal: the amount times a float.
    [[nodiscard]] double draw32(RandomStream const& stream, std::uint64_t item, std::uint64_t sample, LognormalAmount amount = LognormalAmount::median) const noexcept;
    /// The value at an even number u in [0, 1) of a triangular or uniform distribution; others give `a`.
    [[nodiscard]] double at(double u) const noexcept;

    /// Expected value, in closed form.
    [[nodiscard]] double mean(LognormalAmount amount = LognormalAmount::median) const noexcept;
    /// In the square of the amount's unit, in closed form; 0 for a certain number.
    [[nodiscard]] double variance(LognormalAmount amount = LognormalAmount::median) const noexcept;

    bool operator==(Distribution const&) const = default;
};

/// Standard normal deviates of one item and sample: those that draw_normals() puts in the lanes, bit by bit.
[[nodiscard]] double standard_normal(RandomStream const& stream, std::uint64_t item, std::uint64_t sample) noexcept;
[[nodiscard]] float standard_normal32(RandomStream const& stream, std::uint64_t item, std::uint64_t sample) noexcept;

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/uncertainty/impl/distribution.ipp"
#endif
