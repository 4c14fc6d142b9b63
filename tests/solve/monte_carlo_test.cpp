// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/solve/monte_carlo.hpp"
#include "tanji/solve/impl/monte_carlo_group.ipp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "tanji/uncertainty/elementary.hpp"
#include "solve/random_system.hpp"

using namespace tanji;

namespace {

/// A system like a database in small: hubs that many need, chains, two-way links, wastes, and B with a spread on most entries.
struct Model {
    SystemMatrices matrices{};
    std::vector<double> sigma_a{}, sigma_b{};
    std::vector<CharacterisationEntry> factors{};

    [[nodiscard]] MonteCarloModel model() const {
        return {.technosphere = {.sigma = sigma_a}, .biosphere = {.sigma = sigma_b}, .characterisation = factors, .categories = 2};
    }
};

/// `gain` scales all inputs: the loops of a productive system (gain 1) have radii up to 0.9.
Model random_model(std::uint64_t seed, int n, double gain, double widest = 0.5) {
    test::Random random(seed);
    auto const size = static_cast<std::size_t>(n);
    SparseColumns<double> a{.rows = n, .columns = n}, b{.rows = 20, .columns = n};
    Model model;
    for (std::size_t j = 0; j < size; ++j) {
        double const sign = random.uniform() < 0.1 ? -1 : 1;
        std::vector<double> column(size, 0.0);
        for (int k = 0; k < 6; ++k) {
            // Half of the inputs come from ten hubs, the others from the neighbourhood: long loops and short ones.
            std::size_t const i = random.below(2) == 0 ? static_cast<std::size_t>(random.below((std::min)(n, 10))) : (j + static_cast<std::size_t>(random.below(7))) % size;
            if (i != j) column[i] = -gain * (random.below(10) == 0 ? -0.1 : 0.15) * (0.5 + random.uniform());
        }
        column[j] = sign;
        for (std::size_t i = 0; i < size; ++i) {
            if (column[i] == 0) continue;
            a.row.push_back(static_cast<std::int32_t>(i));
            a.value.push_back(column[i]);
            model.sigma_a.push_back(i == j ? (random.below(8) == 0 ? 0.05 : 0) : random.below(4) == 0 ? 0 : widest * random.uniform());
        }
        a.start.push_back(static_cast<std::int32_t>(a.row.size()));
        for (int i = 0; i < 20; ++i) {
            if (random.below(3) != 0) continue;
            b.row.push_back(i);
            b.value.push_back(random.uniform() - 0.1);
            model.sigma_b.push_back(random.below(5) == 0 ? 0 : widest * random.uniform());
        }
        b.start.push_back(static_cast<std::int32_t>(b.row.size()));
    }
    for (std::int32_t i = 0; i < 20; ++i) model.factors.push_back({.category = i % 2, .flow = i, .factor = 1.0 + i});
    model.matrices = SystemMatrices::try_make(std::move(a), std::move(b)).value();
    return model;
}

MonteCarlo plan_of(Model const& model, MonteCarloOptions const& options, std::int32_t row = 3) {
    DemandEntry const demand[] = {{.row = row, .amount = 2}};
    return MonteCarlo::try_make(Solver::try_make(model.matrices).value(), demand, model.model(), options).value();
}

std::vector<InstructionSet> sets_here() {
    std::vector<InstructionSet> sets{InstructionSet::baseline};
    if (best_instruction_set() >= InstructionSet::avx2) sets.push_back(InstructionSet::avx2);
    if (best_instruction_set() >= InstructionSet::avx512) sets.push_back(InstructionSet::avx512);
    return sets;
}

/// One process that makes 1 and emits `amount` of one flow.
Model chimney(double amount, double sigma) {
    Model model;
    model.matrices = SystemMatrices::try_make({1, 1, {0, 1}, {0}, {1.0}}, {1, 1, {0, 1}, {0}, {amount}}).value();
    model.sigma_a = {0};
    model.sigma_b = {sigma};
    model.factors = {{0, 0, 1.0}};
    return model;
}

}  // namespace

