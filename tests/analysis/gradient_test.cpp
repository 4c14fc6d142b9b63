// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Rule B6 of docs/conventions.md.
#include "tanji/analysis/gradient.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "lifecycle/small_model.hpp"
#include "tanji/lifecycle/shipped.hpp"

using namespace tanji;
using tanji::test::SmallModel;

// The source of truth is the whole calculation done again, from the file on: linked, allocated and solved with a number of the file
// moved by 2^-12 of itself to either side and by half of that, extrapolated (Richardson). Its own error is near 1e-10.
namespace {

double score_of(DatabaseContent const& content, LinkOptions const& options, std::string const& process, std::vector<double> const& factors) {
    auto const system = link(Database::make(content), options);
    Characterisation c;
    c.rows.emplace_back();
    c.rows[0].category = "test";
    for (Index row = 0; row < system.elementary().size(); ++row) {
        c.rows[0].flow.push_back(row);
        c.rows[0].factor.push_back(factors[row % factors.size()]);
    }
    auto const demanded = system.find_column(system.database().process_index(process)).value();
    return footprint(system, std::vector<Demand>{{demanded, 1.5}}, c).find_score(0).value();
}

struct Case {
    SmallModel model{};
    LinkOptions options{};
    std::string process = "top";
    std::vector<double> factors = {3, 0.5, 7};

    [[nodiscard]] Footprint solve() const {
        auto const system = link(Database::make(model.content), options);
        Characterisation c;
        c.rows.emplace_back();
        c.rows[0].category = "test";
        for (Index row = 0; row < system.elementary().size(); ++row) {
            c.rows[0].flow.push_back(row);
            c.rows[0].factor.push_back(factors[row % factors.size()]);
        }
        auto const demanded = system.find_column(system.database().process_index(process)).value();
        return footprint(system, std::vector<Demand>{{demanded, 1.5}}, c);
    }

    /// Central difference quotient by a number of the file; `set` writes it.
    [[nodiscard]] double slope(double value, std::function<void(Case&, double)> const& set) const {
        auto const at = [&](double moved) {
            Case copy = *this;
            set(copy, moved);
            return score_of(copy.model.content, copy.options, process, factors);
        };
        double const step = std::ldexp(std::fabs(value), -12);
        double const coarse = (at(value + step) - at(value - step)) / (2 * step), fine = (at(value + step / 2) - at(value - step / 2)) / step;
        return (4 * fine - coarse) / 3;
    }

