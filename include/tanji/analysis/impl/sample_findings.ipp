// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tanji/base/finding.hpp"
#include "tanji/base/text.hpp"
#include "tanji/solve/monte_carlo.hpp"

/// \file
/// What has to be said about samples, whether they were drawn from a model or from a binary file.
namespace tanji::detail {

/// A percentile of one sample is no percentile, and a deviation needs two.
[[nodiscard]] inline std::optional<Problem> refuse_few_samples(std::size_t samples) {
    if (samples >= 2) return std::nullopt;
    return Problem{"samples.number", "Too few samples to say anything about spread", {}, "2 or more; 1000 is usual", std::to_string(samples), "ask for more samples"};
}

/// Nothing was uncertain, so that a spread of 0 says nothing about how right the score is.
[[nodiscard]] inline Finding certain_finding(bool left_out) {
    Problem problem{"samples.certain", "No exchange that the demand reaches has a spread that can be drawn: all samples are the same"};
    problem.expected = "amounts with an uncertainty in the processes behind the product";
    problem.got = "none";
    problem.hint = left_out ? "see what was left out; the spread of 0 does not mean that the score is sure" : "the data state no uncertainty; the spread of 0 does not mean that the score is sure";
    return {Severity::warning, std::move(problem)};
}

/// Of samples without a result: how many, and the first ten with their reasons.
[[nodiscard]] inline std::optional<Finding> failed_finding(MonteCarloResult const& result) {
    if (result.failed.empty()) return std::nullopt;
    Problem problem{"samples.failed", "Some samples have no result; median, mean and percentiles are those of the others"};
    problem.expected = "a system that can be solved in every sample";
    problem.got = std::to_string(result.failed.size()) + " of " + std::to_string(result.samples);
    problem.hint = "look for spreads so wide that a loop consumes all it makes, or a product is no longer made";
    for (std::size_t i = 0; i < result.failed.size() && i < 10; ++i)
        problem.related.push_back("sample " + std::to_string(result.failed[i].sample) + ": " + result.failed[i].problem.what + " [" + result.failed[i].problem.id + "]");
    return Finding{Severity::warning, std::move(problem)};
}

/// Lognormals with another centre than their amount: the amount is the median by rule A6, and a reader of the file should know.
[[nodiscard]] inline std::optional<Finding> off_centre_finding(std::size_t number, std::vector<std::string> examples = {}) {
    if (number == 0) return std::nullopt;
    Problem problem{"samples.off-centre", "Lognormal spreads state another geometric mean than the amount they belong to; the amount was taken as the median"};
    problem.expected = "a geometric mean that is the amount";
    problem.got = std::to_string(number) + (number == 1 ? " exchange" : " exchanges");
    problem.hint = "make the two agree at the source if the difference matters";
    problem.related = std::move(examples);
    return Finding{Severity::note, std::move(problem)};
}

}  // namespace tanji::detail
