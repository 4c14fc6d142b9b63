// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <mutex>

#include "tanji/base/text.hpp"
#include "tanji/solve/impl/monte_carlo_build.ipp"
#include "tanji/solve/impl/monte_carlo_group.ipp"
#include "tanji/solve/impl/monte_carlo_kernels.ipp"
#include "tanji/solve/monte_carlo.hpp"

namespace tanji::detail {

/// Puts the values drawn for one sample into `values`, a copy of the matrix's. `weight(place)` is in the matrix's units.
template <class Weight>
void write_draws(MonteCarlo::Content const& plan, DrawList const& draws, std::uint64_t sample, Weight const& weight, std::vector<double>& values) {
    RandomStream const stream{.seed = plan.options.seed, .role = draws.role};
    for (std::size_t k = 0; k < draws.size(); ++k) values[at(draws.entry[k])] = 0;
    for (auto const& remainder : draws.remainders) values[at(remainder.entry)] = remainder.value;
    auto other = draws.others.begin();
    for (std::size_t k = 0; k < draws.size(); ++k) {
        double multiplier = 0;
        bool const narrow = plan.options.bits == DrawBits::narrow;
        if (other != draws.others.end() && other->place == k) {
            multiplier = narrow ? static_cast<double>(other_draw<float>(other->distribution, stream, draws.item[k], sample))
                                : other_draw<double>(other->distribution, stream, draws.item[k], sample);
            ++other;
        } else if (narrow) {
            multiplier = static_cast<double>(elementary::exp(draws.narrow_sigma[k] * standard_normal32(stream, draws.item[k], sample)));
        } else {
            multiplier = elementary::exp(draws.sigma[k] * standard_normal(stream, draws.item[k], sample));
        }
        values[at(draws.entry[k])] += weight(k) * multiplier;
    }
}

/// Both matrices of one sample.
[[nodiscard]] inline MonteCarloSample drawn_matrices(MonteCarlo::Content const& plan, std::uint64_t sample) {
    auto const a = plan.solver.matrices().technosphere();
    auto const b = plan.solver.matrices().biosphere();
    auto const& structure = plan.solver.structure();
    MonteCarloSample result;
    result.technosphere.assign(a.value.begin(), a.value.end());
    result.biosphere.assign(b.value.begin(), b.value.end());
    // Weights are scaled by powers of 2, which come off exactly: the row's is found again from its diagonal.
    std::vector<double> row_scale(at(plan.nodes));
    for (std::size_t v = 0; v < row_scale.size(); ++v) {
        double const pivot = a.value[at(structure.content().pivot_of_column[at(plan.column_of_node[v])])];
        row_scale[v] = (pivot < 0 ? -1 : 1) / power_near(std::abs(pivot) * plan.unit[v]);
    }
    std::vector<std::int32_t> row_of_place(plan.drawn.node.size());
    for (std::size_t i = 0; i < at(plan.nodes); ++i)
        for (std::int32_t e = plan.drawn.start[i]; e < plan.drawn.start[i + 1]; ++e) row_of_place[at(e)] = static_cast<std::int32_t>(i);
    write_draws(plan, plan.draws, sample, [&](std::size_t k) {
        if (k < row_of_place.size()) return -plan.drawn.weight[k] / plan.unit[at(plan.drawn.node[k])] / row_scale[at(row_of_place[k])];
        auto const& own = plan.drawn_diagonal[k - row_of_place.size()];
        return own.weight / plan.unit[at(own.node)] / row_scale[at(own.node)];
    }, result.technosphere);
    write_draws(plan, plan.flow_draws, sample, [&](std::size_t k) { return plan.flow_drawn.weight[k] / plan.unit[at(plan.flow_drawn.node[k])]; }, result.biosphere);
    return result;
}

/// Inventory and scores from the drawn B and the supply.
inline void finish_sample(MonteCarlo::Content const& plan, MonteCarloSample& sample) {
    auto const b = plan.solver.matrices().biosphere();
    sample.inventory.assign(at(b.rows), 0);
    for (std::int32_t j = 0; j < b.columns; ++j) {
        if (sample.supply[at(j)] == 0) continue;
        for (std::int32_t e = b.start[at(j)]; e < b.start[at(j) + 1]; ++e) sample.inventory[at(b.row[at(e)])] += sample.biosphere[at(e)] * sample.supply[at(j)];
    }
    sample.scores.assign(at(plan.categories), 0);
    for (auto const& factor : plan.factors) sample.scores[at(factor.category)] += factor.factor * sample.inventory[at(plan.flow[at(factor.flow)])];
}

/// The samples of one group that are wanted, into the result; lanes that did not converge are solved on their own.
template <class Real>
void collect_group(MonteCarlo::Content const& plan, MonteCarlo const& owner, SampleScratch<Real>& s, std::uint64_t group, MonteCarloResult& result, std::mutex& guard) {
    for (std::uint64_t k = 0; k < 8; ++k) {
        std::uint64_t const sample = group * 8 + k;
        if (sample < result.first || sample - result.first >= result.samples) continue;
        std::size_t const place = static_cast<std::size_t>(sample - result.first);
        bool good = s.error[k] <= sample_target;
        for (std::size_t c = 0; good && c < at(plan.categories); ++c) {
            double const score = s.score.plain()[c * 8 + k];
            good = std::isfinite(score);
            result.scores[c * result.samples + place] = score;
        }
        if (good) {
            s.largest_error = (std::max)(s.largest_error, s.error[k]);
            if (s.lowest[k] < 0) ++s.turned;
            continue;
        }
        ++s.solved_apart;
        auto const apart = owner.try_sample(sample);
        for (std::size_t c = 0; c < at(plan.categories); ++c) result.scores[c * result.samples + place] = apart ? apart->scores[c] : 0;
        bool turned = false;
        for (std::size_t v = 0; apart && v < at(plan.nodes); ++v) turned = turned || apart->supply[at(plan.column_of_node[v])] * plan.turn[v] < 0;
        if (turned) ++s.turned;
        if (apart) continue;
        std::lock_guard const lock(guard);
        result.failed.push_back({sample, apart.problem()});
    }
}

/// Pieces are groups of eight, numbered from sample 0 whatever `first` is: a range of samples has the bits of the same samples in a longer
/// run, at the price of up to seven that are computed and dropped at each end. Failures are sorted, as threads find them in any order.
template <class Real>
[[nodiscard]] std::optional<Problem> run_samples(MonteCarlo::Content const& plan, MonteCarlo const& owner, WorkControl const& control, MonteCarloResult& result) {
    std::uint64_t const first = result.first / 8, end = (result.first + result.samples + 7) / 8;
    std::vector<std::unique_ptr<SampleScratch<Real>>> scratch(static_cast<std::size_t>(width_of(control)));
    std::mutex guard;
    auto problem = run_pieces(control, result.samples == 0 ? 0 : static_cast<std::size_t>(end - first), [&](std::size_t piece, int worker) {
        auto& mine = scratch[static_cast<std::size_t>(worker)];
        if (!mine) {
            mine = std::make_unique<SampleScratch<Real>>();
            prepare_scratch(plan, *mine);
        }
        run_group(plan, *mine, first + piece);
        collect_group(plan, owner, *mine, first + piece, result, guard);
    });
    if (problem) return problem;
    for (auto const& one : scratch) {
        if (!one) continue;
        result.solved_apart += one->solved_apart;
        result.turned += one->turned;
        result.largest_backward_error = (std::max)(result.largest_backward_error, one->largest_error);
    }
    std::sort(result.failed.begin(), result.failed.end(), [](auto const& a, auto const& b) { return a.sample < b.sample; });
    return std::nullopt;
}

/// Refuses indices outside and numbers that are none before anything is built: later they would be wild reads.
[[nodiscard]] inline std::optional<Problem> check_model(Solver const& solver, MonteCarloModel const& model) {
    auto const a = solver.matrices().technosphere();
    auto const b = solver.matrices().biosphere();
    if (auto problem = check_sampled(model.technosphere, a, "A")) return problem;
    if (auto problem = check_sampled(model.biosphere, b, "B")) return problem;
    for (auto const& factor : model.characterisation) {
        bool const inside = factor.category >= 0 && factor.category < model.categories && factor.flow >= 0 && factor.flow < b.rows;
        if (!inside)
            return Problem{.id = "montecarlo.entry", .what = "a characterisation factor is of no flow or category there is",
                           .expected = "a category below " + std::to_string(model.categories) + " and a flow below " + std::to_string(b.rows),
                           .got = std::to_string(factor.category) + " and " + std::to_string(factor.flow)};
        if (!std::isfinite(factor.factor))
            return Problem{.id = "number.not-finite", .what = "a characterisation factor is not finite", .where = {.object = "flow " + std::to_string(factor.flow)},
                           .expected = "a finite number", .got = number_text(factor.factor)};
    }
    return std::nullopt;
}

}  // namespace tanji::detail

