// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
// Rules A1, A2 and A3 of docs/conventions.md.
#include "tanji/lifecycle/link.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <random>

#include "lifecycle/small_model.hpp"

using namespace tanji;
using tanji::test::NamedMatrices;
using tanji::test::SmallModel;
using Cells = std::map<std::pair<std::string, std::string>, double>;

// Rule A1, shared case olca-waste-downstream (WasteCalculationTest::testDownstream of olca-modules): A = [[1, 0], [2, -1]], B = [[0, 2]].
TEST_CASE("waste: an output is a positive consumer, treatment is a negative diagonal") {
    SmallModel m;
    auto const p = m.product("p"), w = m.waste("w"), e = m.elementary("e");
    auto const maker = m.process("P"), treatment = m.process("T");
    m.reference(maker, p, 1);
    m.output(maker, w, 2);
    m.reference(treatment, w, 1);
    m.output(treatment, e, 2);
    auto const system = m.linked();
    NamedMatrices const got(system);
    CHECK(got.a == Cells{{{"P/p", "P/p"}, 1}, {{"T/w", "P/p"}, 2}, {{"T/w", "T/w"}, -1}});
    CHECK(got.b == Cells{{{"e", "T/w"}, 2}});
    CHECK(system.columns()[1].output == -1);
    CHECK(system.unlinked().empty());
}

// Shared case olca-avoided-product (AvoidedFlowsTest::testProduct): an avoided product of 0.5, stored as an input, is +0.5.
TEST_CASE("an avoided product is credited, an avoided waste is charged") {
    SmallModel m;
    auto const p1 = m.product("p1"), p2 = m.product("p2"), w = m.waste("w");
    auto const a = m.process("A"), b = m.process("B"), t = m.process("T");
    m.reference(a, p1, 1);
    m.input(a, p2, 0.5).avoided = true;
    m.output(a, w, 0.25).avoided = true;
    m.reference(b, p2, 1);
    m.reference(t, w, 1);
    NamedMatrices const got(m.linked());
    CHECK(got.a.at({"B/p2", "A/p1"}) == 0.5);
    CHECK(got.a.at({"T/w", "A/p1"}) == -0.25);
}

TEST_CASE("an avoided flow on the unusual side is counted as avoided, with a finding") {
    SmallModel m;
    auto const p1 = m.product("p1"), p2 = m.product("p2");
    auto const a = m.process("A"), b = m.process("B");
    m.reference(a, p1, 1);
    m.output(a, p2, 0.5).avoided = true;
    m.reference(b, p2, 1);
    auto const system = m.linked();
    CHECK(NamedMatrices(system).a.at({"B/p2", "A/p1"}) == 0.5);
    REQUIRE(system.findings().size() == 1);
    CHECK(system.findings()[0].problem.id == "exchange.avoided-side");
}

// Rule A1: several exchanges of one cell are summed; 1 kWh made with 0.1 kWh of itself is 0.9.
TEST_CASE("self-consumption and repeated exchanges share a cell") {
    SmallModel m;
    auto const power = m.product("power"), e = m.elementary("e");
    auto const grid = m.process("grid");
    m.reference(grid, power, 1);
    m.input(grid, power, 0.1);
    m.output(grid, e, 2);
    m.output(grid, e, 3);
    m.input(grid, e, 1);
    NamedMatrices const got(m.linked());
    CHECK(got.a == Cells{{{"grid/power", "grid/power"}, 0.9}});
    CHECK(got.b == Cells{{{"e", "grid/power"}, 4}});  // rule A2: net = outputs - inputs
}

TEST_CASE("amounts keep their own sign; a negative product is a finding, a zero one a refusal") {
    SmallModel m;
    auto const p = m.product("p"), z = m.product("z"), e = m.elementary("e");
    auto const a = m.process("A"), b = m.process("B");
    m.reference(a, p, -2);
    m.output(a, e, -3);
    m.reference(b, z, 0);
    auto const system = m.linked();
    NamedMatrices const got(system);
    CHECK(got.a.at({"A/p", "A/p"}) == -2);
    CHECK(got.b.at({"e", "A/p"}) == -3);
    REQUIRE(system.findings().size() == 1);
    CHECK(system.findings()[0].problem.id == "process.negative-reference");
    auto const zero = system.find_column(b).value();
    REQUIRE(system.columns()[zero].refusal != no_index);
    CHECK(system.refusals()[system.columns()[zero].refusal].id == "process.zero-reference");
    CHECK(system.columns()[system.find_column(a).value()].refusal == no_index);
}

