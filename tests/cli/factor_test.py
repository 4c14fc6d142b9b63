# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""tanji factor and factor-table as somebody meets it who has read nothing: words, places, years, units, gases; misses that say what is near; fall-backs only when they are
allowed; held back rows; Chinese words; editions; own tables. Expected numbers come from ../shared/facts where it is there, and are cited where they stand here."""
import csv
import io
import json
import os
import subprocess
import tempfile
from pathlib import Path

TANJI = os.environ["TANJI_CLI"]
SOURCE = Path(os.environ.get("TANJI_SOURCE_DIR", Path(__file__).resolve().parents[2]))
SHARED = Path(os.environ.get("TANJI_SHARED", SOURCE.parent / "shared"))


def run(*arguments):
    done = subprocess.run([TANJI, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout, done.stderr


def factor(*arguments):
    code, out, err = run("factor", *arguments, "--json")
    assert code == 0, err
    return json.loads(out)


def refused(*arguments):
    code, out, err = run("factor", *arguments)
    assert code == 1 and out == "", (code, out, err)
    assert "expected:" in err, err
    return err


# ---- one factor: place, year, unit, gases -------------------------------------------------------------------

# Announcement 2025 No. 47 of 2025-12-31: Anhui 2023 0.6553 kg CO2/kWh.
answer = factor("electricity,", "grid", "--region", "CN-AH", "--year", "2023")
assert answer["factor"]["kg"] == {"co2-fossil": 0.6553} and answer["penalty"] == 0 and answer["fall_backs"] == [] and answer["notes"] == []
assert answer["factor"]["released"] == "2025-12-31" and answer["factor"]["data_year"] == 2023 and answer["factor"]["confidence"] == "transcribed-2"
assert answer["factor"]["not_estimated"] == ["ch4", "n2o"]
code, out, err = run("factor", "electricity, grid", "--region", "Anhui", "--year", 2023)
assert code == 0 and "0.6553 kg co2-fossil per kWh" in out and "released: 2025-12-31" in out and "not estimated: ch4, n2o" in out and "digest: " in out, out
code, out, err = run("factor", "electricity, grid", "--region", "CN", "--year", 2023, "--csv")
rows = list(csv.DictReader(io.StringIO(out)))
assert len(rows) == 1 and rows[0]["numbers"] == "0.5306 kg co2-fossil per kWh" and rows[0]["penalty"] == "0", out

# CO2 factors and footprint factors are different kinds (announcements 2025 No. 47 and 2025 No. 3: 0.5306 and 0.6205).
footprint = factor("electricity, grid", "--region", "CN", "--year", "2023", "--kind", "footprint")["factor"]
assert footprint["kg"] == {} and footprint["co2e"] == {"kg": 0.6205, "gwp_set": "unstated"}
assert "factor.other-kind" in refused("electricity, hydropower", "--region", "CN", "--year", 2023)

# UK 2023, natural gas per kWh gross and net: 0.18256 and 0.20227 kg CO2 (flat file 1_100_1004_6 and _7); a plain kWh is neither.
gross = factor("natural gas", "--region", "GB", "--year", 2023, "--unit", "kWh gross")["factor"]
net = factor("natural gas", "--region", "GB", "--year", 2023, "--unit", "MJ net")["factor"]  # of the unit's kind
assert gross["kg"]["co2-fossil"] == 0.18256 and gross["per"] == "kWh gross" and net["per"] == "kWh net" and net["kg"]["co2-fossil"] > gross["kg"]["co2-fossil"]
assert "factor.per" in refused("natural gas", "--region", "GB", "--year", 2023, "--unit", "kWh")
assert "factor.ambiguous" in refused("natural gas", "--region", "GB", "--year", 2023)
assert "factor.gases" in refused("electricity, grid", "--region", "CN", "--year", 2023, "--gas", "n2o")
assert set(factor("natural gas", "--region", "GB", "--year", 2023, "--unit", "kWh gross", "--gas", "n2o", "--gas", "ch4")["factor"]["kg"]) == {"co2-fossil", "ch4", "n2o"}
assert "gas.unknown" in refused("electricity, grid", "--region", "CN", "--year", 2023, "--gas", "phlogiston")

# ---- misses -------------------------------------------------------------------------------------------------

err = refused("electricity, grid", "--region", "CN-AH", "--year", 2024)
assert "factor.missing" in err and "2021 2022 2023" in err and "CN-AH, 2023" in err and "--years" in err, err
err = refused("electricty, grid", "--region", "CN", "--year", 2023)
assert "electricity, grid" in err and "nothing called so" in err, err
err = refused("electricty")
assert "factor.missing" in err and '"electricty" is in no factor; electricity' in err, err
assert run("factor", "electricity, grid", "--region", "CN", "--year", "soon")[0] == 2

# ---- fall-backs ---------------------------------------------------------------------------------------------

# No factor of Tibet is published; the south-west grid has 0.2472 in 2023. Each step is in the answer with its penalty.
assert "factor.missing" in refused("electricity, grid", "--region", "CN-XZ", "--year", 2023)
answer = factor("electricity, grid", "--region", "CN-XZ", "--year", 2024, "--parent-region", "--years", 1)
assert answer["factor"]["kg"] == {"co2-fossil": 0.2472} and answer["penalty"] == 1.5
assert [(step["kind"], step["asked"], step["used"]) for step in answer["fall_backs"]] == [("parent-region", "CN-XZ", "CN-SOUTHWEST"), ("neighbour-year", "2024", "2023")]
code, out, err = run("factor", "electricity, grid", "--region", "CN-XZ", "--year", 2024, "--parent-region", "--years", 1)
assert out.count("fall-back, ") == 2 and "penalty" in out, out
answer = factor("steam", "--region", "CN", "--year", 2022, "--proxy", "steam=heat, purchased")
assert answer["fall_backs"][0]["kind"] == "proxy" and answer["fall_backs"][0]["reason"] == "--proxy" and answer["penalty"] == 2
assert "request.proxy" in refused("steam", "--region", "CN", "--year", 2022, "--proxy", "heat")
assert factor("electricity, grid", "--region", "Hefei park", "--around", "CN-AH", "--year", 2023, "--parent-region")["factor"]["region"] == "CN-AH"

# ---- held back, and days of release -------------------------------------------------------------------------

freight = ("road freight, diesel", "--region", "GB", "--year", 2023)
err = refused(*freight)
assert "factor.unconfirmed" in err and "--least" in err and "transcribed-1" in err, err
answer = factor(*freight, "--least", "transcribed-1")
assert any("transcribed-1" in note for note in answer["notes"]) and answer["factor"]["attribution"].startswith("Contains public sector information")
# A list shows numbers too: what the licence asks for, once however many rows it shows; nothing where none does.
assert "  gb.fuel.diesel.2023, what: diesel\n" in run("factor", "mineral diesel burned", "GB", "--top", "3")[1]  # activity data want these words, not the name
code, listed, _ = run("factor", "petrol", "GB", "--top", "3")
assert code == 0 and listed.count("Contains public sector information") == 1, listed
assert "Contains" not in run("factor", "electricity", "Anhui", "--top", "3")[1]
assert "2 of them are not" not in run("factor", "electricity grid anhui")[1]
code, out, err = run("factor", "road", "freight", "--top", 500)
assert code == 0 and "needs --least transcribed-1" in out and "not confirmed well enough" in out, out

latest = ("electricity, grid", "--region", "CN")
for day, number in (("2024-12-19", 0.5568), ("2024-12-20", 0.5366), ("2025-12-30", 0.5366), ("2026-01-01", 0.5306)):  # announcements of 2024-04-12, 2024-12-20, 2025-12-31
    assert factor(*latest, "--as-of", day)["factor"]["kg"] == {"co2-fossil": number}, day
clinker = ("cement clinker, Portland, process", "--region", "CN", "--year", 2024, "--as-of")
assert "factor.unreleased" in refused(*clinker, "2024-06-30")  # the guideline is numbered 2024: its day is not known
assert factor(*clinker, "2025-01-01")["factor"]["kg"] == {"co2-fossil": 535}  # 0.535 t/t, CETS-AG-02.01
assert "released: by 2024-12-31, the day is not known" in run("factor", *clinker, "2025-01-01")[1]

# ---- searching ----------------------------------------------------------------------------------------------

found = factor("anhui", "grid")
assert found["found"] == 3 and {each["year"] for each in found["factors"]} == {2021, 2022, 2023} and found["held_back"] == []
assert factor("grid", "--region", "CN-AH")["found"] == 3  # no year: a list, not an error
assert factor("electricity", "--region", "CN", "--kind", "footprint", "--document", "2025 No. 3")["found"] == 12
for words in (["电力", "安徽"], ["安徽　电力"], ["电网", "安徽"]):
    assert factor(*words)["found"] == 3, words
answer = factor("电力", "--region", "安徽", "--year", "2023")
assert answer["factor"]["kg"] == {"co2-fossil": 0.6553} and answer["notes"] == ['read 电力 as "electricity, grid"']
assert factor("天然气", "--region", "英国", "--year", 2023, "--unit", "kWh gross")["factor"]["kg"]["co2-fossil"] == 0.18256
assert factor("水电", "--region", "中国", "--year", 2023, "--kind", "footprint")["factor"]["co2e"]["kg"] == 0.0143  # announcement 2025 No. 3

# ---- own files, and two editions in one call ----------------------------------------------------------------

with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    code, out, err = run("factor", "electricity grid", "--csv", "--least", "conflict")
    (folder / "own.csv").write_text(out, encoding="utf-8")
    (folder / "own.json").write_text(run("factor", "electricity grid", "--json", "--least", "conflict")[1], encoding="utf-8")
    code, out, err = run("factor", "--diff", folder / "own.csv", folder / "own.json")
    assert code == 0 and out.startswith("0 added, 0 removed, 0 changed"), out + err
    text = (folder / "own.json").read_text(encoding="utf-8")
    (folder / "wrong.json").write_text(text.replace("0.5306", "0.5307", 1), encoding="utf-8")
    assert "factor.changed" in refused("--diff", folder / "own.json", folder / "wrong.json")
    own = "key,what,kind,region,year,unit,co2-fossil,document,confidence\nown.steam,steam,direct,CN,2023,kg/GJ heat,70,our meter,official-seen\n"
    (folder / "steam.csv").write_text(own, encoding="utf-8")
    assert factor("steam", "--region", "CN", "--year", 2023, "--file", folder / "steam.csv")["factor"]["key"] == "own.steam"
    (folder / "bad.csv").write_text(own.replace(",70,", ",seventy,"), encoding="utf-8")
    assert "bad.csv:2" in refused("steam", "--region", "CN", "--year", 2023, "--file", folder / "bad.csv")
    (folder / "stored.csv").write_text("key,what,kind,region,year,unit,co2-fossil,ch4,n2o,co2e,gwp_set,document,confidence\n"
                                       "b,butane,direct,US,2020,kg/MMBtu gross,64.77,0.003,0.0006,64.0238,AR4-100,tool,official-seen\n", encoding="utf-8")
    assert "factor.co2e" in refused("butane", "--file", folder / "stored.csv")  # shared/cases/ghg.json, stored-co2e-defect

    # The example of docs/factors.md is a file that is read as it says.
    page = (SOURCE / "docs" / "factors.md").read_text(encoding="utf-8")
    (folder / "doc.json").write_text(page.split("```json\n")[1].split("```")[0], encoding="utf-8")
    answer = factor("steam", "--region", "CN-AH", "--year", 2024, "--file", folder / "doc.json")["factor"]
    assert answer["kg"] == {"co2-fossil": 70, "ch4": 0.001} and answer["uncertainty"] == 0.05 and answer["edition"] == "2" and answer["data_year"] == 2023

    # A publisher's table becomes one of our own: GB/T 32151.34-2024, table C.1, anthracite: 26.7 x 0.0274 x 0.94 x 44/12 = 2.521512 t/t.
    (folder / "fuels.csv").write_text("fuel,ncv,ncv_unit,cc,cc_unit,of\nanthracite,26.7,GJ/t,0.0274,tC/GJ,0.94\n", encoding="utf-8")
    table = ("factor-table", folder / "fuels.csv", "--form", "fuels", "--document", "GB/T 32151.34-2024", "--year", 2024)
    assert "no origin of the carbon" in run(*table)[2]
    code, out, err = run(*table, "--co2", "fossil", "--save", folder / "gbt.json")
    assert code == 0 and "2 factors written" in out, err
    answer = factor("anthracite burned", "--region", "CN", "--year", 2024, "--unit", "t", "--file", folder / "gbt.json", "--least", "derived")["factor"]
    assert abs(answer["kg"]["co2-fossil"] - 2521.512) < 1e-3 and answer["confidence"] == "derived"
    assert run("factor-table", folder / "fuels.csv", "--form", "defra", "--document", "x")[0] == 1
    assert run("factor-table", folder / "fuels.csv", "--form", "other", "--document", "x")[0] == 2

# 2024 No. 33 and 2025 No. 47: 40 rows each; national 0.5366 and 0.5306.
code, out, err = run("factor", "--diff", "@2024 No. 33", "@2025 No. 47")
assert code == 0 and "40 changed (40 in numbers)" in out and "co2-fossil: 0.5366 kg -> 0.5306 kg" in out, out + err
changes = json.loads(run("factor", "--diff", "@2024 No. 33", "@2025 No. 47", "--json")[1])
assert len(changes["changed"]) == 40 and changes["added"] == [] and changes["removed"] == []
assert "factor.document" in refused("--diff", "@no such title", "shipped")

# ---- all numbers of the shared facts ------------------------------------------------------------------------

facts = SHARED / "facts" / "china"
if facts.exists():
    shipped = {each["key"]: each for group in ("factors", "held_back") for each in factor("cn")[group]}
    with open(facts / "grid_co2_factors.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 123
    for row in rows:
        assert shipped[row["key"]]["kg"] == {"co2-fossil": float(row["value"])}, row["key"]
    for row in rows[::9]:  # and by a look-up, place and year by place and year
        found = shipped[row["key"]]
        answer = factor(found["what"], "--region", found["region"], "--year", found["year"], "--least", "conflict")["factor"]
        assert answer["kg"] == {"co2-fossil": float(row["value"])}, row["key"]
    with open(facts / "electricity_footprint_factors.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert shipped[row["key"]]["co2e"]["kg"] == float(row["value"]), row["key"]
else:
    print("no shared facts: their numbers were not compared")
