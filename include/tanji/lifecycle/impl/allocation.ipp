// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "tanji/base/text.hpp"
#include "tanji/lifecycle/allocation.hpp"
#include "tanji/lifecycle/impl/entry_text.ipp"
#include "tanji/lifecycle/role.hpp"

/// \file
/// Rule A4: from stored factors or from a common property to the share that each product carries. Called by the linker for
/// each process with two or more provider flows; what comes out is complete and finite, or a refusal.
namespace tanji {
namespace detail {

inline constexpr Allocation all_allocations[] = {Allocation::by_default, Allocation::physical, Allocation::economic, Allocation::causal,
                                                 Allocation::none, Allocation::ignore_coproducts, Allocation::refuse};

/// Shares of a process, step by step; `problem_` holds the first refusal.
/// Steps return false once it is set. An empty cell of a factor table is NaN, never 0: a stored factor of zero is a
/// statement, a factor that nobody gave is not (openLCA counts it as 1), and no stored value can be NaN (see Database).
class Allocator {
public:
    explicit Allocator(AllocationTask const& task) : task_(task), process_(task.database.content().processes[task.process]) {}

    /// Stored factors come first; only physical and economic shares can be computed where none are stored. Causal ones say
    /// something about the process that no property of its products tells.
    [[nodiscard]] Result<AllocationShares> run() {
        auto const method = resolve();
        if (!method) return method.problem();
        shares_.exchanges = process_.exchanges.size();
        bool const done = *method == AllocationMethod::causal ? causal() : stored(*method) && (!shares_.share.empty() || computed(*method));
        if (!done) return std::move(*problem_);
        return std::move(shares_);
    }

private:
    [[nodiscard]] std::string process_text() const { return entry_text("process", process_.name, process_.id); }
    [[nodiscard]] std::string flow_text(Index flow) const {
        auto const& entry = task_.database.content().flows[flow];
        return entry_text(entry.type == FlowType::waste ? "waste" : "product", entry.name, entry.id);
    }

    // Every refusal lists the products, since the next step of its reader is to write one factor for each of them.
    [[nodiscard]] Problem refusal(std::string id, std::string what, std::string expected, std::string got) const {
        Problem p{std::move(id), std::move(what), {}, std::move(expected), std::move(got), {}, {}};
        p.where.object = process_text();
        for (auto const& provider : task_.providers) p.related.push_back(flow_text(provider.flow));
        return p;
    }

    bool fail(Problem problem) {
        problem_ = std::move(problem);
        return false;
    }

    /// `none` and `refuse` end here as refusals: this class is only asked about processes with several products.
    [[nodiscard]] Result<AllocationMethod> resolve() const {
        switch (task_.method) {
            case Allocation::physical: return AllocationMethod::physical;
            case Allocation::economic: return AllocationMethod::economic;
            case Allocation::causal: return AllocationMethod::causal;
            case Allocation::by_default:
                if (process_.has_default_allocation && process_.default_allocation != AllocationMethod::none) return process_.default_allocation;
                {
                    auto p = refusal("allocation.no-default", "The process has several products and no default allocation method", "a default method, or another choice of allocation",
                                     std::to_string(task_.providers.size()) + " products");
                    p.hint = "choose physical, economic or causal allocation, or ignore-coproducts to let the reference product carry everything";
                    return p;
                }
            default:
                return refusal("allocation.refused", "The process has several products, and allocation '" + std::string(to_text(task_.method)) + "' is for one", "one product output or waste input",
                               std::to_string(task_.providers.size()) + " products");
        }
    }

    // Linear: a process has a handful of products.
    [[nodiscard]] std::optional<std::size_t> provider_of(Index flow) const {
        for (std::size_t i = 0; i < task_.providers.size(); ++i)
            if (task_.providers[i].flow == flow) return i;
        return {};
    }

    // The process's own scope: allocation formulas may use its local parameters (A7).
    [[nodiscard]] Result<double> value_of(AllocationFactor const& factor) const {
        if (factor.formula.empty()) return factor.value;
        auto value = task_.parameters.evaluate(factor.formula);
        if (value) return value;
        auto p = value.problem();
        p.where.object = process_text() + ", allocation factor, " + p.where.object;
        return p;
    }

    // Leaving it out would make the rest sum to something else than 1, or worse, still to 1.
    bool dangling() {
        auto p = refusal("allocation.dangling", "An allocation factor names a product or exchange that the process does not have", "factors of its own products and exchanges", "a factor of something else");
        p.hint = "remove the factor from the file, or choose another method";
        return fail(std::move(p));
    }

