// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <memory>
#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "tanji/solve/diagnosis.hpp"
#include "tanji/solve/impl/component.ipp"
#include "tanji/solve/impl/lanes.ipp"
#include "tanji/solve/impl/loop_diagnosis.ipp"
#include "tanji/solve/impl/matching.ipp"
#include "tanji/solve/impl/structure_problem.ipp"
#include "tanji/solve/impl/matrices.ipp"
#include "tanji/solve/solver.hpp"

namespace tanji {

template <class Scalar>
struct BasicSolver<Scalar>::Content {
    Structure structure{};
    BasicSystemMatrices<Scalar> matrices{};
    std::vector<char> covered{};               ///< per component
    std::vector<std::int32_t> loop_of{};       ///< per component: into `loops`, or -1 for a single process
    std::vector<std::shared_ptr<detail::Component<Scalar> const>> loops{};
    std::vector<std::int32_t> uncertified{};   ///< components in which elimination may have grown
    std::vector<std::uint32_t> warnings{};     ///< per component: ProofWarning bits
    std::vector<Finding> findings{};
    std::vector<detail::LaneLoop> lane_loops{}; ///< as many as `loops`; empty where one of them cannot be solved in lanes
    std::size_t largest_loop = 0;
    InstructionSet set = InstructionSet::baseline;

    using Flags = std::vector<char>;
    using Values = std::vector<Scalar>;

    // All of these work on reached components only: a demand on a few products of a large database costs its own supply
    // chain, and x is exactly 0 elsewhere, not merely small.
    [[nodiscard]] bool reaches(Flags const& reached, std::int32_t component) const { return reached[detail::at(component)] != 0; }
    void mark_suppliers(Flags& reached) const;
    void substitute(Flags const& reached, Values& right, Values& x, Values& in, Values& out) const;
    void substitute_back(Flags const& reached, std::span<Scalar const> right, Values& y, Values& in, Values& out) const;
    [[nodiscard]] double residual(Flags const& reached, std::span<Scalar const> x, Values& high, Values& low, std::vector<double>& magnitude) const;
    [[nodiscard]] double error_back(Flags const& reached, std::span<Scalar const> cost, std::span<Scalar const> y) const;
    void residual_back(Flags const& reached, std::span<Scalar const> cost, std::span<Scalar const> y, Values& high) const;
    [[nodiscard]] int least_refinements(Flags const& reached) const;
    [[nodiscard]] Proof summary(Flags const& reached) const;
    void note_lane_loops();
    [[nodiscard]] bool has_lanes() const { return std::is_same_v<Scalar, double> && lane_loops.size() == loops.size(); }
    [[nodiscard]] detail::LaneSystem lane_system(Flags const& reached) const;
    [[nodiscard]] std::optional<Problem> add_loop(std::int32_t number, std::shared_ptr<detail::Component<Scalar>> loop, SolverOptions const& options);
    void keep_loop(std::int32_t number, std::shared_ptr<detail::Component<Scalar>> loop);
    [[nodiscard]] std::optional<Problem> examine_loop(std::int32_t number, detail::LocalEntries<Scalar> const& entries, detail::Component<Scalar> const& loop,
                                                      bool factorised, NameLookup const& names);
};

// In the body, not as a default in the header: clients of the compiled mode do not see Content.
template <class Scalar>
BasicSolver<Scalar>::BasicSolver() : content_(std::make_shared<Content const>()) {}

// ---- making ---------------------------------------------------------------------------------------------------

namespace detail {
/// A null vector of the loop in runs of the processes of A, columns ascending.
struct NullRuns {
    std::vector<std::int32_t> columns{};
    std::vector<double> runs{};
};

/// A factorisation that broke down has no null vector to give; that of a nearly equal matrix has.
template <class Scalar>
[[nodiscard]] NullRuns null_runs(LocalEntries<Scalar> const& entries, Component<Scalar> const& loop, LoopMatrix const& scaled_loop, std::vector<double> right,
                                 bool singular) {
    if (singular) {
        Component<Scalar> nudged;
        nudged.plan = loop.plan;
        nudged.scaling = loop.scaling;
        nudged.set = loop.set;
        nudged.backend = loop.backend;
        if (factorise(entries, nudged, 1e-9, {})) right = check_singularity(nudged, scaled_loop).right;
    }
    right.resize(loop.size(), 0.0);
    auto const& exponents = loop.scaling.exponents.column;
    std::vector<std::int32_t> order(loop.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](std::int32_t p, std::int32_t q) { return loop.plan.column[at(p)] < loop.plan.column[at(q)]; });
    NullRuns found;
    for (std::int32_t const p : order) {
        found.columns.push_back(loop.plan.column[at(p)]);
        found.runs.push_back(scaled(right[at(p)], exponents[at(p)] - exponents[at(order.front())]));
    }
    return found;
}
}  // namespace detail

