// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Rules A6 and B6 of docs/conventions.md. Expected values: closed forms, and the draws that the documented stream gives.
#include "tanji/analysis/score_samples.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <stop_token>

#include "lifecycle/small_model.hpp"
#include "tanji/uncertainty/elementary.hpp"

using namespace tanji;
using tanji::test::SmallModel;

namespace {

/// One row of C with a factor per elementary flow.
Characterisation method_of(ProductSystem const& system, double factor) {
    Characterisation c;
    c.needs_coverage = false;
    c.rows.emplace_back();
    c.rows[0].category = "test";
    for (Index row = 0; row < system.elementary().size(); ++row) {
        c.rows[0].flow.push_back(row);
        c.rows[0].factor.push_back(factor);
    }
    return c;
}

Footprint solved(SmallModel const& model, std::vector<std::pair<std::string, std::string>> const& demand, double factor = 2, LinkOptions options = {}) {
    auto const system = model.linked(std::move(options));
    std::vector<Demand> lines;
    for (auto const& [process, flow] : demand)
        lines.push_back({system.find_column(system.database().process_index(process), flow.empty() ? no_index : system.database().flow_index(flow)).value(), 1.0});
    return footprint(system, lines, method_of(system, factor));
}

void uncertain(SmallModel& model, Index process, Exchange& exchange, Uncertainty spread) {
    auto& list = model.content.processes[process].uncertainties;
    exchange.uncertainty = static_cast<Index>(list.size());
    list.push_back(std::move(spread));
}

/// A smelter that emits 3 kg, geometric sd 1.5.
SmallModel one_lognormal(double amount = 3) {
    SmallModel model;
    auto const metal = model.product("metal"), co2 = model.elementary("co2"), smelter = model.process("smelter");
    model.reference(smelter, metal, 1);
    uncertain(model, smelter, model.output(smelter, co2, amount), {DistributionKind::lognormal, amount, 1.5});
    return model;
}

double multiplier(std::uint64_t seed, RandomRole role, std::uint64_t item, std::uint64_t sample, double sd) {
    return elementary::exp(elementary::log(sd) * standard_normal({.seed = seed, .role = role}, item, sample));
}

}  // namespace

TEST_CASE("one lognormal exchange: the closed form, and sample by sample its own draw") {
    auto const result = solved(one_lognormal(), {{"smelter", ""}});
    auto const samples = score_samples(result, 20000, {.seed = 7});
    CHECK(samples.exchanges == 1);
    CHECK(samples.findings.empty());
    CHECK(samples.rows == std::vector<Index>{0});
    CHECK(samples.result.nominal.at(0) == doctest::Approx(6).epsilon(1e-14));
    auto const summary = samples.result.summary(0);
    double const s = std::log(1.5);
    // Standard errors: of the median 1.2533 m s / sqrt(n), of the mean sd / sqrt(n); four of them.
    CHECK(std::abs(summary.median - 6) < 4 * 1.2533 * 6 * s / std::sqrt(20000));
    CHECK(std::abs(summary.mean - 6 * std::exp(s * s / 2)) < 4 * summary.standard_error);
    CHECK(summary.sd == doctest::Approx(6 * std::exp(s * s / 2) * std::sqrt(std::expm1(s * s))).epsilon(0.03));
    CHECK(summary.quantile_025 == doctest::Approx(6 * std::exp(-1.959964 * s)).epsilon(0.02));
    CHECK(summary.quantile_975 == doctest::Approx(6 * std::exp(1.959964 * s)).epsilon(0.02));
    bool same = true;
    for (std::size_t k = 0; k < 100; ++k) same = same && std::abs(samples.result.scores[k] - 6 * multiplier(7, RandomRole::biosphere, 0, k, 1.5)) <= 1e-14 * samples.result.scores[k];
    CHECK(same);
    // Rule A6: with the amount as the mean, the mean is the stored score.
    auto const by_mean = score_samples(result, 20000, {.seed = 7, .amount = LognormalAmount::mean}).result.summary(0);
    CHECK(std::abs(by_mean.mean - 6) < 4 * by_mean.standard_error);
}

