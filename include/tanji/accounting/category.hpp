// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/result.hpp"

/// \file
/// What activities are, in words that no standard owns: data/rules/categories.csv. Scopes and the sections of standards are
/// views of these (accounting/view.hpp), so that one line serves every report.
namespace tanji {

/// What of bought energy a category is, for location- and market-based results; `none` for all others.
enum class EnergyCarrier : std::uint8_t { none, electricity, heat, steam, cooling };
[[nodiscard]] std::string_view to_text(EnergyCarrier carrier) noexcept;

/// One category.
struct Category {
    std::string key{};       ///< "electricity", "business-travel"
    std::string name_en{};
    std::string name_zh{};
    std::vector<std::string> aliases{};  ///< further words that input may use
    int scope = 0;           ///< GHG Protocol: 1, 2, 3
    int scope3 = 0;          ///< category of the Scope 3 Standard, 1 to 15; 0 for others
    EnergyCarrier carrier = EnergyCarrier::none;
    bool fuel = false;       ///< burns a fuel: its factors must come from one document's table (rule C4)
    bool deducts = false;    ///< energy sold, CO2 recovered: subtracted by the views that do so, never part of a scope

    bool operator==(Category const&) const = default;
};

/// The shipped table, in its order. Made once; safe from any thread. InventoryLine::category is an index into it.
[[nodiscard]] std::span<Category const> all_categories();

/// By key, name or alias, English or Chinese, case aside. Problem "category.unknown" (related: near ones).
[[nodiscard]] Result<std::size_t> find_category(std::string_view name);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/category.ipp"
#endif
