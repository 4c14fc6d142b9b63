// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <vector>

#include "tanji/base/sort.hpp"
#include "tanji/solve/diagnose.hpp"
#include "tanji/solve/impl/broken_loop.ipp"
#include "tanji/solve/impl/loop_diagnosis.ipp"
#include "tanji/solve/impl/ordinary.ipp"

/// \file
/// Which exchange of a loop is most likely wrong: one whose change alone would mend the loop, and whose amount is far from
/// what the rest of the data lets expect, by a ratio that units are mixed up with.
namespace tanji::detail {

/// A ratio of units and the log of how usual the slip is, against the prefix of 1,000.
struct Slip {
    double factor, usual;
};
inline constexpr Slip slips[] = {
    {1000, 0},          // k, M, milli; t for kg; m3 for L
    {1e6, -2},          // two prefixes; g for t
    {1e9, -4},
    {100, -1.5},        // per cent; cm for m
    {10, -2},           // a shifted point
    {3.6, -2.5},        // MJ for kWh
    {3600, -4},         // s for h; kJ for kWh
    {24, -4},           // h for days
    {60, -4},           // min for h
    {365, -4},          // days for years
    {8760, -4},         // h for years
    {2.2046226, -3},    // lb for kg
    {907.18474, -4},    // short tons for kg
    {4.1868, -4},       // cal for J
    {3.785411784, -4},  // gallons for L
    {35.314667, -4},    // cubic feet for m3
    {1055.05585, -4},   // Btu for J or kJ
};

/// A cell of the loop and the gain of all loops through it together: 1 is where it begins to feed itself.
struct LoopCandidate {
    std::size_t p, q; ///< p == q: the output of q
    double gain;
};

/// Gains of candidate cells by one solve each for a demand of product p: with s the supply of q and a the amount, r = s / (1 + a s) is what q
/// would supply without the cell (Sherman and Morrison 1950), and a r its gain; for an output, 1 - 1 / (d s).
/// Meaningless where the rest of the loop is broken too.
inline void measure_gains(BrokenLoop const& loop, Solver const& solver, std::vector<LoopCandidate>& candidates) {
    // Candidates of one product share their solve.
    std::map<std::size_t, std::vector<LoopCandidate*>> by_row;
    for (auto& candidate : candidates) by_row[candidate.p].push_back(&candidate);
    Workspace workspace;
    for (auto& [p, cells] : by_row) {
        DemandEntry const demand[] = {{static_cast<std::int32_t>(p), loop.entries.diagonal[p]}};
        std::span<double> x;
        bool const solved = static_cast<bool>(solver.try_supply(demand, workspace, x));
        for (LoopCandidate* cell : cells) {
            cell->gain = std::nan("");
            if (!solved) continue;
            if (cell->q == p) {
                cell->gain = 1 - 1 / x[p];
                continue;
            }
            for (std::int32_t e = loop.entries.start[cell->q]; e < loop.entries.start[cell->q + 1]; ++e)
                if (at(loop.entries.row[at(e)]) == p) {
                    double const through = -loop.entries.value[at(e)] / loop.entries.diagonal[p] * x[cell->q];
                    cell->gain = through / (1 + through);
                }
        }
    }
}

/// The best explanation of one cell by a slip that leaves its loop productive.
[[nodiscard]] inline SuspectExchange judge(BrokenLoop const& loop, SystemMatrices const& matrices, OrdinaryAmounts const& ordinary, LoopCandidate const& candidate) {
    auto const a = matrices.technosphere();
    SuspectExchange suspect{.product = loop.rows[candidate.p], .process = loop.columns[candidate.q], .output = candidate.p == candidate.q};
    for (std::int32_t e = a.start[at(suspect.process)]; e < a.start[at(suspect.process) + 1]; ++e)
        if (a.row[at(e)] == suspect.product) suspect.amount = std::fabs(a.value[at(e)]);
    suspect.evidence = -1e300;
    constexpr double output_prior = -2; // there are ten times as many inputs that could be wrong
    for (Slip const& slip : slips) {
        if (!(candidate.gain < slip.factor)) continue;
        double const evidence = slip.usual + (suspect.output ? output_prior + ordinary.output_too_small(suspect.process, slip.factor) : ordinary.too_large(suspect.product, suspect.process, slip.factor));
        if (evidence <= suspect.evidence) continue;
        suspect.evidence = evidence;
        suspect.factor = slip.factor;
    }
    // Below this an ordinary amount is as likely as the slip.
    constexpr double telling = 0.5;
    if (!(suspect.evidence > telling)) suspect.factor = 1;
    // Without a slip the bound is given at which the gain is 1: it needs no opinion about the amount.
    double const change = suspect.factor > 1 ? suspect.factor : candidate.gain;
    suspect.better = suspect.output ? suspect.amount * change : suspect.amount / change;
    suspect.gain = candidate.gain / change;
    return suspect;
}

/// Candidates as suspects, the likeliest first; cells whose change alone would not mend the loop are left out.
[[nodiscard]] inline std::vector<SuspectExchange> suspects_of(BrokenLoop const& loop, SystemMatrices const& matrices, OrdinaryAmounts const& ordinary,
                                                              std::vector<LoopCandidate> const& candidates) {
    std::vector<SuspectExchange> suspects;
    for (auto const& candidate : candidates)
        if (candidate.gain >= 1 - 1e-6 && std::isfinite(candidate.gain)) suspects.push_back(judge(loop, matrices, ordinary, candidate));
    sort_keeping_order(suspects, [](auto const& a, auto const& b) { return a.evidence > b.evidence; });
    return suspects;
}

}  // namespace tanji::detail
