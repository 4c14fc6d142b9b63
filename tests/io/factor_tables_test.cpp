// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "support/shared.hpp"
#include "tanji/base/file.hpp"
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
    if (auto const path = test::shared_path("facts/ghg/egrid_subregion_2005_2022.csv")) CHECK(read_egrid(table_from_csv(read_text_file(*path), *path), {.document = "eGRID"}).factors.factors().size() > 300);
}
