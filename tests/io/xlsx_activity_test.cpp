// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/temporary.hpp"
#include "support/zip_writer.hpp"
#include "tanji/base/file.hpp"
#include "tanji/base/sha256.hpp"
#include "tanji/io/xlsx_activity.hpp"

using namespace tanji;

namespace {

using Cells = std::vector<std::string>;
using Sheet = std::pair<std::string, std::vector<Cells>>;

// Inline texts only (ISO/IEC 29500, part 1, 18.3.1.53): the reader of cells has tests of its own.
std::string book(std::vector<Sheet> const& sheets) {
    std::string names, links;
    std::vector<test::ZipItem> parts;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        std::string const number = std::to_string(i + 1);
        names += "<sheet name=\"" + sheets[i].first + "\" sheetId=\"" + number + "\" r:id=\"r" + number + "\"/>";
        links += "<Relationship Id=\"r" + number + "\" Target=\"worksheets/sheet" + number + ".xml\"/>";
        std::string rows;
        for (auto const& row : sheets[i].second) {
            rows += "<row>";
            for (auto const& cell : row) rows += "<c t=\"inlineStr\"><is><t>" + cell + "</t></is></c>";
            rows += "</row>";
        }
        parts.push_back({.name = "xl/worksheets/sheet" + number + ".xml", .bytes = "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"});
    }
    parts.push_back({.name = "xl/workbook.xml", .bytes = "<workbook><sheets>" + names + "</sheets></workbook>"});
    parts.push_back({.name = "xl/_rels/workbook.xml.rels", .bytes = "<Relationships>" + links + "</Relationships>"});
    return test::zip_bytes(parts);
}

Cells const english{"id", "site", "category", "what", "place", "amount", "unit", "period"};
// Chinese headers of data/rules/activity-columns.csv: id, site, category, activity, place, amount, unit, period.
Cells const chinese{"\u7f16\u53f7", "\u573a\u6240", "\u7c7b\u522b", "\u6d3b\u52a8", "\u5730\u533a", "\u6570\u91cf", "\u5355\u4f4d", "\u671f\u95f4"};
Cells const power{"1", "A", "electricity", "electricity, grid", "CN-AH", "1200", "MWh", "2023-01"};
Cells const more{"2", "B", "electricity", "electricity, grid", "CN-AH", "10", "MWh", "2023-02"};

ActivityImport read(std::vector<Sheet> const& sheets, std::string const& sheet = {}) {
    test::TemporaryFolder const folder;
    return import_activity_xlsx(folder.write("2023.xlsx", book(sheets)), sheet);
}

}  // namespace

TEST_CASE("a sheet with English or Chinese headers, with titles above and empty rows between") {
    for (auto const& header : {english, chinese}) {
        auto const import = read({{"Data", {{"Energy of 2023"}, {}, header, power, {}, more}}});
        for (auto const& finding : import.findings) MESSAGE(to_text(finding));
        REQUIRE(import.lines);
        auto const& lines = *import.lines;
        REQUIRE(lines.size() == 2);
        CHECK(lines[0].amount == 1200);
        CHECK(lines[0].head->place == "CN-AH");
        CHECK(lines[0].row == 4);  // as the sheet counts
        CHECK(lines[1].row == 6);
        CHECK(lines.files()[0].sheet == "Data");
        CHECK(lines.where(lines[1]).file.ends_with("2023.xlsx!Data"));
    }
}

TEST_CASE("the hash is that of the workbook, which the auditor has") {
    test::TemporaryFolder const folder;
    std::string const bytes = book({{"Data", {english, power}}});
    auto const lines = try_read_activity_xlsx(folder.write("a.xlsx", bytes)).value();
    CHECK(lines.files()[0].sha256 == sha256_hex(bytes));
}

TEST_CASE("the same findings as from CSV, with sheet and row") {
    Cells const minus{"3", "A", "electricity", "electricity, grid", "CN", "-1", "MWh", "2023-03"}, month{"4", "A", "electricity", "electricity, grid", "CN", "1", "MWh", "2023-13"};
    auto const import = read({{"Data", {{"title"}, english, power, {}, minus, month}}});
    CHECK_FALSE(import.lines);
    REQUIRE(import.findings.size() == 2);
    auto const csv = import_activity_csv("id,site,category,what,place,amount,unit,period\n1,A,electricity,\"electricity, grid\",CN-AH,1200,MWh,2023-01\n"
                                         "3,A,electricity,\"electricity, grid\",CN,-1,MWh,2023-03\n4,A,electricity,\"electricity, grid\",CN,1,MWh,2023-13\n");
    REQUIRE(csv.findings.size() == 2);
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK(import.findings[i].problem.id == csv.findings[i].problem.id);
        CHECK(import.findings[i].problem.where.row == 5 + i);
        CHECK(import.findings[i].problem.where.object == csv.findings[i].problem.where.object);
        CHECK(import.findings[i].problem.where.file.ends_with(".xlsx!Data"));
        CHECK(import.findings[i].problem.where.line == 0);
    }
}

TEST_CASE("which sheet is meant is never guessed") {
    auto const two = read({{"North", {english, power}}, {"Notes", {{"nothing"}}}, {"South", {english, more}}});
    REQUIRE(two.findings.size() == 1);
    CHECK(two.findings[0].problem.id == "xlsx.sheet");
    CHECK(two.findings[0].problem.related == std::vector<std::string>{"North", "South"});
    CHECK(read({{"North", {english, power}}, {"Notes", {{"nothing"}}}, {"South", {english, more}}}, "South").lines.value()[0].id == "2");
    CHECK(read({{"Notes", {{"nothing"}}}, {"South", {english, more}}}).lines.value().size() == 1);
    CHECK(read({{"Notes", {{"nothing"}}}}).findings.at(0).problem.id == "xlsx.sheet");
    CHECK(read({{"Notes", {{"nothing"}}}}, "Data").findings.at(0).problem.id == "xlsx.sheet");
    CHECK(read({{"Notes", {{"nothing"}, {"x"}}}}, "Notes").findings.at(0).problem.id == "activity.column");
    CHECK(read({{"Notes", {{}, {" "}}}}, "Notes").findings.at(0).problem.id == "activity.empty");
}

TEST_CASE("cells beyond the header, formulas as text, and files that are none are refused") {
    Cells wide = power;
    wide.emplace_back("surprise");
    CHECK(read({{"Data", {english, wide}}}).findings.at(0).problem.id == "csv.fields");
    Cells formula = power;
    formula[1] = "=cmd|x";
    CHECK(read({{"Data", {english, formula}}}).findings.at(0).problem.id == "activity.formula");
    test::TemporaryFolder const folder;
    CHECK_FALSE(try_read_activity_xlsx(folder.write("a.xlsx", "id,site\n1,2\n")));
    CHECK_FALSE(try_read_activity_xlsx(folder.write("b.xlsx", "")));
    CHECK(is_xlsx_name("a.XLSX"));
    CHECK(is_xlsx_name("a.xlsm"));
    CHECK_FALSE(is_xlsx_name("a.csv"));
}
