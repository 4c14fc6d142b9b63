// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include "tanji/base/exact_split.hpp"
#include "tanji/base/exact_sum.hpp"
#include "tanji/base/text.hpp"

/// \file
/// Rounding to a common grid with the largest remainders first, as seats are dealt to parties (Hamilton's method): nothing but whole numbers of
/// quanta is added up, so the sum cannot be off.
TANJI_NO_FUSING_BEGIN
namespace tanji::detail {

[[nodiscard]] inline Problem split_not_finite(double number) {
    return {.id = "number.not-finite", .what = "a part of a sum is not finite", .expected = "a finite number", .got = number_text(number)};
}

/// The place of the last bit of a double of this size: up to 2^53 of it, doubles hold every whole number of it.
[[nodiscard]] inline int lowest_exponent(double number) noexcept {
    int exponent = 0;
    std::frexp(number, &exponent);  // number = m * 2^exponent with 0.5 <= |m| < 1
    return exponent - 53;
}

/// Adds `rest` quanta to the parts that are not 0, those first that rounding down took most from; several rounds where one is not enough.
inline void deal_out(std::vector<double>& quanta, std::vector<double> const& remainder, std::vector<std::size_t> const& order, double rest) {
    auto const count = static_cast<double>(order.size());
    double const each = std::floor(rest / count);
    for (auto const at : order) quanta[at] += each;
    auto const more = static_cast<std::size_t>(rest - each * count);
    std::vector<std::size_t> by_loss = order;
    std::sort(by_loss.begin(), by_loss.end(), [&](std::size_t a, std::size_t b) { return remainder[a] != remainder[b] ? remainder[a] > remainder[b] : a < b; });
    for (std::size_t i = 0; i < more; ++i) quanta[by_loss[i]] += 1;
}

}  // namespace tanji::detail

namespace tanji {

// A gap that roundings explain is some units of the last place of the sizes added up; 1e-12 of them is a thousand times that and still far
// below what any report shows. Scaling by a power of two is exact, so quanta are whole numbers without further care.
TANJI_INLINE Result<ExactSplit> try_exact_split(std::span<double const> parts, double before, double after) {
    double gross = 0;
    for (double const part : parts) gross += std::fabs(part);
    gross *= 1 + 1e-9;  // room for the quanta that are dealt out below
    double const size = (std::max)({gross, std::fabs(before), std::fabs(after)});
    if (!std::isfinite(gross + before) || !std::isfinite(after)) return detail::split_not_finite(gross + before + after);
    ExactSplit split;
    split.parts.assign(parts.size(), 0.0);
    if (size == 0) return split;
    int const exponent = (std::max)(detail::lowest_exponent(size), -1074);
    auto const in_quanta = [&](double number) { return std::ldexp(number, -exponent); };
    double const first = std::nearbyint(in_quanta(before)), last = std::nearbyint(in_quanta(after));
    std::vector<double> quanta(parts.size(), 0.0), remainder(parts.size(), 0.0);
    std::vector<std::size_t> order;
    ExactSum sum;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i] == 0) continue;
        double const exact = in_quanta(parts[i]);
        quanta[i] = std::floor(exact);
        remainder[i] = exact - quanta[i];
        sum += quanta[i];
        order.push_back(i);
    }
    double const rest = last - first - sum.value();
    double const bearable = static_cast<double>(order.size()) + in_quanta(size) * 1e-12;
    if (std::fabs(rest) > bearable || (order.empty() && rest != 0))
        return Problem{.id = "split.differs", .what = "the parts do not add up to the difference they shall explain", .expected = number_text(after - before),
                       .got = number_text(exact_sum(parts)), .hint = "a part is missing or was computed from other numbers"};
    if (!order.empty()) detail::deal_out(quanta, remainder, order, rest);
    split.quantum = std::ldexp(1.0, exponent);
    split.before = std::ldexp(first, exponent);
    split.after = std::ldexp(last, exponent);
    split.change = std::ldexp(last - first, exponent);
    for (auto const at : order) split.parts[at] = std::ldexp(quanta[at], exponent);
    return split;
}

}  // namespace tanji
TANJI_NO_FUSING_END
