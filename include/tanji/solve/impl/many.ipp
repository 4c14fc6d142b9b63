// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <array>
#include <functional>

#include "tanji/solve/impl/solve_steps.ipp"

// Many right-hand sides: the system is read once for eight of them.
namespace tanji {
namespace detail {

/// Eight solves that are improved together. Each lane keeps its better solution and stops counting once it is good enough.
class LaneGroup {
public:
    LaneGroup(LaneSystem const& system, LaneBuffers const& buffers, std::vector<double>& kept, InstructionSet set)
        : system_(system), b_(buffers), kept_(kept), set_(set) {}

    /// `error`: of the first solution. `residual` measures it again; `correct` solves for rest and gives the array of corrections.
    template <class Residual, class Correct>
    void refine(Proof& proof, int least, std::size_t values, std::array<double, lane_width> error, Residual const& residual, Correct const& correct) {
        int steps = 0;
        auto const enough = [&] {
            double const most = *std::max_element(error.begin(), error.end());
            return most == 0 || (steps >= least && most <= proof.target);
        };
        while (steps < most_refinements && !enough()) {
            double const* const step = correct();
            std::copy_n(b_.result, values, kept_.begin());
            for (std::size_t k = 0; k < values; ++k) b_.result[k] += step[k];
            auto const before = error;
            residual(error);
            bool better = false;
            for (std::size_t l = 0; l < lane_width; ++l) {
                if (error[l] < before[l]) {
                    better = true;
                    continue;
                }
                error[l] = before[l];
                for (std::size_t k = l; k < values; k += lane_width) b_.result[k] = kept_[k];
            }
            if (!better) break;
            ++steps;
        }
        proof.refinements = (std::max)(proof.refinements, steps);
        for (double const e : error) {
            proof.backward_error = (std::max)(proof.backward_error, e);
            if (!(e <= proof.target)) proof.warnings |= static_cast<std::uint32_t>(ProofWarning::not_refined);
        }
    }

    /// Unit scores of eight categories, A^T y = c. The residual replaces the costs only in `rest`, so that it can be measured again.
    void adjoint(Proof& proof, int least) {
        std::size_t const values = system_.size * lane_width;
        std::array<double, lane_width> first{};
        lane_step(LaneStep::back, system_, b_, first.data(), set_);
        refine(proof, least, values, first, [&](auto& error) { lane_step(LaneStep::error_back, system_, b_, error.data(), set_); },
               [&] {
                   lane_step(LaneStep::residual_back, system_, b_, nullptr, set_);
                   LaneBuffers step = b_;
                   step.right = b_.rest;
                   step.result = b_.low;
                   std::fill_n(b_.low, values, 0.0);
                   lane_step(LaneStep::back, system_, step, nullptr, set_);
                   return b_.low;
               });
    }

