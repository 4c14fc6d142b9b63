// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "tanji/base/text.hpp"
#include "tanji/lifecycle/allocation.hpp"
#include "tanji/lifecycle/impl/entry_text.ipp"
#include "tanji/lifecycle/impl/providers.ipp"
#include "tanji/lifecycle/link.hpp"
#include "tanji/lifecycle/parameters.hpp"
#include "tanji/lifecycle/role.hpp"

/// \file
/// From a database to the triplets of A and B. Time goes with the number of exchanges, apart from sorting within columns and
/// from flows with many makers; memory is one number per exchange beside the result. Nothing here knows of solvers.
namespace tanji::detail {

/// Indices of `entries` in the order of their ids.
template <class Entries>
[[nodiscard]] std::vector<Index> order_by_id(Entries const& entries) {
    std::vector<Index> order(entries.size());
    std::iota(order.begin(), order.end(), Index{0});
    std::sort(order.begin(), order.end(), [&](Index a, Index b) { return entries[a].id < entries[b].id; });
    return order;
}

/// The inverse permutation: at which place of `order` an entry stands, so that comparing ids becomes comparing integers.
[[nodiscard]] inline std::vector<Index> ranks_of(std::vector<Index> const& order) {
    std::vector<Index> rank(order.size());
    for (Index i = 0; i < order.size(); ++i) rank[order[i]] = i;
    return rank;
}

/// Builds a product system. Everything goes by the order of ids, so that no file order reaches a result.
class Linker {
public:
    Linker(Database const& database, LinkOptions const& options, ProductSystem::Content& out)
        : database_(database), content_(database.content()), options_(options), out_(out), table_(content_.flows.size()),
          process_order_(order_by_id(content_.processes)), flow_order_(order_by_id(content_.flows)), flow_rank_(ranks_of(flow_order_)) {}

    /// Each step reads what the one before it left in `out_`. Only a redefinition that cannot be applied fails the whole;
    /// a fault of one process refuses that process alone, and demands that never reach it still have an answer.
    [[nodiscard]] std::optional<Problem> run() {
        if (auto problem = parameters()) return problem;
        evaluate();
        columns();
        rows();
        entries();
        summary();
        return {};
    }

private:
    // ---- formulas (A7)
    [[nodiscard]] std::optional<Problem> parameters() {
        // A redefinition names its process by id; one of a process that is not here is a mistake of the caller, not of the file.
        auto const owners = [this](Redefinition const& r) -> std::optional<std::span<Parameter const>> {
            Index const process = r.process.empty() ? no_index : database_.process_index(r.process);
            if (process == no_index) return {};
            return std::span<Parameter const>(content_.processes[process].parameters);
        };
        for (auto const& r : options_.parameters) {
            if (!r.category.empty()) continue;  // of an impact category: its method looks after it
            if (auto problem = check_redefinitions(std::span(&r, 1), content_.parameters, owners)) return problem;
        }
        auto global = ParameterScope::try_global(content_.parameters, options_.parameters);
        if (!global) return global.problem();
        global_ = *global;
        append(global_.findings());
        return {};
    }

    void append(std::span<Finding const> findings) { out_.findings.insert(out_.findings.end(), findings.begin(), findings.end()); }

    void finding(Severity severity, std::string id, std::string what, std::string object, std::string got, std::string hint = {}, std::vector<std::string> related = {}) {
        Finding f{severity, Problem{std::move(id), std::move(what), {}, {}, std::move(got), std::move(hint), std::move(related)}};
        f.problem.where.object = std::move(object);
        out_.findings.push_back(std::move(f));
    }

    [[nodiscard]] std::string text_of(Index process) const { return entry_text("process", content_.processes[process].name, content_.processes[process].id); }
    [[nodiscard]] std::string flow_text(Index flow) const { return entry_text("flow", content_.flows[flow].name, content_.flows[flow].id); }

    /// Kept by number: several columns of a process share one refusal.
    [[nodiscard]] Index refuse(Problem problem) {
        out_.refusals.push_back(std::move(problem));
        return static_cast<Index>(out_.refusals.size() - 1);
    }

