// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/accounting/inventory.hpp"
#include "tanji/base/date.hpp"

/// \file
/// One inventory as a standard's statement: GHG Protocol scopes, ISO 14064-1 categories, the Chinese enterprise statement with and
/// without energy bought. Which line goes where is a dated table (data/rules/views.csv), for biogenic carbon too (rule C8).
///     for (auto const& row : statement(inventory, "cn-enterprise").rows) print(row.title_zh, row.shown_kg / 1000);
///     for (auto const& total : statement(inventory).totals) print(total.title_en, total.reported);   // rounded as the rule set says
/// Every number is one of try_total(): whoever wants another arrangement asks the inventory for its parts instead.
namespace tanji {

/// What of its lines a section shows (rule C8: biogenic carbon has lines of its own).
enum class SectionPart : std::uint8_t {
    co2e,
    biogenic_co2,      ///< kg CO2, in no total of CO2e
    biogenic_methane,  ///< what of co2e is methane of biogenic origin: shown beside, counted where its line is
    biogenic_n2o,      ///< likewise
};
/// "co2e", "biogenic-co2", "biogenic-ch4", "biogenic-n2o".
[[nodiscard]] std::string_view to_text(SectionPart part) noexcept;

/// A section of a statement.
struct StatementRow {
    std::string section{};   ///< "scope-1", "category-2", "fossil-fuel"
    std::string title_en{};
    std::string title_zh{};
    int sign = 1;            ///< -1: deducted; 0: shown beside the totals
    SectionPart part = SectionPart::co2e;
    double shown_kg = 0;     ///< kg CO2e (of biogenic_co2: kg CO2) of its lines, with the sign where it has one: what a reader sees, if total.lines > 0
    Co2e counted = Co2e::stored(0);          ///< what it adds to the statement's totals, with its sign; nothing for memo rows
    Total total{};           ///< of its lines, unsigned, gas by gas
};

/// A total of a statement: "direct", "with-energy".
struct StatementTotal {
    std::string key{};                       ///< what a program looks for; titles may change with an edition
    std::string title_en{};
    std::string title_zh{};
    std::uint64_t lines = 0;                 ///< of its sections; 0: nobody entered any, which is not a result of zero
    Co2e co2e = Co2e::stored(0);             ///< raw
    double reported = 0;     ///< rounded once, by the rule set and in its unit, t mostly (rule C9); never add up reported numbers
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

/// A section as a table of views has it: which categories it shows, and which totals it counts in.
struct ViewSection {
    std::string view{};
    std::string edition{};
    Date valid_from{};       ///< periods that begin earlier take an older edition
    std::string section{};
    std::string title_en{};
    std::string title_zh{};
    SectionPart part = SectionPart::co2e;
    int sign = 1;
    std::vector<std::string> categories{};  ///< keys (accounting/category.hpp)
    std::vector<std::string> totals{};      ///< keys of ViewTotal
};

/// A total of a view, or with an empty key the view's own title.
struct ViewTotal {
    std::string view{};
    std::string total{};
    std::string title_en{};
    std::string title_zh{};
};

/// Statements as data: a company's or an authority's own form is two tables, no code.
struct ViewTable {
    std::vector<ViewSection> sections{};
    std::vector<ViewTotal> totals{};
};

/// data/rules/views.csv and view-totals.csv. Made once; safe from any thread.
[[nodiscard]] ViewTable const& shipped_views();

/// Tables with the columns of data/rules/views.csv and data/rules/view-totals.csv. Problems: "view.table" (an unknown part, sign, category or total, with
/// file and row), "date.*", "csv.*".
[[nodiscard]] Result<ViewTable> try_read_views(std::string_view sections, std::string_view totals, std::string file = {});

/// The statement of `view` (empty: that of the rule set), with the location-based or the market-based result.
/// Problems: "view.unknown" (related: what there is), "view.not-in-force", "view.gap" (a category the view has no place for), and those of try_total().
[[nodiscard]] Result<Statement> try_statement(OrganisationInventory const& inventory, std::string_view view = {}, EnergyMethod energy = EnergyMethod::location,
                                              ViewTable const& views = shipped_views());
[[nodiscard]] inline Statement statement(OrganisationInventory const& inventory, std::string_view view = {}, EnergyMethod energy = EnergyMethod::location) {
    return try_statement(inventory, view, energy).value();
}

/// Ids of the views of a table.
[[nodiscard]] std::vector<std::string> view_names(ViewTable const& views = shipped_views());

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/view.ipp"
#endif
