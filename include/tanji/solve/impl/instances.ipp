// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/solve/impl/matrices.ipp"
#include "tanji/solve/impl/solver.ipp"

// The one place where the templates of this folder are made for double in compiled mode; in header-only mode every
// translation unit makes what it uses.
#ifdef TANJI_COMPILED
namespace tanji {
template class BasicSystemMatrices<double>;
template class BasicSolver<double>;
}  // namespace tanji
#endif
