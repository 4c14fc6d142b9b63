// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "support/shared.hpp"
#include "tanji/base/file.hpp"

using namespace tanji;

TEST_CASE("read_text_file reads a file whole") {
    auto const text = read_text_file(__FILE__);
    CHECK(text.starts_with("// SPDX-License-Identifier: MIT\n"));
    CHECK(text.ends_with("}\n"));
}

TEST_CASE("read_table_file refuses a line that is too long") {
    CHECK(read_table_file(__FILE__) == read_text_file(__FILE__));
    auto const refused = try_read_table_file(__FILE__, {.field_bytes = 50});
    REQUIRE_FALSE(refused);
    CHECK(refused.problem().id == "limit.line-bytes");
    CHECK(refused.problem().where.line == 2);
}

TEST_CASE("read_text_file says what prevented it") {
    auto const missing = try_read_text_file("/no/such/file");
    REQUIRE_FALSE(missing);
    CHECK(missing.problem().id == "file.missing");
    CHECK(missing.problem().where.file == "/no/such/file");
    auto const folder = try_read_text_file("/");
    REQUIRE_FALSE(folder);
    CHECK((folder.problem().id == "file.unreadable" || folder.problem().id == "file.missing"));
    auto const large = try_read_text_file(__FILE__, {.file_bytes = 10});
    REQUIRE_FALSE(large);
    CHECK(large.problem().id == "limit.file-bytes");
    CHECK_THROWS_AS((void)read_text_file("/no/such/file"), Error);
}
