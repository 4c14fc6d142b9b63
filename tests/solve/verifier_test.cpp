// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/solve/verifier.hpp"

#include <doctest/doctest.h>

#include <boost/multiprecision/cpp_bin_float.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

#include "solve/random_system.hpp"
#include "tanji/base/exact_sum.hpp"

// The truth of these tests is elimination in 168 binary digits (50 decimal ones), written out here. Its own error is
// some 1e-35 of the result at a condition of 1e15.

using namespace tanji;
using Wide = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<168, boost::multiprecision::digit_base_2>, boost::multiprecision::et_off>;
using Rows = std::vector<std::vector<double>>;

namespace {

/// A x = b with row scaling and partial pivoting; empty if A is singular to 40 digits.
std::vector<Wide> exact_solution(Rows const& a, std::vector<double> const& b) {
    std::size_t const n = a.size();
    std::vector<std::vector<Wide>> m(n, std::vector<Wide>(n + 1));
    for (std::size_t i = 0; i < n; ++i) {
        double most = 0;
        for (double const value : a[i]) most = std::fmax(most, std::fabs(value));
        for (std::size_t j = 0; j < n; ++j) m[i][j] = Wide(a[i][j]) / most;
        m[i][n] = Wide(b[i]) / most;
    }
    for (std::size_t k = 0; k < n; ++k) {
        std::size_t best = k;
        for (std::size_t i = k + 1; i < n; ++i)
            if (abs(m[i][k]) > abs(m[best][k])) best = i;
        std::swap(m[k], m[best]);
        if (abs(m[k][k]) < Wide("1e-40")) return {};
        for (std::size_t i = k + 1; i < n; ++i) {
            if (m[i][k] == 0) continue;
            Wide const factor = m[i][k] / m[k][k];
            for (std::size_t j = k; j <= n; ++j) m[i][j] -= factor * m[k][j];
        }
    }
    std::vector<Wide> x(n);
    for (std::size_t k = n; k-- > 0;) {
        Wide sum = m[k][n];
        for (std::size_t j = k + 1; j < n; ++j) sum -= m[k][j] * x[j];
        x[k] = sum / m[k][k];
    }
    return x;
}

Rows transposed(Rows const& a) {
    Rows t(a.size(), std::vector<double>(a.size()));
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j < a.size(); ++j) t[j][i] = a[i][j];
    return t;
}

/// Products and processes in units that differ by up to 25 powers of ten, some of them run the other way (waste).
void rescale(tanji::test::Random& random, Rows& a) {
    std::size_t const n = a.size();
    for (std::size_t i = 0; i < n; ++i) {
        double const row = std::pow(10.0, 25 * random.uniform() - 15) * (random.uniform() < 0.2 ? -1 : 1);
        for (double& value : a[i]) value *= row;
        double const column = std::pow(10.0, 12 * random.uniform() - 6);
        for (std::size_t k = 0; k < n; ++k) a[k][i] *= column;
    }
}

enum class Family { productive, marginal, ring, wild, marginal_wild };

/// `productive`, `marginal`: H-matrices, the latter with row sums that leave a margin of 10^0 to 10^-14, hence conditions
/// up to 1e15. `ring`, `wild`: loop gains above 1. `marginal_wild`: nearly singular without being an H-matrix.
Rows random_system(tanji::test::Random& random, Family family, int n) {
    auto const size = static_cast<std::size_t>(n);
    if (family == Family::productive) return tanji::test::random_productive(random, n);
    Rows a(size, std::vector<double>(size, 0.0));
    if (family == Family::ring) {
        a = tanji::test::random_ring(random, n);
    } else {
        double const margin = std::pow(10.0, -14 * random.uniform());
        for (std::size_t i = 0; i < size; ++i) {
            double sum = 0;
            for (std::size_t j = 0; j < size; ++j)
                if (j != i && (j == (i + 1) % size || random.uniform() < 0.4)) {
                    a[i][j] = -random.uniform() * (random.uniform() < 0.3 ? -1 : 1);
                    sum += std::fabs(a[i][j]);
                }
            a[i][i] = family == Family::marginal ? sum * (1 + margin) : 1.0;
        }
        if (family == Family::marginal_wild) { // the last row nearly the sum of the others
            for (std::size_t j = 0; j < size; ++j) {
                double sum = 0;
                for (std::size_t i = 0; i + 1 < size; ++i) sum += a[i][j];
                a[size - 1][j] = sum + margin * (random.uniform() - 0.5);
            }
        }
        // A third of them with credits taken back: then the loops themselves are near gain 1.
        if (family == Family::marginal && random.uniform() < 0.34)
            for (std::size_t i = 0; i < size; ++i)
                for (std::size_t j = 0; j < size; ++j)
                    if (i != j) a[i][j] = -std::fabs(a[i][j]);
    }
    rescale(random, a);
    return a;
}

