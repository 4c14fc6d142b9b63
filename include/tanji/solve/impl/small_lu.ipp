// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace tanji::detail {

/// LU with full pivoting of a matrix of a few dozen rows, scaled so that units drop out. Plain loops rather than Eigen: the
/// same bits on every machine, and the pivots are what tells how near to singular a correction is.
class SmallLu {
public:
    /// `m` by rows. Rows and columns are scaled so that the largest of `weight`, what was added up to make an entry, is 1: an
    /// entry that is small beside it has cancelled, and scaling must not hide that.
    void factorise(std::vector<double> m, std::vector<double> weight, std::size_t size) {
        size_ = size;
        lu_ = std::move(m);
        row_.resize(size);
        column_.resize(size);
        for (std::size_t k = 0; k < size; ++k) row_[k] = column_[k] = k;
        row_scale_.assign(size, 1.0);
        column_scale_.assign(size, 1.0);
        equilibrate(weight);
        least_ = size == 0 ? 1 : eliminate();
    }

    /// Smallest pivot beside the weights: 0 for a singular matrix, and one with less than 1e-6 has lost six digits.
    [[nodiscard]] double pivot_ratio() const noexcept { return least_; }
    /// Sign of the determinant of the matrix as given; scales are positive.
    [[nodiscard]] int sign() const noexcept { return sign_; }

    /// S z = b in place.
    void solve(std::vector<double>& b) const {
        std::vector<double> z(size_);
        for (std::size_t k = 0; k < size_; ++k) z[k] = b[row_[k]] * row_scale_[row_[k]];
        for (std::size_t i = 0; i < size_; ++i)
            for (std::size_t j = 0; j < i; ++j) z[i] -= lu_[i * size_ + j] * z[j];
        for (std::size_t i = size_; i-- > 0;) {
            for (std::size_t j = i + 1; j < size_; ++j) z[i] -= lu_[i * size_ + j] * z[j];
            z[i] /= lu_[i * size_ + i];
        }
        for (std::size_t k = 0; k < size_; ++k) b[column_[k]] = z[k] * column_scale_[column_[k]];
    }

    /// S^T z = b in place.
    void solve_transposed(std::vector<double>& b) const {
        std::vector<double> z(size_);
        for (std::size_t k = 0; k < size_; ++k) z[k] = b[column_[k]] * column_scale_[column_[k]];
        for (std::size_t i = 0; i < size_; ++i) {
            for (std::size_t j = 0; j < i; ++j) z[i] -= lu_[j * size_ + i] * z[j];
            z[i] /= lu_[i * size_ + i];
        }
        for (std::size_t i = size_; i-- > 0;)
            for (std::size_t j = i + 1; j < size_; ++j) z[i] -= lu_[j * size_ + i] * z[j];
        for (std::size_t k = 0; k < size_; ++k) b[row_[k]] = z[k] * row_scale_[row_[k]];
    }

private:
    void equilibrate(std::vector<double>& weight) {
        for (int round = 0; round < 2; ++round)
            for (bool const rows : {true, false})
                for (std::size_t k = 0; k < size_; ++k) {
                    std::size_t const first = rows ? k * size_ : k, step = rows ? 1 : size_;
                    double most = 0;
                    for (std::size_t e = 0; e < size_; ++e) most = (std::max)(most, weight[first + e * step]);
                    if (!(most > 0)) continue;
                    (rows ? row_scale_ : column_scale_)[k] /= most;
                    for (std::size_t e = 0; e < size_; ++e) weight[first + e * step] /= most;
                }
        for (std::size_t i = 0; i < size_; ++i)
            for (std::size_t j = 0; j < size_; ++j) lu_[i * size_ + j] *= row_scale_[i] * column_scale_[j];
    }

    void exchange(std::size_t k, std::size_t row, std::size_t column) {
        if (row != k) {
            std::swap_ranges(lu_.begin() + offset(k), lu_.begin() + offset(k) + static_cast<std::ptrdiff_t>(size_), lu_.begin() + offset(row));
            std::swap(row_[k], row_[row]);
            sign_ = -sign_;
        }
        if (column != k) {
            for (std::size_t i = 0; i < size_; ++i) std::swap(lu_[i * size_ + k], lu_[i * size_ + column]);
            std::swap(column_[k], column_[column]);
            sign_ = -sign_;
        }
    }
    [[nodiscard]] std::ptrdiff_t offset(std::size_t row) const { return static_cast<std::ptrdiff_t>(row * size_); }

    double eliminate() {
        double least = 1; // of the weights, by the scaling
        sign_ = 1;
        for (std::size_t k = 0; k < size_; ++k) {
            std::size_t row = k, column = k;
            for (std::size_t i = k; i < size_; ++i)
                for (std::size_t j = k; j < size_; ++j)
                    if (std::fabs(lu_[i * size_ + j]) > std::fabs(lu_[row * size_ + column])) row = i, column = j;
            exchange(k, row, column);
            double const pivot = lu_[k * size_ + k];
            if (!(std::fabs(pivot) > 0) || !std::isfinite(pivot)) return 0;
            if (pivot < 0) sign_ = -sign_;
            least = (std::min)(least, std::fabs(pivot));
            for (std::size_t i = k + 1; i < size_; ++i) {
                double const share = lu_[i * size_ + k] /= pivot;
                if (share == 0) continue;
                for (std::size_t j = k + 1; j < size_; ++j) lu_[i * size_ + j] -= share * lu_[k * size_ + j];
            }
        }
        return least;
    }

    std::size_t size_ = 0;
    double least_ = 1;
    int sign_ = 1;
    std::vector<double> lu_{}, row_scale_{}, column_scale_{};
    std::vector<std::size_t> row_{}, column_{};
};

}  // namespace tanji::detail
