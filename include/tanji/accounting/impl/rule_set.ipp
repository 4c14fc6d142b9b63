// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <charconv>
#include <cmath>

#include "tanji/accounting/impl/data/rules_rule_sets.ipp"
#include "tanji/accounting/impl/data/rules_rule_settings.ipp"
#include "tanji/accounting/rule_set.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/sha256.hpp"
#include "tanji/base/text.hpp"

/// \file
/// Editions of rules, and which of them is in force. What must stay true: an edition that is only known, not held, still bars
/// the older one (rule C11): not having read a new rule is no reason to go on with the old one unnoticed.
namespace tanji {

TANJI_INLINE std::string_view to_text(RuleStatus status) noexcept {
    switch (status) {
        case RuleStatus::in_force: return "in-force";
        case RuleStatus::superseded: return "superseded";
        case RuleStatus::draft: return "draft";
    }
    return "?";
}

TANJI_INLINE std::string to_text(RuleSet const& rules) { return rules.id + " " + rules.edition + " (" + rules.name_en + ")"; }

namespace detail {

/// Rounds a run of decimal digits in place after `keep` of them; true if the first digit carried over.
[[nodiscard]] inline bool round_digits(std::string& digits, std::size_t keep, RoundingMode mode) {
    char const next = digits[keep];
    bool const rest = digits.find_first_not_of('0', keep + 1) != std::string::npos;
    bool const odd = keep > 0 && (digits[keep - 1] - '0') % 2 != 0;
    bool up = next > '5' || (next == '5' && (rest || mode == RoundingMode::half_up || odd));
    digits.resize(keep);
    for (std::size_t i = keep; up && i-- > 0;) {
        up = digits[i] == '9';
        digits[i] = up ? '0' : static_cast<char>(digits[i] + 1);
    }
    return up;
}

}  // namespace detail

// On the shortest decimal text that reads back the same, d.ddde+xx: 2.675 is what people see, although the double lies below it.
TANJI_INLINE double rounded(double value, int decimals, RoundingMode mode) {
    if (value == 0 || !std::isfinite(value)) return value;
    char buffer[64];
    auto const end = std::to_chars(buffer, buffer + sizeof buffer, std::abs(value), std::chars_format::scientific).ptr;
    std::string const text(buffer, end);
    auto const e = text.find('e');
    int exponent = 0;
    bool const minus = text[e + 1] == '-';
    std::from_chars(text.data() + e + 2, text.data() + text.size(), exponent);
    if (minus) exponent = -exponent;
    std::string digits = text.substr(0, 1) + (e > 2 ? text.substr(2, e - 2) : std::string());
    int const keep = exponent + 1 + decimals;  // digits in front of the place of rounding
    if (keep >= static_cast<int>(digits.size())) return value;
    if (keep < 0) return 0;
    if (detail::round_digits(digits, static_cast<std::size_t>(keep), mode)) {
        digits.insert(digits.begin(), '1');
    }
    if (digits.empty()) return 0;
    std::string const again = digits + "e" + std::to_string(-decimals);
    double const size = parse_number(again).value_or(0);
    return value < 0 ? -size : size;
}

namespace detail {

[[nodiscard]] inline std::optional<Date> rule_date(CsvReader const& in, std::string_view column) {
    if (in[column].empty()) return {};
    return parse_date(in[column]);
}

[[nodiscard]] inline std::vector<AllowedFallBack> rule_fall_backs(std::string_view text) {
    std::vector<AllowedFallBack> allowed;
    for (auto const word : split(text, ' ')) {
        if (word.empty()) continue;
        auto const colon = word.find(':');
        auto const limit = colon == std::string_view::npos ? 0 : parse_integer(word.substr(colon + 1)).value_or(0);
        allowed.push_back({std::string(word.substr(0, colon)), static_cast<int>(limit)});
    }
    return allowed;
}

/// Throws Error with the row's place: the caller turns it into a Result.
[[nodiscard]] inline RuleSet rule_set_row(CsvReader const& in) {
    RuleSet rules;
    rules.id = in["id"];
    rules.edition = in["edition"];
    rules.held = in["held"] == "yes";
    rules.name_en = in["name_en"];
    rules.name_zh = in["name_zh"];
    rules.document = in["document"];
    rules.released = rule_date(in, "released");
    rules.valid_from = rule_date(in, "valid_from");
    rules.valid_to = rule_date(in, "valid_to");
    for (auto const status : {RuleStatus::in_force, RuleStatus::superseded, RuleStatus::draft}) {
        if (in["status"] == to_text(status)) rules.status = status;
    }
    if (in["status"] != to_text(rules.status)) {
        throw Error({.id = "rules.table", .what = "this is no status of a rule set", .where = in.where(in.column("status")), .expected = "in-force, superseded or draft", .got = in_quotes(in["status"])});
    }
    if (!in["gwp_set"].empty()) rules.gwp = try_parse_gwp_set(in["gwp_set"]).value();
    else if (rules.held) throw Error({.id = "rules.table", .what = "a rule set that is held names no GWP set", .where = in.where(in.column("gwp_set")), .expected = "like AR6-100", .got = "an empty field"});
    rules.view = in["view"];
    rules.fall_backs = rule_fall_backs(in["fall_backs"]);
    rules.rounding = {static_cast<int>(in.number("round_decimals")), std::string(in["round_unit"]), in["round_mode"] == "half-up" ? RoundingMode::half_up : RoundingMode::half_even};
    rules.confidence = try_parse_confidence(in["confidence"]).value();
    return rules;
}

inline void add_rule_settings(std::vector<RuleSet>& sets, std::string_view text, std::string const& file) {
    CsvReader in(text, file);
    while (in.next()) {
        auto const at = std::find_if(sets.begin(), sets.end(), [&](RuleSet const& set) { return set.id == in["rule_set"] && set.edition == in["edition"]; });
        if (at == sets.end()) {
            throw Error({.id = "rules.table", .what = "a setting of a rule set that is not there", .where = in.where(in.column("rule_set")), .expected = "id and edition of a rule set",
                         .got = std::string(in["rule_set"]) + " " + std::string(in["edition"])});
        }
        at->settings.push_back({std::string(in["name"]), std::string(in["value"]), std::string(in["clause"]), try_parse_confidence(in["confidence"]).value()});
    }
}

/// Days on which an edition is in force, as far as they lie in the period.
[[nodiscard]] inline bool in_force_on(RuleSet const& set, Date day) noexcept {
    return set.status != RuleStatus::draft && set.valid_from && *set.valid_from <= day && (!set.valid_to || day <= *set.valid_to);
}

}  // namespace detail

TANJI_INLINE Result<std::vector<RuleSet>> try_read_rule_sets(std::string_view sets, std::string_view settings, std::string file) {
    try {
        std::vector<RuleSet> all;
        CsvReader in(sets, file);
        Sha256 hash;
        hash.add(sets);
        hash.add(settings);
        while (in.next()) {
            all.push_back(detail::rule_set_row(in));
            all.back().file_hash = hash.hex();
        }
        if (!settings.empty()) detail::add_rule_settings(all, settings, file + " (settings)");
        return all;
    } catch (Error const& error) {
        return error.problem();
    }
}

TANJI_INLINE std::span<RuleSet const> all_rule_sets() {
    static std::vector<RuleSet> const table = try_read_rule_sets(detail::data_rules_rule_sets(), detail::data_rules_rule_settings(), "data/rules/rule-sets.csv").value();
    return table;
}

namespace detail {

/// The edition asked for by name, or else the one in force on the last day of the period: statements are drawn up at its end.
[[nodiscard]] inline Result<RuleSet const*> chosen_edition(std::vector<RuleSet const*> const& editions, Period const& period, RuleSetOptions const& options) {
    std::vector<std::string> known;
    for (auto const* set : editions) known.push_back(set->edition + " (" + std::string(to_text(set->status)) + ")");
    for (auto const* set : editions) {
        if (options.edition.empty() ? in_force_on(*set, period.last()) : set->edition == options.edition) return set;
    }
    if (!options.edition.empty()) {
        return Problem{.id = "rules.edition", .what = "there is no such edition of this rule", .where = {.object = editions.front()->id}, .expected = "one of " + join(known, ", "), .got = in_quotes(options.edition)};
    }
    return Problem{.id = "rules.not-in-force", .what = "no edition of this rule is in force in the period", .where = {.object = editions.front()->id}, .expected = join(known, ", "),
                   .got = to_text(period), .hint = "name the edition, if it is meant for this period"};
}

[[nodiscard]] inline std::string edition_text(RuleSet const& set) {
    return set.id + " " + set.edition + " (" + set.document + (set.valid_from ? ", in force from " + to_text(*set.valid_from) : "") + ")";
}

/// Rule C11: a later edition that is in force on any day of the period, held or not.
[[nodiscard]] inline RuleSet const* newer_edition(std::vector<RuleSet const*> const& editions, RuleSet const& chosen, Period const& period) {
    RuleSet const* newest = nullptr;
    for (auto const* set : editions) {
        if (set == &chosen || !set->valid_from || set->status == RuleStatus::draft || *set->valid_from > period.last()) continue;
        bool const later = !chosen.valid_from || *set->valid_from > *chosen.valid_from;
        if (later && (!newest || *set->valid_from > *newest->valid_from)) newest = set;
    }
    return newest;
}

/// What has to be allowed, and what results then repeat.
[[nodiscard]] inline std::optional<Problem> permit(RuleSet& rules, RuleSet const* newer, RuleSetOptions const& options, Period const& period) {
    if (rules.status == RuleStatus::draft) {
        if (!options.allow_draft) {
            return Problem{.id = "rules.draft", .what = "this rule is a draft", .where = {.object = edition_text(rules)}, .expected = "a rule in force",
                           .got = "a draft", .hint = "RuleSetOptions{.allow_draft = true}, or --draft, takes it; every output then says draft"};
        }
        rules.warnings.push_back("draft: " + edition_text(rules) + " is not in force");
    }
    if (!newer) return {};
    if (!options.allow_other_edition) {
        return Problem{.id = "rules.newer-edition", .what = "a newer edition of the rule is in force in this period", .where = {.object = rules.id},
                       .expected = edition_text(*newer), .got = edition_text(rules) + " for " + to_text(period),
                       .hint = newer->held ? "use the newer edition, or permit the older one; the result then carries a warning"
                                           : "the newer edition is known but not held here; permit the older one only if that is right, the result then carries a warning"};
    }
    rules.warnings.push_back(edition_text(rules) + " was used although " + edition_text(*newer) + " is in force in " + to_text(period));
    return {};
}

}  // namespace detail

TANJI_INLINE Result<RuleSet> find_rule_set(std::span<RuleSet const> among, std::string_view id, Period const& period, RuleSetOptions const& options) {
    std::vector<RuleSet const*> editions;
    std::vector<std::string> ids;
    for (auto const& set : among) {
        if (equal_ignoring_case(set.id, id)) editions.push_back(&set);
        if (std::find(ids.begin(), ids.end(), set.id) == ids.end()) ids.push_back(set.id);
    }
    if (editions.empty()) {
        return Problem{.id = "rules.unknown", .what = "there is no rule set of this name", .expected = "one of " + join(ids, ", "), .got = in_quotes(id), .related = nearest(id, ids)};
    }
    auto const chosen = detail::chosen_edition(editions, period, options);
    if (!chosen) return chosen.problem();
    RuleSet rules = **chosen;
    if (!rules.held) {
        return Problem{.id = "rules.newer-edition", .what = "the edition in force is known, but not held", .where = {.object = rules.id}, .expected = detail::edition_text(rules),
                       .got = "older editions only, for " + to_text(period), .hint = "name an older edition and permit it; the result then carries a warning"};
    }
    if (auto problem = detail::permit(rules, detail::newer_edition(editions, rules, period), options, period)) return *std::move(problem);
    return rules;
}

TANJI_INLINE Result<RuleSet> RuleSet::find(std::string_view id, Period const& period, RuleSetOptions const& options) {
    return find_rule_set(all_rule_sets(), id, period, options);
}

// The same set is no override: a caller who names what the rule says anyway is inside it.
TANJI_INLINE RuleSet RuleSet::with_gwp(GwpSet const& set) const {
    RuleSet other = *this;
    if (set == gwp) return other;
    other.gwp = set;
    other.gwp_overridden = true;
    other.warnings.push_back("GWP set " + to_text(set) + " in place of " + to_text(gwp) + ": outside the rule");
    return other;
}

TANJI_INLINE Result<RuleSetting> RuleSet::setting(std::string_view name) const {
    std::vector<std::string> known;
    for (auto const& each : settings) {
        if (each.name == name) return each;
        known.push_back(each.name);
    }
    return Problem{.id = "rules.setting", .what = "the rule set does not say this", .where = {.object = id + " " + edition}, .expected = std::string(name), .got = "no such setting", .related = std::move(known)};
}

}  // namespace tanji
