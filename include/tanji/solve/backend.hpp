// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "tanji/base/result.hpp"
#include "tanji/solve/matrices.hpp"

/// \file
/// A seat for other direct solvers. A Solver orders a system and scales and diagnoses its loops whatever factorises them; by
/// default it tears them (docs/solving.md). Put another one into SolverOptions::backend to compare, or because it is there.
namespace tanji {

/// Factors of one loop. Const calls from several threads must be safe.
class BackendFactors {
public:
    virtual ~BackendFactors() = default;

    /// T z = b: `values` holds b and becomes z. May not throw; infinities and NaN are noticed by the caller.
    virtual void solve(std::span<double> values) const = 0;
    /// T^T w = c likewise.
    virtual void solve_transposed(std::span<double> values) const = 0;

protected:
    BackendFactors() = default;
    BackendFactors(BackendFactors const&) = default;
    BackendFactors& operator=(BackendFactors const&) = default;
};

/// Makes factors of square matrices. Stateless, or safe to share between threads.
class Backend {
public:
    virtual ~Backend() = default;

    /// "sparselu", "umfpack", "klu": for records and benchmarks.
    [[nodiscard]] virtual std::string_view name() const noexcept = 0;

    /// `matrix` has scaled, finite values, rows ascending inside each column, and lives as long as the call. Nothing if it is
    /// singular to the last digit: the caller then looks for the processes concerned.
    [[nodiscard]] virtual std::unique_ptr<BackendFactors const> factorise(SparseView<double> const& matrix) const = 0;

protected:
    Backend() = default;
    Backend(Backend const&) = default;
    Backend& operator=(Backend const&) = default;
};

/// Eigen's SparseLU with a column ordering of the transposed matrix: the plain reference that needs nothing else. On large
/// loops ten times slower than tearing. Each solve allocates.
class SparseLuBackend final : public Backend {
public:
    [[nodiscard]] std::string_view name() const noexcept override { return "sparselu"; }
    [[nodiscard]] std::unique_ptr<BackendFactors const> factorise(SparseView<double> const& matrix) const override;
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/solve/impl/backend.ipp"
#endif
