// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tanji/impact/flow_matching.hpp"
#include "tanji/lifecycle/link.hpp"

/// \file
/// C, the characterisation matrix: what a method says about the elementary flows of one system. Methods of files are
/// turned into it here, the built-in ones in gwp_method.hpp; footprint() multiplies it with inventories. Its flow indices
/// hold for the system it was made for and for no other, not even for the same database linked in another way.
namespace tanji {

/// What a score counts. GWP methods give a total and its four parts (rule A8); other methods only `total`.
enum class ScorePart : std::uint8_t { total, fossil, biogenic, land_use, removals };

[[nodiscard]] std::string_view to_text(ScorePart part) noexcept;

/// A factor for what is exchanged at one place (rule A9), where the rows of the system are not split by place: it
/// stands instead of the row's `factor` there. A system linked with LinkOptions::regional has none of these.
struct LocatedFactor {
    Index flow = no_index;       ///< into ProductSystem::elementary(); a row without a place of its own
    Index location = no_index;   ///< of the exchange, else of its process
    double factor = 0;
};

/// A flow that must not be counted: differing duplicate factors, a flow that is CO2e already, a gas in an unusable unit.
/// The row's score is refused for every demand whose inventory has it, and only for those.
struct RefusedFlow {
    Index flow = no_index;       ///< into ProductSystem::elementary()
    Problem problem;
};

/// One row of C: a category of a method, ready to multiply the signed net inventory (outputs - inputs) of a system.
/// The sign s of rule A2 is already in `factor`.
struct CharacterisationRow {
    std::string method_id{};     ///< "ipcc-ar6-gwp100" or the method's UUID
    std::string method{};        ///< its name
    std::string category_id{};
    std::string category{};
    std::string unit{};
    ScorePart part = ScorePart::total;
    std::vector<Index> flow{};   ///< into ProductSystem::elementary(), ascending
    std::vector<double> factor{};
    std::vector<LocatedFactor> located{};  ///< ascending by (flow, location); empty unless the run is regional
    std::vector<RefusedFlow> refused{};    ///< ascending by flow
    std::optional<double> normalisation{}; ///< score of the reference, in `unit`; empty if no set was asked for or it has none
    std::optional<double> weighting{};     ///< likewise, without a unit
};

/// score / normalisation; nothing if the set has none for the category (absent is not 1).
[[nodiscard]] std::optional<double> normalised(CharacterisationRow const& row, double score) noexcept;
/// score * weighting, without normalisation.
[[nodiscard]] std::optional<double> weighted(CharacterisationRow const& row, double score) noexcept;
/// score / normalisation * weighting.
[[nodiscard]] std::optional<double> normalised_and_weighted(CharacterisationRow const& row, double score) noexcept;

/// C, with everything that a reader of the score has to know about it.
struct Characterisation {
    std::vector<CharacterisationRow> rows{};
    std::vector<FlowMatch> matches{};
    std::vector<Index> unmatched{};         ///< elementary rows without a factor in any row of `rows`, ascending
    std::vector<std::string> assumptions{}; ///< "methane of unstated origin takes the fossil value", ...
    std::vector<Finding> findings{};        ///< differing duplicates, negative input factors, low coverage, ...
    std::vector<std::pair<std::string, std::string>> settings{}; ///< what decided the factors: compared by compare()
    bool needs_coverage = true; ///< false for built-in gas methods, where most flows rightly have no factor
};

/// Builds C of a file's method for a system by rules A2, A8 and A9. The method must come from the database of the
/// system, because it refers to its flows by index. Cost O(flows + factors).
/// Problems: "impact.flow-index", "impact.normalisation-set" (with those there are), "formula.*".
/// Not fatal, but in `findings`: "impact.coverage", "impact.duplicate-factor", "impact.input-negative",
/// "impact.ambiguous-match", "impact.flow-map", "factor.stored-differs", "parameter.stored-differs".
[[nodiscard]] Result<Characterisation> try_characterise(ProductSystem const& system, ImpactMethod const& method, MatchOptions const& options = {});
[[nodiscard]] Characterisation characterise(ProductSystem const& system, ImpactMethod const& method, MatchOptions const& options = {});

/// Puts the rows of `other` behind those of `first`, for several methods in one result; both are of the same system.
/// A flow stays unmatched only if neither has a factor for it.
[[nodiscard]] Characterisation merged(Characterisation first, Characterisation const& other);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/impact/impl/characterisation.ipp"
#endif