TEST_CASE("elementary flows are shown as inputs where they are resources or only ever inputs") {
    SmallModel m;
    auto const p = m.product("p"), air = m.elementary("a-air"), oxygen = m.elementary("b-oxygen", "air/unspecified"), ore = m.elementary("c-ore", "Elementary flows/Resource/in ground");
    auto const a = m.process("A");
    m.reference(a, p, 1);
    m.output(a, air, 1);
    m.input(a, air, 2);
    m.input(a, oxygen, 2);
    m.output(a, ore, 1);  // given back: still a resource
    auto const system = m.linked();
    REQUIRE(system.elementary().size() == 3);
    CHECK_FALSE(system.elementary()[0].shown_as_input);
    CHECK(system.elementary()[1].shown_as_input);
    CHECK(system.elementary()[2].shown_as_input);
}

namespace {

/// Two makers of p (one as a co-product), a user with and without a named provider.
struct LinkingModel : SmallModel {
    Index p = product("p"), q = product("q"), u = product("u");
    Index first = process("first"), second = process("second"), user = process("user");
    LinkingModel() {
        reference(first, p, 1);
        reference(second, q, 1);
        output(second, p, 1);
        reference(user, u, 1);
        input(user, p, 3);
    }
    [[nodiscard]] std::string reason(LinkOptions options) const {
        auto const system = linked(std::move(options));
        return system.unlinked().empty() ? "" : system.unlinked()[0].reason;
    }
    [[nodiscard]] std::string provider(LinkOptions options) const {
        auto const system = linked(std::move(options));
        for (auto const& entry : system.technosphere())
            if (entry.process == user && entry.row != entry.column) return content.processes[system.columns()[entry.row].process].id;
        return "none";
    }
};

}  // namespace

TEST_CASE("linking: co-products count for unique-producer, not for unique-reference") {
    LinkingModel const m;
    CHECK(m.reason({.policy = Linking::unique_producer}) == "2 processes make it");
    CHECK(m.provider({.policy = Linking::unique_reference}) == "first");
    CHECK(m.reason({.policy = Linking::defaults_only}) == "no provider is named");
    CHECK(m.reason({.policy = Linking::defaults_then_unique}) == "2 processes make it");
}

TEST_CASE("linking: a named provider is taken, and never replaced when it cannot serve") {
    LinkingModel m;
    auto& exchange = m.content.processes[m.user].exchanges[1];
    exchange.provider = m.second;
    CHECK(m.provider({.policy = Linking::defaults_only}) == "second");
    CHECK(m.provider({}) == "second");
    CHECK(m.provider({.policy = Linking::unique_reference}) == "first");
    CHECK(m.reason({.allocation = Allocation::ignore_coproducts}) == "its provider makes it only as a co-product, which ignore-coproducts drops");

    m.content.processes[m.second].exchanges.pop_back();  // p now has exactly one maker
    CHECK(m.reason({}) == "the named provider does not make it");
    exchange.provider = no_index;
    exchange.provider_missing = true;
    CHECK(m.reason({}) == "the named provider is missing");
    CHECK(m.reason({.policy = Linking::location}) == "the named provider is missing");
    auto const system = m.linked({});
    REQUIRE(system.findings().size() == 1);
    CHECK(system.findings()[0].problem.id == "link.provider-missing");
}

TEST_CASE("linking by place: here, then larger places, then GLO or RoW; a tie is not decided") {
    SmallModel m;
    auto const asia = m.place("RAS"), cn = m.place("CN", asia), ah = m.place("CN-AH", cn), world = m.place("GLO"), rest = m.place("RoW"), us = m.place("US");
    auto const p = m.product("p"), u = m.product("u");
    auto const user = m.process("user", ah);
    m.reference(user, u, 1);
    m.input(user, p, 1);
    auto const maker = [&](char const* id, Index place) { m.reference(m.process(id, place), p, 1); };
    auto const provider = [&] {
        auto const system = m.linked({.policy = Linking::location});
        if (!system.unlinked().empty()) return system.unlinked()[0].reason;
        for (auto const& entry : system.technosphere())
            if (entry.process == user && entry.row != entry.column) return m.content.processes[system.columns()[entry.row].process].id;
        return std::string("?");
    };
    maker("us", us);
    CHECK(provider() == "no process makes it here, in a larger place or in GLO/RoW");
    maker("row", rest);
    CHECK(provider() == "row");
    maker("glo", world);
    CHECK(provider() == "a tie: 2 processes make it in GLO or RoW");
    maker("asia", asia);
    CHECK(provider() == "asia");
    maker("cn", cn);
    CHECK(provider() == "cn");
    maker("here", ah);
    CHECK(provider() == "here");
    maker("here too", ah);
    CHECK(provider() == "a tie: 2 processes make it in CN-AH");
    m.content.processes[user].exchanges[1].location = cn;  // the exchange's own place counts before the process'
    CHECK(provider() == "cn");
}

