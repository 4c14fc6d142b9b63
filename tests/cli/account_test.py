# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""tanji account: a table of activities as text, CSV and JSON; bad tables are refused with every place; rules by edition."""
import csv
import io
import json
import os
import subprocess
import tempfile
from pathlib import Path

TANJI = os.environ["TANJI_CLI"]
HEAD = "id,site,category,what,place,amount,unit,period\n"
# Anhui 2023: 0.6553 kg/kWh (announcement 2025 no. 47); UK petrol needs no number here, it is compared with itself.
ROWS = '1,A,electricity,"electricity, grid",CN-AH,10,MWh,2023-01\n2,B,stationary-combustion,petrol,GB,100,l,2023-02\n'


def run(*arguments):
    done = subprocess.run([TANJI, *map(str, arguments)], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def table(text):
    return list(csv.DictReader(io.StringIO("".join(line for line in text.splitlines(keepends=True) if not line.startswith("#")))))


with tempfile.TemporaryDirectory() as folder:
    good, bad = Path(folder) / "good.csv", Path(folder) / "bad.csv"
    good.write_text(HEAD + ROWS, encoding="utf-8")
    bad.write_text(HEAD + ROWS + "3,A,electricity,x,CN,1,kwh,2023-01\n4,A,electricity,x,CN,-1,kWh,2023-13\n", encoding="utf-8")

    code, out, err = run("account", good, "--rules", "ghg-protocol", "--json", "--by", "site")
    assert code == 0, err
    answer = json.loads(out)
    totals = {row["key"]: row["co2e_kg"] for row in answer["statement"]["totals"]}
    assert abs(totals["scope-2"] - 6553) < 1e-9, totals
    assert abs(totals["all"] - totals["scope-1"] - totals["scope-2"]) < 1e-9, totals
    assert [part["key"] for part in answer["parts"]] == ["A", "B"]
    assert any("not estimated" in note for note in answer["statement"]["notes"])
    assert answer["settings"]["rules"].startswith("ghg-protocol 2015")

    code, out, _ = run("account", good, "--rules", "ghg-protocol", "--csv", "--view", "cn-enterprise")
    rows = table(out)
    assert code == 0 and {row["key"] for row in rows if row["kind"] == "total"} == {"without-energy", "with-energy"}, out

    code, out, _ = run("account", good, "--rules", "ghg-protocol")
    assert code == 0 and "scopes 1 and 2" in out, out
    assert run("account", good, "--rules", "ghg-protocol", "--gwp", "AR4-100")[1].count("outside the rule") >= 1

    # Missing is not zero: no line of scope 3 is entered, so nothing is known of it in any format, and intensities leave it out.
    missing = [row for row in answer["statement"]["totals"] if row["lines"] == 0]
    assert [(row["key"], row["co2e_kg"], row["reported"]) for row in missing] == [("scope-3", None, None)], missing
    assert all((row["shown_kg"] is None and row["co2e_kg"] is None) == (row["lines"] == 0) for row in answer["statement"]["sections"]), answer
    rows = {row["key"]: row for row in table(run("account", good, "--rules", "ghg-protocol", "--csv")[1])}
    assert (rows["scope-3"]["kind"], rows["scope-3"]["t_co2e"], rows["scope-3"]["reported"], rows["scope-3"]["lines"]) == ("total", "", "", "0"), rows
    assert rows["scope-3-1"]["t_co2e"] == "" and rows["all"]["lines"] == "2" and float(rows["scope-2"]["t_co2e"]) == 6.553, rows
    shown = {line[:15].strip(): line.split()[-3:] for line in run("account", good, "--rules", "ghg-protocol")[1].splitlines()}
    assert shown["scope 3"] == ["no", "lines", "0"] and shown["scope 2"][-2:] == ["6.553", "1"], shown
    both = json.loads(run("account", good, "--rules", "ghg-protocol", "--json", "--market", "--per", "staff=50")[1])
    assert next(row for row in both["market"]["totals"] if row["key"] == "scope-3")["co2e_kg"] is None, both["market"]
    assert {row["total"] for row in both["intensities"]} == {"scope-1", "scope-2", "scope-1-2", "all"}, both["intensities"]

    # A venture that others operate: its lines are outside of the boundary, which is told from emissions of 0.
    group = Path(folder) / "group.csv"
    group.write_text("record,id,name,of,place,category,monthly,period,equity,operational_control,financial_control\norganisation,G,Group,,,,,,,,\nmember,V,Venture,,,,,,,,\n"
                     "site,A,,,,,,,,,\nsite,B,,V,,,,,,,\nshare,,,V,,,,2023,0.4,no,joint\n", encoding="utf-8")
    words = ("account", good, "--rules", "ghg-protocol", "--organisation", group, "--by", "site")
    assert {(row["key"], row["t_co2e"], row["lines"]) for row in table(run(*words, "--csv")[1]) if row["kind"] == "part"} == {("A", "6.553", "1"), ("B", "", "0")}
    assert [part["co2e_kg"] is None for part in json.loads(run(*words, "--json")[1])["parts"]] == [False, True]
    assert sum("no lines" in line for line in run(*words)[1].splitlines()) == 3  # scope 1, scope 3, site B

    # Nobody stated an uncertainty: +- 0 would be a claim that nobody made.
    code, out, err = run("account", good, "--rules", "ghg-protocol", "--uncertainty")
    assert code == 1 and out == "" and "uncertainty.none" in err and "--factor-uncertainty" in err and "column" in err, (out, err)
    assert "taken as certain" in run("account", good, "--rules", "ghg-protocol", "--uncertainty", "--factor-uncertainty", "other=7%")[1]

    code, _, err = run("account", bad, "--rules", "ghg-protocol")
    assert code == 1 and "row 3" in err and "row 4" in err, err
    code, _, err = run("account", good, "--rules", "gbt-32150", "--period", "2027")
    assert code == 1 and "GB/T 32150-2025" in err, err
    code, _, err = run("account", good, "--rules", "nobody")
    assert code == 1 and "rules.unknown" in err, err
    assert run("account", good)[0] == 2
