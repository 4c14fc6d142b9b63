# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""tanji certificates: balances, both scope 2 results, and a second use refused with both places named.

Numbers: CN-E02 of ../shared/cases/china.json (100,000 MWh, 30,000 of them certified; 0.5306 and 0.6096 t/MWh): 53,060 t located, 42,672 t by the residual
mix, 37,142 t under GB/T 32151.
"""
import csv
import io
import json
import os
import subprocess
import tempfile
from pathlib import Path

TANJI = os.environ["TANJI_CLI"]

CERTIFICATES = ("certificate,kind,issuer,device,technology,vintage,market,amount,unit,owner,state,beneficiary,kg_co2_per_kwh,evidence\n"
                "GEC-7,GEC,NEA,wind-7,wind,2023-03,CN,30000,MWh,Acme,cancelled,Acme,0,statement 12\n")
CONSUMPTIONS = ("用电编号,用电单位,电表号,用电期间,用电量,单位,市场\n"
                "plant,Acme,M1,2023,100000,MWh,CN\n")
OFFICE = "consumption,holder,meter,period,amount,unit,market\noffice,Acme,M2,2023,10,MWh,CN\n"
ALLOTMENTS = "certificate,consumption\nGEC-7,plant\n"


def run(folder, files, *options):
    for name, text in files.items():
        Path(folder, name).write_text(text, encoding="utf-8")
    return subprocess.run([TANJI, "certificates", *files, *options], cwd=folder, capture_output=True, text=True, check=False)


def check_results(folder, files):
    for rules, year, market in (("ghg-protocol", 2023, 42672e3), ("gbt-32151.34", 2025, 37142e3)):
        done = run(folder, files, "--json", "--rules", rules, "--year", str(year), "--factors-year", "2023")
        assert done.returncode == 0, done.stderr
        result = json.loads(done.stdout)
        assert result["schema"] == "tanji-certificates/1"
        assert abs(result["scope_2"]["location"]["kg_co2"] - 53060e3) < 1e-3, result["scope_2"]
        assert abs(result["scope_2"]["market"]["kg_co2"] - market) < 1e-3, result["scope_2"]
        assert result["scope_2"]["draft"] is False
        assert [check["met"] for check in result["scope_2"]["market"]["parts"][0]["criteria"]] == [True] * 5
    text = run(folder, files, "--rules", "gbt-32151.34", "--year", "2025", "--as-of", "2026-01-31")
    assert text.returncode == 0 and "37.142 kt co2-fossil" in text.stdout and "already contains certified power" in text.stdout, text


def check_balances(folder, files):
    done = run(folder, files, "--csv")
    rows = list(csv.DictReader(io.StringIO("".join(line + "\n" for line in done.stdout.splitlines() if not line.startswith("#")))))
    assert done.returncode == 0 and len(rows) == 1, done
    assert float(rows[0]["certified_kwh"]) == 3e7 and float(rows[0]["unclaimed_kwh"]) == 7e7, rows


def check_refusals(folder, files):
    twice = run(folder, {**files, "office.csv": OFFICE, "twice.csv": "certificate,consumption\nGEC-7,office\n"})
    assert twice.returncode == 1 and twice.stdout == "", twice
    for words in ("registry.second-consumption", "twice.csv:2", "first: allotments.csv:2", "plant (Acme, meter M1, 2023)"):
        assert words in twice.stderr, (words, twice.stderr)
    for options, identifier in ((("--rules", "ghg-protocol"), "request.year"), (("--rules", "ghg-protocol", "--year", "2023"), "request.as-of"),
                                (("--rules", "nonsense", "--year", "2023"), "rules.unknown")):
        done = run(folder, files, *options)
        assert done.returncode == 1 and identifier in done.stderr, (options, done)
    unknown = run(folder, {"x.csv": "a,b\n1,2\n"})
    assert unknown.returncode == 1 and "claims.columns" in unknown.stderr, unknown


with tempfile.TemporaryDirectory() as room:
    tables = {"certificates.csv": CERTIFICATES, "consumptions.csv": CONSUMPTIONS, "allotments.csv": ALLOTMENTS}
    check_results(room, tables)
    check_balances(room, tables)
    check_refusals(room, tables)
print("certificates: results, balances and refusals are as documented")
