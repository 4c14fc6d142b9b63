// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>

#include "tanji/analysis/impl/cells.ipp"
#include "tanji/analysis/impl/placed_factors.ipp"
#include "tanji/analysis/impl/process_words.ipp"
#include "tanji/analysis/impl/sample_findings.ipp"
#include "tanji/analysis/impl/spreads.ipp"
#include "tanji/analysis/score_samples.hpp"

namespace tanji {
namespace detail {

/// From a footprint to the model of MonteCarlo: the cells of A, B split where factors depend on places, C without refused rows, and
/// the spreads of the files by cell. Used once.
class ScoreSampler {
public:
    explicit ScoreSampler(Footprint const& footprint) : footprint_(footprint), system_(footprint.system()) {}

    /// The order matters: spreads() reads the cells of the matrix made just before it.
    [[nodiscard]] Result<ScoreSamples> run(std::size_t samples, MonteCarloOptions const& options, WorkControl const& control) {
        if (auto bad = refuse_few_samples(samples)) return *std::move(bad);
        for (auto const& score : footprint_.scores()) out_.rows.push_back(score.row);
        auto technosphere = columns_of(system_, system_.technosphere(), system_.columns().size(), true, &cell_);
        auto const drawn_a = spreads(system_.technosphere());
        auto biosphere = split_biosphere();
        auto const drawn_b = spreads(system_.biosphere());
        count_left_out();
        auto solver = factorise(std::move(technosphere), std::move(biosphere));
        if (!solver) return solver.problem();
        MonteCarloModel const model{.technosphere = {.exchanges = drawn_a}, .biosphere = {.exchanges = drawn_b}, .characterisation = factors_, .categories = solver_index(out_.rows.size())};
        auto const plan = MonteCarlo::try_make(*solver, demand_, model, options);
        if (!plan) return plan.problem();
        auto result = plan->try_run(samples, control);
        if (!result) return result.problem();
        out_.result = *std::move(result);
        add_findings();
        return std::move(out_);
    }

private:
    /// Column by column as columns_of, but an entry whose factor depends on its place gets a row of its own behind all others: one
    /// row of C could not hold several factors for it. Rows of C are written on the way.
    [[nodiscard]] SparseColumns<double> split_biosphere() {
        auto const entries = system_.biosphere();
        auto const& rows = footprint_.characterisation().rows;
        std::vector<bool> placed(system_.elementary().size(), false);
        std::vector<PlacedFactors> factors;
        for (std::size_t k = 0; k < out_.rows.size(); ++k) {
            auto const& row = rows[out_.rows[k]];
            for (auto const& located : row.located) placed[located.flow] = true;
            for (std::size_t i = 0; i < row.flow.size(); ++i) factors_.push_back({solver_index(k), solver_index(row.flow[i]), row.factor[i]});
            factors.emplace_back(row, system_.elementary().size());
        }
        SparseColumns<double> b{.rows = solver_index(system_.elementary().size()), .columns = solver_index(system_.columns().size())};
        cell_.assign(entries.size(), -1);
        std::size_t next = 0;
        for (Index column = 0; column < system_.columns().size(); ++column) {
            auto const first = next, begin = b.row.size();
            while (next < entries.size() && entries[next].column == column) ++next;
            if (system_.columns()[column].refusal == no_index) {
                for (auto k = first; k < next; ++k)
                    if (!placed[entries[k].row]) append(b, begin, solver_index(entries[k].row), k, entries[k].value);
                for (auto k = first; k < next; ++k) {
                    if (!placed[entries[k].row]) continue;
                    for (std::size_t i = 0; i < factors.size(); ++i)
                        if (double const factor = factors[i].at(entries[k].row, place_of(system_, entries[k])); factor != 0) factors_.push_back({solver_index(i), b.rows, factor});
                    append(b, begin, b.rows, k, entries[k].value);
                    ++b.rows;
                }
            }
            b.start.push_back(solver_index(b.row.size()));
        }
        return b;
    }

    /// Into the cell of the entry before it if that has the same row.
    void append(SparseColumns<double>& b, std::size_t begin, std::int32_t row, std::size_t entry, double value) {
        if (b.row.size() > begin && b.row.back() == row) b.value.back() += value;
        else {
            b.row.push_back(row);
            b.value.push_back(value);
        }
        cell_[entry] = solver_index(b.value.size() - 1);
    }

    /// What can be drawn, by the cells in `cell_`. Columns that are not reached are passed over: counts are those of this result.
    [[nodiscard]] std::vector<SampledExchange> spreads(std::span<Entry const> entries) {
        std::vector<SampledExchange> drawn;
        each_spread(system_, entries, [&](EntrySpread const& one) {
            auto const& entry = entries[one.entry];
            if (!footprint_.reaches(entry.column) || cell_[one.entry] < 0) return;
            bool const counts = is_new(entry);
            if (one.formula) {
                if (counts) note_left_out(out_.left_out.formulas, entry);
                return;
            }
            auto const& s = *one.spread;
            auto const sampled = sampled_exchange(cell_[one.entry], one.item, s.kind, entry.value, one.scale, s.a, s.b, s.c);
            if (!sampled) {
                if (counts) note_left_out(out_.left_out.unusable, entry);
            } else if (sampled->distribution.kind != DistributionKind::none) {
                out_.exchanges += counts ? 1 : 0;
                if (counts && off_centre(s.kind, entry.value, one.scale, s.a)) {
                    ++off_centre_;
                    add_example(off_centre_examples_, entry.process, entry.exchange);
                }
                drawn.push_back(*sampled);
            }
        });
        return drawn;
    }

