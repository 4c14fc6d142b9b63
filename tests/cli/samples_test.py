# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""`tanji footprint --samples`: against numpy, which draws the same model with numbers of its own and solves every sample; the same from a binary database; text, CSV and JSON."""
import csv
import io
import json
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import numpy as np
except ImportError:
    print("no numpy: skipped")
    sys.exit(77)

TANJI = os.environ["TANJI_CLI"]
N = 40000


def run(*arguments):
    done = subprocess.run([TANJI, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout, done.stderr


# A power plant and a mine that need each other, a refinery with two products, and a user of both. Spreads of all kinds, several
# units, two exchanges of one cell, an output that is uncertain itself, and an emission by a formula, which cannot be drawn.
FLOWS = """id,name,type,unit,category,cas
power,power,product,kWh,,
coal,coal,product,kg,,
a,a,product,kg,,
b,b,product,kg,,
end,end,product,kg,,
co2,Carbon dioxide fossil,elementary,kg,air/unspecified,000124-38-9
"""
PROCESSES = "id,name,allocation\nplant,plant,\nmine,mine,\nrefinery,refinery,physical\nuser,user,\nfar,far away,\n"
EXCHANGES = """process,flow,direction,amount,unit,reference,formula,uncertainty,a,b,c
plant,power,output,1,kWh,yes,,,,,
plant,power,input,0.02,kWh,,,triangular,0.01,0.02,0.05
plant,coal,input,0.4,kg,,,lognormal,0.4,1.2,
plant,co2,output,0.5,kg,,,normal,0.5,0.05,
plant,co2,output,300,g,,,lognormal,300,1.5,
mine,coal,output,1,kg,yes,,uniform,0.9,1.1,
mine,power,input,50,Wh,,,lognormal,50,1.5,
mine,co2,output,0.1,kg,,,uniform,0.05,0.15,
refinery,a,output,2,kg,yes,,,,,
refinery,b,output,1,kg,,,,,,
refinery,power,input,3,kWh,,,lognormal,3,1.3,
refinery,co2,output,5,kg,,,lognormal,5,1.4,
user,end,output,1,kg,yes,,,,,
user,a,input,1,kg,,,normal,1,0.1,
user,b,input,2,kg,,,,,,
user,co2,output,0.5,kg,,2 / 4,normal,0.5,0.1,
far,end,output,1,kg,,,lognormal,1,3,
"""
ALLOCATION = "process,product,method,value\nrefinery,a,physical,0.7\nrefinery,b,physical,0.3\n"


def simulate(seed=20260101):
    """A x = f by numpy for N samples; rows and columns power, coal, a, b, end. Allocation acts on inputs and emissions."""
    rng = np.random.default_rng(seed)
    one = np.ones(N)

    def lognormal(median, gsd):
        return median * np.exp(math.log(gsd) * rng.standard_normal(N))

    own, coal, kwh = rng.triangular(0.01, 0.02, 0.05, N), lognormal(0.4, 1.2), lognormal(50, 1.5) / 1000
    plant_co2 = rng.normal(0.5, 0.05, N) + lognormal(0.3, 1.5)
    made, mine_co2 = rng.uniform(0.9, 1.1, N), rng.uniform(0.05, 0.15, N)
    refinery_power, refinery_co2, of_a = lognormal(3, 1.3), lognormal(5, 1.4), rng.normal(1, 0.1, N)
    A = np.zeros((N, 5, 5))
    A[:, 0, 0], A[:, 1, 0] = one - own, -coal
    A[:, 1, 1], A[:, 0, 1] = made, -kwh
    A[:, 2, 2], A[:, 0, 2] = 2, -0.7 * refinery_power
    A[:, 3, 3], A[:, 0, 3] = 1, -0.3 * refinery_power
    A[:, 4, 4], A[:, 2, 4], A[:, 3, 4] = 1, -of_a, -2
    f = np.zeros((N, 5, 1))
    f[:, 4, 0] = 1000
    x = np.linalg.solve(A, f)[:, :, 0]
    return x[:, 0] * plant_co2 + x[:, 1] * mine_co2 + (0.7 * x[:, 2] + 0.3 * x[:, 3]) * refinery_co2 + 0.5 * x[:, 4]


with tempfile.TemporaryDirectory() as folder:
    model = Path(folder) / "model"
    model.mkdir()
    for name, text in (("flows", FLOWS), ("processes", PROCESSES), ("exchanges", EXCHANGES), ("allocation", ALLOCATION)):
        (model / f"{name}.csv").write_text(text, encoding="utf-8")
    subject = ("--process", "user", "--amount", "1 t")

    code, out, err = run("footprint", model, *subject, "--samples", N, "--seed", 5, "--json")
    assert code == 0, err
    answer = json.loads(out)
    settings, samples = answer["settings"], answer["samples"]
    assert settings["samples"] == str(N) and settings["seed"] == "5" and "Philox" in settings["random numbers"] and settings["lognormal amounts"] == "medians", settings
    assert samples["seed"] == 5 and samples["samples"] == N and samples["failed"] == 0 and samples["backward_error"] <= 1e-12, samples
    assert samples["uncertain_exchanges"] == 10, samples  # "far" is out of reach, the formula is left out
    assert samples["left_out"] == {"exchanges_with_formulas": 1, "exchanges_of_amount_0": 0, "exchanges_unusable": 0, "parameters": 0}, samples
    assert any(f["id"] == "samples.left-out" and "user" in f["related"][0] for f in answer["findings"]), answer["findings"]
    total = next(s for s in samples["scores"] if s["part"] == "total")
    stored = next(s["amount"] for s in answer["scores"] if s["part"] == "total")
    assert abs(total["stored"] - stored) <= 1e-12 * stored, (total, stored)

    theirs = simulate()
    sd = theirs.std(ddof=1)
    error = sd * math.sqrt(2 / N)  # of the difference of two means
    assert abs(total["mean"] - theirs.mean()) < 4 * error, (total, theirs.mean())
    assert abs(total["median"] - np.median(theirs)) < 5 * error, (total, np.median(theirs))
    assert abs(total["sd"] / sd - 1) < 0.03, (total, sd)
    for key, share in (("percentile_2_5", 2.5), ("percentile_97_5", 97.5)):
        assert abs(total[key] - np.percentile(theirs, share)) < 15 * error, (key, total, np.percentile(theirs, share))
    # Drawing both parts of the refinery apart would give a smaller deviation: the test would see that.
    assert total["sd"] > 0.1 * total["mean"], total

    again = json.loads(run("footprint", model, *subject, "--samples", N, "--seed", 5, "--json")[1])["samples"]
    assert again == samples
    other = json.loads(run("footprint", model, *subject, "--samples", N, "--seed", 6, "--json")[1])["samples"]
    assert other["scores"] != samples["scores"]
    means = json.loads(run("footprint", model, *subject, "--samples", N, "--seed", 5, "--lognormal", "mean", "--json")[1])["samples"]
    assert means["lognormal_amounts"] == "means" and next(s for s in means["scores"] if s["part"] == "total")["mean"] < total["mean"]

    file = Path(folder) / "model.tanjidb"
    assert run("export", model, "--format", "binary", "--matrices", file)[0] == 0
    code, out, err = run("footprint", file, *subject, "--samples", N, "--seed", 5, "--json")
    assert code == 0, err
    binary = json.loads(out)["samples"]
    assert binary["uncertain_exchanges"] == 10 and binary["left_out"]["exchanges_with_formulas"] == 1, binary
    for ours, theirs in zip(binary["scores"], samples["scores"]):
        assert ours["part"] == theirs["part"]
        assert all(abs(ours[key] - theirs[key]) <= 1e-9 * abs(theirs[key]) for key in ("median", "mean", "sd", "percentile_2_5", "percentile_97_5")), (ours, theirs)

    for what in (model, file):
        code, out, err = run("footprint", what, *subject, "--samples", 100, "--csv")
        lines = out.splitlines()
        head = next(i for i, line in enumerate(lines) if line.startswith("method,category,id,part,unit,stored,"))
        row = next(r for r in csv.DictReader(io.StringIO("\n".join(lines[head:]))) if r["part"] == "total")
        assert code == 0 and row["samples"] == "100" and float(row["percentile_2_5"]) < float(row["median"]) < float(row["percentile_97_5"]), out
        code, out, err = run("footprint", what, *subject, "--samples", 100, "--seed", 9, "--progress")
        assert code == 0 and "# seed: 9" in out and "100 samples, seed 9" in out and "10 uncertain exchanges drawn; left out: 1 exchange with formulas" in out and "97.5 %" in out, out
        assert "100 %" in err, err

    for what, level in ((model, "verified"), (file, "backward only")):
        assert json.loads(run("footprint", what, *subject, "--json")[1])["proof"]["level"] == level
        assert json.loads(run("footprint", what, *subject, "--json", "--proof", "verified")[1])["proof"]["level"] == "verified"
        assert json.loads(run("footprint", what, *subject, "--json", "--proof", "backward")[1])["proof"]["level"] == "backward only"
    assert run("footprint", model, *subject, "--seed", 1)[0] == 2
    assert run("footprint", model, *subject, "--samples", 1)[0] == 2
print("samples: ok")
