// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "tanji/analysis/footprint.hpp"
#include "tanji/analysis/impl/cells.ipp"
#include "tanji/analysis/impl/placed_factors.ipp"
#include "tanji/analysis/impl/process_words.ipp"
#include "tanji/base/exact_sum.hpp"
#include "tanji/base/text.hpp"
#include "tanji/solve/diagnose.hpp"
#include "tanji/solve/solver.hpp"
#include "tanji/solve/verifier.hpp"

/// \file
/// One class walks the steps of run() in their order; each relies on those before it. All sums go in the order of columns,
/// which linking fixed, so that the same model gives the same bits whatever the order of its files.
namespace tanji {
namespace detail {

/// One footprint in the making. Holds the solver's workspace, so one object is for one thread; what it gives is immutable and
/// shared. Members behind `result_` are needed while it is made and go with the builder.
class FootprintBuilder {
public:
    FootprintBuilder(ProductSystem const& system, std::vector<Demand> demand, Characterisation characterisation, FootprintOptions const& options)
        : result_{system, std::move(characterisation)}, options_(options) {
        result_.demand = std::move(demand);
    }

    /// Refusals come before solving: a column that was refused stands in the matrix as a plain 1, and a demand that reaches
    /// it must never see that number.
    [[nodiscard]] Result<Footprint> run() {
        if (auto problem = check_demand()) return *problem;
        reach();
        if (auto problem = find_refused_column()) return *problem;
        if (auto problem = solve()) return *problem;
        take_inventory();
        list_gaps();
        if (auto problem = assess()) return *problem;
        add_findings();
        return Footprint(std::make_shared<Footprint::Content const>(std::move(result_)));
    }

private:
    using MaybeProblem = std::optional<Problem>;

    [[nodiscard]] ProductSystem const& system() const noexcept { return result_.system; }

    // A column that does not exist is explained by the function that makes demands, so that both say the same.
    [[nodiscard]] MaybeProblem check_demand() const {
        if (result_.demand.empty()) return Problem{"demand.empty", "The demand is empty", {}, "at least one product", "none", "Ask for a product with demand_of"};
        for (auto const& line : result_.demand)
            if (line.column >= system().columns().size()) return try_demand_of(system(), line.column, line.amount).problem();
        return std::nullopt;
    }

    /// Columns that the demand sets in motion, through every non-zero input. Our own walk, although the solver has one: it
    /// must stop at refused columns, and they are looked for before anything is factorised. O(columns + entries).
    void reach() {
        auto const entries = system().technosphere();
        std::vector<std::size_t> start(system().columns().size() + 1, 0);
        for (auto const& entry : entries) ++start[entry.column + 1];
        for (std::size_t i = 1; i < start.size(); ++i) start[i] += start[i - 1];
        result_.reached.assign(system().columns().size(), false);
        std::vector<Index> open;
        auto const visit = [&](Index column) {
            if (result_.reached[column]) return;
            result_.reached[column] = true;
            open.push_back(column);
        };
        for (auto const& line : result_.demand)
            if (line.amount != 0) visit(line.column);
        while (!open.empty()) {
            auto const column = open.back();
            open.pop_back();
            // Reached but not passed: what it would have consumed is unknown, and the refusal will be reported anyway.
            if (system().columns()[column].refusal != no_index) continue;
            for (auto i = start[column]; i < start[column + 1]; ++i)
                if (entries[i].value != 0) visit(entries[i].row);
        }
    }

    /// The first in column order, hence by id: the same file with its processes shuffled reports the same one.
    [[nodiscard]] MaybeProblem find_refused_column() const {
        for (Index column = 0; column < result_.reached.size(); ++column) {
            auto const refusal = system().columns()[column].refusal;
            if (!result_.reached[column] || refusal == no_index) continue;
            auto const& reason = system().refusals()[refusal];
            Problem problem{"link.refused", "The demand needs a process that cannot be used", {}, reason.expected, reason.what + (reason.got.empty() ? "" : ": " + reason.got), reason.hint};
            problem.where = reason.where;
            problem.where.object = product_words(system(), column);
            problem.related = reason.related;
            return problem;
        }
        return std::nullopt;
    }