/// Scales, factorises and examines one strongly connected component. Singular is an error, nearly singular and
/// unproductive are findings with a warning bit that every proof through this loop repeats (B4).
template <class Scalar>
std::optional<Problem> BasicSolver<Scalar>::Content::add_loop(std::int32_t number, std::shared_ptr<detail::Component<Scalar>> loop,
                                                              SolverOptions const& options) {
    loop->set = set;
    loop->backend = options.backend;
    auto const entries = detail::prepare_loop(matrices.technosphere(), structure.content(), *loop);
    bool const factorised = detail::factorise(entries, *loop, 0, options.control);
    double const epsilon = detail::epsilon_of<Scalar>();
    // Within 1e-10 of singular (for double) fewer than six digits are left; a margin beyond that needs no further look.
    double const nearly = 4.5e5 * epsilon;
    if (!(factorised && loop->scaling.dominant && loop->scaling.margin > nearly))
        if (auto problem = examine_loop(number, entries, *loop, factorised, options.names)) return problem;
    loop->backend = nullptr; // it may not outlive this call
    detail::note_powers(*loop);
    keep_loop(number, std::move(loop));
    return std::nullopt;
}

template <class Scalar>
void BasicSolver<Scalar>::Content::keep_loop(std::int32_t number, std::shared_ptr<detail::Component<Scalar>> loop) {
    detail::list_outer_entries(matrices.technosphere(), structure.content(), number, *loop);
    loop_of[detail::at(number)] = static_cast<std::int32_t>(loops.size());
    largest_loop = (std::max)(largest_loop, loop->size());
    if (!loop->scaling.dominant) uncertified.push_back(number);
    loops.push_back(std::move(loop));
}

template <class Scalar>
std::optional<Problem> BasicSolver<Scalar>::Content::examine_loop(std::int32_t number, detail::LocalEntries<Scalar> const& entries,
                                                                  detail::Component<Scalar> const& loop, bool factorised, NameLookup const& names) {
    auto const scaled_loop = detail::loop_matrix(entries, loop.scaling.exponents);
    detail::SingularityCheck check{.distance = 0};
    if (factorised) check = detail::check_singularity(loop, scaled_loop);
    double const epsilon = detail::epsilon_of<Scalar>();
    // A few roundings of the data away from singular is singular.
    bool const singular = check.distance < 32 * epsilon;
    if (singular || check.distance < 4.5e5 * epsilon) {
        auto const found = detail::null_runs(entries, loop, scaled_loop, check.right, singular);
        if (singular) return singular_problem(found.columns, found.runs, names);
        warnings[detail::at(number)] |= static_cast<std::uint32_t>(ProofWarning::nearly_singular);
        findings.push_back(nearly_singular_finding(found.columns, found.runs, check.distance, names));
    }
    LoopDiagnosis diagnosis;
    // A loop that is diagonally dominant after scaling is productive, and its gain need not be computed.
    if (!loop.scaling.dominant && detail::diagnose_loop(scaled_loop, loop.plan.column, diagnosis)) {
        // A cycle has no beginning of its own: the first column of the data.
        auto& cycle = diagnosis.cycle;
        if (!cycle.empty()) std::rotate(cycle.begin(), std::min_element(cycle.begin(), cycle.end()), cycle.end());
        warnings[detail::at(number)] |= static_cast<std::uint32_t>(ProofWarning::unproductive);
        findings.push_back(unproductive_finding(diagnosis, names));
    }
    return std::nullopt;
}

template <class Scalar>
Result<BasicSolver<Scalar>> BasicSolver<Scalar>::try_make(BasicSystemMatrices<Scalar> matrices, SolverOptions const& options) {
    auto structure = Structure::try_make(matrices, options.names, options.producers);
    if (!structure) return structure.problem();
    return factorised(*std::move(structure), std::move(matrices), options);
}

