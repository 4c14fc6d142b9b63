// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// A supply with a proved bound of its error, and the examination of the whole system.

#include "job_parts.hpp"
#include "tanji/solve/diagnose.hpp"
#include "tanji/solve/verifier.hpp"

namespace bench {

using tanji::DemandEntry, tanji::Solver;

/// Warm supply and the bound of every entry of it. The bound must never be below the error; how far above it is, is told.
std::optional<Line> proof_job(Options const& options) {
    auto const system = load(options.path);
    auto const solver = Solver::try_make(system.matrices).value();
    DemandEntry const demand[] = {asked(options, system)};
    auto const begin = std::chrono::steady_clock::now();
    auto const verifier = tanji::Verifier::make(solver);
    double const make_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    tanji::Workspace workspace;
    tanji::VerifierWorkspace work;
    std::span<double> x, bound;
    tanji::Proof proof;
    auto const times = timed(options, [&] {
        proof = solver.try_supply(demand, workspace, x).value();
        proof = verifier.try_bound_supply(demand, x, proof, work, bound).value();
    });
    auto line = make_line("proof", options, times);
    add_proof(line, proof);
    line.more.emplace_back("level", quoted(proof.level == tanji::ProofLevel::verified ? "verified" : proof.level == tanji::ProofLevel::estimated ? "estimated" : "backward_only"));
    line.more.emplace_back("verifier_s", number(make_s));

    Reference reference(solver);
    auto const exact = reference.supply(demand);
    line.error = gap_between(x, exact);
    std::vector<double> ratios;
    std::size_t exceeded = 0;
    double widest = 0;
    for (std::size_t j = 0; j < bound.size(); ++j) {
        if (exact[j].high == 0) continue;
        double const error = std::fabs((x[j] - exact[j].high) - exact[j].low);
        exceeded += !(error <= bound[j]);
        widest = std::fmax(widest, bound[j] / std::fabs(exact[j].high));
        if (error > 0) ratios.push_back(bound[j] / error);
    }
    std::sort(ratios.begin(), ratios.end());
    line.more.emplace_back("bounds_exceeded", std::to_string(exceeded));
    line.more.emplace_back("largest_relative_bound", bound.empty() ? "null" : number(widest));
    line.more.emplace_back("median_bound_per_error", ratios.empty() ? "null" : number(ratios[ratios.size() / 2]));
    return line;
}

/// Everything that is wrong with the system: on the sets of the benchmarks, nothing that stops it.
std::optional<Line> check_job(Options const& options) {
    auto const system = load(options.path);
    if (system.entries() > 20'000'000) return say("check: the examination works on lists of links, which a dense system has too many of; left out"), std::nullopt;
    tanji::SystemDiagnosis diagnosis;
    auto const times = timed(options, [&] { diagnosis = tanji::diagnose(system.matrices); });
    auto line = make_line("check", options, times);
    line.more.emplace_back("findings", std::to_string(diagnosis.findings.size()));
    return line;
}

}  // namespace bench
