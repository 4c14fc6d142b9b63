// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// How sure is a footprint? Every uncertain exchange is drawn anew 10,000 times, on two threads; the seed decides the numbers.
#include <iostream>

#include <tanji/base/text.hpp>
#include <tanji/solve/monte_carlo.hpp>

int main() {
    using namespace tanji;

    // 1 kWh of power takes 0.05 kWh of its own and 0.3 kg of coal; 1 kg of coal takes 0.1 kWh. Columns: power, coal.
    SparseColumns<double> a{2, 2, {0, 2, 4}, {0, 1, 0, 1}, {0.95, -0.3, -0.1, 1.0}};
    SparseColumns<double> b{1, 2, {0, 1, 2}, {0, 0}, {0.8, 0.2}};   // kg CO2 per run of each
    auto solver = Solver::try_make(SystemMatrices::try_make(a, b).value()).value();

    // The coal input is lognormal with a geometric standard deviation of 1.2; the emissions have 1.1. What power makes and
    // takes of itself share a cell of A, and only the second is uncertain: between 0.04 and 0.08 kWh, most likely 0.05.
    double const coal = Distribution::try_lognormal(0.3, 1.2).value().b, emission = Distribution::try_lognormal(0.8, 1.1).value().b;
    std::vector<double> const sigma_a{0, coal, 0, 0}, sigma_b{emission, emission};
    std::vector<SampledExchange> const own_use{
        {.entry = 0, .nominal = -0.05, .scale = -1, .distribution = Distribution::try_triangular(0.04, 0.05, 0.08).value()}};
    std::vector<CharacterisationEntry> const factors{{.category = 0, .flow = 0, .factor = 1.0}};
    MonteCarloModel const model{.technosphere = {.sigma = sigma_a, .exchanges = own_use}, .biosphere = {.sigma = sigma_b}, .characterisation = factors, .categories = 1};

    DemandEntry const demand[] = {{.row = 0, .amount = 1000}};
    auto plan = MonteCarlo::try_make(solver, demand, model, {.seed = 2026}).value();
    ThreadExecutor two(2);
    auto result = plan.try_run(10000, {.executor = &two}).value();

    Summary const s = result.summary(0);
    auto show = [](double value) { return number_text(value, 5); };
    std::cout << "1,000 kWh of power: " << show(result.nominal[0]) << " kg CO2 as stored\n"
              << s.count << " samples of " << result.draws_per_sample << " draws, " << result.failed.size() << " failed\n"
              << "mean " << show(s.mean) << ", sd " << show(s.sd) << ", 95 % between " << show(s.quantile_025) << " and " << show(s.quantile_975) << '\n';

    // Any sample can be looked at again, with what it drew.
    auto sample = plan.try_sample(7).value();
    std::cout << "sample 7: coal " << show(-sample.technosphere[1]) << ", power for itself " << show(1 - sample.technosphere[0]) << ", score "
              << show(sample.scores[0]) << '\n';
}
