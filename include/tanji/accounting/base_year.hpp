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

#include "tanji/accounting/inventory.hpp"
#include "tanji/base/limits.hpp"

/// \file
/// The base year that reductions are measured from, and when it has to be computed again (rule C7; GHG Protocol Corporate Standard, chapter 5;
/// ISO 14064-1:2018, 6.4.2).
///     auto base = BaseYear(*base_version(of_2019), {.threshold = 0.05});
///     base = base.with({.id = "sale of plant B", .trigger = BaseYearTrigger::structure, .day = {2023, 7, 1}, .effect = -1200_t ...});
///     if (base.assess().recalculate) base = base.recalculated(*base_version(of_2019_without_b), {2024, 3, 1}).value();
namespace tanji {

/// Why the past may have to be computed again. Growing or shrinking of what one has is not in the list of triggers: a base that
/// followed it would hide it. It is named here only so that it can be written down and refused.
enum class BaseYearTrigger : std::uint8_t { structure, method, error, outsourcing, organic_growth };
/// "structure", "method", "error", "outsourcing", "organic growth".
[[nodiscard]] std::string_view to_text(BaseYearTrigger trigger) noexcept;

/// Something that makes the base no longer comparable.
struct BaseYearEvent {
    std::string id{};
    /// Decides together with the two flags below whether the event counts.
    BaseYearTrigger trigger = BaseYearTrigger::structure;
    Date day{};
    Co2e effect = Co2e::stored(0);      ///< on the emissions of the base year (not of this year), with its sign
    std::string reason{};
    /// Document that shows it, for the verifier.
    std::string evidence{};
    /// A bought or sold unit that did not exist in the base year has no emissions there: such an event does not count (chapter 5).
    bool existed_in_base_year = true;
    /// What was outsourced or taken in is reported in another scope by the same inventory: the total is complete, so it does not count (chapter 5).
    bool reported_elsewhere = false;
};

/// From CSV with the columns `id`, `trigger` (structure, method, error, outsourcing), `day`, `effect` (with its unit: "-1200 t CO2e") and, where wanted,
/// `reason`, `evidence`, `existed_in_base_year` (yes, no; default yes), `reported_elsewhere` (default no). Problems "base-year.event" with
/// file and row, "base-year.organic-growth", "date.*", "unit.*", "csv.*".
[[nodiscard]] Result<std::vector<BaseYearEvent>> try_read_base_year_events(std::string_view text, std::string file = {}, ReadLimits const& limits = {});

/// How the effects of several events are put together.
enum class Cumulation : std::uint8_t {
    net,    ///< with their signs: how far the base would move
    gross,  ///< without: a sale and a purchase of the same size do not cancel
};

/// The threshold has no default: 5 % is usual, but it is the organisation's policy and has to be stated with the base year.
struct BaseYearPolicy {
    double threshold = -1;              ///< required; share of the base year's emissions, 0.05 for 5 %; 0: every event counts
    Cumulation cumulation = Cumulation::net;
};

/// One state of the base, kept for good.
struct BaseYearVersion {
    /// 1 for the first; every recalculation adds one.
    int number = 1;
    Period period{};
    Co2e total = Co2e::stored(0);
    std::vector<std::pair<std::string, Co2e>> parts{};  ///< "scope 1", ...: what has to stay readable
    /// By which the total was made.
    std::string gwp_set{};
    std::string rules{};                ///< id and edition
    std::string digest{};               ///< of the inventory it stands for
    std::optional<Date> made{};         ///< said by the caller
    std::vector<std::string> events{};  ///< ids of those that led to it; empty for the first
    Co2e unexplained = Co2e::stored(0); ///< step from the version before, less the effects of its events
};

/// Total and scopes of an inventory as a base. Problems: those of try_total().
[[nodiscard]] Result<BaseYearVersion> base_version(OrganisationInventory const& inventory, LineFilter const& filter = {});

/// What the events since the last recalculation amount to.
struct BaseYearAssessment {
    Co2e cumulative = Co2e::stored(0);  ///< exact sum of the events that count, net or gross
    double share = 0;                   ///< of the base year's total, unsigned
    double threshold = 0;
    bool recalculate = false;           ///< share is at least the threshold, and something counts
    /// Ids of the events that were added up.
    std::vector<std::string> counted{};
    std::vector<std::string> not_counted{};  ///< "id: why"
};

/// A base year with its policy, all its versions and the events since the last one. A value; changes make new ones.
class BaseYear {
public:
    /// Throws Error "base-year.threshold" (not stated, negative, above 1), "base-year.total" (a base of 0 has no shares).
    BaseYear(BaseYearVersion first, BaseYearPolicy const& policy);
    [[nodiscard]] static Result<BaseYear> try_make(BaseYearVersion first, BaseYearPolicy const& policy);

    [[nodiscard]] BaseYearPolicy const& policy() const noexcept { return policy_; }
    /// The one that counts now.
    [[nodiscard]] BaseYearVersion const& current() const noexcept { return versions_.back(); }
    /// All of them, the first one first: none is ever dropped.
    [[nodiscard]] std::span<BaseYearVersion const> versions() const noexcept { return versions_; }
    /// Since the current version was made.
    [[nodiscard]] std::span<BaseYearEvent const> pending() const noexcept { return pending_; }

    /// Problems: "base-year.organic-growth" (no trigger), "base-year.event" (no id, or one that was used).
    [[nodiscard]] Result<BaseYear> try_with(BaseYearEvent event) const;
    [[nodiscard]] BaseYear with(BaseYearEvent event) const { return try_with(std::move(event)).value(); }

    /// The events against the threshold: all of them together, because ten of 1 % move a base as far as one of 10 %.
    [[nodiscard]] BaseYearAssessment assess() const;

    /// The base computed again. Takes up all pending events, also below the threshold (a policy may be stricter than its rule).
    /// Problems: "base-year.period" (another year: that is a new base, not a recalculated one), "base-year.no-event" (nothing that counts has happened, so
    /// growth would enter by the back door), "base-year.total".
    [[nodiscard]] Result<BaseYear> recalculated(BaseYearVersion next, Date made) const;

    /// Change of a later total since the base, as a share of it: -0.3 for 30 % less.
    [[nodiscard]] double change_since(Co2e later) const noexcept;

private:
    BaseYear() = default;

    BaseYearPolicy policy_{};
    std::vector<BaseYearVersion> versions_{};
    std::vector<BaseYearEvent> pending_{};
};

/// Versions, pending events and what follows, for people.
[[nodiscard]] std::string to_text(BaseYear const& base);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/base_year.ipp"
#endif
