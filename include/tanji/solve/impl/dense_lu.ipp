// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "tanji/base/cpu.hpp"
#include "tanji/solve/impl/matrices.ipp"
#include "tanji/solve/impl/scalar.ipp"

// Dense LU with row exchanges. Ours and not Eigen's for rule B3: there the order of sums follows the vector width of the
// build. Here every entry takes off its products one by one in the order of the pivots, so that tiles, threads and vector
// width change the time and no bit.
namespace tanji::detail {

/// How many numbers one register takes. The type is a member, because a template argument would lose its alignment.
template <class Scalar>
struct OneNumber {
    using Type = Scalar;
};
#ifdef TANJI_VECTOR
struct Register16 {
    typedef double Type TANJI_VECTOR(16);
};
struct Register32 {
    typedef double Type TANJI_VECTOR(32);
};
struct Register64 {
    typedef double Type TANJI_VECTOR(64);
};
#else
using Register16 = OneNumber<double>;
using Register32 = OneNumber<double>;
using Register64 = OneNumber<double>;
#endif

inline constexpr std::size_t lu_panel = 32; ///< columns factorised before the rest is brought up to date

/// c -= l u for a tile of two packs by four columns; `depth` columns of l. All have `stride` between columns. The tile stays
/// in registers while the panel passes by: eight names and no array, which compilers would keep in memory.
template <class Register, class Scalar>
TANJI_KERNEL_BODY void update_tile(Scalar* c, Scalar const* l, Scalar const* u, std::size_t stride, std::size_t depth) {
    using Pack = typename Register::Type;
    constexpr std::size_t width = sizeof(Pack) / sizeof(Scalar);
    auto const pack = [&](std::size_t column, std::size_t half) TANJI_ALWAYS_INLINE -> typename Register::Type& {
        return *reinterpret_cast<typename Register::Type*>(c + column * stride + half * width);
    };
    Pack a0 = pack(0, 0), a1 = pack(1, 0), a2 = pack(2, 0), a3 = pack(3, 0);
    Pack b0 = pack(0, 1), b1 = pack(1, 1), b2 = pack(2, 1), b3 = pack(3, 1);
    for (std::size_t k = 0; k < depth; ++k) {
        Scalar const u0 = u[k], u1 = u[stride + k], u2 = u[2 * stride + k], u3 = u[3 * stride + k];
        Pack const upper = *reinterpret_cast<Pack const*>(l + k * stride), lower = *reinterpret_cast<Pack const*>(l + k * stride + width);
        a0 -= upper * u0;
        a1 -= upper * u1;
        a2 -= upper * u2;
        a3 -= upper * u3;
        b0 -= lower * u0;
        b1 -= lower * u1;
        b2 -= lower * u2;
        b3 -= lower * u3;
    }
    pack(0, 0) = a0, pack(1, 0) = a1, pack(2, 0) = a2, pack(3, 0) = a3;
    pack(0, 1) = b0, pack(1, 1) = b1, pack(2, 1) = b2, pack(3, 1) = b3;
}

/// Columns `first` to `last` of the rest, after the panel of columns k0 to k1: first the rows of the panel, then below.
template <class Register, class Scalar>
TANJI_KERNEL_BODY void update_columns_body(Scalar* a, std::size_t n, std::size_t k0, std::size_t k1, std::size_t first, std::size_t last) {
    constexpr std::size_t rows = 2 * sizeof(typename Register::Type) / sizeof(Scalar);
    for (std::size_t j = first; j < last; ++j)
        for (std::size_t k = k0; k < k1; ++k) {
            Scalar const factor = a[j * n + k];
            for (std::size_t i = k + 1; i < k1; ++i) a[j * n + i] -= a[k * n + i] * factor;
        }
    std::size_t const tiled = first + (last - first) / 4 * 4;
    std::size_t i = k1;
    for (; i + rows <= n; i += rows)
        for (std::size_t j = first; j < tiled; j += 4) update_tile<Register>(a + j * n + i, a + k0 * n + i, a + j * n + k0, n, k1 - k0);
    // What no tile covers: the last rows of all columns, the last columns above them.
    for (std::size_t j = first; j < last; ++j) {
        std::size_t const top = j < tiled ? i : k1;
        for (std::size_t k = k0; k < k1; ++k) {
            Scalar const factor = a[j * n + k];
            for (std::size_t r = top; r < n; ++r) a[j * n + r] -= a[k * n + r] * factor;
        }
    }
}
// Twice as many numbers a register, same order of operations: same bits.
TANJI_TARGET_AVX2 inline void update_columns_avx2(double* a, std::size_t n, std::size_t k0, std::size_t k1, std::size_t first, std::size_t last) {
    update_columns_body<Register32>(a, n, k0, k1, first, last);
}
TANJI_TARGET_AVX512 inline void update_columns_avx512(double* a, std::size_t n, std::size_t k0, std::size_t k1, std::size_t first, std::size_t last) {
    update_columns_body<Register64>(a, n, k0, k1, first, last);
}
/// By the set asked for. The caller sees to it that the machine has it.
template <class Scalar>
void update_columns(Scalar* a, std::size_t n, std::size_t k0, std::size_t k1, std::size_t first, std::size_t last, InstructionSet set) {
    if constexpr (std::is_same_v<Scalar, double>) {
        if (set == InstructionSet::avx512) return update_columns_avx512(a, n, k0, k1, first, last);
        if (set == InstructionSet::avx2) return update_columns_avx2(a, n, k0, k1, first, last);
        return update_columns_body<Register16>(a, n, k0, k1, first, last);
    } else {
        update_columns_body<OneNumber<Scalar>>(a, n, k0, k1, first, last);
    }
}

/// Columns k0 to k1, each with the largest entry below as its pivot. False where that is 0 or not finite.
template <class Scalar>
[[nodiscard]] bool factorise_panel(Scalar* a, std::size_t n, std::size_t k0, std::size_t k1, std::span<std::int32_t> swaps) {
    for (std::size_t k = k0; k < k1; ++k) {
        std::size_t best = k;
        double most = magnitude_of(a[k * n + k]);
        for (std::size_t i = k + 1; i < n; ++i) {
            double const size = magnitude_of(a[k * n + i]);
            if (size > most) {
                most = size;
                best = i;
            }
        }
        if (!(most > 0) || !is_finite(a[k * n + best])) return false;
        swaps[k] = static_cast<std::int32_t>(best);
        if (best != k)
            for (std::size_t j = k0; j < k1; ++j) std::swap(a[j * n + k], a[j * n + best]);
        Scalar const inverse = Scalar(1) / a[k * n + k];
        for (std::size_t i = k + 1; i < n; ++i) a[k * n + i] *= inverse;
        for (std::size_t j = k + 1; j < k1; ++j) {
            Scalar const factor = a[j * n + k];
            if (factor == Scalar(0)) continue;
            for (std::size_t i = k + 1; i < n; ++i) a[j * n + i] -= a[k * n + i] * factor;
        }
    }
    return true;
}

/// P a = L U in place, n columns of n: L below the diagonal (ones on it), U on and above. Row k was exchanged with row
/// swaps[k], in this order. False if the matrix is singular to the last digit or holds infinities. 2/3 n^3 operations.
template <class Scalar>
[[nodiscard]] bool dense_lu(std::span<Scalar> matrix, std::vector<std::int32_t>& swaps, InstructionSet set) {
    std::size_t n = 0;
    while (n * n < matrix.size()) ++n;
    swaps.assign(n, 0);
    Scalar* const a = matrix.data();
    for (std::size_t k0 = 0; k0 < n; k0 += lu_panel) {
        std::size_t const k1 = (std::min)(n, k0 + lu_panel);
        if (!factorise_panel(a, n, k0, k1, std::span(swaps))) return false;
        // The panel exchanged its own rows as it went; all other columns follow now, those of L to the left as well.
        for (std::size_t k = k0; k < k1; ++k) {
            auto const other = at(swaps[k]);
            if (other == k) continue;
            for (std::size_t j = 0; j < n; ++j)
                if (j < k0 || j >= k1) std::swap(a[j * n + k], a[j * n + other]);
        }
        update_columns(a, n, k0, k1, k1, n, set);
    }
    return true;
}

}  // namespace tanji::detail