    void check() const {
        auto const result = solve();
        auto const gradient = file_gradient(result);
        double const score = gradient.score;
        auto const same = [&](double found, double value, double expected) {
            CHECK(std::fabs(found - expected) * std::fabs(value) <= 1e-9 * (std::fabs(score) + std::fabs(expected * value)));
        };
        CHECK(gradient.findings.empty());
        for (auto const& line : gradient.exchanges) {
            CAPTURE(line.process);
            CAPTURE(line.exchange);
            CHECK(line.effect == line.derivative * line.value);
            same(line.derivative, line.value, slope(line.value, [&](Case& c, double moved) {
                auto& exchange = c.model.content.processes[line.process].exchanges[line.exchange];
                exchange.formula = no_index; // the derivative by an amount is that of the number, whatever gave it
                exchange.amount = moved;
            }));
        }
        for (auto const& line : gradient.allocation) {
            CAPTURE(line.factor);
            // Factors must sum to 1 within 1e-6: unless they are scaled, only the slope along a change that keeps the sum can be
            // seen. Two factors: one up, the other down.
            auto const& list = model.content.processes[line.process].allocation;
            REQUIRE(list.size() % 2 == 0);
            Index const other = line.factor ^ 1u;
            auto const partner = std::find_if(gradient.allocation.begin(), gradient.allocation.end(), [&](auto const& l) { return l.process == line.process && l.factor == other; });
            REQUIRE(partner != gradient.allocation.end());
            double const expected = slope(line.value, [&](Case& c, double moved) {
                auto& factors_here = c.model.content.processes[line.process].allocation;
                factors_here[line.factor].formula.clear();
                factors_here[line.factor].value = moved;
                factors_here[other].formula.clear();
                factors_here[other].value = partner->value - (c.options.normalise_allocation ? 0 : moved - line.value);
            });
            same(line.derivative - (options.normalise_allocation ? 0 : partner->derivative), line.value, expected);
        }
        for (auto const& line : gradient.parameters) {
            auto const& content = model.content;
            auto const& parameter = line.process == no_index ? content.parameters[line.parameter] : content.processes[line.process].parameters[line.parameter];
            CAPTURE(parameter.name);
            same(line.derivative, line.value, slope(line.value, [&](Case& c, double moved) {
                c.options.parameters.push_back({parameter.name, moved, line.process == no_index ? "" : content.processes[line.process].id, {}});
            }));
        }
        double demanded = 0;
        for (auto const& line : gradient.demand) demanded += line.effect;
        CHECK(demanded == doctest::Approx(score).epsilon(1e-12)); // the score is linear in the demand
    }
};

Parameter input(std::string name, double value) { return {std::move(name), value, {}, true, {}, {}}; }
Parameter calculated(std::string name, double value, std::string formula) { return {std::move(name), value, std::move(formula), false, {}, {}}; }

Index formula(SmallModel& m, Index process, Exchange& exchange, std::string text) {
    m.content.processes[process].formulas.push_back(std::move(text));
    return exchange.formula = static_cast<Index>(m.content.processes[process].formulas.size() - 1);
}

/// A chain with a loop, waste, an avoided product, two exchanges of one cell, other units and self-consumption.
Case chain() {
    Case c;
    auto& m = c.model;
    auto const steel = m.product("steel"), power = m.product("power"), heat = m.product("heat"), slag = m.waste("slag");
    auto const co2 = m.elementary("co2"), nox = m.elementary("nox"), ore = m.elementary("ore", "resource/in ground");
    auto const top = m.process("top"), plant = m.process("plant"), boiler = m.process("boiler"), landfill = m.process("landfill");
    m.reference(top, steel, 2);
    m.input(top, power, 0.7);
    m.input(top, power, 0.2);
    m.input(top, heat, 900).to_reference = 0.001; // in another unit
    m.input(top, steel, 0.1);                     // uses some of its own
    m.output(top, slag, 0.3);
    m.output(top, co2, 1.5);
    m.output(top, co2, 0.25);
    m.input(top, ore, 1.2);
    m.reference(plant, power, 1);
    m.input(plant, steel, 0.15);
    m.input(plant, heat, 0.05);
    m.output(plant, nox, 0.4);
    m.reference(boiler, heat, 1);
    m.input(boiler, power, 0.02).avoided = true;  // it saves power elsewhere
    m.output(boiler, co2, 0.9);
    m.reference(landfill, slag, 1);
    m.input(landfill, power, 0.04);
    m.output(landfill, nox, 0.6);
    return c;
}

/// Two products, one of them used.
Case coproducts() {
    Case c;
    auto& m = c.model;
    auto const good = m.product("good"), main = m.product("main"), side = m.product("side"), co2 = m.elementary("co2"), nox = m.elementary("nox");
    auto const top = m.process("top"), both = m.process("both");
    m.reference(top, good, 1);
    m.input(top, main, 0.8);
    m.input(top, side, 0.3);
    m.reference(both, main, 2);
    m.output(both, side, 3);
    m.input(both, good, 0.2);
    m.output(both, co2, 5);
    m.output(both, nox, 1.3);
    return c;
}

}  // namespace

