// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Rule A4 of docs/conventions.md.
#include "tanji/lifecycle/allocation.hpp"

#include <doctest/doctest.h>

#include "lifecycle/small_model.hpp"

using namespace tanji;
using tanji::test::NamedMatrices;
using tanji::test::SmallModel;

namespace {

/// Two products p1 (reference, 1) and p2 (3) with 2 of CO2: shared case olca-allocation-physical.
struct TwoProducts : SmallModel {
    Index p1 = product("p1"), p2 = product("p2"), co2 = elementary("CO2");
    Index maker = process("P");
    TwoProducts() {
        reference(maker, p1, 1);
        output(maker, p2, 3);
        output(maker, co2, 2);
    }
    void factors(AllocationMethod method, double a, double b) {
        factor(maker, method, p1, a);
        factor(maker, method, p2, b);
    }
    [[nodiscard]] Process& made() { return content.processes[maker]; }
    /// Id of the refusal of p1's column; "" if it can be used.
    [[nodiscard]] std::string refusal(LinkOptions options) const {
        auto const system = linked(std::move(options));
        auto const column = system.columns()[system.find_column(maker, p1).value()];
        return column.refusal == no_index ? "" : system.refusals()[column.refusal].id;
    }
    [[nodiscard]] double co2_of(char const* product, LinkOptions options) const { return NamedMatrices(linked(std::move(options))).b.at({"CO2", std::string("P/") + product}); }
};

LinkOptions const physical{.allocation = Allocation::physical};

}  // namespace

// Shared case olca-allocation-physical (AllocationTest): factors 0.25 / 0.75 leave 0.5 of 2 CO2 for p1.
TEST_CASE("stored physical factors share what the process takes and gives") {
    TwoProducts m;
    m.factors(AllocationMethod::physical, 0.25, 0.75);
    CHECK(m.co2_of("p1", physical) == 0.5);
    CHECK(m.co2_of("p2", physical) == 1.5);
    auto const system = m.linked(physical);
    CHECK(system.columns()[0].share == 0.25);
    NamedMatrices const got(system);
    CHECK(got.a.at({"P/p1", "P/p1"}) == 1);  // provider flows are never allocated
    CHECK(got.a.at({"P/p2", "P/p2"}) == 3);
    CHECK(got.a.size() == 2);
}

// The case's variant "factors as formula param/100 with param=25".
TEST_CASE("factors may be formulas") {
    TwoProducts m;
    m.made().parameters = {Parameter{"param", 25, {}, true, {}, {}}};
    m.factors(AllocationMethod::physical, 9, 9);
    m.made().allocation[0].formula = "param/100";
    m.made().allocation[1].formula = "(100-param)/100";
    CHECK(m.co2_of("p1", physical) == 0.5);
    m.made().allocation[1].formula = "oops";
    CHECK(m.refusal(physical) == "parameter.unknown");
}

// The case's variants "w1/w2 wastes treated" and "product + waste".
TEST_CASE("waste inputs are provider flows like products") {
    SmallModel m;
    auto const w1 = m.waste("w1"), w2 = m.waste("w2"), co2 = m.elementary("CO2");
    auto const p = m.process("P");
    m.reference(p, w1, 1);
    m.input(p, w2, 3);
    m.output(p, co2, 2);
    m.factor(p, AllocationMethod::physical, w1, 0.25);
    m.factor(p, AllocationMethod::physical, w2, 0.75);
    NamedMatrices const got(m.linked(physical));
    CHECK(got.b.at({"CO2", "P/w1"}) == 0.5);
    CHECK(got.a.at({"P/w1", "P/w1"}) == -1);
    CHECK(got.a.at({"P/w2", "P/w2"}) == -3);
}

// Shared case olca-allocate-avoided (AllocateAvoidedTest): 0.75 * 0.5 = 0.375 of the avoided product, 0.75 * 2 = 1.5 of e.
TEST_CASE("avoided products, inputs and waste outputs are allocated") {
    SmallModel m;
    auto const p = m.product("p"), q = m.product("q"), a = m.product("a"), w = m.waste("w"), e = m.elementary("e");
    auto const maker = m.process("P"), avoided = m.process("A"), treatment = m.process("T");
    m.reference(maker, p, 1);
    m.output(maker, q, 1);
    m.input(maker, a, 0.5).avoided = true;
    m.output(maker, w, 4);
    m.output(maker, e, 2);
    m.factor(maker, AllocationMethod::physical, p, 0.75);
    m.factor(maker, AllocationMethod::physical, q, 0.25);
    m.reference(avoided, a, 1);
    m.output(avoided, e, 1.5);
    m.reference(treatment, w, 1);
    NamedMatrices const got(m.linked(physical));
    CHECK(got.a.at({"A/a", "P/p"}) == 0.375);
    CHECK(got.a.at({"T/w", "P/p"}) == 3);
    CHECK(got.b.at({"e", "P/p"}) == 1.5);
}

