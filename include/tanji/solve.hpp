// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

/// \file
/// Solving a linked system: A x = f and A^T y = c, with a proof.
///
/// matrices.hpp    A and B, owned or borrowed, checked
/// structure.hpp   who makes what, which processes form loops, in which order to solve
/// solver.hpp      factorised system, supply and unit scores, in the caller's workspace
/// proof.hpp       how good the numbers are
/// verifier.hpp    proved bounds of the errors of supplies, unit scores and scores
/// tearing.hpp     which processes to cut so that no loop is left
/// diagnosis.hpp   what is wrong with a loop, in words
/// backend.hpp     a seat for other direct solvers
/// cold.hpp        one demand, once: iterated over what it reaches
/// diagnose.hpp    everything that is wrong with a system, and the exchange most likely wrong
/// pattern.hpp     products and processes that cannot be paired
/// least_squares.hpp  the nearest thing to a solution where A is not square
/// gradient.hpp    derivatives of a score by every entry, variance to first order
/// what_if.hpp     changes answered with the factors that are there
/// background.hpp  one solved database behind many small models
/// monte_carlo.hpp every reachable exchange drawn anew, thousands of times
/// names.hpp       names of processes and products for messages
/// generic.hpp     (not included here) bodies for scalars other than double

#include "tanji/solve/backend.hpp"
#include "tanji/solve/background.hpp"
#include "tanji/solve/cold.hpp"
#include "tanji/solve/diagnose.hpp"
#include "tanji/solve/diagnosis.hpp"
#include "tanji/solve/gradient.hpp"
#include "tanji/solve/least_squares.hpp"
#include "tanji/solve/matrices.hpp"
#include "tanji/solve/monte_carlo.hpp"
#include "tanji/solve/names.hpp"
#include "tanji/solve/pattern.hpp"
#include "tanji/solve/proof.hpp"
#include "tanji/solve/solver.hpp"
#include "tanji/solve/structure.hpp"
#include "tanji/solve/tearing.hpp"
#include "tanji/solve/what_if.hpp"
#include "tanji/solve/verifier.hpp"