// The plain solver, on the numbers drawn for one sample: another algorithm with a proof of its own.
TEST_CASE("a lane has the scores that the plain solver finds for the same drawn numbers") {
    for (double const gain : {1.0, 2.4}) {  // below and above a loop gain of 1
        for (std::uint64_t seed = 1; seed <= 6; ++seed) {
            Model const model = random_model(seed, seed % 3 == 0 ? 400 : 60, gain);
            for (DrawBits const bits : {DrawBits::wide, DrawBits::narrow}) {
                auto const plan = plan_of(model, {.seed = seed, .bits = bits});
                auto const result = plan.try_run(24).value();
                CHECK(result.failed.empty());
                CHECK(result.largest_backward_error <= 1e-11);
                for (std::uint64_t k = 0; k < 24; ++k) {
                    auto const one = plan.try_sample(k).value();
                    for (std::size_t c = 0; c < 2; ++c) CHECK(result.scores[c * 24 + k] == doctest::Approx(one.scores[c]).epsilon(1e-9));
                }
            }
        }
    }
}

TEST_CASE("every supply of a lane agrees to 1e-9, also where the loop gain is above 1") {
    for (double const gain : {1.0, 2.4}) {
        Model const model = random_model(77, 300, gain);
        auto const plan = plan_of(model, {.seed = 5});
        // Rows of the identity as factors would be one way to see supplies; the scratch of a lane is a shorter one.
        detail::SampleScratch<double> scratch;
        detail::prepare_scratch(plan.content(), scratch);
        detail::run_group(plan.content(), scratch, 2);
        for (std::size_t k = 0; k < 8; ++k) {
            auto const one = plan.try_sample(16 + k).value();
            double worst = 0;
            for (std::size_t v = 0; v < static_cast<std::size_t>(plan.content().nodes); ++v) {
                double const right = one.supply[static_cast<std::size_t>(plan.content().column_of_node[v])];
                worst = (std::max)(worst, std::abs(scratch.x.plain()[v * 8 + k] * plan.content().unit[v] - right) / std::abs(right));
            }
            CHECK(worst < 1e-9);
        }
    }
}

TEST_CASE("results are the same bits for any number of threads and each instruction set") {
    Model const model = random_model(9, 400, 1);
    for (DrawBits const bits : {DrawBits::wide, DrawBits::narrow}) {
        auto const reference = plan_of(model, {.seed = 4, .bits = bits, .kernel = InstructionSet::baseline}).try_run(100).value();
        for (InstructionSet const set : sets_here()) {
            auto const plan = plan_of(model, {.seed = 4, .bits = bits, .kernel = set});
            for (int threads = 1; threads <= 3; ++threads) {
                ThreadExecutor executor(threads);
                auto const result = plan.try_run(100, {.executor = &executor}).value();
                CHECK(result.kernel == set);
                CHECK(result.scores == reference.scores);
            }
        }
    }
}

TEST_CASE("a sample is the same whatever else is asked for") {
    auto const plan = plan_of(random_model(10, 100, 1), {.seed = 4});
    auto const all = plan.try_run(50).value();
    auto const part = plan.try_run(13, {}, 21).value();
    for (std::size_t c = 0; c < 2; ++c)
        for (std::size_t k = 0; k < 13; ++k) CHECK(part.scores[c * 13 + k] == all.scores[c * 50 + 21 + k]);
    CHECK(plan.try_run(0).value().scores.empty());
}

// Design section 4 and rule B6: the address of a draw is (seed, role, entry, sample).
TEST_CASE("entries are drawn from the stream of their role, at their index") {
    Model const model = random_model(12, 50, 1);
    auto const plan = plan_of(model, {.seed = 99});
    auto const one = plan.try_sample(1234).value();
    auto const a = model.matrices.technosphere();
    auto const b = model.matrices.biosphere();
    std::size_t drawn = 0;
    for (std::size_t e = 0; e < a.value.size(); ++e) {
        if (one.technosphere[e] == a.value[e]) continue;
        ++drawn;
        double const z = standard_normal({.seed = 99, .role = RandomRole::technosphere}, e, 1234);
        CHECK(one.technosphere[e] == doctest::Approx(a.value[e] * std::exp(model.sigma_a[e] * z)).epsilon(1e-14));
    }
    for (std::size_t e = 0; e < b.value.size(); ++e) {
        if (one.biosphere[e] == b.value[e]) continue;
        ++drawn;
        double const z = standard_normal({.seed = 99, .role = RandomRole::biosphere}, e, 1234);
        CHECK(one.biosphere[e] == doctest::Approx(b.value[e] * std::exp(model.sigma_b[e] * z)).epsilon(1e-14));
    }
    CHECK(drawn == plan.draws_per_sample());
}

