// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_set>

#include "tanji/accounting/uncertainty.hpp"
#include "tanji/base/exact_sum.hpp"
#include "tanji/base/sha256.hpp"
#include "tanji/base/sort.hpp"
#include "tanji/base/text.hpp"
#include "tanji/uncertainty/elementary.hpp"

/// \file
/// Sampling a sum of products, and the exact analysis of its variance.
TANJI_NO_FUSING_BEGIN
namespace tanji::detail {

/// Standard deviations from the middle to the 97.5 % quantile of a normal distribution.
inline constexpr double normal_975 = 1.959963984540054;

/// The item of a variable's random numbers: a hash of its name, so that a variable keeps its numbers when others come or go.
[[nodiscard]] inline std::uint64_t random_item(std::string const& name) {
    Sha256 hash;
    hash.add(name);
    auto const digest = hash.digest();
    std::uint64_t item = 0;
    for (std::size_t i = 0; i < 8; ++i) item = item << 8 | digest[i];
    return item;
}

[[nodiscard]] inline Problem model_problem(std::string what, std::string object) {
    return {.id = "uncertainty.model", .what = std::move(what), .where = {.object = std::move(object)}, .expected = "variables of different names, and terms that name two of them by index"};
}

/// One term for each pair, in order of the pair, with coefficients that do not depend on the order of what was added.
[[nodiscard]] inline std::vector<UncertainTerm> merged_terms(UncertainSum const& sum) {
    std::map<std::pair<std::size_t, std::size_t>, ExactSum> pairs;
    for (auto const& term : sum.terms) pairs[{term.activity, term.factor}] += term.co2e;
    std::vector<UncertainTerm> terms;
    for (auto const& [pair, co2e] : pairs) terms.push_back({pair.first, pair.second, co2e.value()});
    return terms;
}

[[nodiscard]] inline std::optional<Problem> check_model(UncertainSum const& sum) {
    for (auto const* variables : {&sum.activities, &sum.factors}) {
        std::unordered_set<std::string_view> names;
        std::unordered_set<std::uint64_t> items;
        for (auto const& variable : *variables) {
            if (!names.insert(variable.name).second) return model_problem("two variables have one name", variable.name);
            if (!items.insert(random_item(variable.name)).second) return model_problem("two names have one hash: rename one of them", variable.name);
        }
    }
    for (auto const& term : sum.terms) {
        if (term.activity >= sum.activities.size() || term.factor >= sum.factors.size()) return model_problem("a term names a variable that is not there", std::to_string(term.activity) + " x " + std::to_string(term.factor));
        if (!std::isfinite(term.co2e)) return Problem{.id = "number.not-finite", .what = "a term of an uncertain sum is not finite", .expected = "a finite number", .got = number_text(term.co2e)};
    }
    return {};
}

/// Indices of variables in the order of their names: terms sorted by it are added in the same order whatever order the lines came in.
[[nodiscard]] inline std::vector<std::size_t> places_by_name(std::vector<UncertainVariable>& variables) {
    std::vector<std::size_t> order(variables.size()), place(variables.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return variables[a].name < variables[b].name; });
    std::vector<UncertainVariable> sorted;
    for (std::size_t i = 0; i < order.size(); ++i) {
        place[order[i]] = i;
        sorted.push_back(variables[order[i]]);
    }
    variables = std::move(sorted);
    return place;
}

[[nodiscard]] inline UncertainSum in_order(UncertainSum sum) {
    auto const activity = places_by_name(sum.activities), factor = places_by_name(sum.factors);
    for (auto& term : sum.terms) term = {activity[term.activity], factor[term.factor], term.co2e};
    sum.terms = merged_terms(sum);
    return sum;
}

/// Multipliers of one role for eight samples, variable by variable.
class MultiplierDraws {
public:
    MultiplierDraws(std::vector<UncertainVariable> const& variables, RandomStream stream) : variables_(variables), stream_(stream) {
        for (auto const& variable : variables) items_.push_back(random_item(variable.name));
    }

    [[nodiscard]] std::vector<double> draw(std::uint64_t sample) const {
        std::vector<double> values(variables_.size());
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = variables_[i].multiplier.draw(stream_, items_[i], sample);
        return values;
    }

private:
    std::vector<UncertainVariable> const& variables_;
    RandomStream stream_;
    std::vector<std::uint64_t> items_;
};

