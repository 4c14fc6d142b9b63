// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "tanji/solve/impl/dense_lu.ipp"
#include "tanji/solve/impl/scalar.ipp"

// Substitution through a torn loop, for one right-hand side or for eight at once. A Lane is one number, or a register of
// eight that belong to eight right-hand sides; entries of the matrix are read once for all of them. No lane looks at
// another, and none is added up in another order than a single one would be.
namespace tanji::detail {

/// Which numbers a lane holds.
template <class Scalar>
struct Single {
    using Type = Scalar;
};
#ifdef TANJI_VECTOR
inline constexpr std::size_t lane_width = 8;
using EightLanes = Register64;
#else
inline constexpr std::size_t lane_width = 1; // compilers without vector types go one by one
using EightLanes = Single<double>;
#endif

/// The arrays of a TornLoop as plain pointers: what kernels read.
template <class Scalar>
struct TornArrays {
    std::size_t size = 0, acyclic = 0;
    std::int32_t const* start = nullptr; ///< columns by place, without their diagonals
    std::int32_t const* split = nullptr; ///< where rows of torn places begin
    std::int32_t const* row = nullptr;
    Scalar const* value = nullptr;
    Scalar const* inverse = nullptr;     ///< 1 / diagonal, of acyclic places
    Scalar const* dense = nullptr;       ///< LU of the Schur complement, by columns
    std::int32_t const* swaps = nullptr; ///< its row exchanges
};

/// The row exchanges of the LU, in their order or back. (No function of the two lanes: as its template argument a lane
/// would lose its alignment.)
template <class Register, class Scalar>
TANJI_KERNEL_BODY void exchange_rows(TornArrays<Scalar> const& t, typename Register::Type* v, bool back) {
    std::size_t const n = t.size - t.acyclic;
    for (std::size_t step = 0; step < n; ++step) {
        std::size_t const k = back ? n - 1 - step : step, other = at(t.swaps[k]);
        if (other == k) continue;
        typename Register::Type const kept = v[k];
        v[k] = v[other];
        v[other] = kept;
    }
}

/// L U v = P v in place.
template <class Register, class Scalar>
TANJI_KERNEL_BODY void dense_solve_body(TornArrays<Scalar> const& t, typename Register::Type* v) {
    using Lane = typename Register::Type;
    std::size_t const n = t.size - t.acyclic;
    exchange_rows<Register>(t, v, false);
    for (std::size_t j = 0; j < n; ++j) {
        Scalar const* const column = t.dense + j * n;
        Lane const value = v[j];
        for (std::size_t i = j + 1; i < n; ++i) v[i] -= column[i] * value;
    }
    for (std::size_t j = n; j-- > 0;) {
        Scalar const* const column = t.dense + j * n;
        Lane const value = v[j] / column[j];
        v[j] = value;
        for (std::size_t i = 0; i < j; ++i) v[i] -= column[i] * value;
    }
}

/// sum of a[i] v[i]. Eight running sums, whatever a lane is: a single one would wait for each addition.
template <class Register, class Scalar>
TANJI_KERNEL_BODY void dense_dot_body(Scalar const* a, typename Register::Type const* v, std::size_t count, typename Register::Type& sum) {
    using Lane = typename Register::Type;
    Lane const zero = Lane{};
    Lane s0 = zero, s1 = zero, s2 = zero, s3 = zero, s4 = zero, s5 = zero, s6 = zero, s7 = zero;
    std::size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        s0 += a[i] * v[i];
        s1 += a[i + 1] * v[i + 1];
        s2 += a[i + 2] * v[i + 2];
        s3 += a[i + 3] * v[i + 3];
        s4 += a[i + 4] * v[i + 4];
        s5 += a[i + 5] * v[i + 5];
        s6 += a[i + 6] * v[i + 6];
        s7 += a[i + 7] * v[i + 7];
    }
    for (; i < count; ++i) s0 += a[i] * v[i];
    sum = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
}

/// The same as dense_solve_body with the transposed factors.
template <class Register, class Scalar>
TANJI_KERNEL_BODY void dense_solve_transposed_body(TornArrays<Scalar> const& t, typename Register::Type* v) {
    if (t.size == t.acyclic) return;
    std::size_t const n = t.size - t.acyclic;
    typename Register::Type sum = v[0];
    for (std::size_t j = 0; j < n; ++j) {
        dense_dot_body<Register>(t.dense + j * n, v, j, sum);
        v[j] = (v[j] - sum) / t.dense[j * n + j];
    }
    for (std::size_t j = n; j-- > 0;) {
        dense_dot_body<Register>(t.dense + j * n + j + 1, v + j + 1, n - j - 1, sum);
        v[j] -= sum;
    }
    exchange_rows<Register>(t, v, true);
}

