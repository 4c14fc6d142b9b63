// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include "tanji/solve/impl/krylov_loop.ipp"
#include "tanji/solve/impl/solver.ipp"

// What is left of the equations, and the backward error that follows from it.
namespace tanji {
namespace detail {

/// |r| / (|A||x| + |f|), with 0/0 = 0; a residual where nothing should be is as wrong as can be.
[[nodiscard]] inline double backward_ratio(double residual, double magnitude) {
    if (residual == 0) return 0;
    return magnitude > 0 ? residual / magnitude : std::numeric_limits<double>::infinity();
}

/// high + low -= a_j x, gross += |a_j x|: the residual in twice the digits, because it is the difference of numbers that
/// agree in all of theirs.
template <class Scalar>
TANJI_KERNEL_BODY void take_off_column_body(SparseView<Scalar> const& a, std::int32_t j, Scalar const& x, Scalar* high, Scalar* low, double* gross) {
    std::int32_t const first = a.start[at(j)], last = a.start[at(j) + 1];
    Scalar const* const value = a.value.data();
    std::int32_t const* const row = a.row.data();
    if (side_by_side(a, first, last)) {
        std::int32_t const shift = row[first] - first;
        for (std::int32_t e = first; e < last; ++e) subtract_product(high[e + shift], low[e + shift], value[e], x);
        for (std::int32_t e = first; e < last; ++e) gross[e + shift] += magnitude_of(value[e] * x);
        return;
    }
    for (std::int32_t e = first; e < last; ++e) {
        std::int32_t const i = row[e];
        subtract_product(high[i], low[i], value[e], x);
        gross[i] += magnitude_of(value[e] * x);
    }
}

/// The columns of `order` with a supply, one after the other.
template <class Scalar>
TANJI_KERNEL_BODY void take_off_columns_body(SparseView<Scalar> const& a, std::span<std::int32_t const> order, Scalar const* x, Scalar* high, Scalar* low, double* gross) {
    for (std::int32_t const j : order)
        if (!(x[j] == Scalar(0))) take_off_column_body(a, j, x[j], high, low, gross);
}
// With fma as an instruction and not as a call: its result is the same, being exact.
TANJI_TARGET_FMA inline void take_off_columns_fma(SparseView<double> const& a, std::span<std::int32_t const> order, double const* x, double* high, double* low, double* gross) {
    TANJI_NO_CONTRACTION
    take_off_columns_body(a, order, x, high, low, gross);
}
/// With the instruction where the machine has it.
template <class Scalar>
void take_off_columns(SparseView<Scalar> const& a, std::span<std::int32_t const> order, Scalar const* x, Scalar* high, Scalar* low, double* gross, InstructionSet set) {
    if constexpr (std::is_same_v<Scalar, double>)
        if (set >= InstructionSet::avx2) return take_off_columns_fma(a, order, x, high, low, gross);
    take_off_columns_body(a, order, x, high, low, gross);
}

/// One equation of the adjoint in plain arithmetic: c_j - a_j . y, and what is added there in size.
template <class Scalar>
TANJI_KERNEL_BODY void plain_rest_body(SparseView<Scalar> const& a, std::int32_t j, Scalar const* y, Scalar& rest, double& gross) {
    std::int32_t const first = a.start[at(j)], last = a.start[at(j) + 1];
    if (std::is_same_v<Scalar, double> && last - first >= 64 && side_by_side(a, first, last)) {
        constexpr std::int32_t lanes = 8;
        Scalar sum[lanes] = {};
        double size[lanes] = {};
        std::int32_t e = first;
        Scalar const* const from = y + a.row[at(first)] - first;
        Scalar const* const value = a.value.data();
        for (; e + lanes <= last; e += lanes)
            for (std::int32_t l = 0; l < lanes; ++l) {
                Scalar const product = value[e + l] * from[e + l];
                sum[l] += product;
                size[l] += magnitude_of(product);
            }
        for (std::int32_t l = 0; e < last; ++e, ++l) {
            sum[l] += value[e] * from[e];
            size[l] += magnitude_of(value[e] * from[e]);
        }
        rest -= ((sum[0] + sum[4]) + (sum[2] + sum[6])) + ((sum[1] + sum[5]) + (sum[3] + sum[7]));
        gross += ((size[0] + size[4]) + (size[2] + size[6])) + ((size[1] + size[5]) + (size[3] + size[7]));
        return;
    }
    for (std::int32_t e = first; e < last; ++e) {
        Scalar const product = a.value[at(e)] * y[a.row[at(e)]];
        rest -= product;
        gross += magnitude_of(product);
    }
}
/// The largest componentwise backward error of y over the reached columns (Oettli and Prager).
template <class Scalar>
TANJI_KERNEL_BODY double largest_error_back_body(SparseView<Scalar> const& a, Structure::Content const& s, char const* reached, Scalar const* cost, Scalar const* y) {
    double worst = 0;
    for (std::int32_t const j : s.order) {
        if (!reached[s.component_of_column[at(j)]]) continue;
        Scalar rest = cost[j];
        double gross = magnitude_of(rest);
        plain_rest_body(a, j, y, rest, gross);
        double const ratio = backward_ratio(magnitude_of(rest), gross);
        if (!(ratio <= worst)) worst = ratio;
    }
    return worst;
}
TANJI_TARGET_AVX2 inline double largest_error_back_avx2(SparseView<double> const& a, Structure::Content const& s, char const* reached, double const* cost, double const* y) {
    return largest_error_back_body(a, s, reached, cost, y);
}

}  // namespace detail

/// On entry `high` holds f; on return f - A x, and the backward error over the reached rows is given back.
template <class Scalar>
double BasicSolver<Scalar>::Content::residual(Flags const& reached, std::span<Scalar const> x, Values& high, Values& low, std::vector<double>& magnitude) const {
    using detail::at;
    auto const& s = structure.content();
    std::fill(low.begin(), low.end(), Scalar(0));
    for (std::size_t i = 0; i < high.size(); ++i) magnitude[i] = detail::magnitude_of(high[i]);
    detail::take_off_columns(matrices.technosphere(), std::span(s.order), x.data(), high.data(), low.data(), magnitude.data(), set);
    double worst = 0;
    for (std::int32_t const j : s.order) {
        if (!reaches(reached, s.component_of_column[at(j)])) continue;
        std::size_t const i = at(s.row_of_column[at(j)]);
        high[i] += low[i];
        double const ratio = detail::backward_ratio(detail::magnitude_of(high[i]), magnitude[i]);
        if (!(ratio <= worst)) worst = ratio;
    }
    return worst;
}

/// The backward error of unit scores. In plain arithmetic: an equation has as many terms as a process has exchanges, and
/// their rounding stays below the target. What refines them is more exact.
template <class Scalar>
double BasicSolver<Scalar>::Content::error_back(Flags const& reached, std::span<Scalar const> cost, std::span<Scalar const> y) const {
    if constexpr (std::is_same_v<Scalar, double>)
        if (set >= InstructionSet::avx2) return detail::largest_error_back_avx2(matrices.technosphere(), structure.content(), reached.data(), cost.data(), y.data());
    return detail::largest_error_back_body(matrices.technosphere(), structure.content(), reached.data(), cost.data(), y.data());
}

/// `high` (by column) becomes c - A^T y.
template <class Scalar>
void BasicSolver<Scalar>::Content::residual_back(Flags const& reached, std::span<Scalar const> cost, std::span<Scalar const> y, Values& high) const {
    using detail::at;
    auto const a = matrices.technosphere();
    auto const& s = structure.content();
    for (std::int32_t const j : s.order) {
        high[at(j)] = Scalar(0);
        if (!reaches(reached, s.component_of_column[at(j)])) continue;
        Scalar sum = cost[at(j)], rest = Scalar(0);
        for (std::int32_t e = a.start[at(j)]; e < a.start[at(j) + 1]; ++e) detail::subtract_product(sum, rest, a.value[at(e)], y[at(a.row[at(e)])]);
        high[at(j)] = sum + rest;
    }
}

}  // namespace tanji