TEST_CASE("a negative lognormal is mirrored, however its mean is stored") {
    auto model = one_lognormal(-3);
    auto const negative = score_samples(solved(model, {{"smelter", ""}}), 50, {.seed = 1});
    model.content.processes[0].uncertainties[0].a = 3;
    auto const positive = score_samples(solved(model, {{"smelter", ""}}), 50, {.seed = 1});
    CHECK(negative.result.scores == positive.result.scores);
    CHECK(negative.result.summary(0).maximum < 0);
    CHECK(positive.findings.empty());
    model.content.processes[0].uncertainties[0].a = -4;
    auto const off = score_samples(solved(model, {{"smelter", ""}}), 50, {.seed = 1});
    REQUIRE(off.findings.size() == 1);
    CHECK(off.findings[0].problem.id == "samples.off-centre");
    REQUIRE(off.findings[0].problem.related.size() == 1);  // which exchange
    CHECK(off.findings[0].problem.related[0].find("smelter") != std::string::npos);
    CHECK(off.result.scores == negative.result.scores);
}

TEST_CASE("an exchange that allocation divides is one random variable") {
    SmallModel model;
    auto const a = model.product("a"), b = model.product("b"), co2 = model.elementary("co2"), joint = model.process("joint");
    model.reference(joint, a, 1);
    model.output(joint, b, 1);
    uncertain(model, joint, model.output(joint, co2, 10), {DistributionKind::lognormal, 10, 1.4});
    model.factor(joint, AllocationMethod::physical, a, 0.4);
    model.factor(joint, AllocationMethod::physical, b, 0.6);
    LinkOptions options;
    options.allocation = Allocation::physical;
    auto const samples = score_samples(solved(model, {{"joint", "a"}, {"joint", "b"}}, 1, options), 200, {.seed = 3});
    CHECK(samples.exchanges == 1);
    CHECK(samples.result.draws_per_sample == 2);
    // Both products together carry all of it: 10 times one draw. Two draws would give another number in every sample.
    bool same = true;
    for (std::size_t k = 0; k < 200; ++k) same = same && std::abs(samples.result.scores[k] - 10 * multiplier(3, RandomRole::biosphere, 0, k, 1.4)) <= 1e-13 * samples.result.scores[k];
    CHECK(same);
    // Of b alone: the same variable, although its first column is not reached.
    auto const alone = score_samples(solved(model, {{"joint", "b"}}, 1, options), 200, {.seed = 3});
    CHECK(alone.exchanges == 1);
    CHECK(alone.result.scores[5] == doctest::Approx(0.6 * samples.result.scores[5]).epsilon(1e-13));
}

TEST_CASE("exchanges of one cell are drawn apart; output, normal and uniform ones too") {
    SmallModel model;
    auto const metal = model.product("metal"), power = model.product("power"), co2 = model.elementary("co2");
    auto const smelter = model.process("smelter"), plant = model.process("plant");
    uncertain(model, smelter, model.reference(smelter, metal, 2), {DistributionKind::uniform, 1.9, 2.1});
    uncertain(model, smelter, model.input(smelter, power, 5), {DistributionKind::normal, 5, 0.5});
    uncertain(model, smelter, model.input(smelter, power, 1), {DistributionKind::normal, 1, 0.3});
    model.reference(plant, power, 1);
    model.output(plant, co2, 1);
    auto const samples = score_samples(solved(model, {{"smelter", ""}}, 1), 40000, {.seed = 11});
    CHECK(samples.exchanges == 3);
    auto const summary = samples.result.summary(0);
    // Score = (N(5, 0.5) + N(1, 0.3)) / U(1.9, 2.1). E[1/U] = ln(2.1 / 1.9) / 0.2, E[1/U^2] = 1 / (1.9 * 2.1).
    double const inverse = std::log(2.1 / 1.9) / 0.2, square = 1 / (1.9 * 2.1), mean = 6 * inverse;
    double const sd = std::sqrt((36 + 0.25 + 0.09) * square - mean * mean);
    CHECK(std::abs(summary.mean - mean) < 4 * sd / std::sqrt(40000));
    CHECK(summary.sd == doctest::Approx(sd).epsilon(0.02));
}

