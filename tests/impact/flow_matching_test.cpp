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

ImpactMethod counting(std::vector<ImpactFactor> factors) {
    return {.id = "m", .name = "method", .categories = {{.id = "c", .name = "category", .unit = "points", .direction = Direction::output, .factors = std::move(factors)}}};
}

double score(SmallSystem const& small, ImpactMethod const& method, MatchOptions const& options) {
    auto const system = small.linked();
    return SmallSystem::solve(system, characterise(system, method, options)).find_score(0).value();
}

}  // namespace

TEST_CASE("A8: a flow map multiplies by its conversion, between its own units") {
    SmallSystem small({SmallExchange{"own", "air", 2}});
    Index const target = small.flow_of({"method's", "air"});
    auto const source_id = small.content.flows[1].id, target_id = small.content.flows[target].id;
    auto const method = counting({{.flow = target, .value = 5}});
    auto const map = [&](double conversion, std::string from, std::string to) {
        return MatchOptions{.flow_map = {{.source_id = source_id, .source_unit = std::move(from), .target_id = target_id, .target_unit = std::move(to), .conversion = conversion}}};
    };
    CHECK(score(small, method, {}) == 0);
    CHECK(score(small, method, map(1, "kg", "kg")) == 10);
    CHECK(score(small, method, map(0.5, "kg", "kg")) == 5);
    // 1 g is 3 g: the same ratio as in kg. 1 kg is 3 g: a thousandth of that.
    CHECK(score(small, method, map(3, "g", "g")) == doctest::Approx(30));
    CHECK(score(small, method, map(3, "kg", "g")) == doctest::Approx(0.03));
    auto const system = small.linked();
    auto const c = characterise(system, method, map(0.5, "kg", "kg"));
    REQUIRE(c.matches.size() == 1);
    CHECK(c.matches[0].how == "flow map (=)");
    CHECK(c.matches[0].conversion == 0.5);
}

TEST_CASE("A8: a source with several targets is split, equal lines count once, differing ones refuse") {
    SmallSystem small({SmallExchange{"own", "air", 1}});
    Index const a = small.flow_of({"a", "air"}), b = small.flow_of({"b", "air"});
    auto const line = [&](Index target, double conversion) {
        return FlowMapEntry{.source_id = small.content.flows[1].id, .target_id = small.content.flows[target].id, .conversion = conversion};
    };
    auto const method = counting({{.flow = a, .value = 10}, {.flow = b, .value = 100}});
    CHECK(score(small, method, {.flow_map = {line(a, 0.5), line(b, 0.5)}}) == 55);
    CHECK(score(small, method, {.flow_map = {line(a, 0.5), line(a, 0.5)}}) == 5);
    auto const system = small.linked();
    auto const refused = SmallSystem::solve(system, characterise(system, method, {.flow_map = {line(a, 0.5), line(a, 1)}}));
    CHECK(refused.scores().empty());
    CHECK(refused.findings().front().problem.id == "impact.flow-map");
}

TEST_CASE("A8: a UUID match comes before the map") {
    SmallSystem small({SmallExchange{"own", "air", 1}});
    Index const other = small.flow_of({"other", "air"});
    auto const method = counting({{.flow = 1, .value = 7}, {.flow = other, .value = 100}});
    CHECK(score(small, method, {.flow_map = {{.source_id = small.content.flows[1].id, .target_id = small.content.flows[other].id}}}) == 7);
}

TEST_CASE("A8: names match only when asked, in the same medium and direction") {
    SmallSystem small({SmallExchange{" Benzene ", "air/high population density", 1}});
    Index const urban = small.flow_of({"benzene", "emission/air/troposphere/urban"});
    Index const water = small.flow_of({"Benzene", "emission/water"});
    auto const method = counting({{.flow = urban, .value = 3}, {.flow = water, .value = 50}});
    CHECK(score(small, method, {}) == 0);
    CHECK(score(small, method, {.by_name = true}) == 3);
    CHECK(score(small, counting({{.flow = water, .value = 50}}), {.by_name = true}) == 0);
    // A method that has the substance only for air in general serves the urban flow too, and the match says so.
    SmallSystem general({SmallExchange{"Benzene", "air/urban", 1}});
    Index const air = general.flow_of({"benzene", "emission/air"});
    auto const system = general.linked();
    auto const c = characterise(system, counting({{.flow = air, .value = 4}}), {.by_name = true});
    REQUIRE(c.matches.size() == 1);
    CHECK(c.matches[0].how == "name, unspecified air");
}

