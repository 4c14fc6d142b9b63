// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "tanji/base/csv.hpp"
#include "tanji/base/csv_stream.hpp"

using namespace tanji;

namespace {

using Table = std::vector<std::vector<std::string>>;

/// All rows, or the id of what was refused as a single field.
Table streamed(std::string const& text, std::size_t block) {
    Table rows;
    try {
        CsvStream in(text_source(text, block), "t.csv");
        rows.push_back(in.header());
        while (in.next()) {
            rows.emplace_back();
            for (std::size_t i = 0; i < in.header().size(); ++i) rows.back().emplace_back(in[i]);
        }
    } catch (Error const& error) {
        rows.push_back({error.problem().id});
    }
    return rows;
}

Table whole(std::string const& text) {
    Table rows;
    try {
        CsvReader in(text, "t.csv");
        rows.push_back(in.header());
        while (in.next()) {
            rows.emplace_back();
            for (std::size_t i = 0; i < in.header().size(); ++i) rows.back().emplace_back(in[i]);
        }
    } catch (Error const& error) {
        rows.push_back({error.problem().id});
    }
    return rows;
}

}  // namespace

// RFC 4180, section 2; CsvReader is the independent reader of the same forms.
TEST_CASE("a stream reads what CsvReader reads, whatever the blocks") {
    std::vector<std::string> const tables{
        "a,b\n1,2\n", "a,b\r\n1,2\r\n3,4", "a,b\r1,2\r3,4\r", "\xEF\xBB\xBF" "a,b\n1,2\n", "a,b\n\n\r\n1,2\n\n", "a,b\n\"x,y\",\"line\r\nbreak\"\n\"\"\"\",\"\"\n", "a\n\"\"\n", "a,b\n,\n",
        "a,b\n1\n", "a,b\n1,2,3\n", "a,a\n", "a,\n1,2\n", "a,b\n\"x\"y,2\n", "a,b\n\"x", ""};
    for (auto const& text : tables) {
        CAPTURE(text);
        for (std::size_t const block : {1u, 2u, 3u, 5u, 1000u}) CHECK(streamed(text, block) == whole(text));
    }
}

TEST_CASE("random tables read the same in a stream and whole") {
    std::mt19937 random(7);
    for (int run = 0; run < 300; ++run) {
        CsvWriter out;
        std::size_t const columns = 1 + random() % 4;
        for (std::size_t i = 0; i < columns; ++i) out.field("c" + std::to_string(i));
        out.end_row();
        for (std::size_t rows = random() % 6; rows > 0; --rows) {
            for (std::size_t i = 0; i < columns; ++i) {
                std::string field;
                for (std::size_t k = random() % 5; k > 0; --k) field += std::string("ab,\"\n\r \xC3\xA9").substr(random() % 8, 1);
                if (field.find('\xC3') != std::string::npos || field.find('\xA9') != std::string::npos) field = "\xC3\xA9";
                out.field(field);
            }
            out.end_row();
        }
        CHECK(streamed(out.text(), 1 + random() % 7) == whole(out.text()));
    }
}

TEST_CASE("rows after a short one can still be read, after an open quote none") {
    CsvStream in(text_source("a,b\n1\n3,4\n"), "t.csv");
    CHECK_THROWS_AS((void)in.next(), Error);
    CHECK(in.recoverable());
    REQUIRE(in.next());
    CHECK(in[1] == "4");
    CHECK(in.row() == 2);
    CHECK(in.line() == 3);
    CHECK(in.where(1).column == 3);
    CsvStream quoted(text_source("a,b,c\n\"x, \"\"y\"\"\n\xE4\xB8\xAD\",\"z\",3\n"), "t.csv");  // the row goes on in line 3
    REQUIRE(quoted.next());
    CHECK(to_text(quoted.where(0)) == "t.csv:2:1, row 1, a");
    CHECK(to_text(quoted.where(1)) == "t.csv:3:4, row 1, b");
    CHECK(to_text(quoted.where(2)) == "t.csv:3:8, row 1, c");
    CsvStream open(text_source("a,b\n\"1,2\n3,4\n"), "t.csv");
    CHECK_THROWS_AS((void)open.next(), Error);
    CHECK_FALSE(open.recoverable());
}

TEST_CASE("bounds are kept while reading") {
    auto const id_of = [](std::string const& text, CsvStreamOptions options) {
        try {
            CsvStream in(text_source(text, 10), "t.csv", options);
            while (in.next()) continue;
            return std::string("read");
        } catch (Error const& error) {
            return error.problem().id;
        }
    };
    CHECK(id_of("a\n" + std::string(50, 'x') + "\n", {.line_bytes = 50}) == "read");
    CHECK(id_of("a\n" + std::string(51, 'x') + "\n", {.line_bytes = 50}) == "limit.line-bytes");
    CHECK(id_of("a\n1\n2\n", {.rows = 2}) == "read");
    CHECK(id_of("a\n1\n2\n3\n", {.rows = 2}) == "limit.rows");
    CHECK(id_of("a,b,c\n", {.columns = 2}) == "limit.columns");
}
