// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tanji/config.hpp"

/// \file
/// What flows are made of: units, properties, places. Plain data as read from a file or made by a builder.
/// Everything refers to everything else by index into the vectors of `DatabaseContent`.
namespace tanji {

/// A place in a vector; no_index where there is none. 32 bits halve the memory of exchanges and still count 4e9 entries.
using Index = std::uint32_t;
inline constexpr Index no_index = 0xffff'ffffu;

/// A unit as its file defines it: 1 of it is `factor` of the group's reference unit (rule A5: the file's own factors hold).
struct FileUnit {
    std::string id;
    std::string name;
    double factor = 1;
    std::vector<std::string> synonyms{};
};

/// Units that convert into each other. Amounts are kept in the reference unit, whose own factor is meant to be 1.
struct UnitGroup {
    std::string id;
    std::string name;
    std::vector<FileUnit> units;
    Index reference = 0;              ///< into `units`
    Index default_property = no_index;
};

/// A way to measure a flow: mass, net calorific value, number of items, price.
struct FlowProperty {
    std::string id;
    std::string name;
    Index unit_group = no_index;
    bool economic = false;
};

/// 1 of the flow's reference property is `factor` of `property`, each in the reference unit of its group.
struct PropertyFactor {
    Index property = no_index;
    double factor = 1;
};

/// A place: code ("CN-AH", "GLO"), and the next larger place if the file says so.
struct Location {
    std::string id;
    std::string code;
    std::string name;
    Index parent = no_index;
};

enum class FlowType : std::uint8_t { elementary, product, waste };

/// Something that processes exchange with each other or with nature. Names, `cas` and `category` serve to recognise it where
/// ids differ (A8); `formula` is for people.
struct Flow {
    std::string id;
    std::string name;
    FlowType type = FlowType::elementary;
    std::string category{};            ///< path with '/', e.g. "air/unspecified"
    std::string cas{};
    std::string formula{};             ///< chemical formula
    Index location = no_index;
    std::vector<PropertyFactor> properties{}; ///< at least the reference property once the database is complete
    Index reference_property = 0;      ///< into `properties`; amounts of the flow are kept in it
    std::vector<std::string> synonyms{};
};

}  // namespace tanji
