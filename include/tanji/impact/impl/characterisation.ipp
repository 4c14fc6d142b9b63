// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "tanji/base/text.hpp"
#include "tanji/impact/characterisation.hpp"

/// \file
/// From a method's factors to rows of C. The order is fixed: factors are evaluated and judged (FactorTable), flows are
/// matched (match_flows), then each row gets the sign of rule A2 and the places of rule A9. Matching needs all tables
/// at once, because a flow that one category knows by UUID must not be matched by name for another.
namespace tanji {
namespace detail {

/// Builds the rows of one method; one object per call of try_characterise.
class RowBuilder {
public:
    RowBuilder(ProductSystem const& system, ImpactMethod const& method, MatchOptions const& options)
        : system_(system), database_(system.database()), method_(method), options_(options) {}

    [[nodiscard]] Result<Characterisation> run() {
        for (auto const& category : method_.categories) {
            auto table = FactorTable::try_make(database_, category, options_.parameters);
            if (!table) return table.problem();
            tables_.push_back(std::move(table).value());
        }
        NormalisationSet const* set = nullptr;
        if (auto problem = find_set(set)) return *problem;
        matching_ = match_flows(system_, tables_, options_);
        result_.matches = matching_.matches;
        result_.findings = matching_.findings;
        for (auto const& table : tables_) result_.findings.insert(result_.findings.end(), table.findings().begin(), table.findings().end());
        if (options_.regional) collect_places();
        std::vector<bool> matched(system_.elementary().size(), false);
        for (Index i = 0; i < method_.categories.size(); ++i) add_row(i, set, matched);
        for (Index row = 0; row < matched.size(); ++row)
            if (!matched[row]) result_.unmatched.push_back(row);
        settings();
        return std::move(result_);
    }

private:
    /// An unknown set is an error, not "no normalisation": results would silently lack what was asked for. Ids are compared
    /// exactly, names as people type them.
    [[nodiscard]] std::optional<Problem> find_set(NormalisationSet const*& set) const {
        if (options_.normalisation_set.empty()) return std::nullopt;
        std::vector<std::string> names;
        for (auto const& candidate : method_.normalisation) {
            if (candidate.id == options_.normalisation_set || equal_ignoring_case(candidate.name, options_.normalisation_set)) {
                set = &candidate;
                return std::nullopt;
            }
            names.push_back(candidate.name);
        }
        Problem problem{"impact.normalisation-set", "The method has no such normalisation and weighting set"};
        problem.where.object = "method '" + method_.name + "'";
        problem.expected = names.empty() ? "no set: this method has none" : "one of its sets";
        problem.got = options_.normalisation_set;
        problem.hint = "Name a set by its name or id";
        problem.related = std::move(names);
        return problem;
    }

    /// Places at which each elementary row is exchanged: where located factors may matter (rule A9).
    void collect_places() {
        places_.resize(system_.elementary().size());
        for (auto const& entry : system_.biosphere())
            if (entry.value != 0) places_[entry.row].insert(place_of(system_, entry));
    }

    /// Rows are walked by elementary flow, not by factor: that makes `flow` ascend and lets a large method cost only what
    /// the system exchanges. `matched` gathers over all rows, since coverage asks whether any category knows a flow.
    void add_row(Index index, NormalisationSet const* set, std::vector<bool>& matched) {
        auto const& category = method_.categories[index];
        CharacterisationRow row;
        row.method_id = method_.id;
        row.method = method_.name;
        row.category_id = category.id;
        row.category = category.name;
        row.unit = category.unit;
        if (set != nullptr) {
            for (auto const& weight : set->values) {
                if (weight.category != index) continue;
                row.normalisation = weight.normalisation;
                row.weighting = weight.weighting;
            }
        }
        for (Index e = 0; e < system_.elementary().size(); ++e)
            if (add_flow(category, tables_[index], e, row)) matched[e] = true;
        result_.rows.push_back(std::move(row));
    }