// Shared case olca-allocation-kinds (AllocationIndexTest): factors for CO2 by method, default causal.
TEST_CASE("each method takes its own factors; default takes the process' method") {
    SmallModel m;
    auto const p1 = m.product("p1"), p2 = m.product("p2"), w = m.waste("w"), co2 = m.elementary("CO2");
    auto const p = m.process("P");
    m.reference(p, p1, 1);
    m.output(p, p2, 1);
    m.input(p, w, 1);
    m.output(p, co2, 1);
    auto const factors = [&](AllocationMethod method, double a, double b, double c) {
        Index const flow = method == AllocationMethod::causal ? co2 : no_index;
        m.factor(p, method, p1, a, flow);
        m.factor(p, method, p2, b, flow);
        m.factor(p, method, w, c, flow);
    };
    factors(AllocationMethod::economic, 0.1, 0.3, 0.6);
    factors(AllocationMethod::physical, 0.4, 0.4, 0.2);
    factors(AllocationMethod::causal, 0.3, 0.2, 0.5);
    auto const shares = [&](Allocation method) {
        NamedMatrices const got(m.linked({.allocation = method}));
        return std::vector<double>{got.b.at({"CO2", "P/p1"}), got.b.at({"CO2", "P/p2"}), got.b.at({"CO2", "P/w"})};
    };
    CHECK(shares(Allocation::economic) == std::vector<double>{0.1, 0.3, 0.6});
    CHECK(shares(Allocation::physical) == std::vector<double>{0.4, 0.4, 0.2});
    CHECK(shares(Allocation::causal) == std::vector<double>{0.3, 0.2, 0.5});
    m.content.processes[p].has_default_allocation = true;
    m.content.processes[p].default_allocation = AllocationMethod::causal;
    CHECK(shares(Allocation::by_default) == std::vector<double>{0.3, 0.2, 0.5});
}

TEST_CASE("causal factors of schema 2 name one exchange by its internal id") {
    TwoProducts m;
    m.made().exchanges[2].internal_id = 5;
    m.output(m.maker, m.co2, 10).internal_id = 6;
    auto const factor = [&](Index product, double value, int id) {
        m.factor(m.maker, AllocationMethod::causal, product, value);
        m.made().allocation.back().exchange_id = id;
    };
    factor(m.p1, 0.5, 5);
    factor(m.p2, 0.5, 5);
    factor(m.p1, 0.1, 6);
    factor(m.p2, 0.9, 6);
    CHECK(m.co2_of("p1", {.allocation = Allocation::causal}) == 2 * 0.5 + 10 * 0.1);
}

TEST_CASE("missing, dangling, contradicting and badly summing factors are refused by name") {
    TwoProducts missing;
    missing.factor(missing.maker, AllocationMethod::physical, missing.p1, 1);
    CHECK(missing.refusal(physical) == "allocation.missing");
    auto const system = missing.linked(physical);
    CHECK(system.refusals()[0].what.find("product 'p2'") != std::string::npos);
    CHECK(system.refusals()[0].where.object == "process 'P' (id P)");

    TwoProducts dangling;
    dangling.factors(AllocationMethod::physical, 0.25, 0.75);
    dangling.factor(dangling.maker, AllocationMethod::physical, dangling.co2, 0.5);
    CHECK(dangling.refusal(physical) == "allocation.dangling");

    TwoProducts dangling_causal;
    auto const elsewhere = dangling_causal.elementary("CH4");
    for (auto const product : {dangling_causal.p1, dangling_causal.p2}) dangling_causal.factor(dangling_causal.maker, AllocationMethod::causal, product, 0.5, dangling_causal.co2);
    CHECK(dangling_causal.refusal({.allocation = Allocation::causal}) == "");
    dangling_causal.factor(dangling_causal.maker, AllocationMethod::causal, dangling_causal.p1, 0.5, elsewhere);
    CHECK(dangling_causal.refusal({.allocation = Allocation::causal}) == "allocation.dangling");

    TwoProducts conflict;
    conflict.factors(AllocationMethod::physical, 0.25, 0.75);
    conflict.factor(conflict.maker, AllocationMethod::physical, conflict.p1, 0.25);
    CHECK(conflict.refusal(physical) == "");  // the same again is harmless
    conflict.factor(conflict.maker, AllocationMethod::physical, conflict.p1, 0.3);
    CHECK(conflict.refusal(physical) == "allocation.conflict");

    TwoProducts causal;
    causal.output(causal.maker, causal.elementary("CH4"), 1);
    causal.factor(causal.maker, AllocationMethod::causal, causal.p1, 0.5, causal.co2);
    causal.factor(causal.maker, AllocationMethod::causal, causal.p2, 0.5, causal.co2);
    CHECK(causal.refusal({.allocation = Allocation::causal}) == "allocation.missing");
}

