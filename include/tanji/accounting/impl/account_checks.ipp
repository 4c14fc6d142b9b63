// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <map>

#include "tanji/accounting/account.hpp"
#include "tanji/accounting/impl/inventory_tally.ipp"

/// \file
/// Checks over all lines of an inventory: meters that overlap in time or miss a month, fuel tables that do not belong together,
/// gases that the GWP set has no number for.
namespace tanji::detail {

/// Findings up to a number; errors are counted beyond it.
class FindingList {
public:
    explicit FindingList(std::size_t most) : most_(most) {}

    void add(Severity severity, Problem problem) {
        if (!full()) findings_.push_back({severity, std::move(problem)});
    }
    void error(Problem problem) {
        ++errors_;
        add(Severity::error, std::move(problem));
    }
    [[nodiscard]] bool full() const noexcept { return findings_.size() >= most_; }
    [[nodiscard]] std::size_t errors() const noexcept { return errors_; }
    [[nodiscard]] std::vector<Finding> take() noexcept { return std::move(findings_); }

private:
    std::size_t most_;
    std::size_t errors_ = 0;
    std::vector<Finding> findings_;
};

class LineChecks {
public:
    LineChecks(OrganisationInventory::Content& content, AccountOptions const& options, FindingList& findings) : content_(content), options_(options), findings_(findings) {}

    void run() {
        check_meters();
        check_factors();
        check_gwp();
    }

private:
    /// A meter is one at its site, in its category and for one stage: its reading may also be used for upstream emissions.
    void check_meters() {
        auto const heads = content_.activities.heads();
        std::map<std::string, std::size_t> numbers;
        std::vector<std::size_t> meter_of(heads.size(), none);
        for (std::size_t i = 0; i < heads.size(); ++i) {
            ActivityHead const& head = *heads[i];
            if (head.meter.empty()) continue;
            meter_of[i] = numbers.try_emplace(head.organisation + '\x1f' + head.site + '\x1f' + head.meter + '\x1f' + head.category + '\x1f' + head.kind, numbers.size()).first->second;
        }
        std::vector<std::vector<std::uint32_t>> lines_of(numbers.size());
        for (std::size_t i = 0; i < content_.activities.size(); ++i) {
            std::size_t const meter = meter_of[content_.activities[i].head_number];
            if (meter != none) lines_of[meter].push_back(static_cast<std::uint32_t>(i));
        }
        for (auto& lines : lines_of) check_meter(lines);
        if (options_.every_month) return;
        for (auto const& source : content_.organisation.sources) {
            if (source.monthly) check_source(source);
        }
    }

    void check_meter(std::vector<std::uint32_t>& lines) {
        auto const& all = content_.activities;
        std::sort(lines.begin(), lines.end(), [&](std::uint32_t a, std::uint32_t b) { return all[a].period < all[b].period || (all[a].period == all[b].period && a < b); });
        std::size_t longest = 0;  // of those before, the one that lasts longest: a bill of the year covers all months behind it
        for (std::size_t i = 1; i < lines.size(); ++i) {
            if (all[lines[i - 1]].period.last() > all[lines[longest]].period.last()) longest = i - 1;
            ActivityLine const& before = all[lines[longest]];
            ActivityLine const& line = all[lines[i]];
            if (!before.period.overlaps(line.period)) continue;
            findings_.error({.id = "account.overlap", .what = "two lines of one meter overlap in time", .where = all.where(line), .expected = "days that no other line of meter " + line.head->meter + " covers",
                             .got = to_text(line.period) + " and " + to_text(before.period), .hint = "was a bill entered twice?", .related = {to_text(all.where(before))}});
        }
        if (!options_.every_month || lines.empty()) return;
        std::vector<Period> periods;
        for (auto const line : lines) periods.push_back(all[line].period);
        report_gaps(periods, all.where(all[lines.front()]), "meter " + all[lines.front()].head->meter);
    }

    void check_source(EmissionSource const& source) {
        std::vector<Period> periods;
        for (auto const& line : content_.activities) {
            if (line.head->source == source.id && (source.site.empty() || line.head->site == source.site)) periods.push_back(line.period);
        }
        report_gaps(periods, {.object = "source " + source.id}, "source " + source.id);
    }

