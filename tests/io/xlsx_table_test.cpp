// SPDX-License-Identifier: MIT
// SPDX-FileCopyrightText: 2026 The Tanji developers
#include <doctest/doctest.h>

#include "support/shared.hpp"
#include "support/temporary.hpp"
#include "support/zip_writer.hpp"
#include "tanji/io/xlsx_table.hpp"
#include "tanji/units/constants.hpp"

using namespace tanji;

namespace {

// The smallest spreadsheet: ISO/IEC 29500, part 1, 18.2 (workbook), 18.3 (sheets), 18.4 (shared strings).
std::string spreadsheet(std::string const& rows, std::string const& shared = "<sst><si><t>grid</t></si><si><r><t>rich </t></r><r><t>text</t></r><rPh sb=\"0\" eb=\"1\"><t>hint</t></rPh></si></sst>") {
    return test::zip_bytes({{.name = "xl/workbook.xml", .bytes = "<?xml version=\"1.0\"?><workbook><sheets><sheet name=\"A &amp; B\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
                            {.name = "xl/_rels/workbook.xml.rels", .bytes = "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"},
                            {.name = "xl/sharedStrings.xml", .bytes = shared},
                            {.name = "xl/worksheets/sheet1.xml", .bytes = "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}});
}

// With formats of cells: 0 general, 1 built-in 14 (day), 2 built-in 17 (month), 3 a code with "d" only in a literal text, 4 "yyyy-mm", 5 "General" as LibreOffice writes it, 6 "yyyy".
std::string dated_spreadsheet(std::string const& rows, std::string const& properties = {}) {
    return test::zip_bytes({{.name = "xl/workbook.xml", .bytes = "<workbook>" + properties + "<sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
                            {.name = "xl/_rels/workbook.xml.rels", .bytes = "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"},
                            {.name = "xl/styles.xml", .bytes = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"0.0&quot; days&quot;\"/><numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\"/><numFmt numFmtId=\"166\" formatCode=\"General\"/><numFmt numFmtId=\"167\" formatCode=\"yyyy\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                                                               "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"17\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"167\"/></cellXfs></styleSheet>"},
                            {.name = "xl/worksheets/sheet1.xml", .bytes = "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}});
}

Result<SheetTable> read(std::string const& bytes, std::string const& sheet = {}) {
    test::TemporaryFolder const folder;
    return try_read_xlsx(folder.write("t.xlsx", bytes), sheet);
}

}  // namespace

TEST_CASE("cells keep their place, texts and digits") {
    auto const table = read(spreadsheet("<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"C2\"><f>1+1</f><v>0.18387000000000001</v></c></row>"
                                        "<row r=\"4\"><c r=\"B4\" t=\"inlineStr\"><is><t>5 &lt; 6 &#x4e2d;</t></is></c><c r=\"AA4\" t=\"s\"><v>1</v></c><c r=\"AB4\"/></row>"),
                            "A & B").value();
    REQUIRE(table.rows.size() == 4);
    CHECK(table.rows[0].empty());
    CHECK(table.rows[1] == std::vector<std::string>{"grid", "", "0.18387"});  // the same double, as it was typed
    CHECK(table.rows[3].size() == 27);
    CHECK(table.rows[3][1] == "5 < 6 \xe4\xb8\xad");
    CHECK(table.rows[3][26] == "rich text");  // without the hint
}

// Serial numbers from ISO/IEC 29500, part 1, 18.17.4.1: 2 is 1900-01-02, 40 000 is 2009-07-06; 44927 = 2023-01-01 (44927 - 25569 = 19358 days after 1970-01-01).
TEST_CASE("days are what their format shows, numbers are numbers") {
    auto const row = [](std::string const& cells) { return "<row r=\"1\">" + cells + "</row>"; };
    std::string const cells = "<c s=\"1\"><v>44927</v></c><c s=\"2\"><v>44927</v></c><c s=\"0\"><v>44927</v></c><c s=\"3\"><v>44927</v></c><c s=\"4\"><v>40000</v></c><c s=\"1\"><v>44927.5</v></c><c s=\"9\"><v>44927</v></c><c s=\"1\"><v>59</v></c><c s=\"5\"><v>1000</v></c><c s=\"6\"><v>44927</v></c>";
    CHECK(read(dated_spreadsheet(row(cells))).value().rows[0] == std::vector<std::string>{"2023-01-01", "2023-01", "44927", "44927", "2009-07", "44927.5", "44927", "59", "1000", "2023"});
    CHECK(read(dated_spreadsheet(row("<c s=\"1\"><v>43465</v></c>"), "<workbookPr date1904=\"1\"/>")).value().rows[0][0] == "2023-01-01");  // 1462 days less
    CHECK(read(dated_spreadsheet(row("<c s=\"1\"><v>60300</v></c>"))).value().rows[0][0] == "2065-02-02");  // 60300 days after 1899-12-30
    CHECK(read(dated_spreadsheet(row("<c s=\"1\" t=\"e\"><v>#N/A</v></c><c s=\"1\" t=\"b\"><v>1</v></c>"))).value().rows[0] == std::vector<std::string>{"#N/A", "1"});
}

// A sheet may have 1,048,576 rows and 16,384 columns: one cell at the right end of each is 4 million bytes of file and 17 thousand million empty cells.
TEST_CASE("a sheet of stray cells is refused before memory is gone") {
    std::string rows;
    for (int i = 1; i <= 4000; ++i) rows += "<row><c r=\"XFD" + std::to_string(i) + "\"><v>1</v></c></row>";
    auto const table = read(spreadsheet(rows));
    REQUIRE_FALSE(table);
    CHECK(table.problem().id == "limit.cells");
}

TEST_CASE("what is no spreadsheet is refused") {
    CHECK(read(test::zip_bytes({{.name = "a.txt", .bytes = "x"}})).problem().id == "xlsx.form");
    CHECK(read(spreadsheet(""), "other").problem().id == "xlsx.sheet");
    for (std::string const& rows : std::vector<std::string>{"<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>", "<row r=\"2\"/><row r=\"1\"/>", "<row r=\"9999999\"/>", "<c r=\"A1\"><v>1</v></c>", "<row r=\"1\"><c r=\"A1\"><v>&evil;</v></c></row>",
                             "<!DOCTYPE x>", "<row r=\"1\"><c"}) {
        CAPTURE(rows);
        CHECK(read(spreadsheet(rows)).problem().id == "xlsx.form");
    }
}

TEST_CASE("the UK flat file of 2020") {
    auto const path = test::shared_path("data/factors/defra/Conversion_Factors_2020_-_Flat_file__for_automatic_processing_only_.xlsx");
    if (!path) {
        MESSAGE("skipped: no shared data");
        return;
    }
    CHECK(try_xlsx_sheets(*path).value() == std::vector<std::string>{"Front page", "Factors by Category"});
    auto const table = try_read_xlsx(*path).value();
    CHECK(table.rows.size() == 7516);  // as shared/data/README.md counts
    auto const read = read_defra(table, {.document = "UK conversion factors 2020", .gwp = gwp::ar4()});
    // Row 6 of the sheet: compressed natural gas, 0.18387 kg CO2e per kWh gross, of which 0.18352 are CO2.
    auto const& first = *read.factors.factors()[0];
    CHECK(first.what == "Fuels; Gaseous fuels; CNG; Energy - Gross CV");
    CHECK(first.year == 2020);
    CHECK(first.gases.find(gas::co2_fossil)->in(units::kg) == doctest::Approx(0.18352));
    CHECK(!read.left_out.empty());  // "< 1" is no number
    MESSAGE(read.factors.factors().size() << " factors, " << read.left_out.size() << " left out");
}
