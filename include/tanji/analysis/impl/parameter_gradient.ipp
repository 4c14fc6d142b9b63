// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "tanji/analysis/gradient.hpp"
#include "tanji/base/dual.hpp"
#include "tanji/base/text.hpp"
#include "tanji/lifecycle/formula.hpp"
#include "tanji/lifecycle/parameters.hpp"

/// \file
/// Derivatives through formulas, backwards: what a score owes to a formula's value is handed on to the names in it, until only
/// parameters are left. Each formula is differentiated once per name, by dual numbers.
namespace tanji::detail {

/// One scope of parameters that collects what the score owes to each of its names. A local scope hands names that are not its
/// own to the global one.
class ParameterSlopes {
public:
    ParameterSlopes(std::span<Parameter const> parameters, ParameterScope const& values, ParameterSlopes* global, std::vector<Finding>& findings, std::string owner)
        : parameters_(parameters), values_(values), global_(global), findings_(findings), owner_(std::move(owner)), slope_(parameters.size(), 0.0), lost_(parameters.size(), false),
          redefined_(parameters.size(), false), touched_(parameters.size(), false) {
        for (std::size_t i = 0; i < parameters.size(); ++i) index_.emplace(key(parameters[i].name), i);
    }

    static std::string key(std::string_view name) { return tanji::lower(trim(name)); }

    /// A redefinition takes the place of the formula: nothing is handed on behind it.
    void redefine(std::string_view name) {
        if (auto const at = index_.find(key(name)); at != index_.end()) redefined_[at->second] = true;
    }

    /// The score changes by `slope` per unit of the formula's value.
    void formula(std::string const& text, double slope) {
        if (slope == 0) return;
        auto const parsed = Formula::try_parse(text);
        if (!parsed) return; // linking has evaluated it, so this does not happen
        std::vector<Dual> values;
        for (auto const& name : parsed->names()) values.emplace_back(values_.find(name).value_or(0));
        for (std::size_t k = 0; k < values.size(); ++k) {
            values[k].derivative = 1;
            auto const result = parsed->evaluate<Dual>(values);
            values[k].derivative = 0;
            if (result) add(parsed->names()[k], slope * result->derivative);
            else lose(parsed->names()[k], text);
        }
    }

    /// Hands slopes of calculated parameters on to what they are calculated from; users before what they use.
    void settle() {
        std::vector<std::size_t> order;
        std::vector<char> seen(parameters_.size(), 0);
        for (std::size_t i = 0; i < parameters_.size(); ++i) sort(i, seen, order);
        for (auto at = order.rbegin(); at != order.rend(); ++at) {
            if (!calculated(*at)) continue;
            if (lost_[*at]) lose_names(*at);
            else formula(parameters_[*at].formula, slope_[*at]);
        }
    }

    template <class Visit>
    void each(Visit const& visit) const {
        for (std::size_t i = 0; i < parameters_.size(); ++i)
            if (touched_[i] && !lost_[i]) visit(static_cast<Index>(i), values_.find(parameters_[i].name).value_or(0), slope_[i]);
    }

private:
    [[nodiscard]] bool calculated(std::size_t i) const { return !parameters_[i].input && !parameters_[i].formula.empty() && !redefined_[i]; }

    void add(std::string const& name, double slope) {
        auto const at = index_.find(name);
        if (at == index_.end()) {
            if (global_ != nullptr) global_->add(name, slope);
            return; // pi and e have no slope
        }
        slope_[at->second] += slope;
        touched_[at->second] = true;
    }

    void lose(std::string const& name, std::string const& text) {
        auto const at = index_.find(name);
        if (at == index_.end()) {
            if (global_ != nullptr) global_->lose(name, text);
            return;
        }
        if (lost_[at->second]) return;
        lost_[at->second] = true;
        Problem problem{"gradient.not-differentiable", "A formula has no finite slope where it stands, so that the derivative by a parameter is not known"};
        problem.where.object = owner_ + ", parameter '" + parameters_[at->second].name + "', formula '" + text.substr(0, 200) + "'";
        problem.hint = "Change the parameter and compare results instead";
        findings_.push_back({Severity::warning, std::move(problem)});
    }
    void lose_names(std::size_t i) {
        auto const parsed = Formula::try_parse(parameters_[i].formula);
        if (!parsed) return;
        for (auto const& name : parsed->names()) lose(name, parameters_[i].formula);
    }

    /// What a parameter uses comes before it. Depth is bounded by the limit on chains of parameters.
    void sort(std::size_t i, std::vector<char>& seen, std::vector<std::size_t>& order) const {
        if (seen[i]) return;
        seen[i] = 1;
        if (calculated(i))
            if (auto const parsed = Formula::try_parse(parameters_[i].formula))
                for (auto const& name : parsed->names())
                    if (auto const at = index_.find(name); at != index_.end()) sort(at->second, seen, order);
        order.push_back(i);
    }

    std::span<Parameter const> parameters_;
    ParameterScope values_;
    ParameterSlopes* global_;
    std::vector<Finding>& findings_;
    std::string owner_;
    std::unordered_map<std::string, std::size_t> index_{};
    std::vector<double> slope_;
    std::vector<bool> lost_, redefined_, touched_;
};

}  // namespace tanji::detail
