// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "support/shared.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/text.hpp"
#include "tanji/factors/factor_database.hpp"
#include "tanji/units/constants.hpp"

using namespace tanji;

namespace {

constexpr char const* head = "key,what,kind,region,year,gas,value,unit,gwp_set,not_estimated,edition,document,confidence\n";

Problem problem_of(std::string const& rows, FactorOptions options = {}) {
    auto const result = FactorDatabase::try_from_csv(head + rows, "t.csv", options);
    return result ? Problem{} : result.problem();
}

double co2(Factor const& factor) { return factor.gases.find(gas::co2_fossil)->in(units::kg); }

}  // namespace

// MEE and NBS announcement 2025 No. 47; MEE, NBS and NEA announcement 2025 No. 3.
TEST_CASE("the CO2 factor and the footprint factor of a grid are two things") {
    auto const db = FactorDatabase::shipped();
    auto const grid = db.get<Energy>({.what = "electricity, grid", .region = "CN", .year = 2023});
    CHECK(co2(grid.factor()) == 0.5306);
    CHECK_FALSE(grid.factor().co2e);
    CHECK(grid.factor().not_estimated == std::vector<Gas>{gas::ch4, gas::n2o});
    auto const footprint = db.get<Energy>({.what = "electricity, grid", .region = "CN", .year = 2023, .kind = FactorKind::footprint});
    CHECK(footprint.factor().co2e->in(units::kg) == 0.6205);
    CHECK(footprint.factor().gases.empty());
    CHECK(footprint.factor().co2e_set == gwp::unstated());
    CHECK(db.get<Energy>({.what = "electricity, grid", .region = "CN", .year = 2024, .kind = FactorKind::footprint}).factor().co2e->in(units::kg) == 0.5777);
    CHECK(co2(db.get<Energy>({.what = "electricity, grid, residual mix", .region = "CN", .year = 2023}).factor()) == 0.6096);
    CHECK(co2(db.get<Energy>({.what = "electricity, grid", .region = "CN-AH", .year = 2022}).factor()) == 0.6782);
}

TEST_CASE("a look-up is exact, and a miss says what is near") {
    auto const db = FactorDatabase::shipped();
    auto const year = db.find<Energy>({.what = "electricity, grid", .region = "CN", .year = 2024});
    REQUIRE_FALSE(year);
    CHECK(year.problem().id == "factor.missing");
    CHECK(year.problem().related.front() == "\"electricity, grid\", CN, 2023, direct, per energy (transcribed-2)");
    auto const region = db.find<Energy>({.what = "electricity, grid", .region = "CN-XZ", .year = 2023});  // published for 30 provinces without Tibet
    REQUIRE_FALSE(region);
    CHECK(region.problem().id == "factor.missing");
    auto const word = db.find<Energy>({.what = "electricty, grid", .region = "CN", .year = 2023});
    REQUIRE_FALSE(word);
    CHECK(word.problem().related.front() == "electricity, grid");
    auto const unit = db.find<Mass>({.what = "electricity, grid", .region = "CN", .year = 2023});
    REQUIRE_FALSE(unit);
    CHECK(contains_ignoring_case(unit.problem().expected, "per Mass"));
    CHECK_THROWS_AS((void)db.get<Mass>({.what = "electricity, grid", .region = "CN", .year = 2023}), Error);
    CHECK(db.find_key("grid.co2.national.avg.2032").problem().related.front() == "grid.co2.national.avg.2022");
    CHECK(co2(*db.get_key("grid.co2.national.avg.2021")) == 0.5568);
}

TEST_CASE("what is not confirmed well enough is held back until asked for") {
    auto const strict = FactorDatabase::shipped();
    FactorQuery const query{.what = "road freight, diesel", .region = "GB", .year = 2023};
    auto const held = strict.find<Freight>(query);
    REQUIRE_FALSE(held);
    CHECK(held.problem().id == "factor.unconfirmed");
    auto const open = FactorDatabase::shipped({.least = Confidence::transcribed_1});
    CHECK(open.find<Freight>(query).has_value());
    CHECK(open.factors().size() > strict.factors().size());
    for (auto const& factor : strict.factors()) CHECK(factor->provenance.confidence <= default_confidence);
    CHECK(strict.find_key("elec.cfp.td_excl_losses.2023").problem().id == "factor.unconfirmed");  // own knowledge, not seen in a copy
}

