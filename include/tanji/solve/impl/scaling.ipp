// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <vector>

#include "tanji/solve/impl/entries.ipp"
#include "tanji/solve/impl/exponents.ipp"
#include "tanji/solve/impl/scalar.ipp"

// Rule B1: rows and columns of a loop are scaled by powers of 2 before anything is eliminated.
namespace tanji::detail {

/// T = 2^R A 2^C with the exponents of `x`, in doubles and by rows as well as by columns (of which both pattern and values are
/// those of the entries). Magnitudes relative to the diagonal of the row, or of the column, 0 on the diagonal itself.
struct LoopGains {
    std::vector<std::int32_t> row_start{}, row_column{};
    std::vector<double> by_row{}, by_column{};
};

/// 2^exponent * value, without ldexp where the exponent is that of an ordinary double.
template <class Scalar>
[[nodiscard]] Scalar times_power(Scalar const& value, std::int64_t exponent) {
    if constexpr (std::is_same_v<Scalar, double>) {
        if (exponent > -1000 && exponent < 1000) {
            // The bits of a double that is a power of 2: sign 0, biased exponent, no fraction (IEEE 754).
            return value * std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52);
        }
    }
    return scaled(value, exponent);
}

template <class Scalar>
[[nodiscard]] LoopGains loop_gains(LocalEntries<Scalar> const& m, LoopExponents const& x) {
    std::size_t const n = m.diagonal.size();
    LoopGains g;
    g.row_start.assign(n + 1, 0);
    for (std::int32_t const p : m.row) ++g.row_start[at(p) + 1];
    for (std::size_t p = 0; p < n; ++p) g.row_start[p + 1] += g.row_start[p];
    g.row_column.resize(m.row.size());
    g.by_row.resize(m.row.size());
    g.by_column.resize(m.row.size());
    std::vector<std::int32_t> next(g.row_start.begin(), g.row_start.end() - 1);
    std::vector<double> diagonal(n);
    for (std::size_t p = 0; p < n; ++p) diagonal[p] = 1 / magnitude_of(times_power(m.diagonal[p], x.row[p] + x.column[p]));
    for (std::size_t q = 0; q < n; ++q)
        for (std::int32_t e = m.start[q]; e < m.start[q + 1]; ++e) {
            std::size_t const p = at(m.row[at(e)]);
            double const size = p == q ? 0 : magnitude_of(times_power(m.value[at(e)], x.row[p] + x.column[q]));
            std::size_t const to = at(next[p]++);
            g.row_column[to] = static_cast<std::int32_t>(q);
            g.by_row[to] = size * diagonal[p];
            g.by_column[at(e)] = size * diagonal[q];
        }
    return g;
}

enum class GrowthVector : std::uint8_t {
    certified, ///< u > |N|u in every row: no loop reaches gain 1, elimination cannot grow
    usable,    ///< finite but not certified: still a good scaling
    failed,
};

/// u > 0 from <T>u ~ |d| by Gauss-Seidel: the supply that a demand of one of everything would need if every link were an
/// ordinary input. Row p draws gain[e] * u[index[e]]. Places are visited in the order in which they depend on each other
/// (`ascending` for rows, descending for columns), so that only torn places have to settle.
[[nodiscard]] inline GrowthVector growth_vector(std::vector<std::int32_t> const& start, std::vector<std::int32_t> const& index,
                                                std::vector<double> const& gain, bool ascending, std::vector<double>& u) {
    std::size_t const n = start.size() - 1;
    u.assign(n, 1.0);
    std::vector<double> demand(n, 1.0);
    auto const drawn = [&](std::size_t p) {
        double sum = 0;
        for (std::int32_t e = start[p]; e < start[p + 1]; ++e) sum += gain[at(e)] * u[at(index[at(e)])];
        return sum;
    };
    constexpr int most_sweeps = 100;
    constexpr int settled = 4;
    constexpr double most_growth = 1e60; // beyond, u measures the sweeps and not the system
    for (int sweep = 0; sweep < most_sweeps; ++sweep) {
        for (std::size_t k = 0; k < n; ++k) {
            std::size_t const p = ascending ? k : n - 1 - k;
            u[p] = demand[p] + drawn(p);
            if (!(u[p] < most_growth)) return GrowthVector::failed; // catches NaN as well
        }
        // "One of everything" depends on the units. Once the flows between processes have settled, demand as much of
        // each product as is made of it: then the margin of every row is that of its loops, not of its unit.
        if (sweep == settled) demand = u;
        if (sweep < settled || sweep % 2 == 0) continue;
        bool certified = true;
        // With one u for all rows; a share of 1e-12 pays for the rounding of the sums.
        for (std::size_t p = 0; p < n && certified; ++p) certified = drawn(p) < u[p] * (1 - 1e-12);
        if (certified) return GrowthVector::certified;
    }
    return GrowthVector::usable;
}

