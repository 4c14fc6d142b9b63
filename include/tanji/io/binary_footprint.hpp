// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tanji/analysis/score_samples.hpp"
#include "tanji/base/finding.hpp"
#include "tanji/io/binary_database.hpp"
#include "tanji/solve/proof.hpp"
#include "tanji/solve/solver.hpp"

/// \file
/// Supply, inventory and scores straight from a binary database file, without the database that it was made from.
namespace tanji {

/// h = C B x for one row of C; `direct` is what one run of each column of the part costs.
struct BinaryScore {
    std::int32_t category = 0;     ///< row of C in the file
    double amount = 0;             ///< in the unit of the category
    std::vector<double> direct{};  ///< times supply: the contribution of the column
};

/// The result for one demand. Indices of `supply` and `direct` are columns of `part`.
struct BinaryFootprint {
    BinaryPart part{};
    std::vector<double> supply{};       ///< runs per column of the part
    std::vector<double> inventory{};    ///< signed net (outputs - inputs) per elementary flow of the file
    std::vector<BinaryScore> scores{};  ///< of the categories asked for, without those that are refused
    Proof proof{};
    std::vector<BinaryCutOff> cut_offs{};  ///< of processes that run
    std::vector<Finding> findings{};       ///< refused scores, unproductive loops, cut-offs: the loudest first
};

struct BinaryFootprintOptions {
    std::optional<std::vector<std::int32_t>> categories{};  ///< rows of C; all if not given
    /// Solve with all of A instead of the part that is reached. Slower, and the way to the same bits as footprint(): the order in
    /// which processes outside loops are substituted is that of the whole system, and sums of doubles depend on it.
    bool whole = false;
    /// Prove bounds of the errors of supplies and scores (rule B2). Several times dearer than one demand by itself, which is iterated
    /// and not factorised (try_cold_supply).
    bool verify = false;
};

/// Solves A x = f on the part that the demand reaches and characterises the inventory. Rows of the demand are products of the
/// file, amounts in their units. The numbers are those of footprint() on the system that was written: supplies to the last bit with
/// `whole`, else within the backward error; inventory and scores differ in the last bits where a cell is the sum of several exchanges.
/// Problems: "demand.empty", those of BinaryDatabase::try_reachable and of Solver.
///
///     DemandEntry const demand[] = {{file.find_product("smelter").value(), 1000.0}};
///     auto const result = try_binary_footprint(file, demand).value();
[[nodiscard]] Result<BinaryFootprint> try_binary_footprint(BinaryDatabase const& file, std::span<DemandEntry const> demand, BinaryFootprintOptions const& options = {});

/// Samples of the scores of such a result: the same as try_score_samples() on the system that was written (a sampled score differs in
/// the last bits where that one does). `rows` are categories of the file; what was left out is only known for the whole file, as
/// `left_out.formulas`. Reads all matrices and all spreads. Problems: as of try_score_samples, those of reading.
[[nodiscard]] Result<ScoreSamples> try_binary_samples(BinaryDatabase const& file, std::span<DemandEntry const> demand, BinaryFootprint const& footprint, std::size_t samples,
                                                      MonteCarloOptions const& options = {}, WorkControl const& control = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/io/impl/binary_footprint.ipp"
#include "tanji/io/impl/binary_samples.ipp"
#endif
