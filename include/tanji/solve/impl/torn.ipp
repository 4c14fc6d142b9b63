// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "tanji/base/executor.hpp"
#include "tanji/solve/impl/dense_lu.ipp"
#include "tanji/solve/impl/entries.ipp"
#include "tanji/solve/impl/scalar.ipp"
#include "tanji/solve/impl/torn_lanes.ipp"

namespace tanji::detail {

/// Substitution may amplify an error of 1 along the acyclic part to this at most; nodes where it would are torn instead.
inline constexpr double growth_limit = 1e3;

/// One loop T, factorised: without the torn places it is triangular; what the torn places need through the rest (the Schur
/// complement) is a dense LU. Entries as in the plan.
template <class Scalar>
class TornLoop {
public:
    /// False if T is singular to the last digit. `t` by places, the first `acyclic` of them without a cycle.
    [[nodiscard]] bool factorise(LocalEntries<Scalar> const& t, std::size_t acyclic, InstructionSet set, WorkControl const& control = {});

    [[nodiscard]] TornArrays<Scalar> arrays() const noexcept {
        return {start_.size() - 1, acyclic_, start_.data(), split_.data(), row_.data(), value_.data(), inverse_.data(), dense_.data(), swaps_.data()};
    }
    [[nodiscard]] std::size_t torn() const noexcept { return swaps_.size(); }

private:
    // In this order, once each.
    void store_columns(LocalEntries<Scalar> const& t);
    void form_schur_complement(InstructionSet set, WorkControl const& control);