// UK Government GHG Conversion Factors 2023: freight train 0.02779 kg CO2e per t*km = 0.02749 CO2 + 0.00002 CH4 + 0.00028 N2O, by AR5.
TEST_CASE("gases published as CO2e by a stated set become masses again, and add up to the published total") {
    auto const rail = FactorDatabase::shipped().get<Freight>({.what = "rail freight", .region = "GB", .year = 2023}).factor();
    CHECK(rail.gases.find(gas::ch4)->in(units::kg) == doctest::Approx(0.00002 / 28).epsilon(1e-12));
    CHECK(rail.gases.find(gas::n2o)->in(units::kg) == doctest::Approx(0.00028 / 265).epsilon(1e-12));
    CHECK(rail.assumptions.size() == 2);
    double total = 0;
    for (auto const& [gas, mass] : rail.gases) total += mass.in(units::kg) * gwp::ar5(100).get(gas);
    CHECK(total == doctest::Approx(0.02779).epsilon(1e-9));
}

// shared/cases/ghg.json, missing-is-not-zero: DEFRA 2025 has 1,143 blank factors.
TEST_CASE("a factor that was not published is an error, not zero") {
    auto const db = FactorDatabase::from_csv(std::string(head) + "a,thing,direct,GB,2025,co2e,,kg/t,AR5-100,,2025,UK 2025,official-seen\n");
    CHECK(db.factors().empty());
    CHECK(db.find<Mass>({.what = "thing", .region = "GB", .year = 2025}).problem().id == "factor.not-published");
    CHECK(db.find_key("a").problem().id == "factor.not-published");
}

TEST_CASE("own tables: units are converted, and each mistake is named with its place") {
    auto const db = FactorDatabase::from_csv(std::string(head) + "a,thing,direct,XX,2025,co2-fossil,520,g/kWh,,,1,doc,official-seen\na,thing,direct,XX,2025,n2o,2,g/kWh,,,1,doc,official-seen\n");
    auto const factor = db.get<Energy>({.what = "Thing", .region = "xx", .year = 2025}).factor();
    CHECK(co2(factor) == 0.52);
    CHECK(factor.gases.size() == 2);
    CHECK(problem_of("a,thing,direct,XX,2025,co2-fossil,1,kWh,,,1,doc,official-seen\n").id == "factor.unit");
    CHECK(problem_of("a,thing,direct,XX,2025,co2-fossil,1,kWh/kg,,,1,doc,official-seen\n").id == "factor.unit");
    CHECK(problem_of("a,thing,direct,XX,2025,co2-fossil,1,kg/frob,,,1,doc,official-seen\n").id == "unit.unknown");
    CHECK(problem_of("a,thing,direct,XX,2025,CO2,1,kg/kWh,,,1,doc,official-seen\n").id == "gas.ambiguous");
    CHECK(problem_of("a,thing,direct,XX,2025,n2o,1,kg CO2e/kWh,,,1,doc,official-seen\n").id == "factor.unit");
    CHECK(problem_of("a,thing,direct,XX,2025,n2o,x,kg/kWh,,,1,doc,official-seen\n").id == "csv.number");
    CHECK(problem_of("a,thing,other,XX,2025,n2o,1,kg/kWh,,,1,doc,official-seen\n").id == "factor.kind");
    CHECK(problem_of("a,thing,direct,XX,soon,n2o,1,kg/kWh,,,1,doc,official-seen\n").id == "factor.year");
    CHECK(problem_of("a,thing,direct,XX,2025,n2o,1,kg/kWh,,,1,,official-seen\n").id == "factor.document");
    CHECK(problem_of("a,thing,direct,XX,2025,n2o,1,kg/kWh,,,1,doc,sure\n").id == "factor.confidence");
    CHECK(problem_of("a,t,direct,XX,2025,n2o,1,kg/kWh,,,1,doc,derived\na,t,direct,XX,2025,n2o,1,kg/kWh,,,1,doc,derived\n").id == "factor.rows");
    CHECK(problem_of("a,t,direct,XX,2025,n2o,1,kg/kWh,,,1,doc,derived\na,t,direct,XX,2025,co2e,1,kg/kWh,,,1,doc,derived\n").id == "factor.rows");
    CHECK(problem_of("a,t,direct,XX,2025,n2o,1,kg/kWh,,,1,doc,derived\na,t,direct,XX,2024,sf6,1,kg/kWh,,,1,doc,derived\n").id == "factor.rows");
    auto const twice = problem_of("a,t,direct,X,2025,n2o,1,kg/kWh,,,1,d,derived\nb,t,direct,X,2025,n2o,1,kg/kWh,,,1,d,derived\na,t,direct,X,2025,n2o,1,kg/kWh,,,1,d,derived\n");
    CHECK(twice.id == "factor.duplicate");
    CHECK(twice.where == Where{.file = "t.csv", .line = 4, .column = 1, .row = 3, .object = "key"});
}

