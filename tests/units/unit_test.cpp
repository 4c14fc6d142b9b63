// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "tanji/units/parse.hpp"

using namespace tanji;

namespace {

Unit times(Unit const& a, Unit const& b) { return try_multiply(a, b).value(); }
Unit per(Unit const& a, Unit const& b) { return try_divide(a, b).value(); }

}  // namespace

TEST_CASE("named products form whatever the order of the factors") {
    auto const m = unit("m"), kg = unit("kg"), h = unit("h"), kw = unit("kW");
    CHECK(times(kw, h) == unit("kWh"));
    CHECK(times(times(m, m), m) == unit("m3"));
    CHECK(times(m, times(m, kg)) == times(times(m, m), kg));
    CHECK(times(times(m, h), m) == times(unit("m2"), h));
    CHECK(kind_text(times(unit("t"), unit("km"))) == "freight");
    CHECK(try_power(unit("cm"), 3).value() == unit("ml"));
}

TEST_CASE("only the same kind cancels") {
    CHECK(kind_text(per(unit("l"), unit("km"))) == "volume/distance");
    CHECK(kind_text(per(unit("kWh"), unit("h"))) == "energy/duration");
    CHECK(kind_text(per(unit("kg CO2e"), unit("kg"))) == "CO2e/mass");
    CHECK(kind_text(per(unit("kg"), unit("t"))) == "number");
    CHECK(per(unit("kg"), unit("t")).scale() == 0.001);
    auto const tonne = times(per(unit("kg"), unit("kWh")), unit("MWh"));
    CHECK(same_kind(tonne, unit("t")));
    CHECK(tonne.scale() == doctest::Approx(1000).epsilon(1e-15));
    CHECK(times(per(unit("kg"), unit("kWh")), per(unit("kWh"), unit("t"))).terms().empty());
}

TEST_CASE("a temperature on its own scale has no products") {
    CHECK(try_multiply(unit("degC"), unit("m")).problem().id == "unit.offset");
    CHECK(try_divide(unit("kg"), unit("degC")).problem().id == "unit.offset");
    CHECK(try_power(unit("degC"), 2).problem().id == "unit.offset");
}

TEST_CASE("powers are bounded and scales stay numbers") {
    CHECK(try_power(unit("m"), 10).problem().id == "unit.power");
    auto const huge = try_power(unit("PJ"), 9);
    REQUIRE(huge);
    CHECK(try_multiply(*huge, *huge).value().scale() == doctest::Approx(1e270));
    CHECK(try_multiply(times(*huge, *huge), *huge).problem().id == "unit.power");
}

TEST_CASE("symbols keep their structure") {
    CHECK(to_text(per(unit("kg"), times(unit("m"), unit("s")))) == "kg/(m*s)");
    CHECK(unit(to_text(per(unit("kg"), times(unit("m"), unit("s"))))) == unit("kg/(m*s)"));
}
