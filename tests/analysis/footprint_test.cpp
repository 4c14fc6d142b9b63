// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include <cmath>

#include <algorithm>

#include "analysis/matrix_footprint.hpp"
#include "lifecycle/small_model.hpp"
#include "tanji/analysis/footprint.hpp"

using namespace tanji;
using tanji::test::MatrixCase;

namespace {

/// maker needs waste-free inputs of a multi-output process, and one that nobody makes.
struct Cuts {
    DatabaseContent content{.name = "cuts"};
    Cuts() {
        content.unit_groups = {{"g", "mass", {{"kg", "kg", 1}}, 0, 0}};
        content.properties = {{"m", "Mass", 0}};
        for (auto const* name : {"product", "joint 1", "joint 2", "nobody's"}) content.flows.push_back({.id = name, .name = name, .type = FlowType::product, .properties = {{0, 1}}});
        content.processes.push_back({.id = "maker", .name = "maker", .exchanges = {out(0, 1, true), in(3, 2)}});
        content.processes.push_back({.id = "joint", .name = "joint process", .exchanges = {out(1, 1, true), out(2, 1, false)}});
        content.processes.push_back({.id = "user", .name = "user", .exchanges = {out(0, 1, true), in(1, 1)}});
        content.flows.push_back({.id = "second", .name = "second", .type = FlowType::product, .properties = {{0, 1}}});
        content.processes[2].exchanges[0].flow = 4;
    }
    static Exchange out(Index flow, double amount, bool reference) { return {.flow = flow, .amount = amount, .property = 0, .unit = 0, .input = false, .reference = reference}; }
    static Exchange in(Index flow, double amount) { return {.flow = flow, .amount = amount, .property = 0, .unit = 0, .input = true}; }
};

bool has(std::span<Finding const> findings, std::string_view id) {
    return std::any_of(findings.begin(), findings.end(), [id](auto const& finding) { return finding.problem.id == id; });
}

}  // namespace

TEST_CASE("supply, inventory and scores of a loop (cases/lca/olca-loop-p1-p2)") {
    MatrixCase const system({.products = {"p1", "p2"}, .processes = {"p1", "p2"}, .technosphere = {{1, -0.5}, {-1, 1}}, .flows = {"f1", "f2"}, .biosphere = {{-1, -2}, {2, 1}},
                             .categories = {"f1 view positive", "f2"}, .characterisation = {{-1, 0}, {0, 1}}});
    auto const f = system.solve({2, 0});
    CHECK(f.supply()[system.column(0)] == doctest::Approx(4).epsilon(1e-12));
    CHECK(f.supply()[system.column(1)] == doctest::Approx(4).epsilon(1e-12));
    CHECK(f.scores()[0].amount == doctest::Approx(12).epsilon(1e-12));
    CHECK(f.scores()[1].amount == doctest::Approx(12).epsilon(1e-12));
    CHECK(f.proof().backward_error <= 1e-14);
    CHECK(f.proof().largest_component == 2);
    // Every step is proved: the errors above are at most these.
    CHECK(f.proof().level == ProofLevel::verified);
    CHECK(f.proof().relative_error < 1e-14);
    CHECK(f.proof().score_error < 1e-14);
    // Adjoint and forward agree: y . f = h.
    for (Index row = 0; row < 2; ++row) CHECK(f.unit_scores(row)[system.column(0)] * 2 == doctest::Approx(f.scores()[row].amount).epsilon(1e-13));
}

TEST_CASE("scaling processes and products by powers of two leaves the scores bit-equal") {
    test::DenseModel const model{.products = {"a", "b"}, .processes = {"a", "b"}, .technosphere = {{1, -0.3}, {-0.7, 1}}, .flows = {"e"}, .biosphere = {{0.1, 0.9}}, .categories = {"c"}, .characterisation = {{1.7}}};
    auto scaled = model;
    for (auto* rows : {&scaled.technosphere, &scaled.biosphere})
        for (auto& row : *rows) row[1] *= 8;                        // process b
    for (auto& cell : scaled.technosphere[1]) cell *= 0.25;         // product b in another unit
    CHECK(MatrixCase(model).solve({1, 0}).scores()[0].amount == MatrixCase(scaled).solve({1, 0}).scores()[0].amount);
}

TEST_CASE("a column that cannot be allocated is an error only where it is reached") {
    Cuts const cuts;
    auto const system = link(Database::make(cuts.content), {.allocation = Allocation::refuse});
    auto const reached = try_footprint(system, {{system.find_column(2).value(), 1}}, {});
    REQUIRE_FALSE(reached);
    CHECK(reached.problem().id == "link.refused");
    CHECK(reached.problem().where.object.find("joint process") != std::string::npos);
    CHECK(try_footprint(system, {{system.find_column(0).value(), 1}}, {}));
}

