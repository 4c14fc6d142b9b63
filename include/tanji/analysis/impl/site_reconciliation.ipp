// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/analysis/site_process.hpp"
#include "tanji/base/exact_split.hpp"
#include "tanji/base/exact_sum.hpp"
#include "tanji/impact/impl/gwp_table.ipp"

/// \file
/// The first tier of the site's own columns, set against its scopes. A column's unit score times its diagonal is its own score and those of its
/// inputs, so demand / diagonal runs explain the score of the demand whatever loops lie upstream.
namespace tanji::detail {

/// What the footprint holds for the site: its own gases, and each exchange with the technosphere.
struct SiteTier {
    double own = 0;
    std::map<Index, double> by_exchange{};
    std::vector<Demand> demand{};
};

[[nodiscard]] inline std::vector<Demand> site_demand(ProductSystem const& system, Index process) {
    std::vector<Demand> demand;
    auto const [first, last] = system.columns_of(process);
    for (Index column = first; column < last; ++column) demand.push_back({column, system.columns()[column].output});
    return demand;
}

[[nodiscard]] inline SiteTier site_tier(Footprint const& footprint) {
    auto const& system = footprint.system();
    auto const direct = footprint.direct_scores(0), unit_scores = footprint.unit_scores(0);
    std::map<Index, double> diagonal, runs;
    for (auto const& entry : system.technosphere()) {
        if (entry.row == entry.column) diagonal[entry.column] += entry.value;
    }
    SiteTier tier;
    for (auto const& line : footprint.demand()) {
        runs[line.column] = line.amount / diagonal[line.column];
        tier.own += runs[line.column] * direct[line.column];
    }
    for (auto const& entry : system.technosphere()) {
        auto const at = runs.find(entry.column);
        if (at != runs.end() && entry.row != entry.column) tier.by_exchange[entry.exchange] += -entry.value * at->second * unit_scores[entry.row];
    }
    return tier;
}

/// The site's gases by both sets: what another set does, and the rest that the method weighs otherwise.
[[nodiscard]] inline Result<std::pair<double, double>> site_gwp(SiteProcess const& site, double own, GwpSet const& inventory, GwpSet const& method) {
    ExactSum by_method, difference;
    for (auto const& [gas, mass] : site.direct) {
        if (gas == gas::co2_biogenic) continue;
        auto const first = inventory.find(gas), second = method.accepting(Confidence::unverified).find(gas);
        if (!first) return first.problem();
        if (!second) return second.problem();
        by_method += mass.stored() * second->value;
        difference += mass.stored() * second->value;
        difference += -mass.stored() * first->value;
    }
    return std::pair(difference.value(), exact_sum({own, -by_method.value()}));
}

}  // namespace tanji::detail

namespace tanji {

TANJI_INLINE Result<SiteReconciliation> try_reconcile_site(OrganisationInventory const& inventory, SiteProcess const& site, BuiltinMethod const& method, LinkOptions const& link) {
    auto const scope1 = inventory.try_total({.scope = 1, .site = site.site}), scope2 = inventory.try_total({.scope = 2, .site = site.site});
    if (!scope1) return scope1.problem();
    if (!scope2) return scope2.problem();
    auto const system = try_link(site.database, link);
    if (!system) return system.problem();
    auto const table = detail::gwp_table(method.id);
    if (!table) return table.problem();
    auto characterisation = try_characterise(*system, method);
    if (!characterisation) return std::move(characterisation).problem();
    auto const footprint = try_footprint(*system, detail::site_demand(*system, site.process), *std::move(characterisation));
    if (!footprint) return footprint.problem();
    auto const score = footprint->find_score(0);
    if (!score) return score.problem();
    auto const tier = detail::site_tier(*footprint);
    auto const gwp = detail::site_gwp(site, tier.own, inventory.rules().gwp, table->set);
    if (!gwp) return gwp.problem();

    // Parts in a fixed order: GWP, coverage, then one for each exchange; waste treatment has no SiteInput and is upstream.
    SiteReconciliation result;
    std::vector<double> parts{gwp->first, gwp->second};
    std::vector<std::pair<std::string, bool>> rows;
    auto remaining = tier.by_exchange;
    for (auto const& input : site.inputs) {
        auto const at = remaining.find(input.exchange);
        double const carried = at == remaining.end() ? 0 : at->second;
        if (at == remaining.end()) result.open_inputs.push_back(input.category + ": " + input.what);
        if (at == remaining.end() && input.energy) parts[1] -= input.scope2.stored();
        parts.push_back(at == remaining.end() || !input.energy ? carried : carried - input.scope2.stored());
        rows.emplace_back(input.category + ": " + input.what, input.energy);
        if (at != remaining.end()) remaining.erase(at);
    }
    for (auto const& [exchange, carried] : remaining) {
        parts.push_back(carried);
        rows.emplace_back("exchange with " + site.database.flows()[site.database.processes()[site.process].exchanges[exchange].flow].name, false);
    }
    auto const split = try_exact_split(parts, exact_sum({scope1->co2e.stored(), scope2->co2e.stored()}), *score);
    if (!split) return split.problem();
    result.inventory = Co2e::stored(split->before);
    result.products = Co2e::stored(split->after);
    result.gwp = Co2e::stored(split->parts[0]);
    result.coverage = Co2e::stored(split->parts[1]);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Co2e const part = Co2e::stored(split->parts[i + 2]);
        (rows[i].second ? result.factor_kind : result.upstream) += part;
        result.rows.emplace_back(rows[i].first, part);
    }
    for (auto const& line : footprint->demand())
        result.by_product.emplace_back(site.database.flows()[system->columns()[line.column].flow].name, Co2e::stored(line.amount * footprint->unit_scores(0)[line.column]));
    return result;
}

}  // namespace tanji
