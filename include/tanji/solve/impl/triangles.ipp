// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace tanji::detail {

// Solves with a dense LU whose rows are permuted already: n columns of n values, L below the diagonal (with ones on it),
// U on and above. Plain loops, because Eigen's may allocate and its sums depend on the vector width of the build.

/// Sum of a[i] * b[i] in eight running sums whatever the hardware (rule B3).
template <class Scalar>
[[nodiscard]] Scalar dot_in_lanes(Scalar const* a, Scalar const* b, std::size_t count) {
    constexpr std::size_t lanes = 8;
    std::array<Scalar, lanes> sum;
    sum.fill(Scalar(0));
    std::size_t i = 0;
    for (; i + lanes <= count; i += lanes)
        for (std::size_t l = 0; l < lanes; ++l) sum[l] += a[i + l] * b[i + l];
    for (std::size_t l = 0; i < count; ++i, ++l) sum[l] += a[i] * b[i];
    return ((sum[0] + sum[4]) + (sum[2] + sum[6])) + ((sum[1] + sum[5]) + (sum[3] + sum[7]));
}

template <class Scalar>
void solve_triangles(std::span<Scalar const> lu, std::span<Scalar> v) {
    std::size_t const n = v.size();
    for (std::size_t j = 0; j < n; ++j) {
        Scalar const value = v[j];
        if (value == Scalar(0)) continue;
        Scalar const* const column = lu.data() + j * n;
        for (std::size_t i = j + 1; i < n; ++i) v[i] -= column[i] * value;
    }
    for (std::size_t j = n; j-- > 0;) {
        Scalar const* const column = lu.data() + j * n;
        Scalar const value = v[j] = v[j] / column[j];
        if (value == Scalar(0)) continue;
        for (std::size_t i = 0; i < j; ++i) v[i] -= column[i] * value;
    }
}

template <class Scalar>
void solve_triangles_transposed(std::span<Scalar const> lu, std::span<Scalar> v) {
    std::size_t const n = v.size();
    for (std::size_t j = 0; j < n; ++j) {
        Scalar const* const column = lu.data() + j * n;
        v[j] = (v[j] - dot_in_lanes(column, v.data(), j)) / column[j];
    }
    for (std::size_t j = n; j-- > 0;) {
        Scalar const* const column = lu.data() + j * n;
        v[j] -= dot_in_lanes(column + j + 1, v.data() + j + 1, n - j - 1);
    }
}

}  // namespace tanji::detail