    /// Puts `value` into `cell` (NaN = empty). The same value twice is harmless: schema 1 names flows, and a flow may
    /// have several exchanges; two values for one cell are a contradiction.
    bool put(double& cell, double value, Index product) {
        if (!std::isnan(cell) && cell != value)
            return fail(refusal("allocation.conflict", "Two allocation factors of " + flow_text(product) + " contradict each other", "one factor", number_text(cell) + " and " + number_text(value)));
        cell = value;
        return true;
    }

    /// All factors of one column of the factor table are there and sum to 1; `cell(i)` is that of provider i.
    template <class Cell>
    bool complete(Cell const& cell, std::string const& what) {
        double sum = 0;
        for (std::size_t i = 0; i < task_.providers.size(); ++i) {
            if (std::isnan(cell(i)))
                return fail(refusal("allocation.missing", "The allocation factor of " + flow_text(task_.providers[i].flow) + what + " is missing", "a factor for every product", "none"));
            sum += cell(i);
        }
        // The tolerance of rule A4: factors are published with six to eight digits. Within it they are used as they stand.
        if (std::abs(sum - 1) <= 1e-6) return true;
        if (!task_.normalise || sum == 0) {
            auto p = refusal("allocation.sum", "The allocation factors" + what + " do not sum to 1", "1 within 1e-6", number_text(sum));
            p.hint = "correct the file, or ask for factors to be normalised (--normalise-allocation)";
            return fail(std::move(p));
        }
        // Opted in to, and still a warning: the file said something else.
        for (std::size_t i = 0; i < task_.providers.size(); ++i) cell(i) /= sum;
        note("allocation.normalised", "Allocation factors" + what + " were scaled to sum to 1", number_text(sum), Severity::warning);
        return true;
    }

    // Shares that the file did not state word for word are told to the reader of the result.
    void note(std::string id, std::string what, std::string got, Severity severity) {
        Finding finding{severity, Problem{std::move(id), std::move(what), {}, {}, std::move(got), {}, {}}};
        finding.problem.where.object = process_text();
        shares_.findings.push_back(std::move(finding));
    }

    /// Stored factors of a method with one factor per product. None at all: `share` stays empty, which run() takes as leave
    /// to compute. Some but not all is a refusal: filling the gap from a property would mix two methods.
    bool stored(AllocationMethod method) {
        std::vector<double> cells(task_.providers.size(), std::numeric_limits<double>::quiet_NaN());
        bool any = false;
        for (auto const& factor : process_.allocation) {
            if (factor.method != method) continue;
            auto const provider = factor.dangling ? std::nullopt : provider_of(factor.product);
            if (!provider) return dangling();
            auto const value = value_of(factor);
            if (!value) return fail(value.problem());
            if (!put(cells[*provider], *value, factor.product)) return false;
            any = true;
        }
        if (!any) return true;
        if (!complete([&](std::size_t i) -> double& { return cells[i]; }, "")) return false;
        shares_.share = std::move(cells);
        return true;
    }

    /// A table of products by exchanges, NaN where the file says nothing. Schema 1 names a flow, which means all exchanges
    /// of that flow; schema 2 names one exchange. Factors times exchanges steps, both small: a process with causal factors has
    /// dozens of exchanges, not thousands.
    bool causal() {
        auto const width = process_.exchanges.size();
        shares_.causal.assign(task_.providers.size() * width, std::numeric_limits<double>::quiet_NaN());
        for (auto const& factor : process_.allocation) {
            if (factor.method != AllocationMethod::causal) continue;
            auto const provider = factor.dangling ? std::nullopt : provider_of(factor.product);
            if (!provider) return dangling();
            auto const value = value_of(factor);
            if (!value) return fail(value.problem());
            bool found = false;
            for (std::size_t e = 0; e < width; ++e) {
                auto const& exchange = process_.exchanges[e];
                bool const meant = factor.exchange_id != 0 ? exchange.internal_id == factor.exchange_id : exchange.flow == factor.exchange_flow;
                if (!meant) continue;
                found = true;
                if (!put(shares_.causal[*provider * width + e], *value, factor.product)) return false;
            }
            if (!found) return dangling();
        }
        for (std::size_t e = 0; e < width; ++e)
            if (!causal_exchange(e)) return false;
        return true;
    }

    /// Each exchange is a sum of its own. Provider flows and exact zeros need no factors, and files leave them out.
    bool causal_exchange(std::size_t e) {
        auto const& exchange = process_.exchanges[e];
        auto const& flow = task_.database.content().flows[exchange.flow];
        auto const cell = [&](std::size_t i) -> double& { return shares_.causal[i * shares_.exchanges + e]; };
        bool const acts = role_of(flow.type, exchange.input, exchange.avoided).role != Role::provider && task_.amounts[e] != 0;
        if (acts) return complete(cell, " for exchange " + std::to_string(e + 1) + " of " + entry_text("flow", flow.name, flow.id));
        for (std::size_t i = 0; i < task_.providers.size(); ++i) cell(i) = 0;  // never read, but no NaN is left lying about
        return true;
    }

