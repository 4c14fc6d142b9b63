// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <Eigen/Core>

#include "tanji/base/dual.hpp"

/// \file
/// Lets BasicSolver work on dual numbers: a supply then carries its derivative by any one number of the system. For the derivatives
/// by all numbers at once, gradient.hpp is as quick as one such solve.
///
///     auto const solver = BasicSolver<Dual>::try_make(matrices_of_duals).value();   // one entry is Dual(0.3, 1)
///     ... supply[j].derivative: change of the supply of process j per unit of that entry
template <class Part>
struct Eigen::NumTraits<tanji::BasicDual<Part>> : Eigen::NumTraits<Part> {
    using Real = tanji::BasicDual<Part>;
    using NonInteger = tanji::BasicDual<Part>;
    using Nested = tanji::BasicDual<Part>;
    using Literal = tanji::BasicDual<Part>;
    enum { IsComplex = 0, IsInteger = 0, IsSigned = 1, RequireInitialization = 1, ReadCost = 2, AddCost = 2, MulCost = 4 };
};

#include "tanji/solve/generic.hpp"
