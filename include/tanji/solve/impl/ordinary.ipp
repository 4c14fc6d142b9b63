// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "tanji/solve/matrices.hpp"
#include "tanji/solve/structure.hpp"

/// \file
/// What amount would be ordinary in a cell, judged by all others. A model of two effects on the logarithm,
///     log(amount per unit made) = mean + size of the input's unit (row) + size of the product's unit (column) + rest,
/// fitted robustly to the inputs and to the elementary flows. Units, currencies and "one plant" against "one kWh" are the
/// effects; a slip is a large rest. Row and column of one product tend to cancel (what is large per unit is used in small
/// amounts), which shows where an output is wrong: then all of its column is off and no single rest.
namespace tanji::detail {

class OrdinaryAmounts {
public:
    OrdinaryAmounts(SystemMatrices const& matrices, Structure const& structure);

    /// log of how much likelier the amount in the cell (row, column) of A is if it is `factor` times too large.
    [[nodiscard]] double too_large(std::int32_t row, std::int32_t column, double factor) const;
    /// The same for the output of a process that is `factor` times too small.
    [[nodiscard]] double output_too_small(std::int32_t column, double factor) const;

private:
    struct Effect {
        double value = 0, weight = 0, sum = 0; ///< weight and sum of the data alone, without what is expected beforehand
    };
    void add(SparseView<double> const& m, std::int32_t first_row, Structure const* structure, std::vector<double> const& made);
    void sort_by_row();
    void fit_rows();
    void fit_columns();
    void measure_spread();
    [[nodiscard]] double rest(std::size_t e) const { return log_[e] - mean_ - rows_[at(row_[e])].value - columns_[at(column_[e])].value; }
    [[nodiscard]] double weight(std::size_t e) const;

    std::int32_t products_ = 0;
    std::vector<std::int32_t> row_{}, column_{}, by_row_{}, row_start_{}, column_start_{}, producer_{}, product_{};
    std::vector<double> log_{};
    std::vector<Effect> rows_{}, columns_{};
    double mean_ = 0, balance_ = 0;                     ///< balance: usual sum of the effects of row and column of one product
    double spread_ = 1.5, row_spread_ = 3, column_spread_ = 3, balance_spread_ = 2;
};

/// Student's t with 4 degrees of freedom: heavy tails, because real amounts have them.
[[nodiscard]] inline double log_likelihood(double x) { return -2.5 * std::log1p(x * x / 4); }

inline void OrdinaryAmounts::add(SparseView<double> const& m, std::int32_t first_row, Structure const* structure, std::vector<double> const& made) {
    for (std::int32_t j = 0; j < m.columns; ++j)
        for (std::int32_t e = m.start[at(j)]; e < m.start[at(j) + 1]; ++e) {
            std::int32_t const i = m.row[at(e)];
            if (m.value[at(e)] == 0 || !(made[at(j)] > 0) || (structure != nullptr && structure->producer_of(i) == j)) continue;
            row_.push_back(first_row + i);
            column_.push_back(j);
            log_.push_back(std::log(std::fabs(m.value[at(e)]) / made[at(j)]));
        }
}

inline void OrdinaryAmounts::sort_by_row() {
    row_start_.assign(rows_.size() + 1, 0);
    column_start_.assign(columns_.size() + 1, 0);
    for (std::size_t e = 0; e < log_.size(); ++e) {
        ++row_start_[at(row_[e]) + 1];
        ++column_start_[at(column_[e]) + 1];
    }
    for (std::size_t i = 0; i < rows_.size(); ++i) row_start_[i + 1] += row_start_[i];
    for (std::size_t j = 0; j < columns_.size(); ++j) column_start_[j + 1] += column_start_[j];
    std::vector<std::int32_t> next(row_start_.begin(), row_start_.end() - 1), place(column_start_.begin(), column_start_.end() - 1);
    // The two matrices were added one after the other: bring the entries of a column together.
    std::vector<std::int32_t> row(row_.size()), column(row_.size());
    std::vector<double> log(row_.size());
    for (std::size_t e = 0; e < log_.size(); ++e) {
        std::size_t const to = at(place[at(column_[e])]++);
        row[to] = row_[e];
        column[to] = column_[e];
        log[to] = log_[e];
    }
    row_.swap(row);
    column_.swap(column);
    log_.swap(log);
    by_row_.resize(log_.size());
    for (std::size_t e = 0; e < log_.size(); ++e) by_row_[at(next[at(row_[e])]++)] = static_cast<std::int32_t>(e);
}

/// Huber's: full up to 1.5 spreads, then falling, so that a slip does not move what it is measured against.
inline double OrdinaryAmounts::weight(std::size_t e) const {
    double const off = std::fabs(rest(e)) / (1.5 * spread_);
    return 1 / (spread_ * spread_ * (std::max)(1.0, off));
}

/// What is expected beforehand: no effect, within the spread of effects, and for products the opposite of the other effect.
inline void OrdinaryAmounts::fit_rows() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        double weights = 0, sum = 0;
        for (std::int32_t k = row_start_[i]; k < row_start_[i + 1]; ++k) {
            std::size_t const e = at(by_row_[at(k)]);
            double const w = weight(e);
            weights += w;
            sum += w * (rest(e) + rows_[i].value);
        }
        rows_[i] = {rows_[i].value, weights, sum};
        double expected_weight = 1 / (row_spread_ * row_spread_), expected = 0;
        if (i < at(products_)) {
            double const w = 1 / (balance_spread_ * balance_spread_);
            expected_weight += w;
            expected += w * (balance_ - columns_[at(producer_[i])].value);
        }
        rows_[i].value = (sum + expected) / (weights + expected_weight);
    }
}

