// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "support/shared.hpp"
#include "tanji/base/text.hpp"
#include "tanji/accounting/account.hpp"
#include "tanji/accounting/activity_csv.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/file.hpp"
#include "tanji/io/factor_tables_cn.hpp"
#include "tanji/units/constants.hpp"
#include "tanji/units/parse.hpp"

using namespace tanji;

namespace {

TableOptions gbt(int year = 2024) { return {.document = "GB/T 32151.34-" + std::to_string(year), .year = year, .co2 = gas::co2_fossil}; }
double co2(Factor const& factor) { return factor.gases.find(gas::co2_fossil)->in(units::kg); }
std::string id_of(auto const& work) {
    try {
        (void)work();
    } catch (Error const& error) {
        return error.problem().id;
    }
    return {};
}

constexpr char const* fields = "library_year,code,name,category_path,factor_name,value,unit,region,gas,time_representativeness,provider,source_description,source_record_id\n";
TableImport national(std::string const& rows, TableOptions const& options) { return read_national_factors(table_from_csv(fields + rows, "national.csv"), options); }
TableOptions database() { return {.document = "National factor database", .edition = "v1", .year = 2023, .gwp = gwp::ar5(), .heat = "net", .co2 = gas::co2_fossil}; }

}  // namespace

// Numbers of facts/china/national_ef_database.csv: power coal 96.2 tCO2/TJ and 17.64 GJ/t, primary aluminium 1.69 tCO2e/t.
TEST_CASE("the national factor database: emissions become factors, heating values do not") {
    auto const read = national("v1,E1,power coal,energy/coal,factor,96.2,tCO2/TJ,\u5168\u56fd,CO2,2018-2020,NCSC,survey,r1\n"
                               "v1,E2,power coal,energy/coal,heating value,17.64,GJ/t,China,,2020,NCSC,survey,r2\n"
                               "v1,E3,primary aluminium,industry/aluminium,factor,1.69,tCO2e/t,China,CO2e,2021 average,NCSC,survey,r3\n"
                               "v1,E4,nitric acid,industry,factor,7,kg/t,Anhui,N2O,2020,NCSC,survey,r4\n"
                               "v1,E5,propane,energy,carbon,0.817,tC/t,China,,2020,NCSC,survey,r5\n"
                               "v1,E6,blank,industry,factor,,tCO2/t,China,CO2,2020,NCSC,survey,r6\n", database());
    CHECK(read.left_out.size() == 2);
    Factor const& coal = *read.factors.get_key("cn.national.2023.e1");
    CHECK(same_kind(coal.per, unit("GJ net")));
    CHECK(co2(coal) == doctest::Approx(96200));  // per TJ
    CHECK_FALSE(coal.provenance.data_year);      // three years are not one
    CHECK(coal.provenance.edition == "v1");
    CHECK(coal.provenance.place == "r1");
    CHECK(coal.assumptions == std::vector<std::string>{"CO2 of unstated origin taken as co2-fossil, as asked for"});
    Factor const& aluminium = *read.factors.get_key("cn.national.2023.e3");
    CHECK(aluminium.co2e->in(units::kg) == doctest::Approx(1690));
    CHECK(aluminium.co2e_set == gwp::ar5());
    CHECK(aluminium.region == "CN");
    CHECK(aluminium.provenance.data_year == 2021);
    Factor const& acid = *read.factors.get_key("cn.national.2023.e4");
    CHECK(acid.region == "CN-AH");
    CHECK(acid.gases.find(gas::n2o)->in(units::kg) == doctest::Approx(7));
    CHECK(read.factors.find_key("cn.national.2023.e6").problem().id == "factor.not-published");
}

TEST_CASE("what the national factor database does not say is asked for, never guessed") {
    std::string const coal = "v1,E1,power coal,,,96.2,tCO2/TJ,China,CO2,,,,\n";
    TableOptions options = database();
    options.heat.clear();  // net or gross: 5 % apart
    CHECK(national(coal, options).left_out.at(0).problem.got == "tCO2/TJ, net or gross");
    options = database();
    options.co2.reset();   // fossil or biogenic
    CHECK(national(coal, options).left_out.at(0).problem.got == "\"CO2\" of unstated origin");
    options = database();
    options.year = 0;
    CHECK(id_of([&] { return national(coal, options); }) == "factor.year");
    CHECK(id_of([&] { return national("v1,E1,x,,,n/a,tCO2/t,China,CO2,,,,\n", database()); }) == "table.number");
    CHECK(id_of([&] { return national(coal + coal, database()); }) == "factor.duplicate");
    CHECK(national("v1,E1,x,,,1,tCO2/t,China,N2O,,,,\n", database()).left_out.size() == 1);
    CHECK(national("2022,E1,x,,,1,tCO2/t,China,CO2,,,,\n", {.document = "D", .co2 = gas::co2_fossil}).factors.factors()[0]->year == 2022);
    CHECK(id_of([&] { return read_national_factors(table_from_csv("code,name\n1,2\n"), database()); }) == "table.header");
}

