// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>

#include "tanji/accounting/account.hpp"
#include "tanji/accounting/impl/account_checks.ipp"
#include "tanji/accounting/impl/account_factor.ipp"
#include "tanji/accounting/impl/activity_csv.ipp"
#include "tanji/base/sort.hpp"

/// \file
/// Line by line to an inventory. What a line meets depends on its meter, its year and its share; it is worked out once for each such
/// combination, with its problem if it has one, and every line then only looks it up.
namespace tanji {
namespace detail {

/// What the lines of one head meet in one year with given shares.
struct HeadSlot {
    int year = 0;
    double share = 1;
    double within = 0;               // share of the other side of the meter, if it is a member too
    std::uint32_t counted = 0;       // into applied
    std::uint32_t internal = 0;      // into applied; only where within > 0
    std::optional<Problem> problem{};
};

struct HeadState {
    std::uint16_t category = 0;
    std::string place{};
    std::string member{};
    std::optional<std::string> other_side{};  // member on the other side of the meter
    std::optional<Problem> problem{};
    std::vector<HeadSlot> slots{};
    std::vector<std::pair<Period, HeadSlot>> shares{};  // of organisations with dated shares: what holds in a period
};

/// Parts of bought energy by line; those of one line in the order given, so that records do not depend on a hash.
using MarketIndex = std::vector<MarketPart const*>;

[[nodiscard]] inline MarketIndex market_index(std::span<MarketPart const> parts) {
    MarketIndex index;
    for (auto const& part : parts) index.push_back(&part);
    sort_keeping_order(index, [](MarketPart const* a, MarketPart const* b) { return a->line < b->line; });
    return index;
}

[[nodiscard]] inline std::span<MarketPart const* const> parts_of_line(MarketIndex const& index, std::size_t line) {
    auto const first = std::partition_point(index.begin(), index.end(), [&](MarketPart const* part) { return part->line < line; });
    auto const last = std::partition_point(first, index.end(), [&](MarketPart const* part) { return part->line == line; });
    return {first, last};
}

class Accountant {
public:
    Accountant(ActivityLines const& lines, Organisation const& organisation, RuleSet const& rules, FactorDatabase const& factors, AccountOptions const& options)
        : options_(options), finder_(factors, rules, options), content_(std::make_shared<OrganisationInventory::Content>()), findings_(options.most_findings) {
        content_->activities = lines;
        content_->organisation = organisation;
        content_->rules = rules;
        content_->consolidation = options.consolidation;
        content_->has_market = options.market_based || !options.market.empty();
    }

    [[nodiscard]] Accounting run() {
        for (auto& problem : check(content_->organisation)) findings_.error(std::move(problem));
        if (content_->activities.empty()) findings_.error({.id = "account.empty", .what = "there are no activity lines", .expected = "at least one line", .got = "none"});
        for (auto const& finding : options_.market_findings) findings_.add(finding.severity, finding.problem);
        for (auto const& warning : content_->rules.warnings) findings_.add(Severity::warning, {.id = "rules.warning", .what = warning, .where = {.object = content_->rules.id}});
        if (findings_.errors() == 0) {
            prepare();
            count_lines();
            check_lines();
        }
        content_->lookups = finder_.lookups();
        Accounting accounting{.inventory = {}, .findings = findings_.take(), .errors = findings_.errors()};
        if (accounting.errors != 0) return accounting;
        content_->findings = accounting.findings;
        accounting.inventory.emplace(std::shared_ptr<OrganisationInventory::Content const>(content_));
        return accounting;
    }

private:
    void prepare() {
        auto const& lines = content_->activities;
        Period whole = lines[0].period;
        for (auto const& line : lines) whole = Period((std::min)(whole.first(), line.period.first()), (std::max)(whole.last(), line.period.last()));
        content_->period = options_.period.value_or(whole);
        for (auto const* head : lines.heads()) heads_.push_back(head_state(*head));
        market_ = market_index(options_.market);
        dated_ = !content_->organisation.shares.empty() || !content_->organisation.members.empty();
        content_->lines.reserve(lines.size() + options_.market.size());
    }

