// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include <algorithm>

#include "impact/small_system.hpp"
#include "tanji/impact/characterisation.hpp"

using namespace tanji;
using tanji::test::SmallExchange;
using tanji::test::SmallSystem;

namespace {

ImpactMethod method_of(std::vector<ImpactFactor> factors, Direction direction = Direction::output) {
    return {.id = "m", .name = "method", .categories = {{.id = "c", .name = "category", .unit = "points", .direction = direction, .factors = std::move(factors)}}};
}

bool has(std::span<Finding const> findings, std::string_view id) {
    return std::any_of(findings.begin(), findings.end(), [id](auto const& finding) { return finding.problem.id == id; });
}

double score(SmallSystem const& small, ImpactMethod const& method, MatchOptions const& options = {}, LinkOptions const& linking = {}) {
    auto const system = small.linked(linking);
    return SmallSystem::solve(system, characterise(system, method, options)).find_score(0).value();
}

}  // namespace

TEST_CASE("A2: the direction of a category decides the sign (cases/lca/olca-impact-direction)") {
    std::vector<SmallExchange> const usual{{"r", "resource/in ground", 1, true}, {"e", "air", 1, false}};
    CHECK(score(SmallSystem(usual), method_of({{.flow = 1, .value = 1}, {.flow = 2, .value = 0.5}}, Direction::input)) == 0.5);
    CHECK(score(SmallSystem(usual), method_of({{.flow = 1, .value = 1}, {.flow = 2, .value = -0.5}}, Direction::input)) == 1.5);
    std::vector<SmallExchange> const turned{{"r", "resource/in ground", -1, false}, {"e", "air", -1, true}};
    CHECK(score(SmallSystem(turned), method_of({{.flow = 1, .value = 1}, {.flow = 2, .value = -0.5}}, Direction::input)) == 1.5);
    CHECK(score(SmallSystem(usual), method_of({{.flow = 1, .value = 1}, {.flow = 2, .value = -0.5}}, Direction::unspecified)) == 0.5);
}

TEST_CASE("A2: without a direction the order of exchanges does not matter") {
    std::vector<SmallExchange> const first{{"e", "air", 3, false}, {"e", "air", 1, true}};
    std::vector<SmallExchange> const second{{"e", "air", 1, true}, {"e", "air", 3, false}};
    auto const method = method_of({{.flow = 1, .value = 10}}, Direction::unspecified);
    CHECK(score(SmallSystem(first), method) == 20);
    CHECK(score(SmallSystem(second), method) == 20);
}

TEST_CASE("A2: an input with a negative factor in an output category is a finding") {
    SmallSystem const small({{"r", "resource/in air", 1, true}});
    auto const system = small.linked();
    CHECK(has(characterise(system, method_of({{.flow = 1, .value = -1}})).findings, "impact.input-negative"));
    CHECK_FALSE(has(characterise(system, method_of({{.flow = 1, .value = 1}})).findings, "impact.input-negative"));
}

TEST_CASE("A8: equal duplicates count once, differing ones refuse the score in any order") {
    SmallSystem const small({{"e", "air", 2, false}});
    CHECK(score(small, method_of({{.flow = 1, .value = 28}, {.flow = 1, .value = 28}})) == 56);
    auto const system = small.linked();
    for (auto const& factors : {std::vector<ImpactFactor>{{.flow = 1, .value = 28}, {.flow = 1, .value = 30}}, {{.flow = 1, .value = 30}, {.flow = 1, .value = 28}}}) {
        auto const f = SmallSystem::solve(system, characterise(system, method_of(factors)));
        CHECK(f.scores().empty());
        CHECK(f.find_score(0).problem().id == "footprint.refused-score");
        CHECK(has(f.findings(), "impact.duplicate-factor"));
    }
}

