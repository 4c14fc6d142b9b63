// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <Eigen/LU>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "tanji/solve/impl/comparison_loop.ipp"
#include "tanji/solve/impl/entries.ipp"
#include "tanji/solve/impl/upward.ipp"
#include "tanji/solve/tearing.hpp"

namespace tanji::detail {

/// A loop for which no u > 0 exists (gain above 1), proved by its torn Schur complement S: substitution along the
/// acyclic rest is bounded entry by entry, and for S an approximate inverse R with |I - R S| w <= theta w, theta < 1, is
/// kept. Everything that rounding did while S, R and the product were made is in theta.
/// Source of the criterion: Rump, Verification methods, Acta Numerica 19 (2010), section 10.
class TornBound {
public:
    /// Null if more than `most_torn` processes would be torn or the inverse is not good enough. Loops of up to `most_whole`
    /// processes are torn whole.
    [[nodiscard]] static std::unique_ptr<TornBound const> make(LocalEntries<double> const& entries, std::size_t most_torn, std::size_t most_whole);

    /// v >= |A^-1| rho, or |A^-T| rho where `transposed`; `place` is scratch of the size of the loop.
    [[nodiscard]] bool bound(std::span<double const> rho, bool transposed, std::span<double> v, std::vector<double>& place) const;

private:
    using Matrix = Eigen::MatrixXd;
    using Vector = Eigen::VectorXd;

    [[nodiscard]] bool scale(LocalEntries<double>& t);
    [[nodiscard]] bool choose_places(LocalEntries<double> const& t, std::size_t most_torn, std::size_t most_whole);
    void store_columns(LocalEntries<double> const& t);
    [[nodiscard]] bool form_schur_complement(Matrix& schur, Matrix& error) const;
    void add_column(std::size_t first, std::size_t lanes, Matrix& schur, Matrix& error) const;
    [[nodiscard]] bool invert(Matrix const& schur, Matrix const& error);
    [[nodiscard]] Vector apply_inverse(Vector const& q, bool transposed) const;
    void substitute(std::vector<double>& place, std::vector<double> const* torn) const;
    void substitute_back(std::vector<double>& place, std::vector<double> const* torn) const;

    [[nodiscard]] std::size_t torn() const noexcept { return column_at_.size() - acyclic_; }

