// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>

#include "tanji/accounting/steam.hpp"
#include "tanji/io/factor_tables.hpp"

/// \file
/// Chinese tables that do not ship, because nobody says that they may: the national factor database, and the annexes of GB/T 32151. The user has
/// them; each reader makes factors of them, with one document for all, so that an account notices when fuels come from two (rule C4).
///     auto const fuels = read_fuel_table(table, {.document = "GB/T 32151.34-2024, table C.1", .year = 2024, .co2 = gas::co2_fossil});
///     account(lines, organisation, rules, fuels.factors);
namespace tanji {

/// The national database of greenhouse-gas emission factors, as rows with its fields: library_year, code, name, category_path, factor_name, value, unit, region, gas,
/// time_representativeness, provider, source_description, source_record_id. `name` becomes the words, `library_year` the edition, the years of
/// time_representativeness the year of data. Rows that are no emission per activity (heating values, carbon contents) are left out with a finding, and so is
/// CO2 whose origin neither row nor `options.co2` says, and heat whose basis neither the unit nor `options.heat` says. Throws Error "table.*", "factor.*".
[[nodiscard]] TableImport read_national_factors(SheetTable const& table, TableOptions const& options);

/// A table of fuels: net heating value, carbon per net heat and oxidation, as rows with the columns fuel, ncv, ncv_unit, cc, cc_unit, of (and origin: fossil or
/// biogenic), or as parameters (columns key, value, unit) whose keys end in .ncv, .cc, .of. Two factors of each fuel: per amount of it, and per net heat (key
/// ending in ".heat"); CO2 only, and `derived`: they are computed, heating value x carbon x oxidation x 44/12. A printed factor (.ef) has to be that
/// product: Error "factor.fuel". `options.co2` says the origin of the carbon where the table has no column for it; a fuel without is left out.
[[nodiscard]] TableImport read_fuel_table(SheetTable const& table, TableOptions const& options);

/// CO2 that carbonates give off, as rows with the columns formula, value, unit, or as parameters with keys carbonate.<formula>. Error "factor.carbonate" where a number
/// is more than 2 % off what the formula says: a slip of digits, since printed tables round to three.
[[nodiscard]] TableImport read_carbonate_table(SheetTable const& table, TableOptions const& options);

/// The steam tables of a method, from CSV or a sheet: the columns of SteamTable::from_csv. Throws Error "csv.*", "steam.table".
[[nodiscard]] SteamTable read_steam_table(SheetTable const& table);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/io/impl/factor_tables_cn.ipp"
#endif
