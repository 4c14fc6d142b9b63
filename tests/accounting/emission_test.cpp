// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <type_traits>
#include <vector>

#include "tanji/accounting/emission.hpp"
#include "tanji/base/text.hpp"
#include "tanji/factors/factor_database.hpp"
#include "tanji/units/conversions.hpp"
#include "tanji/units/literals.hpp"
#include "tanji/units/text.hpp"
#include "tanji/units/constants.hpp"
#include "tanji/units/parse.hpp"

using namespace tanji;

namespace {

std::uint64_t bits(double x) { return std::bit_cast<std::uint64_t>(x); }

EmissionFactor<Energy> grid() { return FactorDatabase::shipped().get<Energy>({.what = "electricity, grid", .region = "CN", .year = 2023}); }
EmissionFactor<Energy> footprint_factor() {
    return FactorDatabase::shipped().get<Energy>({.what = "electricity, grid", .region = "CN", .year = 2023, .kind = FactorKind::footprint});
}
EmissionFactor<Freight> rail() { return FactorDatabase::shipped().get<Freight>({.what = "rail freight", .region = "GB", .year = 2023}); }

/// A factor of gases per tonne, made for the test.
EmissionFactor<Mass> releases(GasMasses gases) {
    return EmissionFactor<Mass>(std::make_shared<Factor const>(Factor{.key = "test", .what = "release", .region = "XX", .year = 2025, .per = unit("t"), .gases = std::move(gases),
                                                                      .provenance = {.document = "test", .confidence = Confidence::official_seen}}));
}

}  // namespace

// 1200 MWh x 0.5306 kg/kWh = 636,720 kg (announcement 2025 No. 47).
TEST_CASE("activity times factor keeps gases") {
    Emission const emission = 1200_MWh * grid();
    CHECK(emission.gases().size() == 1);
    CHECK(emission.gases().find(gas::co2_fossil)->in(units::kg) == doctest::Approx(636720).epsilon(1e-14));
    CHECK(emission.co2e(gwp::ar6(100)).in(units::t) == doctest::Approx(636.72).epsilon(1e-14));
    CHECK((grid() * 1200_MWh).co2e(gwp::ar6(100)) == emission.co2e(gwp::ar6(100)));
    CHECK(Emission().co2e(gwp::ar6(100)).in(units::kg) == 0);
    CHECK(to_text(emission) == "636.72 t co2-fossil");
}

// shared/cases/ghg.json, gwp-ch4-split: 1 t CH4 by origin, AR6 GWP100.
TEST_CASE("methane counts by its origin") {
    auto const co2e = [](Gas gas) { return (1_t * releases({{gas, 1_t}})).co2e(gwp::ar6(100)).in(units::kg); };
    CHECK(co2e(gas::ch4_fossil) == doctest::Approx(29800).epsilon(1e-12));
    CHECK(co2e(gas::ch4_biogenic) == doctest::Approx(27000).epsilon(1e-12));
    CHECK(co2e(gas::ch4) == doctest::Approx(27900).epsilon(1e-12));
    auto const record = (1_t * releases({{gas::ch4, 1_t}})).record(gwp::ar6(100));
    CHECK(record.assumptions == std::vector<std::string>{"methane of unstated origin counted with 27.9"});
}

// shared/cases/ghg.json, kgc-vs-kgco2e: 10 kg C are 36.6667 kg CO2.
TEST_CASE("carbon is no CO2e: it passes through a named conversion") {
    CHECK(carbon_to_co2(CarbonMass::of(10, units::kg)).in(units::kg) == doctest::Approx(36.666666666666664).epsilon(1e-9));
    CHECK(try_emission(amount("10 kg C"), grid().shared()).problem().id == "factor.per");
}

// Rule C4: a CO2-only factor leaves CH4 and N2O not estimated, not zero.
TEST_CASE("what a source leaves out is listed by the record and absent from the gases") {
    Emission const emission = 1_MWh * grid();
    CHECK_FALSE(emission.gases().contains(gas::ch4));
    CHECK(emission.record().not_estimated == std::vector<std::string>{"ch4 (grid.co2.national.avg.2023)", "n2o (grid.co2.national.avg.2023)"});
}

