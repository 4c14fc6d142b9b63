// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include <algorithm>

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
    CHECK(findings[0].problem.related == std::vector<std::string>{"b in a"});
}
