// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>

#include "tanji/solve/impl/monte_carlo_kernels.ipp"
#include "tanji/solve/monte_carlo.hpp"

// Eight samples from draws to scores. Apart from monte_carlo.ipp because a test looks into a lane: all of it is templates.
namespace tanji::detail {

/// Places of draws made at once for the inventory: 16 to 32 kB, what stays in the first cache.
inline constexpr std::size_t flow_chunk = 512;

/// Deviations of the logarithm in the precision of the draws; both were stored when the plan was made.
template <class Real>
[[nodiscard]] std::span<Real const> sigma_of(DrawList const& draws) {
    if constexpr (std::is_same_v<Real, float>) return draws.narrow_sigma;
    else return draws.sigma;
}

/// The number that stands for a draw which is no lognormal.
template <class Real>
[[nodiscard]] Real other_draw(Distribution const& distribution, RandomStream const& stream, std::uint32_t item, std::uint64_t sample) {
    if constexpr (std::is_same_v<Real, float>) return static_cast<float>(distribution.draw32(stream, item, sample));
    else return distribution.draw(stream, item, sample);
}

/// Multipliers of places from .. end-1 of a list, eight samples each.
template <class Real>
void draw_places(InstructionSet set, DrawList const& draws, std::uint64_t seed, std::uint64_t group, std::size_t from, std::size_t end, Real* out) {
    RandomStream const stream{.seed = seed, .role = draws.role};
    draw_lognormals(set, stream, group, std::span(draws.item).subspan(from, end - from), sigma_of<Real>(draws).subspan(from, end - from), std::span(out, (end - from) * 8));
    auto other = std::lower_bound(draws.others.begin(), draws.others.end(), from, [](auto const& a, std::size_t place) { return a.place < place; });
    for (; other != draws.others.end() && other->place < end; ++other)
        for (std::size_t k = 0; k < 8; ++k) out[(other->place - from) * 8 + k] = other_draw<Real>(other->distribution, stream, draws.item[other->place], group * 8 + k);
}

/// All memory of one worker, taken once: a group of samples allocates nothing, so that threads do not meet in malloc.
template <class Real>
void prepare_scratch(MonteCarlo::Content const& plan, SampleScratch<Real>& s) {
    std::size_t const nodes = at(plan.nodes), middle = plan.program.middle();
    s.multiplier.resize(plan.draws.size());
    s.chunk.resize(flow_chunk);
    s.diagonal.resize(nodes);
    s.x.resize(nodes);
    s.base.resize(middle);
    s.rest.resize(middle);
    s.inventory.resize(plan.flow.size());
    s.score.resize(at(plan.categories));
    s.slot.resize(plan.program.slots + middle);
    s.inverse.resize(middle);
    s.step.resize(middle);
    s.core.resize(at(plan.program.core));
    s.krylov.resize((krylov_most + 1) * at(plan.program.torn));
}

/// Eight samples at once: draw A, solve, then draw B in chunks that are used while they are in the cache and never stored whole.
template <class Real>
void run_group(MonteCarlo::Content const& plan, SampleScratch<Real>& s, std::uint64_t group) {
    auto const set = plan.options.kernel;
    std::size_t flow = 0;
    draw_places<Real>(set, plan.draws, plan.options.seed, group, 0, plan.draws.size(), s.multiplier.plain());
    sample_step(SampleStep::solve, plan, s, flow);
    sample_step(SampleStep::start_inventory, plan, s, flow);
    for (std::size_t from = 0; from < plan.flow_draws.size(); from += flow_chunk) {
        std::size_t const end = (std::min)(from + flow_chunk, plan.flow_draws.size());
        draw_places<Real>(set, plan.flow_draws, plan.options.seed, group, from, end, s.chunk.plain());
        sample_step(SampleStep::add_flow_terms, plan, s, flow, from, end);
    }
    sample_step(SampleStep::score, plan, s, flow);
}

}  // namespace tanji::detail
