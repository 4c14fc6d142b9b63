// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "tanji/base/sort.hpp"
#include "tanji/solve/diagnose.hpp"
#include "tanji/solve/impl/broken_loop.ipp"
#include "tanji/solve/impl/diagnose_words.ipp"
#include "tanji/solve/impl/structure_problem.ipp"
#include "tanji/solve/impl/suspects.ipp"

namespace tanji {
namespace detail {

/// Looks at one system after its pattern was found sound. Components are cut out and mended on paper after each fault, so
/// that the next one shows.
class LoopExaminer {
public:
    LoopExaminer(SystemMatrices const& matrices, Structure const& structure, DiagnoseOptions const& options, SystemDiagnosis& diagnosis)
        : matrices_(matrices), structure_(structure), options_(options), words_(options), diagnosis_(diagnosis) {}

    void examine(std::int32_t number) {
        BrokenLoop loop = cut_out(matrices_, structure_, number);
        std::set<std::pair<std::size_t, std::size_t>> mended;
        for (std::size_t round = 0; round < options_.most_faults; ++round) {
            auto const solver = loop.try_solver();
            // The solver itself is asked, so that what is a fault here is one there, by the same thresholds.
            std::optional<LoopCandidate> wrong;
            if (!solver) {
                if (solver.problem().id == "solve.singular") wrong = null_fault(loop, LoopFaultKind::singular, {});
                else diagnosis_.findings.push_back({Severity::error, solver.problem()});
            } else {
                for (Finding const& finding : solver->findings()) {
                    if (finding.problem.id == "solve.nearly-singular") wrong = null_fault(loop, LoopFaultKind::nearly_singular, finding.problem.got);
                    if (finding.problem.id == "solve.unproductive") wrong = unproductive_fault(loop, *solver);
                }
            }
            // A cell that was mended and is blamed again would be so for ever.
            if (!wrong || !mended.insert({wrong->p, wrong->q}).second) return;
            // Far enough that what is left of this fault is none; an output grows where an input shrinks.
            double const change = 4 * (std::max)(wrong->gain, 1.0);
            loop.mend(wrong->p, wrong->q, wrong->p == wrong->q ? change : 1 / change);
        }
    }

private:
    SystemMatrices const& matrices_;
    Structure const& structure_;
    DiagnoseOptions const& options_;
    LoopWords words_;
    SystemDiagnosis& diagnosis_;
    std::optional<OrdinaryAmounts> ordinary_{};

    // Fitting takes as long as a factorisation; a sound database never needs it.
    [[nodiscard]] OrdinaryAmounts const& ordinary() {
        if (!ordinary_) ordinary_.emplace(matrices_, structure_);
        return *ordinary_;
    }

    /// The size of a number in 24 bits. Null vectors are known to some 1e-9, so what is equal in the model differs in the last digits: lists are
    /// ordered by this, and equal ones stay in the order of the model.
    [[nodiscard]] static double coarse(double value) noexcept {
        constexpr int bits = 24;
        int exponent = 0;
        double const mantissa = std::frexp(std::fabs(value), &exponent);
        return std::ldexp(std::nearbyint(std::ldexp(mantissa, bits)), exponent - bits);
    }

    /// The null vector in runs or products of A, largest first, the smallest named 1 and the largest positive. In the loop's scaling shares
    /// below 1e-9 are rounding; in the units of the file they may be anything.
    [[nodiscard]] static std::vector<NullEntry> entries(std::vector<double> const& null, std::vector<std::int32_t> const& index, std::vector<std::int64_t> const& exponent) {
        std::vector<NullEntry> found;
        double smallest = 0;
        for (std::size_t k = 0; k < null.size(); ++k) {
            if (!(std::fabs(null[k]) > 1e-9)) continue;
            found.push_back({index[k], scaled(null[k], exponent[k] - exponent[0])});
            double const size = std::fabs(found.back().value);
            smallest = smallest > 0 ? (std::min)(smallest, size) : size;
        }
        sort_keeping_order(found, [](NullEntry const& a, NullEntry const& b) { return coarse(a.value) > coarse(b.value); });
        double const sign = !found.empty() && found.front().value < 0 ? -1 : 1;
        for (auto& entry : found) entry.value *= sign / smallest;
        return found;
    }