TEST_CASE("exchanges: units, signs, waste, credits, self-consumption, two of one cell") {
    auto const c = chain();
    c.check();
    auto const gradient = file_gradient(c.solve());
    CHECK(gradient.exchanges.size() == 9 + 4 + 3 + 3);
    for (std::size_t k = 1; k < gradient.exchanges.size(); ++k) CHECK(std::fabs(gradient.exchanges[k - 1].effect) >= std::fabs(gradient.exchanges[k].effect));
}

TEST_CASE("formulas: local hides global, calculated ones hand on, every use counts") {
    auto c = chain();
    auto& m = c.model;
    m.content.parameters = {input("load", 0.6), calculated("rate", 0.36, "load^2"), input("other", 4), calculated("unused", 1, "other / 4")};
    auto& top = m.content.processes[0];
    top.parameters = {input("load", 2.5), calculated("twice", 5, "2 * LOAD"), calculated("mixed", 9, "twice + other")};
    formula(m, 0, top.exchanges[1], "twice * 0.14 + rate * 0.1");
    formula(m, 0, top.exchanges[6], "exp(load / 5) + mixed / 100");
    formula(m, 0, top.exchanges[0], "if(load > 1; load - 0.5; 0)");
    auto& plant = m.content.processes[1];
    formula(m, 1, plant.exchanges[3], "rate + sqrt(other) / 40");
    c.check();
    auto const gradient = file_gradient(c.solve());
    CHECK(gradient.parameters.size() == 6); // all but `unused`
    for (auto const& line : gradient.parameters) CHECK(!(line.process == no_index && line.parameter == 3));
    // A redefinition cuts the formula off: what it was calculated from no longer matters there.
    c.options.parameters = {{"rate", 0.5, {}, {}}};
    c.check();
    for (auto const& line : file_gradient(c.solve()).parameters) CHECK(!(line.process == no_index && line.parameter == 0));
}

TEST_CASE("a formula without a finite slope is told, and its parameter left out") {
    auto c = chain();
    c.model.content.parameters = {input("a", 0), input("b", 2)};
    formula(c.model, 1, c.model.content.processes[1].exchanges[3], "sqrt(a) + b");
    auto const gradient = file_gradient(c.solve());
    REQUIRE(gradient.findings.size() == 1);
    CHECK(gradient.findings[0].problem.id == "gradient.not-differentiable");
    REQUIRE(gradient.parameters.size() == 1);
    CHECK(gradient.parameters[0].parameter == 1);
}

TEST_CASE("stored allocation factors, by number and by formula") {
    auto c = coproducts();
    auto& m = c.model;
    c.options.allocation = Allocation::physical;
    m.content.parameters = {input("percent", 30)};
    m.factor(1, AllocationMethod::physical, 1, 0.3);
    m.factor(1, AllocationMethod::physical, 2, 0.7);
    c.check();
    m.content.processes[1].allocation[0].formula = "percent / 100";
    m.content.processes[1].allocation[1].formula = "1 - percent / 100";
    c.check();
    CHECK(file_gradient(c.solve()).allocation.size() == 2);
    CHECK(file_gradient(c.solve()).parameters.size() == 1);
}

TEST_CASE("factors scaled to sum to 1") {
    auto c = coproducts();
    c.options.allocation = Allocation::economic;
    c.options.normalise_allocation = true;
    c.model.factor(1, AllocationMethod::economic, 1, 2);
    c.model.factor(1, AllocationMethod::economic, 2, 5);
    c.check();
}

TEST_CASE("causal factors act on one exchange each") {
    auto c = coproducts();
    c.options.allocation = Allocation::causal;
    for (auto const& [flow, share] : {std::pair{0u, 0.25}, std::pair{3u, 0.6}, std::pair{4u, 0.9}}) {
        c.model.factor(1, AllocationMethod::causal, 1, share, flow);
        c.model.factor(1, AllocationMethod::causal, 2, 1 - share, flow);
    }
    c.check();
    CHECK(file_gradient(c.solve()).allocation.size() == 6);
}