    /// What does not depend on time: category, place, whose it is.
    [[nodiscard]] HeadState head_state(ActivityHead const& head) const {
        HeadState state;
        auto const& organisation = content_->organisation;
        auto const category = find_category(head.category);
        if (!category) state.problem = category.problem();
        else state.category = static_cast<std::uint16_t>(*category);
        if (!organisation.sites.empty() && !organisation.site(head.site)) {
            std::vector<std::string> known;
            for (auto const& site : organisation.sites) known.push_back(site.id);
            state.problem = Problem{.id = "organisation.site", .what = "this is no site of the organisation", .expected = "the id of a site", .got = in_quotes(head.site), .related = nearest(head.site, known)};
        }
        state.place = content_->place_of(head);
        state.member = content_->member_of(head);
        if (Site const* const site = organisation.site(head.site); site && !head.organisation.empty() && head.organisation != site->member) {
            state.problem = Problem{.id = "organisation.site", .what = "a site belongs to another member than the line says", .where = {.object = head.site}, .expected = in_quotes(site->member), .got = in_quotes(head.organisation)};
        }
        if (state.place.empty() && head.factor_key.empty() && !states_gas(head)) {
            state.problem = Problem{.id = "account.place", .what = "a line has no place", .expected = "a place in the line, or at its site in the organisation", .got = "an empty field",
                                    .hint = "factors differ by place: fill the column place, or give the table of sites (--organisation)"};
        }
        if (!head.counterparty.empty()) {
            if (Site const* const other = organisation.site(head.counterparty)) state.other_side = other->member;
            else if (organisation.member(head.counterparty)) state.other_side = head.counterparty;
        }
        return state;
    }

    /// In the order of the table, so that findings come in its order too.
    void count_lines() {
        auto const& lines = content_->activities;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            auto problem = count_line(static_cast<std::uint32_t>(i));
            if (!problem) continue;
            if (!findings_.full()) place(*problem, lines[i]);
            findings_.error(*std::move(problem));
            if (finder_.misses() < most_misses) continue;
            findings_.error({.id = "account.stopped", .what = "accounting stopped: too many different factors are missing", .where = lines.where(lines[i]), .expected = "fewer than " + std::to_string(most_misses) + " that are not there",
                             .got = "as many in " + std::to_string(i + 1) + " lines", .hint = "mend the first ones: is it the right database, are the words those of `tanji factor`?"});
            return;
        }
    }

    /// Gives a problem the place of its line: problems of heads are kept once and reported at each line that has them.
    void place(Problem& problem, ActivityLine const& line) const {
        Where where = content_->activities.where(line);
        if (!problem.where.object.empty()) where.object += ", " + problem.where.object;
        problem.where = std::move(where);
    }

    /// Checks what only this line can be wrong about, then uses what is known of its head, year and share.
    [[nodiscard]] std::optional<Problem> count_line(std::uint32_t index) {
        ActivityLine const& line = content_->activities[index];
        HeadState& head = heads_[line.head_number];
        if (head.problem) return head.problem;
        if (!content_->period.contains(line.period)) {
            return Problem{.id = "account.period", .what = "a line lies outside the period reported on", .expected = "days within " + to_text(content_->period), .got = to_text(line.period),
                           .hint = "leave the line out, or report on a period that holds it (--period)"};
        }
        int const year = line.period.first().year();
        if (year != line.period.last().year() && line.head->factor_year == 0 && line.head->factor_key.empty()) {
            return Problem{.id = "account.years", .what = "the period of a line lies in two years", .expected = "one year, or a factor_year", .got = to_text(line.period),
                           .hint = "split the line at the turn of the year, or say which year's factor it takes"};
        }
        HeadSlot const& slot = slot_of(line, head, year);
        if (slot.problem) return slot.problem;
        return add_line(index, line, head, slot);
    }

