// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "tanji/solve/impl/torn_lanes.ipp"

namespace tanji::detail {

/// Sum of a[i] * b[i] in eight running sums whatever the hardware (rule B3).
[[nodiscard]] inline double dot_of(std::span<double const> a, std::span<double const> b) {
    double sum = 0;
    dense_dot_body<Single<double>>(a.data(), b.data(), a.size(), sum);
    return sum;
}

/// Krylov vectors and the small least-squares problem of GMRES.
class Gmres {
public:
    /// Memory: most_steps + 1 vectors of the size of r, made as they are needed.
    explicit Gmres(std::size_t most_steps) : most_(most_steps) {}

    /// Approximates z with M z = r; `times(v, out)` gives out = M v. Stops when the 2-norm of the rest is at most `enough`,
    /// after most_steps, or when `stopped()`. On return `r` holds z. Gives back the norm that is left (by the recurrence).
    template <class Times>
    double solve(std::vector<double>& r, double enough, Times const& times) {
        double norm = std::sqrt(dot_of(r, r));
        basis_.clear();
        hessenberg_.clear();
        cosine_.clear();
        sine_.clear();
        rhs_.assign(1, norm);
        if (!(norm > enough)) return finish(r, norm);
        basis_.push_back(r);
        for (double& value : basis_.back()) value /= norm;
        while (hessenberg_.size() < most_ && norm > enough) {
            std::vector<double> next(r.size());
            times(std::span<double const>(basis_.back()), std::span<double>(next));
            norm = extend(std::move(next));
        }
        return finish(r, norm);
    }
    /// Products with M that were needed: what the time goes into.
    [[nodiscard]] std::size_t steps() const noexcept { return hessenberg_.size(); }

private:
    /// Modified Gram-Schmidt, then the rotations that keep the Hessenberg matrix triangular.
    double extend(std::vector<double> next) {
        std::vector<double> column;
        for (auto const& v : basis_) {
            double const along = dot_of(v, next);
            for (std::size_t i = 0; i < next.size(); ++i) next[i] -= along * v[i];
            column.push_back(along);
        }
        double const length = std::sqrt(dot_of(next, next));
        for (std::size_t k = 0; k < cosine_.size(); ++k) {
            double const upper = column[k];
            column[k] = cosine_[k] * upper + sine_[k] * column[k + 1];
            column[k + 1] = cosine_[k] * column[k + 1] - sine_[k] * upper;
        }
        double const size = std::sqrt(column.back() * column.back() + length * length);
        cosine_.push_back(size > 0 ? column.back() / size : 1);
        sine_.push_back(size > 0 ? length / size : 0);
        column.back() = size;
        rhs_.push_back(-sine_.back() * rhs_.back());
        rhs_[rhs_.size() - 2] *= cosine_.back();
        hessenberg_.push_back(std::move(column));
        if (length > 0)
            for (double& value : next) value /= length;
        basis_.push_back(std::move(next));
        return length > 0 ? std::fabs(rhs_.back()) : 0;
    }

    /// Back substitution in the small triangle, then the combination of basis vectors. A zero on the diagonal is a breakdown: that direction
    /// gets no weight, which leaves the residual as it was.
    /// Solves the small triangle and puts the solution together from the basis.
    double finish(std::vector<double>& z, double norm) {
        std::size_t const steps = hessenberg_.size();
        std::vector<double> weight(steps);
        for (std::size_t k = steps; k-- > 0;) {
            double sum = rhs_[k];
            for (std::size_t j = k + 1; j < steps; ++j) sum -= hessenberg_[j][k] * weight[j];
            weight[k] = hessenberg_[k][k] != 0 ? sum / hessenberg_[k][k] : 0;
        }
        std::fill(z.begin(), z.end(), 0.0);
        for (std::size_t k = 0; k < steps; ++k)
            for (std::size_t i = 0; i < z.size(); ++i) z[i] += weight[k] * basis_[k][i];
        return norm;
    }

    std::size_t most_;
    std::vector<std::vector<double>> basis_{};      ///< orthonormal, one more than steps
    std::vector<std::vector<double>> hessenberg_{}; ///< by columns, rotated to a triangle
    std::vector<double> cosine_{}, sine_{}, rhs_{};
};

}  // namespace tanji::detail
