// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include "tanji/lifecycle/stored_result.hpp"

#include <doctest/doctest.h>

#include <cmath>

namespace {

tanji::Database two_flows() {
    tanji::DatabaseContent content;
    content.unit_groups = {{.id = "masses", .name = "masses", .units = {{.id = "g", .name = "g", .factor = 0.001}, {.id = "kg", .name = "kg"}}, .reference = 1, .default_property = 0}};
    content.properties = {{.id = "mass", .name = "mass", .unit_group = 0}};
    content.locations = {{.id = "cn", .code = "CN", .name = "China"}};
    for (char const* id : {"co2", "water"}) {
        tanji::Flow flow{.id = id, .name = id};
        flow.properties = {{.property = 0}};
        content.flows.push_back(flow);
    }
    return tanji::Database::make(content);
}

}  // namespace

TEST_CASE("a stored result becomes a process whose exchanges are its flows, in reference units") {
    tanji::StoredResult const result{.id = "r1", .name = "Result", .flows = {{.flow = 0, .location = 0, .input = false, .amount = 3.5}, {.flow = 1, .input = true, .amount = 7}}};
    auto const made = tanji::result_process(two_flows(), result);
    auto const& process = made.database.processes()[made.process];
    REQUIRE(process.exchanges.size() == 3);
    CHECK(process.exchanges[0].reference);
    CHECK(process.exchanges[0].flow == made.flow);
    CHECK(made.database.flows()[made.flow].name == "Result");
    CHECK(process.exchanges[1].reference_amount() == 3.5);
    CHECK(process.exchanges[1].location == 0);
    CHECK(process.exchanges[2].input);
    CHECK(made.database.reference_unit(process.exchanges[2].flow) == "kg");
    CHECK(made.database.reference_unit(made.flow) == "item");
}

TEST_CASE("a stored result with NaN is refused") {
    tanji::StoredResult const result{.id = "r1", .name = "Result", .flows = {{.flow = 0, .amount = std::nan("")}}};
    CHECK(tanji::try_result_process(two_flows(), result).problem().id == "number.not-finite");
}
