// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <Eigen/SparseCore>
#include <Eigen/SparseLU>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "tanji/solve/impl/loop.ipp"
#include "tanji/solve/impl/matrices.ipp"
#include "tanji/solve/impl/scalar.ipp"
#include "tanji/solve/structure.hpp"

namespace tanji::detail {

/// One strongly connected component of several processes: T = 2^R A 2^C restricted to it, factorised.
/// Local index p stands for the p-th column of the component and for the product matched to it.
template <class Scalar>
struct Component {
    using Matrix = Eigen::SparseMatrix<Scalar, Eigen::ColMajor, int>;
    using Vector = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;

    std::vector<std::int64_t> row_exponent{}, column_exponent{};
    bool dominant = false;             ///< scaled so that every diagonal outweighs its row: elimination cannot grow (B1)
    // Of T^T and not T: hub products are dense rows of A, which column orderings handle badly. Measured on a loop of
    // 7,932 processes: COLAMD on T^T 0.4 s and fill 13, on T 7 s and fill 163; AMD 8 s and fill 183 either way.
    // SparseLU's transpose() is not const although it changes nothing; each solve below only reads.
    mutable Eigen::SparseLU<Matrix, Eigen::COLAMDOrdering<int>> lu{};

    /// T z = b
    void solve(std::span<Scalar const> b, std::span<Scalar> z) const {
        auto const n = static_cast<Eigen::Index>(b.size());
        Eigen::Map<Vector>(z.data(), n) = lu.transpose().solve(Eigen::Map<Vector const>(b.data(), n));
    }
    /// T^T w = b
    void solve_transposed(std::span<Scalar const> b, std::span<Scalar> w) const {
        auto const n = static_cast<Eigen::Index>(b.size());
        Eigen::Map<Vector>(w.data(), n) = lu.solve(Eigen::Map<Vector const>(b.data(), n));
    }
};

/// The entries of A inside a component, by local columns.
template <class Scalar>
struct LocalEntries {
    std::vector<std::int32_t> start{0}, row{};
    std::vector<Scalar> value{};
    std::vector<Scalar> diagonal{};
};

/// `local` maps columns of A to local indices and holds at least the members of this component.
template <class Scalar>
[[nodiscard]] LocalEntries<Scalar> local_entries(SparseView<Scalar> const& a, Structure::Content const& s, std::int32_t number,
                                                 std::vector<std::int32_t>& local) {
    LocalEntries<Scalar> m;
    std::int32_t const first = s.component_start[at(number)], last = s.component_start[at(number) + 1];
    for (std::int32_t q = first; q < last; ++q) local[at(s.order[at(q)])] = q - first;
    for (std::int32_t q = first; q < last; ++q) {
        std::int32_t const j = s.order[at(q)];
        for (std::int32_t e = a.start[at(j)]; e < a.start[at(j) + 1]; ++e) {
            std::int32_t const producer = s.producer_of_row[at(a.row[at(e)])];
            if (s.component_of_column[at(producer)] != number || a.value[at(e)] == Scalar(0)) continue;
            m.row.push_back(local[at(producer)]);
            m.value.push_back(a.value[at(e)]);
        }
        m.start.push_back(static_cast<std::int32_t>(m.row.size()));
        m.diagonal.push_back(a.value[at(s.pivot_of_column[at(j)])]);
    }
    return m;
}

/// Exponents chosen along a breadth-first tree of the pattern from the first member: tree entries and diagonals get
/// binary exponent 0. Rescaling products and processes by powers of 2 changes the exponents and not the scaled values,
/// so everything computed from those is the same bit by bit.
template <class Scalar>
void canonical_exponents(LocalEntries<Scalar> const& m, Component<Scalar>& c) {
    std::size_t const n = m.diagonal.size();
    c.row_exponent.assign(n, 0);
    c.column_exponent.assign(n, 0);
    std::vector<char> known(n, 0);
    std::vector<std::int32_t> queue{0};
    known[0] = 1;
    c.column_exponent[0] = -exponent_of(m.diagonal[0]);
    for (std::size_t k = 0; k < queue.size(); ++k) {
        std::int32_t const q = queue[k];
        for (std::int32_t e = m.start[at(q)]; e < m.start[at(q) + 1]; ++e) {
            std::int32_t const p = m.row[at(e)];
            if (known[at(p)]) continue;
            known[at(p)] = 1;
            queue.push_back(p);
            c.row_exponent[at(p)] = -exponent_of(m.value[at(e)]) - c.column_exponent[at(q)];
            c.column_exponent[at(p)] = -exponent_of(m.diagonal[at(p)]) - c.row_exponent[at(p)];
        }
    }
}

/// T as doubles by rows, for scaling and diagnosis.
template <class Scalar>
[[nodiscard]] LoopMatrix loop_matrix(LocalEntries<Scalar> const& m, Component<Scalar> const& c) {
    LoopMatrix t;
    std::size_t const n = m.diagonal.size();
    t.start.assign(n + 1, 0);
    for (std::int32_t const p : m.row) ++t.start[at(p) + 1];
    for (std::size_t p = 0; p < n; ++p) t.start[p + 1] += t.start[p];
    t.column.resize(m.row.size());
    t.value.resize(m.row.size());
    t.diagonal.resize(n);
    std::vector<std::int32_t> next(t.start.begin(), t.start.end() - 1);
    for (std::size_t q = 0; q < n; ++q)
        for (std::int32_t e = m.start[q]; e < m.start[q + 1]; ++e) {
            std::size_t const p = at(m.row[at(e)]);
            std::size_t const to = at(next[p]++);
            t.column[to] = static_cast<std::int32_t>(q);
            t.value[to] = static_cast<double>(scaled(m.value[at(e)], c.row_exponent[p] + c.column_exponent[q]));
            if (p == q) t.diagonal[p] = t.value[to];
        }
    return t;
}

/// Second scaling, computed from the canonical values alone: by u with <T>u ~ |d| where that helps, else rows and
/// columns to largest exponent 0.
template <class Scalar>
void improve_scaling(LocalEntries<Scalar> const& m, Component<Scalar>& c) {
    std::size_t const n = m.diagonal.size();
    std::vector<double> u;
    GrowthVector const outcome = growth_vector(loop_matrix(m, c), u);
    c.dominant = outcome == GrowthVector::certified;
    if (outcome != GrowthVector::failed) {
        for (std::size_t q = 0; q < n; ++q) {
            std::int64_t const shift = exponent_of(u[q]);
            c.column_exponent[q] += shift;
            c.row_exponent[q] -= shift;
        }
        return;
    }
    constexpr std::int64_t none = (std::numeric_limits<std::int64_t>::min)();
    for (int round = 0; round < 3; ++round) {
        std::vector<std::int64_t> most(n, none);
        auto const each = [&](auto const& visit) {
            for (std::size_t q = 0; q < n; ++q)
                for (std::int32_t e = m.start[q]; e < m.start[q + 1]; ++e) {
                    std::size_t const p = at(m.row[at(e)]);
                    visit(p, q, exponent_of(m.value[at(e)]) + c.row_exponent[p] + c.column_exponent[q]);
                }
        };
        each([&](std::size_t p, std::size_t, std::int64_t exponent) { most[p] = (std::max)(most[p], exponent); });
        for (std::size_t p = 0; p < n; ++p) c.row_exponent[p] -= most[p];
        std::fill(most.begin(), most.end(), none);
        each([&](std::size_t, std::size_t q, std::int64_t exponent) { most[q] = (std::max)(most[q], exponent); });
        for (std::size_t q = 0; q < n; ++q) c.column_exponent[q] -= most[q];
    }
}

/// Builds T^T and factorises it. `nudge` adds that share to every diagonal (to find null vectors of singular T).
template <class Scalar>
[[nodiscard]] bool factorise(LocalEntries<Scalar> const& m, Component<Scalar>& c, double nudge = 0) {
    int const n = static_cast<int>(m.diagonal.size());
    std::vector<Eigen::Triplet<Scalar, int>> entries;
    entries.reserve(m.row.size());
    for (int q = 0; q < n; ++q)
        for (std::int32_t e = m.start[at(q)]; e < m.start[at(q) + 1]; ++e) {
            std::int32_t const p = m.row[at(e)];
            Scalar value = scaled(m.value[at(e)], c.row_exponent[at(p)] + c.column_exponent[at(q)]);
            if (p == q && nudge != 0) value *= Scalar(1 + nudge);
            entries.emplace_back(q, p, value);
        }
    typename Component<Scalar>::Matrix transposed(n, n);
    transposed.setFromTriplets(entries.begin(), entries.end());
    // A dominant component may pivot on its diagonal, which disturbs the ordering least; others need the largest entry.
    c.lu.setPivotThreshold(static_cast<Scalar>(c.dominant ? 0.125 : 1.0));
    c.lu.analyzePattern(transposed);
    c.lu.factorize(transposed);
    return c.lu.info() == Eigen::Success;
}

/// How close T is to singular, as the relative change of its entries that makes it so (found along one direction, hence
/// an upper bound), with its right null vector where that is small. Independent of scaling.
struct SingularityCheck {
    double distance = 1;
    std::vector<double> right{}; ///< in T's scaling
};

template <class Scalar>
[[nodiscard]] SingularityCheck check_singularity(Component<Scalar> const& c, LoopMatrix const& t) {
    std::size_t const n = c.row_exponent.size();
    std::vector<Scalar> v(n), w(n), b(n);
    for (std::size_t p = 0; p < n; ++p) b[p] = Scalar(1 + static_cast<int>(p % 3)) / Scalar(2);
    v = w = b;
    auto const normalise = [&](std::vector<Scalar>& x) {
        double most = 0;
        for (auto const& value : x) most = (std::max)(most, magnitude_of(value));
        if (!(most > 0) || !is_finite(most)) return false;
        std::int64_t const shift = exponent_of(most);
        for (auto& value : x) value = scaled(value, -shift);
        return true;
    };
    SingularityCheck check;
    for (int step = 0; step < 3; ++step) {
        c.solve(v, b);
        v = b;
        c.solve_transposed(w, b);
        w = b;
        if (!normalise(v) || !normalise(w)) {
            check.distance = 0;
            break;
        }
    }
    for (auto const& value : v) check.right.push_back(static_cast<double>(value));
    if (check.distance == 0) return check;
    std::size_t k = 0;
    for (std::size_t p = 1; p < n; ++p)
        if (magnitude_of(v[p]) * magnitude_of(w[p]) > magnitude_of(v[k]) * magnitude_of(w[k])) k = p;
    std::fill(b.begin(), b.end(), Scalar(0));
    b[k] = Scalar(1);
    c.solve(b, v);
    // T z = e_k: z is a null vector of T changed in row k by 1 in sum |T||z|.
    double weight = 0;
    for (std::int32_t e = t.start[k]; e < t.start[k + 1]; ++e) weight += std::fabs(t.value[at(e)]) * magnitude_of(v[at(t.column[at(e)])]);
    check.distance = is_finite(weight) && weight > 0 ? 1 / weight : 0;
    return check;
}

}  // namespace tanji::detail
