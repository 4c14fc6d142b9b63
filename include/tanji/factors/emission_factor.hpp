// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "tanji/factors/factor.hpp"
#include "tanji/units/types.hpp"

/// \file
/// The typed view of a factor: the compiler then refuses what a run-time check would find in production.
namespace tanji {

/// True if `factor` is per an amount of type Q.
template <Quantity Q>
[[nodiscard]] bool is_per(Factor const& factor) {
    return factor.per.terms() == std::vector<UnitTerm>{{Q::kind, 1}};
}

/// A factor of which the compiler knows what it is per: `1200_MWh * grid`. A view with no logic of its own; shares the
/// Factor and keeps it alive. Never empty.
///     auto const grid = FactorDatabase::shipped().get<Energy>({.what = "electricity, grid", .region = "CN", .year = 2023});
///     Emission const emission = 1200_MWh * grid;   // accounting/emission.hpp
///     1200_GJ_net * grid;                          // does not compile: the factor is not per NetHeat
template <Quantity Q>
class EmissionFactor {
public:
    using Per = Q;

    /// Throws Error "factor.per" if the factor is per something else, or null.
    explicit EmissionFactor(std::shared_ptr<Factor const> factor) : factor_(std::move(factor)) {
        if (factor_ && is_per<Q>(*factor_)) return;
        throw Error({.id = "factor.per", .what = "the factor is not per " + std::string(Q::name), .where = {.object = factor_ ? factor_->key : ""},
                     .expected = "a factor per " + std::string(Q::name), .got = factor_ ? "per " + kind_text(factor_->per) : "no factor"});
    }

    [[nodiscard]] Factor const& factor() const noexcept { return *factor_; }
    [[nodiscard]] std::shared_ptr<Factor const> const& shared() const noexcept { return factor_; }

private:
    std::shared_ptr<Factor const> factor_;
};

template <Quantity Q>
[[nodiscard]] std::string to_text(EmissionFactor<Q> const& factor) { return to_text(factor.factor()); }

}  // namespace tanji
