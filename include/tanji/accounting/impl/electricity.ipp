// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <optional>
#include <utility>

#include "tanji/accounting/electricity.hpp"
#include "tanji/accounting/impl/electricity_detail.ipp"
#include "tanji/base/text.hpp"
#include "tanji/claims/impl/registry_detail.ipp"
#include "tanji/units/parse.hpp"

/// \file
/// The hierarchy, consumption by consumption: certificates, own generation, contracts, supplier rates, fall-back. Amounts
/// are whole watt-hours until they meet their factor, so the parts of a consumption add up exactly.
namespace tanji {

TANJI_INLINE std::string_view to_text(ClaimBasis basis) noexcept {
    switch (basis) {
        case ClaimBasis::certificate: return "certificate";
        case ClaimBasis::own_generation: return "own-generation";
        case ClaimBasis::contract: return "contract";
        case ClaimBasis::supplier_rate: return "supplier-rate";
        case ClaimBasis::residual_mix: return "residual-mix";
        case ClaimBasis::grid_average: return "grid-average";
        case ClaimBasis::national_average: return "national-average";
        case ClaimBasis::fossil_only: return "fossil-only";
    }
    return "?";
}

TANJI_INLINE Emission emission_of(std::span<ElectricityPart const> parts) {
    Emission sum;
    auto const kilowatt_hour = try_unit("kWh").value();
    for (auto const& part : parts) sum += emission(Amount{static_cast<double>(part.amount) / 1000.0, kilowatt_hour}, part.factor);
    return sum;
}

TANJI_INLINE Emission ElectricityResult::location_emission() const { return emission_of(location); }
TANJI_INLINE Emission ElectricityResult::market_emission() const { return emission_of(market); }

namespace detail {

/// One run: the parts made so far and what is common to all consumptions.
struct ElectricityRun {
    Registry const& registry;
    ElectricityRules const& rules;
    ElectricityFactors const& factors;
    std::span<EnergyContract const> contracts;
    ElectricityResult result;

    /// Market-based parts of certificates; gives what they leave over.
    WattHours certificates(Consumption const& consumption) {
        WattHours rest = consumption.amount;
        for (auto const& allotment : registry.store().allotments_to(consumption.id)) {
            auto const certificate = known_certificate(registry.store(), allotment.certificate);
            auto const checks = check_criteria(registry, certificate, consumption, rules);
            if (!all_met(checks)) {
                unproven_claim(rules, "certificate " + certificate.id + " for " + consumption.id, checks, result.findings);
                continue;
            }
            if (certificate.amount > allotment.amount) {
                find_once(result.findings, Severity::note, {.id = "electricity.surplus", .what = "part of a certificate is worth nothing, because the consumption is smaller",
                                                            .where = {.object = "certificate " + certificate.id}, .expected = watt_hours_text(certificate.amount), .got = watt_hours_text(allotment.amount),
                                                            .hint = "there is no scope 2 below zero; split certificates before they are used"});
            }
            double const rate = rules.zero_only ? 0 : certificate.kg_co2_per_kwh.value_or(0);
            auto const factor = electricity_factor("certificate " + certificate.id, rate, certificate.issuer + ", " + certificate.evidence);
            result.market.push_back({consumption.id, allotment.amount, ClaimBasis::certificate, certificate.id, factor, checks});
            rest -= allotment.amount;
        }
        return rest;
    }

    /// Own use, direct lines, neighbours: what the registry says nobody else has.
    WattHours own_generation(Consumption const& consumption, WattHours rest) {
        auto const own = (std::min)(rest, registry.balance(consumption.id).own);
        if (own <= 0) return rest;
        auto const checks = check_own_criteria(consumption);
        if (!all_met(checks)) {
            unproven_claim(rules, "consumption " + consumption.id, checks, result.findings);
            return rest;
        }
        auto const factor = electricity_factor("device " + consumption.device, 0, consumption.evidence);
        result.market.push_back({consumption.id, own, ClaimBasis::own_generation, consumption.device, factor, checks});
        return rest - own;
    }

    /// Ranks 2 and 3, in this order.
    WattHours contracted(Consumption const& consumption, WattHours rest, bool supplier) {
        for (auto const& contract : contracts) {
            if (contract.consumption != consumption.id || contract.supplier_rate != supplier) continue;
            auto const amount = (std::min)(contract.amount, rest);
            if (amount <= 0) continue;
            std::vector<CriterionCheck> checks{{supplier ? 6 : 7, contract.attributes_included, contract.attributes_included ? "attributes included" : "the attributes stayed with the seller"},
                                               {3, !trim(contract.evidence).empty(), contract.evidence.empty() ? "no contract and settlement" : contract.evidence}};
            if (rules.zero_only) {
                auto const technology = find_technology(contract.technology);
                bool const non_fossil = technology && technology->non_fossil;
                checks.push_back({1, non_fossil, non_fossil ? contract.technology : in_quotes(contract.technology) + " is unknown or fossil: there is no zero for it"});
            }
            if (!all_met(checks)) {
                unproven_claim(rules, "contract " + contract.id + " for " + consumption.id, checks, result.findings);
                continue;
            }
            auto const factor = electricity_factor("contract " + contract.id, rules.zero_only ? 0 : contract.kg_co2_per_kwh, contract.evidence);
            result.market.push_back({consumption.id, amount, supplier ? ClaimBasis::supplier_rate : ClaimBasis::contract, contract.id, factor, checks});
            rest -= amount;
        }
        return rest;
    }

