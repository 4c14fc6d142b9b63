// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include "tanji/impact/flow_map.hpp"

using namespace tanji;

TEST_CASE("a flow map in the format of the Federal LCA Commons") {
    auto const map = read_flow_map("SourceListName,SourceFlowName,SourceFlowUUID,SourceUnit,MatchCondition,ConversionFactor,TargetFlowName,TargetFlowUUID,TargetUnit\n"
                                   "L,\"Water, salt\",a,m3,~,1000.0,Water,b,kg\n"
                                   "L,no id,,kg,=,1,x,c,kg\n"
                                   "L,empty factor,d,kg,=,,x,e,kg\n");
    REQUIRE(map.size() == 2);
    CHECK(map[0].source_name == "Water, salt");
    CHECK(map[0].conversion == 1000);
    CHECK(map[0].condition == "~");
    CHECK(map[0].target_unit == "kg");
    CHECK(map[1].conversion == 1);
}

TEST_CASE("maps that cannot be used say why") {
    CHECK(try_read_flow_map("SourceFlowUUID,TargetFlowUUID\na,b\n").problem().id == "csv.column");
    CHECK(try_read_flow_map("SourceFlowUUID,TargetFlowUUID,ConversionFactor\na,b,x\n").problem().id == "csv.number");
    CHECK(try_read_flow_map("SourceFlowUUID,TargetFlowUUID,ConversionFactor\n,b,1\n", "map.csv").problem().id == "impact.flow-map");
}
