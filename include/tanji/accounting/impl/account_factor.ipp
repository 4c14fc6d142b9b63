// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <map>
#include <unordered_map>

#include "tanji/accounting/account.hpp"
#include "tanji/accounting/impl/inventory_tally.ipp"
#include "tanji/base/text.hpp"
#include "tanji/factors/blend.hpp"
#include "tanji/units/text.hpp"

/// \file
/// Which factor a meter's lines meet, and how their unit gets to it. Everything here happens once for each distinct look-up, not
/// once for each line.
namespace tanji::detail {

/// The unit after the conversions that the line brings, with the way there.
struct ConvertedUnit {
    Unit unit{};
    double from = 1;  // storage units in one entered, conversions included
    std::vector<std::string> path{};
};

/// True if the unit is one kind to the power `power`, and nothing more than that kind matters.
[[nodiscard]] inline bool has_term(Unit const& unit, Kind kind, int power) {
    for (auto const& term : unit.terms()) {
        if (term.kind == kind && term.power == power) return true;
    }
    return false;
}

/// Applies one conversion: multiplied where it is per what we have ("GJ net/t" to tonnes), divided where it gives what we have.
/// Where neither cancels, the conversion was meant for something else.
[[nodiscard]] inline std::optional<Problem> apply_conversion(ConvertedUnit& at, ActivityConversion const& conversion) {
    bool const single = at.unit.terms().size() == 1 && at.unit.terms()[0].power == 1;
    Kind const kind = single ? at.unit.terms()[0].kind : Kind{};
    bool const times = single && has_term(conversion.unit, kind, -1);
    bool const over = single && !times && has_term(conversion.unit, kind, 1);
    if (!times && !over) {
        return Problem{.id = "activity.conversion", .what = "a conversion does not fit the unit of the line", .where = {.object = "conversion"},
                       .expected = "something per " + kind_text(at.unit) + ", or " + kind_text(at.unit) + " per something", .got = conversion.text + ", which is " + kind_text(conversion.unit),
                       .hint = "the amount is in " + at.unit.symbol() + " before it"};
    }
    auto next = times ? try_multiply(at.unit, conversion.unit) : try_divide(at.unit, conversion.unit);
    if (!next) return next.problem();
    double const scaled = conversion.value * conversion.unit.scale();
    at.from = times ? at.from * scaled : at.from / scaled;
    at.path.push_back((times ? "x " : "/ ") + conversion.text);
    at.unit = *std::move(next);
    return {};
}

[[nodiscard]] inline Result<ConvertedUnit> converted_unit(ActivityHead const& head) {
    ConvertedUnit at{.unit = head.parsed_unit, .from = head.parsed_unit.scale(), .path = {}};
    for (auto const& conversion : head.conversions) {
        if (auto problem = apply_conversion(at, conversion)) return *std::move(problem);
    }
    return at;
}

[[nodiscard]] inline bool is_money(Unit const& unit) { return unit.terms().size() == 1 && unit.terms()[0].power == 1 && is_currency(unit.terms()[0].kind); }
/// Code and price year, with the bit for purchaser's prices left out: those of kind.hpp.
[[nodiscard]] inline std::uint32_t currency_code(Kind kind) noexcept { return static_cast<std::uint32_t>(kind) & 0xffffu; }
[[nodiscard]] inline int currency_year(Kind kind) noexcept { return static_cast<int>(static_cast<std::uint32_t>(kind) >> 16u & 0x1fffu); }

/// Money met another money: every step between them must have been given. What was paid in 2023 is not what a factor per EUR of 2019
/// counts, and neither inflation nor exchange is known to a library.
[[nodiscard]] inline std::optional<Problem> apply_prices(ConvertedUnit& at, ActivityHead const& head, Factor const& factor) {
    if (!is_money(at.unit) || !is_money(factor.per)) return {};
    Kind const ours = at.unit.terms()[0].kind;
    Kind const theirs = factor.per.terms()[0].kind;
    int const our_year = currency_year(ours) != 0 ? currency_year(ours) : head.price_year;
    int const their_year = currency_year(theirs) != 0 ? currency_year(theirs) : factor.year;
    auto const missing = [&](std::string what, std::string expected, std::string got) {
        return Problem{.id = "activity.spend", .what = std::move(what), .where = {.object = factor.key}, .expected = std::move(expected), .got = std::move(got),
                       .hint = "the column of this name: neither inflation nor exchange is known here"};
    };
    if (our_year == 0) return missing("an amount of money has no price year", "price_year: the year in which it was paid", "nothing");
    if (our_year != their_year && !head.price_ratio) {
        return missing("prices of two years meet without a ratio", "price_ratio: price level of " + std::to_string(our_year) + " over that of " + std::to_string(their_year), "nothing");
    }
    if (currency_code(ours) != currency_code(theirs) && !head.exchange_rate) {
        return missing("two currencies meet without a rate", "exchange_rate: " + at.unit.symbol() + " for one " + factor.per.symbol(), "nothing");
    }
    if (our_year != their_year) {
        at.from /= *head.price_ratio;
        at.path.push_back("/ " + number_text(*head.price_ratio) + " (prices of " + std::to_string(our_year) + " to " + std::to_string(their_year) + ")");
    }
    if (currency_code(ours) != currency_code(theirs)) {
        at.from /= *head.exchange_rate;
        at.path.push_back("/ " + number_text(*head.exchange_rate) + " (" + at.unit.symbol() + " per " + factor.per.symbol() + ")");
    }
    at.unit = factor.per;
    return {};
}

/// The factor with the way to it. The unit that was entered and the one the factor is per must be of one kind after the conversions.
[[nodiscard]] inline Result<AppliedFactor> applied_factor(ActivityHead const& head, std::shared_ptr<Factor const> factor) {
    auto at = converted_unit(head);
    if (!at) return at.problem();
    if (auto problem = apply_prices(*at, head, *factor)) return *std::move(problem);
    if (!same_kind(at->unit, factor->per)) {
        bool const heat = at->unit.terms().size() == 1 && (at->unit.terms()[0].kind == Kind::net_heat || at->unit.terms()[0].kind == Kind::gross_heat);
        return Problem{.id = "activity.kind", .what = "the line is not measured in what the factor is per", .where = {.object = factor->key},
                       .expected = kind_text(factor->per) + ", like " + factor->per.symbol(), .got = head.unit + ", which is " + kind_text(at->unit),
                       .hint = heat ? "net and gross heat differ by 5 to 10 %: give the ratio as a conversion, like 0.9 GJ net/GJ gross"
                                    : "a conversion column can lead from one to the other: a heating value, a density, a mass per piece"};
    }
    AppliedFactor applied{.factor = std::move(factor), .per_entered = 1, .entered_unit = head.unit, .unit_path = std::move(at->path)};
    double const to = applied.factor->per.scale();
    if (at->from != to) {
        applied.per_entered = at->from / to;
        applied.unit_path.push_back(head.unit + " to " + applied.factor->per.symbol() + ": x " + number_text(applied.per_entered));
    }
    return applied;
}

/// CO2 factors and footprint factors are different things: scopes 1 and 2 take what is released where the energy is made (rule C2), and
/// a deduction belongs to the method it was printed for.
[[nodiscard]] inline std::optional<Problem> wrong_stage(Factor const& factor, Category const& category) {
    bool const direct_only = category.scope != 3;
    if (factor.kind == FactorKind::direct || (!direct_only && factor.kind != FactorKind::deduction)) return {};
    return Problem{.id = "account.stage", .what = "this stage of a factor does not belong into this category", .where = {.object = factor.key},
                   .expected = direct_only ? "a direct factor for " + category.key : "an emission factor",
                   .got = std::string(to_text(factor.kind)), .hint = direct_only ? "upstream emissions of fuels and energy are lines of category fuel-and-energy" : ""};
}

/// What both the rule set and the caller allow: a rule that knows no fall-back is not widened by an option, nor the other way round.
[[nodiscard]] inline FallBacks allowed_fall_backs(RuleSet const& rules, AccountOptions const& options) {
    FallBacks allowed;
    if (!options.allow_fall_backs) return allowed;
    for (auto const& each : rules.fall_backs) {
        if (each.kind == to_text(FallBackKind::parent_region)) allowed.parent_region = true;
        if (each.kind == to_text(FallBackKind::neighbour_year)) allowed.max_years = each.limit;
        if (each.kind == to_text(FallBackKind::proxy)) allowed.proxies = options.proxies;
    }
    return allowed;
}

/// "gas: SF6", "gas: HFC-32 50, HFC-125 50": what is let out needs no table, only its composition. The prefix is what tells it from words of a factor.
inline constexpr std::string_view gas_prefix = "gas:";
[[nodiscard]] inline bool states_gas(ActivityHead const& head) noexcept { return head.factor_key.empty() && head.what.starts_with(gas_prefix); }

/// Looks factors up, each distinct question once.
class FactorFinder {
public:
    FactorFinder(FactorDatabase const& database, RuleSet const& rules, AccountOptions const& options)
        : database_(database), fall_backs_(allowed_fall_backs(rules, options)), as_of_(options.as_of) {}

