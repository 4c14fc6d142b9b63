// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <type_traits>

#include "tanji/units.hpp"
#include "tanji/units/constants.hpp"
#include "tanji/units/literals.hpp"

using namespace tanji;

namespace {

struct Sek {
    static constexpr std::string_view code = "SEK";
};

}  // namespace

TEST_CASE("types are as cheap as their number") {
    static_assert(sizeof(Energy) == sizeof(double) && std::is_trivially_destructible_v<Energy>);
    static_assert(sizeof(Money<EUR>) == sizeof(double));
    CHECK(sizeof(Rate<Co2e, Energy>) == sizeof(double));
}

TEST_CASE("storage is coherent SI") {
    CHECK((1_t).stored() == 1000);
    CHECK((1_kWh).stored() == 3.6e6);
    CHECK((1_tkm).stored() == 1e6);
    CHECK((1_m2a).stored() == 365.0 * 86400.0);
    CHECK((50_percent).stored() == 0.5);
}

TEST_CASE("a currency is added by a tag") {
    auto const price = Money<Sek>::of(10, units::money<Sek>);
    CHECK(to_text(price + price) == "20 SEK");
    static_assert(!std::is_same_v<Money<EUR>::BoostUnit, Money<USD>::BoostUnit>);
}