    std::size_t acyclic_ = 0;                        ///< places before the first torn one
    std::vector<std::int32_t> start_{0}, split_{}, row_{}; ///< columns by place without diagonals; torn rows from `split_`
    std::vector<std::int32_t> swaps_{};              ///< row exchanges of the dense LU
    std::vector<Scalar> value_{};
    std::vector<Scalar> inverse_{};                  ///< 1 / diagonal of acyclic places
    std::vector<Scalar> dense_{};                    ///< Schur complement by columns, later its factors
};

/// Acyclic places where substitution would amplify an error of 1 in every row beyond the limit, were every link to add to it.
template <class Scalar>
[[nodiscard]] std::vector<char> growing_places(LocalEntries<Scalar> const& t, std::size_t acyclic) {
    std::size_t const n = t.diagonal.size();
    std::vector<char> grows(n, 0);
    std::vector<double> growth(n, 1.0);
    for (std::size_t q = 0; q < acyclic; ++q) {
        double const own = growth[q] / magnitude_of(t.diagonal[q]);
        if (!(own > 0 && own <= growth_limit)) {
            grows[q] = 1;
            continue;
        }
        for (std::int32_t e = t.start[q]; e < t.start[q + 1]; ++e)
            if (at(t.row[at(e)]) != q) growth[at(t.row[at(e)])] += magnitude_of(t.value[at(e)]) * own;
    }
    return grows;
}

/// Copies T without diagonals. The part of T between torn places goes to `dense_`, where the Schur complement is built.
template <class Scalar>
void TornLoop<Scalar>::store_columns(LocalEntries<Scalar> const& t) {
    std::size_t const n = t.diagonal.size(), h = n - acyclic_;
    start_.resize(n + 1);
    split_.resize(n);
    row_.resize(t.row.size());
    value_.resize(t.row.size());
    inverse_.resize(acyclic_);
    dense_.assign(h * h, Scalar(0));
    std::int32_t next = 0;
    for (std::size_t k = 0; k < n; ++k) {
        start_[k] = next;
        std::int32_t e = t.start[k];
        auto const copy_below = [&](std::size_t end) {
            for (; e < t.start[k + 1] && at(t.row[at(e)]) < end; ++e) {
                if (at(t.row[at(e)]) == k) continue;
                row_[at(next)] = t.row[at(e)];
                value_[at(next++)] = t.value[at(e)];
            }
        };
        copy_below(acyclic_);
        split_[k] = next;
        if (k < acyclic_) {
            copy_below(n);
            inverse_[k] = Scalar(1) / t.diagonal[k];
        } else {
            for (; e < t.start[k + 1]; ++e) dense_[(k - acyclic_) * h + at(t.row[at(e)]) - acyclic_] = t.value[at(e)];
        }
    }
    start_[n] = next;
}

/// Eight columns of dense_ -= T_hf T_ff^-1 T_fh: one pass over the acyclic part serves all eight. `right` is 0 before and after.
template <class Register, class Scalar>
TANJI_KERNEL_BODY void schur_columns_body(TornArrays<Scalar> const& t, Scalar* dense, std::size_t first, std::size_t width, typename Register::Type* right,
                                          char* touched) {
    using Lane = typename Register::Type;
    constexpr std::size_t lanes = sizeof(Lane) / sizeof(Scalar);
    std::size_t const h = t.size - t.acyclic;
    std::size_t least = t.acyclic;
    for (std::size_t l = 0; l < width; ++l) {
        std::size_t const k = t.acyclic + first + l;
        for (std::int32_t e = t.start[k]; e < t.split[k]; ++e) {
            std::size_t const p = at(t.row[e]);
            reinterpret_cast<Scalar*>(right)[p * lanes + l] = t.value[e];
            touched[p] = 1;
            least = p < least ? p : least;
        }
    }
    for (std::size_t k = least; k < t.acyclic; ++k) {
        if (!touched[k]) continue; // most of the loop is out of reach of eight neighbours
        touched[k] = 0;
        Lane const z = right[k] * t.inverse[k];
        right[k] = Lane{};
        for (std::int32_t e = t.start[k]; e < t.start[k + 1]; ++e) {
            std::size_t const p = at(t.row[e]);
            right[p] -= t.value[e] * z;
            touched[p] = 1;
        }
    }
    for (std::size_t i = 0; i < h; ++i) {
        Lane const lane = right[t.acyclic + i];
        touched[t.acyclic + i] = 0;
        right[t.acyclic + i] = Lane{};
        Scalar parts[lanes];
        for (std::size_t l = 0; l < lanes; ++l) parts[l] = reinterpret_cast<Scalar const*>(&lane)[l];
        for (std::size_t l = 0; l < width; ++l) dense[(first + l) * h + i] += parts[l];
    }
}
/// The same body compiled for wider registers; same bits, as no sum is regrouped.
// Lanes travel as plain numbers: a register as a parameter has no form that all compilers agree on.
TANJI_TARGET_AVX2 inline void schur_columns_avx2(TornArrays<double> const& t, double* dense, std::size_t first, std::size_t width, double* right, char* touched) {
    schur_columns_body<EightLanes>(t, dense, first, width, reinterpret_cast<EightLanes::Type*>(right), touched);
}
TANJI_TARGET_AVX512 inline void schur_columns_avx512(TornArrays<double> const& t, double* dense, std::size_t first, std::size_t width, double* right, char* touched) {
    schur_columns_body<EightLanes>(t, dense, first, width, reinterpret_cast<EightLanes::Type*>(right), touched);
}
template <class Scalar>
void schur_columns(TornArrays<Scalar> const& t, Scalar* dense, std::size_t first, std::size_t width, Scalar* right, char* touched, InstructionSet set) {
    if constexpr (std::is_same_v<Scalar, double>) {
        if (set == InstructionSet::avx512) schur_columns_avx512(t, dense, first, width, right, touched);
        else if (set == InstructionSet::avx2) schur_columns_avx2(t, dense, first, width, right, touched);
        else schur_columns_body<EightLanes>(t, dense, first, width, reinterpret_cast<EightLanes::Type*>(right), touched);
    } else {
        schur_columns_body<Single<Scalar>>(t, dense, first, width, right, touched);
    }
}

/// S = T_hh - T_hf T_ff^-1 T_fh, by columns, in parallel. Cost: about the entries of the acyclic part times h / 8.
template <class Scalar>
void TornLoop<Scalar>::form_schur_complement(InstructionSet set, WorkControl const& control) {
    std::size_t const n = start_.size() - 1, h = n - acyclic_;
    std::size_t const lanes = std::is_same_v<Scalar, double> ? lane_width : 1;
    struct Scratch {
        std::vector<Scalar> right;
        std::vector<char> touched;
    };
    std::vector<Scratch> scratch(at(width_of(control)));
    for (auto& s : scratch) s = {std::vector<Scalar>(n * lanes, Scalar(0)), std::vector<char>(n, 0)};
    auto const t = arrays();
    // Each piece writes columns of its own; a stop is noticed by the caller, who asks again.
    (void)run_pieces(control, (h + lanes - 1) / lanes, [&](std::size_t piece, int worker) {
        std::size_t const first = piece * lanes;
        auto& s = scratch[at(worker)];
        schur_columns(t, dense_.data(), first, (std::min)(lanes, h - first), s.right.data(), s.touched.data(), set);
    });
}

/// Refuses an S that left the range of the scalar: the LU would spread NaN to every supply. After a stop the result is not to be used.
template <class Scalar>
bool TornLoop<Scalar>::factorise(LocalEntries<Scalar> const& t, std::size_t acyclic, InstructionSet set, WorkControl const& control) {
    acyclic_ = acyclic;
    swaps_.clear();
    store_columns(t);
    form_schur_complement(set, control);
    for (Scalar const& value : dense_)
        if (!is_finite(value)) return false;
    return dense_lu(std::span<Scalar>(dense_), swaps_, set);
}

}  // namespace tanji::detail