TEST_CASE("A8: a conflict of a flow that the inventory lacks refuses nothing") {
    SmallSystem small({{"e", "air", 2, false}});
    Index const other = small.flow_of({"other", "air"});
    CHECK(score(small, method_of({{.flow = 1, .value = 5}, {.flow = other, .value = 1}, {.flow = other, .value = 2}})) == 10);
}

TEST_CASE("A8: a conflict refuses the results of processes that have the flow, and no others") {
    SmallSystem small({{"e", "air", 2, false}});
    Index const other = small.flow_of({"other", "air"});
    auto const product = static_cast<Index>(small.content.flows.size());
    small.content.flows.push_back({.id = "p2", .name = "second", .type = FlowType::product, .properties = {{0, 1}}});
    small.content.processes.push_back({.id = "P2", .name = "second maker", .exchanges = {{.flow = product, .amount = 1, .input = false, .reference = true}, {.flow = other, .amount = 1, .input = false}}});
    auto const system = small.linked();
    auto const c = characterise(system, method_of({{.flow = 1, .value = 5}, {.flow = other, .value = 1}, {.flow = other, .value = 2}}));
    CHECK(SmallSystem::solve(system, c).find_score(0).value() == 10);
    CHECK_FALSE(footprint(system, {demand_of(system, system.find_column(1).value(), 1.0)}, c).find_score(0));
}

TEST_CASE("A8: half of the flows are enough, under half are not") {
    SmallSystem const half({{"a", "air"}, {"b", "air"}});
    auto const system = half.linked();
    CHECK_FALSE(has(SmallSystem::solve(system, characterise(system, method_of({{.flow = 1, .value = 1}}))).findings(), "impact.coverage"));
}

TEST_CASE("A8: low coverage is the first finding, with the count") {
    SmallSystem const small({{"a", "air"}, {"b", "air"}, {"c", "air"}});
    auto const system = small.linked();
    auto const one = SmallSystem::solve(system, characterise(system, method_of({{.flow = 1, .value = 1}})));
    REQUIRE_FALSE(one.findings().empty());
    CHECK(one.findings().front().problem.id == "impact.coverage");
    CHECK(one.coverage().matched == 1);
    CHECK(one.coverage().flows == 3);
    CHECK(one.unmatched().size() == 2);
    auto const two = SmallSystem::solve(system, characterise(system, method_of({{.flow = 1, .value = 1}, {.flow = 2, .value = 1}})));
    CHECK_FALSE(has(two.findings(), "impact.coverage"));
}

TEST_CASE("A9: the place of the exchange, else of the process, then the factor without a place") {
    // Locations: 0 CN, 1 CN-AH (in CN), 2 US. The process is in Anhui, one exchange of the same flow in the US.
    ImpactMethod const method = method_of({{.flow = 1, .value = 1}, {.flow = 1, .location = 0, .value = 10}, {.flow = 1, .location = 2, .value = 100}});
    for (bool const regional_rows : {false, true}) {
        LinkOptions linking;
        linking.regional = regional_rows;
        CAPTURE(regional_rows);
        CHECK(score(SmallSystem({{"e", "air", 1}}, 2), method, {}, linking) == 100);
        CHECK(score(SmallSystem({{"e", "air", 1}}, 1), method, {}, linking) == 1);
        CHECK(score(SmallSystem({{"e", "air", 1}}, 1), method, {.parent_regions = true}, linking) == 10);
        SmallSystem const two({{"e", "air", 1}, {"e", "air", 1, false, "", 2}}, 1);
        CHECK(score(two, method, {}, linking) == 101);
        CHECK(score(two, method, {.regional = false}, linking) == 2);
    }
}

TEST_CASE("A9: located factors are never summed") {
    // All of one flow, no place anywhere: only the factor without a place counts, and without one there is none.
    SmallSystem const small({{"e", "air", 1}});
    CHECK(score(small, method_of({{.flow = 1, .value = 1}, {.flow = 1, .location = 0, .value = 10}})) == 1);
    auto const system = small.linked();
    auto const c = characterise(system, method_of({{.flow = 1, .location = 0, .value = 10}, {.flow = 1, .location = 2, .value = 100}}));
    CHECK(c.unmatched.size() == 1);
}

