// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include "tanji/base/text.hpp"
#include "tanji/solve/proof.hpp"

namespace tanji {

// For the foot of a result: what has to be seen even if nothing else is read, hence all warnings. In capitals only the
// one that says that the number itself may be inexact; the others concern the data.
TANJI_INLINE std::string Proof::brief() const {
    std::string text = "backward error " + number_text(backward_error, 2) + " (target " + number_text(target, 2) + "), " + std::to_string(processes) +
                       (processes == 1 ? " process, " : " processes, ");
    text += largest_component > 1 ? "largest loop " + std::to_string(largest_component) : "no loops";
    if (has(ProofWarning::not_refined)) text += "; TARGET NOT REACHED";
    if (has(ProofWarning::nearly_singular)) text += "; nearly singular";
    if (has(ProofWarning::unproductive)) text += "; a loop consumes at least what it makes";
    if (has(ProofWarning::negative_supply)) text += "; negative supply";
    return text;
}

TANJI_INLINE std::string Proof::full() const {
    std::string_view level_text = "none: nothing was checked";
    if (level == ProofLevel::backward_only) level_text = "backward error only: the solution is exact for inputs changed by at most that share";
    if (level == ProofLevel::estimated) level_text = "forward error estimated";
    if (level == ProofLevel::verified) level_text = "forward error verified";
    std::string text = "level: " + std::string(level_text) + '\n';
    text += "backward error (Oettli-Prager, componentwise): " + number_text(backward_error) + ", target " + number_text(target) + '\n';
    text += "refinement steps: " + std::to_string(refinements) + '\n';
    text += "processes reached: " + std::to_string(processes) + " in " + std::to_string(components) + " components, the largest of " +
            std::to_string(largest_component) + '\n';
    auto const warn = [&](ProofWarning warning, std::string_view words) {
        if (has(warning)) text += "warning: " + std::string(words) + '\n';
    };
    warn(ProofWarning::not_refined, "the backward error did not reach the target");
    warn(ProofWarning::negative_supply, "some process runs backwards although nothing is avoided");
    warn(ProofWarning::unproductive, "a loop consumes at least what it makes: the numbers solve the equations but mean nothing");
    warn(ProofWarning::nearly_singular, "a loop returns nearly all it makes: small changes of the data change the result much");
    return text;
}

}  // namespace tanji
