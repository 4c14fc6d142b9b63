// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <vector>

#include "command.hpp"
#include "tanji/accounting/market_parts.hpp"
#include "tanji/accounting/view.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/json_writer.hpp"
#include "tanji/claims/claim_csv.hpp"

/// \file
/// What `tanji account` does with tables of claims: the second result of scope 2 and what each part of it rests on.
namespace tool {

/// Tables of claims in any number and order. Throws tanji::Error "claims.refused" with every refused row.
[[nodiscard]] tanji::Registry read_registry(std::vector<tanji::ClaimFile> const& files);
/// With name and bytes, as read_registry() takes them.
[[nodiscard]] std::vector<tanji::ClaimFile> claim_files(std::vector<std::string> const& names);

/// The inventory with both scope 2 results where claims are given, else the location-based one alone.
[[nodiscard]] tanji::OrganisationInventory account_lines(AccountCommandOptions const& words, tanji::ActivityLines const& lines, tanji::Organisation const& organisation, tanji::RuleSet const& rules,
                                                         tanji::FactorDatabase const& factors, tanji::AccountOptions const& options);

/// Files of claims and contracts with their digests.
[[nodiscard]] std::vector<Setting> claim_file_settings(AccountCommandOptions const& words);

/// Totals of the statement by both methods, and bought energy by basis. Empty without a market-based result.
[[nodiscard]] std::string market_text(tanji::OrganisationInventory const& inventory, tanji::Statement const& location);
/// Rows "market-total" and "market-part" (key: basis) in the columns of `tanji account`.
void market_csv(tanji::CsvWriter& csv, tanji::OrganisationInventory const& inventory, tanji::Statement const& location);
/// Member "market": totals and every part, line by line; null without a market-based result.
void write_market(tanji::JsonWriter& json, tanji::OrganisationInventory const& inventory, tanji::Statement const& location);

}  // namespace tool
