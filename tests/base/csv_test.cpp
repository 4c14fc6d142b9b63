// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tanji/base/csv.hpp"
#include "tanji/base/text.hpp"

using namespace tanji;

namespace {

std::vector<std::vector<std::string>> rows_of(std::string_view text, CsvOptions options = {}) {
    CsvReader in(text, "t.csv", options);
    std::vector<std::vector<std::string>> rows{in.header()};
    while (in.next()) {
        rows.emplace_back();
        for (std::size_t i = 0; i < in.header().size(); ++i) rows.back().emplace_back(in[i]);
    }
    return rows;
}

Problem problem_of(std::string_view text, CsvOptions options = {}) {
    try {
        rows_of(text, options);
    } catch (Error const& error) {
        return error.problem();
    }
    return {};
}

using Rows = std::vector<std::vector<std::string>>;

}  // namespace

// The seven rules of RFC 4180 section 2, with its own samples.
TEST_CASE("csv reads what RFC 4180 describes") {
    CHECK(rows_of("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n") == Rows{{"aaa", "bbb", "ccc"}, {"zzz", "yyy", "xxx"}});
    CHECK(rows_of("aaa,bbb,ccc\r\nzzz,yyy,xxx") == Rows{{"aaa", "bbb", "ccc"}, {"zzz", "yyy", "xxx"}});
    CHECK(rows_of("a,b,c\r\n\"aaa\",\"b \r\nbb\",\"ccc\"\r\nzzz,yyy,xxx") == Rows{{"a", "b", "c"}, {"aaa", "b \r\nbb", "ccc"}, {"zzz", "yyy", "xxx"}});
    CHECK(rows_of("a,b,c\n\"aaa\",\"b\"\"bb\",\"c,c\"") == Rows{{"a", "b", "c"}, {"aaa", "b\"bb", "c,c"}});
    CHECK(rows_of("a,b\n\"\"\"\",\"x\"\"y\"\"z\"\n,\n") == Rows{{"a", "b"}, {"\"", "x\"y\"z"}, {"", ""}});
}

TEST_CASE("csv: byte order mark, line ends, blank lines, separators") {
    CHECK(rows_of("\xEF\xBB\xBF" "a,b\n1,2") == Rows{{"a", "b"}, {"1", "2"}});
    CHECK(rows_of("\xEF\xBB\xBF\"a\",b\n1,2") == Rows{{"a", "b"}, {"1", "2"}});
    CHECK(rows_of("a,b\r1,2\r3,4") == Rows{{"a", "b"}, {"1", "2"}, {"3", "4"}});
    CHECK(rows_of("a,b\n\n1,2\n\r\n\n") == Rows{{"a", "b"}, {"1", "2"}});
    CHECK(rows_of("a;b\n1,5;2", {.separator = ';'}) == Rows{{"a", "b"}, {"1,5", "2"}});
    CHECK(rows_of("a\tb\n1,5\t2", {.separator = '\t'}) == Rows{{"a", "b"}, {"1,5", "2"}});
}

TEST_CASE("csv knows the line and column of every field") {
    CsvReader in("name,value\n\"two\nlines\",1\n\n\xE9\x92\xA2,x\n", "f.csv");
    REQUIRE(in.next());
    CHECK(in.line() == 2);
    CHECK(in.where(1) == Where{.file = "f.csv", .line = 3, .column = 8, .row = 1, .object = "value"});
    REQUIRE(in.next());
    CHECK(in.line() == 5);
    CHECK(in.row() == 2);
    CHECK(in.where(1) == Where{.file = "f.csv", .line = 5, .column = 3, .row = 2, .object = "value"});  // one character, three bytes
    try {
        (void)in.number("value");
        FAIL("a word is no number");
    } catch (Error const& error) {
        CHECK(error.problem().id == "csv.number");
        CHECK(to_text(error.problem().where) == "f.csv:5:3, row 2, value");
    }
    CHECK_FALSE(in.next());
    CHECK_FALSE(in.next());
}

