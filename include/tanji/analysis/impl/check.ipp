// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>
#include <map>
#include <optional>

#include "tanji/analysis/check.hpp"
#include "tanji/analysis/impl/footprint.ipp"
#include "tanji/base/text.hpp"
#include "tanji/solve/solver.hpp"
#include "tanji/units/parse.hpp"

namespace tanji {
namespace detail {

/// How a file's unit deviates from ours, both measured in the group's reference unit; nothing if it agrees or if we do
/// not know one of the two names for the same kind of quantity.
[[nodiscard]] inline std::optional<Finding> unit_deviation(UnitGroup const& group, FileUnit const& unit) {
    constexpr double agree = 1e-4;  // published tables round; a wrong unit is off by far more
    auto const ours = try_unit(trim(unit.name));
    auto const reference = try_unit(trim(group.units[group.reference].name));
    if (!ours || !reference || !same_kind(*ours, *reference)) return std::nullopt;
    double const expected = ours->scale() / reference->scale();
    if (std::abs(unit.factor - expected) <= agree * std::abs(expected)) return std::nullopt;
    Problem problem{.id = "check.unit-factor", .what = "The file's factor of a unit is not the usual one"};
    problem.where.object = "unit '" + unit.name + "' of '" + group.name + "'";
    problem.expected = number_text(expected, 8) + " " + group.units[group.reference].name;
    problem.got = number_text(unit.factor, 8) + " (" + number_text(100 * (unit.factor / expected - 1), 3) + " %)";
    problem.hint = "the file's factor is used; look where this unit occurs";
    return Finding{Severity::warning, std::move(problem)};
}

/// One finding for each reason, with the count and some processes.
[[nodiscard]] inline std::vector<Finding> unlinked_findings(ProductSystem const& system) {
    constexpr std::size_t examples = 5;
    std::map<std::string, std::vector<std::string>> by_reason;
    for (auto const& item : system.unlinked()) {
        auto const& exchange = system.database().processes()[item.process].exchanges[item.exchange];
        by_reason[item.reason].push_back(std::string(trim(system.database().flows()[exchange.flow].name)) + " in " + std::string(trim(system.database().process_name(item.process).name)));
    }
    std::vector<Finding> findings;
    for (auto& [reason, items] : by_reason) {
        Problem problem{.id = "check.unlinked", .what = std::to_string(items.size()) + " inputs are cut off: " + reason};
        problem.expected = "a provider for every input";
        problem.hint = "results downstream leave these inputs out; another linking policy or a database that holds the providers mends it";
        if (items.size() > examples) items.resize(examples);
        problem.related = std::move(items);
        findings.push_back({Severity::warning, std::move(problem)});
    }
    return findings;
}

}  // namespace detail

TANJI_INLINE std::vector<Finding> check_units(Database const& database) {
    std::vector<Finding> findings;
    for (auto const& group : database.content().unit_groups) {
        for (auto const& unit : group.units) {
            if (auto finding = detail::unit_deviation(group, unit)) findings.push_back(*std::move(finding));
        }
    }
    return findings;
}

// Cheapest first: what linking already knows, then the matrices, then the factorisation. The latter covers the whole system,
// unlike that of a footprint, which stops at the demand's reach. Findings are collected, never thrown: a check must not end
// at the first fault.
TANJI_INLINE std::vector<Finding> check_system(ProductSystem const& system) {
    std::vector<Finding> findings = detail::unlinked_findings(system);
    for (auto const& refusal : system.refusals()) findings.push_back({Severity::error, refusal});
    NameLookup names;
    names.process = [&system](std::int32_t column) { return detail::process_words(system, static_cast<Index>(column)); };
    names.product = [&system](std::int32_t row) { return detail::product_words(system, static_cast<Index>(row)); };
    auto matrices = SystemMatrices::try_make(detail::columns_of(system, system.technosphere(), system.columns().size(), true),
                                             detail::columns_of(system, system.biosphere(), system.elementary().size(), false), names);
    if (!matrices) {
        findings.push_back({Severity::error, std::move(matrices).problem()});
        return findings;
    }
    SolverOptions options;
    options.names = names;
    options.producers = Producers::diagonal;  // every column is one provider by construction
    auto const solver = Solver::try_make(*std::move(matrices), options);
    if (!solver) findings.push_back({Severity::error, solver.problem()});
    else findings.insert(findings.end(), solver->findings().begin(), solver->findings().end());
    return findings;
}

}  // namespace tanji
