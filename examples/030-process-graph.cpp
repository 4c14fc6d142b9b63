// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// A product footprint from a process graph that is typed into the program. A wrong unit does not compile.
#include <iostream>

#include <tanji/analysis.hpp>
#include <tanji/lifecycle.hpp>
#include <tanji/report/footprint_text.hpp>
#include <tanji/units.hpp>

int main() {
    using namespace tanji;

    ModelBuilder m;
    auto power = m.product<Energy>("electricity", "CN");
    auto ingot = m.product<Mass>("aluminium, primary", "CN");
    m.process("grid").makes(1_kWh, power).emits(0.6_kg, gas::co2_fossil);
    m.process("smelter").makes(1_t, ingot).uses(13.4_MWh, power).emits(1.5_t, gas::co2_fossil).emits(30_g, gas::cf4);
    // m.process("wrong").uses(2_kg, power);   error: Refused<Mass, Energy>

    auto result = footprint(link(m.finish(), {.policy = Linking::unique_producer}), 1_t * ingot, method::ipcc_ar6_gwp100());
    std::cout << to_text(contributions(result, {.by = By::process})) << result.proof().brief() << '\n';
}
