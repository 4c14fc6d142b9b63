// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "tanji/base/text.hpp"
#include "tanji/impact/compartment.hpp"
#include "tanji/impact/flow_matching.hpp"
#include "tanji/impact/greenhouse_gas.hpp"

/// \file
/// The steps of rule A8 in their order: UUID, flow map, name, CAS. The first step that has something to say ends the search
/// for a row, even if what it says cannot be used: a weaker way must not paper over a fault in a stronger one.
namespace tanji {
namespace detail {

/// "carbon dioxide, fossil" from " Carbon  dioxide, fossil ".
[[nodiscard]] inline std::string normal_name(std::string_view name) {
    std::string result;
    for (char const c : lower(trim(name)))
        if (c != ' ' || (!result.empty() && result.back() != ' ')) result += c;
    return result;
}

/// Finds the method's flow for each elementary row; one object per call of match_flows.
class FlowMatcher {
public:
    FlowMatcher(ProductSystem const& system, std::vector<FactorTable> const& tables, MatchOptions const& options)
        : system_(system), database_(system.database()), tables_(tables), options_(options) {}

    /// Rule A8: by UUID; else by the flow map; else, if asked for, by name and place. A flow that one step knows is not
    /// offered to the next, so that no flow is counted twice.
    [[nodiscard]] FlowMatching run() {
        auto const rows = system_.elementary();
        result_.targets.resize(rows.size());
        result_.refused.resize(rows.size());
        for (auto const& entry : options_.flow_map) map_[entry.source_id].push_back(&entry);
        if (options_.by_name) index_names();
        for (Index row = 0; row < rows.size(); ++row) {
            if (known(rows[row].flow)) result_.targets[row].push_back({rows[row].flow, 1});
            else if (!by_map(row) && options_.by_name) by_name(row);
        }
        return std::move(result_);
    }

private:
    using Candidates = std::vector<Index>;

    // "Known" means that some category has a factor. A flow that is merely listed in the database says nothing: it may be the
    // very flow for which a factor is looked for.
    [[nodiscard]] bool known(Index flow) const noexcept {
        return std::any_of(tables_.begin(), tables_.end(), [flow](auto const& table) { return table.find(flow) != nullptr; });
    }

    [[nodiscard]] Flow const& flow_of(Index row) const { return database_.flows()[system_.elementary()[row].flow]; }

    /// True if the map had something to say about the row, be it that it cannot be used. Lines whose target has no factor are
    /// passed over: maps cover whole flow lists, methods a part of them. Two lines of one pair that agree count once; ones
    /// that differ refuse the flow, as no order of lines may decide a number.
    bool by_map(Index row) {
        auto const lines = map_.find(flow_of(row).id);
        if (lines == map_.end()) return false;
        std::vector<std::pair<FlowMapEntry const*, MethodTarget>> found;
        for (auto const* line : lines->second) {
            Index const target = database_.flow_index(line->target_id);
            if (target == no_index || !known(target)) continue;
            auto const conversion = reference_conversion(*line, system_.elementary()[row].flow, target);
            if (!conversion) {
                refuse_map(row, *line, "units that the flows have", line->source_unit + " -> " + line->target_unit);
                return true;
            }
            auto const same = std::find_if(found.begin(), found.end(), [target](auto const& f) { return f.second.flow == target; });
            if (same == found.end()) {
                found.push_back({line, {target, *conversion}});
            } else if (same->second.conversion != *conversion) {
                refuse_map(row, *line, "one conversion for each pair of flows", number_text(same->first->conversion) + " and " + number_text(line->conversion));
                return true;
            }
        }
        for (auto const& [line, target] : found) {
            result_.targets[row].push_back(target);
            result_.matches.push_back({row, "flow map (" + line->condition + ")", described(target.flow), target.conversion});
        }
        return !found.empty();
    }

    /// The map's conversion holds between its own units; ours between the reference units of both flows.
    [[nodiscard]] std::optional<double> reference_conversion(FlowMapEntry const& line, Index source, Index target) const {
        auto const from = line.source_unit.empty() ? std::optional(1.0) : unit_per_reference(database_, source, line.source_unit);
        auto const to = line.target_unit.empty() ? std::optional(1.0) : unit_per_reference(database_, target, line.target_unit);
        if (!from || !to || *to == 0) return std::nullopt;
        return *from * line.conversion / *to;
    }

    /// The score is refused rather than the flow dropped: the map says that the flow does belong to the method. The target is
    /// kept for that, since rows of C refuse only flows for which they have a factor.
    void refuse_map(Index row, FlowMapEntry const& line, std::string expected, std::string got) {
        Problem problem{"impact.flow-map", "The flow map cannot be applied to a flow of the inventory"};
        problem.where.object = "flow '" + std::string(trim(flow_of(row).name)) + "' (id " + line.source_id + ")";
        problem.expected = std::move(expected);
        problem.got = std::move(got);
        problem.hint = "Correct the lines of this flow in the map";
        result_.findings.push_back({Severity::error, problem});
        result_.refused[row] = std::move(problem);
        result_.targets[row].clear();
        if (Index const target = database_.flow_index(line.target_id); target != no_index) result_.targets[row].push_back({target, 1});
    }

    // Direction and compartment are part of the name: CO2 taken from the air is not CO2 put into it.
    [[nodiscard]] static std::string key(std::string_view kind, std::string_view name, bool input, Compartment const& place) {
        return std::string(kind) + (input ? "<" : ">") + to_text(place) + "|" + std::string(name);
    }

