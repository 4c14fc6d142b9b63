// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "tanji/base/cpu.hpp"
#include "tanji/solve/impl/gmres.ipp"
#include "tanji/solve/structure.hpp"

// Input-output systems: thousands of sectors that all buy from all. Nothing can be torn, the cube of their number is too
// much for factors and the square too much for a copy. Their gains are well below 1, so that few products with A suffice.
namespace tanji::detail {

/// Entries of one column at rows first, first + 1, ...: full columns of input-output systems, whose indices need not be read.
template <class Scalar>
TANJI_KERNEL_BODY bool side_by_side(SparseView<Scalar> const& a, std::int32_t first, std::int32_t last) {
    return last > first && a.row[at(last - 1)] - a.row[at(first)] == last - 1 - first;
}

/// rest -= a_j run.
TANJI_KERNEL_BODY void column_take_off_body(SparseView<double> const& a, std::int32_t j, double run, double* rest) {
    auto const first = at(a.start[at(j)]), last = at(a.start[at(j) + 1]);
    if (first == last) return;
    double const* const value = a.value.data();
    std::int32_t const* const row = a.row.data();
    if (side_by_side(a, a.start[at(j)], a.start[at(j) + 1])) {
        double* const to = rest + row[first];
        for (std::size_t k = 0; k < last - first; ++k) to[k] -= value[first + k] * run;
        return;
    }
    for (std::size_t e = first; e < last; ++e) rest[row[e]] -= value[e] * run;
}
/// Column times y, or its absolute values times y where `sizes`, for bounds.
/// a_j . y, or |a_j| . y: one equation of the adjoint, or of the certificate.
TANJI_KERNEL_BODY double column_dot_body(SparseView<double> const& a, std::int32_t j, double const* y, bool sizes) {
    auto const first = at(a.start[at(j)]), last = at(a.start[at(j) + 1]);
    if (first == last) return 0;
    double const* const value = a.value.data();
    std::int32_t const* const row = a.row.data();
    double sum = 0;
    if (!sizes && side_by_side(a, a.start[at(j)], a.start[at(j) + 1])) {
        dense_dot_body<Single<double>>(value + first, y + row[first], last - first, sum);
        return sum;
    }
    for (std::size_t e = first; e < last; ++e) sum += sizes ? std::fabs(value[e]) * y[row[e]] : value[e] * y[row[e]];
    return sum;
}

/// A loop solved by GMRES on A's own arrays. Local index p is the p-th column of the component, ascending, and its product.
class KrylovLoop {
public:
    /// Nothing if the loop could not be shown to be productive in a few passes: v > 0 with <A>^T v > 0 (Gauss-Seidel from
    /// v = 1, which for tables in one currency is the test that all inputs cost less than the output).
    [[nodiscard]] static std::unique_ptr<KrylovLoop const> make(SparseView<double> const& a, Structure::Content const& s, std::span<std::int32_t const> columns,
                                                                double& margin) {
        auto loop = std::make_unique<KrylovLoop>();
        loop->a_ = a;
        for (std::int32_t const j : columns) {
            loop->column_.push_back(j);
            loop->product_.push_back(s.row_of_column[at(j)]);
            loop->diagonal_.push_back(a.value[at(s.pivot_of_column[at(j)])]);
        }
        std::vector<double> v(at(a.rows), 0.0);
        for (std::int32_t const i : loop->product_) v[at(i)] = 1;
        constexpr int most_passes = 20;
        for (int sweep = 0; sweep < most_passes; ++sweep) {
            margin = 1;
            for (std::size_t p = 0; p < columns.size(); ++p) {
                double const own = std::fabs(loop->diagonal_[p]) * v[at(loop->product_[p])];
                double const drawn = column_dot_body(a, columns[p], v.data(), true) - own;
                if (!(drawn < own * 1e12)) return nullptr;
                margin = (std::min)(margin, (own - drawn) / (own + drawn) / 2);
            }
            if (margin > 1e-10) return loop;
            for (std::size_t p = 0; p < columns.size(); ++p) {
                double& value = v[at(loop->product_[p])];
                double const own = std::fabs(loop->diagonal_[p]);
                value = (own + column_dot_body(a, columns[p], v.data(), true) - own * value) / own;
            }
        }
        return nullptr;
    }