TEST_CASE("A8: CAS numbers match, and several flows of different factors do not") {
    SmallSystem small({SmallExchange{"one name", "air", 1, false, "000071-43-2"}});
    Index const a = small.flow_of({"another name", "emission/air", 1, false, "71-43-2"});
    CHECK(score(small, counting({{.flow = a, .value = 3}}), {.by_name = true}) == 3);
    Index const b = small.flow_of({"a third name", "emission/air", 1, false, "71-43-2"});
    auto const system = small.linked();
    auto const same = characterise(system, counting({{.flow = a, .value = 3}, {.flow = b, .value = 3}}), {.by_name = true});
    CHECK(same.unmatched.empty());
    auto const different = characterise(system, counting({{.flow = a, .value = 3}, {.flow = b, .value = 4}}), {.by_name = true});
    CHECK(different.unmatched.size() == 1);
    REQUIRE_FALSE(different.findings.empty());
    CHECK(different.findings[0].problem.id == "impact.ambiguous-match");
    CHECK(different.findings[0].problem.related.size() == 2);
    auto const by_place = characterise(system, counting({{.flow = a, .value = 3}, {.flow = b, .value = 3}, {.flow = b, .location = 0, .value = 9}}), {.by_name = true});
    CHECK(by_place.unmatched.size() == 1);
}

TEST_CASE("A8: a map in units that a flow does not have refuses the score; one without a target leaves it to the name") {
    SmallSystem small({SmallExchange{"gas", "air", 2}});
    Index const target = small.flow_of({"Gas", "emission/air"});
    auto const source_id = small.content.flows[1].id;
    auto const method = counting({{.flow = target, .value = 5}});
    auto const system = small.linked();
    auto const refused = SmallSystem::solve(system, characterise(system, method, {.flow_map = {{.source_id = source_id, .source_unit = "Bq", .target_id = small.content.flows[target].id}}}));
    CHECK(refused.scores().empty());
    REQUIRE_FALSE(refused.findings().empty());
    CHECK(refused.findings().front().problem.id == "impact.flow-map");
    CHECK(score(small, method, {.flow_map = {{.source_id = source_id, .target_id = "elsewhere"}}, .by_name = true}) == 10);
}

TEST_CASE("A8: a name does not match the other direction, another sub-compartment or a unit that does not convert") {
    SmallSystem input({SmallExchange{"Benzene", "air", 1, true}});
    Index const emitted = input.flow_of({"benzene", "emission/air"});
    CHECK(score(input, counting({{.flow = emitted, .value = 3}}), {.by_name = true}) == 0);
    SmallSystem urban({SmallExchange{"Benzene", "air/urban", 1}});
    Index const rural = urban.flow_of({"benzene", "emission/air/troposphere/rural"});
    CHECK(score(urban, counting({{.flow = rural, .value = 3}}), {.by_name = true}) == 0);
    // The method counts m3, the inventory kg: 1 kg is 0.002 m3 by the flow's own volume, and unknown without.
    SmallSystem small({SmallExchange{"water vapour", "air", 10}});
    Index const by_volume = small.flow_of({"Water vapour", "emission/air", 1, false, "", no_index, 1});
    auto const method = counting({{.flow = by_volume, .value = 3}});
    auto const unknown = characterise(small.linked(), method, {.by_name = true});
    CHECK(unknown.unmatched.size() == 1);
    REQUIRE_FALSE(unknown.findings.empty());
    CHECK(unknown.findings[0].problem.id == "impact.ambiguous-match");
    small.content.flows[1].properties.push_back({1, 0.002});
    CHECK(score(small, method, {.by_name = true}) == doctest::Approx(0.06));
}

TEST_CASE("units of a flow by the factors of its file") {
    SmallSystem const small({SmallExchange{"e", "air", 1}});
    auto const database = Database::make(small.content);
    CHECK(unit_per_reference(database, 1, "g") == 1000);
    CHECK(unit_per_reference(database, 1, "kg") == 1);
    CHECK_FALSE(unit_per_reference(database, 1, "m3"));
    // Of several properties in kg the reference property is meant.
    auto content = small.content;
    content.properties.insert(content.properties.end(), {{"dry", "Dry mass", 0}, {"wet", "Wet mass", 0}});
    content.flows[1].properties = {{2, 0.9}, {0, 1}, {3, 1.1}};
    content.flows[1].reference_property = 1;
    CHECK(unit_per_reference(Database::make(content), 1, "kg") == 1);
}