TEST_CASE("what cannot be drawn is counted and said; what is out of reach is not") {
    auto model = one_lognormal();
    auto const co2 = Index{1}, smelter = Index{0};
    model.content.processes[smelter].formulas = {"2 * 1"};
    auto& by_formula = model.output(smelter, co2, 2);
    by_formula.formula = 0;
    uncertain(model, smelter, by_formula, {DistributionKind::normal, 2, 0.1});
    uncertain(model, smelter, model.output(smelter, co2, 0), {DistributionKind::uniform, -1, 1});
    uncertain(model, smelter, model.output(smelter, co2, 1), {DistributionKind::triangular, 3, 1, 2});
    uncertain(model, smelter, model.output(smelter, co2, 1), {DistributionKind::lognormal, 1, 1});  // no width: certain, not left out
    model.content.processes[smelter].parameters.push_back({.name = "p", .value = 1, .uncertainty = {DistributionKind::normal, 1, 0.1}});
    auto const far = model.process("far"), other = model.product("other");
    uncertain(model, far, model.reference(far, other, 1), {DistributionKind::normal, 1, 0.1});
    auto const samples = score_samples(solved(model, {{"smelter", ""}}), 10);
    CHECK(samples.exchanges == 1);
    CHECK(samples.left_out.formulas == 1);
    CHECK(samples.left_out.zero == 1);
    CHECK(samples.left_out.unusable == 1);
    CHECK(samples.left_out.parameters == 1);
    REQUIRE(samples.findings.size() == 1);
    CHECK(samples.findings[0].problem.id == "samples.left-out");
    CHECK(samples.findings[0].problem.related.size() == 3);
    // As stored: (3 + 2 + 0 + 1 + 1) x 2.
    CHECK(samples.result.nominal[0] == doctest::Approx(14).epsilon(1e-14));
}

TEST_CASE("factors of places hold for the exchanges that are there") {
    SmallModel model;
    auto const here = model.place("AA"), there = model.place("BB");
    auto const metal = model.product("metal"), water = model.elementary("water"), smelter = model.process("smelter", here);
    model.reference(smelter, metal, 1);
    model.output(smelter, water, 1);
    auto& far = model.output(smelter, water, 10);
    far.location = there;
    uncertain(model, smelter, far, {DistributionKind::lognormal, 10, 1.3});
    auto const system = model.linked();
    auto method = method_of(system, 100);
    method.rows[0].located = {{0, there, 3.0}};
    auto const result = footprint(system, std::vector<Demand>{{system.find_column(smelter).value(), 1.0}}, method);
    CHECK(result.find_score(0).value() == doctest::Approx(130).epsilon(1e-14));
    auto const samples = score_samples(result, 20, {.seed = 5});
    CHECK(samples.result.nominal[0] == doctest::Approx(130).epsilon(1e-14));
    // Entries of a cell are ordered by value: the far one is the second.
    CHECK(samples.result.scores[4] == doctest::Approx(100 + 30 * multiplier(5, RandomRole::biosphere, 1, 4, 1.3)).epsilon(1e-13));
}

TEST_CASE("refused scores have no samples, certain data and few samples are told, threads change nothing") {
    auto model = one_lognormal();
    auto const system = model.linked();
    auto method = method_of(system, 1);
    method.rows.push_back(method.rows[0]);
    method.rows[0].refused.push_back({0, {"impact.duplicate-factor", "Two factors differ"}});
    auto const result = footprint(system, std::vector<Demand>{{0, 1.0}}, method);
    auto const one = score_samples(result, 100, {.seed = 2});
    CHECK(one.rows == std::vector<Index>{1});
    CHECK(one.result.categories == 1);
    ThreadExecutor three(3);
    std::size_t told = 0;
    CHECK(score_samples(result, 100, {.seed = 2}, {.executor = &three, .on_progress = [&](std::size_t done, std::size_t total) { told = done == total ? total : told; }}).result.scores == one.result.scores);
    CHECK(told > 0);
    CHECK(try_score_samples(result, 1).problem().id == "samples.number");
    std::stop_source stop;
    stop.request_stop();
    CHECK(try_score_samples(result, 100, {}, {.stop = stop.get_token()}).problem().id == "work.stopped");
    model.content.processes[0].uncertainties[0].kind = DistributionKind::none;
    auto const certain = score_samples(solved(model, {{"smelter", ""}}), 10);
    CHECK(certain.exchanges == 0);
    REQUIRE(certain.findings.size() == 1);
    CHECK(certain.findings[0].problem.id == "samples.certain");
    CHECK(certain.result.summary(0).sd == 0);
}
