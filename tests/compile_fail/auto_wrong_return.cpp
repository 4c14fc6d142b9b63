// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// A wrong return behind `auto`.
// expect: Mass.*Energy
#include <tanji/tanji.hpp>

#include <string>
#include <vector>

using namespace tanji;

Energy good() { auto x = []() -> Energy { return 3_MWh; }(); return x; }
#ifdef TANJI_BAD
void bad() { auto x = []() -> Energy { return 3_t; }(); }
#endif
