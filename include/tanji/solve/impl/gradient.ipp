// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <tuple>

#include "tanji/base/text.hpp"
#include "tanji/solve/gradient.hpp"

namespace tanji {
namespace detail {

/// One wording for all who take factors by row of B.
TANJI_INLINE Problem wrong_factors(std::size_t expected, std::size_t got) {
    return Problem{.id = "solve.size", .what = "the characterisation factors do not fit the system", .expected = std::to_string(expected) + " values, one per elementary flow",
                   .got = std::to_string(got), .hint = "give one factor per row of B, 0 where the method has none"};
}

/// The proof for a result that rests on both: the larger backward error, all warnings, the lower level.
TANJI_INLINE Proof worse_of(Proof const& a, Proof const& b) noexcept {
    Proof worse = b.backward_error > a.backward_error ? b : a;
    worse.warnings = a.warnings | b.warnings;
    worse.level = (std::min)(a.level, b.level);
    return worse;
}

/// Collects variances of one kind of numbers after the other. A class because every kind needs the same list of the largest
/// and the same checks.
class VarianceSum {
public:
    VarianceSum(Spreads const& spreads, std::size_t top) : kind_(spreads.kind), top_(top) {}

    /// `number(e)` gives {value, derivative, row, column} of entry e. Returns the part of this kind.
    template <class Number>
    double add(EntryKind kind, std::span<double const> spreads, std::size_t count, Number const& number) {
        if (spreads.empty() || problem_) return 0;
        if (spreads.size() != count) {
            problem_ = Problem{.id = "solve.size", .what = "the spreads do not fit the system", .where = {.object = name(kind)}, .expected = std::to_string(count) + " values or none",
                               .got = std::to_string(spreads.size()), .hint = "give one spread per stored entry, 0 where it is certain"};
            return 0;
        }
        double part = 0;
        for (std::size_t e = 0; e < count; ++e) {
            double const spread = spreads[e];
            if (spread == 0) continue;
            if (!(spread > 0 && spread <= (std::numeric_limits<double>::max)())) {
                problem_ = Problem{.id = "gradient.spread", .what = "a spread is not a standard deviation", .where = {.object = name(kind) + " entry " + std::to_string(e + 1)},
                                   .expected = "a finite number, 0 or above", .got = number_text(spread), .hint = "0 says that a value is certain"};
                return 0;
            }
            auto const [value, derivative, row, column] = number(e);
            double const deviation = derivative * spread * (kind_ == SpreadKind::relative ? value : 1);
            double const variance = deviation * deviation;
            part += variance;
            if (variance > 0) keep({kind, static_cast<std::int32_t>(e), row, column, variance, 0});
        }
        return part;
    }

    [[nodiscard]] Result<Variance> finish(Variance result) {
        if (problem_) return *std::move(problem_);
        result.total = result.technosphere + result.biosphere + result.factors + result.demand;
        std::sort(largest_.begin(), largest_.end(), before);
        for (auto& line : largest_) line.share = line.variance / result.total;
        result.largest = std::move(largest_);
        return result;
    }

private:
    [[nodiscard]] static bool before(VarianceShare const& a, VarianceShare const& b) {
        return std::tuple(-a.variance, a.kind, a.entry) < std::tuple(-b.variance, b.kind, b.entry);
    }
    [[nodiscard]] static std::string name(EntryKind kind) {
        switch (kind) {
            case EntryKind::technosphere: return "technosphere";
            case EntryKind::biosphere: return "biosphere";
            case EntryKind::factor: return "factor";
            case EntryKind::demand: return "demand";
        }
        return "?";
    }

    /// A heap with the least of the kept on top: hundreds of thousands of entries pass, ten stay.
    void keep(VarianceShare const& line) {
        if (top_ == 0) return;
        if (largest_.size() == top_) {
            if (!before(line, largest_.front())) return;
            std::pop_heap(largest_.begin(), largest_.end(), before);
            largest_.pop_back();
        }
        largest_.push_back(line);
        std::push_heap(largest_.begin(), largest_.end(), before);
    }

    SpreadKind kind_;
    std::size_t top_;
    std::vector<VarianceShare> largest_{};
    std::optional<Problem> problem_{};
};

/// The column of entry e; entries are asked for in ascending order, so that the last answer is near.
[[nodiscard]] inline std::int32_t column_of_entry(SparseView<double> const& m, std::size_t e, std::int32_t& last) {
    while (at(m.start[at(last) + 1]) <= e) ++last;
    return last;
}

}  // namespace detail

TANJI_INLINE Result<Variance> try_variance(SystemMatrices const& matrices, std::span<double const> factors, std::span<DemandEntry const> demand,
                                           Gradient const& gradient, Spreads const& spreads, std::size_t top) {
    using detail::at;
    auto const a = matrices.technosphere();
    auto const b = matrices.biosphere();
    if (factors.size() != at(b.rows)) return detail::wrong_factors(at(b.rows), factors.size());
    bool const fits = gradient.technosphere.size() == a.value.size() && gradient.biosphere.size() == b.value.size() && gradient.factors.size() == at(b.rows);
    bool const reaches = std::all_of(demand.begin(), demand.end(), [&](DemandEntry const& entry) { return entry.row >= 0 && at(entry.row) < gradient.demand.size(); });
    if (!fits || !reaches)
        return Problem{.id = "solve.size", .what = "the gradient is not one of this system and demand", .expected = "the matrices and the demand that try_gradient was given",
                       .got = "others", .hint = "compute the gradient again"};
    detail::VarianceSum sum(spreads, top);
    Variance parts;
    using Number = std::tuple<double, double, std::int32_t, std::int32_t>;
    std::int32_t last = 0;
    parts.technosphere = sum.add(EntryKind::technosphere, spreads.technosphere, a.value.size(),
                                 [&](std::size_t e) { return Number(a.value[e], gradient.technosphere[e], a.row[e], detail::column_of_entry(a, e, last)); });
    last = 0;
    parts.biosphere = sum.add(EntryKind::biosphere, spreads.biosphere, b.value.size(),
                              [&](std::size_t e) { return Number(b.value[e], gradient.biosphere[e], b.row[e], detail::column_of_entry(b, e, last)); });
    parts.factors = sum.add(EntryKind::factor, spreads.factors, factors.size(),
                            [&](std::size_t e) { return Number(factors[e], gradient.factors[e], static_cast<std::int32_t>(e), -1); });
    parts.demand = sum.add(EntryKind::demand, spreads.demand, demand.size(),
                           [&](std::size_t e) { return Number(demand[e].amount, gradient.demand[at(demand[e].row)], demand[e].row, -1); });
    return sum.finish(std::move(parts));
}

}  // namespace tanji
