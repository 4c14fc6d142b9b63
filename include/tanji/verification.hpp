// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

/// \file
/// What a verifier looks for.
/// - verify: duplicates, gaps, outliers, slips of unit, calibration and more over activity data or an inventory
/// - deviation, check_deviation: a number against its second source
/// - carbon_year: a year of fuel in which a month's measurement is missing

#include "tanji/verification/checks.hpp"
#include "tanji/verification/deviation.hpp"
#include "tanji/verification/missing_carbon.hpp"
