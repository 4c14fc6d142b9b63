// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// The other order of the product.
// expect: TheAmountIsNotWhatTheFactorIsPer
// expect: Mass.*Energy|Energy.*Mass
#include <tanji/tanji.hpp>

#include <string>
#include <vector>

using namespace tanji;

Emission good(EmissionFactor<Energy> const& grid) { auto x = grid * 2_MWh; return x; }
#ifdef TANJI_BAD
void bad(EmissionFactor<Energy> const& grid) { auto x = grid * 3.5_t; }
#endif
