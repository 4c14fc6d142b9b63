// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "tanji/base/text.hpp"
#include "tanji/lifecycle/link.hpp"

/// \file
/// Rule A3: who makes an input. The linker fills the table from all processes, then asks for exchange after exchange. Every
/// "no" carries its reason, because an input that is cut off silently is a burden that vanishes.
namespace tanji::detail {

/// A process that makes a flow, whether or not it has a column for it.
struct ProviderCandidate {
    Index process = no_index;
    Index column = no_index;    ///< no_index: dropped by ignore-coproducts
    bool reference = false;
};

/// All providers of every flow, in one array: `of(flow)` in the order of process ids.
class ProviderTable {
public:
    // Filled in three steps, count for all, settle, add for all, so that the candidates need one allocation.
    void count(Index flow) { ++start_[flow + 1]; }
    explicit ProviderTable(std::size_t flows) : start_(flows + 1, 0) {}
    void settle() {
        for (std::size_t i = 1; i < start_.size(); ++i) start_[i] += start_[i - 1];
        next_.assign(start_.begin(), start_.end() - 1);
        all_.resize(start_.back());
    }
    void add(Index flow, ProviderCandidate candidate) { all_[next_[flow]++] = candidate; }
    [[nodiscard]] std::span<ProviderCandidate const> of(Index flow) const { return std::span(all_).subspan(start_[flow], start_[flow + 1] - start_[flow]); }

private:
    std::vector<std::size_t> start_;
    std::vector<std::size_t> next_{};
    std::vector<ProviderCandidate> all_{};
};

/// Where an exchange is linked to: a column, or the reason why none.
struct LinkTarget {
    Index column = no_index;
    std::string reason{};
};

/// Finds the provider of an exchange under a policy (rule A3).
class ProviderSearch {
public:
    // GLO and RoW are the last resort of the location policy; which indices they are is found once, not per exchange.
    ProviderSearch(Database const& database, LinkOptions const& options, ProviderTable const& table) : database_(database), options_(options), table_(table) {
        for (auto const& location : database.content().locations) world_.push_back(equal_ignoring_case(location.code, "GLO") || equal_ignoring_case(location.code, "RoW"));
        if (options.policy != Linking::system || !options.system) return;
        links_ = options.system->links;
        std::sort(links_.begin(), links_.end(), [](StoredLink const& a, StoredLink const& b) { return key(a) < key(b); });
    }

    /// A column, or why there is none. A policy never falls back to another one: the reader of a result knows from its
    /// name alone how every link was made.
    [[nodiscard]] LinkTarget find(Index process, Exchange const& exchange) const {
        switch (options_.policy) {
            case Linking::defaults_only:
                if (named(exchange)) return by_name(exchange);
                return {no_index, "no provider is named"};
            case Linking::defaults_then_unique: return named(exchange) ? by_name(exchange) : unique(exchange.flow, false);
            case Linking::unique_producer: return unique(exchange.flow, false);
            case Linking::unique_reference: return unique(exchange.flow, true);
            case Linking::location: return named(exchange) ? by_name(exchange) : by_place(process, exchange);
            case Linking::system: return by_system(process, exchange);
        }
        return {};
    }

private:
    [[nodiscard]] static std::pair<Index, Index> key(StoredLink const& link) { return {link.consumer, link.flow}; }
    // A provider that is named but not in the file counts as named: else `unique` would quietly replace it.
    [[nodiscard]] static bool named(Exchange const& exchange) { return exchange.provider != no_index || exchange.provider_missing; }

    // A candidate without a column is a co-product that was dropped; linking to its process would deliver another product.
    [[nodiscard]] static LinkTarget target(ProviderCandidate const& candidate) {
        if (candidate.column != no_index) return {candidate.column, {}};
        return {no_index, "its provider makes it only as a co-product, which ignore-coproducts drops"};
    }

