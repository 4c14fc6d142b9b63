// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cmath>

#include "tanji/base/text.hpp"
#include "tanji/verification/deviation.hpp"

namespace tanji {

// Relative to the verified number, not to the reported one: whoever reports a tenth is 90 % off, not 900 %.
TANJI_INLINE Result<double> try_deviation(double reported, double verified) {
    double const result = (reported - verified) / verified;
    if (verified != 0 && std::isfinite(result)) return result;
    return Problem{.id = "verify.reference", .what = "a deviation needs a number to relate to", .expected = "a verified number other than 0, both finite", .got = number_text(reported) + " against " + number_text(verified)};
}

TANJI_INLINE std::optional<Finding> check_deviation(CrossCheck const& check, double threshold) {
    auto const found = try_deviation(check.reported, check.verified);
    if (!found) {
        Problem problem = found.problem();
        problem.where = check.where;
        if (problem.where.object.empty()) problem.where.object = check.what;
        return Finding{Severity::error, std::move(problem)};
    }
    if (std::abs(*found) <= threshold) return std::nullopt;
    Problem problem{.id = "verify.deviation", .what = "a number deviates by more than " + number_text(100 * threshold, 3) + " % from its second source", .where = check.where,
                    .expected = number_text(check.verified) + " " + check.unit, .got = number_text(check.reported) + " " + check.unit + ", " + number_text(100 * *found, 4) + " %",
                    .hint = check.explanation.empty() ? "explain it, or correct the number" : "explained: " + check.explanation};
    if (problem.where.object.empty()) problem.where.object = check.what;
    return Finding{check.explanation.empty() ? Severity::warning : Severity::note, std::move(problem)};
}

}  // namespace tanji
