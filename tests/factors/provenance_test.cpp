// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "tanji/factors/provenance.hpp"

using namespace tanji;

TEST_CASE("levels of confidence have an order and read back") {
    for (auto const c : {Confidence::official_seen, Confidence::transcribed_2, Confidence::transcribed_1, Confidence::derived, Confidence::unverified,
                         Confidence::conflict}) {
        CHECK(try_parse_confidence(to_text(c)).value() == c);
    }
    CHECK(Confidence::transcribed_2 < Confidence::transcribed_1);
    CHECK(default_confidence == Confidence::transcribed_2);  // design section 8: only the first two load by default
    CHECK(try_parse_confidence("sure").problem().id == "factor.confidence");
}

TEST_CASE("provenance says on one line where a number comes from") {
    Provenance const p{.document = "Announcement No. 47", .edition = "2023", .released = Date(2025, 12, 31), .licence = "official notice", .confidence = Confidence::transcribed_2};
    CHECK(to_text(p) == "Announcement No. 47, edition 2023, released 2025-12-31, licence official notice, transcribed-2");
}
