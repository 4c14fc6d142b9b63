// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>

#include "tanji/accounting/electricity_factors.hpp"
#include "tanji/accounting/quality_criteria.hpp"
#include "tanji/base/text.hpp"
#include "tanji/places/place.hpp"

/// \file
/// Each criterion is a small function with its reason in words, because an auditor asks for the reason.
namespace tanji {

namespace detail {

[[nodiscard]] inline CriterionCheck conveys_rate(Certificate const& certificate, ElectricityRules const& rules) {
    if (rules.zero_only) {
        auto const technology = find_technology(certificate.technology);
        if (!technology) return {1, false, "technology " + in_quotes(certificate.technology) + " is not known"};
        return {1, technology->non_fossil, certificate.technology + (technology->non_fossil ? " is non-fossil" : " is fossil: there is no zero for it")};
    }
    if (!certificate.kg_co2_per_kwh) return {1, false, "conveys no emission rate"};
    return {1, *certificate.kg_co2_per_kwh >= 0, "conveys " + number_text(*certificate.kg_co2_per_kwh) + " kg CO2/kWh"};
}

/// The registry refuses most second claims when they are entered. What is left: a claim outside under another table.
[[nodiscard]] inline CriterionCheck only_claim(Registry const& registry, Certificate const& certificate) {
    for (auto const& claim : registry.store().outside_claims_on(certificate.device)) {
        if (claim.period.overlaps(certificate.vintage) && registry.exclusivity().forbids(certificate.kind, claim.purpose, certificate.vintage)) {
            return {2, false, claim.holder + " claims the generation as " + claim.purpose};
        }
    }
    return {2, true, "the only claim in the registry"};
}

[[nodiscard]] inline CriterionCheck cancelled_for(Certificate const& certificate, Consumption const& consumption) {
    if (certificate.state != CertificateState::cancelled) return {3, false, "not cancelled"};
    if (certificate.beneficiary != consumption.holder) return {3, false, "cancelled for " + certificate.beneficiary};
    if (trim(certificate.evidence).empty()) return {3, false, "no statement of the cancellation"};
    return {3, true, "cancelled for " + certificate.beneficiary};
}

[[nodiscard]] inline CriterionCheck near_in_time(Certificate const& certificate, Consumption const& consumption, ElectricityRules const& rules) {
    int const first = consumption.period.first().year() * 12 - rules.months_before;
    int const last = consumption.period.last().year() * 12 + 11 + rules.months_after;
    bool const near = month_number(certificate.vintage.first()) >= first && month_number(certificate.vintage.last()) <= last;
    return {4, near, "vintage " + to_text(certificate.vintage) + ", allowed " + month_text(first) + " to " + month_text(last)};
}

/// A certificate of a market can be used anywhere in it; that of a province not in the whole country.
[[nodiscard]] inline CriterionCheck same_market(Certificate const& certificate, Consumption const& consumption) {
    CriterionCheck check{5, certificate.market == consumption.market, "of market " + certificate.market + ", used in " + consumption.market};
    // The world is a parent of every place, but no market.
    if (auto const places = place_and_parents(consumption.market); !check.met && places && certificate.market != "GLO") {
        check.met = std::any_of(places->begin(), places->end(), [&](Place const& place) { return place.code == certificate.market; });
    }
    return check;
}

}  // namespace detail

TANJI_INLINE std::vector<CriterionCheck> check_criteria(Registry const& registry, Certificate const& certificate, Consumption const& consumption, ElectricityRules const& rules) {
    return {detail::conveys_rate(certificate, rules), detail::only_claim(registry, certificate), detail::cancelled_for(certificate, consumption),
            detail::near_in_time(certificate, consumption, rules), detail::same_market(certificate, consumption)};
}

TANJI_INLINE std::vector<CriterionCheck> check_own_criteria(Consumption const& consumption) {
    bool const proven = !trim(consumption.evidence).empty();
    auto const technology = find_technology(consumption.technology);
    bool const non_fossil = technology && technology->non_fossil;
    return {{1, non_fossil, non_fossil ? consumption.technology : "technology " + in_quotes(consumption.technology) + " of the device is unknown or fossil"},
            {7, proven, proven ? "records: " + consumption.evidence : "no contract, settlement or monthly records"}};
}

TANJI_INLINE bool all_met(std::vector<CriterionCheck> const& checks) noexcept {
    return std::all_of(checks.begin(), checks.end(), [](CriterionCheck const& check) { return check.met; });
}

TANJI_INLINE std::string failures_text(std::vector<CriterionCheck> const& checks) {
    std::vector<std::string> texts;
    for (auto const& check : checks) {
        if (!check.met) texts.push_back("criterion " + std::to_string(check.number) + ": " + check.why);
    }
    return join(texts, "; ");
}

}  // namespace tanji
