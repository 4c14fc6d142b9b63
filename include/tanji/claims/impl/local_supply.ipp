// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>
#include <map>
#include <utility>

#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"
#include "tanji/claims/impl/data/claims_direct_line.ipp"
#include "tanji/claims/impl/registry_detail.ipp"
#include "tanji/claims/local_supply.hpp"

/// \file
/// Balances close to the watt-hour or are refused: a gap between meters is a question for people, not a rounding.
namespace tanji {

// Losses are the rest of a balance, so only a store that gives more than it got contradicts itself.
TANJI_INLINE Result<StorageBalance> try_storage(StorageBalance const& balance) {
    if (balance.charged >= 0 && balance.discharged >= 0 && balance.loss() >= 0) return balance;
    return Problem{.id = "storage.balance", .what = "a store gives more than it got", .expected = "charged = discharged + stock change + losses, losses from 0",
                   .got = watt_hours_text(balance.charged) + " in, " + watt_hours_text(balance.discharged) + " out, stock change " + watt_hours_text(balance.stock_change),
                   .hint = "look for exchanged meters, or a stock that was not read"};
}

// Round-trip losses take their part of the certificate with them (EnergyTag): what comes out carries less than what went in, rounded down.
TANJI_INLINE Result<Certificate> try_release_from_storage(Certificate const& charged_with, StorageBalance const& balance, std::string id, Period const& discharge) {
    auto const checked = try_storage(balance);
    if (!checked) return checked.problem();
    if (charged_with.amount > balance.charged || balance.charged == 0 || discharge.last() < charged_with.vintage.first()) {
        return Problem{.id = "storage.balance", .what = "a certificate does not fit what was charged", .where = {.object = "certificate " + charged_with.id},
                       .expected = "at most " + watt_hours_text(balance.charged) + ", generated before the discharge", .got = watt_hours_text(charged_with.amount) + " of " + to_text(charged_with.vintage)};
    }
    Certificate released = charged_with;
    released.id = std::move(id);
    released.vintage = discharge;
    released.amount = detail::share_down(charged_with.amount, balance.discharged, balance.charged);
    return released;
}

// To the watt-hour: a kWh that is neither used, sold, fed in nor lost would be claimed by whoever asks first.
TANJI_INLINE Result<LocalGeneration> try_local_generation(LocalGeneration const& g) {
    WattHours const used = g.own_use + g.neighbours + g.fed_in + g.losses;
    bool const signs = g.generated >= 0 && g.own_use >= 0 && g.neighbours >= 0 && g.fed_in >= 0 && g.losses >= 0;
    if (signs && used == g.generated) return g;
    return Problem{.id = "local.balance", .what = "generation and its uses do not add up", .expected = "own use, neighbours, fed in and losses from 0, in sum " + watt_hours_text(g.generated),
                   .got = watt_hours_text(used), .hint = "enter the difference as losses if the meters are right"};
}

// 2025 No. 650. The conditions are dated rows; each that is missed is one finding, none refuses, because their text was not seen.
TANJI_INLINE Result<std::vector<Finding>> try_direct_line(WattHours own_use, WattHours available, WattHours total_use, int year) {
    if (own_use < 0 || available <= 0 || total_use <= 0 || own_use > available || own_use > total_use) {
        return Problem{.id = "local.balance", .what = "own use does not fit generation and total use", .expected = "0 to the smaller of both, both above 0",
                       .got = watt_hours_text(own_use) + " of " + watt_hours_text(available) + " and " + watt_hours_text(total_use)};
    }
    auto const text = detail::data_claims_direct_line();
    CsvReader csv(text, "data/claims/direct-line.csv");
    struct Condition {
        double from_year = 0, share = 0;
        std::string document{};
    };
    std::map<std::string, Condition> conditions;  // the latest that holds in the year
    while (csv.next()) {
        Condition const row{csv.number("from_year"), csv.number("share"), std::string(csv["document"])};
        auto& held = conditions[std::string(csv["condition"])];
        if (row.from_year <= year && row.from_year >= held.from_year) held = row;
    }
    std::vector<Finding> findings;
    for (auto const& [name, condition] : conditions) {
        double const share = static_cast<double>(own_use) / static_cast<double>(name == "own-use-of-generation" ? available : total_use);
        if (share >= condition.share) continue;
        findings.push_back({Severity::warning, {.id = "local.direct-line", .what = "a direct line misses a condition", .where = {.object = name}, .expected = "at least " + number_text(condition.share),
                                                .got = number_text(share, 6), .hint = condition.document + " (not seen in the original)"}});
    }
    return findings;
}

// 2017 No. 1901: small projects at distribution voltage, larger ones only where they are consumed at once.
TANJI_INLINE Result<std::vector<Finding>> try_neighbour_sale(double capacity_mw, double connection_kv) {
    if (!std::isfinite(capacity_mw) || !std::isfinite(connection_kv) || capacity_mw <= 0 || connection_kv <= 0) {
        return Problem{.id = "local.balance", .what = "capacity and voltage are needed", .expected = "numbers above 0", .got = number_text(capacity_mw) + " MW, " + number_text(connection_kv) + " kV"};
    }
    if ((capacity_mw <= 20 && connection_kv <= 35) || (capacity_mw > 20 && capacity_mw <= 50 && connection_kv <= 110)) return std::vector<Finding>{};
    return std::vector<Finding>{{Severity::warning, {.id = "local.neighbour-sale", .what = "the project is too large, or connected too high, for sale to neighbours",
                                                     .expected = "up to 20 MW at up to 35 kV, or above 20 up to 50 MW at up to 110 kV", .got = number_text(capacity_mw) + " MW at " + number_text(connection_kv) + " kV",
                                                     .hint = "NDRC energy document 2017 No. 1901 (not seen in the original)"}}};
}

// Price at the user's voltage less that of the highest level used; nothing within one substation's level (2017 No. 1901).
TANJI_INLINE Result<double> try_wheeling_fee(double price_at_user_voltage, double price_at_highest_voltage_used, bool same_level) {
    double const fee = same_level ? 0 : price_at_user_voltage - price_at_highest_voltage_used;
    if (std::isfinite(fee) && fee >= 0 && price_at_user_voltage >= 0 && price_at_highest_voltage_used >= 0) return fee;
    return Problem{.id = "local.wheeling", .what = "the prices of two voltage levels do not give a wheeling fee", .expected = "prices from 0, the lower voltage not cheaper than the higher",
                   .got = number_text(price_at_user_voltage) + " and " + number_text(price_at_highest_voltage_used), .hint = "look whether the two levels were exchanged"};
}

}  // namespace tanji
