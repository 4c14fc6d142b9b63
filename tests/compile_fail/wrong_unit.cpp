// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// A mass has no kilowatt hours.
// expect: Energy.*Mass
#include <tanji/tanji.hpp>

#include <string>
#include <vector>

using namespace tanji;

double good() { return (1_t).in(kg); }
#ifdef TANJI_BAD
void bad() { (void)(1_t).in(kWh); }
#endif
