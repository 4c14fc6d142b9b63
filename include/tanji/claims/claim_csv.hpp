// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tanji/claims/registry.hpp"

/// \file
/// Certificates, consumptions and claims from CSV tables with English or Chinese headers (docs/electricity.md). A table is recognised by its
/// columns, so files come in any number and order.
namespace tanji {

/// One file in memory.
struct ClaimFile {
    std::string name{};
    std::string text{};
};

/// What was entered, and every row that was refused.
struct ClaimImport {
    std::size_t certificates = 0;
    std::size_t consumptions = 0;
    std::size_t generation = 0;
    std::size_t claims = 0;       ///< outside
    std::size_t allotments = 0;
    std::size_t draws = 0;
    /// With file and line. A second use also names, in `related`, the row of the first one.
    std::vector<Problem> refused{};

    [[nodiscard]] bool ok() const noexcept { return refused.empty(); }
};

/// Enters all rows of all files: first what exists, then outside claims, allotments and draws, each in the order of files and rows. A refused row changes nothing
/// and the next is tried, so that one run shows every mistake. Problems of rows: those of Registry, "csv.*", "claims.columns" (a file is no table that
/// is known), "claims.number", "period.*", "date.invalid", the words of certificate.hpp.
[[nodiscard]] ClaimImport read_claims(Registry& registry, std::span<ClaimFile const> files);

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/claims/impl/claim_csv.ipp"
#endif
