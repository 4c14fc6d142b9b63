// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>
#include <optional>
#include <unordered_map>
#include <utility>

#include "tanji/base/text.hpp"
#include "tanji/lifecycle/database.hpp"
#include "tanji/lifecycle/impl/entry_text.ipp"

/// \file
/// The check that every Database has passed, its look-ups, and the search by text. Readers and builders rely on the check to
/// catch what they let through; everything behind relies on it to follow indices without looking.
namespace tanji {

/// The content never moves after it is wrapped, so the maps may point into its strings.
struct Database::Shared {
    DatabaseContent content;
    std::unordered_map<std::string_view, Index> processes{};
    std::unordered_map<std::string_view, Index> flows{};
    std::unordered_map<std::string_view, Index> locations{};
};

namespace detail {

/// Collects the first problem of a content; every check returns false once there is one.
class ContentCheck {
public:
    explicit ContentCheck(DatabaseContent const& content) : content_(content) {}

    /// In this order because later steps follow indices that earlier ones have checked: the unit of an exchange is looked up
    /// through its property's group. One pass over everything; the first fault ends it.
    [[nodiscard]] bool run() { return units() && places() && flows() && processes() && parameters(content_.parameters, "global parameters"); }
    [[nodiscard]] Problem take() { return std::move(problem_); }

private:
    [[nodiscard]] bool fail(std::string id, std::string what, std::string object, std::string expected, std::string got, std::string hint = {}) {
        problem_ = Problem{std::move(id), std::move(what), {}, std::move(expected), std::move(got), std::move(hint), {}};
        problem_.where.object = std::move(object);
        return false;
    }

    /// `index` must point into a vector of `size`; no_index passes where the reference may be absent.
    [[nodiscard]] bool in_range(Index index, std::size_t size, bool optional, char const* field, std::string const& object) {
        if (index < size || (optional && index == no_index)) return true;
        return fail("database.index", std::string("The ") + field + " refers to an entry that does not exist", object,
                    "an index below " + std::to_string(size), index == no_index ? "none" : std::to_string(index));
    }

    // Rule A6: NaN and infinity are refused at the border, so that no computation behind it has to ask.
    [[nodiscard]] bool finite(double value, char const* field, std::string const& object) {
        if (std::isfinite(value)) return true;
        return fail("number.not-finite", std::string("The ") + field + " is not a finite number", object, "a finite number", number_text(value),
                    "A missing value must be left out or given; it is never read as zero");
    }

    // Zero would turn every amount into nothing, or into infinity where it divides.
    [[nodiscard]] bool factor(double value, char const* field, std::string const& object) {
        if (!finite(value, field, object)) return false;
        if (value != 0) return true;
        return fail("database.unit", std::string("The ") + field + " is zero", object, "a factor other than zero", "0");
    }

    // A group may lack its default property (nothing computes with it) but not its reference unit: amounts are kept in that.
    [[nodiscard]] bool units() {
        for (auto const& group : content_.unit_groups) {
            auto const object = entry_text("unit group", group.name, group.id);
            if (!in_range(group.reference, group.units.size(), false, "reference unit", object)) return false;
            if (!in_range(group.default_property, content_.properties.size(), true, "default flow property", object)) return false;
            for (auto const& unit : group.units)
                if (!factor(unit.factor, "conversion factor of a unit", object + ", unit '" + unit.name + "'")) return false;
        }
        for (auto const& property : content_.properties)
            if (!in_range(property.unit_group, content_.unit_groups.size(), false, "unit group", entry_text("flow property", property.name, property.id))) return false;
        return true;
    }

    /// Parents must form a tree: a ring would let the search for a larger place run for ever. Whoever has taken more steps
    /// than there are places is in a ring; trees of places are four or five deep, so this costs next to nothing.
    [[nodiscard]] bool places() {
        auto const& places = content_.locations;
        for (auto const& place : places)
            if (!in_range(place.parent, places.size(), true, "larger place", entry_text("location", place.name, place.code))) return false;
        for (Index start = 0; start < places.size(); ++start) {
            std::size_t steps = 0;
            for (Index at = start; at != no_index; at = places[at].parent)
                if (++steps > places.size())
                    return fail("database.location-cycle", "A location contains itself", entry_text("location", places[start].name, places[start].code),
                                "parents that end in a place without a parent", "a ring of parents");
        }
        return true;
    }

