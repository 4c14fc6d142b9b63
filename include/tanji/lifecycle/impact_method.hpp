// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tanji/lifecycle/process.hpp"

/// \file
/// Impact methods as files hold them, plain data that nobody has matched to a system yet. `impact/` turns them into C.
namespace tanji {

/// Which side of a process a category counts (rule A2). Methods that state none take the side a flow is shown on.
enum class Direction : std::uint8_t { unspecified, input, output };

/// `value` per reference unit of the flow (readers convert unit and property when they read).
struct ImpactFactor {
    Index flow = no_index;
    Index location = no_index;         ///< no_index: holds everywhere (rule A9)
    double value = 0;
    std::string formula{};
    double to_reference = 1;           ///< divides the evaluated formula when `formula` is set
    Uncertainty uncertainty{};
};

/// One row of C in the making. `parameters` are seen by the formulas of its factors alone (A7).
struct ImpactCategory {
    std::string id;
    std::string name;
    std::string unit;                  ///< "kg CO2 eq", as the method writes it
    Direction direction = Direction::unspecified;
    std::vector<ImpactFactor> factors{};
    std::vector<Parameter> parameters{};
};

/// Normalised = score / normalisation; weighted = value * weighting. Absent is absent, not 1 and not 0.
struct NormalisationWeight {
    Index category = no_index;
    std::optional<double> normalisation{};
    std::optional<double> weighting{};
};

/// Reference values of one region or year ("EU27 2010"); a category that `values` leaves out has none.
struct NormalisationSet {
    std::string id;
    std::string name;
    std::string weighted_unit{};
    std::vector<NormalisationWeight> values{};
};

/// A method as plain data; flows and locations are those of the database it came with.
struct ImpactMethod {
    std::string id;
    std::string name;
    std::string category{};
    std::string source{};
    std::vector<ImpactCategory> categories{};
    std::vector<NormalisationSet> normalisation{};
};

}  // namespace tanji
