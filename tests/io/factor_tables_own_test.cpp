// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <string>

#include "tanji/base/text.hpp"
#include "tanji/factors/factor_diff.hpp"
#include "tanji/io/factor_tables.hpp"
#include "tanji/io/factor_tables_own.hpp"
#include "tanji/units/constants.hpp"
#include "tanji/units/parse.hpp"

using namespace tanji;

namespace {

// Field by field, so that a field that a format forgets is noticed here; diff() leaves records, assumptions and places of the source out.
void check_same(FactorDatabase const& a, FactorDatabase const& b) {
    REQUIRE(a.held().size() == b.held().size());
    CHECK(diff(a, b).empty());
    for (std::size_t i = 0; i < a.held().size(); ++i) {
        Factor const& x = *a.held()[i].factor;
        Factor const& y = *b.held()[i].factor;
        CAPTURE(x.key);
        // A new field does not compile here until it is compared below.
        [[maybe_unused]] auto const& [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16] = x;
        CHECK(a.held()[i].unpublished == b.held()[i].unpublished);
        CHECK(x.key == y.key);
        CHECK(x.what == y.what);
        CHECK(x.name_en == y.name_en);
        CHECK(x.name_zh == y.name_zh);
        CHECK(x.kind == y.kind);
        CHECK(x.region == y.region);
        CHECK(x.year == y.year);
        CHECK(x.per == y.per);
        CHECK(std::equal(x.gases.begin(), x.gases.end(), y.gases.begin(), y.gases.end()));  // bit by bit
        CHECK(x.co2e == y.co2e);
        CHECK(x.co2e_set == y.co2e_set);
        CHECK(x.uncertainty == y.uncertainty);
        CHECK(x.not_estimated == y.not_estimated);
        CHECK(x.assumptions == y.assumptions);
        CHECK(x.provenance == y.provenance);
        CHECK(x.record == y.record);
        CHECK(digest(x) == digest(y));
    }
}

// One factor with something in every field, one as CO2e, one blank, one of which a part is blank.
FactorDatabase everything() {
    Factor full;
    full.key = "own.full";
    full.what = "steam, \"own\", 2 bar";
    full.name_en = "steam";
    full.name_zh = "\u84b8\u6c7d";
    full.kind = FactorKind::upstream;
    full.region = "CN-AH";
    full.year = 2024;
    full.per = unit("10^4 Nm3");
    full.gases = {{gas::co2_fossil, Mass::stored(0.1 + 0.2)}, {gas::co2_biogenic, Mass::stored(1e-300)}, {gas::ch4_biogenic, Mass::stored(1.0 / 3)}, {gas::sf6, Mass::stored(0)}};
    full.uncertainty = 0.07;
    full.not_estimated = {gas::n2o, gas::nf3};
    full.assumptions = {"first, with \"quotes\"", "second; of two"};
    full.provenance = {.document = "Own, measured", .edition = "v1.1", .released = Date(2025, 3, 1), .released_by = Date(2025, 12, 31), .valid_from = Date(2024, 1, 1), .valid_to = Date(2024, 12, 31), .data_year = 2022,
                       .region = "CN", .technology = "gas boiler", .licence = "CC0-1.0", .attribution = "repeat me", .place = "table 3", .confidence = Confidence::unverified, .note = "line\nbreak"};
    full.record = "{\"format\": \"x\"}";
    Factor as_co2e;
    as_co2e.key = "own.co2e";
    as_co2e.what = "goods";
    as_co2e.kind = FactorKind::footprint;
    as_co2e.region = as_co2e.provenance.region = "GLO";
    as_co2e.year = 2020;
    as_co2e.per = unit("t*km");
    as_co2e.co2e = Co2e::stored(0.6205);
    as_co2e.co2e_set = gwp::ar5_feedback();
    as_co2e.provenance.document = "D";
    as_co2e.provenance.confidence = Confidence::official_seen;
    Factor blank = as_co2e;
    blank.key = "own.blank";
    blank.kind = FactorKind::deduction;
    blank.co2e.reset();
    blank.co2e_set = {};
    Factor half = full;
    half.key = "own.half";
    auto made = FactorDatabase::of({full, as_co2e, blank, half}, {.least = Confidence::conflict});
    std::vector<FactorDatabase::Held> held(made.held().begin(), made.held().end());
    held[3].unpublished = true;
    return FactorDatabase::from_held(held, Confidence::conflict);
}

Problem problem_of(std::string const& factors) {
    auto const read = try_factors_from_json("{\"format\": \"tanji-factors/1\", \"factors\": [" + factors + "]}", "own.json", {.least = Confidence::conflict});
    return read ? Problem{} : read.problem();
}

constexpr char const* start = R"({"key": "a", "what": "heat", "kind": "direct", "region": "CN", "year": 2023, "per": "GJ heat", "document": "D", "confidence": "derived")";

}  // namespace

TEST_CASE("factors with something in every field come back from CSV and JSON as they were") {
    auto const factors = everything();
    check_same(factors, FactorDatabase::from_csv(factors_to_csv(factors), "own.csv", {.least = Confidence::conflict}));
    check_same(factors, try_factors_from_json(factors_to_json(factors), "own.json", {.least = Confidence::conflict}).value());
    // Written again, the same bytes: a diff of two files is a diff of two editions.
    CHECK(factors_to_json(try_factors_from_json(factors_to_json(factors), "", {.least = Confidence::conflict}).value()) == factors_to_json(factors));
}

