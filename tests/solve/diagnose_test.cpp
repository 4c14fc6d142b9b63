// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/solve/diagnose.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "solve/random_system.hpp"

using namespace tanji;
using test::system_of;

TEST_CASE("a sound system has nothing to say") {
    test::Random random(3);
    for (int trial = 0; trial < 20; ++trial) CHECK(diagnose(system_of(test::random_productive(random, 30))).findings.empty());
    CHECK(diagnose(SystemMatrices{}).findings.empty());
}

TEST_CASE("null vectors on both sides: processes that run for nothing, products that depend on each other") {
    // By hand: A (2, 1, 0)^T = 0 and (1, 3, 0) A = 0; the third process only consumes.
    auto const d = diagnose(system_of({{3, -6, 0}, {-1, 2, -1}, {0, 0, 1}}));
    REQUIRE(d.loops.size() == 1);
    auto const& fault = d.loops[0];
    CHECK(fault.kind == LoopFaultKind::singular);
    REQUIRE(fault.processes.size() == 2);
    CHECK(fault.processes[0].index == 0);
    CHECK(fault.processes[0].value == doctest::Approx(2));
    CHECK(fault.processes[1].value == doctest::Approx(1));
    REQUIRE(fault.products.size() == 2);
    CHECK(fault.products[0].index == 1);
    CHECK(fault.products[0].value == doctest::Approx(3));
    CHECK(fault.products[1].value == doctest::Approx(1));
    CHECK(d.findings[0].severity == Severity::error);
}

TEST_CASE("bounds of the spectral radius hold, and meet for a loop without credits") {
    // Rule B4: two loops of .6 through one node have radius sqrt(1.2) and no cycle above 1.
    auto const d = diagnose(system_of({{1, -.6, -.6}, {-1, 1, 0}, {-1, 0, 1}}));
    REQUIRE(d.loops.size() == 1);
    CHECK(d.loops[0].lower <= std::sqrt(1.2));
    CHECK(d.loops[0].upper >= std::sqrt(1.2));
    CHECK(d.loops[0].upper - d.loops[0].lower < 1e-6);
    CHECK(d.loops[0].loop.cycle.empty());
    CHECK(d.loops[0].loop.strongest.size() == 4);
    CHECK(d.findings[0].severity == Severity::warning);
}

TEST_CASE("an amount 1,000 times too large is named with what it should be, in any units") {
    // A ring of sound processes with a few other links; process 3 takes 400 of product 4 instead of .4. Gain of the pair 4 <-> 3 by hand:
    // 400 * .2 = 80, hence .08 with the right amount (other ways round add a little).
    for (double const unit : {1.0, 1e-6, 3e5}) {
        CAPTURE(unit);
        std::vector<std::vector<double>> a(12, std::vector<double>(12, 0.0));
        for (std::size_t j = 0; j < 12; ++j) {
            a[j][j] = 1;
            for (std::size_t k = 1; k <= 3; ++k) a[(j + 2 * k + 1) % 12][j] = -.1 * static_cast<double>(k);
        }
        a[3][2] = -400;
        a[2][3] = -.2;
        for (double& value : a[3]) value *= unit;
        auto const d = diagnose(system_of(a));
        REQUIRE(d.loops.size() == 1);
        REQUIRE_FALSE(d.loops[0].suspects.empty());
        auto const& first = d.loops[0].suspects.front();
        CHECK(first.product == 3);
        CHECK(first.process == 2);
        CHECK(first.factor == 1000);
        CHECK(first.amount == doctest::Approx(400 * unit));
        CHECK(first.better == doctest::Approx(.4 * unit));
        CHECK(first.gain > .08);
        CHECK(first.gain < .3);
        CHECK(d.findings[0].problem.hint.find("most likely wrong: process 3 takes") == 0);
        CHECK(d.findings[0].problem.hint.find("which looks 1,000 times too large") != std::string::npos);
    }
}

TEST_CASE("several broken loops are all named, in one component and in several, past singular ones") {
    // Pairs (1,2) and (3,4) hang together by small links, (5,6) is singular, (7,8) alone; gains 4, 9, 1, 2.
    std::vector<std::vector<double>> a(8, std::vector<double>(8, 0.0));
    for (std::size_t j = 0; j < 8; ++j) a[j][j] = 1;
    a[0][1] = -4, a[1][0] = -1;
    a[2][3] = -9, a[3][2] = -1;
    a[2][0] = a[0][2] = -.01;
    a[4][5] = a[5][4] = -1;
    a[6][7] = -2, a[7][6] = -1;
    auto const d = diagnose(system_of(a));
    std::string text;
    for (auto const& finding : d.findings) text += to_text(finding) + '\n';
    CAPTURE(text);
    REQUIRE(d.findings.size() == 4);
    int singular = 0;
    std::vector<std::vector<std::int32_t>> cycles;
    for (auto const& fault : d.loops) {
        singular += fault.kind == LoopFaultKind::singular ? 1 : 0;
        if (!fault.loop.cycle.empty()) cycles.push_back(fault.loop.cycle);
    }
    CHECK(singular == 1);
    std::sort(cycles.begin(), cycles.end());
    CHECK(cycles == std::vector<std::vector<std::int32_t>>{{0, 1}, {2, 3}, {6, 7}});
}

