// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/solve/what_if.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "solve/random_system.hpp"

using namespace tanji;
using tanji::test::dense_solution;

// The source of truth is elimination with full row pivoting in long double (tests/solve/random_system.hpp) on a dense matrix
// that the test changes itself, so that neither the list of changes nor the correction is used to check itself.
namespace {

using Dense = std::vector<std::vector<double>>;

Dense transposed(Dense const& a) {
    Dense t(a.front().size(), std::vector<double>(a.size()));
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j < a.size(); ++j) t[j][i] = a[i][j];
    return t;
}

double gap(std::span<double const> ours, std::vector<double> const& truth) {
    double worst = 0;
    REQUIRE(ours.size() == truth.size());
    for (std::size_t k = 0; k < truth.size(); ++k) {
        if (truth[k] == 0) CHECK(ours[k] == 0);
        else worst = std::fmax(worst, std::fabs((ours[k] - truth[k]) / truth[k]));
    }
    return worst;
}

struct Answer {
    std::vector<double> supply, unit_scores;
    Proof supply_proof, adjoint_proof;
};

Answer solve(WhatIf const& what_if, std::vector<DemandEntry> const& demand, std::vector<double> const& costs) {
    WhatIfWorkspace workspace;
    std::span<double> x, y;
    Answer answer;
    answer.supply_proof = what_if.try_supply(demand, workspace, x).value();
    answer.adjoint_proof = what_if.try_adjoint(costs, workspace, y).value();
    answer.supply.assign(x.begin(), x.end());
    answer.unit_scores.assign(y.begin(), y.end());
    return answer;
}

void check_against_dense(WhatIf const& what_if, Dense const& a) {
    std::vector<double> f(a.size(), 0.0), costs(a.size());
    f[0] = 2;
    for (std::size_t j = 0; j < a.size(); ++j) costs[j] = 1 + static_cast<double>(j % 5);
    auto const answer = solve(what_if, {{0, 2}}, costs);
    CHECK(gap(answer.supply, dense_solution(a, f)) < 1e-10);
    CHECK(gap(answer.unit_scores, dense_solution(transposed(a), costs)) < 1e-10);
    CHECK(answer.supply_proof.backward_error <= 1e-14);
    CHECK(answer.adjoint_proof.backward_error <= 1e-14);
}

// Farm - mill - bakery: bread needs 0.8 flour, flour 1.2 grain, grain some bread for the hands.
Dense chain() { return {{1, 0, -0.1}, {-0.8, 1, 0}, {0, -1.2, 1}}; }

Solver solver_of(Dense const& a) { return Solver::try_make(tanji::test::system_of(a)).value(); }

}  // namespace

TEST_CASE("one entry scaled, by hand") {
    // x = (x1, 0.8 x1, 0.96 x1), x1 - 0.096 x1 = 1 before; with half the flour x = (x1, 0.4 x1, 0.48 x1), x1 - 0.048 x1 = 1.
    auto const solver = solver_of(chain());
    Changes changes(solver.matrices());
    changes.scale_exchange(1, 0, 0.5);
    auto const what_if = WhatIf::try_make(solver, changes).value();
    CHECK(what_if.path() == WhatIfPath::low_rank);
    CHECK(what_if.rank() == 1);
    WhatIfWorkspace workspace;
    std::span<double> x;
    DemandEntry const demand[] = {{0, 1}};
    (void)what_if.try_supply(demand, workspace, x).value();
    CHECK(x[0] == doctest::Approx(1 / 0.952).epsilon(1e-14));
    CHECK(x[1] == doctest::Approx(0.4 / 0.952).epsilon(1e-14));
    CHECK(x[2] == doctest::Approx(0.48 / 0.952).epsilon(1e-14));
}

