// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <utility>

#include "tanji/base/text.hpp"
#include "tanji/impact/factor_table.hpp"
#include "tanji/lifecycle/parameters.hpp"

/// \file
/// Factors of a category in the order of the file; the order decides nothing but which of two differing values is named
/// first (rule A8). Values are per reference unit of the flow when they leave this file.
namespace tanji {
namespace detail {

/// One number written in two units differs in its last bits; that is no disagreement.
[[nodiscard]] inline bool same_factor(double a, double b) noexcept {
    return std::abs(a - b) <= 1e-12 * (std::max)(std::abs(a), std::abs(b));
}

/// Two ways in which a factor is refused. The flow index cannot be wrong in an import; it is when a method is used with the
/// system of another database, which the hint says.
[[nodiscard]] inline Problem factor_problem(Database const& database, ImpactCategory const& category, ImpactFactor const& factor, double value) {
    bool const known = factor.flow < database.flows().size();
    Problem problem{known ? "number.not-finite" : "impact.flow-index",
                    known ? "A characterisation factor is not a finite number" : "A characterisation factor names a flow that the database does not have"};
    problem.where.object = "category '" + category.name + "'";
    if (known) problem.where.object += ", flow '" + std::string(trim(database.flows()[factor.flow].name)) + "'";
    problem.expected = known ? "a finite number" : "an index below " + std::to_string(database.flows().size());
    problem.got = known ? number_text(value) : std::to_string(factor.flow);
    problem.hint = known ? "Correct the factor or leave it out" : "Take the method from the import that the system was linked from";
    return problem;
}

/// Factors whose formulas give something else than what is stored: one finding, since one wrong parameter moves many.
inline void report_stored_factors(ImpactCategory const& category, std::vector<std::string> differing, std::vector<Finding>& findings) {
    if (differing.empty()) return;
    constexpr std::size_t examples = 5;
    Problem problem{"factor.stored-differs", "Formulas of characterisation factors do not give their stored values"};
    problem.where.object = "category '" + category.name + "'";
    problem.got = std::to_string(differing.size()) + (differing.size() == 1 ? " factor" : " factors");
    problem.hint = "the evaluated values are used";
    if (differing.size() > examples) differing.resize(examples);
    problem.related = std::move(differing);
    findings.push_back({Severity::warning, std::move(problem)});
}

/// One value per factor of the category, formulas evaluated in the scope of the category (rule A7). Scopes are made only if
/// there is a formula: most methods have none, and a broken parameter that nothing uses must not refuse them. Formulas
/// give values per the factor's own unit, stored values are per reference unit already, hence the division.
[[nodiscard]] inline Result<std::vector<double>> factor_values(Database const& database, ImpactCategory const& category,
                                                               std::span<Redefinition const> parameters, std::vector<Finding>& findings) {
    bool const formulas = std::any_of(category.factors.begin(), category.factors.end(), [](auto const& factor) { return !factor.formula.empty(); });
    ParameterScope scope;
    if (formulas) {
        auto const global = ParameterScope::try_global(database.content().parameters, parameters);
        if (!global) return global.problem();
        auto local = ParameterScope::try_local(*global, category.parameters, parameters, category.id, "category '" + category.name + "'");
        if (!local) return local.problem();
        scope = *std::move(local);
        findings.assign(scope.findings().begin(), scope.findings().end());
    }
    std::vector<double> values;
    std::vector<std::string> differing;
    values.reserve(category.factors.size());
    for (auto const& factor : category.factors) {
        if (factor.formula.empty()) {
            values.push_back(factor.value);
            continue;
        }
        auto const value = scope.evaluate(factor.formula);
        if (!value) return value.problem();
        values.push_back(*value / factor.to_reference);
        if (!parameters.empty() || same_as_stored(values.back(), factor.value) || factor.flow >= database.flows().size()) continue;
        differing.push_back("flow '" + std::string(trim(database.flows()[factor.flow].name)) + "': " + number_text(values.back()) + " from '" +
                            factor.formula + "', stored " + number_text(factor.value));
    }
    report_stored_factors(category, std::move(differing), findings);
    return values;
}

}  // namespace detail

TANJI_INLINE Result<FactorTable> FactorTable::try_make(Database const& database, ImpactCategory const& category,
                                                       std::span<Redefinition const> parameters) {
    FactorTable table;
    auto const values = detail::factor_values(database, category, parameters, table.findings_);
    if (!values) return values.problem();
    for (std::size_t i = 0; i < category.factors.size(); ++i) {
        auto const& factor = category.factors[i];
        double const value = (*values)[i];
        if (factor.flow >= database.flows().size() || !std::isfinite(value)) return detail::factor_problem(database, category, factor, value);
        table.add(database, factor.flow, factor.location, value);
    }
    return table;
}

// The first value of a key stands and differing ones are noted beside it, for the caller to refuse: whether a conflict
// matters depends on the run (places) and on the demand, and neither is known here. Places of one flow are few, hence
// the plain search.
TANJI_INLINE void FactorTable::add(Database const& database, Index flow, Index location, double value) {
    auto& entry = factors_[flow];
    auto const disagree = [&](double first) {
        bool const everywhere = location == no_index;
        entry.differing_is_located = !everywhere && (entry.differing.empty() || entry.differing_is_located);
        entry.differing.push_back((everywhere ? std::string("without a place: ") : std::string(database.location_code(location)) + ": ") +
                                  number_text(first) + " and " + number_text(value));
    };
    if (location == no_index) {
        if (!entry.everywhere) entry.everywhere = value;
        else if (!detail::same_factor(*entry.everywhere, value)) disagree(*entry.everywhere);
        return;
    }
    auto const same_place = std::find_if(entry.located.begin(), entry.located.end(), [&](auto const& at) { return at.location == location; });
    if (same_place == entry.located.end()) entry.located.push_back({location, value});
    else if (!detail::same_factor(same_place->value, value)) disagree(same_place->value);
}

TANJI_INLINE FlowFactors const* FactorTable::find(Index flow) const noexcept {
    auto const at = factors_.find(flow);
    return at == factors_.end() ? nullptr : &at->second;
}

TANJI_INLINE FactorAtPlace factor_at(Database const& database, FlowFactors const& factors, Index location, bool parents) {
    auto const& places = database.content().locations;
    // The step count bounds a file whose parents form a ring.
    for (std::size_t steps = 0; location != no_index && steps <= places.size(); ++steps) {
        for (auto const& at : factors.located)
            if (at.location == location) return {at.value, true};
        if (!parents) break;
        location = location < places.size() ? places[location].parent : no_index;
    }
    return {factors.everywhere, false};
}

}  // namespace tanji