    /// Amounts of all exchanges in reference units, in one array; formulas where there are any.
    void evaluate() {
        // One flat array with a start per process: a database has 1e5 exchanges and more, and a vector each would cost more than the numbers.
        first_.assign(content_.processes.size() + 1, 0);
        for (std::size_t p = 0; p < content_.processes.size(); ++p) first_[p + 1] = first_[p] + content_.processes[p].exchanges.size();
        amounts_.resize(first_.back());
        refusal_.assign(content_.processes.size(), no_index);
        for (Index const p : process_order_) {
            auto const& process = content_.processes[p];
            for (std::size_t e = 0; e < process.exchanges.size(); ++e) amounts_[first_[p] + e] = process.exchanges[e].reference_amount();
            // Most processes of a published database have no formula; making a scope for each would dominate the time of linking.
            if (process.parameters.empty() && process.formulas.empty()) continue;
            auto scope = ParameterScope::try_local(global_, process.parameters, options_.parameters, process.id, text_of(p));
            auto problem = scope ? evaluate(p, *scope) : std::optional(scope.problem());
            if (problem) refusal_[p] = refuse(std::move(*problem));
            if (scope) scopes_.emplace(p, *scope);
        }
    }

    /// Formulas of one process. A value that differs from the stored one is worth telling only where nothing was redefined:
    /// after a redefinition it is meant to differ.
    [[nodiscard]] std::optional<Problem> evaluate(Index p, ParameterScope const& scope) {
        auto const& process = content_.processes[p];
        append(scope.findings());
        for (std::size_t e = 0; e < process.exchanges.size(); ++e) {
            auto const& exchange = process.exchanges[e];
            if (exchange.formula == no_index) continue;
            auto const& formula = process.formulas[exchange.formula];
            auto const value = scope.evaluate(formula);
            if (!value) return value.problem();
            // A formula speaks in the unit of its exchange; everything downstream is in the flow's reference unit.
            amounts_[first_[p] + e] = *value * exchange.to_reference;
            if (options_.parameters.empty() && !same_as_stored(*value, exchange.amount))
                finding(Severity::warning, "exchange.stored-differs", "The formula of an amount does not give its stored value", text_of(p) + ", " + flow_text(exchange.flow),
                        number_text(*value) + " from '" + formula + "', stored " + number_text(exchange.amount), "the evaluated value is used");
        }
        return {};
    }

    // ---- columns (A1, A4)
    [[nodiscard]] ExchangeRole role(Exchange const& exchange) const { return role_of(content_.flows[exchange.flow].type, exchange.input, exchange.avoided); }

    /// Provider flows of a process in the order of flow ids, amounts summed in an order of their own.
    void provider_flows(Index p, std::vector<ProviderFlow>& result) {
        auto const& process = content_.processes[p];
        result.clear();
        for (std::size_t e = 0; e < process.exchanges.size(); ++e)
            if (role(process.exchanges[e]).role == Role::provider) result.push_back({process.exchanges[e].flow, amounts_[first_[p] + e]});
        std::sort(result.begin(), result.end(), [this](auto const& a, auto const& b) { return std::pair(flow_rank_[a.flow], a.amount) < std::pair(flow_rank_[b.flow], b.amount); });
        std::size_t kept = 0;
        for (std::size_t i = 0; i < result.size(); ++i) {
            if (kept > 0 && result[kept - 1].flow == result[i].flow) result[kept - 1].amount += result[i].amount;
            else result[kept++] = result[i];
        }
        result.resize(kept);
    }

    /// The flow of the quantitative reference if it is a provider flow; the only provider flow where none is named.
    [[nodiscard]] Index reference_of(Index p, std::span<ProviderFlow const> flows) {
        for (auto const& exchange : content_.processes[p].exchanges) {
            if (!exchange.reference) continue;
            if (role(exchange).role == Role::provider) return exchange.flow;
            finding(Severity::warning, "process.reference", "The quantitative reference is neither a product output nor a waste input", text_of(p), flow_text(exchange.flow));
        }
        return flows.size() == 1 ? flows.front().flow : no_index;
    }

