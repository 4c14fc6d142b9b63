// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/base/finding.hpp"
#include "tanji/base/result.hpp"
#include "tanji/lifecycle/stored.hpp"

/// \file
/// Values of parameters (rule A7) for whoever evaluates formulas of a file: amounts, allocation and impact factors.
namespace tanji {

/// Parameters of one scope with their evaluated values: the global ones, or those of a process or impact category on
/// top of the global ones (rule A7). A formula sees its own scope first, then the global one; a global formula never
/// sees a local name. Names are without case and trimmed. A handle; const calls are safe from several threads.
///
///     auto const global = ParameterScope::try_global(database.content().parameters).value();
///     double const hours = global.evaluate("365 * 24 * load").value();
class ParameterScope {
public:
    ParameterScope();

    /// Evaluates the global parameters. `redefinitions` without process and category apply here; the last of one name wins
    /// and takes the place of value and formula.
    /// Problems: "parameter.cycle" and "parameter.unknown" with the chain that leads there, "parameter.duplicate",
    /// "parameter.redefinition" (no such parameter), "formula.*".
    [[nodiscard]] static Result<ParameterScope> try_global(std::span<Parameter const> parameters, std::span<Redefinition const> redefinitions = {});

    /// Scope of the process or category `owner` (its id; `owner_text` is for messages) on top of `global`.
    [[nodiscard]] static Result<ParameterScope> try_local(ParameterScope const& global, std::span<Parameter const> parameters,
                                                          std::span<Redefinition const> redefinitions, std::string_view owner, std::string const& owner_text);

    /// Value of a name as this scope sees it, pi and e included.
    [[nodiscard]] std::optional<double> find(std::string_view name) const;
    /// Value of a formula in this scope.
    [[nodiscard]] Result<double> evaluate(std::string_view formula) const;
    /// One finding "parameter.stored-differs" for each calculated parameter of this scope whose value is not the stored one
    /// (relative 1e-9). Values that a redefinition reaches differ on purpose: with any redefinition there are none.
    [[nodiscard]] std::span<Finding const> findings() const noexcept;

    struct Content;

private:
    std::shared_ptr<Content const> content_;
};

/// Stored and evaluated numbers are the same if they differ by no more than 1e-9 of the larger (rule A7).
[[nodiscard]] bool same_as_stored(double evaluated, double stored) noexcept;

/// Checks that each redefinition names a parameter that exists: global, or of the process or category it names.
/// `owners` gives the parameters of an id, or nothing if there is no such owner. Problem "parameter.redefinition".
template <class Owners>
[[nodiscard]] std::optional<Problem> check_redefinitions(std::span<Redefinition const> redefinitions, std::span<Parameter const> global, Owners const& owners);

namespace detail {
[[nodiscard]] bool has_parameter(std::span<Parameter const> parameters, std::string_view name);
[[nodiscard]] Problem unknown_redefinition(Redefinition const& redefinition, std::span<Parameter const> parameters, bool owner_known);
}  // namespace detail

template <class Owners>
std::optional<Problem> check_redefinitions(std::span<Redefinition const> redefinitions, std::span<Parameter const> global, Owners const& owners) {
    for (auto const& redefinition : redefinitions) {
        std::optional<std::span<Parameter const>> scope = global;
        if (!redefinition.process.empty() || !redefinition.category.empty()) scope = owners(redefinition);
        if (!scope) return detail::unknown_redefinition(redefinition, {}, false);
        if (!detail::has_parameter(*scope, redefinition.name)) return detail::unknown_redefinition(redefinition, *scope, true);
    }
    return {};
}

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/lifecycle/impl/parameters.ipp"
#endif
