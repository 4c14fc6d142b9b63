// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <numeric>

#include "tanji/base/sort.hpp"
#include "tanji/solve/impl/monte_carlo_order.ipp"

// Puts a plan together.
namespace tanji::detail {

/// State while a plan is made. "Old" nodes count the reached columns, "new" ones follow the order of solving.
struct PlanBuilder {
    MonteCarlo::Content& plan;
    MonteCarloModel const& model;
    std::span<double const> supply;
    SparseView<double> a, b;
    std::vector<std::int32_t> node_of_column{};   ///< old, later new
    std::vector<std::int32_t> new_of_old{}, middle_of_old{};
    std::vector<SampledTerm> terms{}, diagonal_terms{};
    std::vector<double> unit{}, row_scale{};      ///< by old node

    PlanBuilder(MonteCarlo::Content& content, MonteCarloModel const& of, std::span<double const> nominal)
        : plan(content), model(of), supply(nominal), a(content.solver.matrices().technosphere()), b(content.solver.matrices().biosphere()) {}

    /// Only what the demand reaches is sampled: the rest of a database cannot change the score, and costs most of the draws.
    void find_nodes() {
        auto const& structure = plan.solver.structure();
        std::vector<std::int32_t> rows;
        for (auto const& entry : plan.demand)
            if (entry.amount != 0) rows.push_back(entry.row);
        plan.column_of_node = structure.reach(rows);
        node_of_column.assign(at(structure.size()), -1);
        for (std::size_t v = 0; v < plan.column_of_node.size(); ++v) node_of_column[at(plan.column_of_node[v])] = static_cast<std::int32_t>(v);
    }

    /// Powers of 2 that make supplies, diagonals and shares about 1: then floats do inside, and norms mean something.
    void find_scales() {
        auto const& content = plan.solver.structure().content();
        std::size_t const nodes = plan.column_of_node.size();
        std::vector<double> gross(nodes, 0);
        for (auto const& entry : plan.demand) gross_at(gross, entry.row) += std::abs(entry.amount);
        for (std::int32_t const j : plan.column_of_node) {
            for (std::int32_t e = a.start[at(j)]; e < a.start[at(j) + 1]; ++e)
                if (e != content.pivot_of_column[at(j)] && a.value[at(e)] != 0) gross_at(gross, a.row[at(e)]) += std::abs(a.value[at(e)] * supply[at(j)]);
        }
        unit.resize(nodes);
        row_scale.resize(nodes);
        plan.turn.resize(nodes);
        for (std::size_t v = 0; v < nodes; ++v) {
            std::int32_t const j = plan.column_of_node[v];
            double const pivot = a.value[at(content.pivot_of_column[at(j)])];
            // A supply that cancels to almost nothing is measured by what cancelled.
            double const size = (std::max)(std::abs(supply[at(j)]), 1e-6 * gross[v] / std::abs(pivot));
            unit[v] = size > 0 ? power_near(size) : 1;
            row_scale[v] = 1 / power_near(std::abs(pivot) * unit[v]);
            if (pivot < 0) row_scale[v] = -row_scale[v];
            plan.turn[v] = supply[at(j)] < 0 ? -1 : supply[at(j)] > 0 ? 1 : 0;
        }
    }
    /// By the process that makes the product of the row.
    double& gross_at(std::vector<double>& gross, std::int32_t row) const { return gross[at(node_of_column[at(plan.solver.structure().content().producer_of_row[at(row)])])]; }

    /// Entries of A as addends: several exchanges may share a cell, and each has a distribution of its own. Signs follow I - T: what is made
    /// stands on the diagonal, what is used is positive off it.
    void find_terms() {
        auto const& content = plan.solver.structure().content();
        ExchangesByEntry const by_entry(model.technosphere.exchanges, a.value.size());
        for (std::size_t v = 0; v < plan.column_of_node.size(); ++v) {
            std::int32_t const j = plan.column_of_node[v];
            for (std::int32_t e = a.start[at(j)]; e < a.start[at(j) + 1]; ++e) {
                // An entry that is nominally 0 is not in the structure and may lead outside the reach.
                if (a.value[at(e)] == 0) continue;
                bool const pivot = e == content.pivot_of_column[at(j)];
                std::int32_t const row = node_of_column[at(content.producer_of_row[at(a.row[at(e)])])];
                auto& list = pivot ? diagonal_terms : terms;
                std::size_t const first = list.size();
                append_terms(model.technosphere, by_entry, a.value.size(), at(e), a.value[at(e)], plan.options.amount, {.row = row, .node = static_cast<std::int32_t>(v)},
                             list, plan.draws);
                double const scale = (pivot ? 1 : -1) * unit[v] * row_scale[at(row)];
                for (std::size_t k = first; k < list.size(); ++k) list[k].weight *= scale;
            }
        }
    }

    /// Value of an addend without uncertainty: what decides about pivots.
    [[nodiscard]] double nominal_of(SampledTerm const& term) const {
        return term.exchange < 0 ? term.weight : term.weight * model.technosphere.exchanges[at(term.exchange)].distribution.mean();
    }

