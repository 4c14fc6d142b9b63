# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""tanji change, tanji base-year, and the uncertainty, gases and intensities of tanji account, against sums made here.

Factors are a table of this test. The Shapley mean is computed by walking through every order of what changed (Shapley 1953), in
fractions, which shares nothing with the closed formula of the library.
"""
import csv
import io
import itertools
import json
import math
import os
import subprocess
import tempfile
from fractions import Fraction
from pathlib import Path

TANJI = os.environ["TANJI_CLI"]
HEAD = "id,site,category,what,place,amount,unit,period,uncertainty\n"
FACTORS = "key,what,kind,region,year,unit,co2-fossil,ch4-fossil,co2-biogenic,document,confidence\n" + "".join(
    f"grid.{year},grid,direct,CN,{year},kg/kWh,{grid},,,own,transcribed-2\n"
    f"gas.{year},gas,direct,CN,{year},kg/GJ net,{co2},{ch4},,own,transcribed-2\n"
    f"wood.{year},wood,direct,CN,{year},kg/GJ net,,0.03,112,own,transcribed-2\n"
    for year, grid, co2, ch4 in ((2022, "0.55", "56.1", "0.001"), (2023, "0.50", "55.7", "0.002")))
# IPCC, 100 years, fossil methane: AR5 30, AR6 29.8 (data/gwp/gwp.csv).
CH4 = {"AR5-100": Fraction(30), "AR6-100": Fraction("29.8")}


def run(*arguments):
    done = subprocess.run([TANJI, *map(str, arguments)], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def answer(*arguments):
    code, out, err = run(*arguments, "--json")
    assert code == 0, err
    return json.loads(out)


def table(out):
    return list(csv.DictReader(io.StringIO("".join(line for line in out.splitlines(keepends=True) if not line.startswith("#")))))


def shapley(before, after, worth):
    """Mean marginal worth of each named part over all orders."""
    names = list(before)
    orders = list(itertools.permutations(names))
    effect = dict.fromkeys(names, Fraction(0))
    for order in orders:
        state = dict(before)
        for name in order:
            old = worth(state)
            state[name] = after[name]
            effect[name] += worth(state) - old
    return {name: value / len(orders) for name, value in effect.items()}


def near(a, b, tolerance=1e-9):
    assert abs(float(a) - float(b)) <= tolerance * max(1.0, abs(float(b))), (float(a), float(b))


def changes(folder):
    factors = folder / "factors.csv"
    factors.write_text(FACTORS, encoding="utf-8")
    old, new, links = folder / "2022.csv", folder / "2023.csv", folder / "map.csv"
    old.write_text(HEAD + "1,A,electricity,grid,CN,1000,MWh,2022,\n2,A,stationary-combustion,gas,CN,300,GJ net,2022,\n3,B,electricity,grid,CN,40,MWh,2022,\n4,C,electricity,grid,CN,70,MWh,2022,\n", encoding="utf-8")
    new.write_text(HEAD + "1,A,electricity,grid,CN,1200,MWh,2023,\n2,A,stationary-combustion,gas,CN,250,GJ net,2023,\n3,B2,electricity,grid,CN,55,MWh,2023,\n5,D,electricity,grid,CN,9,MWh,2023,\n", encoding="utf-8")
    links.write_text("before,after,link\n|B|||electricity|grid,|B2|||electricity|grid,same\n|C|||electricity|grid,,closed\n,|D|||electricity|grid,opened\n", encoding="utf-8")
    words = (old, new, "--rules", "ghg-protocol", "--factors", factors, "--old-gwp", "AR5-100")

    code, _, err = run("change", *words)
    assert code == 1 and "change.unmatched" in err and "|C|||electricity|grid" in err, err
    shown = answer("change", *words, "--map", links, "--per", "sheet=100 t,110 t")
    assert shown["settings"]["tanji"] and [Path(name.split(" sha256:")[0]).name for name in shown["settings"]["files"]] == [factors.name, links.name], shown["settings"]  # beside both years

    grid = lambda s: s["activity"] * s["factor"]
    expected = dict.fromkeys(("activity", "factor", "gwp", "method", "boundary"), Fraction(0))
    f22, f23 = Fraction("0.55"), Fraction("0.5")
    for a, b in ((1_000_000, 1_200_000), (40_000, 55_000)):
        for name, value in shapley({"activity": a, "factor": f22}, {"activity": b, "factor": f23}, grid).items():
            expected[name] += value
    gas = lambda s: s["activity"] * (s["factor"][0] + s["factor"][1] * s["gwp"])
    for name, value in shapley({"activity": 300, "factor": (Fraction("56.1"), Fraction("0.001")), "gwp": CH4["AR5-100"]},
                               {"activity": 250, "factor": (Fraction("55.7"), Fraction("0.002")), "gwp": CH4["AR6-100"]}, gas).items():
        expected[name] += value
    expected["boundary"] += 9000 * f23 - 70_000 * f22
    for name, value in expected.items():
        near(shown["effects_kg"][name], value)

    # In plain arithmetic, in any order, over effects and over lines: exactly.
    assert shown["exact"] is True
    for order in itertools.permutations(shown["effects_kg"].values()):
        assert sum(order) == shown["change_kg"] == shown["after_kg"] - shown["before_kg"]
    for name in expected:
        assert sum(line["effects_kg"][name] for line in shown["lines"]) == shown["effects_kg"][name], name
    status = {line["key"]: line["status"] for line in shown["lines"]}
    assert status["|C|||electricity|grid"] == "closed" and status["|D|||electricity|grid"] == "opened" and status["|B2|||electricity|grid"] == "continued", status
    per = shown["intensities"][0]
    near(per["before"], shown["before_kg"] / 1000 / 100)
    near(per["change"], (shown["after_kg"] / 110) / (shown["before_kg"] / 100) - 1)

    # The numbers are those that account gives.
    totals = {row["key"]: row["co2e_kg"] for row in answer("account", new, "--rules", "ghg-protocol", "--factors", factors)["statement"]["totals"]}
    near(shown["after_kg"], totals["all"], 1e-15)

    # A fixed order: activity first by the old level, the factor on the new one.
    fixed = answer("change", *words, "--map", links, "--order", "activity,factor,gwp,method,boundary")
    near(fixed["effects_kg"]["activity"], 215_000 * f22 - 50 * (Fraction("56.1") + Fraction("0.001") * 30))
    assert fixed["settings"]["order"] == "activity, factor, gwp, method, boundary"

    code, out, err = run("change", *words, "--map", links, "--csv", "--per", "sheet=100 t,110 t")
    assert code == 0, err
    rows = table(out)
    assert all(None not in row and None not in row.values() for row in rows), rows
    intensity = next(row for row in rows if row["kind"] == "intensity")
    per = shown["intensities"][0]
    assert [float(intensity[name]) for name in ("before_per", "after_per", "change_share")] == [per["before"], per["after"], per["change"]], intensity
    assert intensity["unit"] == per["after_unit"] and all(text == "" for name, text in intensity.items() if name.endswith("_kg")), intensity  # t per t are no kg
    total = next(row for row in rows if row["kind"] == "total")
    parts = [float(total[name + "_kg"]) for name in expected]
    assert sum(parts) == float(total["change_kg"]) == float(total["after_kg"]) - float(total["before_kg"])
    assert sum(float(row["change_kg"]) for row in rows if row["kind"] == "line") == float(total["change_kg"])

    code, out, _ = run("change", *words, "--unmatched")
    assert code == 0 and "exactly" in out and "change.unmatched" in out, out
    assert run("change", *words, "--map", links, "--order", "activity")[0] == 1
    assert run("change", old, "--rules", "ghg-protocol")[0] == 2
    links.write_text("before,after,link\n|B|||electricity|grid,|B2|||electricity|grid,\n", encoding="utf-8")
    code, _, err = run("change", *words, "--map", links)
    assert code == 1 and "same or moved" in err, err
    return factors, old, new


def base_years(folder, factors, old, new):
    events, again = folder / "events.csv", folder / "again.csv"
    events.write_text("id,trigger,day,effect\nsale of B,structure,2023-05-01,-22 t CO2e\nslip,error,2023-06-01,-10 t CO2e\nlater,method,2024-06-01,5 t CO2e\n", encoding="utf-8")
    again.write_text(HEAD + "1,A,electricity,grid,CN,1000,MWh,2022,\n2,A,stationary-combustion,gas,CN,300,GJ net,2022,\n4,C,electricity,grid,CN,51,MWh,2022,\n", encoding="utf-8")
    words = (old, "--rules", "ghg-protocol", "--factors", factors)
    total = 1110 * Fraction("0.55") * 1000 + 300 * (Fraction("56.1") + Fraction("0.001") * CH4["AR6-100"])
    code, _, err = run("base-year", *words)
    assert code == 1 and "base-year.threshold" in err, err
    first = answer("base-year", *words, "--threshold", "5%", "--events", events, "--now", new)
    near(first["versions"][0]["total_kg"], total)
    near(first["share"], 27_000 / total)
    assert first["recalculate"] is False and first["counted"] == ["sale of B", "slip", "later"], first
    near(first["cumulative_kg"], -27_000)
    after = 1264 * Fraction("0.5") * 1000 + 250 * (Fraction("55.7") + Fraction("0.002") * CH4["AR6-100"])
    near(first["change_since_base"], after / total - 1)
    # Gross: 37 of 627.4 t are above 5 %.
    assert answer("base-year", *words, "--threshold", "5%", "--events", events, "--gross")["recalculate"] is True
    second = answer("base-year", *words, "--threshold", "5%", "--events", events, "--recalculated", f"2024-03-01={again}")
    assert [version["number"] for version in second["versions"]] == [1, 2]
    near(second["versions"][0]["total_kg"], total)  # the previous base stays readable
    near(second["versions"][1]["total_kg"], total - 59 * 550)
    near(second["versions"][1]["unexplained_kg"], 32_000 - 59 * 550)
    assert second["versions"][1]["events"] == ["sale of B", "slip"] and second["counted"] == ["later"]
    events.write_text("id,trigger,day,effect\nnew hall,organic growth,2023-05-01,100 t CO2e\n", encoding="utf-8")
    code, _, err = run("base-year", *words, "--threshold", "5%", "--events", events)
    assert code == 1 and "base-year.organic-growth" in err and "row 1" in err, err
    code, out, _ = run("base-year", *words, "--threshold", "5%")
    assert code == 0 and "keep" in out, out
    assert run("base-year", *words, "--threshold", "5%", "--csv")[0] == 0


def extras(folder, factors):
    lines = folder / "500.csv"
    # 500 readings of one factor; amounts are certain. By hand: 5 % on the factor is 5 % on the total, not 5 % / sqrt(500).
    lines.write_text(HEAD + "".join(f"{i},s{i},electricity,grid,CN,1,MWh,2023-01,\n" for i in range(500)) + "w,A,stationary-combustion,wood,CN,10,GJ net,2023,\n", encoding="utf-8")
    words = ("account", lines, "--rules", "ghg-protocol", "--factors", factors)
    shown = answer(*words, "--uncertainty", "--factor-uncertainty", "grid.2023=5%", "--samples", 20000, "--seed", 7, "--per", "staff=50")
    by_name = {part["of"]: part for part in shown["uncertainty"]}
    near(by_name["scope 2"]["nominal_kg"], 250_000)
    near(by_name["scope 2"]["sd_kg"], 250_000 * 0.05 / 1.959963984540054, 1e-12)
    assert abs(by_name["scope 2"]["half_width"] - 0.05) < 0.0015, by_name["scope 2"]["half_width"]
    assert abs(by_name["scope 2"]["sampled_sd_kg"] / by_name["scope 2"]["sd_kg"] - 1) < 0.02
    assert by_name["scope 2"]["contributions"][0] == {"name": "grid.2023", "factor": True, "share": 1}
    assert by_name["scope 1"]["sd_kg"] == 0 and "factor wood.2023" in by_name["scope 1"]["certain"]
    assert shown == answer(*words, "--uncertainty", "--factor-uncertainty", "grid.2023=5%", "--samples", 20000, "--seed", 7, "--per", "staff=50")
    # Independent amounts of 5 % each: 5 % / sqrt(500).
    lines.write_text(lines.read_text(encoding="utf-8").replace(",2023-01,\n", ",2023-01,0.05\n"), encoding="utf-8")
    apart = answer(*words, "--uncertainty", "--samples", 2000)
    near(apart["uncertainty"][0]["sd_kg"], 500 * math.sqrt(500) * 0.05 / 1.959963984540054, 1e-12)
    assert run(*words, "--uncertainty", "--factor-uncertainty", "gird.2023=5%")[2].count("uncertainty.factor") == 1
    assert run(*words, "--uncertainty", "--factor-uncertainty", "grid.2023=150%")[0] == 1
    assert run(*words, "--uncertainty", "--factor-uncertainty", "grid.2023=150% lognormal")[0] == 0
    assert run(*words, "--samples", 10)[0] == 2

    gases = {row["gas"]: row for row in shown["gases"]}
    assert "co2e_kg" not in gases["co2-biogenic"] and gases["co2-biogenic"]["kg"] == 1120
    near(gases["ch4-fossil"]["co2e_kg"], Fraction("0.3") * CH4["AR6-100"])
    totals = {row["key"]: row["co2e_kg"] for row in shown["statement"]["totals"]}
    near(sum(row.get("co2e_kg", 0) for row in shown["gases"]), totals["all"], 1e-15)
    per = {row["total"]: row for row in shown["intensities"]}
    near(per["all"]["value"], totals["all"] / 1000 / 50)
    assert per["all"]["unit"] == "t CO2e", per
    rows = table(run(*words, "--csv", "--uncertainty", "--per", "staff=50")[1])
    assert {"section", "beside", "total", "gas", "intensity", "uncertainty"} <= {row["kind"] for row in rows}
    code, out, _ = run(*words, "--uncertainty")
    assert code == 0 and "beside the total" in out and "taken as certain" in out, out


with tempfile.TemporaryDirectory() as name:
    room = Path(name)
    base_years(room, *changes(room))
    extras(room, room / "factors.csv")
