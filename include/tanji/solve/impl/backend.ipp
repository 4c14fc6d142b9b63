// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <memory>

#include "tanji/solve/backend.hpp"
#include "tanji/solve/impl/sparse_lu.ipp"

namespace tanji {
namespace detail {

class SparseLuFactors final : public BackendFactors {
public:
    [[nodiscard]] bool factorise(SparseView<double> const& matrix) {
        int const n = matrix.columns;
        using Matrix = SparseLu<double>::Matrix;
        Eigen::Map<Matrix const> const given(n, n, static_cast<Eigen::Index>(matrix.row.size()), matrix.start.data(), matrix.row.data(), matrix.value.data());
        return lu_.factorise(given.transpose());
    }
    void solve(std::span<double> values) const override { lu_.solve(values); }
    void solve_transposed(std::span<double> values) const override { lu_.solve_transposed(values); }

private:
    SparseLu<double> lu_{};
};

}  // namespace detail

TANJI_INLINE std::unique_ptr<BackendFactors const> SparseLuBackend::factorise(SparseView<double> const& matrix) const {
    auto factors = std::make_unique<detail::SparseLuFactors>();
    if (!factors->factorise(matrix)) return nullptr;
    return factors;
}

}  // namespace tanji