// GB/T 32151.34-2024, table C.1 (facts/china/fuels_gbt32151_34_2024.csv): 26.7 x 0.0274 x 0.94 x 44/12 = 2.521512 t/t.
TEST_CASE("a fuel table: parameters, or a row per fuel") {
    auto const rows = read_fuel_table(table_from_csv("key,name_zh,value,unit\nfuel.gbt.anthracite.ncv,\u65e0\u70df\u7164 x,26.7,GJ/t\nfuel.gbt.anthracite.cc,,0.0274,tC/GJ\nfuel.gbt.anthracite.of,,0.94,fraction\n"
                                                     "fuel.gbt.anthracite.ef,,2.521512,tCO2/t\nfgd.I,,0.9,fraction\n"), gbt());
    CHECK(rows.left_out.size() == 1);
    Factor const& coal = *rows.factors.get_key("cn.fuel.2024.fuel.gbt.anthracite");
    CHECK(coal.what == "anthracite burned");
    CHECK(coal.name_zh == "\u65e0\u70df\u7164");
    CHECK(co2(coal) == doctest::Approx(2521.512).epsilon(1e-6));
    CHECK(coal.not_estimated == std::vector<Gas>{gas::ch4, gas::n2o});
    CHECK(coal.provenance.confidence == Confidence::derived);
    Factor const& heat = *rows.factors.get_key("cn.fuel.2024.fuel.gbt.anthracite.heat");
    CHECK(same_kind(heat.per, unit("GJ net")));
    CHECK(co2(heat) == doctest::Approx(27.4 * 0.94 * 44 / 12));

    std::string const head = "fuel,ncv,ncv_unit,cc,cc_unit,of,origin\n";
    TableOptions silent = gbt();
    silent.co2.reset();
    auto const wide = read_fuel_table(table_from_csv(head + "straw,14.7,GJ/t,0.0305,tC/GJ,0.9,biogenic\nnatural gas,389.31,GJ/10^4Nm3,0.0153,tC/GJ,0.99,fossil\nodd,1,GJ/t,1,tC/GJ,1,\n"), silent);
    CHECK(wide.factors.get_key("cn.fuel.2024.straw")->gases.contains(gas::co2_biogenic));  // by the table's word, not by the fuel's name
    CHECK_FALSE(wide.factors.get_key("cn.fuel.2024.straw")->gases.contains(gas::co2_fossil));
    // 389.31 x 0.0153 x 0.99 x 44/12 = 21.62167... t per 10^4 m3 (GB/T 32151.34-2024, table C.1)
    CHECK(co2(*wide.factors.get_key("cn.fuel.2024.natural_gas")) == doctest::Approx(389.31 * 15.3 * 0.99 * 44 / 12));
    REQUIRE(wide.left_out.size() == 1);
    CHECK(wide.left_out[0].problem.got == "no origin of the carbon");
}

TEST_CASE("fuel tables with a slip are refused, with the row") {
    auto const read = [](std::string const& rows) { return id_of([&] { return read_fuel_table(table_from_csv("fuel,ncv,ncv_unit,cc,cc_unit,of,ef,ef_unit,origin\n" + rows, "f.csv"), gbt()); }); };
    CHECK(read("coal,26.7,GJ/t,0.0274,tC/GJ,0.94,2.521512,tCO2/t,\n").empty());
    CHECK(read("coal,26.7,GJ/t,0.0274,tC/GJ,0.94,2.52,tCO2/t,\n").empty());  // rounded as printed
    CHECK(read("coal,26.7,GJ/t,0.0274,tC/GJ,0.94,2.53,tCO2/t,\n") == "factor.fuel");
    CHECK(read("coal,26.7,GJ/t,0.0274,tC/GJ,0.94,2.52,tCO2/GJ,\n") == "factor.fuel");
    CHECK(read("coal,26.7,GJ/t,0.0274,tC/GJ,94,,,\n") == "fuel.oxidation");
    CHECK(read("coal,26.7,GJ/t,0.0274,tC/t,0.94,,,\n").starts_with("unit"));
    CHECK(read("coal,26.7,t,0.0274,tC/GJ,0.94,,,\n").starts_with("unit"));
    CHECK(read("coal,26.7,GJ gross/t,0.0274,tC/GJ,0.94,,,\n") == "fuel.unit");
    CHECK(read("coal,0,GJ/t,0.0274,tC/GJ,0.94,,,\n") == "fuel.range");
    CHECK(read("coal,26.7,GJ/t,0.0274,tC/GJ,0.94,,,guess\n") == "factor.fuel");
    CHECK(read_fuel_table(table_from_csv("fuel,ncv,ncv_unit,cc,cc_unit,of\ncoal,26.7,GJ/t,,tC/GJ,0.94\n"), gbt()).left_out.at(0).problem.got == "no cc");
}

