// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tanji/accounting/rule_set.hpp"

/// \file
/// What a rule set says about electricity, heat, steam and cooling, read from its settings (data/rules/rule-settings.csv): fall-backs
/// belong to rule sets and to nothing else (rule C3).
///     auto const rules = ElectricityRules::from(RuleSet::get("ghg-protocol", year_period(2024)));
namespace tanji {

/// Which factor stands for electricity of unknown origin.
enum class EnergyFallBack : std::uint8_t {
    residual_mix,      ///< what is left when all claims are taken out
    national_average,  ///< contains what others claim: a warning goes with it
    grid_average,      ///< that of the location-based method
    fossil_only,       ///< the draft's last resort
    refuse,            ///< no number without the factor that is asked for
};
/// "residual-mix", "national-average", "grid-average", "fossil-only", "refuse".
[[nodiscard]] std::string_view to_text(EnergyFallBack fall_back) noexcept;

/// The part of a rule set that decides both scope 2 results.
struct ElectricityRules {
    std::string rule_set{};      ///< "ghg-protocol 2015 (...)", for results
    bool draft = false;          ///< repeated by every output
    std::string unproven_clause{};
    EnergyFallBack unproven = EnergyFallBack::residual_mix;   ///< kWh that nothing is claimed for
    EnergyFallBack no_residual = EnergyFallBack::refuse;      ///< where the market has no residual mix: its absence is disclosed (criterion 8)
    bool hourly = false;         ///< certificates match hour by hour
    bool zero_only = false;      ///< a proven certificate is worth 0 for non-fossil power, instead of the rate it conveys
    bool proof_or_error = false; ///< a claim that fails its checks is refused, instead of falling back
    int months_before = 0;       ///< vintage may start so many months before the calendar year of consumption
    int months_after = 0;        ///< and end so many after it

    /// Problem "rules.setting" for a setting that is missing or has a word nobody knows. Drafts come as far as RuleSet let them.
    [[nodiscard]] static Result<ElectricityRules> find(RuleSet const& rules);
    [[nodiscard]] static ElectricityRules from(RuleSet const& rules) { return find(rules).value(); }
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/electricity_rules.ipp"
#endif
