// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/limits.hpp"
#include "tanji/base/period.hpp"

/// \file
/// Who is in an inventory, and with which share (GHG Protocol Corporate Standard, chapter 3; ISO 14064-1:2018, 5.1).
namespace tanji {

/// How shares of members are counted. Said by the caller, because the three give different totals for the same group.
enum class Consolidation : std::uint8_t {
    operational_control,  ///< all of what is operated, nothing of the rest
    financial_control,
    equity_share,         ///< by economic interest, multiplied along the chain of owners
};

/// "operational-control", "financial-control", "equity-share". Problem "organisation.consolidation".
[[nodiscard]] std::string_view to_text(Consolidation consolidation) noexcept;
[[nodiscard]] Result<Consolidation> try_parse_consolidation(std::string_view text);

/// One member of the group: the parent itself or a company it has a share of.
struct Member {
    std::string id{};
    std::string name{};
    std::string owner{};  ///< member that holds the share; empty: the reporting organisation itself

    bool operator==(Member const&) const = default;
};

/// A place where lines come from; its member decides the share that counts.
struct Site {
    std::string id{};
    std::string name{};
    std::string member{};  ///< whose it is; empty: the reporting organisation's
    std::string place{};   ///< code, see places/place.hpp

    bool operator==(Site const&) const = default;
};

/// A boiler, a fleet, a meter: what lines name as their source or meter. Only needed where checks want it to be complete.
struct EmissionSource {
    std::string id{};
    std::string site{};
    std::string category{};
    bool monthly = false;  ///< every month of the period must have a line

    bool operator==(EmissionSource const&) const = default;
};

/// Say in the financial policies of a member. Table 1 of the Corporate Standard (chapter 3): what is controlled counts as a whole; of a venture whose partners
/// control it together each counts its equity share, under financial control too; what others control does not count.
enum class FinancialControl : std::uint8_t { none, whole, joint };
/// "no", "yes", "joint", as tables of organisations have them.
[[nodiscard]] std::string_view to_text(FinancialControl control) noexcept;

/// What the owner has of a member in a period (rule C6: ownership shares are dated).
struct OwnershipShare {
    std::string member{};
    Period period{};
    double equity = 1;  ///< economic interest, 0 to 1; 0 for a mere investment, which no approach counts
    /// Full say in operating policies; counts all or nothing, whatever the equity.
    bool operational_control = true;
    FinancialControl financial_control = FinancialControl::whole;

    bool operator==(OwnershipShare const&) const = default;
};

/// Plain data. An empty one stands for a single organisation that owns every site that lines name.
struct Organisation {
    std::string id{};
    std::string name{};
    std::vector<Member> members{};
    std::vector<Site> sites{};
    std::vector<EmissionSource> sources{};
    std::vector<OwnershipShare> shares{};

    bool operator==(Organisation const&) const = default;

    /// Null if there is none.
    [[nodiscard]] Site const* site(std::string_view id) const noexcept;
    /// Likewise.
    [[nodiscard]] Member const* member(std::string_view id) const noexcept;

    /// What counts of `member` on all days of `period`: 0 to 1; 1 for the reporting organisation (empty id).
    /// Problems: "organisation.member" (unknown), "organisation.share-missing" (a day without a share),
    /// "organisation.share-changes" (several shares within the period: the line must be split, nothing is prorated silently).
    [[nodiscard]] Result<double> share(std::string_view member, Period const& period, Consolidation by) const;
};

/// Everything that is wrong in it: unknown owners and members, loops, shares outside 0 to 1 or overlapping in time, ids twice.
[[nodiscard]] std::vector<Problem> check(Organisation const& organisation);

/// From CSV with the columns `record` (organisation, member, site, source, share), `id`, `name`, `of` (owner, member or site), `place`, `category`, `monthly`,
/// `period`, `equity`, `operational_control` (yes, no), `financial_control` (yes, no, joint); unused fields stay empty. Problems "csv.*", "organisation.*", "period.*".
[[nodiscard]] Result<Organisation> try_read_organisation(std::string_view text, std::string file = {}, ReadLimits const& limits = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/organisation.ipp"
#endif
