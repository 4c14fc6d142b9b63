// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <utility>

#include "tanji/accounting/bought_heat.hpp"
#include "tanji/accounting/impl/electricity_detail.ipp"
#include "tanji/base/text.hpp"

/// \file
/// The short hierarchy of heat: supplier, residual, average.
namespace tanji {

namespace detail {

[[nodiscard]] inline Emission heat_sum(std::vector<HeatPart> const& parts) {
    Emission sum;
    for (auto const& part : parts) sum += part.emission;
    return sum;
}

/// True if the supplier's rate may be used. One that is not proven is refused or said, as the rule set wants it.
[[nodiscard]] inline bool supplier_counts(HeatPurchase const& purchase, ElectricityRules const& rules, std::vector<Finding>& findings) {
    if (!purchase.supplier) return false;
    bool const proven = !trim(purchase.evidence).empty();
    std::vector<CriterionCheck> const checks{{6, purchase.attributes_included, purchase.attributes_included ? "attributes included" : "others may be promised the same heat"},
                                             {3, proven, proven ? purchase.evidence : "no contract and settlement"}};
    if (all_met(checks)) return true;
    unproven_claim(rules, "purchase " + purchase.id, checks, findings);
    return false;
}

[[nodiscard]] inline Problem no_residual_heat(EnergyCarrier carrier, ElectricityRules const& rules) {
    return {.id = "electricity.no-residual", .what = "there is no residual factor for this carrier", .where = {.object = std::string(to_text(carrier))}, .expected = "a residual factor (criterion 8)",
            .got = "the average instead, by " + rules.rule_set, .hint = "disclose its absence beside the result"};
}

/// Heat has no national average of its own in any rule set: where electricity takes one, heat takes the average of its carrier.
[[nodiscard]] inline HeatPart unproven_heat(HeatPurchase const& purchase, HeatFactors const& factors, ElectricityRules const& rules, std::vector<Finding>& findings) {
    bool const residual_asked = rules.unproven == EnergyFallBack::residual_mix;
    if (residual_asked && factors.residual) return {purchase.id, ClaimBasis::residual_mix, emission(purchase.amount, factors.residual)};
    if (residual_asked) {
        find_once(findings, Severity::warning, no_residual_heat(purchase.carrier, rules));
    }
    return {purchase.id, ClaimBasis::grid_average, emission(purchase.amount, factors.average)};
}

}  // namespace detail

TANJI_INLINE Emission HeatResult::location_emission() const { return detail::heat_sum(location); }
TANJI_INLINE Emission HeatResult::market_emission() const { return detail::heat_sum(market); }

TANJI_INLINE Result<HeatResult> try_heat(std::span<HeatPurchase const> purchases, ElectricityRules const& rules, std::span<HeatFactors const> factors) {
    try {
        HeatResult result{rules.rule_set, rules.draft, {}, {}, {}};
        for (auto const& purchase : purchases) {
            if (purchase.carrier == EnergyCarrier::none || purchase.carrier == EnergyCarrier::electricity) {
                throw Error({.id = "electricity.carrier", .what = "this is neither heat nor steam nor cooling", .where = {.object = "purchase " + purchase.id}, .expected = "heat, steam or cooling",
                             .got = std::string(to_text(purchase.carrier)), .hint = "electricity goes through the registry: try_electricity()"});
            }
            auto const found = std::find_if(factors.begin(), factors.end(), [&](HeatFactors const& each) { return each.carrier == purchase.carrier; });
            auto const known = found == factors.end() ? HeatFactors{} : *found;
            auto const average = detail::needed_factor(known.average, std::string(to_text(purchase.carrier)) + " average", rules.rule_set);
            result.location.push_back({purchase.id, ClaimBasis::grid_average, emission(purchase.amount, average)});
            if (detail::supplier_counts(purchase, rules, result.findings)) result.market.push_back({purchase.id, ClaimBasis::supplier_rate, emission(purchase.amount, purchase.supplier)});
            else result.market.push_back(detail::unproven_heat(purchase, known, rules, result.findings));
        }
        return result;
    } catch (Error const& error) {
        return error.problem();
    }
}

}  // namespace tanji