    /// A x = f. Only what the demanded products reach is factorised and diagnosed: a singular loop elsewhere in the database is
    /// not this demand's fault. The solver is kept, as each row of C needs an adjoint from the same factors.
    [[nodiscard]] MaybeProblem solve() {
        // Called only for messages: a solve that goes well makes no texts.
        NameLookup names;
        names.process = [this](std::int32_t column) { return process_words(system(), static_cast<Index>(column)); };
        names.product = [this](std::int32_t row) { return product_words(system(), static_cast<Index>(row)); };
        auto const size = system().columns().size();
        auto matrices = SystemMatrices::try_make(columns_of(system(), system().technosphere(), size, true),
                                                 columns_of(system(), system().biosphere(), system().elementary().size(), false), names);
        if (!matrices) return matrices.problem();
        std::vector<DemandEntry> demand;
        SolverOptions options;
        options.products.emplace();
        for (auto const& line : result_.demand) {
            demand.push_back({solver_index(line.column), line.amount});
            options.products->push_back(solver_index(line.column));
        }
        options.names = names;
        options.producers = Producers::diagonal;  // column j makes product j by construction
        auto solver = Solver::try_make(*std::move(matrices), options);
        if (!solver) return solver.problem();
        solver_ = *std::move(solver);
        std::span<double> supply;
        auto const proof = solver_.try_supply(demand, workspace_, supply);
        if (!proof) return proof.problem();
        result_.supply.assign(supply.begin(), supply.end());
        explain_backwards(demand, *proof, names);
        return prove(demand, *proof);
    }

    /// Rule B4: what avoided products cause is legitimate and told so. A loop that consumes more than it makes is told by the solver,
    /// and the processes it turns round are not named once more.
    void explain_backwards(std::span<DemandEntry const> demand, Proof const& proof, NameLookup const& names) {
        if (proof.has(ProofWarning::unproductive) || std::none_of(result_.supply.begin(), result_.supply.end(), [](double runs) { return runs < 0; })) return;
        backwards_ = explain_negative_supplies(solver_.matrices(), solver_.structure(), demand, result_.supply, names);
    }

    /// From the backward error to bounds of the error itself, where they can be had; about as dear as the factors once more.
    [[nodiscard]] MaybeProblem prove(std::span<DemandEntry const> demand, Proof const& proof) {
        result_.proof = proof;
        if (!options_.verify) return std::nullopt;
        std::span<double> bound;
        auto const proved = Verifier::make(solver_).try_bound_supply(demand, result_.supply, proof, verifier_workspace_, bound);
        if (!proved) return proved.problem();
        result_.proof = *proved;
        supply_bound_.assign(bound.begin(), bound.end());
        return std::nullopt;
    }

    /// The share by which a score may be off because the supply is; unknown for all if one adds up to 0 of something.
    void prove_score(std::vector<double> const& direct, double score) {
        if (supply_bound_.empty()) return;
        double const bound = score_bound(direct, result_.supply, supply_bound_);
        double const share = bound == 0 ? 0 : bound / std::abs(score);
        auto& worst = result_.proof.score_error;
        worst = result_.scores.size() == 1 ? share : (std::max)(worst, share);
    }

    /// g = B x in the order of columns, which no file order changes. `moved_` tells a flow that cancels to 0 from one that
    /// never occurred: only the latter is no part of the inventory.
    void take_inventory() {
        result_.inventory.assign(system().elementary().size(), 0.0);
        for (auto const& entry : system().biosphere()) result_.inventory[entry.row] += entry.value * result_.supply[entry.column];
        moved_.assign(system().elementary().size(), false);
        for (auto const& entry : system().biosphere())
            if (entry.value != 0 && result_.supply[entry.column] != 0) moved_[entry.row] = true;
    }