    [[nodiscard]] Result<FactorMatch> const& find(ActivityHead const& head, std::string const& place, int year) {
        auto const unit = converted_unit(head);
        std::string key = head.factor_key;
        for (auto const* text : {&head.factor_edition, &head.what, &place, &head.kind, &head.technology}) (key += '\x1f') += *text;
        key += '\x1f' + std::to_string(head.factor_year != 0 ? head.factor_year : year) + '\x1f' + (unit ? kind_text(unit->unit) : std::string("?") + head.unit);
        auto const at = known_.find(key);
        if (at != known_.end()) return at->second;
        auto const& found = known_.emplace(std::move(key), unit ? look_up(head, place, year, unit->unit) : Result<FactorMatch>(unit.problem())).first->second;
        if (!found) ++misses_;
        return found;
    }

    /// Different look-ups that found nothing: each reads all factors to say what is near.
    [[nodiscard]] std::size_t misses() const noexcept { return misses_; }
    [[nodiscard]] std::size_t lookups() const noexcept { return known_.size(); }

private:
    [[nodiscard]] Result<FactorMatch> look_up(ActivityHead const& head, std::string const& place, int year, Unit const& unit) const {
        if (!head.factor_key.empty()) return pinned(head);
        if (states_gas(head)) {
            auto factor = try_released_factor(std::string_view(head.what).substr(gas_prefix.size()));
            if (!factor) return factor.problem();
            return FactorMatch{.factor = std::make_shared<Factor const>(*std::move(factor))};
        }
        FactorRequest request{.what = head.what, .region = place, .year = head.factor_year != 0 ? head.factor_year : year,
                              .kind = head.kind.empty() ? FactorKind::direct : *try_parse_factor_kind(head.kind), .technology = head.technology,
                              .edition = head.factor_edition, .as_of = as_of_, .fall_backs = fall_backs_};
        if (!is_money(unit)) request.per = unit;  // money: the line brings rate and ratio, and applied_factor() says what is missing
        auto match = find_factor(database_, request);
        if (match || !request.per) return match;
        // A miss by unit alone is the commonest mistake, so it is told apart: the factor is there, but per something else.
        request.per.reset();
        auto const other = find_factor(database_, request);
        if (!other) return match;
        auto const applied = applied_factor(head, other->factor);
        return applied ? match : Result<FactorMatch>(applied.problem());
    }

