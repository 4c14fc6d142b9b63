// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "tanji/solve/backend.hpp"
#include "tanji/solve/impl/entries.ipp"
#include "tanji/solve/impl/exponents.ipp"
#include "tanji/solve/impl/krylov_loop.ipp"
#include "tanji/solve/impl/loop.ipp"
#include "tanji/solve/impl/matrices.ipp"
#include "tanji/solve/impl/scalar.ipp"
#include "tanji/solve/impl/scaling.ipp"
#include "tanji/solve/impl/sparse_lu.ipp"
#include "tanji/solve/impl/torn.ipp"
#include "tanji/solve/structure.hpp"

namespace tanji::detail {

/// One strongly connected component of several processes: T = 2^R A 2^C restricted to it, factorised. All indices are the
/// places of its plan; place p stands for a column and for the product matched to it.
template <class Scalar>
struct Component {
    LoopPlan plan{};
    std::vector<std::int32_t> product{}; ///< row of A at each place
    std::vector<std::int32_t> outer_start{}, outer{}; ///< entries of A by which each place draws from outside the loop
    LoopScaling scaling{};
    std::vector<double> row_power{}, column_power{}; ///< 2^R, 2^C; empty where these leave the range of double
    TornLoop<Scalar> torn{};
    std::unique_ptr<SparseLu<Scalar>> lu{};    ///< instead of `torn` where tearing does not pay or is not safe
    Backend const* backend = nullptr;  ///< used while factorising only
    std::unique_ptr<BackendFactors const> other{}; ///< instead of all else, if the caller brought a backend
    std::unique_ptr<KrylovLoop const> krylov{}; ///< likewise, for input-output systems: nothing is factorised or copied
    InstructionSet set = InstructionSet::baseline;

    [[nodiscard]] std::size_t size() const noexcept { return plan.column.size(); }

    /// T z = b: `values` holds b and becomes z; `work` is scratch of the same size. Only the sparse LU and GMRES allocate.
    void solve(std::span<Scalar> values, std::span<Scalar> work) const {
        if constexpr (std::is_same_v<Scalar, double>) {
            if (other) return other->solve(values);
            if (krylov) return krylov->solve(values, false);
        }
        if (lu) return lu->solve(values);
        torn_solve(torn.arrays(), values.data(), work.data(), set);
    }
    /// T^T w = b
    void solve_transposed(std::span<Scalar> values, std::span<Scalar> work) const {
        if constexpr (std::is_same_v<Scalar, double>) {
            if (other) return other->solve_transposed(values);
            if (krylov) return krylov->solve(values, true);
        }
        if (lu) return lu->solve_transposed(values);
        torn_solve_transposed(torn.arrays(), values.data(), work.data(), set);
    }
};

/// T as doubles by rows, for diagnosis.
template <class Scalar>
[[nodiscard]] LoopMatrix loop_matrix(LocalEntries<Scalar> const& m, LoopExponents const& x) {
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
            t.value[to] = stand_in(scaled(m.value[at(e)], x.row[p] + x.column[q]));
            if (p == q) t.diagonal[p] = t.value[to];
        }
    return t;
}

/// T with that share added to every diagonal (to find null vectors of singular T).
template <class Scalar>
[[nodiscard]] LocalEntries<Scalar> scaled_entries(LocalEntries<Scalar> m, LoopExponents const& x, double nudge) {
    for (std::size_t q = 0; q < m.diagonal.size(); ++q)
        for (std::int32_t e = m.start[q]; e < m.start[q + 1]; ++e) {
            std::size_t const p = at(m.row[at(e)]);
            Scalar& value = m.value[at(e)];
            value = times_power(value, x.row[p] + x.column[q]);
            if (p != q) continue;
            if (nudge != 0) value *= Scalar(1 + nudge);
            m.diagonal[q] = value;
        }
    return m;
}

template <class Scalar>
[[nodiscard]] bool factorise_sparse(LocalEntries<Scalar> const& t, Component<Scalar>& c) {
    int const n = static_cast<int>(t.diagonal.size());
    std::vector<Eigen::Triplet<Scalar, int>> entries;
    entries.reserve(t.row.size());
    for (int q = 0; q < n; ++q)
        for (std::int32_t e = t.start[at(q)]; e < t.start[at(q) + 1]; ++e) entries.emplace_back(q, t.row[at(e)], t.value[at(e)]);
    typename SparseLu<Scalar>::Matrix transposed(n, n);
    transposed.setFromTriplets(entries.begin(), entries.end());
    c.lu = std::make_unique<SparseLu<Scalar>>();
    // A dominant component may pivot on its diagonal, which disturbs the ordering least; others need the largest entry.
    return c.lu->factorise(transposed, static_cast<typename SparseLu<Scalar>::Real>(c.scaling.dominant ? 0.125 : 1.0));
}

/// The row of A that belongs to each place.
template <class Scalar>
void name_products(Structure::Content const& s, Component<Scalar>& c) {
    c.product.clear();
    for (std::int32_t const j : c.plan.column) c.product.push_back(s.row_of_column[at(j)]);
}

