// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <span>
#include <string>
#include <vector>

#include "tanji/accounting/inventory.hpp"
#include "tanji/units/amount.hpp"

/// \file
/// A group or park as one boundary, and why it is not the sum of its sites (rule C6).
///     auto const park = reconcile_park(direct, flows);
///     park.sites - park.boundary == park.internal + park.mismatch + park.losses + park.metering_gap;   // exactly
/// The boundary counts its own fuel, its processes and what it imports net. The sites, each reporting on its own, count fuel and all the energy
/// they buy, from their neighbours too: that energy is burned fuel of the seller already, and counted twice.
namespace tanji {

/// Energy that crosses the boundary or passes between members, with the meters at both ends.
/// Amounts are of one kind per flow. Factors are kg CO2e per 1 `unit`.
struct EnergyFlow {
    std::string id{};            ///< "line 3, 2023-05": for messages and rows
    std::string carrier{};       ///< "electricity", "steam"
    std::string from{};          ///< member; empty: from outside
    std::string to{};            ///< member; empty: to the outside
    Unit unit{};
    double sent = 0;             ///< at the meter of the sender (imports: at the boundary)
    double received = 0;         ///< at the meter of the receiver (exports: at the boundary)
    double losses = 0;           ///< known from the network: computed or measured; the rest of sent - received is metering gap
    double factor_sent = 0;      ///< what one unit causes where it is made: imports by the boundary's factor, internal ones by the seller's
                                 ///< plant, exports by what the seller deducts (0 if it deducts nothing)
    double factor_received = 0;  ///< what the receiver counts in scope 2; exports by the boundary's factor
};

/// What one flow does to the difference.
struct ParkRow {
    std::string id{};
    Co2e internal = Co2e::stored(0);
    Co2e mismatch = Co2e::stored(0);
    Co2e losses = Co2e::stored(0);
    Co2e metering_gap = Co2e::stored(0);
};

/// Both totals and the way from one to the other. sites - boundary = internal + mismatch + losses + metering_gap, exactly, and so are the sums
/// over `rows` (base/exact_split.hpp).
struct ParkReconciliation {
    Co2e boundary = Co2e::stored(0);      ///< own fuel and process, and net import by the boundary's factors
    Co2e sites = Co2e::stored(0);         ///< fuel and process, and everything bought less what is sold, by the sites' factors
    Co2e internal = Co2e::stored(0);      ///< energy between members, as sent: counted at the seller as fuel, at the buyer as energy
    Co2e mismatch = Co2e::stored(0);      ///< receivers use another factor than senders or the boundary
    Co2e losses = Co2e::stored(0);        ///< lost in networks: caused, but bought by nobody
    Co2e metering_gap = Co2e::stored(0);  ///< meters at both ends disagree by more than the losses
    std::vector<ParkRow> rows{};          ///< in order of the flows
};

/// `direct`: fuel and process emissions of all members, by one GWP set. Problems: "park.flow" (from outside to outside, a member to itself, no id
/// or one that is used twice), "number.not-finite".
[[nodiscard]] Result<ParkReconciliation> try_reconcile_park(Co2e direct, std::span<EnergyFlow const> flows);
[[nodiscard]] inline ParkReconciliation reconcile_park(Co2e direct, std::vector<EnergyFlow> const& flows) { return try_reconcile_park(direct, flows).value(); }

/// A group by consolidation alone, without meters: what its members report one by one, and what is left when energy sold between them is set aside.
struct GroupReconciliation {
    Co2e group = Co2e::stored(0);     ///< the consolidated total
    Co2e members = Co2e::stored(0);   ///< with the internal lines
    Co2e internal = Co2e::stored(0);  ///< members - group, exactly
    std::uint64_t internal_lines = 0;
};
/// Problems: those of try_total().
[[nodiscard]] Result<GroupReconciliation> try_reconcile_group(OrganisationInventory const& group, LineFilter const& filter = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/park.ipp"
#endif
