// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <array>
#include <set>

#include "tanji/accounting/park.hpp"
#include "tanji/base/exact_split.hpp"
#include "tanji/base/exact_sum.hpp"
#include "tanji/base/text.hpp"

/// \file
/// With s sent, r received, f and g the factors of sender and receiver, l losses and m = s - r - l the gap, energy is counted as r g by the sites
/// and as s f by the boundary, and r g - s f = r (g - f) - l f - m f. Between members the boundary counts nothing, so s f is left over: the double count.
namespace tanji::detail {

[[nodiscard]] inline std::optional<Problem> flow_problem(EnergyFlow const& flow, std::set<std::string>& ids) {
    std::string got;
    if (flow.id.empty() || !ids.insert(flow.id).second) got = "id " + in_quotes(flow.id);
    else if (flow.from.empty() && flow.to.empty()) got = "from outside to outside";
    else if (flow.from == flow.to) got = "from " + flow.from + " to itself";
    else return {};
    return Problem{.id = "park.flow", .what = "this is no flow of the park", .where = {.object = flow.id}, .expected = "an id of its own, and two different ends of which one is a member", .got = got};
}

/// internal, mismatch, losses, metering gap.
[[nodiscard]] inline std::array<double, 4> flow_parts(EnergyFlow const& flow) {
    bool const internal = !flow.from.empty() && !flow.to.empty();
    double const gap = flow.sent - flow.received - flow.losses;
    return {internal ? flow.sent * flow.factor_sent : 0, flow.received * (flow.factor_received - flow.factor_sent), -flow.losses * flow.factor_sent, -gap * flow.factor_sent};
}

}  // namespace tanji::detail

namespace tanji {

TANJI_INLINE Result<ParkReconciliation> try_reconcile_park(Co2e direct, std::span<EnergyFlow const> flows) {
    try {
        std::set<std::string> ids;
        std::vector<double> parts;
        ExactSum boundary, sites;
        boundary += direct.stored();
        sites += direct.stored();
        ParkReconciliation result;
        for (auto const& flow : flows) {
            if (auto problem = detail::flow_problem(flow, ids)) return *std::move(problem);
            bool const import = flow.from.empty(), exported = flow.to.empty();
            if (import) boundary += flow.sent * flow.factor_sent;
            if (exported) boundary += -flow.received * flow.factor_received;
            // An export is deducted by its sender as far as factor_sent says; bought energy is counted by its receiver.
            sites += exported ? -flow.sent * flow.factor_sent : flow.received * flow.factor_received;
            auto const each = detail::flow_parts(flow);
            parts.insert(parts.end(), each.begin(), each.end());
            result.rows.push_back({.id = flow.id});
        }
        auto const split = try_exact_split(parts, boundary.value(), sites.value());
        if (!split) return split.problem();
        result.boundary = Co2e::stored(split->before);
        result.sites = Co2e::stored(split->after);
        for (std::size_t i = 0; i < result.rows.size(); ++i) {
            auto& row = result.rows[i];
            result.internal += row.internal = Co2e::stored(split->parts[4 * i]);
            result.mismatch += row.mismatch = Co2e::stored(split->parts[4 * i + 1]);
            result.losses += row.losses = Co2e::stored(split->parts[4 * i + 2]);
            result.metering_gap += row.metering_gap = Co2e::stored(split->parts[4 * i + 3]);
        }
        return result;
    } catch (Error const& error) {
        return error.problem();
    }
}

TANJI_INLINE Result<GroupReconciliation> try_reconcile_group(OrganisationInventory const& group, LineFilter const& filter) {
    LineFilter inside = filter;
    inside.internal = true;
    auto const outer = group.try_total(filter), inner = group.try_total(inside);
    if (!outer) return outer.problem();
    if (!inner) return inner.problem();
    std::vector<double> const parts{inner->co2e.stored()};
    auto const split = try_exact_split(parts, outer->co2e.stored(), exact_sum({outer->co2e.stored(), inner->co2e.stored()}));
    if (!split) return split.problem();
    return GroupReconciliation{Co2e::stored(split->before), Co2e::stored(split->after), Co2e::stored(split->parts[0]), inner->lines};
}

}  // namespace tanji