    // One property at least: reference_unit() and every conversion go through the reference property.
    [[nodiscard]] bool flows() {
        for (auto const& flow : content_.flows) {
            auto const object = entry_text("flow", flow.name, flow.id);
            if (flow.properties.empty())
                return fail("database.unit", "The flow has no flow property, so its amounts have no unit", object, "at least the reference property", "none");
            if (!in_range(flow.reference_property, flow.properties.size(), false, "reference property", object)) return false;
            if (!in_range(flow.location, content_.locations.size(), true, "location", object)) return false;
            for (auto const& property : flow.properties)
                if (!in_range(property.property, content_.properties.size(), false, "flow property", object) ||
                    !factor(property.factor, "factor of a flow property", object))
                    return false;
        }
        return true;
    }

    [[nodiscard]] bool processes() {
        for (auto const& process : content_.processes)
            if (!this->process(process)) return false;
        return true;
    }

    /// At most one quantitative reference. None is allowed: such a process is still asked for by naming its product.
    [[nodiscard]] bool process(Process const& process) {
        bool referenced = false;
        for (std::size_t at = 0; at < process.exchanges.size(); ++at) {
            auto const& exchange = process.exchanges[at];
            if (!this->exchange(process, exchange, at)) return false;
            if (exchange.reference && referenced)
                return fail("database.reference", "The process has two quantitative references", entry_text("process", process.name, process.id),
                            "at most one", "a second one at exchange " + std::to_string(at + 1));
            referenced = referenced || exchange.reference;
        }
        if (process.location != no_index && process.location >= content_.locations.size())
            return in_range(process.location, content_.locations.size(), true, "location", entry_text("process", process.name, process.id));
        return allocation(process) && uncertainties(process) && parameters(process.parameters, process.name.c_str());
    }

    /// The common case is all right: the object's text is made only on the way out. What follows the quick test repeats it
    /// piece by piece to find out which part failed, so both lists must name the same fields.
    [[nodiscard]] bool exchange(Process const& process, Exchange const& e, std::size_t at) {
        auto const fits = [](Index index, std::size_t size) { return index == no_index || index < size; };
        bool const indexed = e.flow < content_.flows.size() && fits(e.property, content_.properties.size()) &&
                             fits(e.provider, content_.processes.size()) && fits(e.location, content_.locations.size()) &&
                             fits(e.formula, process.formulas.size()) && fits(e.uncertainty, process.uncertainties.size()) && fits(e.source, process.sources.size());
        if (indexed && std::isfinite(e.amount) && std::isfinite(e.to_reference) && e.to_reference != 0 && unit_fits(e)) return true;
        std::string object = entry_text("process", process.name, process.id) + ", exchange " + std::to_string(at + 1);
        if (e.flow < content_.flows.size()) object += " of " + entry_text("flow", content_.flows[e.flow].name, content_.flows[e.flow].id);
        return in_range(e.flow, content_.flows.size(), false, "flow", object) && finite(e.amount, "amount", object) &&
               factor(e.to_reference, "unit conversion", object) && in_range(e.property, content_.properties.size(), true, "flow property", object) &&
               in_range(e.provider, content_.processes.size(), true, "default provider", object) &&
               in_range(e.location, content_.locations.size(), true, "location", object) &&
               in_range(e.formula, process.formulas.size(), true, "formula", object) &&
               in_range(e.uncertainty, process.uncertainties.size(), true, "uncertainty", object) &&
               in_range(e.source, process.sources.size(), true, "source", object) &&
               fail("database.unit", "The unit of an amount is not one of its flow property", object, "a unit of the property's group", std::to_string(e.unit));
    }

    // Without a unit the amount is in the reference unit; a unit without its property could be any group's.
    [[nodiscard]] bool unit_fits(Exchange const& e) const {
        if (e.unit == no_index) return true;
        return e.property != no_index && e.unit < content_.unit_groups[content_.properties[e.property].unit_group].units.size();
    }

