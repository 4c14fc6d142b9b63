// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "tanji/factors/factor.hpp"
#include "tanji/units/literals.hpp"
#include "tanji/units/parse.hpp"
#include "tanji/units/constants.hpp"

using namespace tanji;

namespace {
Factor grid() {
    Factor factor{.key = "k", .what = "electricity, grid", .name_en = "grid electricity", .region = "CN", .year = 2023, .per = unit("kWh")};
    factor.gases.add(gas::co2_fossil, 0.5306_kg);
    return factor;
}
}  // namespace

TEST_CASE("a factor tells its numbers, unit, place, year and kind") {
    CHECK(to_text(grid()) == "grid electricity: 0.5306 kg co2-fossil per kWh (CN, 2023, direct)");
    Factor footprint = grid();
    footprint.kind = FactorKind::footprint;
    footprint.gases = {};
    footprint.co2e = 0.6205_kgCO2e;
    CHECK(to_text(footprint) == "grid electricity: 0.6205 kg CO2e (unstated) per kWh (CN, 2023, footprint)");
}

TEST_CASE("the digest changes with the key, the edition, the unit and each number, and with nothing else") {
    auto const reference = digest(grid());
    CHECK(reference.size() == 64);
    Factor other = grid();
    other.name_en = "another name";
    other.provenance.note = "x";
    CHECK(digest(other) == reference);
    other.key = "l";
    CHECK(digest(other) != reference);
    other = grid();
    other.provenance.edition = "2";
    CHECK(digest(other) != reference);
    other = grid();
    other.per = unit("MWh");
    CHECK(digest(other) != reference);
    other = grid();
    other.gases.add(gas::n2o, 1_ug);
    CHECK(digest(other) != reference);
    other = grid();
    other.gases.add(gas::co2_fossil, Mass::of(1e-16, units::kg));
    CHECK(digest(other) != reference);
}

TEST_CASE("kinds read back") {
    for (auto const kind : {FactorKind::direct, FactorKind::footprint, FactorKind::upstream}) CHECK(try_parse_factor_kind(to_text(kind)).value() == kind);
    CHECK(try_parse_factor_kind("average").problem().id == "factor.kind");
}
