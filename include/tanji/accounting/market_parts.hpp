// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "tanji/accounting/account.hpp"
#include "tanji/accounting/bought_heat.hpp"
#include "tanji/accounting/electricity.hpp"
#include "tanji/claims/registry.hpp"

/// \file
/// Where an inventory meets the registry: lines of bought energy become what certificates, contracts and the rule set say of them, so that
/// one run gives scope 2 by location and by market.
///     auto const inventory = account_with_claims(lines, organisation, rules, FactorDatabase::shipped(), {.registry = &registry});
///     inventory.total({.scope = 2, .energy = EnergyMethod::market});
namespace tanji {

/// Everything that is claimed of the energy in some activity lines. Refers to its parts; they outlive the call.
struct EnergyClaims {
    /// Certificates, allotments and consumptions. Nothing: every kWh is unproven.
    Registry const* registry = nullptr;
    /// Who the lines are of, in the registry's words, where lines and organisation do not say. Empty then: everybody in the registry.
    std::string holder{};
    /// Contracts and suppliers' rates of electricity.
    std::span<EnergyContract const> contracts{};
    /// Suppliers' rates of heat, steam and cooling; `id` is that of the line.
    std::span<HeatPurchase const> heat{};
};

/// Parts for AccountOptions::market, and what has to be said beside the result.
struct MarketParts {
    std::vector<MarketPart> parts{};
    /// Findings of try_electricity and try_heat, and the errors below, with the place of the line.
    std::vector<Finding> findings{};
    std::size_t errors = 0;

    [[nodiscard]] bool ok() const noexcept { return errors == 0; }
};

/// Matches lines of bought electricity with consumptions of the registry by meter, holder, site (where both name one) and period: a consumption may be
/// read in several lines, and a line may be several consumptions, but they must be the same days and the same kWh. A line whose meter the registry
/// does not know is unproven (rule C3). Claims on several lines serve the earlier days first. Consumptions by direct line and own use also
/// get their location-based part. Linear in the lines; const throughout.
///
/// Errors: "market.period" (days that only overlap), "market.amount" (other kWh), "market.holder" (the meter is somebody else's in the registry),
/// "market.consumption" (claimed electricity that no line holds), "market.place" (another market than the line's place), "market.scope-1" (own fossil
/// generation entered as bought), "market.heat" (a supplier's rate for a line that is not there, or another amount), "market.method" (a rule set
/// without market-based result), and those of try_electricity and try_heat.
[[nodiscard]] MarketParts market_parts(ActivityLines const& lines, Organisation const& organisation, RuleSet const& rules, FactorDatabase const& factors, EnergyClaims const& claims,
                                       AccountOptions const& options = {});

/// account_all() with both results of scope 2: location-based by the factors of places, market-based by claims. Replaces options.market.
[[nodiscard]] Accounting account_all_with_claims(ActivityLines const& lines, Organisation const& organisation, RuleSet const& rules, FactorDatabase const& factors,
                                                 EnergyClaims const& claims, AccountOptions const& options = {});
/// The inventory, or "account.refused" with all errors, as try_account().
[[nodiscard]] Result<OrganisationInventory> try_account_with_claims(ActivityLines const& lines, Organisation const& organisation, RuleSet const& rules, FactorDatabase const& factors,
                                                                    EnergyClaims const& claims, AccountOptions const& options = {});
[[nodiscard]] inline OrganisationInventory account_with_claims(ActivityLines const& lines, Organisation const& organisation, RuleSet const& rules, FactorDatabase const& factors,
                                                               EnergyClaims const& claims, AccountOptions const& options = {}) {
    return try_account_with_claims(lines, organisation, rules, factors, claims, options).value();
}

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/market_parts.ipp"
#endif