// Rule C4: a factor published only as CO2e keeps its set.
TEST_CASE("a CO2e is not re-based") {
    Emission const emission = 1_MWh * footprint_factor();
    auto const refused = emission.try_co2e(gwp::ar6(100));
    REQUIRE_FALSE(refused);
    CHECK(refused.problem().id == "gwp.rebase");
    CHECK(refused.problem().where.object == "elec.cfp.national.2023");
    CHECK_THROWS_AS((void)(emission + 1_MWh * grid()).co2e(gwp::ar5(100)), Error);
    CHECK(emission.co2e(gwp::ar6(100), {.keep_published = true}).in(units::kg) == doctest::Approx(620.5).epsilon(1e-14));
    auto const record = emission.record(gwp::ar6(100), {.keep_published = true});
    CHECK(record.assumptions == std::vector<std::string>{"CO2e by unstated kept as published (elec.cfp.national.2023)"});

    Factor stated = footprint_factor().factor();
    stated.co2e_set = gwp::ar5(100);
    Emission const ar5 = 1_MWh * EmissionFactor<Energy>(std::make_shared<Factor const>(stated));
    CHECK(ar5.co2e(gwp::ar5(100)).in(units::kg) == doctest::Approx(620.5).epsilon(1e-14));
    CHECK(ar5.try_co2e(gwp::ar6(100)).problem().id == "gwp.rebase");
    CHECK(ar5.try_co2e(gwp::ar5_feedback(100)).problem().id == "gwp.rebase");
}

// Rule C8: biogenic CO2 is a separate line.
TEST_CASE("biogenic CO2 is kept apart, biogenic methane is not") {
    Emission const emission = 1_t * releases({{gas::co2_biogenic, 5_t}, {gas::co2_fossil, 1_t}, {gas::ch4_biogenic, 1_kg}});
    CHECK(emission.co2e(gwp::ar6(100)).in(units::kg) == doctest::Approx(1000 + 27));
    CHECK(emission.biogenic_co2()->in(units::t) == doctest::Approx(5));
    CHECK(emission.record(gwp::ar6(100)).assumptions == std::vector<std::string>{"biogenic CO2 is not part of the CO2e"});
    CHECK_FALSE((1_MWh * grid()).biogenic_co2());
}

TEST_CASE("a gas without a value in the set is an error, not zero") {
    Emission const emission = 1_t * releases({{get_gas("hfo-1234yf"), 1_kg}});
    CHECK(emission.try_co2e(gwp::ar4(100)).problem().id == "gwp.missing");
    CHECK(emission.co2e(gwp::ar6(100)).in(units::kg) > 0);
}

TEST_CASE("sums do not depend on the order, to the last bit") {
    std::vector<Emission> parts;
    std::mt19937_64 random(5);
    std::uniform_real_distribution<double> number(-1e3, 1e6);
    auto const electricity = grid();
    auto const train = rail();
    for (int i = 0; i < 300; ++i) parts.push_back(i % 2 != 0 ? Energy::of(number(random), units::kWh) * electricity : Freight::of(number(random), units::tkm) * train);
    auto const total = [&] {
        Emission sum;
        for (auto const& part : parts) sum += part;
        return sum;
    };
    auto const reference = total().co2e(gwp::ar6(100)).in(units::kg);
    for (int i = 0; i < 10; ++i) {
        std::shuffle(parts.begin(), parts.end(), random);
        CHECK(bits(total().co2e(gwp::ar6(100)).in(units::kg)) == bits(reference));
    }
    Emission twice = parts[0];
    twice += twice;
    CHECK(twice.lines().size() == 2);
}

TEST_CASE("amounts from data meet the same rules and keep what was entered") {
    auto const emission = try_emission(amount("1200 MWh"), grid().shared());
    REQUIRE(emission);
    CHECK(emission->co2e(gwp::ar6(100)) == (1200_MWh * grid()).co2e(gwp::ar6(100)));
    auto const step = emission->record().steps.front();
    CHECK(step.entered == 1200);
    CHECK(step.entered_unit == "MWh");
    CHECK(step.amount == 1200000);
    CHECK(step.amount_unit == "kWh");
    CHECK(step.unit_path.size() == 1);
    auto const wrong = try_emission(amount("3.5 t"), grid().shared());
    REQUIRE_FALSE(wrong);
    CHECK(wrong.problem().id == "factor.per");
    CHECK(contains_ignoring_case(wrong.problem().got, "mass"));
    CHECK_FALSE(try_emission(amount("3.5 GJ net"), grid().shared()));
    CHECK(try_emission(amount("1 kWh"), nullptr).problem().id == "factor.per");
}

