# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""tanji account --claims: both scope 2 results from files alone, the basis of every part in every format, and claims that do not fit refused in words.

Numbers: CN-E02 of ../shared/cases/china.json (100,000 MWh, 30,000 of them certified; 0.5306 and 0.6096 t/MWh): 53,060 t located, 42,672 t by the residual mix.
The steam is made up: 100 GJ at 0.11 t/GJ (rate of its own table), 60 of them at a supplier's 20 kg/GJ.
"""
import csv
import io
import json
import os
import subprocess
import tempfile
from pathlib import Path

TANJI = os.environ["TANJI_CLI"]

TABLES = {
    "activities.csv": "id,meter,category,what,place,amount,unit,period\nh1,M1,electricity,\"electricity, grid\",CN,60000,MWh,2023-01-01/2023-06-30\n"
                      "h2,M1,electricity,\"electricity, grid\",CN,40000,MWh,2023-07-01/2023-12-31\n",
    "certificates.csv": "certificate,kind,issuer,device,technology,vintage,market,amount,unit,owner,state,beneficiary,kg_co2_per_kwh,evidence\n"
                        "GEC-7,GEC,NEA,wind-7,wind,2023-03,CN,30000,MWh,Acme,cancelled,Acme,0,statement 12\n",
    "consumptions.csv": "consumption,holder,meter,period,amount,unit,market\nplant,Acme,M1,2023,100000,MWh,CN\n",
    "allotments.csv": "certificate,consumption\nGEC-7,plant\n",
}
CLAIMS = ("--certificates", "certificates.csv", "--consumptions", "consumptions.csv", "--allotments", "allotments.csv")


def run(changes=(), *options, claims=CLAIMS, rules="ghg-protocol"):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {**TABLES, **dict(changes)}.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        return subprocess.run([TANJI, "account", "activities.csv", "--rules", rules, *claims, *options], cwd=folder, capture_output=True, text=True, check=False)


def rows_of(text):
    return list(csv.DictReader(io.StringIO("".join(line + "\n" for line in text.splitlines() if not line.startswith("#")))))


def check_results():
    done = run((), "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    located = {total["key"]: total["co2e_kg"] for total in answer["statement"]["totals"]}
    market = {total["key"]: total["co2e_kg"] for total in answer["market"]["totals"]}
    assert abs(located["scope-2"] - 53060e3) < 1e-3 and abs(market["scope-2"] - 42672e3) < 1e-3, (located, market)
    parts = [(part["line"], part["basis"], part["amount"]) for part in answer["market"]["parts"] if part["method"] == "market-based"]
    assert parts == [("h1", "certificate GEC-7", 30000), ("h1", "residual-mix by ghg-protocol 2015", 30000), ("h2", "residual-mix by ghg-protocol 2015", 40000)], parts
    assert any("certificates.csv sha256:" in name for name in answer["settings"]["files"]), answer["settings"]
    text = run()
    for words in ("location-based", "market-based", "53060", "42672", "certificate GEC-7", "residual-mix by ghg-protocol 2015"):
        assert words in text.stdout, (words, text)
    kinds = {(row["kind"], row["key"]): row["t_co2e"] for row in rows_of(run((), "--csv").stdout)}
    assert abs(float(kinds["market-total", "scope-2"]) - 42672) < 1e-6, kinds
    assert float(kinds["market-based-part", "certificate GEC-7"]) == 0, kinds
    # Claims are optional, the second result is not silent: without them it is said to be missing, and --market computes it by the fall-back alone.
    assert json.loads(run((), "--json", claims=()).stdout)["market"] is None
    assert abs(json.loads(run((), "--json", "--market", claims=()).stdout)["market"]["totals"][1]["co2e_kg"] - 60960e3) < 1e-3


def check_contracts():
    own = {"factors.csv": "key,what,kind,region,year,unit,co2-fossil,document,confidence\nsteam,steam,direct,CN,2023,t/GJ heat,0.11,table A,transcribed-2\n",
           "activities.csv": "id,category,what,place,amount,unit,period\ns1,steam,steam,CN,60,GJ heat,2023-01\ns2,steam,steam,CN,40,GJ heat,2023-02\n",
           "contracts.csv": "contract,for,carrier,amount,unit,kg_co2_per_unit,attributes_included,evidence\nH-1,s1,steam,60,GJ heat,20,yes,contract 9\n"}
    answer = json.loads(run(own, "--json", "--factors", "factors.csv", "--contracts", "contracts.csv", claims=()).stdout)
    assert answer["settings"]["tanji"] and [name.split(" sha256:")[0].split("/")[-1] for name in answer["settings"]["files"]][1:] == ["factors.csv", "contracts.csv"], answer["settings"]
    market = {total["key"]: total["co2e_kg"] for total in answer["market"]["totals"]}
    assert abs(market["scope-2"] - (60 * 20 + 40 * 110)) < 1e-9, market
    assert any("there is no residual factor for this carrier" in finding["what"] for finding in answer["findings"]), answer["findings"]


def check_refusals():
    """Wrong input, what the newcomer reads: the id, both places, and the way out."""
    certificate = TABLES["certificates.csv"]
    two = {"consumptions.csv": TABLES["consumptions.csv"] + "office,Acme,M2,2023,10,MWh,CN\n", "allotments.csv": TABLES["allotments.csv"] + "GEC-7,office\n"}
    for changes, rules, words in (
        (two, "ghg-protocol", ("registry.second-consumption", "allotments.csv:3", "first: allotments.csv:2", "plant (Acme, meter M1, 2023)")),
        ({"consumptions.csv": TABLES["consumptions.csv"].replace("Acme", "Beta")}, "ghg-protocol", ("registry.second-holder", "allotments.csv:2", '"Acme"', '"Beta"')),
        ({"consumptions.csv": TABLES["consumptions.csv"].replace("100000", "100001")}, "ghg-protocol", ("market.amount", "activities.csv", "consumption plant", "100001 MWh", "100000 MWh")),
        ({"consumptions.csv": TABLES["consumptions.csv"].replace("M1", "M8")}, "ghg-protocol", ("market.consumption", "consumption plant", '"M8"', "M1")),
        ({"consumptions.csv": TABLES["consumptions.csv"].replace(",2023,", ",2022-12-01/2023-11-30,")}, "ghg-protocol", ("market.period", "consumption plant")),
        ({"certificates.csv": certificate.replace("statement 12", "")}, "gbt-32151.34", ("electricity.proof", "criterion 3: no statement of the cancellation", "certificate GEC-7")),
        ({"certificates.csv": certificate.replace("2023-03", "2019-03")}, "gbt-32151.34", ("electricity.proof", "criterion 4: vintage 2019-03")),
        ({"certificates.csv": certificate.replace(",CN,", ",US,")}, "gbt-32151.34", ("electricity.proof", "criterion 5: of market US, used in CN")),
        ({}, "gbt-32150", ("market.method", "gbt-32150 2015")),
    ):
        lines = TABLES["activities.csv"]
        if rules == "gbt-32151.34":  # in force from 2025: the same year, two years later, with the factor of 2023
            lines = lines.replace("period\n", "period,factor_year\n").replace("2023-06-30\n", "2023-06-30,2023\n").replace("2023-12-31\n", "2023-12-31,2023\n")
            later = {name: changes.get(name, TABLES[name]).replace(",2023,", ",2025,") for name in ("consumptions.csv",)}
            for number in ("01-01", "06-30", "07-01", "12-31"):
                lines = lines.replace("2023-" + number, "2025-" + number)
            base = changes["certificates.csv"].replace("2023-03", "2025-03")
            done = run({**changes, **later, "certificates.csv": base, "activities.csv": lines}, rules=rules)
        else:
            done = run({**changes, "activities.csv": lines}, rules=rules)
        assert done.returncode == 1 and done.stdout == "", (words, done)
        for word in words:
            assert word in done.stderr, (word, done.stderr)
    # What the Guidance does with the same flaws: the number of an unproven claim, and a warning beside it in every format.
    for form in ((), ("--json",)):
        done = run({"certificates.csv": certificate.replace(",CN,", ",US,")}, *form)
        assert done.returncode == 0 and "criterion 5: of market US, used in CN" in done.stdout, done


def check_attribution():
    """UK factors come under the Open Government Licence: its words stand in every output, once; without UK factors nowhere."""
    lines = "id,category,what,place,amount,unit,period\n1,mobile-combustion,petrol,GB,100,l,2023-01\n2,mobile-combustion,diesel,GB,100,l,2023-01\n"
    for form in ((), ("--csv",), ("--json",)):
        done = run({"activities.csv": lines}, *form, claims=())
        assert done.returncode == 0 and done.stdout.count("Open Government Licence v3.0") == 1, done
        assert "Open Government Licence" not in run((), *form).stdout
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "record.jsonl"
        assert run({"activities.csv": lines}, "--record", record, claims=()).returncode == 0
        assert "Open Government Licence v3.0" in record.read_text(encoding="utf-8")


def check_draft():
    """A draft says so in every format, and takes no sums of years for its hours."""
    words = ("--edition", "draft-2025", "--draft")
    for form in ((), ("--csv",), ("--json",)):
        lines = TABLES["activities.csv"].replace("period\n", "period,factor_year\n").replace("2023-06-30\n", "2023-06-30,2023\n").replace("2023-12-31\n", "2023-12-31,2023\n")
        for number in ("01-01", "06-30", "07-01", "12-31"):
            lines = lines.replace("2023-" + number, "2026-" + number)
        done = run({"activities.csv": lines}, *words, *form, claims=(), rules="scope2-hourly")
        assert done.returncode == 0 and "not in force" in done.stdout and "draft" in done.stdout, done
        assert "electricity.hourly" in run({"activities.csv": lines}, *words, *form, rules="scope2-hourly").stderr
    later = {"activities.csv": TABLES["activities.csv"].replace("2023", "2026")}
    assert "rules.draft" in run(later, "--edition", "draft-2025", claims=(), rules="scope2-hourly").stderr
    assert "rules.not-in-force" in run(later, claims=(), rules="scope2-hourly").stderr  # never a default


check_results()
check_contracts()
check_refusals()
check_attribution()
check_draft()
print("account with claims: results, contracts, refusals, attribution and drafts are as documented")
