// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <memory>

#include "tanji/accounting/account.hpp"  // before the body: header-only, it brings account_factor.ipp in its own order
#include "tanji/accounting/category.hpp"
#include "tanji/accounting/impl/account_factor.ipp"
#include "tanji/accounting/impl/inventory.ipp"
#include "tanji/accounting/inventory_parts.hpp"

/// \file
/// Parts are checked before they are believed: they may come from a file, and an index that leads outside would be read.
namespace tanji {
namespace detail {

/// One id for all: whoever meets it has parts from two inventories, or a damaged file.
[[nodiscard]] inline Problem parts_problem(std::string what, std::string object) {
    return {.id = "inventory.parts", .what = std::move(what), .where = {.object = std::move(object)}, .expected = "parts of one inventory, as inventory_parts() gives them"};
}

/// Every gas of a factor that lines use needs its number. A factor that none uses (its lines were split by claims) was never asked for any.
[[nodiscard]] inline std::optional<Problem> check_applied(AppliedFactor const& applied, InventoryParts const& parts) {
    for (auto const& [gas, mass] : applied.factor->gases) {
        auto const has = [&, wanted = gas](auto const& entry) { return entry.first == wanted && std::isfinite(entry.second); };
        if (gas != gas::co2_biogenic && std::none_of(parts.gwp.begin(), parts.gwp.end(), has)) return parts_problem("a gas has no GWP", to_text(gas) + " of " + applied.factor->key);
    }
    return {};
}

/// Findings, organisation and rules need no check: no index leads from them.
[[nodiscard]] inline std::optional<Problem> check_parts(InventoryParts const& parts) {
    for (auto const& applied : parts.applied) {
        if (!applied.factor) return parts_problem("an applied factor has no factor", applied.basis);
        if (!std::isfinite(applied.per_entered) || !std::isfinite(applied.share) || !std::isfinite(applied.penalty)) return parts_problem("a number of an applied factor is not finite", applied.factor->key);
    }
    std::vector<bool> used(parts.applied.size());
    for (std::size_t i = 0; i < parts.lines.size(); ++i) {
        InventoryLine const& line = parts.lines[i];
        bool const inside = line.activity < parts.activities.size() && line.applied < parts.applied.size() && line.category < all_categories().size();
        if (!inside || !std::isfinite(line.amount)) return parts_problem("a line names what is not there", "line " + std::to_string(i));
        used[line.applied] = true;
    }
    for (std::size_t i = 0; i < used.size(); ++i) {
        if (!used[i]) continue;
        if (auto problem = check_applied(parts.applied[i], parts)) return problem;
    }
    return {};
}

}  // namespace detail

// Zero stands for "does not occur" in the dense list; no GWP is zero.
TANJI_INLINE InventoryParts inventory_parts(OrganisationInventory const& inventory) {
    auto const& content = inventory.content();
    InventoryParts parts{.activities = content.activities, .organisation = content.organisation, .rules = content.rules, .consolidation = content.consolidation, .period = content.period,
                         .lines = content.lines, .applied = content.applied, .findings = content.findings, .has_market = content.has_market, .lookups = content.lookups};
    for (std::size_t id = 0; id < content.gwp.size(); ++id) {
        if (content.gwp[id] != 0) parts.gwp.emplace_back(Gas(static_cast<std::uint16_t>(id)), content.gwp[id]);
    }
    return parts;
}

// What totals need beside the parts is derived from them, in the order in which accounting does it.
TANJI_INLINE Result<OrganisationInventory> try_inventory(InventoryParts parts) {
    if (auto problem = detail::check_parts(parts)) return *std::move(problem);
    auto content = std::make_shared<OrganisationInventory::Content>();
    content->activities = std::move(parts.activities);
    content->organisation = std::move(parts.organisation);
    content->rules = std::move(parts.rules);
    content->consolidation = parts.consolidation;
    content->period = parts.period;
    content->lines = std::move(parts.lines);
    content->applied = std::move(parts.applied);
    content->findings = std::move(parts.findings);
    content->has_market = parts.has_market;
    content->lookups = parts.lookups;
    content->gwp.assign(all_gases().size(), 0);
    for (auto const& [gas, value] : parts.gwp) {
        if (gas.id() >= content->gwp.size()) return detail::parts_problem("a GWP is of no known gas", std::to_string(gas.id()));
        content->gwp[gas.id()] = value;
    }
    for (auto const& applied : content->applied) content->terms.push_back(detail::factor_terms(applied, *content));
    return OrganisationInventory(std::shared_ptr<OrganisationInventory::Content const>(std::move(content)));
}

}  // namespace tanji
