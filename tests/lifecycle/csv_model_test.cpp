// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/lifecycle/csv_model.hpp"

#include <doctest/doctest.h>

#include "lifecycle/small_model.hpp"

using namespace tanji;
using tanji::test::NamedMatrices;

namespace {

/// A model that uses every file and column the format has.
CsvTexts full() {
    CsvTexts t;
    t["database.csv"].text = "key,value\nname,small\nlicence,MIT\n";
    t["locations.csv"].text = "code,name,name_zh,parent\nCN-AH,Anhui,,CN\nCN,China,\xE4\xB8\xAD\xE5\x9B\xBD,\n";
    t["flows.csv"].text = "id,name,type,unit,category,cas,formula,location,synonyms,name_zh\n"
                          "power,electricity,product,kWh,,,,,mains;grid,\xE7\x94\xB5\n"
                          "oil,fuel oil,product,t,,,,CN,,\n"
                          "ash,ash,waste,kg,,,,,,\n"
                          "co2,\"Carbon dioxide, fossil\",elementary,kg,air/unspecified,124-38-9,CO2,,,\n";
    t["properties.csv"].text = "flow,property,unit,factor,economic\noil,net heat,MJ net,41868,\noil,volume,m3,1.25,\noil,price,CNY,4000,yes\npower,price,CNY,0.5,yes\n";
    t["processes.csv"].text = "id,name,location,allocation,aggregated,name_zh,source,year,confidence\nplant,power plant,CN-AH,physical,,\xE7\x94\xB5\xE5\x8E\x82,a report,2024,transcribed-1\nrefinery,refinery,CN,,yes,,,,\n";
    t["exchanges.csv"].text = "process,flow,direction,amount,unit,reference,avoided,provider,location,formula,uncertainty,a,b,c,id,source\n"
                              "plant,power,output,1,MWh,yes,,,,,,,,,,\n"
                              "plant,oil,input,0.2,t,,,refinery,,share * 2,lognormal,0.2,1.1,,1,a measurement\n"
                              "plant,oil,input,0.05,m3,,,,,,,,,,,\n"
                              "plant,ash,output,3,kg,,,,CN,,triangular,2,3,4,,\n"
                              "plant,co2,output,600,kg,,,,,,,,,,2,\n"
                              "plant,power,input,10,kWh,,,,,,,,,,,\n"
                              "refinery,oil,output,1,t,yes,,,,,,,,,,\n"
                              "refinery,power,output,1,MWh,,,,,,,,,,,\n";
    t["parameters.csv"].text = "name,value,formula,process,category\nbase,0.05,,,\nshare,0.1,2 * base,plant,\ngwp,1,,,warming\n";
    t["allocation.csv"].text = "process,product,method,value,exchange,exchange_flow\nrefinery,oil,physical,0.75,,\nrefinery,power,physical,0.25,,\nplant,power,causal,1,2,\n";
    t["methods.csv"].text = "method,id,name,unit,direction,method_name\nipcc,warming,Climate change,kg CO2 eq,output,IPCC\n";
    t["factors.csv"].text = "category,flow,value,unit,location,formula\nwarming,co2,1000,t,,\nwarming,co2,2,kg,CN,2 * gwp\n";
    t["normalisation.csv"].text = "method,set,category,normalisation,weighting\nipcc,world,warming,7000,0.5\n";
    return t;
}

/// The problem after one text was replaced in one file.
Problem spoilt(char const* file, std::string_view from, std::string_view to) {
    auto texts = full();
    auto& text = texts[file].text;
    texts[file].file = file;
    auto const at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    auto const result = try_read_csv_model(texts);
    return result ? Problem{} : result.problem();
}

}  // namespace