TEST_CASE("what the demand does not reach is not drawn") {
    // Product 0 needs product 1; nobody needs product 2.
    auto const matrices = SystemMatrices::try_make({3, 3, {0, 1, 3, 5}, {0, 0, 1, 0, 2}, {1, -0.5, 1, -0.25, 1}}).value();
    auto const solver = Solver::try_make(matrices).value();
    double const sigma[] = {0.1, 0.1, 0.1, 0.1, 0.1};
    DemandEntry const demand[] = {{1, 1.0}};
    auto const plan = MonteCarlo::try_make(solver, demand, {.technosphere = {.sigma = sigma}}, {.seed = 1}).value();
    CHECK(plan.draws_per_sample() == 3);  // two diagonals and the link between them
    auto const one = plan.try_sample(0).value();
    CHECK(one.technosphere[4] == 1);
    CHECK(one.supply[2] == 0);
    CHECK(one.supply[1] == doctest::Approx(1 / one.technosphere[2]));
    CHECK(one.supply[0] == doctest::Approx(-one.technosphere[1] * one.supply[1] / one.technosphere[0]));
}

// Mean and variance of the lognormal in closed form, five standard errors wide; rule A6 for the meaning of the amount.
TEST_CASE("one emission gives the lognormal it was given") {
    double const sigma = std::log(1.5), w = std::exp(sigma * sigma);
    DemandEntry const demand[] = {{0, 1.0}};
    Model const model = chimney(3, sigma);
    auto const solver = Solver::try_make(model.matrices).value();
    MonteCarloModel input = model.model();
    input.categories = 1;
    for (DrawBits const bits : {DrawBits::wide, DrawBits::narrow}) {
        auto const by_median = MonteCarlo::try_make(solver, demand, input, {.seed = 3, .bits = bits}).value().try_run(40000).value().summary(0);
        auto const by_mean = MonteCarlo::try_make(solver, demand, input, {.seed = 3, .amount = LognormalAmount::mean, .bits = bits}).value().try_run(40000).value().summary(0);
        CHECK(std::abs(by_median.mean - 3 * std::sqrt(w)) < 5 * by_median.standard_error);
        CHECK(by_median.sd == doctest::Approx(3 * std::sqrt(w * (w - 1))).epsilon(0.04));
        CHECK(by_median.median == doctest::Approx(3).epsilon(0.02));
        CHECK(std::abs(by_mean.mean - 3) < 5 * by_mean.standard_error);
        CHECK(by_mean.mean * std::sqrt(w) == doctest::Approx(by_median.mean).epsilon(1e-12));
    }
}

// Rule B6: exchanges of one cell are sampled separately. The variance of a sum of two independent ones is 2, of one
// counted twice 4 times that of one.
TEST_CASE("exchanges of one cell are drawn one by one, and together if they are one variable") {
    Model const model = chimney(2, 0);
    auto const solver = Solver::try_make(model.matrices).value();
    DemandEntry const demand[] = {{0, 1.0}};
    auto const normal = Distribution::try_normal(1, 0.25).value();
    std::vector<SampledExchange> exchanges{{.entry = 0, .nominal = 1, .distribution = normal}, {.entry = 0, .nominal = 0.5, .scale = 0.5, .distribution = normal}};
    auto const run = [&] {
        MonteCarloModel const input{.biosphere = {.exchanges = exchanges}, .characterisation = model.factors, .categories = 1};
        auto const plan = MonteCarlo::try_make(solver, demand, input, {.seed = 8}).value();
        auto const one = plan.try_sample(17).value();
        auto const result = plan.try_run(40000).value();
        CHECK(one.scores[0] == doctest::Approx(result.scores[17]).epsilon(1e-13));
        return result.summary(0);
    };
    auto const apart = run();
    CHECK(std::abs(apart.mean - 2) < 5 * apart.standard_error);  // 0.5 of the entry is in no exchange and stays
    CHECK(apart.sd == doctest::Approx(0.25 * std::sqrt(1.25)).epsilon(0.03));
    exchanges[0].item = exchanges[1].item = 12;
    CHECK(run().sd == doctest::Approx(0.25 * 1.5).epsilon(0.03));
}

