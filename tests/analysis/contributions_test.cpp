// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

// Rule A10 of docs/conventions.md.
#include <doctest/doctest.h>

#include <cmath>

#include "analysis/matrix_footprint.hpp"
#include "tanji/analysis/contributions.hpp"

using tanji::By;
using tanji::test::MatrixCase;

namespace {

// cases/lca/olca-result-provider: two processes in a loop, three categories (ResultProviderTest of olca-modules).
MatrixCase result_provider() {
    return MatrixCase({.products = {"p1", "p2"}, .processes = {"p1", "p2"}, .technosphere = {{1, -0.5}, {-1, 1}}, .flows = {"e1", "e2"},
                       .biosphere = {{1, 2}, {-3, -3}}, .categories = {"i1", "i2", "i3"}, .characterisation = {{1, 0}, {0, -1}, {2, -0.5}}});
}

// cases/lca/olca-sankey-cycle (SankeyTest::testCycles), with the one flow as the score.
MatrixCase sankey() {
    return MatrixCase({.products = {"1", "2", "3"}, .processes = {"1", "2", "3"}, .technosphere = {{1, 0, 0}, {-1, 1, -0.1}, {0, -2, 1}}, .flows = {"e"},
                       .biosphere = {{1, 2, 3}}, .categories = {"c"}, .characterisation = {{1}}});
}

double amount_of(tanji::Contributions const& result, std::string const& name) {
    for (auto const& line : result.lines)
        if (line.name == name) return line.amount;
    return std::nan("");
}

double sum_of(tanji::Contributions const& result) {
    double sum = result.rest.amount;
    for (auto const& line : result.lines) sum += line.amount;
    return sum;
}

}  // namespace

TEST_CASE("all kinds of results of one loop") {
    auto const system = result_provider();
    auto const f = system.solve({0.5, 0});
    double const scores[] = {3, 6, 9};
    double const direct[][3] = {{1, 3, 3.5}, {2, 3, 5.5}};
    double const unit[][3] = {{6, 12, 18}, {5, 9, 14.5}};
    double const upstream[][3] = {{3, 6, 9}, {2.5, 4.5, 7.25}};
    double const flow[][3] = {{3, 0, 6}, {0, 6, 3}};
    REQUIRE(f.scores().size() == 3);
    for (tanji::Index row = 0; row < 3; ++row) {
        CHECK(f.scores()[row].amount == doctest::Approx(scores[row]).epsilon(1e-12));
        auto const by_process = tanji::contributions(f, {.by = By::process, .row = row});
        auto const by_flow = tanji::contributions(f, {.by = By::flow, .row = row});
        CHECK(sum_of(by_process) == doctest::Approx(scores[row]).epsilon(1e-12));
        CHECK(sum_of(by_flow) == doctest::Approx(scores[row]).epsilon(1e-12));
        for (std::size_t j = 0; j < 2; ++j) {
            CHECK(amount_of(by_process, system.model.processes[j]) == doctest::Approx(direct[j][row]).epsilon(1e-12));
            CHECK(f.unit_scores(row)[system.column(j)] == doctest::Approx(unit[j][row]).epsilon(1e-12));
            auto const total = tanji::try_upstream_total(f, row, system.column(j)).value();
            CHECK(total.total == doctest::Approx(upstream[j][row]).epsilon(1e-12));
            CHECK(total.direct == doctest::Approx(direct[j][row]).epsilon(1e-12));
            CHECK(total.loop_factor == doctest::Approx(0.5).epsilon(1e-12));
        }
        for (auto const& line : by_flow.lines) CHECK(line.amount == doctest::Approx(flow[line.name.starts_with("e1") ? 0 : 1][row]).epsilon(1e-12));
    }
}

TEST_CASE("totals of the nodes of a cycle") {
    auto const system = sankey();
    auto const f = system.solve({1, 0, 0});
    double const direct[] = {1, 2.5, 7.5};
    double const total[] = {11, 10, 8};
    for (std::size_t j = 0; j < 3; ++j) {
        auto const node = tanji::try_upstream_total(f, 0, system.column(j)).value();
        CHECK(node.direct == doctest::Approx(direct[j]).epsilon(1e-12));
        CHECK(node.total == doctest::Approx(total[j]).epsilon(1e-12));
    }
}

