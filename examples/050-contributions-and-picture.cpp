// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Where a footprint comes from: by process, by first-tier supplier, as a tree, and as a picture.
#include <fstream>
#include <iostream>

#include <tanji/analysis.hpp>
#include <tanji/lifecycle.hpp>
#include <tanji/report/bars.hpp>
#include <tanji/report/footprint_text.hpp>
#include <tanji/units.hpp>

int main(int argc, char** argv) {
    using namespace tanji;

    ModelBuilder m;
    auto power = m.product<Energy>("electricity", "CN");
    auto alumina = m.product<Mass>("alumina", "CN");
    auto ingot = m.product<Mass>("aluminium, primary", "CN");
    auto scrap = m.product<Mass>("aluminium scrap", "CN");
    m.process("grid", "CN").makes(1_kWh, power).emits(0.58_kg, gas::co2_fossil);
    m.process("refinery", "CN").makes(1_t, alumina).uses(0.3_MWh, power).emits(0.9_t, gas::co2_fossil);
    m.process("scrap yard", "CN").makes(1_t, scrap).uses(50_kWh, power);
    m.process("smelter", "CN").makes(1_t, ingot).uses(13.4_MWh, power).uses(1.92_t, alumina).uses(0.05_t, scrap).emits(1.5_t, gas::co2_fossil).emits(30_g, gas::cf4);

    auto result = footprint(link(m.finish()), 1_t * ingot, method::ipcc_ar6_gwp100());
    std::cout << to_text(result) << '\n' << to_text(contributions(result, {.by = By::process})) << '\n';
    std::cout << to_text(contributions(result, {.by = By::first_tier, .top = 3})) << '\n' << to_text(tree(result, {.depth = 2}), result);

    // A path on the command line takes the picture; it needs no further program to look at it than a browser.
    if (argc > 1) std::ofstream(argv[1]) << contribution_bars(contributions(result), {.subtitle = demand_text(result)});
}
