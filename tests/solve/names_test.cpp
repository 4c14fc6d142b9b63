// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include "tanji/solve/names.hpp"

#include <doctest/doctest.h>

TEST_CASE("without names, processes and products are counted from 1") {
    tanji::NameLookup names;
    CHECK(names.process_text(0) == "process 1");
    CHECK(names.product_text(41) == "product 42");
    names.product = [](std::int32_t) { return std::string("steel"); };
    CHECK(names.product_text(41) == "steel");
    CHECK(names.process_text(0) == "process 1");
}