/// What a run over many systems found.
struct Tally {
    int systems = 0, verified = 0, estimated = 0, missed = 0;
    std::vector<double> ratios{};

    [[nodiscard]] double median() {
        if (ratios.empty()) return 0;
        auto const middle = ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2);
        std::nth_element(ratios.begin(), middle, ratios.end());
        return *middle;
    }
};

/// True where no entry is farther from the truth than its bound.
bool held(std::span<double const> values, std::span<double const> bound, std::vector<Wide> const& exact, std::vector<double>* ratios = nullptr) {
    bool good = true;
    for (std::size_t k = 0; k < values.size(); ++k) {
        Wide const error = abs(Wide(values[k]) - exact[k]);
        good = good && error <= Wide(bound[k]);
        if (ratios != nullptr && error > 0) ratios->push_back(Wide(bound[k] / error).convert_to<double>());
    }
    return good;
}

int systems_wanted() {
    auto const* const text = std::getenv("TANJI_SYSTEMS");
    return text != nullptr ? std::max(1, std::atoi(text)) : 6000;
}

std::vector<DemandEntry> demand_of(std::vector<double> const& f) {
    std::vector<DemandEntry> demand;
    for (std::size_t i = 0; i < f.size(); ++i)
        if (f[i] != 0) demand.push_back({static_cast<std::int32_t>(i), f[i]});
    return demand;
}

struct Case {
    Rows a;
    std::vector<double> f, c;
    std::vector<Wide> x, y;
};

/// One system with the exact answers; demand and costs in the units of the system.
Case random_case(tanji::test::Random& random, Family family) {
    int const n = 2 + random.below(random.uniform() < 0.1 ? 22 : 9);
    auto const size = static_cast<std::size_t>(n);
    Case made{random_system(random, family, n), std::vector<double>(size, 0.0), std::vector<double>(size, 0.0), {}, {}};
    auto const k = static_cast<std::size_t>(random.below(n)), l = static_cast<std::size_t>(random.below(n));
    made.f[k] = made.a[k][k];
    made.f[l] += made.a[l][l] * random.uniform();
    for (std::size_t j = 0; j < size; ++j) made.c[j] = random.uniform() * std::fabs(made.a[j][j]);
    made.x = exact_solution(made.a, made.f);
    if (!made.x.empty()) made.y = exact_solution(transposed(made.a), made.c);
    return made;
}

/// Supply, unit scores and score of one system against the truth.
void check_system(Case const& one, VerifierOptions const& options, Tally& tally) {
    auto const solver = Solver::try_make(tanji::test::system_of(one.a));
    if (!solver) return; // singular to double precision: refused, nothing to prove
    auto const verifier = Verifier::make(*solver, options);
    auto const demand = demand_of(one.f);
    Workspace workspace;
    VerifierWorkspace work;
    std::span<double> x, y, bound;
    auto const supply = solver->try_supply(demand, workspace, x);
    auto const adjoint = solver->try_adjoint(one.c, workspace, y);
    if (!supply || !adjoint) return;
    ++tally.systems;
    auto const count = [&](Proof const& proof, std::span<double const> values, std::vector<Wide> const& exact) {
        if (proof.level == ProofLevel::verified) {
            ++tally.verified;
            CHECK(held(values, bound, exact, &tally.ratios));
            CHECK(std::isfinite(proof.relative_error));
        } else if (proof.level == ProofLevel::estimated) {
            ++tally.estimated;
            if (!held(values, bound, exact)) ++tally.missed;
        } else {
            CHECK(bound.empty());
        }
    };
    Wide exact = 0;
    for (std::size_t j = 0; j < one.c.size(); ++j) exact += Wide(one.c[j]) * one.x[j];
    auto const proof = verifier.try_bound_supply(demand, x, *supply, work, bound).value();
    count(proof, x, one.x);
    if (proof.level == ProofLevel::verified) {
        ExactSum sum; // as footprint() adds its scores
        for (std::size_t j = 0; j < one.c.size(); ++j) sum += one.c[j] * x[j];
        CHECK(abs(Wide(sum.value()) - exact) <= Wide(score_bound(one.c, x, bound)));
    }
    count(verifier.try_bound_unit_scores(one.c, y, *adjoint, work, bound).value(), y, one.y);
    auto const score = verifier.try_score(demand, one.c, x, y, work).value();
    if (score.level != ProofLevel::verified) return;
    CHECK(abs(Wide(score.amount) - exact) <= Wide(score.bound));
}

