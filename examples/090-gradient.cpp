// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Which numbers of a model matter? Derivatives of a score by every exchange at once, and how far the score may be off.
#include <iomanip>
#include <iostream>

#include <tanji/analysis.hpp>
#include <tanji/lifecycle.hpp>
#include <tanji/units.hpp>

int main() {
    using namespace tanji;

    ModelBuilder m;
    auto power = m.product<Energy>("electricity", "CN");
    auto alumina = m.product<Mass>("alumina", "CN");
    auto ingot = m.product<Mass>("ingot", "CN");
    m.process("grid", "CN").makes(1_kWh, power).uses(0.05_kWh, power).emits(0.58_kg, gas::co2_fossil);
    m.process("refinery", "CN").makes(1_t, alumina).uses(0.3_MWh, power).emits(0.9_t, gas::co2_fossil);
    m.process("smelter", "CN").makes(1_t, ingot).uses(13.4_MWh, power).uses(1.93_t, alumina).emits(1.5_t, gas::co2_fossil).emits(30_g, gas::cf4);

    auto const result = footprint(link(m.finish()), 1_t * ingot, method::ipcc_ar6_gwp100());
    auto const gradient = file_gradient(result);
    std::cout << std::fixed << std::setprecision(0) << "score " << gradient.score << " kg CO2e\n\n1 % more of                      changes it by kg CO2e\n" << std::setprecision(2);
    auto const& data = result.system().database().content();
    for (auto const& line : gradient.exchanges) {
        auto const& process = data.processes[line.process];
        std::cout << std::left << std::setw(9) << process.name << std::setw(28) << data.flows[process.exchanges[line.exchange].flow].name << std::right << std::setw(10)
                  << 0.01 * line.effect << '\n';
    }
}
