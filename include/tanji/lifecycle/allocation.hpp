// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "tanji/lifecycle/database.hpp"
#include "tanji/lifecycle/parameters.hpp"

/// \file
/// Allocation of one process between its co-products (rule A4). link() calls it for every process that needs it; on its own
/// it serves to look at the shares of one.
namespace tanji {

/// What happens to processes with several provider flows (rule A4).
enum class Allocation : std::uint8_t {
    by_default,        ///< the process' own default method; a refusal where it has none
    physical,          ///< stored factors, else shares of one flow property that all provider flows have
    economic,          ///< stored factors, else shares of a price property that all provider flows have
    causal,            ///< one stored factor per exchange and provider flow
    none,              ///< for processes of one provider flow; others are refused
    ignore_coproducts, ///< one column per process: its quantitative reference carries everything
    refuse,            ///< like none
};

[[nodiscard]] std::string_view to_text(Allocation method) noexcept;   ///< "ignore-coproducts"; by_default is "default"
[[nodiscard]] std::string_view to_text(AllocationMethod method) noexcept;
/// Reads what to_text writes. Problem "allocation.unknown" lists the names.
[[nodiscard]] Result<Allocation> try_allocation(std::string_view text);

/// A product output or waste input of a process: all its exchanges together, signed as stored, in the flow's reference unit.
struct ProviderFlow {
    Index flow = no_index;
    double amount = 0;
};

/// The part of each exchange that each provider flow carries.
struct AllocationShares {
    std::vector<double> share{};      ///< one per provider flow; empty if causal
    std::vector<double> causal{};     ///< provider flows x exchanges, row by row
    std::size_t exchanges = 0;
    std::vector<Finding> findings{};  ///< which property was used, what was scaled

    /// Both by their place: in AllocationTask::providers and in Process::exchanges. Meaningless for provider exchanges, which
    /// are never allocated.
    [[nodiscard]] double of(std::size_t provider, std::size_t exchange) const noexcept {
        return causal.empty() ? share[provider] : causal[provider * exchanges + exchange];
    }
};

/// What try_allocate looks at. `amounts`: evaluated, one per exchange of the process, zero ones need no causal factor.
struct AllocationTask {
    Database const& database;
    Index process = no_index;
    std::span<ProviderFlow const> providers{};   ///< two or more, in an order that does not depend on the file
    std::span<double const> amounts{};
    ParameterScope parameters{};
    Allocation method = Allocation::by_default;
    bool normalise = false;                      ///< scale factors that do not sum to 1
};

/// Shares of a process with several provider flows by rule A4. Every failure is a refusal that names process and product:
/// "allocation.no-default", "allocation.refused", "allocation.missing", "allocation.dangling", "allocation.conflict",
/// "allocation.sum" (beyond 1e-6), "allocation.no-property", "allocation.no-price", "allocation.amount", or that of a formula.
[[nodiscard]] Result<AllocationShares> try_allocate(AllocationTask const& task);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/lifecycle/impl/allocation.ipp"
#endif