/// A supply that is wrong on purpose. Without a solver the signs of the residual are lost and with them some digits, but
/// never the bound; with one, a step of refinement finds them.
void check_wrong_supply(Case const& one, tanji::test::Random& random, Tally& tally) {
    auto matrices = tanji::test::system_of(one.a);
    auto const solver = Solver::try_make(matrices);
    auto structure = Structure::try_make(matrices).value();
    auto const plain = Verifier::try_make(std::move(structure), std::move(matrices)).value();
    double const share = std::pow(10.0, -16 * random.uniform());
    std::vector<double> x;
    for (auto const& value : one.x) x.push_back(value.convert_to<double>() * (1 + share * (random.uniform() - 0.5)));
    VerifierWorkspace work;
    std::span<double> bound;
    ++tally.systems;
    auto const proof = plain.try_bound_supply(demand_of(one.f), x, {}, work, bound).value();
    if (proof.level == ProofLevel::verified) CHECK(held(x, bound, one.x));
    else CHECK(proof.level == ProofLevel::none);
    if (!solver) return;
    if (Verifier::make(*solver).try_bound_supply(demand_of(one.f), x, {}, work, bound).value().level != ProofLevel::verified) return;
    ++tally.verified;
    CHECK(held(x, bound, one.x, &tally.ratios));
}

/// Whether no loop reaches gain 1 whatever the signs: <A>u = |d| has a solution u > 0.
bool is_h_matrix(Rows a) {
    std::vector<double> diagonal;
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j < a.size(); ++j) {
            a[i][j] = std::fabs(a[i][j]) * (i == j ? 1 : -1);
            if (i == j) diagonal.push_back(a[i][j]);
        }
    auto const u = exact_solution(a, diagonal);
    return !u.empty() && std::all_of(u.begin(), u.end(), [](Wide const& value) { return value > 0; });
}

}  // namespace

TEST_CASE("a verified bound is never exceeded, and is not far above the error") {
    char const* const names[] = {"productive", "marginal", "ring", "wild", "marginal, wild"};
    Tally tally[5], wrong[5];
    int const wanted = systems_wanted();
    for (int seed = 1; seed <= wanted; ++seed) {
        CAPTURE(seed);
        tanji::test::Random random(static_cast<std::uint64_t>(seed));
        int const family = seed % 5;
        auto const one = random_case(random, static_cast<Family>(family));
        if (one.x.empty()) continue;
        // Every other system is cut as large ones are.
        check_system(one, {.most_whole = seed % 2 == 0 ? 120 : 0}, tally[family]);
        check_wrong_supply(one, random, wrong[family]);
    }
    for (int family = 0; family < 5; ++family) {
        MESSAGE(std::string(names[family]) << ": " << tally[family].systems << " systems, verified " << tally[family].verified << " of " << 2 * tally[family].systems
                << ", median of bound / error " << tally[family].median() << "; wrong supplies: verified " << wrong[family].verified << " of "
                << wrong[family].systems << ", median " << wrong[family].median());
    }
    // H-matrices: all of them are proved, but for margins that rounding covers; the median leaves infinity no room.
    CHECK(tally[0].verified == 2 * tally[0].systems);
    CHECK(tally[1].verified > tally[1].systems);
    for (int const family : {0, 1}) {
        CHECK(tally[family].median() <= 1e4);
        CHECK(wrong[family].median() <= 1e4);
    }
    // Of the others most: an inverse proves what no comparison matrix can.
    for (int const family : {2, 3}) CHECK(tally[family].verified > tally[family].systems);
}