/// Variance by variable. With independent multipliers of means m and variances s, a sum of c a f has the variance
/// sum_a s_a (sum_f c m_f)^2 + sum_f s_f (sum_a c m_a)^2 + sum c^2 s_a s_f, which is all there is (Hoeffding; Sobol).
inline void analyse_variance(UncertainSum const& sum, InventoryUncertainty& result) {
    TANJI_NO_CONTRACTION
    std::vector<double> by_activity(sum.activities.size(), 0.0), by_factor(sum.factors.size(), 0.0), pair_activity = by_activity, pair_factor = by_factor;
    double mean = 0;
    for (auto const& term : sum.terms) {
        auto const& a = sum.activities[term.activity].multiplier;
        auto const& f = sum.factors[term.factor].multiplier;
        by_activity[term.activity] += term.co2e * f.mean();
        by_factor[term.factor] += term.co2e * a.mean();
        double const pair = term.co2e * term.co2e * a.variance() * f.variance();
        pair_activity[term.activity] += pair / 2;
        pair_factor[term.factor] += pair / 2;
        mean += term.co2e * a.mean() * f.mean();
    }
    double total = 0;
    auto const list = [&](std::vector<UncertainVariable> const& variables, std::vector<double> const& slope, std::vector<double> const& pairs, bool factor) {
        for (std::size_t i = 0; i < variables.size(); ++i) {
            double const variance = variables[i].multiplier.variance() * slope[i] * slope[i] + pairs[i];
            if (variance == 0) continue;
            result.contributions.push_back({variables[i].name, factor, variance, 0});
            total += variance;
        }
    };
    list(sum.factors, by_factor, pair_factor, true);
    list(sum.activities, by_activity, pair_activity, false);
    result.analysed = std::isfinite(total) && std::isfinite(mean);
    if (!result.analysed) {
        result.contributions.clear();
        return;
    }
    result.mean = mean;
    for (auto& each : result.contributions) each.share = each.variance / total;
    sort_keeping_order(result.contributions, [](VarianceShare const& a, VarianceShare const& b) { return a.variance > b.variance; });
    result.sd = std::sqrt(total);
}

}  // namespace tanji::detail

namespace tanji {

TANJI_INLINE Result<Distribution> try_relative(double half_width, DistributionKind shape) {
    bool const known = shape == DistributionKind::normal || shape == DistributionKind::lognormal;
    bool const possible = std::isfinite(half_width) && half_width >= 0 && (shape != DistributionKind::normal || half_width < 1);
    if (!known || !possible)
        return Problem{.id = "uncertainty.unusable", .what = "this half-width does not make a distribution", .expected = known ? "0 or more, below 1 for a normal distribution" : "normal or lognormal",
                       .got = known ? number_text(half_width) : std::string(to_text(shape)), .hint = "0.05 means 5 %; a number that may be off by 100 % and more is lognormal"};
    if (half_width == 0) return Distribution::certain(1);
    if (shape == DistributionKind::normal) return Distribution::try_normal(1, half_width / detail::normal_975);
    return Distribution{.kind = DistributionKind::lognormal, .a = 1, .b = elementary::log(1 + half_width) / detail::normal_975};
}

TANJI_INLINE double InventoryUncertainty::half_width() const noexcept {
    return nominal == 0 ? 0 : (summary.quantile_975 - summary.quantile_025) / 2 / std::fabs(nominal);
}

// A piece is a run of samples; each writes to places of its own, so that threads share nothing that is written.
TANJI_INLINE Result<InventoryUncertainty> try_sample(UncertainSum const& given, SampleSettings const& settings) {
    if (settings.samples == 0) return Problem{.id = "uncertainty.samples", .what = "no samples were asked for", .expected = "at least 1", .got = "0"};
    if (auto problem = detail::check_model(given)) return *std::move(problem);
    UncertainSum const sum = detail::in_order(given);
    detail::MultiplierDraws const activities(sum.activities, {settings.seed, RandomRole::activity}), factors(sum.factors, {settings.seed, RandomRole::factor});
    std::vector<double> totals(settings.samples);
    constexpr std::size_t run = 64;
    auto const draw = [&](std::size_t piece, int) {
        TANJI_NO_CONTRACTION
        for (std::size_t sample = piece * run; sample < (std::min)(settings.samples, (piece + 1) * run); ++sample) {
            auto const a = activities.draw(sample), f = factors.draw(sample);
            double total = 0;
            for (auto const& term : sum.terms) total += term.co2e * a[term.activity] * f[term.factor];
            totals[sample] = total;
        }
    };
    if (auto problem = run_pieces(settings.work, (settings.samples + run - 1) / run, draw)) return *std::move(problem);
    InventoryUncertainty result{.certain = sum.certain, .seed = settings.seed};
    ExactSum nominal;
    for (auto const& term : sum.terms) nominal += term.co2e;
    result.nominal = nominal.value();
    std::erase_if(totals, [](double total) { return !(std::fabs(total) <= 1e150); });
    result.failed = settings.samples - totals.size();
    if (totals.empty())
        return Problem{.id = "uncertainty.samples", .what = "no sample gave a finite total", .expected = "multipliers near 1", .got = std::to_string(result.failed) + " failed samples", .hint = "look for a half-width given in percent"};
    result.summary = summarise(totals);
    detail::analyse_variance(sum, result);
    if (settings.keep_samples) result.samples = std::move(totals);
    return result;
}

}  // namespace tanji
TANJI_NO_FUSING_END