    std::vector<std::int64_t> row_exponent_{}, column_exponent_{};
    std::size_t acyclic_ = 0, terms_ = 0;                  ///< terms_: entries of the fullest row or column
    std::vector<std::int32_t> column_at_{};                ///< local index at a place; acyclic ones first
    std::vector<std::int32_t> start_{}, split_{}, row_{};  ///< scaled columns by place; from split_ on, torn rows
    std::vector<double> value_{}, diagonal_{};             ///< diagonal_ of the acyclic places
    Matrix inverse_{};                                     ///< |R|
    std::array<Vector, 2> weight_{};                       ///< w for S and for its transpose
    std::array<double, 2> spread_{};                       ///< at least theta / (1 - theta)
};

/// An error may grow by this along the acyclic part; what would grow further is torn too.
inline constexpr double bounded_growth = 1e3;
/// Smallest scaled entry: keeps every product of the elimination clear of underflow, which `tiny_error` pays for.
inline constexpr double least_entry = 1e-100;
inline constexpr double tiny_error = 1e-200;

/// Columns by the vector of the largest gain and diagonals to 1: then no row adds up to more than that gain, whatever the
/// units, and substitution grows as little as it can. By powers of two, hence exactly.
TANJI_INLINE bool TornBound::scale(LocalEntries<double>& t) {
    std::size_t const n = t.diagonal.size();
    auto const gain = comparison_gain(t, false);
    row_exponent_.resize(n);
    column_exponent_.resize(n);
    for (std::size_t q = 0; q < n; ++q) {
        column_exponent_[q] = exponent_of(gain.vector[q]);
        row_exponent_[q] = -exponent_of(t.diagonal[q]) - column_exponent_[q];
    }
    for (std::size_t q = 0; q < n; ++q)
        for (std::int32_t e = t.start[q]; e < t.start[q + 1]; ++e) {
            std::size_t const p = at(t.row[at(e)]);
            double& value = t.value[at(e)];
            value = scaled(value, row_exponent_[p] + column_exponent_[q]);
            if (!(std::fabs(value) >= least_entry && std::fabs(value) <= 1 / least_entry)) return false;
            if (p == q) t.diagonal[q] = value;
        }
    return true;
}

/// Tears where the graph demands it, then wherever the bound of a substitution would grow: a bound follows every path with
/// all its signs alike, and what grows along the way never shrinks again.
TANJI_INLINE bool TornBound::choose_places(LocalEntries<double> const& t, std::size_t most_torn, std::size_t most_whole) {
    std::size_t const n = t.diagonal.size();
    if (n <= (std::min)(most_whole, most_torn)) {
        for (std::size_t q = 0; q < n; ++q) column_at_.push_back(static_cast<std::int32_t>(q));
        return true;
    }
    if (t.row.size() > n * n / 3 && n > 2 * most_torn) return false; // nearly full: the search would tear nearly all
    auto tearing = tear({t.start, t.row}, most_torn);
    if (!tearing) return false;
    auto torn = std::move(tearing->torn);
    std::vector<double> growth(n, 1.0);
    for (std::int32_t const q : tearing->order) {
        double const own = growth[at(q)] / std::fabs(t.diagonal[at(q)]);
        if (!(own <= bounded_growth)) {
            torn.push_back(q);
            continue;
        }
        column_at_.push_back(q);
        for (std::int32_t e = t.start[at(q)]; e < t.start[at(q) + 1]; ++e)
            if (t.row[at(e)] != q) growth[at(t.row[at(e)])] += std::fabs(t.value[at(e)]) * own;
    }
    acyclic_ = column_at_.size();
    column_at_.insert(column_at_.end(), torn.begin(), torn.end());
    return torn.size() <= most_torn;
}

/// Copies the scaled loop by places. Diagonals of the acyclic part stand apart, as they divide and the others multiply;
/// those between torn processes are part of S.
TANJI_INLINE void TornBound::store_columns(LocalEntries<double> const& t) {
    std::size_t const n = column_at_.size();
    std::vector<std::int32_t> place(n);
    std::vector<std::size_t> terms(n, 0);
    for (std::size_t k = 0; k < n; ++k) place[at(column_at_[k])] = static_cast<std::int32_t>(k);
    start_.assign(1, 0);
    for (std::size_t k = 0; k < n; ++k) {
        std::int32_t const q = column_at_[k];
        for (bool const to_torn : {false, true}) {
            if (to_torn) split_.push_back(static_cast<std::int32_t>(row_.size()));
            for (std::int32_t e = t.start[at(q)]; e < t.start[at(q) + 1]; ++e) {
                std::int32_t const row = place[at(t.row[at(e)])];
                if ((at(row) >= acyclic_) != to_torn || (k < acyclic_ && at(row) == k)) continue;
                row_.push_back(row);
                value_.push_back(t.value[at(e)]);
                terms_ = (std::max)(terms_, ++terms[at(row)]);
            }
        }
        start_.push_back(static_cast<std::int32_t>(row_.size()));
        terms_ = (std::max)(terms_, at(start_[k + 1] - start_[k]));
        if (k < acyclic_) diagonal_.push_back(t.diagonal[at(q)]);
    }
}

/// Columns `first` to `first + lanes` of S, eliminated side by side, with a bound of the error of each entry: `gross` is
/// what was added up in it, `error` what it took over from entries before it.
TANJI_INLINE void TornBound::add_column(std::size_t first, std::size_t lanes, Matrix& schur, Matrix& error) const {
    constexpr std::size_t width = 8;
    struct Cell { std::array<double, width> value{}, gross{}, error{}; };
    std::vector<Cell> cells(column_at_.size());
    for (std::size_t l = 0; l < lanes; ++l)
        for (std::int32_t e = start_[acyclic_ + first + l]; e < start_[acyclic_ + first + l + 1]; ++e) {
            cells[at(row_[at(e)])].value[l] = value_[at(e)];
            cells[at(row_[at(e)])].gross[l] = std::fabs(value_[at(e)]);
        }
    // An upper count of the operations behind any entry serves all of them; hubs with thousands of links still keep
    // eleven digits, and second-order terms do not need more.
    double const share = rounding_share(terms_);
    for (std::size_t k = 0; k < acyclic_; ++k) {
        Cell const& cell = cells[k];
        if (std::all_of(cell.gross.begin(), cell.gross.end(), [](double gross) { return gross == 0; })) continue;
        std::array<double, width> step{}, size{}, doubt{};
        for (std::size_t l = 0; l < width; ++l) {
            if (cell.gross[l] == 0) continue;
            step[l] = cell.value[l] / diagonal_[k];
            size[l] = std::fabs(step[l]);
            doubt[l] = upper((cell.error[l] + share * cell.gross[l]) / std::fabs(diagonal_[k]) + share * size[l], terms_) + tiny_error;
        }
        for (std::int32_t e = start_[k]; e < start_[k + 1]; ++e) {
            Cell& target = cells[at(row_[at(e)])];
            double const value = value_[at(e)], magnitude = std::fabs(value);
            for (std::size_t l = 0; l < width; ++l) {
                target.value[l] -= value * step[l];
                target.gross[l] += magnitude * (size[l] + doubt[l]); // above 0 wherever something was added
                target.error[l] += magnitude * doubt[l];
            }
        }
    }
    for (std::size_t l = 0; l < lanes; ++l)
        for (std::size_t i = 0; i < torn(); ++i) {
            Cell const& cell = cells[acyclic_ + i];
            auto const row = static_cast<Eigen::Index>(i), column = static_cast<Eigen::Index>(first + l);
            schur(row, column) = cell.value[l];
            // Where nothing was added the entry is a copy, and exact.
            error(row, column) = cell.error[l] == 0 ? 0 : upper(cell.error[l] + share * cell.gross[l], terms_);
        }
}

/// All of S, eight columns at a time: the loop over lanes has a fixed width and is left to the compiler.
TANJI_INLINE bool TornBound::form_schur_complement(Matrix& schur, Matrix& error) const {
    auto const h = static_cast<Eigen::Index>(torn());
    schur.setZero(h, h);
    error.setZero(h, h);
    for (std::size_t first = 0; first < torn(); first += 8) add_column(first, (std::min)(std::size_t{8}, torn() - first), schur, error);
    return schur.allFinite() && error.allFinite();
}

/// R from a plain LU, then Z >= |I - R S| as three products with w: the computed difference, its rounding, the error of S.
TANJI_INLINE bool TornBound::invert(Matrix const& schur, Matrix const& error) {
    auto const h = schur.rows();
    std::size_t const count = static_cast<std::size_t>(h) + 2;
    // Eigen may sum in any order and with any instructions: the share below covers all of them.
    Matrix const inverse = schur.partialPivLu().inverse();
    if (!inverse.allFinite()) return false;
    Matrix difference = inverse * schur;
    difference = (Matrix::Identity(h, h) - difference).cwiseAbs();
    inverse_ = inverse.cwiseAbs();
    Matrix const size = schur.cwiseAbs();
    double const share = rounding_share(count);
    for (bool const transposed : {false, true}) {
        Vector w = Vector::Ones(h), z(h);
        double theta = 1;
        for (int trial = 0; trial < 4; ++trial) {
            if (transposed) {
                Vector const r = inverse_.transpose() * w;
                z = difference.transpose() * w + share * (size.transpose() * r) + error.transpose() * r;
            } else {
                z = difference * w + share * (inverse_ * (size * w)) + inverse_ * (error * w);
            }
            theta = 0;
            for (Eigen::Index i = 0; i < h; ++i) {
                double const ratio = upper(upper(z[i], 4 * count) / w[i], 1);
                if (!(ratio <= theta)) theta = ratio;
            }
            if (theta < 0.5 || !(theta < 1e100)) break;
            w = z / z.maxCoeff() + 0.01 * w / w.maxCoeff(); // nearer to the vector for which theta is least
        }
        if (!(theta < 0.5)) return false;
        weight_[transposed ? 1 : 0] = w;
        spread_[transposed ? 1 : 0] = upper(theta / (1 - theta), 3);
    }
    return true;
}

// On a copy: the entries may be those of a loop that is proved otherwise.
TANJI_INLINE std::unique_ptr<TornBound const> TornBound::make(LocalEntries<double> const& entries, std::size_t most_torn, std::size_t most_whole) {
    auto t = entries;
    auto loop = std::make_unique<TornBound>();
    if (!loop->scale(t) || !loop->choose_places(t, most_torn, most_whole)) return nullptr;
    loop->store_columns(t);
    Matrix schur, error;
    if (!loop->form_schur_complement(schur, error) || !loop->invert(schur, error)) return nullptr;
    return loop;
}

/// At least |S^-1| q or |S^-T| q: S^-1 = (I - E)^-1 R with |E| w <= theta w, and its transpose.
TANJI_INLINE Eigen::VectorXd TornBound::apply_inverse(Vector const& q, bool transposed) const {
    auto const count = static_cast<std::size_t>(q.size()) + 2;
    Vector const& w = weight_[transposed ? 1 : 0];
    // Sum of the powers of Z on t, from t <= most * w: t + most * theta / (1 - theta) * w.
    auto const widen = [&](Vector& t) {
        double most = 0;
        for (Eigen::Index i = 0; i < t.size(); ++i) {
            t[i] = upper(t[i], count);
            double const ratio = upper(t[i] / w[i], 1);
            if (!(ratio <= most)) most = ratio;
        }
        for (Eigen::Index i = 0; i < t.size(); ++i) t[i] = upper(t[i] + most * spread_[transposed ? 1 : 0] * w[i], 3);
    };
    Vector t = q;
    if (transposed) {
        widen(t);
        t = inverse_.transpose() * t;
        for (Eigen::Index i = 0; i < t.size(); ++i) t[i] = upper(t[i], count);
    } else {
        t = inverse_ * t;
        widen(t);
    }
    return t;
}

/// Forward along the acyclic places: `place` holds right-hand sides and becomes bounds; rows of torn products gather what
/// is asked of them. With `torn`, their supply is known and is charged first.
TANJI_INLINE void TornBound::substitute(std::vector<double>& place, std::vector<double> const* torn_supply) const {
    std::size_t const n = column_at_.size();
    if (torn_supply != nullptr)
        for (std::size_t k = acyclic_; k < n; ++k)
            for (std::int32_t e = start_[k]; e < split_[k]; ++e) place[at(row_[at(e)])] += std::fabs(value_[at(e)]) * (*torn_supply)[k];
    for (std::size_t k = 0; k < acyclic_; ++k) {
        place[k] = upper(place[k] / std::fabs(diagonal_[k]), terms_ + 3);
        std::int32_t const last = torn_supply != nullptr ? split_[k] : start_[k + 1];
        for (std::int32_t e = start_[k]; e < last; ++e) place[at(row_[at(e)])] += std::fabs(value_[at(e)]) * place[k];
    }
}

/// The same for the transpose: columns gather from rows behind them.
TANJI_INLINE void TornBound::substitute_back(std::vector<double>& place, std::vector<double> const* torn_price) const {
    std::size_t const n = column_at_.size();
    auto const charge = [&](std::size_t k, std::int32_t first, std::int32_t last, std::vector<double> const& price) {
        for (std::int32_t e = first; e < last; ++e) place[k] += std::fabs(value_[at(e)]) * price[at(row_[at(e)])];
    };
    for (std::size_t k = acyclic_; k-- > 0;) {
        charge(k, start_[k], split_[k], place);
        if (torn_price != nullptr) charge(k, split_[k], start_[k + 1], *torn_price);
        place[k] = upper(place[k] / std::fabs(diagonal_[k]), terms_ + 3);
    }
    if (torn_price == nullptr)
        for (std::size_t k = acyclic_; k < n; ++k) charge(k, start_[k], split_[k], place);
}

/// Twice along the acyclic part, as in solving: once for what it asks of the torn processes, and with their errors
/// known, once for its own.
TANJI_INLINE bool TornBound::bound(std::span<double const> rho, bool transposed, std::span<double> v, std::vector<double>& place) const {
    std::size_t const n = column_at_.size();
    auto const& in = transposed ? column_exponent_ : row_exponent_;
    auto const& out = transposed ? row_exponent_ : column_exponent_;
    auto const load = [&](std::vector<double>& values) {
        values.resize(n);
        for (std::size_t k = 0; k < n; ++k) {
            std::size_t const p = at(column_at_[k]);
            values[k] = upper(scaled(rho[p], in[p]), 1);
        }
    };
    load(place);
    transposed ? substitute_back(place, nullptr) : substitute(place, nullptr);
    Vector q(static_cast<Eigen::Index>(torn()));
    for (std::size_t i = 0; i < torn(); ++i) q[static_cast<Eigen::Index>(i)] = upper(place[acyclic_ + i], terms_ + 1);
    Vector const solved = apply_inverse(q, transposed);
    std::vector<double> known(n, 0.0);
    for (std::size_t i = 0; i < torn(); ++i) known[acyclic_ + i] = solved[static_cast<Eigen::Index>(i)];
    load(place);
    transposed ? substitute_back(place, &known) : substitute(place, &known);
    for (std::size_t k = 0; k < n; ++k) {
        std::size_t const p = at(column_at_[k]);
        v[p] = upper(scaled(k < acyclic_ ? place[k] : known[k], out[p]), 1);
    }
    return std::all_of(v.begin(), v.end(), [](double value) { return std::isfinite(value); });
}

}  // namespace tanji::detail