    /// A loop that cancels out, or nearly: who takes part stands in the null vectors, and which cell it may be in their products.
    [[nodiscard]] std::optional<LoopCandidate> null_fault(BrokenLoop const& loop, LoopFaultKind kind, std::string const& distance) {
        LoopFault fault{.kind = kind};
        auto const null = null_vectors(loop);
        fault.processes = entries(null.right, loop.columns, loop.exponents.column);
        fault.products = entries(null.left, loop.rows, loop.exponents.row);
        // Jacobi: d(det) / d(cell) is proportional to left * right: cells without a share cannot mend the loop.
        std::vector<LoopCandidate> candidates;
        std::vector<std::pair<double, LoopCandidate>> shares;
        double most = 0;
        for (std::size_t q = 0; q < null.right.size(); ++q)
            for (std::int32_t e = loop.entries.start[q]; e < loop.entries.start[q + 1]; ++e) {
                std::size_t const p = at(loop.entries.row[at(e)]);
                double const share = std::fabs(null.left[p] * loop.entries.value[at(e)] * null.right[q]);
                most = (std::max)(most, share);
                shares.push_back({share, {p, q, 1.0}});
            }
        sort_keeping_order(shares, [](auto const& a, auto const& b) { return coarse(a.first) > coarse(b.first); });
        for (auto const& [share, candidate] : shares)
            if (share > 1e-3 * most && candidates.size() < most_candidates) candidates.push_back(candidate);
        fault.suspects = suspects_of(loop, matrices_, ordinary(), candidates);
        diagnosis_.findings.push_back(null_finding(fault, distance, words_));
        std::optional<LoopCandidate> wrong;
        if (!fault.suspects.empty()) wrong = local(loop, fault.suspects.front(), 1.0);
        diagnosis_.loops.push_back(std::move(fault));
        return wrong;
    }

    /// A loop that uses more than it makes: the strongest cycle if there is one with a gain of 1 or more, else the whole loop's radius.
    [[nodiscard]] std::optional<LoopCandidate> unproductive_fault(BrokenLoop const& loop, Solver const& solver) {
        LoopMatrix const t = loop.by_rows();
        auto const radius = gain_radius(t);
        LoopFault fault{.lower = radius.lower, .upper = radius.upper};
        auto const cycle = gain_cycle(t);
        std::vector<SuspectExchange> links;
        if (cycle.gain >= 1) {
            fault.loop.gain = cycle.gain;
            for (std::int32_t const member : cycle.members) fault.loop.cycle.push_back(loop.columns[at(member)]);
            for (std::size_t k = 0; k < cycle.members.size(); ++k)
                links.push_back(cell(loop, at(cycle.members[(k + 1) % cycle.members.size()]), at(cycle.members[k])));
        } else {
            fault.loop.gain = radius.value();
            fault.loop.strongest = strongest_links(t, radius, loop.columns);
            for (auto const& link : fault.loop.strongest)
                links.push_back(cell(loop, place(loop, link.supplier), place(loop, link.consumer)));
        }
        auto candidates = cycle.gain >= 1 ? cycle_candidates(cycle) : loop_candidates(t, radius);
        measure_gains(loop, solver, candidates);
        for (auto& candidate : candidates)
            if (!(candidate.gain >= cycle.gain)) candidate.gain = cycle.gain; // less only where the rest is broken too
        fault.suspects = suspects_of(loop, matrices_, ordinary(), candidates);
        diagnosis_.findings.push_back(loop_finding(fault, links, words_));
        std::optional<LoopCandidate> wrong;
        if (!fault.suspects.empty()) {
            auto const& first = fault.suspects.front();
            wrong = local(loop, first, first.gain * (first.output ? first.better / first.amount : first.amount / first.better));
        }
        diagnosis_.loops.push_back(std::move(fault));
        return wrong;
    }

