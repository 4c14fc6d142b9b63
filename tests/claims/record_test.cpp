// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tanji/base/sha256.hpp"
#include "tanji/base/text.hpp"
#include "tanji/claims/canonical_json.hpp"
#include "tanji/claims/merkle.hpp"
#include "tanji/claims/record.hpp"

using namespace tanji;

namespace {

Record sample() {
    Record record{.subject = "emission", .version = "1.2.3", .settings = {{"gwp confidence", "transcribed-2"}}, .gwp_set = "AR6-100"};
    record.factors.push_back({.key = "k", .edition = "2023", .digest = "d", .what = "grid", .kind = "direct", .region = "CN", .year = 2023, .per = "kWh",
                              .numbers = {{"co2-fossil", 0.5, "kg"}}, .not_estimated = {"ch4"}, .document = "Notice 47", .confidence = "transcribed-2"});
    record.steps.push_back({1.5, "MWh", {"MWh to kWh: x 3.6e+09 / 3600000"}, 1500, "kWh", 0, 1000});
    record.steps.push_back({3, "kg", {}, 3, "kg", Record::no_factor});
    record.results = {{"co2-fossil", 750, "kg"}};
    record.not_estimated = {"ch4 (k)"};
    return record;
}

}  // namespace

// Layout: docs/schema/tanji-record-2.json. What is hashed is computed here from the texts, not by the writer.
TEST_CASE("one calculation is written in the format of all records") {
    constexpr std::string_view header = R"~({"header":{"gwp_set":"AR6-100","salted":false,"schema":"tanji-record/2","settings":[["gwp confidence","transcribed-2"]],"subject":"emission","version":"1.2.3"}})~";
    constexpr std::string_view factor = R"~({"factor":{"confidence":"transcribed-2","digest":"d","document":"Notice 47","edition":"2023","key":"k","kind":"direct","not_estimated":["ch4"],)~"
                                        R"~("numbers":[{"amount":0.5,"of":"co2-fossil","unit":"kg"}],"per":"kWh","region":"CN","what":"grid","year":2023}})~";
    constexpr std::string_view context = R"~({"context":{}})~";
    std::string const step = R"~({"step":{"amount_unit":"kWh","factor":0,"method":"amount-times-factor","revision":1,"scale":1000,"share":1,"unit":"MWh","unit_path":["MWh to kWh: x 3.6e+09 / 3600000"]}})~";
    constexpr std::string_view second_step = R"~({"step":{"amount_unit":"kg","method":"amount-times-factor","revision":1,"scale":1,"share":1,"unit":"kg"}})~";
    constexpr std::string_view results = R"~({"results":{"not_estimated":["ch4 (k)"],"numbers":[{"amount":750,"of":"co2-fossil","unit":"kg"}]}})~";
    auto const leaf = [](std::string const& text) { return to_hex(leaf_digest(text)); };
    std::string resolved_step = step;
    resolved_step.replace(resolved_step.find("\"factor\":0"), 10, "\"factor\":\"" + leaf(std::string(factor)) + "\"");
    auto const line = [&](std::string const& of, std::string const& rest) { return "[\"" + leaf(std::string(context)) + "\",\"" + leaf(of) + "\"" + rest; };
    std::string const first = ",0,\"1.5\",1500]", second = ",0,\"3\",3]";
    std::vector<Digest> leaves;
    for (auto const& text : {std::string(header), std::string(factor), std::string(context), resolved_step, line(resolved_step, first), std::string(second_step), line(std::string(second_step), second), std::string(results)})
        leaves.push_back(leaf_digest(text));
    MerkleTree tree;
    for (auto const& each : leaves) tree.add(each);
    auto const content = content_digest(leaves);
    std::string const expected = std::string(header) + "\n" + std::string(factor) + "\n" + std::string(context) + "\n" + step + "\n[0,0" + first + "\n" + std::string(second_step) + "\n[0,1" + second + "\n" +
                                 std::string(results) + "\n{\"root\":{\"content\":\"" + to_hex(content) + "\",\"entries\":8,\"lines\":2,\"sequence\":\"" + to_hex(tree.root()) + "\"}}\n";
    CHECK(sample().lines() == expected);
    CHECK(sample().digest() == sha256_hex(expected));
    std::string array = "[" + expected.substr(0, expected.size() - 1) + "]";
    for (auto at = array.find('\n'); at != std::string::npos; at = array.find('\n')) array[at] = ',';
    CHECK(sample().json() == array);
    CHECK(canonical_json(parse_json(sample().json(true))) == array);
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
    CHECK(changed([](Record& r) { r.revision = 2; }));
    CHECK_FALSE(changed([](Record&) {}));
}

TEST_CASE("brief says in a few lines what was multiplied and what is missing") {
    auto attributed = sample();
    attributed.settings.emplace_back("attribution", "Table B: contains words of a licence.");
    CHECK(attributed.brief().find("\n  Table B: contains words of a licence.") != std::string::npos);
    auto const text = sample().brief();
    CHECK(text.starts_with("emission of 2 steps, tanji 1.2.3, GWP AR6-100, record " + sample().digest().substr(0, 12) + "\n"));
    CHECK(contains_ignoring_case(text, "1500 kWh x k (CN, 2023, Notice 47)"));
    CHECK(contains_ignoring_case(text, "not estimated: ch4 (k)"));
    CHECK_FALSE(contains_ignoring_case(text, "assumed"));
    Record many = sample();
    for (int i = 0; i < 100; ++i) many.steps.push_back(many.steps[0]);
    CHECK(split(many.brief(), '\n').size() < 15);
}
