// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/analysis/footprint.hpp"

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
/// through the demanded process count once. Problems: "footprint.row", "footprint.refused-score".
[[nodiscard]] Result<Contributions> try_contributions(Footprint const& footprint, ContributionOptions const& options = {});
[[nodiscard]] Contributions contributions(Footprint const& footprint, ContributionOptions const& options = {});

/// Direct and total score of one column as seen in a network picture with loops: `total` is what the column's supply
/// that enters it from outside its own loops causes, direct and upstream. `loop_factor` is that supply over all.
struct UpstreamTotal {
    double direct = 0;
    double total = 0;
    double loop_factor = 1;
};
/// One more solve of the whole reach; for the columns one wants to draw.
[[nodiscard]] Result<UpstreamTotal> try_upstream_total(Footprint const& footprint, Index row, Index column);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/analysis/impl/contributions.ipp"
#endif
