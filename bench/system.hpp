// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

// The database of a run, the few products with B and C that a caller of the solver writes for himself, and the reference
// values of what they give.

#include <span>
#include <vector>

#include "lci_file.hpp"
#include "reference.hpp"
#include "tanji/solve.hpp"

namespace bench {

/// A, B (in `matrices`), C and, if asked for, the sigmas: everything once.
struct System {
    tanji::SystemMatrices matrices{};
    Methods methods{};
    std::vector<double> sigma_a{}, sigma_b{};

    [[nodiscard]] std::size_t processes() const noexcept { return static_cast<std::size_t>(matrices.technosphere().columns); }
    [[nodiscard]] std::size_t flows() const noexcept { return static_cast<std::size_t>(matrices.biosphere().rows); }
    [[nodiscard]] std::size_t entries() const noexcept { return matrices.technosphere().value.size(); }
};

[[nodiscard]] System load(std::string const& path, bool with_sigma = false);

/// g = B x, over the processes that run.
void take_inventory(System const& system, std::span<double const> supply, std::vector<double>& inventory);
/// h = C g.
void take_scores(System const& system, std::span<double const> inventory, std::vector<double>& scores);
/// costs[j * K + k]: what one run of process j costs by method k; (C B)^T by rows.
void take_costs(System const& system, std::vector<double>& costs, int threads);

/// Of the first 50 components in the order, the product whose demand reaches most.
[[nodiscard]] std::int32_t busiest_product(System const& system);
/// The same products in every run and on every machine.
[[nodiscard]] std::vector<std::vector<tanji::DemandEntry>> demands(System const& system, std::size_t count);

/// Supply, inventory and scores of one demand against the reference; the largest error of any.
[[nodiscard]] double error_of_demand(System const& system, tanji::Solver const& solver, std::span<tanji::DemandEntry const> demand, std::span<double const> supply,
                                     std::span<double const> inventory, std::span<double const> scores);
/// Exact unit scores of method k.
[[nodiscard]] std::vector<Twofold> reference_unit_scores(System const& system, Reference& reference, std::size_t method);

}  // namespace bench
