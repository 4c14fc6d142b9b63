// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

/// \file
/// Bodies of the solver's templates for scalars other than double (float, long double, std::complex, Boost.Multiprecision; dual numbers by dual.hpp):
/// include it where BasicSolver<YourScalar> is used. It reads Eigen's SparseLU, which solver.hpp avoids in compiled mode.
/// A real scalar needs + - * /, ==, <, construction from int, and frexp, ldexp and abs found by argument-dependent look-up.

#include "tanji/solve/impl/matrices.ipp"
#include "tanji/solve/impl/solver.ipp"
