// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "tanji/accounting/electricity.hpp"

/// \file
/// Hour by hour: the location-based result from hourly factors, and matching of claims as drafted for the revision of the Scope 2
/// Guidance (public consultation, October 2025). Drafts change; every result of matching carries `draft`.
namespace tanji {

/// How much of a load clean supply covers, over a whole stretch of time and hour by hour. Shares from 0 to 1.
struct HourlyMatch {
    double load = 0;            ///< sum, in the unit given
    double annual_share = 0;    ///< min(sum of clean, load) / load: what annual matching says
    double hourly_share = 0;    ///< sum over hours of min(clean, load) / load ("24/7" share)
    double surplus = 0;         ///< clean in hours without load for it: worth nothing in any hour
    std::vector<double> matched{};  ///< per hour
};

/// One number per hour each, in one unit. Exact sums: the order of hours changes no bit.
/// Problem "electricity.hours": series of different or no length, a negative or not finite number, no load at all.
[[nodiscard]] Result<HourlyMatch> try_hourly_match(std::span<double const> load, std::span<double const> clean);

/// What to spread over hours where a meter has only sums: 8,760 or, in leap years, 8,784 equal parts (last resort of the drafted list).
[[nodiscard]] std::vector<double> flat_profile(double total, int year);

/// Location-based: sum over hours of load times factor. Differs from the average wherever load and factor go together. kg per kWh, kWh; gives kg.
[[nodiscard]] Result<double> try_hourly_location(std::span<double const> load, std::span<double const> factor);

/// Claims of one hour by origin, with the rate they convey.
struct HourlyClaim {
    /// Origin of the claim, repeated by findings about it.
    std::string certificate{};
    /// Index into the load.
    std::size_t hour = 0;
    double kwh = 0;
    double kg_co2_per_kwh = 0;
    bool deliverable = true;         ///< generated in a zone from which it can be delivered (proposed criterion 5)
    bool standard_supply = false;    ///< part of a standard supply service, capped at the customer's pro-rata share
};

/// What hours without claim are worth, as drafted: the hourly residual mix, else fossil power only, never the grid average.
struct HourlyFallBack {
    std::vector<double> residual{};   ///< kg per kWh by hour; empty: none is published
    std::shared_ptr<Factor const> fossil{};  ///< used where `residual` is empty
    double standard_supply_share = 0; ///< pro-rata cap of standard supply service in a customer's load, 0 to 1
};

/// The drafted market-based result.
struct HourlyResult {
    std::string rule_set{};
    bool draft = true;               ///< always: repeated by every output
    HourlyMatch match{};
    /// Claims at their rates, the rest at the fall-back.
    double market_kg_co2 = 0;
    /// Load of hours, beyond what claims of the same hour cover.
    double unmatched_kwh = 0;
    std::vector<Finding> findings{}; ///< "electricity.draft" first; "electricity.not-deliverable", "electricity.supply-cap", "electricity.surplus"
};

/// Load in kWh by hour. Refuses rules that do not match by hour ("electricity.hourly"), and what try_hourly_match refuses.
[[nodiscard]] Result<HourlyResult> try_hourly_electricity(std::span<double const> load, std::span<HourlyClaim const> claims, HourlyFallBack const& fall_back, ElectricityRules const& rules);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/hourly.ipp"
#endif
