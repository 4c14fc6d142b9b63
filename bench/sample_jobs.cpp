// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Monte Carlo: every reachable uncertain entry of A and B drawn anew, supply, inventory and all scores of every sample.

#include "job_parts.hpp"
#include "tanji/solve/monte_carlo.hpp"

namespace bench {
namespace {

using tanji::DemandEntry, tanji::MonteCarlo, tanji::MonteCarloResult, tanji::Solver;

[[nodiscard]] std::vector<tanji::CharacterisationEntry> characterisation(System const& system) {
    std::vector<tanji::CharacterisationEntry> list;
    auto const& c = system.methods;
    for (std::size_t k = 0; k < c.count(); ++k)
        for (auto e = static_cast<std::size_t>(c.start[k]); e < static_cast<std::size_t>(c.start[k + 1]); ++e) list.push_back({static_cast<std::int32_t>(k), c.flow[e], c.factor[e]});
    return list;
}

/// Three samples, solved anew from what they drew.
[[nodiscard]] double error_of_samples(System const& system, MonteCarlo const& plan, MonteCarloResult const& result, std::span<DemandEntry const> demand) {
    auto const a = system.matrices.technosphere(), b = system.matrices.biosphere();
    double worst = 0;
    for (std::size_t const number : {std::size_t{0}, result.samples / 2, result.samples - 1}) {
        if (std::any_of(result.failed.begin(), result.failed.end(), [&](auto const& failed) { return failed.sample == number; })) continue;
        auto const sample = plan.try_sample(number).value();
        System drawn;
        tanji::SparseView<double> own_a = a, own_b = b;
        own_a.value = sample.technosphere;
        own_b.value = sample.biosphere;
        drawn.matrices = tanji::SystemMatrices::try_borrow(own_a, own_b, nullptr).value();
        drawn.methods = system.methods;
        std::vector<double> scores;
        for (std::size_t k = 0; k < drawn.methods.count(); ++k) scores.push_back(result.scores[k * result.samples + number]);
        worst = std::fmax(worst, error_of_demand(drawn, Solver::try_make(drawn.matrices).value(), demand, sample.supply, sample.inventory, scores));
    }
    return worst;
}

[[nodiscard]] std::optional<Line> run_samples(char const* name, Options const& options, tanji::DrawBits bits) {
    auto const system = load(options.path, true);
    if (system.entries() > 20'000'000) return say(std::string(name) + ": " + std::to_string(system.entries()) + " entries a sample are left out; nothing of a dense system is worth drawing a thousand times here"), std::nullopt;
    auto const solver = Solver::try_make(system.matrices).value();
    auto const factors = characterisation(system);
    DemandEntry const demand[] = {asked(options, system)};
    tanji::MonteCarloModel const model{.technosphere = {.sigma = system.sigma_a}, .biosphere = {.sigma = system.sigma_b}, .characterisation = factors,
                                       .categories = static_cast<std::int32_t>(system.methods.count())};
    tanji::ThreadExecutor threads(options.threads);
    MonteCarlo plan;
    MonteCarloResult result;
    double plan_s = 0;
    auto const times = timed(options, [&] { // the plan belongs to the demand, and so to the job
        auto const begin = std::chrono::steady_clock::now();
        plan = {}; // two of them at once would double the memory
        plan = MonteCarlo::try_make(solver, demand, model, {.seed = 1, .bits = bits}).value();
        plan_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        result = plan.try_run(static_cast<std::size_t>(options.samples), {.executor = &threads}).value();
    });
    auto line = make_line(name, options, times);
    line.threads = options.threads;
    line.more.emplace_back("samples", std::to_string(options.samples));
    line.more.emplace_back("per_sample_ms", number(1e3 * times.median / options.samples));
    line.more.emplace_back("plan_s", number(plan_s));
    line.more.emplace_back("draws_per_sample", std::to_string(result.draws_per_sample));
    line.more.emplace_back("failed", std::to_string(result.failed.size()));
    line.more.emplace_back("solved_apart", std::to_string(result.solved_apart));
    line.more.emplace_back("backward_error", number(result.largest_backward_error));
    line.error = error_of_samples(system, plan, result, demand);
    return line;
}

}  // namespace

std::optional<Line> monte_carlo_job(Options const& options) { return run_samples("montecarlo", options, tanji::DrawBits::wide); }
std::optional<Line> monte_carlo_32_job(Options const& options) { return run_samples("montecarlo32", options, tanji::DrawBits::narrow); }

}  // namespace bench
