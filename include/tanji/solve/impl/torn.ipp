// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <Eigen/LU>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "tanji/solve/impl/entries.ipp"
#include "tanji/solve/impl/scalar.ipp"
#include "tanji/solve/impl/triangles.ipp"
#include "tanji/solve/tearing.hpp"

namespace tanji::detail {

/// More torn nodes than this and the dense rest (its square in memory, its cube in time) costs more than a sparse LU.
inline constexpr std::size_t torn_limit = 3000;

/// Substitution may amplify an error of 1 along the acyclic part to this at most; nodes where it would are torn instead.
inline constexpr double growth_limit = 1e3;

/// One component T, factorised: without the torn nodes it is triangular in the order of its places; what the torn nodes
/// need through the rest (the Schur complement) is a dense LU. Places count the acyclic part first, then the torn ones.
/// Rows of torn products are numbered as the dense LU left them, so that solving never permutes.
template <class Scalar>
class TornLoop {
public:
    /// False if T is singular, or too many nodes would have to be torn. `certified`: no growth can occur (rule B1).
    [[nodiscard]] bool factorise(LocalEntries<Scalar> const& t, bool certified);

    /// T z = b and T^T w = c: `values` holds b and becomes z; both spans have the size of the component.
    void solve(std::span<Scalar> values, std::span<Scalar> work) const;
    void solve_transposed(std::span<Scalar> values, std::span<Scalar> work) const;

    [[nodiscard]] std::size_t torn() const noexcept { return column_at_.size() - acyclic_; }
    [[nodiscard]] bool too_large() const noexcept { return too_large_; }

private:
    [[nodiscard]] bool choose_places(LocalEntries<Scalar> const& t, bool certified);
    void store_columns(LocalEntries<Scalar> const& t);
    void form_schur_complement();
    [[nodiscard]] bool factorise_dense();

