// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/base/problem.hpp"
#include "tanji/solve/pattern.hpp"

#include <string>

namespace tanji::detail {

/// A process that uses up all it makes of its own product; met only under Producers::diagonal.
[[nodiscard]] inline Problem gap_problem(std::int32_t column, NameLookup const& names) {
    return {.id = "solve.structure", .what = "a process that is needed makes nothing of its own product", .where = {.object = names.process_text(column)},
            .expected = "an output that is not 0 after what the process uses of it itself", .got = "0 of " + names.product_text(column),
            .hint = "check the amounts of this product in the process"};
}

/// The problem of a system that cannot be square and fully matched.
[[nodiscard]] inline Problem structure_problem(SignedPattern const& p, NameLookup const& names) {
    Problem problem;
    bool const square = p.rows == p.columns;
    problem.id = square ? "solve.structure" : "solve.not-square";
    problem.what = square ? "some products have no producer of their own, whatever the amounts are" : "the system has different numbers of products and processes";
    problem.expected = "for every product one process that makes it, and for every process one product";
    problem.got = std::to_string(p.rows) + " products, " + std::to_string(p.columns) + " processes";
    problem.hint = "link or cut off the inputs named below, allocate processes with several products, merge processes that make the same one";
    problem.related = pattern_faults(p, dulmage_mendelsohn(p), names);
    if (!problem.related.empty()) problem.where.object = problem.related.front();
    return problem;
}

}  // namespace tanji::detail
