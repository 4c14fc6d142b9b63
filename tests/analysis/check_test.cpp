// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include <algorithm>

#include "lifecycle/small_model.hpp"
#include "tanji/analysis/check.hpp"
#include "tanji/lifecycle/matrix_model.hpp"

namespace {

bool has(std::vector<tanji::Finding> const& findings, std::string const& id) {
    return std::any_of(findings.begin(), findings.end(), [&](auto const& finding) { return finding.problem.id == id; });
}

tanji::ProductSystem two_process_loop(double there, double back) {
    tanji::MatrixModel model{.name = "loop", .products = {"a", "b"}, .processes = {"a", "b"}};
    tanji::MatrixModel::append_dense(model.technosphere, {{1, -there}, {-back, 1}});
    return tanji::link(tanji::matrix_model(model).database);
}

}  // namespace

TEST_CASE("check_units finds what published unit tables have wrong") {
    // openLCA's reference data (unit_table_defects.csv): ft2*a as 0.0903 m2*a; 1 ft2 is 0.09290304 m2 exactly.
    tanji::DatabaseContent content;
    content.unit_groups = {{.id = "g", .name = "area-time", .units = {{.id = "m2a", .name = "m2*a"}, {.id = "ft2a", .name = "ft2*a", .factor = 0.0903}, {.id = "ha", .name = "ha*a", .factor = 10000}}}};
    auto const findings = tanji::check_units(tanji::Database::make(content));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].problem.id == "check.unit-factor");
    CHECK(findings[0].problem.where.object.find("ft2*a") != std::string::npos);
    CHECK(findings[0].problem.expected.starts_with("0.09290304"));
    CHECK(findings[0].problem.got.find("-2.8 %") != std::string::npos);
}

TEST_CASE("check_system names loops that cannot be solved or make no sense") {
    CHECK(has(tanji::check_system(two_process_loop(2, 0.5)), "solve.singular"));
    CHECK(has(tanji::check_system(two_process_loop(2, 1)), "solve.unproductive"));
    CHECK(tanji::check_system(two_process_loop(0.5, 0.5)).empty());
}

TEST_CASE("check_system counts the inputs that nobody provides, with examples") {
    auto content = two_process_loop(0.5, 0.5).database().content();
    content.processes.pop_back();  // b is now made by nobody
    for (auto& exchange : content.processes[0].exchanges) exchange.provider = tanji::no_index;
    auto const findings = tanji::check_system(tanji::link(tanji::Database::make(content)));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].problem.id == "check.unlinked");
    CHECK(findings[0].problem.what.starts_with("1 input"));
    CHECK(findings[0].problem.where.object == "flow 'b' (id product 2)");
    CHECK(findings[0].problem.related == std::vector<std::string>{"b in a"});
}

TEST_CASE("check_system says who makes what nobody was chosen for, and what may have been meant") {
    tanji::test::SmallModel model;
    auto const power = model.product("power"), steel = model.product("steel"), grid_power = model.product("Grid power"), lime = model.product("lime");
    auto const one = model.process("one"), two = model.process("two"), works = model.process("works"), grid = model.process("grid");
    model.reference(one, steel, 1);
    model.reference(two, steel, 1);
    model.reference(grid, grid_power, 1);
    model.reference(works, model.product("sheet"), 1);
    model.input(works, steel, 1);
    model.input(works, power, 1);
    model.input(works, lime, 1);
    auto const findings = tanji::check_system(model.linked());
    REQUIRE(findings.size() == 3);  // by reason, then by flow: "2 processes make it" before "no process makes it"
    CHECK(findings[0].problem.where.object == "flow 'steel' (id steel)");
    CHECK(findings[0].problem.related == std::vector<std::string>{"made by process 'one' (id one)", "made by process 'two' (id two)", "steel in works"});
    CHECK(findings[1].problem.where.object == "flow 'power' (id power)");
    CHECK(findings[1].problem.hint.find("if 'Grid power' is meant") != std::string::npos);
    CHECK(findings[2].problem.hint.find("is meant") == std::string::npos);
}
