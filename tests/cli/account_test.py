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
    rows = list(csv.DictReader(io.StringIO("".join(line for line in out.splitlines(keepends=True) if not line.startswith("#")))))
    assert code == 0 and {row["key"] for row in rows if row["kind"] == "total"} == {"without-energy", "with-energy"}, out

    code, out, _ = run("account", good, "--rules", "ghg-protocol")
    assert code == 0 and "scopes 1 and 2" in out, out
    assert run("account", good, "--rules", "ghg-protocol", "--gwp", "AR4-100")[1].count("outside the rule") >= 1

    code, _, err = run("account", bad, "--rules", "ghg-protocol")
    assert code == 1 and "row 3" in err and "row 4" in err, err
    code, _, err = run("account", good, "--rules", "gbt-32150", "--period", "2027")
    assert code == 1 and "GB/T 32150-2025" in err, err
    code, _, err = run("account", good, "--rules", "nobody")
    assert code == 1 and "rules.unknown" in err, err
    assert run("account", good)[0] == 2
