// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <map>
#include <unordered_map>

#include "tanji/accounting/impl/inventory_tally.ipp"
#include "tanji/accounting/inventory.hpp"
#include "tanji/base/text.hpp"
#include "tanji/factors/attribution.hpp"

/// \file
/// Totals on demand. Nothing is kept beside the lines: a total that is asked for costs some ten nanoseconds a line, and none can
/// be stale.
namespace tanji {

// The words of the Scope 2 Guidance; statements and the command line print them.
TANJI_INLINE std::string_view to_text(EnergyMethod method) noexcept {
    switch (method) {
        case EnergyMethod::both: return "both";
        case EnergyMethod::location: return "location-based";
        case EnergyMethod::market: return "market-based";
    }
    return "?";
}

TANJI_INLINE std::string_view to_text(PartBy by) noexcept {
    constexpr std::string_view words[] = {"scope", "scope3", "category", "organisation", "site", "source", "month", "year", "place", "factor"};
    auto const index = static_cast<std::size_t>(by);
    return index < std::size(words) ? words[index] : "?";
}

// Case aside; the message lists the words, since nobody knows them by heart.
TANJI_INLINE Result<PartBy> try_parse_by(std::string_view text) {
    std::vector<std::string> known;
    for (int i = 0; i <= static_cast<int>(PartBy::factor); ++i) {
        auto const each = static_cast<PartBy>(i);
        if (equal_ignoring_case(to_text(each), text)) return each;
        known.emplace_back(to_text(each));
    }
    return Problem{.id = "inventory.by", .what = "totals are not divided by this", .expected = join(known, ", "), .got = in_quotes(text)};
}

TANJI_INLINE ActivityLines const& OrganisationInventory::activities() const noexcept { return content_->activities; }
TANJI_INLINE Organisation const& OrganisationInventory::organisation() const noexcept { return content_->organisation; }
TANJI_INLINE RuleSet const& OrganisationInventory::rules() const noexcept { return content_->rules; }
TANJI_INLINE Consolidation OrganisationInventory::consolidation() const noexcept { return content_->consolidation; }
TANJI_INLINE Period OrganisationInventory::period() const noexcept { return content_->period; }
TANJI_INLINE std::span<InventoryLine const> OrganisationInventory::lines() const noexcept { return content_->lines; }
TANJI_INLINE std::span<AppliedFactor const> OrganisationInventory::applied() const noexcept { return content_->applied; }
TANJI_INLINE std::span<Finding const> OrganisationInventory::findings() const noexcept { return content_->findings; }
TANJI_INLINE bool OrganisationInventory::has_market() const noexcept { return content_->has_market; }
TANJI_INLINE std::size_t OrganisationInventory::lookups() const noexcept { return content_->lookups; }

TANJI_INLINE std::vector<std::string> OrganisationInventory::attributions() const {
    std::vector<std::shared_ptr<Factor const>> used;
    for (auto const& applied : content_->applied) used.push_back(applied.factor);
    return tanji::attributions(used);
}

namespace detail {

/// A filter made ready for a million lines: what depends on the head or the category is decided once for each of them.
class LineSieve {
public:
    LineSieve(OrganisationInventory::Content const& content, LineFilter const& filter) : content_(content), filter_(filter) {
        auto const categories = all_categories();
        for (auto const& category : categories) {
            bool const scope = filter.scope == 0 || category.scope == filter.scope;
            bool const scope3 = filter.scope3 == 0 || category.scope3 == filter.scope3;
            bool const named = std::find(filter.categories.begin(), filter.categories.end(), category.key) != filter.categories.end();
            bool const wanted = filter.categories.empty() ? category.deducts == filter.deducted : named;  // who names a category means it
            category_.push_back(scope && scope3 && wanted);
        }
        for (auto const* head : content.activities.heads()) {
            head_.push_back((filter.site.empty() || head->site == filter.site) && (filter.organisation.empty() || content.member_of(*head) == filter.organisation));
        }
    }

    /// Reads two bits and a few fields: no text is compared per line.
    [[nodiscard]] bool operator()(InventoryLine const& line) const {
        ActivityLine const& activity = content_.activities[line.activity];
        return category_[line.category] && line.internal == filter_.internal && head_[activity.head_number] &&
               (line.method == EnergyMethod::both || line.method == filter_.energy) && (!filter_.period || filter_.period->contains(activity.period));
    }

private:
    OrganisationInventory::Content const& content_;
    LineFilter const& filter_;
    std::vector<bool> category_;
    std::vector<bool> head_;
};

/// Without claims there is no market-based result; taking the location-based one for it would call bought grid power certified.
[[nodiscard]] inline std::optional<Problem> market_missing(OrganisationInventory::Content const& content, LineFilter const& filter) {
    if (filter.energy != EnergyMethod::market || content.has_market) return {};
    return Problem{.id = "inventory.no-market", .what = "the market-based result was not computed", .expected = "market parts for the lines of bought energy",
                   .got = "none", .hint = "AccountOptions::market takes them; accounting/electricity.hpp makes them from certificates and the residual mix"};
}

/// What the key of a part looks like for one line.
class PartKeys {
public:
    PartKeys(OrganisationInventory::Content const& content, PartBy by) : content_(content), by_(by) {}

