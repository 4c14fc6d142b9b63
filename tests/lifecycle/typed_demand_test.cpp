// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/lifecycle/typed_demand.hpp"

#include <doctest/doctest.h>

#include "lifecycle/small_model.hpp"

using namespace tanji;

TEST_CASE("a demand is met by the reference producer; several or none are errors that name them") {
    tanji::test::SmallModel m;
    auto const p = m.product("p"), q = m.product("q"), r = m.product("r");
    auto const first = m.process("first"), second = m.process("second");
    m.reference(first, p, 1);
    m.reference(second, q, 1);
    m.output(second, p, 1);
    auto const system = m.linked({.allocation = Allocation::physical});
    CHECK(system.columns()[try_column(system, {"p", 1}).value()].process == first);
    (void)r;
    CHECK(try_column(system, {"r", 1}).problem().id == "lookup.unknown");
    CHECK(try_column(system, {"x", 1}).problem().id == "lookup.unknown");
    m.reference(m.process("third"), p, 1);
    auto const two = try_column(m.linked(), {"p", 1});
    REQUIRE_FALSE(two);
    CHECK(two.problem().id == "lookup.ambiguous");
    CHECK(two.problem().related.size() == 2);
}
