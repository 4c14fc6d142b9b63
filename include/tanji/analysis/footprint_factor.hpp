// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <vector>

#include "tanji/analysis/footprint.hpp"
#include "tanji/analysis/footprint_record.hpp"
#include "tanji/factors/factor.hpp"

/// \file
/// From a product to an account: a solved footprint as an emission factor, for the buyer's scope 3.
///     auto const factor = factor_of(footprint(system, 1_t * ingot, method::ipcc_ar6_gwp100()), {.key = "ingot.2023", .what = "aluminium ingot", .region = "CN", .year = 2023});
///     emission(amount("20 t"), std::make_shared<Factor const>(factor));
namespace tanji {

struct FootprintFactorOptions {
    std::string key{};            ///< required: what the factor is known by, never reused for another number
    std::string what{};           ///< words of look-ups; empty: the product's name
    std::string region{};         ///< empty: the place of the process
    int year = 0;
    Index row = 0;                ///< of C: the climate category
    GwpSet co2e_set{};            ///< of methods from files, which do not say which set they hold; built-in methods do
    std::vector<SourceFile> files{};  ///< for the record
    std::string document{};       ///< study it belongs to
};

/// A factor of kind `footprint` per unit of the product's flow, with the record of the calculation inside (Factor::record) and its digest
/// as the edition, so that another calculation is another factor. It holds gases where the method weighs gases (built-in GWP methods), so that accounts of any GWP
/// set can use it; if the gases do not give the score (uptake counted as in ISO 14067, carbon into stock, methods of files), the CO2e of the score and
/// its set. What the footprint cut off or left out stands in `assumptions`. Confidence is `derived`.
/// Problems: "factor.key" (none given), "footprint.demand" (not exactly one product), "footprint.refused-score", "footprint.row", "unit.*" (the product's unit is no unit of ours).
[[nodiscard]] Result<Factor> try_factor_of(Footprint const& footprint, FootprintFactorOptions const& options);
[[nodiscard]] inline Factor factor_of(Footprint const& footprint, FootprintFactorOptions const& options) { return try_factor_of(footprint, options).value(); }

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/analysis/impl/footprint_factor.ipp"
#endif