    // A dangling factor may lack its product; allocation refuses it when, and only when, its method is asked for.
    [[nodiscard]] bool allocation(Process const& process) {
        for (auto const& factor : process.allocation) {
            auto const object = entry_text("process", process.name, process.id) + ", allocation factor";
            if (!in_range(factor.product, content_.flows.size(), factor.dangling, "allocated product", object)) return false;
            if (!in_range(factor.exchange_flow, content_.flows.size(), true, "allocated flow", object)) return false;
            if (!finite(factor.value, "allocation factor", object)) return false;
        }
        return true;
    }

    // Finite only. Whether a spread makes sense is for those to say who read or sample it: rule A6 sets bad ones aside.
    [[nodiscard]] bool uncertainties(Process const& process) {
        for (auto const& u : process.uncertainties)
            if (!std::isfinite(u.a) || !std::isfinite(u.b) || !std::isfinite(u.c))
                return finite(std::nan(""), "parameter of an uncertainty", entry_text("process", process.name, process.id));
        return true;
    }

    [[nodiscard]] bool parameters(std::vector<Parameter> const& list, char const* scope) {
        for (auto const& parameter : list)
            if (!std::isfinite(parameter.value)) return finite(parameter.value, "value of a parameter", std::string(scope) + ", parameter '" + parameter.name + "'");
        return true;
    }

