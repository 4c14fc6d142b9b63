// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "tanji/analysis/check.hpp"
#include "tanji/analysis/impl/cells.ipp"
#include "tanji/analysis/impl/process_words.ipp"
#include "tanji/base/text.hpp"
#include "tanji/solve/diagnose.hpp"
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

/// Inputs without a provider: one finding for each flow, or for each reason where it concerns many flows (a database that leans on
/// another one lacks thousands).
class UnlinkedFindings {
public:
    explicit UnlinkedFindings(ProductSystem const& system) : system_(system), data_(system.database()) {}

    [[nodiscard]] std::vector<Finding> run() {
        std::map<std::string, std::map<Index, std::vector<std::string>>> by_reason;  // reason, flow, inputs
        for (auto const& item : system_.unlinked()) {
            auto const flow = data_.processes()[item.process].exchanges[item.exchange].flow;
            by_reason[item.reason][flow].push_back(name_of(flow) + " in " + std::string(trim(data_.process_name(item.process).name)));
        }
        for (auto& [reason, flows] : by_reason) {
            constexpr std::size_t one_by_one = 10;
            if (flows.size() <= one_by_one) {
                for (auto& [flow, inputs] : flows) add_flow(reason, flow, std::move(inputs));
                continue;
            }
            std::vector<std::string> all;
            for (auto& [flow, inputs] : flows) all.insert(all.end(), inputs.begin(), inputs.end());
            add(reason, {}, std::move(all), {}, "results downstream leave these inputs out; another linking policy or a database that holds the providers mends it");
        }
        return std::move(findings_);
    }

private:
    [[nodiscard]] std::string name_of(Index flow) const { return std::string(trim(data_.flows()[flow].name)); }

    /// Says who makes it, where several do, and what it may have been meant to be where nobody does.
    void add_flow(std::string const& reason, Index flow, std::vector<std::string> inputs) {
        std::vector<std::string> makers;
        std::string alike;  // one flow under two names is the usual reason
        for (Index column = 0; column < system_.columns().size(); ++column) {
            auto const product = system_.columns()[column].flow;
            auto const name = name_of(product);
            if (product == flow) makers.push_back("made by " + process_words(system_, column));
            else if (alike.empty() && (contains_ignoring_case(name, name_of(flow)) || contains_ignoring_case(name_of(flow), name))) alike = name;
        }
        std::string hint = "add the process that makes it, or read a database that has one";
        if (makers.empty() && !alike.empty()) hint += "; if '" + alike + "' is meant, use that flow";
        if (!makers.empty()) hint = "name the provider in each of these inputs, or choose a linking policy that decides (tanji --linking)";
        add(reason, flow, std::move(inputs), std::move(makers), std::move(hint) + "; until then results downstream leave them out");
    }

    // Who makes it comes before who needs it: the former is what has to be chosen from. Long lists are cut, and say so.
    void add(std::string const& reason, std::optional<Index> flow, std::vector<std::string> inputs, std::vector<std::string> makers, std::string hint) {
        constexpr std::size_t examples = 5;
        bool const one = inputs.size() == 1;
        Problem problem{.id = "check.unlinked", .what = std::to_string(inputs.size()) + (one ? " input is" : " inputs are") + " cut off: " + reason};
        if (flow) problem.where.object = "flow '" + name_of(*flow) + "' (id " + data_.flows()[*flow].id + ")";
        problem.expected = "a provider for every input";
        problem.hint = std::move(hint);
        if (inputs.size() > examples) {
            auto const rest = inputs.size() - examples;
            inputs.resize(examples);
            inputs.push_back("and " + std::to_string(rest) + " more");
        }
        if (makers.size() > 2 * examples) makers.resize(2 * examples);
        problem.related = std::move(makers);
        problem.related.insert(problem.related.end(), inputs.begin(), inputs.end());
        findings_.push_back({Severity::warning, std::move(problem)});
    }

    ProductSystem const& system_;
    Database const& data_;
    std::vector<Finding> findings_{};
};

