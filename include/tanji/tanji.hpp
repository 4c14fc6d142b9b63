// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

/// \file
/// Base to accounting in one line: quantities, gases, factors, emissions and their records. No Eigen, no files.
/// Life-cycle models, solving, methods and analysis have umbrellas of their own (<tanji/solve.hpp>, ...).

// The files whose templates speak in error messages come first and directly: g++ prints the chain of includes.
#include "tanji/units/refused.hpp"
#include "tanji/units/quantity.hpp"
#include "tanji/accounting/emission.hpp"

#include "tanji/accounting.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/date.hpp"
#include "tanji/base/error.hpp"
#include "tanji/base/exact_sum.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/finding.hpp"
#include "tanji/base/json_writer.hpp"
#include "tanji/base/problem.hpp"
#include "tanji/base/result.hpp"
#include "tanji/base/sha256.hpp"
#include "tanji/base/text.hpp"
#include "tanji/claims.hpp"
#include "tanji/factors.hpp"
#include "tanji/places.hpp"
#include "tanji/units.hpp"
#include "tanji/version.hpp"