    void report_gaps(std::vector<Period> const& periods, Where where, std::string const& what) {
        auto const missing = gaps(content_.period, periods);
        if (missing.empty()) return;
        Problem problem{.id = "account.gap", .what = "a meter has no lines for a part of the period", .where = std::move(where), .expected = what + " in all of " + to_text(content_.period),
                        .got = "nothing for " + to_text(missing.front()), .hint = "missing is not zero: enter a line with 0 if nothing was used"};
        for (std::size_t i = 1; i < missing.size() && i < 12; ++i) problem.related.push_back(to_text(missing[i]));
        findings_.error(std::move(problem));
    }

    /// Rule C4: fuels of one region come from one document's table. Carbon contents of tables differ (LNG: 0.0172 and 0.0153), and
    /// choosing fuel by fuel would be choosing the total.
    void check_factors() {
        auto const setting = content_.rules.setting("fuel-tables");
        bool const one_table = !setting || setting->value == "one-per-region";  // what a rule leaves open is not a licence to mix
        std::map<std::string, std::uint32_t> table_of;  // region: an applied factor of its table
        std::vector<bool> seen(content_.applied.size());
        auto const categories = all_categories();
        for (auto const& line : content_.lines) {
            if (seen[line.applied]) continue;
            seen[line.applied] = true;
            Factor const& factor = *content_.applied[line.applied].factor;
            note_factor(line);
            if (!one_table || !categories[line.category].fuel) continue;
            auto const [at, fresh] = table_of.try_emplace(factor.region, line.applied);
            Factor const& first = *content_.applied[at->second].factor;
            if (fresh || first.provenance.document == factor.provenance.document) continue;
            auto const& activity = content_.activities[line.activity];
            findings_.error({.id = "account.fuel-tables", .what = "fuels of one region take their factors from two documents", .where = content_.activities.where(activity),
                             .expected = first.provenance.document + " (" + first.key + ")", .got = factor.provenance.document + " (" + factor.key + ")",
                             .hint = "take all fuels of " + factor.region + " from one table"});
        }
    }

    /// What a result must repeat about a factor: steps away from what was asked for, and a confidence that was opted into.
    void note_factor(InventoryLine const& line) {
        AppliedFactor const& applied = content_.applied[line.applied];
        Where const where{.object = applied.factor->key};
        for (auto const& step : applied.fall_backs) findings_.add(Severity::warning, {.id = "account.fall-back", .what = step, .where = where});
        if (applied.factor->provenance.confidence > default_confidence) {
            findings_.add(Severity::warning, {.id = "account.confidence", .what = "a factor of low confidence was opted into", .where = where,
                                              .got = std::string(to_text(applied.factor->provenance.confidence))});
        }
        for (auto const& text : applied.factor->assumptions) findings_.add(Severity::note, {.id = "account.assumption", .what = text, .where = where});
    }

    /// Every gas that occurs must have a number in the rule's set, and every CO2e must have been made with it (rule C4). Reported once for
    /// a factor, at the first line that meets it.
    void check_gwp() {
        content_.gwp.assign(all_gases().size(), 0);
        std::vector<bool> seen(content_.applied.size());
        for (auto const& line : content_.lines) {
            if (seen[line.applied]) continue;
            seen[line.applied] = true;
            Factor const& factor = *content_.applied[line.applied].factor;
            Where const where = content_.activities.where(content_.activities[line.activity]);
            for (auto const& [gas, mass] : factor.gases) {
                if (gas != gas::co2_biogenic) take_gwp(gas, factor, where);
            }
            bool const other = factor.co2e && (!(factor.co2e_set == content_.rules.gwp) || factor.co2e_set == gwp::unstated());
            if (!other) continue;
            Problem problem{.id = "gwp.rebase", .what = "a factor was published only as CO2e by another GWP set", .where = where, .expected = to_text(content_.rules.gwp),
                            .got = to_text(factor.co2e_set) + " (" + factor.key + ")", .hint = "use a factor that gives gases, or AccountOptions{.keep_published = true} (--keep-published), which the result repeats"};
            if (options_.keep_published) findings_.add(Severity::warning, std::move(problem));
            else findings_.error(std::move(problem));
        }
    }

    void take_gwp(Gas gas, Factor const& factor, Where const& where) {
        auto const value = content_.rules.gwp.find(gas);
        if (value) {
            content_.gwp[gas.id()] = value->value;
            return;
        }
        Problem problem = value.problem();
        problem.where = where;
        problem.where.object += ", " + factor.key;
        findings_.error(std::move(problem));
    }

    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    OrganisationInventory::Content& content_;
    AccountOptions const& options_;
    FindingList& findings_;
};

}  // namespace tanji::detail
