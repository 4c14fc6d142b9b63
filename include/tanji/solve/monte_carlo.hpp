// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "tanji/base/executor.hpp"
#include "tanji/solve/solver.hpp"
#include "tanji/uncertainty/distribution.hpp"
#include "tanji/uncertainty/sampler.hpp"
#include "tanji/uncertainty/summary.hpp"

/// \file
/// Monte Carlo: every uncertain exchange that a demand can reach is drawn anew for each sample, the system is solved, the
/// full inventory and all scores are computed (docs/monte-carlo.md). On numbers only: names and units belong to the caller.
///
///     MonteCarloModel model{.technosphere = {.sigma = sigma_a}, .biosphere = {.sigma = sigma_b}, .characterisation = factors,
///                           .categories = 20};
///     DemandEntry const demand[] = {{.row = 14903, .amount = 1}};
///     auto const plan = MonteCarlo::try_make(solver, demand, model, {.seed = 1}).value();   // once per demand
///     ThreadExecutor two(2);
///     auto const result = plan.try_run(1000, {.executor = &two}).value();                   // same bits on any number of threads
///     Summary const gwp = result.summary(0);
namespace tanji {

/// One exchange that is drawn on its own (rule B6: exchanges of one cell are sampled separately). The entry's sampled value is
/// its value in the matrix, less `nominal`, plus `scale` x the number drawn.
struct SampledExchange {
    std::int32_t entry = 0;      ///< index into the values of the matrix
    double nominal = 0;          ///< what the exchange contributes to the matrix value, signed
    double scale = 1;            ///< from the distribution's unit to the cell: unit factor, allocation, sign
    Distribution distribution{};
    /// Two exchanges with the same item are one random variable. By default each has its own: entries of the matrix + its place in the list.
    std::uint32_t item = 0xFFFFFFFFU;
};

/// What is uncertain in one matrix. Borrowed: must outlive try_make, no longer.
struct SampledMatrix {
    /// Per entry the natural logarithm of the geometric standard deviation of a lognormal around the matrix value; 0: certain.
    /// The item is the index of the entry. May be empty.
    std::span<double const> sigma{};
    std::span<SampledExchange const> exchanges{}; ///< for all else; may add to entries that have a sigma of 0
};

struct CharacterisationEntry {
    std::int32_t category = 0;
    std::int32_t flow = 0;
    double factor = 0;
};

struct MonteCarloModel {
    SampledMatrix technosphere{};
    SampledMatrix biosphere{};
    std::span<CharacterisationEntry const> characterisation{}; ///< entries of one place add up; certain
    std::int32_t categories = 0;
};

/// 52 to 53 random bits per draw, or 31: about twice as fast, tails to 6.7 instead of 8.6 standard deviations, lognormal
/// factors rounded to float. A choice that every result names.
enum class DrawBits : std::uint8_t { wide, narrow };

struct MonteCarloOptions {
    std::uint64_t seed = 0;
    LognormalAmount amount = LognormalAmount::median;
    DrawBits bits = DrawBits::wide;
    InstructionSet kernel = best_instruction_set(); ///< results are the same bits with each; tests override it
};

/// A sample that gave no result, with the reason.
struct FailedSample {
    std::uint64_t sample = 0;
    Problem problem{};
};

/// Scores of all samples. Failed samples are listed and have no score: they are never silently dropped.
struct MonteCarloResult {
    std::uint64_t seed = 0;
    std::uint64_t first = 0;             ///< number of the first sample
    std::size_t samples = 0;             ///< asked for
    std::int32_t categories = 0;
    LognormalAmount amount = LognormalAmount::median;
    DrawBits bits = DrawBits::wide;
    InstructionSet kernel = InstructionSet::baseline;
    std::size_t draws_per_sample = 0;    ///< random numbers: uncertain exchanges that the demand reaches
    std::vector<double> nominal{};       ///< scores without uncertainty, one per category
    std::vector<double> scores{};        ///< [category * samples + k]; 0 where sample k failed
    std::vector<FailedSample> failed{};  ///< ascending
    std::size_t solved_apart = 0;        ///< samples whose lane did not converge and that were factorised on their own
    std::size_t turned = 0;              ///< samples in which some process runs in the other direction than nominally
    double largest_backward_error = 0;   ///< componentwise, over all samples that did not fail

    /// Over the samples that did not fail.
    [[nodiscard]] Summary summary(std::int32_t category) const;
    [[nodiscard]] std::vector<double> succeeded(std::int32_t category) const;
    /// "1000 samples, seed 1, ..., 2 failed, 1 solved apart": the settings and what went wrong, on one line.
    [[nodiscard]] std::string brief() const;
};

/// One sample in full: what was drawn and what came of it.
struct MonteCarloSample {
    std::vector<double> technosphere{}; ///< all values of A, drawn where the demand reaches, nominal elsewhere
    std::vector<double> biosphere{};    ///< all values of B, likewise
    std::vector<double> supply{};       ///< per process; 0 outside the reach
    std::vector<double> inventory{};    ///< per flow
    std::vector<double> scores{};       ///< per category
};

/// The plan of one demand: what is reached, in which order it is drawn and solved. Immutable, shareable between threads.
class MonteCarlo {
public:
    MonteCarlo() = default;

    /// Solves the nominal system and orders the elimination; tens of milliseconds on an ecoinvent-sized database. Problems: "montecarlo.shape",
    /// "montecarlo.entry", "montecarlo.sigma", and those of Solver::try_supply.
    [[nodiscard]] static Result<MonteCarlo> try_make(Solver const& solver, std::span<DemandEntry const> demand, MonteCarloModel const& model,
                                                     MonteCarloOptions const& options = {});

    /// Samples first .. first + samples - 1. Sample k is the same whatever else is asked for. Needs about 60 bytes per draw and
    /// thread. Problem: "work.stopped".
    [[nodiscard]] Result<MonteCarloResult> try_run(std::size_t samples, WorkControl const& control = {}, std::uint64_t first = 0) const;

    /// Sample k again, with everything it drew: to look at outliers, to check. Problems: those a sample fails with.
    [[nodiscard]] Result<MonteCarloSample> try_sample(std::uint64_t sample) const;

    [[nodiscard]] std::size_t draws_per_sample() const noexcept;
    struct Content;
    [[nodiscard]] Content const& content() const noexcept { return *content_; }  ///< of a plan that was made

private:
    std::shared_ptr<Content const> content_{};
};

}  // namespace tanji

#ifndef TANJI_COMPILED
#include "tanji/solve/impl/monte_carlo.ipp"
#endif