TEST_CASE("the same factor published twice needs its edition") {
    auto const db = FactorDatabase::from_csv(std::string(head) + "a,t,direct,X,2025,n2o,1,kg/kWh,,,v1,d,official-seen\nb,t,direct,X,2025,n2o,2,kg/kWh,,,v2,d,official-seen\n");
    auto const both = db.find<Energy>({.what = "t", .region = "X", .year = 2025});
    REQUIRE_FALSE(both);
    CHECK(both.problem().id == "factor.ambiguous");
    CHECK(both.problem().related.size() == 2);
    CHECK(db.get<Energy>({.what = "t", .region = "X", .year = 2025, .edition = "v2"}).factor().key == "b");
}

TEST_CASE("every grid factor of the shared table agrees") {
    auto const path = test::shared_path("facts/china/grid_co2_factors.csv");
    if (!path) {
        MESSAGE("skipped: no shared facts");
        return;
    }
    auto const db = FactorDatabase::shipped({.least = Confidence::conflict});
    std::string const text = read_text_file(*path);
    CsvReader in(text, *path);
    int compared = 0;
    while (in.next()) {
        auto const factor = db.get_key(in["key"]);
        CHECK(co2(*factor) == in.number("value"));
        CHECK(factor->region == in["region"]);
        CHECK(std::to_string(factor->year) == in["year"].substr(0, 4));
        CHECK((in["confidence"] == "confirmed") == (factor->provenance.confidence <= default_confidence));
        ++compared;
    }
    CHECK(compared == 123);
}

TEST_CASE("every electricity footprint factor of the shared table agrees") {
    auto const path = test::shared_path("facts/china/electricity_footprint_factors.csv");
    if (!path) {
        MESSAGE("skipped: no shared facts");
        return;
    }
    auto const db = FactorDatabase::shipped({.least = Confidence::conflict});
    std::string const text = read_text_file(*path);
    CsvReader in(text, *path);
    while (in.next()) CHECK(db.get_key(in["key"])->co2e->in(units::kg) == in.number("value"));
}

TEST_CASE("UK factors agree with the flat file: the gases sum to its total") {
    auto const path = test::shared_path("facts/ghg/defra_2023_full.csv");
    if (!path) {
        MESSAGE("skipped: no shared facts");
        return;
    }
    auto const db = FactorDatabase::shipped({.least = Confidence::conflict});
    std::string const text = read_text_file(*path);
    CsvReader in(text, *path);
    auto const id = in.column("id");
    auto const value = in.column("value");
    int compared = 0;
    while (in.next()) {
        for (auto const& factor : db.factors()) {
            auto const& note = factor->provenance.note;
            auto const row = note.find("[row ");
            if (row == std::string::npos || in[id] != note.substr(row + 5, note.size() - row - 6) + "_1") continue;
            double total = 0;
            for (auto const& [gas, mass] : factor->gases) total += mass.in(units::kg) * gwp::ar5(100).get(gas);
            CHECK(std::abs(total - in.number(value)) < 2.1e-5);
            ++compared;
        }
    }
    CHECK(compared == 26);
}
