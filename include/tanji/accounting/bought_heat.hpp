// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "tanji/accounting/category.hpp"
#include "tanji/accounting/electricity.hpp"
#include "tanji/units/amount.hpp"

/// \file
/// Heat, steam and cooling bought, by both scope 2 methods (rule C3): there are no certificates for most of it, but suppliers' rates and their proof.
namespace tanji {

/// One purchase. The amount is of heat in the unit of the factors' kind ("12 GJ heat"); steam by mass is turned into heat before.
struct HeatPurchase {
    std::string id{};
    EnergyCarrier carrier = EnergyCarrier::heat;
    Amount amount{};
    std::shared_ptr<Factor const> supplier{};  ///< rate of the supplier or plant; empty: none is known
    bool attributes_included = false;          ///< no other customer is promised the same heat (criteria 6 and 7)
    std::string evidence{};                    ///< contract and settlement
};

/// Factors of one carrier. `average` is needed; nothing stands in for it, heat least of all for cooling.
struct HeatFactors {
    EnergyCarrier carrier = EnergyCarrier::heat;
    std::shared_ptr<Factor const> average{};
    std::shared_ptr<Factor const> residual{};
};

/// A purchase with the factor of one method.
struct HeatPart {
    std::string purchase{};
    ClaimBasis basis = ClaimBasis::grid_average;
    Emission emission{};
};

/// Both results with what must be said beside them, as for electricity.
struct HeatResult {
    std::string rule_set{};
    bool draft = false;
    /// Every purchase once in each list.
    std::vector<HeatPart> location{};
    std::vector<HeatPart> market{};
    std::vector<Finding> findings{};

    [[nodiscard]] Emission location_emission() const;
    [[nodiscard]] Emission market_emission() const;
};

/// Location: the average of the carrier. Market: the supplier's rate if it is proven, else the residual factor of the carrier, else what the rule set says
/// (the average, with a finding that its absence is to be disclosed). Problems: "electricity.proof" (an unproven rate under a rule set that asks for proof),
/// "electricity.factor", "electricity.carrier" (electricity, or no carrier at all), and those of try_emission ("factor.per").
[[nodiscard]] Result<HeatResult> try_heat(std::span<HeatPurchase const> purchases, ElectricityRules const& rules, std::span<HeatFactors const> factors);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/bought_heat.ipp"
#endif
