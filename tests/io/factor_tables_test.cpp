// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <cmath>
#include <tuple>

#include "support/shared.hpp"
#include "tanji/base/csv.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/text.hpp"
#include "tanji/claims/canonical_json.hpp"
#include "tanji/io/factor_tables.hpp"
#include "tanji/units/constants.hpp"
#include "tanji/units/parse.hpp"
#include "tanji/units/literals.hpp"

using namespace tanji;

namespace {

constexpr char const* head = "Scope,Level 1,Level 2,Level 3,Level 4,Column Text,UOM,GHG/Unit,GHG Conversion Factor 2023\n";
TableOptions uk() { return {.document = "UK factors", .gwp = gwp::ar5(), .licence = "OGL-3.0"}; }
TableImport defra(std::string const& rows) { return read_defra(table_from_csv(head + rows, "flat.csv"), uk()); }

}  // namespace

// Rows 1_100_1004_6 of the UK factors 2023 (facts/ghg/defra_2023_full.csv).
TEST_CASE("four rows of the UK flat file are one factor") {
    std::string const gas = "Scope 1,Fuels,Gaseous fuels,Natural gas,,,kWh (Gross CV),kg CO2e";
    auto const read = defra(gas + ",0.18293\n" + gas + " of CO2 per unit,0.18256\n" + gas + " of CH4 per unit,0.00028\n" + gas + " of N2O per unit,0.00009\n");
    REQUIRE(read.factors.factors().size() == 1);
    auto const& factor = *read.factors.factors()[0];
    CHECK(factor.what == "Fuels; Gaseous fuels; Natural gas");
    CHECK(factor.year == 2023);
    CHECK(factor.gases.find(gas::co2_fossil)->in(units::kg) == doctest::Approx(0.18256));
    CHECK(factor.gases.find(gas::ch4)->in(units::kg) == doctest::Approx(0.00028 / 28));
    CHECK(factor.gases.find(gas::n2o)->in(units::kg) == doctest::Approx(0.00009 / 265));
    CHECK(same_kind(factor.per, unit("kWh gross")));
    CHECK(factor.provenance.licence == "OGL-3.0");
    CHECK_THROWS_AS((void)defra(gas + ",0.19293\n" + gas + " of CO2 per unit,0.18256\n" + gas + " of CH4 per unit,0.00028\n" + gas + " of N2O per unit,0.00009\n"), Error);
}

TEST_CASE("a blank of the UK flat file is not published, and a unit that nobody knows is listed") {
    auto const read = defra("Scope 3,Waste disposal,Refuse,Glass,,Composting,tonnes,kg CO2e,\nScope 3,Hotel stay,Hotel stay,UK,,,per guest mood,kg CO2e,10.4\nOutside of Scopes,Bioenergy,Biofuel,Biodiesel,,,litres,kg CO2e,2.39\n"
                            "Scope 3,WTT- fuels,Gaseous fuels,Natural gas,,,kWh (Net CV),kg CO2e,0.03\n");
    CHECK(read.factors.find_key("gb.flat.2023.1").problem().id == "factor.not-published");
    CHECK(read.left_out.size() == 1);
    CHECK(read.factors.get_key("gb.flat.2023.3")->gases.contains(gas::co2_biogenic));
    CHECK(read.factors.get_key("gb.flat.2023.4")->kind == FactorKind::upstream);
    CHECK(read.factors.get_key("gb.flat.2023.4")->co2e_set == gwp::ar5());
}

