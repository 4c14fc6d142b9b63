// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <memory>
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

// Every number of the flat file that a shipped row holds, by the id that the row names as its place.
TEST_CASE("UK factors are those of the flat file; where it prints gases, they sum to its total") {
    auto const path = test::shared_path("facts/ghg/defra_2023_full.csv");
    if (!path) {
        MESSAGE("skipped: no shared facts");
        return;
    }
    auto const db = FactorDatabase::shipped({.least = Confidence::conflict});
    std::map<std::string, std::shared_ptr<Factor const>> by_id;
    for (auto const& factor : db.factors()) {
        if (factor->key.starts_with("gb.")) by_id[factor->provenance.place] = factor;
    }
    CHECK(by_id.size() == 2034);  // of 2643 groups of the flat file, 607 are per mile and 2 per million litres
    std::string const text = read_text_file(*path);
    CsvReader in(text, *path);
    auto const id = in.column("id");
    auto const of = in.column("ghg_unit");
    int with_gases = 0;
    int without = 0;
    while (in.next()) {
        std::string const row(in[id]);
        auto const at = by_id.find(row.substr(0, row.rfind('_')));
        if (at == by_id.end()) continue;  // rows per mile repeat those per km
        Factor const& factor = *at->second;
        double const value = in.number("value");
        auto const mass = [&](Gas gas) { return factor.gases.find(gas)->in(units::kg); };
        if (in["column_text"] == "With RF" && in[of] != "kg CO2e") CHECK(factor.gases.empty());  // the printed CO2 holds the other effects of flying high: no mass
        else if (in[of] == "kg CO2e of CO2") CHECK(mass(factor.gases.contains(gas::co2_fossil) ? gas::co2_fossil : gas::co2_biogenic) == value);
        else if (in[of] == "kg CO2e of CH4") CHECK(mass(gas::ch4) == doctest::Approx(value / 28).epsilon(1e-14));
        else if (in[of] == "kg CO2e of N2O") CHECK(mass(gas::n2o) == doctest::Approx(value / 265).epsilon(1e-14));
        else if (factor.gases.empty()) {
            CHECK(factor.co2e->in(units::kg) == value);
            ++without;
        } else {
            double total = 0;
            for (auto const& [gas, part] : factor.gases) total += part.in(units::kg) * gwp::ar5(100).get(gas);
            CHECK(std::abs(total - value) < 2.1e-5);
            ++with_gases;
        }
    }
    MESSAGE(with_gases << " factors with gases, " << without << " with CO2e only");
    CHECK(with_gases == 810);
    CHECK(without == 1168);
}

// Announcements of the MEE and 40 CFR 98 as data/factors/documents.csv lists them.
TEST_CASE("a shipped factor knows its source: dates apart, licence, words to repeat") {
    auto const db = FactorDatabase::shipped({.least = Confidence::conflict});
    auto const& grid = db.get_key("grid.co2.national.avg.2023")->provenance;
    CHECK(grid.released == Date(2025, 12, 31));
    CHECK(grid.data_year == 2023);
    CHECK(grid.document == "MEE and NBS, announcement 2025 No. 47 (\xE5\x85\xAC\xE5\x91\x8A" "2025\xE5\xB9\xB4\xE7\xAC\xAC" "47\xE5\x8F\xB7)");
    auto const& gas = db.get_key("gb.fuel.natural-gas.gross.2023")->provenance;
    CHECK(gas.valid_from == Date(2023, 1, 1));
    CHECK(gas.valid_to == Date(2023, 12, 31));
    CHECK_FALSE(gas.data_year);
    CHECK(gas.attribution == "Contains public sector information licensed under the Open Government Licence v3.0.");
    auto const coal = db.get<GrossHeat>({.what = "anthracite", .region = "US", .year = 2016}).factor();
    CHECK(coal.provenance.released == Date(2016, 12, 9));
    CHECK(coal.gases.size() == 3);
    CHECK(db.get_key("cement.deduct.steel_slag")->kind == FactorKind::deduction);
    for (auto const& factor : db.factors()) {
        CHECK_FALSE(factor->provenance.licence.empty());
        if (factor->provenance.licence == "OGL-3.0") CHECK_FALSE(factor->provenance.attribution.empty());
    }
}