    /// The common case first: a single organisation, and the year of the last line.
    [[nodiscard]] HeadSlot const& slot_of(ActivityLine const& line, HeadState& head, int year) {
        if (!dated_) return resolved(line, head, {.year = year});
        for (auto const& [period, wanted] : head.shares) {
            if (period == line.period) return resolved(line, head, wanted);
        }
        HeadSlot wanted{.year = year};
        auto const share = content_->organisation.share(head.member, line.period, content_->consolidation);
        if (!share) wanted.problem = share.problem();
        else wanted.share = *share;
        if (head.other_side && all_categories()[head.category].carrier != EnergyCarrier::none) {
            auto const within = content_->organisation.share(*head.other_side, line.period, content_->consolidation);
            if (!within) wanted.problem = within.problem();
            else wanted.within = *within;
        }
        head.shares.emplace_back(line.period, wanted);
        return resolved(line, head, wanted);
    }

    [[nodiscard]] HeadSlot const& resolved(ActivityLine const& line, HeadState& head, HeadSlot const& wanted) {
        for (auto const& slot : head.slots) {
            if (slot.year == wanted.year && slot.share == wanted.share && slot.within == wanted.within && (!wanted.problem || wanted.problem == slot.problem)) return slot;
        }
        HeadSlot slot = wanted;
        if (!slot.problem) slot.problem = resolve(*line.head, head, slot);
        return head.slots.emplace_back(std::move(slot));
    }

    /// Looks the factor up and enters it with its shares. Rule C6: of energy from a member, the part that is that member's own
    /// scope 1 is set aside as internal.
    [[nodiscard]] std::optional<Problem> resolve(ActivityHead const& head, HeadState const& state, HeadSlot& slot) {
        auto const& match = finder_.find(head, state.place, slot.year);
        if (!match) return match.problem();
        if (auto problem = wrong_stage(*match->factor, all_categories()[state.category])) return problem;
        auto applied = applied_factor(head, match->factor);
        if (!applied) return applied.problem();
        for (auto const& step : match->fall_backs) applied->fall_backs.push_back(to_text(step));
        applied->penalty = match->penalty;
        return enter(*std::move(applied), slot);
    }

    /// The counted and the internal share of a factor as two entries: totals multiply nothing that consolidation could change later.
    [[nodiscard]] std::optional<Problem> enter(AppliedFactor applied, HeadSlot& slot) {
        applied.share = slot.share * slot.within;
        if (slot.within > 0) slot.internal = keep(applied);
        applied.share = slot.within > 0 ? slot.share * (1 - slot.within) : slot.share;
        slot.counted = keep(std::move(applied));
        return {};
    }

    /// The same factor met in the same way is one entry, whichever heads meet it.
    [[nodiscard]] std::uint32_t keep(AppliedFactor applied) {
        std::string key = applied.factor->key + '\x1f' + number_text(applied.per_entered) + '\x1f' + number_text(applied.share) + '\x1f' + applied.entered_unit + '\x1f' + applied.basis;
        for (auto const& step : applied.unit_path) (key += '\x1f') += step;
        for (auto const& step : applied.fall_backs) (key += '\x1f') += step;
        key += '\x1f' + std::to_string(reinterpret_cast<std::uintptr_t>(applied.factor.get()));
        auto const [at, fresh] = applied_.try_emplace(std::move(key), static_cast<std::uint32_t>(content_->applied.size()));
        if (fresh) {
            content_->terms.push_back(factor_terms(applied, *content_));
            content_->applied.push_back(std::move(applied));
        }
        return at->second;
    }

