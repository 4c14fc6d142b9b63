// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "tanji/accounting/change.hpp"
#include "tanji/base/exact_split.hpp"
#include "tanji/base/exact_sum.hpp"
#include "tanji/base/sort.hpp"
#include "tanji/base/text.hpp"
#include "tanji/units/text.hpp"

/// \file
/// The Shapley value of a game with up to four players (Shapley, A value for n-person games, 1953): the emission of a line with some
/// of its numbers taken from the later year is the worth of that coalition.
TANJI_NO_FUSING_BEGIN
namespace tanji::detail {

/// The four numbers a line is the product of, as bits of "taken from the later year".
enum : unsigned { level_activity = 1, level_factor = 2, level_gwp = 4, level_share = 8 };

/// Those that change together, and what their effect is called.
struct ChangePlayer {
    ChangeEffect effect = ChangeEffect::activity;
    unsigned levels = 0;
};

/// Both sides of a line in one unit, with the GWP of every gas of either side in both sets.
struct ChangeGame {
    double activity[2] = {0, 0};
    double share[2] = {0, 0};
    double published[2] = {0, 0};
    struct GasTerm {
        double factor[2] = {0, 0};
        double gwp[2] = {0, 0};
    };
    std::vector<GasTerm> gases{};

    /// kg CO2e with the numbers of `after` taken from the later side.
    [[nodiscard]] double worth(unsigned after) const {
        auto const side = [after](unsigned level) { return (after & level) != 0 ? 1 : 0; };
        double per_unit = published[side(level_factor)];
        for (auto const& gas : gases) per_unit += gas.factor[side(level_factor)] * gas.gwp[side(level_gwp)];
        return activity[side(level_activity)] * share[side(level_share)] * per_unit;
    }
};

/// Adds one side's gases to the game. Biogenic CO2 is reported beside CO2e and is not in it (rule C8).
[[nodiscard]] inline std::optional<Problem> add_side(ChangeGame& game, std::vector<Gas>& known, ChangeSide const& side, int at, double scale, GwpSet const& before, GwpSet const& after) {
    game.activity[at] = side.activity * scale;
    game.share[at] = side.share;
    game.published[at] = side.published ? side.published->stored() / scale : 0;
    for (auto const& [gas, mass] : side.factor) {
        if (gas == gas::co2_biogenic) continue;
        std::size_t const place = static_cast<std::size_t>(std::find(known.begin(), known.end(), gas) - known.begin());
        if (place == known.size()) {
            auto const first = before.find(gas), second = after.find(gas);
            if (!first) return first.problem();
            if (!second) return second.problem();
            known.push_back(gas);
            game.gases.push_back({{0, 0}, {first->value, second->value}});
        }
        game.gases[place].factor[at] = mass.stored() / scale;
    }
    return {};
}

/// Whether the activity of one side can be put in place of the other's.
[[nodiscard]] inline bool comparable(ChangeRow const& row) { return row.before && row.after && same_kind(row.before->unit, row.after->unit); }

/// The players of a row: a factor of another method is a change of method, and where even the amounts are of another kind, both go together.
[[nodiscard]] inline std::vector<ChangePlayer> players_of(ChangeRow const& row) {
    if (row.link == LineLink::moved || !row.before || !row.after) return {{ChangeEffect::boundary, 15}};
    ChangePlayer const gwp{ChangeEffect::gwp, level_gwp}, share{ChangeEffect::boundary, level_share};
    if (!comparable(row)) return {{ChangeEffect::method, level_activity | level_factor}, gwp, share};
    auto const number = row.before->method == row.after->method ? ChangeEffect::factor : ChangeEffect::method;
    return {{ChangeEffect::activity, level_activity}, {number, level_factor}, gwp, share};
}

/// Mean marginal worth over all orders: a coalition of s out of n players comes before a player in s! (n - s - 1)! of n! orders.
[[nodiscard]] inline double shapley_value(ChangeGame const& game, std::vector<ChangePlayer> const& players, std::size_t who) {
    constexpr double factorial[] = {1, 1, 2, 6, 24};
    std::size_t const n = players.size();
    double value = 0;
    for (unsigned coalition = 0; coalition < (1u << n); ++coalition) {
        if ((coalition >> who & 1u) != 0) continue;
        unsigned levels = 0;
        std::size_t size = 0;
        for (std::size_t i = 0; i < n; ++i) {
            if ((coalition >> i & 1u) == 0) continue;
            levels |= players[i].levels;
            ++size;
        }
        value += factorial[size] * factorial[n - size - 1] / factorial[n] * (game.worth(levels | players[who].levels) - game.worth(levels));
    }
    return value;
}

/// Marginal worth in the order given.
[[nodiscard]] inline double ordered_value(ChangeGame const& game, std::vector<ChangePlayer> const& players, std::size_t who, std::vector<ChangeEffect> const& order) {
    auto const place = [&](ChangeEffect effect) { return std::find(order.begin(), order.end(), effect) - order.begin(); };
    unsigned levels = 0;
    for (auto const& other : players) {
        if (place(other.effect) < place(players[who].effect)) levels |= other.levels;
    }
    return game.worth(levels | players[who].levels) - game.worth(levels);
}

inline constexpr std::size_t change_effects = 5;

/// What try_change() collects on the way to the common quantum: five effects a row, one after the other.
struct ChangeDraft {
    Change change{};
    std::vector<double> effects{};
    ExactSum before{}, after{};
};

inline void note_not_comparable(Change& change, ChangeRow const& row) {
    change.findings.push_back({Severity::note, {.id = "change.not-comparable", .what = "amounts of the two years are of different kinds: all that is not GWP or share counts as method",
                                                .where = {.object = row.key}, .expected = kind_text(row.before->unit), .got = kind_text(row.after->unit)}});
}

inline void note_published(Change& change, ChangeRow const& row) {
    change.findings.push_back({Severity::note, {.id = "change.published", .what = "a factor without gases changed together with the GWP set: what the set did to it is not known and stands in its factor effect",
                                                .where = {.object = row.key}, .hint = "take a factor that states its gases"}});
}

[[nodiscard]] inline std::optional<Problem> add_row(ChangeDraft& draft, ChangeRow const& row, ChangeSettings const& settings) {
    auto& change = draft.change;
    ChangeGame game;
    std::vector<Gas> known;
    // A side that is not there has its GWP of its own year only, so both sets are asked for what the other side emits.
    bool const joined = comparable(row);
    GwpSet const& first = row.before ? change.gwp_before : change.gwp_after;
    GwpSet const& last = row.after ? change.gwp_after : change.gwp_before;
    std::optional<Problem> problem;
    if (row.before) problem = add_side(game, known, *row.before, 0, joined ? row.before->unit.scale() / row.after->unit.scale() : 1, first, last);
    if (!problem && row.after) problem = add_side(game, known, *row.after, 1, 1, first, last);
    if (problem) {
        problem->where.object = row.key + (problem->where.object.empty() ? "" : ", " + problem->where.object);
        return problem;
    }
    auto const players = players_of(row);
    RowChange result{.key = row.key, .before = Co2e::stored(game.worth(0)), .after = Co2e::stored(game.worth(15))};
    result.status = !row.before ? RowStatus::opened : !row.after ? RowStatus::closed : row.link == LineLink::moved ? RowStatus::moved : RowStatus::continued;
    if (result.status == RowStatus::continued && !joined) note_not_comparable(change, row);
    if (result.status == RowStatus::continued && (row.before->published || row.after->published) && !(change.gwp_before == change.gwp_after)) note_published(change, row);
    double effects[change_effects] = {0, 0, 0, 0, 0};
    for (std::size_t i = 0; i < players.size(); ++i)
        effects[static_cast<std::size_t>(players[i].effect)] += settings.order.empty() ? shapley_value(game, players, i) : ordered_value(game, players, i, settings.order);
    draft.effects.insert(draft.effects.end(), effects, effects + change_effects);
    draft.before += result.before.stored();
    draft.after += result.after.stored();
    change.rows.push_back(std::move(result));
    return {};
}

/// Puts the drafted effects on one quantum, so that everything adds up exactly.
[[nodiscard]] inline Result<Change> finish_change(ChangeDraft draft, double before, double after) {
    auto split = try_exact_split(draft.effects, before, after);
    if (!split) return std::move(split).problem();
    auto& change = draft.change;
    change.before = Co2e::stored(split->before);
    change.after = Co2e::stored(split->after);
    change.change = Co2e::stored(split->change);
    change.quantum = split->quantum;
    for (std::size_t row = 0; row < change.rows.size(); ++row) {
        for (std::size_t i = 0; i < change_effects; ++i) {
            auto const effect = static_cast<ChangeEffect>(i);
            Co2e const amount = Co2e::stored(split->parts[row * change_effects + i]);
            change.rows[row].effects.of(effect) += amount;
            change.effects.of(effect) += amount;
        }
    }
    return std::move(change);
}

[[nodiscard]] inline std::optional<Problem> order_problem(std::vector<ChangeEffect> const& order) {
    std::set<ChangeEffect> const each(order.begin(), order.end());
    if (order.empty() || (order.size() == change_effects && each.size() == change_effects)) return {};
    std::vector<std::string> got;
    for (auto const effect : order) got.emplace_back(to_text(effect));
    return Problem{.id = "change.order", .what = "an order of effects must name each of them once", .expected = "activity, factor, gwp, method and boundary in some order", .got = join(got, ", "),
                   .hint = "leave it empty for the Shapley mean"};
}

/// Drafts of rows in order of key, so that the order in which they came in changes no bit and no text.
[[nodiscard]] inline Result<ChangeDraft> draft_change(std::span<ChangeRow const> rows, GwpSet const& before, GwpSet const& after, ChangeSettings const& settings) {
    if (auto problem = order_problem(settings.order)) return *std::move(problem);
    ChangeDraft draft;
    draft.change.gwp_before = before;
    draft.change.gwp_after = after;
    draft.change.order = settings.order.empty() ? "Shapley mean" : "";
    for (auto const effect : settings.order) draft.change.order += (draft.change.order.empty() ? "" : ", ") + std::string(to_text(effect));
    std::vector<ChangeRow const*> sorted;
    for (auto const& row : rows) sorted.push_back(&row);
    std::sort(sorted.begin(), sorted.end(), [](ChangeRow const* a, ChangeRow const* b) { return a->key < b->key; });
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        bool const twice = i > 0 && sorted[i]->key == sorted[i - 1]->key;
        if (twice || (!sorted[i]->before && !sorted[i]->after))
            return Problem{.id = "change.rows", .what = twice ? "two rows have the same key" : "a row has neither side", .where = {.object = sorted[i]->key}, .expected = "one row for each key, with a side"};
        if (auto problem = add_row(draft, *sorted[i], settings)) return *std::move(problem);
    }
    return draft;
}

}  // namespace tanji::detail

