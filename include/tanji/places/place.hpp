// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/result.hpp"

/// \file
/// The places of the shipped factors, and which lies in which. Locations of life-cycle databases are data of their own
/// (lifecycle/), because each database has its codes.
namespace tanji {

/// A place that factors are published for. Countries have their ISO 3166-1 code, Chinese provinces that of ISO 3166-2
/// ("CN-AH"), the seven grid regions of China the words of their announcements ("CN-NORTH"), the world is "GLO".
struct Place {
    std::string code;
    std::string parent;   ///< code of the next larger place; empty for the world
    std::string name_en;
    std::string name_zh;
};

/// The shipped table (data/places/places.csv). Made once; safe from any thread.
[[nodiscard]] std::span<Place const> all_places();

/// By code, English or Chinese name; case does not matter. Problem "place.unknown" with near codes and names.
[[nodiscard]] Result<Place> find_place(std::string_view code_or_name);
[[nodiscard]] inline Place get_place(std::string_view code_or_name) { return find_place(code_or_name).value(); }

/// The place and all larger ones, "CN-AH", "CN", "GLO": a list to look at. Whether a factor of a larger place may stand
/// in is for a rule set to say, never for a look-up.
[[nodiscard]] Result<std::vector<Place>> place_and_parents(std::string_view code_or_name);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/places/impl/place.ipp"
#endif