TEST_CASE("the first tier counts loops once and sums to the total") {
    // cases/lca/bwgt-traversal-loop: demand 8 of product 2, which feeds back through product 1; total 24.96.
    MatrixCase const system({.products = {"1", "2", "3", "4"}, .processes = {"1", "2", "3", "4"},
                             .technosphere = {{2, -2, 0, 0}, {-1, 2, 0, 0}, {0, -4, 1, 0}, {0, 0, 0, 1}}, .flows = {"a", "b"},
                             .biosphere = {{0.5, 1, 0, 0}, {0, 0.02, 0.01, 0.02}}, .categories = {"test"}, .characterisation = {{2, 2}}});
    auto const f = system.solve({0, 8, 0, 0});
    CHECK(f.scores()[0].amount == doctest::Approx(24.96).epsilon(1e-12));
    CHECK(f.supply()[system.column(2)] == doctest::Approx(32).epsilon(1e-12));
    auto const tier = tanji::contributions(f, {.by = By::first_tier});
    CHECK(sum_of(tier) == doctest::Approx(24.96).epsilon(1e-12));
    // By hand: 4 runs for 8 of output 2 per run. Own 4 * 2 * 1.02; product 3: 16 * 0.02; product 1: 8 of y1,
    // y1 = (1 + y2) / 2 with y2 = 24.96 / 8.
    CHECK(amount_of(tier, "2 (own exchanges)") == doctest::Approx(8.16).epsilon(1e-12));
    CHECK(amount_of(tier, "3") == doctest::Approx(0.32).epsilon(1e-12));
    CHECK(amount_of(tier, "1") == doctest::Approx(8 * (1 + 24.96 / 8) / 2).epsilon(1e-12));
    CHECK_FALSE(f.reaches(system.column(3)));
}

TEST_CASE("a cut-off leaves a rest, and negative lines have a share of net and gross") {
    // Process 2 is a credit: direct scores 10, -4 and 1.
    MatrixCase const system({.products = {"a", "b", "c"}, .processes = {"a", "b", "c"}, .technosphere = {{1, 0, 0}, {-1, 1, 0}, {-1, 0, 1}}, .flows = {"e"},
                             .biosphere = {{10, -4, 1}}, .categories = {"c"}, .characterisation = {{1}}});
    auto const f = system.solve({1, 0, 0});
    auto const all = tanji::contributions(f);
    CHECK(all.total == 7);
    CHECK(all.gross == 15);
    REQUIRE(all.lines.size() == 3);
    CHECK(all.rest.amount == 0);
    CHECK(all.left_out == 0);
    CHECK(all.lines[1].share == doctest::Approx(-4.0 / 7));
    CHECK(all.lines[1].gross_share == doctest::Approx(4.0 / 15));
    // The largest first, credits by their size.
    MatrixCase const turned({.products = {"a", "b", "c"}, .processes = {"a", "b", "c"}, .technosphere = {{1, 0, 0}, {-1, 1, 0}, {-1, 0, 1}}, .flows = {"e"},
                             .biosphere = {{1, -4, 10}}, .categories = {"c"}, .characterisation = {{1}}});
    auto const sorted = tanji::contributions(turned.solve({1, 0, 0}));
    CHECK(sorted.lines[0].name + sorted.lines[1].name + sorted.lines[2].name == "cba");
    auto const top = tanji::contributions(f, {.top = 1});
    REQUIRE(top.lines.size() == 1);
    CHECK(top.rest.amount == -3);
    CHECK(top.left_out == 2);
    CHECK(top.rest.share == doctest::Approx(-3.0 / 7));
    CHECK(top.rest.gross_share == doctest::Approx(3.0 / 15));
    auto const cut = tanji::contributions(f, {.cutoff = 0.1});
    REQUIRE(cut.lines.size() == 2);
    CHECK(cut.rest.amount == 1);
    CHECK(sum_of(cut) == 7);
}

TEST_CASE("contributions by place add up what runs there") {
    // sankey() for 1 of product 1 has direct scores 1, 2.5 and 7.5 (above); processes 1 and 3 are put into one place.
    auto content = sankey().import.database.content();
    content.locations = {{"cn", "CN", "China"}, {"us", "US", "United States"}};
    for (tanji::Index i = 0; i < 3; ++i) content.processes[i].location = i == 1 ? 1 : 0;
    auto const method = sankey().import.methods.front();
    auto const system = tanji::link(tanji::Database::make(content));
    auto const f = tanji::footprint(system, tanji::demand_of(system, system.find_column(0).value(), 1.0), method);
    auto const result = tanji::contributions(f, {.by = By::location});
    REQUIRE(result.lines.size() == 2);
    CHECK(amount_of(result, "China") == doctest::Approx(8.5).epsilon(1e-12));
    CHECK(amount_of(result, "United States") == doctest::Approx(2.5).epsilon(1e-12));
    CHECK(sum_of(tanji::contributions(f, {.by = By::compartment})) == doctest::Approx(11).epsilon(1e-12));
}

TEST_CASE("asking for a row that is not there is a problem") {
    auto const f = sankey().solve({1, 0, 0});
    auto const result = tanji::try_contributions(f, {.row = 9});
    REQUIRE_FALSE(result);
    CHECK(result.problem().id == "footprint.row");
}
