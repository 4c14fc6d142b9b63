// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// A process uses a product in the product's own kind.
// expect: Mass.*Energy
#include <tanji/tanji.hpp>
#include <tanji/lifecycle/model_builder.hpp>

#include <string>
#include <vector>

using namespace tanji;

void good(ModelBuilder& model, Product<Energy> const& power) { model.process("smelter").uses(13.4_MWh, power); }
#ifdef TANJI_BAD
void bad(ModelBuilder& model, Product<Energy> const& power) { model.process("smelter").uses(13.4_t, power); }
#endif