// IUPAC 2021 weights: CaCO3 gives off 44.0095 / 100.086 = 0.4397.
TEST_CASE("carbonates: what is printed, unless the formula says otherwise") {
    auto const read = read_carbonate_table(table_from_csv("key,value,unit\ncarbonate.CaCO3,0.440,tCO2/t\ncarbonate.CaMg(CO3)2,0.477,tCO2/t\nfgd.I_default,0.90,fraction\n"), gbt());
    CHECK(co2(*read.factors.get_key("cn.carbonate.2024.caco3")) == doctest::Approx(440));  // 0.440, not 0.4397: the method's number goes first
    CHECK(read.factors.factors().size() == 2);
    CHECK(read.left_out.size() == 1);
    CHECK(id_of([] { return read_carbonate_table(table_from_csv("formula,value,unit\nCaCO3,0.404,tCO2/t\n"), gbt()); }) == "factor.carbonate");
    CHECK(read_carbonate_table(table_from_csv("formula,value,unit\nCaXx3,0.4,tCO2/t\nCaCO3,0.44,tC/t\n"), gbt()).left_out.size() == 2);
}

// GB/T 32151.34-2024, table C.4: 1.75 MPa lies between 1.70 and 1.80.
TEST_CASE("a steam table from a sheet") {
    SheetTable sheet{.file = "steam.xlsx", .rows = {{"state", "pressure_mpa", "temperature_c", "enthalpy_kj_per_kg", ""}, {}, {"saturated", "1.7", "204.3", "2793.8"}, {"saturated", "1.8", "207.1", "2795.1"}}};
    sheet.rows[0].pop_back();
    CHECK(read_steam_table(sheet).saturated(1.75).value().enthalpy == doctest::Approx(2794.45));
    sheet.rows[0][0] = "oops";
    CHECK(id_of([&] { return read_steam_table(sheet); }).starts_with("csv"));
}

// Rule C4. LNG: 0.0172 tC/GJ in the table of the trading scheme, 0.0153 in GB/T 32151.34.
TEST_CASE("one calculation takes one document's fuel table") {
    auto const table = [](std::string const& name, std::string const& number, int year) {
        return read_fuel_table(table_from_csv("fuel,ncv,ncv_unit,cc,cc_unit,of\n" + name + "," + number + ",GJ/t,0.0172,tC/GJ,0.98\n"), gbt(year)).factors;
    };
    auto const both = table("LNG", "51.498", 2024).with(table("diesel", "43.33", 2015));
    auto const lines = [](std::string const& rows) { return read_activity_csv("id,site,category,what,factor_year,place,amount,unit,period\n" + rows); };
    auto const rules = RuleSet::get("ghg-protocol", year_period(2024));
    auto const one = account_all(lines("1,A,stationary-combustion,LNG burned,2024,CN,5,t,2024-01\n"), {}, rules, both);
    CHECK(one.ok());
    auto const mixed = account_all(lines("1,A,stationary-combustion,LNG burned,2024,CN,5,t,2024-01\n2,A,stationary-combustion,diesel burned,2015,CN,5,t,2024-02\n"), {}, rules, both);
    CHECK_FALSE(mixed.ok());
    CHECK(std::any_of(mixed.findings.begin(), mixed.findings.end(), [](Finding const& each) { return each.problem.id == "account.fuel-tables"; }));
}

TEST_CASE("the tables of the shared facts") {
    auto const table_of = [](std::string const& path) { return table_from_csv(read_text_file(path), path); };
    if (auto const path = test::shared_path("facts/china/fuels_gbt32151_34_2024.csv")) {
        auto const read = read_fuel_table(table_of(*path), gbt());  // throws where a printed .ef is not the product of the three
        CHECK(read.factors.factors().size() == 2 * 26);             // facts/china.md: 26 fuels
        CHECK(read.left_out.empty());
    } else {
        MESSAGE("skipped: no shared facts");
    }
    if (auto const path = test::shared_path("facts/china/fuels_gbt32151_5_2015.csv")) CHECK(read_fuel_table(table_of(*path), gbt(2015)).factors.factors().size() == 2 * 10);
    if (auto const path = test::shared_path("facts/china/carbonate_factors.csv")) {
        auto const read = read_carbonate_table(table_of(*path), gbt());
        CHECK(read.factors.factors().size() == 11);
        std::string const text = read_text_file(*path);
        CsvReader in(text, *path);
        while (in.next()) {
            if (in["key"].starts_with("carbonate.")) CHECK(co2(*read.factors.get_key("cn.carbonate.2024." + tanji::lower(in["key"].substr(10)))) == doctest::Approx(in.number("value") * 1000).epsilon(1e-12));
        }
    }
    if (auto const path = test::shared_path("facts/china/steam_saturated.csv")) CHECK(read_steam_table(table_of(*path)).saturated_rows().size() == 70);
}