TEST_CASE("random changes of random systems") {
    int low_rank = 0;
    for (std::uint64_t seed = 1; seed <= 120; ++seed) {
        CAPTURE(seed);
        tanji::test::Random random(seed);
        int const n = 3 + random.below(30);
        auto a = tanji::test::random_productive(random, n);
        auto const solver = solver_of(a);
        Changes changes(solver.matrices());
        int const count = 1 + random.below(6);
        for (int k = 0; k < count; ++k) {
            int const j = random.below(n), i = random.below(n);
            auto& cell = a[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
            if (i == j) {
                cell *= 1.5;
                changes.scale_exchange(i, j, 1.5);
            } else if (cell != 0 && random.uniform() < 0.5) {
                double const factor = random.uniform() < 0.3 ? 0.0 : 2 * random.uniform();
                cell *= factor;
                changes.scale_exchange(i, j, factor);
            } else {
                cell = -0.1 * random.uniform() * a[static_cast<std::size_t>(i)][static_cast<std::size_t>(i)];
                changes.set_exchange(i, j, cell);
            }
        }
        if (changes.problem()) continue; // a cell that was set to 0 and scaled again
        auto const what_if = WhatIf::try_make(solver, changes).value();
        CHECK(what_if.rank() <= count);
        low_rank += what_if.path() == WhatIfPath::low_rank ? 1 : 0;
        check_against_dense(what_if, a);
    }
    CHECK(low_rank > 80);
}

TEST_CASE("a supplier swapped for everybody is two rows, whatever the number of consumers") {
    tanji::test::Random random(7);
    int const n = 40;
    Dense a(40, std::vector<double>(40, 0.0));
    for (std::size_t j = 0; j < 40; ++j) {
        a[j][j] = 1;
        if (j > 1) a[0][j] = -0.2 - 0.1 * random.uniform();
    }
    a[5][0] = -0.5; // the first supplier needs the fifth, who needs it: a loop that the swap cuts
    auto const solver = solver_of(a);
    Changes changes(solver.matrices());
    changes.swap_supplier_everywhere(0, 1, 2);
    for (std::size_t j = 2; j < 40; ++j) {
        a[1][j] = 2 * a[0][j];
        a[0][j] = 0;
    }
    auto const what_if = WhatIf::try_make(solver, changes).value();
    CHECK(what_if.rank() == 2);
    CHECK(what_if.path() == WhatIfPath::low_rank);
    check_against_dense(what_if, a);
    // What nobody needs any more runs exactly 0 times.
    WhatIfWorkspace workspace;
    std::span<double> x;
    DemandEntry const demand[] = {{n - 1, 1}};
    auto const proof = what_if.try_supply(demand, workspace, x).value();
    CHECK(x[0] == 0);
    CHECK(x[5] == 0);
    CHECK(proof.processes == 2);
}

TEST_CASE("a new process, used by an old one and using its product") {
    auto a = chain();
    auto const solver = solver_of(a);
    Changes changes(solver.matrices());
    auto const stove = changes.add_process({.output = 2, .products = {{2, -0.3}, {2, -0.1}}});
    CHECK(stove == 3);
    changes.set_exchange(stove, 0, -0.7);
    for (auto& row : a) row.push_back(0);
    a.push_back({-0.7, 0, 0, 2});
    a[2][3] = -0.4;
    auto const what_if = WhatIf::try_make(solver, changes).value();
    CHECK(what_if.size() == 4);
    CHECK(what_if.path() == WhatIfPath::low_rank);
    check_against_dense(what_if, a);
}

TEST_CASE("the score follows changed emissions too") {
    auto a = tanji::test::sparse(chain());
    SparseColumns<double> b{2, 3, {0, 1, 3, 3}, {0, 0, 1}, {1.0, 2.0, 5.0}};
    auto const solver = Solver::try_make(SystemMatrices::try_make(a, b).value()).value();
    Changes changes(solver.matrices());
    changes.set_emission(1, 2, 3.0).scale_emission(0, 1, 0.5);
    auto const fuel = changes.add_process({.output = 1, .flows = {{0, 4.0}}});
    changes.set_exchange(fuel, 1, -0.25);
    auto const what_if = WhatIf::try_make(solver, changes).value();
    WhatIfWorkspace workspace;
    std::vector<double> const factors = {1.0, 10.0};
    DemandEntry const demand[] = {{0, 1}};
    auto const score = what_if.try_score(factors, demand, workspace).value();
    // x1 = 1 / 0.904, x2 = 0.8 x1, x3 = 0.96 x1, x4 = 0.25 x2; c = (1, 1 + 50, 30, 4).
    CHECK(score.amount == doctest::Approx((1 + 51 * 0.8 + 30 * 0.96 + 4 * 0.2) / 0.904).epsilon(1e-14));
    CHECK(score.proof.backward_error <= 1e-14);
}

TEST_CASE("a change that makes the system singular names the processes, and which change it was") {
    auto const solver = solver_of(chain());
    Changes changes(solver.matrices());
    changes.set_exchange(0, 2, -1 / 0.96); // the loop then consumes exactly what it makes
    auto const what_if = WhatIf::try_make(solver, changes, {.names = {.process = [](std::int32_t j) { return "P" + std::to_string(j); }}});
    REQUIRE(!what_if);
    CHECK(what_if.problem().id == "solve.singular");
    CHECK(to_text(what_if.problem()).find("P2") != std::string::npos);
    CHECK(what_if.problem().hint.find("P2, product 1 = -1.04") != std::string::npos);
}

TEST_CASE("a loop made unproductive is factorised anew and found") {
    auto const solver = solver_of(chain());
    CHECK(solver.findings().empty());
    Changes changes(solver.matrices());
    changes.set_exchange(0, 2, -2); // gain 0.8 x 1.2 x 2 = 1.92
    auto const what_if = WhatIf::try_make(solver, changes).value();
    CHECK(what_if.path() == WhatIfPath::refactorised);
    REQUIRE(!what_if.findings().empty());
    CHECK(what_if.findings().front().problem.id == "solve.unproductive");
    auto a = chain();
    a[0][2] = -2;
    check_against_dense(what_if, a);
}

TEST_CASE("two loops made unproductive at once: the determinant keeps its sign, the trial does not") {
    // Two separate pairs, each with gain 0.25, raised to gain 4: two signs change, their product does not.
    Dense a(4, std::vector<double>(4, 0.0));
    for (std::size_t j = 0; j < 4; ++j) a[j][j] = 1;
    a[0][1] = a[1][0] = a[2][3] = a[3][2] = -0.5;
    auto const solver = solver_of(a);
    Changes changes(solver.matrices());
    changes.set_exchange(0, 1, -8).set_exchange(2, 3, -8);
    auto const what_if = WhatIf::try_make(solver, changes).value();
    CHECK(what_if.path() == WhatIfPath::refactorised);
    CHECK(what_if.findings().size() == 2);
}

TEST_CASE("nearly singular corrections and high ranks are factorised anew, and it is said") {
    auto const solver = solver_of(chain());
    Changes close(solver.matrices());
    close.set_exchange(0, 2, -(1 - 1e-9) / 0.96);
    auto const what_if = WhatIf::try_make(solver, close).value();
    CHECK(what_if.path() == WhatIfPath::refactorised);
    CHECK(what_if.reason().find("ill-conditioned") != std::string::npos);

    Changes many(solver.matrices());
    many.scale_exchange(1, 0, 0.5).scale_exchange(2, 1, 0.5);
    auto const anew = WhatIf::try_make(solver, many, {.most_rank = 1}).value();
    CHECK(anew.path() == WhatIfPath::refactorised);
    CHECK(anew.reason() == "refactorised: rank 2 is above 1");
    auto a = chain();
    a[1][0] *= 0.5;
    a[2][1] *= 0.5;
    check_against_dense(anew, a);
}

TEST_CASE("an output taken away leaves a product without producer") {
    auto const solver = solver_of({{1, 0}, {-0.5, 1}});
    Changes changes(solver.matrices());
    changes.set_exchange(1, 1, 0);
    auto const what_if = WhatIf::try_make(solver, changes);
    REQUIRE(!what_if);
    CHECK(what_if.problem().id == "solve.structure");
    CHECK(what_if.problem().what.find("changed system") != std::string::npos);
}

TEST_CASE("mistakes in the list of changes are told, the first of them") {
    auto const solver = solver_of(chain());
    auto const problem = [&](auto const& change) {
        Changes changes(solver.matrices());
        change(changes);
        return WhatIf::try_make(solver, changes).problem().id;
    };
    CHECK(problem([](Changes& c) { c.set_exchange(3, 0, 1); }) == "what-if.entry");
    CHECK(problem([](Changes& c) { c.set_exchange(0, -1, 1); }) == "what-if.entry");
    CHECK(problem([](Changes& c) { c.scale_exchange(2, 0, 2); }) == "what-if.no-entry");
    CHECK(problem([](Changes& c) { c.swap_supplier(0, 2, 1); }) == "what-if.no-entry");
    CHECK(problem([](Changes& c) { c.set_exchange(0, 0, std::numeric_limits<double>::quiet_NaN()); }) == "number.not-finite");
    CHECK(problem([](Changes& c) { c.add_process({.output = 0}); }) == "what-if.no-output");
    CHECK(problem([](Changes& c) { c.set_emission(0, 0, 1); }) == "what-if.entry");
    CHECK(problem([](Changes& c) { c.scale_exchange(2, 0, 2).set_exchange(9, 9, 1); }) == "what-if.no-entry");
    auto const other = solver_of(chain());
    CHECK(WhatIf::try_make(solver, Changes(other.matrices())).problem().id == "solve.pattern");
}

TEST_CASE("a base that covers a part only") {
    Dense a(4, std::vector<double>(4, 0.0));
    for (std::size_t j = 0; j < 4; ++j) a[j][j] = 1;
    a[1][0] = -0.5;
    a[3][2] = -0.5;
    auto const solver = Solver::try_make(tanji::test::system_of(a), {.products = std::vector<std::int32_t>{0}}).value();
    Changes inside(solver.matrices());
    inside.scale_exchange(1, 0, 2);
    auto const what_if = WhatIf::try_make(solver, inside).value();
    CHECK(what_if.path() == WhatIfPath::low_rank);
    WhatIfWorkspace workspace;
    std::span<double> x;
    DemandEntry const first[] = {{0, 1}}, third[] = {{2, 1}};
    (void)what_if.try_supply(first, workspace, x).value();
    CHECK(x[1] == 1);
    CHECK(what_if.try_supply(third, workspace, x).problem().id == "solve.not-covered");
    // A change that leads outside takes the rest in.
    Changes outside(solver.matrices());
    outside.swap_supplier(0, 1, 2);
    auto const wider = WhatIf::try_make(solver, outside).value();
    (void)wider.try_supply(first, workspace, x).value();
    CHECK(x[1] == 0);
    CHECK(x[2] == 0.5);
    CHECK(x[3] == 0.25);
}