namespace tanji {

// Solves the nominal system first: its supplies give the scales, and a system that has no nominal solution is told as such rather than as
// thousands of failed samples. The plan is immutable afterwards and can be shared between threads.
TANJI_INLINE Result<MonteCarlo> MonteCarlo::try_make(Solver const& solver, std::span<DemandEntry const> demand, MonteCarloModel const& model, MonteCarloOptions const& options) {
    if (auto problem = detail::check_model(solver, model)) return *std::move(problem);
    Workspace workspace;
    std::span<double> supply;
    if (auto const proof = solver.try_supply(demand, workspace, supply); !proof) return proof.problem();
    auto content = std::make_shared<Content>();
    content->solver = solver;
    content->options = options;
    content->options.kernel = (std::min)(options.kernel, best_instruction_set());
    content->demand.assign(demand.begin(), demand.end());
    content->categories = model.categories;
    content->draws.role = RandomRole::technosphere;
    content->flow_draws.role = RandomRole::biosphere;
    detail::PlanBuilder builder(*content, model, supply);
    builder.build();
    MonteCarloSample nominal;
    nominal.supply.assign(supply.begin(), supply.end());
    auto const b = solver.matrices().biosphere();
    nominal.biosphere.assign(b.value.begin(), b.value.end());
    detail::finish_sample(*content, nominal);
    content->nominal = std::move(nominal.scores);
    MonteCarlo plan;
    plan.content_ = std::move(content);
    return plan;
}

// A sample that fails (its system is singular, say) is listed with its problem and its score stays 0: use succeeded() or summary(), which
// leave it out. Memory: categories x samples doubles, plus one scratch per worker.
TANJI_INLINE Result<MonteCarloResult> MonteCarlo::try_run(std::size_t samples, WorkControl const& control, std::uint64_t first) const {
    Content const empty{};
    Content const& plan = content_ ? *content_ : empty;
    MonteCarloResult result{.seed = plan.options.seed, .first = first, .samples = samples, .categories = plan.categories, .amount = plan.options.amount,
                            .bits = plan.options.bits, .kernel = plan.options.kernel, .draws_per_sample = draws_per_sample(), .nominal = plan.nominal};
    result.scores.assign(static_cast<std::size_t>(plan.categories) * samples, 0);
    auto problem = plan.options.bits == DrawBits::narrow ? detail::run_samples<float>(plan, *this, control, result) : detail::run_samples<double>(plan, *this, control, result);
    if (problem) return *std::move(problem);
    return result;
}

// The slow and independent way to the same sample: drawn matrices, factorised by the ordinary solver. What tests compare the fast kernels
// with, what a sample that did not converge falls back to, and how one strange sample of a run can be looked at.
TANJI_INLINE Result<MonteCarloSample> MonteCarlo::try_sample(std::uint64_t sample) const {
    if (!content_) return Problem{.id = "montecarlo.shape", .what = "an empty plan has no samples", .expected = "a plan from MonteCarlo::try_make", .got = "a default-constructed one"};
    Content const& plan = *content_;
    MonteCarloSample result = detail::drawn_matrices(plan, sample);
    auto const a = plan.solver.matrices().technosphere();
    auto matrices = SystemMatrices::try_borrow({a.rows, a.columns, a.start, a.row, result.technosphere}, {}, nullptr);
    if (!matrices) return matrices.problem();
    SolverOptions options;
    options.products.emplace();
    for (auto const& entry : plan.demand) options.products->push_back(entry.row);
    auto solver = Solver::try_make(plan.solver.structure(), *matrices, options);
    // A draw of exactly 0 changes the pattern, and only then is the structure another one.
    if (!solver && solver.problem().id == "solve.pattern") solver = Solver::try_make(*matrices, options);
    if (!solver) return solver.problem();
    Workspace workspace;
    std::span<double> supply;
    if (auto const proof = solver->try_supply(plan.demand, workspace, supply); !proof) return proof.problem();
    result.supply.assign(supply.begin(), supply.end());
    detail::finish_sample(plan, result);
    for (double const score : result.scores)
        if (!std::isfinite(score)) return Problem{.id = "solve.overflow", .what = "a score of this sample is not finite", .expected = "finite numbers", .got = number_text(score)};
    return result;
}

TANJI_INLINE std::size_t MonteCarlo::draws_per_sample() const noexcept { return content_ ? content_->draws.size() + content_->flow_draws.size() : 0; }

// Scores of one category without the failed samples, in the order of samples.
TANJI_INLINE std::vector<double> MonteCarloResult::succeeded(std::int32_t category) const {
    std::vector<double> values;
    if (category < 0 || category >= categories) return values;
    values.reserve(samples);
    auto next = failed.begin();
    for (std::size_t k = 0; k < samples; ++k) {
        if (next != failed.end() && next->sample == first + k) ++next;
        else values.push_back(scores[static_cast<std::size_t>(category) * samples + k]);
    }
    return values;
}

TANJI_INLINE Summary MonteCarloResult::summary(std::int32_t category) const { return summarise(succeeded(category)); }

// All that is needed to repeat the run, in one line to be kept beside the numbers.
TANJI_INLINE std::string MonteCarloResult::brief() const {
    std::string text = std::to_string(samples) + " samples, seed " + std::to_string(seed) + ", " + std::to_string(draws_per_sample) + " draws each of " +
                       (bits == DrawBits::wide ? "64" : "32") + " bits, lognormal amounts are " + (amount == LognormalAmount::median ? "medians" : "means") + ", ";
    text += failed.empty() ? "none failed" : std::to_string(failed.size()) + " failed (first: sample " + std::to_string(failed.front().sample) + ", " + failed.front().problem.id + ")";
    if (solved_apart > 0) text += ", " + std::to_string(solved_apart) + " solved apart";
    if (turned > 0) text += ", " + std::to_string(turned) + " with a process that turned round";
    return text + ", backward error at most " + number_text(largest_backward_error, 2) + ", kernel " + std::string(to_text(kernel));
}

}  // namespace tanji
