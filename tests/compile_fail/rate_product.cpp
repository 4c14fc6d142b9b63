// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// A rate takes its own denominator only.
// expect: Mass.*Rate<.*Co2e.*Energy
#include <tanji/tanji.hpp>

#include <string>
#include <vector>

using namespace tanji;

Co2e good(Rate<Co2e, Energy> rate) { return 3_MWh * rate; }
#ifdef TANJI_BAD
void bad(Rate<Co2e, Energy> rate) { 3_t * rate; }
#endif
