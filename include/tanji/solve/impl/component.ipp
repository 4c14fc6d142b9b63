// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <Eigen/SparseCore>
#include <Eigen/SparseLU>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "tanji/solve/impl/entries.ipp"
#include "tanji/solve/impl/exponents.ipp"
#include "tanji/solve/impl/loop.ipp"
#include "tanji/solve/impl/matrices.ipp"
#include "tanji/solve/impl/scalar.ipp"
#include "tanji/solve/impl/torn.ipp"
#include "tanji/solve/structure.hpp"

namespace tanji::detail {

/// One strongly connected component of several processes: T = 2^R A 2^C restricted to it, factorised.
/// Local index p stands for the p-th column of the component and for the product matched to it.
template <class Scalar>
struct Component {
    using Matrix = Eigen::SparseMatrix<Scalar, Eigen::ColMajor, int>;
    using Vector = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;
    // Of T^T and not T: hub products are dense rows of A, which column orderings handle badly. Measured on a loop of
    // 7,932 processes: COLAMD on T^T 0.4 s and fill 13, on T 7 s and fill 163; AMD 8 s and fill 183 either way.
    using SparseLu = Eigen::SparseLU<Matrix, Eigen::COLAMDOrdering<int>>;

    std::vector<std::int64_t> row_exponent{}, column_exponent{};
    bool dominant = false;             ///< scaled so that every diagonal outweighs its row: elimination cannot grow (B1)
    TornLoop<Scalar> torn{};
    std::unique_ptr<SparseLu> lu{};    ///< instead of `torn` where tearing does not pay or is not safe

