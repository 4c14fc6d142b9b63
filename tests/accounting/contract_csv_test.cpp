// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <string>

#include "tanji/accounting/contract_csv.hpp"
#include "tanji/units/constants.hpp"

using namespace tanji;

TEST_CASE("electricity by consumption, heat by line; rates are per the unit of the row") {
    auto const read = try_read_contracts("contract,for,carrier,amount,unit,kg_co2_per_unit,supplier_rate,technology,attributes_included,evidence\n"
                                         "PPA,plant,,4,MWh,20,no,hydro,yes,settlement 4\n"
                                         "tariff,plant,electricity,1000,kWh,0.1,yes,,no,\n"
                                         "H-1,line 7,steam,3,GJ heat,55.5,,,yes,contract 9\n", "c.csv").value();
    REQUIRE(read.electricity.size() == 2);
    CHECK(read.electricity[0].amount == mwh(4));
    CHECK(read.electricity[0].kg_co2_per_kwh == 0.02);  // 20 kg/MWh
    CHECK(read.electricity[0].attributes_included);
    CHECK_FALSE(read.electricity[0].supplier_rate);
    CHECK(read.electricity[1].supplier_rate);
    CHECK_FALSE(read.electricity[1].attributes_included);
    REQUIRE(read.heat.size() == 1);
    CHECK(read.heat[0].id == "line 7");
    CHECK(read.heat[0].carrier == EnergyCarrier::steam);
    CHECK(emission(read.heat[0].amount, read.heat[0].supplier).gases().find(gas::co2_fossil).value().in(units::kg) == doctest::Approx(3 * 55.5).epsilon(1e-15));
    CHECK(read.heat[0].supplier->not_estimated.size() == 2);
}

TEST_CASE("Chinese headers") {
    auto const read = try_read_contracts("\xE5\x90\x88\xE5\x90\x8C\xE7\xBC\x96\xE5\x8F\xB7,\xE7\x94\xA8\xE7\x94\xB5\xE7\xBC\x96\xE5\x8F\xB7,\xE7\x94\xB5\xE9\x87\x8F,\xE5\x8D\x95\xE4\xBD\x8D,\xE6\x8E\x92\xE6\x94\xBE\xE5\xBC\xBA\xE5\xBA\xA6,\xE7\x8E\xAF\xE5\xA2\x83\xE5\xB1\x9E\xE6\x80\xA7\n"
                                         "PPA,plant,4,MWh,0,\xE6\x98\xAF\n").value();
    REQUIRE(read.electricity.size() == 1);
    CHECK(read.electricity[0].attributes_included);
    CHECK(read.electricity[0].kg_co2_per_kwh == 0);
}

TEST_CASE("mistakes: all rows, each with its line") {
    std::string const head = "contract,for,carrier,amount,unit,kg_co2_per_unit,attributes_included\n";
    auto const refused = try_read_contracts(head + ",plant,,4,MWh,0,yes\nb,,,4,MWh,0,yes\nc,p,,-4,MWh,0,yes\nd,p,,4,GJ,0,yes\ne,p,,4,MWh,,yes\nf,p,,4,MWh,0,perhaps\ng,p,gas,4,GJ,0,yes\nh,p,heat,4,GJx,0,yes\n", "c.csv");
    REQUIRE_FALSE(refused);
    CHECK(refused.problem().id == "contract.refused");
    REQUIRE(refused.problem().related.size() == 8);
    for (std::size_t i = 0; i < 8; ++i) CHECK(refused.problem().related[i].find("c.csv:" + std::to_string(i + 2)) != std::string::npos);
    // Pasted twice, 8 of 10 MWh would be claimed where 4 were bought; another consumption of the same contract is no mistake.
    auto const twice = try_read_contracts(head + "a,plant,,4,MWh,0,yes\na,office,,4,MWh,0,yes\na,plant,,4,MWh,0,yes\n", "c.csv");
    REQUIRE_FALSE(twice);
    REQUIRE(twice.problem().related.size() == 1);
    CHECK(twice.problem().related[0].find("c.csv:4") != std::string::npos);
    CHECK(try_read_contracts("contract,for,amount\n", "c.csv").problem().id == "contract.columns");
    CHECK(try_read_contracts("", "c.csv").problem().id.substr(0, 4) == "csv.");
}
