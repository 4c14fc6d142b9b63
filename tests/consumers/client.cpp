// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// What every way of embedding must compile, link and run: text of the core, and a solve, which brings Eigen in.
// Two processes that use each other; by hand, det A = 1 - 0.5 * 0.2 = 0.9, so x = (1, 0.2) / 0.9.
#include <cmath>
#include <cstdio>
#include <span>
#include <tanji/base/text.hpp>
#include <tanji/solve/solver.hpp>
#include <tanji/version.hpp>

int main() {
    tanji::SparseColumns<double> technosphere;
    technosphere.rows = technosphere.columns = 2;
    technosphere.start = {0, 2, 4};
    technosphere.row = {0, 1, 0, 1};
    technosphere.value = {1.0, -0.2, -0.5, 1.0};
    tanji::SparseColumns<double> biosphere;
    biosphere.columns = 2;
    biosphere.start = {0, 0, 0};

    auto matrices = tanji::SystemMatrices::try_make(technosphere, biosphere);
    if (!matrices) return 2;
    auto structure = tanji::Structure::try_make(*matrices);
    if (!structure) return 3;
    auto solver = tanji::Solver::try_make(*structure, *matrices);
    if (!solver) return 4;
    tanji::Workspace workspace;
    std::span<double> supply;
    tanji::DemandEntry const demand[] = {{0, 1.0}};
    if (!solver->try_supply(demand, workspace, supply)) return 5;
    if (std::abs(supply[0] - 1.0 / 0.9) > 1e-14 || std::abs(supply[1] - 0.2 / 0.9) > 1e-14) return 6;
    std::printf("tanji %s: %s\n", TANJI_VERSION, tanji::number_text(supply[0], 4).c_str());
}
