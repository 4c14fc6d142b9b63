// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <concepts>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tanji/claims/record.hpp"
#include "tanji/factors/emission_factor.hpp"
#include "tanji/units/amount.hpp"

/// \file
/// Activity times factor.
///     Emission const site = 1200_MWh * grid + 300_GJ_net * gas;
///     Co2e const total = site.co2e(gwp::ar6(100));
///     std::string const proof = site.record(gwp::ar6(100)).json();
/// Emissions are values; lines are shared and immutable, so copies are cheap and const calls are safe from any thread.
namespace tanji {

/// One amount that met one factor.
struct EmissionLine {
    double entered = 0;                    ///< the number as given
    std::string entered_unit{};
    std::vector<std::string> unit_path{};  ///< conversions on the way to `amount`
    double amount = 0;                     ///< in the unit that the factor is per
    std::shared_ptr<Factor const> factor{};
};

struct Co2eOptions {
    /// Takes a CO2e that was published with another GWP set, or without saying which, as it is. Mixes sets: the record says so.
    bool keep_published = false;
};

/// Activity times factor: gases with the provenance of every number, kept line by line. A value type; adding shares the
/// lines. Totals are exact sums rounded once, so their bits depend on no order.
///
/// Gases that a source left out are not estimated, not zero (rule C4): the record lists them. Biogenic CO2 is a line of
/// its own and no part of co2e() (rule C8).
class Emission {
public:
    Emission() = default;
    explicit Emission(EmissionLine line) { lines_.push_back(std::make_shared<EmissionLine const>(std::move(line))); }

    /// Totals by gas, of the lines whose factors hold gases. Throws Error "number.*" on overflow.
    [[nodiscard]] GasMasses gases() const;
    [[nodiscard]] std::optional<Mass> biogenic_co2() const { return gases().find(gas::co2_biogenic); }

    /// All of it by one GWP set. Problems: "gwp.missing" and "gwp.unconfirmed" (a gas without a value in the set), "gwp.rebase" (a
    /// factor that was published only as CO2e, with another set: its gases are not known, so nothing converts it).
    [[nodiscard]] Co2e co2e(GwpSet const& set, Co2eOptions options = {}) const { return try_co2e(set, options).value(); }
    [[nodiscard]] Result<Co2e> try_co2e(GwpSet const& set, Co2eOptions options = {}) const;

    /// How it came about, gases only.
    [[nodiscard]] Record record() const;
    /// The same with the CO2e by `set`. Throws what co2e() throws.
    [[nodiscard]] Record record(GwpSet const& set, Co2eOptions options = {}) const;

    [[nodiscard]] std::span<std::shared_ptr<EmissionLine const> const> lines() const noexcept { return lines_; }

    Emission& operator+=(Emission const& other) {
        lines_.reserve(lines_.size() + other.lines_.size());  // `e += e` stays valid
        for (std::size_t i = 0, count = other.lines_.size(); i < count; ++i) lines_.push_back(other.lines_[i]);
        return *this;
    }
    [[nodiscard]] friend Emission operator+(Emission a, Emission const& b) { return std::move(a += b); }

private:
    std::vector<std::shared_ptr<EmissionLine const>> lines_;
};

/// "637.5 t co2-fossil, 6 g ch4"
[[nodiscard]] std::string to_text(Emission const& emission);

/// An amount that came from data. Problems: "factor.per" (the factor is per something else), "factor.deduction" (a method subtracts it).
[[nodiscard]] Result<Emission> try_emission(Amount const& amount, std::shared_ptr<Factor const> factor);
[[nodiscard]] inline Emission emission(Amount const& amount, std::shared_ptr<Factor const> factor) { return try_emission(amount, std::move(factor)).value(); }

/// What a replay found.
struct Replay {
    Emission emission;
    double largest_ulp = 0;  ///< 0: the same bits
};

/// Computes a record again from what it holds. Problems: "record.factor" (the numbers of a factor are not those of its digest),
/// "record.differs" (a result is more than `bound_ulp` off), "record.subject" (not the record of an emission).
[[nodiscard]] Result<Replay> try_replay(Record const& record, double bound_ulp = 4);

namespace detail {
[[nodiscard]] Emission typed_emission(double stored, std::shared_ptr<Factor const> const& factor);
}  // namespace detail

/// Never returned: its name is the error message (units/refused.hpp says how such a function is refused).
template <class Given, class Wanted>
class TheAmountIsNotWhatTheFactorIsPer {
    ~TheAmountIsNotWhatTheFactorIsPer();
};

template <Quantity Q>
[[nodiscard]] Emission operator*(Q amount, EmissionFactor<Q> const& factor) { return detail::typed_emission(amount.stored(), factor.shared()); }
template <Quantity Q>
[[nodiscard]] Emission operator*(EmissionFactor<Q> const& factor, Q amount) { return amount * factor; }

TANJI_EXTENSION template <Quantity Given, Quantity Wanted>
    requires(!std::same_as<Given, Wanted>)
TheAmountIsNotWhatTheFactorIsPer<Given, Wanted> operator*(Given amount, EmissionFactor<Wanted> const& factor)
    TANJI_REFUSAL((diagnose_if(true, "TheAmountIsNotWhatTheFactorIsPer", "error"))) TANJI_DELETED;
TANJI_EXTENSION template <Quantity Given, Quantity Wanted>
    requires(!std::same_as<Given, Wanted>)
TheAmountIsNotWhatTheFactorIsPer<Given, Wanted> operator*(EmissionFactor<Wanted> const& factor, Given amount)
    TANJI_REFUSAL((diagnose_if(true, "TheAmountIsNotWhatTheFactorIsPer", "error"))) TANJI_DELETED;

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/accounting/impl/emission.ipp"
#include "tanji/accounting/impl/emission_record.ipp"
#endif
