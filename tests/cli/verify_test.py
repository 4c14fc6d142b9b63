# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""tanji verify: each check once, with file and row, as text, CSV and JSON; which readings are unusual is computed here by a second hand
(statistics.median, Hampel's rule), and what deviates by exact fractions."""
import csv
import io
import json
import os
import random
import re
import statistics
import subprocess
import tempfile
from calendar import monthrange
from fractions import Fraction
from pathlib import Path

TANJI = os.environ["TANJI_CLI"]
HEAD = "site,meter,category,what,place,amount,unit,period,source_type,evidence\n"


def run(*arguments):
    done = subprocess.run([TANJI, *map(str, arguments)], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def reading(amount, month, unit="MWh", meter="M1", source="measured", evidence=None, year=2023):
    return f'A,{meter},electricity,"electricity, grid",CN,{amount},{unit},{year}-{month:02},{source},{evidence or f"{meter}-{year}-{month}"}\n'


def row_of(where):
    found = re.search(r"row (\d+)", where)
    return int(found[1]) if found else 0


def steady(year=2023):
    return [reading(99 + month, month, year=year) for month in range(1, 13)]


with tempfile.TemporaryDirectory() as folder:
    place = Path(folder)

    def table(rows, name="year.csv", head=HEAD):
        (place / name).write_text(head + "".join(rows), encoding="utf-8")
        return place / name

    def verify(rows, *more):
        """Exit code, and (severity, id, row) of each finding, the worst first."""
        code, out, err = run("verify", table(rows), "--json", *more)
        assert out, err
        answer = json.loads(out)
        assert answer["lines"] == len(rows) or answer["errors"], answer
        counts = [sum(finding["severity"] == severity for finding in answer["findings"]) for severity in ("error", "warning")]
        assert counts == [answer["errors"], answer["warnings"]], answer
        return code, [(finding["severity"], finding["id"], row_of(finding["where"])) for finding in answer["findings"]], answer

    assert verify(steady())[:2] == (0, [])

    # ---- each check, alone ------------------------------------------------------------------------------------------------------
    rows = steady()
    assert verify([*rows, rows[4]])[:2] == (1, [("error", "verify.duplicate", 13)])
    assert verify(rows[:5] + rows[6:])[:2] == (0, [("warning", "verify.month-gap", 0)])
    assert verify(rows[:-1], "--period", "2023")[:2] == (0, [("warning", "verify.month-gap", 0)])
    code, found, answer = verify([*rows[:3], reading(-103, 4), *rows[4:]])
    assert (code, found) == (1, [("error", "activity.negative", 4)]), found
    assert verify([reading(98, 1, "%"), reading(101, 2, "%")])[:2] == (1, [("error", "verify.percent", 2)])
    assert verify([*rows[:3], reading(103000, 4), *rows[4:]])[:2] == (0, [("warning", "verify.unit-slip", 4)])
    assert verify([*rows[:3], reading(103000, 4, "kWh"), *rows[4:]])[:2] == (0, [])
    assert verify([*rows[:3], reading(103, 4, source="default"), *rows[4:]])[:2] == (0, [("note", "verify.default-used", 4)])
    assert verify([*rows[:3], reading(103, 4, evidence=" "), *rows[4:]])[1] in ([("note", "verify.no-evidence", 4)], [])

    # ---- outliers, by a second hand: per day, against the year and the past ------------------------------------------------------------
    random.seed(5)
    now = [round(random.gauss(100, 9) * (3 if random.random() < 0.1 else 1), 2) for _ in range(120)]
    before = [round(random.gauss(100, 9), 2) for _ in range(120)]
    rows = [reading(now[12 * k + m], m + 1, meter=f"M{k}") for k in range(10) for m in range(12)]
    past = [reading(before[12 * k + m], m + 1, meter=f"M{k}", year=2022) for k in range(10) for m in range(12)]
    for earlier in (False, True):
        expected = []
        for k in range(10):
            daily = [now[12 * k + m] / monthrange(2023, m + 1)[1] for m in range(12)]
            usual = daily + ([before[12 * k + m] / monthrange(2022, m + 1)[1] for m in range(12)] if earlier else [])
            middle = statistics.median(usual)
            spread = 1.4826 * statistics.median(abs(value - middle) for value in usual)
            expected += [("warning", "verify.outlier", 12 * k + m + 1) for m, value in enumerate(daily) if abs(value - middle) > 5 * spread and abs(value - middle) > 0.5 * middle]
        code, found, _ = verify(rows, *(["--past", table(past, "past.csv")] if earlier else []))
        assert code == 0 and found == expected and len(expected) > 3, (found, expected)

    # ---- 5 %, calibrations -----------------------------------------------------------------------------------------------------------
    checks = [("coal", "110", "100", ""), ("oil", "105", "100", ""), ("gas", "95", "100", ""), ("lime", "94.9", "100", ""), ("steam", "120", "100", "meter replaced")]
    table([f"{what},{reported},{verified},t,{why}\n" for what, reported, verified, why in checks], "checks.csv", "what,reported,verified,unit,explanation\n")
    expected = [("warning" if not why else "note", "verify.deviation", i + 1) for i, (_, reported, verified, why) in enumerate(checks) if abs(Fraction(reported) / Fraction(verified) - 1) > Fraction(5, 100)]
    code, found, answer = verify(steady(), "--cross-checks", place / "checks.csv")
    assert code == 0 and found == sorted(expected, key=lambda each: each[0] == "note") and len(found) == 3, found
    assert all("checks.csv" in finding["where"] for finding in answer["findings"])
    table(["oil,1,0,t,\n"], "checks.csv", "what,reported,verified,unit,explanation\n")
    assert verify(steady(), "--cross-checks", place / "checks.csv")[:2] == (1, [("error", "verify.reference", 1)])
    table(["oil,much,1,t,\n"], "checks.csv", "what,reported,verified,unit,explanation\n")
    code, out, err = run("verify", table(steady()), "--cross-checks", place / "checks.csv")
    assert code == 1 and out == "" and "checks.csv:2" in err, (out, err)
    table(["M1,2023-03-15/2024-03-14,C-1\n"], "meters.csv", "meter,period,certificate\n")
    assert verify(steady(), "--calibrations", place / "meters.csv")[:2] == (0, [("warning", "verify.calibration", row) for row in (1, 2, 3)])
    table(["M2,2023,C-1\n"], "meters.csv", "meter,period,certificate\n")
    assert len(verify(steady(), "--calibrations", place / "meters.csv")[1]) == 12

    # ---- the three forms say the same --------------------------------------------------------------------------------------------------
    rows = [*steady(), steady()[4], reading(103, 1, "%", meter="M7"), reading(101, 2, source="default", meter="M8")]
    code, found, answer = verify(rows)
    assert code == 1 and found[0][0] == "error", found
    code, out, _ = run("verify", place / "year.csv", "--csv")
    listed = list(csv.DictReader(io.StringIO("".join(line for line in out.splitlines(keepends=True) if not line.startswith("#")))))
    assert code == 1 and [(row["severity"], row["id"], int(row["row"] or 0)) for row in listed] == found, out
    code, out, _ = run("verify", place / "year.csv")
    assert code == 1 and all(f"[{name}]" in out for _, name, _ in found), out
    assert f"{len(rows)} lines, {len(found)} findings: {answer['errors']} error" in out, out

    # ---- what cannot be read ------------------------------------------------------------------------------------------------------------
    assert verify(["A,M1,electricity,x,CN,1,kwh,2023-01,,\n"])[0] == 1
    code, out, err = run("verify", place / "nothing.csv")
    assert code == 1 and "nothing.csv" in out + err, (out, err)
    assert run("verify")[0] == 2
