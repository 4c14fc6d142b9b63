// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "tanji/solve/structure.hpp"

namespace tanji::detail {

/// A component by rows, scaled so that its values are of moderate size: row p lists who consumes product p.
struct LoopMatrix {
    std::vector<std::int32_t> start{0}, column{};
    std::vector<double> value{}, diagonal{};

    /// How much of product p one unit of product q consumes: above 0 for ordinary inputs and waste alike, below 0 for
    /// what q avoids.
    [[nodiscard]] double gain(std::size_t p, std::size_t entry) const { return -value[entry] / diagonal[p]; }
};

/// Bounds of the spectral radius of the consumption gains (credits left out) by Collatz and Wielandt, with the vector.
struct GainRadius {
    double lower = 0, upper = std::numeric_limits<double>::infinity();
    double estimate = 0; ///< growth in the last step: decides where credits cut the loop and the bounds stay apart
    std::vector<double> right{}, left{};

    [[nodiscard]] double value() const { return (std::min)((std::max)(estimate, lower), upper); }
};

/// Power iteration on I + G, which converges where G alone would cycle; stops when the bounds separate from 1 or meet.
[[nodiscard]] inline GainRadius gain_radius(LoopMatrix const& t) {
    std::size_t const n = t.diagonal.size();
    GainRadius r;
    r.right.assign(n, 1.0);
    r.left.assign(n, 1.0);
    std::vector<double> right(n), left(n);
    for (int step = 0; step < 2000; ++step) {
        std::fill(right.begin(), right.end(), 0.0);
        std::fill(left.begin(), left.end(), 0.0);
        for (std::size_t p = 0; p < n; ++p)
            for (std::int32_t e = t.start[p]; e < t.start[p + 1]; ++e) {
                std::size_t const q = at(t.column[at(e)]);
                double const gain = t.gain(p, at(e));
                if (q == p || gain <= 0) continue;
                right[p] += gain * r.right[q];
                left[q] += gain * r.left[p];
            }
        double lower = std::numeric_limits<double>::infinity(), upper = 0, most_right = 0, most_left = 0;
        for (std::size_t p = 0; p < n; ++p) {
            lower = (std::min)(lower, right[p] / r.right[p]);
            upper = (std::max)(upper, right[p] / r.right[p]);
            right[p] += r.right[p];
            left[p] += r.left[p];
            most_right = (std::max)(most_right, right[p]);
            most_left = (std::max)(most_left, left[p]);
        }
        r.lower = (std::max)(r.lower, lower);
        r.upper = (std::min)(r.upper, upper);
        r.estimate = most_right - 1; // the largest entry was 1
        // Entries never reach 0, so that the ratios stay defined where credits cut the component into pieces.
        for (std::size_t p = 0; p < n; ++p) {
            r.right[p] = (std::max)(right[p] / most_right, 1e-280);
            r.left[p] = (std::max)(left[p] / most_left, 1e-280);
        }
        if (r.upper < 1 || r.upper - r.lower <= 1e-9 * r.upper) break;
        if (r.lower >= 1 && step >= 200) break;
    }
    return r;
}

/// Spectral radius with the credits counted, from the growth of powers (leading pairs may be complex, so the mean over
/// many steps is taken). Below 1 the chain of purchases and credits settles, and its negative supplies are legitimate.
[[nodiscard]] inline double signed_radius(LoopMatrix const& t) {
    std::size_t const n = t.diagonal.size();
    std::vector<double> now(n), next(n);
    for (std::size_t p = 0; p < n; ++p) now[p] = 1 + static_cast<double>(p % 3) / 2;
    constexpr int warm_up = 200, counted = 400;
    double log_growth = 0;
    for (int step = 0; step < warm_up + counted; ++step) {
        double most = 0;
        for (std::size_t p = 0; p < n; ++p) {
            next[p] = 0;
            for (std::int32_t e = t.start[p]; e < t.start[p + 1]; ++e)
                if (at(t.column[at(e)]) != p) next[p] += t.gain(p, at(e)) * now[at(t.column[at(e)])];
            most = (std::max)(most, std::fabs(next[p]));
        }
        if (!(most > 0)) return 0;
        if (step >= warm_up) log_growth += std::log(most);
        for (std::size_t p = 0; p < n; ++p) now[p] = next[p] / most;
    }
    return std::exp(log_growth / counted);
}

[[nodiscard]] inline bool has_credit(LoopMatrix const& t) {
    for (std::size_t p = 0; p < t.diagonal.size(); ++p)
        for (std::int32_t e = t.start[p]; e < t.start[p + 1]; ++e)
            if (at(t.column[at(e)]) != p && t.gain(p, at(e)) < 0) return true;
    return false;
}

/// A cycle of consumption whose gains multiply to more than 1, by Bellman and Ford on -log gain; empty if none is found.
struct GainCycle {
    std::vector<std::int32_t> members{}; ///< each consumes from the next, the last from the first
    double gain = 0;
};

/// Follows predecessors from every node; a repeat within one walk is a cycle.
[[nodiscard]] inline std::vector<std::int32_t> parent_cycle(std::vector<std::int32_t> const& parent) {
    std::vector<std::int32_t> mark(parent.size(), -1);
    for (std::int32_t root = 0; root < static_cast<std::int32_t>(parent.size()); ++root) {
        std::int32_t node = root;
        while (node >= 0 && mark[at(node)] < 0) {
            mark[at(node)] = root;
            node = parent[at(node)];
        }
        if (node < 0 || mark[at(node)] != root) continue;
        std::vector<std::int32_t> members;
        std::int32_t const first = node;
        do {
            members.push_back(node);
            node = parent[at(node)];
        } while (node != first);
        // Parents point from supplier to consumer; list consumers first, from the smallest index.
        std::reverse(members.begin(), members.end());
        std::rotate(members.begin(), std::min_element(members.begin(), members.end()), members.end());
        return members;
    }
    return {};
}

[[nodiscard]] inline GainCycle gain_cycle(LoopMatrix const& t) {
    std::size_t const n = t.diagonal.size();
    std::vector<double> height(n, 0.0);      // log of the best path gain that ends here
    std::vector<std::int32_t> parent(n, -1); // the consumer before it
    std::vector<double> entry_gain(n, 0.0);
    GainCycle cycle;
    std::size_t const rounds = (std::min)(n + 1, std::size_t{400});
    for (std::size_t round = 0; round < rounds && cycle.members.empty(); ++round) {
        bool changed = false;
        for (std::size_t p = 0; p < n; ++p)
            for (std::int32_t e = t.start[p]; e < t.start[p + 1]; ++e) {
                std::size_t const q = at(t.column[at(e)]);
                double const gain = t.gain(p, at(e));
                if (q == p || gain <= 0) continue;
                double const candidate = height[q] + std::log(gain);
                if (candidate <= height[p] + 1e-12) continue;
                height[p] = candidate;
                parent[p] = static_cast<std::int32_t>(q);
                entry_gain[p] = gain;
                changed = true;
            }
        if (!changed) break;
        if (round % 8 == 0 || round + 1 == rounds || n < 64) cycle.members = parent_cycle(parent);
    }
    if (cycle.members.empty()) return cycle;
    cycle.gain = 1;
    for (std::int32_t const p : cycle.members) cycle.gain *= entry_gain[at(p)];
    return cycle;
}

}  // namespace tanji::detail
