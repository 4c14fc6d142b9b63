// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/solve/backend.hpp"

/// \file
/// UMFPACK and KLU as backends, for comparison or where they are wanted. The component tanji::suitesparse is off unless asked for
/// (TANJI_WITH_SUITESPARSE=ON): UMFPACK is under the GPL and KLU under the LGPL, which then holds for your program as well.
namespace tanji {

/// UMFPACK's multifrontal LU of the transposed loop, without refinement of its own (the Solver refines).
/// Factors are read-only; concurrent solves are safe. Each solve allocates.
class UmfpackBackend final : public Backend {
public:
    [[nodiscard]] std::string_view name() const noexcept override { return "umfpack"; }
    [[nodiscard]] std::unique_ptr<BackendFactors const> factorise(SparseView<double> const& matrix) const override;
};

/// KLU: block triangular form, AMD, left-looking LU of the transposed loop. Solves of one Solver are serialised by a lock, because
/// KLU keeps scratch in its factors.
class KluBackend final : public Backend {
public:
    [[nodiscard]] std::string_view name() const noexcept override { return "klu"; }
    [[nodiscard]] std::unique_ptr<BackendFactors const> factorise(SparseView<double> const& matrix) const override;
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/backends/impl/suitesparse.ipp"
#endif