TEST_CASE("inputs that nobody provides are said, and only those of processes that run") {
    Cuts const cuts;
    auto const system = link(Database::make(cuts.content), {.allocation = Allocation::ignore_coproducts});
    auto const cut = footprint(system, {{system.find_column(0).value(), 1}}, Characterisation{});
    CHECK(cut.unlinked().size() == 1);
    CHECK(has(cut.findings(), "link.cut-off"));
    auto const named = std::find_if(cut.findings().begin(), cut.findings().end(), [](auto const& finding) { return finding.problem.id == "link.cut-off"; });
    REQUIRE(named->problem.related.size() == 1);  // which input, and why
    CHECK(named->problem.related[0].find(" in ") != std::string::npos);
    CHECK(named->problem.related[0].find(system.unlinked()[cut.unlinked()[0]].reason) != std::string::npos);
    auto const whole = footprint(system, {{system.find_column(2).value(), 1}}, Characterisation{});
    CHECK(whole.unlinked().empty());
    CHECK_FALSE(has(whole.findings(), "link.cut-off"));
}

TEST_CASE("findings of an import that name a process upstream are part of the result") {
    Cuts const cuts;
    auto const system = link(Database::make(cuts.content), {.allocation = Allocation::ignore_coproducts});
    auto const f = footprint(system, {{system.find_column(2).value(), 1}}, Characterisation{});
    std::vector<Finding> imported;
    for (auto const* object : {"process 'joint process' (id joint), exchange 3", "process 'maker' (id maker)", "flow 'x' (id y)"}) {
        imported.push_back({Severity::set_aside, {"exchange.flow-missing", "set aside"}});
        imported.back().problem.where.object = object;
    }
    auto const concerned = concerning(f, imported);
    REQUIRE(concerned.size() == 1);
    CHECK(concerned[0].problem.where.object.find("joint") != std::string::npos);
}

TEST_CASE("singular systems are explained, unproductive ones flagged") {
    MatrixCase const singular({.products = {"a", "b"}, .processes = {"a", "b"}, .technosphere = {{1, -1}, {-1, 1}}, .flows = {"e"}, .biosphere = {{1, 1}}});
    auto const result = try_footprint(singular.system, {{singular.column(0), 1}}, {});
    REQUIRE_FALSE(result);
    CHECK(result.problem().id == "solve.singular");
    CHECK(to_text(result.problem()).find("process 'a'") != std::string::npos);
    MatrixCase const loop({.products = {"a", "b"}, .processes = {"a", "b"}, .technosphere = {{1, -2}, {-2, 1}}, .flows = {"e"}, .biosphere = {{1, 1}}});
    auto const f = loop.solve({1, 0});
    CHECK(f.proof().has(ProofWarning::unproductive));
    CHECK(f.proof().level == ProofLevel::verified); // of the equations, which the warning says mean nothing
    CHECK_FALSE(std::isfinite(f.proof().score_error)); // no score was asked for
    CHECK(has(f.findings(), "solve.unproductive"));
    CHECK_FALSE(has(f.findings(), "solve.negative-supply"));  // what the loop turns round is not named again
}

TEST_CASE("an empty demand is a problem") {
    MatrixCase const system({.products = {"a"}, .processes = {"a"}, .technosphere = {{1}}, .flows = {"e"}, .biosphere = {{1}}});
    CHECK(try_footprint(system.system, {}, {}).problem().id == "demand.empty");
    CHECK(try_footprint(system.system, {{7, 1}}, {}).problem().id == "demand.column");
}

TEST_CASE("a result says which of its processes were read incompletely or are not verified") {
    // Two processes, 1 kg CO2 each per unit; the supplier had three exchanges set aside and carries unverified numbers.
    auto content = matrix_model([] {
                       MatrixModel model{.name = "m", .products = {"a", "b", "c"}, .processes = {"a", "b", "c"}, .flows = {"e"}, .categories = {"k"}};
                       MatrixModel::append_dense(model.technosphere, {{1, 0, 0}, {-3, 1, 0}, {0, 0, 1}});
                       MatrixModel::append_dense(model.biosphere, {{1, 1, 1}});
                       MatrixModel::append_dense(model.characterisation, {{1}});
                       return model;
                   }())
                       .database.content();
    content.processes[1].set_aside = 3;
    content.processes[1].source.confidence = "unverified";
    auto const system = link(Database::make(content));
    ImpactMethod const method{.id = "m", .name = "m", .categories = {{.id = "k", .name = "k", .unit = "u", .direction = Direction::output, .factors = {{.flow = 3, .value = 1}}}}};
    auto const find = [](Footprint const& result, std::string const& id) {
        auto const all = result.findings();
        auto const found = std::find_if(all.begin(), all.end(), [&](Finding const& finding) { return finding.problem.id == id; });
        return found == all.end() ? std::string() : found->problem.got;
    };
    auto const with = footprint(system, demand_of(system, 0, 1.0), method);
    CHECK(find(with, "footprint.set-aside") == "3 exchanges of 1 processes");
    CHECK(find(with, "footprint.unverified-data") == "75 % of the gross score, by 1 processes");
    // The third process needs neither.
    auto const without = footprint(system, demand_of(system, 2, 1.0), method);
    CHECK(find(without, "footprint.set-aside").empty());
    CHECK(find(without, "footprint.unverified-data").empty());
}

