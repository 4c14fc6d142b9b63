// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "tanji/solve/cold.hpp"
#include "tanji/solve/impl/gmres.ipp"
#include "tanji/solve/impl/solver.ipp" // ends with residuals and steps, in the order in which they need each other

namespace tanji {
namespace detail {

/// What a demand reaches, ordered for solving: components consumers first, and inside each in reverse finishing order of the
/// walk, in which only entries that close a cycle point backwards. Product i is made by process i.
class ColdWalk {
public:
    explicit ColdWalk(SparseView<double> const& a) : a_(a), number_(at(a.columns), -1), low_(at(a.columns), 0), component_(at(a.columns), -1), pivot_(at(a.columns), -1) {}

    /// False if a reached process has nothing on the diagonal.
    [[nodiscard]] bool visit(std::int32_t root) {
        if (number_[at(root)] >= 0) return true;
        if (!open(root)) return false;
        while (!frames_.empty()) {
            Frame& top = frames_.back();
            if (top.next == a_.start[at(top.column) + 1]) {
                close(top.column);
                continue;
            }
            std::int32_t const e = top.next++, supplier = a_.row[at(e)];
            if (a_.value[at(e)] == 0) continue;
            if (number_[at(supplier)] < 0) {
                if (!open(supplier)) return false;
            } else if (component_[at(supplier)] < 0) {
                low_[at(top.column)] = (std::min)(low_[at(top.column)], number_[at(supplier)]);
            }
        }
        return true;
    }

    /// Sorts what was reached; call once after the last visit. Components end suppliers first and each is listed in reverse
    /// finishing order, which for the acyclic part is the order of substitution. By counting, O(reached).
    void arrange() {
        start_.assign(at(count_) + 1, 0);
        for (std::int32_t const j : finished_) ++start_[at(count_ - 1 - component_[at(j)]) + 1];
        for (std::size_t k = 0; k < at(count_); ++k) start_[k + 1] += start_[k];
        order_.resize(finished_.size());
        std::vector<std::int32_t> next(start_.begin(), start_.end() - 1);
        for (std::size_t k = finished_.size(); k-- > 0;) order_[at(next[at(count_ - 1 - component_[at(finished_[k])])]++)] = finished_[k];
    }

    [[nodiscard]] std::int32_t components() const noexcept { return count_; }
    [[nodiscard]] std::span<std::int32_t const> members(std::int32_t k) const {
        return std::span(order_).subspan(at(start_[at(k)]), at(start_[at(k) + 1] - start_[at(k)]));
    }
    [[nodiscard]] std::span<std::int32_t const> order() const noexcept { return order_; }
    [[nodiscard]] std::int32_t component_of(std::int32_t j) const { return component_[at(j)]; }
    [[nodiscard]] double diagonal(std::int32_t j) const { return a_.value[at(pivot_[at(j)])]; }

private:
    struct Frame {
        std::int32_t column, next;
    };
    /// Rows ascend in a column, so the diagonal is found by bisection: no pass over the columns that are not reached.
    [[nodiscard]] bool open(std::int32_t j) {
        auto const first = a_.row.begin() + a_.start[at(j)], last = a_.row.begin() + a_.start[at(j) + 1];
        auto const found = std::lower_bound(first, last, j);
        if (found == last || *found != j) return false;
        pivot_[at(j)] = static_cast<std::int32_t>(found - a_.row.begin());
        if (a_.value[at(pivot_[at(j)])] == 0) return false;
        number_[at(j)] = low_[at(j)] = counter_++;
        path_.push_back(j);
        frames_.push_back({j, a_.start[at(j)]});
        return true;
    }
    /// A column is left. If nothing below it reaches further up, it and what lies above it on the path are one component.
    void close(std::int32_t j) {
        frames_.pop_back();
        finished_.push_back(j);
        if (!frames_.empty()) low_[at(frames_.back().column)] = (std::min)(low_[at(frames_.back().column)], low_[at(j)]);
        if (low_[at(j)] != number_[at(j)]) return;
        std::int32_t member = -1;
        do {
            member = path_.back();
            path_.pop_back();
            component_[at(member)] = count_;
        } while (member != j);
        ++count_;
    }