inline void OrdinaryAmounts::fit_columns() {
    for (std::size_t j = 0; j < columns_.size(); ++j) {
        double weights = 0, sum = 0;
        for (std::int32_t k = column_start_[j]; k < column_start_[j + 1]; ++k) {
            double const w = weight(at(k));
            weights += w;
            sum += w * (rest(at(k)) + columns_[j].value);
        }
        double const w = 1 / (balance_spread_ * balance_spread_);
        double const expected = w * (balance_ - rows_[at(product_[j])].value);
        columns_[j] = {(sum + expected) / (weights + w + 1 / (column_spread_ * column_spread_)), weights, sum};
    }
}

/// 1.48 times the median magnitude, which is the standard deviation of normal data. Ten values of `usual` are mixed in, so
/// that a model of five exchanges does not call its own scatter ordinary.
[[nodiscard]] inline double robust_spread(std::vector<double>& values, double usual, double least, double most) {
    if (values.empty()) return usual;
    for (double& value : values) value = std::fabs(value);
    auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    double const found = 1.4826 * *middle, n = static_cast<double>(values.size());
    return std::clamp(std::sqrt((n * found * found + 10 * usual * usual) / (n + 10)), least, most);
}

inline void OrdinaryAmounts::measure_spread() {
    std::vector<double> values;
    for (std::size_t e = 0; e < log_.size(); ++e) values.push_back(rest(e));
    spread_ = robust_spread(values, 1.5, 0.5, 5);
    values.clear();
    for (auto const& effect : rows_) values.push_back(effect.value);
    row_spread_ = robust_spread(values, 3, 1, 10);
    values.clear();
    for (auto const& effect : columns_) values.push_back(effect.value);
    column_spread_ = robust_spread(values, 3, 1, 10);
    values.clear();
    for (std::size_t j = 0; j < columns_.size(); ++j)
        if (columns_[j].weight > 0 && rows_[at(product_[j])].weight > 0) values.push_back(columns_[j].value + rows_[at(product_[j])].value);
    if (!values.empty()) {
        auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
        std::nth_element(values.begin(), middle, values.end());
        balance_ = *middle * static_cast<double>(values.size()) / static_cast<double>(values.size() + 10);
        for (double& value : values) value -= balance_;
    }
    balance_spread_ = robust_spread(values, 2, 0.7, 8);
}

inline OrdinaryAmounts::OrdinaryAmounts(SystemMatrices const& matrices, Structure const& structure) {
    auto const a = matrices.technosphere();
    auto const b = matrices.biosphere();
    auto const& s = structure.content();
    products_ = a.rows;
    producer_ = s.producer_of_row;
    product_ = s.row_of_column;
    std::vector<double> made(at(a.columns), 0.0);
    for (std::int32_t j = 0; j < a.columns; ++j)
        if (s.pivot_of_column[at(j)] >= 0) made[at(j)] = std::fabs(a.value[at(s.pivot_of_column[at(j)])]);
    rows_.resize(at(a.rows) + at(b.rows));
    columns_.resize(at(a.columns));
    add(a, 0, &structure, made);
    if (b.columns == a.columns) add(b, a.rows, nullptr, made);
    sort_by_row();
    for (double const value : log_) mean_ += value / static_cast<double>(log_.size());
    constexpr int rounds = 12;
    for (int round = 0; round < rounds; ++round) {
        fit_rows();
        fit_columns();
        if (round % 3 == 2) measure_spread();
    }
    fit_rows(); // leaves weights and sums that belong to the final spreads
    fit_columns();
}

/// Everything but the cell itself tells what to expect in it.
inline double OrdinaryAmounts::too_large(std::int32_t row, std::int32_t column, double factor) const {
    for (std::int32_t k = column_start_[at(column)]; k < column_start_[at(column) + 1]; ++k) {
        std::size_t const e = at(k);
        if (row_[e] != row) continue;
        auto const& r = rows_[at(row)];
        auto const& c = columns_[at(column)];
        double const w = weight(e), balance = 1 / (balance_spread_ * balance_spread_);
        double const row_weight = r.weight - w + balance + 1 / (row_spread_ * row_spread_);
        double const column_weight = c.weight - w + balance + 1 / (column_spread_ * column_spread_);
        double const row_value = (r.sum - w * (rest(e) + r.value) + balance * (balance_ - columns_[at(producer_[at(row)])].value)) / row_weight;
        double const column_value = (c.sum - w * (rest(e) + c.value) + balance * (balance_ - rows_[at(product_[at(column)])].value)) / column_weight;
        double const off = log_[e] - mean_ - row_value - column_value;
        double const spread = std::sqrt(spread_ * spread_ + 1 / row_weight + 1 / column_weight);
        return log_likelihood((off - std::log(factor)) / spread) - log_likelihood(off / spread);
    }
    return 0;
}

inline double OrdinaryAmounts::output_too_small(std::int32_t column, double factor) const {
    auto const& c = columns_[at(column)];
    auto const& r = rows_[at(product_[at(column)])];
    double const column_weight = c.weight + 1 / (column_spread_ * column_spread_), row_weight = r.weight + 1 / (row_spread_ * row_spread_);
    double const off = c.sum / column_weight + r.sum / row_weight - balance_;
    double const spread = std::sqrt(balance_spread_ * balance_spread_ + 1 / row_weight + 1 / column_weight);
    return log_likelihood((off - std::log(factor)) / spread) - log_likelihood(off / spread);
}

}  // namespace tanji::detail