/// "5 t": an amount of a cell of A as the file would write it. A cell made of several exchanges has no one place in the file
/// and is given in the reference unit.
[[nodiscard]] inline std::string amount_words(ProductSystem const& system, Index row, Index column, double amount) {
    auto const entries = system.technosphere();
    auto const before = [](Entry const& entry, std::pair<Index, Index> cell) { return std::pair(entry.column, entry.row) < cell; };
    auto const first = std::lower_bound(entries.begin(), entries.end(), std::pair(column, row), before);
    auto const& database = system.database();
    auto const& content = database.content();
    bool const single = first != entries.end() && first->column == column && first->row == row && first->exchange != no_index &&
                        (first + 1 == entries.end() || (first + 1)->column != column || (first + 1)->row != row);
    if (single && first->value != 0) {
        auto const& exchange = database.processes()[first->process].exchanges[first->exchange];
        if (exchange.property != no_index && exchange.unit != no_index) {
            auto const& group = content.unit_groups[content.properties[exchange.property].unit_group];
            return number_text(std::abs(exchange.amount) * amount / std::abs(first->value), 6) + " " + group.units[exchange.unit].name;
        }
    }
    return number_text(amount, 6) + " " + std::string(database.reference_unit(system.columns()[row].flow));
}

/// Processes that use up more of their own product than they make. The matrix cannot show it, for the cell of a waste treatment has the
/// same sign; the roles in the file can.
[[nodiscard]] inline std::vector<Finding> self_consumption_findings(ProductSystem const& system) {
    std::vector<double> net(system.columns().size(), 0.0);
    for (auto const& entry : system.technosphere())
        if (entry.row == entry.column) net[entry.column] += entry.value;
    std::vector<Finding> findings;
    for (Index column = 0; column < net.size(); ++column) {
        double const output = system.columns()[column].output;
        if (!(net[column] * output < 0)) continue;
        Problem problem{.id = "solve.unproductive", .what = "a process uses more of its own product than it makes"};
        problem.where.object = process_words(system, column);
        problem.expected = "less than its output of " + amount_words(system, column, column, std::abs(output));
        problem.got = "loop gain " + number_text(1 - net[column] / output, 6) + " >= 1";
        problem.hint = "check the amounts of '" + std::string(trim(system.database().flows()[system.columns()[column].flow].name)) + "' in this process, above all their units";
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

// Cheapest first: what linking already knows, then the matrices, then the diagnosis. The latter covers the whole system,
// unlike that of a footprint, which stops at the demand's reach. Findings are collected, never thrown: a check must not end
// at the first fault.
TANJI_INLINE std::vector<Finding> check_system(ProductSystem const& system) {
    std::vector<Finding> findings = detail::UnlinkedFindings(system).run();
    for (auto const& refusal : system.refusals()) findings.push_back({Severity::error, refusal});
    for (auto& finding : detail::self_consumption_findings(system)) findings.push_back(std::move(finding));
    DiagnoseOptions options;
    options.names.process = [&system](std::int32_t column) { return detail::process_words(system, static_cast<Index>(column)); };
    options.names.product = [&system](std::int32_t row) { return detail::product_words(system, static_cast<Index>(row)); };
    options.producers = Producers::diagonal;  // every column is one provider by construction
    options.amount = [&system](std::int32_t row, std::int32_t column, double amount) {
        return detail::amount_words(system, static_cast<Index>(row), static_cast<Index>(column), amount);
    };
    auto matrices = SystemMatrices::try_make(detail::columns_of(system, system.technosphere(), system.columns().size(), true),
                                             detail::columns_of(system, system.biosphere(), system.elementary().size(), false), options.names);
    if (!matrices) {
        findings.push_back({Severity::error, std::move(matrices).problem()});
        return findings;
    }
    auto diagnosis = diagnose(*matrices, options);
    std::move(diagnosis.findings.begin(), diagnosis.findings.end(), std::back_inserter(findings));
    return findings;
}

}  // namespace tanji