template <class Scalar>
Result<BasicSolver<Scalar>> BasicSolver<Scalar>::try_make(Structure structure, BasicSystemMatrices<Scalar> matrices, SolverOptions const& options) {
    auto const a = matrices.technosphere();
    auto const signs = detail::signs_of(a.value);
    if (a.columns != structure.size() || detail::pattern_digest({a.rows, a.columns, a.start, a.row, signs}) != structure.content().pattern_digest) {
        // The digest of a default-made Structure is that of no matrix; two empty ones belong together all the same.
        if (a.columns != 0 || structure.size() != 0)
            return Problem{.id = "solve.pattern", .what = "the structure was made from another matrix", .expected = "the same cells filled",
                           .hint = "make a new Structure when exchanges appear or vanish (an amount of exactly 0 counts as absent)"};
    }
    return factorised(std::move(structure), std::move(matrices), options);
}

/// What factorising for the first time and again have in common: nothing is a loop yet, nothing is known to be wrong.
template <class Scalar>
std::shared_ptr<typename BasicSolver<Scalar>::Content> BasicSolver<Scalar>::begun(Structure structure, BasicSystemMatrices<Scalar> matrices, InstructionSet set) {
    auto content = std::make_shared<Content>();
    content->set = set;
    content->structure = std::move(structure);
    content->matrices = std::move(matrices);
    auto const count = detail::at(content->structure.component_count());
    content->loop_of.assign(count, -1);
    content->warnings.assign(count, 0);
    return content;
}

template <class Scalar>
BasicSolver<Scalar> BasicSolver<Scalar>::finished(std::shared_ptr<Content> content) {
    content->note_lane_loops();
    BasicSolver made;
    made.content_ = std::move(content);
    return made;
}

/// With `options.products` only what they reach is factorised; the rest of the database may then even be singular.
template <class Scalar>
Result<BasicSolver<Scalar>> BasicSolver<Scalar>::factorised(Structure structure, BasicSystemMatrices<Scalar> matrices, SolverOptions const& options) {
    auto content = begun(std::move(structure), std::move(matrices), options.instructions.value_or(best_instruction_set()));
    auto const& s = content->structure.content();
    auto const count = content->structure.component_count();
    content->covered.assign(detail::at(count), options.products ? 0 : 1);
    if (options.products)
        for (std::int32_t const j : content->structure.reach(*options.products)) content->covered[detail::at(s.component_of_column[detail::at(j)])] = 1;
    for (std::int32_t const j : s.gaps)
        if (content->covered[detail::at(s.component_of_column[detail::at(j)])]) return detail::gap_problem(j, options.names);
    std::vector<std::int32_t> local(detail::at(s.size), -1);
    for (std::int32_t k = 0; k < count; ++k) {
        if (!content->covered[detail::at(k)] || content->structure.component(k).size() < 2) continue;
        // Loops are few and the longest takes most of the time, so each counts as one piece of work: asked before it is begun.
        std::optional<Problem> problem;
        WorkControl const ask{.stop = options.control.stop};
        if (auto stopped = run_pieces(ask, 1, [&](std::size_t, int) {
                auto loop = std::make_shared<detail::Component<Scalar>>();
                if (!options.backend && detail::iterate_instead(content->matrices.technosphere(), s, content->structure.component(k), *loop)) return content->keep_loop(k, std::move(loop));
                loop->plan = detail::make_loop_plan(content->matrices.technosphere(), s, k, local);
                problem = content->add_loop(k, std::move(loop), options);
            })) return *std::move(stopped);
        if (problem) return *std::move(problem);
    }
    return finished(std::move(content));
}

