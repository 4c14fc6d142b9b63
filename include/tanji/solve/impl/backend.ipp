// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <Eigen/SparseCore>
#include <Eigen/SparseLU>

#include <algorithm>
#include <memory>
#include <vector>

#include "tanji/solve/backend.hpp"

namespace tanji {
namespace detail {

class SparseLuFactors final : public BackendFactors {
public:
    using Matrix = Eigen::SparseMatrix<double, Eigen::ColMajor, int>;
    using Vector = Eigen::VectorXd;

    /// The factors are of the transposed matrix, because hub products are dense rows (component.ipp).
    [[nodiscard]] bool factorise(SparseView<double> const& matrix) {
        int const n = matrix.columns;
        Eigen::Map<Matrix const> const given(n, n, static_cast<Eigen::Index>(matrix.row.size()), matrix.start.data(), matrix.row.data(), matrix.value.data());
        Matrix const transposed = given.transpose();
        lu_.analyzePattern(transposed);
        lu_.factorize(transposed);
        return lu_.info() == Eigen::Success;
    }
    void solve(std::span<double> values) const override {
        Vector const z = lu_.transpose().solve(Eigen::Map<Vector const>(values.data(), static_cast<Eigen::Index>(values.size())));
        std::copy_n(z.data(), values.size(), values.begin());
    }
    void solve_transposed(std::span<double> values) const override {
        Vector const w = lu_.solve(Eigen::Map<Vector const>(values.data(), static_cast<Eigen::Index>(values.size())));
        std::copy_n(w.data(), values.size(), values.begin());
    }

private:
    mutable Eigen::SparseLU<Matrix, Eigen::COLAMDOrdering<int>> lu_{}; // transpose() is not const although it changes nothing
};

}  // namespace detail

TANJI_INLINE std::unique_ptr<BackendFactors const> SparseLuBackend::factorise(SparseView<double> const& matrix) const {
    auto factors = std::make_unique<detail::SparseLuFactors>();
    if (!factors->factorise(matrix)) return nullptr;
    return factors;
}

}  // namespace tanji
