// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>
#include <map>
#include <memory>
#include <set>

#include "tanji/accounting/change.hpp"
#include "tanji/accounting/impl/change.ipp"
#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"

/// \file
/// From two inventories to the rows that try_change() explains: lines of one key become one row, with their mean factor.
TANJI_NO_FUSING_BEGIN
namespace tanji::detail {

/// Sums of the lines of one key in one year. Exact, because lines come in any order.
struct KeySums {
    Unit unit{};                     ///< of the first line; others convert
    std::string other_kind{};        ///< of amounts that do not convert into `unit`; empty: none
    ExactSum activity{};             ///< in `unit`
    ExactSum counted{};              ///< times share
    std::map<Gas, ExactSum> gases{}; ///< kg, with share
    ExactSum published{};
    bool has_published = false;
    std::map<std::string, std::pair<double, AppliedFactor const*>> factors{};  ///< by digest: units of factor->per in one `unit`
    std::set<std::string> methods{};
    double some_share = 0;
};

/// What makes two ways of computing the same line different methods: the kind of factor, whether it has gases, what it is per, and what
/// the conversions on the way are made of. Their numbers are not part of it: a new heating value is a new factor, not a method.
[[nodiscard]] inline std::string method_words(ActivityHead const& head, AppliedFactor const& applied) {
    auto const& factor = *applied.factor;
    std::string words = std::string(to_text(factor.kind)) + (factor.co2e ? " CO2e" : " gases") + " per " + kind_text(factor.per);
    for (auto const& conversion : head.conversions) words += ", by " + kind_text(conversion.unit);
    return words;
}

inline void add_line(KeySums& sums, ActivityHead const& head, InventoryLine const& line, AppliedFactor const& applied, Unit const& entered) {
    if (sums.factors.empty()) sums.unit = entered;
    if (!same_kind(sums.unit, entered)) sums.other_kind = kind_text(entered);
    double const scale = entered.scale() / sums.unit.scale();
    sums.activity += line.amount * scale;
    sums.counted += line.amount * scale * applied.share;
    double const counted = line.amount * applied.per_entered * applied.share;
    for (auto const& [gas, mass] : applied.factor->gases) sums.gases[gas] += counted * mass.stored();
    if (applied.factor->co2e) {
        sums.has_published = true;
        sums.published += counted * applied.factor->co2e->stored();
    }
    sums.factors.try_emplace(digest(*applied.factor), applied.per_entered / scale, &applied);
    sums.methods.insert(method_words(head, applied));
    sums.some_share = applied.share;
}

/// Lines of an inventory by key. Keys are made once for each head.
[[nodiscard]] inline std::map<std::string, KeySums> sums_by_key(OrganisationInventory const& inventory, ChangeOptions const& options) {
    std::map<std::string, KeySums> keys;
    std::map<ActivityHead const*, std::string> known;
    for (std::size_t const index : inventory.selected(options.filter)) {
        auto const& line = inventory.lines()[index];
        auto const& applied = inventory.applied()[line.applied];
        auto const* head = inventory.activities()[line.activity].head;
        auto const [at, fresh] = known.try_emplace(head);
        if (fresh) at->second = options.key ? options.key(*head) : change_key(*head);
        add_line(keys[at->second], *head, line, applied, head->parsed_unit);
    }
    return keys;
}

/// Amounts that are 0 have no mean factor; they take the one factor there is. Several that differ cannot be averaged without weights.
[[nodiscard]] inline Result<ChangeSide> side_without_amount(std::string const& key, KeySums const& sums, ChangeSide side) {
    bool emits = sums.published.value() != 0;
    for (auto const& [gas, mass] : sums.gases) emits = emits || mass.value() != 0;
    if (emits)
        return Problem{.id = "change.no-factor", .what = "the amounts of these lines cancel to 0, but their emissions do not", .where = {.object = key}, .expected = "lines of one factor, or amounts that do not cancel",
                       .got = std::to_string(sums.factors.size()) + " factors", .hint = "give lines with different factors different keys (source, meter)"};
    double const weight = 1.0 / static_cast<double>(sums.factors.size());
    double published = 0;
    for (auto const& [digest, use] : sums.factors) {
        auto const& [per, applied] = use;
        for (auto const& [gas, mass] : applied->factor->gases) side.factor.add(gas, mass * (per * weight));
        if (applied->factor->co2e) published += applied->factor->co2e->stored() * per * weight;
    }
    if (sums.has_published) side.published = Co2e::stored(published);
    return side;
}

[[nodiscard]] inline Result<ChangeSide> side_of(std::string const& key, KeySums const& sums) {
    ChangeSide side{.activity = sums.activity.value(), .unit = sums.unit, .share = sums.some_share};
    for (auto const& method : sums.methods) side.method += (side.method.empty() ? "" : "; ") + method;
    if (!sums.other_kind.empty())
        return Problem{.id = "change.mixed-units", .what = "lines of one key have amounts of different kinds, which have no sum", .where = {.object = key}, .expected = kind_text(sums.unit), .got = sums.other_kind,
                       .hint = "name their sources or meters, or give ChangeOptions::key a function that tells them apart"};
    double const counted = sums.counted.value();
    if (counted == 0) return side_without_amount(key, sums, std::move(side));
    if (side.activity != 0) side.share = counted / side.activity;
    if (side.activity == 0 || side.share == 0) {  // amounts cancel, what counts of them does not
        side.activity = counted;
        side.share = 1;
    }
    for (auto const& [gas, mass] : sums.gases) side.factor.add(gas, Mass::stored(mass.value() / counted));
    if (sums.has_published) side.published = Co2e::stored(sums.published.value() / counted);
    return side;
}

inline void merge(KeySums& into, KeySums const& from) {
    if (into.factors.empty()) { into = from; return; }
    if (!same_kind(into.unit, from.unit)) into.other_kind = kind_text(from.unit);
    if (!from.other_kind.empty()) into.other_kind = from.other_kind;
    double const scale = from.unit.scale() / into.unit.scale();
    into.activity += from.activity.value() * scale;
    into.counted += from.counted.value() * scale;
    for (auto const& [gas, mass] : from.gases) into.gases[gas].add(mass);
    into.published.add(from.published);
    into.has_published = into.has_published || from.has_published;
    for (auto const& [digest, use] : from.factors) into.factors.try_emplace(digest, use.first / scale, use.second);
    into.methods.insert(from.methods.begin(), from.methods.end());
}

/// Two years of sums, joined by key and map.
class KeyJoin {
public:
    KeyJoin(std::map<std::string, KeySums> before, std::map<std::string, KeySums> after) : before_(std::move(before)), after_(std::move(after)) {}

