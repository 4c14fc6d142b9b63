// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "tanji/factors/gas.hpp"
#include "tanji/lifecycle/database.hpp"
#include "tanji/lifecycle/typed_demand.hpp"
#include "tanji/units/types.hpp"

/// \file
/// A model written in C++ (example 030). Wrong kinds do not compile; `finish()` gives the same Database a file would.
namespace tanji {
namespace detail {

struct ModelState;
/// Tells models apart; a handle keeps it alive, so that no later model can have the same address.
using ModelTag = std::shared_ptr<char const>;

/// A flow of a model: what all handles hold.
struct FlowHandle {
    Index flow = no_index;
    std::string id{};
    double scale = 1;   ///< storage units of its quantity in one reference unit
    ModelTag model{};
};

/// `stored` in reference units of `scale` each: the number with the fewest digits that gives `stored` back, so that 13.4 kWh typed in C++
/// and 13.4 kWh in a file are the same bits although one of them passed through joules.
[[nodiscard]] double in_reference_unit(double stored, double scale);

}  // namespace detail

/// A product of a model, measured as `Q`. Made by ModelBuilder::product; copying is cheap.
template <Quantity Q>
class Product : public detail::FlowHandle {
public:
    explicit Product(detail::FlowHandle handle) : FlowHandle(std::move(handle)) {}
};

/// A waste: made by `discards`, taken care of by `treats`.
template <Quantity Q>
class Waste : public detail::FlowHandle {
public:
    explicit Waste(detail::FlowHandle handle) : FlowHandle(std::move(handle)) {}
};

/// A flow from or to nature.
template <Quantity Q>
class NatureFlow : public detail::FlowHandle {
public:
    explicit NatureFlow(detail::FlowHandle handle) : FlowHandle(std::move(handle)) {}
};

/// 1_t * ingot
template <Quantity Q>
[[nodiscard]] TypedDemand operator*(Q amount, Product<Q> const& product) { return {product.id, detail::in_reference_unit(amount.stored(), product.scale)}; }
template <Quantity Q>
[[nodiscard]] TypedDemand operator*(Q amount, Waste<Q> const& waste) { return {waste.id, detail::in_reference_unit(amount.stored(), waste.scale)}; }
TANJI_EXTENSION template <class Q, Quantity R> requires(!std::same_as<Q, R>)
Refused<Q, R> operator*(Q amount, Product<R> const& product) TANJI_REFUSAL((diagnose_if(true, "the amount is of another kind", "error"))) TANJI_DELETED;
TANJI_EXTENSION template <class Q, Quantity R> requires(!std::same_as<Q, R>)
Refused<Q, R> operator*(Q amount, Waste<R> const& waste) TANJI_REFUSAL((diagnose_if(true, "the amount is of another kind", "error"))) TANJI_DELETED;

/// One process of a model under construction. Every call adds an exchange and returns the builder; amounts are per the
/// amounts given to `makes` or `treats`. The first of those is the quantitative reference. Errors: "model.foreign" (a handle
/// of another model), "model.finished".
TANJI_EXTENSION class ProcessBuilder {
public:
    /// A product that leaves the process; the first one is what its numbers are per.
    /// A product that it needs of somebody else; see from() for whom.
    template <Quantity Q> ProcessBuilder& makes(Q amount, Product<Q> const& product) { return add(amount.stored(), product, false, false); }
    template <Quantity Q> ProcessBuilder& uses(Q amount, Product<Q> const& product) { return add(amount.stored(), product, true, false); }
    /// What is saved elsewhere because of this process.
    /// A waste that it takes off others' hands: the service is what it makes (rule A1).
    /// A waste that somebody has to treat.
    /// To nature, into the compartment of the flow.
    /// From nature: ore, water, carbon dioxide that a plant binds.
    template <Quantity Q> ProcessBuilder& avoids(Q amount, Product<Q> const& product) { return add(amount.stored(), product, true, true); }
    template <Quantity Q> ProcessBuilder& treats(Q amount, Waste<Q> const& waste) { return add(amount.stored(), waste, true, false); }
    template <Quantity Q> ProcessBuilder& discards(Q amount, Waste<Q> const& waste) { return add(amount.stored(), waste, false, false); }
    template <Quantity Q> ProcessBuilder& emits(Q amount, NatureFlow<Q> const& flow) { return add(amount.stored(), flow, false, false); }
    template <Quantity Q> ProcessBuilder& takes(Q amount, NatureFlow<Q> const& flow) { return add(amount.stored(), flow, true, false); }
    /// A greenhouse gas to the air.
    ProcessBuilder& emits(Mass amount, Gas gas);

    // A wrong kind: see Refused.
    template <class Q, Quantity R> requires(!std::same_as<Q, R>)
    Refused<Q, R> makes(Q amount, Product<R> const& product) TANJI_REFUSAL((diagnose_if(true, "the amount is of another kind", "error"))) TANJI_DELETED;
    template <class Q, Quantity R> requires(!std::same_as<Q, R>)
    Refused<Q, R> uses(Q amount, Product<R> const& product) TANJI_REFUSAL((diagnose_if(true, "the amount is of another kind", "error"))) TANJI_DELETED;
    template <class Q, Quantity R> requires(!std::same_as<Q, R>)
    Refused<Q, R> avoids(Q amount, Product<R> const& product) TANJI_REFUSAL((diagnose_if(true, "the amount is of another kind", "error"))) TANJI_DELETED;
    template <class Q, Quantity R> requires(!std::same_as<Q, R>)
    Refused<Q, R> treats(Q amount, Waste<R> const& waste) TANJI_REFUSAL((diagnose_if(true, "the amount is of another kind", "error"))) TANJI_DELETED;
    template <class Q, Quantity R> requires(!std::same_as<Q, R>)
    Refused<Q, R> discards(Q amount, Waste<R> const& waste) TANJI_REFUSAL((diagnose_if(true, "the amount is of another kind", "error"))) TANJI_DELETED;
    template <class Q, Quantity R> requires(!std::same_as<Q, R>)
    Refused<Q, R> emits(Q amount, NatureFlow<R> const& flow) TANJI_REFUSAL((diagnose_if(true, "the amount is of another kind", "error"))) TANJI_DELETED;
    template <class Q, Quantity R> requires(!std::same_as<Q, R>)
    Refused<Q, R> takes(Q amount, NatureFlow<R> const& flow) TANJI_REFUSAL((diagnose_if(true, "the amount is of another kind", "error"))) TANJI_DELETED;
    template <class Q> requires(!std::same_as<Q, Mass>)
    Refused<Q, Mass> emits(Q amount, Gas gas) TANJI_REFUSAL((diagnose_if(true, "the amount is of another kind", "error"))) TANJI_DELETED;

    /// Who makes the input that was added last, or treats its waste: a default provider.
    ProcessBuilder& from(ProcessBuilder const& provider);
    /// Method for several products, where the caller of link() does not choose one.
    ProcessBuilder& allocates_by(AllocationMethod method);
    /// Share of a product in everything else the process takes and gives, under that method.
    template <Quantity Q> ProcessBuilder& share(AllocationMethod method, Product<Q> const& product, double share) { return share_of(method, product, share); }
    /// Where the numbers come from.
    ProcessBuilder& sourced(ProcessSource source);

private:
    friend class ModelBuilder;
    ProcessBuilder(std::shared_ptr<detail::ModelState> state, Index process) : state_(std::move(state)), process_(process) {}
    ProcessBuilder& add(double stored, detail::FlowHandle const& flow, bool input, bool avoided);
    ProcessBuilder& share_of(AllocationMethod method, detail::FlowHandle const& flow, double share);

    std::shared_ptr<detail::ModelState> state_;
    Index process_;
};

/// Builds a Database. Not for several threads at once. Names serve as ids ("name [place]" where a place is given), so that
/// they are unique: a second one is Error "model.duplicate".
class ModelBuilder {
public:
    explicit ModelBuilder(std::string name = {});