TEST_CASE("linking by product system: by internal id, else by flow; what it does not link is cut off") {
    LinkingModel m;
    m.input(m.user, m.p, 5).internal_id = 7;
    m.input(m.user, m.q, 1);
    StoredSystem stored;
    stored.links = {{m.user, m.first, m.p, 0}, {m.user, m.second, m.p, 7}};
    LinkOptions options{.policy = Linking::system, .allocation = Allocation::ignore_coproducts};
    CHECK(try_link(m.database(), options).problem().id == "link.no-system");
    options.system = stored;
    options.allocation = Allocation::physical;
    NamedMatrices const got(m.linked(options));
    CHECK(got.a.at({"first/p", "user/u"}) == -3);
    CHECK(got.a.at({"second/p", "user/u"}) == -5);
    auto const system = m.linked(options);
    REQUIRE(system.unlinked().size() == 1);
    CHECK(system.unlinked()[0].reason == "the product system has no link for it");
}

TEST_CASE("what nobody provides is listed and never part of the inventory") {
    SmallModel m;
    auto const p = m.product("p"), missing = m.product("missing"), w = m.waste("w");
    auto const a = m.process("A");
    m.reference(a, p, 1);
    m.input(a, missing, 2);
    m.output(a, w, 1);
    m.output(a, m.elementary("e"), 5);
    auto const system = m.linked();
    CHECK(system.unlinked().size() == 2);
    CHECK(NamedMatrices(system).b == Cells{{{"e", "A/p"}, 5}});
    CHECK(system.technosphere().size() == 1);
}

TEST_CASE("rows are split by place only in a regional run, and sum_by_flow joins them") {
    SmallModel m;
    auto const cn = m.place("CN"), us = m.place("US");
    auto const p = m.product("p"), e = m.elementary("e");
    auto const a = m.process("A", cn);
    m.reference(a, p, 1);
    m.output(a, e, 1);
    m.output(a, e, 2).location = us;
    CHECK(NamedMatrices(m.linked()).b == Cells{{{"e", "A/p"}, 3}});
    auto const regional = m.linked({.regional = true});
    CHECK(NamedMatrices(regional).b == Cells{{{"e@CN", "A/p"}, 1}, {{"e@US", "A/p"}, 2}});
    auto const sums = sum_by_flow(regional, std::vector<double>{1, 2});
    REQUIRE(sums.size() == 1);
    CHECK(sums[0].net == 3);
    CHECK_THROWS_AS((void)sum_by_flow(regional, std::vector<double>{1}), Error);
}

TEST_CASE("formulas: amounts are evaluated, redefinitions reach them, a bad process refuses only itself") {
    SmallModel m;
    auto const p = m.product("p"), q = m.product("q"), e = m.elementary("e");
    auto const a = m.process("A"), b = m.process("B");
    m.content.parameters = {Parameter{"g", 2, {}, true, {}, {}}};
    m.reference(a, p, 1);
    auto& emission = m.output(a, e, 6);
    emission.formula = 0;
    emission.to_reference = 10;
    m.content.processes[a].formulas = {"3 * G"};
    m.reference(b, q, 1);
    m.output(b, e, 1).formula = 0;
    m.content.processes[b].formulas = {"nothing"};
    auto const system = m.linked();
    CHECK(NamedMatrices(system).b.at({"e", "A/p"}) == 60);
    CHECK(system.findings().empty());
    CHECK(system.columns()[0].refusal == no_index);
    REQUIRE(system.columns()[1].refusal != no_index);
    CHECK(system.refusals()[system.columns()[1].refusal].id == "parameter.unknown");

    auto const redefined = m.linked({.parameters = {{"g", 5, {}, {}}}});
    CHECK(NamedMatrices(redefined).b.at({"e", "A/p"}) == 150);
    CHECK(try_link(m.database(), {.parameters = {{"gg", 5, {}, {}}}}).problem().id == "parameter.redefinition");

    m.content.processes[a].exchanges[1].amount = 7;
    auto const differs = m.linked();
    REQUIRE(differs.findings().size() == 1);
    CHECK(differs.findings()[0].problem.id == "exchange.stored-differs");
    CHECK(NamedMatrices(differs).b.at({"e", "A/p"}) == 60);

    m.content.parameters = {Parameter{"g", 2, "g", false, {}, {}}};
    CHECK(try_link(m.database()).problem().id == "parameter.cycle");
}

