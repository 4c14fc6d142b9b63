// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "tanji/solve/impl/entries.ipp"

/// \file
/// The first scaling of a loop by powers of 2. All of it works on whole exponents, in which a change of units by powers of 2
/// is a shift that cancels exactly: what comes out is the same for the same system in other units.
namespace tanji::detail {

/// Shifts of rows and columns, one per local index.
struct LoopExponents {
    std::vector<std::int64_t> row{}, column{};
};

/// Exponents along a breadth-first tree of the pattern from the first member: tree entries and diagonals get exponent 0.
/// Returns how many links deep the tree is.
template <class Scalar>
int tree_exponents(LocalEntries<Scalar> const& m, LoopExponents& x) {
    std::size_t const n = m.diagonal.size();
    x.row.assign(n, 0);
    x.column.assign(n, 0);
    std::vector<int> depth(n, -1);
    std::vector<std::int32_t> queue{0};
    depth[0] = 0;
    x.column[0] = -exponent_of(m.diagonal[0]);
    for (std::size_t k = 0; k < queue.size(); ++k) {
        std::int32_t const q = queue[k];
        for (std::int32_t e = m.start[at(q)]; e < m.start[at(q) + 1]; ++e) {
            std::int32_t const p = m.row[at(e)];
            if (depth[at(p)] >= 0) continue;
            depth[at(p)] = depth[at(q)] + 1;
            queue.push_back(p);
            x.row[at(p)] = -exponent_of(m.value[at(e)]) - x.column[at(q)];
            x.column[at(p)] = -exponent_of(m.diagonal[at(p)]) - x.row[at(p)];
        }
    }
    return depth[at(queue.back())];
}

/// A link and the binary logarithm of its gain.
struct GainLog {
    std::int32_t consumer, supplier;
    double log;
};

/// Logarithms of the gains as they are after the shifts `x`. Mantissa and exponent apart: units by powers of 2 cancel in whole numbers.
template <class Scalar>
[[nodiscard]] std::vector<GainLog> gain_logs(LocalEntries<Scalar> const& m, LoopExponents const& x) {
    auto const mantissa_log = [](Scalar const& value) { return std::log2(magnitude_of(scaled(value, -exponent_of(value)))); };
    std::vector<GainLog> links;
    for (std::size_t q = 0; q < m.diagonal.size(); ++q)
        for (std::int32_t e = m.start[q]; e < m.start[q + 1]; ++e) {
            std::size_t const p = at(m.row[at(e)]);
            if (p == q) continue;
            std::int64_t const shift = exponent_of(m.value[at(e)]) - exponent_of(m.diagonal[p]) + x.column[q] - x.column[p];
            links.push_back({static_cast<std::int32_t>(q), m.row[at(e)], static_cast<double>(shift) + mantissa_log(m.value[at(e)]) - mantissa_log(m.diagonal[p])});
        }
    return links;
}

/// Heights h that bring log + h[consumer] - h[supplier] as near to 0 as the cycles allow, in the sense of least squares. By
/// conjugate gradients: on a ring they need half its length in steps, and rings are what this is for.
[[nodiscard]] inline std::vector<double> level_heights(std::vector<GainLog> const& links, std::size_t n) {
    std::vector<double> h(n, 0.0), rest(n, 0.0), step(n), image(n);
    for (auto const& link : links) {
        rest[at(link.supplier)] += link.log;
        rest[at(link.consumer)] -= link.log;
    }
    step = rest;
    auto const square = [](std::vector<double> const& v) {
        double sum = 0;
        for (double const value : v) sum += value * value;
        return sum;
    };
    double now = square(rest);
    double const enough = 1e-12 * now;
    for (std::size_t k = 0; k < 2 * n && now > enough; ++k) {
        std::fill(image.begin(), image.end(), 0.0);
        for (auto const& link : links) {
            double const slope = step[at(link.supplier)] - step[at(link.consumer)];
            image[at(link.supplier)] += slope;
            image[at(link.consumer)] -= slope;
        }
        double along = 0;
        for (std::size_t p = 0; p < n; ++p) along += step[p] * image[p];
        if (!(along > 0)) break;
        double const length = now / along;
        for (std::size_t p = 0; p < n; ++p) {
            h[p] += length * step[p];
            rest[p] -= length * image[p];
        }
        double const next = square(rest);
        for (std::size_t p = 0; p < n; ++p) step[p] = rest[p] + next / now * step[p];
        now = next;
    }
    return h;
}

/// Along a tree that is thousands of links deep the exponents drift: where its branches meet again, or between the root and
/// the far end, ordinary links may seem beyond 2^1000 (a ring of 3,100 coupled pairs with gains .25 and .5 did). Then the
/// links are levelled over the whole loop. Databases are some ten links deep and keep the tree.
template <class Scalar>
void level_exponents(LocalEntries<Scalar> const& m, int depth, LoopExponents& x) {
    constexpr int shallow = 40;
    constexpr std::int64_t ample = 200; // squares of 2^200 and their sums stay inside double
    bool drifted = depth > shallow;
    for (std::size_t q = 0; q < x.column.size() && !drifted; ++q)
        for (std::int32_t e = m.start[q]; e < m.start[q + 1]; ++e) {
            std::int64_t const exponent = exponent_of(m.value[at(e)]) + x.row[at(m.row[at(e)])] + x.column[q];
            drifted = drifted || exponent > ample || exponent < -ample;
        }
    if (!drifted) return;
    auto const height = level_heights(gain_logs(m, x), x.column.size());
    for (std::size_t p = 0; p < height.size(); ++p) {
        auto const shift = static_cast<std::int64_t>(std::floor(height[p] - height[0]));
        x.column[p] += shift;
        x.row[p] -= shift;
    }
}

/// The first scaling of a loop; invariant, bit by bit, under changes of units by powers of 2.
template <class Scalar>
[[nodiscard]] LoopExponents canonical_loop_exponents(LocalEntries<Scalar> const& m) {
    LoopExponents x;
    int const depth = tree_exponents(m, x);
    level_exponents(m, depth, x);
    return x;
}

}  // namespace tanji::detail
