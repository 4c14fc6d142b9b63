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
/// A finished sample: componentwise backward error, and estimated relative error of any supply (the last change, times the
/// ratio of the last two changes: by how much each round comes nearer). The first alone would let ill-conditioned samples pass.
inline constexpr double sample_target = 1e-12;
inline constexpr double sample_error_target = 1e-10;
/// Supplies below this share of their nominal size are measured by it: where supply and avoided supply cancel, there is no
/// relative error to speak of.
inline constexpr double sample_small = 1e-4;

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

TANJI_KERNEL_BODY void take_roots(WideLanes& x) {
    for (std::size_t k = 0; k < 8; ++k) x[k] = elementary::square_root(x[k]);
}

TANJI_KERNEL_BODY void lanes_dot(NarrowLanes const* a, NarrowLanes const* b, std::size_t count, WideLanes& dot) {
    NarrowLanes first = NarrowLanes{}, second = NarrowLanes{};
    std::size_t i = 0;
    for (; i + 1 < count; i += 2) {
        first += a[i] * b[i];
        second += a[i + 1] * b[i + 1];
    }
    if (i < count) first += a[i] * b[i];
    first += second;
    convert(first, dot);
}

/// 1 / x where x is a usable norm, else 0: a lane that has nothing left to do stays as it is.
TANJI_KERNEL_BODY void lanes_inverse(WideLanes const& x, WideLanes& inverse) {
    for (std::size_t k = 0; k < 8; ++k) inverse[k] = x[k] > 1e-30 ? 1 / x[k] : 0;
}

/// Takes the new column into the rotations; gives the residual of each lane.
TANJI_KERNEL_BODY void krylov_rotate(KrylovSmall& small, std::size_t j, WideLanes& residual) {
    for (std::size_t i = 0; i < j; ++i) {
        WideLanes const upper = small.cosine[i] * small.h[i][j] + small.sine[i] * small.h[i + 1][j];
        small.h[i + 1][j] = small.cosine[i] * small.h[i + 1][j] - small.sine[i] * small.h[i][j];
        small.h[i][j] = upper;
    }
    WideLanes norm = small.h[j][j] * small.h[j][j] + small.h[j + 1][j] * small.h[j + 1][j], inverse = WideLanes{};
    take_roots(norm);
    lanes_inverse(norm, inverse);
    small.cosine[j] = small.h[j][j] * inverse;
    small.sine[j] = small.h[j + 1][j] * inverse;
    small.h[j][j] = norm;
    small.right[j + 1] = -small.sine[j] * small.right[j];
    small.right[j] = small.cosine[j] * small.right[j];
    magnitude_of(small.right[j + 1], residual);
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
    WideLanes norm = WideLanes{}, inverse_norm = WideLanes{}, residual = WideLanes{};
    NarrowLanes scale = NarrowLanes{};
    lanes_dot(h, h, torn, norm);
    take_roots(norm);
    lanes_inverse(norm, inverse_norm);
    convert(inverse_norm, scale);
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
            lanes_dot(with, next, torn, small.h[q][steps]);
            NarrowLanes share = NarrowLanes{};
            convert(small.h[q][steps], share);
            for (std::size_t i = 0; i < torn; ++i) next[i] -= share * with[i];
        }
        WideLanes& rest = small.h[steps + 1][steps];
        lanes_dot(next, next, torn, rest);
        take_roots(rest);
        lanes_inverse(rest, inverse_norm);
        convert(inverse_norm, scale);
        for (std::size_t i = 0; i < torn; ++i) next[i] *= scale;
        krylov_rotate(small, steps, residual);
        unfinished = false;
        for (std::size_t k = 0; k < 8; ++k) unfinished = unfinished || residual[k] > static_cast<double>(krylov_target) * norm[k];
    }
    WideLanes share[krylov_most];
    for (std::size_t j = steps; j-- > 0;) {
        WideLanes sum = small.right[j];
        for (std::size_t q = j + 1; q < steps; ++q) sum -= small.h[j][q] * share[q];
        lanes_inverse(small.h[j][j], inverse_norm);
        share[j] = sum * inverse_norm;
    }
    for (std::size_t i = 0; i < torn; ++i) h[i] = NarrowLanes{};
    for (std::size_t j = 0; j < steps; ++j) {
        NarrowLanes factor = NarrowLanes{};
        convert(share[j], factor);
        for (std::size_t i = 0; i < torn; ++i) h[i] += factor * basis[j * torn + i];
    }
    core_sweep(p, slot, inverse, right, y);
}

