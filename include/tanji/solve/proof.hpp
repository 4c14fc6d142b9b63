// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>

#include "tanji/config.hpp"

/// \file
/// What is known about the accuracy of one solution. Small, so that every result can carry it: a number without its proof
/// is not handed out.
namespace tanji {

/// How far the error of a solution is known (rule B2).
enum class ProofLevel : std::uint8_t { none, backward_only, estimated, verified };

/// Bits of Proof::warnings.
enum class ProofWarning : std::uint32_t {
    not_refined = 1u << 0,        ///< the backward error did not reach the target
    negative_supply = 1u << 1,    ///< some process runs backwards though nothing is avoided
    unproductive = 1u << 2,       ///< a loop consumes at least what it makes
    nearly_singular = 1u << 3,
};

/// Numerics of one solve, and nothing else: trivially copyable.
struct Proof {
    ProofLevel level = ProofLevel::none;
    std::uint32_t warnings = 0;        ///< ProofWarning bits
    std::int32_t processes = 0;        ///< columns reached by the demand
    std::int32_t components = 0;       ///< strongly connected components among them
    std::int32_t largest_component = 0;
    std::int32_t refinements = 0;      ///< steps that were needed
    double backward_error = 0;         ///< Oettli-Prager, componentwise, over the reached rows
    double target = 1e-14;

    [[nodiscard]] bool has(ProofWarning warning) const noexcept { return (warnings & static_cast<std::uint32_t>(warning)) != 0; }
    /// One line: "backward error 3e-16 (target 1e-14), 133 processes, largest loop 21".
    [[nodiscard]] std::string brief() const;
    /// One fact a line, warnings spelled out.
    [[nodiscard]] std::string full() const;
};
// Records store it as bytes and workers send it between threads.
static_assert(std::is_trivially_copyable_v<Proof>);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/solve/impl/proof.ipp"
#endif
