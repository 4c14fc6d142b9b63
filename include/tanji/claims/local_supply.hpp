// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <vector>

#include "tanji/base/finding.hpp"
#include "tanji/claims/certificate.hpp"

/// \file
/// Electricity that is not simply bought from the grid: storage, direct lines, own distributed generation, sale to neighbours. Where it goes is a balance;
/// who may claim it is the registry's business.
namespace tanji {

/// A store over a period. Charging is consumption at the store's meter; what comes out was counted there already and is no second consumption.
struct StorageBalance {
    WattHours charged = 0;
    WattHours discharged = 0;
    WattHours stock_change = 0;  ///< in the store at the end less at the beginning

    /// What the store itself consumed. Never below zero: see try_storage.
    [[nodiscard]] constexpr WattHours loss() const noexcept { return charged - discharged - stock_change; }
};
/// Problem "storage.balance" if more comes out than went in (losses below zero), or an amount is negative.
[[nodiscard]] Result<StorageBalance> try_storage(StorageBalance const& balance);

/// The certificate of what a store gives back of certified electricity: amount x discharged / charged, rounded down to whole Wh (EnergyTag: losses reduce
/// what can be released), under a new id and with the period of discharge as vintage. Problem "storage.balance" also for a certificate over more than was charged.
[[nodiscard]] Result<Certificate> try_release_from_storage(Certificate const& charged_with, StorageBalance const& balance, std::string id, Period const& discharge);

/// Generation of a device behind a meter or on a direct line, and where it went.
struct LocalGeneration {
    WattHours generated = 0;
    WattHours own_use = 0;
    WattHours neighbours = 0;   ///< delivered to neighbours through the local grid
    WattHours fed_in = 0;       ///< into the public grid
    WattHours losses = 0;       ///< between generation and delivery, borne by the seller
};
/// Problem "local.balance" unless the parts add up to what was generated, exactly.
[[nodiscard]] Result<LocalGeneration> try_local_generation(LocalGeneration const& generation);

/// Conditions of direct green-power lines (NDRC energy document 2025 No. 650; data/claims/direct-line.csv, unverified): own use of available generation, share in total
/// use. Gives findings "local.direct-line" for those that are missed; `available` and `total_use` above zero, else Problem "local.balance".
[[nodiscard]] Result<std::vector<Finding>> try_direct_line(WattHours own_use, WattHours available, WattHours total_use, int year);

/// Sale to neighbours (distributed generation trading, NDRC energy document 2017 No. 1901, unverified): up to 20 MW at up to 35 kV, or above 20 up to 50 MW connected and consumed
/// at up to 110 kV. Gives a finding "local.neighbour-sale" if a project does not qualify. Problem "local.balance" for numbers that are not above zero.
[[nodiscard]] Result<std::vector<Finding>> try_neighbour_sale(double capacity_mw, double connection_kv);

/// Wheeling fee per kWh: transmission and distribution price at the user's voltage less that of the highest voltage level the trade uses; zero within one substation's level.
/// In the currency of the prices. Problem "local.wheeling" if the price at the user's (lower) voltage is below that of the higher level, or a price is negative.
[[nodiscard]] Result<double> try_wheeling_fee(double price_at_user_voltage, double price_at_highest_voltage_used, bool same_level);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/claims/impl/local_supply.ipp"
#endif
