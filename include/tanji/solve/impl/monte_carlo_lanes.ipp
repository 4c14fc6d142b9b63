// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "tanji/config.hpp"

// Eight numbers of eight samples as one value. No operation mixes lanes, so no sample depends on its neighbours' numbers.
namespace tanji::detail {

#ifdef TANJI_ALIGNED_VECTOR
template <class Real>
struct SampleLanes;
template <>
struct SampleLanes<double> {
    typedef double Type TANJI_ALIGNED_VECTOR(64);
};
template <>
struct SampleLanes<float> {
    typedef float Type TANJI_ALIGNED_VECTOR(32);
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

// References in and out: a register as a result has no form that all compilers agree on.
template <class Lanes>
TANJI_KERNEL_BODY void keep_larger(Lanes& most, Lanes const& a) {
#ifdef TANJI_ALIGNED_VECTOR
    most = a > most ? a : most;
#else
    most = Lanes::each([&](std::size_t k) { return a[k] > most[k] ? a[k] : most[k]; });
#endif
}

/// |a|
template <class Lanes>
TANJI_KERNEL_BODY void magnitude_of(Lanes const& a, Lanes& magnitude) {
    magnitude = -a;
    keep_larger(magnitude, a);
}

/// Numbers of one width as numbers of the other.
template <class From, class To>
TANJI_KERNEL_BODY void convert(From const& from, To& to) {
#ifdef TANJI_ALIGNED_VECTOR
    to = TANJI_CONVERT_VECTOR(from, To);
#else
    for (std::size_t k = 0; k < 8; ++k) to[k] = static_cast<std::remove_cvref_t<decltype(to[k])>>(from[k]);
#endif
}

/// value in every lane.
template <class Lanes>
TANJI_KERNEL_BODY void fill(Lanes& lanes, double value) {
    for (std::size_t k = 0; k < 8; ++k) lanes[k] = static_cast<std::remove_cvref_t<decltype(lanes[k])>>(value);
}

}  // namespace tanji::detail
