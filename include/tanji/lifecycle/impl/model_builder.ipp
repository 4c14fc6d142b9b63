// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "tanji/base/text.hpp"
#include "tanji/lifecycle/kind_units.hpp"
#include "tanji/lifecycle/model_builder.hpp"
#include "tanji/units/parse.hpp"

/// \file
/// The untyped half of the model builder: templates in the header have checked the kinds of quantity, what is left here are
/// numbers in storage units, handles and names. The result passes the same check as a file does (Database::try_make).
namespace tanji {
namespace detail {

/// What the handles of one model share. `units` keeps a reference to `content`, so a state stays where it was made: it is
/// only ever held by shared_ptr. The maps give the index of an id; `flows` holds those of gases, too.
struct ModelState {
    DatabaseContent content{};
    KindUnits units{content};
    ModelTag tag = std::make_shared<char const>('m');
    std::unordered_map<std::string, Index> flows{};
    std::unordered_map<std::string, Index> processes{};
    std::unordered_map<std::string, Index> places{};
    bool finished = false;

    // finish() has moved the content away: a later call would write into an empty model and be lost.
    void require_open() const {
        if (finished) throw Error(Problem{"model.finished", "The model is finished and cannot change any more", {}, "calls before finish()", {}, "start a new ModelBuilder", {}});
    }
    // A place comes into being with its first use and has no parent, as in a CSV model without locations.csv.
    [[nodiscard]] Index place(std::string_view code) {
        if (code.empty()) return no_index;
        auto const [at, fresh] = places.emplace(std::string(code), static_cast<Index>(content.locations.size()));
        if (fresh) content.locations.push_back({std::string(code), std::string(code), std::string(code), no_index});
        return at->second;
    }
    // Names serve as ids, so that a model made twice gives the same database and records can name what is in it.
    /// Readable ids instead of made-up UUIDs: they appear in messages and order the columns, and the same program gives the
    /// same ids in every run. Flows and processes have maps of their own, so a process may be called like its product.
    [[nodiscard]] static std::string new_id(std::string_view name, std::string_view place, std::unordered_map<std::string, Index>& ids, std::size_t index, char const* kind) {
        std::string id(trim(name));
        if (!place.empty()) id += " [" + std::string(place) + "]";
        if (id.empty() || !ids.emplace(id, static_cast<Index>(index)).second)
            throw Error(Problem{"model.duplicate", std::string("The model has a ") + kind + " of this name already", {}, "names that differ, or places", id, {}, {}});
        return id;
    }
};

// Typed quantities pass through their storage unit (joules), which costs a rounding each way. Among the neighbours that
// give the stored number back the shortest one is what was typed.
/// The product that made `stored` and the quotient here round once each, by a relative 2^-53: together at most two steps
/// between neighbouring doubles. So these five candidates contain the number that was typed, and of those that give
/// `stored` back it is taken to be the one people would write: the shortest.
TANJI_INLINE double in_reference_unit(double stored, double scale) {
    double const plain = stored / scale;
    double best = plain;
    std::size_t digits = plain * scale == stored ? number_text(plain).size() : std::numeric_limits<std::size_t>::max();
    for (double const toward : {-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()}) {
        double candidate = plain;
        for (int step = 0; step < 2; ++step) {
            candidate = std::nextafter(candidate, toward);
            if (!std::isfinite(candidate) || candidate * scale != stored) continue;
            if (auto const size = number_text(candidate).size(); size < digits) {
                best = candidate;
                digits = size;
            }
        }
    }
    return best;
}

}  // namespace detail

// The one place where exchanges of a built model come from. Amounts are stored in the flow's reference unit, therefore
// to_reference stays 1. The first thing made or treated becomes the quantitative reference: people name the main product
// first, and Database::try_make allows one only.
TANJI_INLINE ProcessBuilder& ProcessBuilder::add(double stored, detail::FlowHandle const& flow, bool input, bool avoided) {
    state_->require_open();
    auto& content = state_->content;
    auto& process = content.processes[process_];
    if (flow.model != state_->tag) {
        Problem problem{"model.foreign", "A product or flow of another model cannot be used here", {}, "a handle made by this ModelBuilder", flow.id, {}, {}};
        problem.where.object = "process '" + process.name + "'";
        throw Error(std::move(problem));
    }
    Exchange exchange;
    exchange.flow = flow.flow;
    exchange.amount = detail::in_reference_unit(stored, flow.scale);
    auto const& entry = content.flows[flow.flow];
    exchange.property = entry.properties.front().property;
    exchange.unit = content.unit_groups[content.properties[exchange.property].unit_group].reference;
    exchange.input = input;
    exchange.avoided = avoided;
    // The first provider exchange is the quantitative reference: makes() comes first in every model that reads well.
    bool const provider = !avoided && (entry.type == FlowType::product ? !input : entry.type == FlowType::waste && input);
    exchange.reference = provider && std::none_of(process.exchanges.begin(), process.exchanges.end(), [](Exchange const& e) { return e.reference; });
    process.exchanges.push_back(exchange);
    return *this;
}

// One flow per gas and model, in "air/unspecified" and with its CAS number, so that methods from files match it too.
// One flow per gas and model, made at its first use, with name and CAS number of the table of gases, which a GWP method
// recognises it by (A8). The scale is 1 because a Mass is stored in kg, which is also the reference unit.
TANJI_INLINE ProcessBuilder& ProcessBuilder::emits(Mass amount, Gas gas) {
    state_->require_open();
    auto const& names = info(gas);
    auto& content = state_->content;
    std::string const id = "gas " + names.key;
    auto const [at, fresh] = state_->flows.emplace(id, static_cast<Index>(content.flows.size()));
    auto const place = state_->units.try_place("kg").value();
    if (fresh) {
        Flow flow;
        flow.id = id;
        flow.name = names.name_en;
        flow.category = "air/unspecified";
        flow.cas = names.cas;
        flow.formula = names.formula;
        flow.properties = {{place.property, 1}};
        if (!names.name_zh.empty()) flow.synonyms.push_back(names.name_zh);
        content.flows.push_back(std::move(flow));
    }
    return add(amount.stored(), {at->second, id, 1, state_->tag}, false, false);
}

// Whether the provider makes the flow is asked by linking (A3), since its exchanges may be added after this call.
TANJI_INLINE ProcessBuilder& ProcessBuilder::from(ProcessBuilder const& provider) {
    state_->require_open();
    auto& exchanges = state_->content.processes[process_].exchanges;
    if (provider.state_ != state_) throw Error(Problem{"model.foreign", "A process of another model cannot be a provider here", {}, "a process made by this ModelBuilder", {}, {}, {}});
    if (exchanges.empty()) throw Error(Problem{"model.provider", "There is no input yet that the provider could be for", {}, "from() right after uses(), discards() or avoids()", {}, {}, {}});
    exchanges.back().provider = provider.process_;
    return *this;
}

TANJI_INLINE ProcessBuilder& ProcessBuilder::allocates_by(AllocationMethod method) {
    state_->require_open();
    auto& process = state_->content.processes[process_];
    process.default_allocation = method;
    process.has_default_allocation = true;
    return *this;
}

// Sum and completeness are checked when the shares are used (A4); until then some of them are still to come.
TANJI_INLINE ProcessBuilder& ProcessBuilder::share_of(AllocationMethod method, detail::FlowHandle const& flow, double share) {
    state_->require_open();
    if (flow.model != state_->tag) throw Error(Problem{"model.foreign", "A product of another model cannot be used here", {}, "a handle made by this ModelBuilder", flow.id, {}, {}});
    AllocationFactor factor;
    factor.method = method;
    factor.product = flow.flow;
    factor.value = share;
    state_->content.processes[process_].allocation.push_back(std::move(factor));
    return *this;
}

TANJI_INLINE ProcessBuilder& ProcessBuilder::sourced(ProcessSource source) {
    state_->require_open();
    state_->content.processes[process_].source = std::move(source);
    return *this;
}

TANJI_INLINE ModelBuilder::ModelBuilder(std::string name) : state_(std::make_shared<detail::ModelState>()) { state_->content.name = std::move(name); }

// Kinds without a unit of their own for showing keep their storage unit, named after the kind. The handle carries the scale
// between storage and reference unit, so that adding an exchange needs no look-up. Elementary flows are told apart by
// compartment, others by place.
TANJI_INLINE detail::FlowHandle ModelBuilder::flow(std::string_view name, FlowType type, std::string_view place, std::string_view category, Kind kind) {
    state_->require_open();
    auto& content = state_->content;
    Flow flow;
    flow.id = detail::ModelState::new_id(name, type == FlowType::elementary ? category : place, state_->flows, content.flows.size(), "flow");
    flow.name = std::string(trim(name));
    flow.type = type;
    flow.category = std::string(category);
    flow.location = state_->place(place);
    auto const text = reference_unit_text(kind);
    Unit const unit = text.empty() ? Unit(1, kind, kind_text(kind)) : Unit(tanji::unit(text).scale(), kind, std::string(text));
    flow.properties = {{state_->units.try_place(unit, unit.symbol()).value().property, 1}};
    content.flows.push_back(flow);
    return {static_cast<Index>(content.flows.size() - 1), flow.id, unit.scale(), state_->tag};
}

TANJI_INLINE ProcessBuilder ModelBuilder::process(std::string_view name, std::string_view place) {
    state_->require_open();
    auto& content = state_->content;
    Process process;
    process.id = detail::ModelState::new_id(name, place, state_->processes, content.processes.size(), "process");
    process.name = std::string(trim(name));
    process.location = state_->place(place);
    content.processes.push_back(std::move(process));
    return ProcessBuilder(state_, static_cast<Index>(content.processes.size() - 1));
}

// Closed even if the check fails: the content has been moved, and adding to what is left would make another model.
// Finished also where the check fails: the content has been given away, and a second try could not bring it back.
TANJI_INLINE Result<Database> ModelBuilder::try_finish() {
    state_->require_open();
    state_->finished = true;
    return Database::try_make(std::move(state_->content));
}

TANJI_INLINE Database ModelBuilder::finish() { return try_finish().value(); }

}  // namespace tanji
