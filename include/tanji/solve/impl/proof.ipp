// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>

#include "tanji/base/text.hpp"
#include "tanji/solve/proof.hpp"

namespace tanji {

// Words of reports and JSON; stable, since scripts compare them.
TANJI_INLINE std::string_view to_text(ProofLevel level) noexcept {
    switch (level) {
        case ProofLevel::verified: return "verified";
        case ProofLevel::estimated: return "estimated";
        case ProofLevel::backward_only: return "backward only";
        case ProofLevel::none: break;
    }
    return "none";
}

// 10^k is as exact as the standard's reading of "1e-k"; a value that lies above it by rounding only is still lifted.
TANJI_INLINE double rounded_up(double error) noexcept {
    if (!(error > 0) || !std::isfinite(error)) return error;
    error = (std::max)(error, 1e-16);
    int const exponent = static_cast<int>(std::floor(std::log10(error))) - 1;
    for (int k = exponent; k < exponent + 3; ++k)
        if (double const power = std::pow(10.0, k); power >= error) return power;
    return std::numeric_limits<double>::infinity();
}

namespace detail {

/// "every supply is within 1e-13 of the exact one"; where supplies cancel, in terms of what they are the rest of.
[[nodiscard]] inline std::string error_words(Proof const& proof) {
    bool const supply = proof.subject == ProofSubject::supply;
    // A share above this says little about a value, and above it of the gross, nothing.
    constexpr double too_large = 1e-3;
    std::string text;
    if (!(proof.relative_error <= too_large) && !(proof.gross_error <= too_large)) {
        text = supply ? "some supplies are smaller than what is known of their error" : "some unit scores are smaller than what is known of their error";
    } else {
        bool const cancels = !(proof.relative_error <= too_large);
        text = supply ? "every supply is " : "every unit score is ";
        text += proof.level == ProofLevel::verified ? "within " : "probably within ";
        text += number_text(rounded_up(cancels ? proof.gross_error : proof.relative_error), 1);
        text += !cancels ? " of the exact one" : supply ? " of all that is made and used of its product" : " of all that adds up to it";
    }
    if (std::isfinite(proof.score_error)) text += ", every score within " + number_text(rounded_up(proof.score_error), 1);
    return text;
}

}  // namespace detail

// Never more than was shown: an estimate is "probably", a bound is not.
TANJI_INLINE std::string Proof::claim() const {
    std::string text(to_text(level));
    if (level >= ProofLevel::estimated) text += ": " + detail::error_words(*this);
    return text;
}

// For the foot of a result: what has to be seen even if nothing else is read, hence all warnings. In capitals only the
// one that says that the number itself may be inexact; the others concern the data.
TANJI_INLINE std::string Proof::brief() const {
    std::string text;
    if (level >= ProofLevel::estimated) text = claim() + "; ";
    text += "backward error " + number_text(backward_error, 2) + " (target " + number_text(target, 2) + "), " + std::to_string(processes) +
            (processes == 1 ? " process, " : " processes, ");
    text += largest_component > 1 ? "largest loop " + std::to_string(largest_component) : "no loops";
    if (has(ProofWarning::not_refined)) text += "; TARGET NOT REACHED";
    if (has(ProofWarning::nearly_singular)) text += "; nearly singular";
    if (has(ProofWarning::unproductive)) text += "; a loop consumes at least what it makes";
    if (has(ProofWarning::negative_supply)) text += "; negative supply";
    return text;
}

// All numbers for those who want to judge for themselves; errors are rounded up, never to the nearest.
TANJI_INLINE std::string Proof::full() const {
    std::string_view level_text = "none: nothing was checked";
    if (level == ProofLevel::backward_only) level_text = "backward error only: the solution is exact for inputs changed by at most that share";
    if (level == ProofLevel::estimated) level_text = "estimated: the error was estimated, which is too low now and then";
    if (level == ProofLevel::verified) level_text = "verified: the error is proved not to be larger, every rounding counted";
    std::string text = "level: " + std::string(level_text) + '\n';
    auto const tell = [&](double error, std::string_view words) {
        if (level >= ProofLevel::estimated && std::isfinite(error)) text += std::string(words) + ": " + number_text(rounded_up(error), 1) + '\n';
    };
    tell(relative_error, subject == ProofSubject::supply ? "largest error of a supply, as a share of it" : "largest error of a unit score, as a share of it");
    tell(gross_error, subject == ProofSubject::supply ? "the same as a share of all that is made and used of its product" : "the same as a share of all that adds up to it");
    tell(score_error, "largest error of a score, as a share of it");
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