// data/factors/uk-groups.csv. In the file, headings are all there is: materials, waste and hotels are life cycles, and no direct emissions of who reports.
TEST_CASE("what a heading of the UK file covers is said by a table, and a heading that is not there is left out") {
    auto const row = [](std::string const& level1, std::string const& level3, std::string const& unit) { return "Scope 3," + level1 + ",X," + level3 + ",,," + unit + ",kg CO2e,2\n"; };
    auto const read = defra(row("Material use", "Glass", "tonnes") + row("Waste disposal", "Glass", "tonnes") + row("Bioenergy", "Biodiesel ME", "litres") + row("WTT- bioenergy", "Biodiesel ME", "litres") + row("Hydrogen", "green", "tonnes") +
                            row("Overseas electricity", "Electricity: Norway", "kWh") + row("Overseas electricity", "Electricity: Atlantis", "kWh"));
    std::vector<FactorKind> kinds;
    for (auto const& factor : read.factors.factors()) kinds.push_back(factor->kind);
    CHECK(kinds == std::vector<FactorKind>{FactorKind::footprint, FactorKind::footprint, FactorKind::direct, FactorKind::upstream, FactorKind::direct, FactorKind::direct});
    REQUIRE(read.left_out.size() == 1);
    CHECK(read.left_out[0].problem.got == "\"Hydrogen; X; green\"");
    CHECK(read.factors.factors()[4]->region == "NO");
    CHECK(read.factors.factors()[5]->region == "Atlantis");
    CHECK(read.factors.factors()[0]->provenance.region == "GB");
    TableOptions said = uk();
    said.kind = FactorKind::upstream;
    CHECK(read_defra(table_from_csv(std::string(head) + row("Hydrogen", "green", "tonnes")), said).factors.factors()[0]->kind == FactorKind::upstream);
}

TEST_CASE("tables that are others are refused") {
    CHECK_THROWS_AS((void)read_defra(table_from_csv("a,b\n1,2\n"), uk()), Error);
    CHECK_THROWS_AS((void)read_egrid(table_from_csv("a,b\n1,2\n"), uk()), Error);
    CHECK_THROWS_AS((void)read_ember(table_from_csv("year,b\n2020,2\n"), uk()), Error);
    CHECK_THROWS_AS((void)read_epa_supply_chain(table_from_csv("a,b\n1,2\n"), uk()), Error);
    CHECK(defra("Scope 3,Hotel stay,Hotel stay,UK,,,tonnes,kg CO2e,< 1\n").left_out.at(0).problem.got == "\"< 1\"");
    CHECK_THROWS_AS((void)read_egrid(table_from_csv("year,subregion,co2_lb_per_MWh,ch4_lb_per_GWh,n2o_lb_per_GWh\n2022,A,n/a,30,4\n"), {.document = "eGRID"}), Error);
    TableOptions nameless = uk();
    nameless.document.clear();
    CHECK_THROWS_AS((void)read_defra(table_from_csv(std::string(head) + "Scope 1,Fuels,G,N,,,tonnes,kg CO2e,1\n"), nameless), Error);
}

// Row "CAMX" of case egrid-camx-2022: 497.443 lb/MWh of CO2, 30 and 4 lb/GWh of CH4 and N2O, 1 lb = 0.45359237 kg.
TEST_CASE("eGRID counts CO2 per MWh and the others per GWh") {
    auto const read = read_egrid(table_from_csv("year,subregion,co2_lb_per_MWh,ch4_lb_per_GWh,n2o_lb_per_GWh\n2022,WECC California,497.443,30,4\n2022,blank,,30,4\n"), {.document = "eGRID"});
    auto const& factor = *read.factors.get_key("us.egrid.2022.wecc-california");
    CHECK(factor.gases.find(gas::co2_fossil)->in(units::kg) == doctest::Approx(497.443 * 0.45359237));
    CHECK(factor.gases.find(gas::ch4)->in(units::kg) == doctest::Approx(0.03 * 0.45359237));
    CHECK(read.factors.get_key("us.egrid.2022.blank")->not_estimated == std::vector<Gas>{gas::co2_fossil});
}

TEST_CASE("Ember gives life-cycle CO2e") {
    auto const read = read_ember(table_from_csv("Area,Year,Variable,Value\nChina,2023,CO2 intensity,582.3\nChina,2023,Coal,60\nMars,2023,CO2 intensity,\n"), {.document = "Ember"});
    auto const& factor = *read.factors.get_key("ember.2023.china");
    CHECK(factor.kind == FactorKind::footprint);
    CHECK(factor.co2e->in(units::g) == doctest::Approx(582.3));
    CHECK(read.factors.find_key("ember.2023.mars").problem().id == "factor.not-published");
}

