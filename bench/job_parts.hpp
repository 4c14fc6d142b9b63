// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

// What the files of jobs share, and the jobs that stand in files of their own.

#include "jobs.hpp"
#include "system.hpp"
#include "tanji/base/cpu.hpp"

namespace bench {

[[nodiscard]] inline Line make_line(char const* job, Options const& options, Times times) {
    Line line{.job = job, .times = times, .rss_mb = peak_mb()}; // before anything is done for the reference
    line.threads = options.threads;
    line.kernel = std::string(tanji::to_text(tanji::best_instruction_set()));
    line.more.emplace_back("runs", std::to_string(times.runs));
    line.more.emplace_back("cpu_s", number(times.cpu, "%.6f"));
    return line;
}

inline void add_proof(Line& line, tanji::Proof const& proof) {
    line.more.emplace_back("backward_error", number(proof.backward_error));
    line.more.emplace_back("refinements", std::to_string(proof.refinements));
}

[[nodiscard]] inline tanji::DemandEntry asked(Options const& options, System const& system) {
    return {options.demand >= 0 ? options.demand : busiest_product(system), 1.0};
}

/// Factors of the first method, one per flow.
[[nodiscard]] inline std::vector<double> first_method(System const& system) {
    std::vector<double> factor(system.flows(), 0.0);
    auto const& c = system.methods;
    if (c.count() > 0)
        for (auto e = static_cast<std::size_t>(c.start[0]); e < static_cast<std::size_t>(c.start[1]); ++e) factor[static_cast<std::size_t>(c.flow[e])] += c.factor[e];
    return factor;
}

[[nodiscard]] std::optional<Line> gradient_job(Options const& options);
[[nodiscard]] std::optional<Line> what_if_job(Options const& options);
[[nodiscard]] std::optional<Line> monte_carlo_job(Options const& options);
[[nodiscard]] std::optional<Line> monte_carlo_32_job(Options const& options);
[[nodiscard]] std::optional<Line> proof_job(Options const& options);
[[nodiscard]] std::optional<Line> check_job(Options const& options);

}  // namespace bench