    /// T z = b in place; `transposed`: T^T. Ends when nothing more is gained: the caller measures the error.
    /// Each round is scaled by the present sizes of the unknowns, so that small supplies get their digits as well as large ones. A round that
    /// does not halve the worst residual ends it: more would be rounding.
    void solve(std::span<double> values, bool transposed) const {
        std::size_t const n = column_.size();
        std::vector<double> wide(at(a_.rows)), x(n), r(n), scale(n), run(n);
        std::vector<double> const b(values.begin(), values.end());
        for (std::size_t p = 0; p < n; ++p) x[p] = b[p] / diagonal_[p];
        // Two sweeps first: a demand for one product begins to show everywhere, which gives each unknown its size.
        for (int sweep = 0; sweep < 2; ++sweep) {
            times(x, transposed, wide, r);
            for (std::size_t p = 0; p < n; ++p) x[p] += (b[p] - r[p]) / diagonal_[p];
        }
        double before = std::numeric_limits<double>::infinity();
        constexpr int most_rounds = 6;
        for (int round = 0; round < most_rounds; ++round) {
            times(x, transposed, wide, r);
            double worst = 0;
            for (std::size_t p = 0; p < n; ++p) {
                double const rest = (b[p] - r[p]) / diagonal_[p];
                scale[p] = std::fabs(x[p]) + std::fabs(rest);
                if (!(scale[p] > 0)) scale[p] = 1;
                r[p] = rest / scale[p];
                worst = (std::max)(worst, std::fabs(r[p]));
            }
            if (!(worst > enough) || !(worst < before / 2)) break;
            before = worst;
            Gmres gmres(24);
            gmres.solve(r, enough / 20 * std::sqrt(static_cast<double>(n)), [&](std::span<double const> v, std::span<double> out) {
                for (std::size_t p = 0; p < n; ++p) run[p] = v[p] * scale[p];
                times(run, transposed, wide, out);
                for (std::size_t p = 0; p < n; ++p) out[p] /= diagonal_[p] * scale[p];
            });
            for (std::size_t p = 0; p < n; ++p) x[p] += r[p] * scale[p];
        }
        std::copy(x.begin(), x.end(), values.begin());
    }

private:
    static constexpr double enough = 5e-15; ///< of each supply or unit score

    /// out = T x or T^T x. `wide` has a place for every row of A; rows outside the loop are 0 in it, or not looked at.
    void times(std::span<double const> x, bool transposed, std::vector<double>& wide, std::span<double> out) const {
        std::size_t const n = column_.size();
        std::fill(wide.begin(), wide.end(), 0.0);
        if (transposed)
            for (std::size_t p = 0; p < n; ++p) wide[at(product_[p])] = x[p];
        apply(x, transposed, wide, out);
        if (!transposed)
            for (std::size_t p = 0; p < n; ++p) out[p] = wide[at(product_[p])];
    }
    /// One reading of the loop's columns.
    TANJI_KERNEL_BODY void apply_body(std::span<double const> x, bool transposed, std::vector<double>& wide, std::span<double> out) const {
        for (std::size_t p = 0; p < column_.size(); ++p) {
            if (transposed) out[p] = column_dot_body(a_, column_[p], wide.data(), false);
            else if (x[p] != 0) column_take_off_body(a_, column_[p], -x[p], wide.data());
        }
    }
    TANJI_TARGET_AVX2 void apply_avx2(std::span<double const> x, bool transposed, std::vector<double>& wide, std::span<double> out) const {
        apply_body(x, transposed, wide, out);
    }
    void apply(std::span<double const> x, bool transposed, std::vector<double>& wide, std::span<double> out) const {
        // Memory is the limit: wider registers than these read no faster.
        if (best_instruction_set() >= InstructionSet::avx2) apply_avx2(x, transposed, wide, out);
        else apply_body(x, transposed, wide, out);
    }

    SparseView<double> a_{};
    std::vector<std::int32_t> column_{}, product_{};
    std::vector<double> diagonal_{}; ///< signed: waste treatments have a negative one
};

}  // namespace tanji::detail
