// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>
#include <limits>
#include <type_traits>

#include "tanji/solve/impl/monte_carlo_lanes.ipp"
#include "tanji/solve/impl/monte_carlo_plan.ipp"

// Solving eight samples. Inside the loops everything is float: elimination, then GMRES on the torn nodes of the core. That is
// the preconditioner of a refinement in double with the numbers drawn, which decides when a sample is done.
namespace tanji::detail {

/// Lanes in memory, on a boundary of 64 bytes.
template <class Real>
class LaneArray {
public:
    void resize(std::size_t lanes) {
        if (lanes * 8 + 16 > storage_.size()) storage_.resize(lanes * 8 + 16);
    }
    [[nodiscard]] Real* plain() noexcept {
        auto const misfit = reinterpret_cast<std::uintptr_t>(storage_.data()) % 64;
        return storage_.data() + (misfit == 0 ? 0 : (64 - misfit) / sizeof(Real));
    }
    [[nodiscard]] typename SampleLanes<Real>::Type* lanes() noexcept { return reinterpret_cast<typename SampleLanes<Real>::Type*>(plain()); }

private:
    std::vector<Real> storage_{};
};

/// Steps of one GMRES run, and runs of the refinement. Both are met by NaN and by systems that hardly converge only.
inline constexpr std::size_t krylov_most = 24;
inline constexpr int refinements_most = 10;
/// One run takes its right-hand side down by this much; floats carry about that.
inline constexpr float krylov_target = 2e-6F;
/// Componentwise backward error of a finished sample.
inline constexpr double sample_target = 1e-12;
/// What a sample that ran out of rounds may still have; a worse one is solved on its own.
inline constexpr double sample_accepted = 1e-11;

/// Scratch of one worker.
template <class Real>
struct SampleScratch {
    LaneArray<Real> multiplier{}, chunk{};
    LaneArray<double> diagonal{}, x{}, base{}, rest{}, inventory{}, score{};
    LaneArray<float> slot{}, inverse{}, step{}, core{}, krylov{}, image{};
    double error[8] = {};                        ///< of each lane at the end
    double lowest[8] = {};                       ///< smallest supply times the sign it has nominally
    double largest_error = 0;
    std::size_t solved_apart = 0, turned = 0;
};

struct KrylovSmall {  ///< Hessenberg matrix, rotations and right-hand side, per lane
    WideLanes h[krylov_most + 1][krylov_most];
    WideLanes cosine[krylov_most], sine[krylov_most], right[krylov_most + 1];
};

/// y_i = g_i / d_i + sum of t_ij y_j / d_i through the core; the torn ones last, each seeing those renewed before it.
TANJI_KERNEL_BODY void core_sweep(SlotProgram const& p, NarrowLanes const* slot, NarrowLanes const* inverse, NarrowLanes const* right, NarrowLanes* y) {
    std::size_t const rows = at(p.core);
    for (std::size_t i = 0; i < rows; ++i) {
        NarrowLanes sum = NarrowLanes{}, second = NarrowLanes{};
        if (right) sum = right[i];
        std::int32_t e = p.core_start[i];
        std::int32_t const end = p.core_start[i + 1];
        for (; e + 1 < end; e += 2) {  // two sums: one would wait for each addition
            sum += slot[e] * y[p.core_node[at(e)]];
            second += slot[e + 1] * y[p.core_node[at(e) + 1]];
        }
        if (e < end) sum += slot[e] * y[p.core_node[at(e)]];
        y[i] = (sum + second) * inverse[i];
    }
}

TANJI_KERNEL_BODY WideLanes lanes_root(WideLanes const& x) {
    WideLanes root = WideLanes{};
    for (std::size_t k = 0; k < 8; ++k) root[k] = elementary::square_root(x[k]);
    return root;
}

TANJI_KERNEL_BODY WideLanes lanes_dot(NarrowLanes const* a, NarrowLanes const* b, std::size_t count) {
    NarrowLanes first = NarrowLanes{}, second = NarrowLanes{};
    std::size_t i = 0;
    for (; i + 1 < count; i += 2) {
        first += a[i] * b[i];
        second += a[i + 1] * b[i + 1];
    }
    if (i < count) first += a[i] * b[i];
    return converted<WideLanes>(first + second);
}

/// 1 / x where x is a usable norm, else 0: a lane that has nothing left to do stays as it is.
TANJI_KERNEL_BODY WideLanes lanes_inverse(WideLanes const& x) {
    WideLanes inverse = WideLanes{};
    for (std::size_t k = 0; k < 8; ++k) inverse[k] = x[k] > 1e-30 ? 1 / x[k] : 0;
    return inverse;
}

/// Takes the new column into the rotations; returns the residual of each lane.
TANJI_KERNEL_BODY WideLanes krylov_rotate(KrylovSmall& small, std::size_t j) {
    for (std::size_t i = 0; i < j; ++i) {
        WideLanes const upper = small.cosine[i] * small.h[i][j] + small.sine[i] * small.h[i + 1][j];
        small.h[i + 1][j] = small.cosine[i] * small.h[i + 1][j] - small.sine[i] * small.h[i][j];
        small.h[i][j] = upper;
    }
    WideLanes const norm = lanes_root(small.h[j][j] * small.h[j][j] + small.h[j + 1][j] * small.h[j + 1][j]);
    WideLanes const inverse = lanes_inverse(norm);
    small.cosine[j] = small.h[j][j] * inverse;
    small.sine[j] = small.h[j + 1][j] * inverse;
    small.h[j][j] = norm;
    small.right[j + 1] = -small.sine[j] * small.right[j];
    small.right[j] = small.cosine[j] * small.right[j];
    return larger_of<WideLanes>(small.right[j + 1], -small.right[j + 1]);
}

/// Solves the core for `right` (one lane value per core row), result in `y`.
template <class Real>
TANJI_KERNEL_BODY void core_solve(SlotProgram const& p, SampleScratch<Real>& s, NarrowLanes const* right, NarrowLanes* y) {
    std::size_t const count = at(p.core), torn = at(p.torn), acyclic = count - torn;
    NarrowLanes const* const slot = s.slot.lanes() + (p.slots - p.core_node.size());
    NarrowLanes const* const inverse = s.inverse.lanes() + p.eliminated;
    NarrowLanes* const basis = s.krylov.lanes();
    NarrowLanes* const h = y + acyclic;
    for (std::size_t i = 0; i < torn; ++i) h[i] = NarrowLanes{};
    core_sweep(p, slot, inverse, right, y);
    if (torn == 0) return;
    KrylovSmall small;
    WideLanes const norm = lanes_root(lanes_dot(h, h, torn));
    NarrowLanes scale = converted<NarrowLanes>(lanes_inverse(norm));
    for (std::size_t i = 0; i < torn; ++i) basis[i] = h[i] * scale;
    small.right[0] = norm;
    std::size_t steps = 0;
    for (bool unfinished = true; unfinished && steps < krylov_most; ++steps) {
        NarrowLanes* const last = basis + steps * torn;
        NarrowLanes* const next = last + torn;
        for (std::size_t i = 0; i < torn; ++i) h[i] = last[i];
        core_sweep(p, slot, inverse, nullptr, y);
        for (std::size_t i = 0; i < torn; ++i) next[i] = last[i] - h[i];
        for (std::size_t q = 0; q <= steps; ++q) {
            NarrowLanes const* const with = basis + q * torn;
            WideLanes const dot = lanes_dot(with, next, torn);
            NarrowLanes const share = converted<NarrowLanes>(dot);
            for (std::size_t i = 0; i < torn; ++i) next[i] -= share * with[i];
            small.h[q][steps] = dot;
        }
        WideLanes const rest = lanes_root(lanes_dot(next, next, torn));
        small.h[steps + 1][steps] = rest;
        scale = converted<NarrowLanes>(lanes_inverse(rest));
        for (std::size_t i = 0; i < torn; ++i) next[i] *= scale;
        WideLanes const residual = krylov_rotate(small, steps);
        unfinished = false;
        for (std::size_t k = 0; k < 8; ++k) unfinished = unfinished || residual[k] > static_cast<double>(krylov_target) * norm[k];
    }
    WideLanes share[krylov_most];
    for (std::size_t j = steps; j-- > 0;) {
        WideLanes sum = small.right[j];
        for (std::size_t q = j + 1; q < steps; ++q) sum -= small.h[j][q] * share[q];
        share[j] = sum * lanes_inverse(small.h[j][j]);
    }
    for (std::size_t i = 0; i < torn; ++i) h[i] = NarrowLanes{};
    for (std::size_t j = 0; j < steps; ++j) {
        NarrowLanes const factor = converted<NarrowLanes>(share[j]);
        for (std::size_t i = 0; i < torn; ++i) h[i] += factor * basis[j * torn + i];
    }
    core_sweep(p, slot, inverse, right, y);
}

/// Approximate solution of the middle for `rest`, added to x.
template <class Real>
TANJI_KERNEL_BODY void middle_step(MonteCarlo::Content const& plan, SampleScratch<Real>& s, WideLanes const* rest, WideLanes* x) {
    SlotProgram const& p = plan.program;
    NarrowLanes const* const slot = s.slot.lanes();
    NarrowLanes const* const lower = slot + p.upper_node.size();
    NarrowLanes const* const inverse = s.inverse.lanes();
    NarrowLanes* const r = s.step.lanes();
    std::size_t const count = p.middle(), eliminated = at(p.eliminated);
    for (std::size_t i = 0; i < count; ++i) r[i] = converted<NarrowLanes>(rest[i]);
    for (std::size_t k = 0; k < eliminated; ++k) {
        NarrowLanes const value = r[k];
        for (std::int32_t e = p.lower_start[k]; e < p.lower_start[k + 1]; ++e) r[p.lower_node[at(e)]] += lower[e] * value;
    }
    core_solve(p, s, r + eliminated, s.core.lanes());
    NarrowLanes const* const core = s.core.lanes();
    for (std::size_t i = 0; i < at(p.core); ++i) r[eliminated + i] = core[i];
    for (std::size_t k = eliminated; k-- > 0;) {
        NarrowLanes sum = r[k];
        for (std::int32_t e = p.upper_start[k]; e < p.upper_start[k + 1]; ++e) sum += slot[e] * r[p.upper_node[at(e)]];
        r[k] = sum * inverse[k];
    }
    for (std::size_t i = 0; i < count; ++i) x[i] += converted<WideLanes>(r[i]);
}

/// Numbers of the eight samples into slots, then the elimination.
template <class Real>
TANJI_KERNEL_BODY void middle_factorise(MonteCarlo::Content const& plan, SampleScratch<Real>& s) {
    SlotProgram const& p = plan.program;
    NarrowLanes* const slot = s.slot.lanes();
    auto const* const multiplier = s.multiplier.lanes();
    WideLanes const* const diagonal = s.diagonal.lanes() + plan.before;
    std::size_t const count = p.middle();
    for (std::size_t k = 0; k < p.slots; ++k) slot[k] = NarrowLanes{};
    for (std::size_t i = 0; i < count; ++i) slot[p.slots + i] = converted<NarrowLanes>(-diagonal[i]);
    std::size_t certain = 0, drawn = 0;
    for (std::size_t row = at(plan.before); row < at(plan.after); ++row) {
        for (std::int32_t e = plan.certain.split[row]; e < plan.certain.start[row + 1]; ++e)
            slot[p.certain_slot[certain++]] += constant<NarrowLanes>(plan.certain.weight[at(e)]);
        for (std::int32_t e = plan.drawn.split[row]; e < plan.drawn.start[row + 1]; ++e)
            slot[p.drawn_slot[drawn++]] += converted<NarrowLanes>(plan.drawn.weight[at(e)] * widened(multiplier[e]));
    }
    NarrowLanes* const inverse = s.inverse.lanes();
    std::int32_t const* target = p.target.data();
    std::size_t const uppers = p.upper_node.size();
    for (std::size_t k = 0; k < at(p.eliminated); ++k) {
        NarrowLanes const pivot = -1.0F / slot[p.slots + k];
        inverse[k] = pivot;
        NarrowLanes const* const row = slot + p.upper_start[k];
        std::size_t const length = at(p.upper_start[k + 1] - p.upper_start[k]);
        for (std::int32_t e = p.lower_start[k]; e < p.lower_start[k + 1]; ++e) {
            NarrowLanes const factor = slot[uppers + at(e)] * pivot;
            slot[uppers + at(e)] = factor;
            for (std::size_t q = 0; q < length; ++q) slot[*target++] += factor * row[q];
        }
    }
    for (std::size_t k = at(p.eliminated); k < count; ++k) inverse[k] = -1.0F / slot[p.slots + k];
}

/// base_i + terms of row i from place `first` on, and the sum of magnitudes.
template <class Real>
struct RowSums {
    MonteCarlo::Content const& plan;
    typename SampleLanes<Real>::Type const* multiplier;
    WideLanes const* x;