    [[nodiscard]] std::optional<Problem> apply(std::vector<KeyLink> const& map) {
        std::set<std::string> used_before;
        for (auto const& link : map) {
            bool const missing = (link.before.empty() && link.after.empty()) || (!link.before.empty() && !before_.contains(link.before)) || (!link.after.empty() && !after_.contains(link.after));
            bool const twice = !link.before.empty() && !used_before.insert(link.before).second;
            if (missing || twice)
                return Problem{.id = "change.map", .what = twice ? "the map says twice what became of a key" : "the map names a key that no line has", .where = {.object = link.before + " -> " + link.after},
                               .expected = "keys of the earlier inventory on the left, each once, and of the later one on the right", .related = near_keys(link)};
        }
        // Into a new map, because keys may change places: A becomes B while B becomes C.
        std::map<std::string, std::string> become;
        for (auto const& link : map) {
            if (link.before.empty()) opened_.insert(link.after);
            else if (link.after.empty()) closed_.insert(link.before);
            else become[link.before] = link.after;
            if (!link.before.empty() && !link.after.empty() && link.link == LineLink::moved) moved_.insert(link.after);
        }
        std::map<std::string, KeySums> renamed;
        for (auto const& [key, sums] : before_) {
            auto const at = become.find(key);
            merge(renamed[at == become.end() ? key : at->second], sums);
        }
        before_ = std::move(renamed);
        return {};
    }