    /// T z = b: `values` holds b and becomes z; `work` is scratch of the same size. Only the sparse LU allocates.
    void solve(std::span<Scalar> values, std::span<Scalar> work) const {
        if (!lu) return torn.solve(values, work);
        auto const n = static_cast<Eigen::Index>(values.size());
        // SparseLU's transpose() is not const although it changes nothing.
        Eigen::Map<Vector>(work.data(), n) = lu->transpose().solve(Eigen::Map<Vector const>(values.data(), n));
        std::copy(work.begin(), work.end(), values.begin());
    }
    /// T^T w = b
    void solve_transposed(std::span<Scalar> values, std::span<Scalar> work) const {
        if (!lu) return torn.solve_transposed(values, work);
        auto const n = static_cast<Eigen::Index>(values.size());
        Eigen::Map<Vector>(work.data(), n) = lu->solve(Eigen::Map<Vector const>(values.data(), n));
        std::copy(work.begin(), work.end(), values.begin());
    }
};

/// The first scaling, from exponents alone. Rescaling products and processes by powers of 2 changes the exponents and not
/// the scaled values, so everything computed from those is the same bit by bit.
template <class Scalar>
void canonical_exponents(LocalEntries<Scalar> const& m, Component<Scalar>& c) {
    LoopExponents x = canonical_loop_exponents(m);
    c.row_exponent = std::move(x.row);
    c.column_exponent = std::move(x.column);
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

/// T^T as doubles by rows, which are the columns of T as they lie.
template <class Scalar>
[[nodiscard]] LoopMatrix transposed_loop_matrix(LocalEntries<Scalar> const& m, Component<Scalar> const& c) {
    LoopMatrix t{.start = m.start, .column = m.row};
    t.value.resize(m.row.size());
    t.diagonal.resize(m.diagonal.size());
    for (std::size_t q = 0; q < m.diagonal.size(); ++q)
        for (std::int32_t e = m.start[q]; e < m.start[q + 1]; ++e) {
            std::size_t const p = at(m.row[at(e)]);
            t.value[at(e)] = static_cast<double>(scaled(m.value[at(e)], c.row_exponent[p] + c.column_exponent[q]));
            if (p == q) t.diagonal[q] = t.value[at(e)];
        }
    return t;
}

/// Second scaling, computed from the canonical values alone (rule B1): columns by u with <T>u ~ |d| and rows by v with
/// <T>^T v ~ |d| where u is certified, so that diagonals outweigh their rows and their columns, supplies and unit scores
/// alike. Rows by 1 / u where it is usable only; else rows and columns to largest exponent 0.
template <class Scalar>
void improve_scaling(LocalEntries<Scalar> const& m, Component<Scalar>& c) {
    std::size_t const n = m.diagonal.size();
    std::vector<double> u, v;
    GrowthVector const outcome = growth_vector(loop_matrix(m, c), u);
    c.dominant = outcome == GrowthVector::certified;
    if (outcome != GrowthVector::failed) {
        bool const both = c.dominant && growth_vector(transposed_loop_matrix(m, c), v) != GrowthVector::failed;
        for (std::size_t q = 0; q < n; ++q) {
            std::int64_t const shift = exponent_of(u[q]);
            c.column_exponent[q] += shift;
            c.row_exponent[q] += both ? exponent_of(v[q]) : -shift;
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

/// T with that share added to every diagonal (to find null vectors of singular T).
template <class Scalar>
[[nodiscard]] LocalEntries<Scalar> scaled_entries(LocalEntries<Scalar> const& m, Component<Scalar> const& c, double nudge) {
    LocalEntries<Scalar> t = m;
    for (std::size_t q = 0; q < t.diagonal.size(); ++q)
        for (std::int32_t e = t.start[q]; e < t.start[q + 1]; ++e) {
            std::size_t const p = at(t.row[at(e)]);
            Scalar& value = t.value[at(e)];
            value = scaled(value, c.row_exponent[p] + c.column_exponent[q]);
            if (p != q) continue;
            if (nudge != 0) value *= Scalar(1 + nudge);
            t.diagonal[q] = value;
        }
    return t;
}

template <class Scalar>
[[nodiscard]] bool factorise_sparse(LocalEntries<Scalar> const& t, Component<Scalar>& c) {
    int const n = static_cast<int>(t.diagonal.size());
    std::vector<Eigen::Triplet<Scalar, int>> entries;
    entries.reserve(t.row.size());
    for (int q = 0; q < n; ++q)
        for (std::int32_t e = t.start[at(q)]; e < t.start[at(q) + 1]; ++e) entries.emplace_back(q, t.row[at(e)], t.value[at(e)]);
    typename Component<Scalar>::Matrix transposed(n, n);
    transposed.setFromTriplets(entries.begin(), entries.end());
    c.lu = std::make_unique<typename Component<Scalar>::SparseLu>();
    // A dominant component may pivot on its diagonal, which disturbs the ordering least; others need the largest entry.
    c.lu->setPivotThreshold(static_cast<Scalar>(c.dominant ? 0.125 : 1.0));
    c.lu->analyzePattern(transposed);
    c.lu->factorize(transposed);
    return c.lu->info() == Eigen::Success;
}

/// The backward error of one solve in each direction, per row and relative to what is added there (not refined): what
/// elimination lost through growth.
template <class Scalar>
[[nodiscard]] double lost_by_growth(LocalEntries<Scalar> const& t, Component<Scalar> const& c) {
    std::size_t const n = t.diagonal.size();
    std::vector<Scalar> b(n), z(n), work(n), rest(n);
    for (std::size_t p = 0; p < n; ++p) b[p] = Scalar(1 + static_cast<int>(p % 3)) / Scalar(2);
    z = rest = b;
    c.solve(z, work);
    std::vector<double> gross(n);
    for (std::size_t p = 0; p < n; ++p) gross[p] = magnitude_of(b[p]);
    for (std::size_t q = 0; q < n; ++q)
        for (std::int32_t e = t.start[q]; e < t.start[q + 1]; ++e) {
            Scalar const product = t.value[at(e)] * z[q];
            rest[at(t.row[at(e)])] -= product;
            gross[at(t.row[at(e)])] += magnitude_of(product);
        }
    double worst = 0;
    for (std::size_t p = 0; p < n; ++p)
        if (!(magnitude_of(rest[p]) <= worst * gross[p])) worst = magnitude_of(rest[p]) / gross[p];
    return worst;
}

/// Tears and substitutes; falls back to a sparse LU where too much would be torn or growth took more than half the digits.
template <class Scalar>
[[nodiscard]] bool factorise(LocalEntries<Scalar> const& m, Component<Scalar>& c, double nudge = 0) {
    auto const t = scaled_entries(m, c, nudge);
    bool const solved = c.torn.factorise(t, c.dominant);
    if (solved && (c.dominant || lost_by_growth(t, c) <= std::sqrt(epsilon_of<Scalar>()))) return true;
    if (!solved && !c.torn.too_large()) return false;
    return factorise_sparse(t, c);
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
    std::vector<Scalar> v(n), w(n), work(n);
    for (std::size_t p = 0; p < n; ++p) v[p] = Scalar(1 + static_cast<int>(p % 3)) / Scalar(2);
    w = v;
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
        c.solve(v, work);
        c.solve_transposed(w, work);
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
    std::fill(v.begin(), v.end(), Scalar(0));
    v[k] = Scalar(1);
    c.solve(v, work);
    // T z = e_k: z is a null vector of T changed in row k by 1 in sum |T||z|.
    double weight = 0;
    for (std::int32_t e = t.start[k]; e < t.start[k + 1]; ++e) weight += std::fabs(t.value[at(e)]) * magnitude_of(v[at(t.column[at(e)])]);
    check.distance = is_finite(weight) && weight > 0 ? 1 / weight : 0;
    return check;
}

}  // namespace tanji::detail