    /// Rule A2: -1 where the category counts inputs; without a direction by the side on which the flow is shown.
    [[nodiscard]] double sign(ImpactCategory const& category, Index elementary) const noexcept {
        if (category.direction == Direction::input) return -1;
        if (category.direction == Direction::output) return 1;
        return system_.elementary()[elementary].shown_as_input ? -1 : 1;
    }

    /// True if the category has a factor for the flow, everywhere or at a place where it is exchanged. A flow with
    /// differing duplicates keeps its first value in the row: the refusal, not a hole, is what stops the score.
    /// Rows that have a place of their own (a regional system) look it up once; the others get a LocatedFactor for each
    /// place at which the system exchanges them, and only where a located factor exists.
    bool add_flow(ImpactCategory const& category, FactorTable const& table, Index elementary, CharacterisationRow& row) {
        bool known = false;
        for (auto const& target : matching_.targets[elementary]) {
            auto const* factors = table.find(target.flow);
            if (factors == nullptr) continue;
            known = true;
            if (!factors->differing.empty() && (options_.regional || !factors->differing_is_located)) refuse(category, elementary, *factors, row);
        }
        if (!known) return false;
        if (auto const& refused = matching_.refused[elementary]) row.refused.push_back({elementary, *refused});
        auto const& shown = system_.elementary()[elementary];
        auto const s = sign(category, elementary);
        auto const own = value_at(table, elementary, options_.regional ? shown.location : no_index);
        if (own.value) {
            row.flow.push_back(elementary);
            row.factor.push_back(s * *own.value);
            if (shown.shown_as_input && category.direction == Direction::output && *own.value < 0) report_input(category, elementary, *own.value);
        }
        bool located = false;
        if (options_.regional && shown.location == no_index) {
            for (Index const place : places_[elementary]) {
                auto const there = value_at(table, elementary, place);
                if (!there.located || !there.value) continue;
                row.located.push_back({elementary, place, s * *there.value});
                located = true;
            }
        }
        return own.value || located;
    }

    /// Sum over the targets of a split flow; located if any of them is.
    [[nodiscard]] FactorAtPlace value_at(FactorTable const& table, Index elementary, Index place) const {
        FactorAtPlace sum;
        for (auto const& target : matching_.targets[elementary]) {
            auto const* factors = table.find(target.flow);
            if (factors == nullptr) continue;
            auto const at = factor_at(database_, *factors, place, options_.parent_regions);
            if (!at.value) continue;
            sum.value = sum.value.value_or(0.0) + target.conversion * *at.value;
            sum.located = sum.located || at.located;
        }
        return sum;
    }

    [[nodiscard]] std::string flow_text(Index elementary) const {
        auto const& flow = database_.flows()[system_.elementary()[elementary].flow];
        return "flow '" + std::string(trim(flow.name)) + "' (" + flow.category + ", id " + flow.id + ")";
    }

    // Rule A8: differing duplicates. Noted with the row, not returned as an error: most demands never meet the flow, and one
    // bad line of a published method must not make the whole method useless.
    void refuse(ImpactCategory const& category, Index elementary, FlowFactors const& factors, CharacterisationRow& row) {
        Problem problem{"impact.duplicate-factor", "A category has several factors for one flow, and they differ"};
        problem.where.object = "category '" + category.name + "', " + flow_text(elementary);
        problem.expected = "one factor, or equal ones";
        problem.got = join(factors.differing, "; ");
        problem.hint = "Correct the method; until then this category is refused for every inventory that has the flow";
        result_.findings.push_back({Severity::error, problem});
        row.refused.push_back({elementary, std::move(problem)});
    }