    /// A provider that is named but cannot serve is never replaced by another one.
    [[nodiscard]] LinkTarget by_process(Index flow, Index provider) const {
        for (auto const& candidate : table_.of(flow))
            if (candidate.process == provider) return target(candidate);
        return {no_index, "the named provider does not make it"};
    }
    [[nodiscard]] LinkTarget by_name(Exchange const& exchange) const {
        if (exchange.provider_missing || exchange.provider == no_index) return {no_index, "the named provider is missing"};
        return by_process(exchange.flow, exchange.provider);
    }

    /// Two producers are no choice, and neither is the first of them: the count goes into the reason, so that the report of
    /// unlinked inputs says which flows need a provider to be named.
    [[nodiscard]] LinkTarget unique(Index flow, bool reference_only) const {
        ProviderCandidate const* found = nullptr;
        std::size_t count = 0;
        for (auto const& candidate : table_.of(flow)) {
            if (reference_only && !candidate.reference) continue;
            found = &candidate;
            ++count;
        }
        if (count == 1) return target(*found);
        std::string const who = reference_only ? " as its reference" : "";
        return {no_index, count == 0 ? "no process makes it" + who : std::to_string(count) + " processes make it" + who};
    }

    /// Candidates in one place: the one, or a tie, or nothing.
    template <class Fits>
    [[nodiscard]] bool settle(Index flow, std::string const& place, LinkTarget& result, Fits const& fits) const {
        ProviderCandidate const* found = nullptr;
        std::size_t count = 0;
        for (auto const& candidate : table_.of(flow)) {
            if (!fits(database_.processes()[candidate.process].location)) continue;
            found = &candidate;
            ++count;
        }
        if (count == 0) return false;
        result = count == 1 ? target(*found) : LinkTarget{no_index, "a tie: " + std::to_string(count) + " processes make it in " + place};
        return true;
    }

    /// From the consumer's place upwards through its parents, then GLO and RoW (A3). The first place that has any producer
    /// decides: two of them there are a tie, which is refused rather than widened to a larger place.
    [[nodiscard]] LinkTarget by_place(Index process, Exchange const& exchange) const {
        auto const& places = database_.content().locations;
        Index const here = exchange.location != no_index ? exchange.location : database_.processes()[process].location;
        LinkTarget result;
        Index at = here;
        do {
            std::string const name = at == no_index ? "no place" : places[at].code;
            if (settle(exchange.flow, name, result, [at](Index place) { return place == at; })) return result;
            at = at == no_index ? no_index : places[at].parent;
        } while (at != no_index);
        if (settle(exchange.flow, "GLO or RoW", result, [this](Index place) { return place != no_index && world_[place]; })) return result;
        if (table_.of(exchange.flow).empty()) return {no_index, "no process makes it"};
        return {no_index, "no process makes it here, in a larger place or in GLO/RoW"};
    }

    /// A link that names the exchange (internalId) wins; one that names only process and flow serves every exchange of that
    /// flow, as product systems of older openLCA releases have it. Two of the latter that disagree are no answer.
    [[nodiscard]] LinkTarget by_system(Index process, Exchange const& exchange) const {
        auto const wanted = std::pair(process, exchange.flow);
        auto const first = std::lower_bound(links_.begin(), links_.end(), wanted, [](StoredLink const& link, auto const& k) { return key(link) < k; });
        StoredLink const* by_flow = nullptr;
        bool tie = false;
        for (auto at = first; at != links_.end() && key(*at) == wanted; ++at) {
            if (at->exchange_id != 0 && at->exchange_id == exchange.internal_id) return by_link(*at);
            if (at->exchange_id != 0) continue;
            tie = tie || (by_flow != nullptr && by_flow->provider != at->provider);
            by_flow = &*at;
        }
        if (tie) return {no_index, "the product system names two providers for it"};
        return by_flow != nullptr ? by_link(*by_flow) : LinkTarget{no_index, "the product system has no link for it"};
    }
    [[nodiscard]] LinkTarget by_link(StoredLink const& link) const {
        if (link.provider == no_index) return {no_index, "the named provider is missing"};
        return by_process(link.flow, link.provider);
    }

    Database const& database_;
    LinkOptions const& options_;
    ProviderTable const& table_;
    std::vector<bool> world_{};
    std::vector<StoredLink> links_{};
};

}  // namespace tanji::detail
