// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/claims/registry.hpp"

/// \file
/// Chinese statistics of non-fossil electricity consumption (NDRC energy document 2026 No. 622): physical, traded and allotted
/// parts of users, cities and provinces, with their caps; and the cap of certificates in energy-saving targets (2024 No. 113).
/// One unit of energy throughout, whichever the caller likes; symbols of the document beside the names.
namespace tanji {

/// What a user or a city states. All from 0.
struct NonFossilInput {
    double physical = 0;       ///< Q_phys: own use, direct connection, microgrid, generators' own use
    double green_trade = 0;    ///< part of Q_energy: green power trade
    double nuclear_trade = 0;  ///< part of Q_energy: nuclear market trade. Ordinary trade counts at province level only
    double certificates = 0;   ///< Q_GEC: cancelled certificates, in their year of generation
    double offtake = 0;        ///< W_off: from the public grid; of a city, the sum over its users
    double coefficient = 0;    ///< k of the province, 0 to 1
};

/// Q = Q_phys + Q_energy + Q_GEC + (W_off - Q_energy - Q_GEC) k
struct NonFossilConsumption {
    double physical = 0;
    double traded = 0;     ///< energy trade and certificates
    double allotted = 0;   ///< share of what the province has left
    double total = 0;
    double other = 0;      ///< the rest of the consumption: physical + offtake - total
};

/// The same for users and cities (the document's formulas differ in whose offtake it is). Problems: "non-fossil.input" (a negative or not finite number,
/// k outside 0 to 1), "non-fossil.cap" (trade and certificates above the offtake: Q_energy + Q_GEC <= W_off).
[[nodiscard]] Result<NonFossilConsumption> try_non_fossil(NonFossilInput const& input);

/// What a province has for its coefficient k, one per year (monthly encouraged).
struct ProvinceInput {
    double consumption = 0;     ///< Q_prov: non-fossil consumption of the province
    double physical = 0;        ///< sum over users
    double trade = 0;           ///< sum of Q_energy
    double certificates = 0;    ///< sum of Q_GEC
    double generation = 0;      ///< Gen_nonfossil
    double fossil_on_grid = 0;  ///< Grid_fossil
    double net_import = 0;      ///< Net_in; negative for exporters
};
/// k = (Q_prov - phys - trade - GEC) / (Gen_nonfossil - phys - trade - GEC + Grid_fossil + Net_in). Problems: "non-fossil.input",
/// "non-fossil.coefficient" (nothing to share, or a result outside 0 to 1: the inputs contradict each other).
[[nodiscard]] Result<double> try_province_coefficient(ProvinceInput const& input);

/// Q_prov = Gen_nonfossil + inter-province trade + certificates + inter-province share.
struct ProvinceTotalInput {
    double generation = 0;
    double trade_in = 0;           ///< net of what was sold to other provinces; may be negative
    double certificates_in = 0;    ///< net
    double shared_in = 0;          ///< from try_inter_province_shares
    double net_import = 0;
    double bundled_fossil = 0;     ///< fossil power that comes with the lines
};
/// Capped: trade, certificates and share together at most net import minus bundled fossil power. Problems: "non-fossil.input", "non-fossil.cap".
[[nodiscard]] Result<double> try_province_total(ProvinceTotalInput const& input);

/// A province that sells or buys what no contract names.
struct ProvinceResidual {
    std::string province{};
    double residual = 0;           ///< r: electricity sent out (seller) or taken (buyer) without clear counterparty
    double non_fossil_share = 0;   ///< s of a seller: of its on-grid power
};
/// Buyer j gets sum_i r_i s_i x r_j / sum r; seller i gives r_i s_i. Losses on the lines are the sellers'. In the order of `buyers`.
/// Problem "non-fossil.input"; with nothing bought, but something to share, "non-fossil.coefficient".
[[nodiscard]] Result<std::vector<double>> try_inter_province_shares(std::span<ProvinceResidual const> sellers, std::span<ProvinceResidual const> buyers);

/// Contracts without a clear counterparty: the sum over months of min(contract, settlement). Problem "non-fossil.input".
[[nodiscard]] Result<double> try_settled(std::span<double const> contract, std::span<double const> settlement);

/// Energy-saving targets: non-fossil power is taken off total and intensity, physical amounts first, certificates for at most half of the
/// saving that is still needed (2024 No. 113). In one unit of energy.
struct SavingInput {
    double energy = 0;        ///< E: consumption before
    double target = 0;        ///< consumption allowed
    double physical = 0;
    double certificates = 0;  ///< across provinces, cancelled
};
/// What of it could be used, and what was lost to the cap.
struct SavingResult {
    double physical = 0;      ///< deducted
    double certificates = 0;  ///< deducted, after the cap
    double lost = 0;          ///< certificates above the cap
    double adjusted = 0;      ///< E - deductions
    bool met = false;
};
/// "Still needed" is read as E - physical - target (facts/china.md marks this as our reading). Problem "non-fossil.input".
[[nodiscard]] Result<SavingResult> try_energy_saving(SavingInput const& input);

/// A user's input from the registry: physical from own use, direct lines and neighbours that nobody else has the certificate of; certificates
/// from allotments that were cancelled, by their year of generation; offtake of grid consumption. Trade comes from the caller. In MWh.
/// Problems: "non-fossil.period" (a consumption or a vintage that lies in two years), "registry.unknown" only where a store lost a certificate.
[[nodiscard]] Result<NonFossilInput> try_user_input(Registry const& registry, std::string_view holder, int year, double green_trade, double nuclear_trade, double coefficient);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/non_fossil.ipp"
#endif
