// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <map>

#include "tanji/accounting/emission.hpp"
#include "tanji/base/exact_sum.hpp"
#include "tanji/base/text.hpp"
#include "tanji/units/text.hpp"

/// \file
/// Sums of emissions. Order of arithmetic, on which records depend: amount in the factor's unit, times mass per unit (rounded
/// once), exact sum per gas (rounded once), times GWP (rounded once), exact sum over gases (rounded once).
TANJI_NO_FUSING_BEGIN
namespace tanji {
namespace detail {

/// Positive as printed, it would be added where the method subtracts.
[[nodiscard]] inline Problem deduction_problem(Factor const& factor) {
    return {.id = "factor.deduction", .what = "this factor is what a method subtracts, not an emission", .where = {.object = factor.key}, .expected = "a factor of kind direct, upstream or footprint",
            .got = "kind deduction", .hint = "only the method it belongs to may use it: " + factor.provenance.document};
}

TANJI_INLINE Emission typed_emission(double stored, std::shared_ptr<Factor const> const& factor) {
    if (factor->kind == FactorKind::deduction) throw Error(deduction_problem(*factor));
    // A typed quantity does not remember how it was written: what is recorded is its number in the factor's unit.
    double const amount = stored / factor->per.scale();
    return Emission({.entered = amount, .entered_unit = factor->per.symbol(), .unit_path = {"typed quantity"}, .amount = amount, .factor = factor});
}

/// Rule C4: the share of methane in a published CO2e is not known, and with it what another GWP set would make of it.
[[nodiscard]] inline Problem rebase_problem(Factor const& factor, GwpSet const& wanted) {
    return {.id = "gwp.rebase", .what = "this factor was published only as CO2e, so its GWP set cannot be changed", .where = {.object = factor.key},
            .expected = to_text(wanted), .got = "CO2e by " + to_text(factor.co2e_set),
            .hint = "use a factor that gives gases, the set of this one, or Co2eOptions{.keep_published = true}, which the record repeats"};
}

/// Sums of all lines: by gas, and the CO2e of factors that give no gases.
struct EmissionTotals {
    std::map<Gas, ExactSum> gases;
    std::map<std::string, ExactSum> published;  // by GWP set
};

/// Each product is rounded once, each total once. std::map, so that the order of results is that of the gases.
/// Published CO2e is kept by set, because the text of an emission must not add up what different reports weigh differently.
[[nodiscard]] inline EmissionTotals totals_of(Emission const& emission) {
    EmissionTotals totals;
    for (auto const& line : emission.lines()) {
        for (auto const& [gas, mass] : line->factor->gases) totals.gases[gas].add(line->amount * mass.stored());
        if (line->factor->co2e) totals.published[to_text(line->factor->co2e_set)].add(line->amount * line->factor->co2e->stored());
    }
    return totals;
}

}  // namespace detail

// Computed at each call, linear in the lines: a total kept beside them would have to be merged on every addition. Lines with
// a published CO2e add nothing here, since their gases are not known.
TANJI_INLINE GasMasses Emission::gases() const {
    GasMasses masses;
    for (auto const& [gas, sum] : detail::totals_of(*this).gases) masses.add(gas, Mass::stored(sum.value()));
    return masses;
}

// Refusals come before any sum, so that the message names a factor, not a total. An unstated set equals no other, itself
// included: two sources that say nothing need not mean the same. Biogenic CO2 is left out (rule C8); biogenic methane is a
// gas like others here, with the GWP of its origin.
TANJI_INLINE Result<Co2e> Emission::try_co2e(GwpSet const& set, Co2eOptions options) const {
    for (auto const& line : lines_) {
        bool const other_set = line->factor->co2e && (!(line->factor->co2e_set == set) || set == gwp::unstated());
        if (other_set && !options.keep_published) return detail::rebase_problem(*line->factor, set);
    }
    try {
        auto const totals = detail::totals_of(*this);
        ExactSum sum;
        for (auto const& [gas, mass] : totals.gases) {
            if (gas == gas::co2_biogenic) continue;
            auto const value = set.find(gas);
            if (!value) return value.problem();
            sum.add(mass.value() * value->value);
        }
        for (auto const& [name, co2e] : totals.published) sum.add(co2e.value());
        return Co2e::stored(sum.value());
    } catch (Error const& error) {  // a sum above the largest double
        return error.problem();
    }
}

// Gases, not CO2e: no GWP set has been chosen when something is merely printed. Published CO2e names its set.
TANJI_INLINE std::string to_text(Emission const& emission) {
    std::vector<std::string> parts;
    for (auto const& [gas, mass] : emission.gases()) parts.push_back(to_text(mass) + " " + to_text(gas));
    for (auto const& [set, sum] : detail::totals_of(emission).published) parts.push_back(to_text(Co2e::stored(sum.value())) + " (" + set + ")");
    return parts.empty() ? "nothing" : join(parts, ", ");
}

// The conversion is written down even though it is trivial: unit mistakes are the most common ones, and this is where they show.
TANJI_INLINE Result<Emission> try_emission(Amount const& amount, std::shared_ptr<Factor const> factor) {
    if (!factor) return Problem{.id = "factor.per", .what = "there is no factor", .expected = "a factor per " + kind_text(amount.unit), .got = "a null handle"};
    if (factor->kind == FactorKind::deduction) return detail::deduction_problem(*factor);
    if (!same_kind(amount.unit, factor->per)) {
        return Problem{.id = "factor.per", .what = "the amount is not what the factor is per", .where = {.object = factor->key},
                       .expected = kind_text(factor->per) + ", like " + factor->per.symbol(), .got = to_text(amount) + ", which is " + kind_text(amount.unit)};
    }
    EmissionLine line{.entered = amount.value, .entered_unit = amount.unit.symbol(), .unit_path = {}, .amount = amount.value, .factor = std::move(factor)};
    double const from = amount.unit.scale();
    double const to = line.factor->per.scale();
    if (from != to) {
        line.amount = amount.value * from / to;
        line.unit_path.push_back(amount.unit.symbol() + " to " + line.factor->per.symbol() + ": x " + number_text(from) + " / " + number_text(to));
    }
    if (!(line.amount - line.amount == 0.0)) {
        return Problem{.id = "number.not-finite", .what = "an amount is not finite", .expected = "a finite number", .got = number_text(line.amount)};
    }
    return Emission(std::move(line));
}

}  // namespace tanji
TANJI_NO_FUSING_END