    std::size_t acyclic_ = 0;
    bool too_large_ = false;
    std::vector<std::int32_t> column_at_{}, row_at_{};  ///< local index of the process, of the product at a place
    std::vector<std::int32_t> start_{}, split_{}, row_{}; ///< columns by place; from `split_` on, rows of torn products
    std::vector<Scalar> value_{}, inverse_{};           ///< inverse_: 1 / diagonal of the acyclic part
    std::vector<Scalar> dense_{};                       ///< by columns; L below the diagonal (of ones), U on and above it
};

/// Tears where the graph demands it, then wherever substitution in the order found would grow.
template <class Scalar>
bool TornLoop<Scalar>::choose_places(LocalEntries<Scalar> const& t, bool certified) {
    std::size_t const n = t.diagonal.size();
    std::vector<std::int32_t> torn;
    // Nearly full components lose nearly all nodes: say so before the search copies them.
    bool const full = t.row.size() > n * n / 3;
    if (full && n > 2 * torn_limit) return false;
    auto tearing = tear({t.start, t.row}, torn_limit);
    if (!tearing) return false;
    torn = std::move(tearing->torn);
    std::vector<double> growth(n, 1.0); // of an error of 1 in every row, were every link to add to it
    for (std::int32_t const q : tearing->order) {
        double const own = growth[at(q)] / magnitude_of(t.diagonal[at(q)]);
        if (!(own > 0 && is_finite(own)) || (!certified && !(own <= growth_limit))) {
            torn.push_back(q);
            continue;
        }
        column_at_.push_back(q);
        if (certified) continue;
        for (std::int32_t e = t.start[at(q)]; e < t.start[at(q) + 1]; ++e)
            if (t.row[at(e)] != q) growth[at(t.row[at(e)])] += magnitude_of(t.value[at(e)]) * own;
    }
    if (torn.size() > torn_limit) return false;
    acyclic_ = column_at_.size();
    // Torn nodes in the order of what they feed first: the eight columns of a batch then start late together.
    std::vector<std::int32_t> place(n, static_cast<std::int32_t>(n));
    for (std::size_t k = 0; k < acyclic_; ++k) place[at(column_at_[k])] = static_cast<std::int32_t>(k);
    std::vector<std::pair<std::int32_t, std::int32_t>> first;
    for (std::int32_t const q : torn) {
        std::int32_t least = static_cast<std::int32_t>(n);
        for (std::int32_t e = t.start[at(q)]; e < t.start[at(q) + 1]; ++e) least = (std::min)(least, place[at(t.row[at(e)])]);
        first.emplace_back(least, q);
    }
    std::sort(first.begin(), first.end());
    for (auto const& [least, q] : first) column_at_.push_back(q);
    row_at_ = column_at_;
    return true;
}

/// Copies T by places. The part of T between torn nodes goes to `dense_`, where the Schur complement is built.
template <class Scalar>
void TornLoop<Scalar>::store_columns(LocalEntries<Scalar> const& t) {
    std::size_t const n = column_at_.size(), h = torn();
    std::vector<std::int32_t> place(n);
    for (std::size_t k = 0; k < n; ++k) place[at(column_at_[k])] = static_cast<std::int32_t>(k);
    start_.assign(1, 0);
    dense_.assign(h * h, Scalar(0));
    row_.reserve(t.row.size());
    value_.reserve(t.row.size());
    for (std::size_t k = 0; k < n; ++k) {
        std::int32_t const q = column_at_[k];
        for (bool const to_torn : {false, true}) {
            if (to_torn) split_.push_back(static_cast<std::int32_t>(row_.size()));
            for (std::int32_t e = t.start[at(q)]; e < t.start[at(q) + 1]; ++e) {
                std::size_t const p = at(place[at(t.row[at(e)])]);
                if ((p >= acyclic_) != to_torn || (p == k && k < acyclic_)) continue;
                if (k >= acyclic_ && to_torn) {
                    dense_[(k - acyclic_) * h + (p - acyclic_)] = t.value[at(e)];
                    continue;
                }
                row_.push_back(static_cast<std::int32_t>(p));
                value_.push_back(t.value[at(e)]);
            }
        }
        start_.push_back(static_cast<std::int32_t>(row_.size()));
        if (k < acyclic_) inverse_.push_back(Scalar(1) / t.diagonal[at(q)]);
    }
}

/// dense_ -= T_hf T_ff^-1 T_fh, eight columns at a time: one pass over the acyclic part serves all eight.
template <class Scalar>
void TornLoop<Scalar>::form_schur_complement() {
    constexpr std::size_t lanes = 8;
    std::size_t const h = torn();
    std::vector<std::array<Scalar, lanes>> right(column_at_.size()); // all 0 between batches
    for (auto& lane : right) lane.fill(Scalar(0));
    for (std::size_t first = 0; first < h; first += lanes) {
        std::size_t const width = (std::min)(lanes, h - first);
        std::size_t least = acyclic_;
        for (std::size_t l = 0; l < width; ++l) {
            std::size_t const k = acyclic_ + first + l;
            for (std::int32_t e = start_[k]; e < split_[k]; ++e) {
                right[at(row_[at(e)])][l] = value_[at(e)];
                least = (std::min)(least, at(row_[at(e)]));
            }
        }
        for (std::size_t k = least; k < acyclic_; ++k) {
            auto const lane = right[k];
            bool touched = false;
            for (std::size_t l = 0; l < lanes; ++l) touched |= lane[l] != Scalar(0);
            if (!touched) continue; // most of the system is out of reach of eight neighbours
            std::array<Scalar, lanes> z;
            for (std::size_t l = 0; l < lanes; ++l) z[l] = lane[l] * inverse_[k];
            right[k].fill(Scalar(0));
            for (std::int32_t e = start_[k]; e < start_[k + 1]; ++e) {
                auto& to = right[at(row_[at(e)])];
                Scalar const value = value_[at(e)];
                for (std::size_t l = 0; l < lanes; ++l) to[l] -= value * z[l];
            }
        }
        for (std::size_t i = 0; i < h; ++i) {
            for (std::size_t l = 0; l < width; ++l) dense_[(first + l) * h + i] += right[acyclic_ + i][l];
            right[acyclic_ + i].fill(Scalar(0));
        }
    }
}

template <class Scalar>
bool TornLoop<Scalar>::factorise_dense() {
    using Dense = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic>;
    std::size_t const h = torn();
    if (h == 0) return true;
    auto const size = static_cast<Eigen::Index>(h);
    Eigen::Map<Dense> complement(dense_.data(), size, size);
    // In place: the decomposition works in dense_ itself.
    Eigen::PartialPivLU<Eigen::Ref<Dense>> lu(complement);
    for (std::size_t i = 0; i < h; ++i) {
        Scalar const& pivot = dense_[i * h + i];
        if (pivot == Scalar(0) || !is_finite(magnitude_of(pivot))) return false;
    }
    std::vector<std::int32_t> const before(row_at_.begin() + static_cast<std::ptrdiff_t>(acyclic_), row_at_.end());
    auto const& moved = lu.permutationP().indices();
    for (std::size_t i = 0; i < h; ++i) row_at_[acyclic_ + static_cast<std::size_t>(moved[static_cast<Eigen::Index>(i)])] = before[i];
    for (std::size_t k = 0; k < acyclic_; ++k)
        for (std::int32_t e = split_[k]; e < start_[k + 1]; ++e)
            row_[at(e)] = static_cast<std::int32_t>(acyclic_) + moved[row_[at(e)] - static_cast<std::int32_t>(acyclic_)];
    return true;
}

template <class Scalar>
bool TornLoop<Scalar>::factorise(LocalEntries<Scalar> const& t, bool certified) {
    if (!choose_places(t, certified)) {
        too_large_ = true;
        return false;
    }
    store_columns(t);
    form_schur_complement();
    return factorise_dense();
}

template <class Scalar>
void TornLoop<Scalar>::solve(std::span<Scalar> values, std::span<Scalar> work) const {
    std::size_t const n = values.size(), h = torn();
    for (std::size_t k = 0; k < n; ++k) work[k] = values[at(row_at_[k])];
    // What the rest alone asks of the torn products ...
    for (std::size_t k = 0; k < acyclic_; ++k) {
        if (work[k] == Scalar(0)) continue;
        Scalar const z = work[k] * inverse_[k];
        for (std::int32_t e = start_[k]; e < start_[k + 1]; ++e) work[at(row_[at(e)])] -= value_[at(e)] * z;
    }
    solve_triangles<Scalar>(dense_, work.subspan(acyclic_, h));
    // ... and with their supply known, the rest once more from its own right-hand side.
    for (std::size_t k = 0; k < acyclic_; ++k) work[k] = values[at(row_at_[k])];
    for (std::size_t k = acyclic_; k < n; ++k) {
        if (work[k] == Scalar(0)) continue;
        for (std::int32_t e = start_[k]; e < split_[k]; ++e) work[at(row_[at(e)])] -= value_[at(e)] * work[k];
    }
    for (std::size_t k = 0; k < acyclic_; ++k) {
        if (work[k] == Scalar(0)) continue;
        work[k] *= inverse_[k];
        for (std::int32_t e = start_[k]; e < split_[k]; ++e) work[at(row_[at(e)])] -= value_[at(e)] * work[k];
    }
    for (std::size_t k = 0; k < n; ++k) values[at(column_at_[k])] = work[k];
}

template <class Scalar>
void TornLoop<Scalar>::solve_transposed(std::span<Scalar> values, std::span<Scalar> work) const {
    std::size_t const n = values.size(), h = torn();
    auto const known = [&](std::size_t k, std::int32_t last) { // what column k pays for products already priced
        Scalar sum = Scalar(0);
        for (std::int32_t e = start_[k]; e < last; ++e) sum += value_[at(e)] * work[at(row_[at(e)])];
        return sum;
    };
    for (std::size_t k = 0; k < n; ++k) work[k] = values[at(column_at_[k])];
    for (std::size_t k = acyclic_; k-- > 0;) work[k] = (work[k] - known(k, split_[k])) * inverse_[k];
    for (std::size_t k = acyclic_; k < n; ++k) work[k] -= known(k, split_[k]);
    solve_triangles_transposed<Scalar>(dense_, work.subspan(acyclic_, h));
    for (std::size_t k = acyclic_; k-- > 0;) work[k] = (values[at(column_at_[k])] - known(k, start_[k + 1])) * inverse_[k];
    for (std::size_t k = 0; k < n; ++k) values[at(row_at_[k])] = work[k];
}

}  // namespace tanji::detail
