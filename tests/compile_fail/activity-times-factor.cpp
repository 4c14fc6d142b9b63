// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// expect: TheAmountIsNotWhatTheFactorIsPer
// expect: Mass
// expect: Energy
#include <string>
#include <vector>

#include <tanji/tanji.hpp>

using namespace tanji;

Emission furnace(EmissionFactor<Energy> const& grid) {
#ifdef TANJI_BAD
    return 2_MWh * grid + 3.5_t * grid;
#else
    return 2_MWh * grid;
#endif
}
