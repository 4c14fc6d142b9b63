// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#pragma once

#include <functional>
#include <map>

#include "golden/lca_case.hpp"
#include "tanji/analysis/contributions.hpp"
#include "tanji/analysis/tree.hpp"

/// \file
/// Static inventories and scores: everything that a case with matrices and a demand may expect.
namespace golden {

/// What a check of one expected key sees.
struct StaticRun {
    MatrixSystem const& system;
    tanji::Footprint const& footprint;
    std::vector<double> demand;
};

/// Direct amount of one flow at process j, and the upstream total with the share counted once in loops.
inline double direct_flow(StaticRun const& run, std::size_t flow, std::size_t process) {
    return run.system.model().biosphere[flow][process] * run.system.supply(run.footprint)[process];
}
inline double upstream_flow(StaticRun const& run, std::size_t flow, std::size_t process) {
    auto const& system = run.system;
    double const made = system.supply(run.footprint)[process] * system.model().technosphere[process][process];
    return system.inventory(system.unit(process))[flow] * made * system.loop_factor(process);
}

using StaticCheck = std::function<void(Comparison&, StaticRun const&, JsonValue expected)>;

/// Rows of a per-process table: expected[j] is a list.
inline void each_process(Comparison& compare, std::string const& what, JsonValue expected, std::function<std::vector<double>(std::size_t)> const& ours) {
    std::size_t j = 0;
    for (auto const row : expected.items()) {
        compare.equal(what + " of process " + std::to_string(j), ours(j), row.items().begin() != row.items().end() ? numbers(row) : std::vector<double>{});
        ++j;
    }
}

inline std::vector<double> times(std::vector<double> values, double factor) {
    for (auto& value : values) value *= factor;
    return values;
}

/// Named per-process numbers ({"p1": 12}) for the flow whose name holds `flow`; shown positive where it is an input.
inline StaticCheck by_name(std::string const& flow, double sign, double (*amount)(StaticRun const&, std::size_t, std::size_t)) {
    return [=](Comparison& compare, StaticRun const& run, JsonValue expected) {
        auto const& model = run.system.model();
        for (std::size_t i = 0; i < model.flows.size(); ++i) {
            if (!model.flows[i].starts_with(flow)) continue;
            for (auto const [name, value] : expected.members()) {
                for (std::size_t j = 0; j < model.processes.size(); ++j) {
                    if (model.processes[j] == name) compare.equal(std::string(name), sign * amount(run, i, j), value.number().value());
                }
            }
        }
    };
}

inline std::vector<double> impacts_of(StaticRun const& run, std::vector<double> const& inventory) {
    std::vector<double> result;
    for (auto const& row : run.system.model().characterisation) {
        double sum = 0;
        for (std::size_t i = 0; i < row.size(); ++i) sum += row[i] * inventory[i];
        result.push_back(sum);
    }
    return result;
}

inline std::map<std::string, StaticCheck> const& static_checks() {
    static std::map<std::string, StaticCheck> const checks = [] {
        std::map<std::string, StaticCheck> c;
        c["supply"] = [](Comparison& compare, StaticRun const& run, JsonValue expected) { compare.equal("supply", run.system.supply(run.footprint), numbers(expected)); };
        c["derived_supply"] = c["supply"];
        c["inventory"] = [](Comparison& compare, StaticRun const& run, JsonValue expected) { compare.equal("inventory", run.system.inventory(run.footprint), numbers(expected)); };
        c["derived_inventory"] = c["inventory"];
        c["scores"] = [](Comparison& compare, StaticRun const& run, JsonValue expected) { compare.equal("scores", MatrixSystem::scores(run.footprint), numbers(expected)); };
        c["warning"] = [](Comparison& compare, StaticRun const& run, JsonValue) {
            compare.require("a warning that the system is unproductive", run.footprint.proof().has(tanji::ProofWarning::unproductive));
        };
        c["solution_of_one"] = [](Comparison& compare, StaticRun const& run, JsonValue expected) {
            each_process(compare, "solution", expected, [&](std::size_t j) { return run.system.supply(run.system.unit(j)); });
        };
        c["loop_factor"] = [](Comparison& compare, StaticRun const& run, JsonValue expected) {
            auto const wanted = numbers(expected);
            for (std::size_t j = 0; j < wanted.size(); ++j) compare.equal("loop factor", run.system.loop_factor(j), wanted[j]);
        };
        c["total_flows_of_one"] = [](Comparison& compare, StaticRun const& run, JsonValue expected) {
            each_process(compare, "flows", expected, [&](std::size_t j) { return run.system.inventory(run.system.unit(j)); });
        };
        c["total_flows_of"] = [](Comparison& compare, StaticRun const& run, JsonValue expected) {
            each_process(compare, "total flows", expected, [&](std::size_t j) {
                std::vector<double> totals;
                for (std::size_t i = 0; i < run.system.model().flows.size(); ++i) totals.push_back(upstream_flow(run, i, j));
                return totals;
            });
        };
        c["direct_impacts_of"] = [](Comparison& compare, StaticRun const& run, JsonValue expected) {
            each_process(compare, "direct impacts", expected, [&](std::size_t j) {
                std::vector<double> direct;
                for (std::size_t i = 0; i < run.system.model().flows.size(); ++i) direct.push_back(direct_flow(run, i, j));
                return impacts_of(run, direct);
            });
        };
        c["total_impacts_of_one"] = [](Comparison& compare, StaticRun const& run, JsonValue expected) {
            each_process(compare, "impacts", expected, [&](std::size_t j) {  // the adjoint's unit scores
                std::vector<double> scores;
                for (tanji::Index row = 0; row < run.system.model().categories.size(); ++row) scores.push_back(run.footprint.unit_scores(row)[run.system.column(j)]);
                return scores;
            });
        };
        c["total_impacts_of"] = [](Comparison& compare, StaticRun const& run, JsonValue expected) {
            each_process(compare, "total impacts", expected, [&](std::size_t j) {
                std::vector<double> totals;
                for (std::size_t i = 0; i < run.system.model().flows.size(); ++i) totals.push_back(upstream_flow(run, i, j));
                return impacts_of(run, totals);
            });
        };
        c["flow_impacts_of"] = [](Comparison& compare, StaticRun const& run, JsonValue expected) {
            auto const inventory = run.system.inventory(run.footprint);
            each_process(compare, "impacts of flow", expected, [&](std::size_t i) {
                std::vector<double> only(inventory.size(), 0.0);
                only[i] = inventory[i];
                return impacts_of(run, only);
            });
        };
        c["upstream_total_f1_view_positive"] = by_name("f1", -1, upstream_flow);
        c["upstream_total_f2"] = by_name("f2", 1, upstream_flow);
        c["direct_f1_view_positive"] = by_name("f1", -1, direct_flow);
        c["direct_f2"] = by_name("f2", 1, direct_flow);
        c["node_direct"] = [](Comparison& compare, StaticRun const& run, JsonValue expected) {
            auto const wanted = numbers(expected);
            for (std::size_t j = 0; j < wanted.size(); ++j) compare.equal("direct of node", direct_flow(run, 0, j), wanted[j]);
        };
        c["node_total"] = [](Comparison& compare, StaticRun const& run, JsonValue expected) {
            auto const wanted = numbers(expected);
            for (std::size_t j = 0; j < wanted.size(); ++j) compare.equal("total of node", upstream_flow(run, 0, j), wanted[j]);
        };
        c["node_share"] = [](Comparison& compare, StaticRun const& run, JsonValue expected) {
            auto const wanted = numbers(expected);
            double const all = run.system.inventory(run.footprint)[0];
            for (std::size_t j = 0; j < wanted.size(); ++j) compare.equal("share of node", upstream_flow(run, 0, j) / all, wanted[j]);
        };
        c["tree"] = [](Comparison& compare, StaticRun const& run, JsonValue expected) {
            // The tree is of a score; the case's is of its one flow, so that flow gets the factor 1.
            auto model = run.system.model();
            model.categories = {"flow"};
            model.characterisation = {{1.0}};
            MatrixSystem const scored(model);
            auto const tree = tanji::tree(scored.footprint(run.demand), {.depth = 1, .share = 0});
            compare.equal("root", tree.score, expected.find("root").number().value());
            std::vector<double> children;
            for (auto const& child : tree.children) children.push_back(child.score);
            compare.equal("children", children, numbers(expected.find("children")));
        };
        return c;
    }();
    return checks;
}

}  // namespace golden