    /// The loops as a graph of middle nodes with nominal values.
    [[nodiscard]] EliminationGraph middle_graph(NodeOrder const& nodes) {
        std::size_t const middle = nodes.after - nodes.before;
        EliminationGraph graph(middle, terms.size());
        middle_of_old.assign(plan.column_of_node.size(), -1);
        for (std::size_t v = 0; v < middle; ++v) middle_of_old[at(nodes.sequence[nodes.before + v])] = static_cast<std::int32_t>(v);
        for (auto const& term : diagonal_terms)
            if (middle_of_old[at(term.row)] >= 0) graph.diagonal[at(middle_of_old[at(term.row)])] += nominal_of(term);
        for (auto const& term : terms) {
            std::int32_t const i = middle_of_old[at(term.row)], j = middle_of_old[at(term.node)];
            if (i < 0 || j < 0) continue;
            std::int32_t const slot = graph.slot(i, j);
            graph.value[at(slot)] += nominal_of(term);
        }
        return graph;
    }

    /// Numbers nodes anew and writes the program; returns where each slot went.
    std::vector<std::int32_t> write_program(EliminationGraph& graph, std::vector<EliminationStep> const& steps, CoreOrder const& core, NodeOrder const& nodes) {
        SlotProgram& p = plan.program;
        p.eliminated = static_cast<std::int32_t>(steps.size());
        p.core = static_cast<std::int32_t>(core.sequence.size());
        p.torn = static_cast<std::int32_t>(core.torn);
        std::vector<std::int32_t> place(graph.left.size());  // of a middle node, counted from the first
        for (std::size_t k = 0; k < steps.size(); ++k) place[at(steps[k].node)] = static_cast<std::int32_t>(k);
        for (std::size_t k = 0; k < core.sequence.size(); ++k) place[at(core.sequence[k])] = p.eliminated + static_cast<std::int32_t>(k);
        std::vector<std::int32_t> slot_of(graph.value.size(), -1);
        std::int32_t next = 0;
        for (auto const& step : steps) {
            for (std::size_t q = 0; q < step.row_nodes.size(); ++q) {
                p.upper_node.push_back(place[at(step.row_nodes[q])]);
                slot_of[at(step.row_slots[q])] = next++;
            }
            p.upper_start.push_back(next);
        }
        std::int32_t const uppers = next;
        for (auto const& step : steps) {
            for (std::size_t q = 0; q < step.column_nodes.size(); ++q) {
                p.lower_node.push_back(place[at(step.column_nodes[q])]);
                slot_of[at(step.column_slots[q])] = next++;
            }
            p.lower_start.push_back(next - uppers);
        }
        std::int32_t const lowers = next;
        for (std::int32_t const i : core.sequence) {
            for (std::int32_t const j : graph.still_left(graph.row[at(i)])) {
                p.core_node.push_back(place[at(j)] - p.eliminated);
                slot_of[at(graph.slot(i, j))] = next++;
            }
            p.core_start.push_back(next - lowers);
        }
        p.slots = at(next);
        for (auto const& step : steps)
            for (std::int32_t const target : step.targets)
                p.target.push_back(target < 0 ? next + place[at(-1 - target)] : slot_of[at(target)]);
        new_of_old.resize(nodes.sequence.size());
        for (std::size_t k = 0; k < nodes.sequence.size(); ++k) {
            bool const middle = k >= nodes.before && k < nodes.after;
            new_of_old[at(nodes.sequence[k])] = static_cast<std::int32_t>(middle ? nodes.before + at(place[k - nodes.before]) : k);
        }
        return slot_of;
    }

    /// Everything that is kept by node goes into the order of solving, so that the kernels walk through memory forwards.
    void arrange_nodes(NodeOrder const& nodes) {
        plan.nodes = static_cast<std::int32_t>(nodes.sequence.size());
        plan.before = static_cast<std::int32_t>(nodes.before);
        plan.after = static_cast<std::int32_t>(nodes.after);
        std::size_t const count = nodes.sequence.size();
        std::vector<std::int32_t> column(count);
        std::vector<double> turn(count);
        plan.unit.resize(count);
        plan.right.assign(count, 0);
        plan.diagonal.assign(count, 0);
        auto const& content = plan.solver.structure().content();
        for (auto const& entry : plan.demand) {
            if (entry.amount == 0) continue;
            std::int32_t const old = node_of_column[at(content.producer_of_row[at(entry.row)])];
            plan.right[at(new_of_old[at(old)])] += entry.amount * row_scale[at(old)];
        }
        for (std::size_t v = 0; v < count; ++v) {
            std::size_t const place = at(new_of_old[v]);
            column[place] = plan.column_of_node[v];
            turn[place] = plan.turn[v];
            plan.unit[place] = unit[v];
        }
        plan.column_of_node = std::move(column);
        plan.turn = std::move(turn);
        for (std::size_t v = 0; v < count; ++v) node_of_column[at(plan.column_of_node[v])] = static_cast<std::int32_t>(v);
    }

