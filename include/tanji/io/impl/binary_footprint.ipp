// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tanji/base/exact_sum.hpp"
#include "tanji/io/binary_footprint.hpp"
#include "tanji/solve/cold.hpp"
#include "tanji/solve/diagnose.hpp"
#include "tanji/solve/verifier.hpp"

/// \file
/// The steps of analysis/footprint on the part of a file. Sums go in the order of columns, which is that of the file.
namespace tanji {
namespace detail {

class BinaryFootprintMaker {
public:
    explicit BinaryFootprintMaker(BinaryDatabase const& file) : file_(file) {}

    [[nodiscard]] Result<BinaryFootprint> run(std::span<DemandEntry const> demand, BinaryFootprintOptions const& options) {
        if (demand.empty()) return Problem{"demand.empty", "The demand is empty", {}, "at least one product", "none", "Ask for a product with find_product"};
        if (auto bad = solve(demand, options)) return *std::move(bad);
        take_inventory();
        if (auto bad = list_refused()) return *std::move(bad);
        std::vector<std::int32_t> rows(at(file_.categories()));
        std::iota(rows.begin(), rows.end(), 0);
        if (options.categories) rows = *options.categories;
        for (auto const row : rows)
            if (auto bad = open_score(row)) return *std::move(bad);
        if (auto bad = spread_factors()) return *std::move(bad);
        assess();
        if (auto bad = list_cut_offs()) return *std::move(bad);
        return std::move(out_);
    }

private:
    using MaybeProblem = std::optional<Problem>;

    /// Finds the part in either case: it says what must not be reached. Names are read for messages only.
    [[nodiscard]] MaybeProblem solve(std::span<DemandEntry const> demand, BinaryFootprintOptions const& how) {
        bool const whole = how.whole;
        std::vector<std::int32_t> rows;
        for (auto const& line : demand) rows.push_back(line.row);
        auto part = file_.try_reachable(rows);
        if (!part) return part.problem();
        out_.part = *std::move(part);
        std::vector<DemandEntry> lines(demand.begin(), demand.end());
        SystemMatrices matrices = out_.part.matrices;
        SolverOptions options;
        options.producers = file_.diagonal() ? Producers::diagonal : Producers::matched;
        if (whole) {
            auto all = file_.try_matrices();
            if (!all) return all.problem();
            matrices = *std::move(all);
            options.products = rows;
        } else {
            for (std::size_t i = 0; i < lines.size(); ++i) lines[i].row = out_.part.demanded[i];
        }
        options.names.process = [this, whole](std::int32_t column) { return process_text(whole ? column : out_.part.columns[at(column)]); };
        options.names.product = [this, whole](std::int32_t row) { return product_text(whole ? row : out_.part.rows[at(row)]); };
        if (!whole && !how.verify) return iterate(matrices, options, lines);
        return factorise(matrices, options, lines, how);
    }

    /// Nothing is kept for a second demand, so nothing is factorised for it.
    [[nodiscard]] MaybeProblem iterate(SystemMatrices const& matrices, SolverOptions const& options, std::span<DemandEntry const> demand) {
        auto cold = try_cold_supply(matrices, demand, {.producers = options.producers, .names = options.names});
        if (!cold) return cold.problem();
        out_.supply = std::move(cold->supply);
        out_.proof = cold->proof;
        out_.findings = std::move(cold->findings);
        if (runs_backwards()) {
            auto const structure = Structure::try_make(matrices, options.names, options.producers);
            if (!structure) return structure.problem();
            explain_backwards(matrices, *structure, demand, out_.supply, options.names);
        }
        return std::nullopt;
    }

    [[nodiscard]] bool runs_backwards() const {
        return !out_.proof.has(ProofWarning::unproductive) && std::any_of(out_.supply.begin(), out_.supply.end(), [](double runs) { return runs < 0; });
    }

