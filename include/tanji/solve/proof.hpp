// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>

#include "tanji/config.hpp"

/// \file
/// What is known about the accuracy of one solution. Small, so that every result can carry it: a number without its proof
/// is not handed out.
namespace tanji {

/// How far the error of a solution is known (rule B2). Only `verified` is a proof; `estimated` may be missed now and then.
enum class ProofLevel : std::uint8_t { none, backward_only, estimated, verified };

/// What a proof speaks of.
enum class ProofSubject : std::uint8_t { supply, unit_scores };

/// Bits of Proof::warnings.
enum class ProofWarning : std::uint32_t {
    not_refined = 1u << 0,        ///< the backward error did not reach the target
    negative_supply = 1u << 1,    ///< some process runs backwards though nothing is avoided
    unproductive = 1u << 2,       ///< a loop consumes at least what it makes
    nearly_singular = 1u << 3,
};

/// Numerics of one solve, and nothing else: trivially copyable. The three errors are infinite unless the level says
/// that they are known; they come from a Verifier and speak of the matrices as they are, not of how right the data are.
struct Proof {
    ProofLevel level = ProofLevel::none;
    ProofSubject subject = ProofSubject::supply;
    std::uint32_t warnings = 0;        ///< ProofWarning bits
    std::int32_t processes = 0;        ///< columns reached by the demand
    std::int32_t components = 0;       ///< strongly connected components among them
    std::int32_t largest_component = 0;
    std::int32_t refinements = 0;      ///< steps that were needed
    double backward_error = 0;         ///< Oettli-Prager, componentwise, over the reached rows
    double target = 1e-14;
    /// Largest |error| / |value| of any supply (or unit score). Large where values cancel to nearly nothing.
    double relative_error = std::numeric_limits<double>::infinity();
    /// Largest |error| / gross, the gross of a supply being all that is made and used of its product: what cancels counts.
    double gross_error = std::numeric_limits<double>::infinity();
    /// Largest |error| / |score| of the scores that were made from the supply, if any were.
    double score_error = std::numeric_limits<double>::infinity();

    [[nodiscard]] bool has(ProofWarning warning) const noexcept { return (warnings & static_cast<std::uint32_t>(warning)) != 0; }
    /// What is claimed, without figures that differ between machines: "verified: every supply is within 1e-13 of the exact
    /// one, every score within 1e-14", or "backward only".
    [[nodiscard]] std::string claim() const;
    /// One line: "verified: every supply is within 1e-13 of the exact one; backward error 3e-16 (target 1e-14), 133
    /// processes, largest loop 21". Errors are rounded up to a power of ten.
    [[nodiscard]] std::string brief() const;
    /// One fact a line, warnings spelled out.
    [[nodiscard]] std::string full() const;
};
// Records store it as bytes and workers send it between threads.
static_assert(std::is_trivially_copyable_v<Proof>);

/// The level in words: "verified", "estimated", "backward only", "none".
[[nodiscard]] std::string_view to_text(ProofLevel level) noexcept;

/// The least power of ten from 1e-16 on that is not below `error`: a bound that reads the same on machines that differ in
/// the last digit (and a double has no more than 16). 0 stays 0, infinity stays.
[[nodiscard]] double rounded_up(double error) noexcept;

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/solve/impl/proof.ipp"
#endif
