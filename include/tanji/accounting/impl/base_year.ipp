// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>

#include "tanji/accounting/base_year.hpp"
#include "tanji/accounting/impl/yes_or_no.ipp"
#include "tanji/base/csv.hpp"
#include "tanji/base/exact_sum.hpp"
#include "tanji/base/text.hpp"
#include "tanji/units/parse.hpp"
#include "tanji/units/text.hpp"

namespace tanji::detail {

/// Why an event does not count, or nothing.
[[nodiscard]] inline std::string no_trigger_reason(BaseYearEvent const& event) {
    if (event.trigger == BaseYearTrigger::structure && !event.existed_in_base_year) return "it did not exist in the base year";
    if (event.trigger == BaseYearTrigger::outsourcing && event.reported_elsewhere) return "it is reported in another scope";
    return {};
}

[[nodiscard]] inline Problem organic_growth_problem(Where where) {
    return {.id = "base-year.organic-growth", .what = "growing or shrinking of what one has is no reason to recalculate the base year", .where = std::move(where), .expected = "structure, method, error or outsourcing",
            .hint = "it shows as a change since the base year, which is what the base is for"};
}

/// Puts file and row to a problem of a field.
template <class T>
[[nodiscard]] T field_value(Result<T> value, CsvReader const& in, std::string_view column) {
    if (value) return *std::move(value);
    Problem problem = std::move(value).problem();
    problem.where = in.where(in.column(column));
    throw Error(std::move(problem));
}

[[nodiscard]] inline BaseYearTrigger trigger_in(CsvReader const& in) {
    for (int i = 0; i <= static_cast<int>(BaseYearTrigger::organic_growth); ++i) {
        auto const each = static_cast<BaseYearTrigger>(i);
        if (!equal_ignoring_case(trim(in["trigger"]), to_text(each))) continue;
        if (each == BaseYearTrigger::organic_growth) throw Error(organic_growth_problem(in.where(in.column("trigger"))));
        return each;
    }
    throw Error({.id = "base-year.event", .what = "this is no reason to recalculate a base year", .where = in.where(in.column("trigger")), .expected = "structure, method, error or outsourcing", .got = in_quotes(in["trigger"]),
                 .hint = "growth is none; a sale is structure, a new factor source is method"});
}

[[nodiscard]] inline BaseYearEvent base_year_event_in(CsvReader const& in, Unit const& kilogram) {
    auto const field = [&](std::string_view column) { return in.has_column(column) ? std::string(in.text(column)) : std::string(); };
    auto const truth = [&](std::string_view column, bool otherwise) { return in.has_column(column) ? yes_or_no(in, column, otherwise, "base-year.event") : otherwise; };
    BaseYearEvent event{.id = field("id"), .trigger = trigger_in(in), .day = field_value(try_parse_date(trim(in["day"])), in, "day")};
    auto const effect = field_value(try_amount(trim(in["effect"])), in, "effect");
    event.effect = Co2e::stored(field_value(try_convert(effect, kilogram), in, "effect").value);
    event.reason = field("reason");
    event.evidence = field("evidence");
    event.existed_in_base_year = truth("existed_in_base_year", true);
    event.reported_elsewhere = truth("reported_elsewhere", false);
    return event;
}

[[nodiscard]] inline std::optional<Problem> base_total_problem(BaseYearVersion const& version) {
    if (version.total.stored() > 0) return {};
    return Problem{.id = "base-year.total", .what = "a base year must have emissions to compare with", .expected = "a total above 0", .got = to_text(version.total)};
}

}  // namespace tanji::detail

