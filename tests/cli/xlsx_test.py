# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""tanji account and tanji verify on a spreadsheet: the same inventory as from the CSV of the same rows, the same findings with sheet and row, days as their format shows them."""
import hashlib
import json
import os
import subprocess
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

TANJI = os.environ["TANJI_CLI"]


def run(*arguments):
    done = subprocess.run([TANJI, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout, done.stderr


def book(path, sheets):
    """ISO/IEC 29500, part 1: inline texts, numbers, and a format (mmm-yy, number 17) for cells given as ("month", serial)."""
    def cell(value):
        if isinstance(value, tuple):
            return f'<c s="1"><v>{value[1]}</v></c>'
        return f"<c><v>{value}</v></c>" if isinstance(value, (int, float)) else f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        names = "".join(f'<sheet name="{name}" sheetId="{i}" r:id="r{i}"/>' for i, name in enumerate(sheets, 1))
        links = "".join(f'<Relationship Id="r{i}" Target="worksheets/sheet{i}.xml"/>' for i in range(1, len(sheets) + 1))
        out.writestr("xl/workbook.xml", f"<workbook><sheets>{names}</sheets></workbook>")
        out.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{links}</Relationships>")
        out.writestr("xl/styles.xml", '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="17"/></cellXfs></styleSheet>')
        for i, rows in enumerate(sheets.values(), 1):
            text = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
            out.writestr(f"xl/worksheets/sheet{i}.xml", f"<worksheet><sheetData>{text}</sheetData></worksheet>")


ENGLISH = ["id", "site", "category", "what", "place", "amount", "unit", "period"]
CHINESE = ["编号", "厂区", "类别", "活动", "地区", "数量", "单位", "期间"]
# Anhui 2023: 0.6553 kg/kWh (announcement 2025 no. 47). 44927 is 2023-01-01 (ISO/IEC 29500, part 1, 18.17.4.1), shown as its month.
GRID = ["1", "A", "electricity", "electricity, grid", "CN-AH", 10, "MWh", ("month", 44927)]
CHINESE_GRID = ["1", "A", "外购电力", "电力", "安徽", 10, "MWh", ("month", 44927)]

with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    (folder / "a.csv").write_text("id,site,category,what,place,amount,unit,period\n1,A,electricity,\"electricity, grid\",CN-AH,10,MWh,2023-01\n", encoding="utf-8")
    code, out, err = run("account", folder / "a.csv", "--rules", "ghg-protocol", "--json")
    expected = json.loads(out)["statement"]["totals"]
    assert code == 0 and {row["key"]: row["co2e_kg"] for row in expected}["scope-2"] == 6553, err
    for header, line in ((ENGLISH, GRID), (CHINESE, CHINESE_GRID)):
        book(folder / "a.xlsx", {"Notes": [["nothing"]], "Data": [["Energy of 2023"], [], header, line]})
        code, out, err = run("account", folder / "a.xlsx", "--rules", "ghg-protocol", "--json")
        assert code == 0, err
        answer = json.loads(out)
        assert answer["statement"]["totals"] == expected
        assert hashlib.sha256((folder / "a.xlsx").read_bytes()).hexdigest() in json.dumps(answer["settings"])

    wrong = [*GRID[:5], -1, "MWh", "2023-13"]
    book(folder / "b.xlsx", {"Data": [["title"], ENGLISH, GRID, [], wrong]})
    code, out, err = run("account", folder / "b.xlsx", "--rules", "ghg-protocol")
    assert code == 1 and out == "" and "b.xlsx!Data, row 5" in err, err
    book(folder / "c.xlsx", {"North": [ENGLISH, GRID], "South": [ENGLISH, GRID]})
    code, out, err = run("account", folder / "c.xlsx", "--rules", "ghg-protocol")
    assert code == 1 and "xlsx.sheet" in err and "North" in err and "South" in err, err
    assert run("account", folder / "c.xlsx", "--rules", "ghg-protocol", "--sheet", "South")[0] == 0
    for words in (("account", folder / "a.csv", "--rules", "ghg-protocol"), ("verify", folder / "a.csv"), ("factor-table", "--form", "national", "--document", "own", folder / "a.csv")):
        code, out, err = run(*words, "--sheet", "South")
        assert code == 1 and "Only spreadsheets have sheets" in err, (words, out, err)
    # tanji verify reads the same sheets.
    code, out, err = run("verify", folder / "b.xlsx", "--json")
    assert code == 1 and any("b.xlsx!Data, row 5" in each["where"] for each in json.loads(out)["findings"]), out + err
    code, out, err = run("verify", folder / "c.xlsx", "--sheet", "South", "--json")
    assert json.loads(out)["lines"] == 1, out + err
    (folder / "d.xlsx").write_bytes(b"PK\x03\x04 no spreadsheet")
    code, out, err = run("account", folder / "d.xlsx", "--rules", "ghg-protocol")
    assert code == 1 and "d.xlsx" in err, err
