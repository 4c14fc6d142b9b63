// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/analysis/footprint.hpp"

/// \file
/// Where a score comes from (rule A10). All splits use what the footprint holds, the supply and the unit scores, so they are
/// sums over its entries and solve nothing; only try_upstream_total does.
namespace tanji {

/// What a score is split by (rule A10).
enum class By : std::uint8_t {
    process,     ///< direct exchanges of each process, c B_j x_j, its columns together
    flow,        ///< elementary flows over all processes
    location,    ///< places of the processes
    compartment, ///< media of the flows: "air/urban"
    first_tier,  ///< own exchanges of the demanded process, and each of its inputs with everything upstream
};

[[nodiscard]] std::string_view to_text(By by) noexcept;  ///< "process", "first tier"

/// Which score is split, by what, and how much of the list is kept. `top` and `cutoff` may be combined: both must let a
/// line through.
struct ContributionOptions {
    By by = By::process;
    Index row = 0;          ///< of C
    std::size_t top = 0;    ///< at most so many lines, largest first; 0: all
    double cutoff = 0;      ///< leave out lines below this share of the gross (0.01 = 1 %)
};

/// One line. `id` is what it is found by: process, flow or location id, or the compartment's text.
struct Contribution {
    std::string id{};
    std::string name{};
    std::string location{};   ///< code, where the line has a place
    double amount = 0;        ///< in the unit of the row of C
    double share = 0;         ///< of the net total; 0 if that is 0
    double gross_share = 0;   ///< |amount| of the sum of all |amounts|
    Index index = no_index;   ///< process, elementary row, location or supplier's column; the demanded column for own exchanges
};

/// Lines that sum to the total: what was left out is in `rest`, always present when something was.
struct Contributions {
    By by = By::process;
    std::string method{};
    std::string category{};
    std::string unit{};
    double total = 0;
    double gross = 0;                 ///< sum of all |amounts|: above |total| where credits and burdens meet
    std::vector<Contribution> lines{};///< by |amount|, largest first; equal ones by id
    Contribution rest{};              ///< name "rest"; amount 0 if nothing was left out
    std::size_t left_out = 0;         ///< lines in `rest`
};

/// Splits a score. First tier: by the adjoint, input times unit score of the supplier per net output, so that loops
/// through the demanded process count once. Problems: "footprint.row", "footprint.refused-score". Cost O(entries of A and B),
/// whatever `top` and `cutoff` are: they shorten the list, never the sum.
///
///     for (auto const& line : contributions(result, {.by = By::first_tier, .top = 5}).lines)
///         print(line.name, line.amount, line.gross_share);
[[nodiscard]] Result<Contributions> try_contributions(Footprint const& footprint, ContributionOptions const& options = {});
[[nodiscard]] Contributions contributions(Footprint const& footprint, ContributionOptions const& options = {});

/// Direct and total score of one column as seen in a network picture with loops: `total` is what the column's supply
/// that enters it from outside its own loops causes, direct and upstream. `loop_factor` is that supply over all.
/// All zero (and factor 1) for a column that the demand does not reach.
struct UpstreamTotal {
    double direct = 0;       ///< own exchanges over all its runs, loops included
    double total = 0;        ///< not below `direct` where nothing is credited
    double loop_factor = 1;  ///< 1 without loops; 0.8 if a fifth of the supply comes back to the column itself
};
/// One more solve of the whole reach; for the columns one wants to draw.
[[nodiscard]] Result<UpstreamTotal> try_upstream_total(Footprint const& footprint, Index row, Index column);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/analysis/impl/contributions.ipp"
#endif
