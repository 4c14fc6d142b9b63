// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>

#include "tanji/base/text.hpp"
#include "tanji/lifecycle/link.hpp"

/// \file
/// How messages and records name processes and products. findings_of_reached in footprint.ipp reads the id back out of this
/// form, so the two change together.
namespace tanji::detail {

// Name, place and id: databases hold many processes of one name, and only the id is sure to find it again.
[[nodiscard]] inline std::string process_words(ProductSystem const& system, Index column) {
    auto const& at = system.columns()[column];
    auto const name = system.database().process_name(at.process);
    return "process '" + std::string(trim(name.name)) + "'" + (name.location.empty() ? "" : " in " + name.location) + " (id " + name.id + ")";
}

[[nodiscard]] inline std::string product_words(ProductSystem const& system, Index column) {
    auto const& at = system.columns()[column];
    return "product '" + std::string(trim(system.database().flows()[at.flow].name)) + "' of " + process_words(system, column);
}

}  // namespace tanji::detail