/// Looked up once: a solve would otherwise ask every entry of the loop whether it leaves it.
template <class Scalar>
void list_outer_entries(SparseView<Scalar> const& a, Structure::Content const& s, std::int32_t number, Component<Scalar>& c) {
    c.outer.clear();
    c.outer_start.assign(1, 0);
    for (std::int32_t const j : c.plan.column) {
        for (std::int32_t e = a.start[at(j)]; e < a.start[at(j) + 1]; ++e)
            if (s.component_of_row[at(a.row[at(e)])] != number) c.outer.push_back(e);
        c.outer_start.push_back(static_cast<std::int32_t>(c.outer.size()));
    }
}

/// More columns than torn_limit that are at least a quarter full, and shown to be productive: iterated. Without a plan's entries.
template <class Scalar>
[[nodiscard]] bool iterate_instead(SparseView<Scalar> const& a, Structure::Content const& s, std::span<std::int32_t const> columns, Component<Scalar>& c) {
    if constexpr (std::is_same_v<Scalar, double>) {
        std::size_t entries = 0;
        for (std::int32_t const j : columns) entries += at(a.start[at(j) + 1] - a.start[at(j)]);
        if (columns.size() <= torn_limit || entries < columns.size() * columns.size() / 4) return false;
        c.krylov = KrylovLoop::make(a, s, columns, c.scaling.margin);
        if (!c.krylov) return false;
        c.plan.column.assign(columns.begin(), columns.end());
        name_products(s, c);
        c.scaling.dominant = true;
        c.scaling.exponents.row.assign(columns.size(), 0);
        c.scaling.exponents.column.assign(columns.size(), 0);
        return true;
    } else {
        return false;
    }
}

/// The backward error of one solve, per row and relative to what is added there (not refined): what elimination lost
/// through growth.
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

/// Factorises what plan and scaling of `c` describe, and `m` holds. Tears and substitutes; falls back to a sparse LU where
/// too much would be torn or growth took more than half the digits. False if singular.
template <class Scalar>
[[nodiscard]] bool factorise(LocalEntries<Scalar> const& m, Component<Scalar>& c, double nudge, WorkControl const& control) {
    auto const t = scaled_entries(m, c.scaling.exponents, nudge);
    c.lu.reset();
    c.other.reset();
    if constexpr (std::is_same_v<Scalar, double>)
        if (c.backend) {
            auto const n = static_cast<std::int32_t>(t.diagonal.size());
            c.other = c.backend->factorise({n, n, t.start, t.row, t.value});
            return c.other != nullptr;
        }
    if (!c.plan.torn) return factorise_sparse(t, c);
    if (!c.torn.factorise(t, c.plan.acyclic, c.set, control)) return false;
    if (c.scaling.dominant || lost_by_growth(t, c) <= std::sqrt(epsilon_of<Scalar>())) return true;
    return factorise_sparse(t, c);
}

/// The scaling as factors, for lanes.
template <class Scalar>
void note_powers(Component<Scalar>& c) {
    if constexpr (std::is_same_v<Scalar, double>) {
        auto const& x = c.scaling.exponents;
        c.row_power.clear();
        c.column_power.clear();
        for (std::size_t p = 0; p < c.size(); ++p) {
            if (std::abs(x.row[p]) >= 1000 || std::abs(x.column[p]) >= 1000) {
                c.row_power.clear();
                c.column_power.clear();
                return;
            }
            c.row_power.push_back(times_power(1.0, x.row[p]));
            c.column_power.push_back(times_power(1.0, x.column[p]));
        }
    }
}

/// Entries and scaling of the loop. Where growth cannot be excluded, places along which it is too large are torn as well.
template <class Scalar>
[[nodiscard]] LocalEntries<Scalar> prepare_loop(SparseView<Scalar> const& a, Structure::Content const& s, Component<Scalar>& c) {
    auto m = local_entries(a, s, c.plan);
    c.scaling = scale_loop(m);
    name_products(s, c);
    if (c.scaling.dominant || !c.plan.torn) return m;
    auto const also = growing_places(scaled_entries(m, c.scaling.exponents, 0), c.plan.acyclic);
    auto const more = static_cast<std::size_t>(std::count(also.begin(), also.end(), 1));
    if (more == 0) return m;
    if (c.size() - c.plan.acyclic + more > torn_limit) {
        c.plan.torn = false;
        return m;
    }
    tear_also(c.plan, also);
    m = local_entries(a, s, c.plan);
    c.scaling = scale_loop(m);
    name_products(s, c);
    return m;
}

/// How close T is to singular, as the relative change of its entries that makes it so (found along one direction, hence
/// an upper bound), with its right null vector where that is small. Independent of scaling.
struct SingularityCheck {
    double distance = 1;
    std::vector<double> right{}; ///< in T's scaling
};

template <class Scalar>
[[nodiscard]] SingularityCheck check_singularity(Component<Scalar> const& c, LoopMatrix const& t) {
    std::size_t const n = c.size();
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
    for (auto const& value : v) check.right.push_back(stand_in(value));
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