TEST_CASE("a fault of the pattern does not hide a broken loop elsewhere") {
    // Product 5 has no producer; processes 1 and 2 feed each other with gain 2. 5 products, 4 processes.
    auto const d = diagnose(system_of({{1, -2, 0, 0}, {-1, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, -1, 1}, {0, 0, 0, -1}}));
    REQUIRE(d.findings.size() == 2);
    CHECK(d.findings[0].problem.related == std::vector<std::string>{"product 5 has no producer"});
    CHECK(d.findings[1].problem.id == "solve.unproductive");
    CHECK(d.loops[0].loop.cycle == std::vector<std::int32_t>{0, 1});
    CHECK(d.pattern.determined.processes == std::vector<std::int32_t>{0, 1}); // products 3 to 5 share processes 3 and 4
}

TEST_CASE("the words use names and units") {
    DiagnoseOptions options;
    options.names.process = [](std::int32_t j) { return std::string(j == 0 ? "Steel" : "Mine"); };
    options.names.product = [](std::int32_t i) { return std::string(i == 0 ? "steel" : "coal"); };
    options.amount = [](std::int32_t i, std::int32_t, double amount) { return std::to_string(static_cast<int>(amount)) + (i == 0 ? " kg" : " t"); };
    auto const d = diagnose(system_of({{1, -1}, {-2, 1}}), options);
    REQUIRE(d.findings.size() == 1);
    CHECK(d.findings[0].problem.related == std::vector<std::string>{"Steel takes 2 t of coal", "Mine takes 1 kg of steel"});
    CHECK(d.findings[0].problem.hint.find("no amount stands out") == 0);
}

namespace {
/// A made-up economy: `n` processes in units that span ten powers of ten, five inputs each drawn from all others with lognormal
/// amounts, and five emissions. Total shares are below .9, so every loop is productive.
struct Economy {
    SparseColumns<double> a, b;
};
[[nodiscard]] double normal(test::Random& random) {
    double sum = -6;
    for (int k = 0; k < 12; ++k) sum += random.uniform();
    return sum;
}
[[nodiscard]] Economy economy(test::Random& random, std::int32_t n) {
    Economy e{{.rows = n, .columns = n}, {.rows = 30, .columns = n}};
    std::vector<double> unit, size;
    for (std::int32_t k = 0; k < n; ++k) {
        unit.push_back(std::pow(10, 3 * normal(random)));
        size.push_back(std::exp(normal(random)));
    }
    for (std::int32_t j = 0; j < n; ++j) {
        auto const q = static_cast<std::size_t>(j);
        std::vector<std::pair<std::int32_t, double>> column{{j, unit[q]}};
        for (int k = 0; k < 6; ++k) {
            auto const i = static_cast<std::int32_t>(n * std::pow(random.uniform(), 5)); // some products are used by many
            double const share = (std::min)(.15, .05 * std::exp(1.2 * normal(random)));
            if (std::none_of(column.begin(), column.end(), [&](auto const& c) { return c.first == i; })) column.emplace_back(i, -share * unit[static_cast<std::size_t>(i)]);
        }
        std::sort(column.begin(), column.end());
        for (auto const& [row, value] : column) {
            e.a.row.push_back(row);
            e.a.value.push_back(value);
        }
        e.a.start.push_back(static_cast<std::int32_t>(e.a.row.size()));
        for (std::int32_t i = 0; i < 30; ++i) {
            if (random.uniform() > .3) continue;
            e.b.row.push_back(i);
            e.b.value.push_back(size[q] * std::pow(10, i % 7) * std::exp(1.5 * normal(random)));
        }
        e.b.start.push_back(static_cast<std::int32_t>(e.b.row.size()));
    }
    return e;
}
}  // namespace

TEST_CASE("one exchange of a large database 1,000 times too large comes first in nine of ten cases") {
    test::Random random(11);
    auto const sound = economy(random, 2000);
    REQUIRE(diagnose(SystemMatrices::try_make(sound.a, sound.b).value()).findings.empty());
    auto const solver = Solver::try_make(SystemMatrices::try_make(sound.a).value()).value();
    Workspace workspace;
    int broken = 0, first = 0, among_three = 0;
    for (int trial = 0; trial < 20000 && broken < 40; ++trial) {
        auto const column = static_cast<std::size_t>(random.below(2000));
        auto const entry = static_cast<std::size_t>(sound.a.start[column] + random.below(sound.a.start[column + 1] - sound.a.start[column]));
        std::int32_t const row = sound.a.row[entry];
        if (row == static_cast<std::int32_t>(column)) continue;
        // The loops through most exchanges are too weak to be broken by 1,000: their gain is a s / (1 + a s) with the supply s.
        DemandEntry const demand[] = {{row, 1}};
        std::span<double> supply;
        REQUIRE(solver.try_supply(demand, workspace, supply));
        double const through = -sound.a.value[entry] * supply[column];
        if (!(1000 * through > 1 + through)) continue;
        auto a = sound.a;
        a.value[entry] *= 1000;
        auto const d = diagnose(SystemMatrices::try_make(std::move(a), sound.b).value());
        ++broken;
        REQUIRE(d.loops.size() == 1);
        auto const& suspects = d.loops[0].suspects;
        auto const place = std::find_if(suspects.begin(), suspects.end(), [&](auto const& s) { return s.product == row && s.process == static_cast<std::int32_t>(column) && !s.output; });
        first += place == suspects.begin() && place != suspects.end() ? 1 : 0;
        among_three += place != suspects.end() && place - suspects.begin() < 3 ? 1 : 0;
    }
    MESSAGE("of " << broken << " slips " << first << " came first, " << among_three << " among the first three");
    CHECK(broken >= 20);
    CHECK(10 * first >= 9 * broken);
    CHECK(among_three == broken);
}