    [[nodiscard]] Result<FactorMatch> pinned(ActivityHead const& head) const {
        auto found = database_.find_key(head.factor_key);
        if (!found) return found.problem();
        std::string const& edition = (*found)->provenance.edition;
        if (!head.factor_edition.empty() && edition != head.factor_edition) {
            return Problem{.id = "account.edition", .what = "the factor is of another edition than the line names", .where = {.object = head.factor_key}, .expected = head.factor_edition, .got = edition,
                           .hint = "the key of that edition's factor, or no factor_edition"};
        }
        return FactorMatch{.factor = *found};
    }

    FactorDatabase const& database_;
    FallBacks fall_backs_;
    std::optional<Date> as_of_;
    std::unordered_map<std::string, Result<FactorMatch>> known_;
    std::size_t misses_ = 0;
};

/// Terms for sums. Not part of AppliedFactor because they follow from it.
[[nodiscard]] inline FactorTerms factor_terms(AppliedFactor const& applied, OrganisationInventory::Content& content) {
    FactorTerms terms;
    double const scale = applied.per_entered * applied.share;
    for (auto const& [gas, mass] : applied.factor->gases) terms.gases.emplace_back(gas, scale * mass.stored());
    // Rule C8: wood and biogas state no other CO2, so their N2O is biogenic too; nothing tells which part of a blend's is.
    auto const& gases = applied.factor->gases;
    bool const all_biogenic = gases.find(gas::co2_biogenic) && !gases.find(gas::co2_fossil) && !gases.find(gas::co2_land_use);
    if (auto const n2o = gases.find(gas::n2o); all_biogenic && n2o) terms.biogenic_n2o = scale * n2o->stored();
    if (applied.factor->co2e) {
        std::string const set = to_text(applied.factor->co2e_set);
        std::uint32_t index = 0;
        while (index < content.sets.size() && content.sets[index] != set) ++index;
        if (index == content.sets.size()) content.sets.push_back(set);
        terms.published.emplace_back(index, scale * applied.factor->co2e->stored());
    }
    if (!applied.factor->not_estimated.empty()) {
        std::size_t index = 0;
        while (index < content.incomplete.size() && content.incomplete[index] != applied.factor.get()) ++index;
        if (index == content.incomplete.size()) content.incomplete.push_back(applied.factor.get());
        terms.factor = static_cast<std::uint32_t>(index + 1);
    }
    terms.counts = applied.share != 0;
    return terms;
}

}  // namespace tanji::detail
