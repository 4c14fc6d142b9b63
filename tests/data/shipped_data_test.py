#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The Tanji developers
"""The shipped database is complete, meets its published factors and is embedded as it stands; and the check that says so does
fail on a missing source, an unknown id, a broken calibration, a confidence that is too good and a stale document."""
import os
import shutil
import subprocess
import sys
import tempfile

SOURCE = os.environ.get("TANJI_SOURCE_DIR") or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CHECK = os.path.join("scripts", "check-lifecycle-data")
EXCHANGES = "data/lifecycle/exchanges.csv"
PROCESSES = "data/lifecycle/processes.csv"

# what, file, text to replace, replacement, words of the complaint
MUTATIONS = [
    ("missing source", EXCHANGES, "UK Government GHG Conversion Factors 2023 (DESNZ)", "", "a number without source"),
    ("unknown id", EXCHANGES, "cn-anode,petroleum-coke,", "cn-anode,petrol-coke,", "unknown process or flow"),
    ("wrong unit", EXCHANGES, "cn-anode,petroleum-coke,input,1.089,kg", "cn-anode,petroleum-coke,input,1.089,kWh", "does not measure"),
    ("broken calibration", EXCHANGES, "input,0.0387,kWh", "input,3.87,kWh", "its source says"),
    ("wrong number", EXCHANGES, "cement-clinker,co2,output,0.535", "cement-clinker,co2,output,0.735", "unexplained rest"),
    ("too much trust", PROCESSES, 'uses (fact)",unverified', 'uses (fact)",derived', "compared with nothing"),
    ("stale document", "docs/shipped-database.md", "| `cement-clinker` |", "| `cement-clinker`  |", "the table is not that of the data"),
]


def run(root):
    return subprocess.run([sys.executable, os.path.join(root, CHECK)], capture_output=True, text=True, check=False)


def mutate(what, name, old, new, words):
    with tempfile.TemporaryDirectory() as root:
        for folder in ("data", "docs", "scripts"):
            shutil.copytree(os.path.join(SOURCE, folder), os.path.join(root, folder))
        path = os.path.join(root, name)
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
        if old not in text:
            return [f"{what}: '{old}' is not in {name} any more: mend this test"]
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text.replace(old, new, 1))
        result = run(root)
        if result.returncode == 0 or words not in result.stdout + result.stderr:
            return [f"{what}: not found out; the check said: {result.stdout}{result.stderr}"]
    return []


def footprints_are_current():
    with tempfile.TemporaryDirectory() as folder:
        fresh = os.path.join(folder, "footprints.csv")
        subprocess.run([sys.executable, os.path.join(SOURCE, CHECK), "--csv", fresh], check=True, capture_output=True)
        with open(fresh, encoding="utf-8") as one, open(os.path.join(SOURCE, "data/lifecycle-footprints.csv"), encoding="utf-8") as two:
            return one.read() == two.read()


def main():
    problems = []
    result = run(SOURCE)
    if result.returncode != 0:
        problems.append(result.stdout + result.stderr)
    if not footprints_are_current():
        problems.append("data/lifecycle-footprints.csv is stale: scripts/check-lifecycle-data --csv data/lifecycle-footprints.csv")
    embed = subprocess.run([sys.executable, os.path.join(SOURCE, "scripts", "embed"), "--check", "lifecycle"],
                           capture_output=True, text=True, check=False)
    if embed.returncode != 0:
        problems.append("the embedded database is not data/lifecycle: " + embed.stdout + embed.stderr)
    for mutation in MUTATIONS:
        problems += mutate(*mutation)
    print("\n".join(problems) if problems else f"shipped data in order; {len(MUTATIONS)} defects found out")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