TEST_CASE("without the inverse, loops with gain above 1 are estimated only, and the estimate is seldom missed") {
    Tally tally;
    int const wanted = systems_wanted() / 3;
    for (int seed = 1; seed <= wanted; ++seed) {
        CAPTURE(seed);
        tanji::test::Random random(static_cast<std::uint64_t>(seed) + 1000000);
        auto const one = random_case(random, seed % 2 == 0 ? Family::wild : Family::ring);
        if (one.x.empty()) continue;
        int const before = tally.verified;
        check_system(one, {.most_torn = 0}, tally);
        // A ring is one loop through everything: proved only where it is an H-matrix.
        if (seed % 2 != 0 && tally.verified > before) CHECK(is_h_matrix(one.a));
    }
    MESSAGE(tally.systems << " systems: " << tally.verified << " verified, " << tally.estimated << " estimated, of these " << tally.missed << " too low");
    CHECK(tally.estimated > tally.systems);
    CHECK(tally.missed <= tally.estimated / 20);
}

TEST_CASE("a residual that cancels to nothing is still bounded") {
    // In the order of the columns the residual of product 1 adds up to exactly 0 even in two doubles, and is -2^-120.
    auto const a = Rows{{1, -0x1p-60, 1, 0x1p-60}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};
    auto const verifier = Verifier::make(Solver::try_make(tanji::test::system_of(a)).value());
    std::vector<double> const f{1, 1, 1, 1}, x{0x1p-120, 1, 1, 1};
    VerifierWorkspace work;
    std::span<double> bound;
    auto const proof = verifier.try_bound_supply(demand_of(f), x, {}, work, bound).value();
    CHECK(proof.level == ProofLevel::verified);
    CHECK(held(x, bound, exact_solution(a, f)));
    CHECK(bound[0] < 1e-27);
}

TEST_CASE("a product that underflows is still bounded") {
    auto const a = Rows{{1, -1e-200}, {0, 1}}; // supplies 1e-400 and 1e-200
    auto const verifier = Verifier::make(Solver::try_make(tanji::test::system_of(a)).value());
    std::vector<double> const f{0, 1e-200}, x{0, 1e-200};
    VerifierWorkspace work;
    std::span<double> bound;
    CHECK(verifier.try_bound_supply(demand_of(f), x, {}, work, bound).value().level == ProofLevel::verified);
    CHECK(held(x, bound, exact_solution(a, f)));
    CHECK(bound[0] > 0);
    CHECK(bound[0] < 1e-300);
}

TEST_CASE("scales far away do not spoil a bound, and there is none outside the reach") {
    // Two loops in units 1e15 and 1e10 apart, the second fed by 1e-15 of the first; process 5 is not needed at all.
    Rows a(5, std::vector<double>(5, 0.0));
    a[0] = {1, -0.3, 0, 0, 0};
    a[1] = {-0.7, 3, 0, 0, 0};
    a[2] = {0, -1e-15, 1e10, -2e9, 0};
    a[3] = {0, 0, -3e-15, 1e-15, 0};
    a[4] = {0, 0, 0, 0, 2};
    auto const solver = Solver::try_make(tanji::test::system_of(a)).value();
    auto const verifier = Verifier::make(solver);
    DemandEntry const demand[] = {{0, 1.0}};
    Workspace workspace;
    VerifierWorkspace work;
    std::span<double> x, bound;
    auto const plain = solver.try_supply(demand, workspace, x).value();
    auto const proof = verifier.try_bound_supply(demand, x, plain, work, bound).value();
    CHECK(proof.level == ProofLevel::verified);
    CHECK(held(x, bound, exact_solution(a, {1, 0, 0, 0, 0})));
    for (std::size_t j = 0; j < 4; ++j) CHECK(bound[j] <= 1e-14 * std::fabs(x[j]));
    CHECK(bound[4] == 0);
    CHECK(proof.relative_error <= 1e-14);
    CHECK(proof.backward_error == plain.backward_error);
}

