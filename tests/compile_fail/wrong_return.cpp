// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// A function does not return another kind.
// expect: Mass.*Energy
#include <tanji/tanji.hpp>

#include <string>
#include <vector>

using namespace tanji;

Energy good() { return 3_MWh; }
#ifdef TANJI_BAD
Energy bad() { return 3_t; }
#endif
