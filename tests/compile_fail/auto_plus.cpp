// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// A sum kept by `auto` names the kinds once.
// expect: Mass.*Energy
#include <tanji/tanji.hpp>

#include <string>
#include <vector>

using namespace tanji;

Mass good() { auto x = 1_t + 3_kg; return x; }
#ifdef TANJI_BAD
void bad() { auto x = 1_t + 3_MWh; }
#endif