    SparseView<double> a_;
    std::vector<std::int32_t> number_, low_, component_, pivot_;
    std::vector<std::int32_t> path_{}, finished_{}, start_{}, order_{};
    std::vector<Frame> frames_{};
    std::int32_t counter_ = 0, count_ = 0;
};

/// One loop, cut at the processes that close its cycles. Local indices follow the walk.
class ColdLoop {
public:
    /// Copies the entries inside the loop, O(entries): every pass reads them in the order of the walk, side by side.
    ColdLoop(SparseView<double> const& a, ColdWalk const& walk, std::span<std::int32_t const> members, std::vector<std::int32_t>& local) {
        std::size_t const n = members.size();
        for (std::size_t k = 0; k < n; ++k) local[at(members[k])] = static_cast<std::int32_t>(k);
        std::int32_t const own = walk.component_of(members.front());
        cut_.assign(n, 0);
        for (std::size_t k = 0; k < n; ++k) {
            std::int32_t const j = members[k];
            inverse_.push_back(1 / walk.diagonal(j));
            for (std::int32_t e = a.start[at(j)]; e < a.start[at(j) + 1]; ++e) {
                std::int32_t const i = a.row[at(e)];
                if (i == j || walk.component_of(i) != own || a.value[at(e)] == 0) continue;
                std::int32_t const p = local[at(i)];
                row_.push_back(p);
                value_.push_back(a.value[at(e)]);
                if (at(p) < k) cut_[at(p)] = 1;
            }
            start_.push_back(static_cast<std::int32_t>(row_.size()));
        }
        for (std::size_t e = 0; e < row_.size(); ++e) credits_ = credits_ || value_[e] * inverse_[at(row_[e])] > 0;
        for (std::size_t k = 0; k < n; ++k) (cut_[k] ? head_ : rest_).push_back(static_cast<std::int32_t>(k));
    }

    /// Whether x shows that the loop is productive: without credits, demands of one sign (relative to what makes the product)
    /// that give supplies of that sign prove it (Perron and Frobenius). Where it does not, somebody has to look closer.
    [[nodiscard]] bool shown_productive(std::span<double const> b, std::vector<double> const& x) const {
        bool up = !credits_, down = !credits_;
        for (std::size_t p = 0; p < x.size(); ++p) {
            double const asked = b[p] * inverse_[p];
            up = up && asked >= 0 && x[p] >= 0;
            down = down && asked <= 0 && x[p] <= 0;
        }
        return up || down;
    }

    /// T x = b for the loop. False if the rest at the cuts does not become small.
    [[nodiscard]] bool solve(std::span<double const> b, std::vector<double>& x) {
        std::size_t const n = inverse_.size(), h = head_.size();
        x.assign(n, 0.0);
        rest_values_.resize(n);
        // Gauss-Seidel sweeps for the size of each supply at a cut: 2-norms mean something only relative to it.
        constexpr int sweeps = 6;
        for (int sweep = 0; sweep < sweeps; ++sweep) {
            pass(b, x);
            for (std::int32_t const k : head_) x[at(k)] += rest_values_[at(k)] * inverse_[at(k)];
        }
        std::vector<double> scale(h), r(h), run(n);
        std::vector<double> const none(n, 0.0);
        double before = std::numeric_limits<double>::infinity();
        for (int round = 0; round < most_rounds; ++round) {
            pass(b, x);
            double const worst = scaled_rest(x, scale, r);
            if (worst <= enough || (worst <= tolerable && worst > before / 2)) return true;
            if (!std::isfinite(worst)) return false;
            before = worst;
            Gmres gmres(steps_a_round);
            gmres.solve(r, enough / 4, [&](std::span<double const> v, std::span<double> out) {
                for (std::size_t i = 0; i < h; ++i) run[at(head_[i])] = v[i] * scale[i];
                pass(none, run);
                for (std::size_t i = 0; i < h; ++i) out[i] = -rest_values_[at(head_[i])] * inverse_[at(head_[i])] / scale[i];
            });
            for (std::size_t i = 0; i < h; ++i) x[at(head_[i])] += r[i] * scale[i];
        }
        return false;
    }

private:
    // The rest at a cut, relative to its supply.
    static constexpr double enough = 3e-15;
    static constexpr double tolerable = 1e-10; ///< where it does not fall further, as where credits cancel: the backward error has the last word
    // More rounds than that and factors are cheaper.
    static constexpr int most_rounds = 6;
    static constexpr std::size_t steps_a_round = 24;

    /// What is left at the cuts, in units of the supply there, which are taken anew each round. Gives back the largest.
    [[nodiscard]] double scaled_rest(std::vector<double> const& x, std::vector<double>& scale, std::vector<double>& r) const {
        double worst = 0;
        for (std::size_t i = 0; i < head_.size(); ++i) {
            std::size_t const k = at(head_[i]);
            double const rest = rest_values_[k] * inverse_[k];
            scale[i] = std::fabs(x[k]) + std::fabs(rest); // a supply that has not begun to show is as large as its demand
            if (scale[i] == 0) scale[i] = 1;
            r[i] = rest / scale[i];
            if (!(std::fabs(r[i]) <= worst)) worst = std::fabs(r[i]);
        }
        return worst;
    }

    /// Given x at the cuts, substitutes through all others; leaves b - T x at the cuts in rest_values_.
    void pass(std::span<double const> b, std::vector<double>& x) {
        double* const rest = rest_values_.data();
        std::copy(b.begin(), b.end(), rest);
        auto const take_off = [&](std::size_t k, double run) {
            if (run == 0) return;
            for (std::int32_t e = start_[k]; e < start_[k + 1]; ++e) rest[row_[at(e)]] -= value_[at(e)] * run;
        };
        for (std::int32_t const k : head_) {
            rest[k] -= x[at(k)] / inverse_[at(k)];
            take_off(at(k), x[at(k)]);
        }
        for (std::int32_t const k : rest_) {
            x[at(k)] = rest[k] * inverse_[at(k)];
            take_off(at(k), x[at(k)]);
        }
    }