template <class Scalar>
Result<BasicSolver<Scalar>> BasicSolver<Scalar>::try_refactorise(std::span<Scalar const> technosphere, BasicSolverSlot<Scalar>& slot, SolverOptions const& options) const {
    Content const& old = *content_;
    auto const before = old.matrices.technosphere().value;
    for (std::size_t e = 0; e < (std::min)(before.size(), technosphere.size()); ++e)
        if ((before[e] == Scalar(0)) != (technosphere[e] == Scalar(0)))
            return Problem{.id = "solve.pattern", .what = "an entry of A became 0 or ceased to be 0", .where = {.object = "entry " + std::to_string(e + 1)},
                           .expected = "the same cells filled", .hint = "make a new solver when exchanges appear or vanish"};
    if (slot.values_.use_count() > 1) slot.values_.reset();
    if (!slot.values_) slot.values_ = std::make_shared<std::vector<Scalar>>();
    auto matrices = old.matrices.try_with_values(technosphere, slot.values_);
    if (!matrices) return matrices.problem();
    auto content = begun(old.structure, *std::move(matrices), old.set);
    content->covered = old.covered;
    slot.loops_.resize(old.loops.size());
    for (std::size_t k = 0; k < old.loop_of.size(); ++k) {
        if (old.loop_of[k] < 0) continue;
        auto& room = slot.loops_[detail::at(old.loop_of[k])];
        if (!room || room.use_count() > 1) room = std::make_shared<detail::Component<Scalar>>();
        auto loop = std::static_pointer_cast<detail::Component<Scalar>>(room);
        auto const& former = *old.loops[detail::at(old.loop_of[k])];
        if (former.krylov && detail::iterate_instead(content->matrices.technosphere(), content->structure.content(), structure().component(static_cast<std::int32_t>(k)), *loop)) {
            content->keep_loop(static_cast<std::int32_t>(k), std::move(loop));
            continue;
        }
        loop->krylov.reset();
        loop->plan = former.plan;
        if (auto problem = content->add_loop(static_cast<std::int32_t>(k), std::move(loop), options)) return *std::move(problem);
    }
    return finished(std::move(content));
}

template <class Scalar>
void BasicSolver<Scalar>::Content::note_lane_loops() {
    if constexpr (std::is_same_v<Scalar, double>) {
        for (auto const& loop : loops) {
            if (loop->lu || loop->other || loop->row_power.empty()) return lane_loops.clear();
            lane_loops.push_back({loop->torn.arrays(), loop->plan.column.data(), loop->product.data(), loop->outer_start.data(), loop->outer.data(), loop->row_power.data(), loop->column_power.data()});
        }
    }
}

template <class Scalar>
std::int32_t BasicSolver<Scalar>::size() const noexcept { return content_->structure.size(); }
template <class Scalar>
InstructionSet BasicSolver<Scalar>::instructions() const noexcept { return content_->set; }
template <class Scalar>
bool BasicSolver<Scalar>::covers(std::int32_t column) const noexcept {
    return column >= 0 && column < size() && content_->covered[detail::at(content_->structure.content().component_of_column[detail::at(column)])] != 0;
}
template <class Scalar>
std::span<Finding const> BasicSolver<Scalar>::findings() const noexcept { return content_->findings; }
template <class Scalar>
Structure const& BasicSolver<Scalar>::structure() const noexcept { return content_->structure; }
template <class Scalar>
BasicSystemMatrices<Scalar> const& BasicSolver<Scalar>::matrices() const noexcept { return content_->matrices; }

// ---- substitution ---------------------------------------------------------------------------------------------

/// Components are numbered consumers first, so that one pass upwards closes the set.
template <class Scalar>
void BasicSolver<Scalar>::Content::mark_suppliers(Flags& reached) const {
    auto const& s = structure.content();
    for (std::size_t k = 0; k < reached.size(); ++k)
        if (reached[k])
            for (std::int32_t e = s.supplier_start[k]; e < s.supplier_start[k + 1]; ++e) reached[detail::at(s.supplier[detail::at(e)])] = 1;
}