namespace tanji {

TANJI_INLINE std::string_view to_text(ChangeEffect effect) noexcept {
    constexpr std::string_view words[] = {"activity", "factor", "gwp", "method", "boundary"};
    auto const index = static_cast<std::size_t>(effect);
    return index < std::size(words) ? words[index] : "?";
}

TANJI_INLINE Result<std::vector<ChangeEffect>> try_parse_change_order(std::string_view text) {
    std::vector<ChangeEffect> order;
    std::string spaced(text);
    std::replace(spaced.begin(), spaced.end(), ',', ' ');
    for (auto const word : split(spaced, ' ')) {
        if (word.empty()) continue;
        std::size_t i = 0;
        while (i < detail::change_effects && !equal_ignoring_case(to_text(static_cast<ChangeEffect>(i)), word)) ++i;
        if (i == detail::change_effects) return Problem{.id = "change.order", .what = "this is no effect of a change", .expected = "activity, factor, gwp, method, boundary, in the order wanted", .got = in_quotes(word)};
        order.push_back(static_cast<ChangeEffect>(i));
    }
    return order;
}

TANJI_INLINE std::string_view to_text(RowStatus status) noexcept {
    constexpr std::string_view words[] = {"continued", "opened", "closed", "moved"};
    auto const index = static_cast<std::size_t>(status);
    return index < std::size(words) ? words[index] : "?";
}

TANJI_INLINE Co2e& ChangeEffects::of(ChangeEffect effect) {
    switch (effect) {
        case ChangeEffect::activity: return activity;
        case ChangeEffect::factor: return factor;
        case ChangeEffect::gwp: return gwp;
        case ChangeEffect::method: return method;
        case ChangeEffect::boundary: break;
    }
    return boundary;
}

TANJI_INLINE Result<Change> try_change(std::span<ChangeRow const> rows, GwpSet const& gwp_before, GwpSet const& gwp_after, ChangeSettings const& settings) {
    try {
        auto draft = detail::draft_change(rows, gwp_before, gwp_after, settings);
        if (!draft) return std::move(draft).problem();
        double const before = draft->before.value(), after = draft->after.value();
        return detail::finish_change(*std::move(draft), before, after);
    } catch (Error const& error) {  // sums and products above the largest double
        return error.problem();
    }
}

TANJI_INLINE std::string to_text(Change const& change, std::size_t most_rows) {
    std::string text = to_text(change.before) + " to " + to_text(change.after) + ": " + to_text(change.change) + " (" + change.order + ")\n";
    for (std::size_t i = 0; i < detail::change_effects; ++i) {
        auto const effect = static_cast<ChangeEffect>(i);
        text += "  " + std::string(to_text(effect)) + ": " + to_text(change.effects.of(effect)) + "\n";
    }
    auto rows = change.rows;
    auto const size = [](RowChange const& row) { return std::fabs(row.effects.sum().stored()); };
    sort_keeping_order(rows, [&](RowChange const& a, RowChange const& b) { return size(a) > size(b); });
    for (std::size_t i = 0; i < rows.size() && i < most_rows; ++i)
        text += "  " + rows[i].key + " (" + std::string(to_text(rows[i].status)) + "): " + to_text(rows[i].effects.sum()) + "\n";
    if (rows.size() > most_rows) text += "  and " + std::to_string(rows.size() - most_rows) + " more lines\n";
    for (auto const& finding : change.findings) text += to_text(finding) + "\n";
    return text;
}

}  // namespace tanji
TANJI_NO_FUSING_END
