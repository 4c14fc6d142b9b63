// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <utility>

#include "tanji/accounting/impl/electricity_detail.ipp"
#include "tanji/accounting/product_electricity.hpp"
#include "tanji/base/exact_sum.hpp"
#include "tanji/base/text.hpp"
#include "tanji/claims/impl/registry_detail.ipp"
#include "tanji/units/parse.hpp"

/// \file
/// Rule C2: which footprint factor a kWh gets.
namespace tanji {

TANJI_INLINE Result<FootprintFactors> try_footprint_factors(FactorDatabase const& factors, std::string_view region, int year) {
    auto const find = [&](std::string what) {
        return factors.find({.what = std::move(what), .region = std::string(region), .year = year, .kind = FactorKind::footprint}, Kind::energy, "Energy");
    };
    auto average = find("electricity, grid");
    if (!average) return std::move(average).problem();
    // Not every year's lines were published; who claims a technology needs them and is told.
    auto const lines = find("electricity, transmission and distribution");
    return FootprintFactors{*average, lines ? *lines : nullptr, factors, std::string(region), year};
}

// Never zero and never another technology: a claim on geothermal power, for which nothing is published, is an error that says so.
TANJI_INLINE Result<std::shared_ptr<Factor const>> try_technology_footprint(FootprintFactors const& factors, std::string_view word) {
    auto const technology = find_technology(word);
    if (!technology) return technology.problem();
    Problem const missing{.id = "electricity.footprint-factor", .what = "there is no footprint factor for this technology", .where = {.object = technology->technology + ", " + factors.region},
                          .expected = "a published footprint factor for " + std::to_string(factors.year), .got = "nothing", .hint = "zero is not one: use the average, or a factor of your own"};
    if (technology->footprint_what.empty()) return missing;
    auto found = factors.database.find({.what = technology->footprint_what, .region = factors.region, .year = factors.year, .kind = FactorKind::footprint}, Kind::energy, "Energy");
    if (found) return *found;
    auto problem = missing;
    problem.related = {to_text(found.problem())};
    return problem;
}

TANJI_INLINE Result<Emission> try_footprint_emission(WattHours amount, std::shared_ptr<Factor const> factor) {
    if (!factor || factor->kind != FactorKind::footprint) {
        return Problem{.id = "electricity.kind", .what = "a footprint needs a footprint factor of electricity", .where = {.object = factor ? factor->key : "no factor"}, .expected = "footprint",
                       .got = factor ? std::string(to_text(factor->kind)) : "nothing", .hint = "direct factors leave out fuels' upstream and the lines; the zero of green power is for inventories only"};
    }
    return try_emission(Amount{static_cast<double>(amount) / 1000.0, try_unit("kWh").value()}, std::move(factor));
}

// Generation and lines are two lines of the emission, so that its record shows both factors.
TANJI_INLINE Emission ProductElectricity::emission() const {
    Emission sum;
    for (auto const& part : parts) {
        sum += try_footprint_emission(part.amount, part.generation).value();
        if (part.lines) sum += try_footprint_emission(part.amount, part.lines).value();
    }
    return sum;
}

namespace detail {

[[nodiscard]] inline std::shared_ptr<Factor const> needed_lines(FootprintFactors const& factors) {
    if (factors.lines) return factors.lines;
    throw Error({.id = "electricity.footprint-factor", .what = "the footprint of transmission and distribution is not known", .where = {.object = factors.region + ", " + std::to_string(factors.year)},
                 .expected = "a published factor with losses", .got = "nothing", .hint = "without it a claim would lack its lines: use the average for this year"});
}

/// What a product may take of its own site's generation: by its share of the consumption, since nobody assigned it.
[[nodiscard]] inline WattHours product_own_share(Registry const& registry, Consumption const& consumption, WattHours used, WattHours rest) {
    if (consumption.amount == 0) return 0;
    return (std::min)(rest, share_down(used, registry.balance(consumption.id).own, (std::max)(used, consumption.amount)));
}

}  // namespace detail

TANJI_INLINE Result<ProductElectricity> try_product_electricity(Registry const& registry, std::string_view product, std::string_view id, WattHours used, ElectricityRules const& rules,
                                                                FootprintFactors const& factors) {
    try {
        auto const consumption = detail::known_consumption(registry.store(), id);
        ProductElectricity out;
        WattHours rest = used;
        for (auto const& allotment : registry.store().allotments_to(id)) {
            for (auto const& draw : registry.store().draws_on(allotment.certificate)) {
                if (draw.view != ClaimView::product || draw.subject != product) continue;
                auto const certificate = detail::known_certificate(registry.store(), draw.certificate);
                if (auto const checks = check_criteria(registry, certificate, consumption, rules); !all_met(checks)) {
                    detail::unproven_claim(rules, "certificate " + certificate.id + " for product " + std::string(product), checks, out.findings);
                    continue;
                }
                out.parts.push_back({draw.amount, "certificate " + certificate.id + (draw.pooled ? " (pooled)" : ""), try_technology_footprint(factors, certificate.technology).value(), detail::needed_lines(factors)});
                rest -= draw.amount;
            }
        }
        if (rest < 0) {
            throw Error({.id = "electricity.overdrawn", .what = "a product drew more certified electricity than it used", .where = {.object = "product " + std::string(product)},
                         .expected = "at most " + watt_hours_text(used), .got = watt_hours_text(used - rest)});
        }
        if (auto const own = detail::product_own_share(registry, consumption, used, rest); own > 0 && all_met(check_own_criteria(consumption))) {
            // A neighbour's electricity uses the lines; what never left the site does not.
            auto const lines = consumption.supply == SupplyRoute::neighbour ? detail::needed_lines(factors) : nullptr;
            out.parts.push_back({own, "device " + consumption.device, try_technology_footprint(factors, consumption.technology).value(), lines});
            rest -= own;
        }
        if (rest > 0) {
            out.parts.push_back({rest, "grid average", factors.average, nullptr});
            detail::find_once(out.findings, Severity::note, {.id = "electricity.contains-certified", .what = "the rest takes the average footprint, which contains what others claim",
                                                             .expected = "a residual footprint factor", .got = factors.average->key, .hint = "none is published"});
        }
        return out;
    } catch (Error const& error) {
        return error.problem();
    }
}

namespace detail {

/// kg CO2e per kWh of a footprint factor, as published, or of its fossil CO2 where gases are stated.
[[nodiscard]] inline double kg_per_kwh(Factor const& factor) {
    if (factor.co2e) return factor.co2e->stored();
    return factor.gases.find(gas::co2_fossil).value_or(Mass::stored(0)).stored();
}

}  // namespace detail

// Footprint less the direct rate that scope 2 took for the same kWh; with lines only where the electricity used them. Unclaimed kWh take the difference
// of the averages: scope 2's residual mix has no footprint of its own.
TANJI_INLINE Result<EnergyRelated> try_energy_related(Registry const& registry, ElectricityResult const& result, ElectricityFactors const& direct, FootprintFactors const& factors) {
    try {
        EnergyRelated out;
        ExactSum sum;
        double const average = detail::kg_per_kwh(*factors.average) - detail::kg_per_kwh(*detail::needed_factor(direct.grid, "grid average", result.rule_set));
        for (auto const& part : result.market) {
            double rate = average;
            if (part.basis == ClaimBasis::certificate || part.basis == ClaimBasis::own_generation) {
                auto const consumption = detail::known_consumption(registry.store(), part.consumption);
                bool const by_wire = part.basis == ClaimBasis::own_generation && consumption.supply != SupplyRoute::neighbour;
                auto const technology = part.basis == ClaimBasis::certificate ? detail::known_certificate(registry.store(), part.source).technology : consumption.technology;
                rate = detail::kg_per_kwh(*try_technology_footprint(factors, technology).value()) + (by_wire ? 0 : detail::kg_per_kwh(*detail::needed_lines(factors))) - detail::kg_per_kwh(*part.factor);
            }
            if (rate < 0) {
                throw Error({.id = "electricity.negative-upstream", .what = "upstream and lines come out below zero", .where = {.object = "consumption " + part.consumption},
                             .expected = "a footprint factor above the direct one", .got = number_text(rate, 6) + " kg/kWh", .hint = "direct and footprint factors must be of one place and year"});
            }
            sum += static_cast<double>(part.amount) / 1000.0 * rate;
        }
        out.kg_co2e = sum.value();
        out.findings.push_back({Severity::note, {.id = "electricity.upstream-by-difference", .what = "upstream and lines are footprint less direct factor", .expected = "separate factors",
                                                 .got = factors.average->key, .hint = "a CO2-only direct factor leaves its methane in scope 3 here"}});
        return out;
    } catch (Error const& error) {
        return error.problem();
    }
}

}  // namespace tanji
