// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// A mass has no kilowatt hours, and a number kept by `auto` adds nothing to the message.
// expect: Energy.*Mass|Mass.*Energy
#include <tanji/tanji.hpp>

#include <string>
#include <vector>

using namespace tanji;

double good() { auto x = (1_t).in(kg); return x; }
#ifdef TANJI_BAD
void bad() { auto x = (1_t).in(kWh); }
#endif
