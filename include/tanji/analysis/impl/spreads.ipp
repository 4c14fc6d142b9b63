// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "tanji/lifecycle/link.hpp"
#include "tanji/solve/monte_carlo.hpp"

/// \file
/// What the file says about uncertainty, entry by entry. Used by samples of a footprint and by binary files, so that both draw
/// the same numbers.
namespace tanji::detail {

/// One exchange of a file in one cell of A or B.
struct EntrySpread {
    std::size_t entry = 0;        ///< into technosphere() or biosphere()
    /// Place of the first entry that the exchange has: where allocation puts an exchange into several columns, all of them are one
    /// random variable (rule B6). Columns are ordered by ids, so the number does not depend on the order of files.
    std::uint32_t item = 0;
    bool first = false;           ///< this is that entry
    /// The amount or the spread comes from a formula: between a draw and the cell stands more than a factor.
    bool formula = false;
    Uncertainty const* spread = nullptr;
    double scale = 0;             ///< from the exchange's unit to the cell: unit, sign, share
};

/// Calls visit(EntrySpread) for every entry whose exchange states a spread, in the order of entries.
template <class Visit>
void each_spread(ProductSystem const& system, std::span<Entry const> entries, Visit const& visit) {
    auto const& processes = system.database().processes();
    std::vector<std::uint32_t> item;  // by exchange of the process at hand; its columns follow each other
    Index current = no_index;
    for (std::size_t k = 0; k < entries.size(); ++k) {
        auto const& entry = entries[k];
        if (entry.process == no_index || entry.exchange == no_index) continue;
        auto const& process = processes[entry.process];
        auto const& exchange = process.exchanges[entry.exchange];
        if (exchange.uncertainty == no_index) continue;
        auto const& spread = process.uncertainties[exchange.uncertainty];
        if (spread.kind == DistributionKind::none) continue;
        if (current != entry.process) {
            current = entry.process;
            item.assign(process.exchanges.size(), 0xFFFFFFFFU);
        }
        auto& number = item[entry.exchange];
        bool const first = number == 0xFFFFFFFFU;
        if (first) number = static_cast<std::uint32_t>(k);
        bool const formula = exchange.formula != no_index || !spread.formula_a.empty() || !spread.formula_b.empty() || !spread.formula_c.empty() || exchange.amount == 0;
        visit(EntrySpread{k, number, first, formula, &spread, formula ? 0 : entry.value / exchange.amount});
    }
}

/// As the solver draws it. `value` is what the exchange adds to the cell, a, b, c are those of Uncertainty. A lognormal lies around
/// the stored amount, which is its median (rule A6), and is mirrored where that is negative; the others are as stored. A spread of no
/// width gives kind `none`, one that makes no sense "uncertainty.unusable": either way the amount is certain.
[[nodiscard]] inline Result<SampledExchange> sampled_exchange(std::int32_t cell, std::uint32_t item, DistributionKind kind, double value, double scale, double a, double b, double c) {
    bool const lognormal = kind == DistributionKind::lognormal;
    auto const made = lognormal ? Distribution::try_lognormal(value, b) : Distribution::try_make(kind, a, b, c);
    if (!made) return made.problem();
    return SampledExchange{.entry = cell, .nominal = value, .scale = lognormal ? 1 : scale, .distribution = *made, .item = item};
}

/// Whether a lognormal states another geometric mean than the amount it belongs to; signs aside, for mirrored ones are stored both ways.
[[nodiscard]] inline bool off_centre(DistributionKind kind, double value, double scale, double a) noexcept {
    return kind == DistributionKind::lognormal && std::abs(std::abs(scale * a) - std::abs(value)) > 1e-6 * std::abs(value);
}

}  // namespace tanji::detail