    /// Two passes over the providers: the first counts, so that the table of candidates is one array filled in place; the
    /// second needs all candidates of a flow to be there before anything is linked to them.
    void columns() {
        std::vector<std::vector<ProviderFlow>> flows(content_.processes.size());
        for (Index const p : process_order_) {
            provider_flows(p, flows[p]);
            for (auto const& flow : flows[p]) table_.count(flow.flow);
        }
        table_.settle();
        out_.columns_of.assign(content_.processes.size(), {0, 0});
        shares_.assign(content_.processes.size(), no_index);
        for (Index const p : process_order_) columns(p, flows[p]);
    }

    /// One column per provider flow (A1). Under ignore-coproducts only the reference gets one, yet the others stay in the
    /// table as candidates without a column: an input that wants one of them is told why it is cut off.
    void columns(Index p, std::vector<ProviderFlow> const& flows) {
        auto const first = static_cast<Index>(out_.columns.size());
        Index const reference = reference_of(p, flows);
        bool const one = options_.allocation == Allocation::ignore_coproducts;
        bool const allocated = flows.size() > 1 && !one;
        if (allocated) allocate(p, flows);
        for (std::size_t i = 0; i < flows.size(); ++i) {
            bool const dropped = one && flows[i].flow != reference;
            table_.add(flows[i].flow, {p, dropped ? no_index : static_cast<Index>(out_.columns.size()), flows[i].flow == reference});
            if (dropped) continue;
            out_.columns.push_back(column(p, flows[i]));
            // Causal factors differ from exchange to exchange, so that no single share describes the column.
            if (allocated && shares_[p] != no_index && allocations_[shares_[p]].causal.empty()) out_.columns.back().share = allocations_[shares_[p]].share[i];
        }
        out_.columns_of[p] = {first, static_cast<Index>(out_.columns.size())};
    }

    /// The sign of a provider does not depend on the stored direction but on what the flow is: made (+) or treated (-).
    [[nodiscard]] Column column(Index p, ProviderFlow const& flow) {
        Column column{p, flow.flow, role_of(content_.flows[flow.flow].type, content_.flows[flow.flow].type == FlowType::waste, false).sign * flow.amount, 1, refusal_[p]};
        if (flow.amount == 0) {
            Problem problem{"process.zero-reference", "The process makes nothing of this product: its amount is zero", {}, "an amount other than zero", "0", "correct the amount, or remove the output", {}};
            problem.where.object = text_of(p) + ", " + flow_text(flow.flow);
            if (column.refusal == no_index) column.refusal = refuse(std::move(problem));
        } else if (flow.amount < 0) {
            finding(Severity::warning, "process.negative-reference", "A process makes a negative amount of its product", text_of(p) + ", " + flow_text(flow.flow), number_text(flow.amount),
                    "allowed, but more often a mistake of direction");
        }
        return column;
    }

    /// A refusal becomes one of every column of the process: no column may carry a burden that was not allocated.
    void allocate(Index p, std::vector<ProviderFlow> const& flows) {
        if (refusal_[p] != no_index) return;
        auto const scope = scopes_.find(p);
        AllocationTask const task{database_, p, flows, std::span(amounts_).subspan(first_[p], first_[p + 1] - first_[p]), scope == scopes_.end() ? global_ : scope->second, options_.allocation,
                                  options_.normalise_allocation};
        auto shares = try_allocate(task);
        if (!shares) {
            refusal_[p] = refuse(shares.problem());
            return;
        }
        append(shares->findings);
        shares_[p] = static_cast<Index>(allocations_.size());
        allocations_.push_back(std::move(*shares));
    }

    // ---- rows of B (A2, A9)
    /// Rule A9: the exchange's own place, else that of the process; no place at all in a run that is not regional, so that
    /// each flow has one row and located factors cannot be summed by accident.
    [[nodiscard]] Index place_of(Index p, Exchange const& exchange) const {
        if (!options_.regional) return no_index;
        return exchange.location != no_index ? exchange.location : content_.processes[p].location;
    }

