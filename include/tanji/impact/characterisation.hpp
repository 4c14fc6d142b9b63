// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/lifecycle/link.hpp"

namespace tanji {

/// What a score counts. GWP methods give a total and its four parts (rule A8); other methods only `total`.
enum class ScorePart : std::uint8_t { total, fossil, biogenic, land_use, removals };

[[nodiscard]] std::string_view to_text(ScorePart part) noexcept;

/// One row of C: a category of a method, ready to multiply the signed net inventory (outputs - inputs) of a system.
/// The sign s of rule A2 is already in `factor`.
struct CharacterisationRow {
    std::string method_id;       ///< "ipcc-ar6-gwp100" or the method's UUID
    std::string method;          ///< its name
    std::string category_id;
    std::string category;
    std::string unit;
    ScorePart part = ScorePart::total;
    std::vector<Index> flow{};   ///< into ProductSystem::elementary(), ascending
    std::vector<double> factor{};
    std::optional<double> normalisation{};
    std::optional<double> weighting{};
};

/// How an inventory flow got its factor when it was not by UUID: listed one by one (rule A8).
struct FlowMatch {
    Index elementary = no_index;
    std::string how;             ///< "flow map", "name and compartment", "CAS", "greenhouse gas by name"
    std::string method_flow;     ///< what it was matched to
    double conversion = 1;
};

/// C, with everything that a reader of the score has to know about it.
struct Characterisation {
    std::vector<CharacterisationRow> rows{};
    std::vector<FlowMatch> matches{};
    std::vector<Index> unmatched{};      ///< elementary rows without a factor in any row of `rows`
    std::vector<std::string> assumptions{}; ///< "methane of unstated origin takes the fossil value", ...
    std::vector<Finding> findings{};     ///< differing duplicates, negative input factors, low coverage, ...
};

/// One line of a flow map: `source` flows (of inventories) are `target` flows (of methods), amount times `conversion`.
struct FlowMapEntry {
    std::string source_id, source_name, source_category, source_unit;
    std::string target_id, target_name, target_unit;
    double conversion = 1;
};

struct MatchOptions {
    std::vector<FlowMapEntry> flow_map{};
    bool by_name = false;         ///< also by name, CAS, direction and compartment
    bool regional = true;         ///< false: located factors are ignored, never summed (rule A9)
    bool parent_regions = false;  ///< let a factor of a parent place stand in
    std::string normalisation_set{}; ///< id or name of a set of the method
};

/// Options of the built-in greenhouse-gas methods (rule A8).
struct GwpOptions {
    bool biogenic_carbon = false;     ///< uptake -1 and biogenic CO2 +1 (ISO 14067) instead of 0
    bool indirect_carbon = false;     ///< count CO and NMVOC as the CO2 they become
};

/// A method named in the library: id "ipcc-ar6-gwp100".
struct BuiltinMethod {
    std::string id;
    GwpOptions options{};
};

namespace method {
[[nodiscard]] BuiltinMethod ipcc_ar4_gwp100();
[[nodiscard]] BuiltinMethod ipcc_ar5_gwp100();
[[nodiscard]] BuiltinMethod ipcc_ar6_gwp100();
[[nodiscard]] BuiltinMethod ipcc_ar6_gwp20();
/// Ids of all built-in methods, for lists and messages.
[[nodiscard]] std::vector<std::string> builtin_ids();
}  // namespace method

/// Builds C of a file's method for a system by rules A2, A8 and A9 (formulas of factors by A7 with `parameters`).
[[nodiscard]] Result<Characterisation> try_characterise(ProductSystem const& system, ImpactMethod const& method, MatchOptions const& options = {});
/// The same for a built-in method. "impact.unknown-method" lists what there is.
[[nodiscard]] Result<Characterisation> try_characterise(ProductSystem const& system, BuiltinMethod const& method, MatchOptions const& options = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/impact/impl/characterisation.ipp"
#endif
