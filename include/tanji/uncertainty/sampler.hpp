// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <span>

#include "tanji/base/cpu.hpp"
#include "tanji/base/random.hpp"

/// \file
/// Random numbers for eight samples at a time. Lane k of group g is sample 8g + k. Same bits with every instruction set, for
/// any selection and order of items, and as the scalar functions of uncertainty/distribution.hpp (rule B3).
///
/// double: 52 to 53 random bits each, tails to 8.6 standard deviations. float: 31 bits, tails to 6.7, for whoever declares that he
/// wants speed instead. Normal deviates by the method of Box and Muller (1958): two of them need two even numbers.
namespace tanji {

/// Samples of one group.
inline constexpr std::size_t sample_lanes = 8;

/// Standard normal deviates: out[8 i + k] for items[i] in lane k. `out` holds 8 x items; a shorter one is filled in part.
void draw_normals(InstructionSet set, RandomStream const& stream, std::uint64_t group, std::span<std::uint32_t const> items, std::span<double> out) noexcept;
void draw_normals(InstructionSet set, RandomStream const& stream, std::uint64_t group, std::span<std::uint32_t const> items, std::span<float> out) noexcept;

/// e^(sigma z) of the same deviates z: lognormal numbers of median 1. `sigma` (the natural logarithm of the geometric standard
/// deviation) has one entry per item. About 1 ns a float and 2 ns a double with AVX-512.
void draw_lognormals(InstructionSet set, RandomStream const& stream, std::uint64_t group, std::span<std::uint32_t const> items,
                     std::span<double const> sigma, std::span<double> out) noexcept;
void draw_lognormals(InstructionSet set, RandomStream const& stream, std::uint64_t group, std::span<std::uint32_t const> items,
                     std::span<float const> sigma, std::span<float> out) noexcept;

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/uncertainty/impl/sampler.ipp"
#endif
