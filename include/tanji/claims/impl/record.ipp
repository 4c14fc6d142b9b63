// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>

#include "tanji/base/text.hpp"
#include "tanji/claims/record.hpp"

/// \file
/// Records of one calculation as a few lines for people.
namespace tanji {
namespace detail {

/// "label: a; b; c" on one line, at most `most` entries.
[[nodiscard]] inline std::string brief_line(std::string_view label, std::vector<std::string> const& texts, std::size_t most = 4) {
    if (texts.empty()) return {};
    std::vector<std::string> shown(texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>((std::min)(texts.size(), most)));
    if (texts.size() > most) shown.push_back("and " + std::to_string(texts.size() - most) + " more");
    return "\n  " + std::string(label) + ": " + join(shown, "; ");
}

}  // namespace detail

// Six steps and four entries of a list: enough for a small calculation, and a large one must not fill the terminal.
TANJI_INLINE std::string Record::brief() const {
    std::string text = subject + " of " + std::to_string(steps.size()) + (steps.size() == 1 ? " step" : " steps") + ", tanji " + version +
                       (gwp_set.empty() ? "" : ", GWP " + gwp_set) + ", record " + digest().substr(0, 12);
    std::size_t shown = 0;
    for (auto const& step : steps) {
        if (++shown > 6) {
            text += "\n  and " + std::to_string(steps.size() - 6) + " more steps";
            break;
        }
        text += "\n  " + number_text(step.amount, 6) + " " + step.amount_unit;
        if (step.factor == no_factor) continue;
        RecordFactor const& factor = factors[step.factor];
        text += " x " + factor.key + " (" + factor.region + ", " + std::to_string(factor.year) + ", " + factor.document + ")";
    }
    std::vector<std::string> numbers;
    for (auto const& result : results) numbers.push_back(result.of + " " + number_text(result.amount, 6) + " " + result.unit);
    text += detail::brief_line("results", numbers, 8);
    text += detail::brief_line("not estimated", not_estimated) + detail::brief_line("assumed", assumptions);
    text += detail::brief_line("fallen back", fall_backs) + detail::brief_line("opted in", opt_ins);
    // A licence that asks for its words asks for all of them, in every text that goes on.
    for (auto const& [name, value] : settings) {
        if (name == "attribution") text += "\n  " + value;
    }
    return text;
}

}  // namespace tanji
