// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// A result kept by `auto` adds no second error to that of a wrong argument.
// expect: Mass.*Energy
#include <tanji/tanji.hpp>

#include <string>
#include <vector>

using namespace tanji;

int consume(Energy) { return 0; }
int good() { auto const x = consume(3_MWh); return x; }
#ifdef TANJI_BAD
void bad() { auto x = consume(3_t); }
#endif
