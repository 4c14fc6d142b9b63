// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Two kinds do not compare.
// expect: NetHeat.*GrossHeat
#include <tanji/tanji.hpp>

#include <string>
#include <vector>

using namespace tanji;

bool good() { return 1_GJ_net < 3_GJ_net; }
#ifdef TANJI_BAD
void bad() { (void)(1_GJ_net < 3_GJ_gross); }
#endif