namespace tanji {

TANJI_INLINE std::string_view to_text(BaseYearTrigger trigger) noexcept {
    constexpr std::string_view words[] = {"structure", "method", "error", "outsourcing", "organic growth"};
    auto const index = static_cast<std::size_t>(trigger);
    return index < std::size(words) ? words[index] : "?";
}

TANJI_INLINE Result<std::vector<BaseYearEvent>> try_read_base_year_events(std::string_view text, std::string file, ReadLimits const& limits) {
    try {
        std::vector<BaseYearEvent> events;
        Unit const kilogram = unit("kg CO2e");
        CsvReader in(text, std::move(file), {.separator = ',', .limits = limits});
        while (in.next()) events.push_back(detail::base_year_event_in(in, kilogram));
        return events;
    } catch (Error const& error) {
        return error.problem();
    }
}

TANJI_INLINE Result<BaseYearVersion> base_version(OrganisationInventory const& inventory, LineFilter const& filter) {
    auto const total = inventory.try_total(filter);
    if (!total) return total.problem();
    auto const scopes = inventory.try_by(PartBy::scope, filter);
    if (!scopes) return scopes.problem();
    BaseYearVersion version{.period = inventory.period(), .total = total->co2e};
    for (auto const& part : *scopes) version.parts.emplace_back(part.name, part.total.co2e);
    version.gwp_set = to_text(inventory.rules().gwp);
    version.rules = inventory.rules().id + " " + inventory.rules().edition;
    version.digest = inventory.digest();
    return version;
}

TANJI_INLINE Result<BaseYear> BaseYear::try_make(BaseYearVersion first, BaseYearPolicy const& policy) {
    if (!(policy.threshold >= 0 && policy.threshold <= 1))
        return Problem{.id = "base-year.threshold", .what = "the threshold for recalculation must be stated", .expected = "a share of the base year's emissions, 0.05 for 5 %", .got = policy.threshold == -1 ? "nothing" : number_text(policy.threshold),
                       .hint = "it is the organisation's policy and part of its report; 5 % is usual"};
    if (auto problem = detail::base_total_problem(first)) return *std::move(problem);
    BaseYear base;
    base.policy_ = policy;
    first.number = 1;
    base.versions_.push_back(std::move(first));
    return base;
}

TANJI_INLINE BaseYear::BaseYear(BaseYearVersion first, BaseYearPolicy const& policy) : BaseYear(try_make(std::move(first), policy).value()) {}

TANJI_INLINE Result<BaseYear> BaseYear::try_with(BaseYearEvent event) const {
    if (event.trigger == BaseYearTrigger::organic_growth)
        return detail::organic_growth_problem({.object = event.id});
    bool used = event.id.empty() || std::any_of(pending_.begin(), pending_.end(), [&](BaseYearEvent const& each) { return each.id == event.id; });
    for (auto const& version : versions_) used = used || std::find(version.events.begin(), version.events.end(), event.id) != version.events.end();
    if (used) return Problem{.id = "base-year.event", .what = "an event needs an id of its own", .expected = "an id that was not used", .got = in_quotes(event.id)};
    BaseYear next = *this;
    next.pending_.push_back(std::move(event));
    return next;
}

TANJI_INLINE BaseYearAssessment BaseYear::assess() const {
    BaseYearAssessment result{.threshold = policy_.threshold};
    ExactSum sum;
    for (auto const& event : pending_) {
        auto const reason = detail::no_trigger_reason(event);
        if (!reason.empty()) {
            result.not_counted.push_back(event.id + ": " + reason);
            continue;
        }
        sum += policy_.cumulation == Cumulation::gross ? std::fabs(event.effect.stored()) : event.effect.stored();
        result.counted.push_back(event.id);
    }
    result.cumulative = Co2e::stored(sum.value());
    result.share = std::fabs(sum.value()) / current().total.stored();
    result.recalculate = !result.counted.empty() && result.share >= policy_.threshold;
    return result;
}

TANJI_INLINE Result<BaseYear> BaseYear::recalculated(BaseYearVersion next, Date made) const {
    if (next.period != current().period)
        return Problem{.id = "base-year.period", .what = "a recalculated base covers the same time as the one before", .expected = to_text(current().period), .got = to_text(next.period), .hint = "another year is a new base year: make a new BaseYear"};
    if (auto problem = detail::base_total_problem(next)) return *std::move(problem);
    auto const assessment = assess();
    if (assessment.counted.empty())
        return Problem{.id = "base-year.no-event", .what = "nothing has happened that lets the base year be recalculated", .expected = "an event of structure, method, error or outsourcing",
                       .got = assessment.not_counted.empty() ? "no event" : join(assessment.not_counted, "; ")};
    ExactSum rest;
    rest += next.total.stored();
    rest += -current().total.stored();
    BaseYear result = *this;
    for (auto const& event : pending_) {
        if (!detail::no_trigger_reason(event).empty()) continue;
        rest += -event.effect.stored();
        next.events.push_back(event.id);
    }
    next.unexplained = Co2e::stored(rest.value());
    next.number = current().number + 1;
    next.made = made;
    result.versions_.push_back(std::move(next));
    result.pending_.clear();
    return result;
}

TANJI_INLINE double BaseYear::change_since(Co2e later) const noexcept { return (later.stored() - current().total.stored()) / current().total.stored(); }

TANJI_INLINE std::string to_text(BaseYear const& base) {
    std::string text;
    for (auto const& version : base.versions()) {
        text += "base " + to_text(version.period) + ", version " + std::to_string(version.number) + ": " + to_text(version.total) + " (" + version.gwp_set + ", " + version.rules + ")";
        if (!version.events.empty()) text += " after " + join(version.events, ", ") + "; not explained by them: " + to_text(version.unexplained);
        text += "\n";
    }
    auto const now = base.assess();
    text += "since then: " + to_text(now.cumulative) + ", " + number_text(now.share * 100, 4) + " % of the base, threshold " + number_text(now.threshold * 100, 4) + " %: " + (now.recalculate ? "recalculate" : "keep") + "\n";
    for (auto const& each : now.not_counted) text += "  does not count: " + each + "\n";
    return text;
}

}  // namespace tanji
