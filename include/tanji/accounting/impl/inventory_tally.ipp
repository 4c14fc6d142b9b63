// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>

#include "tanji/accounting/inventory.hpp"
#include "tanji/base/exact_sum.hpp"
#include "tanji/base/text.hpp"

/// \file
/// What an inventory holds, and sums over its lines. Order of arithmetic, on which records depend: a factor's term for a gas is
/// (units per unit entered) x share x mass, rounded twice; amount x term is exact (a product of two doubles as a sum of two);
/// the sum over lines is exact and rounded once; times GWP, rounded once; the sum over gases exact, rounded once.
TANJI_NO_FUSING_BEGIN
namespace tanji {
namespace detail {

/// What one unit as entered gives by one applied factor: kg of each gas, and of CO2e where there are no gases.
struct FactorTerms {
    std::vector<std::pair<Gas, double>> gases{};
    std::vector<std::pair<std::uint32_t, double>> published{};  // index of the GWP set's text in Content::sets
    double biogenic_n2o = 0;                                    // of `gases`, where all CO2 of the factor is biogenic
    std::uint32_t factor = 0;                                   // into Content::incomplete, 1-based; 0: nothing is left out
    bool counts = true;                                         // false: a share of 0
};

/// Adds a x b without rounding: the rounded product and its error, which fma gives exactly (unless it is below 1e-290). Splitting a line
/// then changes no bit of a total, because the parts' products add up to the whole's before anything is rounded.
inline void add_product(ExactSum& sum, double a, double b) {
    double const product = a * b;
    sum.add(product);
    double const error = std::fma(a, b, -product);
    if (error != 0) sum.add(error);
}

}  // namespace detail

struct OrganisationInventory::Content {
    ActivityLines activities;
    Organisation organisation;
    RuleSet rules;
    Consolidation consolidation = Consolidation::operational_control;
    Period period;
    std::vector<InventoryLine> lines;
    std::vector<AppliedFactor> applied;
    std::vector<detail::FactorTerms> terms;   // of each applied factor
    std::vector<std::string> sets;            // GWP sets of published CO2e
    std::vector<Factor const*> incomplete;    // factors that leave gases out
    std::vector<double> gwp;                  // by gas id: of the rule's set; only of gases that occur
    std::vector<Finding> findings;
    bool has_market = false;
    std::size_t lookups = 0;

    [[nodiscard]] std::string member_of(ActivityHead const& head) const {
        if (!head.organisation.empty()) return head.organisation;
        Site const* const site = organisation.site(head.site);
        return site ? site->member : std::string();
    }
    [[nodiscard]] std::string place_of(ActivityHead const& head) const {
        if (!head.place.empty()) return head.place;
        Site const* const site = organisation.site(head.site);
        return site ? site->place : std::string();
    }
    /// What people call a part; empty where the key says it all.
    [[nodiscard]] std::string name_of(PartBy by, std::string const& key) const {
        if (by == PartBy::site) return organisation.site(key) ? organisation.site(key)->name : std::string();
        if (by == PartBy::organisation) return organisation.member(key) ? organisation.member(key)->name : (key.empty() ? organisation.name : std::string());
        if (by == PartBy::scope) return key == "deducted" ? "energy sold and the like" : "scope " + key;
        for (auto const& category : all_categories()) {
            if (by == PartBy::category && category.key == key) return category.name_en;
            if (by == PartBy::scope3 && category.scope3 != 0 && parse_integer(key) == category.scope3) return category.name_en;
        }
        return {};
    }
};

namespace detail {

/// A running total of lines. Gases are few, so they stand in a flat list in the order they come; the total sorts them.
class Tally {
public:
    void add(double amount, FactorTerms const& terms) {
        if (!terms.counts) return;
        ++lines_;
        for (auto const& [gas, term] : terms.gases) add_product(sum_of(gases_, gas), amount, term);
        for (auto const& [set, term] : terms.published) add_product(sum_of(published_, set), amount, term);
        if (terms.biogenic_n2o != 0) add_product(biogenic_n2o_, amount, terms.biogenic_n2o);
        if (terms.factor != 0) mark(terms.factor);
    }

    [[nodiscard]] Total total(OrganisationInventory::Content const& content) const {
        Total total;
        total.lines = lines_;
        ExactSum co2e;
        for (auto const& [gas, sum] : gases_) total.gases.add(gas, Mass::stored(sum.value()));
        for (auto const& [gas, mass] : total.gases) {
            if (gas == gas::co2_biogenic) {  // rule C8: beside the total, not in it
                total.biogenic_co2 = mass;
                continue;
            }
            double const weighted = mass.stored() * content.gwp[gas.id()];
            co2e.add(weighted);
            if (gas == gas::ch4_biogenic) total.biogenic_methane = Co2e::stored(weighted);
            if (gas == gas::n2o) total.biogenic_n2o = Co2e::stored(biogenic_n2o_.value() * content.gwp[gas.id()]);
        }
        for (auto const& [set, sum] : published_) {
            total.published.emplace_back(content.sets[set], Co2e::stored(sum.value()));
            co2e.add(sum.value());
        }
        total.co2e = Co2e::stored(co2e.value());
        for (std::size_t i = 0; i < left_out_.size(); ++i) {
            if (!left_out_[i]) continue;
            for (Gas const gas : content.incomplete[i]->not_estimated) total.not_estimated.push_back(to_text(gas) + " (" + content.incomplete[i]->key + ")");
        }
        return total;
    }

private:
    template <class Key>
    using Sums = std::vector<std::pair<Key, ExactSum>>;

    template <class Key>
    [[nodiscard]] static ExactSum& sum_of(Sums<Key>& sums, Key key) {
        for (auto& [each, sum] : sums) {
            if (each == key) return sum;
        }
        return sums.emplace_back(key, ExactSum()).second;
    }

    void mark(std::uint32_t number) {
        if (left_out_.size() < number) left_out_.resize(number);
        left_out_[number - 1] = true;
    }

    Sums<Gas> gases_;
    Sums<std::uint32_t> published_;
    ExactSum biogenic_n2o_;
    std::vector<bool> left_out_;
    std::uint64_t lines_ = 0;
};

}  // namespace detail
}  // namespace tanji
TANJI_NO_FUSING_END
