// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Another kind is not added in place.
// expect: Co2e.*Co2Mass|Co2Mass.*Co2e
#include <tanji/tanji.hpp>

#include <string>
#include <vector>

using namespace tanji;

void good(Co2e& sum) { sum += 1_kgCO2e; }
#ifdef TANJI_BAD
void bad(Co2e& sum) { sum += 1_kgCO2; }
#endif
