// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "tanji/base/sort.hpp"
#include "tanji/base/text.hpp"
#include "tanji/solve/impl/scalar.ipp"
#include "tanji/solve/least_squares.hpp"

namespace tanji {
namespace detail {

/// The matrix is dense here: 2000 x 2000 doubles are 32 MB, and the decomposition takes a few seconds. More is not a diagnosis but a wait.
inline constexpr std::int32_t most_least_squares = 2000;

/// A as a dense matrix with rows and columns at largest entry between .5 and 1; returns the exponents taken out.
struct ScaledDense {
    Eigen::MatrixXd matrix{};
    std::vector<std::int64_t> row{}, column{};
};

/// By powers of two, so that nothing is rounded. Rows in kg and rows in GJ would otherwise weigh in the norm by their units alone.
[[nodiscard]] inline ScaledDense scaled_dense(SparseView<double> const& a) {
    ScaledDense s{Eigen::MatrixXd::Zero(a.rows, a.columns), std::vector<std::int64_t>(at(a.rows), 0), std::vector<std::int64_t>(at(a.columns), 0)};
    for (std::int32_t j = 0; j < a.columns; ++j)
        for (std::int32_t e = a.start[at(j)]; e < a.start[at(j) + 1]; ++e) s.matrix(a.row[at(e)], j) = a.value[at(e)];
    for (Eigen::Index i = 0; i < s.matrix.rows(); ++i) {
        double const most = s.matrix.cols() > 0 ? s.matrix.row(i).cwiseAbs().maxCoeff() : 0;
        if (!(most > 0)) continue;
        s.row[static_cast<std::size_t>(i)] = exponent_of(most);
        for (Eigen::Index j = 0; j < s.matrix.cols(); ++j) s.matrix(i, j) = scaled(s.matrix(i, j), -exponent_of(most));
    }
    for (Eigen::Index j = 0; j < s.matrix.cols(); ++j) {
        double const most = s.matrix.rows() > 0 ? s.matrix.col(j).cwiseAbs().maxCoeff() : 0;
        if (!(most > 0)) continue;
        s.column[static_cast<std::size_t>(j)] = exponent_of(most);
        for (Eigen::Index i = 0; i < s.matrix.rows(); ++i) s.matrix(i, j) = scaled(s.matrix(i, j), -exponent_of(most));
    }
    return s;
}

/// The demand as a dense vector; entries of one row add up. Refused when empty: the residual is told as a share of it.
[[nodiscard]] inline Result<std::vector<double>> dense_demand(SparseView<double> const& a, std::span<DemandEntry const> demand) {
    std::vector<double> f(at(a.rows), 0.0);
    for (auto const& entry : demand) {
        if (entry.row < 0 || entry.row >= a.rows)
            return Problem{.id = "demand.row", .what = "a demand names a product that the system does not have", .expected = "a row from 0 to " + std::to_string(a.rows - 1), .got = std::to_string(entry.row),
                           .hint = "number products as the rows of A"};
        if (!std::isfinite(entry.amount)) return Problem{.id = "number.not-finite", .what = "a demanded amount is not a finite number", .expected = "a finite number", .got = "infinity or NaN", .hint = "check the demand"};
        f[at(entry.row)] += entry.amount;
    }
    if (std::all_of(f.begin(), f.end(), [](double amount) { return amount == 0; }))
        return Problem{.id = "demand.empty", .what = "nothing is demanded", .expected = "an amount other than 0 of some product", .hint = "a residual relative to no demand has no meaning"};
    return f;
}

}  // namespace detail

// For systems that cannot be solved: which products can not be met at all, and by how much. Minimum norm where many supplies do equally
// well; the norm is that of the scaled system, so that units do not decide. Nothing here is a footprint, and nothing is reported as one.
TANJI_INLINE Result<LeastSquares> try_least_squares(SystemMatrices const& matrices, std::span<DemandEntry const> demand) {
    using detail::at;
    auto const a = matrices.technosphere();
    std::string const size = std::to_string(a.rows) + " products, " + std::to_string(a.columns) + " processes";
    if (a.rows == a.columns)
        return Problem{.id = "solve.least-squares-square", .what = "least squares are for systems that are not square", .expected = "different numbers of products and processes", .got = size,
                       .hint = "solve it; if that fails, diagnose() names what is wrong"};
    if ((std::max)(a.rows, a.columns) > detail::most_least_squares)
        return Problem{.id = "limit.least-squares", .what = "the system is too large for least squares", .expected = "at most " + std::to_string(detail::most_least_squares) + " products and processes", .got = size,
                       .hint = "cut out the part in question, or mend what diagnose() names"};
    auto const f = detail::dense_demand(a, demand);
    if (!f) return f.problem();
    auto const s = detail::scaled_dense(a);
    Eigen::VectorXd right(a.rows);
    for (std::int32_t i = 0; i < a.rows; ++i) right(i) = detail::scaled((*f)[at(i)], -s.row[at(i)]);
    Eigen::CompleteOrthogonalDecomposition<Eigen::MatrixXd> const decomposition(s.matrix);
    Eigen::VectorXd const x = decomposition.solve(right);
    LeastSquares result;
    result.rank = static_cast<std::int32_t>(decomposition.rank());
    result.unique = result.rank == a.columns;
    Eigen::VectorXd const rest = right - s.matrix * x;
    result.residual = rest.norm() / right.norm();
    for (std::int32_t j = 0; j < a.columns; ++j) result.supply.push_back(detail::scaled(x(j), -s.column[at(j)]));
    std::vector<std::pair<double, MissedProduct>> missed;
    for (std::int32_t i = 0; i < a.rows; ++i)
        if (std::fabs(rest(i)) > 1e-9 * right.norm()) missed.push_back({std::fabs(rest(i)), {i, (*f)[at(i)], (*f)[at(i)] - detail::scaled(rest(i), s.row[at(i)])}});
    sort_keeping_order(missed, [](auto const& one, auto const& two) { return one.first > two.first; });
    for (auto const& [size_of_miss, product] : missed) result.missed.push_back(product);
    return result;
}

// Ten products at most: the largest misses name the fault, and thousands of small ones follow from it.
TANJI_INLINE std::string to_text(LeastSquares const& result, NameLookup const& names) {
    constexpr std::size_t most = 10;
    std::string text = "least squares, residual " + number_text(result.residual, 3) + " of the demand: " + (result.missed.empty() ? "it is met" : "it is NOT met") + '\n';
    for (std::size_t k = 0; k < (std::min)(result.missed.size(), most); ++k)
        text += "  " + names.product_text(result.missed[k].product) + ": " + number_text(result.missed[k].delivered, 6) + " delivered, " + number_text(result.missed[k].demanded, 6) + " demanded\n";
    if (result.missed.size() > most) text += "  and " + std::to_string(result.missed.size() - most) + " more\n";
    return text + (result.unique ? "the supply is the only one that misses so little" : "one of many supplies that do as well: the one of minimum norm") + " (rank " + std::to_string(result.rank) + ")\n";
}

}  // namespace tanji
