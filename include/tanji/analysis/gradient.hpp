// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>
#include <span>
#include <vector>

#include "tanji/analysis/footprint.hpp"
#include "tanji/base/finding.hpp"

/// \file
/// What one score answers to, in the terms of the file and not of matrices (rule B6): exchanges in their own units, several of one
/// cell apart, allocation factors, parameters through every formula that uses them, and the demand. All from the supply and the unit
/// scores that a footprint holds anyway; nothing is solved (docs/sensitivity.md).
///
///     auto const gradient = file_gradient(result, 0);
///     for (auto const& line : gradient.exchanges) show(line.effect);   // what 100 % more of this exchange would add, to first order
namespace tanji {

/// `derivative`: score per unit in which the file states the value. `effect` = derivative x value: what a change by 100 % would
/// do if the score were linear in it; one hundredth of it is what 1 % does.
struct ExchangeGradient {
    Index process = no_index;
    Index exchange = no_index;     ///< into Process::exchanges
    double value = 0;              ///< the amount that was used, in the unit of the exchange: evaluated where it has a formula
    double derivative = 0;
    double effect = 0;
};

/// Of a stored allocation factor. Factors of one process have to sum to 1: only changes that keep the sum mean something, and
/// then the difference of two derivatives is what counts. Stated twice, a factor is listed once.
struct AllocationGradient {
    Index process = no_index;
    Index factor = no_index;       ///< into Process::allocation
    double value = 0;
    double derivative = 0;
    double effect = 0;
};

/// Of a parameter, as a redefinition would set it: what it does through formulas of other parameters, amounts and
/// allocation factors. Formulas inside impact methods are not followed.
struct ParameterGradient {
    Index process = no_index;      ///< no_index: a global parameter
    Index parameter = no_index;    ///< into Process::parameters or DatabaseContent::parameters
    double value = 0;
    double derivative = 0;
    double effect = 0;
};

struct DemandGradient {
    Index column = no_index;
    double value = 0;              ///< as in the demand, reference unit of the flow
    double derivative = 0;         ///< the unit score
    double effect = 0;
};

/// Lists are ordered by |effect|, largest first. Only what the demand reaches is listed: all else has derivative 0. Exchanges whose
/// amount is 0 or that nobody provides have no place in the matrices, and hence no line.
struct FileGradient {
    Index row = 0;                 ///< of C
    double score = 0;
    std::vector<ExchangeGradient> exchanges{};
    std::vector<AllocationGradient> allocation{};
    std::vector<ParameterGradient> parameters{};
    std::vector<DemandGradient> demand{};
    /// "gradient.not-differentiable": a formula stands at a point where it has no finite slope; parameters that act
    /// through it are left out of the list.
    std::vector<Finding> findings{};
};

/// `row` of C. Cost: O(exchanges of reached processes), and each of their formulas once per name in it.
/// Problems: "footprint.row", "footprint.refused-score".
[[nodiscard]] Result<FileGradient> try_file_gradient(Footprint const& footprint, Index row = 0);
[[nodiscard]] FileGradient file_gradient(Footprint const& footprint, Index row = 0);

/// One uncertain value of the file.
struct FileVarianceShare {
    Index process = no_index;      ///< no_index: a global parameter
    Index exchange = no_index;     ///< set for exchanges
    Index parameter = no_index;    ///< set for parameters
    double variance = 0;
    double share = 0;              ///< of the total
};

/// Variance of the score to first order, with every uncertain exchange and parameter of the file independent of the others.
/// Spreads below a median of 0 or given by formulas are taken as the file stores them.
struct FileVariance {
    double total = 0;
    std::vector<FileVarianceShare> lines{};  ///< largest first
    [[nodiscard]] double standard_deviation() const noexcept { return std::sqrt(total); }
};

/// From the uncertainties that the file states: lognormal, normal, triangular, uniform. An exchange with a formula varies with
/// its parameters as well as by its own spread. O(exchanges).
[[nodiscard]] FileVariance file_variance(Footprint const& footprint, FileGradient const& gradient);

/// Standard deviation by the first order: lognormal |value| ln(GSD), normal its sd, triangular and uniform by their moments;
/// 0 for `none`.
[[nodiscard]] double standard_deviation(Uncertainty const& uncertainty, double value) noexcept;

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/analysis/impl/gradient.ipp"
#endif
