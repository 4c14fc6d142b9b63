// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// What if the smelter needed less power, or bought it from a new wind park? Answered without factorising the system again.
#include <iostream>
#include <vector>

#include <tanji/solve/what_if.hpp>

int main() {
    using namespace tanji;

    // Products and processes: 0 grid power (MWh), 1 alumina (t), 2 aluminium (t). One flow: kg of CO2.
    SparseColumns<double> a{3, 3, {0, 1, 3, 6}, {0, 0, 1, 0, 1, 2}, {0.95, -0.3, 1, -13.4, -1.93, 1}};
    SparseColumns<double> b{1, 3, {0, 1, 2, 3}, {0, 0, 0}, {580, 900, 1500}};
    auto const solver = Solver::try_make(SystemMatrices::try_make(a, b).value()).value();
    std::vector<double> const factors = {1};
    std::vector<DemandEntry> const demand = {{2, 1}};  // 1 t of aluminium
    WhatIfWorkspace workspace;

    auto const show = [&](char const* what, Changes const& changes) {
        auto const what_if = WhatIf::try_make(solver, changes);
        if (!what_if) {
            std::cout << what << ": " << to_text(what_if.problem()) << '\n';
            return;
        }
        auto const score = what_if->try_score(factors, demand, workspace).value();
        std::cout << what << ": " << static_cast<long>(score.amount) << " kg (" << what_if->reason() << ")\n";
    };
    show("as it is", Changes(solver.matrices()));
    show("5 % less power in the smelter", Changes(solver.matrices()).scale_exchange(0, 2, 0.95));

    Changes wind(solver.matrices());
    auto const park = wind.add_process({.output = 1, .flows = {{0, 12}}});
    show("power from a wind park, for the smelter", wind.swap_supplier(2, 0, park));
    show("power from a wind park, for everybody", wind.swap_supplier_everywhere(0, park));

    show("grid that uses all it makes", Changes(solver.matrices()).set_exchange(0, 0, 0));
}