    /// Rows of B sorted by flow id, then place: the order of the file reaches neither the inventory nor its digest.
    /// A flow is shown as an input if it only ever occurs as one, or stands among the resources (A2).
    void rows() {
        std::vector<bool> put_out(content_.flows.size(), false);
        std::vector<std::pair<Index, Index>> keys;  // rank of flow, place
        std::vector<bool> seen(content_.flows.size(), false);
        for (Index p = 0; p < content_.processes.size(); ++p)
            for (auto const& exchange : content_.processes[p].exchanges) {
                if (content_.flows[exchange.flow].type != FlowType::elementary) continue;
                if (!exchange.input) put_out[exchange.flow] = true;
                // Without places one key per flow will do; collecting every exchange would sort 1e5 pairs to keep a few thousand.
                if (options_.regional || !seen[exchange.flow]) keys.emplace_back(flow_rank_[exchange.flow], place_of(p, exchange));
                seen[exchange.flow] = true;
            }
        auto const order = [this](auto const& a, auto const& b) {
            return a.first != b.first ? a.first < b.first : std::tuple(database_.location_code(a.second), location_id(a.second)) < std::tuple(database_.location_code(b.second), location_id(b.second));
        };
        std::sort(keys.begin(), keys.end());
        keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
        // Sorted twice: by index to drop duplicates cheaply, then the few that are left by code and id, which no file order changes.
        std::sort(keys.begin(), keys.end(), order);
        row_start_.assign(content_.flows.size() + 1, 0);
        for (auto const& [rank, place] : keys) {
            Index const flow = flow_order_[rank];
            ++row_start_[rank + 1];
            out_.elementary.push_back({flow, place, !put_out[flow] || is_resource_category(content_.flows[flow].category)});
        }
        std::partial_sum(row_start_.begin(), row_start_.end(), row_start_.begin());
    }

    [[nodiscard]] std::string_view location_id(Index place) const { return place < content_.locations.size() ? std::string_view(content_.locations[place].id) : std::string_view(); }

    /// The rows of a flow stand together and are few, one per place; rows() has made the wanted one, so the search ends.
    [[nodiscard]] Index row_of(Index p, Exchange const& exchange) const {
        Index const rank = flow_rank_[exchange.flow];
        Index row = row_start_[rank];
        if (options_.regional)
            for (Index const place = place_of(p, exchange); out_.elementary[row].location != place;) ++row;
        return row;
    }

    // ---- entries of A and B (A1, A3, A4)
    /// Targets are found once per exchange, not once per column: the co-products of a process share their suppliers, and an
    /// unlinked exchange is listed once.
    void entries() {
        ProviderSearch const search(database_, options_, table_);
        std::vector<Entry> technosphere, biosphere;
        std::vector<Index> target;
        for (Index const p : process_order_) {
            auto const [first, last] = out_.columns_of[p];
            auto const& exchanges = content_.processes[p].exchanges;
            target.assign(exchanges.size(), no_index);
            auto const unlinked = out_.unlinked.size();
            for (std::size_t e = 0; e < exchanges.size(); ++e) target[e] = target_of(search, p, e);
            // Listed by flow id and amount, not in the order in which the exchanges stand in the file.
            std::sort(out_.unlinked.begin() + static_cast<std::ptrdiff_t>(unlinked), out_.unlinked.end(), [&](auto const& a, auto const& b) { return exchange_key(p, a.exchange) < exchange_key(p, b.exchange); });
            for (Index column = first; column < last; ++column) {
                technosphere.clear();
                biosphere.clear();
                for (std::size_t e = 0; e < exchanges.size(); ++e) add(p, e, column, target[e], technosphere, biosphere);
                flush(technosphere, out_.technosphere);
                flush(biosphere, out_.biosphere);
            }
        }
    }

    /// What tells exchanges of one process apart without looking at their order.
    [[nodiscard]] std::tuple<Index, double, bool> exchange_key(Index p, Index e) const {
        auto const& exchange = content_.processes[p].exchanges[e];
        return {flow_rank_[exchange.flow], amounts_[first_[p] + e], exchange.input};
    }

