// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "tanji/solve/impl/comparison_loop.ipp"
#include "tanji/solve/verifier.hpp"

namespace tanji::detail {

/// Largest entry of D^-1 |A^-1| g, where D holds the sizes of a supply (of unit scores, with A transposed): the largest
/// relative error that a residual within g allows. Estimated from a few solves as the 1-norm of the transpose, which is
/// nearly always within a factor of 3 from below; never a proof.
/// Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), algorithm 15.1.
class ErrorEstimate {
public:
    ErrorEstimate(Solver const& solver, bool transposed, std::span<double const> sizes, std::span<double const> rest, LoopWork& work)
        : solver_(solver), work_(work), transposed_(transposed), rest_(rest.begin(), rest.end()), inverse_size_(sizes.size(), 0.0) {
        for (std::size_t k = 0; k < sizes.size(); ++k)
            if (sizes[k] != 0) inverse_size_[k] = 1 / std::fabs(sizes[k]);
    }

    /// Infinity if a solve fails.
    [[nodiscard]] double run() {
        std::size_t const n = inverse_size_.size();
        std::vector<double> x(n, 1.0 / static_cast<double>((std::max)(n, std::size_t{1}))), y, z;
        double best = 0;
        std::size_t last = n;
        for (int step = 0; step < 5; ++step) {
            if (!apply(x, y)) return std::numeric_limits<double>::infinity();
            double const now = sum_of(y);
            if (step > 0 && now <= best) break;
            best = now;
            for (double& value : y) value = value < 0 ? -1 : 1;
            if (!apply_transposed(y, z)) return std::numeric_limits<double>::infinity();
            auto const larger = [](double a, double b) { return std::fabs(a) < std::fabs(b); };
            auto const most = static_cast<std::size_t>(std::max_element(z.begin(), z.end(), larger) - z.begin());
            if (most == last) break;
            last = most;
            std::fill(x.begin(), x.end(), 0.0);
            x[most] = 1;
        }
        // Entries of alternating sign see what cancels for the others.
        for (std::size_t k = 0; k < n; ++k) x[k] = (k % 2 == 0 ? 1.0 : -1.0) * (1 + static_cast<double>(k) / static_cast<double>((std::max)(n, std::size_t{2}) - 1));
        if (!apply(x, y)) return std::numeric_limits<double>::infinity();
        return (std::max)(best, 2 * sum_of(y) / (3 * static_cast<double>(n)));
    }

private:
    /// y = G A^-T D^-1 x
    [[nodiscard]] bool apply(std::vector<double> const& x, std::vector<double>& y) {
        values_.resize(x.size());
        for (std::size_t k = 0; k < x.size(); ++k) values_[k] = x[k] * inverse_size_[k];
        if (!solve(!transposed_, y)) return false;
        for (std::size_t k = 0; k < y.size(); ++k) y[k] *= rest_[k];
        return true;
    }
    /// z = D^-1 A^-1 G x
    [[nodiscard]] bool apply_transposed(std::vector<double> const& x, std::vector<double>& z) {
        values_.resize(x.size());
        for (std::size_t k = 0; k < x.size(); ++k) values_[k] = x[k] * rest_[k];
        if (!solve(transposed_, z)) return false;
        for (std::size_t k = 0; k < z.size(); ++k) z[k] *= inverse_size_[k];
        return true;
    }
    [[nodiscard]] bool solve(bool transposed, std::vector<double>& solution) {
        std::span<double> found;
        bool const solved = solve_plainly(solver_, transposed, values_, work_, found);
        if (solved) solution.assign(found.begin(), found.end());
        return solved;
    }
    [[nodiscard]] static double sum_of(std::vector<double> const& values) {
        double sum = 0;
        for (double const value : values) sum += std::fabs(value);
        return sum;
    }

    Solver const& solver_;
    LoopWork& work_;
    bool transposed_;
    std::vector<double> rest_, inverse_size_, values_{};
};

}  // namespace tanji::detail