TEST_CASE("so do all that ship, held back ones included") {
    auto const shipped = FactorDatabase::shipped({.least = Confidence::conflict});
    check_same(shipped, FactorDatabase::from_csv(factors_to_csv(shipped), "own.csv", {.least = Confidence::conflict}));
    check_same(shipped, try_factors_from_json(factors_to_json(shipped), "own.json", {.least = Confidence::conflict}).value());
}

// A row of the US EPA's supply-chain factors 1.3 (soybean farming, CO2): its unit is money of a year at purchaser prices.
TEST_CASE("factors per money come back as factors per the same money") {
    auto const read = read_epa_supply_chain(table_from_csv("2017 NAICS Code,2017 NAICS Title,GHG,Unit,Supply Chain Emission Factors with Margins\n111110,Soybean Farming,Carbon dioxide,\"kg/2022 USD, purchaser price\",0.172\n"), {.document = "EPA"}).factors;
    check_same(read, FactorDatabase::from_csv(factors_to_csv(read)));
    check_same(read, try_factors_from_json(factors_to_json(read)).value());
    CHECK_FALSE(same_kind(read.factors()[0]->per, unit("2021 USD, purchaser price")));
}

TEST_CASE("an unpublished factor stays one") {
    auto const again = try_factors_from_json(factors_to_json(everything()), "", {.least = Confidence::conflict}).value();
    CHECK(again.find_key("own.blank").problem().id == "factor.not-published");
    CHECK(again.find_key("own.half").problem().id == "factor.not-published");
    CHECK(again.get_key("own.full")->uncertainty == 0.07);
}

TEST_CASE("JSON that is in another form is refused, with the factor's number and the member") {
    CHECK(problem_of(std::string(start) + R"(, "kg": {"co2-fossil": 0.1}})").id.empty());
    auto const unknown = problem_of(std::string(start) + R"(, "kg": {"n2o": 1}}, )" + start + R"(, "uncertanity": 0.1})");
    CHECK(unknown.id == "factor.json");
    CHECK(unknown.where == Where{.file = "own.json", .row = 2, .object = "uncertanity"});
    CHECK(problem_of(std::string(start) + R"(, "kg": {"CO2": 0.1}})").id == "factor.json");  // three origins: a key is asked for
    CHECK(problem_of(std::string(start) + R"(, "kg": {"n2o": "0.1"}})").id == "factor.json");
    CHECK(problem_of(std::string(start) + R"(, "kg": 3})").id == "factor.json");
    CHECK(problem_of(std::string(start) + R"(, "co2e": {"gwp_set": "AR5-100"}})").id == "factor.json");
    CHECK(problem_of(std::string(start) + R"(, "co2e": {"kg": 1, "gwp_set": "AR5-100", "note": ""}})").id == "factor.json");
    CHECK(problem_of(std::string(start) + R"(, "not_estimated": "n2o"})").id == "factor.json");
    CHECK(problem_of(std::string(start) + R"(, "published": "no"})").id == "factor.json");
    CHECK(problem_of(std::string(start) + R"(, "kg": {"n2o": 1}, "uncertainty": -0.1})").id == "factor.uncertainty");
    CHECK(problem_of("3").id == "factor.json");
    CHECK(problem_of(R"({"key": "a"})").where.row == 1);
    CHECK(problem_of(std::string(start) + R"(, "kg": {"n2o": 1}, "key": "b"})").id == "json.duplicate");
    for (char const* text : {"", "[]", "{\"factors\": []}", "{\"format\": \"tanji-factors/2\", \"factors\": []}", "{\"format\": \"tanji-factors/1\"}", "{\"format\": \"tanji-factors/1\", \"factors\": [1e999]}"}) {
        auto const read = try_factors_from_json(text, "own.json");
        REQUIRE_FALSE(read);
        CHECK(read.problem().where.file == "own.json");
    }
}

// shared/cases/ghg.json, stored-co2e-defect: a tool stores 64.0238 kg CO2e for butane beside gases that give 65.0238 by AR4.
TEST_CASE("a CO2e that contradicts its own gases, and a digest of other numbers, are errors on import") {
    std::string const butane = R"({"key": "b", "what": "butane", "kind": "direct", "region": "US", "year": 2020, "per": "MMBtu gross", "document": "D", "confidence": "official-seen",
        "kg": {"co2-fossil": 64.77, "ch4": 0.003, "n2o": 0.0006}, "co2e": {"kg": )";
    CHECK(problem_of(butane + R"(65.0238, "gwp_set": "AR4-100"}})").id.empty());
    auto const wrong = problem_of(butane + R"(64.0238, "gwp_set": "AR4-100"}})");
    CHECK(wrong.id == "factor.co2e");
    CHECK(wrong.where.row == 1);
    CHECK(wrong.where.line == 0);

    auto text = factors_to_json(everything());
    auto const at = text.find("0.6205");
    text.replace(at, 6, "0.6206");
    CHECK(try_factors_from_json(text, "", {.least = Confidence::conflict}).problem().id == "factor.changed");
}

TEST_CASE("a unit without a text that reads back is refused when it is written") {
    Factor odd;
    odd.key = "odd";
    odd.per = Unit(2, Kind::mass, "my two kilograms");
    odd.gases = {{gas::n2o, Mass::stored(1)}};
    CHECK_THROWS_AS((void)factors_to_csv(FactorDatabase::of({odd})), Error);
    odd.per = Unit(2, Kind::mass, "kg");  // reads back, but as another one
    CHECK_THROWS_AS((void)factors_to_json(FactorDatabase::of({odd})), Error);
}
