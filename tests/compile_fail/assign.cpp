// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Another kind is not assigned.
// expect: Mass.*Energy
#include <tanji/tanji.hpp>

#include <string>
#include <vector>

using namespace tanji;

void good(Energy& energy) { energy = 1_kWh; }
#ifdef TANJI_BAD
void bad(Energy& energy) { energy = 1_kg; }
#endif
