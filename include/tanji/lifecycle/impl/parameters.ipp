// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "tanji/base/text.hpp"
#include "tanji/lifecycle/formula.hpp"
#include "tanji/lifecycle/parameters.hpp"

/// \file
/// Scopes of parameters (rule A7), evaluated once when they are made. The linker makes one per process that has parameters or
/// formulas, factor tables one per impact category. A scope that exists has a value for every parameter it holds.
namespace tanji {

/// Values only: formulas are not needed again once a scope is evaluated.
/// The global scope is shared and not copied: there may be thousands of local ones.
struct ParameterScope::Content {
    std::unordered_map<std::string, double> values{};
    std::vector<std::string> spellings{};          // for near names in messages
    std::shared_ptr<Content const> global{};       // absent in the global scope
    std::string owner{"global parameters"};
    std::vector<Finding> findings{};

    /// Own scope, then global, then constants: a parameter called "e" hides the number e. Never the other way round, since
    /// `global` points upwards only.
    [[nodiscard]] std::optional<double> find(std::string const& key) const {
        if (auto const at = values.find(key); at != values.end()) return at->second;
        if (global) return global->find(key);
        if (double const constant = formula_constant(key); !std::isnan(constant)) return constant;
        return {};
    }
};

namespace detail {

// The one way in which names are compared; Formula::names() are in lower case already.
[[nodiscard]] inline std::string parameter_key(std::string_view name) { return lower(trim(name)); }

/// Chains of formulas longer than this are refused, so that a hostile file cannot exhaust the stack.
inline constexpr std::size_t parameter_chain_limit = 2000;

/// Evaluates one scope depth first. `visiting` is the chain of names on the way, for messages.
/// Depth first rather than sorting beforehand: the order of parameters in a file says nothing about their dependence, and
/// the chain that a ring or an unknown name needs in its message is at hand. Each formula is evaluated once.
class ScopeEvaluation {
public:
    ScopeEvaluation(ParameterScope::Content& content, std::span<Parameter const> parameters) : content_(content), parameters_(parameters) {}

    /// Redefinitions are entered as values before anything is evaluated, so that they replace formulas as well, and what
    /// depends on them follows. In their order: the last of one name wins. Those of other scopes are passed over here;
    /// check_redefinitions has told of the ones that name nothing.
    [[nodiscard]] std::optional<Problem> run(std::span<Redefinition const> redefinitions, std::string_view owner, bool global) {
        for (std::size_t i = 0; i < parameters_.size(); ++i) {
            content_.spellings.push_back(parameters_[i].name);
            if (!index_.emplace(parameter_key(parameters_[i].name), i).second)
                return problem("parameter.duplicate", "Two parameters of one scope have the same name", parameters_[i].name, "names that differ, case and blanks aside");
        }
        bool redefined = !redefinitions.empty();
        for (auto const& r : redefinitions) {
            bool const here = global ? r.process.empty() && r.category.empty() : !owner.empty() && (r.process == owner || r.category == owner);
            if (here && !std::isfinite(r.value)) return problem("number.not-finite", "A parameter cannot be given this value", r.name + " = " + number_text(r.value), "a finite number");
            auto const key = parameter_key(r.name);
            if (here && index_.contains(key)) content_.values[key] = r.value;
        }
        for (auto const& parameter : parameters_)
            if (auto failed = visit(parameter_key(parameter.name))) return failed;
        if (!redefined) compare();
        return {};
    }

private:
    [[nodiscard]] Problem problem(std::string id, std::string what, std::string got, std::string expected) const {
        Problem p{std::move(id), std::move(what), {}, std::move(expected), std::move(got), {}, {}};
        p.where.object = content_.owner;
        return p;
    }

    // "a -> b -> c": how evaluation got there, which a name alone does not say.
    [[nodiscard]] std::string chain(std::string const& last) const {
        std::string text;
        for (auto const& name : visiting_) text += name + " -> ";
        return text + last;
    }

    /// Makes sure that a parameter of this scope has its value. A ring is an error and never falls back to the stored value,
    /// as openLCA does: the number would depend on where the ring was entered.
    [[nodiscard]] std::optional<Problem> visit(std::string const& key) {
        if (content_.values.contains(key)) return {};
        auto const& parameter = parameters_[index_.at(key)];
        if (parameter.formula.empty() || parameter.input) {
            content_.values[key] = parameter.value;
            return {};
        }
        if (std::find(visiting_.begin(), visiting_.end(), key) != visiting_.end())
            return problem("parameter.cycle", "Parameters depend on each other in a ring", chain(key), "formulas that end in input parameters");
        if (visiting_.size() == parameter_chain_limit)
            return problem("limit.parameter-chain", "Parameters depend on each other in too long a chain", key, std::to_string(parameter_chain_limit) + " steps at most");
        visiting_.push_back(key);
        auto value = evaluate(parameter);
        visiting_.pop_back();
        if (!value) return std::move(value).problem();
        content_.values[key] = *value;
        return {};
    }

