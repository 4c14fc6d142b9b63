// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tanji/base/text.hpp"
#include "tanji/claims/claim_csv.hpp"

using namespace tanji;

namespace {

ClaimFile certificates() {
    return {"certificates.csv", "certificate,kind,issuer,device,technology,vintage,market,amount,unit,owner,state,beneficiary,kg_co2_per_kwh,evidence\n"
                                "GEC-7,GEC,NEA,wind-7,wind,2024-03,CN,600,MWh,Acme,cancelled,Acme,0,statement\n"
                                "GEC-8,GEC,NEA,wind-7,wind,2024-04,CN,1.5,MWh,Acme,,,,\n"};
}

ClaimFile consumptions() {
    return {"consumptions.csv", "consumption,holder,meter,period,amount,unit,market,city,supply,device\n"
                                "plant,Acme,M1,2024,1000,MWh,CN,Hefei,,\n"
                                "office,Acme,M2,2024,1000000,kWh,CN,Hefei,grid,\n"};
}

std::vector<std::string> ids(ClaimImport const& import) {
    std::vector<std::string> out;
    for (auto const& problem : import.refused) out.push_back(problem.id);
    return out;
}

ClaimImport read(std::vector<ClaimFile> files) {
    Registry registry;
    return read_claims(registry, files);
}

}  // namespace

TEST_CASE("tables in any order: everything is entered before it is allotted") {
    Registry registry;
    std::vector<ClaimFile> const files{{"draws.csv", "certificate,view,subject,amount,unit\nGEC-7,inventory,Acme,600,MWh\nGEC-7,city,Hefei,600,MWh\n"},
                                       {"allotments.csv", "certificate,consumption\nGEC-7,plant\n"}, consumptions(), certificates(),
                                       {"generation.csv", "device,generated,unit,period,generator\nwind-7,2,GWh,2024,Wind AG\n"}};
    auto const import = read_claims(registry, files);
    CHECK(import.ok());
    CHECK(import.certificates == 2);
    CHECK(import.consumptions == 2);
    CHECK(import.generation == 1);
    CHECK(import.allotments == 1);
    CHECK(import.draws == 2);
    CHECK(registry.balance("plant").certified == mwh(600));
    CHECK(registry.drawn(ClaimView::city, "Hefei") == mwh(600));
    auto const certificate = registry.store().certificate("GEC-7").value();
    CHECK(certificate.state == CertificateState::cancelled);
    CHECK(certificate.kg_co2_per_kwh == 0.0);
    CHECK_FALSE(registry.store().certificate("GEC-8")->kg_co2_per_kwh);  // empty is not zero
    CHECK(registry.store().consumption("office")->amount == mwh(1000));
}

TEST_CASE("a second use is refused with both places named") {
    auto const import = read({certificates(), consumptions(), {"allotments.csv", "certificate,consumption\nGEC-7,plant\nGEC-8,plant\nGEC-7,office\n"}});
    REQUIRE(ids(import) == std::vector<std::string>{"registry.second-consumption"});
    CHECK(import.allotments == 2);
    auto const text = to_text(import.refused.front());
    CHECK(text.find("allotments.csv:4") != std::string::npos);
    CHECK(text.find("first: allotments.csv:2") != std::string::npos);
    CHECK(text.find("600 MWh of GEC-7 are allotted to plant (Acme, meter M1, 2024)") != std::string::npos);
}

TEST_CASE("Chinese headers") {
    Registry registry;
    std::vector<ClaimFile> const files{{"a.csv", "\xE7\xBB\xBF\xE8\xAF\x81\xE7\xBC\x96\xE5\x8F\xB7,\xE7\x94\xA8\xE7\x94\xB5\xE7\xBC\x96\xE5\x8F\xB7\nGEC-7,plant\n"}, certificates(), consumptions()};
    CHECK(read_claims(registry, files).allotments == 1);
}

TEST_CASE("bad rows: each with its id, file and line; the others go in") {
    struct Bad {
        std::string row, id;
    };
    std::string const header = "certificate,kind,issuer,device,technology,vintage,market,amount,unit,owner,state,cancelled_on,kg_co2_per_kwh\n";
    for (auto const& [row, id] : {Bad{"A,gold,NEA,d,wind,2024,CN,1,MWh,Acme,,,", "certificate.kind"}, {"A,GEC,NEA,d,wind,2024-13,CN,1,MWh,Acme,,,", "period.invalid"},
                                  {"A,GEC,NEA,d,wind,2024,CN,,MWh,Acme,,,", "claims.number"}, {"A,GEC,NEA,d,wind,2024,CN,\"1,5\",MWh,Acme,,,", "claims.number"},
                                  {"A,GEC,NEA,d,wind,2024,CN,-1,MWh,Acme,,,", "registry.amount"}, {"A,GEC,NEA,d,wind,2024,CN,1,GJ,Acme,,,", "registry.amount"},
                                  {"A,GEC,NEA,d,wind,2024,CN,0,MWh,Acme,,,", "registry.amount"}, {"A,GEC,NEA,,wind,2024,CN,1,MWh,Acme,,,", "registry.field"},
                                  {"A,GEC,NEA,d,wind,2024,CN,1,MWh,Acme,gone,,", "certificate.state"}, {"A,GEC,NEA,d,wind,2024,CN,1,MWh,Acme,cancelled,,", "registry.field"},
                                  {"A,GEC,NEA,d,wind,2024,CN,1,MWh,Acme,,06/07/2024,", "date.invalid"}, {"A,GEC,NEA,d,wind,2024,CN,1,MWh,Acme,,,-1", "claims.number"},
                                  {"OK,GEC,NEA,d,wind,2024,CN,2,MWh,Acme,,,", "registry.duplicate"}}) {
        CAPTURE(row);
        auto const import = read({{"bad.csv", header + "OK,GEC,NEA,d,wind,2024,CN,1,MWh,Acme,,,\n" + row + "\nOK2,GEC,NEA,d,wind,2024,CN,1,MWh,Acme,,,\n"}});
        REQUIRE(ids(import) == std::vector<std::string>{id});
        CHECK(import.refused.front().where.file == "bad.csv");
        CHECK(import.refused.front().where.line == 3);
        CHECK(import.certificates == 2);
    }
}

TEST_CASE("bad tables") {
    CHECK(ids(read({{"x.csv", "a,b\n1,2\n"}})) == std::vector<std::string>{"claims.columns"});
    CHECK(ids(read({{"x.csv", ""}})).size() == 1);
    CHECK(read({{"x.csv", "a,b\n1,2\n"}}).refused.front().related.size() == 6);
    // A row that breaks the table ends it; what came before stays.
    auto const broken = read({certificates(), consumptions(), {"allotments.csv", "certificate,consumption\nGEC-7,plant\nGEC-8\nGEC-8,plant\n"}});
    CHECK(broken.allotments == 1);
    CHECK(broken.refused.size() == 1);
    CHECK(ids(read({certificates(), consumptions(), {"c.csv", "consumption,holder,meter,period,amount,unit,market,supply\nx,Acme,M9,2024,1,kWh,CN,pipe\n"}})) == std::vector<std::string>{"consumption.supply"});
    CHECK(ids(read({{"d.csv", "certificate,view,subject,amount,unit\nGEC-7,nation,X,1,kWh\n"}})) == std::vector<std::string>{"registry.view"});
}