TEST_CASE("the ring that loses every digit by growth is proved by an inverse") {
    // Rule B1: diagonal 1, links -2, one closing link +1; condition 4, loop gain 2^59. Beyond 120 processes only some are torn.
    for (std::size_t const n : {std::size_t{60}, std::size_t{200}}) {
        CAPTURE(n);
        Rows a(n, std::vector<double>(n, 0.0));
        for (std::size_t j = 0; j < n; ++j) {
            a[j][j] = 1;
            a[(j + 1) % n][j] = j + 1 == n ? 1 : -2;
        }
        auto const solver = Solver::try_make(tanji::test::system_of(a)).value();
        DemandEntry const demand[] = {{0, 1.0}, {7, 0.1}};
        std::vector<double> f(n, 0.0), c(n, 0.0);
        f[0] = 1;
        f[7] = 0.1;
        c[3] = 0.3;
        Workspace workspace;
        VerifierWorkspace work;
        std::span<double> x, y, bound;
        auto const supply = solver.try_supply(demand, workspace, x).value();
        auto const adjoint = solver.try_adjoint(c, workspace, y).value();
        auto const verifier = Verifier::make(solver);
        CHECK(verifier.can_verify(0));
        auto const proof = verifier.try_bound_supply(demand, x, supply, work, bound).value();
        REQUIRE(proof.level == ProofLevel::verified);
        CHECK(held(x, bound, exact_solution(a, f)));
        // Supplies fall by a half from link to link; what an inverse proves is measured by the largest.
        CHECK(*std::max_element(bound.begin(), bound.end()) < 1e-15);
        if (n == 60) CHECK(proof.relative_error < 1e-9);
        REQUIRE(verifier.try_bound_unit_scores(c, y, adjoint, work, bound).value().level == ProofLevel::verified);
        CHECK(held(y, bound, exact_solution(transposed(a), c)));
        // Without it nothing may claim to be verified.
        auto const weaker = Verifier::make(solver, {.most_torn = 0});
        CHECK_FALSE(weaker.can_verify(0));
        CHECK(weaker.try_bound_supply(demand, x, supply, work, bound).value().level == ProofLevel::estimated);
        CHECK(bound.size() == n);
        auto const silent = Verifier::make(solver, {.most_torn = 0, .estimate = false});
        CHECK(silent.try_bound_supply(demand, x, supply, work, bound).value().level == ProofLevel::backward_only);
        CHECK(bound.empty());
        CHECK(silent.try_score(demand, c, x, y, work).value().level == ProofLevel::backward_only);
    }
}

TEST_CASE("a corrected score is good to the last digits even where the supply is not") {
    auto const a = Rows{{1, -0.3, 0}, {-0.7, 3, -1}, {0, -0.1, 2}};
    auto const solver = Solver::try_make(tanji::test::system_of(a)).value();
    auto const verifier = Verifier::make(solver);
    std::vector<double> const f{1, 0, 0}, c{2, 3, 5};
    auto const exact = exact_solution(a, f);
    Wide score = 0;
    for (std::size_t j = 0; j < 3; ++j) score += Wide(c[j]) * exact[j];
    std::vector<double> x, y;
    for (auto const& value : exact) x.push_back(value.convert_to<double>() * (1 + 1e-9));
    for (auto const& value : exact_solution(transposed(a), c)) y.push_back(value.convert_to<double>());
    VerifierWorkspace work;
    auto const found = verifier.try_score(demand_of(f), c, x, y, work).value();
    CHECK(found.level == ProofLevel::verified);
    CHECK(abs(Wide(found.amount) - score) <= Wide(found.bound));
    CHECK(found.bound < 1e-14 * found.amount);
    // The uncorrected one is off by 1e-9, and its bound says so.
    std::span<double> bound;
    (void)verifier.try_bound_supply(demand_of(f), x, {}, work, bound).value();
    double const plain = tanji::test::dot(c, x), least = abs(Wide(plain) - score).convert_to<double>();
    CHECK(score_bound(c, x, bound) >= least);
    CHECK(score_bound(c, x, bound) < 10 * least);
}