    static constexpr std::size_t most_candidates = 100;

    /// Cells by their share in the radius, d log rho / d log a, which add up to 1. log rho is convex in log a (Kingman 1961), so a cell
    /// whose change by 10^6 brings rho below 1 has a share of at least log(rho) / log(10^6); the rest need no look.
    [[nodiscard]] static std::vector<LoopCandidate> loop_candidates(LoopMatrix const& t, GainRadius const& radius) {
        std::vector<std::pair<double, LoopCandidate>> shares;
        std::vector<double> through(t.diagonal.size(), 0.0);
        double total = 0;
        for (std::size_t p = 0; p < t.diagonal.size(); ++p)
            for (std::int32_t e = t.start[p]; e < t.start[p + 1]; ++e) {
                std::size_t const q = at(t.column[at(e)]);
                double const gain = t.gain(p, at(e));
                if (q == p || gain <= 0) continue;
                double const share = radius.left[p] * gain * radius.right[q];
                total += share;
                through[q] += share;
                shares.push_back({share, {p, q, 0.0}});
            }
        for (std::size_t q = 0; q < through.size(); ++q) shares.push_back({through[q], {q, q, 0.0}});
        sort_keeping_order(shares, [](auto const& a, auto const& b) { return a.first > b.first; });
        std::vector<LoopCandidate> candidates;
        for (auto const& [share, candidate] : shares)
            if (share > 1e-3 * total && candidates.size() < most_candidates) candidates.push_back(candidate);
        return candidates;
    }

    /// Nothing off a cycle can mend it: its gain alone is 1 or more.
    [[nodiscard]] static std::vector<LoopCandidate> cycle_candidates(GainCycle const& cycle) {
        std::vector<LoopCandidate> candidates;
        for (std::size_t k = 0; k < cycle.members.size(); ++k) {
            std::size_t const q = at(cycle.members[k]), p = at(cycle.members[(k + 1) % cycle.members.size()]);
            candidates.push_back({p, q, 0.0});
            candidates.push_back({q, q, 0.0});
        }
        return candidates;
    }

