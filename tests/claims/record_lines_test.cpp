// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "tanji/claims/record_lines.hpp"

using namespace tanji;

TEST_CASE("a root as one line of text, there and back") {
    RecordRoot const root{.entries = 20, .lines = 12, .content = leaf_digest("c"), .sequence = leaf_digest("s")};
    CHECK(to_text(root) == "tanji-root/1 20 12 " + to_hex(root.content) + " " + to_hex(root.sequence));
    CHECK(try_parse_record_root(to_text(root)).value() == root);
    CHECK(try_parse_record_root("  " + to_text(root) + "\r\n").value() == root);
    for (auto const* text : {"", "tanji-root/1", "tanji-root/1 1 1 a b", "tanji-root/2 20 12"}) CHECK(try_parse_record_root(text).problem().id == "record.root");
    CHECK(try_parse_record_root(to_text(root) + " x").problem().id == "record.root");
    CHECK(try_parse_record_root("tanji-root/1 -1 12 " + to_hex(root.content) + " " + to_hex(root.sequence)).problem().id == "record.root");
}
