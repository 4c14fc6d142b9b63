// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "tanji/analysis/comparison.hpp"
#include "tanji/base/exact_sum.hpp"
#include "tanji/base/sort.hpp"
#include "tanji/base/text.hpp"

/// \file
/// Settings are compared as the texts that results and records show, so that what is refused can be read off both.
namespace tanji {
namespace detail {

using NamedSettings = std::vector<std::pair<std::string, std::string>>;

// Whatever changes a result without being part of the product. The databases may differ: that is often the comparison.
[[nodiscard]] inline NamedSettings comparable_settings(Footprint const& footprint, Index row) {
    auto const& link = footprint.system().options();
    NamedSettings settings{{"linking", std::string(to_text(link.policy))},
                           {"allocation", std::string(to_text(link.allocation))},
                           {"normalised allocation", link.normalise_allocation ? "yes" : "no"}};
    for (auto const& [name, value] : footprint.characterisation().settings) settings.emplace_back(name, value);
    auto const& at = footprint.characterisation().rows[row];
    settings.emplace_back("category", at.category + " (" + at.category_id + ")");
    settings.emplace_back("unit", at.unit);
    std::string parameters;
    for (auto const& change : link.parameters)
        parameters += (parameters.empty() ? "" : ", ") + change.process + change.category + (change.process.empty() && change.category.empty() ? "" : ".") + change.name + "=" + number_text(change.value);
    settings.emplace_back("parameters", parameters);
    return settings;
}

/// A difference of two numbers made in different ways measures the ways. All differing settings are listed at once.
[[nodiscard]] inline std::optional<Problem> unequal_settings(Footprint const& first, Footprint const& second, ComparisonOptions const& options) {
    auto const a = comparable_settings(first, options.row);
    auto const b = comparable_settings(second, options.row);
    Problem problem{"compare.settings", "The two results were not made under equal settings"};
    for (std::size_t i = 0; i < (std::max)(a.size(), b.size()); ++i) {
        auto const text = [i](NamedSettings const& s) { return i < s.size() ? s[i].first + " " + (s[i].second.empty() ? "none" : s[i].second) : std::string("nothing"); };
        if (i >= a.size() || i >= b.size() || a[i] != b[i]) problem.related.push_back(options.first + ": " + text(a) + "; " + options.second + ": " + text(b));
    }
    if (problem.related.empty()) return std::nullopt;
    problem.expected = "the same linking, allocation, parameters, method and matching for both";
    problem.got = std::to_string(problem.related.size()) + (problem.related.size() == 1 ? " difference" : " differences");
    problem.hint = "Link and assess both in the same way";
    return problem;
}

/// Lines of both under their ids; own exchanges and an input from the same process stay apart by their names. The map orders
/// by id, and the sort by size keeps that order among equals, so that the table does not depend on which product is first.
[[nodiscard]] inline std::vector<ComparisonLine> joined(Contributions const& first, Contributions const& second) {
    std::map<std::pair<std::string, std::string>, ComparisonLine> lines;
    auto const take = [&lines](Contributions const& from, double ComparisonLine::*side) {
        for (auto const& line : from.lines) {
            auto& target = lines[{line.id, line.location + (from.by == By::first_tier ? line.name : std::string())}];
            target.id = line.id;
            target.name = line.name;
            target.location = line.location;
            target.*side += line.amount;
        }
    };
    take(first, &ComparisonLine::first);
    take(second, &ComparisonLine::second);
    std::vector<ComparisonLine> result;
    for (auto& [key, line] : lines) {
        line.difference = line.second - line.first;
        result.push_back(std::move(line));
    }
    auto const size = [](ComparisonLine const& line) { return (std::max)(std::abs(line.first), std::abs(line.second)); };
    sort_keeping_order(result, [&size](auto const& a, auto const& b) { return size(a) > size(b); });
    return result;
}

}  // namespace detail

// Both are split completely (no cut-off) and joined before the smaller lines go to the rest, which keeps the sums exact.
// Scores are asked for before settings are compared: a refused score is the plainer message, and a row that does not exist has
// no settings.
TANJI_INLINE Result<Comparison> try_compare(Footprint const& first, Footprint const& second, ComparisonOptions const& options) {
    ContributionOptions const split{options.by, options.row, 0, 0};
    auto const a = try_contributions(first, split);
    if (!a) return a.problem();
    auto const b = try_contributions(second, split);
    if (!b) return b.problem();
    if (auto problem = detail::unequal_settings(first, second, options)) return *std::move(problem);
    Comparison result;
    result.by = options.by;
    result.method = a->method;
    result.category = a->category;
    result.unit = a->unit;
    result.first_name = options.first;
    result.second_name = options.second;
    result.first = a->total;
    result.second = b->total;
    result.difference = b->total - a->total;
    result.lines = detail::joined(*a, *b);
    auto const keep = options.top == 0 ? result.lines.size() : (std::min)(options.top, result.lines.size());
    ExactSum rest_first, rest_second;
    for (std::size_t i = keep; i < result.lines.size(); ++i) {
        rest_first += result.lines[i].first;
        rest_second += result.lines[i].second;
    }
    result.left_out = result.lines.size() - keep;
    result.lines.resize(keep);
    result.rest = {"", "rest", "", rest_first.value(), rest_second.value(), rest_second.value() - rest_first.value()};
    return result;
}

TANJI_INLINE Comparison compare(Footprint const& first, Footprint const& second, ComparisonOptions const& options) {
    return try_compare(first, second, options).value();
}

}  // namespace tanji