TEST_CASE("all distributions reach links, diagonals and emissions") {
    Model model = random_model(21, 80, 1);
    model.sigma_a.assign(model.sigma_a.size(), 0);
    std::vector<SampledExchange> exchanges;
    auto const a = model.matrices.technosphere();
    for (std::int32_t e = 0; e < static_cast<std::int32_t>(a.value.size()); ++e) {
        double const v = a.value[static_cast<std::size_t>(e)], low = 0.9 * std::abs(v), high = 1.2 * std::abs(v), middle = std::abs(v), sign = v < 0 ? -1 : 1;
        auto const distribution = e % 4 == 0   ? Distribution::try_uniform(low, high).value()
                                  : e % 4 == 1 ? Distribution::try_triangular(low, middle, high).value()
                                  : e % 4 == 2 ? Distribution::try_normal(middle, 0.05 * middle).value()
                                               : Distribution::try_lognormal(middle, 1.1).value();
        exchanges.push_back({.entry = e, .nominal = v, .scale = sign, .distribution = distribution});
    }
    MonteCarloModel input = model.model();
    input.technosphere = {.exchanges = exchanges};
    DemandEntry const demand[] = {{.row = 3, .amount = 2}};
    for (DrawBits const bits : {DrawBits::wide, DrawBits::narrow}) {
        auto const plan = MonteCarlo::try_make(Solver::try_make(model.matrices).value(), demand, input, {.seed = 8, .bits = bits}).value();
        auto const result = plan.try_run(16).value();
        for (std::size_t k = 0; k < 16; ++k) {
            auto const one = plan.try_sample(k).value();
            CHECK(result.scores[k] == doctest::Approx(one.scores[0]).epsilon(1e-9));
            for (std::size_t e = 0; e < a.value.size(); ++e) {
                if (e % 4 < 2) CHECK(std::abs(one.technosphere[e] / a.value[e] - 1.05) <= 0.15 + 1e-6);
            }
        }
    }
}

TEST_CASE("wide spreads change the scores by powers of ten and stay right") {
    // Spreads of up to a factor of 7 drive samples far from the nominal system, near and beyond a gain of 1.
    auto const plan = plan_of(random_model(31, 200, 1.2, 2.0), {.seed = 2});
    auto const result = plan.try_run(64).value();
    for (std::uint64_t k = 0; k < 64; ++k) CHECK(result.scores[k] == doctest::Approx(plan.try_sample(k).value().scores[0]).epsilon(1e-8));
}

// A loop that makes 1e-9 more than it uses up: in float nothing is left of its pivot.
TEST_CASE("lanes that do not converge are counted and solved on their own") {
    auto const matrices = SystemMatrices::try_make({2, 2, {0, 2, 4}, {0, 1, 0, 1}, {1.0, -(1 - 1e-9), -1.0, 1.0}}, {1, 2, {0, 1, 2}, {0, 0}, {1.0, 2.0}}).value();
    auto const solver = Solver::try_make(matrices).value();
    std::vector<double> const sigma_a{0, 1e-12, 0, 0}, sigma_b{0.2, 0.2};
    std::vector<CharacterisationEntry> const factors{{0, 0, 1.0}};
    DemandEntry const demand[] = {{0, 1.0}};
    MonteCarloModel const input{.technosphere = {.sigma = sigma_a}, .biosphere = {.sigma = sigma_b}, .characterisation = factors, .categories = 1};
    auto const plan = MonteCarlo::try_make(solver, demand, input, {.seed = 1}).value();
    auto const result = plan.try_run(20).value();
    CHECK(result.solved_apart == 20);
    CHECK(result.failed.empty());
    CHECK(result.brief().find("20 solved apart") != std::string::npos);
    for (std::uint64_t k = 0; k < 20; ++k) {
        auto const one = plan.try_sample(k).value();
        double const x = 1 / (1 + one.technosphere[1]);  // by hand: both processes run 1 / (1 - link) times
        CHECK(result.scores[k] == one.scores[0]);
        CHECK(one.scores[0] == doctest::Approx(x * (one.biosphere[0] - one.technosphere[1] * one.biosphere[1])).epsilon(1e-6));
    }
}

