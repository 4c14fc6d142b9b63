// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <vector>

#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"
#include "tanji/factors/gas.hpp"
#include "tanji/factors/impl/data/gwp_gases.ipp"

/// \file
/// The gas table and finding gases by any of their names. Ids are row numbers of data/gwp/gases.csv, so nothing here may sort
/// or skip rows.
namespace tanji {
namespace detail {

/// Lower case without blanks, dashes and brackets: spellings differ in these only ("HFC-134a", "hfc 134a", "(PFC-14)").
/// Digits and letters all count: HFC-134 and HFC-134a are different gases.
[[nodiscard]] inline std::string gas_spelling(std::string_view name) {
    std::string text;
    for (char const c : lower(trim(name))) {
        if (std::string_view(" -_,()\t").find(c) == std::string_view::npos) text += c;
    }
    return text;
}

/// Read on first use and never changed; C++ makes that safe from several threads.
[[nodiscard]] inline std::vector<GasInfo> const& gas_table() {
    static std::vector<GasInfo> const table = [] {
        std::string const text = data_gwp_gases();
        CsvReader in(text, "data/gwp/gases.csv");
        std::vector<GasInfo> rows;
        while (in.next()) {
            rows.push_back({std::string(in["key"]), std::string(in["formula"]), std::string(in["name_en"]), std::string(in["name_zh"]), std::string(in["cas"])});
        }
        return rows;
    }();
    return table;
}

/// "r134a" may be an HFC, HCFC, CFC or HFO number: the digits encode the molecule, the letters before them only its family.
/// A digit has to follow, so that names that happen to start with r are not cut.
[[nodiscard]] inline bool is_refrigerant_number(std::string_view spelling, std::string_view key) {
    if (spelling.size() < 3 || spelling[0] != 'r' || spelling[1] < '0' || spelling[1] > '9') return false;
    for (std::string_view const family : {"hfc", "hcfc", "cfc", "hfo"}) {
        if (key == std::string(family) + std::string(spelling.substr(1))) return true;
    }
    return false;
}

}  // namespace detail

TANJI_INLINE std::span<GasInfo const> all_gases() { return detail::gas_table(); }

// Checked, because an id may come from a file or a program that was made with a longer table.
TANJI_INLINE GasInfo const& info(Gas gas) {
    auto const& table = detail::gas_table();
    if (gas.id() < table.size()) return table[gas.id()];
    throw Error({.id = "gas.unknown", .what = "there is no gas with this id", .expected = "an id below " + std::to_string(table.size()), .got = std::to_string(gas.id())});
}

TANJI_INLINE std::string const& to_text(Gas gas) { return info(gas).key; }

// A key wins at once ("ch4" is a gas of its own); all other spellings are gathered, because a formula may be shared.
// "CO2" therefore is refused with its three origins: taking fossil by default would turn biogenic CO2 into part of a
// footprint (rule C8). Linear in 95 rows.
TANJI_INLINE Result<Gas> find_gas(std::string_view name) {
    auto const& table = detail::gas_table();
    for (std::size_t i = 0; i < table.size(); ++i) {  // as files write it: nothing to spell out
        if (table[i].key == name) return Gas(static_cast<std::uint16_t>(i));
    }
    std::string const spelling = detail::gas_spelling(name);
    std::vector<Gas> found;
    for (std::size_t i = 0; i < table.size(); ++i) {
        GasInfo const& row = table[i];
        std::string const key = detail::gas_spelling(row.key);
        if (key == spelling) return Gas(static_cast<std::uint16_t>(i));
        std::string const english = row.name_en.substr(0, row.name_en.find(" ("));
        std::string const alias = row.name_en.size() > english.size() ? row.name_en.substr(english.size()) : "";  // "(PFC-14)"
        bool const same = detail::gas_spelling(row.formula) == spelling || detail::gas_spelling(english) == spelling ||
                          (!alias.empty() && detail::gas_spelling(alias) == spelling) || row.name_zh == trim(name) ||
                          detail::gas_spelling(row.cas) == spelling || detail::is_refrigerant_number(spelling, key);
        if (same && !spelling.empty()) found.emplace_back(static_cast<std::uint16_t>(i));
    }
    if (found.size() == 1) return found.front();
    Problem problem{.id = "gas.ambiguous", .what = in_quotes(trim(name)) + " stands for several gases", .expected = "one of the keys below",
                    .hint = "say where the carbon comes from: fossil, biogenic or land use"};
    for (Gas const gas : found) problem.related.push_back(to_text(gas) + " (" + info(gas).name_en + ")");
    if (!found.empty()) return problem;
    std::vector<std::string> keys;
    for (auto const& row : table) keys.push_back(row.key);
    return Problem{.id = "gas.unknown", .what = in_quotes(trim(name)) + " is no gas that is known here",
                   .expected = "key, formula, name, CAS or refrigerant number of a gas in data/gwp/gases.csv", .hint = "blends are given by their components",
                   .related = nearest(name, keys)};
}

}  // namespace tanji
