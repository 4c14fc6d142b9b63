// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <map>
#include <set>

#include "tanji/accounting/change.hpp"
#include "tanji/accounting/uncertainty.hpp"
#include "tanji/base/exact_sum.hpp"
#include "tanji/base/text.hpp"

/// \file
/// Which numbers of an inventory are the same random variable.
TANJI_NO_FUSING_BEGIN
namespace tanji::detail {

/// Turns names into indices, each name once.
class VariableTable {
public:
    explicit VariableTable(std::vector<UncertainVariable>& variables) : variables_(variables) {}

    [[nodiscard]] std::size_t place(std::string const& name, Distribution const& multiplier) {
        auto const [at, fresh] = places_.try_emplace(name, variables_.size());
        if (fresh) variables_.push_back({name, multiplier});
        return at->second;
    }

private:
    std::vector<UncertainVariable>& variables_;
    std::map<std::string, std::size_t> places_;
};

/// kg CO2e per unit as entered that one variable of an applied factor stands for.
struct VariablePart {
    std::size_t variable = 0;
    double co2e = 0;
};

/// Builds the sum line by line.
class UncertainSumMaker {
public:
    UncertainSumMaker(OrganisationInventory const& inventory, UncertaintyOptions const& options) : inventory_(inventory), options_(options) {
        parts_.resize(inventory.applied().size());
    }

    [[nodiscard]] Result<UncertainSum> make() {
        for (auto const index : inventory_.selected(options_.filter)) {
            auto const& line = inventory_.lines()[index];
            auto& parts = parts_[line.applied];
            if (!parts) {
                auto made = parts_of(inventory_.applied()[line.applied]);
                if (!made) return std::move(made).problem();
                parts = *std::move(made);
            }
            auto const activity = activity_of(inventory_.activities()[line.activity]);
            if (!activity) return activity.problem();
            amounts_[{*activity, line.applied}] += line.amount;
        }
        for (auto const& stated : options_.factors) {
            std::string const name = stated.key + (stated.gas ? " " + to_text(*stated.gas) : "");
            if (!used_.contains(name))
                return Problem{.id = "uncertainty.factor", .what = "an uncertainty is stated for a factor that no line uses", .where = {.object = name}, .expected = "the key of a factor of the inventory, and a gas it states",
                               .related = nearest(stated.key, factor_keys())};
        }
        // Amounts first, then once times the factor: a split line gives the same product as a whole one, to the last bit.
        for (auto const& [pair, amount] : amounts_) {
            for (auto const& part : *parts_[pair.second]) sum_.terms.push_back({pair.first, part.variable, amount.value() * part.co2e});
        }
        sum_.certain.assign(certain_.begin(), certain_.end());
        return std::move(sum_);
    }

private:
    [[nodiscard]] std::vector<std::string> factor_keys() const {
        std::set<std::string> keys;
        for (auto const& applied : inventory_.applied()) keys.insert(applied.factor->key);
        return {keys.begin(), keys.end()};
    }

    [[nodiscard]] FactorUncertainty const* stated(std::string const& key, std::optional<Gas> gas) const {
        for (auto const& each : options_.factors) {
            if (each.key == key && each.gas == gas) return &each;
        }
        return nullptr;
    }

    /// A gas has the variable stated for it, else that of its factor; biogenic CO2 is no part of the total (rule C8).
    [[nodiscard]] Result<std::vector<VariablePart>> parts_of(AppliedFactor const& applied) {
        auto const& factor = *applied.factor;
        double const scale = applied.per_entered * applied.share;
        auto const* whole = stated(factor.key, {});
        std::map<std::size_t, double> parts;
        if (whole) used_.insert(factor.key);
        // What the caller states goes before what the factor's source states, and that before what is said of all others.
        std::optional<Distribution> published;
        if (factor.uncertainty) {
            auto const spread = try_relative(*factor.uncertainty, *factor.uncertainty < 1 ? DistributionKind::normal : DistributionKind::lognormal);
            if (!spread) return spread.problem();
            published = *spread;
        }
        auto const general = [&] {
            if (!whole && !published && !options_.other_factors) certain_.insert("factor " + factor.key);
            return factors_.place(factor.key, whole ? whole->multiplier : published ? *published : options_.other_factors.value_or(Distribution::certain(1)));
        };
        for (auto const& [gas, mass] : factor.gases) {
            auto const* own = stated(factor.key, gas);
            if (own) used_.insert(factor.key + " " + to_text(gas));
            if (gas == gas::co2_biogenic) continue;
            auto const gwp = inventory_.rules().gwp.find(gas);
            if (!gwp) return gwp.problem();
            parts[own ? factors_.place(factor.key + " " + to_text(gas), own->multiplier) : general()] += mass.stored() * gwp->value * scale;
        }
        if (factor.co2e) parts[general()] += factor.co2e->stored() * scale;
        std::vector<VariablePart> list;
        for (auto const& [variable, co2e] : parts) list.push_back({variable, co2e});
        return list;
    }

    [[nodiscard]] Result<std::size_t> activity_of(ActivityLine const& line) {
        std::string name = options_.variable ? options_.variable(line) : change_key(*line.head) + "|" + to_text(line.period);
        if (!line.head->uncertainty) {
            if (!options_.other_activities) certain_.insert("activity " + change_key(*line.head));
            return activities_.place(name, options_.other_activities.value_or(Distribution::certain(1)));
        }
        // Two readings of one key and period that are known with different certainty are two numbers.
        auto const multiplier = try_relative(*line.head->uncertainty, options_.activity_shape);
        if (multiplier) return activities_.place(name + " +-" + number_text(*line.head->uncertainty), *multiplier);
        auto problem = multiplier.problem();
        problem.where = inventory_.activities().where(line);
        return problem;
    }

    OrganisationInventory const& inventory_;
    UncertaintyOptions const& options_;
    UncertainSum sum_{};
    VariableTable activities_{sum_.activities};
    VariableTable factors_{sum_.factors};
    std::vector<std::optional<std::vector<VariablePart>>> parts_{};
    std::map<std::pair<std::size_t, std::uint32_t>, ExactSum> amounts_{};
    std::set<std::string> used_{};
    std::set<std::string> certain_{};
};

}  // namespace tanji::detail

namespace tanji {

TANJI_INLINE Result<UncertainSum> try_uncertain_sum(OrganisationInventory const& inventory, UncertaintyOptions const& options) {
    if (auto const total = inventory.try_total(options.filter); !total) return total.problem();
    try {
        return detail::UncertainSumMaker(inventory, options).make();
    } catch (Error const& error) {
        return error.problem();
    }
}

TANJI_INLINE Result<InventoryUncertainty> try_uncertainty_of(OrganisationInventory const& inventory, UncertaintyOptions const& options, SampleSettings const& settings) {
    auto sum = try_uncertain_sum(inventory, options);
    if (!sum) return std::move(sum).problem();
    return try_sample(*sum, settings);
}

}  // namespace tanji
TANJI_NO_FUSING_END
