// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <string>

#include "tanji/base/sha256.hpp"
#include "tanji/base/text.hpp"
#include "tanji/claims/record.hpp"

using namespace tanji;

namespace {

Record sample() {
    Record record{.subject = "emission", .version = "1.2.3", .settings = {{"gwp confidence", "transcribed-2"}}, .gwp_set = "AR6-100"};
    record.factors.push_back({.key = "k", .edition = "2023", .digest = "d", .what = "grid", .kind = "direct", .region = "CN", .year = 2023, .per = "kWh",
                              .numbers = {{"co2-fossil", 0.5, "kg"}}, .not_estimated = {"ch4"}, .document = "Notice 47", .confidence = "transcribed-2"});
    record.steps.push_back({1.5, "MWh", {"MWh to kWh: x 3.6e+09 / 3600000"}, 1500, "kWh", 0});
    record.steps.push_back({3, "kg", {}, 3, "kg", Record::no_factor});
    record.results = {{"co2-fossil", 750, "kg"}};
    record.not_estimated = {"ch4 (k)"};
    return record;
}

}  // namespace

TEST_CASE("the record as JSON: one schema, compact text is the canonical form") {
    CHECK(sample().json() ==
          R"~({"schema":"tanji-record/1","subject":"emission","version":"1.2.3","settings":{"gwp confidence":"transcribed-2"},"gwp_set":"AR6-100",)~"
          R"~("factors":[{"key":"k","edition":"2023","digest":"d","what":"grid","kind":"direct","region":"CN","year":2023,"per":"kWh",)~"
          R"~("numbers":[{"of":"co2-fossil","amount":0.5,"unit":"kg"}],"gwp_set":"","not_estimated":["ch4"],"document":"Notice 47","confidence":"transcribed-2"}],)~"
          R"~("steps":[{"entered":1.5,"entered_unit":"MWh","unit_path":["MWh to kWh: x 3.6e+09 / 3600000"],"amount":1500,"amount_unit":"kWh","factor":0},)~"
          R"~({"entered":3,"entered_unit":"kg","unit_path":[],"amount":3,"amount_unit":"kg","factor":null}],)~"
          R"~("results":[{"of":"co2-fossil","amount":750,"unit":"kg"}],"assumptions":[],"fall_backs":[],"not_estimated":["ch4 (k)"],"opt_ins":[]})~");
    CHECK(sample().digest() == sha256_hex(sample().json()));
}

TEST_CASE("the digest changes with every part of the record") {
    auto const reference = sample().digest();
    auto const changed = [&](auto change) {
        Record record = sample();
        change(record);
        return record.digest() != reference;
    };
    CHECK(changed([](Record& r) { r.results[0].amount = 750.0000000000001; }));
    CHECK(changed([](Record& r) { r.steps[0].entered = 1.6; }));
    CHECK(changed([](Record& r) { r.steps[0].unit_path.clear(); }));
    CHECK(changed([](Record& r) { r.factors[0].edition = "2022"; }));
    CHECK(changed([](Record& r) { r.factors[0].numbers[0].amount = 0.6; }));
    CHECK(changed([](Record& r) { r.gwp_set = "AR5-100"; }));
    CHECK(changed([](Record& r) { r.assumptions.push_back("x"); }));
    CHECK(changed([](Record& r) { r.fall_backs.push_back("x"); }));
    CHECK(changed([](Record& r) { r.not_estimated.clear(); }));
    CHECK(changed([](Record& r) { r.opt_ins.push_back("x"); }));
    CHECK(changed([](Record& r) { r.settings.clear(); }));
    CHECK(changed([](Record& r) { r.version = "1.2.4"; }));
    CHECK_FALSE(changed([](Record&) {}));
}

TEST_CASE("brief says in a few lines what was multiplied and what is missing") {
    auto const text = sample().brief();
    CHECK(text.starts_with("emission of 2 steps, tanji 1.2.3, GWP AR6-100, record " + sample().digest().substr(0, 12) + "\n"));
    CHECK(contains_ignoring_case(text, "1500 kWh x k (CN, 2023, Notice 47)"));
    CHECK(contains_ignoring_case(text, "not estimated: ch4 (k)"));
    CHECK_FALSE(contains_ignoring_case(text, "assumed"));
    Record many = sample();
    for (int i = 0; i < 100; ++i) many.steps.push_back(many.steps[0]);
    CHECK(split(many.brief(), '\n').size() < 15);
}