TEST_CASE("a record replays to the same bits") {
    Emission const total = 1234.567_MWh * grid() + 89.01_tkm * rail() + emission(amount("0.3 GWh"), grid().shared());
    for (auto const& set : {gwp::ar4(100), gwp::ar5(100), gwp::ar6(20), gwp::ar6(100)}) {
        auto const replay = try_replay(total.record(set));
        REQUIRE(replay);
        CHECK(replay->largest_ulp == 0);
        CHECK(replay->emission.record(set).results == total.record(set).results);
    }
    CHECK(try_replay(total.record())->largest_ulp == 0);
    CHECK(try_replay((1_MWh * footprint_factor()).record(gwp::ar6(100), {.keep_published = true}))->largest_ulp == 0);
    CHECK(total.record().factors.size() == 2);  // one factor came from two databases
}

TEST_CASE("a replay notices what was changed") {
    Record const good = (1200_MWh * grid()).record(gwp::ar6(100));
    Record bad = good;
    bad.steps[0].entered = 1201;
    CHECK(try_replay(bad).problem().id == "record.differs");
    bad = good;
    bad.results[0].amount *= 1.001;
    CHECK(try_replay(bad).problem().id == "record.differs");
    bad = good;
    bad.factors[0].numbers[0].amount = 0.5366;
    CHECK(try_replay(bad).problem().id == "record.factor");
    bad = good;
    bad.results.pop_back();
    CHECK(try_replay(bad).problem().id == "record.differs");
    bad = good;
    bad.steps[0].factor = 7;
    CHECK(try_replay(bad).problem().id == "record.factor");
    bad = good;
    bad.subject = "footprint";
    CHECK(try_replay(bad).problem().id == "record.subject");
    bad = good;
    bad.results[0].amount = std::nextafter(bad.results[0].amount, 1e300);
    REQUIRE(try_replay(bad));
    CHECK(try_replay(bad)->largest_ulp == 1);
    CHECK_FALSE(try_replay(bad, 0));
}

TEST_CASE("what was opted in for is repeated by the record") {
    auto const db = FactorDatabase::shipped({.least = Confidence::transcribed_1});
    auto const truck = db.get<Freight>({.what = "road freight, diesel", .region = "GB", .year = 2023});
    auto const record = (1_tkm * truck).record(gwp::ar5_feedback(100).accepting(Confidence::transcribed_1));
    CHECK(record.opt_ins == std::vector<std::string>{"transcribed-1 (gb.freight.road.2023)"});
    auto const leak = (1_t * releases({{gas::sf6, 1_kg}})).record(gwp::ar5_feedback(100).accepting(Confidence::transcribed_1));
    CHECK(leak.opt_ins == std::vector<std::string>{"GWP of sf6: transcribed-1"});
    CHECK(try_replay(leak)->largest_ulp == 0);
}

// UK factors come under the Open Government Licence, which asks for its words wherever they go.
TEST_CASE("a record says once what the licence of its factors asks for, and replays all the same") {
    auto const record = (1_tkm * rail() + 2_tkm * rail()).record(gwp::ar5(100), {.keep_published = true});
    CHECK(std::count_if(record.settings.begin(), record.settings.end(), [](auto const& setting) { return setting.first == "attribution" && setting.second.find("Open Government Licence v3.0") != std::string::npos; }) == 1);
    CHECK(try_replay(record).has_value());
    auto const chinese = (1_kWh * grid()).record();
    CHECK(std::none_of(chinese.settings.begin(), chinese.settings.end(), [](auto const& setting) { return setting.first == "attribution"; }));
}

TEST_CASE("the wrong amount does not compile, and says so by names") {
    // The message itself is tested by tests/compile_fail/activity-times-factor.cpp.
    static_assert(std::is_same_v<decltype(1_MWh * grid()), Emission>);
    static_assert(!std::is_destructible_v<TheAmountIsNotWhatTheFactorIsPer<Mass, Energy>>);
}

TEST_CASE("what a method subtracts is no emission") {
    auto const factors = FactorDatabase::from_csv("key,what,kind,region,year,unit,co2-fossil,document,confidence\nkept,carbon kept in steel,deduction,CN,2024,t/t,0.0154,guideline,official-seen\n");
    auto const kept = factors.get_key("kept");
    CHECK(try_emission(amount("10 t"), kept).problem().id == "factor.deduction");
    CHECK_THROWS_AS((void)(10_t * EmissionFactor<Mass>(kept)), Error);
}
