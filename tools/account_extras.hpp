// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "command.hpp"
#include "tanji/accounting/intensity.hpp"
#include "tanji/accounting/uncertainty.hpp"
#include "tanji/accounting/view.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/json_writer.hpp"

/// \file
/// What `tanji account` shows beside the statement: the same total by gas, per something, and how far it may be off.
namespace tool {

/// A gas of the total; those that factors state only as CO2e stand together, by GWP set.
struct GasRow {
    std::string key, name_en, name_zh;
    std::optional<double> kg;    ///< of the gas; nothing for CO2e without gases
    std::optional<double> co2e;  ///< kg; nothing for biogenic CO2, which is beside the total
};

/// A number of a total, or nothing where it has no lines: what nobody entered is missing, not zero.
template <class Total>
[[nodiscard]] std::optional<double> if_lines(Total const& total, double number) {
    return total.lines == 0 ? std::nullopt : std::optional(number);
}

/// A total of a statement as an element of an array.
void total_json(tanji::JsonWriter& json, tanji::StatementTotal const& total);
/// The same as a row of the table below.
void total_csv(tanji::CsvWriter& csv, std::string_view kind, tanji::StatementTotal const& total);

/// "800 t", or a plain number of people or pieces.
[[nodiscard]] tanji::Amount per_amount(std::string const& text);

struct AccountExtras {
    std::vector<GasRow> gases;
    /// Key of a total of the statement, and that total per each denominator.
    std::vector<std::pair<std::string, std::vector<tanji::Intensity>>> intensities;
    /// "all", "scope 1", ...
    std::vector<std::pair<std::string, tanji::InventoryUncertainty>> uncertainties;
};

[[nodiscard]] AccountExtras account_extras(AccountCommandOptions const& words, tanji::OrganisationInventory const& inventory, tanji::Statement const& statement);

[[nodiscard]] std::string extras_text(AccountExtras const& extras, int top);
/// Rows for a table whose columns are kind, key, title_en, title_zh, t_co2e, reported, t_biogenic_co2, lines, t_gas, low_t_co2e, high_t_co2e.
void extras_csv(tanji::CsvWriter& csv, AccountExtras const& extras);
/// Members of an object: gases, intensities, uncertainty.
void write_extras(tanji::JsonWriter& json, AccountExtras const& extras);

}  // namespace tool
