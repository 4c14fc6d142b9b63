// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "jobs.hpp"

#include "job_parts.hpp"
#include "many.hpp"

namespace bench {
namespace {

using tanji::DemandEntry, tanji::Proof, tanji::Solver, tanji::Workspace;

/// The file from the page cache into arrays, checked and ready to solve.
std::optional<Line> load_job(Options const& options) {
    auto const times = timed(options, [&] { (void)load(options.path); });
    return make_line("load", options, times);
}

/// Reading A once: the least that any job can take that needs all of it.
std::optional<Line> read_job(Options const& options) {
    auto const system = load(options.path);
    auto const a = system.matrices.technosphere();
    double sum[8] = {};
    std::int64_t rows[8] = {};
    auto const times = timed(options, [&] {
        for (std::size_t e = 0; e + 8 <= a.value.size(); e += 8) {
            for (std::size_t lane = 0; lane < 8; ++lane) {
                sum[lane] += a.value[e + lane];
                rows[lane] += a.row[e + lane];
            }
        }
    });
    auto line = make_line("read", options, times);
    line.threads = 1;
    // Printing the sums keeps the compiler from leaving the loop out.
    line.more.emplace_back("checksum", number(sum[0] + sum[7] + static_cast<double>(rows[0] + rows[7])));
    line.more.emplace_back("gb_per_s", number(12e-9 * static_cast<double>(a.value.size()) / times.least));
    return line;
}

/// From matrices in memory to supply, inventory and scores of one demand; nothing is kept from run to run.
std::optional<Line> cold_job(Options const& options) {
    auto const system = load(options.path);
    DemandEntry const demand[] = {asked(options, system)};
    std::vector<double> g, h;
    FirstSupply first;
    auto const times = timed(options, [&] {
        first = first_supply(system.matrices, demand);
        take_inventory(system, first.supply, g);
        take_scores(system, g, h);
    });
    auto line = make_line("cold", options, times);
    add_proof(line, first.proof);
    line.more.emplace_back("demand", std::to_string(demand[0].row));
    line.more.emplace_back("factorised", first.factorised ? "true" : "false");
    line.error = error_of_demand(system, Solver::try_make(system.matrices).value(), demand, first.supply, g, h);
    return line;
}

/// Structure and factors. The error is that of one supply and one vector of unit scores.
std::optional<Line> factorise_job(Options const& options) {
    auto const system = load(options.path);
    Solver solver;
    auto const times = timed(options, [&] {
        solver = {}; // two of them at once would double the memory
        solver = Solver::try_make(system.matrices).value();
    });
    auto line = make_line("factorise", options, times);
    DemandEntry const demand[] = {asked(options, system)};
    Workspace workspace;
    std::span<double> x;
    add_proof(line, solver.try_supply(demand, workspace, x).value());
    line.error = error_of_demand(system, solver, demand, x, {}, {});
    return line;
}

/// Warm supply alone: what a rival's solve with its refinement is compared with.
std::optional<Line> solve_job(Options const& options) {
    auto const system = load(options.path);
    auto const solver = Solver::try_make(system.matrices).value();
    DemandEntry const demand[] = {asked(options, system)};
    Workspace workspace;
    std::span<double> x;
    Proof proof;
    auto const times = timed(options, [&] { proof = solver.try_supply(demand, workspace, x).value(); });
    auto line = make_line("solve", options, times);
    add_proof(line, proof);
    line.error = error_of_demand(system, solver, demand, x, {}, {});
    return line;
}

/// Warm supply, inventory and scores.
std::optional<Line> demand_job(Options const& options) {
    auto const system = load(options.path);
    auto const solver = Solver::try_make(system.matrices).value();
    DemandEntry const demand[] = {asked(options, system)};
    Workspace workspace;
    std::span<double> x;
    std::vector<double> g, h;
    Proof proof;
    auto const times = timed(options, [&] {
        proof = solver.try_supply(demand, workspace, x).value();
        take_inventory(system, x, g);
        take_scores(system, g, h);
    });
    auto line = make_line("demand", options, times);
    add_proof(line, proof);
    line.more.emplace_back("demand", std::to_string(demand[0].row));
    line.error = error_of_demand(system, solver, demand, x, g, h);
    return line;
}

/// Warm unit scores of all products by one method.
std::optional<Line> adjoint_job(Options const& options) {
    auto const system = load(options.path);
    if (system.methods.count() == 0) return say("adjoint: the database has no methods"), std::nullopt;
    auto const solver = Solver::try_make(system.matrices).value();
    auto const methods = system.methods.count();
    std::vector<double> costs, cost;
    take_costs(system, costs, options.threads);
    for (std::size_t j = 0; j < system.processes(); ++j) cost.push_back(costs[j * methods]);
    Workspace workspace;
    std::span<double> y;
    Proof proof;
    auto const times = timed(options, [&] { proof = solver.try_adjoint(cost, workspace, y).value(); });
    auto line = make_line("adjoint", options, times);
    add_proof(line, proof);
    Reference reference(solver);
    line.error = gap_between(y, reference_unit_scores(system, reference, 0));
    return line;
}

[[nodiscard]] double error_of_unit_scores(System const& system, Solver const& solver, std::span<double const> ours) {
    Reference reference(solver);
    auto const methods = system.methods.count();
    double worst = 0;
    std::vector<double> own(system.processes());
    for (std::size_t k = 0; k < methods; ++k) {
        for (std::size_t i = 0; i < own.size(); ++i) own[i] = ours[i * methods + k];
        worst = std::fmax(worst, gap_between(own, reference_unit_scores(system, reference, k)));
    }
    return worst;
}

/// 100 demands x all methods from arrays: score = unit scores . demand, so the demands cost nothing.
std::optional<Line> batch_job(Options const& options) {
    auto const system = load(options.path);
    auto const list = demands(system, 100);
    auto const methods = system.methods.count();
    if (methods == 0) return say("batch: the database has no methods"), std::nullopt;
    Solver solver;
    std::vector<double> costs, scores;
    Proof proof;
    auto const times = timed(options, [&] {
        solver = {};
        solver = Solver::try_make(system.matrices).value();
        take_costs(system, costs, options.threads);
        Workspace workspace;
        UnitScores unit;
        proof = unit_scores(solver, costs, methods, workspace, unit, options.threads);
        scores.assign(list.size() * methods, 0.0);
        for (std::size_t d = 0; d < list.size(); ++d)
            for (auto const& entry : list[d])
                for (std::size_t k = 0; k < methods; ++k) scores[d * methods + k] += entry.amount * unit.values[static_cast<std::size_t>(entry.row) * methods + k];
    });
    auto line = make_line("batch", options, times);
    add_proof(line, proof);
    Reference reference(solver);
    Gap gap;
    for (std::size_t k = 0; k < methods; ++k) {
        auto const y = reference_unit_scores(system, reference, k);
        for (std::size_t d = 0; d < list.size(); ++d) gap.compare(scores[d * methods + k], y[static_cast<std::size_t>(list[d][0].row)]);
    }
    line.error = gap.worst();
    return line;
}

/// All products x all methods, once factorised; C B is part of it.
std::optional<Line> all_job(Options const& options) {
    auto const system = load(options.path);
    auto const methods = system.methods.count();
    if (methods == 0) return say("all: the database has no methods"), std::nullopt;
    auto const solver = Solver::try_make(system.matrices).value();
    std::vector<double> costs;
    Workspace workspace;
    UnitScores unit;
    Proof proof;
    double costs_s = 0;
    auto const times = timed(options, [&] {
        auto const begin = std::chrono::steady_clock::now();
        take_costs(system, costs, options.threads);
        costs_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        proof = unit_scores(solver, costs, methods, workspace, unit, options.threads);
    });
    auto line = make_line("all", options, times);
    add_proof(line, proof);
    line.more.emplace_back("of_which_costs_s", number(costs_s));
    line.error = error_of_unit_scores(system, solver, unit.values);
    return line;
}

std::optional<Line> all_cold_job(Options const& options) {
    auto const system = load(options.path);
    auto const methods = system.methods.count();
    if (methods == 0) return say("all_cold: the database has no methods"), std::nullopt;
    Solver solver;
    std::vector<double> costs, kept;
    Proof proof;
    UnitScores unit;
    Workspace workspace;
    auto const times = timed(options, [&] {
        solver = {};
        unit = {};
        workspace = {};
        solver = Solver::try_make(system.matrices).value();
        take_costs(system, costs, options.threads);
        proof = unit_scores(solver, costs, methods, workspace, unit, options.threads);
    });
    auto line = make_line("all_cold", options, times);
    add_proof(line, proof);
    line.error = error_of_unit_scores(system, solver, unit.values);
    return line;
}

constexpr Job table[] = {{"load", load_job},
                         {"cold", cold_job},
                         {"factorise", factorise_job},
                         {"demand", demand_job},
                         {"batch", batch_job},
                         {"all", all_job},
                         {"all_cold", all_cold_job},
                         {"gradient", gradient_job},
                         {"montecarlo", monte_carlo_job},
                         {"montecarlo32", monte_carlo_32_job},
                         {"whatif", what_if_job},
                         {"proof", proof_job},
                         {"check", check_job},
                         {"solve", solve_job},
                         {"adjoint", adjoint_job},
                         {"read", read_job}};

}  // namespace

std::span<Job const> jobs() { return table; }

}  // namespace bench
