// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "tanji/analysis/contributions.hpp"
#include "tanji/analysis/impl/placed_factors.ipp"
#include "tanji/base/exact_sum.hpp"
#include "tanji/base/text.hpp"
#include "tanji/impact/compartment.hpp"

/// \file
/// Every split is a sum of the same products, factor times exchange times runs, grouped by another key. So all splits of a
/// score add up to it, and only first_tier, which goes by unit scores, needs an argument of its own.
namespace tanji {
namespace detail {

/// Sums of one split by its key, rounded once each, so that the order of columns and files does not matter.
template <class Key>
using SumsByKey = std::map<Key, ExactSum>;

[[nodiscard]] inline Contribution process_line(ProductSystem const& system, Index process) {
    auto const name = system.database().process_name(process);
    return {name.id, std::string(trim(name.name)), name.location, 0, 0, 0, process};
}

/// c_j x_j by process: the co-products of one process are one line.
[[nodiscard]] inline std::vector<Contribution> by_process(Footprint const& footprint, Index row) {
    SumsByKey<Index> sums;
    auto const direct = footprint.direct_scores(row);
    auto const columns = footprint.system().columns();
    for (Index j = 0; j < columns.size(); ++j)
        if (footprint.supply()[j] != 0) sums[columns[j].process] += direct[j] * footprint.supply()[j];
    std::vector<Contribution> lines;
    for (auto const& [process, sum] : sums) {
        lines.push_back(process_line(footprint.system(), process));
        lines.back().amount = sum.value();
    }
    return lines;
}

/// By the place of the process; a line of its own for processes that state none, so that the sum stays complete.
[[nodiscard]] inline std::vector<Contribution> by_location(Footprint const& footprint, Index row) {
    SumsByKey<Index> sums;
    auto const direct = footprint.direct_scores(row);
    auto const& system = footprint.system();
    for (Index j = 0; j < system.columns().size(); ++j)
        if (footprint.supply()[j] != 0) sums[system.database().processes()[system.columns()[j].process].location] += direct[j] * footprint.supply()[j];
    std::vector<Contribution> lines;
    for (auto const& [location, sum] : sums) {
        auto const& places = system.database().content().locations;
        Contribution line{"", "no location stated", "", sum.value(), 0, 0, location};
        if (location < places.size()) {
            line.id = places[location].id;
            line.name = places[location].name.empty() ? places[location].code : places[location].name;
            line.location = places[location].code;
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

/// Factor times exchange times runs, for every exchange that the row of C knows.
template <class Add>
void each_flow_amount(Footprint const& footprint, Index row, Add const& add) {
    auto const& system = footprint.system();
    PlacedFactors const factors(footprint.characterisation().rows[row], system.elementary().size());
    for (auto const& entry : system.biosphere()) {
        double const runs = footprint.supply()[entry.column];
        if (runs == 0 || !factors.known(entry.row)) continue;
        add(entry.row, factors.at(entry.row, place_of(system, entry)) * entry.value * runs);
    }
}

/// By elementary flow over all processes; the compartment goes into the name, since lists have one name for CO2 to urban and to
/// rural air. In a regional system each place of a flow is a line.
[[nodiscard]] inline std::vector<Contribution> by_flow(Footprint const& footprint, Index row) {
    SumsByKey<Index> sums;
    each_flow_amount(footprint, row, [&sums](Index elementary, double amount) { sums[elementary] += amount; });
    auto const& system = footprint.system();
    std::vector<Contribution> lines;
    for (auto const& [elementary, sum] : sums) {
        auto const& shown = system.elementary()[elementary];
        auto const& flow = system.database().flows()[shown.flow];
        std::string name(trim(flow.name));
        if (auto const place = compartment_of(flow.category); place.medium != Medium::unknown) name += " (" + to_text(place) + ")";
        lines.push_back({flow.id, std::move(name), std::string(system.database().location_code(shown.location)), sum.value(), 0, 0, elementary});
    }
    return lines;
}

/// By medium and sub-compartment in the one spelling of compartment.hpp, so that two lists of flows share their lines.
[[nodiscard]] inline std::vector<Contribution> by_compartment(Footprint const& footprint, Index row) {
    SumsByKey<std::string> sums;
    auto const& system = footprint.system();
    each_flow_amount(footprint, row, [&](Index elementary, double amount) {
        sums[to_text(compartment_of(system.database().flows()[system.elementary()[elementary].flow].category))] += amount;
    });
    std::vector<Contribution> lines;
    for (auto const& [name, sum] : sums) lines.push_back({name, name, "", sum.value(), 0, 0, no_index});
    return lines;
}

/// For each demanded column: t = demand / net output runs of it, own exchanges c t, and for each input i its amount
/// t |a_i| times y_i. A^T y = c gives a_dd y_d = c_d - sum a_id y_i, so the lines sum to demand times y_d, loops once.
[[nodiscard]] inline std::vector<Contribution> by_first_tier(Footprint const& footprint, Index row) {
    auto const& system = footprint.system();
    auto const unit_scores = footprint.unit_scores(row);
    SumsByKey<std::pair<bool, Index>> sums;  // own exchanges first, then suppliers
    for (auto const& line : footprint.demand()) {
        auto const first = std::lower_bound(system.technosphere().begin(), system.technosphere().end(), line.column,
                                            [](Entry const& entry, Index column) { return entry.column < column; });
        ExactSum output;
        for (auto at = first; at != system.technosphere().end() && at->column == line.column; ++at)
            if (at->row == line.column) output += at->value;
        double const runs = line.amount == 0 ? 0 : line.amount / output.value();
        if (runs == 0) continue;
        sums[{false, line.column}] += footprint.direct_scores(row)[line.column] * runs;
        for (auto at = first; at != system.technosphere().end() && at->column == line.column; ++at)
            if (at->row != line.column && at->value != 0) sums[{true, at->row}] += -at->value * runs * unit_scores[at->row];
    }
    std::vector<Contribution> lines;
    for (auto const& [key, sum] : sums) {
        auto line = process_line(system, system.columns()[key.second].process);
        if (!key.first) line.name += " (own exchanges)";
        line.amount = sum.value();
        line.index = key.second;
        lines.push_back(std::move(line));
    }
    return lines;
}

[[nodiscard]] inline std::vector<Contribution> all_lines(Footprint const& footprint, ContributionOptions const& options) {
    switch (options.by) {
        case By::process: return by_process(footprint, options.row);
        case By::flow: return by_flow(footprint, options.row);
        case By::location: return by_location(footprint, options.row);
        case By::compartment: return by_compartment(footprint, options.row);
        case By::first_tier: return by_first_tier(footprint, options.row);
    }
    return {};
}

/// Sorts, adds shares and moves what is not wanted into the rest, which is the total less the lines that stay.
inline void shorten(Contributions& result, ContributionOptions const& options) {
    ExactSum gross;
    for (auto const& line : result.lines) gross += std::abs(line.amount);
    result.gross = gross.value();
    // Ties are broken by id and name: tables of equal footprints are equal.
    auto const larger = [](Contribution const& a, Contribution const& b) {
        double const x = std::abs(a.amount), y = std::abs(b.amount);
        return x != y ? x > y : a.id != b.id ? a.id < b.id : a.name < b.name;
    };
    std::sort(result.lines.begin(), result.lines.end(), larger);
    auto const shares = [&](Contribution& line) {
        line.share = result.total == 0 ? 0 : line.amount / result.total;
        line.gross_share = result.gross == 0 ? 0 : std::abs(line.amount) / result.gross;
    };
    for (auto& line : result.lines) shares(line);
    std::size_t keep = options.top == 0 ? result.lines.size() : (std::min)(options.top, result.lines.size());
    // Measured against the gross: where credits cancel burdens, a share of the small net would keep or drop at random.
    while (keep > 0 && options.cutoff > 0 && result.lines[keep - 1].gross_share < options.cutoff) --keep;
    ExactSum rest;
    for (std::size_t i = keep; i < result.lines.size(); ++i) rest += result.lines[i].amount;
    result.left_out = result.lines.size() - keep;
    result.lines.resize(keep);
    result.rest.name = "rest";
    result.rest.amount = rest.value();
    shares(result.rest);
}

}  // namespace detail

TANJI_INLINE std::string_view to_text(By by) noexcept {
    switch (by) {
        case By::process: return "process";
        case By::flow: return "flow";
        case By::location: return "location";
        case By::compartment: return "compartment";
        case By::first_tier: return "first tier";
    }
    return "?";
}

TANJI_INLINE Result<Contributions> try_contributions(Footprint const& footprint, ContributionOptions const& options) {
    auto const total = footprint.find_score(options.row);
    if (!total) return total.problem();
    auto const& row = footprint.characterisation().rows[options.row];
    Contributions result;
    result.by = options.by;
    result.method = row.method;
    result.category = row.category;
    result.unit = row.unit;
    result.total = *total;
    result.lines = detail::all_lines(footprint, options);
    detail::shorten(result, options);
    return result;
}

TANJI_INLINE Contributions contributions(Footprint const& footprint, ContributionOptions const& options) {
    return try_contributions(footprint, options).value();
}

// Unit scores times supply would count what comes back through a loop again at each turn. The supply that enters from
// outside is runs / (runs for one unit of the column's own product), found by asking for that unit alone.
TANJI_INLINE Result<UpstreamTotal> try_upstream_total(Footprint const& footprint, Index row, Index column) {
    if (auto const score = footprint.find_score(row); !score) return score.problem();
    UpstreamTotal result;
    if (!footprint.reaches(column)) return result;
    double const runs = footprint.supply()[column];
    result.direct = footprint.direct_scores(row)[column] * runs;
    // The supply of a column for one unit of itself is 1 / its net output without loops, and more with them.
    auto const one = try_footprint(footprint.system(), {{column, 1}}, Characterisation{});
    if (!one) return one.problem();
    double const per_unit = one->supply()[column];
    if (per_unit == 0) return result;
    result.total = footprint.unit_scores(row)[column] * runs / per_unit;
    ExactSum output;
    for (auto const& entry : footprint.system().technosphere())
        if (entry.column == column && entry.row == column) output += entry.value;
    result.loop_factor = 1 / (output.value() * per_unit);
    return result;
}

}  // namespace tanji
