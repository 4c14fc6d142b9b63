// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/accounting/category.hpp"
#include "tanji/accounting/impl/data/rules_categories.ipp"
#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"

/// \file
/// The table of categories, thirty rows, searched from the front.
namespace tanji {

TANJI_INLINE std::string_view to_text(EnergyCarrier carrier) noexcept {
    switch (carrier) {
        case EnergyCarrier::none: return "none";
        case EnergyCarrier::electricity: return "electricity";
        case EnergyCarrier::heat: return "heat";
        case EnergyCarrier::steam: return "steam";
        case EnergyCarrier::cooling: return "cooling";
    }
    return "?";
}

namespace detail {

/// One row of data/rules/categories.csv. The table ships with the library and is tested, so a word that is not known is not
/// reported but taken as "none".
[[nodiscard]] inline Category category_row(CsvReader const& in) {
    Category row{.key = std::string(in["key"]), .name_en = std::string(in["name_en"]), .name_zh = std::string(in["name_zh"]), .aliases = {},
                 .scope = static_cast<int>(in.number("scope")), .scope3 = static_cast<int>(in.number("scope3")), .carrier = EnergyCarrier::none,
                 .fuel = in["fuel"] == "yes", .deducts = in["deducts"] == "yes"};
    for (auto const alias : split(in["aliases"], ';')) {
        if (!alias.empty()) row.aliases.emplace_back(alias);
    }
    for (auto const carrier : {EnergyCarrier::electricity, EnergyCarrier::heat, EnergyCarrier::steam, EnergyCarrier::cooling}) {
        if (in["carrier"] == to_text(carrier)) row.carrier = carrier;
    }
    return row;
}

}  // namespace detail

TANJI_INLINE std::span<Category const> all_categories() {
    static std::vector<Category> const table = [] {
        std::string const text = detail::data_rules_categories();
        CsvReader in(text, "data/rules/categories.csv");
        std::vector<Category> rows;
        while (in.next()) rows.push_back(detail::category_row(in));
        return rows;
    }();
    return table;
}

// Whole names only: "transport" fits two of the fifteen, and which one decides who is responsible.
TANJI_INLINE Result<std::size_t> find_category(std::string_view name) {
    std::string_view const wanted = trim(name);
    auto const table = all_categories();
    std::vector<std::string> known;
    for (std::size_t i = 0; i < table.size(); ++i) {
        auto const& row = table[i];
        if (equal_ignoring_case(row.key, wanted) || equal_ignoring_case(row.name_en, wanted) || row.name_zh == wanted) return i;
        for (auto const& alias : row.aliases) {
            if (equal_ignoring_case(alias, wanted)) return i;
        }
        known.push_back(row.key);
        known.push_back(row.name_zh);
    }
    return Problem{.id = "category.unknown", .what = in_quotes(wanted) + " is no category of activities", .expected = "a key or name of data/rules/categories.csv, like electricity",
                   .got = in_quotes(wanted), .related = nearest(wanted, known)};
}

}  // namespace tanji
