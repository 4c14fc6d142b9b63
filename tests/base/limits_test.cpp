// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "tanji/base/limits.hpp"

using namespace tanji;

TEST_CASE("the default limits let the largest public database through and stop the hostile samples") {
    ReadLimits const limits;
    CHECK(limits.total_bytes >= 3'000'000'000u);  // ecoinvent as JSON-LD, see peers.md
    CHECK(limits.depth < 10'000);                 // the "JSON 10,000 levels deep" is refused
    CHECK(limits.expansion < 1000);               // DEFLATE reaches 1032 : 1, which is what a zip bomb needs
    CHECK(limits.expansion > 20);                 // JSON-LD packs about 10 : 1
}