    /// Sorted, because the tables are hashed: candidates, and with them the flow that a match names, must not depend on the
    /// order of a hash. Methods do not state directions of flows, so the compartment has to: resources are inputs.
    void index_names() {
        std::vector<Index> flows;
        for (auto const& table : tables_)
            for (auto const& [flow, factors] : table.all()) flows.push_back(flow);
        std::sort(flows.begin(), flows.end());
        flows.erase(std::unique(flows.begin(), flows.end()), flows.end());
        for (Index const index : flows) {
            auto const& flow = database_.flows()[index];
            auto const place = compartment_of(flow.category);
            bool const input = place.medium == Medium::resource;
            names_[key("name", normal_name(flow.name), input, place)].push_back(index);
            if (auto const cas = normal_cas(flow.cas); !cas.empty()) names_[key("cas", cas, input, place)].push_back(index);
        }
    }

    /// The exact sub-compartment first, then the medium as a whole, and within each the name before the CAS number, which
    /// several flows share (fossil and biogenic methane).
    void by_name(Index row) {
        auto const& flow = flow_of(row);
        auto place = compartment_of(flow.category);
        bool const input = system_.elementary()[row].shown_as_input;
        auto const name = normal_name(flow.name);
        auto const cas = normal_cas(flow.cas);
        for (bool const exact : {true, false}) {
            if (!exact) place.sub.clear();
            std::string const note = exact ? "" : ", unspecified " + std::string(to_text(place.medium));
            if (take(row, key("name", name, input, place), "name" + note)) return;
            if (!cas.empty() && take(row, key("cas", cas, input, place), "CAS" + note)) return;
        }
    }

    /// True if the search for this row is over, with a match or without.
    bool take(Index row, std::string const& key, std::string how) {
        auto const found = names_.find(key);
        if (found == names_.end()) return false;
        Index const target = found->second.front();
        auto const source = system_.elementary()[row].flow;
        auto const unit = unit_per_reference(database_, source, database_.reference_unit(target));
        bool const one = std::all_of(found->second.begin(), found->second.end(), [&](Index other) { return same_factors(target, other); });
        if (one && unit) {
            result_.targets[row].push_back({target, *unit});
            result_.matches.push_back({row, std::move(how), described(target), *unit});
            return true;
        }
        Problem problem{"impact.ambiguous-match", one ? "A flow matches by " + how + ", but its unit cannot be converted"
                                                      : "A flow matches several flows of the method, which have different factors"};
        problem.where.object = "flow '" + std::string(trim(flow_of(row).name)) + "' (id " + flow_of(row).id + ")";
        problem.expected = one ? "a flow measured in " + std::string(database_.reference_unit(target)) : "one flow, or equal factors";
        problem.got = one ? std::string(database_.reference_unit(source)) : std::to_string(found->second.size()) + " flows";
        problem.hint = "Name the right one in a flow map; until then the flow has no factor";
        for (Index const candidate : found->second) problem.related.push_back(described(candidate));
        result_.findings.push_back({Severity::warning, std::move(problem)});
        return true;
    }

    /// Several flows of one name do no harm if all tables treat them alike; what is placed or disputed is never called alike,
    /// which at worst asks the user for a flow map.
    [[nodiscard]] bool same_factors(Index a, Index b) const {
        for (auto const& table : tables_) {
            auto const* x = table.find(a);
            auto const* y = table.find(b);
            if ((x == nullptr) != (y == nullptr)) return false;
            if (x == nullptr) continue;
            if (!x->located.empty() || !y->located.empty() || !x->differing.empty() || !y->differing.empty()) return a == b;
            if (!x->everywhere || !y->everywhere || *x->everywhere != *y->everywhere) return false;
        }
        return true;
    }

    [[nodiscard]] std::string described(Index flow) const {
        auto const& entry = database_.flows()[flow];
        return std::string(trim(entry.name)) + " (" + entry.category + ", id " + entry.id + ")";
    }

    ProductSystem const& system_;
    Database const& database_;
    std::vector<FactorTable> const& tables_;
    MatchOptions const& options_;
    std::unordered_map<std::string_view, std::vector<FlowMapEntry const*>> map_;
    std::unordered_map<std::string, Candidates> names_;
    FlowMatching result_;
};

}  // namespace detail

TANJI_INLINE std::optional<double> unit_per_reference(Database const& database, Index flow, std::string_view unit) {
    auto const& content = database.content();
    auto const& entry = content.flows[flow];
    // The reference property first: "kg" of a flow that is kept in kg is never the kg of another property.
    for (std::size_t step = 0; step <= entry.properties.size(); ++step) {
        auto const at = step == 0 ? entry.reference_property : step - 1;
        if (at >= entry.properties.size()) continue;
        auto const& property = entry.properties[at];
        if (property.property >= content.properties.size()) continue;
        auto const group = content.properties[property.property].unit_group;
        if (group >= content.unit_groups.size()) continue;
        for (auto const& candidate : content.unit_groups[group].units) {
            bool const named = candidate.name == unit ||
                               std::find(candidate.synonyms.begin(), candidate.synonyms.end(), unit) != candidate.synonyms.end();
            if (named && candidate.factor != 0) return property.factor / candidate.factor;
        }
    }
    return std::nullopt;
}

// An entry that no exchange of the database stands behind (no_index) has no place.
TANJI_INLINE Index place_of(ProductSystem const& system, Entry const& entry) noexcept {
    auto const processes = system.database().processes();
    if (entry.process >= processes.size()) return no_index;
    auto const& process = processes[entry.process];
    if (entry.exchange < process.exchanges.size() && process.exchanges[entry.exchange].location != no_index) return process.exchanges[entry.exchange].location;
    return process.location;
}

TANJI_INLINE FlowMatching match_flows(ProductSystem const& system, std::vector<FactorTable> const& tables, MatchOptions const& options) {
    return detail::FlowMatcher(system, tables, options).run();
}

}  // namespace tanji
