// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// A builder kept by `auto` after an input of the wrong kind; read through the umbrella, the longest chain of includes.
// expect: Mass.*Energy
#include <tanji/tanji.hpp>
#include <tanji/lifecycle.hpp>

#include <string>
#include <vector>

using namespace tanji;

void good(ModelBuilder& model, Product<Energy> const& power) { auto x = model.process("smelter").uses(13.4_MWh, power); x.makes(1_MWh, power); }
#ifdef TANJI_BAD
void bad(ModelBuilder& model, Product<Energy> const& power) { auto x = model.process("smelter").uses(13.4_t, power); }
#endif
