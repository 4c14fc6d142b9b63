// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

/// \file
/// Quantities. Typed ones for programs (Mass, Energy, Rate<Co2e, Energy>, 1200_MWh), checked by the compiler, and
/// run-time ones for data (Unit, Amount, "13.4 MWh"), checked by the same rules. The reading order:
#include "tanji/units/refused.hpp"      // how a wrong kind is refused; first, see there
#include "tanji/units/types.hpp"        // the named types and what each stands for
#include "tanji/units/rate.hpp"         // N per D
#include "tanji/units/products.hpp"     // the closed table of products
#include "tanji/units/constants.hpp"    // kWh, units::t, ...
#include "tanji/units/literals.hpp"     // 1200_MWh
#include "tanji/units/conversions.hpp"  // net and gross heat, C and CO2, gas temperatures
#include "tanji/units/unit.hpp"         // run-time units and their products
#include "tanji/units/parse.hpp"        // text to unit
#include "tanji/units/amount.hpp"       // number with run-time unit; as<Energy>(amount)
#include "tanji/units/text.hpp"         // quantities as text