    /// Rows of the joined keys; keys of one side that the map does not name are collected in `unmatched`.
    [[nodiscard]] Result<std::vector<ChangeRow>> rows(std::vector<std::string>& unmatched) const {
        std::map<std::string, ChangeRow> rows;
        for (auto const& [key, sums] : before_) {
            auto side = side_of(key, sums);
            if (!side) return std::move(side).problem();
            rows[key].before = *std::move(side);
            if (!after_.contains(key) && !closed_.contains(key)) unmatched.push_back("only before: " + key);
        }
        for (auto const& [key, sums] : after_) {
            auto side = side_of(key, sums);
            if (!side) return std::move(side).problem();
            rows[key].after = *std::move(side);
            if (!before_.contains(key) && !opened_.contains(key)) unmatched.push_back("only after: " + key);
        }
        std::vector<ChangeRow> list;
        for (auto& [key, row] : rows) {
            row.key = key;
            // A line that closed and another one that opened under its name are not one line.
            if (moved_.contains(key) || (opened_.contains(key) && closed_.contains(key))) row.link = LineLink::moved;
            list.push_back(std::move(row));
        }
        return list;
    }

private:
    [[nodiscard]] std::vector<std::string> near_keys(KeyLink const& link) const {
        std::vector<std::string> keys;
        bool const left = !link.before.empty() && !before_.contains(link.before);
        for (auto const& [key, sums] : left ? before_ : after_) keys.push_back(key);
        return nearest(left ? link.before : link.after, keys);
    }

    std::map<std::string, KeySums> before_, after_;
    std::set<std::string> opened_, closed_, moved_;
};

[[nodiscard]] inline KeyLink key_link_in(CsvReader const& in) {
    KeyLink link{.before = std::string(in.text("before")), .after = std::string(in.text("after"))};
    auto const word = trim(in["link"]);
    auto const is = [&](std::string_view each) { return equal_ignoring_case(word, each); };
    bool const both = !link.before.empty() && !link.after.empty();
    if (both && is("same")) link.link = LineLink::same;
    bool const fits = both ? is("same") || is("moved") : !link.before.empty() ? word.empty() || is("closed") : !link.after.empty() && (word.empty() || is("opened"));
    if (fits) return link;
    throw Error({.id = "change.map", .what = both ? "the map does not say whether two keys are the same line or another one" : "a row of the map is not clear", .where = in.where(in.column("link")),
                 .expected = both ? "same or moved" : "a key that was closed on the left, or one that was opened on the right", .got = in_quotes(word),
                 .hint = "same: explained like any other line; moved: its whole change is a boundary effect"});
}

}  // namespace tanji::detail

namespace tanji {

TANJI_INLINE Result<std::vector<KeyLink>> try_read_key_links(std::string_view text, std::string file, ReadLimits const& limits) {
    try {
        std::vector<KeyLink> links;
        CsvReader in(text, std::move(file), {.separator = ',', .limits = limits});
        while (in.next()) links.push_back(detail::key_link_in(in));
        return links;
    } catch (Error const& error) {
        return error.problem();
    }
}

TANJI_INLINE std::string change_key(ActivityHead const& head) {
    return head.organisation + "|" + head.site + "|" + head.source + "|" + head.meter + "|" + head.category + "|" + head.what;
}

TANJI_INLINE Result<Change> try_change_between(OrganisationInventory const& before, OrganisationInventory const& after, ChangeOptions const& options) {
    try {
        auto const total_before = before.try_total(options.filter), total_after = after.try_total(options.filter);
        if (!total_before) return total_before.problem();
        if (!total_after) return total_after.problem();
        detail::KeyJoin keys(detail::sums_by_key(before, options), detail::sums_by_key(after, options));
        if (auto problem = keys.apply(options.map)) return *std::move(problem);
        std::vector<std::string> unmatched;
        auto const rows = keys.rows(unmatched);
        if (!rows) return rows.problem();
        Problem gap{.id = "change.unmatched", .what = "lines are in one of the inventories only, and the map does not say why", .expected = "the same keys in both, or entries that say what was opened, closed or moved",
                    .got = std::to_string(unmatched.size()) + " keys without a counterpart", .hint = "add them to the map, look for missing data, or take all of them as boundary effects", .related = unmatched};
        if (!unmatched.empty() && !options.unmatched_are_boundary) return gap;
        auto draft = detail::draft_change(*rows, before.rules().gwp, after.rules().gwp, options.settings);
        if (!draft) return std::move(draft).problem();
        if (!unmatched.empty()) draft->change.findings.push_back({Severity::warning, std::move(gap)});
        return detail::finish_change(*std::move(draft), total_before->co2e.stored(), total_after->co2e.stored());
    } catch (Error const& error) {
        return error.problem();
    }
}

}  // namespace tanji
TANJI_NO_FUSING_END
