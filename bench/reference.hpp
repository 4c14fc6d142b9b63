// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

// The reference of the benchmarks (rule B5): factors in double, refined with residuals of 106 bits until the
// componentwise backward error is at most 1e-25. It is not part of any measured time or memory.

#include <cmath>
#include <limits>
#include <span>
#include <vector>

#include "tanji/solve.hpp"

namespace bench {

/// A sum of two doubles that do not overlap. The error-free operations are Knuth's sum and the fused product.
struct Twofold {
    double high = 0, low = 0;

    void add(double value) noexcept {
        double const sum = high + value, part = sum - high;
        settle(sum, low + ((high - (sum - part)) + (value - part)));
    }
    /// += factor * other
    void add_product(double factor, Twofold const& other) noexcept {
        double const product = factor * other.high;
        double const tail = std::fma(factor, other.high, -product) + factor * other.low;
        add(product);
        settle(high, low + tail);
    }
    [[nodiscard]] double value() const noexcept { return high + low; }

private:
    void settle(double sum, double tail) noexcept {
        high = sum + tail;
        low = tail - (high - sum);
    }
};

/// What a reference reached; above 1e-25 it is none.
struct ReferenceRun { double backward_error = 0; int steps = 0; };

class Reference {
public:
    explicit Reference(tanji::Solver const& solver) : solver_(solver), a_(solver.matrices().technosphere()) {}

    /// x with A x = f.
    [[nodiscard]] std::vector<Twofold> supply(std::span<tanji::DemandEntry const> demand) {
        std::vector<Twofold> x(size()), right(size()), left;
        for (auto const& entry : demand) right[index(entry.row)].add(entry.amount);
        std::vector<double> weight;
        for (run_ = {}; run_.steps < most_steps; ++run_.steps) {
            left = right;
            weight.assign(size(), 0.0);
            for (std::size_t i = 0; i < size(); ++i) weight[i] = std::fabs(right[i].high);
            for (std::size_t j = 0; j < size(); ++j) {
                if (x[j].high == 0) continue;
                for (auto e = index(a_.start[j]); e < index(a_.start[j + 1]); ++e) {
                    left[index(a_.row[e])].add_product(-a_.value[e], x[j]);
                    weight[index(a_.row[e])] += std::fabs(a_.value[e] * x[j].high);
                }
            }
            if (met(left, weight)) break;
            std::vector<tanji::DemandEntry> rest;
            for (std::size_t i = 0; i < size(); ++i)
                if (left[i].value() != 0) rest.push_back({static_cast<std::int32_t>(i), left[i].value()});
            std::span<double> step;
            (void)solver_.try_supply(rest, workspace_, step).value();
            for (std::size_t j = 0; j < size(); ++j) x[j].add(step[j]);
        }
        std::vector<std::int32_t> rows;
        for (auto const& entry : demand) rows.push_back(entry.row);
        std::vector<char> reached(size(), 0);
        for (auto const column : solver_.structure().reach(rows)) reached[index(column)] = 1;
        for (std::size_t j = 0; j < size(); ++j)
            if (!reached[j]) x[j] = {};
        return x;
    }

    /// y with A^T y = c.
    [[nodiscard]] std::vector<Twofold> adjoint(std::span<Twofold const> cost) {
        std::vector<Twofold> y(size()), left(size());
        std::vector<double> weight(size()), rest(size());
        for (run_ = {}; run_.steps < most_steps; ++run_.steps) {
            for (std::size_t j = 0; j < size(); ++j) {
                left[j] = cost[j];
                weight[j] = std::fabs(cost[j].high);
                for (auto e = index(a_.start[j]); e < index(a_.start[j + 1]); ++e) {
                    left[j].add_product(-a_.value[e], y[index(a_.row[e])]);
                    weight[j] += std::fabs(a_.value[e] * y[index(a_.row[e])].high);
                }
                rest[j] = left[j].value();
            }
            if (met(left, weight)) break;
            std::span<double> step;
            (void)solver_.try_adjoint(rest, workspace_, step).value();
            for (std::size_t i = 0; i < size(); ++i) y[i].add(step[i]);
        }
        forget_costless(cost, y);
        return y;
    }

    [[nodiscard]] ReferenceRun last_run() const noexcept { return run_; }

private:
    static constexpr int most_steps = 12;
    [[nodiscard]] static std::size_t index(std::int32_t number) noexcept { return static_cast<std::size_t>(number); }
    [[nodiscard]] std::size_t size() const noexcept { return index(a_.columns); }

    /// A product has no unit score, by structure, if nothing that its producer reaches costs anything.
    void forget_costless(std::span<Twofold const> cost, std::vector<Twofold>& y) const {
        auto const& order = solver_.structure().content();
        std::vector<char> costs(order.component_start.size() - 1, 0);
        for (std::size_t k = costs.size(); k-- > 0;) { // suppliers come after their consumers
            for (auto const column : solver_.structure().component(static_cast<std::int32_t>(k))) costs[k] |= cost[index(column)].high != 0;
            for (auto s = index(order.supplier_start[k]); s < index(order.supplier_start[k + 1]); ++s) costs[k] |= costs[index(order.supplier[s])];
            if (costs[k]) continue;
            for (auto const column : solver_.structure().component(static_cast<std::int32_t>(k))) y[index(order.row_of_column[index(column)])] = {};
        }
    }

    [[nodiscard]] bool met(std::vector<Twofold> const& left, std::vector<double> const& weight) {
        double worst = 0;
        for (std::size_t i = 0; i < size(); ++i)
            if (weight[i] > 0) worst = std::fmax(worst, std::fabs(left[i].value()) / weight[i]);
        run_.backward_error = worst;
        return worst <= 1e-25;
    }

    tanji::Solver const& solver_;
    tanji::SparseView<double> a_;
    tanji::Workspace workspace_{};
    ReferenceRun run_{};
};

/// The largest componentwise error of `ours` against the reference. Entries below 1e-30 of the largest are compared with
/// 1e-30 of it; what is exactly 0 in the reference must be so in ours, or the error is infinite.
class Gap {
public:
    explicit Gap(double largest = 0) : floor_(1e-30 * largest) {}

    void compare(double ours, Twofold const& exact) noexcept {
        if (exact.high == 0) {
            if (ours != 0) worst_ = std::numeric_limits<double>::infinity();
            return;
        }
        double const difference = std::fabs((ours - exact.high) - exact.low);
        worst_ = std::fmax(worst_, std::isfinite(ours) ? difference / std::fmax(std::fabs(exact.high), floor_) : std::numeric_limits<double>::infinity());
    }
    [[nodiscard]] double worst() const noexcept { return worst_; }

private:
    double floor_, worst_ = 0;
};

[[nodiscard]] inline double largest_of(std::span<Twofold const> values) noexcept {
    double largest = 0;
    for (auto const& value : values) largest = std::fmax(largest, std::fabs(value.high));
    return largest;
}

[[nodiscard]] inline double gap_between(std::span<double const> ours, std::span<Twofold const> exact) noexcept {
    Gap gap(largest_of(exact));
    for (std::size_t k = 0; k < exact.size(); ++k) gap.compare(ours[k], exact[k]);
    return gap.worst();
}

}  // namespace bench
