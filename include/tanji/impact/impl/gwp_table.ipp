// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tanji/base/text.hpp"
#include "tanji/factors/gwp.hpp"
#include "tanji/impact/greenhouse_gas.hpp"
#include "tanji/impact/impl/gas_names.ipp"

// Apart from gwp_method.ipp because analysis asks for the set behind a method too: everything here is inline in both modes.
namespace tanji::method {
[[nodiscard]] std::vector<std::string> builtin_ids(); // gwp_method.hpp, which reads this file and may not be read by it
}

namespace tanji::detail {

/// The values of one report and horizon, with the words for it.
struct GwpTable {
    GwpSet set;
    std::string id;
    std::string name;
};

/// "ipcc-ar5-feedback-gwp100".
[[nodiscard]] inline std::string gwp_method_id(GwpSet const& set) {
    auto const text = lower(to_text(set));
    return "ipcc-" + text.substr(0, 3) + (set.feedback() ? "-feedback" : "") + "-gwp" + std::to_string(set.horizon());
}

// Ids are made from the sets, not listed: a set that is added to the data is a method at once.
[[nodiscard]] inline Result<GwpTable> gwp_table(std::string_view id) {
    for (auto const& set : all_gwp_sets()) {
        if (!equal_ignoring_case(gwp_method_id(set), trim(id))) continue;
        auto name = "IPCC " + to_text(set).substr(0, 3) + " GWP" + std::to_string(set.horizon());
        if (set.feedback()) name += " with climate-carbon feedback";
        return GwpTable{set, gwp_method_id(set), std::move(name)};
    }
    Problem problem{"impact.unknown-method", "There is no built-in method of this name", {}, "one of the built-in methods", std::string(id), "Take one of these ids"};
    problem.related = method::builtin_ids();
    return problem;
}

/// The gas of a match in the table of gases; CO2 never gets here, its factor is 1 by definition.
[[nodiscard]] inline Result<Gas> gas_of(GasMatch const& match) {
    if (match.gas == "CH4") return match.origin == CarbonOrigin::biogenic || match.origin == CarbonOrigin::land_use ? gas::ch4_biogenic : gas::ch4_fossil;
    if (auto found = find_gas(match.gas)) return found;
    for (auto const& entry : gas_names)
        if (entry.gas == match.gas && !entry.cas.empty()) return find_gas(entry.cas);
    return find_gas(match.gas);
}

}  // namespace tanji::detail
