// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "tanji/solve/matrices.hpp"
#include "tanji/solve/pattern.hpp"

/// \file
/// All that follows from where A has entries and not from their values. It is made once and shared by every solver of the same
/// pattern: other amounts, another scalar, another thread.
namespace tanji {

/// How products find their producers.
enum class Producers : std::uint8_t {
    matched,  ///< by a maximum transversal, which keeps a full diagonal
    diagonal, ///< product j is that of process j, as in a linked product system. A process that makes nothing of its own
              ///< product (it uses up all of it) then spoils only what needs it, and not the whole system
};

/// Pattern and order of A: matching of products to processes, strongly connected components in topological order
/// (consumers before their suppliers). A handle to shared immutable data; building costs O(columns + entries), plus
/// augmenting paths where the diagonal is not given.
class Structure {
public:
    Structure() = default;

    /// Problems: "solve.not-square", "solve.structure": products without a producer, processes without a product.
    template <class Scalar>
    [[nodiscard]] static Result<Structure> try_make(BasicSystemMatrices<Scalar> const& matrices, NameLookup const& names = {},
                                                    Producers producers = Producers::matched);
    /// The same from the pattern alone, which must satisfy the checks of BasicSystemMatrices.
    [[nodiscard]] static Result<Structure> try_make(SignedPattern const& pattern, NameLookup const& names = {}, Producers producers = Producers::matched);

    [[nodiscard]] std::int32_t size() const noexcept;              ///< processes = products
    /// Components of one process are the rule; one of thousands is the loop of energy, transport and machines.
    [[nodiscard]] std::int32_t component_count() const noexcept;
    /// Number of the component that holds a process.
    [[nodiscard]] std::int32_t component_of(std::int32_t column) const;
    /// Columns of a component, ascending. Components are numbered in topological order.
    [[nodiscard]] std::span<std::int32_t const> component(std::int32_t number) const;
    [[nodiscard]] std::int32_t producer_of(std::int32_t row) const;  ///< the column matched to a product
    [[nodiscard]] std::int32_t product_of(std::int32_t column) const; ///< the row matched to a process

    /// Columns that a demand on these products can set in motion, ascending. Rows out of range are ignored.
    [[nodiscard]] std::vector<std::int32_t> reach(std::span<std::int32_t const> rows) const;

    struct Content;
    /// For the other parts of solve/, which read the arrays themselves.
    [[nodiscard]] Content const& content() const noexcept { return *content_; }

private:
    std::shared_ptr<Content const> content_ = empty_content();
    [[nodiscard]] static std::shared_ptr<Content const> empty_content();
};

/// What the solver reads. One entry per column, row or component; all indices from 0.
struct Structure::Content {
    std::int32_t size = 0;
    std::uint64_t pattern_digest = 0;            ///< of the non-zero pattern: a solver refuses matrices of another one
    std::vector<std::int32_t> producer_of_row{};
    std::vector<std::int32_t> row_of_column{};
    std::vector<std::int32_t> pivot_of_column{}; ///< where in A's arrays the matched entry of a column lies
    std::vector<std::int32_t> gaps{};            ///< columns whose own product is empty (Producers::diagonal): not to be solved
    std::vector<std::int32_t> component_of_column{};
    std::vector<std::int32_t> component_of_row{};
    std::vector<std::int32_t> component_start{0}; ///< into `order`
    std::vector<std::int32_t> order{};           ///< columns by component, ascending inside
    std::vector<std::int32_t> supplier_start{0}; ///< component graph: suppliers of each component, without repetition
    std::vector<std::int32_t> supplier{};
};

namespace detail {

/// Scalars without an order (complex numbers) have a pattern but no sign: any of them that is not 0 counts as +1.
template <class Scalar>
[[nodiscard]] signed char sign_of(Scalar const& value) {
    if (value == Scalar(0)) return 0;
    if constexpr (requires { value < Scalar(0); }) return value < Scalar(0) ? static_cast<signed char>(-1) : static_cast<signed char>(1);
    else return 1;
}

template <class Scalar>
[[nodiscard]] std::vector<signed char> signs_of(std::span<Scalar const> values) {
    std::vector<signed char> signs;
    signs.reserve(values.size());
    for (Scalar const& value : values) signs.push_back(sign_of(value));
    return signs;
}

[[nodiscard]] std::uint64_t pattern_digest(SignedPattern const& pattern) noexcept;

}  // namespace detail

template <class Scalar>
Result<Structure> Structure::try_make(BasicSystemMatrices<Scalar> const& matrices, NameLookup const& names, Producers producers) {
    auto const a = matrices.technosphere();
    auto const signs = detail::signs_of(a.value);
    return try_make(SignedPattern{a.rows, a.columns, a.start, a.row, signs}, names, producers);
}

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/solve/impl/structure.ipp"
#endif