TEST_CASE("factors sum to 1 within 1e-6, or are scaled on request") {
    TwoProducts close;
    close.factors(AllocationMethod::physical, 0.25, 0.75 + 0.9e-6);
    CHECK(close.refusal(physical) == "");
    TwoProducts off;
    off.factors(AllocationMethod::physical, 0.25, 0.75 + 1.1e-6);
    CHECK(off.refusal(physical) == "allocation.sum");
    TwoProducts half;
    half.factors(AllocationMethod::physical, 0.25, 0.25);
    CHECK(half.refusal(physical) == "allocation.sum");
    LinkOptions const normalise{.allocation = Allocation::physical, .normalise_allocation = true};
    CHECK(half.refusal(normalise) == "");
    CHECK(half.co2_of("p1", normalise) == 1);
    CHECK(half.linked(normalise).findings()[0].problem.id == "allocation.normalised");
}

TEST_CASE("physical shares are computed from a common property, named in a finding") {
    TwoProducts m;
    CHECK(m.co2_of("p1", physical) == 0.5);  // masses 1 and 3
    auto const system = m.linked(physical);
    auto const findings = system.findings();
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].problem.id == "allocation.computed");
    CHECK(findings[0].problem.what.find("'Mass'") != std::string::npos);

    m.content.properties.push_back({"volume", "Volume", 0, false});
    m.content.flows[m.p2].properties = {{1, 1}};
    CHECK(m.refusal(physical) == "allocation.no-property");
}

TEST_CASE("of several common properties the reference counts, then mass, whatever their order and ids") {
    TwoProducts m;
    m.content.properties.insert(m.content.properties.end(), {{"a", "Volume", 0, false}, {"x", "Energy", 0, false}, {"y", "Area", 0, false}});
    // 1 and 3 by mass are 0.5 of 2 CO2 for p1; by volume it would be 10 of 13.
    m.content.flows[m.p1].properties = {{1, 10}, {0, 1}};
    m.content.flows[m.p2].properties = {{1, 1}, {0, 1}};
    m.content.flows[m.p1].reference_property = m.content.flows[m.p2].reference_property = 1;
    CHECK(m.co2_of("p1", physical) == 0.5);
    m.content.flows[m.p1].properties = {{2, 1}, {1, 10}, {0, 1}};
    m.content.flows[m.p2].properties = {{3, 1}, {1, 1}, {0, 1}};
    m.content.flows[m.p1].reference_property = m.content.flows[m.p2].reference_property = 0;
    CHECK(m.co2_of("p1", physical) == 0.5);
    m.made().exchanges[0].amount = 4;
    m.made().exchanges[1].amount = -1;
    CHECK(m.refusal(physical) == "allocation.amount");
}

TEST_CASE("economic shares need prices") {
    TwoProducts m;
    LinkOptions const economic{.allocation = Allocation::economic};
    CHECK(m.refusal(economic) == "allocation.no-price");
    // Shared case bw-multifunctional-price-first: 4 at 7 each against 6 at 12 each shares 28 : 72.
    m.content.properties.push_back({"price", "Price", 0, true});
    m.content.flows[m.p1].properties.push_back({1, 7});
    m.content.flows[m.p2].properties.push_back({1, 12});
    m.made().exchanges[0].amount = 4;
    m.made().exchanges[1].amount = 6;
    m.made().exchanges[2].amount = 10;
    CHECK(m.co2_of("p1", economic) == doctest::Approx(2.8).epsilon(1e-15));
    CHECK(m.co2_of("p1", physical) == 4);  // prices are no physical property
}

TEST_CASE("none and refuse are for one output; ignore-coproducts lets the reference carry all") {
    TwoProducts m;
    CHECK(m.refusal({.allocation = Allocation::none}) == "allocation.refused");
    CHECK(m.refusal({.allocation = Allocation::refuse}) == "allocation.refused");
    CHECK(m.refusal({}) == "allocation.no-default");
    m.made().has_default_allocation = true;  // "no allocation" as default is no method
    CHECK(m.refusal({}) == "allocation.no-default");
    auto const system = m.linked({.allocation = Allocation::ignore_coproducts});
    CHECK(system.columns().size() == 1);
    CHECK(NamedMatrices(system).b.at({"CO2", "P/p1"}) == 2);

    SmallModel single;
    auto const p = single.product("p");
    single.reference(single.process("P"), p, 1);
    for (auto const method : {Allocation::none, Allocation::refuse, Allocation::causal, Allocation::economic}) CHECK(single.linked({.allocation = method}).refusals().empty());
}

TEST_CASE("allocated inventories sum to the unallocated one") {
    TwoProducts m;
    m.factors(AllocationMethod::physical, 0.37, 0.63);
    CHECK(m.co2_of("p1", physical) + m.co2_of("p2", physical) == doctest::Approx(2).epsilon(1e-15));
}

TEST_CASE("methods have names that read back") {
    for (auto const method : {Allocation::by_default, Allocation::physical, Allocation::economic, Allocation::causal, Allocation::none, Allocation::ignore_coproducts, Allocation::refuse})
        CHECK(try_allocation(to_text(method)).value() == method);
    CHECK(try_allocation("mass").problem().id == "allocation.unknown");
}
