// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// The line of README, kept by `auto`.
// expect: TheAmountIsNotWhatTheFactorIsPer
// expect: Mass.*Energy
#include <tanji/tanji.hpp>

#include <string>
#include <vector>

using namespace tanji;

Emission good(EmissionFactor<Energy> const& grid) { auto x = 2_MWh * grid; return x; }
#ifdef TANJI_BAD
void bad(EmissionFactor<Energy> const& grid) { auto x = 3.5_t * grid; }
#endif
