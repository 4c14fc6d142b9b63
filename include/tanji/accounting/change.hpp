// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/accounting/inventory.hpp"
#include "tanji/base/limits.hpp"

/// \file
/// Why an inventory differs from that of another year (rule C7): more activity, other factors, another GWP set, another method, another boundary.
///     auto const change = change_between(of_2022, of_2023, {.map = {{"|A|boiler 1||stationary-combustion|coal", "|A|boiler 3||stationary-combustion|coal", LineLink::same}}});
///     change.effects.activity;   // the five effects add up to change.change exactly, and so do those of change.rows
/// Both inventories are kept as they are: the earlier one by its rules and factors, the later one by its own. What no line of the other year answers to is
/// refused with its keys ("change.unmatched"); a caller who holds the story of meters in tables of its own makes the map from them.
/// A line emits activity x share x factor x GWP. Several of these change at once, so what one of them did depends on when it is
/// looked at; the Shapley mean takes the average over all orders, which leaves no rest and treats all alike. It needs no
/// logarithm, so that lines of 0 and negative lines are as good as any (the usual index, LMDI, has no value for them).
/// Sources: Sun, Energy Economics 20 (1998), 85-100; Albrecht, Francois and Schoors, Energy Policy 30 (2002), 727-736.
namespace tanji {

/// Which change of a line an effect is of.
enum class ChangeEffect : std::uint8_t {
    activity,  ///< more or less was burned, bought, driven
    factor,    ///< the same method with other numbers: factor, heating value
    gwp,       ///< another GWP set for the same gases
    method,    ///< another way to compute: factors of another kind, amounts in other terms (money instead of litres)
    boundary,  ///< lines that are new, closed or under another key, and the share that counts
};
/// "activity", "factor", "gwp", "method", "boundary".
[[nodiscard]] std::string_view to_text(ChangeEffect effect) noexcept;
/// Effects by these words with blanks or commas between them, for ChangeSettings::order. Problem "change.order" (a word that is none; that each
/// is there once is asked for by try_change()).
[[nodiscard]] Result<std::vector<ChangeEffect>> try_parse_change_order(std::string_view text);

/// An amount of each effect. `sum()` adds in plain arithmetic and is exact for those of a Change.
struct ChangeEffects {
    Co2e activity = Co2e::stored(0);
    Co2e factor = Co2e::stored(0);
    Co2e gwp = Co2e::stored(0);
    Co2e method = Co2e::stored(0);
    Co2e boundary = Co2e::stored(0);

