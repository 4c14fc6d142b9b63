// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

/// \file
/// Distributions, numbers drawn from them, and what is said of many: docs/monte-carlo.md.
#include "tanji/uncertainty/distribution.hpp" // lognormal, normal, triangular, uniform: checked, drawn, mean and variance
#include "tanji/uncertainty/error_propagation.hpp" // approach 1 of the IPCC, for independent numbers
#include "tanji/uncertainty/sampler.hpp"      // eight samples of many items at a time, in SIMD lanes
#include "tanji/uncertainty/summary.hpp"      // mean, standard deviation, quantiles