    /// Certain and drawn addends of each row apart: the certain ones are multiplied once and not per sample.
    void write_terms(EliminationGraph& graph, std::vector<std::int32_t> const& slot_of) {
        std::vector<std::int32_t> old_of_new(new_of_old.size());
        for (std::size_t v = 0; v < new_of_old.size(); ++v) old_of_new[at(new_of_old[v])] = static_cast<std::int32_t>(v);
        for (auto& term : terms) {
            term.row = new_of_old[at(term.row)];
            term.node = new_of_old[at(term.node)];
        }
        auto const sorted = by_row(terms, at(plan.nodes));
        terms = {};
        std::size_t k = 0;
        for (std::int32_t i = 0; i < plan.nodes; ++i) {
            std::size_t const first = k;
            while (k < sorted.size() && sorted[k].row == i) ++k;
            bool const middle = i >= plan.before && i < plan.after;
            for (int part = 0; part < 2; ++part) {  // of middle rows, what is known beforehand comes first
                for (std::size_t q = first; q < k; ++q) {
                    bool const inner = middle && sorted[q].node >= plan.before;
                    if (inner != (part == 1)) continue;
                    append_row_term(sorted[q], model.technosphere, plan.certain, plan.drawn, plan.draws);
                    if (!inner) continue;
                    std::int32_t const slot = graph.slot(middle_of_old[at(old_of_new[at(i)])], middle_of_old[at(old_of_new[at(sorted[q].node)])]);
                    (sorted[q].drawn ? plan.program.drawn_slot : plan.program.certain_slot).push_back(slot_of[at(slot)]);
                }
                if (part == 0) {
                    plan.certain.split.push_back(static_cast<std::int32_t>(plan.certain.node.size()));
                    plan.drawn.split.push_back(static_cast<std::int32_t>(plan.drawn.node.size()));
                }
            }
            end_row(plan.certain);
            end_row(plan.drawn);
        }
        for (auto const& term : diagonal_terms) {
            std::int32_t const i = new_of_old[at(term.row)];
            if (!term.drawn) plan.diagonal[at(i)] += term.weight;
            else {
                plan.drawn_diagonal.push_back({i, term.weight});
                append_draw(term, model.technosphere, plan.draws);
            }
        }
    }

    /// B by rows, restricted to flows that occur in the reach; factors of other flows are dropped, as their inventory is 0 in each sample.
    void write_flows() {
        ExchangesByEntry const by_entry(model.biosphere.exchanges, b.value.size());
        std::vector<SampledTerm> flow_terms;
        std::vector<std::int32_t> flow_of_row(at(b.rows), -1);
        for (std::int32_t v = 0; b.columns > 0 && v < plan.nodes; ++v) {
            std::int32_t const j = plan.column_of_node[at(v)];
            for (std::int32_t e = b.start[at(j)]; e < b.start[at(j) + 1]; ++e) {
                flow_of_row[at(b.row[at(e)])] = 0;
                std::size_t const first = flow_terms.size();
                append_terms(model.biosphere, by_entry, b.value.size(), at(e), b.value[at(e)], plan.options.amount, {.row = b.row[at(e)], .node = v}, flow_terms, plan.flow_draws);
                for (std::size_t k = first; k < flow_terms.size(); ++k) flow_terms[k].weight *= plan.unit[at(v)];
            }
        }
        for (std::int32_t i = 0; i < b.rows; ++i) {
            if (flow_of_row[at(i)] < 0) continue;
            flow_of_row[at(i)] = static_cast<std::int32_t>(plan.flow.size());
            plan.flow.push_back(i);
        }
        for (auto& term : flow_terms) term.row = flow_of_row[at(term.row)];
        std::size_t k = 0;
        auto const sorted = by_row(flow_terms, plan.flow.size());
        for (std::size_t i = 0; i < plan.flow.size(); ++i) {
            for (; k < sorted.size() && at(sorted[k].row) == i; ++k) append_row_term(sorted[k], model.biosphere, plan.flow_certain, plan.flow_drawn, plan.flow_draws);
            end_row(plan.flow_certain);
            end_row(plan.flow_drawn);
        }
        for (auto factor : model.characterisation) {
            if (flow_of_row[at(factor.flow)] < 0) continue;  // no process of the reach has it
            factor.flow = flow_of_row[at(factor.flow)];
            plan.factors.push_back(factor);
        }
        sort_keeping_order(plan.factors, [](auto const& x, auto const& y) { return x.category < y.category; });
    }

    /// The order matters: scales need the nominal supplies, the program needs the order of nodes, and terms need the program's slots.
    void build() {
        find_nodes();
        find_scales();
        find_terms();
        NodeOrder const nodes = order_nodes(plan.column_of_node.size(), terms);
        EliminationGraph graph = middle_graph(nodes);
        auto steps = eliminate_all(graph);
        auto const slot_of = write_program(graph, steps, order_core(graph), nodes);
        steps = {};
        arrange_nodes(nodes);
        write_terms(graph, slot_of);
        write_flows();
        for (auto* const draws : {&plan.draws, &plan.flow_draws}) draws->narrow_sigma.assign(draws->sigma.begin(), draws->sigma.end());
    }
};

}  // namespace tanji::detail
