// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/accounting/activity_line.hpp"
#include "tanji/accounting/category.hpp"
#include "tanji/accounting/organisation.hpp"
#include "tanji/accounting/rule_set.hpp"
#include "tanji/factors/factor.hpp"

/// \file
/// An organisation's greenhouse-gas inventory: lines that met factors, and totals by whatever the reader asks for.
///     auto const inventory = account(lines, organisation, rules, FactorDatabase::shipped());
///     double const direct = inventory.total({.scope = 1}).co2e.in(units::t);              // units: tanji/units/constants.hpp
///     for (auto const& part : inventory.by(PartBy::site, {.scope = 2})) use(part.key, part.total.co2e, part.total.gases);
/// A statement in the words of a standard is one call more (accounting/view.hpp); why the number is another than last year's, accounting/change.hpp.
namespace tanji {

/// Which of the two results of scope 2 a line belongs to; `both` for everything that is not bought energy.
enum class EnergyMethod : std::uint8_t { both, location, market };
/// "both", "location-based", "market-based".
[[nodiscard]] std::string_view to_text(EnergyMethod method) noexcept;

/// A factor as it met lines: with the way from the unit entered and the share that counts. Lines share it.
struct AppliedFactor {
    std::shared_ptr<Factor const> factor{};
    double per_entered = 1;                 ///< units of factor->per in one unit as entered: scale and conversions
    double share = 1;                       ///< of the consolidation; what is left of energy from within the group
    std::string entered_unit{};
    std::vector<std::string> unit_path{};   ///< each conversion in words
    std::vector<std::string> fall_backs{};  ///< each step of the look-up away from what was asked for (rule C3)
    double penalty = 0;                     ///< quality penalty of these, 0 for none
    std::string basis{};                    ///< of a factor that came from outside the database: "certificate ...", "residual mix"
};

/// One line of activity, or a part of it, met a factor. 32 bytes.
struct InventoryLine {
    std::uint32_t activity = 0;  ///< into activities()
    std::uint32_t applied = 0;   ///< into applied()
    std::uint16_t category = 0;  ///< into all_categories()
    EnergyMethod method = EnergyMethod::both;
    bool internal = false;       ///< energy from a member of the group: listed, not part of totals (rule C6)
    double amount = 0;           ///< as entered, in applied.entered_unit; a part of the activity's where it was split
};

/// A sum over lines. Every number is the exact sum of exact products (amount x factor), rounded once: neither the order of lines nor
/// splitting one changes a bit.
struct Total {
    GasMasses gases{};                       ///< by gas, biogenic CO2 among them
    std::vector<std::pair<std::string, Co2e>> published{};  ///< from factors that give no gases, by GWP set
    Co2e co2e = Co2e::stored(0);                             ///< by the rule's GWP set: fossil and land-use CO2, all CH4 and N2O, F-gases; no biogenic CO2 (rule C8)
    Co2e biogenic_methane = Co2e::stored(0);                 ///< part of co2e
    Co2e biogenic_n2o = Co2e::stored(0);                     ///< part of co2e: of lines whose factor's CO2 is biogenic alone; a blend's N2O has no known origin
    Mass biogenic_co2 = Mass::stored(0);                     ///< beside co2e, never in it
    std::uint64_t lines = 0;
    std::vector<std::string> not_estimated{};  ///< gases that factors left out: not zero (rule C4)
};

/// Which lines a total is over; what is not set does not restrict. A filter that fits no line gives a total of 0 lines, not an error: look at Total::lines.
struct LineFilter {
    int scope = 0;                ///< 1, 2 or 3; 0: all
    int scope3 = 0;               ///< 1 to 15: a category of scope 3; 0: all
    std::vector<std::string> categories{};  ///< keys of data/rules/categories.csv; any of them. Naming one that is deducted asks for it, too
    std::string organisation{};   ///< id of a member
    std::string site{};           ///< as lines name it
    std::optional<Period> period{};  ///< lines that lie in it
    EnergyMethod energy = EnergyMethod::location;  ///< which of the two results of scope 2; market needs claims (has_market())
    bool deducted = false;        ///< energy sold, CO2 handed over, removals, instead of emissions: positive numbers, in no scope
    bool internal = false;        ///< instead, what consolidation set aside: energy that members sold each other
};

/// How a table of totals is divided. (Not `By`: analysis/contributions.hpp has that name, and a program may include both.)
enum class PartBy : std::uint8_t { scope, scope3, category, organisation, site, source, month, year, place, factor };
/// "scope", "scope3", "category", ... Problem "inventory.by".
[[nodiscard]] std::string_view to_text(PartBy by) noexcept;
[[nodiscard]] Result<PartBy> try_parse_by(std::string_view text);

/// One row of such a table.
struct Part {
    std::string key{};   ///< "1", "electricity", "2023-05", the id of a site; empty where lines do not say
    std::string name{};  ///< in English, or as the organisation names it; empty where the key says it all
    Total total{};
};

/// Lines with the factors they met, under one rule set. A handle to shared immutable data: cheap to copy, const calls are
/// safe from any thread. Totals are computed when asked for, linear in the lines.
class OrganisationInventory {
public:
    /// What went in, kept alive by this handle; indices of lines() lead here.
    [[nodiscard]] ActivityLines const& activities() const noexcept;
    [[nodiscard]] Organisation const& organisation() const noexcept;
    /// The edition that was used, with its warnings.
    [[nodiscard]] RuleSet const& rules() const noexcept;
    [[nodiscard]] Consolidation consolidation() const noexcept;
    [[nodiscard]] Period period() const noexcept;
    /// More than activities() where a line was split by certificates, or stands in both results of scope 2.
    [[nodiscard]] std::span<InventoryLine const> lines() const noexcept;
    /// Each distinct way from an amount to gases, once.
    [[nodiscard]] std::span<AppliedFactor const> applied() const noexcept;
    /// Notes and warnings: what results must repeat (fall-backs, low confidence, drafts, other editions, gases not estimated).
    [[nodiscard]] std::span<Finding const> findings() const noexcept;
    /// Whether bought energy has a market-based result: claims were given. Without them it is not computed, not equal.
    [[nodiscard]] bool has_market() const noexcept;
    /// What the licences of its factors ask to be said wherever its results go, each source once (factors/attribution.hpp).
    [[nodiscard]] std::vector<std::string> attributions() const;
    /// How many distinct factor look-ups were made.
    [[nodiscard]] std::size_t lookups() const noexcept;

