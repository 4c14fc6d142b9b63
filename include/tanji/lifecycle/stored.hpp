// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <vector>

#include "tanji/lifecycle/impact_method.hpp"

/// \file
/// What openLCA-like files keep besides processes: product systems, parameter sets, results.
namespace tanji {

/// Gives a parameter another value: global if `process` and `category` are empty, else in that scope (rule A7).
struct Redefinition {
    std::string name;
    double value = 0;
    std::string process{};             ///< id of the process whose local parameter it is
    std::string category{};            ///< id of the impact category, likewise
};

/// A named scenario of a product system. `baseline` is the set that openLCA would take unless told otherwise.
struct ParameterSet {
    std::string name;
    bool baseline = false;
    std::vector<Redefinition> values{};
};

/// The input `exchange` of `consumer` (by internal id; 0: by flow alone) is made by `provider`.
struct StoredLink {
    Index consumer = no_index;
    Index provider = no_index;
    Index flow = no_index;
    std::int32_t exchange_id = 0;
};

/// A product system as its file has it: what is demanded, and who supplies whom. Used by Linking::system.
struct StoredSystem {
    std::string id;
    std::string name;
    Index process = no_index;          ///< reference process
    Index flow = no_index;             ///< reference flow
    double amount = 1;                 ///< target amount, in `unit` of `property`
    Index property = no_index;
    Index unit = no_index;
    double to_reference = 1;
    std::vector<Index> processes{};
    std::vector<StoredLink> links{};
    std::vector<ParameterSet> parameter_sets{};
};

/// One line of a stored inventory; `location` is no_index where the result was not regional.
struct StoredFlowResult {
    Index flow = no_index;
    Index location = no_index;
    bool input = false;
    double amount = 0;                 ///< reference unit of the flow
};

/// By id and name rather than by index: the method may be in none of the files.
struct StoredImpact {
    std::string category_id;
    std::string category_name;
    double amount = 0;
};

/// An inventory and its impacts computed elsewhere: recharacterised and compared, never trusted.
struct StoredResult {
    std::string id;
    std::string name;
    std::string method_id{};
    Index system = no_index;           ///< into Import::systems if the file names one
    std::vector<StoredFlowResult> flows{};
    std::vector<StoredImpact> impacts{};
};

}  // namespace tanji
