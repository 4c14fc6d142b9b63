// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <array>
#include <utility>

#include "tanji/accounting/electricity_rules.hpp"
#include "tanji/base/text.hpp"

/// \file
/// Settings to switches. Nothing has a default here: a rule set that does not say what unproven electricity is worth cannot
/// be used for it.
namespace tanji {

TANJI_INLINE std::string_view to_text(EnergyFallBack fall_back) noexcept {
    switch (fall_back) {
        case EnergyFallBack::residual_mix: return "residual-mix";
        case EnergyFallBack::national_average: return "national-average";
        case EnergyFallBack::grid_average: return "grid-average";
        case EnergyFallBack::fossil_only: return "fossil-only";
        case EnergyFallBack::refuse: return "refuse";
    }
    return "?";
}

namespace detail {

/// "matching" is the setting "electricity.matching".
[[nodiscard]] inline RuleSetting electricity_setting(RuleSet const& rules, std::string_view name) { return rules.setting("electricity." + std::string(name)).value(); }

[[noreturn]] inline void refuse_setting(RuleSet const& rules, RuleSetting const& setting, std::string expected) {
    throw Error({.id = "rules.setting", .what = "a setting has a value that nobody knows", .where = {.object = rules.id + " " + rules.edition + ", " + setting.name},
                 .expected = std::move(expected), .got = in_quotes(setting.value)});
}

[[nodiscard]] inline EnergyFallBack fall_back_setting(RuleSet const& rules, std::string_view name) {
    auto const setting = electricity_setting(rules, name);
    for (auto const word : {EnergyFallBack::residual_mix, EnergyFallBack::national_average, EnergyFallBack::grid_average, EnergyFallBack::fossil_only, EnergyFallBack::refuse}) {
        if (setting.value == to_text(word)) return word;
    }
    refuse_setting(rules, setting, "residual-mix, national-average, grid-average, fossil-only or refuse");
}

/// True for the first word, false for the second.
[[nodiscard]] inline bool choice_setting(RuleSet const& rules, std::string_view name, std::string_view yes, std::string_view no) {
    auto const setting = electricity_setting(rules, name);
    if (setting.value != yes && setting.value != no) refuse_setting(rules, setting, std::string(yes) + " or " + std::string(no));
    return setting.value == yes;
}

[[nodiscard]] inline int months_setting(RuleSet const& rules, std::string_view name) {
    auto const setting = electricity_setting(rules, name);
    auto const months = parse_integer(setting.value);
    if (!months || *months < 0 || *months > 120) refuse_setting(rules, setting, "months from 0 to 120");
    return static_cast<int>(*months);
}

}  // namespace detail

TANJI_INLINE Result<ElectricityRules> ElectricityRules::find(RuleSet const& rules) {
    try {
        ElectricityRules out;
        out.rule_set = to_text(rules);
        out.draft = rules.status == RuleStatus::draft;
        out.unproven_clause = detail::electricity_setting(rules, "unproven").clause;
        out.unproven = detail::fall_back_setting(rules, "unproven");
        out.no_residual = detail::fall_back_setting(rules, "no-residual");
        out.hourly = detail::choice_setting(rules, "matching", "hourly", "annual");
        out.zero_only = detail::choice_setting(rules, "certificate", "zero-non-fossil", "conveyed-rate");
        out.proof_or_error = detail::choice_setting(rules, "missing-proof", "error", "fall-back");
        out.months_before = detail::months_setting(rules, "vintage-months-before");
        out.months_after = detail::months_setting(rules, "vintage-months-after");
        return out;
    } catch (Error const& error) {
        return error.problem();
    }
}

}  // namespace tanji