TEST_CASE("columns are found by process and product") {
    LinkingModel m;
    auto const system = m.linked({.allocation = Allocation::ignore_coproducts});
    CHECK(system.find_column(m.second).value() == system.find_column(m.second, m.q).value());
    auto const miss = system.find_column(m.second, m.p);
    REQUIRE_FALSE(miss);
    CHECK(miss.problem().id == "lookup.unknown");
    CHECK(miss.problem().related.front() == "product 'q' (id q)");
    CHECK(system.find_column(99).problem().id == "lookup.unknown");
}

namespace {

/// The same model with flows, processes and exchanges in another order.
DatabaseContent shuffled(DatabaseContent content, unsigned seed) {
    std::mt19937 random(seed);
    auto const permute = [&](auto& list) {
        std::vector<Index> order(list.size());
        for (Index i = 0; i < order.size(); ++i) order[i] = i;
        std::shuffle(order.begin(), order.end(), random);
        auto const old = list;
        std::vector<Index> moved(list.size());
        for (Index i = 0; i < order.size(); ++i) {
            list[i] = old[order[i]];
            moved[order[i]] = i;
        }
        return moved;
    };
    auto const flows = permute(content.flows);
    auto const processes = permute(content.processes);
    for (auto& process : content.processes) {
        (void)permute(process.exchanges);
        for (auto& exchange : process.exchanges) {
            exchange.flow = flows[exchange.flow];
            if (exchange.provider != no_index) exchange.provider = processes[exchange.provider];
        }
        for (auto& factor : process.allocation) factor.product = flows[factor.product];
    }
    return content;
}

/// Everything that decides a number, as text with the bits of the values.
std::string fingerprint(ProductSystem const& system) {
    std::string text;
    auto const& content = system.database().content();
    for (auto const& column : system.columns()) text += content.processes[column.process].id + content.flows[column.flow].id + std::to_string(std::bit_cast<std::uint64_t>(column.share)) + ";";
    for (auto const& row : system.elementary()) text += content.flows[row.flow].id + (row.shown_as_input ? "<" : ">");
    for (auto const list : {system.technosphere(), system.biosphere()})
        for (auto const& entry : list) text += std::to_string(entry.row) + "," + std::to_string(entry.column) + "," + std::to_string(std::bit_cast<std::uint64_t>(entry.value)) + ";";
    for (auto const& entry : system.unlinked()) text += content.processes[entry.process].id + content.flows[content.processes[entry.process].exchanges[entry.exchange].flow].id + entry.reason;
    return text;
}

}  // namespace

TEST_CASE("the order of files, processes and exchanges does not reach a bit") {
    SmallModel m;
    std::mt19937 random(7);
    auto const number = [&](unsigned below) { return static_cast<Index>(random() % below); };
    std::vector<Index> products, emissions;
    for (int i = 0; i < 30; ++i) products.push_back(m.product(std::string("p").append(std::to_string(i))));
    for (int i = 0; i < 10; ++i) emissions.push_back(m.elementary(std::string("e").append(std::to_string(i))));
    for (unsigned i = 0; i < 25; ++i) {
        auto const p = m.process(std::string("P").append(std::to_string(i)));
        m.reference(p, products[i], 1 + 0.1 * i);
        if (i % 5 == 0) {
            m.output(p, products[i], 0.3);  // twice the same product
            m.output(p, products[25 + i / 5], 0.7);
        }
        for (int k = 0; k < 6; ++k) m.input(p, products[number(30)], 0.01 * (1 + number(50)));
        for (int k = 0; k < 12; ++k) m.exchange(p, emissions[number(4)], 0.1 * (1 + number(50)), number(4) == 0);
    }
    LinkOptions const options{.allocation = Allocation::physical};
    auto const expected = fingerprint(link(Database::make(m.content), options));
    for (unsigned seed = 1; seed <= 20; ++seed) CHECK(fingerprint(link(Database::make(shuffled(m.content, seed)), options)) == expected);
}

TEST_CASE("policies have names that read back") {
    for (auto const policy : {Linking::defaults_only, Linking::defaults_then_unique, Linking::unique_producer, Linking::unique_reference, Linking::location, Linking::system})
        CHECK(try_linking(to_text(policy)).value() == policy);
    CHECK(try_linking("unique").problem().id == "link.unknown-policy");
}