TEST_CASE("failed samples are counted and named, and left out of summaries") {
    Model const model = chimney(1e300, 40);  // about a third of these samples are beyond the largest double
    DemandEntry const demand[] = {{0, 1.0}};
    MonteCarloModel input = model.model();
    input.categories = 1;
    auto const result = MonteCarlo::try_make(Solver::try_make(model.matrices).value(), demand, input, {.seed = 3}).value().try_run(100).value();
    REQUIRE(result.failed.size() > 10);
    REQUIRE(result.failed.size() < 90);
    CHECK(result.failed.front().problem.id == "solve.overflow");
    CHECK(result.succeeded(0).size() == 100 - result.failed.size());
    CHECK(result.summary(0).count == 100 - result.failed.size());
    for (auto const& failed : result.failed) CHECK(result.scores[failed.sample] == 0);
    for (double const score : result.succeeded(0)) CHECK(std::isfinite(score));
    CHECK(result.brief().find(std::to_string(result.failed.size()) + " failed") != std::string::npos);
}

TEST_CASE("nominal scores are those of the solver") {
    Model const model = random_model(5, 100, 1);
    auto const plan = plan_of(model, {});
    auto const solver = Solver::try_make(model.matrices).value();
    Workspace workspace;
    std::span<double> supply;
    DemandEntry const demand[] = {{.row = 3, .amount = 2}};
    REQUIRE(solver.try_supply(demand, workspace, supply));
    auto const b = model.matrices.biosphere();
    double score = 0;
    for (std::size_t j = 0; j < supply.size(); ++j)
        for (std::size_t e = static_cast<std::size_t>(b.start[j]); e < static_cast<std::size_t>(b.start[j + 1]); ++e)
            if (b.row[e] % 2 == 0) score += (1.0 + b.row[e]) * b.value[e] * supply[j];
    CHECK(plan.try_run(0).value().nominal[0] == doctest::Approx(score).epsilon(1e-12));
}

TEST_CASE("a model that does not fit is refused") {
    Model const model = chimney(1, 0.1);
    auto const solver = Solver::try_make(model.matrices).value();
    DemandEntry const demand[] = {{0, 1.0}};
    auto const id = [&](MonteCarloModel const& input) {
        auto const plan = MonteCarlo::try_make(solver, demand, input);
        return plan ? std::string("none") : plan.problem().id;
    };
    std::vector<double> const two{0.1, 0.1}, negative{-0.1}, nan{std::nan("")}, one{0.1};
    CHECK(id({.technosphere = {.sigma = two}}) == "montecarlo.shape");
    CHECK(id({.biosphere = {.sigma = negative}}) == "montecarlo.sigma");
    CHECK(id({.biosphere = {.sigma = nan}}) == "montecarlo.sigma");
    std::vector<SampledExchange> const outside{{.entry = 1}}, twice{{.entry = 0}}, infinite{{.entry = 0, .nominal = INFINITY}};
    CHECK(id({.biosphere = {.exchanges = outside}}) == "montecarlo.entry");
    CHECK(id({.biosphere = {.sigma = one, .exchanges = twice}}) == "montecarlo.entry");
    CHECK(id({.biosphere = {.exchanges = infinite}}) == "number.not-finite");
    std::vector<CharacterisationEntry> const category{{1, 0, 1.0}}, flow{{0, 1, 1.0}}, bad{{0, 0, INFINITY}};
    CHECK(id({.characterisation = category, .categories = 1}) == "montecarlo.entry");
    CHECK(id({.characterisation = flow, .categories = 1}) == "montecarlo.entry");
    CHECK(id({.characterisation = bad, .categories = 1}) == "number.not-finite");
    DemandEntry const wrong[] = {{4, 1.0}};
    CHECK(MonteCarlo::try_make(solver, wrong, {}).problem().id == "demand.row");
    CHECK(MonteCarlo().try_sample(0).problem().id == "montecarlo.shape");
    CHECK(MonteCarlo().try_run(5).value().scores.empty());
}

TEST_CASE("work can be stopped and is reported") {
    auto const plan = plan_of(random_model(5, 50, 1), {});
    std::stop_source source;
    std::size_t last = 0;
    auto const result = plan.try_run(800, {.on_progress = [&](std::size_t done, std::size_t total) {
        CHECK(total == 100);
        last = done;
        if (done == 10) source.request_stop();
    }, .stop = source.get_token()});
    REQUIRE_FALSE(result);
    CHECK(result.problem().id == "work.stopped");
    CHECK(last == 10);
}
