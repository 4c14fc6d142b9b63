// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/accounting/inventory.hpp"

/// \file
/// One inventory as a standard's statement: GHG Protocol scopes, ISO 14064-1 categories, the Chinese enterprise statement with and
/// without energy bought. Which line goes where is a dated table (data/rules/views.csv), for biogenic carbon too (rule C8).
namespace tanji {

/// A section of a statement.
struct StatementRow {
    std::string section{};   ///< "scope-1", "category-2", "fossil-fuel"
    std::string title_en{};
    std::string title_zh{};
    int sign = 1;            ///< -1: deducted; 0: shown beside the totals
    bool biogenic = false;   ///< it shows biogenic CO2, not CO2e
    Total total{};           ///< of its lines, unsigned
    Co2e counted = Co2e::stored(0);          ///< what it adds to the statement's totals, with its sign; nothing for memo rows
};

/// A total of a statement: "direct", "with-energy".
struct StatementTotal {
    std::string key{};
    std::string title_en{};
    std::string title_zh{};
    Co2e co2e = Co2e::stored(0);             ///< raw
    double reported = 0;     ///< rounded by the rule set, in its unit (rule C9)
};

/// An inventory in the order and words of one reporting format. Rows are the same lines as in the inventory: a view sorts, it does not compute.
struct Statement {
    std::string view{};
    /// Of the table of the view, as results have to name it.
    std::string edition{};
    std::string title_en{};
    std::string title_zh{};
    EnergyMethod energy = EnergyMethod::location;
    std::vector<StatementRow> rows{};      ///< in the order of the table, also those without lines
    std::vector<StatementTotal> totals{};
    std::vector<std::string> notes{};      ///< warnings that must be printed with it
};

/// The statement of `view` (empty: that of the rule set), with the location-based or the market-based result.
/// Problems: "view.unknown" (related: what there is), "view.not-in-force", "view.gap" (a category the view has no place for), and those of try_total().
[[nodiscard]] Result<Statement> try_statement(OrganisationInventory const& inventory, std::string_view view = {}, EnergyMethod energy = EnergyMethod::location);
[[nodiscard]] inline Statement statement(OrganisationInventory const& inventory, std::string_view view = {}, EnergyMethod energy = EnergyMethod::location) {
    return try_statement(inventory, view, energy).value();
}

/// Ids of the views that ship.
[[nodiscard]] std::vector<std::string> view_names();

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/view.ipp"
#endif
