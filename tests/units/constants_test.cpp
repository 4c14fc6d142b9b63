// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "tanji/units.hpp"
#include "tanji/units/constants.hpp"

using namespace tanji;

// Expected numbers: NIST SP 811 (2008) appendix B; GB/T 2589-2020; State Council order of 1984 on legal units.
TEST_CASE("constants are the exact definitions") {
    CHECK(units::lb.scale == 0.45359237);
    CHECK(units::short_ton.scale == doctest::Approx(907.18474).epsilon(1e-15));
    CHECK(units::mi.scale == 1609.344);
    CHECK(units::MMBtu.scale == doctest::Approx(1.05505585262e9).epsilon(1e-15));
    CHECK((1 * units::mu).in(units::m2) == doctest::Approx(666.6666666666666).epsilon(1e-15));
    CHECK((1 * units::a).in(units::h) == 8760);
    CHECK((1 * units::toe).in(units::GJ) == doctest::Approx(41.868).epsilon(1e-15));
}

TEST_CASE("every constant's symbol is read back as the same unit") {
    auto const same = []<class F>(UnitOf<F> constant) {
        auto const parsed = try_unit(constant.symbol);
        CHECK_MESSAGE(parsed.has_value(), std::string(constant.symbol));
        CHECK_MESSAGE(parsed->scale() == doctest::Approx(constant.scale).epsilon(1e-15), std::string(constant.symbol));
        CHECK_MESSAGE(parsed->terms() == detail::KindsOf<F>::terms(), std::string(constant.symbol));
    };
    using namespace units;
    same(ug), same(mg), same(g), same(units::kg), same(t), same(kt), same(Mt), same(lb), same(short_ton), same(long_ton);
    same(J), same(kJ), same(units::MJ), same(PJ), same(Wh), same(units::MWh), same(TWh), same(kgce), same(units::tce), same(toe), same(MMBtu);
    same(W), same(GW), same(ml), same(l), same(m3), same(bbl), same(cm2), same(mu), same(ha), same(km2), same(mm), same(nmi);
    same(s), same(min), same(h), same(d), same(a), same(kgkm), same(units::tkm), same(units::pkm), same(units::vkm), same(units::m2a), same(ha_a), same(m3a);
    same(item), same(person), same(Bq), same(kBq), same(bit), same(Mbit), same(byte), same(GB), same(one), same(percent);
    same(units::CNY), same(units::EUR), same(units::USD), same(units::GBP), same(units::JPY), same(units::CHF);
}
