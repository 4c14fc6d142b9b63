// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <string_view>

#include "tanji/base/json_writer.hpp"
#include "tanji/factors/factor_database.hpp"

/// \file
/// Factors of one's own as files: CSV for people and spreadsheets, JSON for programs. Both hold everything that a factor is, and read back to the same
/// factors: gases, kinds, editions, dates, uncertainty, assumptions, held back and unpublished ones included.
///     std::string const text = factors_to_json(factors);
///     FactorDatabase const again = try_factors_from_json(text, "own.json").value();
/// docs/factors.md describes the members, data/factors/README.md the columns.
namespace tanji {

/// One row per factor, with a column for each gas that any of them states; read by FactorDatabase::from_csv. Throws Error "factor.unit" for a unit that has no
/// text which reads back as the same one (units that a program made up).
[[nodiscard]] std::string factors_to_csv(FactorDatabase const& factors);

/// {"format": "tanji-factors/1", "factors": [...]}. Throws as factors_to_csv.
[[nodiscard]] std::string factors_to_json(FactorDatabase const& factors);

/// One factor as an object of that list, with its digest.
void write_factor(JsonWriter& json, FactorDatabase::Held const& held);

/// Reads what factors_to_json wrote, or anybody else in the same form: absent members are as empty fields of the CSV, members of other names are refused, and so
/// is a `digest` that is not that of the factor. The rules are those of from_csv; places are the number of the factor in the list (`row`) and its
/// member. Problems: "json.*", "factor.*", "unit.*", "gas.*", "factor.json" (another form), "factor.changed" (the digest).
[[nodiscard]] Result<FactorDatabase> try_factors_from_json(std::string_view text, std::string file = {}, FactorOptions const& options = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/io/impl/factor_tables_own.ipp"
#endif
