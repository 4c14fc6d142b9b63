// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
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

/// A list of at most 20 lines under one id.
[[nodiscard]] inline Finding backwards_finding(Severity severity, std::string id, std::vector<std::string> lines) {
    constexpr std::size_t most = 20;
    Problem problem{.id = std::move(id)};
    std::string const count = lines.size() == 1 ? "1 process runs backwards" : std::to_string(lines.size()) + " processes run backwards";
    problem.got = count;
    problem.where.object = lines.front();
    if (lines.size() > most) {
        std::string const rest = "and " + std::to_string(lines.size() - most) + " more";
        lines.resize(most);
        lines.push_back(rest);
    }
    problem.related = std::move(lines);
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
    std::vector<std::string> reason(supply.size());
    for (auto const& entry : demand) {
        if (entry.row < 0 || entry.row >= s.size) continue;
        std::int32_t const j = s.producer_of_row[at(entry.row)];
        if (entry.amount / a.value[at(s.pivot_of_column[at(j)])] < 0) reason[at(j)] = "the demand returns " + names.product_text(entry.row);
    }
    for (auto const& push : pushes)
        if (push.avoids && supply[at(push.from)] > 0 && reason[at(push.to)].empty())
            reason[at(push.to)] = names.process_text(push.from) + " avoids " + names.product_text(s.row_of_column[at(push.to)]);
    for (bool changed = true; changed;) {
        changed = false;
        for (auto const& push : pushes) {
            if (!reason[at(push.to)].empty() || reason[at(push.from)].empty() || !(supply[at(push.from)] < 0)) continue;
            reason[at(push.to)] = names.process_text(push.from) + " runs backwards and takes less of " + names.product_text(s.row_of_column[at(push.to)]);
            changed = true;
        }
    }
    std::vector<std::string> excused, others;
    for (std::int32_t j = 0; j < s.size; ++j) {
        if (!(supply[at(j)] < 0)) continue;
        std::string const line = names.process_text(j) + " runs " + number_text(supply[at(j)], 6) + " times";
        if (reason[at(j)].empty()) others.push_back(line);
        else excused.push_back(line + ": " + reason[at(j)]);
    }
    std::vector<Finding> findings;
    if (!others.empty()) findings.push_back(detail::backwards_finding(Severity::warning, "solve.negative-supply", std::move(others)));
    if (!excused.empty()) findings.push_back(detail::backwards_finding(Severity::note, "solve.avoided", std::move(excused)));
    return findings;
}

}  // namespace tanji
