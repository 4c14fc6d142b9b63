// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "tanji/base/finding.hpp"
#include "tanji/solve/names.hpp"

/// \file
/// Words for what can be wrong with a loop. The solver finds it with numbers and indices, here it becomes a message that
/// names processes and says where to look. Also of use to who has a null vector from elsewhere.
namespace tanji {

/// One link of a loop in words and numbers: `consumer` takes `gain` of a unit of `supplier` per unit of its own product
/// (free of units only around a whole cycle).
struct LoopLink {
    std::int32_t consumer = 0;
    std::int32_t supplier = 0;
    double gain = 0;
};

/// What is wrong with a strongly connected component, before it is put into words.
struct LoopDiagnosis {
    double gain = 0;                           ///< of the cycle if there is one, else the spectral radius of all gains
    std::vector<std::int32_t> cycle{};         ///< columns; each consumes from the next, the last from the first
    std::vector<LoopLink> strongest{};         ///< without such a cycle: links that raise the radius most
};

/// "solve.singular": the loop consumes exactly what it makes. `columns` and `runs` hold the null vector: running the
/// processes that often delivers nothing.
[[nodiscard]] Problem singular_problem(std::span<std::int32_t const> columns, std::span<double const> runs, NameLookup const& names);

/// "solve.nearly-singular": changing the amounts by the share `distance` would make the loop singular.
[[nodiscard]] Finding nearly_singular_finding(std::span<std::int32_t const> columns, std::span<double const> runs, double distance,
                                              NameLookup const& names);

/// "solve.unproductive": the loop consumes at least what it makes, so supplies come out negative.
[[nodiscard]] Finding unproductive_finding(LoopDiagnosis const& diagnosis, NameLookup const& names);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/solve/impl/diagnosis.ipp"
#endif
