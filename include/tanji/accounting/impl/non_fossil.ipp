// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <utility>

#include "tanji/accounting/electricity_factors.hpp"
#include "tanji/accounting/non_fossil.hpp"
#include "tanji/base/exact_sum.hpp"
#include "tanji/base/text.hpp"
#include "tanji/claims/impl/registry_detail.ipp"

/// \file
/// The formulas of the 2026 guide. Sums and differences are exact and rounded once, so that a cap that is met to the kWh is met.
namespace tanji {

namespace detail {

/// An input with its name for messages.
struct NamedNumber {
    std::string_view name;
    double value;
    bool may_be_negative = false;
};

/// Throws "non-fossil.input" for the first that is below zero where it must not be, or not finite.
inline void check_non_fossil(std::initializer_list<NamedNumber> numbers) {
    for (auto const& [name, value, may_be_negative] : numbers) {
        if (std::isfinite(value) && (value >= 0 || may_be_negative)) continue;
        throw Error({.id = "non-fossil.input", .what = "an amount of electricity is negative or no number", .where = {.object = std::string(name)}, .expected = "a finite number from 0",
                     .got = number_text(value)});
    }
}

/// Caps are refused, not applied: a user above its offtake has a mistake in its contracts, and cutting it off would hide that.
[[noreturn]] inline void over_cap(std::string_view what, double cap, double got) {
    throw Error({.id = "non-fossil.cap", .what = "traded amounts are above their cap", .where = {.object = std::string(what)}, .expected = "at most " + number_text(cap), .got = number_text(got),
                 .hint = "a user cannot claim more than it took from the public grid: look for a contract counted twice, or for another unit"});
}

/// Words that nobody knows are not non-fossil.
[[nodiscard]] inline bool is_non_fossil(std::string_view word) {
    auto const technology = find_technology(word);
    return technology && technology->non_fossil;
}

/// Whether a period is in the year. One that begins or ends in another is refused: in neither year would it count, and nobody would miss it.
[[nodiscard]] inline bool in_this_year(Period const& whole, Period const& period, std::string object) {
    if (whole.contains(period)) return true;
    if (!whole.overlaps(period)) return false;
    throw Error({.id = "non-fossil.period", .what = "a period lies in two years", .where = {.object = std::move(object)}, .expected = "days of " + to_text(whole) + ", or of another year", .got = to_text(period),
                 .hint = "split it at the end of the year, by the reading of the meter on that day"});
}

template <class Work>
[[nodiscard]] auto as_result(Work work) -> Result<decltype(work())> {
    try {
        return work();
    } catch (Error const& error) {
        return error.problem();
    }
}

}  // namespace detail

// Q = Q_phys + Q_trade + Q_GEC + (W_off - Q_trade - Q_GEC) k, users and cities alike (2026 No. 622).
TANJI_INLINE Result<NonFossilConsumption> try_non_fossil(NonFossilInput const& input) {
    return detail::as_result([&] {
        detail::check_non_fossil({{"physical", input.physical}, {"green power trade", input.green_trade}, {"nuclear trade", input.nuclear_trade}, {"certificates", input.certificates},
                                  {"offtake", input.offtake}, {"coefficient", input.coefficient}});
        if (input.coefficient > 1) {
            throw Error({.id = "non-fossil.input", .what = "a share is above 1", .where = {.object = "coefficient"}, .expected = "0 to 1", .got = number_text(input.coefficient)});
        }
        NonFossilConsumption out;
        out.physical = input.physical;
        out.traded = exact_sum({input.green_trade, input.nuclear_trade, input.certificates});
        if (out.traded > input.offtake) detail::over_cap("trade and certificates", input.offtake, out.traded);
        out.allotted = exact_sum({input.offtake, -input.green_trade, -input.nuclear_trade, -input.certificates}) * input.coefficient;
        out.total = exact_sum({out.physical, input.green_trade, input.nuclear_trade, input.certificates, out.allotted});
        out.other = exact_sum({out.physical, input.offtake, -out.total});
        return out;
    });
}

// k = (Q_prov - phys - trade - GEC) / (Gen - phys - trade - GEC + fossil on the grid + net import).
TANJI_INLINE Result<double> try_province_coefficient(ProvinceInput const& p) {
    return detail::as_result([&] {
        detail::check_non_fossil({{"consumption", p.consumption}, {"physical", p.physical}, {"trade", p.trade}, {"certificates", p.certificates}, {"generation", p.generation},
                                  {"fossil power on the grid", p.fossil_on_grid}, {"net import", p.net_import, true}});
        double const left = exact_sum({p.consumption, -p.physical, -p.trade, -p.certificates});
        double const shared = exact_sum({p.generation, -p.physical, -p.trade, -p.certificates, p.fossil_on_grid, p.net_import});
        if (!(shared > 0) || left < 0 || left > shared) {
            throw Error({.id = "non-fossil.coefficient", .what = "the coefficient of a province would not lie between 0 and 1", .expected = "0 <= what is left <= what is shared, and something shared",
                         .got = number_text(left) + " of " + number_text(shared), .hint = "the amounts of the province contradict each other"});
        }
        return left / shared;
    });
}

TANJI_INLINE Result<double> try_province_total(ProvinceTotalInput const& p) {
    return detail::as_result([&] {
        detail::check_non_fossil({{"generation", p.generation}, {"trade", p.trade_in, true}, {"certificates", p.certificates_in, true}, {"share", p.shared_in, true}, {"net import", p.net_import, true},
                                  {"bundled fossil power", p.bundled_fossil}});
        double const from_outside = exact_sum({p.trade_in, p.certificates_in, p.shared_in});
        double const cap = exact_sum({p.net_import, -p.bundled_fossil});
        // Exporters have no net import to be capped by: what they give away is negative.
        if (from_outside > (std::max)(cap, 0.0)) detail::over_cap("from other provinces", (std::max)(cap, 0.0), from_outside);
        return exact_sum({p.generation, p.trade_in, p.certificates_in, p.shared_in});
    });
}

// Seller i gives r_i s_i; buyer j gets the sum of these times r_j over the sum of r. Losses on the lines between stay with the seller.
TANJI_INLINE Result<std::vector<double>> try_inter_province_shares(std::span<ProvinceResidual const> sellers, std::span<ProvinceResidual const> buyers) {
    return detail::as_result([&] {
        ExactSum given, bought;
        for (auto const& seller : sellers) {
            detail::check_non_fossil({{seller.province, seller.residual}, {seller.province, seller.non_fossil_share}});
            if (seller.non_fossil_share > 1) {
                throw Error({.id = "non-fossil.input", .what = "a share is above 1", .where = {.object = seller.province}, .expected = "0 to 1", .got = number_text(seller.non_fossil_share)});
            }
            given += seller.residual * seller.non_fossil_share;
        }
        for (auto const& buyer : buyers) {
            detail::check_non_fossil({{buyer.province, buyer.residual}});
            bought += buyer.residual;
        }
        double const pool = given.value(), all = bought.value();
        if (pool > 0 && !(all > 0)) {
            throw Error({.id = "non-fossil.coefficient", .what = "nobody bought what was sold between provinces", .expected = "buyers with residual electricity", .got = "none"});
        }
        std::vector<double> shares;
        for (auto const& buyer : buyers) shares.push_back(all > 0 ? pool * (buyer.residual / all) : 0);
        return shares;
    });
}

// Contracts without a clear counterparty: month by month the smaller of what was agreed and what was settled.
TANJI_INLINE Result<double> try_settled(std::span<double const> contract, std::span<double const> settlement) {
    return detail::as_result([&] {
        if (contract.size() != settlement.size() || contract.empty()) {
            throw Error({.id = "non-fossil.input", .what = "contract and settlement have different months", .expected = "one number per month each", .got = std::to_string(contract.size()) + " and " +
                         std::to_string(settlement.size())});
        }
        ExactSum sum;
        for (std::size_t month = 0; month < contract.size(); ++month) {
            detail::check_non_fossil({{"contract", contract[month]}, {"settlement", settlement[month]}});
            sum += (std::min)(contract[month], settlement[month]);
        }
        return sum.value();
    });
}

// 2024 No. 113: physical first; certificates make up at most half of what is still to be saved after that.
TANJI_INLINE Result<SavingResult> try_energy_saving(SavingInput const& input) {
    return detail::as_result([&] {
        detail::check_non_fossil({{"energy", input.energy}, {"target", input.target}, {"physical", input.physical}, {"certificates", input.certificates}});
        SavingResult out;
        out.physical = (std::min)(input.physical, input.energy);
        double const needed = (std::max)(0.0, exact_sum({input.energy, -out.physical, -input.target}));
        out.certificates = (std::min)(input.certificates, needed / 2);
        out.lost = exact_sum({input.certificates, -out.certificates});
        out.adjusted = exact_sum({input.energy, -out.physical, -out.certificates});
        out.met = out.adjusted <= input.target;
        return out;
    });
}

TANJI_INLINE Result<NonFossilInput> try_user_input(Registry const& registry, std::string_view holder, int year, double green_trade, double nuclear_trade, double coefficient) {
    return detail::as_result([&] {
        WattHours physical = 0, certified = 0, offtake = 0;
        auto const whole = year_period(year);
        for (auto const& consumption : registry.store().consumptions()) {
            if (consumption.holder != holder) continue;
            bool const in_year = detail::in_this_year(whole, consumption.period, "consumption " + consumption.id), from_grid = consumption.supply == SupplyRoute::grid;
            if (in_year && from_grid) offtake += consumption.amount;
            if (in_year && !from_grid && detail::is_non_fossil(consumption.technology)) physical += registry.balance(consumption.id).own;
            for (auto const& allotment : registry.store().allotments_to(consumption.id)) {
                auto const certificate = detail::known_certificate(registry.store(), allotment.certificate);
                if (!detail::is_non_fossil(certificate.technology)) continue;
                // A certificate of the user's own device names what was used on the spot: it is no trade and takes no offtake.
                if (!from_grid && certificate.device == consumption.device) physical += in_year ? allotment.amount : 0;
                // By cancelled certificates, in the year of generation, in whatever year they were used.
                else if (certificate.state == CertificateState::cancelled && detail::in_this_year(whole, certificate.vintage, "certificate " + certificate.id)) certified += allotment.amount;
            }
        }
        auto const megawatt_hours = [](WattHours amount) { return static_cast<double>(amount) / 1e6; };
        return NonFossilInput{megawatt_hours(physical), green_trade, nuclear_trade, megawatt_hours(certified), megawatt_hours(offtake), coefficient};
    });
}

}  // namespace tanji