    std::vector<std::int32_t> start_{0}, row_{}, head_{}, rest_{};
    std::vector<double> value_{}, inverse_{}, rest_values_{};
    std::vector<char> cut_{};
    bool credits_ = false;
};

/// Componentwise backward error over what was reached, in plain double; `right` holds f.
[[nodiscard]] inline double cold_backward_error(SparseView<double> const& a, ColdWalk const& walk, std::vector<double> const& x, std::vector<double>& right) {
    std::vector<double> gross(right.size(), 0.0);
    for (std::int32_t const j : walk.order()) gross[at(j)] = std::fabs(right[at(j)]);
    for (std::int32_t const j : walk.order())
        for (std::int32_t e = a.start[at(j)]; e < a.start[at(j) + 1]; ++e) {
            double const product = a.value[at(e)] * x[at(j)];
            right[at(a.row[at(e)])] -= product;
            gross[at(a.row[at(e)])] += std::fabs(product);
        }
    double worst = 0;
    for (std::int32_t const j : walk.order()) {
        double const ratio = backward_ratio(std::fabs(right[at(j)]), gross[at(j)]);
        if (!(ratio <= worst)) worst = ratio;
    }
    return worst;
}

/// Nothing where the iteration is not the way to do it.
[[nodiscard]] inline std::optional<ColdSupply> iterated_supply(SparseView<double> const& a, std::span<DemandEntry const> demand) {
    ColdWalk walk(a);
    for (auto const& entry : demand)
        if (!walk.visit(entry.row)) return std::nullopt;
    walk.arrange();
    ColdSupply made;
    made.supply.assign(at(a.columns), 0.0);
    made.proof.level = ProofLevel::backward_only;
    // f, from which each component takes what it makes: what is left for its suppliers are their demands.
    std::vector<double> right(at(a.rows), 0.0), x, b;
    std::vector<std::int32_t> local(at(a.columns));
    for (auto const& entry : demand) right[at(entry.row)] += entry.amount;
    for (std::int32_t k = 0; k < walk.components(); ++k) {
        auto const members = walk.members(k);
        if (members.size() == 1) {
            std::int32_t const j = members.front();
            made.supply[at(j)] = right[at(j)] / walk.diagonal(j);
        } else {
            b.clear();
            for (std::int32_t const j : members) b.push_back(right[at(j)]);
            ColdLoop loop(a, walk, members, local);
            if (!loop.solve(b, x) || !loop.shown_productive(b, x)) return std::nullopt;
            for (std::size_t q = 0; q < members.size(); ++q) made.supply[at(members[q])] = x[q];
        }
        for (std::int32_t const j : members) {
            double const run = made.supply[at(j)];
            if (!std::isfinite(run)) return std::nullopt;
            // Rows of this component get a meaningless rest here, which nothing reads again.
            for (std::int32_t e = a.start[at(j)]; e < a.start[at(j) + 1]; ++e) right[at(a.row[at(e)])] -= a.value[at(e)] * run;
        }
        made.proof.largest_component = (std::max)(made.proof.largest_component, static_cast<std::int32_t>(members.size()));
    }
    made.proof.components = walk.components();
    made.proof.processes = static_cast<std::int32_t>(walk.order().size());
    std::fill(right.begin(), right.end(), 0.0);
    for (auto const& entry : demand) right[at(entry.row)] += entry.amount;
    made.proof.backward_error = cold_backward_error(a, walk, made.supply, right);
    if (!(made.proof.backward_error <= made.proof.target)) return std::nullopt;
    return made;
}

}  // namespace detail

TANJI_INLINE Result<ColdSupply> try_cold_supply(SystemMatrices const& matrices, std::span<DemandEntry const> demand, ColdOptions const& options) {
    auto const a = matrices.technosphere();
    if (auto problem = detail::check_demand(demand, a.rows)) return *std::move(problem);
    // Full matrices are left to the solver, which iterates them without a copy.
    bool const full = detail::at(a.columns) > detail::torn_limit && a.row.size() > detail::at(a.columns) * detail::at(a.columns) / 4;
    if (options.iterate && !full && a.rows == a.columns)
        if (auto made = detail::iterated_supply(a, demand)) return *std::move(made);
    std::vector<std::int32_t> rows;
    for (auto const& entry : demand) rows.push_back(entry.row);
    auto const solver = Solver::try_make(matrices, {.products = std::move(rows), .producers = options.producers, .names = options.names});
    if (!solver) return solver.problem();
    Workspace workspace;
    std::span<double> supply;
    auto const proof = solver->try_supply(demand, workspace, supply);
    if (!proof) return proof.problem();
    return ColdSupply{.supply = {supply.begin(), supply.end()}, .proof = *proof, .factorised = true,
                      .findings = {solver->findings().begin(), solver->findings().end()}};
}

}  // namespace tanji
