// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "tanji/solve/names.hpp"

/// \file
/// What can be said of A before any amount is looked at: which products and processes can be paired, and who is to blame
/// where they cannot.
namespace tanji {

/// The non-zero pattern of A with the sign of each entry (0: the entry counts as absent).
struct SignedPattern {
    std::int32_t rows = 0;
    std::int32_t columns = 0;
    std::span<std::int32_t const> start{};
    std::span<std::int32_t const> row{};
    std::span<signed char const> sign{};
};

/// Some products (rows) and some processes (columns) of A, ascending.
struct PatternBlock {
    std::vector<std::int32_t> products{};
    std::vector<std::int32_t> processes{};
};

/// The coarse decomposition of Dulmage and Mendelsohn (1958), for matrices of any shape. It does not depend on which of several
/// maximum matchings was found.
struct DulmageMendelsohn {
    /// More products than processes that could make them: their supplies are over-determined. Each block is connected; a
    /// block that lacks one process is minimal: without any of its products the others could all be made.
    std::vector<PatternBlock> lacking_processes{};
    /// More processes than products for them to make: how often they run is left open. Minimal in the same sense.
    std::vector<PatternBlock> lacking_products{};
    /// What is left: as many products as processes, paired completely, not concerned by the faults above.
    PatternBlock determined{};

    /// Nothing lacks: the matrix is square and can be regular.
    [[nodiscard]] bool complete() const noexcept { return lacking_processes.empty() && lacking_products.empty(); }
};

/// O(columns + entries) plus the augmenting paths of one maximum matching. Thread-safe.
[[nodiscard]] DulmageMendelsohn dulmage_mendelsohn(SignedPattern const& pattern);

/// One sentence for each fault of the pattern, in names, the plainest cause first: "coal has no producer", "P and Q both make a".
/// Members of a block that the plain cause explains away are not named. Empty if `blocks.complete()`.
[[nodiscard]] std::vector<std::string> pattern_faults(SignedPattern const& pattern, DulmageMendelsohn const& blocks, NameLookup const& names);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/solve/impl/pattern.ipp"
#endif
