// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// A demand in another kind than its product's.
// expect: Mass.*Energy
#include <tanji/tanji.hpp>
#include <tanji/lifecycle.hpp>

#include <string>
#include <vector>

using namespace tanji;

TypedDemand good(Product<Energy> const& power) { auto x = 1_MWh * power; return x; }
#ifdef TANJI_BAD
void bad(Product<Energy> const& power) { auto x = 1_t * power; }
#endif