TEST_CASE("the files of the shared folder") {
    if (auto const path = test::shared_path("facts/ghg/defra_2023_full.csv")) {
        // "The DEFRA 2023 groups that publish all gases: CO2e equals their sum within rounding": the reader throws where not.
        auto const read = read_defra(table_from_csv(read_text_file(*path), *path), {.document = "UK factors 2023", .year = 2023, .gwp = gwp::ar5()});
        std::size_t gases = 0;
        for (auto const& factor : read.factors.factors()) gases += factor->gases.size() == 3 ? 1 : 0;
        MESSAGE(read.factors.factors().size() << " factors, " << gases << " with three gases, " << read.left_out.size() << " left out");
        CHECK(gases == 1260);  // facts/ghg.md: 1,278 totals were checked; 18 of them are flights with radiative forcing, which stay CO2e
    }
    if (auto const path = test::shared_path("data/factors/supplychain_ghg/SupplyChainGHGEmissionFactors_v1.3.0_NAICS_byGHG_USD2022.csv")) {
        auto const read = read_epa_supply_chain(table_from_csv(read_text_file(*path), *path), {.document = "US EPA supply-chain factors 1.3"});
        CHECK(read.factors.factors().size() == 2 * 1016);  // the README counts 1016 industries x 18 gases, one of them CO2e of a mixture
        for (auto const& finding : read.left_out) CHECK(to_text(finding.problem) == "");
        auto const& soy = *read.factors.get_key("us.supply-chain.2022.111110");
        CHECK(soy.gases.find(gas::co2_fossil)->in(units::kg) == doctest::Approx(0.172));
        CHECK(soy.gases.size() == 17);
    }
    if (auto const path = test::shared_path("facts/ghg/egrid_subregion_2005_2022.csv")) {
        // The file also has what it makes of the pounds, rounded to six to nine decimals of a kg per kWh.
        std::string const text = read_text_file(*path);
        auto const read = read_egrid(table_from_csv(text, *path), {.document = "eGRID"});
        CsvReader in(text, *path);
        std::size_t row = 0;
        while (in.next()) {
            Factor const& factor = *read.factors.factors()[row++];
            CAPTURE(factor.key);
            CHECK(factor.provenance.region == factor.region);
            for (auto const& [gas, column, digit] : {std::tuple(gas::co2_fossil, "co2_kg_per_kWh", 1e-6), std::tuple(gas::ch4, "ch4_kg_per_kWh", 1e-9), std::tuple(gas::n2o, "n2o_kg_per_kWh", 1e-9)}) {
                if (auto const value = in.number_or_nothing(in.column(column))) CHECK(std::abs(factor.gases.find(gas)->in(units::kg) / 1000 - *value) <= digit);
            }
        }
        CHECK(row == read.factors.held().size());
        CHECK(row > 300);
    }
    if (auto const path = test::shared_path("data/factors/electricity/co2js/average-intensities.json")) {
        // co2.js keeps Ember's columns as JSON: put back into rows.
        SheetTable table{.file = *path, .rows = {{"country_code", "country_or_region", "year", "emissions_intensity_gco2_per_kwh"}}};
        auto const data = parse_json(read_text_file(*path));
        for (auto const& [name, entry] : *data.object()) {
            auto const* grams = entry.find("emissions_intensity_gco2_per_kwh");
            table.rows.push_back({*entry.find("country_code")->text(), *entry.find("country_or_region")->text(), number_text(*entry.find("year")->number()), grams->number() ? number_text(*grams->number()) : ""});
        }
        auto const read = read_ember(table, {.document = "Ember yearly electricity data"});
        CHECK(read.factors.held().size() == 222);  // shared/data/README.md counts them
        CHECK(read.factors.get_key("ember.2023.afg")->co2e->in(units::g) == doctest::Approx(123.71));
        for (auto const& factor : read.factors.factors()) CHECK(factor->kind == FactorKind::footprint);
    }
}
