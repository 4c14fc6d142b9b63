// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Times the solver on a database in the binary layout of shared/bench/README.md:
//     solve_bench LCI.bin [--runs N] [--demand ROW] [--dump FILE]
// One line per stage with the median, minimum and maximum of N runs. --dump writes supply and unit scores as raw
// doubles, so that another program can compare them with its own.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <functional>
#include <exception>
#include <string>
#include <vector>

#include "lci_file.hpp"
#include "tanji/solve.hpp"

namespace {

using bench::read_database;
using bench::rss_mb;

void time_stage(char const* name, int runs, std::function<void()> const& work) {
    std::vector<double> times;
    for (int run = 0; run < runs; ++run) {
        auto const begin = std::chrono::steady_clock::now();
        work();
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    std::sort(times.begin(), times.end());
    std::printf("%-10s median %9.3f ms  min %9.3f  max %9.3f  rss %6.1f MB\n", name, times[times.size() / 2], times.front(), times.back(), rss_mb());
}

int run(int argc, char** argv) {
    std::string path = argv[1], dump;
    int runs = 5;
    std::int32_t demand_row = -1;
    for (int k = 2; k + 1 < argc; k += 2) {
        if (std::strcmp(argv[k], "--runs") == 0) runs = std::max(1, std::atoi(argv[k + 1]));
        if (std::strcmp(argv[k], "--demand") == 0) demand_row = std::atoi(argv[k + 1]);
        if (std::strcmp(argv[k], "--dump") == 0) dump = argv[k + 1];
    }
    auto const database = read_database(path);
    auto const matrices = tanji::SystemMatrices::try_make(database.a, database.b).value();
    tanji::Structure structure;
    tanji::Solver solver;
    time_stage("structure", runs, [&] { structure = tanji::Structure::try_make(matrices).value(); });
    std::size_t largest = 0;
    for (std::int32_t k = 0; k < structure.component_count(); ++k) largest = std::max(largest, structure.component(k).size());
    std::printf("           %d processes, %d components, the largest of %zu\n", structure.size(), structure.component_count(), largest);
    time_stage("factorise", runs, [&] { solver = tanji::Solver::try_make(structure, matrices).value(); });
    if (demand_row < 0) {
        // A consumer at the head of the order reaches most of the system.
        std::size_t best = 0;
        for (std::int32_t k = 0; k < 50 && k < structure.component_count(); ++k) {
            std::int32_t const row = structure.product_of(structure.component(k).front());
            auto const reached = structure.reach(std::span(&row, 1)).size();
            if (reached > best) { best = reached; demand_row = row; }
        }
    }
    tanji::DemandEntry const demand[] = {{demand_row, 1.0}};
    tanji::Workspace workspace;
    std::span<double> supply, prices;
    tanji::Proof proof, proof_back;
    time_stage("cold", runs, [&] {
        auto fresh = tanji::Solver::try_make(matrices, {.products = std::vector{demand_row}}).value();
        tanji::Workspace own;
        std::span<double> x;
        proof = fresh.try_supply(demand, own, x).value();
    });
    time_stage("demand", runs, [&] { proof = solver.try_supply(demand, workspace, supply).value(); });
    time_stage("adjoint", runs, [&] { proof_back = solver.try_adjoint(database.cost, workspace, prices).value(); });
    double score = 0;
    for (std::size_t j = 0; j < supply.size(); ++j) score += database.cost[j] * supply[j];
    double const from_prices = prices[static_cast<std::size_t>(demand_row)];
    std::printf("supply     %s, %d refinements\nadjoint    %s, %d refinements\n", proof.brief().c_str(), proof.refinements, proof_back.brief().c_str(), proof_back.refinements);
    std::printf("demand row %d, score %.17g, by adjoint %.17g, relative gap %.2g\n", demand_row, score, from_prices, std::abs(score - from_prices) / std::abs(score));
    for (auto const& finding : solver.findings()) std::printf("%s\n", to_text(finding).c_str());
    if (!dump.empty()) {
        std::ofstream out(dump, std::ios::binary);
        out.write(reinterpret_cast<char const*>(supply.data()), static_cast<std::streamsize>(supply.size_bytes()));
        out.write(reinterpret_cast<char const*>(prices.data()), static_cast<std::streamsize>(prices.size_bytes()));
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: solve_bench LCI.bin [--runs N] [--demand ROW] [--dump FILE]\n");
        return 2;
    }
    try {
        return run(argc, argv);
    } catch (std::exception const& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