TEST_CASE("bounds of many categories are those of each") {
    tanji::test::Random random(5);
    auto const a = tanji::test::random_productive(random, 12);
    auto const solver = Solver::try_make(tanji::test::system_of(a)).value();
    auto const verifier = Verifier::make(solver);
    Workspace workspace;
    VerifierWorkspace work, other;
    std::vector<double> costs(36), scores(36), expected(36);
    double worst = 0;
    for (std::size_t k = 0; k < 3; ++k) {
        std::vector<double> cost(12);
        for (std::size_t j = 0; j < 12; ++j) costs[3 * j + k] = cost[j] = random.uniform();
        std::span<double> y, bound;
        auto const proof = solver.try_adjoint(cost, workspace, y).value();
        worst = std::fmax(worst, verifier.try_bound_unit_scores(cost, y, proof, work, bound).value().relative_error);
        for (std::size_t i = 0; i < 12; ++i) {
            scores[3 * i + k] = y[i];
            expected[3 * i + k] = bound[i];
        }
    }
    std::span<double> bounds;
    auto const proof = verifier.try_bound_unit_scores_many(costs, 3, scores, {}, other, bounds).value();
    CHECK(proof.level == ProofLevel::verified);
    CHECK(proof.subject == ProofSubject::unit_scores);
    CHECK(proof.relative_error == worst);
    CHECK(std::vector<double>(bounds.begin(), bounds.end()) == expected);
    CHECK(verifier.try_bound_unit_scores_many(costs, 2, scores, {}, other, bounds).problem().id == "solve.size");
}

TEST_CASE("what cannot be judged is refused") {
    auto const matrices = tanji::test::system_of(Rows{{1, -0.5, 0}, {0, 1, 0}, {-1, 0, 1}});
    SolverOptions options;
    options.products = {1};
    auto const solver = Solver::try_make(matrices, options).value();
    auto const verifier = Verifier::make(solver);
    VerifierWorkspace work;
    std::span<double> bound;
    std::vector<double> const x{1, 2, 0}, short_one{1}, wild{1, std::numeric_limits<double>::infinity(), 0};
    DemandEntry const demand[] = {{1, 2.0}}, beyond[] = {{7, 2.0}};
    auto const id = [&](auto const& result) { return result.has_value() ? std::string() : result.problem().id; };
    CHECK(id(verifier.try_bound_supply(beyond, x, {}, work, bound)) == "demand.row");
    CHECK(id(verifier.try_bound_supply(demand, short_one, {}, work, bound)) == "solve.size");
    CHECK(id(verifier.try_bound_supply(demand, wild, {}, work, bound)) == "number.not-finite");
    CHECK(id(verifier.try_bound_unit_scores(short_one, x, {}, work, bound)) == "solve.size");
    auto const other = Structure::try_make(tanji::test::system_of(Rows{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}})).value();
    CHECK(id(Verifier::try_make(other, matrices)) == "solve.pattern");
    CHECK(Verifier().size() == 0);
    CHECK_FALSE(verifier.can_verify(-1));
}

TEST_CASE("a verifier proves what its solver covers") {
    auto const matrices = tanji::test::system_of(Rows{{1, -0.5, 0}, {0, 1, 0}, {0, -1, 1}});
    SolverOptions options;
    options.products = {0};
    auto const solver = Solver::try_make(matrices, options).value();
    auto const verifier = Verifier::make(solver);
    CHECK(verifier.can_verify(0));
    CHECK_FALSE(verifier.can_verify(1));
    VerifierWorkspace work;
    std::span<double> bound;
    std::vector<double> const inside{3, 0, 0}, outside{3, 1, 0};
    DemandEntry const demand[] = {{0, 3.0}};
    CHECK(verifier.try_bound_supply(demand, inside, {}, work, bound).value().level == ProofLevel::verified);
    CHECK(verifier.try_bound_supply(demand, outside, {}, work, bound).problem().id == "solve.not-covered");
}