    // Names of this scope are visited first, all others must have a value already: the global scope is complete by now.
    [[nodiscard]] Result<double> evaluate(Parameter const& parameter) {
        auto const formula = Formula::try_parse(parameter.formula);
        if (!formula) return located(formula.problem(), parameter);
        std::vector<double> values;
        for (auto const& name : formula->names()) {
            if (index_.contains(name))
                if (auto failed = visit(name)) return std::move(*failed);
            auto const value = content_.find(name);
            if (!value) {
                auto p = problem("parameter.unknown", "A formula names a parameter that does not exist", chain(name), "a parameter of this scope or a global one");
                p.related = nearest(name, content_.spellings);
                return p;
            }
            values.push_back(*value);
        }
        auto value = formula->evaluate<double>(values);
        if (!value) return located(value.problem(), parameter);
        return value;
    }

    [[nodiscard]] Problem located(Problem p, Parameter const& parameter) const {
        p.where.object = content_.owner + ", parameter '" + parameter.name + "', " + p.where.object;
        return p;
    }

    // The stored value of a calculated parameter is a check sum that somebody else computed: a difference means that their
    // formula language or their inputs were not ours.
    void compare() {
        for (auto const& parameter : parameters_) {
            if (parameter.formula.empty() || parameter.input) continue;
            double const value = content_.values.at(parameter_key(parameter.name));
            if (same_as_stored(value, parameter.value)) continue;
            auto p = problem("parameter.stored-differs", "The formula of parameter '" + parameter.name + "' does not give its stored value", number_text(value), number_text(parameter.value));
            p.hint = "the evaluated value is used";
            content_.findings.push_back({Severity::warning, std::move(p)});
        }
    }

    ParameterScope::Content& content_;
    std::span<Parameter const> parameters_;
    std::unordered_map<std::string, std::size_t> index_{};
    std::vector<std::string> visiting_{};
};

TANJI_INLINE bool has_parameter(std::span<Parameter const> parameters, std::string_view name) {
    auto const key = parameter_key(name);
    return std::any_of(parameters.begin(), parameters.end(), [&](Parameter const& p) { return parameter_key(p.name) == key; });
}

// A redefinition that changes nothing is worse than none: the reader believes in a scenario that was never computed.
TANJI_INLINE Problem unknown_redefinition(Redefinition const& redefinition, std::span<Parameter const> parameters, bool owner_known) {
    Problem p{"parameter.redefinition", "A redefinition names a parameter that does not exist", {}, "a parameter of that scope", redefinition.name, {}, {}};
    std::string const owner = redefinition.process.empty() ? redefinition.category : redefinition.process;
    p.where.object = owner.empty() ? "global parameters" : (redefinition.process.empty() ? "impact category " : "process ") + owner;
    if (!owner_known) p.what = "A redefinition names a process or category that does not exist";
    if (owner.empty()) p.hint = "a parameter of one process is named with the id of the process: process-id.name";
    std::vector<std::string> names;
    for (auto const& parameter : parameters) names.push_back(parameter.name);
    p.related = nearest(trim(redefinition.name), names);
    if (p.related.empty() && names.size() <= 20) p.related = std::move(names);
    return p;
}

}  // namespace detail

// 1e-9: other tools store what they computed in double too, in another order of operations perhaps, while a mistake that
// matters is larger by far. Relative only: 0 equals nothing but 0.
TANJI_INLINE bool same_as_stored(double evaluated, double stored) noexcept {
    return std::abs(evaluated - stored) <= 1e-9 * (std::max)(std::abs(evaluated), std::abs(stored));
}

TANJI_INLINE ParameterScope::ParameterScope() : content_(std::make_shared<Content>()) {}

TANJI_INLINE Result<ParameterScope> ParameterScope::try_global(std::span<Parameter const> parameters, std::span<Redefinition const> redefinitions) {
    auto content = std::make_shared<Content>();
    if (auto failed = detail::ScopeEvaluation(*content, parameters).run(redefinitions, {}, true)) return std::move(*failed);
    ParameterScope scope;
    scope.content_ = std::move(content);
    return scope;
}

TANJI_INLINE Result<ParameterScope> ParameterScope::try_local(ParameterScope const& global, std::span<Parameter const> parameters,
                                                              std::span<Redefinition const> redefinitions, std::string_view owner, std::string const& owner_text) {
    auto content = std::make_shared<Content>();
    content->global = global.content_;
    content->owner = owner_text;
    if (auto failed = detail::ScopeEvaluation(*content, parameters).run(redefinitions, owner, false)) return std::move(*failed);
    ParameterScope scope;
    scope.content_ = std::move(content);
    return scope;
}

TANJI_INLINE std::optional<double> ParameterScope::find(std::string_view name) const { return content_->find(detail::parameter_key(name)); }

// Formulas of exchanges and factors: no chain to tell of, since every parameter has its value by now.
TANJI_INLINE Result<double> ParameterScope::evaluate(std::string_view text) const {
    auto const formula = Formula::try_parse(text);
    if (!formula) return formula.problem();
    std::vector<double> values;
    for (auto const& name : formula->names()) {
        auto const value = content_->find(name);
        if (!value) {
            Problem p{"parameter.unknown", "A formula names a parameter that does not exist", {}, "a parameter of this scope or a global one", name, {}, nearest(name, content_->spellings)};
            p.where.object = content_->owner + ", formula '" + formula->text().substr(0, 200) + "'";
            return p;
        }
        values.push_back(*value);
    }
    auto value = formula->evaluate<double>(values);
    if (value) return value;
    Problem p = value.problem();
    p.where.object = content_->owner + ", " + p.where.object;
    return p;
}

TANJI_INLINE std::span<Finding const> ParameterScope::findings() const noexcept { return content_->findings; }

}  // namespace tanji