/// A x = right over the reached components, consumers first; `right` is used up.
/// Singles divide by their diagonal, loops use their factors; then the column is taken off the suppliers' demands.
template <class Scalar>
void BasicSolver<Scalar>::Content::substitute(Flags const& reached, Values& right, Values& x, Values& in, Values& out) const {
    using detail::at;
    auto const a = matrices.technosphere();
    auto const& s = structure.content();
    auto const take_off = [&](std::int32_t e, Scalar const& run) { right[at(a.row[at(e)])] -= a.value[at(e)] * run; };
    for (std::size_t k = 0; k < reached.size(); ++k) {
        if (!reached[k]) continue;
        if (loop_of[k] < 0) {
            std::int32_t const j = s.order[at(s.component_start[k])];
            x[at(j)] = right[at(s.row_of_column[at(j)])] / a.value[at(s.pivot_of_column[at(j)])];
            if (x[at(j)] == Scalar(0)) continue;
            // The row of its own product gets a meaningless rest here, which nothing reads again.
            for (std::int32_t e = a.start[at(j)]; e < a.start[at(j) + 1]; ++e) take_off(e, x[at(j)]);
            continue;
        }
        auto const& loop = *loops[at(loop_of[k])];
        auto const& exponents = loop.scaling.exponents;
        std::size_t const n = loop.size();
        for (std::size_t p = 0; p < n; ++p) in[p] = detail::times_power(right[at(loop.product[p])], exponents.row[p]);
        loop.solve(std::span(in).first(n), std::span(out).first(n));
        for (std::size_t q = 0; q < n; ++q) {
            Scalar const run = detail::times_power(in[q], exponents.column[q]);
            x[at(loop.plan.column[q])] = run;
            for (std::int32_t e = loop.outer_start[q]; e < loop.outer_start[q + 1]; ++e) take_off(loop.outer[at(e)], run);
        }
    }
}

/// A^T y = right over the reached components, suppliers first. `right` is by column, `y` by row.
template <class Scalar>
void BasicSolver<Scalar>::Content::substitute_back(Flags const& reached, std::span<Scalar const> right, Values& y, Values& in, Values& out) const {
    using detail::at;
    auto const a = matrices.technosphere();
    auto const& s = structure.content();
    for (std::size_t k = reached.size(); k-- > 0;) {
        if (!reached[k]) continue;
        if (loop_of[k] < 0) {
            std::int32_t const j = s.order[at(s.component_start[k])], pivot = s.pivot_of_column[at(j)];
            Scalar sum = right[at(j)];
            for (std::int32_t e = a.start[at(j)]; e < a.start[at(j) + 1]; ++e)
                if (e != pivot) sum -= a.value[at(e)] * y[at(a.row[at(e)])];
            y[at(s.row_of_column[at(j)])] = sum / a.value[at(pivot)];
            continue;
        }
        auto const& loop = *loops[at(loop_of[k])];
        auto const& exponents = loop.scaling.exponents;
        for (std::size_t q = 0; q < loop.size(); ++q) {
            std::int32_t const j = loop.plan.column[q];
            Scalar sum = right[at(j)];
            for (std::int32_t o = loop.outer_start[q]; o < loop.outer_start[q + 1]; ++o) {
                std::int32_t const e = loop.outer[at(o)];
                sum -= a.value[at(e)] * y[at(a.row[at(e)])];
            }
            in[q] = detail::times_power(sum, exponents.column[q]);
        }
        // Rows and columns change places with the transpose, so do their exponents.
        loop.solve_transposed(std::span(in).first(loop.size()), std::span(out).first(loop.size()));
        for (std::size_t p = 0; p < loop.size(); ++p) y[at(loop.product[p])] = detail::times_power(in[p], exponents.row[p]);
    }
}

/// Where supplies may cancel, a backward error at the target leaves an error of the result far above it: one step, at
/// the price of one more solve, takes that away.
template <class Scalar>
int BasicSolver<Scalar>::Content::least_refinements(Flags const& reached) const {
    return std::any_of(uncertified.begin(), uncertified.end(), [&](std::int32_t component) { return reaches(reached, component); }) ? 1 : 0;
}

/// What is known before solving: size, target and warnings. The level starts at the weakest and is raised by evidence only.
template <class Scalar>
Proof BasicSolver<Scalar>::Content::summary(Flags const& reached) const {
    Proof proof;
    proof.level = ProofLevel::backward_only;
    proof.target = detail::backward_target<Scalar>();
    for (std::size_t k = 0; k < reached.size(); ++k) {
        if (!reached[k]) continue;
        auto const members = static_cast<std::int32_t>(structure.component(static_cast<std::int32_t>(k)).size());
        ++proof.components;
        proof.processes += members;
        proof.largest_component = (std::max)(proof.largest_component, members);
        proof.warnings |= warnings[k];
    }
    return proof;
}

}  // namespace tanji

#include "tanji/solve/impl/residuals.ipp"
#include "tanji/solve/impl/solve_steps.ipp"
#include "tanji/solve/impl/many.ipp"