    /// Enters a line: once for what belongs to no method or to both, else its market-based parts and a location-based line or its parts.
    [[nodiscard]] std::optional<Problem> add_line(std::uint32_t index, ActivityLine const& line, HeadState const& head, HeadSlot const& slot) {
        auto const& category = all_categories()[head.category];
        bool const bought = category.carrier != EnergyCarrier::none && !category.deducts;
        InventoryLine entry{.activity = index, .applied = slot.counted, .category = head.category, .method = EnergyMethod::both, .internal = false, .amount = line.amount};
        if (bought && content_->has_market) {
            auto const parts = parts_of_line(market_, index);
            auto const market = add_parts(entry, line, slot, parts, EnergyMethod::market);
            if (!market) return market.problem();
            if (!*market && category.carrier == EnergyCarrier::electricity) {
                return Problem{.id = "account.market", .what = "a line of bought electricity has no market-based part", .expected = "parts for all lines of bought electricity, or for none",
                               .got = "none", .hint = "what no certificate covers takes the residual mix, or what the rule set says"};
            }
            auto const location = add_parts(entry, line, slot, parts, EnergyMethod::location);
            if (!location) return location.problem();
            if (*location && !*market) {
                return Problem{.id = "account.market", .what = "a line has a location-based part and no market-based one", .expected = "parts of both methods, or market-based ones", .got = "location-based ones only"};
            }
            if (*location) return {};
            if (*market) entry.method = EnergyMethod::location;
        }
        push(entry, slot);
        return {};
    }

    /// With its internal share beside it, where the other side of the meter is a member of the group (rule C6).
    void push(InventoryLine entry, HeadSlot const& slot) {
        content_->lines.push_back(entry);
        if (!(slot.within > 0)) return;
        entry.applied = slot.internal;
        entry.internal = true;
        content_->lines.push_back(entry);
    }

    /// The parts of a method must be the line: no kWh gained, none lost. False if there are none.
    [[nodiscard]] Result<bool> add_parts(InventoryLine entry, ActivityLine const& line, HeadSlot const& slot, std::span<MarketPart const* const> parts, EnergyMethod method) {
        ExactSum sum;
        bool any = false;
        entry.method = method;
        for (auto const* const each : parts) {
            MarketPart const& part = *each;
            if (part.method != method) continue;
            any = true;
            if (!part.factor || !(part.amount >= 0) || part.amount - part.amount != 0) {
                return Problem{.id = "account.market", .what = "a market-based part has no factor or no amount", .where = {.object = part.basis}, .expected = "a factor and an amount of zero or more", .got = number_text(part.amount)};
            }
            auto applied = applied_factor(*line.head, part.factor);
            if (!applied) return applied.problem();
            applied->basis = part.basis;
            applied->fall_backs = part.fall_backs;
            applied->penalty = part.penalty;
            HeadSlot own = slot;
            if (auto problem = enter(*std::move(applied), own)) return *std::move(problem);
            entry.applied = own.counted;
            entry.amount = part.amount;
            sum.add(part.amount);
            push(entry, own);
        }
        double const given = sum.value();
        if (!any || std::abs(given - line.amount) <= 1e-9 * line.amount) return any;
        return Problem{.id = "account.market", .what = "the " + std::string(to_text(method)) + " parts of a line are not the line", .expected = number_text(line.amount) + " " + line.head->unit, .got = number_text(given) + " " + line.head->unit};
    }

    /// What only shows when all lines are known.
    void check_lines() {
        LineChecks checks(*content_, options_, findings_);
        checks.run();
    }

    static constexpr std::size_t most_misses = 100;
    AccountOptions const& options_;
    FactorFinder finder_;
    std::shared_ptr<OrganisationInventory::Content> content_;
    FindingList findings_;
    std::vector<HeadState> heads_;
    std::unordered_map<std::string, std::uint32_t> applied_;
    MarketIndex market_;
    bool dated_ = false;
};

}  // namespace detail

TANJI_INLINE Accounting account_all(ActivityLines const& lines, Organisation const& organisation, RuleSet const& rules, FactorDatabase const& factors, AccountOptions const& options) {
    return detail::Accountant(lines, organisation, rules, factors, options).run();
}

TANJI_INLINE Result<OrganisationInventory> try_account(ActivityLines const& lines, Organisation const& organisation, RuleSet const& rules, FactorDatabase const& factors,
                                                       AccountOptions const& options) {
    auto accounting = account_all(lines, organisation, rules, factors, options);
    return detail::lines_or_refusal(std::move(accounting.inventory), accounting.findings, accounting.errors, "account.refused", "the lines cannot all be counted");
}

}  // namespace tanji
