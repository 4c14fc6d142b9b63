// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Two kinds do not add up; with <string> in sight no list of std operators appears.
// expect: Mass.*Energy
#include <tanji/tanji.hpp>

#include <string>
#include <vector>

using namespace tanji;

Mass good() { return 1_t + 3_kg; }
#ifdef TANJI_BAD
void bad() { auto const sum = 1_t + 3_MWh; }
#endif