    /// Problems: "gwp.*" (a gas without a value in the set), "gwp.rebase" (a factor published only as CO2e by another set), "number.overflow",
    /// "inventory.no-market".
    [[nodiscard]] Result<Total> try_total(LineFilter const& filter = {}) const;
    [[nodiscard]] Total total(LineFilter const& filter = {}) const { return try_total(filter).value(); }
    /// Parts in order of key; their raw sums add up to the total before rounding.
    [[nodiscard]] Result<std::vector<Part>> try_by(PartBy by, LineFilter const& filter = {}) const;
    [[nodiscard]] std::vector<Part> by(PartBy by, LineFilter const& filter = {}) const { return try_by(by, filter).value(); }

    /// The lines that try_total(filter) adds up, as indices into lines(): for whoever explains a total line by line.
    [[nodiscard]] std::vector<std::size_t> selected(LineFilter const& filter = {}) const;

    /// One line alone, as a record and a reader see it. Index into lines().
    [[nodiscard]] Total line_total(std::size_t line) const;

    /// SHA-256 over rule set, GWP set, applied factors and every line in an order-free way: the same lines in any order give the same text.
    [[nodiscard]] std::string digest() const;

    struct Content;
    /// For the other functions of this folder (inventory_parts.hpp).
    [[nodiscard]] Content const& content() const noexcept { return *content_; }
    explicit OrganisationInventory(std::shared_ptr<Content const> content) : content_(std::move(content)) {}

private:
    std::shared_ptr<Content const> content_;
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/inventory.ipp"
#endif