    template <Quantity Q> [[nodiscard]] Product<Q> product(std::string_view name, std::string_view place = {}) { return Product<Q>(flow(name, FlowType::product, place, {}, Q::kind)); }
    template <Quantity Q> [[nodiscard]] Waste<Q> waste(std::string_view name, std::string_view place = {}) { return Waste<Q>(flow(name, FlowType::waste, place, {}, Q::kind)); }
    /// `compartment` such as "air/unspecified" or "water/river".
    template <Quantity Q> [[nodiscard]] NatureFlow<Q> emission(std::string_view name, std::string_view compartment) { return NatureFlow<Q>(flow(name, FlowType::elementary, {}, compartment, Q::kind)); }
    /// Taken from nature: `compartment` such as "resource/in ground".
    template <Quantity Q> [[nodiscard]] NatureFlow<Q> resource(std::string_view name, std::string_view compartment = "resource/in ground") { return NatureFlow<Q>(flow(name, FlowType::elementary, {}, compartment, Q::kind)); }

    /// Begins a process; it stays open until finish(), so that processes can refer to each other in any order.
    ProcessBuilder process(std::string_view name, std::string_view place = {});

    /// The checked database. Further calls on this builder or its processes are Error "model.finished".
    [[nodiscard]] Database finish();
    /// The same without exceptions; Problems of Database as listed in docs/errors.md.
    [[nodiscard]] Result<Database> try_finish();

private:
    [[nodiscard]] detail::FlowHandle flow(std::string_view name, FlowType type, std::string_view place, std::string_view category, Kind kind);

    std::shared_ptr<detail::ModelState> state_;
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/lifecycle/impl/model_builder.ipp"
#endif