    /// What this result lacks, as opposed to what the database lacks: gaps of processes that run, flows that moved.
    void list_gaps() {
        std::vector<bool> process(system().database().processes().size(), false);
        for (Index column = 0; column < result_.reached.size(); ++column)
            if (result_.supply[column] != 0) process[system().columns()[column].process] = true;
        for (Index i = 0; i < system().unlinked().size(); ++i)
            if (process[system().unlinked()[i].process]) result_.unlinked.push_back(i);
        for (auto const row : result_.characterisation.unmatched)
            if (moved_[row]) result_.unmatched.push_back(row);
        for (bool const moved : moved_) result_.coverage.flows += moved ? 1u : 0u;
        result_.coverage.matched = result_.coverage.flows - result_.unmatched.size();
    }

    /// h = c B x per row of C. A row that is refused keeps its place among the unit scores, so that indices stay those of the
    /// method's rows, but gets no score.
    [[nodiscard]] MaybeProblem assess() {
        auto const& rows = result_.characterisation.rows;
        for (auto const& row : rows) result_.direct.push_back(direct_scores(row));
        if (auto problem = price()) return problem;
        for (Index i = 0; i < rows.size(); ++i) {
            if (is_refused(rows[i])) continue;
            // Processes may cancel to a small rest; the exact sum keeps the digits and depends on no order.
            ExactSum sum;
            for (std::size_t j = 0; j < result_.supply.size(); ++j) sum += result_.direct[i][j] * result_.supply[j];
            result_.scores.push_back({i, sum.value()});
            prove_score(result_.direct[i], sum.value());
        }
        return std::nullopt;
    }

    /// Adjoint unit scores, which contributions are made from later: of all rows of C in one call.
    [[nodiscard]] MaybeProblem price() {
        auto const rows = result_.direct.size(), columns = result_.supply.size();
        std::vector<double> costs(rows * columns);
        for (std::size_t k = 0; k < rows; ++k)
            for (std::size_t j = 0; j < columns; ++j) costs[j * rows + k] = result_.direct[k][j];
        std::span<double> unit_scores;
        if (rows > 0)
            if (auto const proof = solver_.try_adjoint_many(costs, solver_index(rows), workspace_, unit_scores); !proof) return proof.problem();
        result_.unit_scores.assign(rows, std::vector<double>(columns));
        for (std::size_t k = 0; k < rows; ++k)
            for (std::size_t j = 0; j < columns; ++j) result_.unit_scores[k][j] = unit_scores[j * rows + k];
        return std::nullopt;
    }

    /// c, the score of one run of every column. By entry and not by flow, because the factor may depend on the place of the
    /// exchange (rule A9). Columns out of reach stay 0: the solver does not cover them.
    [[nodiscard]] std::vector<double> direct_scores(CharacterisationRow const& row) const {
        PlacedFactors const factors(row, system().elementary().size());
        std::vector<double> direct(system().columns().size(), 0.0);
        for (auto const& entry : system().biosphere()) {
            if (!result_.reached[entry.column] || !factors.known(entry.row)) continue;
            direct[entry.column] += factors.at(entry.row, place_of(system(), entry)) * entry.value;
        }
        return direct;
    }

    /// A flow without a usable factor refuses the score only if it moved here: a database of thousands of flows always has
    /// some, and most products never touch them.
    [[nodiscard]] bool is_refused(CharacterisationRow const& row) {
        bool refused = false;
        for (auto const& flow : row.refused) {
            if (!moved_[flow.flow]) continue;
            refused = true;
            auto problem = flow.problem;
            problem.what = "The score of '" + row.category + "' is refused: " + problem.what;
            auto const same = [&](Finding const& finding) { return finding.problem == problem; };
            if (std::none_of(refusals_.begin(), refusals_.end(), same)) refusals_.push_back({Severity::error, std::move(problem)});
        }
        return refused;
    }