    /// As in analysis/footprint: rule B4.
    void explain_backwards(SystemMatrices const& matrices, Structure const& structure, std::span<DemandEntry const> demand, std::span<double const> supply, NameLookup const& names) {
        auto const found = explain_negative_supplies(matrices, structure, demand, supply, names);
        out_.findings.insert(out_.findings.end(), found.begin(), found.end());
    }

    [[nodiscard]] MaybeProblem factorise(SystemMatrices const& matrices, SolverOptions const& options, std::span<DemandEntry const> demand, BinaryFootprintOptions const& how) {
        auto const solver = Solver::try_make(matrices, options);
        if (!solver) return solver.problem();
        Workspace workspace;
        std::span<double> supply;
        auto const proof = solver->try_supply(demand, workspace, supply);
        if (!proof) return proof.problem();
        out_.proof = *proof;
        auto const of_part = [&](std::span<double const> all, std::vector<double>& to) {
            for (std::size_t j = 0; j < out_.part.columns.size(); ++j) to.push_back(all[how.whole ? at(out_.part.columns[j]) : j]);
        };
        of_part(supply, out_.supply);
        out_.findings.assign(solver->findings().begin(), solver->findings().end());
        if (runs_backwards()) explain_backwards(matrices, solver->structure(), demand, supply, options.names);
        if (!how.verify) return std::nullopt;
        VerifierWorkspace verifying;
        std::span<double> bound;
        auto const proved = Verifier::make(*solver).try_bound_supply(demand, supply, *proof, verifying, bound);
        if (!proved) return proved.problem();
        out_.proof = *proved;
        if (!bound.empty()) of_part(bound, bound_);
        return std::nullopt;
    }

    // For messages, therefore without failing: a name that cannot be read becomes a number.
    [[nodiscard]] std::string process_text(std::int32_t column) const {
        auto const process = file_.try_process(column);
        if (!process || process->name.empty()) return "process " + std::to_string(column + 1);
        return process->name + (process->place.empty() ? "" : " [" + process->place + "]");
    }
    /// Likewise.
    [[nodiscard]] std::string product_text(std::int32_t row) const {
        auto const product = file_.try_product(row);
        return !product || product->name.empty() ? "product " + std::to_string(row + 1) : product->name;
    }

    /// g = B x. `moved_` tells a flow that cancels to 0 from one that never occurred.
    void take_inventory() {
        auto const b = out_.part.matrices.biosphere();
        out_.inventory.assign(at(b.rows), 0.0);
        moved_.assign(at(b.rows), 0);
        for (std::size_t j = 0; j < out_.supply.size() && b.columns > 0; ++j) {
            if (out_.supply[j] == 0) continue;
            for (auto e = at(b.start[j]); e < at(b.start[j + 1]); ++e) {
                out_.inventory[at(b.row[e])] += b.value[e] * out_.supply[j];
                moved_[at(b.row[e])] = 1;
            }
        }
    }

    /// Few, and needed before any score: read once.
    [[nodiscard]] MaybeProblem list_refused() {
        auto refused = file_.try_refused();
        if (!refused) return refused.problem();
        refused_ = *std::move(refused);
        return std::nullopt;
    }

    /// A flow without a usable factor refuses the score only if it moved here (rule A8): missing is never zero.
    [[nodiscard]] MaybeProblem open_score(std::int32_t row) {
        for (auto const& one : refused_) {
            if (one.category != row || moved_[at(one.flow)] == 0) continue;
            auto const category = file_.try_category(row);
            if (!category) return category.problem();
            out_.findings.insert(out_.findings.begin(), {Severity::error, {"footprint.refused-score", "The score of '" + category->category + "' is refused: " + one.reason}});
            return std::nullopt;
        }
        out_.scores.push_back({.category = row});
        out_.scores.back().direct.assign(out_.supply.size(), 0.0);
        return std::nullopt;
    }

