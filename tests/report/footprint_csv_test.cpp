// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers

#include <doctest/doctest.h>

#include "report/credit.hpp"
#include "tanji/report/bars.hpp"
#include "tanji/report/footprint_csv.hpp"
#include "tanji/report/footprint_text.hpp"

using namespace tanji;
using tanji::test::credit;

TEST_CASE("CSV holds lines, rest and total") {
    auto const text = to_csv(contributions(credit(), {.top = 1}));
    CHECK(text.find("rest,,-3,") != std::string::npos);
    CHECK(text.find("total,,7,") != std::string::npos);
    CHECK(scores_csv(credit()).starts_with("method,category,id,part,amount,unit,normalised,weighted\n"));
}
