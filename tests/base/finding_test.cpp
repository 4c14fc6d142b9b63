// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "tanji/base/finding.hpp"

using namespace tanji;

TEST_CASE("a finding says how much it matters") {
    CHECK(to_text(Finding{.severity = Severity::set_aside, .problem = {.id = "x", .what = "y"}}) == "set aside: y [x]");
    CHECK(to_text(Severity::note) == "note");
    CHECK(to_text(Severity::warning) == "warning");
    CHECK(to_text(Severity::error) == "error");
    CHECK(Severity::note < Severity::error);
}