    /// Factors of all scores side by side, by flow: B is by far the longest to read, and is read once.
    [[nodiscard]] MaybeProblem spread_factors() {
        auto const scores = out_.scores.size();
        factor_.assign(out_.inventory.size() * scores, 0.0);
        for (std::size_t k = 0; k < scores; ++k) {
            auto const factors = file_.try_factors(out_.scores[k].category);
            if (!factors) return factors.problem();
            for (std::size_t e = 0; e < factors->flow.size(); ++e) factor_[at(factors->flow[e]) * scores + k] = factors->factor[e];
        }
        return std::nullopt;
    }

    /// h = C B x: what one run of each process costs, times its runs.
    void assess() {
        auto const b = out_.part.matrices.biosphere();
        auto const scores = out_.scores.size();
        std::vector<double> cost(scores);
        std::vector<ExactSum> sums(scores);  // processes may cancel to a small rest
        for (std::size_t j = 0; j < out_.supply.size() && b.columns > 0; ++j) {
            std::fill(cost.begin(), cost.end(), 0.0);
            for (auto e = at(b.start[j]); e < at(b.start[j + 1]); ++e) {
                double const* const factor = factor_.data() + at(b.row[e]) * scores;
                for (std::size_t k = 0; k < scores; ++k) cost[k] += factor[k] * b.value[e];
            }
            for (std::size_t k = 0; k < scores; ++k) {
                out_.scores[k].direct[j] = cost[k];
                sums[k] += cost[k] * out_.supply[j];
            }
        }
        for (std::size_t k = 0; k < scores; ++k) {
            auto& score = out_.scores[k];
            score.amount = sums[k].value();
            if (bound_.empty()) continue;
            double const bound = score_bound(score.direct, out_.supply, bound_), share = bound == 0 ? 0 : bound / std::abs(score.amount);
            out_.proof.score_error = k == 0 ? share : (std::max)(out_.proof.score_error, share);
        }
    }

    /// Only those of processes that run here: a database has thousands, a product a handful.
    [[nodiscard]] MaybeProblem list_cut_offs() {
        auto cut_offs = file_.try_cut_offs();
        if (!cut_offs) return cut_offs.problem();
        auto const& columns = out_.part.columns;
        for (auto& one : *cut_offs) {
            auto const place = std::lower_bound(columns.begin(), columns.end(), one.process) - columns.begin();
            if (place < std::ssize(columns) && columns[static_cast<std::size_t>(place)] == one.process && out_.supply[static_cast<std::size_t>(place)] != 0) out_.cut_offs.push_back(std::move(one));
        }
        if (out_.cut_offs.empty()) return std::nullopt;
        Problem problem{"link.cut-off", "Inputs without a provider are cut off: what lies behind them is not in the result"};
        problem.got = std::to_string(out_.cut_offs.size()) + (out_.cut_offs.size() == 1 ? " exchange" : " exchanges");
        for (std::size_t i = 0; i < out_.cut_offs.size() && i < 10; ++i) problem.related.push_back(out_.cut_offs[i].text);
        problem.hint = "BinaryFootprint::cut_offs and JSON have all of them";
        out_.findings.push_back({Severity::warning, std::move(problem)});
        return std::nullopt;
    }

    BinaryDatabase const& file_;
    BinaryFootprint out_{};
    std::vector<char> moved_{};
    std::vector<double> bound_{};  ///< of the supplies of the part; empty where nothing is known
    std::vector<double> factor_{};  ///< by flow, then by score
    std::vector<BinaryRefusedFlow> refused_{};
};

}  // namespace detail

// Touches the part of the file that the demand reaches, and no other.
TANJI_INLINE Result<BinaryFootprint> try_binary_footprint(BinaryDatabase const& file, std::span<DemandEntry const> demand, BinaryFootprintOptions const& options) {
    return detail::BinaryFootprintMaker(file).run(demand, options);
}

}  // namespace tanji