    [[nodiscard]] std::string operator()(InventoryLine const& line) const {
        ActivityLine const& activity = content_.activities[line.activity];
        ActivityHead const& head = *activity.head;
        auto const& category = all_categories()[line.category];
        switch (by_) {
            case PartBy::scope: return category.scope == 0 ? "deducted" : std::to_string(category.scope);
            case PartBy::scope3: return category.scope3 == 0 ? "" : (category.scope3 < 10 ? "0" : "") + std::to_string(category.scope3);
            case PartBy::category: return category.key;
            case PartBy::organisation: return content_.member_of(head);
            case PartBy::site: return head.site;
            case PartBy::source: return head.source.empty() ? head.meter : head.source;
            case PartBy::month: return month_key(activity.period);
            case PartBy::year: return activity.period.first().year() == activity.period.last().year() ? std::to_string(activity.period.first().year()) : to_text(activity.period);
            case PartBy::place: return content_.place_of(head);
            case PartBy::factor: return content_.applied[line.applied].factor->key;
        }
        return {};
    }

    /// What the key depends on, as a number: keys are made once for each, not once for each line.
    [[nodiscard]] std::uint64_t identity(InventoryLine const& line) const noexcept {
        ActivityLine const& activity = content_.activities[line.activity];
        switch (by_) {
            case PartBy::scope: case PartBy::scope3: case PartBy::category: return line.category;
            case PartBy::organisation: case PartBy::site: case PartBy::source: case PartBy::place: return activity.head_number;
            case PartBy::month: case PartBy::year: return static_cast<std::uint64_t>(day_number(activity.period.first())) << 32 | day_number(activity.period.last());
            case PartBy::factor: return line.applied;
        }
        return 0;
    }

private:
    // A reading of a quarter belongs to no month: it stands under its own period and is not spread.
    [[nodiscard]] static std::string month_key(Period const& period) {
        bool const one = month_number(period.first()) == month_number(period.last());
        return one ? month_text(month_number(period.first())) : to_text(period);
    }
    [[nodiscard]] static std::uint32_t day_number(Date day) noexcept { return static_cast<std::uint32_t>(month_number(day) * 32 + day.day()); }

    OrganisationInventory::Content const& content_;
    PartBy by_;
};

}  // namespace detail

TANJI_INLINE Result<Total> OrganisationInventory::try_total(LineFilter const& filter) const {
    if (auto problem = detail::market_missing(*content_, filter)) return *std::move(problem);
    try {
        detail::Tally tally;
        detail::LineSieve const wanted(*content_, filter);
        for (auto const& line : content_->lines) {
            if (wanted(line)) tally.add(line.amount, content_->terms[line.applied]);
        }
        return tally.total(*content_);
    } catch (Error const& error) {  // a sum above the largest double
        return error.problem();
    }
}

TANJI_INLINE Result<std::vector<Part>> OrganisationInventory::try_by(PartBy by, LineFilter const& filter) const {
    if (auto problem = detail::market_missing(*content_, filter)) return *std::move(problem);
    try {
        detail::LineSieve const wanted(*content_, filter);
        detail::PartKeys const keys(*content_, by);
        std::map<std::string, detail::Tally> parts;
        std::unordered_map<std::uint64_t, detail::Tally*> known;
        std::uint64_t last = 0;
        detail::Tally* tally = nullptr;
        for (auto const& line : content_->lines) {
            if (!wanted(line)) continue;
            auto const identity = keys.identity(line);
            if (!tally || identity != last) {
                auto const [at, fresh] = known.try_emplace(identity, nullptr);
                if (fresh) at->second = &parts[keys(line)];
                tally = at->second;
                last = identity;
            }
            tally->add(line.amount, content_->terms[line.applied]);
        }
        std::vector<Part> rows;
        for (auto const& [key, sum] : parts) rows.push_back({key, content_->name_of(by, key), sum.total(*content_)});
        return rows;
    } catch (Error const& error) {
        return error.problem();
    }
}

TANJI_INLINE std::vector<std::size_t> OrganisationInventory::selected(LineFilter const& filter) const {
    detail::LineSieve const wanted(*content_, filter);
    std::vector<std::size_t> indices;
    for (std::size_t i = 0; i < content_->lines.size(); ++i) {
        if (wanted(content_->lines[i])) indices.push_back(i);
    }
    return indices;
}

TANJI_INLINE Total OrganisationInventory::line_total(std::size_t line) const {
    detail::Tally tally;
    auto const& one = content_->lines[line];
    tally.add(one.amount, content_->terms[one.applied]);
    return tally.total(*content_);
}

}  // namespace tanji

#include "tanji/accounting/impl/inventory_digest.ipp"
