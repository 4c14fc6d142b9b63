// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <optional>

#include "tanji/base/csv.hpp"
#include "tanji/report/footprint_csv.hpp"

/// \file
/// CSV for spreadsheets and scripts: every number with all its digits, every row with its unit. Scripts find columns by name,
/// so names stay and new columns come last.
namespace tanji {

// A refused score has an empty cell, which no spreadsheet adds up as zero. `weighted` holds the normalised and weighted value
// where the category is normalised, and the plainly weighted one where it is not: each method states its weights for one of
// the two. JSON keeps both apart.
TANJI_INLINE std::string scores_csv(Footprint const& footprint) {
    CsvWriter csv;
    for (auto const* name : {"method", "category", "id", "part", "amount", "unit", "normalised", "weighted"}) csv.field(name);
    csv.end_row();
    auto const& rows = footprint.characterisation().rows;
    for (Index i = 0; i < rows.size(); ++i) {
        auto const score = footprint.find_score(i);
        auto const amount = score ? std::optional(*score) : std::nullopt;
        csv.field(rows[i].method).field(rows[i].category).field(rows[i].category_id).field(to_text(rows[i].part)).field(amount).field(rows[i].unit);
        csv.field(amount ? normalised(rows[i], *amount) : std::nullopt);
        csv.field(amount ? (rows[i].normalisation ? normalised_and_weighted(rows[i], *amount) : weighted(rows[i], *amount)) : std::nullopt).end_row();
    }
    return std::move(csv).text();
}

// Rest and total are rows without an id: whoever sums the rows that have one gets the total less the rest.
TANJI_INLINE std::string to_csv(Contributions const& contributions) {
    CsvWriter csv;
    for (auto const* name : {"id", "name", "location", "amount", "unit", "share", "gross_share"}) csv.field(name);
    csv.end_row();
    auto const add = [&](Contribution const& line) {
        csv.field(line.id).field(line.name).field(line.location).field(line.amount).field(contributions.unit).field(line.share).field(line.gross_share).end_row();
    };
    for (auto const& line : contributions.lines) add(line);
    if (contributions.left_out != 0) add(contributions.rest);
    add({"", "total", "", contributions.total, contributions.total == 0 ? 0.0 : 1.0, 1, no_index});
    return std::move(csv).text();
}

// The two columns of amounts are called like the products; the caller sees to it that the names differ.
TANJI_INLINE std::string to_csv(Comparison const& comparison) {
    CsvWriter csv;
    csv.field("id").field("name").field("location").field(comparison.first_name).field(comparison.second_name).field("difference").field("unit").end_row();
    auto const add = [&](ComparisonLine const& line) {
        csv.field(line.id).field(line.name).field(line.location).field(line.first).field(line.second).field(line.difference).field(comparison.unit).end_row();
    };
    for (auto const& line : comparison.lines) add(line);
    if (comparison.left_out != 0) add(comparison.rest);
    add({"", "total", "", comparison.first, comparison.second, comparison.difference});
    return std::move(csv).text();
}

}  // namespace tanji
