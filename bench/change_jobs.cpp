// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Jobs that ask how a score answers to its numbers: all derivatives, and one change.

#include "job_parts.hpp"
#include "tanji/solve/gradient.hpp"
#include "tanji/solve/what_if.hpp"

namespace bench {

using tanji::DemandEntry, tanji::Solver, tanji::Workspace;

/// d(score of the first method)/d(every entry of A, B and C and of the demand), supply and adjoint included, warm.
std::optional<Line> gradient_job(Options const& options) {
    auto const system = load(options.path);
    if (system.entries() > 20'000'000) return say("gradient: one derivative per entry would be a second matrix of " + std::to_string(system.entries()) + " entries; left out"), std::nullopt;
    auto const solver = Solver::try_make(system.matrices).value();
    auto const factors = first_method(system);
    DemandEntry const demand[] = {asked(options, system)};
    Workspace workspace;
    tanji::Gradient gradient;
    tanji::Proof proof;
    auto const times = timed(options, [&] { proof = tanji::try_gradient(solver, factors, demand, workspace, gradient).value(); });
    auto line = make_line("gradient", options, times);
    add_proof(line, proof);

    Reference reference(solver);
    auto const x = reference.supply(demand);
    auto const y = reference_unit_scores(system, reference, 0);
    auto const a = system.matrices.technosphere();
    std::vector<Twofold> exact(system.entries());
    for (std::size_t j = 0; j < x.size(); ++j) {
        for (auto e = static_cast<std::size_t>(a.start[j]); e < static_cast<std::size_t>(a.start[j + 1]); ++e) {
            auto const& unit = y[static_cast<std::size_t>(a.row[e])];
            exact[e].add_product(-x[j].high, unit);
            exact[e].add_product(-x[j].low, unit);
        }
    }
    line.error = std::fmax(gap_between(gradient.technosphere, exact), gap_between(gradient.demand, y));
    return line;
}

/// One input of the process asked for falls by a tenth, another rises by a tenth: changes, correction
/// of the factors and the new score.
std::optional<Line> what_if_job(Options const& options) {
    auto const system = load(options.path);
    auto const solver = Solver::try_make(system.matrices).value();
    auto const factors = first_method(system);
    DemandEntry const demand[] = {asked(options, system)};
    auto const a = system.matrices.technosphere();
    auto const column = solver.structure().producer_of(demand[0].row);
    std::vector<std::int32_t> inputs;
    for (auto e = static_cast<std::size_t>(a.start[static_cast<std::size_t>(column)]); e < static_cast<std::size_t>(a.start[static_cast<std::size_t>(column) + 1]); ++e)
        if (a.row[e] != demand[0].row && a.value[e] != 0) inputs.push_back(a.row[e]);
    if (inputs.empty()) return say("whatif: the process asked for has no inputs that could change"), std::nullopt;
    tanji::WhatIfScore score;
    std::string path;
    tanji::Changes changes(system.matrices);
    auto const times = timed(options, [&] {
        changes = tanji::Changes(system.matrices);
        changes.scale_exchange(inputs.front(), column, 0.9);
        if (inputs.size() > 1) changes.scale_exchange(inputs.back(), column, 1.1);
        auto const what_if = tanji::WhatIf::try_make(solver, changes).value();
        tanji::WhatIfWorkspace workspace;
        score = what_if.try_score(factors, demand, workspace).value();
        path = what_if.reason();
    });
    auto line = make_line("whatif", options, times);
    add_proof(line, score.proof);
    line.more.emplace_back("path", quoted(path));

    System changed;
    changed.matrices = changes.try_matrices().value();
    changed.methods = system.methods;
    auto const anew = Solver::try_make(changed.matrices).value();
    Reference reference(anew);
    auto const x = reference.supply(demand);
    auto const b = changed.matrices.biosphere();
    Twofold exact;
    for (std::size_t j = 0; j < x.size(); ++j)
        for (auto e = static_cast<std::size_t>(b.start[j]); e < static_cast<std::size_t>(b.start[j + 1]); ++e) {
            Twofold term;
            term.add_product(b.value[e], x[j]);
            exact.add_product(factors[static_cast<std::size_t>(b.row[e])], term);
        }
    Gap gap(std::fabs(exact.high));
    gap.compare(score.amount, exact);
    line.error = gap.worst();
    return line;
}

}  // namespace bench
