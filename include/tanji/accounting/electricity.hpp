// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/accounting/electricity_factors.hpp"
#include "tanji/accounting/emission.hpp"
#include "tanji/accounting/quality_criteria.hpp"
#include "tanji/base/finding.hpp"

/// \file
/// Bought electricity by both scope 2 methods in one run.
///     auto const rules = ElectricityRules::from(RuleSet::get("ghg-protocol", year_period(2024)));
///     auto const result = try_electricity(registry, "Acme", rules, factors).value();
///     result.location_emission();  result.market_emission();
/// What must stay true: certificates never move the location-based result, and a kWh has exactly one factor in each method.
namespace tanji {

/// What the factor of a part rests on, in the order of the contractual hierarchy (Scope 2 Guidance, Table 6.3).
enum class ClaimBasis : std::uint8_t {
    certificate,      ///< rank 1
    own_generation,   ///< a named device, whose certificates nobody else has
    contract,         ///< rank 2: contract that conveys a rate, where no certificates are issued
    supplier_rate,    ///< rank 3
    residual_mix,     ///< rank 4
    grid_average,     ///< rank 5, and the location-based method
    national_average,
    fossil_only,
};
/// "certificate", "own-generation", ...
[[nodiscard]] std::string_view to_text(ClaimBasis basis) noexcept;

/// A contract or supplier's rate for part of a consumption: ranks 2 and 3. Certificates come first.
struct EnergyContract {
    std::string id{};
    std::string consumption{};
    WattHours amount = 0;
    bool supplier_rate = false;   ///< a rate for all customers of the supplier, not a contract with a plant
    double kg_co2_per_kwh = 0;
    std::string technology{};     ///< empty for mixes; rule sets that know only zero ask for it
    bool attributes_included = false;  ///< certificates, if issued, were cancelled for the customer (criteria 2, 6 and 7)
    std::string evidence{};       ///< contract and settlement
};

/// Some kWh of a consumption and their factor in one method.
struct ElectricityPart {
    std::string consumption{};
    WattHours amount = 0;
    ClaimBasis basis = ClaimBasis::grid_average;
    std::string source{};                   ///< id of the certificate or contract, or where the fall-back comes from
    std::shared_ptr<Factor const> factor{};
    std::vector<CriterionCheck> criteria{}; ///< of a claim
};

/// Both results with what must be said beside them.
struct ElectricityResult {
    std::string rule_set{};
    /// The rule set is a draft: outputs must say so beside the number.
    bool draft = false;
    /// Amounts are whole watt-hours, so that splitting a consumption into parts loses nothing.
    std::vector<ElectricityPart> location{};
    std::vector<ElectricityPart> market{};
    /// Findings "electricity.*": draft, no-residual, contains-certified, criteria, surplus, scope-1.
    std::vector<Finding> findings{};

    /// Sums of the two lists. They are two views of the same energy and are never added to each other.
    [[nodiscard]] Emission location_emission() const;
    [[nodiscard]] Emission market_emission() const;
};

/// Emission of some parts: kWh times factor, each kept with its provenance.
[[nodiscard]] Emission emission_of(std::span<ElectricityPart const> parts);

/// All consumption of a holder in the registry (every holder with ""), by both methods. Problems: "electricity.proof" (a claim without proof under a
/// rule set that asks for it), "electricity.factor" (a factor that is needed is empty), "electricity.hourly" (the rule set matches by hour: see hourly.hpp),
/// "electricity.contract" (a contract for a consumption that is not there, or over more than it has).
[[nodiscard]] Result<ElectricityResult> try_electricity(Registry const& registry, std::string_view holder, ElectricityRules const& rules, ElectricityFactors const& factors,
                                                        std::span<EnergyContract const> contracts = {});

/// The factor of unproven kWh under a rule set, with its basis; findings say what has to be said. Problem "electricity.factor".
[[nodiscard]] Result<ElectricityPart> try_unproven(ElectricityRules const& rules, ElectricityFactors const& factors, std::vector<Finding>& findings);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/electricity.ipp"
#endif
