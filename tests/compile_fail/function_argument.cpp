// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// An argument of the wrong kind is refused, both types named.
// expect: Mass.*Energy
#include <tanji/tanji.hpp>

#include <string>
#include <vector>

using namespace tanji;

void consume(Energy) {}
void good() { consume(3_MWh); }
#ifdef TANJI_BAD
void bad() { consume(3_t); }
#endif