/// Approximate solution of the middle for `rest`, added to x; `change` is the largest relative one of each lane.
template <class Real>
TANJI_KERNEL_BODY void middle_step(MonteCarlo::Content const& plan, SampleScratch<Real>& s, WideLanes const* rest, WideLanes* x, WideLanes& change) {
    SlotProgram const& p = plan.program;
    NarrowLanes const* const slot = s.slot.lanes();
    NarrowLanes const* const lower = slot + p.upper_node.size();
    NarrowLanes const* const inverse = s.inverse.lanes();
    NarrowLanes* const r = s.step.lanes();
    std::size_t const count = p.middle(), eliminated = at(p.eliminated);
    for (std::size_t i = 0; i < count; ++i) convert(rest[i], r[i]);
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
    change = WideLanes{};
    for (std::size_t i = 0; i < count; ++i) {
        WideLanes by = WideLanes{}, size = WideLanes{}, step = WideLanes{}, least = WideLanes{};
        convert(r[i], by);
        x[i] += by;
        magnitude_of(x[i], size);
        magnitude_of(by, step);
        fill(least, sample_small);
        keep_larger(size, least);
        step /= size;
        keep_larger(change, step);
    }
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
    for (std::size_t i = 0; i < count; ++i) {
        WideLanes const negative = -diagonal[i];
        convert(negative, slot[p.slots + i]);
    }
    std::size_t certain = 0, drawn = 0;
    for (std::size_t row = at(plan.before); row < at(plan.after); ++row) {
        for (std::int32_t e = plan.certain.split[row]; e < plan.certain.start[row + 1]; ++e)
            slot[p.certain_slot[certain++]] += static_cast<float>(plan.certain.weight[at(e)]);
        for (std::int32_t e = plan.drawn.split[row]; e < plan.drawn.start[row + 1]; ++e) {
            WideLanes value = WideLanes{};
            NarrowLanes narrow = NarrowLanes{};
            convert(multiplier[e], value);
            value *= plan.drawn.weight[at(e)];
            convert(value, narrow);
            slot[p.drawn_slot[drawn++]] += narrow;
        }
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

    /// One term.
    TANJI_KERNEL_BODY void drawn_term(std::int32_t e, WideLanes& term) const {
        convert(multiplier[e], term);
        term *= plan.drawn.weight[at(e)];
        term *= x[plan.drawn.node[at(e)]];
    }
    TANJI_KERNEL_BODY void known(std::size_t row, WideLanes& sum) const {
        WideLanes term = WideLanes{};
        fill(sum, plan.right[row]);
        for (std::int32_t e = plan.certain.start[row]; e < plan.certain.split[row]; ++e) sum += plan.certain.weight[at(e)] * x[plan.certain.node[at(e)]];
        for (std::int32_t e = plan.drawn.start[row]; e < plan.drawn.split[row]; ++e) {
            drawn_term(e, term);
            sum += term;
        }
    }
    TANJI_KERNEL_BODY void inner(std::size_t row, WideLanes& sum, WideLanes& gross) const {
        WideLanes term = WideLanes{}, size = WideLanes{};
        for (std::int32_t e = plan.certain.split[row]; e < plan.certain.start[row + 1]; ++e) {
            term = plan.certain.weight[at(e)] * x[plan.certain.node[at(e)]];
            sum += term;
            magnitude_of(term, size);
            gross += size;
        }
        for (std::int32_t e = plan.drawn.split[row]; e < plan.drawn.start[row + 1]; ++e) {
            drawn_term(e, term);
            sum += term;
            magnitude_of(term, size);
            gross += size;
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
    WideLanes least = WideLanes{}, gross = WideLanes{}, size = WideLanes{};
    fill(least, (std::numeric_limits<double>::min)());
    worst = WideLanes{};
    for (std::size_t i = at(plan.before), k = 0; i < at(plan.after); ++i, ++k) {
        WideLanes const own = diagonal[i] * x[i];
        WideLanes sum = base[k] - own;
        magnitude_of(own, gross);
        magnitude_of(base[k], size);
        gross += size;
        sums.inner(i, sum, gross);
        rest[k] = sum;
        magnitude_of(sum, size);
        keep_larger(gross, least);
        size /= gross;
        keep_larger(worst, size);
    }
}

/// Refines until every lane is finished. On return `worst` is the backward error, or infinity of a lane that is not.
template <class Real>
TANJI_KERNEL_BODY void refine_samples(MonteCarlo::Content const& plan, SampleScratch<Real>& s, WideLanes const* rest, WideLanes* x, WideLanes& worst) {
    WideLanes before = WideLanes{}, change = WideLanes{}, error = WideLanes{}, least = WideLanes{};
    fill(before, 1);
    fill(least, 1e-30);
    bool unfinished = true;
    for (int round = 0; unfinished && round < refinements_most; ++round) {
        middle_step(plan, s, rest, x + plan.before, change);
        middle_residual(plan, s, worst);
        error = change * (change / before);
        before = change;
        keep_larger(before, least);
        unfinished = false;
        for (std::size_t k = 0; k < 8; ++k) unfinished = unfinished || worst[k] > sample_target || error[k] > sample_error_target;
    }
    for (std::size_t k = 0; k < 8; ++k)
        if (!(worst[k] <= sample_target && error[k] <= sample_error_target)) worst[k] = std::numeric_limits<double>::infinity();
}

/// From multipliers to supplies: before, middle with refinement, after.
template <class Real>
TANJI_KERNEL_BODY void solve_samples(MonteCarlo::Content const& plan, SampleScratch<Real>& s) {
    WideLanes* const x = s.x.lanes();
    WideLanes* const diagonal = s.diagonal.lanes();
    auto const* const multiplier = s.multiplier.lanes();
    RowSums<Real> const sums{plan, multiplier, x};
    for (std::size_t i = 0; i < at(plan.nodes); ++i) fill(diagonal[i], plan.diagonal[i]);
    for (std::size_t k = 0; k < plan.drawn_diagonal.size(); ++k) {
        WideLanes own = WideLanes{};
        convert(multiplier[plan.drawn.node.size() + k], own);
        diagonal[plan.drawn_diagonal[k].node] += plan.drawn_diagonal[k].weight * own;
    }
    WideLanes sum = WideLanes{};
    for (std::size_t i = 0; i < at(plan.before); ++i) {
        sums.known(i, sum);
        x[i] = sum / diagonal[i];
    }
    WideLanes worst = WideLanes{};
    if (plan.after > plan.before) {
        WideLanes* const base = s.base.lanes();
        WideLanes* const rest = s.rest.lanes();
        for (std::size_t i = at(plan.before), k = 0; i < at(plan.after); ++i, ++k) {
            sums.known(i, sum);
            base[k] = rest[k] = sum;
            x[i] = WideLanes{};
        }
        middle_factorise(plan, s);
        refine_samples(plan, s, rest, x, worst);
    }
    for (std::size_t i = at(plan.after); i < at(plan.nodes); ++i) {
        sums.known(i, sum);
        x[i] = sum / diagonal[i];
    }
    WideLanes lowest = WideLanes{};
    WideLanes total = WideLanes{};
    for (std::size_t i = 0; i < at(plan.nodes); ++i) {
        sum = -plan.turn[i] * x[i];
        keep_larger(lowest, sum);
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
        WideLanes sum = inventory[flow], second = WideLanes{}, term = WideLanes{};
        for (; e + 1 < stop; e += 2) {
            convert(multiplier[e - from], term);
            sum += (rows.weight[e] * term) * x[rows.node[e]];
            convert(multiplier[e + 1 - from], term);
            second += (rows.weight[e + 1] * term) * x[rows.node[e + 1]];
        }
        if (e < stop) {
            convert(multiplier[e - from], term);
            sum += (rows.weight[e] * term) * x[rows.node[e]];
            ++e;
        }
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
