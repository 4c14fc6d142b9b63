// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "tanji/base/text.hpp"
#include "tanji/solve/diagnosis.hpp"

namespace tanji {
namespace detail {

// A loop of hundreds of processes is not understood better by naming them all.
inline constexpr std::size_t most_named = 10;

/// "P1: 2" for every process with a share in the null vector, largest first; the smallest named one runs once. Shares below
/// 1e-9 of the largest are rounding, not processes. Scale and sign of a null vector are free: the smallest share is made 1
/// and the largest positive, so that the same loop always shows the same numbers. Ties go by column.
[[nodiscard]] inline std::vector<std::string> null_vector_texts(std::span<std::int32_t const> columns, std::span<double const> runs, NameLookup const& names,
                                                                std::size_t& concerned) {
    std::vector<std::size_t> order;
    double largest = 0;
    for (double const run : runs) largest = (std::max)(largest, std::fabs(run));
    double smallest = largest;
    for (std::size_t k = 0; k < runs.size(); ++k)
        if (std::fabs(runs[k]) > 1e-9 * largest) {
            order.push_back(k);
            smallest = (std::min)(smallest, std::fabs(runs[k]));
        }
    concerned = order.size();
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        double const run_a = std::fabs(runs[a]), run_b = std::fabs(runs[b]);
        return run_a > run_b || (run_a == run_b && a < b);
    });
    double const sign = !order.empty() && runs[order.front()] < 0 ? -1 : 1;
    std::vector<std::string> texts;
    for (std::size_t k = 0; k < (std::min)(order.size(), most_named); ++k)
        texts.push_back(names.process_text(columns[order[k]]) + ": " + number_text(sign * runs[order[k]] / smallest, 6));
    if (order.size() > most_named) texts.push_back("and " + std::to_string(order.size() - most_named) + " more");
    return texts;
}

}  // namespace detail

TANJI_INLINE Problem singular_problem(std::span<std::int32_t const> columns, std::span<double const> runs, NameLookup const& names) {
    std::size_t concerned = 0;
    auto related = detail::null_vector_texts(columns, runs, names, concerned);
    Problem problem;
    problem.id = "solve.singular";
    // One sign all through: a loop that eats what it makes. Both signs: processes that undo each other, such as a unit typed
    // once as an input and once as an output. The remedy differs, and so do the words.
    bool forwards = false, backwards = false;
    for (double const run : runs) {
        forwards = forwards || run > 0;
        backwards = backwards || run < 0;
    }
    problem.what = std::to_string(concerned) + (forwards && backwards ? " processes cancel each other exactly" : " processes form a closed loop with gain exactly 1") +
                   ": run in the proportions below they deliver nothing, so no demand fixes how often they run";
    problem.where.object = related.empty() ? std::string() : related.front();
    problem.expected = "every loop delivers more than it consumes itself";
    problem.got = "a loop that consumes all it makes";
    problem.hint = "check the amounts these processes exchange, above all units; one of them is usually wrong by a factor";
    problem.related = std::move(related);
    return problem;
}

// A finding and no problem: the solution exists and is exact to its backward error. What is doubtful are the data, of which a
// change far below their accuracy would change the result much.
TANJI_INLINE Finding nearly_singular_finding(std::span<std::int32_t const> columns, std::span<double const> runs, double distance, NameLookup const& names) {
    std::size_t concerned = 0;
    Problem problem;
    problem.id = "solve.nearly-singular";
    problem.what = "a loop returns nearly all it makes: results that use it are very sensitive to its data";
    problem.related = detail::null_vector_texts(columns, runs, names, concerned);
    problem.expected = "results that a change of the data by 1e-10 hardly moves";
    problem.got = "a change by " + number_text(distance, 2) + " of the amounts would make the system singular";
    problem.hint = "check the amounts that the processes below exchange; they are listed with how often they run for nothing";
    return {Severity::warning, std::move(problem)};
}

// Hawkins and Simon (1949): supplies are positive for every positive demand only if each loop delivers more than it takes.
// Beyond that the equations still have a solution, with processes that run backwards, so this too is a finding.
TANJI_INLINE Finding unproductive_finding(LoopDiagnosis const& diagnosis, NameLookup const& names) {
    Problem problem;
    problem.id = "solve.unproductive";
    problem.got = "loop gain " + number_text(diagnosis.gain, 6) + " >= 1";
    problem.what = "a loop consumes at least what it makes, " + problem.got + ": the numbers solve the equations but mean nothing";
    problem.expected = "loop gain below 1 (Hawkins-Simon condition)";
    problem.hint = "one of the amounts around the loop is too large, often by a unit (factor 1,000) or entered as its reciprocal";
    // A single cycle with gain above 1 may not exist (two loops of 0.6 through one node); then the strongest links are named.
    if (!diagnosis.cycle.empty()) {
        std::vector<std::string> texts;
        for (std::size_t k = 0; k < (std::min)(diagnosis.cycle.size(), 2 * detail::most_named); ++k) texts.push_back(names.process_text(diagnosis.cycle[k]));
        problem.where.object = join(texts, " <- ");
        problem.related = std::move(texts);
    }
    for (LoopLink const& link : diagnosis.strongest)
        problem.related.push_back(names.process_text(link.consumer) + " consumes from " + names.process_text(link.supplier));
    if (problem.where.object.empty() && !problem.related.empty()) problem.where.object = problem.related.front();
    return {Severity::warning, std::move(problem)};
}

}  // namespace tanji
