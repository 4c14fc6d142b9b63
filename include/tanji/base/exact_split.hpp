// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tanji/base/result.hpp"

/// \file
/// Parts that add up to their whole in plain double arithmetic. Explanations of a difference (what changed since last year, why
/// a park is not the sum of its sites) are read by people who add the column up: a last digit that is off by one looks like a mistake.
///     ExactSplit const split = exact_split({{9.1, -11.3}}, 100, 97.8);
///     split.parts[0] + split.parts[1] == split.after - split.before;   // exactly
namespace tanji {

/// What exact_split() gives. All numbers are whole multiples of `quantum`, and so few of them that every partial sum of the parts,
/// in any order and grouping, is a double: adding them rounds nothing.
struct ExactSplit {
    double quantum = 0;           ///< a power of two, about 1e-16 of the largest total; 0 if everything is 0
    double before = 0;
    double after = 0;
    double change = 0;            ///< after - before, exactly; the sum of `parts`, exactly
    std::vector<double> parts{};  ///< in the order given; a part that was 0 stays 0
};

/// Splits after - before into parts that were computed one by one, each with its own rounding. Rounded to multiples of one quantum (the finest
/// that leaves every sum exact); what the roundings leave over goes to the parts that lost most (largest remainder), never to one that is 0.
/// The larger one of `before` and `after` keeps its bits unless the parts together are larger still; the other one is rounded to its last place.
/// Problems: "number.not-finite"; "split.differs" if the parts miss the difference by more than roundings explain, because spreading
/// a real gap over them would hide it. O(n log n).
[[nodiscard]] Result<ExactSplit> try_exact_split(std::span<double const> parts, double before, double after);
[[nodiscard]] inline ExactSplit exact_split(std::span<double const> parts, double before, double after) { return try_exact_split(parts, before, after).value(); }

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/base/impl/exact_split.ipp"
#endif
