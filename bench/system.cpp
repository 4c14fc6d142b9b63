// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "system.hpp"

namespace bench {
namespace {

[[nodiscard]] std::size_t index(std::int32_t number) noexcept { return static_cast<std::size_t>(number); }

}  // namespace

System load(std::string const& path, bool with_sigma) {
    auto file = read_lci(path, with_sigma);
    System system;
    system.matrices = tanji::SystemMatrices::try_make(std::move(file.a), std::move(file.b)).value();
    system.methods = std::move(file.methods);
    system.sigma_a = std::move(file.sigma_a);
    system.sigma_b = std::move(file.sigma_b);
    return system;
}

void take_inventory(System const& system, std::span<double const> supply, std::vector<double>& inventory) {
    auto const b = system.matrices.biosphere();
    inventory.assign(system.flows(), 0.0);
    double* const to = inventory.data();
    std::int32_t const* const start = b.start.data();
    std::int32_t const* const flow = b.row.data();
    double const* const amount = b.value.data();
    // Which processes run is as good as random: found without branches, a block at a time, and their entries asked for early.
    constexpr std::size_t block = 512, ahead = 6;
    std::int32_t running[block + ahead];
    for (std::size_t first = 0; first < supply.size(); first += block) {
        std::size_t const last = (std::min)(first + block, supply.size());
        std::size_t count = 0;
        for (std::size_t j = first; j < last; ++j) {
            running[count] = static_cast<std::int32_t>(j);
            count += static_cast<std::size_t>(supply[j] != 0) & static_cast<std::size_t>(start[j] != start[j + 1]);
        }
        for (std::size_t k = 0; k < ahead; ++k) running[count + k] = static_cast<std::int32_t>(last - 1);
        for (std::size_t k = 0; k < count; ++k) {
#if defined(__GNUC__) || defined(__clang__)
            __builtin_prefetch(amount + start[running[k + ahead]]);
            __builtin_prefetch(flow + start[running[k + ahead]]);
#endif
            auto const j = index(running[k]);
            double const runs = supply[j];
            for (std::int32_t e = start[j]; e < start[j + 1]; ++e) to[flow[e]] += amount[e] * runs;
        }
    }
}

void take_scores(System const& system, std::span<double const> inventory, std::vector<double>& scores) {
    auto const& c = system.methods;
    scores.assign(c.count(), 0.0);
    for (std::size_t k = 0; k < c.count(); ++k)
        for (auto e = index(c.start[k]); e < index(c.start[k + 1]); ++e) scores[k] += c.factor[e] * inventory[index(c.flow[e])];
}

std::int32_t busiest_product(System const& system) {
    auto const structure = tanji::Structure::try_make(system.matrices).value();
    std::size_t best = 0;
    std::int32_t found = 0;
    for (std::int32_t k = 0; k < 50 && k < structure.component_count(); ++k) {
        std::int32_t const row = structure.product_of(structure.component(k).front());
        auto const reached = structure.reach(std::span(&row, 1)).size();
        if (reached > best) {
            best = reached;
            found = row;
        }
    }
    return found;
}

std::vector<std::vector<tanji::DemandEntry>> demands(System const& system, std::size_t count) {
    std::vector<std::vector<tanji::DemandEntry>> list;
    std::uint64_t state = 20261123;
    for (std::size_t k = 0; k < count; ++k) {
        state = state * 6364136223846793005u + 1442695040888963407u; // a linear congruence is random enough to pick rows
        list.push_back({{static_cast<std::int32_t>((state >> 33) % system.processes()), 1.0}});
    }
    return list;
}

double error_of_demand(System const& system, tanji::Solver const& solver, std::span<tanji::DemandEntry const> demand, std::span<double const> supply,
                       std::span<double const> inventory, std::span<double const> scores) {
    Reference reference(solver);
    auto const x = reference.supply(demand);
    auto const b = system.matrices.biosphere();
    std::vector<Twofold> g(system.flows()), h(system.methods.count());
    for (std::size_t j = 0; j < x.size(); ++j)
        if (x[j].high != 0)
            for (auto e = index(b.start[j]); e < index(b.start[j + 1]); ++e) g[index(b.row[e])].add_product(b.value[e], x[j]);
    auto const& c = system.methods;
    for (std::size_t k = 0; k < c.count(); ++k)
        for (auto e = index(c.start[k]); e < index(c.start[k + 1]); ++e) h[k].add_product(c.factor[e], g[index(c.flow[e])]);
    double worst = gap_between(supply, x);
    if (!inventory.empty()) worst = std::fmax(worst, gap_between(inventory, g));
    if (!scores.empty()) worst = std::fmax(worst, gap_between(scores, h));
    return worst;
}

std::vector<Twofold> reference_unit_scores(System const& system, Reference& reference, std::size_t method) {
    auto const& c = system.methods;
    auto const b = system.matrices.biosphere();
    std::vector<double> factor(system.flows(), 0.0);
    for (auto e = index(c.start[method]); e < index(c.start[method + 1]); ++e) factor[index(c.flow[e])] += c.factor[e];
    std::vector<Twofold> cost(system.processes());
    for (std::size_t j = 0; j < cost.size(); ++j)
        for (auto e = index(b.start[j]); e < index(b.start[j + 1]); ++e) cost[j].add_product(factor[index(b.row[e])], Twofold{b.value[e], 0});
    return reference.adjoint(cost);
}

}  // namespace bench