/// T z = b: `values` holds b by places and becomes z; `work` is scratch of the same size.
template <class Register, class Scalar>
TANJI_KERNEL_BODY void torn_solve_body(TornArrays<Scalar> const& t, typename Register::Type* values, typename Register::Type* work) {
    using Lane = typename Register::Type;
    auto const take_off = [&](std::size_t k, Lane const& z, std::int32_t last) TANJI_ALWAYS_INLINE {
        if constexpr (sizeof(Lane) == sizeof(Scalar))
            if (z == Scalar(0)) return; // most of what one product needs first is next to nothing
        for (std::int32_t e = t.start[k]; e < last; ++e) work[at(t.row[e])] -= t.value[e] * z;
    };
    for (std::size_t k = 0; k < t.size; ++k) work[k] = values[k];
    // What the rest alone asks of the torn products ...
    for (std::size_t k = 0; k < t.acyclic; ++k) {
        Lane const z = work[k] * t.inverse[k];
        take_off(k, z, t.start[k + 1]);
    }
    dense_solve_body<Register>(t, work + t.acyclic);
    // ... and with their supply known, the rest once more from its own right-hand side.
    for (std::size_t k = 0; k < t.acyclic; ++k) work[k] = values[k];
    for (std::size_t k = t.acyclic; k < t.size; ++k) {
        Lane const z = work[k];
        take_off(k, z, t.split[k]);
    }
    for (std::size_t k = 0; k < t.acyclic; ++k) {
        Lane const z = work[k] * t.inverse[k];
        work[k] = z;
        take_off(k, z, t.split[k]);
    }
    for (std::size_t k = 0; k < t.size; ++k) values[k] = work[k];
}

/// T^T w = c likewise.
template <class Register, class Scalar>
TANJI_KERNEL_BODY void torn_solve_transposed_body(TornArrays<Scalar> const& t, typename Register::Type* values, typename Register::Type* work) {
    using Lane = typename Register::Type;
    auto const known = [&](std::size_t k, std::int32_t last, Lane& sum) TANJI_ALWAYS_INLINE { // what column k pays for products already priced
        for (std::int32_t e = t.start[k]; e < last; ++e) sum -= t.value[e] * work[at(t.row[e])];
    };
    for (std::size_t k = t.acyclic; k-- > 0;) {
        Lane sum = values[k];
        known(k, t.split[k], sum);
        work[k] = sum * t.inverse[k];
    }
    for (std::size_t k = t.acyclic; k < t.size; ++k) {
        Lane sum = values[k];
        known(k, t.split[k], sum);
        work[k] = sum;
    }
    dense_solve_transposed_body<Register>(t, work + t.acyclic);
    for (std::size_t k = t.acyclic; k-- > 0;) {
        Lane sum = values[k];
        known(k, t.start[k + 1], sum);
        work[k] = sum * t.inverse[k];
    }
    for (std::size_t k = 0; k < t.size; ++k) values[k] = work[k];
}

// One right-hand side, on the machine's own registers.
TANJI_TARGET_AVX2 inline void torn_solve_avx2(TornArrays<double> const& t, double* values, double* work) { torn_solve_body<Single<double>>(t, values, work); }
TANJI_TARGET_AVX512 inline void torn_solve_avx512(TornArrays<double> const& t, double* values, double* work) { torn_solve_body<Single<double>>(t, values, work); }
template <class Scalar>
void torn_solve(TornArrays<Scalar> const& t, Scalar* values, Scalar* work, InstructionSet set) {
    if constexpr (std::is_same_v<Scalar, double>) {
        if (set == InstructionSet::avx512) return torn_solve_avx512(t, values, work);
        if (set == InstructionSet::avx2) return torn_solve_avx2(t, values, work);
    }
    torn_solve_body<Single<Scalar>>(t, values, work);
}

TANJI_TARGET_AVX2 inline void torn_solve_transposed_avx2(TornArrays<double> const& t, double* values, double* work) {
    torn_solve_transposed_body<Single<double>>(t, values, work);
}
TANJI_TARGET_AVX512 inline void torn_solve_transposed_avx512(TornArrays<double> const& t, double* values, double* work) {
    torn_solve_transposed_body<Single<double>>(t, values, work);
}
template <class Scalar>
void torn_solve_transposed(TornArrays<Scalar> const& t, Scalar* values, Scalar* work, InstructionSet set) {
    if constexpr (std::is_same_v<Scalar, double>) {
        if (set == InstructionSet::avx512) return torn_solve_transposed_avx512(t, values, work);
        if (set == InstructionSet::avx2) return torn_solve_transposed_avx2(t, values, work);
    }
    torn_solve_transposed_body<Single<Scalar>>(t, values, work);
}

}  // namespace tanji::detail