    /// The location-based part of electricity that never saw the public grid: it keeps the rate of its device. Nothing here looks at certificates.
    [[nodiscard]] std::optional<ElectricityPart> by_wire(Consumption const& consumption) const {
        auto const technology = find_technology(consumption.technology);
        bool const wire = consumption.supply == SupplyRoute::own_use || consumption.supply == SupplyRoute::direct_line;
        if (!wire || !technology || !technology->non_fossil) return std::nullopt;
        return ElectricityPart{consumption.id, consumption.amount, ClaimBasis::own_generation, consumption.device,
                               electricity_factor("device " + consumption.device, 0, "rate of " + technology->technology), {}};
    }

    void locate(Consumption const& consumption) {
        auto wire = by_wire(consumption);
        result.location.push_back(wire ? *std::move(wire)
                                       : ElectricityPart{consumption.id, consumption.amount, ClaimBasis::grid_average, "grid average", needed_factor(factors.grid, "grid average", rules.rule_set), {}});
    }

    /// Market-based parts of everything that is claimed, in the order of the hierarchy; gives the unproven rest.
    WattHours claimed(Consumption const& consumption) {
        auto const rest = own_generation(consumption, certificates(consumption));
        return contracted(consumption, contracted(consumption, rest, false), true);
    }

    /// True for the user's own fossil generation: burning the fuel is scope 1, and its electricity counted again would be counted twice.
    bool is_scope_1(Consumption const& consumption) {
        auto const technology = find_technology(consumption.technology);
        if (consumption.supply != SupplyRoute::own_use || !technology || technology->non_fossil) return false;
        find_once(result.findings, Severity::note, {.id = "electricity.scope-1", .what = "own fossil generation is left out of scope 2", .where = {.object = "consumption " + consumption.id},
                                                    .expected = "its fuel in scope 1", .got = consumption.technology, .hint = "enter the fuel as a stationary combustion line"});
        return true;
    }

    void add(Consumption const& consumption) {
        if (consumption.amount == 0 || is_scope_1(consumption)) return;
        locate(consumption);
        auto const rest = claimed(consumption);
        if (rest <= 0) return;
        auto part = try_unproven(rules, factors, result.findings).value();
        part.consumption = consumption.id;
        part.amount = rest;
        result.market.push_back(std::move(part));
    }
};

inline void check_contracts(Registry const& registry, std::span<EnergyContract const> contracts) {
    for (auto const& contract : contracts) {
        auto const consumption = registry.store().consumption(contract.consumption);
        WattHours sum = 0;
        for (auto const& other : contracts) sum += other.consumption == contract.consumption ? other.amount : 0;
        if (consumption && contract.amount >= 0 && sum <= consumption->amount && contract.kg_co2_per_kwh >= 0) continue;
        if (!consumption) {
            auto const known = ids_of(registry.store().consumptions());
            throw Error({.id = "electricity.contract", .what = "a contract is for a consumption that nobody entered", .where = {.object = "contract " + contract.id}, .expected = "the id of a consumption of the registry",
                         .got = in_quotes(contract.consumption), .hint = known.empty() ? "give the table of consumptions too" : "ids are compared letter for letter", .related = nearest(contract.consumption, known)});
        }
        throw Error({.id = "electricity.contract", .what = "a contract does not fit its consumption", .where = {.object = "contract " + contract.id},
                     .expected = "contracts over at most " + watt_hours_text(consumption->amount) + " and rates from 0", .got = watt_hours_text(sum) + ", " + number_text(contract.kg_co2_per_kwh) + " kg/kWh", .hint = "a contract buys nothing that was not consumed"});
    }
}

}  // namespace detail

TANJI_INLINE Result<ElectricityPart> try_unproven(ElectricityRules const& rules, ElectricityFactors const& factors, std::vector<Finding>& findings) {
    try {
        auto part = detail::fall_back_part(rules.unproven, rules, factors, findings);
        if (part.factor) return part;
        detail::find_once(findings, Severity::warning, {.id = "electricity.no-residual", .what = "there is no residual mix that may be used for this market", .expected = "a residual mix (criterion 8)",
                                                        .got = std::string(to_text(rules.no_residual)) + " instead, by " + rules.rule_set, .hint = "disclose its absence beside the result"});
        return detail::fall_back_part(rules.no_residual, rules, factors, findings);
    } catch (Error const& error) {
        return error.problem();
    }
}

TANJI_INLINE Result<ElectricityResult> try_electricity(Registry const& registry, std::string_view holder, ElectricityRules const& rules, ElectricityFactors const& factors,
                                                       std::span<EnergyContract const> contracts) {
    if (rules.hourly) return detail::hourly_problem(rules);
    try {
        detail::check_contracts(registry, contracts);
        detail::ElectricityRun run{registry, rules, factors, contracts, {rules.rule_set, rules.draft, {}, {}, {}}};
        if (rules.draft) {
            run.result.findings.push_back(detail::draft_finding(rules));
        }
        for (auto const& consumption : registry.store().consumptions()) {
            if (holder.empty() || consumption.holder == holder) run.add(consumption);
        }
        return std::move(run.result);
    } catch (Error const& error) {
        return error.problem();
    }
}

}  // namespace tanji
