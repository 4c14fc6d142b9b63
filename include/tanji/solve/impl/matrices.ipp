// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "tanji/solve/matrices.hpp"

/// \file
/// The gate of the folder: whatever passes here may be indexed without checks everywhere behind it. Included in compiled mode
/// as well (instances.ipp, generic.hpp), so all of it is templates.
namespace tanji {
namespace detail {

/// x - x is 0 for every finite number of every scalar we meet (complex and 50 digits included), else NaN.
template <class Scalar>
[[nodiscard]] bool is_finite(Scalar const& value) {
    Scalar const difference = value - value;
    return difference == Scalar(0);
}

/// Sizes first: nothing may be read through `start` before this has passed.
template <class Scalar>
[[nodiscard]] std::optional<Problem> check_shape(SparseView<Scalar> const& m, std::string const& name) {
    auto const wrong = [&](std::string expected, std::string got) {
        return Problem{.id = "matrix.shape", .what = "the arrays of matrix " + name + " do not fit together", .expected = std::move(expected),
                       .got = std::move(got), .hint = "give columns + 1 starts from 0 upwards, and one row and one value per entry"};
    };
    if (m.rows < 0 || m.columns < 0) return wrong("counts of 0 or more", std::to_string(m.rows) + " x " + std::to_string(m.columns));
    if (m.start.size() != at(m.columns) + 1) return wrong(std::to_string(at(m.columns) + 1) + " starts", std::to_string(m.start.size()));
    if (m.row.size() != m.value.size()) return wrong(std::to_string(m.row.size()) + " values", std::to_string(m.value.size()));
    if (m.start.front() != 0) return wrong("a first start of 0", std::to_string(m.start.front()));
    for (std::size_t j = 0; j < at(m.columns); ++j)
        if (m.start[j + 1] < m.start[j]) return wrong("ascending starts", "a smaller one after column " + std::to_string(j + 1));
    if (at(m.start.back()) != m.row.size()) return wrong("a last start of " + std::to_string(m.row.size()), std::to_string(m.start.back()));
    return std::nullopt;
}

/// Rows in range and ascending, values finite. `where` names a cell.
template <class Scalar, class Where_>
[[nodiscard]] std::optional<Problem> check_entries(SparseView<Scalar> const& m, std::string const& name, Where_ const& where) {
    for (std::int32_t j = 0; j < m.columns; ++j) {
        std::int32_t last = -1;
        for (std::int32_t e = m.start[at(j)]; e < m.start[at(j) + 1]; ++e) {
            std::int32_t const i = m.row[at(e)];
            if (i <= last || i >= m.rows)
                return Problem{.id = "matrix.index", .what = "a row index of matrix " + name + " is out of range or out of order",
                               .where = {.object = "column " + std::to_string(j + 1)},
                               .expected = "rows below " + std::to_string(m.rows) + ", each once, ascending inside a column", .got = std::to_string(i),
                               .hint = "sort the entries of each column by row and add up those of one cell"};
            last = i;
            if (!is_finite(m.value[at(e)]))
                return Problem{.id = "number.not-finite", .what = "matrix " + name + " holds a value that is not a finite number",
                               .where = {.object = where(i, j)}, .expected = "a finite number", .got = "NaN or infinity",
                               .hint = "mend the exchange; a missing amount is not zero and cannot be guessed"};
        }
    }
    return std::nullopt;
}

/// Everything that Eigen and the kernels take for granted is checked here once; they then run without checks.
template <class Scalar>
[[nodiscard]] std::optional<Problem> check_matrices(SparseView<Scalar> const& a, SparseView<Scalar> const& b, NameLookup const& names) {
    if (auto problem = check_shape(a, "A")) return problem;
    if (auto problem = check_shape(b, "B")) return problem;
    if (b.columns != a.columns && b.columns != 0)
        return Problem{.id = "matrix.shape", .what = "A and B have different numbers of processes",
                       .expected = std::to_string(a.columns) + " columns of B", .got = std::to_string(b.columns),
                       .hint = "both have one column per process, in the same order"};
    auto const cell_a = [&](std::int32_t i, std::int32_t j) { return names.product_text(i) + " / " + names.process_text(j); };
    auto const cell_b = [&](std::int32_t i, std::int32_t j) { return "elementary flow " + std::to_string(i + 1) + " / " + names.process_text(j); };
    if (auto problem = check_entries(a, "A", cell_a)) return problem;
    return check_entries(b, "B", cell_b);
}

}  // namespace detail

template <class Scalar>
Result<BasicSystemMatrices<Scalar>> BasicSystemMatrices<Scalar>::try_make(SparseColumns<Scalar> technosphere, SparseColumns<Scalar> biosphere,
                                                                          NameLookup const& names) {
    struct Owned {
        SparseColumns<Scalar> a, b;
    };
    // The views point into the heap block that `owner_` keeps alive, so a moved or copied handle stays valid.
    auto owned = std::make_shared<Owned>(Owned{std::move(technosphere), std::move(biosphere)});
    auto const a = owned->a.view();
    auto const b = owned->b.view();
    return try_borrow(a, b, std::move(owned), names);
}

template <class Scalar>
Result<BasicSystemMatrices<Scalar>> BasicSystemMatrices<Scalar>::try_borrow(SparseView<Scalar> technosphere, SparseView<Scalar> biosphere,
                                                                            std::shared_ptr<void const> owner, NameLookup const& names) {
    // A default-made view has no starts at all; it means the empty matrix, and needs the one start that has.
    static constexpr std::int32_t empty_start[] = {0};
    if (biosphere.start.empty()) biosphere.start = empty_start;
    if (technosphere.start.empty()) technosphere.start = empty_start;
    if (auto problem = detail::check_matrices(technosphere, biosphere, names)) return *std::move(problem);
    BasicSystemMatrices made;
    made.technosphere_ = technosphere;
    made.biosphere_ = biosphere;
    made.owner_ = std::move(owner);
    return made;
}

template <class Scalar>
Result<BasicSystemMatrices<Scalar>> BasicSystemMatrices<Scalar>::try_with_values(std::span<Scalar const> technosphere,
                                                                                 std::shared_ptr<std::vector<Scalar>> storage) const {
    if (technosphere.size() != technosphere_.value.size())
        return Problem{.id = "matrix.shape", .what = "the new values do not fit the cells of matrix A", .expected = std::to_string(technosphere_.value.size()) + " values",
                       .got = std::to_string(technosphere.size()), .hint = "give one value per stored entry of A, in the same order"};
    for (std::int32_t j = 0; j < technosphere_.columns; ++j)
        for (std::int32_t e = technosphere_.start[detail::at(j)]; e < technosphere_.start[detail::at(j) + 1]; ++e)
            if (!detail::is_finite(technosphere[detail::at(e)]))
                return Problem{.id = "number.not-finite", .what = "a new value of matrix A is not a finite number", .where = {.object = "column " + std::to_string(j + 1)},
                               .expected = "a finite number", .got = "NaN or infinity", .hint = "mend the value of entry " + std::to_string(e + 1)};
    if (!storage) storage = std::make_shared<std::vector<Scalar>>();
    storage->assign(technosphere.begin(), technosphere.end());
    // Pattern and B stay where they are; the first matrices are kept for them.
    struct Kept {
        std::shared_ptr<void const> pattern;
        std::shared_ptr<std::vector<Scalar>> values;
    };
    BasicSystemMatrices made = *this;
    made.technosphere_.value = *storage;
    made.owner_ = std::make_shared<Kept>(Kept{owner_, std::move(storage)});
    return made;
}

}  // namespace tanji
