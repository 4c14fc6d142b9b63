// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include <cmath>

#include "impact/small_system.hpp"
#include "tanji/impact/factor_table.hpp"

using namespace tanji;
using tanji::test::SmallSystem;

TEST_CASE("factors of a flow by place, duplicates judged") {
    SmallSystem const small({{"e", "air", 1}, {"f", "air", 1}});
    auto const database = Database::make(small.content);
    ImpactCategory const category{.id = "c", .name = "c", .unit = "u",
                                  .factors = {{.flow = 1, .value = 2}, {.flow = 1, .value = 2 * (1 + 1e-15)}, {.flow = 1, .location = 0, .value = 5}, {.flow = 2, .location = 0, .value = 1}, {.flow = 2, .location = 0, .value = 3}}};
    auto const table = FactorTable::try_make(database, category, {}).value();
    REQUIRE(table.find(1) != nullptr);
    CHECK(table.find(1)->differing.empty());
    CHECK(table.find(2)->differing == std::vector<std::string>{"CN: 1 and 3"});
    CHECK(table.find(2)->differing_is_located);
    CHECK(table.find(0) == nullptr);
    CHECK(factor_at(database, *table.find(1), 0, false).value == 5);
    CHECK(factor_at(database, *table.find(1), 2, false).value == 2);
    CHECK(factor_at(database, *table.find(1), 1, false).value == 2);
    CHECK(factor_at(database, *table.find(1), 1, true).value == 5);
    CHECK_FALSE(factor_at(database, *table.find(2), no_index, false).value);
}

TEST_CASE("factors that cannot be used are problems") {
    SmallSystem const small({{"e", "air", 1}, {"f", "air", 1}});
    auto const database = Database::make(small.content);
    auto const problem_of = [&](ImpactFactor factor) { return FactorTable::try_make(database, {.id = "c", .name = "c", .unit = "u", .factors = {std::move(factor)}}, {}).problem().id; };
    CHECK(problem_of({.flow = 99, .value = 1}) == "impact.flow-index");
    CHECK(problem_of({.flow = 1, .value = std::nan("")}) == "number.not-finite");
    CHECK(problem_of({.flow = 1, .formula = "unknown + 1"}).starts_with("parameter."));
}

TEST_CASE("A7: formulas of factors that do not give their stored values are a finding, and are used") {
    SmallSystem small({{"e", "air", 1}, {"f", "air", 1}});
    auto const database = Database::make(small.content);
    // Stored per kg; the formulas give values per 10 kg.
    ImpactCategory category{.id = "c", .name = "c", .unit = "u",
                            .factors = {{.flow = 1, .value = 0.7, .formula = "k", .to_reference = 10}, {.flow = 2, .value = 1.4, .formula = "2 * k", .to_reference = 10}},
                            .parameters = {{.name = "k", .value = 7}}};
    CHECK(FactorTable::try_make(database, category, {}).value().findings().empty());
    category.factors[0].value = 0.7 * (1 + 1e-8);
    auto const table = FactorTable::try_make(database, category, {}).value();
    CHECK(table.find(1)->everywhere == 0.7);
    REQUIRE(table.findings().size() == 1);
    CHECK(table.findings()[0].problem.id == "factor.stored-differs");
    CHECK(table.findings()[0].problem.got == "1 factor");
    CHECK(table.findings()[0].problem.related.at(0).starts_with("flow 'e': 0.7 from 'k', stored 0.7000000"));
    // A redefinition is meant to change them.
    CHECK(FactorTable::try_make(database, category, std::vector<Redefinition>{{"k", 8, {}, "c"}}).value().findings().empty());
    category.factors[0].value = 0.7;
    category.parameters.push_back({.name = "m", .value = 1, .formula = "2 * k", .input = false});
    auto const parameter = FactorTable::try_make(database, category, {}).value();
    REQUIRE(parameter.findings().size() == 1);
    CHECK(parameter.findings()[0].problem.id == "parameter.stored-differs");
}
