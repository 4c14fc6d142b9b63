// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <string>
#include <vector>

#include "tanji/analysis/footprint.hpp"
#include "tanji/solve/monte_carlo.hpp"

/// \file
/// How far the scores of a footprint may be off because the amounts behind them are uncertain: Monte Carlo over the exchanges of
/// the files (docs/monte-carlo.md). solve/monte_carlo.hpp does the work; here are the names, and what of the files cannot be drawn.
///
///     auto const samples = score_samples(result, 1000, {.seed = 1});
///     Summary const gwp = samples.result.summary(0);   // median, mean, sd, 2.5 and 97.5 % of result.scores()[0]
namespace tanji {

/// What states a spread and is not drawn, but kept as certain: each exchange counted once, of processes that the demand reaches.
struct LeftOutSpreads {
    std::size_t formulas = 0;     ///< their amount or spread is given by a formula
    std::size_t zero = 0;         ///< amount 0: not in the matrices
    std::size_t unusable = 0;     ///< parameters that make no sense, such as a mode outside its triangle
    std::size_t parameters = 0;   ///< uncertain parameters, of these processes and global ones; file_variance() has them to first order
    [[nodiscard]] std::size_t exchanges() const noexcept { return formulas + zero + unusable; }
};

/// Samples of all scores of a footprint.
struct ScoreSamples {
    MonteCarloResult result{};      ///< category k belongs to rows[k]; `nominal` are the scores as stored
    std::vector<Index> rows{};      ///< rows of C, those of Footprint::scores(): a refused score has no samples either
    std::size_t exchanges = 0;      ///< drawn: each is one random variable, in however many columns allocation puts it
    LeftOutSpreads left_out{};
    /// "samples.certain" where nothing is uncertain, "samples.left-out", "samples.off-centre", "samples.failed".
    std::vector<Finding> findings{};
};

/// Draws every exchange with a spread (lognormal, normal, triangular, uniform) of processes that the demand reaches, solves, and
/// scores. Exchanges of one cell are drawn apart; one exchange is one variable in all columns of its process (rule B6). Drawn are
/// amounts before allocation: shares stay as they were linked, also where they follow from amounts. Factors of methods are certain.
/// The same numbers on any machine and any number of threads, also from a binary file of the same system. `control` takes threads,
/// progress and a stop token. Cost: one more factorisation, then see MonteCarlo.
/// Problems: "samples.number" for fewer than two, those of Solver, "work.stopped".
[[nodiscard]] Result<ScoreSamples> try_score_samples(Footprint const& footprint, std::size_t samples, MonteCarloOptions const& options = {}, WorkControl const& control = {});
[[nodiscard]] ScoreSamples score_samples(Footprint const& footprint, std::size_t samples, MonteCarloOptions const& options = {}, WorkControl const& control = {});

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/analysis/impl/score_samples.ipp"
#endif
