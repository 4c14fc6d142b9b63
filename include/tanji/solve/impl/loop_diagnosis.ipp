// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "tanji/solve/diagnosis.hpp"
#include "tanji/solve/impl/loop.ipp"

// Apart from diagnosis.ipp because the solver's templates need it in every translation unit of generic.hpp, also in
// compiled mode: everything here is inline.
namespace tanji::detail {

/// Links by their share in the radius: left * gain * right, the derivative of log rho by log gain up to a factor.
[[nodiscard]] inline std::vector<LoopLink> strongest_links(LoopMatrix const& t, GainRadius const& radius, std::span<std::int32_t const> columns) {
    struct Share {
        double share;
        std::size_t order; // ties keep the order of the matrix
        LoopLink link;
    };
    std::vector<Share> links;
    for (std::size_t p = 0; p < t.diagonal.size(); ++p)
        for (std::int32_t e = t.start[p]; e < t.start[p + 1]; ++e) {
            std::size_t const q = at(t.column[at(e)]);
            double const gain = t.gain(p, at(e));
            if (q != p && gain > 0) links.push_back({radius.left[p] * gain * radius.right[q], at(e), {columns[q], columns[p], gain}});
        }
    std::sort(links.begin(), links.end(), [](Share const& a, Share const& b) { return a.share > b.share || (a.share == b.share && a.order < b.order); });
    std::vector<LoopLink> strongest;
    for (std::size_t k = 0; k < (std::min)(links.size(), std::size_t{5}); ++k) strongest.push_back(links[k].link);
    return strongest;
}

/// True and a diagnosis if consumption in the component reaches gain 1 and credits do not bring it below. A single cycle is
/// preferred as the explanation, because it can be followed by eye; where none reaches 1 alone, several small loops do it
/// together and the links that raise the radius most are named.
[[nodiscard]] inline bool diagnose_loop(LoopMatrix const& t, std::span<std::int32_t const> columns, LoopDiagnosis& diagnosis) {
    auto const radius = gain_radius(t);
    // Within 1e-9 of 1, the precision of the bounds, the loop is nearly singular, which is a finding of its own.
    if (!(radius.value() > 1 + 1e-9)) return false;
    if (has_credit(t) && signed_radius(t) < 1) return false;
    auto const cycle = gain_cycle(t);
    if (cycle.gain >= 1) {
        diagnosis.gain = cycle.gain;
        for (std::int32_t const member : cycle.members) diagnosis.cycle.push_back(columns[at(member)]);
    } else {
        diagnosis.gain = radius.value();
        diagnosis.strongest = strongest_links(t, radius, columns);
    }
    return true;
}

}  // namespace tanji::detail