/// Rows and columns in turn to largest exponent 0: what is left where no growth vector exists.
template <class Scalar>
void equilibrate(LocalEntries<Scalar> const& m, LoopExponents& x) {
    std::size_t const n = m.diagonal.size();
    constexpr std::int64_t none = (std::numeric_limits<std::int64_t>::min)();
    std::vector<std::int64_t> most(n);
    auto const each = [&](auto const& visit) {
        for (std::size_t q = 0; q < n; ++q)
            for (std::int32_t e = m.start[q]; e < m.start[q + 1]; ++e) {
                std::size_t const p = at(m.row[at(e)]);
                visit(p, q, exponent_of(m.value[at(e)]) + x.row[p] + x.column[q]);
            }
    };
    for (int round = 0; round < 3; ++round) {
        std::fill(most.begin(), most.end(), none);
        each([&](std::size_t p, std::size_t, std::int64_t exponent) { most[p] = (std::max)(most[p], exponent); });
        for (std::size_t p = 0; p < n; ++p) x.row[p] -= most[p];
        std::fill(most.begin(), most.end(), none);
        each([&](std::size_t, std::size_t q, std::int64_t exponent) { most[q] = (std::max)(most[q], exponent); });
        for (std::size_t q = 0; q < n; ++q) x.column[q] -= most[q];
    }
}

struct LoopScaling {
    LoopExponents exponents{};
    bool dominant = false; ///< every diagonal outweighs its row: elimination cannot grow
    double margin = 0;     ///< if dominant: changes of all entries by less than this share leave T regular
};

/// The share by which every |entry| may grow before <T>u > 0 could fail: min (1 - |N|u / u) / (1 + |N|u / u), halved for safety.
[[nodiscard]] inline double dominance_margin(LoopGains const& g, std::vector<double> const& u) {
    double least = 1;
    for (std::size_t p = 0; p < u.size(); ++p) {
        double sum = 0;
        for (std::int32_t e = g.row_start[p]; e < g.row_start[p + 1]; ++e) sum += g.by_row[at(e)] * u[at(g.row_column[at(e)])];
        least = (std::min)(least, (u[p] - sum) / (u[p] + sum));
    }
    return least / 2;
}

/// The canonical exponents take any powers of two out of the units of products and processes, so that what follows starts
/// from the same numbers, bit by bit, however those were scaled. Then columns by u with <T>u ~ |d|, and rows by v with
/// <T>^T v ~ |d| where u is certified, so that diagonals outweigh their rows and their columns, supplies and unit scores
/// alike; rows by 1 / u where it is usable only.
template <class Scalar>
[[nodiscard]] LoopScaling scale_loop(LocalEntries<Scalar> const& m) {
    LoopScaling s{.exponents = canonical_loop_exponents(m)};
    auto const gains = loop_gains(m, s.exponents);
    std::vector<double> u, v;
    GrowthVector const outcome = growth_vector(gains.row_start, gains.row_column, gains.by_row, true, u);
    if (outcome == GrowthVector::failed) {
        equilibrate(m, s.exponents);
        return s;
    }
    s.dominant = outcome == GrowthVector::certified;
    if (s.dominant) s.margin = dominance_margin(gains, u);
    bool const both = s.dominant && growth_vector(m.start, m.row, gains.by_column, false, v) != GrowthVector::failed;
    for (std::size_t q = 0; q < u.size(); ++q) {
        std::int64_t const shift = exponent_of(u[q]);
        s.exponents.column[q] += shift;
        s.exponents.row[q] += both ? exponent_of(v[q]) : -shift;
    }
    return s;
}

}  // namespace tanji::detail