    DatabaseContent const& content_;
    Problem problem_{};
};

/// Fills an id map; the first repeated or empty id is the problem. Ids order columns and rows and match results of different
/// databases, so two entries of one id would make a result depend on the order of the file.
template <class Entries, class Map>
[[nodiscard]] std::optional<Problem> index_ids(Entries const& entries, char const* kind, Map& map) {
    map.reserve(entries.size());
    for (Index i = 0; i < entries.size(); ++i) {
        std::string_view const id = entries[i].id;
        if (!id.empty() && map.emplace(id, i).second) continue;
        Problem problem{"database.duplicate-id", std::string(id.empty() ? "An entry has no id" : "Two entries have the same id"), {}, "a unique id for every entry",
                        id.empty() ? "" : std::string(id), {}, {}};
        problem.where.object = entry_text(kind, entries[i].name, id);
        return problem;
    }
    return {};
}

// Two entries of one name are told apart by place, else by id.
[[nodiscard]] inline std::string candidate_text(EntryName const& entry) {
    return std::string(trim(entry.name)) + (entry.location.empty() ? "" : " [" + entry.location + "]") + " (id " + entry.id + ")";
}

/// Shared search of find_process and find_flow, synonyms included. `name(i)` is an EntryName.
/// Goes through all entries each time: this is for what people type, once a run. Programs look up by id. An empty text
/// matches nothing, although it is part of every name.
template <class Entries, class Name>
[[nodiscard]] Result<Index> find_by_text(std::string_view text, Entries const& entries, char const* kind, Name const& name) {
    auto const wanted = trim(text);
    std::vector<Index> exact;
    std::vector<Index> part;
    std::vector<std::string> names;
    for (Index i = 0; i < entries.size() && !wanted.empty(); ++i) {
        auto const& entry = entries[i];
        bool whole = equal_ignoring_case(trim(entry.name), wanted);
        bool inside = contains_ignoring_case(entry.name, wanted);
        for (auto const& synonym : entry.synonyms) {
            whole = whole || equal_ignoring_case(trim(synonym), wanted);
            inside = inside || contains_ignoring_case(synonym, wanted);
        }
        if (whole) exact.push_back(i);
        else if (inside) part.push_back(i);
        names.emplace_back(trim(entry.name));
    }
    // A whole name beats parts of others: "steel" means steel although "steel, coated" contains it. Several are never chosen from.
    auto const& found = exact.empty() ? part : exact;
    if (found.size() == 1) return found.front();
    Problem problem{"lookup.unknown", std::string("No ") + kind + " has this id or name", {}, std::string("an id, a name or a part of one name"), std::string(text), {}, {}};
    if (found.empty()) {
        problem.related = nearest(wanted, names);
        problem.hint = problem.related.empty() ? "tanji list shows what there is" : "the nearest names follow";
        return problem;
    }
    problem.id = "lookup.ambiguous";
    problem.what = std::to_string(found.size()) + " entries of kind " + kind + " match this text";
    problem.hint = "give the id, or more of the name";
    for (Index const i : found) {
        if (problem.related.size() == 20) { problem.related.push_back("... and " + std::to_string(found.size() - 20) + " more"); break; }
        problem.related.push_back(std::string(kind) + " " + candidate_text(name(i)));
    }
    return problem;
}

}  // namespace detail

// An empty content instead of a null handle: every call on a default-made database is defined and finds nothing.
TANJI_INLINE Database::Database() : shared_(std::make_shared<Shared>()) {}

// Checked once and frozen: everything behind may use indices without looking, and handles share it between threads.
// The ids are indexed after the content has moved into its final place: the maps hold views of its strings. The maps of
// groups and properties only find double ids and are dropped again.
TANJI_INLINE Result<Database> Database::try_make(DatabaseContent content) {
    detail::ContentCheck check(content);
    if (!check.run()) return check.take();
    auto shared = std::make_shared<Shared>();
    shared->content = std::move(content);
    auto const& c = shared->content;
    std::unordered_map<std::string_view, Index> groups, properties;
    if (auto problem = detail::index_ids(c.unit_groups, "unit group", groups)) return std::move(*problem);
    if (auto problem = detail::index_ids(c.properties, "flow property", properties)) return std::move(*problem);
    if (auto problem = detail::index_ids(c.locations, "location", shared->locations)) return std::move(*problem);
    if (auto problem = detail::index_ids(c.flows, "flow", shared->flows)) return std::move(*problem);
    if (auto problem = detail::index_ids(c.processes, "process", shared->processes)) return std::move(*problem);
    return Database(std::shared_ptr<Shared const>(std::move(shared)));
}

TANJI_INLINE Database Database::make(DatabaseContent content) { return try_make(std::move(content)).value(); }

TANJI_INLINE DatabaseContent const& Database::content() const noexcept { return shared_->content; }

TANJI_INLINE Index Database::process_index(std::string_view id) const noexcept {
    auto const at = shared_->processes.find(id);
    return at == shared_->processes.end() ? no_index : at->second;
}

TANJI_INLINE Index Database::flow_index(std::string_view id) const noexcept {
    auto const at = shared_->flows.find(id);
    return at == shared_->flows.end() ? no_index : at->second;
}

TANJI_INLINE Index Database::location_index(std::string_view id) const noexcept {
    auto const at = shared_->locations.find(id);
    return at == shared_->locations.end() ? no_index : at->second;
}

// Throws for an index that is none, unlike location_code: a flow without a unit would print an amount that means nothing,
// while "no place" is an answer.
TANJI_INLINE std::string_view Database::reference_unit(Index flow) const {
    auto const& c = content();
    if (flow >= c.flows.size())
        throw Error(Problem{"lookup.unknown", "No flow has this index", {}, "an index below " + std::to_string(c.flows.size()), std::to_string(flow), {}, {}});
    auto const& entry = c.flows[flow];
    auto const& group = c.unit_groups[c.properties[entry.properties[entry.reference_property].property].unit_group];
    return group.units[group.reference].name;
}

TANJI_INLINE std::string_view Database::location_code(Index location) const noexcept {
    auto const& places = content().locations;
    return location < places.size() ? std::string_view(places[location].code) : std::string_view();
}

TANJI_INLINE EntryName Database::process_name(Index process) const {
    auto const& list = content().processes;
    if (process >= list.size())
        throw Error(Problem{"lookup.unknown", "No process has this index", {}, "an index below " + std::to_string(list.size()), std::to_string(process), {}, {}});
    auto const& entry = list[process];
    return {entry.id, std::string(trim(entry.name)), std::string(location_code(entry.location))};
}

// The id first: a name that happens to be another entry's id must not make that id ambiguous.
TANJI_INLINE Result<Index> Database::find_process(std::string_view id_or_text) const {
    if (Index const i = process_index(trim(id_or_text)); i != no_index) return i;
    return detail::find_by_text(id_or_text, processes(), "process", [this](Index i) { return process_name(i); });
}

// The category stands in for the place: "Carbon dioxide" of a dozen compartments is told apart by it, not by a location.
TANJI_INLINE Result<Index> Database::find_flow(std::string_view id_or_text) const {
    if (Index const i = flow_index(trim(id_or_text)); i != no_index) return i;
    return detail::find_by_text(id_or_text, flows(), "flow", [this](Index i) {
        auto const& flow = content().flows[i];
        return EntryName{flow.id, flow.name, flow.category};
    });
}

}  // namespace tanji
