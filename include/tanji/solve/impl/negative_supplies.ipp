// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "tanji/base/text.hpp"
#include "tanji/solve/diagnose.hpp"

namespace tanji {
namespace detail {

/// Something that makes process `to` run backwards: `from` avoids its product, or runs backwards itself and so returns it.
struct BackwardPush {
    std::int32_t to, from;
    bool avoids;
};

/// All pushes of a solved system. O(entries).
[[nodiscard]] inline std::vector<BackwardPush> backward_pushes(SparseView<double> const& a, Structure::Content const& s, std::span<double const> supply) {
    std::vector<BackwardPush> pushes;
    for (std::int32_t k = 0; k < a.columns; ++k) {
        if (supply[at(k)] == 0) continue;
        for (std::int32_t e = a.start[at(k)]; e < a.start[at(k) + 1]; ++e) {
            std::int32_t const j = s.producer_of_row[at(a.row[at(e)])];
            if (j == k || !(supply[at(j)] < 0) || a.value[at(e)] == 0) continue;
            double const gain = -a.value[at(e)] / a.value[at(s.pivot_of_column[at(j)])];
            if (gain * supply[at(k)] < 0) pushes.push_back({j, k, gain < 0});
        }
    }
    return pushes;
}

/// Why a process may run backwards: a demand returns its product, or another process avoids or no longer takes it.
struct Excuse {
    enum class Reason : std::uint8_t { none, returned, avoided, chain } reason = Reason::none;
    std::int32_t by = 0;
};

/// Under one id, with at most 20 processes by name: behind a returned demand thousands run backwards, and names may have to be read
/// from a file. `line(j)` puts process j into words.
template <class Line>
[[nodiscard]] Finding backwards_finding(Severity severity, std::string id, std::vector<std::int32_t> const& processes, Line const& line) {
    constexpr std::size_t most = 20;
    Problem problem{.id = std::move(id)};
    std::string const count = processes.size() == 1 ? "1 process runs backwards" : std::to_string(processes.size()) + " processes run backwards";
    problem.got = count;
    for (std::size_t k = 0; k < (std::min)(processes.size(), most); ++k) problem.related.push_back(line(processes[k]));
    problem.where.object = problem.related.front();
    if (processes.size() > most) problem.related.push_back("and " + std::to_string(processes.size() - most) + " more");
    problem.what = severity == Severity::note ? count + " because products are avoided or returned, which is legitimate" : count + " though nothing that is avoided or returned makes it so";
    problem.expected = severity == Severity::note ? "credits where a product is avoided" : "supplies of at least 0";
    problem.hint = severity == Severity::note ? "look at the credits if the result surprises" : "look for a loop that consumes more than it makes, or an output entered with the wrong sign";
    return {severity, std::move(problem)};
}

}  // namespace detail

// A process is excused by a demand that returns its product, by one that runs forwards and avoids it, or by an excused one; excuses travel
// along the pushes until nothing changes.
TANJI_INLINE std::vector<Finding> explain_negative_supplies(SystemMatrices const& matrices, Structure const& structure, std::span<DemandEntry const> demand,
                                                            std::span<double const> supply, NameLookup const& names) {
    using detail::at;
    auto const a = matrices.technosphere();
    auto const& s = structure.content();
    if (a.columns != s.size || supply.size() != at(s.size)) return {};
    auto const pushes = detail::backward_pushes(a, s, supply);
    using Reason = detail::Excuse::Reason;
    std::vector<detail::Excuse> excuse(supply.size());
    for (auto const& entry : demand) {
        if (entry.row < 0 || entry.row >= s.size) continue;
        std::int32_t const j = s.producer_of_row[at(entry.row)];
        if (entry.amount / a.value[at(s.pivot_of_column[at(j)])] < 0) excuse[at(j)] = {Reason::returned, entry.row};
    }
    for (auto const& push : pushes)
        if (push.avoids && supply[at(push.from)] > 0 && excuse[at(push.to)].reason == Reason::none) excuse[at(push.to)] = {Reason::avoided, push.from};
    for (bool changed = true; changed;) {
        changed = false;
        for (auto const& push : pushes) {
            if (excuse[at(push.to)].reason != Reason::none || excuse[at(push.from)].reason == Reason::none || !(supply[at(push.from)] < 0)) continue;
            excuse[at(push.to)] = {Reason::chain, push.from};
            changed = true;
        }
    }
    std::vector<std::int32_t> excused, others;
    for (std::int32_t j = 0; j < s.size; ++j)
        if (supply[at(j)] < 0) (excuse[at(j)].reason == Reason::none ? others : excused).push_back(j);
    auto const line = [&](std::int32_t j) {
        std::string const runs = names.process_text(j) + " runs " + number_text(supply[at(j)], 6) + " times", product = names.product_text(s.row_of_column[at(j)]);
        switch (excuse[at(j)].reason) {
            case Reason::none: break;
            case Reason::returned: return runs + ": the demand returns " + product;
            case Reason::avoided: return runs + ": " + names.process_text(excuse[at(j)].by) + " avoids " + product;
            case Reason::chain: return runs + ": " + names.process_text(excuse[at(j)].by) + " runs backwards and takes less of " + product;
        }
        return runs;
    };
    std::vector<Finding> findings;
    if (!others.empty()) findings.push_back(detail::backwards_finding(Severity::warning, "solve.negative-supply", others, line));
    if (!excused.empty()) findings.push_back(detail::backwards_finding(Severity::note, "solve.avoided", excused, line));
    return findings;
}

}  // namespace tanji