TEST_CASE("A1: exchanges that meet in one cell are summed") {
    // A power plant that uses 0.1 of each kWh it makes, in two exchanges: 1 / 0.9 runs for 1 kWh; its fuel comes in two exchanges too.
    DatabaseContent content{.name = "cells"};
    content.unit_groups = {{"g", "units", {{"u", "u", 1}}, 0, 0}};
    content.properties = {{"p", "amount", 0}};
    content.flows = {{.id = "power", .name = "power", .type = FlowType::product, .properties = {{0, 1}}}, {.id = "fuel", .name = "fuel", .type = FlowType::product, .properties = {{0, 1}}}};
    auto const line = [](Index flow, double amount, bool input) { return Exchange{.flow = flow, .amount = amount, .property = 0, .unit = 0, .input = input, .reference = !input}; };
    content.processes = {{.id = "plant", .name = "plant", .exchanges = {line(0, 1, false), line(0, 0.04, true), line(0, 0.06, true), line(1, 2, true), line(1, 3, true)}},
                         {.id = "well", .name = "well", .exchanges = {line(1, 1, false)}}};
    auto const system = link(Database::make(content));
    auto const plant = system.find_column(0).value(), well = system.find_column(1).value();
    auto const result = footprint(system, {{plant, 1}}, Characterisation{});
    CHECK(result.supply()[plant] == doctest::Approx(1 / 0.9).epsilon(1e-15));
    CHECK(result.supply()[well] == doctest::Approx(5 / 0.9).epsilon(1e-15));
}

// Rule B4. By hand: a smelter that saves 0.5 of heat turns the boiler round, and with it its gas.
TEST_CASE("processes that run backwards are explained where they occur") {
    tanji::test::SmallModel model;
    auto const metal = model.product("metal"), heat = model.product("heat"), gas = model.product("gas");
    auto const smelter = model.process("smelter"), boiler = model.process("boiler"), well = model.process("well");
    model.reference(smelter, metal, 1);
    model.input(smelter, heat, 0.5).avoided = true;
    model.reference(boiler, heat, 1);
    model.input(boiler, gas, 2);
    model.reference(well, gas, 1);
    auto const system = model.linked();
    auto const result = footprint(system, {{system.find_column(smelter).value(), 1}}, Characterisation{});
    CHECK(result.supply()[system.find_column(well).value()] == doctest::Approx(-1).epsilon(1e-15));
    REQUIRE(has(result.findings(), "solve.avoided"));
    auto const& note = result.findings().back();  // notes come last
    CHECK(note.severity == Severity::note);
    REQUIRE(note.problem.related.size() == 2);
    CHECK(note.problem.related[0].find("boiler") != std::string::npos);
    CHECK(note.problem.related[0].find("avoids") != std::string::npos);
    CHECK_FALSE(has(result.findings(), "solve.negative-supply"));
    CHECK_FALSE(has(footprint(system, {{system.find_column(boiler).value(), 1}}, Characterisation{}).findings(), "solve.avoided"));
}

TEST_CASE("the proof of a footprint is a bound, or the backward error where that is enough") {
    MatrixCase const loop({.products = {"p1", "p2"}, .processes = {"p1", "p2"}, .technosphere = {{1, -0.5}, {-0.25, 1}}, .flows = {"f"}, .biosphere = {{1, 2}}, .categories = {"k"}, .characterisation = {{1}}});
    Characterisation c;
    c.rows.push_back({.category = "k", .flow = {0}, .factor = {1}});
    auto const verified = footprint(loop.system, {{0, 1}}, c), plain = footprint(loop.system, {{0, 1}}, c, {.verify = false});
    CHECK(verified.proof().level == ProofLevel::verified);
    CHECK(verified.proof().score_error < 1e-14);
    CHECK(plain.proof().level == ProofLevel::backward_only);
    CHECK(plain.proof().backward_error <= 1e-14);
    CHECK(plain.scores()[0].amount == verified.scores()[0].amount);
}
