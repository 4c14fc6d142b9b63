// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <span>
#include <string>
#include <vector>

#include "tanji/accounting/inventory.hpp"
#include "tanji/base/executor.hpp"
#include "tanji/factors/lookup.hpp"

/// \file
/// From activity lines to an inventory.
///     auto const rules = RuleSet::get("ghg-protocol", year_period(2023));
///     auto const inventory = account(lines, {}, rules, FactorDatabase::shipped());
namespace tanji {

/// A part of a line of bought energy under the market-based method: what an allotment of certificates, a contract or the residual
/// mix says about it (accounting/market_parts.hpp makes these). The parts of a line must add up to its amount.
struct MarketPart {
    std::size_t line = 0;   ///< into the activity lines
    double amount = 0;      ///< in the unit of the line as entered
    /// What the part is multiplied by.
    std::shared_ptr<Factor const> factor{};
    std::string basis{};    ///< "certificate GEC-2023-17", "residual-mix by ghg-protocol 2015": repeated by results
    /// `location` for electricity that never saw the public grid: the rate of its device in place of the grid's, by supply and not by certificate.
    EnergyMethod method = EnergyMethod::market;
    std::vector<std::string> fall_backs{};  ///< steps of the look-up of `factor` away from what was asked for
    double penalty = 0;                     ///< of these
};

/// How an inventory is made. Everything that changes a number stands here or in the rule set, and results repeat it.
struct AccountOptions {
    /// Which share of each member counts (rule C6).
    Consolidation consolidation = Consolidation::operational_control;
    /// The time reported on. Lines that lie outside are an error, not left out. Nothing: from the first to the last day of the lines.
    std::optional<Period> period{};
    /// Market-based parts; all lines of bought electricity, or none.
    std::span<MarketPart const> market{};
    /// The market-based result is wanted also where there are no parts, because nothing was bought.
    bool market_based = false;
    /// What was found while the parts were made; the inventory repeats it.
    std::span<Finding const> market_findings{};
    /// A factor of a larger place, of a neighbouring year or a proxy, as far as the rule set allows them too (rule C3); the result lists each.
    bool allow_fall_backs = false;
    /// Words that may stand in for others where no factor fits; each use is a finding.
    std::vector<FactorProxy> proxies{};
    /// Only factors released by this day: what was known when a past result was made.
    std::optional<Date> as_of{};
    /// C4: keeps a CO2e published with another GWP set as it is; the result says so.
    bool keep_published = false;
    /// Every meter of the lines must cover every month of the period.
    bool every_month = false;
    std::size_t most_findings = 1000;  ///< further ones are counted, not listed
    /// Who does the work and how to stop it; the result is the same for any number of threads.
    WorkControl work{};
};

/// What came out: an inventory if there was no error, and everything that was noticed, with file and row.
struct Accounting {
    /// Absent if there was any error: an inventory with lines left out would be a wrong number.
    std::optional<OrganisationInventory> inventory{};
    /// Errors, warnings and notes, each with its place.
    std::vector<Finding> findings{};
    std::size_t errors = 0;  ///< all, also those beyond most_findings

    [[nodiscard]] bool ok() const noexcept { return inventory.has_value(); }
};

/// Every line, every problem. Throws only what executors and memory throw.
[[nodiscard]] Accounting account_all(ActivityLines const& lines, Organisation const& organisation, RuleSet const& rules, FactorDatabase const& factors, AccountOptions const& options = {});

/// The inventory, or one Problem "account.refused" whose `related` lists the errors with their places.
[[nodiscard]] Result<OrganisationInventory> try_account(ActivityLines const& lines, Organisation const& organisation, RuleSet const& rules, FactorDatabase const& factors,
                                                        AccountOptions const& options = {});
[[nodiscard]] inline OrganisationInventory account(ActivityLines const& lines, Organisation const& organisation, RuleSet const& rules, FactorDatabase const& factors,
                                                   AccountOptions const& options = {}) {
    return try_account(lines, organisation, rules, factors, options).value();
}

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/account.ipp"
#endif