    /// The property to share by: what all provider flows have. Their common reference property first, then mass, then by id,
    /// so that the choice depends on no order in the file; the finding names it.
    [[nodiscard]] std::optional<Index> common_property(bool economic) const {
        auto const& content = task_.database.content();
        std::optional<Index> best;
        auto const rank = [&](Index property) {
            bool const reference = std::all_of(task_.providers.begin(), task_.providers.end(), [&](ProviderFlow const& p) {
                auto const& flow = content.flows[p.flow];
                return flow.properties[flow.reference_property].property == property;
            });
            auto const& entry = content.properties[property];
            return std::pair(reference ? 0 : equal_ignoring_case(trim(entry.name), "mass") ? 1 : 2, entry.id);
        };
        for (auto const& candidate : content.flows[task_.providers.front().flow].properties) {
            bool const shared = std::all_of(task_.providers.begin(), task_.providers.end(), [&](ProviderFlow const& p) { return property_factor(p.flow, candidate.property).has_value(); });
            if (!shared || content.properties[candidate.property].economic != economic) continue;
            if (!best || rank(candidate.property) < rank(*best)) best = candidate.property;
        }
        return best;
    }

    // Nothing if the flow is not measured in it: a missing density is not a density of zero.
    [[nodiscard]] std::optional<double> property_factor(Index flow, Index property) const {
        for (auto const& candidate : task_.database.content().flows[flow].properties)
            if (candidate.property == property) return candidate.factor;
        return {};
    }

    /// share = amount x property / sum. A negative part would give one product more than all of the burden and another a
    /// credit: that may be meant, but then somebody has to write it down as factors. ISO 14044, 4.3.4.2, asks for physical
    /// relationships first and other ones such as value after; which is used is the caller's choice, never ours.
    bool computed(AllocationMethod method) {
        bool const economic = method == AllocationMethod::economic;
        auto const property = common_property(economic);
        if (!property)
            return fail(economic ? refusal("allocation.no-price", "There are no economic allocation factors, and no price that all products have", "factors, or one price property on every product", "neither")
                                 : refusal("allocation.no-property", "There are no physical allocation factors, and no flow property that all products share", "factors, or one property on every product", "neither"));
        double total = 0;
        for (auto const& provider : task_.providers) {
            double const part = provider.amount * *property_factor(provider.flow, *property);
            if (!(part >= 0)) return fail(refusal("allocation.amount", "Shares cannot be computed from a negative amount", "amounts of zero and above", flow_text(provider.flow) + ": " + number_text(part)));
            shares_.share.push_back(part);
            total += part;
        }
        if (!(total > 0) || !std::isfinite(total)) return fail(refusal("allocation.amount", "Shares cannot be computed: the amounts sum to nothing", "a positive sum", number_text(total)));
        for (double& share : shares_.share) share /= total;
        note("allocation.computed", "Allocation shares were computed from the flow property '" + task_.database.content().properties[*property].name + "'", {}, Severity::note);
        return true;
    }

    AllocationTask const& task_;
    Process const& process_;
    AllocationShares shares_{};
    std::optional<Problem> problem_{};
};

}  // namespace detail

// Words of the command line, of CSV files and of stored records: they must not change from release to release.
TANJI_INLINE std::string_view to_text(Allocation method) noexcept {
    switch (method) {
        case Allocation::by_default: return "default";
        case Allocation::physical: return "physical";
        case Allocation::economic: return "economic";
        case Allocation::causal: return "causal";
        case Allocation::none: return "none";
        case Allocation::ignore_coproducts: return "ignore-coproducts";
        case Allocation::refuse: return "refuse";
    }
    return "?";
}

TANJI_INLINE std::string_view to_text(AllocationMethod method) noexcept {
    switch (method) {
        case AllocationMethod::none: return "none";
        case AllocationMethod::physical: return "physical";
        case AllocationMethod::economic: return "economic";
        case AllocationMethod::causal: return "causal";
    }
    return "?";
}

TANJI_INLINE Result<Allocation> try_allocation(std::string_view text) {
    std::vector<std::string> names;
    for (auto const method : detail::all_allocations) {
        if (equal_ignoring_case(trim(text), to_text(method))) return method;
        names.emplace_back(to_text(method));
    }
    return Problem{"allocation.unknown", "There is no such way to allocate", {}, join(names, ", "), std::string(text), {}, nearest(text, names)};
}

TANJI_INLINE Result<AllocationShares> try_allocate(AllocationTask const& task) { return detail::Allocator(task).run(); }

}  // namespace tanji