    TANJI_KERNEL_BODY WideLanes known(std::size_t row, WideLanes sum) const {
        for (std::int32_t e = plan.certain.start[row]; e < plan.certain.split[row]; ++e) sum += plan.certain.weight[at(e)] * x[plan.certain.node[at(e)]];
        for (std::int32_t e = plan.drawn.start[row]; e < plan.drawn.split[row]; ++e) sum += (plan.drawn.weight[at(e)] * widened(multiplier[e])) * x[plan.drawn.node[at(e)]];
        return sum;
    }
    TANJI_KERNEL_BODY void inner(std::size_t row, WideLanes& sum, WideLanes& gross) const {
        for (std::int32_t e = plan.certain.split[row]; e < plan.certain.start[row + 1]; ++e) {
            WideLanes const term = plan.certain.weight[at(e)] * x[plan.certain.node[at(e)]];
            sum += term;
            gross += larger_of<WideLanes>(term, -term);
        }
        for (std::int32_t e = plan.drawn.split[row]; e < plan.drawn.start[row + 1]; ++e) {
            WideLanes const term = (plan.drawn.weight[at(e)] * widened(multiplier[e])) * x[plan.drawn.node[at(e)]];
            sum += term;
            gross += larger_of<WideLanes>(term, -term);
        }
    }
};

/// rest = right - A x on the middle; `worst` is the componentwise backward error of each lane.
template <class Real>
TANJI_KERNEL_BODY void middle_residual(MonteCarlo::Content const& plan, SampleScratch<Real>& s, WideLanes& worst) {
    WideLanes const* const x = s.x.lanes();
    RowSums<Real> const sums{plan, s.multiplier.lanes(), x};
    WideLanes const* const diagonal = s.diagonal.lanes();
    WideLanes const* const base = s.base.lanes();
    WideLanes* const rest = s.rest.lanes();
    WideLanes const least = constant<WideLanes>((std::numeric_limits<double>::min)());
    worst = WideLanes{};
    for (std::size_t i = at(plan.before), k = 0; i < at(plan.after); ++i, ++k) {
        WideLanes const own = diagonal[i] * x[i];
        WideLanes sum = base[k] - own;
        WideLanes gross = larger_of<WideLanes>(own, -own) + larger_of<WideLanes>(base[k], -base[k]);
        sums.inner(i, sum, gross);
        rest[k] = sum;
        worst = larger_of<WideLanes>(larger_of<WideLanes>(sum, -sum) / larger_of<WideLanes>(gross, least), worst);
    }
}

/// From multipliers to supplies: before, middle with refinement, after.
template <class Real>
TANJI_KERNEL_BODY void solve_samples(MonteCarlo::Content const& plan, SampleScratch<Real>& s) {
    WideLanes* const x = s.x.lanes();
    WideLanes* const diagonal = s.diagonal.lanes();
    auto const* const multiplier = s.multiplier.lanes();
    RowSums<Real> const sums{plan, multiplier, x};
    for (std::size_t i = 0; i < at(plan.nodes); ++i) diagonal[i] = constant<WideLanes>(plan.diagonal[i]);
    for (std::size_t k = 0; k < plan.drawn_diagonal.size(); ++k)
        diagonal[plan.drawn_diagonal[k].node] += plan.drawn_diagonal[k].weight * widened(multiplier[plan.drawn.node.size() + k]);
    for (std::size_t i = 0; i < at(plan.before); ++i) x[i] = sums.known(i, constant<WideLanes>(plan.right[i])) / diagonal[i];
    WideLanes worst = WideLanes{};
    if (plan.after > plan.before) {
        WideLanes* const base = s.base.lanes();
        WideLanes* const rest = s.rest.lanes();
        for (std::size_t i = at(plan.before), k = 0; i < at(plan.after); ++i, ++k) {
            base[k] = rest[k] = sums.known(i, constant<WideLanes>(plan.right[i]));
            x[i] = WideLanes{};
        }
        middle_factorise(plan, s);
        for (int round = 0; round < refinements_most; ++round) {
            middle_step(plan, s, rest, x + plan.before);
            middle_residual(plan, s, worst);
            bool unfinished = false;
            for (std::size_t k = 0; k < 8; ++k) unfinished = unfinished || worst[k] > sample_target;
            if (!unfinished) break;
        }
    }
    for (std::size_t i = at(plan.after); i < at(plan.nodes); ++i) x[i] = sums.known(i, constant<WideLanes>(plan.right[i])) / diagonal[i];
    WideLanes lowest = WideLanes{};
    WideLanes total = WideLanes{};
    for (std::size_t i = 0; i < at(plan.nodes); ++i) {
        lowest = larger_of<WideLanes>(-plan.turn[i] * x[i], lowest);
        total += x[i] - x[i];  // 0, or NaN if a supply is not finite; NaN does not show in comparisons
    }
    for (std::size_t k = 0; k < 8; ++k) {
        s.error[k] = worst[k] + total[k];
        s.lowest[k] = -lowest[k];
    }
}

/// sum of the flow's terms; chunk holds the multipliers from place `from` on.
template <class Real>
TANJI_KERNEL_BODY void add_flow_terms(MonteCarlo::Content const& plan, SampleScratch<Real>& s, std::size_t& flow, std::size_t from, std::size_t end) {
    WideLanes const* const x = s.x.lanes();
    WideLanes* const inventory = s.inventory.lanes();
    auto const* const multiplier = s.chunk.lanes();
    auto const& rows = plan.flow_drawn;
    std::size_t e = from;
    while (e < end) {
        while (at(rows.start[flow + 1]) <= e) ++flow;
        std::size_t const stop = (std::min)(end, at(rows.start[flow + 1]));
        WideLanes sum = inventory[flow], second = WideLanes{};
        for (; e + 1 < stop; e += 2) {
            sum += (rows.weight[e] * widened(multiplier[e - from])) * x[rows.node[e]];
            second += (rows.weight[e + 1] * widened(multiplier[e + 1 - from])) * x[rows.node[e + 1]];
        }
        for (; e < stop; ++e) sum += (rows.weight[e] * widened(multiplier[e - from])) * x[rows.node[e]];
        inventory[flow] = sum + second;
    }
}

template <class Real>
TANJI_KERNEL_BODY void start_inventory(MonteCarlo::Content const& plan, SampleScratch<Real>& s) {
    WideLanes const* const x = s.x.lanes();
    WideLanes* const inventory = s.inventory.lanes();
    auto const& rows = plan.flow_certain;
    for (std::size_t i = 0; i < plan.flow.size(); ++i) {
        WideLanes sum = WideLanes{};
        for (std::int32_t e = rows.start[i]; e < rows.start[i + 1]; ++e) sum += rows.weight[at(e)] * x[rows.node[at(e)]];
        inventory[i] = sum;
    }
}

template <class Real>
TANJI_KERNEL_BODY void score_samples(MonteCarlo::Content const& plan, SampleScratch<Real>& s) {
    WideLanes const* const inventory = s.inventory.lanes();
    WideLanes* const score = s.score.lanes();
    std::size_t e = 0;
    for (std::int32_t k = 0; k < plan.categories; ++k) {
        WideLanes sum = WideLanes{};
        for (; e < plan.factors.size() && plan.factors[e].category == k; ++e) sum += plan.factors[e].factor * inventory[plan.factors[e].flow];
        score[k] = sum;
    }
}

// One wrapper per step and instruction set: nothing but pointers crosses them.
enum class SampleStep : std::uint8_t { solve, start_inventory, add_flow_terms, score };

template <class Real>
TANJI_KERNEL_BODY void sample_step_body(SampleStep step, MonteCarlo::Content const& plan, SampleScratch<Real>& s, std::size_t& flow, std::size_t from, std::size_t end) {
    switch (step) {
        case SampleStep::solve: solve_samples(plan, s); break;
        case SampleStep::start_inventory: start_inventory(plan, s); break;
        case SampleStep::add_flow_terms: add_flow_terms(plan, s, flow, from, end); break;
        case SampleStep::score: score_samples(plan, s); break;
    }
}
template <class Real>
TANJI_TARGET_AVX2 inline void sample_step_avx2(SampleStep step, MonteCarlo::Content const& plan, SampleScratch<Real>& s, std::size_t& flow, std::size_t from, std::size_t end) {
    sample_step_body(step, plan, s, flow, from, end);
}
template <class Real>
TANJI_TARGET_AVX512 inline void sample_step_avx512(SampleStep step, MonteCarlo::Content const& plan, SampleScratch<Real>& s, std::size_t& flow, std::size_t from, std::size_t end) {
    sample_step_body(step, plan, s, flow, from, end);
}
template <class Real>
void sample_step(SampleStep step, MonteCarlo::Content const& plan, SampleScratch<Real>& s, std::size_t& flow, std::size_t from = 0, std::size_t end = 0) {
    switch (plan.options.kernel) {
        case InstructionSet::avx512: sample_step_avx512(step, plan, s, flow, from, end); break;
        case InstructionSet::avx2: sample_step_avx2(step, plan, s, flow, from, end); break;
        case InstructionSet::baseline: sample_step_body(step, plan, s, flow, from, end); break;
    }
}

}  // namespace tanji::detail
