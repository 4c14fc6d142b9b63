// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Two ways to make the same product, side by side under the same settings.
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
    auto grid = m.product<Energy>("electricity, grid", "CN");
    auto roof = m.product<Energy>("electricity, photovoltaic roof", "CN");
    auto primary = m.product<Mass>("ingot, primary", "CN");
    auto recycled = m.product<Mass>("ingot, recycled", "CN");
    m.process("grid", "CN").makes(1_kWh, grid).emits(0.58_kg, gas::co2_fossil);
    m.process("roof", "CN").makes(1_kWh, roof).emits(0.04_kg, gas::co2_fossil);
    m.process("smelter", "CN").makes(1_t, primary).uses(13.4_MWh, grid).emits(1.5_t, gas::co2_fossil).emits(30_g, gas::cf4);
    m.process("remelter", "CN").makes(1_t, recycled).uses(0.2_MWh, grid).uses(0.3_MWh, roof).emits(0.25_t, gas::co2_fossil);

    auto system = link(m.finish());
    auto a = footprint(system, 1_t * primary, method::ipcc_ar6_gwp100());
    auto b = footprint(system, 1_t * recycled, method::ipcc_ar6_gwp100());
    ComparisonOptions const names{.first = "primary", .second = "recycled"};
    std::cout << to_text(compare(a, b, names)) << '\n';
    std::cout << to_text(compare(a, b, {.by = By::flow, .first = "primary", .second = "recycled"})) << '\n';

    // Another method for one of the two is no comparison, and is refused.
    auto short_term = footprint(system, 1_t * recycled, method::ipcc_ar6_gwp20());
    auto refused = try_compare(a, short_term, names);
    std::cout << to_text(refused.problem()) << '\n';

    if (argc > 1) std::ofstream(argv[1]) << comparison_bars(compare(a, b, names), {.title = "1 t of ingot, primary and recycled"});
}