// shared/cases/ghg.json, stored-co2e: a tool stores 64.0238 kg CO2e for butane beside gases that give 65.0238 by AR4.
TEST_CASE("one row per factor: gases in columns, and a total beside them that has to be their sum") {
    std::string const columns = "key,what,kind,region,year,unit,co2-fossil,ch4,n2o,co2e,gwp_set,gases_as,document,confidence\n";
    auto const read = [&](std::string const& row) { return FactorDatabase::try_from_csv(columns + row, "t.csv"); };
    auto const good = read("a,butane,direct,US,2020,kg/MMBtu gross,64.77,0.003,0.0006,65.0238,AR4-100,,d,official-seen\n");
    REQUIRE(good.has_value());
    auto const factor = good->get<GrossHeat>({.what = "butane", .region = "US", .year = 2020}).factor();
    CHECK(factor.gases.size() == 3);
    CHECK_FALSE(factor.co2e);
    auto const wrong = read("a,butane,direct,US,2020,kg/MMBtu gross,64.77,0.003,0.0006,64.0238,AR4-100,,d,official-seen\n");
    REQUIRE_FALSE(wrong);
    CHECK(wrong.problem().id == "factor.co2e");
    CHECK(wrong.problem().where == Where{.file = "t.csv", .line = 2, .column = 59, .row = 1, .object = "co2e"});
    CHECK(read("a,x,direct,US,2020,kg/t,1,,,1,,,d,official-seen\n").problem().id == "gwp.unknown");  // a total of an unknown set is no check
    CHECK(read("a,x,direct,US,2020,kg/t,1,28,,29,AR5-100,AR5-100,d,official-seen\n")->get_key("a")->gases.find(gas::ch4)->in(units::kg) == 1);
    CHECK(read("a,x,direct,US,2020,kg/t,,,,,,,d,official-seen\n")->find_key("a").problem().id == "factor.not-published");
    CHECK(read("a,x,direct,US,2020,kg/t,0,,,,,,d,official-seen\n")->get_key("a")->gases.size() == 1);
    CHECK(read("a,x,direct,US,2020,kg/t,1,,,,,,d,derived\na,x,direct,US,2020,kg/t,1,,,,,,d,derived\n").problem().id == "factor.duplicate");
    CHECK(read("a,x,direct,US,2020,kg CO2e/t,1,,,,,,d,derived\n").problem().where.object == "unit");
}

// "The DEFRA 2023 groups that publish all gases: CO2e equals their sum within rounding; the rest stay CO2e-only": over the rows as they ship, added up here and not
// by the reader. Printed with five decimals, so four numbers are off by half of 1e-5 each.
TEST_CASE("every UK row that ships with gases sums to its printed CO2e; the others are CO2e and nothing else") {
    std::string const path = test::source_dir() + "/data/factors/gb-2023.csv", text = read_text_file(path);
    auto const db = FactorDatabase::shipped({.least = Confidence::conflict});
    CsvReader in(text, path);
    int gases = 0, only = 0, biogenic = 0;
    while (in.next()) {
        Factor const& factor = *db.get_key(in["key"]);
        auto const number = [&](char const* column) { return in.number_or_nothing(in.column(column)); };
        if (number("co2-fossil")) {
            REQUIRE((number("ch4") && number("n2o") && number("co2e")));
            CHECK(std::abs(*number("co2-fossil") + *number("ch4") + *number("n2o") - *number("co2e")) < 2.1e-5);
            CHECK(factor.gases.size() == 3);
            CHECK_FALSE(factor.co2e);
            ++gases;
        } else if (number("co2-biogenic")) {
            CHECK_FALSE(number("co2e"));
            ++biogenic;
        } else {
            CHECK(factor.gases.empty());
            CHECK(factor.co2e->in(units::kg) == *number("co2e"));
            CHECK(to_text(factor.co2e_set) == in["gwp_set"]);  // refrigerants under the Montreal protocol do not state theirs
            ++only;
        }
    }
    CHECK(gases == 810);      // docs/shipped-factors.md
    CHECK(only == 1168);
    CHECK(biogenic == 56);
}

TEST_CASE("columns that only own tables have: uncertainty, assumptions, blanks that are said, the region of the source") {
    std::string const columns = "key,what,kind,region,year,unit,n2o,uncertainty,assumptions,published,released_by,source_region,document,confidence\n";
    auto const read = [&](std::string const& row) { return FactorDatabase::try_from_csv(columns + row, "t.csv"); };
    auto const good = read("a,x,direct,CN-AH,2020,kg/t,1,0.05,\"one\ntwo\",,2020-12-31,CN,d,official-seen\nb,y,direct,CN-AH,2020,kg/t,1,,,no,,,d,official-seen\n").value();
    Factor const& a = *good.get_key("a");
    CHECK(a.uncertainty == 0.05);
    CHECK(a.assumptions == std::vector<std::string>{"one", "two"});
    CHECK(a.provenance.released_by == Date(2020, 12, 31));
    CHECK_FALSE(a.provenance.released);
    CHECK(a.provenance.region == "CN");
    CHECK(good.find_key("b").problem().id == "factor.not-published");
    CHECK(read("a,x,direct,CN,2020,kg/t,1,-0.05,,,,,d,official-seen\n").problem().id == "factor.uncertainty");
    CHECK(read("a,x,direct,CN,2020,kg/t,1,5 %,,,,,d,official-seen\n").problem().id == "csv.number");
    CHECK(read("a,x,direct,CN,2020,kg/t,1,,,,2020,,d,official-seen\n").problem().id == "date.invalid");
}