    /// Worst first: what makes the score itself doubtful, then the solver's, then what is missing, then remarks of linking
    /// and matching that concern this product.
    void add_findings() {
        auto& findings = result_.findings;
        auto const& rows = result_.characterisation.rows;
        auto const coverage = result_.coverage;
        if (result_.characterisation.needs_coverage && !rows.empty() && coverage.low()) {
            Problem problem{"impact.coverage", coverage.matched == 0 ? "No flow of the inventory has a factor in the method"
                                                                      : "Under half of the inventory's flows have a factor in the method"};
            problem.where.object = "method '" + rows.front().method + "'";
            problem.expected = "most of the " + std::to_string(coverage.flows) + " flows";
            problem.got = std::to_string(coverage.matched) + " of them";
            problem.hint = "If database and method use different flow lists, give a flow map or match by name; see the list of unmatched flows";
            findings.push_back({Severity::warning, std::move(problem)});
        }
        findings.insert(findings.end(), refusals_.begin(), refusals_.end());
        findings.insert(findings.end(), solver_.findings().begin(), solver_.findings().end());
        for (auto& finding : backwards_)
            if (finding.severity != Severity::note) findings.push_back(finding);
        add_cut_offs();
        add_set_aside();
        add_unverified();
        for (auto& finding : backwards_)
            if (finding.severity == Severity::note) findings.push_back(finding);
        auto const linked = concerning_reached(system().findings());
        findings.insert(findings.end(), linked.begin(), linked.end());
        for (auto const& finding : result_.characterisation.findings)
            if (finding.severity != Severity::error && concerns_inventory(finding)) findings.push_back(finding);
    }

    /// Findings about one flow ("flow '...' (..., id X)") matter only where the inventory has it. The id is read back out of the
    /// text of the finding; what does not have this form is kept, since a finding too many is better than one lost.
    [[nodiscard]] bool concerns_inventory(Finding const& finding) const {
        std::string_view const object = finding.problem.where.object;
        auto const id = object.rfind("id ");
        if (!object.starts_with("flow '") || id == std::string_view::npos || !object.ends_with(')')) return true;
        auto const flow = system().database().flow_index(object.substr(id + 3, object.size() - id - 4));
        if (flow == no_index) return true;
        for (Index row = 0; row < moved_.size(); ++row)
            if (moved_[row] && system().elementary()[row].flow == flow) return true;
        return false;
    }

    /// One finding for all cut-offs of this result: the list itself is unlinked(), with a reason for each.
    void add_cut_offs() {
        if (result_.unlinked.empty()) return;
        Problem problem{"link.cut-off", "Inputs without a provider are cut off: what lies behind them is not in the result"};
        problem.got = std::to_string(result_.unlinked.size()) + (result_.unlinked.size() == 1 ? " exchange" : " exchanges");
        constexpr std::size_t most = 10;
        auto const& database = system().database();
        for (std::size_t i = 0; i < result_.unlinked.size() && i < most; ++i) {
            auto const& one = system().unlinked()[result_.unlinked[i]];
            auto const& process = database.processes()[one.process];
            problem.related.push_back(database.flows()[process.exchanges[one.exchange].flow].name + " in " + process.name + ": " + one.reason);
        }
        problem.hint = result_.unlinked.size() > most ? "the first are named here, all are in unlinked() and in JSON; `tanji check` explains them" : "`tanji check` explains them; until they are linked the result leaves them out";
        result_.findings.push_back({Severity::warning, std::move(problem)});
    }

    /// Exchanges that the reader left out because their flow is in none of the files (rule A6): every result downstream says so.
    void add_set_aside() {
        std::vector<bool> said(system().database().processes().size(), false);
        std::size_t count = 0;
        Problem problem{"footprint.set-aside", "Processes of this result had exchanges that could not be read; the result lacks them"};
        for (Index column = 0; column < result_.supply.size(); ++column) {
            auto const process = system().columns()[column].process;
            auto const left_out = system().database().processes()[process].set_aside;
            if (left_out == 0 || result_.supply[column] == 0 || said[process]) continue;
            said[process] = true;
            count += left_out;
            if (problem.related.size() < 10) problem.related.push_back(process_words(system(), column) + ": " + std::to_string(left_out));
        }
        if (count == 0) return;
        problem.got = std::to_string(count) + " exchanges of " + std::to_string(std::count(said.begin(), said.end(), true)) + " processes";
        problem.hint = "Read the database together with the file or library that holds their flows";
        result_.findings.push_back({Severity::set_aside, std::move(problem)});
    }