    [[nodiscard]] static std::size_t place(BrokenLoop const& loop, std::int32_t column) {
        return static_cast<std::size_t>(std::lower_bound(loop.columns.begin(), loop.columns.end(), column) - loop.columns.begin());
    }
    [[nodiscard]] LoopCandidate local(BrokenLoop const& loop, SuspectExchange const& suspect, double gain) const {
        std::size_t const q = place(loop, suspect.process);
        return {suspect.output ? q : place(loop, structure_.producer_of(suspect.product)), q, gain};
    }
    [[nodiscard]] SuspectExchange cell(BrokenLoop const& loop, std::size_t p, std::size_t q) const {
        SuspectExchange found{.product = loop.rows[p], .process = loop.columns[q]};
        auto const a = matrices_.technosphere();
        for (std::int32_t e = a.start[at(found.process)]; e < a.start[at(found.process) + 1]; ++e)
            if (a.row[at(e)] == found.product) found.amount = std::fabs(a.value[at(e)]);
        return found;
    }
};

/// Rows and columns of a block as a system of its own.
[[nodiscard]] inline SparseColumns<double> columns_within(SparseView<double> const& m, std::vector<std::int32_t> const* rows, std::vector<std::int32_t> const& columns) {
    SparseColumns<double> part{.rows = rows != nullptr ? static_cast<std::int32_t>(rows->size()) : m.rows, .columns = static_cast<std::int32_t>(columns.size())};
    std::vector<std::int32_t> place(at(m.rows), -1);
    for (std::int32_t k = 0; k < part.rows; ++k) place[at(rows != nullptr ? (*rows)[at(k)] : k)] = k;
    for (std::int32_t const j : columns) {
        for (std::int32_t e = m.start[at(j)]; e < m.start[at(j) + 1]; ++e) {
            if (place[at(m.row[at(e)])] < 0) continue;
            part.row.push_back(place[at(m.row[at(e)])]);
            part.value.push_back(m.value[at(e)]);
        }
        part.start.push_back(static_cast<std::int32_t>(part.row.size()));
    }
    return part;
}

inline void examine_loops(SystemMatrices const& matrices, Structure const& structure, DiagnoseOptions const& options, SystemDiagnosis& diagnosis) {
    auto const& gaps = structure.content().gaps;
    for (std::int32_t const j : gaps) diagnosis.findings.push_back({Severity::error, gap_problem(j, options.names)});
    // The usual case first: a sound database costs this one factorisation and nothing else.
    if (gaps.empty()) {
        auto const solver = Solver::try_make(structure, matrices);
        if (solver && solver->findings().empty()) return;
    }
    LoopExaminer examiner(matrices, structure, options, diagnosis);
    for (std::int32_t k = 0; k < structure.component_count(); ++k) {
        auto const members = structure.component(k);
        bool const gap = std::any_of(gaps.begin(), gaps.end(), [&](std::int32_t j) { return structure.component_of(j) == k; });
        if (members.size() > 1 && !gap) examiner.examine(k);
    }
}

/// What the faults of the pattern leave: square, paired, and examined under its own indices. Names are passed on through
/// the indices of the whole; the structured results are turned back at the end.
inline void examine_determined(SystemMatrices const& matrices, DiagnoseOptions const& options, SystemDiagnosis& diagnosis) {
    auto const& products = diagnosis.pattern.determined.products;
    auto const& processes = diagnosis.pattern.determined.processes;
    if (processes.empty()) return;
    SparseColumns<double> flows;
    if (matrices.biosphere().columns == matrices.technosphere().columns) flows = columns_within(matrices.biosphere(), nullptr, processes);
    auto part = SystemMatrices::try_make(columns_within(matrices.technosphere(), &products, processes), std::move(flows));
    if (!part) return;
    auto structure = Structure::try_make(*part);
    if (!structure) return;
    DiagnoseOptions inner = options;
    inner.producers = Producers::matched;
    inner.names.process = [&](std::int32_t j) { return options.names.process_text(processes[at(j)]); };
    inner.names.product = [&](std::int32_t i) { return options.names.product_text(products[at(i)]); };
    if (options.amount) inner.amount = [&](std::int32_t i, std::int32_t j, double amount) { return options.amount(products[at(i)], processes[at(j)], amount); };
    std::size_t const before = diagnosis.loops.size();
    examine_loops(*part, *structure, inner, diagnosis);
    for (std::size_t k = before; k < diagnosis.loops.size(); ++k) {
        auto& fault = diagnosis.loops[k];
        for (auto& column : fault.loop.cycle) column = processes[at(column)];
        for (auto& link : fault.loop.strongest) link = {processes[at(link.consumer)], processes[at(link.supplier)], link.gain};
        for (auto& entry : fault.processes) entry.index = processes[at(entry.index)];
        for (auto& entry : fault.products) entry.index = products[at(entry.index)];
        for (auto& suspect : fault.suspects) {
            suspect.product = products[at(suspect.product)];
            suspect.process = processes[at(suspect.process)];
        }
    }
}

}  // namespace detail

TANJI_INLINE SystemDiagnosis diagnose(SystemMatrices const& matrices, DiagnoseOptions const& options) {
    SystemDiagnosis diagnosis;
    auto const a = matrices.technosphere();
    auto const signs = detail::signs_of(a.value);
    SignedPattern const pattern{a.rows, a.columns, a.start, a.row, signs};
    auto const structure = Structure::try_make(pattern, options.names, options.producers);
    if (structure) {
        for (std::int32_t k = 0; k < structure->size(); ++k) {
            diagnosis.pattern.determined.products.push_back(k);
            diagnosis.pattern.determined.processes.push_back(k);
        }
        detail::examine_loops(matrices, *structure, options, diagnosis);
        return diagnosis;
    }
    diagnosis.pattern = dulmage_mendelsohn(pattern);
    diagnosis.findings.push_back({Severity::error, structure.problem()});
    detail::examine_determined(matrices, options, diagnosis);
    return diagnosis;
}

}  // namespace tanji
