// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <utility>

#include "tanji/accounting/electricity.hpp"

/// \file
/// What the accounts of electricity, hours, heat and products share: factors that must be there, fall-backs of a rule set, claims that fail.
namespace tanji::detail {

/// A finding, once: a group with a thousand meters hears a thing once.
inline void find_once(std::vector<Finding>& findings, Severity severity, Problem problem) {
    Finding finding{severity, std::move(problem)};
    if (std::find(findings.begin(), findings.end(), finding) == findings.end()) findings.push_back(std::move(finding));
}

/// Said beside every result of a draft, whichever way it was made.
[[nodiscard]] inline Finding draft_finding(ElectricityRules const& rules) {
    return {Severity::warning, {.id = "electricity.draft", .what = "this result follows a draft", .expected = "a rule in force", .got = rules.rule_set,
                                .hint = "show it beside, never in place of, the rule in force"}};
}

[[nodiscard]] inline Problem hourly_problem(ElectricityRules const& rules) {
    return {.id = "electricity.hourly", .what = "this rule set matches by hour", .expected = "loads and certificates by hour (accounting/hourly.hpp)", .got = "sums of periods", .hint = rules.rule_set};
}

[[nodiscard]] inline std::shared_ptr<Factor const> needed_factor(std::shared_ptr<Factor const> const& factor, std::string_view which, std::string_view rule_set) {
    if (factor) return factor;
    throw Error({.id = "electricity.factor", .what = "a factor that the rule set needs was not published or not given", .expected = "the " + std::string(which) + " factor",
                 .got = "nothing", .hint = "nothing stands in for it: " + std::string(rule_set)});
}

[[nodiscard]] inline ElectricityPart fall_back_part(EnergyFallBack kind, ElectricityRules const& rules, ElectricityFactors const& factors, std::vector<Finding>& findings) {
    ElectricityPart part;
    part.source = rules.rule_set + (rules.unproven_clause.empty() ? "" : ": " + rules.unproven_clause);
    switch (kind) {
        case EnergyFallBack::residual_mix:
            part.basis = ClaimBasis::residual_mix;
            part.factor = factors.residual;
            return part;
        case EnergyFallBack::national_average:
            part.basis = ClaimBasis::national_average;
            part.factor = needed_factor(factors.national, "national average", rules.rule_set);
            find_once(findings, Severity::warning,
                      {.id = "electricity.contains-certified", .what = "unproven electricity takes a national average that already contains certified power",
                       .expected = "the reader to know that others claim part of it", .got = part.factor->key, .hint = "the residual mix counts it once; " + rules.rule_set + " asks for the average"});
            return part;
        case EnergyFallBack::grid_average:
            part.basis = ClaimBasis::grid_average;
            part.factor = needed_factor(factors.grid, "grid average", rules.rule_set);
            return part;
        case EnergyFallBack::fossil_only:
            part.basis = ClaimBasis::fossil_only;
            part.factor = needed_factor(factors.fossil, "fossil power", rules.rule_set);
            return part;
        case EnergyFallBack::refuse: break;
    }
    part.factor = needed_factor(nullptr, "residual mix", rules.rule_set);
    return part;
}

/// A claim that fails its checks: refused, or said and left to the fall-back.
inline void unproven_claim(ElectricityRules const& rules, std::string object, std::vector<CriterionCheck> const& checks, std::vector<Finding>& findings) {
    Problem problem{.id = "electricity.criteria", .what = "a claim fails the quality criteria and counts as unproven", .where = {.object = std::move(object)},
                    .expected = "all criteria met", .got = failures_text(checks), .hint = "enter the missing proof, or expect the fall-back of " + rules.rule_set};
    if (rules.proof_or_error) {
        problem.id = "electricity.proof";
        problem.what = "a claim without proof";
        problem.hint = rules.rule_set + " allows zero only with proof: mend the claim, or release it";
        throw Error(std::move(problem));
    }
    find_once(findings, Severity::warning, std::move(problem));
}

}  // namespace tanji::detail
