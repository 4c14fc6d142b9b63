// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tanji/accounting/inventory.hpp"
#include "tanji/base/executor.hpp"
#include "tanji/uncertainty/distribution.hpp"
#include "tanji/uncertainty/summary.hpp"

/// \file
/// How far a total may be off, with everything that is shared counted once: approach 2 (Monte Carlo) of IPCC 2006, volume 1, chapter 3.
///     auto const result = uncertainty_of(inventory, {.factors = {{"grid.co2.national.avg.2023", {}, relative(0.07)}}}, {.seed = 1});
///     result.summary.quantile_975;
/// One factor used in 500 lines is one random variable: if it is 5 % too low it is so in all of them, and the total stays 5 % uncertain,
/// where 500 independent lines would pretend 0.2 %. Amounts are independent of each other unless they are parts of one reading.
namespace tanji {

/// The multiplier, around 1, of a number that is known within +- `half_width` (0.05 for 5 %) with 95 % confidence: what inventories state.
/// Normal: mean 1. Lognormal: median 1, and 97.5 % of it lie below 1 + half_width. Problem "uncertainty.unusable": negative, not
/// finite, or a normal one of 100 % and more, which would make negative amounts of coal; wide ones are lognormal.
[[nodiscard]] Result<Distribution> try_relative(double half_width, DistributionKind shape = DistributionKind::normal);
[[nodiscard]] inline Distribution relative(double half_width, DistributionKind shape = DistributionKind::normal) { return try_relative(half_width, shape).value(); }

/// A number that is not known exactly, as a multiplier of what is taken for it.
struct UncertainVariable {
    std::string name{};         ///< unique; decides which random numbers it gets, so other variables change nothing
    Distribution multiplier = Distribution::certain(1);

    bool operator==(UncertainVariable const&) const = default;
};

/// co2e x multiplier of an amount x multiplier of a factor.
struct UncertainTerm {
    std::size_t activity = 0;   ///< into UncertainSum::activities
    std::size_t factor = 0;     ///< into UncertainSum::factors
    double co2e = 0;            ///< kg, as accounted

    bool operator==(UncertainTerm const&) const = default;
};

/// A total as a sum of products of two uncertain numbers each. Plain data; terms of one pair may be there several times.
struct UncertainSum {
    std::vector<UncertainVariable> activities{};
    std::vector<UncertainVariable> factors{};
    std::vector<UncertainTerm> terms{};
    std::vector<std::string> certain{};  ///< factors and readings without a stated uncertainty: taken as certain, which is a claim

    bool operator==(UncertainSum const&) const = default;
};

/// What part of the variance a variable causes.
struct VarianceShare {
    std::string name{};
    bool factor = false;     ///< else an activity
    double variance = 0;     ///< kg CO2e squared
    double share = 0;        ///< of the sum of all, 0 to 1
};

/// How a total is sampled. The same seed gives the same bits on any machine and number of threads (rule B3).
struct SampleSettings {
    std::uint64_t seed = 0;
    std::size_t samples = 10'000;
    bool keep_samples = false;
    WorkControl work{};      ///< results are the same for any executor
};

/// Of a total, in kg CO2e.
struct InventoryUncertainty {
    double nominal = 0;             ///< as accounted; not the mean, where lognormals are lopsided
    Summary summary{};              ///< of the samples that did not fail
    bool analysed = true;           ///< false if the variance is above the largest double: the next three are then empty
    double mean = 0;                ///< exact, not sampled: the total is linear in every variable
    double sd = 0;                  ///< likewise
    std::vector<VarianceShare> contributions{};  ///< largest first; add up to sd squared
    std::size_t failed = 0;         ///< samples whose total was not finite, or above 1e150, where squares are not: counted, no part of the summary
    std::vector<std::string> certain{};
    std::uint64_t seed = 0;
    std::vector<double> samples{};  ///< those that did not fail, if kept

    /// Half of the 95 % interval over the nominal total: what reports print as +- percent. 0 for a total of 0.
    [[nodiscard]] double half_width() const noexcept;
};

/// Draws and adds up. Contributions are not sampled but follow from the analysis of variance, which ends after pairs here: what an amount and a
/// factor do only together goes to each by half (the Shapley effect; Owen, SIAM/ASA J. Uncertainty Quantification 2 (2014), 245-251).
/// Problems: "uncertainty.model" (an index outside, a name twice), "uncertainty.samples" (none asked for, or all failed), "work.stopped".
/// Cost: some 50 ns a variable and 2 ns a term, per sample. Same bits on any number of threads.
[[nodiscard]] Result<InventoryUncertainty> try_sample(UncertainSum const& sum, SampleSettings const& settings = {});

/// Of all numbers of a factor, or of one gas of it, which then is a variable of its own.
struct FactorUncertainty {
    std::string key{};              ///< Factor::key
    std::optional<Gas> gas{};
    Distribution multiplier = Distribution::certain(1);
};

/// What is uncertain, where lines and factors do not say it themselves.
struct UncertaintyOptions {
    LineFilter filter{};
    std::vector<FactorUncertainty> factors{};        ///< a factor not named here has the uncertainty that its source states (Factor::uncertainty)
    std::optional<Distribution> other_factors{};     ///< of factors with neither; without it they are certain, and listed
    std::optional<Distribution> other_activities{};  ///< of lines that state none
    DistributionKind activity_shape = DistributionKind::normal;  ///< of the half-widths that lines state
    /// Which lines share one random variable: those for which this gives the same text. By default one key (change_key()) and period, so that parts
    /// of a split reading stay one number, and readings of different months are independent.
    std::function<std::string(ActivityLine const&)> variable{};
};

/// The terms of an inventory's total. Problems: those of try_total(), "uncertainty.unusable", "uncertainty.factor" (the options name a factor or gas that no line has).
[[nodiscard]] Result<UncertainSum> try_uncertain_sum(OrganisationInventory const& inventory, UncertaintyOptions const& options = {});

/// Both steps.
[[nodiscard]] Result<InventoryUncertainty> try_uncertainty_of(OrganisationInventory const& inventory, UncertaintyOptions const& options = {}, SampleSettings const& settings = {});
[[nodiscard]] inline InventoryUncertainty uncertainty_of(OrganisationInventory const& inventory, UncertaintyOptions const& options = {}, SampleSettings const& settings = {}) {
    return try_uncertainty_of(inventory, options, settings).value();
}

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/uncertain_inventory.ipp"
#include "tanji/accounting/impl/uncertainty.ipp"
#endif