    /// Supplies of eight demands. `set_demand` is called once per residual, since the forward solve overwrites its right-hand side.
    template <class SetDemand>
    void supply(Proof& proof, int least, SetDemand const& set_demand) {
        std::size_t const values = system_.size * lane_width;
        set_demand(b_.right);
        lane_step(LaneStep::forward, system_, b_, nullptr, set_);
        std::array<double, lane_width> first{};
        auto const residual = [&](std::array<double, lane_width>& error) {
            set_demand(b_.rest);
            lane_step(LaneStep::residual, system_, b_, error.data(), set_);
        };
        residual(first);
        refine(proof, least, values, first, residual,
               [&] {
                   LaneBuffers step = b_;
                   step.right = b_.rest;
                   step.result = b_.right;
                   std::fill_n(b_.right, values, 0.0);
                   lane_step(LaneStep::forward, system_, step, nullptr, set_);
                   return b_.right;
               });
    }

private:
    LaneSystem const& system_;
    LaneBuffers b_;
    std::vector<double>& kept_;
    InstructionSet set_;
};

/// `size` values of each kind, eight lanes side by side. A workspace that served a system of this size before allocates nothing.
/// The buffers of one worker in the size of the system. Nothing is allocated where they had it before.
template <class Lanes>
[[nodiscard]] LaneBuffers sized(Lanes& w, std::size_t size, std::size_t block) {
    for (auto* const values : {&w.right, &w.rest, &w.low, &w.gross, &w.kept}) values->resize(size * lane_width);
    w.result.assign(size * lane_width, 0.0); // exactly 0 where nothing is reached
    w.in.resize(block * lane_width);
    w.out.resize(block * lane_width);
    return {w.right.data(), w.result.data(), w.in.data(), w.out.data(), w.rest.data(), w.low.data(), w.gross.data()};
}

/// run_pieces without its std::function where nobody watches: so that warm solves allocate nothing.
template <class Piece>
[[nodiscard]] std::optional<Problem> run_groups(WorkControl const& control, std::size_t count, Piece const& piece) {
    if (control.executor || control.on_progress || control.stop.stop_possible()) return run_pieces(control, count, std::cref(piece));
    for (std::size_t k = 0; k < count; ++k) piece(k, 0);
    return std::nullopt;
}

/// Of the proofs of several workers.
inline void keep_worst(Proof& proof, Proof const& other) {
    proof.backward_error = (std::max)(proof.backward_error, other.backward_error);
    proof.refinements = (std::max)(proof.refinements, other.refinements);
    proof.warnings |= other.warnings;
}

}  // namespace detail

/// Pointers only: what the kernels need, without a type that would have to be known in each instruction set.
/// Pointers into this content: valid as long as the solver lives.
template <class Scalar>
detail::LaneSystem BasicSolver<Scalar>::Content::lane_system(Flags const& reached) const {
    if constexpr (std::is_same_v<Scalar, double>) {
        auto const& s = structure.content();
        auto const a = matrices.technosphere();
        return {reached.size(), detail::at(s.size), s.component_start.data(), s.order.data(), s.row_of_column.data(), s.pivot_of_column.data(),
                s.component_of_row.data(), s.component_of_column.data(), loop_of.data(), a.start.data(), a.row.data(), a.value.data(), lane_loops.data(), reached.data()};
    } else {
        return {};
    }
}

/// Groups of eight go to workers, each with lanes and a proof of its own; the worst of the proofs is handed on. A group's bits do not depend
/// on the worker, so results are the same for any number of threads (rule B3). Other scalars than double have no lanes: one by one.
template <class Scalar>
Result<Proof> BasicSolver<Scalar>::try_adjoint_many(std::span<Scalar const> costs, std::int32_t categories, BasicWorkspace<Scalar>& w,
                                                    std::span<Scalar>& unit_scores, WorkControl const& control) const {
    Content const& c = *content_;
    std::size_t const n = detail::at(c.structure.size()), all = detail::at((std::max)(categories, 0));
    if (auto problem = detail::check_costs(costs, n * all)) return *std::move(problem);
    if (!c.has_lanes()) return adjoints_one_by_one(costs, all, w, unit_scores);
    w.many_.resize(n * all);
    Proof proof = c.summary(c.covered);
    if constexpr (std::is_same_v<Scalar, double>) {
        w.lanes_.resize(detail::at(width_of(control)));
        auto& proofs = w.proofs_;
        proofs.assign(w.lanes_.size(), proof);
        auto const system = c.lane_system(c.covered);
        constexpr std::size_t lanes = detail::lane_width;
        auto const group = [&](std::size_t piece, int worker) {
            auto& own = w.lanes_[detail::at(worker)];
            auto const buffers = detail::sized(own, n, (std::max)(c.largest_loop, std::size_t{1}));
            std::size_t const first = piece * lanes, width = (std::min)(lanes, all - first);
            for (std::size_t j = 0; j < n; ++j)
                for (std::size_t l = 0; l < lanes; ++l) own.right[j * lanes + l] = l < width ? costs[j * all + first + l] : 0;
            detail::LaneGroup(system, buffers, own.kept, c.set).adjoint(proofs[detail::at(worker)], c.least_refinements(c.covered));
            for (std::size_t i = 0; i < n; ++i)
                for (std::size_t l = 0; l < width; ++l) w.many_[i * all + first + l] = own.result[i * lanes + l];
        };
        if (auto stopped = detail::run_groups(control, (all + lanes - 1) / lanes, group)) return *std::move(stopped);
        for (Proof const& other : proofs) detail::keep_worst(proof, other);
    }
    if (auto problem = detail::check_solution<Scalar>(w.many_, "unit scores")) return *std::move(problem);
    unit_scores = w.many_;
    return proof;
}

/// For scalars without SIMD, such as the 50-digit number, where the arithmetic costs far more than reading the system anew.
/// For scalars and loops without lanes. Same results, at the price of one solve each.
template <class Scalar>
Result<Proof> BasicSolver<Scalar>::adjoints_one_by_one(std::span<Scalar const> costs, std::size_t all, BasicWorkspace<Scalar>& w, std::span<Scalar>& unit_scores) const {
    std::size_t const n = detail::at(content_->structure.size());
    w.many_.resize(n * all);
    Proof proof = content_->summary(content_->covered);
    std::vector<Scalar> cost(n);
    for (std::size_t k = 0; k < all; ++k) {
        for (std::size_t j = 0; j < n; ++j) cost[j] = costs[j * all + k];
        std::span<Scalar> y;
        auto const one = try_adjoint(cost, w, y);
        if (!one) return one.problem();
        detail::keep_worst(proof, *one);
        for (std::size_t i = 0; i < n; ++i) w.many_[i * all + k] = y[i];
    }
    unit_scores = w.many_;
    return proof;
}

template <class Scalar>
Result<Proof> BasicSolver<Scalar>::supplies_one_by_one(std::span<std::vector<BasicDemandEntry<Scalar>> const> demands, BasicWorkspace<Scalar>& w,
                                                       std::span<Scalar>& supplies) const {
    std::size_t const n = detail::at(content_->structure.size()), all = demands.size();
    w.many_.resize(n * all);
    std::optional<Proof> proof;
    for (std::size_t k = 0; k < all; ++k) {
        std::span<Scalar> x;
        auto const one = try_supply(demands[k], w, x);
        if (!one) return one.problem();
        if (!proof) proof = *one;
        detail::keep_worst(*proof, *one);
        proof->processes = (std::max)(proof->processes, one->processes);
        for (std::size_t j = 0; j < n; ++j) w.many_[j * all + k] = x[j];
    }
    supplies = w.many_;
    return proof.value_or(Proof{});
}

/// All demands share one reach, that of their union: a column that only one of them needs costs the others a multiplication by 0, which is
/// cheaper than eight different lists of columns.
template <class Scalar>
Result<Proof> BasicSolver<Scalar>::try_supply_many(std::span<std::vector<BasicDemandEntry<Scalar>> const> demands, BasicWorkspace<Scalar>& w,
                                                   std::span<Scalar>& supplies, WorkControl const& control) const {
    Content const& c = *content_;
    if (!c.has_lanes()) return supplies_one_by_one(demands, w, supplies);
    std::size_t const n = detail::at(c.structure.size()), all = demands.size();
    auto& every = w.every_;
    every.clear();
    for (auto const& demand : demands) every.insert(every.end(), demand.begin(), demand.end());
    if (auto problem = mark_demand(every, w)) return *std::move(problem);
    w.many_.resize(n * all);
    Proof proof = c.summary(w.reached_);
    if constexpr (std::is_same_v<Scalar, double>) {
        w.lanes_.resize(detail::at(width_of(control)));
        auto& proofs = w.proofs_;
        proofs.assign(w.lanes_.size(), proof);
        auto const system = c.lane_system(w.reached_);
        constexpr std::size_t lanes = detail::lane_width;
        auto const group = [&](std::size_t piece, int worker) {
            auto& own = w.lanes_[detail::at(worker)];
            auto const buffers = detail::sized(own, n, (std::max)(c.largest_loop, std::size_t{1}));
            std::size_t const first = piece * lanes, width = (std::min)(lanes, all - first);
            auto const set_demand = [&](double* right) {
                std::fill_n(right, n * lanes, 0.0);
                for (std::size_t l = 0; l < width; ++l)
                    for (auto const& entry : demands[first + l]) right[detail::at(entry.row) * lanes + l] += entry.amount;
            };
            detail::LaneGroup(system, buffers, own.kept, c.set).supply(proofs[detail::at(worker)], c.least_refinements(w.reached_), set_demand);
            for (std::size_t j = 0; j < n; ++j)
                for (std::size_t l = 0; l < width; ++l) w.many_[j * all + first + l] = own.result[j * lanes + l];
        };
        if (auto stopped = detail::run_groups(control, (all + lanes - 1) / lanes, group)) return *std::move(stopped);
        for (Proof const& other : proofs) detail::keep_worst(proof, other);
    }
    if (auto problem = detail::check_solution<Scalar>(w.many_, "supplies")) return *std::move(problem);
    supplies = w.many_;
    return proof;
}

}  // namespace tanji
