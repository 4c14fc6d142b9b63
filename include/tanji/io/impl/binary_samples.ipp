// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <set>
#include <utility>

#include "tanji/analysis/impl/sample_findings.ipp"
#include "tanji/analysis/impl/spreads.ipp"
#include "tanji/base/text.hpp"
#include "tanji/io/binary_footprint.hpp"

/// \file
/// The steps of analysis/score_samples on the content of a file.
namespace tanji {
namespace detail {

/// Used once.
class BinarySampler {
public:
    BinarySampler(BinaryDatabase const& file, BinaryFootprint const& footprint) : file_(file), footprint_(footprint) {}

    /// All of A and B are taken as they lie in the file, so that cells of spreads need no translation; MonteCarlo follows the
    /// demand by itself.
    [[nodiscard]] Result<ScoreSamples> run(std::span<DemandEntry const> demand, std::size_t samples, MonteCarloOptions const& options, WorkControl const& control) {
        if (auto bad = refuse_few_samples(samples)) return *std::move(bad);
        if (auto bad = read()) return *std::move(bad);
        SolverOptions solving;
        solving.producers = file_.diagonal() ? Producers::diagonal : Producers::matched;
        solving.products.emplace();
        for (auto const& line : demand) solving.products->push_back(line.row);
        auto const solver = Solver::try_make(matrices_, solving);
        if (!solver) return solver.problem();
        MonteCarloModel const model{.technosphere = {.exchanges = drawn_a_}, .biosphere = {.exchanges = drawn_b_}, .characterisation = factors_, .categories = static_cast<std::int32_t>(out_.rows.size())};
        auto const plan = MonteCarlo::try_make(*solver, demand, model, options);
        if (!plan) return plan.problem();
        auto result = plan->try_run(samples, control);
        if (!result) return result.problem();
        out_.result = *std::move(result);
        add_findings();
        return std::move(out_);
    }

private:
    using MaybeProblem = std::optional<Problem>;

    /// C of the scores that were not refused, and what the writer of the file had to leave out: only its count was kept.
    [[nodiscard]] MaybeProblem read() {
        auto matrices = file_.try_matrices();
        if (!matrices) return matrices.problem();
        matrices_ = *std::move(matrices);
        for (auto const& score : footprint_.scores) {
            auto const factors = file_.try_factors(score.category);
            if (!factors) return factors.problem();
            for (std::size_t e = 0; e < factors->flow.size(); ++e) factors_.push_back({static_cast<std::int32_t>(out_.rows.size()), factors->flow[e], factors->factor[e]});
            out_.rows.push_back(static_cast<Index>(score.category));
        }
        auto const settings = file_.try_settings();
        if (!settings) return settings.problem();
        for (auto const& [name, value] : *settings)
            if (name == "uncertainties left out") out_.left_out.formulas = static_cast<std::size_t>(parse_number(value).value_or(0));
        return read_spreads();
    }

    /// Cells ascend, so a walk over the columns finds that of each. Those out of reach would be drawn by nobody; they are left away
    /// for the count alone.
    [[nodiscard]] MaybeProblem read_spreads() {
        auto const all = file_.try_uncertainties();
        if (!all) return all.problem();
        std::vector<bool> reached(at(file_.processes()), false);
        for (auto const column : footprint_.part.columns) reached[at(column)] = true;
        std::set<std::pair<bool, std::uint32_t>> items;
        std::int32_t column = 0;
        bool biosphere = false;
        for (auto const& one : *all) {
            if (one.biosphere != biosphere) column = 0;
            biosphere = one.biosphere;
            auto const& matrix = biosphere ? matrices_.biosphere() : matrices_.technosphere();
            while (matrix.start[at(column) + 1] <= one.cell) ++column;
            if (!reached[at(column)]) continue;
            auto sampled = sampled_exchange(one.cell, one.item, one.kind, one.value, one.scale, one.a, one.b, one.c);
            if (!sampled) ++out_.left_out.unusable;
            if (!sampled || sampled->distribution.kind == DistributionKind::none) continue;
            bool const fresh = one.item == 0xFFFFFFFFU || items.insert({biosphere, one.item}).second;
            out_.exchanges += fresh ? 1 : 0;
            off_centre_ += fresh && off_centre(one.kind, one.value, one.scale, one.a) ? 1 : 0;
            (biosphere ? drawn_b_ : drawn_a_).push_back(*std::move(sampled));
        }
        return std::nullopt;
    }

    // As of a model, with fewer words: the file does not know which exchanges had formulas.
    void add_findings() {
        auto const number = out_.left_out.exchanges();
        if (out_.exchanges == 0) out_.findings.push_back(certain_finding(number > 0));
        if (auto failed = failed_finding(out_.result)) out_.findings.push_back(*std::move(failed));
        if (number > 0) {
            Problem problem{"samples.left-out", "Some uncertain values are not drawn; the true spread is likely to be wider"};
            problem.got = std::to_string(out_.left_out.formulas) + " exchanges with formulas in the whole file, " + std::to_string(out_.left_out.unusable) + " with an unusable spread";
            problem.hint = "calculate with the sources of the file to see which";
            out_.findings.push_back({Severity::set_aside, std::move(problem)});
        }
        if (auto centre = off_centre_finding(off_centre_)) out_.findings.push_back(*std::move(centre));
    }

    BinaryDatabase const& file_;
    BinaryFootprint const& footprint_;
    ScoreSamples out_{};
    SystemMatrices matrices_{};
    std::vector<SampledExchange> drawn_a_{}, drawn_b_{};
    std::vector<CharacterisationEntry> factors_{};
    std::size_t off_centre_ = 0;
};

}  // namespace detail

// The footprint is asked for because it has checked the reach: a process that must not be used has no place in samples either.
TANJI_INLINE Result<ScoreSamples> try_binary_samples(BinaryDatabase const& file, std::span<DemandEntry const> demand, BinaryFootprint const& footprint, std::size_t samples,
                                                     MonteCarloOptions const& options, WorkControl const& control) {
    return detail::BinarySampler(file, footprint).run(demand, samples, options, control);
}

}  // namespace tanji