    /// How much of the first score comes from processes whose numbers nobody confirmed (design section 8). Measured against the
    /// gross, so that credits do not hide it; the five largest are named, in an order that ties do not change.
    void add_unverified() {
        if (result_.direct.empty()) return;
        double gross = 0, unverified = 0;
        std::vector<std::pair<double, Index>> largest;
        for (Index column = 0; column < result_.supply.size(); ++column) {
            double const part = std::abs(result_.direct.front()[column] * result_.supply[column]);
            gross += part;
            auto const& confidence = system().database().processes()[system().columns()[column].process].source.confidence;
            if (result_.supply[column] == 0 || (confidence != "unverified" && confidence != "conflict")) continue;
            unverified += part;
            largest.emplace_back(part, column);
        }
        if (unverified == 0) return;
        Problem problem{"footprint.unverified-data", "Part of the score comes from data that are marked as not verified"};
        problem.got = number_text(100 * unverified / gross, 3) + " % of the gross score, by " + std::to_string(largest.size()) + " processes";
        problem.hint = "See the sources of these processes before the number is published";
        std::sort(largest.begin(), largest.end(), [](auto const& a, auto const& b) { return a.first > b.first || (a.first == b.first && a.second < b.second); });
        for (std::size_t i = 0; i < (std::min)(largest.size(), std::size_t{5}); ++i)
            problem.related.push_back(process_words(system(), largest[i].second) + ": " + number_text(100 * largest[i].first / gross, 3) + " %");
        result_.findings.push_back({Severity::note, std::move(problem)});
    }

    [[nodiscard]] std::vector<Finding> concerning_reached(std::span<Finding const> findings) const;