TEST_CASE("shares computed from a property follow the amounts of the products") {
    auto c = coproducts();
    c.options.allocation = Allocation::physical;
    c.check();
    CHECK(file_gradient(c.solve()).allocation.empty());
}

TEST_CASE("ignored co-products have no slope") {
    auto c = coproducts();
    c.options.allocation = Allocation::ignore_coproducts;
    c.model.content.processes[0].exchanges[2].amount = 0; // the side product would be cut off
    c.check();
}

TEST_CASE("variance of exchanges and parameters, to first order") {
    auto c = chain();
    auto& m = c.model;
    m.content.parameters = {input("load", 0.6)};
    formula(m, 1, m.content.processes[1].exchanges[3], "load");
    m.content.parameters[0].uncertainty = {DistributionKind::normal, 0.6, 0.06, 0, {}, {}, {}};
    m.content.processes[0].uncertainties = {{DistributionKind::lognormal, 1.5, 1.2, 0, {}, {}, {}}, {DistributionKind::uniform, 0.1, 0.3, 0, {}, {}, {}}};
    m.content.processes[0].exchanges[6].uncertainty = 0;
    m.content.processes[0].exchanges[1].uncertainty = 1;
    auto const result = c.solve();
    auto const gradient = file_gradient(result);
    auto const variance = file_variance(result, gradient);
    REQUIRE(variance.lines.size() == 3);
    auto const exchange = [&](double value, std::size_t place) { return c.slope(value, [&](Case& copy, double moved) { copy.model.content.processes[0].exchanges[place].amount = moved; }); };
    double const a = exchange(1.5, 6) * 1.5 * std::log(1.2), b = exchange(0.7, 1) * 0.2 / std::sqrt(12.0);
    double const p = c.slope(0.6, [](Case& copy, double moved) { copy.options.parameters = {{"load", moved, {}, {}}}; }) * 0.06;
    CHECK(variance.total == doctest::Approx(a * a + b * b + p * p).epsilon(1e-7));
    double sum = 0;
    for (auto const& line : variance.lines) sum += line.share;
    CHECK(sum == doctest::Approx(1).epsilon(1e-14));
    CHECK(variance.standard_deviation() == doctest::Approx(std::sqrt(variance.total)));
    // Moments of a triangle from 1 over 2 to 6: (1 + 4 + 36 - 2 - 6 - 12) / 18 (Kotz and van Dorp, Beyond Beta, 2004, 1.2).
    CHECK(standard_deviation({DistributionKind::triangular, 1, 2, 6, {}, {}, {}}, 3) == doctest::Approx(std::sqrt(21.0 / 18)));
    CHECK(standard_deviation({}, 3) == 0);
}

TEST_CASE("the shipped database: its ten largest exchanges, by solving again") {
    auto const database = Database::shipped();
    Case c;
    c.model.content = database.content();
    c.factors = {1, 28, 265};
    int checked = 0;
    for (auto const& process : database.processes()) {
        auto const system = link(database, {});
        auto const column = system.find_column(database.process_index(process.id));
        if (!column || process.exchanges.size() < 5) continue;
        c.process = process.id;
        auto const gradient = file_gradient(c.solve());
        for (std::size_t k = 0; k < 10 && k < gradient.exchanges.size(); ++k) {
            auto const& line = gradient.exchanges[k];
            double const expected = c.slope(line.value, [&](Case& copy, double moved) { copy.model.content.processes[line.process].exchanges[line.exchange].amount = moved; });
            CHECK(std::fabs(line.derivative - expected) * std::fabs(line.value) <= 1e-9 * (std::fabs(gradient.score) + std::fabs(expected * line.value)));
            ++checked;
        }
        if (checked > 30) break;
    }
    CHECK(checked > 20);
}

TEST_CASE("rows that do not exist are refused") {
    CHECK(try_file_gradient(chain().solve(), 5).problem().id == "footprint.row");
}
