// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/finding.hpp"
#include "tanji/factors/factor_database.hpp"

/// \file
/// Readers of factor tables as their publishers write them. The tables do not ship with the library; each reader turns the file that a user has into factors
/// with the publisher's own gases, units and years. A blank number is a factor that was not published, never zero.
///     auto const read = read_defra(table_from_csv(text, "flat-file.csv"), {.document = "UK conversion factors 2023", .year = 2023, .gwp = gwp::ar5()});
///     read.factors.get_key(...);  read.left_out;  // rows whose unit cannot be told
namespace tanji {

/// Rows of fields, from CSV or a spreadsheet; the header is a row like any other, because publishers put titles above it.
struct SheetTable {
    std::string file{};
    std::vector<std::vector<std::string>> rows{};
};

/// Throws Error "csv.*".
[[nodiscard]] SheetTable table_from_csv(std::string_view text, std::string file = {});

/// What the file does not say of itself.
struct TableOptions {
    std::string document{};       ///< title, repeated by results; required
    std::string edition{};
    int year = 0;                 ///< for which it is published; 0: the table says so
    GwpSet gwp{};                 ///< by which CO2e, and gases printed as CO2e, were made; unstated: CO2e is kept, gases as CO2e are refused
    std::string licence{};
    std::string attribution{};
    std::optional<Date> released{};
    Confidence confidence = Confidence::transcribed_2;  ///< the caller's own file, read by a program
    std::string region{};         ///< where the table has no column of places; empty: the publisher's country
    std::string heat{};           ///< "net" or "gross", where units of heat do not say which ("tCO2/TJ")
    std::optional<Gas> co2{};     ///< what CO2 is whose origin the table does not state; nothing: such rows are left out
    std::optional<FactorKind> kind{};  ///< of all rows, where the publisher's words do not say it
    std::string key_prefix{};     ///< before every key, so that two editions do not clash; empty: a word of the reader and the year
};

/// What was read, and which rows were not: never in silence.
struct TableImport {
    FactorDatabase factors;
    std::vector<Finding> left_out{};
};

/// The flat file of the UK conversion factors (DEFRA, BEIS, DESNZ), any year since 2014. Rows of CO2, CH4 and N2O of one activity become one factor, whose CO2e must be
/// their sum within rounding (Error "factor.co2e"); activities with CO2e alone stay so, and so do flights with radiative forcing, whose "CO2" holds other effects.
/// "Outside of scopes" is biogenic CO2; "WTT" is upstream. Throws Error "table.*", "factor.*".
[[nodiscard]] TableImport read_defra(SheetTable const& table, TableOptions const& options);

/// Supply-chain factors of the US EPA by NAICS industry and gas: kg per USD of a year, at purchaser prices, with margins. "HFCs and PFCs, unspecified" has CO2e
/// only, so it is a second factor of each industry (key ending in ".unspecified"): whoever wants all gases adds both.
[[nodiscard]] TableImport read_epa_supply_chain(SheetTable const& table, TableOptions const& options);

/// eGRID subregions as exported with the columns year, subregion, co2_lb_per_MWh, ch4_lb_per_GWh, n2o_lb_per_GWh (the units are part of the names: CO2 is per MWh).
[[nodiscard]] TableImport read_egrid(SheetTable const& table, TableOptions const& options);

/// Ember's yearly electricity data: columns with entity or country, year, and an emission intensity in gCO2/kWh (long form: variable "CO2 intensity"). Life-cycle CO2e by Ember's
/// method, so of kind footprint.
[[nodiscard]] TableImport read_ember(SheetTable const& table, TableOptions const& options);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/io/impl/factor_tables.ipp"
#include "tanji/io/impl/factor_tables_defra.ipp"
#endif