TEST_CASE("A9: a run that is not regional does not see located factors, nor that they contradict each other") {
    SmallSystem const small({{"e", "air", 1}}, 0);
    auto const method = method_of({{.flow = 1, .value = 1}, {.flow = 1, .location = 0, .value = 10}, {.flow = 1, .location = 0, .value = 20}});
    CHECK(score(small, method, {.regional = false}) == 1);
    auto const system = small.linked();
    CHECK(SmallSystem::solve(system, characterise(system, method)).scores().empty());
}

TEST_CASE("two places with two scales, intersections weighted beforehand (cases/lca/bw2regional-two-scales)") {
    // U is in L, which lies wholly in A, where F counts 1 and G counts 2: the score of the case is 3.
    SmallSystem const small({{"F", "air", 1}, {"G", "air", 1}}, 2);
    CHECK(score(small, method_of({{.flow = 1, .location = 2, .value = 1}, {.flow = 2, .location = 2, .value = 2}, {.flow = 1, .location = 0, .value = 3}})) == 3);
}

TEST_CASE("normalisation and weighting (cases/lca/olca-nw)") {
    SmallSystem const small({{"e", "air", 2}});
    auto method = method_of({{.flow = 1, .value = 2}});
    method.normalisation = {{"nw", "set", "points", {{0, 0.5, 3}}}};
    auto const system = small.linked();
    auto const c = characterise(system, method, {.normalisation_set = "set"});
    auto const f = SmallSystem::solve(system, c);
    CHECK(f.scores()[0].amount == 4);
    CHECK(normalised(c.rows[0], 4) == 8);
    CHECK(weighted(c.rows[0], 4) == 12);
    CHECK(normalised_and_weighted(c.rows[0], 4) == 24);
    auto const plain = characterise(system, method);
    CHECK_FALSE(normalised(plain.rows[0], 4));
    auto const unknown = try_characterise(system, method, {.normalisation_set = "other"});
    REQUIRE_FALSE(unknown);
    CHECK(unknown.problem().id == "impact.normalisation-set");
    CHECK(unknown.problem().related == std::vector<std::string>{"set"});
}

TEST_CASE("a flow that comes and goes in equal amounts leaves nothing (cases/lca/olca-self-cancelling-flow)") {
    SmallSystem const small({{"e", "air", 1, true}, {"e", "air", 1, false}});
    auto const system = small.linked();
    auto const f = SmallSystem::solve(system, characterise(system, method_of({{.flow = 1, .value = 5}})));
    CHECK(f.inventory()[0] == 0);
    CHECK(f.scores()[0].amount == 0);
}

TEST_CASE("A7: formulas of factors see parameters of their category and global ones") {
    SmallSystem small({{"e", "air", 2}});
    small.content.parameters = {{.name = "scale", .value = 3}};
    auto method = method_of({{.flow = 1, .value = 0, .formula = "scale * local"}});
    method.categories[0].parameters = {{.name = "local", .value = 7}};
    CHECK(score(small, method) == 42);
    CHECK(score(small, method, {.parameters = {{.name = "local", .value = 1, .category = "c"}}}) == 6);
}

TEST_CASE("merged methods: a flow is unmatched only if neither knows it") {
    SmallSystem const small({{"a", "air"}, {"b", "air"}, {"c", "air"}});
    auto const system = small.linked();
    auto const both = merged(characterise(system, method_of({{.flow = 1, .value = 1}})), characterise(system, method_of({{.flow = 2, .value = 1}})));
    CHECK(both.rows.size() == 2);
    REQUIRE(both.unmatched.size() == 1);
    CHECK(system.elementary()[both.unmatched[0]].flow == 3);
}
