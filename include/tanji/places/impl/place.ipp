// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"
#include "tanji/places/impl/data/places_places.ipp"
#include "tanji/places/place.hpp"

/// \file
/// The place table, 63 rows, searched from the front: no index pays at that size. Places of databases (ecoinvent's, openLCA's)
/// are data of those databases; this table serves the factors that are shipped.
namespace tanji {

// Read on first use and never changed.
TANJI_INLINE std::span<Place const> all_places() {
    static std::vector<Place> const table = [] {
        std::string const text = detail::data_places_places();
        CsvReader in(text, "data/places/places.csv");
        std::vector<Place> rows;
        while (in.next()) rows.push_back({std::string(in["code"]), std::string(in["parent"]), std::string(in["name_en"]), std::string(in["name_zh"])});
        return rows;
    }();
    return table;
}

// Whole names only: "China" must not find "north China". Codes are unique (tested).
TANJI_INLINE Result<Place> find_place(std::string_view code_or_name) {
    std::string_view const wanted = trim(code_or_name);
    std::vector<std::string> known;
    for (auto const& place : all_places()) {
        if (equal_ignoring_case(place.code, wanted) || equal_ignoring_case(place.name_en, wanted) || place.name_zh == wanted) return place;
        known.push_back(place.code);
        known.push_back(place.name_en);
    }
    return Problem{.id = "place.unknown", .what = in_quotes(wanted) + " is no place that is known here",
                   .expected = "a code or name of data/places/places.csv, like CN-AH", .got = in_quotes(wanted),
                   .hint = "a place of your own is known by the places around it: take one of those", .related = nearest(wanted, known)};
}

// Ends because a test walks every row up to the world.
TANJI_INLINE Result<std::vector<Place>> place_and_parents(std::string_view code_or_name) {
    auto place = find_place(code_or_name);
    if (!place) return place.problem();
    std::vector<Place> chain{*place};
    while (!chain.back().parent.empty()) chain.push_back(get_place(chain.back().parent));
    return chain;
}

}  // namespace tanji
