// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/lifecycle/database.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <limits>

#include "lifecycle/small_model.hpp"

using namespace tanji;
using tanji::test::SmallModel;

namespace {

SmallModel good() {
    SmallModel m;
    auto const cn = m.place("CN");
    auto const p = m.product("steel"), e = m.elementary("co2");
    auto const a = m.process("a", cn);
    m.reference(a, p, 1);
    m.output(a, e, 2);
    m.content.processes[a].name = "Steel, converter ";
    auto const b = m.process("b");
    m.content.processes[b].name = "Steel, electric";
    m.content.processes[b].synonyms = {"\xE7\x94\xB5\xE7\x82\x89\xE9\x92\xA2"};
    return m;
}

/// Id of the problem after one thing was spoilt.
std::string broken(std::function<void(DatabaseContent&)> const& spoil) {
    auto m = good();
    spoil(m.content);
    auto const result = Database::try_make(m.content);
    return result ? "" : result.problem().id;
}

}  // namespace

TEST_CASE("a database is checked before it is frozen") {
    CHECK(broken([](auto&) {}) == "");
    CHECK(broken([](auto& c) { c.processes[0].exchanges[1].flow = 7; }) == "database.index");
    CHECK(broken([](auto& c) { c.processes[0].exchanges[1].flow = no_index; }) == "database.index");
    CHECK(broken([](auto& c) { c.processes[0].exchanges[1].provider = 2; }) == "database.index");
    CHECK(broken([](auto& c) { c.processes[0].exchanges[1].formula = 0; }) == "database.index");
    CHECK(broken([](auto& c) { c.processes[0].exchanges[1].source = 0; }) == "database.index");
    CHECK(broken([](auto& c) { c.processes[0].location = 1; }) == "database.index");
    CHECK(broken([](auto& c) { c.processes[0].exchanges[1].amount = std::numeric_limits<double>::quiet_NaN(); }) == "number.not-finite");
    CHECK(broken([](auto& c) { c.processes[0].exchanges[1].to_reference = std::numeric_limits<double>::infinity(); }) == "number.not-finite");
    CHECK(broken([](auto& c) { c.processes[0].exchanges[1].to_reference = 0; }) == "database.unit");
    CHECK(broken([](auto& c) { c.processes[0].exchanges[1].unit = 0; }) == "database.unit");
    CHECK(broken([](auto& c) { c.processes[0].exchanges[1].reference = true; }) == "database.reference");
    CHECK(broken([](auto& c) { c.processes[0].parameters.push_back({"x", std::numeric_limits<double>::quiet_NaN(), {}, true, {}, {}}); }) == "number.not-finite");
    CHECK(broken([](auto& c) { c.processes[1].id = "a"; }) == "database.duplicate-id");
    CHECK(broken([](auto& c) { c.flows[1].id = ""; }) == "database.duplicate-id");
    CHECK(broken([](auto& c) { c.flows[0].properties.clear(); }) == "database.unit");
    CHECK(broken([](auto& c) { c.flows[0].reference_property = 1; }) == "database.index");
    CHECK(broken([](auto& c) { c.flows[0].properties[0].factor = 0; }) == "database.unit");
    CHECK(broken([](auto& c) { c.unit_groups[0].reference = 3; }) == "database.index");
    CHECK(broken([](auto& c) { c.properties[0].unit_group = 3; }) == "database.index");
    CHECK(broken([](auto& c) { c.locations[0].parent = 0; }) == "database.location-cycle");
}

TEST_CASE("problems name process and exchange") {
    auto m = good();
    m.content.processes[0].exchanges[1].amount = std::numeric_limits<double>::quiet_NaN();
    auto const problem = Database::try_make(m.content).problem();
    CHECK(problem.where.object == "process 'Steel, converter' (id a), exchange 2 of flow 'co2' (id co2)");
}

TEST_CASE("entries are found by id, name, synonym and part; doubt is not decided") {
    auto const database = good().database();
    CHECK(database.process_index("b") == 1);
    CHECK(database.process_index("c") == no_index);
    CHECK(database.find_process("steel, CONVERTER").value() == 0);
    CHECK(database.find_process("converter").value() == 0);
    CHECK(database.find_process("\xE7\x94\xB5\xE7\x82\x89").value() == 1);
    auto const two = database.find_process("steel");
    REQUIRE_FALSE(two);
    CHECK(two.problem().id == "lookup.ambiguous");
    CHECK(two.problem().related == std::vector<std::string>{"process Steel, converter [CN] (id a)", "process Steel, electric (id b)"});
    auto const miss = database.find_process("Steel, convertor");
    REQUIRE_FALSE(miss);
    CHECK(miss.problem().id == "lookup.unknown");
    CHECK(miss.problem().related.front() == "Steel, converter");
    CHECK(database.find_process("").problem().id == "lookup.unknown");
    CHECK(database.find_flow("co2").value() == 1);
    CHECK(database.reference_unit(0) == "kg");
    CHECK_THROWS_AS((void)database.reference_unit(9), Error);
    CHECK(database.location_code(no_index) == "");
    CHECK(Database().processes().empty());
}