    /// By name, for loops over all effects.
    [[nodiscard]] Co2e& of(ChangeEffect effect);
    [[nodiscard]] Co2e of(ChangeEffect effect) const {
        auto copy = *this;
        return copy.of(effect);
    }
    /// All five: after - before.
    [[nodiscard]] Co2e sum() const { return activity + factor + gwp + method + boundary; }
};

/// A line in one of the two years: what multiplies to its emission. `activity` may be 0 or negative.
struct ChangeSide {
    double activity = 0;              ///< in `unit`
    Unit unit{};
    double share = 1;                 ///< of the consolidation
    GasMasses factor{};               ///< per 1 `unit`
    std::optional<Co2e> published{};  ///< per 1 `unit`, of factors that give no gases: no GWP set applies to it
    std::string method{};             ///< sides with another word here differ by method, not by factor
};

/// What happened to the key of a line.
enum class LineLink : std::uint8_t {
    same,      ///< one line, whatever it is called: its change is explained by what changed
    moved,     ///< two lines under one name: outsourced, sold and rented back; the whole change is a boundary effect
};

/// One line over time. A side that is absent is a new or closed line, which is not the same as an activity of 0.
struct ChangeRow {
    std::string key{};                    ///< unique among the rows
    std::optional<ChangeSide> before{};   ///< nothing: the line is new
    std::optional<ChangeSide> after{};    ///< nothing: it was closed
    LineLink link = LineLink::same;       ///< only asked for where there are both sides
};

/// What became of a line between the two years.
enum class RowStatus : std::uint8_t { continued, opened, closed, moved };
/// "continued", "opened", "closed", "moved".
[[nodiscard]] std::string_view to_text(RowStatus status) noexcept;

/// What one line contributes. The effects of all lines add up to those of the Change exactly, its own to after - before to the last place.
struct RowChange {
    std::string key{};
    RowStatus status = RowStatus::continued;
    Co2e before = Co2e::stored(0);        ///< 0 for a new line
    Co2e after = Co2e::stored(0);         ///< 0 for a closed one
    ChangeEffects effects{};
};

/// A difference explained. All of `effects`, `change`, `before`, `after` and the effects of rows are multiples of `quantum`, so adding them up
/// in any order and grouping (sites, scopes) rounds nothing: see base/exact_split.hpp.
struct Change {
    Co2e before = Co2e::stored(0);   ///< the total as the inventory gives it, rounded to `quantum` (the larger one keeps its bits)
    Co2e after = Co2e::stored(0);
    Co2e change = Co2e::stored(0);   ///< after - before
    ChangeEffects effects{};
    std::vector<RowChange> rows{};   ///< in order of key
    GwpSet gwp_before{};
    GwpSet gwp_after{};
    std::string order{};             ///< "Shapley mean", or the fixed order
    double quantum = 0;              ///< kg CO2e
    std::vector<Finding> findings{}; ///< what could not be told apart, and why
};

/// How effects are told apart.
struct ChangeSettings {
    /// All five effects in the order in which things are taken to have changed; empty: the Shapley mean. A fixed order is quicker to retell
    /// and gives what comes early the old level and what comes late the new one.
    std::vector<ChangeEffect> order{};
};

/// Explains rows, in any order. Problems: "change.order" (not each effect once), "change.rows" (a key twice, or a row without sides),
/// "gwp.*" (a gas without a value in one of the sets: it would have to be taken as 0), "number.*". Cost: 16 products a row and gas.
[[nodiscard]] Result<Change> try_change(std::span<ChangeRow const> rows, GwpSet const& gwp_before, GwpSet const& gwp_after, ChangeSettings const& settings = {});

/// What became of a key. One side empty: the line was opened or closed.
struct KeyLink {
    std::string before{};                ///< as change_key() makes it, of the earlier inventory
    std::string after{};                 ///< of the later one
    LineLink link = LineLink::moved;  ///< only asked for where both sides are named
};

/// From CSV with the columns `before`, `after` (keys as change_key() makes them) and `link`: "same" or "moved" where both keys are named, which is never
/// guessed; "opened", "closed" or nothing where one is. Problems "change.map" with file and row, "csv.*".
[[nodiscard]] Result<std::vector<KeyLink>> try_read_key_links(std::string_view text, std::string file = {}, ReadLimits const& limits = {});

/// How two inventories are compared.
struct ChangeOptions {
    LineFilter filter{};                 ///< which total is explained
    /// Every key that only one of the inventories has must be in here: a line that is just missing is a gap in the data, no boundary effect.
    /// Several keys may become one and the same (`same` then adds them up).
    std::vector<KeyLink> map{};
    bool unmatched_are_boundary = false; ///< takes keys that the map does not name as opened or closed; listed in findings
    std::function<std::string(ActivityHead const&)> key{};  ///< instead of change_key()
    ChangeSettings settings{};
};

/// What a line is known by from year to year: "organisation|site|source|meter|category|what". Readings of one key are one line.
[[nodiscard]] std::string change_key(ActivityHead const& head);

/// Explains the difference of two totals. Problems: those of try_change() and try_total(), "change.unmatched" (related: the keys), "change.map" (an entry
/// names a key that is not there, or twice), "change.mixed-units" (litres and tonnes under one key), "change.no-factor" (amounts of a key cancel to 0 but their emissions do not: such lines need keys of their own).
/// Rows whose amounts are of different kinds in the two years have no activity effect; all of it is method, and a finding says so.
[[nodiscard]] Result<Change> try_change_between(OrganisationInventory const& before, OrganisationInventory const& after, ChangeOptions const& options = {});
[[nodiscard]] inline Change change_between(OrganisationInventory const& before, OrganisationInventory const& after, ChangeOptions const& options = {}) {
    return try_change_between(before, after, options).value();
}

/// The totals, the effects and the largest rows, for people.
[[nodiscard]] std::string to_text(Change const& change, std::size_t most_rows = 10);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/change.ipp"
#include "tanji/accounting/impl/change_between.ipp"
#endif