TEST_CASE("a model in CSV reads with all it says") {
    auto const import = read_csv_model(full());
    auto const& c = import.database.content();
    CHECK(c.name == "small");
    REQUIRE(c.processes.size() == 2);
    auto const& plant = c.processes[0];
    CHECK(plant.source.document == "a report");
    CHECK(plant.default_allocation == AllocationMethod::physical);
    CHECK(plant.synonyms.size() == 1);
    auto const& oil = plant.exchanges[1];
    CHECK(oil.provider == 1);
    CHECK(oil.reference_amount() == 200);                                              // kg
    CHECK(plant.exchanges[2].reference_amount() == doctest::Approx(40).epsilon(1e-15)); // 0.05 m3 at 1.25 m3/t
    CHECK(plant.sources.at(oil.source).document == "a measurement");
    CHECK(plant.uncertainties.at(oil.uncertainty).kind == DistributionKind::lognormal);
    CHECK(plant.uncertainties.at(plant.exchanges[3].uncertainty).c == 4);
    CHECK(c.locations[0].parent == 1);
    CHECK(c.processes[1].aggregated);
    auto const& category = import.methods.at(0).categories.at(0);
    CHECK(category.factors.at(0).value == 1);  // 1000 per t
    CHECK(category.parameters.at(0).name == "gwp");
    CHECK(import.methods[0].normalisation.at(0).values.at(0).weighting.value() == 0.5);
    NamedMatrices const got(link(import.database, {.policy = Linking::unique_reference, .allocation = Allocation::physical}));
    CHECK(got.a.at({"plant/power", "plant/power"}) == 990);
    CHECK(got.a.at({"refinery/oil", "plant/power"}) == doctest::Approx(-240).epsilon(1e-15));
}

TEST_CASE("writing and reading again changes no bit") {
    auto const import = read_csv_model(full());
    auto const once = write_csv_model(import);
    auto const again = read_csv_model(once);
    CHECK(write_csv_model(again) == once);
    auto const a = link(import.database, {.allocation = Allocation::physical}), b = link(again.database, {.allocation = Allocation::physical});
    CHECK(NamedMatrices(a).a == NamedMatrices(b).a);
    CHECK(NamedMatrices(a).b == NamedMatrices(b).b);
}

TEST_CASE("what cannot be used is an error with file and line") {
    auto const unknown = spoilt("exchanges.csv", "plant,ash", "plant,asch");
    CHECK(unknown.id == "csv.unknown-id");
    CHECK(unknown.where.file == "exchanges.csv");
    CHECK(unknown.where.line == 5);
    CHECK(unknown.related.front() == "ash");
    CHECK(spoilt("exchanges.csv", "600,kg", "600,kgg").id == "unit.unknown");
    CHECK(spoilt("exchanges.csv", "600,kg", "600,kWh").id == "unit.kind");
    CHECK(spoilt("exchanges.csv", "600,kg", ",kg").id == "csv.empty");
    CHECK(spoilt("exchanges.csv", "600,kg", "NaN,kg").id == "csv.number");
    CHECK(spoilt("exchanges.csv", "600,kg", "inf,kg").id == "csv.number");
    CHECK(spoilt("exchanges.csv", "co2,output", "co2,out").id == "csv.word");
    CHECK(spoilt("exchanges.csv", "lognormal,0.2", ",0.2").id == "csv.word");
    CHECK(spoilt("exchanges.csv", "lognormal,0.2,1.1", "lognormal,0.2,").id == "csv.empty");
    CHECK(spoilt("exchanges.csv", "refinery,,share", "rafinery,,share").id == "csv.unknown-id");
    CHECK(spoilt("flows.csv", "id,name", "id,nam").id == "csv.column");
    CHECK(spoilt("flows.csv", "ash,ash,waste", "oil,ash,waste").id == "database.duplicate-id");
    CHECK(spoilt("flows.csv", "ash,ash,waste", "ash,ash,wastes").id == "csv.word");
    CHECK(spoilt("processes.csv", "CN-AH", "CN-ZZ").id == "csv.unknown-id");
    CHECK(spoilt("processes.csv", "transcribed-1", "sure").id == "csv.word");
    CHECK(spoilt("properties.csv", "41868", "").id == "csv.empty");
    CHECK(spoilt("properties.csv", "power,price,CNY", "power,price,EUR").id == "unit.kind");
    CHECK(spoilt("allocation.csv", "0.75,,", "0.75,1,").id == "csv.word");
    CHECK(spoilt("database.csv", "licence", "license").id == "csv.word");
    CHECK(spoilt("processes.csv", "refinery,refinery", "refinery,refinery,x").id.starts_with("csv."));

    auto missing = full();
    missing.erase("flows.csv");
    CHECK(try_read_csv_model(missing).problem().id == "csv.missing-file");
    auto extra = full();
    extra["flow.csv"].text = "id\n";
    CHECK(try_read_csv_model(extra).problem().id == "csv.unknown-file");
}

TEST_CASE("without locations.csv every code in use is a place") {
    auto texts = full();
    texts.erase("locations.csv");
    auto const import = read_csv_model(texts);
    CHECK(import.database.content().locations.size() == 2);
}