    // Rule A2. Some methods write removals as negative factors of resources, others expect the sign of the net amount to
    // do it; taken together the two cancel and uptake would count as an emission. The factor is used as it stands.
    void report_input(ImpactCategory const& category, Index elementary, double value) {
        Problem problem{"impact.input-negative", "An input has a negative factor in a category that counts outputs, so taking more of it raises the score"};
        problem.where.object = "category '" + category.name + "', " + flow_text(elementary);
        problem.expected = "a positive factor for an input that lowers the score, as the net of an input is negative already";
        problem.got = number_text(value);
        problem.hint = "Look at the method's sign convention";
        result_.findings.push_back({Severity::warning, std::move(problem)});
    }

    // All that can change a factor and is not data: two results may be compared only if these texts are equal.
    void settings() {
        auto& s = result_.settings;
        s.emplace_back("method", method_.name + (method_.id.empty() ? "" : " (" + method_.id + ")"));
        s.emplace_back("matching", std::string("UUID") + (options_.flow_map.empty() ? "" : ", flow map") + (options_.by_name ? ", name" : ""));
        s.emplace_back("regional factors", options_.regional ? (options_.parent_regions ? "yes, parents stand in" : "yes") : "ignored");
        if (!options_.normalisation_set.empty()) s.emplace_back("normalisation", options_.normalisation_set);
    }

    ProductSystem const& system_;
    Database const& database_;
    ImpactMethod const& method_;
    MatchOptions const& options_;
    std::vector<FactorTable> tables_;
    FlowMatching matching_;
    std::vector<std::set<Index>> places_;
    Characterisation result_;
};

}  // namespace detail

TANJI_INLINE std::string_view to_text(ScorePart part) noexcept {
    switch (part) {
        case ScorePart::total: return "total";
        case ScorePart::fossil: return "fossil";
        case ScorePart::biogenic: return "biogenic";
        case ScorePart::land_use: return "land use";
        case ScorePart::removals: return "removals";
    }
    return "?";
}

// A reference of 0 is treated as absent: dividing by it would let an infinity travel on.
TANJI_INLINE std::optional<double> normalised(CharacterisationRow const& row, double score) noexcept {
    if (!row.normalisation || *row.normalisation == 0) return std::nullopt;
    return score / *row.normalisation;
}

TANJI_INLINE std::optional<double> weighted(CharacterisationRow const& row, double score) noexcept {
    if (!row.weighting) return std::nullopt;
    return score * *row.weighting;
}

TANJI_INLINE std::optional<double> normalised_and_weighted(CharacterisationRow const& row, double score) noexcept {
    auto const value = normalised(row, score);
    return value ? weighted(row, *value) : std::nullopt;
}

TANJI_INLINE Result<Characterisation> try_characterise(ProductSystem const& system, ImpactMethod const& method, MatchOptions const& options) {
    return detail::RowBuilder(system, method, options).run();
}

TANJI_INLINE Characterisation characterise(ProductSystem const& system, ImpactMethod const& method, MatchOptions const& options) {
    return try_characterise(system, method, options).value();
}

// Both lists of unmatched flows ascend, so the intersection is linear. A `first` without rows is where a loop over
// methods starts: its empty list would mean "everything is matched", so the list of the other stands.
TANJI_INLINE Characterisation merged(Characterisation first, Characterisation const& other) {
    auto const append = [](auto& to, auto const& from) { to.insert(to.end(), from.begin(), from.end()); };
    std::vector<Index> neither;
    std::set_intersection(first.unmatched.begin(), first.unmatched.end(), other.unmatched.begin(), other.unmatched.end(), std::back_inserter(neither));
    // A side without rows has looked at no flow, so it says nothing about what is unmatched.
    if (first.rows.empty()) first.unmatched = other.unmatched;
    else if (!other.rows.empty()) first.unmatched = std::move(neither);
    append(first.rows, other.rows);
    append(first.matches, other.matches);
    append(first.assumptions, other.assumptions);
    append(first.findings, other.findings);
    append(first.settings, other.settings);
    first.needs_coverage = first.needs_coverage || other.needs_coverage;
    return first;
}

}  // namespace tanji
