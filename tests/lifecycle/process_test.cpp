// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/lifecycle/process.hpp"

#include <doctest/doctest.h>

// Rule A5: amount times the unit's factor over the property's; 0.5 m3 of a flow in kg with 0.00125 m3/kg is 400 kg.
TEST_CASE("an amount converts to the reference unit and keeps its sign") {
    tanji::Exchange exchange;
    exchange.amount = -0.5;
    exchange.to_reference = 1 / 0.00125;
    CHECK(exchange.reference_amount() == -400);
}

TEST_CASE("an exchange is small: databases hold millions") { CHECK(sizeof(tanji::Exchange) <= 64); }