TEST_CASE("csv refuses what cannot be read safely") {
    auto const open = problem_of("a,b\n1,2\n3,\"4\n5,6\n");
    CHECK(open.id == "csv.quote");
    CHECK(open.where == Where{.file = "t.csv", .line = 3, .column = 3, .row = 1});
    auto const ragged = problem_of("a,b\n1,2\n1,2,3\n");
    CHECK(ragged.id == "csv.fields");
    CHECK(ragged.where.line == 3);
    CHECK(ragged.expected == "2 fields");
    CHECK(ragged.got == "3 fields");
    CHECK(problem_of("a,b,a\n").id == "csv.header");
    CHECK(problem_of("a,b,a\n").where.column == 5);
    CHECK(problem_of("a,,c\n").id == "csv.header");
    CHECK(problem_of("").id == "csv.empty");
    CHECK(problem_of("\n\n").id == "csv.empty");
    CHECK(problem_of("a,b\n5\" pipe,1\n").id == "csv.quote");
    CHECK(problem_of("a,b\n\"x\"y,1\n").where.column == 4);
    CHECK(problem_of(std::string_view("a,b\n1,\0002\n", 9)).id == "csv.nul");
    CHECK(problem_of("a,b\n1,\xB8\xD6\n").id == "csv.encoding");  // "steel" in GBK
    CHECK(problem_of("a,b\n1,\xB8\xD6\n").where.line == 2);
    CHECK(problem_of("a,b\n1,123456\n", {.limits = {.field_bytes = 5}}).id == "limit.field-bytes");
    CHECK(problem_of("a,b\n1,12345\n", {.limits = {.field_bytes = 5}}).id.empty());
}

TEST_CASE("csv: a missing number is no zero, a missing column names its neighbours") {
    CsvReader in("amount,unit\n,kg\nnan,kg\n\"1,5\",kg\n -2e3 ,kg\n", "f.csv");
    for (int i = 0; i < 3; ++i) {
        REQUIRE(in.next());
        CHECK_THROWS_AS((void)in.number("amount"), Error);
    }
    REQUIRE(in.next());
    CHECK(in.number("amount") == -2000.0);
    auto const miss = in.find_column("amonut");
    REQUIRE_FALSE(miss);
    CHECK(miss.problem().related == std::vector<std::string>{"amount"});
    CHECK_THROWS_AS((void)in[7], Error);
}

TEST_CASE("csv: try_next returns the problem") {
    CsvReader in("a,b\n1\n");
    auto const result = in.try_next();
    REQUIRE_FALSE(result);
    CHECK(result.problem().id == "csv.fields");
}

TEST_CASE("csv: text is trimmed, and no formula") {
    CsvReader in("a,b,c\n x ,-5,\"=cmd|' /C calc'!A0\"\n", "t.csv");
    REQUIRE(in.next());
    CHECK(in.text("a") == "x");
    CHECK(in.text("b") == "-5");  // a number is none
    try {
        (void)in.text("c");
        FAIL("a formula was let in");
    } catch (Error const& error) {
        CHECK(error.problem().id == "csv.formula");
        CHECK(to_text(error.problem().where) == "t.csv:2:8, row 1, c");
    }
    for (auto const* text : {"@SUM(A1)", "+1+cmd", "-", "=1"}) CHECK(is_formula(text));
    for (auto const* text : {"", "a=b", "+2.5", "-1e3"}) CHECK_FALSE(is_formula(text));
}

TEST_CASE("csv: a column that nobody knows is refused") {
    CsvReader in("amount,x_mine\n", "t.csv");
    CHECK_NOTHROW(in.only_columns({"amount", "unit"}));
    try {
        CsvReader("ammount\n", "t.csv").only_columns({"amount", "unit"});
        FAIL("a misspelt column was let in");
    } catch (Error const& error) {
        CHECK(error.problem().id == "csv.unknown-column");
        CHECK(error.problem().related.front() == "amount");
    }
}

TEST_CASE("csv writer: what it writes reads back") {
    std::vector<std::string> const fields = {"", "a,b", "a\"b", "two\r\nlines", " edge ", "\xE9\x92\xA2", "=1+1", "-5", ";"};
    for (char const separator : {',', ';', '\t'}) {
        CsvWriter out({.separator = separator});
        for (std::size_t i = 0; i < fields.size(); ++i) out.field(std::string("c").append(std::to_string(i)));
        out.end_row();
        for (auto const& f : fields) out.field(f);
        out.end_row();
        auto const rows = rows_of(out.text(), {.separator = separator});
        REQUIRE(rows.size() == 2);
        CHECK(rows[1] == fields);
    }
    CsvWriter one;
    one.field("only").end_row().field("").end_row();
    CHECK(rows_of(one.text()) == Rows{{"only"}, {""}});
}

TEST_CASE("csv writer: numbers and formulas") {
    CsvWriter out({.guard_formulas = true});
    out.field(0.1).field(-2.0).field(std::optional<double>()).field("=cmd()").field("-x").end_row();
    CHECK(out.text() == "0.1,-2,,\"'=cmd()\",\"'-x\"\n");
    CHECK_THROWS_AS(CsvWriter().field(1e308 * 10), Error);
}