    /// Whether an exchange is met for the first time: it has an entry in every column of its process.
    [[nodiscard]] bool is_new(Entry const& entry) {
        if (process_ != entry.process) seen_.assign(system_.database().processes()[entry.process].exchanges.size(), false);
        process_ = entry.process;
        bool const fresh = !seen_[entry.exchange];
        seen_[entry.exchange] = true;
        return fresh;
    }

    // The count is complete, the names are examples.
    void note_left_out(std::size_t& count, Entry const& entry) {
        ++count;
        name_left_out(entry.process, entry.exchange);
    }
    /// Ten are enough to see what kind of data it is.
    void add_example(std::vector<std::string>& examples, Index process, Index exchange) const {
        constexpr std::size_t most = 10;
        if (examples.size() >= most) return;
        auto const& data = system_.database();
        auto const name = data.process_name(process);
        examples.push_back(std::string(trim(data.flows()[data.processes()[process].exchanges[exchange].flow].name)) + " in process '" + std::string(trim(name.name)) + "' (id " + name.id + ")");
    }
    void name_left_out(Index process, Index exchange) { add_example(examples_, process, exchange); }

    /// What has a spread and no entry: amounts of 0, and parameters, whose effect goes through formulas.
    void count_left_out() {
        auto const& data = system_.database();
        std::vector<bool> reached(data.processes().size(), false);
        for (Index column = 0; column < system_.columns().size(); ++column)
            if (footprint_.reaches(column)) reached[system_.columns()[column].process] = true;
        for (Index p = 0; p < reached.size(); ++p) {
            if (!reached[p]) continue;
            auto const& process = data.processes()[p];
            for (Index e = 0; e < process.exchanges.size(); ++e) {
                auto const& exchange = process.exchanges[e];
                if (exchange.uncertainty == no_index || exchange.amount != 0 || exchange.formula != no_index) continue;
                if (process.uncertainties[exchange.uncertainty].kind == DistributionKind::none) continue;
                ++out_.left_out.zero;
                name_left_out(p, e);
            }
            count_parameters(process.parameters);
        }
        count_parameters(data.content().parameters);
    }
    // Whether a formula that matters uses it is not asked: better one said too many than an uncertainty that nobody hears of.
    void count_parameters(std::vector<Parameter> const& parameters) {
        out_.left_out.parameters += static_cast<std::size_t>(std::count_if(parameters.begin(), parameters.end(), [](Parameter const& one) { return one.uncertainty.kind != DistributionKind::none; }));
    }

    /// The footprint kept its supply and not its factors. As there, only what the demand reaches is factorised, and names are made
    /// for messages alone.
    [[nodiscard]] Result<Solver> factorise(SparseColumns<double> technosphere, SparseColumns<double> biosphere) {
        SolverOptions options;
        options.products.emplace();
        for (auto const& line : footprint_.demand()) {
            demand_.push_back({solver_index(line.column), line.amount});
            options.products->push_back(solver_index(line.column));
        }
        options.producers = Producers::diagonal;
        options.names.process = [this](std::int32_t column) { return process_words(system_, static_cast<Index>(column)); };
        options.names.product = [this](std::int32_t row) { return product_words(system_, static_cast<Index>(row)); };
        auto matrices = SystemMatrices::try_make(std::move(technosphere), std::move(biosphere), options.names);
        if (!matrices) return matrices.problem();
        return Solver::try_make(*std::move(matrices), options);
    }

    /// Loudest first: that nothing is uncertain, that samples failed, what is not drawn, where files contradict themselves.
    void add_findings() {
        auto const& left = out_.left_out;
        bool const lacks = left.exchanges() + left.parameters > 0;
        if (out_.exchanges == 0) out_.findings.push_back(certain_finding(lacks));
        if (auto failed = failed_finding(out_.result)) out_.findings.push_back(*std::move(failed));
        if (lacks) {
            Problem problem{"samples.left-out", "Some uncertain values are not drawn; the true spread is likely to be wider"};
            problem.got = std::to_string(left.formulas) + " exchanges with formulas, " + std::to_string(left.zero) + " of amount 0, " + std::to_string(left.unusable) + " with an unusable spread, " +
                          std::to_string(left.parameters) + " uncertain parameters";
            problem.hint = "file_variance() of the library has exchanges with formulas and parameters to first order";
            problem.related = std::move(examples_);
            out_.findings.push_back({Severity::set_aside, std::move(problem)});
        }
        if (auto centre = off_centre_finding(off_centre_, std::move(off_centre_examples_))) out_.findings.push_back(*std::move(centre));
    }

    Footprint const& footprint_;
    ProductSystem const& system_;
    ScoreSamples out_{};
    std::vector<CharacterisationEntry> factors_{};
    std::vector<DemandEntry> demand_{};
    std::vector<std::int32_t> cell_{};    // of each entry of the matrix at hand
    std::vector<std::string> examples_{}, off_centre_examples_{};
    std::vector<bool> seen_{};            // exchanges of the process at hand
    Index process_ = no_index;
    std::size_t off_centre_ = 0;
};

}  // namespace detail

// Each call factorises and plans anew: who wants many runs of one demand asks for all samples at once, or uses MonteCarlo.
TANJI_INLINE Result<ScoreSamples> try_score_samples(Footprint const& footprint, std::size_t samples, MonteCarloOptions const& options, WorkControl const& control) {
    return detail::ScoreSampler(footprint).run(samples, options, control);
}

TANJI_INLINE ScoreSamples score_samples(Footprint const& footprint, std::size_t samples, MonteCarloOptions const& options, WorkControl const& control) {
    return try_score_samples(footprint, samples, options, control).value();
}

}  // namespace tanji
