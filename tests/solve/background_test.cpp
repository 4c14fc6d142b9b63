// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/solve/background.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "solve/random_system.hpp"

using namespace tanji;
using tanji::test::dense_solution;

// The source of truth is elimination in long double on the whole system [F 0; P A] as one dense matrix.
namespace {

using Dense = std::vector<std::vector<double>>;

Dense random_matrix(tanji::test::Random& random, std::size_t rows, std::size_t columns, double filled) {
    Dense m(rows, std::vector<double>(columns, 0.0));
    for (auto& row : m)
        for (double& value : row)
            if (random.uniform() < filled) value = 2 * random.uniform() - 0.5;
    return m;
}

Solver solver_of(Dense const& a, Dense const& b) {
    return Solver::try_make(SystemMatrices::try_make(tanji::test::sparse(a), tanji::test::sparse(b)).value()).value();
}

}  // namespace

TEST_CASE("foregrounds before a background agree with the whole system") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        tanji::test::Random random(seed);
        std::size_t const n = 5 + static_cast<std::size_t>(random.below(20)), m = 2 + static_cast<std::size_t>(random.below(8)), flows = 4;
        auto const a = tanji::test::random_productive(random, static_cast<int>(n)), f = tanji::test::random_productive(random, static_cast<int>(m));
        auto const b = random_matrix(random, flows, n, 0.4), own_b = random_matrix(random, flows, m, 0.3), p = random_matrix(random, n, m, 0.3);
        std::vector<double> factors;
        for (std::size_t i = 0; i < 2 * flows; ++i) factors.push_back(random.uniform());
        auto const background = Background::try_make(solver_of(a, b), factors, 2).value();
        ForegroundWorkspace workspace;
        Foreground const model{tanji::test::sparse(f), tanji::test::sparse(p), tanji::test::sparse(own_b)};
        DemandEntry const demand[] = {{0, f[0][0]}};
        auto const result = background.try_assess(model, demand, workspace).value();

        Dense whole(m + n, std::vector<double>(m + n, 0.0));
        for (std::size_t i = 0; i < m; ++i)
            for (std::size_t j = 0; j < m; ++j) whole[i][j] = f[i][j];
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < m; ++j) whole[m + i][j] = p[i][j];
            for (std::size_t j = 0; j < n; ++j) whole[m + i][m + j] = a[i][j];
        }
        std::vector<double> right(m + n, 0.0);
        right[0] = f[0][0];
        auto const x = dense_solution(whole, right);
        for (std::size_t k = 0; k < 2; ++k) {
            double score = 0, bought = 0, gross = 0;
            for (std::size_t i = 0; i < flows; ++i) {
                for (std::size_t j = 0; j < m; ++j) score += factors[2 * i + k] * own_b[i][j] * x[j];
                for (std::size_t j = 0; j < n; ++j) {
                    bought += factors[2 * i + k] * b[i][j] * x[m + j];
                    gross += std::fabs(factors[2 * i + k] * b[i][j] * x[m + j]);
                }
            }
            CHECK(std::fabs(result.scores[k] - (score + bought)) <= 1e-10 * (gross + std::fabs(score)));
            CHECK(std::fabs(result.background_scores[k] - bought) <= 1e-10 * gross);
        }
        CHECK(result.backward_error() <= 1e-14);
        std::span<double> supply;
        CHECK(background.try_supply(result, workspace, supply).value().backward_error <= 1e-14);
        // Measured in output: elimination of the whole leaves roundings where a supply is exactly 0.
        double most = 0;
        for (std::size_t j = 0; j < n; ++j) most = std::fmax(most, std::fabs(a[j][j] * x[m + j]));
        for (std::size_t j = 0; j < n; ++j) CHECK(std::fabs(a[j][j] * (supply[j] - x[m + j])) <= 1e-12 * most);
    }
}

TEST_CASE("a foreground with a loop, by hand") {
    // Background: power, 0.5 kg each. A boiler (1 heat) takes 0.2 power of its own turbine and 0.3 bought; the turbine takes 0.1 heat.
    auto const background = Background::try_make(solver_of({{1}}, {{0.5}}), std::vector<double>{2.0}, 1).value();
    Foreground model{{2, 2, {0, 2, 4}, {0, 1, 0, 1}, {1, -0.2, -0.1, 1}}, {1, 2, {0, 1, 1}, {0}, {-0.3}}, {1, 2, {0, 0, 1}, {0}, {0.25}}};
    ForegroundWorkspace workspace;
    DemandEntry const demand[] = {{0, 1}};
    auto const result = background.try_assess(model, demand, workspace).value();
    CHECK(result.supply[0] == doctest::Approx(1 / 0.98).epsilon(1e-15));
    REQUIRE(result.purchases.size() == 1);
    CHECK(result.purchases[0].amount == doctest::Approx(0.3 / 0.98).epsilon(1e-15));
    CHECK(result.background_scores[0] == doctest::Approx(0.3 / 0.98).epsilon(1e-15)); // 0.5 kg x 2
    CHECK(result.scores[0] == doctest::Approx((0.3 + 0.5 * 0.2) / 0.98).epsilon(1e-15));
    CHECK(background.unit_score(0, 0) == 1);
    CHECK(background.categories() == 1);
    // The workspace carries nothing over from one model to the next.
    CHECK(background.try_assess(model, demand, workspace).value().scores == result.scores);
}

TEST_CASE("foregrounds that do not fit or cannot be solved") {
    auto const background = Background::try_make(solver_of({{1, 0}, {-0.5, 1}}, {{0.5, 1}}), std::vector<double>{2.0}, 1).value();
    ForegroundWorkspace workspace;
    DemandEntry const demand[] = {{0, 1}};
    auto const problem = [&](Foreground const& model) { return background.try_assess(model, demand, workspace).problem(); };
    SparseColumns<double> const one{1, 1, {0, 1}, {0}, {1}};
    CHECK(problem({one, {3, 1, {0, 1}, {2}, {-1}}, {}}).id == "foreground.shape");
    CHECK(problem({one, {}, {2, 1, {0, 1}, {1}, {1}}}).id == "foreground.shape");
    CHECK(problem({one, {2, 1, {0, 1}, {0}, {NAN}}, {}}).id == "number.not-finite");
    CHECK(problem({one, {2, 1, {0, 1}, {2}, {1}}, {}}).id == "matrix.index");
    CHECK(problem({{2, 2, {0, 2, 4}, {0, 1, 0, 1}, {1, -1, -1, 1}}, {}, {}}).id == "solve.singular");
    CHECK(Background::try_make(background.solver(), std::vector<double>{1, 2}, 1).problem().id == "solve.size");
    // A loop of the foreground that consumes more than it makes is told with the result.
    CHECK(background.try_assess({{2, 2, {0, 2, 4}, {0, 1, 0, 1}, {1, -2, -1, 1}}, {}, {}}, demand, workspace).value().findings.size() == 1);
    // Purchases of what the background was not solved for.
    auto const partly = Solver::try_make(background.solver().matrices(), {.products = std::vector<std::int32_t>{1}}).value();
    auto const part = Background::try_make(partly, std::vector<double>{2.0}, 1).value();
    CHECK(part.try_assess({one, {2, 1, {0, 1}, {0}, {-1}}, {}}, demand, workspace).problem().id == "solve.not-covered");
    CHECK(part.try_assess({one, {2, 1, {0, 1}, {1}, {-1}}, {}}, demand, workspace).value().scores[0] == 2);
}
