// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/date.hpp"
#include "tanji/claims/certificate.hpp"
#include "tanji/factors/factor_database.hpp"

/// \file
/// The factors that both scope 2 results need, and the one that a certificate stands for.
namespace tanji {

/// Factors per kWh of one market and year. An empty one was not published: whoever needs it is told so, nothing stands in.
struct ElectricityFactors {
    std::shared_ptr<Factor const> grid{};      ///< average where the electricity was used: the location-based method
    std::shared_ptr<Factor const> national{};  ///< average of the country: what GB/T 32151 asks for
    std::shared_ptr<Factor const> residual{};  ///< what is left when claims are taken out
    std::shared_ptr<Factor const> fossil{};    ///< fossil power only
};

/// The direct factor of `what` in a region that was released last on the day `as_of` (rule C3: "latest" is always latest on a given day).
/// Rows without a day of release are never the latest. Problems: "electricity.factor" names what there is, and what came too late; "factor.ambiguous" two of
/// one day and year that differ.
[[nodiscard]] Result<std::shared_ptr<Factor const>> try_latest_factor(FactorDatabase const& factors, std::string_view what, std::string_view region, Date as_of);

/// Grid factor of `place`; national, residual and fossil ones of `country`: of this year, or, with year 0, the latest on `as_of`. Grid must be there,
/// the others may be missing. Problems: those of FactorDatabase::find, "electricity.factor".
[[nodiscard]] Result<ElectricityFactors> try_electricity_factors(FactorDatabase const& factors, std::string_view place, std::string_view country, int year, Date as_of);

/// A factor per kWh from one number, for rates that no table holds: contracts, supplier mixes, tests. `kg_co2` of fossil CO2; CH4 and N2O not estimated.
[[nodiscard]] std::shared_ptr<Factor const> electricity_factor(std::string key, double kg_co2_per_kwh, std::string document);

/// How a technology counts: data/rules/electricity-technologies.csv.
struct ElectricityTechnology {
    std::string technology{};
    std::string name_zh{};
    bool non_fossil = false;         ///< renewables and nuclear power
    bool renewable = false;
    std::string footprint_what{};    ///< words of its footprint factor; empty: none is published
    std::vector<std::string> also{}; ///< other words for it
};

/// By any of its words. Problem "electricity.technology" with near words.
[[nodiscard]] Result<ElectricityTechnology> find_technology(std::string_view word);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/electricity_factors.ipp"
#endif
