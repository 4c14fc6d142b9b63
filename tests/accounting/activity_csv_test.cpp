// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support/temporary.hpp"
#include "tanji/accounting/account.hpp"
#include "tanji/accounting/activity_csv.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/sha256.hpp"

using namespace tanji;

namespace {

/// What one line of the tables below tests: the id of the first error of reading or accounting, and its row (0: none).
struct Bad {
    char const* name;
    std::string text;
    char const* id;
    std::uint64_t row;
};

std::string const head = "id,site,meter,category,what,place,amount,unit,period,note\n";
std::string const good = "1,A,M1,electricity,\"electricity, grid\",CN,1200,MWh,2023-01,\n";

/// One row after a good one, with one field changed.
std::string row(std::string const& field, std::string const& value) {
    std::vector<std::pair<std::string, std::string>> fields{{"id", "2"}, {"site", "A"}, {"meter", "M2"}, {"category", "electricity"}, {"what", "\"electricity, grid\""}, {"place", "CN"},
                                                            {"amount", "5"}, {"unit", "kWh"}, {"period", "2023-02"}, {"note", ""}};
    std::string text;
    for (auto const& [key, usual] : fields) text += (text.empty() ? "" : ",") + (key == field ? value : usual);
    return head + good + text + "\n";
}

/// A row with a further column.
std::string with(std::string const& column, std::string const& value, std::string const& unit = "kWh", std::string const& what = "\"electricity, grid\"", std::string const& category = "electricity") {
    return "id,site,category,what,place,amount,unit,period," + column + "\n1,A,electricity,\"electricity, grid\",CN,5,kWh,2023-01,\n2,A," + category + "," + what + ",CN,5," + unit + ",2023-02," + value + "\n";
}

/// A row of a British fuel.
std::string fuel(std::string const& what, std::string const& unit, std::string const& more = "") {
    return "id,site,category,what,place,amount,unit,period,conversion\n1,A,electricity,\"electricity, grid\",CN,5,kWh,2023-01,\n2,A,stationary-combustion," + what + ",GB,5," + unit + ",2023-02," + more + "\n";
}

std::vector<Bad> unreadable() {
    std::string const bom16("\xff\xfei\0d\0", 6);
    return {
        {"empty file", "", "csv.empty", 0},
        {"header only", head, "activity.empty", 0},
        {"a column twice", "id,id,category,what,amount,unit,period\n", "csv.header", 0},
        {"a column without a name", "id,,category,what,amount,unit,period\n", "csv.header", 0},
        {"an unknown column", "id,categroy,category,what,amount,unit,period\n" , "activity.column", 0},
        {"two columns of one meaning", "id,amount,quantity,category,what,unit,period\n", "activity.column", 0},
        {"no category column", "id,what,amount,unit,period\n", "activity.columns", 0},
        {"no amount column", "id,category,what,unit,period\n", "activity.columns", 0},
        {"no unit column", "id,category,what,amount,period\n", "activity.columns", 0},
        {"no period column", "id,category,what,amount,unit\n", "activity.columns", 0},
        {"neither what nor factor", "id,category,amount,unit,period\n", "activity.columns", 0},
        {"semicolons", "id;category;what;amount;unit;period\n1;a;b;1;kWh;2023\n", "activity.column", 0},
        {"UTF-16", bom16, "csv.nul", 0},
        {"GBK in the header", "\xb1\xe0\xba\xc5,category,what,amount,unit,period\n", "csv.encoding", 0},
        {"GBK in a row", row("note", "\xb1\xe0\xba\xc5"), "csv.encoding", 2},
        {"a NUL byte", row("note", std::string("a\0b", 3)), "csv.nul", 2},
        {"a quote not closed", row("note", "\"x"), "csv.quote", 2},
        {"a quote within a field", row("note", "5\" pipe 3\" pipe"), "csv.quote", 2},
        {"text after a quote", row("note", "\"x\"y"), "csv.quote", 2},
        {"a field too few", head + good + "2,A,M2\n", "csv.fields", 2},
        {"a field too many", head + good + good.substr(0, good.size() - 1) + ",x\n", "csv.fields", 2},
        {"a long row", row("note", std::string(1'000'000, 'x')), "limit.line-bytes", 2},
        {"a long field", row("note", std::string(2'000, 'x')), "activity.text", 2},
        {"many columns", [] { std::string text = "id"; for (int i = 0; i < 300; ++i) text += ",x_" + std::to_string(i); return text + "\n"; }(), "limit.columns", 0},
        {"amount empty", row("amount", ""), "activity.amount", 2},
        {"amount a word", row("amount", "n/a"), "activity.amount", 2},
        {"amount with thousands marks", row("amount", "\"1,200\""), "activity.amount", 2},
        {"amount with a unit", row("amount", "5 kWh"), "activity.amount", 2},
        {"amount NaN", row("amount", "nan"), "activity.amount", 2},
        {"amount larger than anything", row("amount", "1e300"), "activity.amount", 2},
        {"amount infinite", row("amount", "inf"), "activity.amount", 2},
        {"amount above all doubles", row("amount", "1e999"), "activity.amount", 2},
        {"amount a percentage", row("amount", "5%"), "activity.amount", 2},
        {"amount in hexadecimal", row("amount", "0x10"), "activity.amount", 2},
        {"amount negative", row("amount", "-5"), "activity.negative", 2},
        {"amount a formula", row("amount", "=1+1"), "activity.amount", 2},
        {"formula in a site", row("site", "=HYPERLINK(1)"), "activity.formula", 2},
        {"formula in a note", row("note", "@SUM(A1)"), "activity.formula", 2},
        {"formula in an id", row("id", "+1"), "activity.formula", 2},
        {"a line break in a name", row("site", "\"A\nB\""), "activity.text", 2},
        {"a tab in a name", row("site", "A\tB"), "activity.text", 2},
        {"unit empty", row("unit", ""), "activity.required", 2},
        {"unit unknown", row("unit", "kWhs"), "unit.unknown", 2},
        {"unit in another case", row("unit", "kwh"), "unit.unknown", 2},
        {"unit ambiguous", row("unit", "ton"), "unit.ambiguous", 2},
        {"unit a temperature", row("unit", "\xc2\xb0""C"), "unit.offset", 2},
        {"category empty", row("category", ""), "activity.required", 2},
        {"category unknown", row("category", "transport"), "category.unknown", 2},
        {"what empty", row("what", ""), "activity.required", 2},
        {"place unknown", row("place", "Atlantis"), "place.unknown", 2},
        {"province unknown", row("place", "CN-XX"), "place.unknown", 2},
        {"period empty", row("period", ""), "period.invalid", 2},
        {"period without order", row("period", "05/06/2023"), "period.invalid", 2},
        {"month 13", row("period", "2023-13"), "period.invalid", 2},
        {"quarter 5", row("period", "2023-Q5"), "period.invalid", 2},
        {"30 February", row("period", "2023-02-30"), "date.invalid", 2},
        {"period backwards", row("period", "2023-03-01/2023-02-01"), "period.order", 2},
        {"an id twice", row("id", "1"), "activity.duplicate-id", 2},
        {"a factor year", with("factor_year", "23"), "activity.year", 2},
        {"a kind of factor", with("kind", "dircet"), "factor.kind", 2},
        {"a source type", with("source_type", "guessed"), "activity.source-type", 2},
        {"a hash", with("evidence_hash", "abc"), "activity.hash", 2},
        {"an uncertainty", with("uncertainty", "-0.1"), "activity.number", 2},
        {"a price ratio", with("price_ratio", "0"), "activity.number", 2},
        {"an exchange rate", with("exchange_rate", "seven"), "activity.number", 2},
        {"a conversion without a unit", with("conversion", "20.9"), "unit.missing", 2},
        {"a conversion of nothing", with("conversion", "0 GJ net/t"), "activity.conversion", 2},
    };
}

std::vector<Bad> uncountable() {
    return {
        {"no such activity", row("what", "unicorns"), "factor.missing", 2},
        {"a wrong unit", row("unit", "t"), "activity.kind", 2},
        {"heat for electricity", row("unit", "GJ net"), "activity.kind", 2},
        {"net heat for a factor per gross", fuel("\"diesel, average biofuel blend\"", "GJ gross", "1 t/l"), "activity.conversion", 2},
        {"electricity for a fuel", fuel("petrol", "kWh"), "factor.per", 2},
        {"a year without a factor", row("period", "1999-01"), "factor.missing", 2},
        {"two years", row("period", "2022-12-15/2023-01-15"), "account.years", 2},
        {"a country without factors", row("place", "ZZ"), "factor.missing", 2},
        {"no place", row("place", ""), "account.place", 2},
        {"a meter twice in a month", row("meter", "M1").substr(0, row("meter", "M1").size() - 1) + "\n3,A,M1,electricity,\"electricity, grid\",CN,7,kWh,2023-01-31/2023-02-02,\n", "account.overlap", 3},
        {"a footprint factor in scope 2", with("kind", "footprint"), "account.stage", 2},
        {"a factor of another edition", "id,site,category,factor_key,factor_edition,amount,unit,period\n1,A,electricity,grid.co2.national.avg.2023,,5,kWh,2023-01\n2,A,electricity,grid.co2.national.avg.2023,1999,5,kWh,2023-02\n", "account.edition", 2},
        {"an unknown key", with("factor_key", "grid.co2.national.avg.1850"), "factor.missing", 2},
        {"two fuel tables", "id,site,category,what,factor_key,place,amount,unit,period\n1,A,stationary-combustion,,gb.fuel.petrol.2023,GB,5,l,2023-01\n2,A,stationary-combustion,,own.diesel,GB,5,l,2023-01\n", "account.fuel-tables", 2},
        {"a CO2e of another GWP set", "id,site,category,what,factor_key,place,amount,unit,period\n1,A,purchased-goods,,own.steel,GB,5,t,2023-01\n", "gwp.rebase", 1},
        {"money without its year", "id,site,category,what,factor_key,place,amount,unit,period\n1,A,purchased-goods,,own.spend,GB,5,CNY,2023-01\n", "activity.spend", 1},
        {"money of another year", "id,site,category,what,factor_key,place,amount,unit,period,price_year\n1,A,purchased-goods,,own.spend,GB,5,CNY,2023-01,2021\n", "activity.spend", 1},
        {"money of another country", "id,site,category,what,factor_key,place,amount,unit,period,price_year\n1,A,purchased-goods,,own.spend,GB,5,USD,2023-01,2023\n", "activity.spend", 1},
    };
}

/// A table of a caller: a fuel of another document, a CO2e by AR5, a factor per money.
FactorDatabase factors() {
    static FactorDatabase const own = [] {
        std::string text = "key,what,kind,region,year,unit,co2-fossil,co2e,gwp_set,document,confidence\n"
                           "own.diesel,own diesel,direct,GB,2023,kg/l,2.7,,,own table,transcribed-2\n"
                           "own.steel,own steel,footprint,GB,2023,kg/t,,2100,AR5-100,own table,transcribed-2\n"
                           "own.spend,services,footprint,GB,2023,kg/CNY,0.05,,,own table,transcribed-2\n"
                           "gb.fuel.petrol.2023,petrol,direct,GB,2023,kg/l,2.1,,,gb table,transcribed-2\n";
        return FactorDatabase::from_csv(text, "own.csv");
    }();
    return own;
}

}  // namespace

TEST_CASE("the bad inputs are at least sixty") { CHECK(unreadable().size() + uncountable().size() >= 60); }

TEST_CASE("what cannot be read is refused with file and row") {
    for (auto const& bad : unreadable()) {
        CAPTURE(std::string(bad.name));
        auto const import = import_activity_csv(bad.text, "bad.csv");
        CHECK_FALSE(import.lines);
        REQUIRE_FALSE(import.findings.empty());
        auto const& problem = import.findings.front().problem;
        CHECK(problem.id == bad.id);
        CHECK(problem.where.file == "bad.csv");
        CHECK(problem.where.row == bad.row);
        CHECK_FALSE(problem.expected.empty());
        CHECK_FALSE(problem.what.empty());
    }
}

TEST_CASE("what cannot be counted is refused with file and row") {
    auto const shipped = FactorDatabase::shipped();
    auto const rules = RuleSet::get("ghg-protocol", year_period(2023));
    for (auto const& bad : uncountable()) {
        CAPTURE(std::string(bad.name));
        auto const import = import_activity_csv(bad.text, "bad.csv");
        if (!import.findings.empty()) MESSAGE(to_text(import.findings.front()));
        REQUIRE(import.lines);
        bool const own = bad.text.find("own.") != std::string::npos;
        auto const accounting = account_all(*import.lines, {}, rules, own ? factors() : shipped);
        CHECK_FALSE(accounting.ok());
        auto const error = std::find_if(accounting.findings.begin(), accounting.findings.end(), [](auto const& finding) { return finding.severity == Severity::error; });
        REQUIRE(error != accounting.findings.end());
        CHECK(error->problem.id == bad.id);
        CHECK(error->problem.where.file == "bad.csv");
        CHECK(error->problem.where.row == bad.row);
        CHECK_FALSE(error->problem.expected.empty());
    }
}

TEST_CASE("every bad row is listed, not only the first") {
    auto const import = import_activity_csv(head + "1,A,M,electricity,x,CN,a,kWh,2023-01,\n2,A\n3,A,M,electricity,x,CN,1,kWhs,2023-01,\n4,A,M,electricity,x,CN,1,kWhs,2023-02,\n", "bad.csv");
    CHECK(import.errors == 4);
    std::vector<std::uint64_t> rows;
    for (auto const& finding : import.findings) rows.push_back(finding.problem.where.row);
    CHECK(rows == std::vector<std::uint64_t>{1, 2, 3, 4});
    auto const refused = try_read_activity_csv(head + "1,A,M,electricity,x,CN,a,kWh,2023-01,\n", "bad.csv");
    REQUIRE_FALSE(refused);
    CHECK(refused.problem().id == "activity.refused");
    CHECK(refused.problem().where.row == 1);
    CHECK(refused.problem().related.size() == 1);
}

TEST_CASE("a line of gigabytes is refused after a megabyte of it") {
    std::size_t given = 0;
    std::string const block(1'000'000, 'x');
    auto const import = import_activity_csv([&]() -> std::string_view {
        if (given == 0) {
            given = head.size();
            return head;
        }
        if (given > 2'000'000'000) return {};
        given += block.size();
        return block;
    }, "big.csv");
    REQUIRE_FALSE(import.findings.empty());
    CHECK(import.findings.front().problem.id == "limit.line-bytes");
    CHECK(given < 5'000'000);
}

TEST_CASE("Chinese headers and words mean the same") {
    auto const zh = read_activity_csv("\xEF\xBB\xBF\u7f16\u53f7,\u5382\u533a,\u7c7b\u522b,\u6d3b\u52a8,\u5730\u533a,\u6570\u91cf,\u5355\u4f4d,\u671f\u95f4\r\n"
                                      "1,\u4e00\u5382,\u5916\u8d2d\u7535\u529b,\"electricity, grid\",\u5b89\u5fbd,3,\u4e07\u5343\u74e6\u65f6,2023-01\r\n");
    REQUIRE(zh.size() == 1);
    CHECK(zh[0].head->category == "electricity");
    CHECK(zh[0].head->place == "CN-AH");
    CHECK(zh[0].head->site == "\u4e00\u5382");
    auto const inventory = account(zh, {}, RuleSet::get("ghg-protocol", year_period(2023)), FactorDatabase::shipped());
    // 30,000 kWh x 0.6553 kg/kWh: Anhui 2023, announcement 2025 no. 47 (facts/china.md 1.1).
    CHECK(inventory.total().co2e.stored() == doctest::Approx(30000 * 0.6553).epsilon(1e-15));
}

TEST_CASE("what was entered is kept as it was entered") {
    auto const lines = read_activity_csv(head + "a-1, A ,M1,electricity,\"electricity, grid\",CN,1200.50,MWh,2023-Q1,\"said \"\"so\"\"\"\n", "in.csv");
    REQUIRE(lines.size() == 1);
    auto const& line = lines[0];
    CHECK(line.id == "a-1");
    CHECK(line.amount_text == "1200.50");
    CHECK(line.amount == 1200.5);
    CHECK(line.head->unit == "MWh");
    CHECK(line.head->site == "A");
    CHECK(line.proof->note == "said \"so\"");
    CHECK(line.period == Period(Date(2023, 1, 1), Date(2023, 3, 31)));
    CHECK(line.row == 1);
    CHECK(lines.files()[line.file].name == "in.csv");
}

TEST_CASE("the same file gives the same lines in blocks of any size, and its hash") {
    std::string text = head;
    for (int i = 0; i < 300; ++i) {
        text += std::to_string(i) + ",\"S\"\"" + std::to_string(i % 7) + "\",M" + std::to_string(i) + ",electricity,\"electricity, grid\",CN," + std::to_string(i) + ".5,kWh,2023-01," + (i % 3 == 0 ? "\"x, y\"\r\n" : "\n");
    }
    auto const whole = read_activity_csv(text, "t.csv");
    REQUIRE(whole.size() == 300);
    CHECK(whole.files()[0].sha256 == sha256_hex(text));
    for (std::size_t const block : {1u, 2u, 3u, 7u, 64u, 1000u}) {
        auto const import = import_activity_csv(text_source(text, block), "t.csv");
        REQUIRE(import.lines);
        REQUIRE(import.lines->size() == 300);
        for (std::size_t i = 0; i < 300; ++i) {
            CHECK((*import.lines)[i].id == whole[i].id);
            CHECK((*import.lines)[i].amount == whole[i].amount);
            CHECK((*import.lines)[i].head->site == whole[i].head->site);
            CHECK((*import.lines)[i].proof->note == whole[i].proof->note);
        }
        CHECK(import.lines->files()[0].sha256 == whole.files()[0].sha256);
    }
}

TEST_CASE("a table of which every row is wrong is not read to its end") {
    std::string text = "category,what,place,amount,unit,period\n";
    for (int i = 0; i < 50; ++i) text += "electricity,\"electricity, grid\",CN," + std::to_string(i) + ",kwh" + std::to_string(i) + ",2023\n";
    auto const import = import_activity_csv(text, "t.csv", {.most_findings = 10});
    CHECK_FALSE(import.lines);
    REQUIRE(import.findings.size() == 11);
    CHECK(import.findings.back().problem.id == "activity.stopped");
    CHECK(import.findings.back().problem.where.row == 10);
}

TEST_CASE("a file that is not there, and a folder") {
    auto const missing = try_read_activity_file("/nowhere/at/all.csv");
    REQUIRE_FALSE(missing);
    auto const missing_import = import_activity_file("/nowhere/at/all.csv");
    CHECK(missing_import.findings.front().problem.id == "file.missing");
    CHECK(import_activity_file("/tmp").findings.front().problem.id == "file.unreadable");
}