    Footprint::Content result_;
    Solver solver_;
    Workspace workspace_;
    VerifierWorkspace verifier_workspace_;
    std::vector<double> supply_bound_;  // empty where nothing is known
    std::vector<bool> moved_;  // elementary rows that a running process exchanges
    std::vector<Finding> refusals_, backwards_;
    FootprintOptions options_;
};

/// Id of the process that a finding names as "process '...' (id ...)"; "" if it names none.
[[nodiscard]] inline std::string_view process_in(Finding const& finding) noexcept {
    std::string_view const object = finding.problem.where.object;
    auto const process = object.find("process '");
    if (process == std::string_view::npos) return {};
    auto const id = object.find("(id ", process);
    if (id == std::string_view::npos) return {};
    auto const end = object.find(')', id);
    return end == std::string_view::npos ? std::string_view() : object.substr(id + 4, end - id - 4);
}

/// Findings that name a process which runs in a result. Those that name none, or one of another database, are left out: they
/// concern the import as a whole and are shown with it.
[[nodiscard]] inline std::vector<Finding> findings_of_reached(ProductSystem const& system, std::vector<double> const& supply, std::span<Finding const> findings) {
    std::vector<bool> runs(system.database().processes().size(), false);
    for (Index column = 0; column < supply.size(); ++column)
        if (supply[column] != 0) runs[system.columns()[column].process] = true;
    std::vector<Finding> result;
    for (auto const& finding : findings) {
        auto const id = process_in(finding);
        auto const process = id.empty() ? no_index : system.database().process_index(id);
        if (process != no_index && runs[process]) result.push_back(finding);
    }
    return result;
}

inline std::vector<Finding> FootprintBuilder::concerning_reached(std::span<Finding const> findings) const {
    return findings_of_reached(system(), result_.supply, findings);
}

}  // namespace detail

TANJI_INLINE ProductSystem const& Footprint::system() const noexcept { return content_->system; }
TANJI_INLINE Characterisation const& Footprint::characterisation() const noexcept { return content_->characterisation; }
TANJI_INLINE std::span<Demand const> Footprint::demand() const noexcept { return content_->demand; }
TANJI_INLINE std::span<double const> Footprint::supply() const noexcept { return content_->supply; }
TANJI_INLINE std::span<double const> Footprint::inventory() const noexcept { return content_->inventory; }
TANJI_INLINE std::span<Score const> Footprint::scores() const noexcept { return content_->scores; }
TANJI_INLINE std::span<double const> Footprint::direct_scores(Index row) const { return content_->direct.at(row); }
TANJI_INLINE std::span<double const> Footprint::unit_scores(Index row) const { return content_->unit_scores.at(row); }
TANJI_INLINE bool Footprint::reaches(Index column) const noexcept { return column < content_->reached.size() && content_->reached[column]; }
TANJI_INLINE std::span<Index const> Footprint::unlinked() const noexcept { return content_->unlinked; }
TANJI_INLINE std::span<Index const> Footprint::unmatched() const noexcept { return content_->unmatched; }
TANJI_INLINE Coverage Footprint::coverage() const noexcept { return content_->coverage; }
TANJI_INLINE Proof const& Footprint::proof() const noexcept { return content_->proof; }
TANJI_INLINE std::span<Finding const> Footprint::findings() const noexcept { return content_->findings; }

// A row without a score is refused, not 0; the flows that caused it are named, since they tell which data to mend.
TANJI_INLINE Result<double> Footprint::find_score(Index row) const {
    for (auto const& score : content_->scores)
        if (score.row == row) return score.amount;
    auto const& rows = content_->characterisation.rows;
    if (row >= rows.size()) {
        return Problem{"footprint.row", "There is no such row of C", {}, "an index below " + std::to_string(rows.size()), std::to_string(row), "Count Characterisation::rows"};
    }
    Problem problem{"footprint.refused-score", "The score of '" + rows[row].category + "' is refused"};
    problem.expected = "factors that can be used for every flow of the inventory";
    problem.hint = "See the findings of the footprint for the flows and how to mend them";
    for (auto const& refused : rows[row].refused) problem.related.push_back(refused.problem.where.object);
    return problem;
}

TANJI_INLINE Result<Footprint> try_footprint(ProductSystem const& system, std::vector<Demand> demand, Characterisation characterisation, FootprintOptions const& options) {
    return detail::FootprintBuilder(system, std::move(demand), std::move(characterisation), options).run();
}

TANJI_INLINE Footprint footprint(ProductSystem const& system, std::vector<Demand> demand, Characterisation characterisation, FootprintOptions const& options) {
    return try_footprint(system, std::move(demand), std::move(characterisation), options).value();
}

TANJI_INLINE std::vector<Finding> concerning(Footprint const& footprint, std::span<Finding const> findings) {
    return detail::findings_of_reached(footprint.system(), footprint.content().supply, findings);
}

TANJI_INLINE Footprint footprint(ProductSystem const& system, Demand demand, BuiltinMethod const& method, MatchOptions const& options) {
    return footprint(system, std::vector{demand}, characterise(system, method, options));
}

TANJI_INLINE Footprint footprint(ProductSystem const& system, Demand demand, ImpactMethod const& method, MatchOptions const& options) {
    return footprint(system, std::vector{demand}, characterise(system, method, options));
}

TANJI_INLINE Footprint footprint(ProductSystem const& system, TypedDemand const& demand, BuiltinMethod const& method, MatchOptions const& options) {
    return footprint(system, demand_of(system, demand), method, options);
}

TANJI_INLINE Footprint footprint(ProductSystem const& system, TypedDemand const& demand, ImpactMethod const& method, MatchOptions const& options) {
    return footprint(system, demand_of(system, demand), method, options);
}

}  // namespace tanji
