// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Only products of the closed table exist.
// expect: Mass.*Energy
#include <tanji/tanji.hpp>

#include <string>
#include <vector>

using namespace tanji;

Freight good() { return 1_t * 3_km; }
#ifdef TANJI_BAD
void bad() { 1_t * 3_MWh; }
#endif
