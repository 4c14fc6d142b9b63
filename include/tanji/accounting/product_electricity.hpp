// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/accounting/electricity.hpp"

/// \file
/// Electricity in product footprints and in scope 3 (rule C2): zero stays at home. A certificate selects the footprint factor of its technology, to
/// which transmission and distribution are added; the direct CO2 factors of grids and the zero of green power never enter a footprint.
namespace tanji {

/// Some kWh of a product and the factors that count for them; both are added.
struct FootprintPart {
    WattHours amount = 0;
    std::string source{};                       ///< certificate, or "grid average"
    std::shared_ptr<Factor const> generation{}; ///< footprint of the technology, or of the national mix with its lines
    std::shared_ptr<Factor const> lines{};      ///< transmission and distribution with losses; empty where `generation` has them, or no line was used
};

/// Footprint factors per kWh of one country and year.
struct FootprintFactors {
    std::shared_ptr<Factor const> average{};   ///< consumption mix with lines
    std::shared_ptr<Factor const> lines{};     ///< transmission and distribution with losses
    FactorDatabase database;                   ///< technologies are looked up here
    std::string region{};
    int year = 0;
};

/// Average and lines of a region and year. Problems: those of FactorDatabase::find.
[[nodiscard]] Result<FootprintFactors> try_footprint_factors(FactorDatabase const& factors, std::string_view region, int year);

/// The footprint factor of a technology. Problems: "electricity.technology", "electricity.footprint-factor" (none is published: there is no zero to fall back to).
[[nodiscard]] Result<std::shared_ptr<Factor const>> try_technology_footprint(FootprintFactors const& factors, std::string_view technology);

/// One kWh amount with one factor, checked to be a footprint factor: Problem "electricity.kind" for a direct one, which would leave out
/// upstream and lines (0.5306 in place of 0.6205 understates by 14.5 %).
[[nodiscard]] Result<Emission> try_footprint_emission(WattHours amount, std::shared_ptr<Factor const> factor);

/// The electricity of a product: what it drew of allotments (ClaimView::product) of this consumption by the footprints of the certificates' technologies,
/// own generation and direct lines without the grid's lines, the rest by the average, which contains what others claim (finding). Only claims that meet
/// the rule set's criteria select a technology. Problems: "registry.unknown", "electricity.overdrawn" (more drawn than the product used),
/// "electricity.proof", and those above.
struct ProductElectricity {
    std::vector<FootprintPart> parts{};
    std::vector<Finding> findings{};
    /// Of all parts, generation and lines both.
    [[nodiscard]] Emission emission() const;
};
[[nodiscard]] Result<ProductElectricity> try_product_electricity(Registry const& registry, std::string_view product, std::string_view consumption, WattHours used, ElectricityRules const& rules,
                                                                 FootprintFactors const& factors);

/// Scope 3 category 3 of bought electricity: upstream and lines, which no certificate takes away. Per part of a market-based result: for claims the footprint
/// of the technology plus lines less the rate claimed in scope 2; for all else the average footprint less the location-based rate. kg CO2e, exact sum rounded once.
/// Published CO2e is taken as it is; problems as above, and "electricity.negative-upstream" if the factors are of different years or places and leave less than nothing.
struct EnergyRelated {
    double kg_co2e = 0;
    std::vector<Finding> findings{};
};
[[nodiscard]] Result<EnergyRelated> try_energy_related(Registry const& registry, ElectricityResult const& result, ElectricityFactors const& direct, FootprintFactors const& factors);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/product_electricity.ipp"
#endif
