// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include <algorithm>

#include "tanji/io/binary_content.hpp"
#include "tanji/lifecycle/database.hpp"

namespace {

using namespace tanji;

/// Steel needs power and lime (which nobody makes); power emits CO2 by two exchanges, one of them uncertain.
Database small_database() {
    DatabaseContent c{.name = "small"};
    c.unit_groups = {{"g", "amounts", {{"kg", "kg", 1}, {"g", "g", 0.001}}, 0, 0}};
    c.properties = {{"mass", "Mass", 0}};
    c.locations = {{"cn", "CN", "China"}};
    for (auto const& [id, name, type] : {std::tuple{"power", "\u7535", FlowType::product}, {"steel", "steel", FlowType::product}, {"lime", "lime", FlowType::product}, {"co2", "CO2", FlowType::elementary}})
        c.flows.push_back({.id = id, .name = name, .type = type, .category = type == FlowType::elementary ? "air" : "", .cas = type == FlowType::elementary ? "124-38-9" : "", .properties = {{0, 1}}});
    Process power{.id = "p-power", .name = "\u53d1\u7535", .location = 0};
    power.exchanges.push_back({.flow = 0, .amount = 1, .property = 0, .unit = 0, .input = false, .reference = true});
    power.exchanges.push_back({.flow = 3, .amount = 0.5, .property = 0, .unit = 0, .input = false});
    power.exchanges.push_back({.flow = 3, .amount = 250, .to_reference = 0.001, .property = 0, .unit = 1, .input = false, .uncertainty = 0});
    power.uncertainties.push_back({.kind = DistributionKind::lognormal, .a = 250, .b = 1.3});
    Process steel{.id = "p-steel", .name = "steel works", .location = 0};
    steel.exchanges.push_back({.flow = 1, .amount = 1, .property = 0, .unit = 0, .input = false, .reference = true});
    steel.exchanges.push_back({.flow = 0, .amount = 4, .property = 0, .unit = 0, .input = true});
    steel.exchanges.push_back({.flow = 2, .amount = 3, .property = 0, .unit = 0, .input = true});
    c.processes = {power, steel};
    return Database::make(std::move(c));
}

}  // namespace

TEST_CASE("a linked system becomes plain matrices with names, spreads and cut-offs") {
    auto const system = link(small_database());
    auto const content = try_binary_content(system, {}, {{"a.zip", "00"}}).value();
    CHECK(content.diagonal);
    auto const a = content.matrices.technosphere(), b = content.matrices.biosphere();
    REQUIRE(a.columns == 2);
    CHECK(std::vector<double>(a.value.begin(), a.value.end()) == std::vector<double>{1, -4, 1});
    // Two exchanges of one cell: 0.5 kg + 250 g.
    CHECK(std::vector<double>(b.value.begin(), b.value.end()) == std::vector<double>{0.75});
    CHECK(content.processes[0] == BinaryProcess{"p-power", "\u53d1\u7535", "CN", ""});
    CHECK(content.products[1] == BinaryProduct{"steel", "steel", "kg"});
    CHECK(content.flows.at(0) == BinaryFlow{"co2", "CO2", "air", "kg", "124-38-9", "", false});
    REQUIRE(content.uncertainties.size() == 1);
    // The draw is in g, the cell in kg.
    CHECK(content.uncertainties[0] == BinaryUncertainty{true, 0, DistributionKind::lognormal, 0.25, 0.001, 250, 1.3, 0, 0});
    REQUIRE(content.cut_offs.size() == 1);
    CHECK(content.cut_offs[0].process == 1);
    CHECK(content.cut_offs[0].text.starts_with("3 kg lime: "));
    CHECK(content.files.front().first == "a.zip");
    bool const says_linking = std::find(content.settings.begin(), content.settings.end(), std::pair<std::string, std::string>{"linking", "defaults-then-unique"}) != content.settings.end();
    CHECK(says_linking);
}

TEST_CASE("methods become rows of C with refused flows and optional weights") {
    auto const system = link(small_database());
    Characterisation c;
    c.rows.push_back({.method_id = "m", .method = "method", .category_id = "c", .category = "climate", .unit = "kg CO2e", .flow = {0}, .factor = {1}, .normalisation = 8.0});
    c.rows.push_back({.category = "other"});
    c.rows.back().refused.push_back({0, {.id = "impact.duplicate-factor", .what = "Two factors differ", .where = {.object = "flow 'CO2'"}}});
    c.settings = {{"biogenic carbon", "0"}};
    auto const content = try_binary_content(system, c).value();
    CHECK(content.characterisation.columns == 2);
    CHECK(content.characterisation.rows == 1);
    CHECK(content.characterisation.start == std::vector<std::int32_t>{0, 1, 1});
    CHECK(content.categories[0] == BinaryCategory{"m", "method", "c", "climate", "total", "kg CO2e", 8.0, {}});
    REQUIRE(content.refused.size() == 1);
    CHECK(content.refused[0] == BinaryRefusedFlow{1, 0, "Two factors differ (flow 'CO2')"});
    CHECK(content.settings.back().first == "biogenic carbon");
    c.rows[0].located.push_back({0, 0, 2.0});
    CHECK(try_binary_content(system, c).problem().id == "io.regional-rows");
}

TEST_CASE("a column that cannot be used keeps its reason; spreads that hang on formulas are counted") {
    auto content = small_database().content();
    content.processes[0].formulas = {"0.001 * 250"};
    content.processes[0].exchanges[2].formula = 0;
    content.processes[0].set_aside = 2;
    content.processes[1].formulas = {"unknown_name"};
    content.processes[1].exchanges[1].formula = 0;
    auto const made = try_binary_content(link(Database::make(content))).value();
    CHECK(made.uncertainties.empty());
    CHECK(made.settings.back() == std::pair<std::string, std::string>{"uncertainties left out", "1"});
    bool const says_set_aside = std::any_of(made.cut_offs.begin(), made.cut_offs.end(), [](auto const& one) { return one.process == 0 && one.text.starts_with("2 exchanges"); });
    CHECK(says_set_aside);
    CHECK(made.processes[0].refusal.empty());
    CHECK_FALSE(made.processes[1].refusal.empty());
    auto const a = made.matrices.technosphere();
    CHECK(a.start[2] - a.start[1] == 1);
    CHECK(a.value.back() == 1);
}
