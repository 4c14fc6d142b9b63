// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "tanji/base/result.hpp"
#include "tanji/solve/names.hpp"

/// \file
/// A and B as the solver takes them: compressed columns, 0-based, int32. This folder knows numbers only; what rows and columns
/// are called comes in by NameLookup, so that matrices of any origin can be solved.
namespace tanji {

namespace detail {
/// Indices are int32 on disk and in memory (half the traffic); containers want std::size_t.
[[nodiscard]] constexpr std::size_t at(std::int32_t index) noexcept { return static_cast<std::size_t>(index); }
}  // namespace detail

/// A sparse matrix by columns that somebody else owns. start has columns + 1 entries; rows ascend inside a column.
template <class Scalar>
struct SparseView {
    std::int32_t rows = 0;
    std::int32_t columns = 0;
    std::span<std::int32_t const> start{};
    std::span<std::int32_t const> row{};
    std::span<Scalar const> value{};
};

/// The same, owning. Built column by column: push rows and values, then the new end to `start`.
///
///     SparseColumns<double> a{.rows = 2, .columns = 2};      // [1 -0.5; 0 1]
///     a.row = {0, 0, 1}; a.value = {1, -0.5, 1}; a.start = {0, 1, 3};
template <class Scalar>
struct SparseColumns {
    std::int32_t rows = 0;
    std::int32_t columns = 0;
    std::vector<std::int32_t> start{0};
    std::vector<std::int32_t> row{};
    std::vector<Scalar> value{};

    [[nodiscard]] SparseView<Scalar> view() const noexcept { return {rows, columns, start, row, value}; }
};

/// A (products x processes; outputs +, inputs -) and B (elementary flows x processes; net = outputs - inputs).
/// A handle to shared immutable arrays, owned or borrowed (a mapped file kept alive by `owner`).
/// An entry that is exactly 0 counts as absent.
template <class Scalar>
class BasicSystemMatrices {
public:
    BasicSystemMatrices() = default;

    /// Checks shapes, order of indices and that every value is finite; O(entries).
    /// Problems: "matrix.shape", "matrix.index", "number.not-finite" naming product (row) and process (column).
    [[nodiscard]] static Result<BasicSystemMatrices> try_make(SparseColumns<Scalar> technosphere, SparseColumns<Scalar> biosphere = {},
                                                              NameLookup const& names = {});
    /// The same without a copy. A biosphere without columns stands for "no elementary flows". The arrays must not change as
    /// long as the handle or a solver made of it lives; `owner` may be null if the caller sees to that.
    [[nodiscard]] static Result<BasicSystemMatrices> try_borrow(SparseView<Scalar> technosphere, SparseView<Scalar> biosphere,
                                                                std::shared_ptr<void const> owner, NameLookup const& names = {});

    /// The same cells of A with other values, in the order of technosphere().value; B as before. The values are copied into
    /// `storage`, which is made where it is null. Problems: "matrix.shape", "number.not-finite" with the column.
    [[nodiscard]] Result<BasicSystemMatrices> try_with_values(std::span<Scalar const> technosphere, std::shared_ptr<std::vector<Scalar>> storage = {}) const;

    [[nodiscard]] SparseView<Scalar> technosphere() const noexcept { return technosphere_; }
    [[nodiscard]] SparseView<Scalar> biosphere() const noexcept { return biosphere_; }

private:
    SparseView<Scalar> technosphere_{};
    SparseView<Scalar> biosphere_{};
    std::shared_ptr<void const> owner_{};
};
using SystemMatrices = BasicSystemMatrices<double>;

}  // namespace tanji

#ifdef TANJI_COMPILED
namespace tanji {
extern template class BasicSystemMatrices<double>;
}
#else
#include "tanji/solve/impl/matrices.ipp"
#endif
