// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// A bare number has no kind.
// expect: Mass.*int
#include <tanji/tanji.hpp>

#include <string>
#include <vector>

using namespace tanji;

Mass good() { return 1_t + 3_kg; }
#ifdef TANJI_BAD
void bad() { 1_t + 3; }
#endif