    /// Row of A for a consumer, of B for an elementary flow; no_index for providers and what is not linked.
    [[nodiscard]] Index target_of(ProviderSearch const& search, Index p, std::size_t e) {
        auto const& exchange = content_.processes[p].exchanges[e];
        auto const what = role(exchange);
        if (what.role == Role::provider) return no_index;
        if (what.role == Role::elementary) return row_of(p, exchange);
        if (what.unusual)
            finding(Severity::warning, "exchange.avoided-side", "An avoided flow stands on the side where it is made", text_of(p) + ", " + flow_text(exchange.flow), exchange.input ? "avoided waste as an input" : "avoided product as an output",
                    "it is counted as avoided; such flows are stored as a product input or a waste output");
        auto found = search.find(p, exchange);
        if (found.column == no_index) out_.unlinked.push_back({p, static_cast<Index>(e), std::move(found.reason)});
        return found.column;
    }

    /// Puts an exchange into a column. A provider exchange belongs to the column of its own flow only and is never
    /// allocated; everything else is scaled by the column's share (A4).
    void add(Index p, std::size_t e, Index column, Index target, std::vector<Entry>& technosphere, std::vector<Entry>& biosphere) const {
        auto const& exchange = content_.processes[p].exchanges[e];
        auto const what = role(exchange);
        double value = what.sign * amounts_[first_[p] + e];
        if (what.role == Role::provider) {
            if (exchange.flow != out_.columns[column].flow) return;
            target = column;
        } else if (target == no_index) {
            return;
        } else if (shares_[p] != no_index) {
            value *= allocations_[shares_[p]].of(column - out_.columns_of[p].first, e);
        }
        // Exact zeros are no links: they would join loops in the structure that nothing flows through.
        if (value == 0) return;
        auto& list = what.role == Role::elementary ? biosphere : technosphere;
        list.push_back({target, column, value, p, static_cast<Index>(e)});
    }

    /// Several exchanges of one cell are added later in this order; by value, so that their sum has the same bits whatever
    /// order the file had them in.
    static void flush(std::vector<Entry>& list, std::vector<Entry>& out) {
        std::sort(list.begin(), list.end(), [](Entry const& a, Entry const& b) { return std::tuple(a.row, a.value, a.exchange) < std::tuple(b.row, b.value, b.exchange); });
        out.insert(out.end(), list.begin(), list.end());
    }

    /// One finding for all inputs of one kind of reason that a user has to know about; the list has each of them.
    void summary() {
        std::vector<std::string> missing, ties;
        for (auto const& entry : out_.unlinked) {
            auto* const list = entry.reason.starts_with("the named") ? &missing : entry.reason.starts_with("a tie") ? &ties : nullptr;
            if (list != nullptr) list->push_back(text_of(entry.process) + ", " + flow_text(content_.processes[entry.process].exchanges[entry.exchange].flow) + ": " + entry.reason);
        }
        auto const tell = [this](std::vector<std::string>& list, char const* id, char const* what, char const* hint) {
            if (list.empty()) return;
            auto const count = std::to_string(list.size());
            if (list.size() > 20) list.resize(20);
            finding(Severity::warning, id, what, {}, count + (count == "1" ? " exchange" : " exchanges"), hint, std::move(list));
        };
        tell(missing, "link.provider-missing", "Named providers are missing or do not make the flow; these inputs are cut off, not replaced", "add the file that holds them, or choose another linking policy");
        tell(ties, "link.tie", "Several processes make a flow in the place where it is needed; these inputs are cut off", "name a provider");
    }

    Database const& database_;
    DatabaseContent const& content_;
    LinkOptions const& options_;
    ProductSystem::Content& out_;
    ProviderTable table_;
    std::vector<Index> process_order_, flow_order_, flow_rank_;
    ParameterScope global_{};
    std::unordered_map<Index, ParameterScope> scopes_{};
    std::vector<std::size_t> first_{};     // of each process in amounts_
    std::vector<double> amounts_{};
    std::vector<Index> refusal_{};         // per process
    std::vector<Index> shares_{};          // per process, into allocations_
    std::vector<AllocationShares> allocations_{};
    std::vector<Index> row_start_{};       // rows of B by rank of flow
};

}  // namespace tanji::detail
