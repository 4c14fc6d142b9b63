// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "tanji/accounting/hourly.hpp"
#include "tanji/accounting/impl/electricity_detail.ipp"
#include "tanji/base/exact_sum.hpp"
#include "tanji/base/text.hpp"

/// \file
/// Matching by hour. Certificates that convey the lowest rate serve an hour first, which is the order a claimant would choose
/// and which makes the result a function of the claims, not of their order.
namespace tanji {

namespace detail {

/// Throws "electricity.hours" for a series that is not `hours` long, or holds a number that is no amount. Hours count from 1 in messages.
inline void check_hours(std::string_view name, std::span<double const> series, std::size_t hours) {
    auto const refuse = [&](std::string expected, std::string got) {
        throw Error({.id = "electricity.hours", .what = "a series of hours is not usable", .where = {.object = std::string(name)}, .expected = std::move(expected), .got = std::move(got)});
    };
    if (series.empty() || series.size() != hours) refuse(std::to_string(hours) + " hours, at least one", std::to_string(series.size()));
    for (std::size_t hour = 0; hour < series.size(); ++hour) {
        if (!std::isfinite(series[hour]) || series[hour] < 0) refuse("finite numbers from 0", number_text(series[hour]) + " in hour " + std::to_string(hour + 1));
    }
}

}  // namespace detail

TANJI_INLINE Result<HourlyMatch> try_hourly_match(std::span<double const> load, std::span<double const> clean) {
    try {
        detail::check_hours("load", load, load.size());
        detail::check_hours("clean supply", clean, load.size());
        HourlyMatch match;
        ExactSum matched, surplus;
        for (std::size_t hour = 0; hour < load.size(); ++hour) {
            match.matched.push_back((std::min)(load[hour], clean[hour]));
            matched += match.matched.back();
            surplus.add(clean[hour]).add(-match.matched.back());
        }
        match.load = exact_sum(load);
        if (match.load == 0) {
            return Problem{.id = "electricity.hours", .what = "there is no load to match", .expected = "more than 0 in some hour", .got = "0 in all"};
        }
        match.annual_share = (std::min)(exact_sum(clean), match.load) / match.load;
        match.hourly_share = matched.value() / match.load;
        match.surplus = surplus.value();
        return match;
    } catch (Error const& error) {
        return error.problem();
    }
}

TANJI_INLINE std::vector<double> flat_profile(double total, int year) {
    std::size_t const hours = is_leap_year(year) ? 8784 : 8760;
    return std::vector<double>(hours, total / static_cast<double>(hours));
}

// Sum over hours of load times factor: the average factor times the sum differs wherever people use more when the grid is dirtier.
TANJI_INLINE Result<double> try_hourly_location(std::span<double const> load, std::span<double const> factor) {
    try {
        detail::check_hours("load", load, load.size());
        detail::check_hours("factor", factor, load.size());
        ExactSum sum;
        for (std::size_t hour = 0; hour < load.size(); ++hour) sum += load[hour] * factor[hour];
        return sum.value();
    } catch (Error const& error) {
        return error.problem();
    }
}

namespace detail {

/// Claims that count, lowest rate first within each hour; what does not count is said.
[[nodiscard]] inline std::vector<HourlyClaim> usable_claims(std::span<HourlyClaim const> claims, std::size_t hours, HourlyResult& result) {
    std::vector<HourlyClaim> usable;
    for (auto const& claim : claims) {
        if (claim.hour >= hours || !std::isfinite(claim.kwh) || claim.kwh < 0 || !std::isfinite(claim.kg_co2_per_kwh) || claim.kg_co2_per_kwh < 0) {
            throw Error({.id = "electricity.hours", .what = "a claim names no hour of the load, or no amount or rate from 0", .where = {.object = "certificate " + claim.certificate},
                         .expected = "hours 0 to " + std::to_string(hours - 1) + ", numbers from 0", .got = "hour " + std::to_string(claim.hour) + ", " + number_text(claim.kwh) + " kWh, " +
                         number_text(claim.kg_co2_per_kwh) + " kg/kWh"});
        }
        if (claim.deliverable) {
            usable.push_back(claim);
            continue;
        }
        find_once(result.findings, Severity::warning, {.id = "electricity.not-deliverable", .what = "a claim is left out because it cannot be delivered", .where = {.object = "certificate " + claim.certificate},
                                                       .expected = "generation in the zone of the load", .got = "generation elsewhere", .hint = "proposed criterion 5"});
    }
    std::sort(usable.begin(), usable.end(), [](HourlyClaim const& a, HourlyClaim const& b) {
        return std::tie(a.hour, a.kg_co2_per_kwh, a.standard_supply, a.certificate, a.kwh) < std::tie(b.hour, b.kg_co2_per_kwh, b.standard_supply, b.certificate, b.kwh);
    });
    return usable;
}

}  // namespace detail

TANJI_INLINE Result<HourlyResult> try_hourly_electricity(std::span<double const> load, std::span<HourlyClaim const> claims, HourlyFallBack const& fall_back, ElectricityRules const& rules) {
    if (!rules.hourly) {
        return Problem{.id = "electricity.hourly", .what = "this rule set does not match by hour", .expected = "a rule set with hourly matching", .got = rules.rule_set, .hint = "use try_electricity()"};
    }
    try {
        detail::check_hours("load", load, load.size());
        if (!fall_back.residual.empty()) detail::check_hours("residual mix", fall_back.residual, load.size());
        HourlyResult result{.rule_set = rules.rule_set};
        result.findings.push_back(detail::draft_finding(rules));
        double const fossil = fall_back.residual.empty() ? detail::needed_factor(fall_back.fossil, "hourly residual mix or fossil power", rules.rule_set)->gases.find(gas::co2_fossil).value().in(units::kg) : 0;
        auto const usable = detail::usable_claims(claims, load.size(), result);
        std::vector<double> clean(load.size()), rest(load.begin(), load.end()), supply_left(load.begin(), load.end());
        for (auto& cap : supply_left) cap *= fall_back.standard_supply_share;
        ExactSum mass;
        // Each hour for itself: what is over in one hour serves no other (proposed criterion 4).
        for (auto const& claim : usable) {
            double kwh = claim.kwh;
            if (claim.standard_supply && kwh > supply_left[claim.hour]) {
                kwh = supply_left[claim.hour];
                detail::find_once(result.findings, Severity::warning, {.id = "electricity.supply-cap", .what = "standard supply above the customer's share is left out",
                                                                       .where = {.object = "certificate " + claim.certificate}, .expected = "at most the pro-rata share", .got = "more in some hour"});
            }
            if (claim.standard_supply) supply_left[claim.hour] -= kwh;
            clean[claim.hour] += kwh;
            double const used = (std::min)(kwh, rest[claim.hour]);
            rest[claim.hour] -= used;
            mass += used * claim.kg_co2_per_kwh;
        }
        for (std::size_t hour = 0; hour < load.size(); ++hour) mass += rest[hour] * (fall_back.residual.empty() ? fossil : fall_back.residual[hour]);
        result.match = try_hourly_match(load, clean).value();
        result.unmatched_kwh = exact_sum(rest);
        result.market_kg_co2 = mass.value();
        if (result.match.surplus > 0) {
            result.findings.push_back({Severity::note, {.id = "electricity.surplus", .what = "claims in hours without load for them are worth nothing", .expected = "claims up to the load of their hour",
                                                        .got = number_text(result.match.surplus, 6) + " kWh above it"}});
        }
        return result;
    } catch (Error const& error) {
        return error.problem();
    }
}

}  // namespace tanji
