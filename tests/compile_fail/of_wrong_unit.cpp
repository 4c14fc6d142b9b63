// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// A mass is not made of kilowatt hours.
// expect: Energy.*Mass|Mass.*Energy
#include <tanji/tanji.hpp>

#include <string>
#include <vector>

using namespace tanji;

Mass good() { auto x = Mass::of(1, kg); return x; }
#ifdef TANJI_BAD
void bad() { auto x = Mass::of(1, kWh); }
#endif
