// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstddef>
#include <cstdint>

#include "tanji/config.hpp"

// Eight numbers of eight samples as one value. No operation mixes lanes, so no sample depends on its neighbours' numbers.
namespace tanji::detail {

#ifdef TANJI_VECTOR
template <class Real>
struct SampleLanes;
template <>
struct SampleLanes<double> {
    using Type = double TANJI_VECTOR(64);
};
template <>
struct SampleLanes<float> {
    using Type = float TANJI_VECTOR(32);
};
#else
/// For compilers without vector types: the same operations in loops.
template <class Real>
struct SampleArray {
    Real lane[8] = {};
    Real operator[](std::size_t k) const { return lane[k]; }
    Real& operator[](std::size_t k) { return lane[k]; }
    template <class Apply>
    static SampleArray each(Apply const& apply) {
        SampleArray result;
        for (std::size_t k = 0; k < 8; ++k) result.lane[k] = apply(k);
        return result;
    }
    friend SampleArray operator+(SampleArray const& a, SampleArray const& b) { return each([&](std::size_t k) { return a.lane[k] + b.lane[k]; }); }
    friend SampleArray operator-(SampleArray const& a, SampleArray const& b) { return each([&](std::size_t k) { return a.lane[k] - b.lane[k]; }); }
    friend SampleArray operator*(SampleArray const& a, SampleArray const& b) { return each([&](std::size_t k) { return a.lane[k] * b.lane[k]; }); }
    friend SampleArray operator/(SampleArray const& a, SampleArray const& b) { return each([&](std::size_t k) { return a.lane[k] / b.lane[k]; }); }
    friend SampleArray operator*(Real a, SampleArray const& b) { return each([&](std::size_t k) { return a * b.lane[k]; }); }
    friend SampleArray operator/(Real a, SampleArray const& b) { return each([&](std::size_t k) { return a / b.lane[k]; }); }
    SampleArray operator-() const { return each([&](std::size_t k) { return -lane[k]; }); }
    SampleArray& operator+=(SampleArray const& b) { return *this = *this + b; }
    SampleArray& operator-=(SampleArray const& b) { return *this = *this - b; }
};
template <class Real>
struct SampleLanes {
    using Type = SampleArray<Real>;
};
#endif

using WideLanes = SampleLanes<double>::Type;
using NarrowLanes = SampleLanes<float>::Type;

template <class Lanes>
TANJI_KERNEL_BODY Lanes larger_of(Lanes const& a, Lanes const& b) {
#ifdef TANJI_VECTOR
    return a > b ? a : b;
#else
    return Lanes::each([&](std::size_t k) { return a[k] > b[k] ? a[k] : b[k]; });
#endif
}

template <class To, class From>
TANJI_KERNEL_BODY To converted(From const& from) {
#ifdef TANJI_VECTOR
    return __builtin_convertvector(from, To);
#else
    return To::each([&](std::size_t k) { return static_cast<std::remove_cvref_t<decltype(To{}[0])>>(from[k]); });
#endif
}

/// A multiplier as doubles.
TANJI_KERNEL_BODY WideLanes widened(WideLanes const& from) { return from; }
TANJI_KERNEL_BODY WideLanes widened(NarrowLanes const& from) { return converted<WideLanes>(from); }

template <class Lanes>
TANJI_KERNEL_BODY Lanes constant(double value) {
    Lanes lanes = Lanes{};
    for (std::size_t k = 0; k < 8; ++k) lanes[k] = static_cast<std::remove_cvref_t<decltype(lanes[k])>>(value);
    return lanes;
}

}  // namespace tanji::detail
