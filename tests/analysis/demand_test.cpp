// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include <algorithm>

#include "tanji/analysis/demand.hpp"

using namespace tanji;

namespace {

/// Fuel oil in kg with a density of 850 kg/m3, and a waste; both made by one process each.
ProductSystem oil_and_waste() {
    DatabaseContent content{.name = "demand"};
    content.unit_groups = {{"gm", "mass", {{"kg", "kg", 1}, {"t", "t", 1000, {"tonne"}}}, 0, 0}, {"gv", "volume", {{"m3", "m3", 1}, {"l", "l", 0.001}}, 0, 1}};
    content.properties = {{"mass", "Mass", 0}, {"volume", "Volume", 1}, {"dry", "Dry mass", 0}};
    content.flows = {{.id = "oil", .name = "fuel oil", .type = FlowType::product, .properties = {{0, 1}, {1, 1 / 850.0}, {2, 0.9}}},
                     {.id = "waste", .name = "waste", .type = FlowType::waste, .properties = {{0, 1}}}};
    content.processes = {{.id = "refinery", .name = "refinery", .exchanges = {{.flow = 0, .amount = 1, .property = 0, .unit = 0, .input = false, .reference = true}}},
                         {.id = "landfill", .name = "landfill", .exchanges = {{.flow = 1, .amount = 1, .property = 0, .unit = 0, .input = true, .reference = true}}}};
    return link(Database::make(std::move(content)));
}

}  // namespace

TEST_CASE("a demand takes any unit of any property of the product") {
    auto const system = oil_and_waste();
    auto const oil = system.find_column(0).value();
    CHECK(demand_of(system, oil, 2.0).amount == 2);
    CHECK(demand_of(system, oil, "1.5 t").amount == doctest::Approx(1500));
    CHECK(demand_of(system, oil, "2tonne").amount == doctest::Approx(2000));
    CHECK(demand_of(system, oil, 1, "m3").amount == doctest::Approx(850));
    CHECK(demand_of(system, oil, "1e3 l").amount == doctest::Approx(850));
    // Grams are in no unit group of the file: our own table converts them to one that is.
    CHECK(demand_of(system, oil, "500 g").amount == doctest::Approx(0.5));
}

TEST_CASE("waste is demanded as treatment, with a negative amount") {
    auto const system = oil_and_waste();
    auto const landfill = system.find_column(1).value();
    CHECK(demand_of(system, landfill, "1 t").amount == doctest::Approx(-1000));
}

TEST_CASE("an unusable unit lists those that can be used") {
    auto const system = oil_and_waste();
    auto const oil = system.find_column(0).value();
    auto const result = try_demand_of(system, oil, "1 kWh");
    REQUIRE_FALSE(result);
    CHECK(result.problem().id == "demand.unit");
    auto const& units = result.problem().related;
    CHECK(units.front() == "kg");
    CHECK(std::find(units.begin(), units.end(), "m3 (Volume)") != units.end());
}

TEST_CASE("text that is no amount is refused") {
    auto const system = oil_and_waste();
    for (auto const* text : {"", "t", "5", "kg 5", "1,5 t", "nan t"}) {
        CAPTURE(text);
        auto const result = try_demand_of(system, 0, text);
        REQUIRE_FALSE(result);
        CHECK((result.problem().id == "demand.text" || result.problem().id == "demand.unit"));
    }
    CHECK(try_demand_of(system, 99, 1.0).problem().id == "demand.column");
}

TEST_CASE("A5: a unit of the file holds, right or wrong; our table only reads what the file lacks") {
    auto content = oil_and_waste().database().content();
    content.unit_groups[0].units[1].factor = 907;  // the file's "t" is some short ton
    auto const system = link(Database::make(std::move(content)));
    CHECK(demand_of(system, system.find_column(0).value(), "1 t").amount == doctest::Approx(907));
}
