// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "tanji/accounting/inventory.hpp"

/// \file
/// An inventory taken apart and put together again: what a store writes and reads (io/sqlite_inventories.hpp). Nothing is looked up
/// or computed anew, so an inventory that was kept gives the same totals whatever has become of factors, rule sets and GWP tables since.
///     OrganisationInventory const again = try_inventory(inventory_parts(inventory)).value();  // again.digest() == inventory.digest()
namespace tanji {

/// Everything an OrganisationInventory consists of. Plain data.
struct InventoryParts {
    ActivityLines activities{};
    Organisation organisation{};
    RuleSet rules{};
    Consolidation consolidation = Consolidation::operational_control;
    Period period{};
    std::vector<InventoryLine> lines{};
    std::vector<AppliedFactor> applied{};
    std::vector<std::pair<Gas, double>> gwp{};  ///< kg CO2e per kg, of the rule's set as it was used, for the gases that occur
    std::vector<Finding> findings{};
    bool has_market = false;
    std::size_t lookups = 0;
};

/// A copy of all of it. Linear in the lines.
[[nodiscard]] InventoryParts inventory_parts(OrganisationInventory const& inventory);

/// The inventory of these parts. Problem "inventory.parts" where they do not fit together: a line that names no activity, factor or category, a
/// factor that is not there, a gas without a GWP, a number that is not finite. Linear in the lines.
[[nodiscard]] Result<OrganisationInventory> try_inventory(InventoryParts parts);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/inventory_parts.ipp"
#endif
