// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Two currencies do not add up.
// expect: Money<.*EUR.*Money<.*CNY
#include <tanji/tanji.hpp>

#include <string>
#include <vector>

using namespace tanji;

Money<EUR> good() { return 1_EUR + 3_EUR; }
#ifdef TANJI_BAD
void bad() { 1_EUR + 3_CNY; }
#endif
